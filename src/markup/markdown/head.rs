//! The head of a document: byte order mark, front matter, title and byline.

use std::borrow::Cow;

use crate::markup::{
    head::byte_order_mark,
    lines::{Line, lines},
};

/// Where the body begins: after the byte order mark and closed front matter, YAML or TOML.
pub fn body(text: &str) -> usize {
    let start = byte_order_mark(text);
    let first = Line::at(text, start);
    let closers: &[&str] = match first.of(text).trim_end() {
        "---" => &["---", "..."],
        "+++" => &["+++"],
        _ => return start,
    };
    // A thematic break is followed by anything, front matter by its first key.
    if first.next >= text.len() || Line::at(text, first.next).is_blank(text) {
        return start;
    }
    let closing = lines(text, first.next).find(|it| closers.contains(&it.of(text).trim_end()));
    closing.map_or(start, |it| it.next)
}

/// Where the head ends: title, byline and what may stand between them are the first three
/// stretches between blank lines.
pub fn head(text: &str, body: usize) -> usize {
    let mut stretches = 0;
    let mut after_blank = true;
    for line in lines(text, body) {
        let is_blank = line.is_blank(text);
        if after_blank && !is_blank {
            if stretches == 3 {
                return line.start;
            }
            stretches += 1;
        }
        after_blank = is_blank;
    }
    text.len()
}

/// The text with every lone CR turned into LF, which the parser takes for a line break everywhere,
/// and other control space into a space, which it takes for space everywhere.
pub fn with_plain_breaks(text: &str) -> Cow<'_, str> {
    let bytes = text.as_bytes();
    let plain = |at: usize| match bytes[at] {
        b'\r' => (bytes.get(at + 1) != Some(&b'\n')).then_some('\n'),
        _ => Some(' '),
    };
    let odd = memchr::memchr3_iter(b'\r', b'\x0b', b'\x0c', bytes);
    let mut odd = odd.filter_map(|at| Some((at, plain(at)?))).peekable();
    if odd.peek().is_none() {
        return Cow::Borrowed(text);
    }
    let mut out = String::with_capacity(text.len());
    let mut from = 0;
    for (at, plain) in odd {
        out.push_str(&text[from..at]);
        out.push(plain);
        from = at + 1;
    }
    out.push_str(&text[from..]);
    Cow::Owned(out)
}
