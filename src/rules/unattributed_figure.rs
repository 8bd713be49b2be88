//! # unattributed-figure
//!
//! A statistic stands on nobody's word.
//!
//! Sums, shares, crowds and casualties are what readers repeat and what is wrong most often.
//! Broadcasters ask to check each one; studies of what needs a reference put statistics near the top.
//!
//! ```article
//! The scheme has cost $42 million.
//!                     ^^^^^^^^^^^ Who counted?
//! ```
//!
//! ```article
//! Two-thirds of nurses plan to leave.
//! ^^^^^^^^^^^^^^^^^^^^ Who counted?
//! ```
//!
//! ```article
//! The storm displaced 3,000 people along the coast.
//!                     ^^^^^^^^^^^^ Who counted?
//! ```
//!
//! ```article
//! The fund lost €1.2 billion in a year.
//!               ^^^^^^^^^^^^ Who counted?
//! ```
//!
//! ```article
//! Forty percent of the trains are late.
//! ^^^^^^^^^^^^^ Who counted?
//! ```
//!
//! A source, a link or a note settles it, and numbers that name or time something are no statistics:
//!
//! ```article
//! The scheme cost $42 million, the auditor found.
//! ```
//!
//! ```article
//! The scheme has cost [$42 million](https://example.org/audit).
//! ```
//!
//! ```article
//! The bus seats 52.
//! ```
//!
//! ```article
//! The scheme cost $42 million.[^1]
//!
//! [^1]: City audit, 2024, page 12.
//! ```
//!
//! ```article
//! He is 42 and lives at 12 Quay Street.
//! ```
//!
//! ```article
//! The border runs through the eastern half of the island, and was moved in the first half of the century.
//! ```
//!
//! What helps: say who counted and when, or cite it.

use memchr::memmem;

use super::{Check, Context, Finding, Fix, Limit, Rule, Severity, settled};
use crate::{
    article::{Paragraph, Status},
    markup::Kind,
    reading::{Basis, Frames, Traits, figure_phrase},
    text::Span,
};

pub const RULE: Rule = Rule {
    code: "unattributed-figure",
    severity: Severity::Information,
    source: include_str!("unattributed_figure.rs"),
    check: Check::Whole(check),
    limit: Limit::OncePerParagraph,
};

fn check(context: &Context) -> Vec<Finding> {
    let prose = context.body().filter(|it| it.block.kind == Kind::Paragraph);
    prose.filter(|it| !context.is_supported_around(it)).filter_map(|it| in_paragraph(context, it)).collect()
}

/// Counts that are on the public record the moment they are known: votes, seats, scores; and the method of a poll.
const ON_RECORD: &[&str] = &[
    "delegates",
    "superdelegates",
    "vote",
    "votes",
    "ballots",
    "precincts",
    "seats",
    "points",
    "electoral",
    "goals",
    "poll",
    "polls",
    "respondents",
    "surveyed",
    "margin",
    "percentage",
    "voters",
    "width",
    "px",
    "yards",
    "runs",
    "shares",
    "polling",
    "primary",
    "caucus",
];

/// Those of them that are only clear from the article around them: whose poll, which vote.
const OF_A_STORY: &[&str] = &[
    "caucuses",
    "enthusiastic",
    "favorable",
    "fundraising",
    "negative",
    "quarter",
    "raised",
    "referendum",
    "referendums",
    "satisfied",
    "survey",
    "turnout",
    "unfavorable",
    "weekdays",
    "margin",
    "percentage",
    "poll",
    "polling",
    "polls",
    "primary",
    "respondents",
    "surveyed",
    "voters",
];

pub(super) fn on_record(context: &Context, paragraph: &Paragraph) -> bool {
    let passage = &paragraph.reading.passage;
    let counts = |it: &str| {
        (ON_RECORD.contains(&it) || OF_A_STORY.contains(&it))
            && (context.goes_on() || !OF_A_STORY.contains(&it))
    };
    (0..passage.tokens.len()).any(|it| counts(passage.word(it)))
}

/// The first figure of a paragraph that nothing supports.
fn in_paragraph(context: &Context, paragraph: Paragraph) -> Option<Finding> {
    let figures = paragraph.reading.statements.iter().any(|it| it.traits.contains(Traits::FIGURE));
    if !figures || on_record(context, &paragraph) {
        return None;
    }
    let lead = context.goes_on();
    let statements = paragraph.reading.statements.iter().enumerate();
    let (sentence, statement) =
        statements.filter(|(_, it)| it.traits.contains(Traits::FIGURE)).find(|(index, it)| {
            let exempt = Traits::QUESTION | Traits::INSTRUCTION | Traits::WITNESS;
            let unsupported = matches!(
                context.status(paragraph.index, *index),
                Status::OwnVoice | Status::Exempt | Status::Unread
            );
            (unsupported || counts_the_speakers(&paragraph, it.figures[0]))
                && !it.traits.intersects(exempt)
                && !is_old_count(&paragraph, *index)
                && !(lead && context.is_lead(&paragraph, *index))
        })?;
    Some(finding(context, &paragraph, sentence, statement.figures[0]))
}

/// "The duchy lost half of its land in 1839": any handbook has it. What was counted "since" then is news, and the
/// dead of an old disaster are still disputed.
fn is_old_count(paragraph: &Paragraph, sentence: usize) -> bool {
    let passage = &paragraph.reading.passage;
    let mut tokens = passage.sentences[sentence].tokens.clone();
    settled::is_history(paragraph, sentence)
        && !tokens.any(|it| {
            matches!(
                passage.word(it),
                "since" | "dead" | "deaths" | "died" | "injured" | "killed" | "wounded"
            )
        })
}

/// Where the same quantity stands again.
fn note(context: &Context, words: &str, figure: &str) -> String {
    let again = memmem::find_iter(context.article.text().as_bytes(), figure).count().saturating_sub(1);
    let more = match again {
        0 => "It stands nowhere else in this file.".to_owned(),
        1 => "It stands once more in this file.".to_owned(),
        _ => format!("It stands {again} times more in this file."),
    };
    format!("“{words}” has no source in its sentence or paragraph. {more}")
}

/// "Two-thirds of nurses plan to leave": what they plan is theirs, how many they are is not.
fn counts_the_speakers(paragraph: &Paragraph, figure: Span) -> bool {
    paragraph.reading.attributions.iter().any(|it| {
        let speaks = it.basis == Basis::AccordingTo
            || it.verb.is_some_and(|verb| verb.frames.intersects(Frames::QUOTE | Frames::THAT));
        !speaks && it.source.as_ref().is_some_and(|source| source.span.covers(figure))
    })
}

fn finding(context: &Context, paragraph: &Paragraph, sentence: usize, figure: Span) -> Finding {
    let phrase = figure_phrase(&paragraph.reading.passage, figure);
    let words = phrase.of(&paragraph.reading.passage.text);
    let end = paragraph.document(Span::at(super::sentence_end(paragraph, sentence))).start;
    let as_of =
        Fix::Insert { at: end, text: " as of [TK: date]".to_owned(), title: "Add “as of”".to_owned() };
    let fixes = vec![Fix::Cite { at: end }, Fix::Attribute { at: end }, as_of];
    let note = note(context, words, figure.of(&paragraph.reading.passage.text));
    Finding {
        fixes,
        note,
        ..RULE.finding(paragraph.document(phrase), "Who counted? Name or cite the source of this figure.")
    }
}
