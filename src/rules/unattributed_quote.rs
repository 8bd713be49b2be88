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
//! A speaker in the sentence, or plainly beside it, is enough: a quotation may go on, be signed, or be led in by a few
//! words of what somebody did. Between two other speakers, or behind a sentence about something else, it is nobody's:
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
    reading::{Basis, ClaimKind, Quote, QuoteNature, SourceKind},
    text::Span,
};

pub const RULE: Rule = Rule {
    code: "unattributed-quote",
    severity: Severity::Warning,
    source: include_str!("unattributed_quote.rs"),
    check: Check::Whole(check),
    limit: Limit::Each,
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
    let mut last = Span::default();
    let asked = context.questions().iter().filter(|it| it.kind == ClaimKind::Quotation);
    let mut found: Vec<Finding> = asked
        .filter_map(|it| {
            let paragraph = context.article.paragraph(it.paragraph);
            let quote = quote(&paragraph, it.sentence)?;
            // A quotation of several sentences is asked about once.
            let span = paragraph.document(quote.span);
            let first = span != last;
            last = span;
            (first && !is_inscription(&paragraph, quote))
                .then(|| finding(&paragraph, quote, it.severity, it.note("somebody's words")))
        })
        .collect();
    found.extend(context.body().flat_map(|it| of_unknown_documents(context, it)));
    found.extend(context.body().flat_map(|it| orphans(context, it)));
    found.sort_by_key(|it| it.span);
    found.dedup_by_key(|it| it.span);
    found
}

/// "The memo was clear: “…”": a document that nobody has named is no speaker.
fn of_unknown_documents<'a>(
    context: &'a Context,
    paragraph: Paragraph<'a>,
) -> impl Iterator<Item = Finding> + 'a {
    let unknown = |it: &super::Said| {
        it.kind() == Some(SourceKind::Document)
            && it.attribution.basis == Basis::Bare
            && it.sourced.speaker.is_none()
            && !it.is_cited(context)
    };
    let said = context.said_in(paragraph.index).filter(move |it| unknown(it));
    said.filter_map(move |it| {
        let content = it.attribution.content.first()?;
        let speech =
            |it: &&Quote| it.nature == QuoteNature::Speech && it.closed && it.span.overlaps(*content);
        let quote =
            paragraph.reading.quotes.iter().find(speech).filter(|it| !is_inscription(&paragraph, it))?;
        let note = format!("Only “{}” stands before it.", it.source_words());
        Some(finding(&paragraph, quote, RULE.severity, note))
    })
}

/// The quotation that a sentence is, or belongs to.
fn quote<'a>(paragraph: &Paragraph<'a>, sentence: usize) -> Option<&'a Quote> {
    let span = paragraph.reading.passage.sentences[sentence].span;
    let speech = |it: &&Quote| it.nature == QuoteNature::Speech && it.closed && !it.nested;
    paragraph.reading.quotes.iter().filter(speech).find(|it| it.span.overlaps(span))
}

/// "A sign read “Do not enter the hall.”"
fn is_inscription(paragraph: &Paragraph, quote: &Quote) -> bool {
    let passage = &paragraph.reading.passage;
    let first = passage.sentence_at(quote.span.start);
    passage.sentences[first]
        .tokens
        .clone()
        .any(|it| !quote.span.covers(passage.tokens[it].span) && INSCRIPTIONS.contains(&passage.word(it)))
}

/// Quotations inside the writer's sentence, and others, that nobody speaks and beside which nobody stands.
fn orphans<'a>(context: &'a Context, paragraph: Paragraph<'a>) -> impl Iterator<Item = Finding> + 'a {
    let silent = nobody_speaks(context);
    let speech = move |it: &&Quote| {
        let speech = it.nature == QuoteNature::Speech || silent && is_taken_in(&paragraph, it);
        speech && it.closed && !it.nested
    };
    let quotes = paragraph.reading.quotes.iter().filter(speech);
    let open = quotes.filter(move |it| is_orphan(context, &paragraph, it));
    open.map(move |it| {
        let note = "No speaker in its sentence, nor in the one before or after.".to_owned();
        finding(&paragraph, it, RULE.severity, note)
    })
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
    !attributed
        && !continued
        && !is_inscription(paragraph, quote)
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

fn finding(paragraph: &Paragraph, quote: &Quote, severity: Severity, note: String) -> Finding {
    let span = paragraph.document(quote.span);
    let fixes = vec![Fix::Attribute { at: span.end }];
    let message = "Who said this? Name the speaker in this sentence or the next.";
    Finding { severity, fixes, note, ..RULE.finding(span, message) }
}
