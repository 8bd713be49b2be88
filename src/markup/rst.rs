//! reStructuredText: what docutils and Sphinx would set as text.
//!
//! Indentation is structure here, so a stretch begins at every line at the margin behind a blank
//! one. Directives are known by name: some hold prose, a figure its caption, all others nothing.
//! A link by name finds its target in the frame.

mod cuts;
mod inline;
mod lines;
mod targets;

pub use targets::targets;

use std::collections::BTreeMap;

use super::{Frame, page::Page, stretches::Stretches};
use crate::text::Span;

pub struct Rst;

impl Stretches for Rst {
    fn stretch(&self, text: &str, start: usize) -> usize {
        cuts::stretch(text, start)
    }

    fn heading<'a>(&self, stretch: &'a str) -> Option<&'a str> {
        cuts::title(stretch, 0).map(|_| stretch)
    }

    fn read(&self, frame: &Frame, page: &mut Page, stretch: Span) {
        lines::read(frame, page, stretch);
    }

    fn targets(&self, text: &str) -> BTreeMap<String, String> {
        cuts::targets(text)
    }

    fn may_target(&self, stretch: &str) -> bool {
        stretch.contains(".. _")
    }
}
