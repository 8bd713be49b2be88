//! Inline markup that CommonMark does not know: footnote references, citations, shortcodes, maths.
//!
//! Before a chunk is parsed, such stretches are painted over with letters, byte for byte, so that
//! the parser takes each for a word and reads no markup inside; afterwards the reader puts back what
//! they mean. A mask changes no block: it holds no blank line, nothing that opens a block at a line
//! start, and no backtick.

use super::cited;
use crate::{
    markup::{
        addresses::{key, starts_key},
        lines::Line,
    },
    text::Span,
};

/// A stretch painted over.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Mask {
    pub span: Span,
    pub kind: MaskKind,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub enum MaskKind {
    /// `[^label]`
    Footnote(String),
    /// `[^label]:` where a line may define it: left to the parser, which knows.
    Definition(String),
    /// `^[text]`
    InlineNote(String),
    /// `[see @one, p. 3; @two]`: the keys.
    Citations(Vec<String>),
    /// Something a reader sees but cannot read as prose: a formula.
    Picture,
    /// Something that leaves nothing readable: a shortcode.
    Nothing,
}

/// The stretches of a text to paint over, in order.
pub fn masks(text: &str) -> Vec<Mask> {
    let mut masks: Vec<Mask> = Vec::new();
    let bytes = text.as_bytes();
    let mut at = 0;
    while let Some(next) = memchr::memchr3(b'[', b'{', b'$', &bytes[at..]) {
        let start = at + next;
        at = start + 1;
        if is_escaped(bytes, start) {
            continue;
        }
        let from = masks.last().map_or(0, |it| it.span.end);
        let found = match bytes[start] {
            b'[' => bracket(text, start),
            b'{' => cited::call(text, from, start).or_else(|| shortcode(text, start)),
            _ => math(text, start),
        };
        if let Some(mask) = found {
            at = mask.span.end;
            masks.push(mask);
        }
    }
    masks
}

/// The text with its masks painted.
pub fn painted(text: &str, masks: &[Mask]) -> String {
    let mut out = String::with_capacity(text.len());
    let mut from = 0;
    for mask in masks.iter().filter(|it| !matches!(it.kind, MaskKind::Definition(_))) {
        out.push_str(&text[from..mask.span.start]);
        // A line break stays one, and ">" may end HTML that began above.
        let paint = |it: u8| if matches!(it, b'\n' | b'\r' | b'>') { it as char } else { 'x' };
        out.extend(mask.span.of(text).bytes().map(paint));
        from = mask.span.end;
    }
    out.push_str(&text[from..]);
    out
}

/// Whether a backslash stands before `at`, itself not escaped.
pub(super) fn is_escaped(bytes: &[u8], at: usize) -> bool {
    bytes[..at].iter().rev().take_while(|it| **it == b'\\').take(64).count() % 2 == 1
}

/// The longest stretch a mask may be, in bytes: a key, a formula, a call.
const LONGEST: usize = 1000;

/// Where `end` stands after `from`, in the same paragraph and near.
pub(super) fn closing(text: &str, from: usize, end: &str) -> Option<usize> {
    let mut to = text.len().min(from + LONGEST);
    while !text.is_char_boundary(to) {
        to -= 1;
    }
    let at = from + memchr::memmem::find(&text.as_bytes()[from..to], end.as_bytes())?;
    let inner = &text[from..at];
    let leaves = inner.contains(['\n', '\r']) && !goes_on(text, from);
    (!leaves && is_inline(inner)).then_some(at)
}

/// Whether the paragraph at `at` goes on below its line: a heading, HTML and a table row end with theirs.
fn goes_on(text: &str, at: usize) -> bool {
    let before = &text.as_bytes()[at.saturating_sub(LONGEST)..at];
    let start = match memchr::memrchr2(b'\n', b'\r', before) {
        Some(found) => found + 1,
        None if at <= LONGEST => 0,
        None => return false,
    };
    let words = before[start..]
        .iter()
        .position(|it| !b" \t\x0b\x0c>-+*".contains(it))
        .map_or(before.len(), |it| start + it);
    let heads = before.get(words).is_some_and(|it| b"#~`".contains(it));
    let closes_comment = before[start..words].windows(2).any(|it| it == b"->");
    !heads && !closes_comment && !before[words..].iter().any(|it| b"<>|".contains(it))
}

/// Whether painting over `inner` leaves every block as it is.
fn is_inline(inner: &str) -> bool {
    let hides = ["`", "~~~", "-->", "?>", "]]>", "</", "\u{b}", "\u{c}"];
    if hides.iter().any(|it| inner.contains(it)) {
        return false;
    }
    let mut at = Line::at(inner, 0).next;
    while at < inner.len() {
        let line = Line::at(inner, at);
        let plain = |it: u8| it.is_ascii_alphabetic() || it >= 0x80 || b"\\$&(){}@.,;\"'/".contains(&it);
        match line.indent(inner) {
            Some((indent, word)) if indent < 4 && plain(inner.as_bytes()[word]) => {}
            // What closes the mask stands at the start of this line.
            None if line.next == inner.len() && line.end == line.next => {}
            _ => return false,
        }
        at = line.next;
    }
    !inner.ends_with(['\n', '\r']) || !inner.trim_end_matches(['\n', '\r', ' ', '\t']).is_empty()
}

