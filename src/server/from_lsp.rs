//! From the protocol's words to ours. Lenient: what an editor means is clearer than what it sends.

use std::path::PathBuf;

use serde::{Deserialize, Deserializer};
use tower_lsp::gen_lsp_types as lsp;

use crate::text;

/// A range as clients send it; numbers too large or below zero are brought into bounds.
#[derive(Clone, Copy, Debug, Deserialize)]
pub struct Range {
    pub start: Position,
    pub end: Position,
}

#[derive(Clone, Copy, Debug, Deserialize)]
pub struct Position {
    #[serde(deserialize_with = "clamped")]
    line: u32,
    #[serde(deserialize_with = "clamped")]
    character: u32,
}

impl From<Position> for text::Position {
    fn from(it: Position) -> text::Position {
        text::Position { line: it.line, character: it.character }
    }
}

pub fn position(it: lsp::Position) -> text::Position {
    text::Position { line: it.line, character: it.character }
}

fn clamped<'de, D: Deserializer<'de>>(from: D) -> Result<u32, D::Error> {
    // A cast from float to integer stays in bounds.
    Ok(f64::deserialize(from)? as u32)
}

/// The file behind an address, if it is one on this machine.
pub fn path(uri: &str) -> Option<PathBuf> {
    let rest = uri.strip_prefix("file://")?;
    let (host, path) = rest.split_at(rest.find('/')?);
    if !matches!(host, "" | "localhost") {
        return None;
    }
    let path = percent_decoded(path.split(['?', '#']).next()?)?;
    // "/c:/Users" is a path of Windows.
    let bytes = path.as_bytes();
    let is_drive = cfg!(windows) && bytes.len() > 2 && bytes[2] == b':';
    Some(PathBuf::from(if is_drive { &path[1..] } else { &path }))
}

/// None when what comes out is not UTF-8.
pub fn percent_decoded(text: &str) -> Option<String> {
    let mut out = Vec::with_capacity(text.len());
    let mut rest = text.as_bytes();
    while let Some((&first, after)) = rest.split_first() {
        let hex = after.get(..2).filter(|it| first == b'%' && it.iter().all(u8::is_ascii_hexdigit));
        let hex = hex.and_then(|it| std::str::from_utf8(it).ok());
        match hex.and_then(|it| u8::from_str_radix(it, 16).ok()) {
            Some(byte) => {
                out.push(byte);
                rest = &after[2..];
            }
            None => {
                out.push(first);
                rest = after;
            }
        }
    }
    String::from_utf8(out).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    #[cfg(not(windows))]
    fn an_address_of_a_file_becomes_its_path() {
        let cases = [
            ("file:///desk/ana/the%20dam.md", Some("/desk/ana/the dam.md")),
            ("file://localhost/desk/a.md", Some("/desk/a.md")),
            ("file:///tmp/%C3%A9t%C3%A9.md", Some("/tmp/été.md")),
            ("file:///tmp/100%.md", Some("/tmp/100%.md")),
            ("file:///tmp/%+1.md", Some("/tmp/%+1.md")),
            ("file://elsewhere/desk/a.md", None),
            ("file:///tmp/%FF.md", None),
            ("untitled:Untitled-1", None),
            ("", None),
        ];
        for (uri, expected) in cases {
            assert_eq!(path(uri), expected.map(PathBuf::from), "{uri}");
        }
    }

    #[test]
    fn positions_out_of_bounds_are_brought_into_them() {
        let read = |text: &str| serde_json::from_str::<Position>(text).map(text::Position::from);
        let far = read(r#"{"line": 9007199254740991, "character": -1}"#).unwrap();
        assert_eq!(far, text::Position { line: u32::MAX, character: 0 });
        assert!(read(r#"{"line": "1", "character": 0}"#).is_err());
        assert!(read(r#"{"line": 1}"#).is_err());
    }
}
