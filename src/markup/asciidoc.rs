//! AsciiDoc: sections, paragraphs, lists, quotations and tables as Asciidoctor reads them.
//!
//! The header gives title and author. Attribute entries, block attributes and directives are no
//! prose; a listing, a literal or a passthrough hides its content up to its own delimiter. Blocks
//! that only group (examples, sidebars) are looked through.

mod cuts;
mod inline;
mod lines;
mod targets;

pub use cuts::{closes, underlines};
pub use targets::{extent, targets};

use super::{Frame, page::Page, stretches::Stretches};
use crate::text::Span;

pub struct AsciiDoc;

impl Stretches for AsciiDoc {
    fn stretch(&self, text: &str, start: usize) -> usize {
        cuts::stretch(text, start)
    }

    fn heading<'a>(&self, stretch: &'a str) -> Option<&'a str> {
        cuts::section(stretch).map(|_| stretch)
    }

    fn read(&self, _frame: &Frame, page: &mut Page, stretch: Span) {
        lines::read(page, stretch);
    }
}

/// Whether a line opens a block in which nothing is prose.
pub fn hides(line: &str) -> bool {
    cuts::fence(line) == Some(cuts::Fence::Hidden)
}
