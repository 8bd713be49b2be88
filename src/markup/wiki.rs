//! MediaWiki: paragraphs, headings, lists, tables, captions and quotations between templates and tags.
//!
//! Comments, templates, notes and files are found first, as [`holes`](holes::holes) in a stretch,
//! because they run over lines and their bars and line breaks are their own. A template that asks
//! for a source stays prose, for the rules to find. A link inside the wiki supports nothing, so it
//! gives words and no mark; a `<ref>` is what a sentence leans on.

mod cuts;
mod holes;
mod inline;
mod lines;
mod targets;
mod templates;

pub use targets::{is_ref, named, section, targets};

use super::{Frame, page::Page, stretches::Stretches};
use crate::text::Span;

pub struct Wiki;

impl Stretches for Wiki {
    fn stretch(&self, text: &str, start: usize) -> usize {
        cuts::stretch(text, start)
    }

    fn heading<'a>(&self, stretch: &'a str) -> Option<&'a str> {
        let line = stretch.trim_end();
        cuts::title(line).map(|_| line)
    }

    fn read(&self, _frame: &Frame, page: &mut Page, stretch: Span) {
        lines::read(page, stretch);
    }
}
