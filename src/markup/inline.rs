//! What stands among words, in formats whose marks are single characters.
//!
//! A format says what begins at a byte; here it is done. So no format flushes words, keeps closing
//! marks in mind or joins spans.

use super::{MarkKind, page::Page};
use crate::text::Span;

/// What begins at a byte, and how many bytes it takes.
pub enum Step {
    /// Nothing: it is a word.
    Words,
    /// Markup that leaves nothing.
    Skip(usize),
    /// Markup that leaves nothing, not even the space before it.
    LeaveOut(usize),
    /// Other words.
    Show(&'static str, usize),
    /// The words in this span alone.
    Literal(Span, usize),
    /// Something that readers see and cannot read.
    Picture(usize),
    /// Marks without words.
    Aside(Vec<MarkKind>, usize),
    /// A mark on something that cannot be read.
    Linked(MarkKind, usize),
    /// Words up to a closing mark: bytes of the opening one, where the closing one stands and how
    /// long it is, and what the words are marked as.
    Around(usize, Span, Option<MarkKind>),
}

/// Reads words. `step` is asked at each of the `special` bytes, and told where the words begin and end.
pub fn read(page: &mut Page, span: Span, special: &[u8], step: impl Fn(&str, Span, usize) -> Step) {
    let text = page.text;
    let bytes = text.as_bytes();
    let mut closing: Vec<(Span, bool)> = Vec::new();
    let (mut from, mut at) = (span.start, span.start);
    while at < span.end {
        if let Some((close, marks)) = closing.pop_if(|it| it.0.start <= at) {
            page.words(Span::new(from, at));
            let end = close.end.max(at);
            if marks {
                page.end_link(end);
            } else {
                page.around(Span::new(at, end));
            }
            (from, at) = (end, end);
            continue;
        }
        let limit = closing.last().map_or(span.end, |it| it.0.start);
        let found = if special.contains(&bytes[at]) {
            step(text, Span::new(span.start, limit), at)
        } else {
            Step::Words
        };
        if let Step::Words = found {
            let rest = &bytes[at + 1..limit];
            at += 1 + rest.iter().position(|it| special.contains(it)).unwrap_or(rest.len());
            continue;
        }
        page.words(Span::new(from, at));
        at = take(page, at, found, &mut closing);
        from = at;
    }
    page.words(Span::new(from, span.end.max(from)));
    for (_, marks) in closing.into_iter().rev() {
        if marks {
            page.end_link(span.end);
        }
    }
}

/// Does what a step says; where to go on.
fn take(page: &mut Page, at: usize, step: Step, closing: &mut Vec<(Span, bool)>) -> usize {
    let to = |length: usize| Span::new(at, at + length);
    match step {
        Step::Words => at,
        Step::Skip(length) => {
            page.around(to(length));
            at + length
        }
        Step::LeaveOut(length) => {
            page.leave_out(to(length));
            at + length
        }
        Step::Show(words, length) => {
            page.stand_in(words, to(length));
            at + length
        }
        Step::Literal(words, length) => {
            page.words(words);
            page.around(to(length));
            at + length
        }
        Step::Picture(length) => {
            page.picture(to(length));
            at + length
        }
        Step::Aside(kinds, length) => {
            kinds.into_iter().for_each(|it| page.aside(it, to(length)));
            at + length
        }
        Step::Linked(kind, length) => {
            page.linked_picture(kind, to(length));
            at + length
        }
        Step::Around(opens, close, kind) => {
            closing.push((close, kind.is_some()));
            match kind {
                Some(kind) => page.link(kind, at),
                None => page.around(to(opens)),
            }
            at + opens
        }
    }
}

/// Emphasis is closed within as many bytes, or it is none.
const LONGEST: usize = 600;

/// Words between two marks as for emphasis: the first behind space or punctuation and before a word,
/// the second the other way round.
pub fn emphasis(text: &str, words: Span, at: usize, mark: &str) -> Option<Step> {
    let close = enclosed(text, words, at, mark)?;
    Some(Step::Around(mark.len(), close, None))
}

/// Where the mark stands that closes the one at `at`.
pub fn enclosed(text: &str, words: Span, at: usize, mark: &str) -> Option<Span> {
    let before = text[words.start..at].chars().next_back();
    let from = at + mark.len();
    let rest = text.get(from..words.end)?;
    let opens = before.is_none_or(|it| it.is_whitespace() || "([{<]\"'“‘-–—/*_=~+".contains(it))
        && rest.starts_with(|it: char| !it.is_whitespace());
    if !opens {
        return None;
    }
    let bytes = &rest.as_bytes()[..rest.len().min(LONGEST)];
    let found = memchr::memmem::find_iter(bytes, mark).find(|index| {
        let behind = &rest[index + mark.len()..];
        let inner = &rest[..*index];
        !inner.is_empty()
            && !inner.ends_with(char::is_whitespace)
            && !inner.ends_with('\\')
            && behind.chars().next().is_none_or(|it| !it.is_alphanumeric() && it != mark_char(mark))
    })?;
    Some(Span::new(from + found, from + found + mark.len()))
}

fn mark_char(mark: &str) -> char {
    mark.chars().next().unwrap_or_default()
}

/// Where `end` stands behind `from`, near and in the same words.
pub fn closing(text: &str, words: Span, from: usize, end: &str) -> Option<usize> {
    let rest = text.as_bytes().get(from..words.end)?;
    let near = &rest[..rest.len().min(4 * LONGEST)];
    memchr::memmem::find(near, end.as_bytes()).map(|it| from + it)
}

/// Where the bracket stands that closes the one before `from`; brackets inside it come in pairs.
pub fn bracket(text: &str, words: Span, from: usize) -> Option<usize> {
    let rest = text.as_bytes().get(from..words.end)?;
    let mut depth = 0usize;
    for (index, byte) in rest.iter().take(4 * LONGEST).enumerate() {
        match byte {
            b'[' => depth += 1,
            b']' if depth == 0 => return Some(from + index),
            b']' => depth -= 1,
            _ => {}
        }
    }
    None
}
