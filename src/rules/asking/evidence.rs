//! What can be told of a sentence and of what stands around it, as numbers: what is stated, and who may carry it.
//!
//! Whether a desk would ask is learned from these numbers (`weights`); each of them looks back at what a writer has
//! written, or ahead for the same words on somebody's word, and at nothing that says how long an article is.

use std::ops::Range;

use super::{
    COUNT,
    lines::{Line, words},
    voices,
};
use crate::{
    article::{Need, Paragraph, Status},
    language::{Class, Shape},
    reading::{EntityKind, Form, Quote, QuoteNature, SourceKind, Statement, Topic, Traits},
    rules::{Context, is_quoted},
    text::Span,
};

/// How far a sentence looks for its own words on somebody's word, in sentences.
const AROUND: usize = 24;
/// How far back somebody who spoke is remembered, in sentences.
const BACK: usize = 6;

/// The numbers of the line `at`, in the order of [`super::NAMES`].
pub(super) fn evidence(context: &Context, lines: &[Line], at: usize, need: &Need) -> [f32; COUNT] {
    let mut out = Numbers::default();
    let line = Sentence::of(context, lines, at);
    out.add(&need.logits);
    out.add(&need.kinds);
    own(&mut out, context, &line);
    place(&mut out, &line);
    before(&mut out, context, &line);
    echoes(&mut out, context, &line);
    quotation(&mut out, context, &line);
    debug_assert_eq!(out.filled, COUNT);
    out.values
}

struct Numbers {
    values: [f32; COUNT],
    filled: usize,
}

impl Default for Numbers {
    fn default() -> Numbers {
        Numbers { values: [0.0; COUNT], filled: 0 }
    }
}

impl Numbers {
    fn add(&mut self, values: &[f32]) {
        self.values[self.filled..self.filled + values.len()].copy_from_slice(values);
        self.filled += values.len();
    }

    fn truths<const N: usize>(&mut self, truths: [bool; N]) {
        self.add(&truths.map(f32::from));
    }
}

/// A line with everything that is asked about it.
pub(super) struct Sentence<'a> {
    lines: &'a [Line],
    at: usize,
    pub paragraph: Paragraph<'a>,
    pub statement: &'a Statement,
    pub span: Span,
    tokens: Range<usize>,
}

impl<'a> Sentence<'a> {
    pub fn of(context: &Context<'a>, lines: &'a [Line], at: usize) -> Sentence<'a> {
        let line = &lines[at];
        let paragraph = context.article.paragraph(line.paragraph);
        let sentence = &paragraph.reading.passage.sentences[line.sentence];
        let statement = &paragraph.reading.statements[line.sentence];
        Sentence { lines, at, paragraph, statement, span: sentence.span, tokens: sentence.tokens.clone() }
    }

    pub fn line(&self) -> &'a Line {
        &self.lines[self.at]
    }

    fn before(&self) -> Option<&'a Line> {
        Some(&self.lines[self.at.checked_sub(1)?])
    }

    /// The next sentence of the same paragraph.
    fn behind(&self) -> Option<&'a Line> {
        self.lines.get(self.at + 1).filter(|it| it.paragraph == self.line().paragraph)
    }

    fn words(&self) -> impl Iterator<Item = &str> {
        let passage = &self.paragraph.reading.passage;
        self.tokens.clone().map(|it| passage.word(it))
    }

    fn share(&self, spans: impl Iterator<Item = Span>) -> f32 {
        let bytes = |it: Span| it.end.min(self.span.end).saturating_sub(it.start.max(self.span.start));
        spans.map(bytes).sum::<usize>() as f32 / self.span.len().max(1) as f32
    }

    /// The quotation that this sentence is, whole or in part.
    pub fn quote(&self) -> Option<&'a Quote> {
        let quotes = self.paragraph.reading.quotes.iter();
        let mut own = quotes.filter(|it| it.span.overlaps(self.span) && it.nature == QuoteNature::Speech);
        own.find(|it| it.span.covers(self.span) || self.share(std::iter::once(it.span)) >= 1.0)
    }

    /// The mentions outside quotations, by their number.
    fn mentions(&self) -> impl Iterator<Item = (usize, EntityKind, Form)> + '_ {
        let all = &self.paragraph.reading.mentions;
        let from = all.partition_point(|it| it.span.end <= self.span.start);
        let inside = all[from..].iter().enumerate().take_while(|(_, it)| it.span.start < self.span.end);
        let open = inside.filter(|(_, it)| !is_quoted(&self.paragraph, it.span));
        open.map(move |(at, it)| (from + at, it.kind, it.form))
    }

    /// The share of its words that another sentence has too.
    pub fn shares_words(&self, context: &Context, other: &Line) -> f32 {
        self.statement.topic.shared_with(topic(context, other))
    }

    /// Whom the first words name.
    fn subject(&self, context: &Context) -> Option<usize> {
        const NEAR: usize = 40;
        let (mention, ..) = self.mentions().next()?;
        let near = self.paragraph.reading.mentions[mention].span.start < self.span.start + NEAR;
        near.then(|| context.article.entity_of(self.paragraph.index, mention))?
    }
}

