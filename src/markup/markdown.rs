//! Markdown: CommonMark with tables, footnotes, strikethrough and task lists, front matter, Pandoc's
//! citations and inline notes, Hugo's shortcodes and maths.
//!
//! The parser is pulldown-cmark, given one chunk at a time. What it does not know is painted over
//! before it reads ([`masks`]), what other chunks define it asks of the frame. A comment inside a
//! block is a mark of that block; one between blocks is a block of its own with no prose, in the
//! place where it stands. Alternative text of a picture that stands alone is a caption, otherwise it
//! is left out of the sentence.

mod cuts;
mod definitions;
mod head;
mod html;
mod inline;
mod masks;
mod reader;

use std::collections::BTreeMap;

use pulldown_cmark::Options;

use super::{
    Block, Chunk, Frame, Kind, Place,
    cuts::{Cut, Manner, Section, Style},
    lines::Line,
    roles,
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
        reader::read(&Frame::default(), place, chunk, body(place, chunk)).sections
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
    let mut blocks = reader::read(frame, place, text, body).blocks;
    if place.first {
        name_head(text, &mut blocks, head::head(text, body));
    }
    blocks
}

fn body(place: Place, chunk: &str) -> usize {
    if place.first { head::body(chunk) } else { 0 }
}

/// Finds headline and byline among the blocks of the head.
fn name_head(text: &str, blocks: &mut [Block], head: usize) {
    let spoken = blocks.iter_mut().filter(|it| !it.prose.text.is_empty() && it.span.start < head);
    let mut titled = false;
    let mut follows = 0;
    for block in spoken.take(3) {
        let words = block.prose.text.as_str();
        match block.kind {
            Kind::Heading(_) if !titled && follows == 0 => titled = true,
            Kind::Paragraph if follows <= 1 && roles::is_byline(words) => {
                block.kind = Kind::Byline;
                return;
            }
            Kind::Paragraph
                if !titled
                    && follows == 0
                    && roles::is_headline(words)
                    && is_closed(text, block.span.end) =>
            {
                block.kind = Kind::Headline;
                titled = true;
            }
            Kind::Paragraph => follows += 1,
            _ => return,
        }
    }
}

/// Whether a blank line follows the line that ends at `end`.
fn is_closed(text: &str, end: usize) -> bool {
    let below = Line::at(text, end).next;
    below < text.len() && {
        let line = Line::at(text, below);
        line.is_blank(text) && line.next > line.end
    }
}
