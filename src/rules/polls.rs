//! What a reader needs to weigh a poll: when it was taken, how many were asked, how far it may be off.
//!
//! `unnamed-study` hints at it for the first poll of an article that names its maker and prints its
//! figures, and says nothing of the method anywhere near.

use super::{Context, Finding, Fix, Placed, Severity, Spot, unnamed_study::RULE, voice};
use crate::{
    article::Paragraph,
    language::{Class, Passage, Shape},
    reading::{Reading, Traits},
    text::Span,
};

/// The detail of a spot that is a named poll.
pub(super) const POLL: usize = usize::MAX;

/// Paragraphs around a poll in which its method may stand.
const AROUND: usize = 6;

/// "An Infratest poll finds that 52 percent …": a maker and a share in one sentence.
pub(super) fn find(reading: &Reading) -> Vec<Spot> {
    let passage = &reading.passage;
    let polls = (0..passage.tokens.len()).filter(|it| matches!(passage.word(*it), "poll" | "survey"));
    polls
        .filter(|it| has_maker(passage, *it))
        .map(|it| voice::spot(reading, it..it + 1, POLL))
        .filter(|it| !voice::is_quoted(reading, it.span))
        .filter(|it| reading.statements[it.sentence].traits.contains(Traits::FIGURE))
        .filter(|it| shares(passage, it.sentence))
        .collect()
}

/// A name right before or behind: "an Infratest poll", "the poll by Infratest".
fn has_maker(passage: &Passage, poll: usize) -> bool {
    let sentence = passage.sentences[passage.sentence_of(poll)].tokens.clone();
    let name = |it: usize| {
        passage.tokens.get(it).is_some_and(|token| {
            let capital = matches!(token.shape, Shape::Title | Shape::Upper);
            capital && !token.class.intersects(Class::MONTH | Class::WEEKDAY) && sentence.contains(&it)
        })
    };
    let before = poll > sentence.start + 1
        && (name(poll - 1) || passage.word(poll - 1) == "university" && name(poll - 2));
    let behind = matches!(passage.word(poll + 1), "by" | "from") && name(poll + 2);
    before || behind
}

fn shares(passage: &Passage, sentence: usize) -> bool {
    let mut tokens = passage.sentences[sentence].tokens.clone();
    tokens.any(|it| matches!(passage.word(it), "percent" | "%" | "percentage"))
}

pub(super) fn judge(context: &Context, placed: &Placed) -> Option<Finding> {
    let paragraph = context.article.paragraph(placed.paragraph);
    if context.is_cited(&paragraph, placed.spot.sentence..placed.spot.sentence + 1) {
        return None;
    }
    let missing = missing(context, placed.paragraph);
    // One of the three is on most polls' first mention; a poll without any cannot be weighed.
    (missing.len() == METHOD.len()).then(|| finding(&paragraph, placed.spot, &missing))
}

/// What a method line says, and the words it says it with.
const METHOD: &[(&str, &[&str])] = &[
    (
        "when it was taken",
        &[
            "conducted",
            "january",
            "february",
            "march",
            "april",
            "may",
            "june",
            "july",
            "august",
            "september",
            "october",
            "november",
            "december",
            "jan.",
            "feb.",
            "aug.",
            "sept.",
            "oct.",
            "nov.",
            "dec.",
        ],
    ),
    ("how many were asked", &["surveyed", "respondents", "interviewed", "sample", "adults"]),
    ("how far it may be off", &["margin", "plus-or-minus", "±"]),
];

fn missing(context: &Context, paragraph: usize) -> Vec<&'static str> {
    let last = context.article.paragraphs().len();
    let around = paragraph.saturating_sub(AROUND)..(paragraph + AROUND + 1).min(last);
    let says = |words: &[&str]| {
        around.clone().any(|it| {
            let passage = &context.article.paragraph(it).reading.passage;
            (0..passage.tokens.len()).any(|it| words.contains(&passage.word(it)))
        })
    };
    METHOD.iter().filter(|(_, words)| !says(words)).map(|(what, _)| *what).collect()
}

fn finding(paragraph: &Paragraph, spot: &Spot, missing: &[&str]) -> Finding {
    let list = missing.join(", ");
    let message = format!("A poll nobody can weigh yet. Missing: {list}.");
    let end = paragraph.document(Span::at(super::sentence_end(paragraph, spot.sentence))).start;
    let method = Fix::Insert {
        at: end,
        text: " ([TK: dates], n = [TK], margin of error [TK])".to_owned(),
        title: "Insert the poll's method".to_owned(),
    };
    let note = "The maker is named; nothing near says how it was made.".to_owned();
    Finding {
        severity: Severity::Hint,
        fixes: vec![method, Fix::Cite { at: end }],
        note,
        ..RULE.finding(paragraph.document(spot.span), message)
    }
}
