//! Org: headlines, paragraphs, lists, tables and blocks as Emacs writes them.
//!
//! Keywords, drawers, planning lines and code are no prose; `#+TITLE:`, `#+AUTHOR:` and `#+CAPTION:`
//! are. A block that is not closed ends at the next headline.

mod cuts;
mod inline;
mod lines;
mod targets;

pub use targets::targets;

use super::{Frame, page::Page, stretches::Stretches};
use crate::text::Span;

pub struct Org;

impl Stretches for Org {
    fn stretch(&self, text: &str, start: usize) -> usize {
        cuts::stretch(text, start)
    }

    fn heading<'a>(&self, stretch: &'a str) -> Option<&'a str> {
        cuts::headline(stretch).map(|_| stretch)
    }

    fn read(&self, _frame: &Frame, page: &mut Page, stretch: Span) {
        lines::read(page, stretch);
    }
}
