//! Which characters of a document are prose, and what kind of prose.
//!
//! A document falls into [chunks](outline): stretches that can be read without looking at their
//! neighbours, so that an edit costs one chunk. A chunk holds [`Block`]s, and a block the
//! [`Prose`] a reader would read, with a way back to the bytes it stands on. Reading chunk by chunk
//! gives what reading the document as one chunk gives.
//! Broken markup is not an error: it gives other blocks.

mod addresses;
mod asciidoc;
mod composing;
mod cuts;
mod format;
mod head;
mod headings;
pub mod html;
mod inline;
mod latex;
mod lines;
mod markdown;
mod org;
mod page;
mod places;
mod plain;
mod prose;
mod roles;
mod rst;
mod stated;
mod stretches;
mod targets;
mod titles;
mod typst;
mod unclosed;
pub mod wiki;
mod writing;

pub use format::Format;
pub use headings::{bare, headings, letters};
pub use places::{Places, folded};
pub use prose::{Prose, Segment, shown};
pub use stated::stated_date;
pub use targets::{Aim, Extent, Target, extent, targets};
pub use unclosed::{is_front_matter, unclosed};
pub use writing::escaped;

use crate::text::Span;

/// Names of wiki templates that ask for a source; they stay prose, for the rules to find.
const ASKING: [&str; 18] = [
    "cn",
    "fact",
    "citation needed",
    "source needed",
    "who",
    "whom",
    "by whom",
    "according to whom",
    "when",
    "where",
    "which",
    "clarify",
    "dubious",
    "page needed",
    "better source needed",
    "unreferenced",
    "attribution needed",
    "tk",
];

/// Whether a wiki template of this name, in lower case, asks the desk for something.
pub fn asks_for_source(template: &str) -> bool {
    ASKING.contains(&template)
}

/// How a format writes what its readers do not see.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Comment {
    /// Between two marks, anywhere among words.
    Between(&'static str, &'static str),
    /// A line of its own that begins with this.
    Line(&'static str),
    /// A line of its own with this before it, between blank lines.
    Block(&'static str),
    /// No comments: a line of its own in square brackets, which readers do see.
    Bracketed,
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
    /// A reference to another place of the document, by that place's name: `\ref{sums}`, `<<sums>>`.
    Inner(String),
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
        Format::Html => cuts::outline(&html::Html, text),
        Format::MediaWiki => cuts::outline(&wiki::Wiki, text),
        Format::Latex => cuts::outline(&latex::Latex, text),
        Format::AsciiDoc => cuts::outline(&asciidoc::AsciiDoc, text),
        Format::ReStructuredText => cuts::outline(&rst::Rst, text),
        Format::Org => cuts::outline(&org::Org, text),
        Format::Typst => cuts::outline(&typst::Typst, text),
        Format::Plain => cuts::outline(&plain::Plain, text),
    }
}

/// Cuts a document again after an edit, given its last outline and the text of that.
/// Equal to [`outline`] of the new text, only cheaper.
pub fn outline_after(format: Format, text: &str, before: (&Outline, &str)) -> Outline {
    match format {
        Format::Markdown => cuts::outline_after(&markdown::Markdown, text, before),
        Format::Html => cuts::outline_after(&html::Html, text, before),
        Format::MediaWiki => cuts::outline_after(&wiki::Wiki, text, before),
        Format::Latex => cuts::outline_after(&latex::Latex, text, before),
        Format::AsciiDoc => cuts::outline_after(&asciidoc::AsciiDoc, text, before),
        Format::ReStructuredText => cuts::outline_after(&rst::Rst, text, before),
        Format::Org => cuts::outline_after(&org::Org, text, before),
        Format::Typst => cuts::outline_after(&typst::Typst, text, before),
        Format::Plain => cuts::outline_after(&plain::Plain, text, before),
    }
}

/// Reads one chunk (`text` is the chunk alone). A pure function of its arguments: that is what makes it cacheable.
pub fn blocks(format: Format, frame: &Frame, place: Place, text: &str) -> Vec<Block> {
    match format {
        Format::Markdown => markdown::blocks(frame, place, text),
        Format::Html => stretches::blocks(&html::Html, frame, place, text),
        Format::MediaWiki => stretches::blocks(&wiki::Wiki, frame, place, text),
        Format::Latex => stretches::blocks(&latex::Latex, frame, place, text),
        Format::AsciiDoc => stretches::blocks(&asciidoc::AsciiDoc, frame, place, text),
        Format::ReStructuredText => stretches::blocks(&rst::Rst, frame, place, text),
        Format::Org => stretches::blocks(&org::Org, frame, place, text),
        Format::Typst => stretches::blocks(&typst::Typst, frame, place, text),
        Format::Plain => plain::blocks(frame, place, text),
    }
}
