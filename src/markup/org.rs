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

/// The name of the block without prose that a line opens.
pub fn hides(line: &str) -> Option<&str> {
    let hidden = ["src", "example", "export", "comment"];
    cuts::block(line, "#+begin_").filter(|name| hidden.iter().any(|it| name.eq_ignore_ascii_case(it)))
}

/// The name of the block that a line ends.
pub fn ends(line: &str) -> Option<&str> {
    cuts::block(line, "#+end_")
}
