//! Formats that are cut and read stretch by stretch.
//!
//! A stretch begins where nothing that stands before it matters and ends where the next one begins;
//! a heading outside lists and quotations always begins one. Chunks are whole stretches, and a chunk
//! is read one stretch after the other, so that reading by chunks is reading at once by construction.

use std::collections::BTreeMap;

use super::{
    Block, Chunk, Frame, Place,
    cuts::{Cut, Manner, Section, Style, first_part},
    head,
    page::Page,
    titles,
};
use crate::text::Span;

pub trait Stretches {
    /// Where the body begins: behind a byte order mark and what is no text of the article.
    fn body(&self, text: &str) -> usize {
        head::byte_order_mark(text)
    }

    /// Whether a blank line parts blocks.
    fn parted(&self) -> bool {
        true
    }

    /// Where the stretch that starts at `start` ends; looks at nothing before `start`, and at most at
    /// the line behind the end.
    fn stretch(&self, text: &str, start: usize) -> usize;

    /// Bytes behind its end that may decide where a stretch ends, beside the line there.
    fn ahead(&self) -> usize {
        0
    }

    /// The title, markup included, if a stretch begins with a heading outside lists and quotations.
    /// May say yes where there is none.
    fn heading<'a>(&self, stretch: &'a str) -> Option<&'a str>;

    /// What stands before the body: a preamble may hold title and byline.
    fn read_front(&self, _page: &mut Page, _front: Span) {}

    /// Reads one stretch of the body.
    fn read(&self, frame: &Frame, page: &mut Page, stretch: Span);

    /// Targets that links go to by name.
    fn targets(&self, _text: &str) -> BTreeMap<String, String> {
        BTreeMap::new()
    }

    /// Whether a stretch of text may hold such a target.
    fn may_target(&self, _stretch: &str) -> bool {
        false
    }
}

impl<Format: Stretches> Manner for Format {
    fn style(&self, text: &str) -> Style {
        let body = self.body(text);
        Style { body, head: head_end(self, text, body), wrapped: false }
    }

    fn cut(&self, text: &str, start: usize, style: Style) -> Cut {
        let mut at = if start == 0 { style.body } else { start };
        let mut cut = Cut { end: text.len(), headed: false, refers: false };
        while at < text.len() {
            let end = self.stretch(text, at);
            if let Some(title) = self.heading(&text[at..end]) {
                cut.headed = true;
                cut.refers |= titles::may_be_references(title);
            }
            at = end;
            if at >= style.head {
                cut.end = at;
                break;
            }
        }
        cut
    }

    fn ahead(&self) -> usize {
        Stretches::ahead(self)
    }

    fn sections(&self, place: Place, chunk: &str) -> Vec<Section> {
        read(self, &Frame::default(), place, chunk).sections
    }

    fn definitions(&self, text: &str, _chunks: &[Chunk]) -> BTreeMap<String, String> {
        self.targets(text)
    }

    fn may_define(&self, stretch: &str) -> bool {
        self.may_target(stretch)
    }
}

/// The blocks of a chunk.
pub fn blocks(format: &impl Stretches, frame: &Frame, place: Place, text: &str) -> Vec<Block> {
    let mut page = read(format, frame, place, text);
    if place.first {
        let end = head_end(format, text, format.body(text)).min(first_part(&page.sections));
        head::name(text, &mut page.blocks, end, format.parted());
    }
    page.blocks
}

/// Title, byline and what may stand between them are in the first three stretches with words.
fn head_end(format: &(impl Stretches + ?Sized), text: &str, body: usize) -> usize {
    let (mut at, mut count) = (body, 0);
    while at < text.len() && count < 3 {
        let end = format.stretch(text, at);
        count += usize::from(!text[at..end].trim().is_empty());
        at = end;
    }
    at
}

fn read<'a>(format: &(impl Stretches + ?Sized), frame: &Frame, place: Place, text: &'a str) -> Page<'a> {
    let mut page = Page::new(text, place.references);
    let mut at = 0;
    if place.first {
        at = format.body(text);
        format.read_front(&mut page, Span::new(0, at));
        page.close();
    }
    while at < text.len() {
        let end = format.stretch(text, at);
        page.turn(at);
        format.read(frame, &mut page, Span::new(at, end));
        page.close();
        at = end;
    }
    page
}