fn bracket(text: &str, start: usize) -> Option<Mask> {
    let bytes = text.as_bytes();
    if bytes.get(start + 1) == Some(&b'^') {
        return footnote(text, start);
    }
    if start > 0 && bytes[start - 1] == b'^' && !is_escaped(bytes, start - 1) {
        return inline_note(text, start);
    }
    let end = closing(text, start, "]")?;
    let inner = &text[start + 1..end];
    let is_link = matches!(bytes.get(end + 1), Some(b'(' | b'[' | b':'));
    if is_link || !inner.contains('@') || inner[..].contains('[') {
        return None;
    }
    let keys = keys(inner)?;
    Some(Mask { span: Span::new(start, end + 1), kind: MaskKind::Citations(keys) })
}

fn footnote(text: &str, start: usize) -> Option<Mask> {
    let end = closing(text, start, "]")?;
    let label = &text[start + 2..end];
    let is_label = !label.is_empty() && !label.contains(['[', '\\', '\n', '\r']) && !label.trim().is_empty();
    let defines = text.as_bytes().get(end + 1) == Some(&b':') && opens_line(text, start);
    let kind = if defines { MaskKind::Definition } else { MaskKind::Footnote };
    is_label.then(|| Mask { span: Span::new(start, end + 1), kind: kind(label.to_owned()) })
}

/// Whether only quotation and list markers stand before `at` on its line.
fn opens_line(text: &str, at: usize) -> bool {
    let before = text[..at].bytes().rev().take_while(|it| !matches!(it, b'\n' | b'\r'));
    before.take(LONGEST).all(|it| {
        matches!(it, b' ' | b'\t' | b'\x0b' | b'\x0c' | b'>' | b'-' | b'+' | b'*' | b'.' | b')' | b'0'..=b'9')
    })
}

fn inline_note(text: &str, start: usize) -> Option<Mask> {
    let end = closing(text, start, "]")?;
    let note = &text[start + 1..end];
    (!note.contains('[') && !note.trim().is_empty())
        .then(|| Mask { span: Span::new(start - 1, end + 1), kind: MaskKind::InlineNote(note.to_owned()) })
}

/// The keys of a bracketed citation; None when it is none.
fn keys(inner: &str) -> Option<Vec<String>> {
    let mut found = Vec::new();
    for (at, _) in inner.match_indices('@') {
        if starts_key(inner, at) {
            found.extend(key(&inner[at + 1..]).map(str::to_owned));
        }
    }
    (!found.is_empty()).then_some(found)
}

fn shortcode(text: &str, start: usize) -> Option<Mask> {
    let end = match text.as_bytes().get(start + 1..start + 3)? {
        [b'{', b'<'] => ">}}",
        [b'{', b'%'] => "%}}",
        [b'%', _] => "%}",
        [b'{', _] => "}}",
        _ => return None,
    };
    let at = closing(text, start + 2, end)?;
    let inner = &text[start + 2..at];
    // `{{citation needed}}` is for the rules to find, `{{ .Title }}` is not prose.
    let is_call = end != "}}" || inner.trim_start().starts_with(['.', '$', '#', '/']);
    (is_call && !inner.contains("{{"))
        .then(|| Mask { span: Span::new(start, at + end.len()), kind: MaskKind::Nothing })
}

fn math(text: &str, start: usize) -> Option<Mask> {
    let bytes = text.as_bytes();
    if bytes.get(start + 1) == Some(&b'$') {
        let at = closing(text, start + 2, "$$")?;
        let inner = &text[start + 2..at];
        if !is_formula(inner) {
            return None;
        }
        // An indented line is code and a heading ends with its line: no formula runs on behind them.
        let line = text[..start].rfind(['\n', '\r']).map_or(0, |it| it + 1);
        let before = &text[line..start];
        let indent = &before[..before.len() - before.trim_start().len()];
        let ends = before.contains('#') || indent.len() >= 4 || indent.contains('\t');
        let runs_on = inner.contains(['\n', '\r']) && ends;
        return (!inner.trim().is_empty() && !runs_on)
            .then(|| Mask { span: Span::new(start, at + 2), kind: MaskKind::Picture });
    }
    let word_before = text[..start].chars().next_back().is_some_and(|it| it.is_alphanumeric() || it == '$');
    let at = closing(text, start + 1, "$")?;
    let inner = &text[start + 1..at];
    let tight = !inner.starts_with(char::is_whitespace) && !inner.ends_with(char::is_whitespace);
    let word_after = bytes.get(at + 1).is_some_and(|it| it.is_ascii_alphanumeric());
    (!word_before && !word_after && tight && is_formula(inner))
        .then(|| Mask { span: Span::new(start, at + 1), kind: MaskKind::Picture })
}

/// Whether what stands between dollar signs is maths, as against two sums of money and the words between.
fn is_formula(inner: &str) -> bool {
    let words = inner
        .split_whitespace()
        .filter(|it| it.len() > 2 && it.bytes().all(|it| it.is_ascii_alphabetic() || b",.;'".contains(&it)));
    if inner.is_empty() || inner.contains('|') || words.count() > 1 {
        return false;
    }
    let is_name = inner.chars().count() <= 2 && inner.chars().all(char::is_alphabetic);
    is_name || inner.contains(['\\', '^', '_', '=', '+', '<', '>', '{'])
}
