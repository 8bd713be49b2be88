//! # unattributed-quote
//!
//! A quotation that reads as speech, and nobody near it has said it.
//!
//! A reader must know quickly who speaks; news agencies want the speaker no later than the first sentence of the quotation,
//! encyclopedias want a source for every one.
//!
//! ```article
//! “We had no warning at all.” The hearing resumes at noon.
//! ^^^^^^^^^^^^^^^^^^^^^^^^^^^ Who said this?
//! ```
//!
//! ```article
//! The memo was clear: “Do not tell the board.” Profits rose anyway.
//!                     ^^^^^^^^^^^^^^^^^^^^^^^^ Who said this?
//! ```
//!
//! ```article
//! The valley has waited long. “There is no water left, and they know it.” Trucks come on Fridays.
//!                             ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ Who said this?
//! ```
//!
//! ```article
//! The gate was locked. “Nobody came to open it for us.” The lamps were out.
//!                      ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ Who said this?
//! ```
//!
//! ```article
//! “This is the end of the line for all of us.”
//! ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ Who said this?
//! ```
//!
//! ```article
//! Harbour chief Ruben Saal said the piles were sound.
//!
//! “Nobody asked us about it at all.” The line will lose passengers.
//! ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ Who said this?
//! ```
//!
//! A speaker in the sentence, or beside it, is enough, and a quotation may go on:
//!
//! ```article
//! “We had no warning,” said Ana Cho. “None at all was given to us.”
//! ```
//!
//! ```article
//! Ana Cho shook her head. “We had no warning at all.”
//! ```
//!
//! Titles and terms are no speech:
//!
//! ```article
//! The station broadcasts “The Late Desk”.
//! ```
//!
//! ```article
//! A sign read “Do not enter the hall.” The hall was empty.
//! ```
//!
//! ```article
//! Asked about the levy, Ana Cho laughed. “It is dead and it will stay dead.”
//! ```
//!
//! What helps: add the speaker, or ask who it was.

use super::{Check, Context, Finding, Fix, Limit, Rule, Severity};
use crate::{
    article::{Paragraph, Status},
    reading::{Quote, QuoteNature, SourceKind},
    text::Span,
};

pub const RULE: Rule = Rule {
    code: "unattributed-quote",
    severity: Severity::Warning,
    source: include_str!("unattributed_quote.rs"),
    check: Check::Whole(check),
    limit: Limit::OncePerParagraph,
};

/// What a quotation is read from: a sign speaks for itself.
const INSCRIPTIONS: &[&str] = &[
    "sign",
    "signs",
    "banner",
    "banners",
    "slogan",
    "slogans",
    "motto",
    "headline",
    "headlined",
    "title",
    "titled",
    "entitled",
    "inscription",
    "plaque",
    "placard",
    "poster",
    "chant",
    "chants",
    "chanting",
    "chanted",
    "song",
    "hashtag",
    "lyrics",
    "reads",
    "reading",
    "shirt",
    "called",
    "known",
    "phrase",
    "word",
    "words",
    "term",
    "proverb",
    "saying",
];

fn check(context: &Context) -> Vec<Finding> {
    context.body().flat_map(|it| in_paragraph(context, it)).collect()
}

fn in_paragraph<'a>(context: &'a Context, paragraph: Paragraph<'a>) -> impl Iterator<Item = Finding> + 'a {
    let silent = nobody_speaks(context);
    let speech = move |it: &&Quote| {
        let speech = it.nature == QuoteNature::Speech || silent && is_taken_in(&paragraph, it);
        speech && it.closed && !it.nested
    };
    let quotes = paragraph.reading.quotes.iter().filter(speech);
    quotes
        .filter(move |it| is_orphan(context, &paragraph, it))
        .map(move |it| finding(context, &paragraph, it))
}

/// Whether a text gives nothing to anybody: whatever it quotes is then without a speaker.
fn nobody_speaks(context: &Context) -> bool {
    !context.goes_on() && context.said().all(|it| it.sourced.weak || it.source().is_none())
}

/// Words of somebody's inside the writer's sentence, as many as make a statement.
fn is_taken_in(paragraph: &Paragraph, quote: &Quote) -> bool {
    const SHORTEST: usize = 4;
    let passage = &paragraph.reading.passage;
    let words = quote.inner.of(&passage.text).split_whitespace().count();
    let sentence = passage.sentences[passage.sentence_at(quote.span.start)].span;
    let before = Span::new(sentence.start.min(quote.span.start), quote.span.start).of(&passage.text);
    quote.nature != QuoteNature::Title && words >= SHORTEST && before.contains(char::is_alphabetic)
}

