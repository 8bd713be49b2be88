use super::{Encoding, Position};

/// Turns byte offsets of a contiguous text into positions.
///
/// It walks the text once, whatever the number of questions and however long the lines: each place
/// reached is remembered, and every few thousand bytes a milestone, so that a question further back
/// walks from the milestone before it. Lines end at LF, CR and CRLF, as the protocol says.
pub struct Lines<'a> {
    text: &'a str,
    encoding: Encoding,
    /// The place last reached.
    here: Place,
    /// In ascending order, the first at the start of the text.
    milestones: Vec<Place>,
}

/// Bytes between milestones.
const STRIDE: usize = 4096;

#[derive(Clone, Copy, Default)]
struct Place {
    offset: usize,
    line: u32,
    /// Units since the line's start.
    column: usize,
}

impl<'a> Lines<'a> {
    pub fn new(text: &'a str, encoding: Encoding) -> Lines<'a> {
        Lines { text, encoding, here: Place::default(), milestones: vec![Place::default()] }
    }

    /// The position of a byte offset; past the end it is the end, inside a character its start,
    /// between CR and LF before both.
    pub fn position(&mut self, offset: usize) -> Position {
        let offset = self.place_for(offset);
        if offset < self.here.offset {
            let after = self.milestones.partition_point(|it| it.offset <= offset);
            // The first milestone is at 0, so there is always one before.
            self.here = self.milestones[after.saturating_sub(1)];
        }
        while self.here.offset < offset {
            self.step(offset);
        }
        Position { line: self.here.line, character: self.here.column as u32 }
    }

    /// The nearest place at or before `offset` that a position can name.
    fn place_for(&self, offset: usize) -> usize {
        let mut offset = offset.min(self.text.len());
        while !self.text.is_char_boundary(offset) {
            offset -= 1;
        }
        let bytes = self.text.as_bytes();
        let inside_crlf = offset > 0 && bytes[offset - 1] == b'\r' && bytes.get(offset) == Some(&b'\n');
        if inside_crlf { offset - 1 } else { offset }
    }

    /// Goes on towards `target`, at most by a stride, and never stops inside a CRLF.
    fn step(&mut self, target: usize) {
        let from = self.here.offset;
        let to = if target - from > STRIDE { self.place_for(from + STRIDE) } else { target };
        let stretch = &self.text[from..to];
        let mut line_start = 0;
        for at in memchr::memchr2_iter(b'\n', b'\r', stretch.as_bytes()) {
            // The end of CRLF is the LF; a lone CR ends a line by itself.
            if stretch.as_bytes()[at] == b'\r' && stretch.as_bytes().get(at + 1) == Some(&b'\n') {
                continue;
            }
            self.here.line += 1;
            self.here.column = 0;
            line_start = at + 1;
        }
        self.here.column += self.encoding.count(&stretch[line_start..]);
        self.here.offset = to;
        if self.milestones.last().is_none_or(|it| it.offset + STRIDE <= to) {
            self.milestones.push(self.here);
        }
    }
}
