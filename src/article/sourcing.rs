use std::ops::Range;

use super::{Article, Entity, MentionPlace, Paragraph, bodies::Bodies};
use crate::{
    reading::{Attribution, Basis, EntityKind, SourceKind},
    text::Span,
};

/// An attribution in its article, with the person or organisation behind it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Sourced {
    /// The paragraph that holds its cue.
    pub paragraph: usize,
    /// Index into that paragraph's `Reading::attributions`.
    pub attribution: usize,
    /// Who speaks: an index into `Article::entities`. None when nobody is named.
    pub speaker: Option<usize>,
    /// Who passed it on ("according to Kuwait News Agency, Rutte emphasised"): an index into `Article::attributions`.
    pub via: Option<usize>,
    /// The reader cannot tell who speaks: nobody, a crowd, an unnamed source, unnamed reports.
    pub weak: bool,
}

impl Article {
    /// Who passed an attribution on to the reader: an index into [`Article::attributions`].
    ///
    /// Where a sentence clearly goes on from the one before (the same speaker, by a pronoun only, in
    /// the same paragraph), whoever passed that one on has passed this one on too.
    pub fn passed_on(&self, sourced: &Sourced) -> Option<usize> {
        sourced.via.or_else(|| self.carried_on(sourced))
    }

    fn carried_on(&self, sourced: &Sourced) -> Option<usize> {
        let paragraph = self.paragraph(sourced.paragraph);
        let sentence = |it: &Sourced| {
            let cue = paragraph.reading.attributions[it.attribution].cue.first();
            cue.map(|cue| paragraph.reading.passage.sentence_at(cue.start))
        };
        let goes_on = |it: &Sourced| {
            let source = paragraph.reading.attributions[it.attribution].source.as_ref();
            source.is_some_and(|it| it.kind == SourceKind::Pronoun)
        };
        let from = self.sourced.partition_point(|it| it.paragraph < sourced.paragraph);
        let own = &self.sourced[from..from + paragraph.reading.attributions.len()];
        let mut next = sourced;
        // Step by step back through the sentences, as long as each leans on the one before.
        for _ in 0..own.len() {
            if !goes_on(next) {
                return None;
            }
            let wanted = sentence(next)?.checked_sub(1);
            let same = |it: &&Sourced| it.speaker == next.speaker && sentence(it) == wanted;
            let before = own.iter().rev().find(same).filter(|it| it.speaker.is_some() && wanted.is_some())?;
            if before.via.is_some() {
                return before.via;
            }
            next = before;
        }
        None
    }
}

/// The entity each mention belongs to, by paragraph.
#[derive(Debug, Default)]
pub(super) struct Owners {
    start: Vec<u32>,
    entity: Vec<u32>,
    /// Mentions that may be another's, in order.
    doubts: Vec<MentionPlace>,
}

impl Owners {
    const NOBODY: u32 = u32::MAX;

    pub fn new(article: &Article, entities: &[Entity], doubts: Vec<MentionPlace>) -> Owners {
        let mut start = Vec::with_capacity(article.paragraphs.len());
        let mut count = 0;
        for paragraph in article.paragraphs() {
            start.push(count as u32);
            count += paragraph.reading.mentions.len();
        }
        let mut entity = vec![Owners::NOBODY; count];
        for (index, it) in entities.iter().enumerate() {
            for place in &it.mentions {
                entity[start[place.paragraph as usize] as usize + place.mention as usize] = index as u32;
            }
        }
        Owners { start, entity, doubts }
    }

    /// Whether nobody else of the same name may be meant.
    pub fn is_sure(&self, paragraph: usize, mention: usize) -> bool {
        let place = (paragraph as u32, mention as u32);
        self.doubts.binary_search_by_key(&place, |it| (it.paragraph, it.mention)).is_err()
    }

    pub fn of(&self, paragraph: usize, mention: usize) -> Option<usize> {
        let entity = self.entity[self.start[paragraph] as usize + mention];
        (entity != Owners::NOBODY).then_some(entity as usize)
    }
}

pub(super) fn sourcing(article: &Article) -> Vec<Sourced> {
    let mut out = Vec::new();
    let bodies = Bodies::new(article);
    article.paragraphs().for_each(|it| source(&it, &bodies, 0, &mut out));
    out
}

/// Whether the attributions of these paragraphs are what they were in an article of the same
/// entities that has the same paragraphs everywhere else.
pub(super) fn source_the_same(article: &Article, before: &Article, paragraphs: Range<usize>) -> bool {
    let old = &before.sourced;
    let from = old.partition_point(|it| it.paragraph < paragraphs.start);
    let to = old.partition_point(|it| it.paragraph < paragraphs.end);
    let mut new = Vec::new();
    let bodies = Bodies::new(article);
    paragraphs.for_each(|it| source(&article.paragraph(it), &bodies, from, &mut new));
    new == old[from..to]
}

