//! One whole article, read.
//!
//! An [`Article`] joins what the rooms before it found: blocks, what each says, and the pass that
//! needs the whole text (whom "he" means, which sentence leans on which). It never changes; the
//! next one is made from the last with [`Article::after`], which reads again only what was touched.

mod bodies;
mod entities;
mod house;
mod keys;
mod need;
mod parts;
mod sourcing;
mod support;
mod tongue;

use std::sync::Arc;

pub use entities::{Entity, MentionPlace, evidence as pronouns};
pub use house::{House, Known};
pub use keys::Key;
pub use need::Need;
pub use parts::{Paragraph, is_open};
pub use sourcing::Sourced;
pub use support::{Status, Support};

use crate::{
    markup::{self, Format, Outline},
    reading::{self, Language, Mention, Reader},
    sources::lists::{self, Date},
    text::Span,
};
use parts::{Before, Part};
use sourcing::Owners;

/// A read article. Spans it hands out count in bytes of [`Article::text`].
#[derive(Clone, Debug)]
pub struct Article {
    text: Arc<str>,
    format: Format,
    /// The day that it gives as its own, in its own words.
    stated: Option<Arc<str>>,
    reader: Arc<dyn Reader>,
    /// Whom the desk knows.
    house: Arc<House>,
    outline: Outline,
    parts: Vec<Part>,
    /// Part and block of each paragraph, in order.
    paragraphs: Vec<(u32, u32)>,
    /// The language that it is written in, if that is not English.
    language: Option<Language>,
    // What follows is taken over whole from the article before, where the edit changed nothing of it.
    entities: Arc<[Entity]>,
    owners: Arc<Owners>,
    sourced: Arc<[Sourced]>,
    /// One for each sentence of each paragraph; `support_start[p]` is where paragraph p's begin.
    support: Arc<[Support]>,
    support_start: Arc<[u32]>,
}

impl Article {
    /// Reads a text from scratch, with the reader that is built in.
    pub fn read(text: &str, format: Format) -> Article {
        Article::read_by(&reading::built_in(), text, format)
    }

    /// Reads a text from scratch.
    pub fn read_by(reader: &Arc<dyn Reader>, text: &str, format: Format) -> Article {
        Article::build(text, format, reader, None)
    }

    /// Reads the next state of this article's text; equal to reading it from scratch, only cheaper.
    pub fn after(&self, text: &str) -> Article {
        Article::build(text, self.format, &self.reader, Some(self))
    }

    /// Reads the paragraphs again whose prose `news` holds of: the reader has learned about them.
    pub fn again(&self, news: impl Fn(&str) -> bool) -> Article {
        let parts = parts::again(&self.parts, &*self.reader, news);
        let mut article = Article { language: tongue::language(&parts), parts, ..self.clone() };
        article.join(Some(self));
        article
    }

    /// The same article in a house that knows people and organisations: all their names are theirs.
    pub fn known_to(self: Arc<Article>, house: &Arc<House>) -> Arc<Article> {
        if Arc::ptr_eq(&self.house, house) || self.house == *house {
            return self;
        }
        let mut article = Article { house: house.clone(), ..(*self).clone() };
        article.join(None);
        Arc::new(article)
    }

    fn build(text: &str, format: Format, reader: &Arc<dyn Reader>, before: Option<&Article>) -> Article {
        let outline = match before {
            Some(before) => markup::outline_after(format, text, (&before.outline, &before.text)),
            None => markup::outline(format, text),
        };
        let known = before.map(|it| Before { text: &it.text, outline: &it.outline, parts: &it.parts });
        let parts = parts::parts(&**reader, text, format, &outline, known);
        let paragraphs = parts::paragraphs(&parts);
        let mut article = Article {
            text: text.into(),
            stated: markup::stated_date(format, text).map(|it| it.as_ref().into()),
            format,
            reader: reader.clone(),
            house: before.map_or_else(Arc::default, |it| it.house.clone()),
            outline,
            language: tongue::language(&parts),
            parts,
            paragraphs,
            entities: Arc::default(),
            owners: Arc::default(),
            sourced: Arc::default(),
            support: Arc::default(),
            support_start: Arc::default(),
        };
        article.join(before);
        article
    }

