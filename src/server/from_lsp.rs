//! From the protocol's words to ours. Lenient: what an editor means is clearer than what it sends.

use std::path::PathBuf;

use serde::{Deserialize, Deserializer};
use serde_json::Value;
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

/// The number of a text's version: editors send `2`, but also `2.0` and `"2"`. None where they do not count.
pub fn version<'de, D: Deserializer<'de>>(from: D) -> Result<Option<i64>, D::Error> {
    Ok(match Value::deserialize(from)? {
        // A cast from float to integer stays in bounds.
        Value::Number(it) => it.as_i64().or_else(|| it.as_f64().map(|it| it as i64)),
        Value::String(it) => it.trim().parse::<f64>().ok().map(|it| it as i64),
        _ => None,
    })
}

/// The file behind an address, if it is one on this machine.
pub fn path(uri: &str) -> Option<PathBuf> {
    let (path, _) = file(uri)?;
    let path = percent_decoded(path)?;
    // "/c:/Users" is a path of Windows.
    let bytes = path.as_bytes();
    let is_drive = cfg!(windows) && bytes.len() > 2 && bytes[2] == b':';
    Some(PathBuf::from(if is_drive { &path[1..] } else { &path }))
}

/// What an address says of a file on this machine: its path, not decoded, and what follows it.
fn file(uri: &str) -> Option<(&str, &str)> {
    let (scheme, rest) = uri.split_once(':')?;
    if !scheme.eq_ignore_ascii_case("file") {
        return None;
    }
    // "file:/desk/a.md" names no host, "file:///desk/a.md" an empty one.
    let rest = match rest.strip_prefix("//") {
        Some(after) => {
            let (host, path) = after.split_at(after.find('/')?);
            if !host.is_empty() && !host.eq_ignore_ascii_case("localhost") {
                return None;
            }
            path
        }
        None => Some(rest).filter(|it| it.starts_with('/'))?,
    };
    Some(rest.split_at(rest.find(['?', '#']).unwrap_or(rest.len())))
}

/// An address in the one spelling by which addresses are compared; it is never sent. Editors write the same
/// file as `a%20(1).md` and `a%20%281%29.md`, `file:/c:/a.md` and `FILE:///c%3A/a.md`.
pub fn key(uri: &str) -> String {
    if let Some((path, rest)) = file(uri)
        && let Some(path) = percent_decoded(path)
    {
        return format!("file:{}{rest}", plain(&path));
    }
    let (scheme, rest) = uri.split_once(':').unwrap_or(("", uri));
    format!("{}:{}", scheme.to_ascii_lowercase(), unreserved(rest))
}

/// A path without "." and "..", doubled slashes, and the case of a drive's letter.
fn plain(path: &str) -> String {
    let mut parts: Vec<&str> = Vec::new();
    for part in path.split('/') {
        match part {
            "" | "." => {}
            ".." => drop(parts.pop()),
            part => parts.push(part),
        }
    }
    let mut out = format!("/{}", parts.join("/"));
    let bytes = out.as_bytes();
    let has_drive = bytes.len() > 2 && bytes[1].is_ascii_alphabetic() && bytes[2] == b':';
    if has_drive && (bytes.len() == 3 || bytes[3] == b'/') {
        out[1..2].make_ascii_lowercase();
    }
    out
}

/// An address of which no file is known: percent codes of what needs none are decoded, those of marks that
/// part an address stay.
fn unreserved(text: &str) -> String {
    let Some(decoded) = percent_decoded(text) else { return text.to_owned() };
    let parting = ["%2f", "%3f", "%23", "%25"];
    if !text.contains('%') || !parting.iter().any(|it| text.to_ascii_lowercase().contains(it)) {
        return decoded;
    }
    let parts = text.split('%').enumerate().map(|(index, part)| match part.get(..2) {
        Some(code) if index > 0 && parting[..].iter().any(|it| it[1..].eq_ignore_ascii_case(code)) => {
            format!("%25{}{}", code.to_ascii_uppercase(), &part[2..])
        }
        _ if index > 0 => format!("%{part}"),
        _ => part.to_owned(),
    });
    percent_decoded(&parts.collect::<String>()).unwrap_or(decoded)
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
            ("file:/desk/a.md", Some("/desk/a.md")),
            ("FILE:///desk/a.md", Some("/desk/a.md")),
            ("File://LocalHost/desk/a.md", Some("/desk/a.md")),
            ("file:///desk/a.md?raw#L3", Some("/desk/a.md")),
            ("file:desk/a.md", None),
            ("file:", None),
            ("file://", None),
            ("files:///desk/a.md", None),
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
    fn one_document_has_one_key_however_its_address_is_spelled() {
        for same in [
            &[
                "file:///desk/a%20(1).md",
                "file:///desk/a%20%281%29.md",
                "file:/desk/a%20(1).md",
                "FILE:///desk/a (1).md",
                "file://localhost/desk//./a%20%281).md",
                "file:///desk/city/../%61%20(1).md",
            ][..],
            &["file:///c%3A/desk/caf%C3%A9.md", "file:///C:/desk/café.md", "file:///c%3a/desk/caf%c3%a9.md"],
            &["untitled:Untitled-1", "Untitled:Untitled%2D1", "UNTITLED:Untitled%2d1"],
            &["git:/desk/a%2fb.md?%7B%7D", "git:/desk/a%2Fb.md?{}"],
        ] {
            for other in same {
                assert_eq!(key(other), key(same[0]), "{other}");
            }
        }
        let apart = [
            "file:///desk/a.md",
            "file:///desk/A.md",
            "file:///desk/a.md?old",
            "file://elsewhere/desk/a.md",
            "git:/desk/a.md",
            "git:/desk%2Fa.md",
            "git:/desk%252Fa.md",
            "file:///desk/%FF.md",
            "file:///desk/%FE.md",
            "",
        ];
        for (at, one) in apart.iter().enumerate() {
            for other in &apart[at + 1..] {
                assert_ne!(key(one), key(other), "{one} {other}");
            }
        }
    }

    #[test]
    fn a_version_is_a_number_however_it_is_written() {
        #[derive(Deserialize)]
        struct Counted {
            #[serde(default, deserialize_with = "version")]
            version: Option<i64>,
        }
        for (text, expected) in [
            ("{\"version\": 2}", Some(2)),
            ("{\"version\": 2.0}", Some(2)),
            ("{\"version\": \"2\"}", Some(2)),
            ("{\"version\": -1}", Some(-1)),
            ("{\"version\": 1e300}", Some(i64::MAX)),
            ("{\"version\": null}", None),
            ("{\"version\": \"two\"}", None),
            ("{\"version\": [2]}", None),
            ("{}", None),
        ] {
            assert_eq!(serde_json::from_str::<Counted>(text).unwrap().version, expected, "{text}");
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
