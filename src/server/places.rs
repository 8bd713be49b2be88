//! Byte offsets of a text as positions of the protocol; the only way out.

use tower_lsp::gen_lsp_types as lsp;

use crate::text::{Encoding, Lines, Span};

/// The positions of all offsets that an answer needs, found in one walk through the text.
#[derive(Debug)]
pub struct Places {
    /// Ascending by offset.
    known: Vec<(usize, lsp::Position)>,
}

impl Places {
    pub fn new(text: &str, encoding: Encoding, spans: impl IntoIterator<Item = Span>) -> Places {
        let mut offsets: Vec<usize> = spans.into_iter().flat_map(|it| [it.start, it.end]).collect();
        offsets.sort_unstable();
        offsets.dedup();
        let mut lines = Lines::new(text, encoding);
        let known = offsets.into_iter().map(|offset| {
            let position = lines.position(offset);
            (offset, lsp::Position { line: position.line, character: position.character })
        });
        Places { known: known.collect() }
    }

    /// `span` must be one of those given at the start; for another the nearest known places are taken.
    pub fn range(&self, span: Span) -> lsp::Range {
        lsp::Range { start: self.position(span.start), end: self.position(span.end) }
    }

    fn position(&self, offset: usize) -> lsp::Position {
        let index = self.known.partition_point(|(it, _)| *it < offset);
        self.known.get(index).or(self.known.last()).map_or_else(lsp::Position::default, |(_, it)| *it)
    }
}
