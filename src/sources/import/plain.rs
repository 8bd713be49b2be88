//! Plain text, with or without pages.

use std::borrow::Cow;

use super::{
    Imported, Refused, heads, limits,
    lines::{Line, stretches},
    numbering,
    stretches::assemble,
};
use crate::sources::Origin;

pub fn import(bytes: &[u8]) -> Result<Imported, Refused> {
    let text = decode(bytes)?;
    let (mut about, start) = heads::front_matter(&text).unwrap_or_default();
    let head = heads::read(text[start..].lines(), heads::Kind::Note);
    let mut page = text.contains('\x0c').then_some(1);
    let mut lines = Vec::new();
    let mut at = start;
    let mut number = 0;
    for piece in text[start..].split_inclusive(['\n', '\x0c']) {
        let words = piece.trim_end_matches(['\n', '\r', '\x0c']).trim_start_matches('\u{feff}');
        let bom = if at == 0 && piece.starts_with('\u{feff}') { 3 } else { 0 };
        // What says on which terms somebody talked is none of their words.
        let words = if head.lines.contains(&number) { "" } else { words };
        number += usize::from(piece.ends_with('\n'));
        lines.push(Line { words, file: Some(at + bom), page });
        at += piece.len();
        if piece.ends_with('\x0c') {
            page = page.map(|it| it + 1);
        }
    }
    numbering::strip(&mut lines);
    let mut made = assemble(stretches(&lines));
    if !is_in_place(&text, bytes) {
        // The bytes counted are none of the file's.
        made.origin = Origin::default();
    }
    heads::join(&mut about, head.about);
    Ok(Imported { text: made, about })
}

/// The characters of a text: UTF-8, UTF-16 with its mark, or what Windows wrote before them.
pub fn decode(bytes: &[u8]) -> Result<Cow<'_, str>, Refused> {
    let wide = |order: fn([u8; 2]) -> u16| {
        let units = bytes[2..].chunks_exact(2).map(|it| order([it[0], it[1]]));
        Ok(Cow::Owned(char::decode_utf16(units).map(|it| it.unwrap_or('\u{fffd}')).collect()))
    };
    match bytes {
        [0xff, 0xfe, ..] => return wide(u16::from_le_bytes),
        [0xfe, 0xff, ..] => return wide(u16::from_be_bytes),
        _ => {}
    }
    if memchr::memchr(0, bytes).is_some() {
        return Err(Refused("no text: it holds bytes that no text has".to_owned()));
    }
    let ends = |it: u8| memchr::memchr_iter(it, bytes).count();
    limits::count("lines", ends(b'\n').max(ends(b'\r')), limits::LINES)?;
    match std::str::from_utf8(bytes) {
        Ok(text) if has_bare_returns(bytes) => Ok(Cow::Owned(with_line_ends(text))),
        Ok(text) => Ok(Cow::Borrowed(text)),
        Err(_) => Ok(Cow::Owned(bytes.iter().map(|it| windows(*it)).collect())),
    }
}

/// Whether each byte of the text stands where it stands in the file.
pub fn is_in_place(text: &str, bytes: &[u8]) -> bool {
    text.len() == bytes.len() && std::str::from_utf8(bytes).is_ok()
}

/// Whether lines end as they did on old machines: with nothing but a carriage return.
fn has_bare_returns(bytes: &[u8]) -> bool {
    memchr::memchr_iter(b'\r', bytes).any(|it| bytes.get(it + 1) != Some(&b'\n'))
}

/// The same bytes at the same places, but lines end as elsewhere.
fn with_line_ends(text: &str) -> String {
    let mut chars = text.chars().peekable();
    let mut out = String::with_capacity(text.len());
    while let Some(char) = chars.next() {
        let is_bare = char == '\r' && chars.peek() != Some(&'\n');
        out.push(if is_bare { '\n' } else { char });
    }
    out
}

/// A character of Windows-1252.
pub fn windows(byte: u8) -> char {
    const HIGH: &str = "€\u{81}‚ƒ„…†‡ˆ‰Š‹Œ\u{8d}Ž\u{8f}\u{90}‘’“”•–—˜™š›œ\u{9d}žŸ";
    match byte {
        0x80..=0x9f => HIGH.chars().nth(usize::from(byte - 0x80)).unwrap_or('\u{fffd}'),
        _ => char::from(byte),
    }
}