fn topic<'a>(context: &Context<'a>, line: &Line) -> &'a Topic {
    let paragraph = context.article.paragraph(line.paragraph);
    &paragraph.reading.statements[line.sentence].topic
}

/// What the sentence is by itself.
fn own(out: &mut Numbers, context: &Context, it: &Sentence) {
    let passage = &it.paragraph.reading.passage;
    let attributions = &it.paragraph.reading.attributions;
    let said = voices::said_share(&it.paragraph, it.span);
    let cue = attributions.iter().flat_map(|it| &it.cue).any(|cue| it.span.covers(*cue));
    let names = || it.mentions().filter(|(.., form)| *form == Form::Name);
    let people = names().filter(|it| it.1 == EntityKind::Person).count();
    let bodies = names().filter(|it| it.1 == EntityKind::Org).count();
    let new = names().any(|(mention, ..)| is_first(context, it.paragraph.index, mention));
    let first = it.words().find(|it| it.starts_with(char::is_alphanumeric)).unwrap_or_default();
    let traits = it.statement.traits;
    let year = |at: usize| passage.word(at).len() == 4 && matches!(passage.word(at).parse(), Ok(1000..=2015));
    let day = |at: usize| passage.tokens[at].class.intersects(Class::WEEKDAY | Class::MONTH);
    let passive = it.tokens.clone().any(|at| {
        matches!(passage.word(at), "was" | "were" | "been" | "be" | "is" | "are")
            && (at + 1..at + 3).any(|it| passage.word(it).ends_with("ed") || passage.word(it).ends_with("wn"))
    });
    let quotes = it.paragraph.reading.quotes.iter().filter(|it| it.nature != QuoteNature::Title);
    let quoted = it.share(quotes.map(|it| it.span));
    let words = it.tokens.clone().filter(|at| passage.tokens[*at].shape != Shape::Mark).count();
    out.add(&[(words as f32).ln_1p(), said, f32::from(cue), f32::from(it.line().held)]);
    out.truths(voices::held_by(&it.paragraph, it.span));
    out.add(&[people.min(3) as f32, bodies.min(3) as f32, f32::from(new)]);
    out.truths([
        matches!(first, "he" | "she" | "his" | "her"),
        matches!(first, "it" | "they" | "its" | "their" | "this" | "that" | "these" | "those"),
        traits.contains(Traits::CONTINUES),
        it.words().any(|it| it == "had"),
        it.words().any(|it| matches!(it, "would" | "could" | "may" | "might")),
        passive,
        it.tokens.clone().any(day),
        it.tokens.clone().any(year),
    ]);
    out.add(&[it.statement.topic.numbers.len().min(4) as f32, quoted.min(1.0)]);
    out.truths([it.quote().is_some()]);
    out.truths(
        [
            Traits::FIGURE,
            Traits::SUPERLATIVE,
            Traits::COMPARISON,
            Traits::CAUSE,
            Traits::ALLEGATION,
            Traits::EVALUATION,
            Traits::EVENT,
            Traits::CALENDAR,
            Traits::DEFINITION,
            Traits::WITNESS,
        ]
        .map(|it| traits.contains(it)),
    );
}

/// Whether nobody was named before as whom a mention names.
fn is_first(context: &Context, paragraph: usize, mention: usize) -> bool {
    let entity = context.article.entity_of(paragraph, mention);
    entity.is_some_and(|it| {
        let first = context.article.entities()[it].mentions[0];
        (first.paragraph as usize, first.mention as usize) == (paragraph, mention)
    })
}

fn place(out: &mut Numbers, it: &Sentence) {
    out.truths([it.line().sentence == 0, it.before().is_none()]);
}

