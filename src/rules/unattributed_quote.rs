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
    article::Paragraph,
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
    found.sort_by_key(|it| it.span);
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

fn finding(paragraph: &Paragraph, quote: &Quote, severity: Severity, note: String) -> Finding {
    let span = paragraph.document(quote.span);
    let fixes = vec![Fix::Attribute { at: span.end }];
    let message = "Who said this? Name the speaker in this sentence or the next.";
    Finding { severity, fixes, note, ..RULE.finding(span, message) }
}
