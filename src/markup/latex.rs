//! LaTeX: what is typeset as text, between commands, environments and formulas.
//!
//! Commands are known by name: those whose arguments are no words, those that cite, those that
//! stand for a character. Of all others the arguments are words. The preamble gives title and
//! author. A group that is not closed in its paragraph is no argument, so that half a command hides
//! nothing.

mod arguments;
mod blocks;
mod commands;
mod cuts;
mod environments;
mod groups;
mod reader;
mod signs;
mod targets;

pub use targets::{extent, targets};

use super::{Frame, head, page::Page, stretches::Stretches};
use crate::text::Span;

pub struct Latex;

impl Stretches for Latex {
    fn body(&self, text: &str) -> usize {
        cuts::body(text).unwrap_or_else(|| head::byte_order_mark(text))
    }

    fn stretch(&self, text: &str, start: usize) -> usize {
        cuts::stretch(text, start)
    }

    fn heading<'a>(&self, stretch: &'a str) -> Option<&'a str> {
        cuts::opens_section(stretch).then_some(stretch)
    }

    fn read_front(&self, page: &mut Page, front: Span) {
        reader::read_preamble(page, front);
    }

    fn read(&self, _frame: &Frame, page: &mut Page, stretch: Span) {
        reader::read(page, stretch);
    }
}

/// Whether nothing in an environment of this name is markup, or all of it is a comment.
pub fn is_verbatim(name: &str) -> bool {
    environments::holds(name) == environments::Holds::Verbatim
}
