//! Lines of a document as markup sees them: they end at LF, CRLF and a lone CR.

/// One line. Offsets count in the text it was taken from.
#[derive(Clone, Copy, Debug)]
pub struct Line {
    pub start: usize,
    /// Where its words end and its line break begins.
    pub end: usize,
    /// Where the next line starts; the end of the text after the last.
    pub next: usize,
}

impl Line {
    /// The line that starts at `start`.
    pub fn at(text: &str, start: usize) -> Line {
        let bytes = text.as_bytes();
        let Some(length) = memchr::memchr2(b'\n', b'\r', &bytes[start..]) else {
            return Line { start, end: bytes.len(), next: bytes.len() };
        };
        let end = start + length;
        let is_crlf = bytes[end] == b'\r' && bytes.get(end + 1) == Some(&b'\n');
        Line { start, end, next: end + if is_crlf { 2 } else { 1 } }
    }

    /// Its words, without the line break.
    pub fn of(self, text: &str) -> &str {
        &text[self.start..self.end]
    }

    /// Columns of white space before its first word, counted up to 4, and the byte where that word
    /// starts; None when the line is blank.
    pub fn indent(self, text: &str) -> Option<(usize, usize)> {
        let mut columns = 0;
        for (at, byte) in text.as_bytes()[self.start..self.end].iter().enumerate() {
            match byte {
                b' ' | b'\x0b' | b'\x0c' => columns += 1,
                b'\t' => columns = 4,
                _ => return Some((columns.min(4), self.start + at)),
            }
        }
        None
    }

    pub fn is_blank(self, text: &str) -> bool {
        self.indent(text).is_none()
    }
}

/// All lines of a text from a line start on.
pub fn lines(text: &str, from: usize) -> impl Iterator<Item = Line> + '_ {
    let mut at = from;
    std::iter::from_fn(move || {
        (at < text.len()).then(|| {
            let line = Line::at(text, at);
            at = line.next;
            line
        })
    })
}
