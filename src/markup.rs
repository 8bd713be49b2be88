//! Which characters of a document are prose, and what kind of prose.
//!
//! A document falls into [chunks](outline): stretches that can be read without looking at their
//! neighbours, so that an edit costs one chunk. A chunk holds [`Block`]s, and a block the
//! [`Prose`] a reader would read, with a way back to the bytes it stands on. Reading chunk by chunk
//! gives what reading the document as one chunk gives.
//! Broken markup is not an error: it gives other blocks.

mod addresses;
mod composing;
mod cuts;
mod lines;
mod markdown;
mod plain;
mod prose;
mod roles;
mod titles;

pub use prose::{Prose, Segment};

use crate::text::Span;

/// The markup a document is written in.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Format {
    Markdown,
    /// Also the answer to everything unknown.
    #[default]
    Plain,
}

impl Format {
    /// By a file's name ("article.md").
    pub fn of_path(path: &str) -> Format {
        let extension = path.rsplit_once('.').map_or("", |(_, extension)| extension);
        match extension.to_ascii_lowercase().as_str() {
            "md" | "markdown" | "mdown" | "mkd" | "qmd" | "rmd" => Format::Markdown,
            _ => Format::Plain,
        }
    }

    /// By an editor's language identifier ("markdown", "plaintext").
    pub fn of_language(id: &str) -> Format {
        match id.to_ascii_lowercase().as_str() {
            "markdown" | "quarto" | "rmd" | "pandoc" => Format::Markdown,
            _ => Format::Plain,
        }
    }

    /// The name used in reports.
    pub fn name(self) -> &'static str {
        match self {
            Format::Markdown => "markdown",
            Format::Plain => "plain",
        }
    }
}

/// What a block of prose is to its reader.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Kind {
    Paragraph,
    /// A heading of the document, level 1 to 6.
    Heading(u8),
    /// The article's own headline in a text without headings: its first line.
    Headline,
    /// "By Ana Cho", "Ana Cho in Lisbon".
    Byline,
    ListItem,
    /// Somebody else's words, set apart.
    BlockQuote,
    TableCell,
    /// Under a picture, or its alternative text.
    Caption,
    /// A footnote's text.
    Note,
    /// An entry of a list of references: below a heading such as "References" or "Sources".
    Reference,
}

impl Kind {
    /// Whether its sentences speak in the article's voice and may be judged.
    pub fn is_body(self) -> bool {
        matches!(self, Kind::Paragraph | Kind::ListItem)
    }
}

/// One block of prose. Spans count from the start of its chunk.
///
/// A comment that stands between blocks is a block by itself: its prose is empty, its only mark the comment.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Block {
    pub kind: Kind,
    /// All its bytes, markup included.
    pub span: Span,
    pub prose: Prose,
    pub marks: Vec<Mark>,
}

/// Something in a block that is no prose but supports or steers it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Mark {
    pub kind: MarkKind,
    /// The prose it belongs to: a link's text, or an empty span where a citation stands. Counts in prose bytes.
    pub at: Span,
    /// Its own bytes, counted from the start of the chunk.
    pub span: Span,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub enum MarkKind {
    /// A link with its target; `[text](target)`, `[text][label]`, `<https://…>` or a bare address.
    Link(String),
    /// `[^label]` with a definition, `[1]` in plain text; for an inline note (`^[text]`) its text.
    Footnote(String),
    /// A citation key: `[@key]`, `@key`.
    Citation(String),
    /// `[citation needed]`, `{{cn}}` and the like are prose to markup; rules find them.
    /// A comment's text, where directives live: `onrecord: ignore …`.
    Comment(String),
}

/// What is true of a whole document and changes how its chunks are read.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
pub struct Frame {
    /// Link definitions by lower-cased label: their targets. Notes by "^" and label: the first web
    /// address in them, or nothing.
    pub definitions: std::collections::BTreeMap<String, String>,
}

/// A stretch of a document that is read by itself.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Chunk {
    pub span: Span,
    /// What came before that matters: first chunk, below a "References" heading, …
    pub place: Place,
}

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub struct Place {
    /// The first chunk: where front matter, headline and byline stand.
    pub first: bool,
    /// Below a heading that opens a list of references.
    pub references: bool,
    /// Plain text only: the lines of this document are wrapped, so a line break is no paragraph.
    pub wrapped: bool,
}

/// A document cut into chunks that cover it without gaps, in order, and what holds for all of them.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Outline {
    pub frame: Frame,
    pub chunks: Vec<Chunk>,
}

/// Cuts a document into chunks. Linear in the text and cheap: it looks at line starts only, save
/// where a definition or a list of references may stand.
pub fn outline(format: Format, text: &str) -> Outline {
    match format {
        Format::Markdown => cuts::outline(&markdown::Markdown, text),
        Format::Plain => cuts::outline(&plain::Plain, text),
    }
}

/// Cuts a document again after an edit, given its last outline and the text of that.
/// Equal to [`outline`] of the new text, only cheaper.
pub fn outline_after(format: Format, text: &str, before: (&Outline, &str)) -> Outline {
    match format {
        Format::Markdown => cuts::outline_after(&markdown::Markdown, text, before),
        Format::Plain => cuts::outline_after(&plain::Plain, text, before),
    }
}

/// Reads one chunk (`text` is the chunk alone). A pure function of its arguments: that is what makes it cacheable.
pub fn blocks(format: Format, frame: &Frame, place: Place, text: &str) -> Vec<Block> {
    match format {
        Format::Markdown => markdown::blocks(frame, place, text),
        Format::Plain => plain::blocks(frame, place, text),
    }
}
