//! How sure anybody can be that something is missing from a document.

use super::{Context, Severity};
use crate::{
    markup::{self, Extent, Format},
    sources::Seen,
};

/// How loudly may be said that a document lacks something; not at all where another file may have it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Certainty {
    pub notes: Option<Severity>,
    /// What a link by a name stands for.
    pub references: Option<Severity>,
    pub places: Option<Severity>,
    /// Nothing outside refers to what stands in it.
    pub all: bool,
}

impl Certainty {
    pub fn of(context: &Context) -> Certainty {
        let article = context.article;
        let (format, text) = (article.format(), article.text());
        let work = context.texts.library().work.as_ref();
        let seen = work.map_or(Seen::Nothing, |it| it.seen);
        if format == Format::ReStructuredText && work.is_some_and(|it| it.surrounds) {
            return Certainty::default();
        }
        let all = |it: Severity| Some(it);
        let of = |notes, references, places, all| Certainty { notes, references, places, all };
        if seen == Seen::Whole {
            let error = all(Severity::Error);
            return of(error, error, error, false);
        }
        let own = match markup::extent(format, text) {
            Extent::Whole => all(Severity::Error),
            Extent::Unsure => all(Severity::Hint),
            Extent::Part | Extent::Made => return Certainty::default(),
        };
        match (format, seen) {
            // Its names hold for one file, whatever the work.
            (Format::ReStructuredText, _) => of(own, own, own, true),
            // Several files may be set as one, and a site may know the names of all its pages.
            (Format::Markdown, Seen::Part) => of(all(Severity::Hint), None, None, true),
            (Format::Markdown, _) if is_filled_in(text) => of(own, own, None, true),
            (_, Seen::Part) => Certainty::default(),
            _ => of(own, own, own, true),
        }
    }
}

/// Whether a template or a component may put headings among the words.
fn is_filled_in(text: &str) -> bool {
    let opens = |it: &str| memchr::memmem::find(text.as_bytes(), it.as_bytes()).is_some();
    let component = |at: usize| text.as_bytes().get(at + 1).is_some_and(u8::is_ascii_uppercase);
    let starts = |at: usize| text[..at].trim_end_matches([' ', '\t']).ends_with(['\n', '\r']) || at == 0;
    ["{{", "{%", "<%", "<?php"].into_iter().any(opens)
        || memchr::memchr_iter(b'<', text.as_bytes()).any(|at| component(at) && starts(at))
}
