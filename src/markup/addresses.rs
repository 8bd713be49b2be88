//! Addresses that stand bare in prose: of the web, and citation keys.

use unicode_normalization::char::is_combining_mark;

use crate::text::Span;

/// Characters after which an address is cut: nobody writes longer ones.
const LONGEST: usize = 2000;

/// The next address in `text` at or after `from`: `https://…`, `http://…`, `www.…`.
pub fn next_address(text: &str, from: usize) -> Option<Span> {
    let bytes = text.as_bytes();
    let mut at = from;
    loop {
        // Every address has "://" or "www." and both have a mark that prose has seldom.
        let next = at + memchr::memchr2(b':', b'w', &bytes[at..])?;
        at = next + 1;
        let start = if bytes[next..].starts_with(b"://") {
            ["https", "http", "ftp"].iter().find_map(|scheme| {
                let start = next.checked_sub(scheme.len()).filter(|it| *it >= from)?;
                bytes[start..next].eq_ignore_ascii_case(scheme.as_bytes()).then_some(start)
            })
        } else {
            bytes[next..].starts_with(b"www.").then_some(next)
        };
        let Some(start) = start.filter(|it| !follows_word(text, *it)) else { continue };
        let end = end(text, start);
        if end > next + "://".len() + 1 {
            return Some(Span::new(start, end));
        }
    }
}

fn follows_word(text: &str, at: usize) -> bool {
    text[..at]
        .chars()
        .next_back()
        .is_some_and(|it| it.is_alphanumeric() || it == '_' || it == '/' || it == '@')
}

/// Where an address ends: before space and quotation marks, without the punctuation of the sentence around it.
fn end(text: &str, start: usize) -> usize {
    let stops = |it: char| {
        it.is_whitespace() || matches!(it, '<' | '>' | '"' | '“' | '”' | '‘' | '’' | '`' | '\u{fffc}')
    };
    let mut address = &text[start..];
    let longest = address.char_indices().take(LONGEST).last().map_or(0, |(at, it)| at + it.len_utf8());
    address = &address[..longest];
    address = &address[..address.find(stops).unwrap_or(address.len())];
    loop {
        let closes_more = |open: char, close: char| {
            address.ends_with(close) && address.matches(close).count() > address.matches(open).count()
        };
        let drops = address.ends_with(['.', ',', ';', ':', '!', '?', '\'', '*', '_', '~', '…', '—'])
            || closes_more('(', ')')
            || closes_more('[', ']');
        match address.char_indices().next_back() {
            Some((last, _)) if drops => address = &address[..last],
            _ => return start + address.len(),
        }
    }
}

/// Whether an `@` can begin a citation: nothing of a word or an address stands before it.
pub fn starts_key(text: &str, at: usize) -> bool {
    let before = text[..at].chars().next_back();
    before.is_none_or(|it| !it.is_alphanumeric() && !matches!(it, '@' | '.' | '_' | '/' | '+' | '%' | '\\'))
}

/// The citation key at the start of `rest`: letters and digits with single marks between them.
pub fn key(rest: &str) -> Option<&str> {
    // An accent may stand behind its letter.
    let is_word = |it: char| it.is_alphanumeric() || it == '_' || is_combining_mark(it);
    let mut end = 0;
    let mut marks = 0;
    for (at, char) in rest.char_indices() {
        if is_word(char) {
            end = at + char.len_utf8();
            marks = 0;
        } else if ":.#$%&-+?<>~/".contains(char) && marks == 0 && end > 0 {
            marks = 1;
        } else {
            break;
        }
    }
    (end > 0).then(|| &rest[..end])
}
