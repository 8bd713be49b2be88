//! Typst: headings, paragraphs, lists and what functions make of words.
//!
//! Words stand between code: after a `#` comes a statement, a name or a call, and what a call holds
//! in square brackets is words again. Code, formulas and raw text are no prose. A bracket that is
//! not closed ends at the next heading.

mod code;
mod cuts;
mod inline;
mod lines;
mod targets;

pub use targets::{extent, targets};

use super::{Frame, lines as breaks, page::Page, stretches::Stretches};
use crate::text::Span;

pub struct Typst;

impl Stretches for Typst {
    fn stretch(&self, text: &str, start: usize) -> usize {
        cuts::stretch(text, start)
    }

    fn heading<'a>(&self, stretch: &'a str) -> Option<&'a str> {
        cuts::heading(stretch).map(|_| stretch)
    }

    fn read(&self, _frame: &Frame, page: &mut Page, stretch: Span) {
        lines::read(page, stretch);
    }
}

/// Where raw text or a comment begins that is never closed.
pub fn unclosed(text: &str) -> Option<usize> {
    let mut code = code::Code::default();
    for line in breaks::lines(text, 0) {
        if line.of(text).trim().is_empty() {
            code.blank();
        }
        code.line(text, line.start, line.end);
    }
    code.hidden()
}
