//! The writer's words as they change.
//!
//! Inside onrecord every offset is a byte offset on a character boundary, and a [`Span`] is a pair
//! of them. Lines, columns and UTF-16 exist only here and in the server.

mod lines;
mod rope;
mod visible;

pub use lines::Lines;
pub use rope::Text;
pub use visible::{is_hidden, printed, visible};

/// A range of bytes, end exclusive, on character boundaries.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Span {
    pub start: usize,
    pub end: usize,
}

impl Span {
    pub const fn new(start: usize, end: usize) -> Span {
        Span { start, end }
    }

    /// An empty span: a place between two characters.
    pub const fn at(offset: usize) -> Span {
        Span::new(offset, offset)
    }

    pub const fn len(self) -> usize {
        self.end - self.start
    }

    pub const fn is_empty(self) -> bool {
        self.start >= self.end
    }

    /// Whether `offset` lies inside or at the end: the places a cursor can touch.
    pub const fn touches(self, offset: usize) -> bool {
        self.start <= offset && offset <= self.end
    }

    pub const fn contains(self, offset: usize) -> bool {
        self.start <= offset && offset < self.end
    }

    pub const fn covers(self, other: Span) -> bool {
        self.start <= other.start && other.end <= self.end
    }

    pub const fn overlaps(self, other: Span) -> bool {
        self.start < other.end && other.start < self.end
    }

    /// The same words in a text that begins `by` bytes earlier.
    pub const fn shifted(self, by: usize) -> Span {
        Span::new(self.start + by, self.end + by)
    }

    /// The smallest span that covers both.
    pub fn join(self, other: Span) -> Span {
        Span::new(self.start.min(other.start), self.end.max(other.end))
    }

    /// The words themselves. Panics when the span is not of `text`, as slicing does.
    pub fn of(self, text: &str) -> &str {
        &text[self.start..self.end]
    }
}

/// Bytes that two texts share at their start and at their end, never overlapping.
pub fn common(a: &[u8], b: &[u8]) -> (usize, usize) {
    const BLOCK: usize = 256;
    let blocks = a.chunks(BLOCK).zip(b.chunks(BLOCK)).take_while(|(a, b)| a == b).count() * BLOCK;
    let start = blocks.min(a.len()).min(b.len());
    let prefix = start + a[start..].iter().zip(&b[start..]).take_while(|(a, b)| a == b).count();
    let (a, b) = (&a[prefix..], &b[prefix..]);
    let blocks = a.rchunks(BLOCK).zip(b.rchunks(BLOCK)).take_while(|(a, b)| a == b).count() * BLOCK;
    let start = blocks.min(a.len()).min(b.len());
    let (a, b) = (&a[..a.len() - start], &b[..b.len() - start]);
    (prefix, start + a.iter().rev().zip(b.iter().rev()).take_while(|(a, b)| a == b).count())
}

/// Replaces `span` of a text by `text`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Edit {
    pub span: Span,
    pub text: String,
}

impl Edit {
    pub fn replace(span: Span, text: impl Into<String>) -> Edit {
        Edit { span, text: text.into() }
    }

    pub fn insert(offset: usize, text: impl Into<String>) -> Edit {
        Edit::replace(Span::at(offset), text)
    }
}

/// How a client counts the characters of a line.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Encoding {
    Utf8,
    /// What the protocol falls back to.
    #[default]
    Utf16,
    /// Unicode code points; also what the command line prints.
    Utf32,
}

impl Encoding {
    /// Units that `text` takes in this encoding.
    pub fn count(self, text: &str) -> usize {
        match self {
            Encoding::Utf8 => text.len(),
            Encoding::Utf16 => text.chars().map(char::len_utf16).sum(),
            Encoding::Utf32 => text.chars().count(),
        }
    }

    /// The byte offset in `line` after `units`; inside a character it rounds down, past the end it is the end.
    pub fn offset(self, line: &str, units: usize) -> usize {
        let mut seen = 0;
        for (offset, char) in line.char_indices() {
            seen += match self {
                Encoding::Utf8 => char.len_utf8(),
                Encoding::Utf16 => char.len_utf16(),
                Encoding::Utf32 => 1,
            };
            if seen > units {
                return offset;
            }
        }
        line.len()
    }
}

/// A place as a client counts it: line and character from 0, the character in an [`Encoding`].
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub struct Position {
    pub line: u32,
    pub character: u32,
}
