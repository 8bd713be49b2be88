//! Whom "the company", "the ministry" and "it" mean.
//!
//! A body is meant by the noun that its name holds ("the ministry"), by "the company" where one is at
//! issue, and by "it" where the sentence before spoke of one only. Where two may be, none is.

use std::cell::OnceCell;

use super::{Article, Paragraph};
use crate::{
    language::Class,
    reading::{EntityKind, Form, Source, SourceKind},
    text::Span,
};

/// Nouns that names of bodies hold.
const IN_NAMES: [&str; 34] = [
    "academy",
    "agency",
    "alliance",
    "army",
    "assembly",
    "association",
    "authority",
    "bank",
    "board",
    "bureau",
    "church",
    "club",
    "college",
    "commission",
    "committee",
    "congress",
    "council",
    "court",
    "department",
    "federation",
    "foundation",
    "fund",
    "hospital",
    "institute",
    "league",
    "ministry",
    "network",
    "office",
    "organisation",
    "organization",
    "party",
    "society",
    "union",
    "university",
];
/// Nouns for those who do business under any name.
const FIRMS: [&str; 8] =
    ["company", "firm", "manufacturer", "carmaker", "airline", "insurer", "retailer", "start-up"];
/// How many paragraphs back "the company" may have been named.
const REACH: usize = 3;

/// The bodies of an article.
pub struct Bodies<'a> {
    pub article: &'a Article,
    /// The firm that is named more often than every other.
    most: OnceCell<Option<usize>>,
}

impl<'a> Bodies<'a> {
    pub fn new(article: &'a Article) -> Bodies<'a> {
        Bodies { article, most: OnceCell::new() }
    }

    /// The one body that a source without a name means.
    pub fn meant(&self, paragraph: &Paragraph, source: &Source) -> Option<usize> {
        let words = source.span.of(&paragraph.reading.passage.lower);
        if source.kind == SourceKind::Pronoun {
            return if words == "it" { self.spoken_of(paragraph, source.span) } else { None };
        }
        let noun = words.strip_prefix("the ")?;
        if FIRMS.contains(&noun) {
            // A product or a customer may be the one named last; the story is about the firm named most.
            return self.only(paragraph, is_firm).filter(|it| self.most() == Some(*it));
        }
        let listed = IN_NAMES.contains(&noun);
        if listed { self.only(paragraph, |name| holds(name, noun)) } else { None }
    }

    /// The only body of a kind that is named up to here, not too long ago.
    fn only(&self, paragraph: &Paragraph, fits: impl Fn(&str) -> bool) -> Option<usize> {
        let from = paragraph.index.saturating_sub(REACH);
        let mut found = None;
        for index in from..=paragraph.index {
            let it = self.article.paragraph(index);
            for (mention, own) in it.reading.mentions.iter().enumerate() {
                let Some(entity) = self.body(index, mention, own.form) else { continue };
                let name = self.article.entities()[entity].name.to_lowercase();
                let outside = it.reading.dateline.is_some_and(|line| line.covers(own.span));
                if outside || !fits(&name) {
                    continue;
                }
                if found.is_some_and(|known| known != entity) {
                    return None;
                }
                found = Some(entity);
            }
        }
        found
    }

    /// The firm that is named more often than every other: looked for once, however many say "the company".
    fn most(&self) -> Option<usize> {
        let find = || {
            let mut first: Option<(usize, usize)> = None;
            let mut tied = false;
            for (at, it) in self.article.entities().iter().enumerate() {
                if it.kind != EntityKind::Org || !is_firm(&it.name.to_lowercase()) {
                    continue;
                }
                let count = it.mentions.len();
                match first {
                    Some((most, _)) if count < most => {}
                    Some((most, _)) if count == most => tied = true,
                    _ => (first, tied) = (Some((count, at)), false),
                }
            }
            first.filter(|_| !tied).map(|it| it.1)
        };
        *self.most.get_or_init(find)
    }

    /// The only body, and nobody else that could be "it", in the sentence before or in this one so far.
    fn spoken_of(&self, paragraph: &Paragraph, pronoun: Span) -> Option<usize> {
        let reading = paragraph.reading;
        let sentence = reading.passage.sentence_at(pronoun.start);
        let start = reading.passage.sentences[sentence.saturating_sub(1)].span.start;
        let mentions = reading.mentions.iter().enumerate();
        let near = mentions.filter(|(_, it)| it.span.start >= start && it.span.end <= pronoun.start);
        let mut found = None;
        for (mention, own) in near {
            let place = matches!(own.kind, EntityKind::Place | EntityKind::Product | EntityKind::Event);
            let Some(entity) = self.body(paragraph.index, mention, own.form) else {
                if place && own.form == Form::Name {
                    return None;
                }
                continue;
            };
            if found.is_some_and(|known| known != entity) {
                return None;
            }
            // "Seen by the Courier, it …": whatever hangs on a preposition or owns something does nothing.
            let first = reading.passage.token_at(own.span.start);
            let mut before = (first.saturating_sub(2)..first).map(|it| reading.passage.tokens[it].class);
            let leans = before.any(|it| it.contains(Class::PREPOSITION));
            let owns = reading.passage.text[own.span.end..].starts_with(['’', '\'']);
            if leans || owns {
                return None;
            }
            found = Some(entity);
        }
        found
    }

    fn body(&self, paragraph: usize, mention: usize, form: Form) -> Option<usize> {
        let entity = self.article.entity_of(paragraph, mention).filter(|_| form == Form::Name)?;
        (self.article.entities()[entity].kind == EntityKind::Org).then_some(entity)
    }
}

fn holds(name: &str, noun: &str) -> bool {
    name.split([' ', '-']).any(|it| it.trim_end_matches(['’', '\'']) == noun)
}

/// A body by name that is none of those whose name says what they are.
fn is_firm(name: &str) -> bool {
    !name.split([' ', '-']).any(|it| IN_NAMES.contains(&it))
}
