//! What the notes, references and inner links of a document can lead to.
//!
//! Each format knows its own places in its own folder. They are looked for in the whole document, in
//! what is hidden too: a place too many costs a question, a place too few asks one that is wrong.

use super::{Format, asciidoc, html, latex, markdown, org, rst, typst, wiki};
use crate::text::Span;

/// A place in the document that something else in it can lead to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Target {
    /// As it is written there.
    pub label: String,
    pub aim: Aim,
    /// The label, with its brackets where it has some.
    pub span: Span,
}

/// What a place is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Aim {
    /// The text of a note.
    Note,
    /// What a link by a name stands for.
    Reference,
    /// A place with a name. Headings have theirs too, and are none of these.
    Anchor,
}

impl Target {
    pub(super) fn new(label: &str, aim: Aim, span: Span) -> Target {
        Target { label: label.to_owned(), aim, span }
    }

    /// A place whose label stands in these bytes.
    pub(super) fn anchor(text: &str, span: Span) -> Target {
        Target::new(span.of(text), Aim::Anchor, span)
    }
}

/// Every place of a document that is named by hand, in order.
pub fn targets(format: Format, text: &str) -> Vec<Target> {
    match format {
        Format::Markdown => markdown::targets(text),
        Format::Html => html::targets(text),
        Format::MediaWiki => wiki::targets(text),
        Format::Latex => latex::targets(text),
        Format::AsciiDoc => asciidoc::targets(text),
        Format::ReStructuredText => rst::targets(text),
        Format::Org => org::targets(text),
        Format::Typst => typst::targets(text),
        Format::Plain => Vec::new(),
    }
}

/// How much of a work a document is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Extent {
    /// All that it leads to must stand in it.
    Whole,
    /// A piece of words: nothing says that it is part of something, nor that it is whole.
    Unsure,
    /// It takes in other files, or is itself a part of a larger work: what is missing may stand there.
    Part,
    /// Names are made by commands or templates: nobody can list them without running these.
    Made,
}

/// How much of a work a document is, as far as its own words tell.
pub fn extent(format: Format, text: &str) -> Extent {
    let joined: &[&str] = match format {
        Format::Markdown => return markdown::extent(text),
        Format::Html => return html::extent(text),
        Format::MediaWiki if ["{{:", "{{#lst", "{{/"].iter().any(|it| has(text, it)) => return Extent::Made,
        Format::MediaWiki => &[],
        Format::Latex => return latex::extent(text),
        Format::AsciiDoc => return asciidoc::extent(text),
        Format::ReStructuredText => &[".. include::", ".. toctree::"],
        Format::Org => &["#+INCLUDE", "#+include", "#+SETUPFILE", "#+setupfile"],
        Format::Typst => return typst::extent(text),
        Format::Plain => &[],
    };
    if joined.iter().any(|it| has(text, it)) { Extent::Part } else { Extent::Whole }
}

pub(super) fn has(text: &str, words: &str) -> bool {
    memchr::memmem::find(text.as_bytes(), words.as_bytes()).is_some()
}

/// What stands between a mark and the first of these ends, everywhere in a text, on one line.
pub(super) fn between<'a>(text: &'a str, mark: &'a str, ends: &'a [char]) -> impl Iterator<Item = Span> + 'a {
    const LONGEST: usize = 300;
    memchr::memmem::find_iter(text.as_bytes(), mark).filter_map(move |at| {
        let start = at + mark.len();
        let mut near = text[start..].char_indices().take(LONGEST);
        let (length, end) = near.find(|(_, it)| ends.contains(it) || matches!(it, '\n' | '\r'))?;
        (length > 0 && ends.contains(&end)).then(|| Span::new(start, start + length))
    })
}
