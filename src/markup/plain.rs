//! Plain text: paragraphs, headlines, bylines, lists and notes as people type them without markup.
//!
//! Paragraphs are parted by blank lines. Where lines are long each is a paragraph by itself, unless
//! it breaks off and the next goes on in lower case; where most lines break off that way the text is
//! wrapped, and a stretch between blank lines is one paragraph. A directive is a line of its own,
//! `[onrecord: …]`; it gives a block without prose.

mod brackets;
mod cuts;
mod pieces;
mod reader;

use std::collections::BTreeMap;

use super::{
    Block, Chunk, Frame, Place,
    cuts::{Cut, Manner, Section, Style},
    head::byte_order_mark,
    lines::{Line, lines},
};

pub struct Plain;

impl Manner for Plain {
    fn style(&self, text: &str) -> Style {
        let body = byte_order_mark(text);
        Style { body, head: head(text, body), wrapped: cuts::is_wrapped(text, body) }
    }

    fn cut(&self, text: &str, start: usize, style: Style) -> Cut {
        cuts::cut(text, start, style)
    }

    fn sections(&self, place: Place, chunk: &str) -> Vec<Section> {
        reader::read(&Frame::default(), place, chunk).1
    }

    fn definitions(&self, text: &str, _chunks: &[Chunk]) -> BTreeMap<String, String> {
        let after_break = memchr::memchr_iter(b'[', text.as_bytes()).filter(|at| {
            text[..*at].trim_end_matches([' ', '\t']).ends_with(['\n', '\r', '\u{feff}']) || *at == 0
        });
        let notes = after_break.filter_map(|at| pieces::note(Line::at(text, at).of(text)));
        notes.map(|(label, _)| (format!("^{label}"), String::new())).collect()
    }

    fn may_define(&self, stretch: &str) -> bool {
        stretch.contains('[')
    }
}

pub fn blocks(frame: &Frame, place: Place, text: &str) -> Vec<Block> {
    reader::read(frame, place, text).0
}

/// Where the head ends: headline and byline are among the first four lines of words.
fn head(text: &str, body: usize) -> usize {
    let words = |it: &Line| !it.is_blank(text) && pieces::directive(it.of(text)).is_none();
    lines(text, body).filter(words).nth(4).map_or(text.len(), |it| it.start)
}