/// Adds the attributions of one paragraph; `earlier` were found before the first of `out`.
fn source(paragraph: &Paragraph, bodies: &Bodies, earlier: usize, out: &mut Vec<Sourced>) {
    let owners = &*bodies.article.owners;
    let attributions = &paragraph.reading.attributions;
    let first = out.len();
    for (index, attribution) in attributions.iter().enumerate() {
        let speaker = match &attribution.source {
            Some(source) => named(paragraph, owners, source.head, source.span)
                .or_else(|| antecedent(paragraph, owners, source.span))
                .or_else(|| bodies.meant(paragraph, source)),
            // ", asserting that": whoever spoke last in this paragraph goes on.
            None if attribution.basis == Basis::Participle => out[first..].last().and_then(|it| it.speaker),
            None => None,
        };
        let (speaker, cites) = match citing(paragraph, attributions, index) {
            Some(it) => (cited(paragraph, owners, &attributions[it]), Some(it)),
            None => (speaker, None),
        };
        let known =
            speaker.is_some() || attribution.source.as_ref().is_some_and(|it| has_maker(paragraph, it.span));
        let weak = is_weak(attribution, known);
        let via = cites.or_else(|| passed_on(attributions, index)).map(|it| earlier + first + it);
        out.push(Sourced { paragraph: paragraph.index, attribution: index, speaker, via, weak });
    }
}

/// "Ana Cho, who said …", "Ana Cho, a nurse, who said …": whoever stands right before the clause.
fn antecedent(paragraph: &Paragraph, owners: &Owners, source: Span) -> Option<usize> {
    let passage = &paragraph.reading.passage;
    if source.of(&passage.lower) != "who" {
        return None;
    }
    let mentions = &paragraph.reading.mentions;
    let before = mentions.partition_point(|it| it.span.end <= source.start).checked_sub(1)?;
    let between = &passage.text[mentions[before].span.end..source.start];
    let sure = mentions[before].kind == EntityKind::Person && owners.is_sure(paragraph.index, before);
    (sure && matches!(between.trim(), "" | ",")).then(|| owners.of(paragraph.index, before))?
}

/// ", the Post reported, citing two officers": the Post passes on what they say; its citing is found as well.
fn citing(paragraph: &Paragraph, attributions: &[Attribution], index: usize) -> Option<usize> {
    const NEAR: usize = 3;
    let passage = &paragraph.reading.passage;
    let cites = |it: &Attribution| {
        let cue = it.cue.first().map_or("", |it| it.of(&passage.lower));
        matches!(cue, "citing" | "quoting")
    };
    let own = &attributions[index];
    let source = own.source.as_ref().filter(|_| !cites(own))?;
    let sentence = passage.sentence_at(source.span.start);
    let near = index.saturating_sub(NEAR)..attributions.len().min(index + NEAR + 1);
    near.filter(|it| *it != index).find(|it| {
        let other = &attributions[*it];
        cites(other)
            && other.source.as_ref().is_some_and(|it| it.span == source.span)
            && other.cue.first().is_some_and(|it| passage.sentence_at(it.start) == sentence)
    })
}

/// The person whose words are passed on, if it is one with a name.
fn cited(paragraph: &Paragraph, owners: &Owners, citing: &Attribution) -> Option<usize> {
    let mentions = &paragraph.reading.mentions;
    let content = citing.content.first()?;
    let from = mentions.partition_point(|it| it.span.end <= content.start);
    let mut inside = mentions[from..].iter().enumerate().take_while(|(_, it)| it.span.start < content.end);
    let person = inside.find(|(_, it)| it.kind == EntityKind::Person)?;
    owners.of(paragraph.index, from + person.0)
}

/// Who is named by a source's head, or else where its phrase begins; nobody where it may be another as well.
fn named(paragraph: &Paragraph, owners: &Owners, head: Span, phrase: Span) -> Option<usize> {
    let mentions = &paragraph.reading.mentions;
    let from = mentions.partition_point(|it| it.span.end <= phrase.start);
    let inside = mentions[from..].iter().enumerate().take_while(|(_, it)| it.span.start < phrase.end);
    let mut named = inside.filter(|(_, it)| it.span.overlaps(head));
    // "SP" of "SP Anita Rathi" is nobody's name.
    named.find_map(|(at, _)| {
        owners.of(paragraph.index, from + at).filter(|_| owners.is_sure(paragraph.index, from + at))
    })
}

/// "Figures the company published": whoever made them is told, if only as one of those known.
fn has_maker(paragraph: &Paragraph, source: Span) -> bool {
    const MADE: &[&str] = &["collected", "compiled", "gathered", "issued", "published", "released"];
    const OWN: &[&str] = &["the", "its", "his", "her", "their"];
    let passage = &paragraph.reading.passage;
    let first = passage.token_at(source.start);
    let tokens = || (first..passage.tokens.len()).take_while(|it| passage.tokens[*it].span.end <= source.end);
    let mut made = tokens().skip(3).filter(|it| MADE.contains(&passage.word(*it)));
    // "Figures released on Monday" has no maker, "figures the company released" has.
    made.any(|it| (it - 2..it).any(|it| OWN.contains(&passage.word(it))))
}

/// Whether the reader cannot tell who speaks.
fn is_weak(attribution: &Attribution, known: bool) -> bool {
    match attribution.source.as_ref().map(|it| it.kind) {
        Some(SourceKind::Anonymous | SourceKind::Crowd | SourceKind::Report) => true,
        Some(SourceKind::Study) => !known,
        Some(_) => false,
        None => attribution.basis == Basis::Agentless,
    }
}

/// The attribution that carries this one to the reader: a source that reports what another said.
fn passed_on(attributions: &[Attribution], index: usize) -> Option<usize> {
    let parent = attributions[index].parent?;
    let carries = matches!(attributions[parent].basis, Basis::AccordingTo | Basis::Verb)
        && attributions[parent].source.is_some()
        && attributions[parent]
            .content
            .iter()
            .any(|it| attributions[index].cue.iter().any(|cue| it.covers(*cue)));
    carries.then_some(parent)
}
