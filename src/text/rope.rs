use std::ops::Range;

use ropey::Rope;

use super::{Edit, Encoding, Position, Span};

/// An open text. Edits and questions cost what they touch, not what the text or its lines hold.
#[derive(Clone, Debug, Default)]
pub struct Text {
    rope: Rope,
}

impl Text {
    pub fn new(text: &str) -> Text {
        Text { rope: Rope::from_str(text) }
    }

    /// Bytes.
    pub fn len(&self) -> usize {
        self.rope.len_bytes()
    }

    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// Replaces what stands between two positions and says which bytes that was.
    ///
    /// A position past a line's end is the line's end, one past the last line the end of the text,
    /// one inside a character its start; an inverted range is turned round. Never panics.
    pub fn replace(&mut self, range: Range<Position>, text: &str, encoding: Encoding) -> Edit {
        let (a, b) = (self.offset(range.start, encoding), self.offset(range.end, encoding));
        let edit = Edit::replace(Span::new(a.min(b), a.max(b)), text);
        self.apply(&edit);
        edit
    }

    /// Applies an edit given in bytes; a span outside the text is clamped to it.
    pub fn apply(&mut self, edit: &Edit) {
        let start = self.rope.byte_to_char(edit.span.start.min(self.len()));
        let end = self.rope.byte_to_char(edit.span.end.min(self.len())).max(start);
        self.rope.remove(start..end);
        self.rope.insert(start, &edit.text);
    }

    /// The byte offset of a position.
    pub fn offset(&self, position: Position, encoding: Encoding) -> usize {
        let line = position.line as usize;
        if line >= self.rope.len_lines() {
            return self.len();
        }
        let start = self.rope.line_to_char(line);
        let end = self.line_end(line);
        let units = position.character as usize;
        let char = match encoding {
            Encoding::Utf8 => {
                let byte = self.rope.char_to_byte(start) + units;
                self.rope.byte_to_char(byte.min(self.len()))
            }
            Encoding::Utf16 => {
                let unit = self.rope.char_to_utf16_cu(start) + units;
                self.rope.utf16_cu_to_char(unit.min(self.rope.len_utf16_cu()))
            }
            Encoding::Utf32 => start + units,
        };
        self.rope.char_to_byte(char.min(end))
    }

    /// The position of a byte offset; past the end it is the end, between CR and LF before both.
    pub fn position(&self, offset: usize, encoding: Encoding) -> Position {
        let char = self.rope.byte_to_char(offset.min(self.len()));
        let line = self.rope.char_to_line(char);
        let start = self.rope.line_to_char(line);
        let char = char.min(self.line_end(line));
        let character = match encoding {
            Encoding::Utf8 => self.rope.char_to_byte(char) - self.rope.char_to_byte(start),
            Encoding::Utf16 => self.rope.char_to_utf16_cu(char) - self.rope.char_to_utf16_cu(start),
            Encoding::Utf32 => char - start,
        };
        Position { line: line as u32, character: character as u32 }
    }

    /// The character at which a line's words end and its line break begins.
    fn line_end(&self, line: usize) -> usize {
        let start = self.rope.line_to_char(line);
        if line + 1 >= self.rope.len_lines() {
            return self.rope.len_chars();
        }
        let next = self.rope.line_to_char(line + 1);
        let is_crlf =
            next >= start + 2 && self.rope.char(next - 2) == '\r' && self.rope.char(next - 1) == '\n';
        next - if is_crlf { 2 } else { 1 }
    }
}

/// The whole text in one piece.
impl std::fmt::Display for Text {
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        self.rope.chunks().try_for_each(|chunk| out.write_str(chunk))
    }
}