    /// The pass over the whole text, each step of it only if its outcome may differ from `before`.
    fn join(&mut self, before: Option<&Article>) {
        let before = before.filter(|it| it.paragraphs.len() == self.paragraphs.len());
        let (head, tail) = before.map_or((0, 0), |it| self.shared_with(it));
        let touched = head..self.paragraphs.len() - tail;
        let same_names = |it: &&Article| {
            touched.clone().all(|index| entities::name_the_same(self.paragraph(index), it.paragraph(index)))
        };
        let before = before.filter(same_names);
        (self.entities, self.owners) = match before {
            Some(before) => (before.entities.clone(), before.owners.clone()),
            None => {
                let (entities, doubts) = entities::entities(self);
                let owners = Owners::new(self, &entities, doubts);
                (entities.into(), owners.into())
            }
        };
        let before = before.filter(|it| sourcing::source_the_same(self, it, touched.clone()));
        self.sourced =
            before.map_or_else(|| sourcing::sourcing(self).into(), |before| before.sourced.clone());
        let before = before.filter(|it| support::stand_the_same(self, it, touched.clone()));
        (self.support, self.support_start) = match before {
            Some(before) => (before.support.clone(), before.support_start.clone()),
            None => {
                let (support, starts) = support::support(self);
                (support.into(), starts.into())
            }
        };
    }

    pub fn text(&self) -> &str {
        &self.text
    }

    /// Who has read it.
    pub fn reader(&self) -> &Arc<dyn Reader> {
        &self.reader
    }

    pub fn format(&self) -> Format {
        self.format
    }

    /// The language that it is written in, if that is not English: then nothing is read of it.
    pub fn language(&self) -> Option<Language> {
        self.language
    }

    /// Whether it says somewhere outside its prose of what day it is.
    pub fn is_dated(&self) -> bool {
        self.stated.is_some()
    }

    /// The day of the article, as far as a reader of dates understands what it states.
    pub fn published(&self) -> Option<Date> {
        lists::date(self.stated.as_deref()?)
    }

    /// Whom the desk knows.
    pub fn house(&self) -> &House {
        &self.house
    }

    /// The blocks of prose in order, whatever their kind.
    pub fn paragraphs(&self) -> impl ExactSizeIterator<Item = Paragraph<'_>> + DoubleEndedIterator + '_ {
        (0..self.paragraphs.len()).map(|index| self.paragraph(index))
    }

    /// Panics when there is no such paragraph.
    pub fn paragraph(&self, index: usize) -> Paragraph<'_> {
        let (part, block) = self.paragraphs[index];
        let part = &self.parts[part as usize];
        let read = &part.read[block as usize];
        let reading = if self.language.is_some() { read.among_foreign() } else { &read.reading };
        Paragraph { index, offset: part.start, block: &read.block, reading }
    }

    /// The paragraph whose bytes, markup included, hold `offset`.
    pub fn paragraph_at(&self, offset: usize) -> Option<Paragraph<'_>> {
        let index = self.paragraphs.partition_point(|&(part, block)| {
            let part = &self.parts[part as usize];
            part.read[block as usize].block.span.end + part.start < offset
        });
        (index < self.paragraphs.len())
            .then(|| self.paragraph(index))
            .filter(|it| it.block.span.shifted(it.offset).touches(offset))
    }

    /// Everyone and everything named, in order of first mention.
    pub fn entities(&self) -> &[Entity] {
        &self.entities
    }

    /// Whom or what a mention of a paragraph names: an index into [`Article::entities`].
    /// None where a pronoun's person is not known.
    pub fn entity_of(&self, paragraph: usize, mention: usize) -> Option<usize> {
        self.owners.of(paragraph, mention)
    }

    /// Every place where somebody or something is named, in order.
    pub fn mentions_of(&self, entity: &Entity) -> impl DoubleEndedIterator<Item = (Paragraph<'_>, &Mention)> {
        entity.mentions.iter().map(|place| {
            let paragraph = self.paragraph(place.paragraph as usize);
            (paragraph, &paragraph.reading.mentions[place.mention as usize])
        })
    }

    /// All attributions in order, with the people behind them.
    pub fn attributions(&self) -> &[Sourced] {
        &self.sourced
    }

    /// What a sentence of a paragraph stands on.
    pub fn support(&self, paragraph: usize, sentence: usize) -> &Support {
        &self.support[self.support_start[paragraph] as usize + sentence]
    }

    /// How many paragraphs at the start, and how many at the end, are the very same reading as in `other`.
    pub fn shared_with(&self, other: &Article) -> (usize, usize) {
        // What is too short to tell its language is read or not as the rest is.
        if self.language.is_some() != other.language.is_some() {
            return (0, 0);
        }
        parts::shared(&self.parts, &other.parts)
    }

    /// The words of a span as a reader reads them, for messages; as they are written where they are no prose.
    pub fn shown(&self, span: Span) -> String {
        let shown = self.paragraph_at(span.start).map(|it| it.shown(span)).filter(|it| !it.is_empty());
        shown.unwrap_or_else(|| markup::shown(self.words(span)).into_owned())
    }

    /// The words of a span of this article.
    pub fn words(&self, span: Span) -> &str {
        span.of(&self.text)
    }
}
