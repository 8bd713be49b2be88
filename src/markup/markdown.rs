//! Markdown: CommonMark with tables, footnotes, strikethrough and task lists, front matter, Pandoc's
//! citations and inline notes, Hugo's shortcodes and maths.
//!
//! The parser is pulldown-cmark, given one chunk at a time. What it does not know is painted over
//! before it reads ([`masks`]), what other chunks define it asks of the frame. A comment inside a
//! block is a mark of that block; one between blocks is a block of its own with no prose, in the
//! place where it stands. Alternative text of a picture that stands alone is a caption, otherwise it
//! is left out of the sentence.

mod cited;
mod cuts;
mod definitions;
mod head;
mod inline;
mod masks;
mod reader;
mod targets;

pub use targets::{extent, targets};

use std::collections::BTreeMap;

use pulldown_cmark::Options;

use super::{
    Block, Chunk, Frame, Place,
    cuts::{Cut, Manner, Section, Style, first_part},
};

const OPTIONS: Options = Options::ENABLE_TABLES
    .union(Options::ENABLE_FOOTNOTES)
    .union(Options::ENABLE_STRIKETHROUGH)
    .union(Options::ENABLE_TASKLISTS)
    .union(Options::ENABLE_HEADING_ATTRIBUTES);

pub struct Markdown;

impl Manner for Markdown {
    fn style(&self, text: &str) -> Style {
        let body = head::body(text);
        Style { body, head: head::head(text, body), wrapped: false }
    }

    fn cut(&self, text: &str, start: usize, style: Style) -> Cut {
        cuts::cut(text, start, style)
    }

    fn sections(&self, place: Place, chunk: &str) -> Vec<Section> {
        let sections = reader::read(&Frame::default(), place, chunk, body(place, chunk)).sections;
        let with_head = |it: Section| Section { start: definitions::start_before(chunk, it.start), ..it };
        sections.into_iter().map(with_head).collect()
    }

    fn definitions(&self, text: &str, chunks: &[Chunk]) -> BTreeMap<String, String> {
        definitions::definitions(text, head::body(text), chunks)
    }

    fn may_define(&self, stretch: &str) -> bool {
        definitions::may_define(stretch)
    }
}

pub fn blocks(frame: &Frame, place: Place, text: &str) -> Vec<Block> {
    let body = body(place, text);
    let mut read = reader::read(frame, place, text, body);
    if place.first {
        let end = head::head(text, body).min(first_part(&read.sections));
        super::head::name(text, &mut read.blocks, end, true);
    }
    read.blocks
}

fn body(place: Place, chunk: &str) -> usize {
    if place.first { head::body(chunk) } else { 0 }
}
