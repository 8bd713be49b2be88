//! HTML: the words between tags, pages of their own and stretches inside Markdown and wikitext.
//!
//! Not a parser of trees: tags are told apart by their names, and only those are kept open that say
//! what kind of prose they hold. What is no text of the article (scripts, navigation, forms) is
//! skipped up to its closing tag. A note or a citation is known by where its link goes.

mod cuts;
mod nesting;
mod reader;
mod tags;
mod targets;

pub use reader::{blocks, words};
pub use tags::{
    Inline, attribute, closing_tag, comment, entity, inline, is_block, keys, name, skipped, tag_length,
};
pub use targets::{extent, targets};

use super::{Frame, page::Page, stretches::Stretches};
use crate::text::Span;

pub struct Html;

impl Stretches for Html {
    fn parted(&self) -> bool {
        false
    }

    fn stretch(&self, text: &str, start: usize) -> usize {
        cuts::stretch(text, start)
    }

    fn heading<'a>(&self, stretch: &'a str) -> Option<&'a str> {
        cuts::heading(stretch)
    }

    fn ahead(&self) -> usize {
        tags::LONGEST
    }

    fn read(&self, _frame: &Frame, page: &mut Page, stretch: Span) {
        reader::read(page, stretch);
    }
}