fn is_orphan(context: &Context, paragraph: &Paragraph, quote: &Quote) -> bool {
    let reading = paragraph.reading;
    let passage = &reading.passage;
    let first = passage.sentence_at(quote.span.start);
    let last = passage.sentence_at(quote.span.end.saturating_sub(1));
    let attributed = context.said_in(paragraph.index).any(|it| {
        let covers = it.attribution.content.iter().any(|content| content.overlaps(quote.span));
        covers && !is_unknown_document(&it)
    });
    let by = context.article.support(paragraph.index, first).by;
    let continued = by.is_some_and(|it| context.article.attributions()[it].paragraph != paragraph.index);
    let inscribed =
        || passage.sentences[first].tokens.clone().any(|it| INSCRIPTIONS.contains(&passage.word(it)));
    !attributed
        && !continued
        && !inscribed()
        && !in_a_row(context, paragraph)
        && !context.is_cited(paragraph, first..last + 1)
        && (nobody_speaks(context) && is_taken_in(paragraph, quote)
            || !(first..=last).any(|it| context.person_in(paragraph, it))
                && !beside(context, paragraph, first, last))
}

/// One quotation below another: a dialogue or a list of pulled quotes, whose speakers stand above it.
fn in_a_row(context: &Context, paragraph: &Paragraph) -> bool {
    let opens = |index: usize| {
        let quotes = &context.article.paragraph(index).reading.quotes;
        quotes.first().is_some_and(|it| it.span.start == 0)
    };
    let last = context.article.paragraphs().len() - 1;
    let index = paragraph.index;
    opens(index) && (index > 0 && opens(index - 1) || index < last && opens(index + 1))
}

/// "The memo was clear: …": a document without a name is no speaker.
fn is_unknown_document(said: &super::Said) -> bool {
    said.kind() == Some(SourceKind::Document) && said.sourced.speaker.is_none()
}

/// Whether somebody stands in the sentence before or after, in the next paragraph if need be.
fn beside(context: &Context, paragraph: &Paragraph, first: usize, last: usize) -> bool {
    let paragraphs = context.article.paragraphs().len();
    // A quotation that opens a paragraph in which the article goes on by itself is nobody's who spoke in the last one.
    let before = match first.checked_sub(1) {
        Some(sentence) => Some((paragraph.index, sentence)),
        None => paragraph.index.checked_sub(1).filter(|_| !goes_on_alone(context, paragraph, last)).and_then(
            |it| Some((it, context.article.paragraph(it).reading.passage.sentences.len().checked_sub(1)?)),
        ),
    };
    let after = if last + 1 < paragraph.reading.passage.sentences.len() {
        Some((paragraph.index, last + 1))
    } else {
        Some((paragraph.index + 1, 0)).filter(|(it, _)| {
            *it < paragraphs && !context.article.paragraph(*it).reading.passage.sentences.is_empty()
        })
    };
    before.into_iter().chain(after).any(|(index, sentence)| {
        let paragraph = context.article.paragraph(index);
        let status = context.status(index, sentence);
        matches!(status, Status::Attributed | Status::Quoted) || context.person_in(&paragraph, sentence)
    })
}

/// Whether a sentence of the article's own, without anybody in it, follows in the same paragraph.
fn goes_on_alone(context: &Context, paragraph: &Paragraph, last: usize) -> bool {
    let passage = &paragraph.reading.passage;
    let next = last + 1;
    passage.sentences.get(next).is_some_and(|it| {
        let quoted = paragraph.reading.quotes.iter().any(|quote| quote.span.overlaps(it.span));
        !quoted && !context.status(paragraph.index, next).is_support() && !context.person_in(paragraph, next)
    })
}

fn finding(context: &Context, paragraph: &Paragraph, quote: &Quote) -> Finding {
    let span = paragraph.document(quote.span);
    let first = paragraph.reading.passage.sentence_at(quote.span.start);
    let last = paragraph.reading.passage.sentence_at(quote.span.end.saturating_sub(1));
    let note = match first == 0 && goes_on_alone(context, paragraph, last) && paragraph.index > 0 {
        true => "No speaker in its sentence; whoever speaks in the paragraph before may be another.",
        false => "No speaker in its sentence, nor in the one before or after.",
    };
    let note = note.to_owned();
    let fixes = vec![Fix::Attribute { at: span.end }];
    let message = "Who said this? Name the speaker in this sentence or the next.";
    Finding { fixes, note, ..RULE.finding(span, message) }
}