/// Who spoke before, and whether this may go on from it.
fn before(out: &mut Numbers, context: &Context, it: &Sentence) {
    let line = it.line();
    let before = it.before();
    let is = |status: Status| before.is_some_and(|it| it.status == status);
    let said = before.is_some_and(Line::is_said);
    let same = before.is_some_and(|it| it.paragraph == line.paragraph);
    let shared = before.map_or(0.0, |it_| it.statement.topic.shared_with(topic(context, it_)));
    let names_it = before.is_some_and(|before| names_the_same(context, before, it));
    out.truths([
        said,
        said && same,
        is(Status::Quoted),
        is(Status::Inherited),
        is(Status::AttributedWeak),
        is(Status::OwnVoice) || is(Status::Exempt),
        is(Status::Cited),
        names_it,
    ]);
    let back = it.lines[..it.at].iter().rev().take(BACK).position(Line::is_said);
    let nearest = back.map(|back| &it.lines[it.at - 1 - back]);
    let speaker = nearest.and_then(|it| it.speaker);
    let subject = it.subject(context);
    let named = |entity: usize| {
        it.mentions().any(|(at, ..)| context.article.entity_of(it.paragraph.index, at) == Some(entity))
    };
    let other = it.mentions().any(|(at, kind, form)| {
        let entity = context.article.entity_of(it.paragraph.index, at);
        form == Form::Name && kind == EntityKind::Person && entity != speaker
    });
    let in_paragraph = |paragraph: Option<usize>| {
        let own = it.lines[..it.at].iter().rev().take_while(|it| it.paragraph + 2 > line.paragraph);
        own.filter(|it| Some(it.paragraph) == paragraph).any(|it| it.is_said())
    };
    let words = nearest.map_or(0.0, |near| it.statement.topic.shared_with(topic(context, near)));
    // Said before and behind by the same: what stands between is likely theirs.
    let behind = it.behind().filter(|it| it.is_said());
    let voice = speaker.is_some() && behind.is_some_and(|it| it.speaker == speaker);
    out.add(&[shared, back.map_or(1.0, |it| it as f32 / BACK as f32)]);
    out.truths([
        in_paragraph(Some(line.paragraph)),
        in_paragraph(line.paragraph.checked_sub(1)),
        speaker.is_some() && subject == speaker,
        speaker.is_some_and(named),
        other,
    ]);
    out.add(&[words, f32::from(voice)]);
}

/// Whether two sentences name the same person or thing.
fn names_the_same(context: &Context, before: &Line, it: &Sentence) -> bool {
    let other = Sentence::of(context, it.lines, it.at - 1);
    let entity = |at: usize| context.article.entity_of(it.paragraph.index, at);
    let theirs = |at: usize| context.article.entity_of(before.paragraph, at);
    it.mentions()
        .filter_map(|own| entity(own.0))
        .any(|own| other.mentions().any(|it| theirs(it.0) == Some(own)))
}

/// The same words and numbers in sentences that somebody stands behind: a summary and its details.
fn echoes(out: &mut Numbers, context: &Context, it: &Sentence) {
    let own = &it.statement.topic;
    let (mut best, mut best_before) = (0.0f32, 0.0f32);
    let mut numbers = 0;
    let near = it.at.saturating_sub(AROUND)..it.lines.len().min(it.at + AROUND + 1);
    for at in near.filter(|near| *near != it.at) {
        let line = &it.lines[at];
        if !line.is_said() && line.status != Status::Cited {
            continue;
        }
        let other = topic(context, line);
        // One word in common is no echo: half of all figures are "per cent".
        let echo = if own.words_in_common(other) < 2 { 0.0 } else { own.shared_with(other) };
        best = best.max(echo);
        if at < it.at {
            best_before = best_before.max(echo);
        }
        numbers = numbers.max(own.numbers_in_common(other));
    }
    let missing = own.numbers.len().saturating_sub(numbers);
    out.add(&[best, best_before, numbers.min(3) as f32, missing.min(3) as f32]);
}

/// Whose words a quotation may be.
fn quotation(out: &mut Numbers, context: &Context, it: &Sentence) {
    let Some(quote) = it.quote() else { return out.add(&[0.0; 11]) };
    let passage = &it.paragraph.reading.passage;
    let length = quote.inner.of(&passage.text).split_whitespace().count();
    let person = |line: Option<&Line>| {
        line.is_some_and(|it| context.person_in(&context.article.paragraph(it.paragraph), it.sentence))
    };
    let before = it.before();
    let text_before = before.map(|it| words(&context.article.paragraph(it.paragraph), it.sentence));
    let behind = it.lines.get(it.at + 1);
    let said_behind = behind.filter(|it| it.is_said());
    let said_before = before.filter(|it| it.is_said());
    let differ = matches!((said_before, said_behind), (Some(a), Some(b)) if a.speaker != b.speaker);
    let open = it.paragraph.index.checked_sub(1).is_some_and(|before| {
        let paragraph = context.article.paragraph(before);
        paragraph.reading.quotes.last().is_some_and(|it| !it.closed)
    });
    let nameless = it.paragraph.reading.attributions.iter().any(|said| {
        let document = said.source.as_ref().is_none_or(|it| it.kind == SourceKind::Document);
        document && said.content.iter().any(|content| content.overlaps(quote.span))
    });
    out.add(&[f32::from(quote.closed), (length as f32).ln_1p(), f32::from(quote.span.start == 0)]);
    out.truths([
        text_before.is_some_and(|it| it.trim_end().ends_with(':')),
        person(before),
        person(before) && said_before.is_some(),
        person(it.behind()),
        said_behind.is_some(),
        differ,
        open,
        nameless,
    ]);
}
