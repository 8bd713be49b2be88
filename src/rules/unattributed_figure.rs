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
//! What helps: say who counted and when, or cite it.

use super::{Check, Context, Finding, Fix, Limit, Rule, Severity};
use crate::{
    article::{Paragraph, Status},
    markup::Kind,
    reading::{Traits, figure_phrase},
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

fn on_record(paragraph: &Paragraph) -> bool {
    let passage = &paragraph.reading.passage;
    (0..passage.tokens.len()).any(|it| ON_RECORD.contains(&passage.word(it)))
}

/// The first figure of a paragraph that nothing supports.
fn in_paragraph(context: &Context, paragraph: Paragraph) -> Option<Finding> {
    let figures = paragraph.reading.statements.iter().any(|it| it.traits.contains(Traits::FIGURE));
    if !figures || on_record(&paragraph) {
        return None;
    }
    let lead = context.goes_on();
    let statements = paragraph.reading.statements.iter().enumerate();
    let (sentence, statement) =
        statements.filter(|(_, it)| it.traits.contains(Traits::FIGURE)).find(|(index, it)| {
            let exempt = Traits::QUESTION | Traits::INSTRUCTION | Traits::WITNESS;
            matches!(context.status(paragraph.index, *index), Status::OwnVoice | Status::Exempt)
                && !it.traits.intersects(exempt)
                && !(lead && context.is_lead(&paragraph, *index))
        })?;
    Some(finding(&paragraph, sentence, statement.figures[0]))
}

fn finding(paragraph: &Paragraph, sentence: usize, figure: Span) -> Finding {
    let phrase = figure_phrase(&paragraph.reading.passage, figure);
    let words = phrase.of(&paragraph.reading.passage.text);
    let end = paragraph.document(Span::at(super::sentence_end(paragraph, sentence))).start;
    let fixes = vec![Fix::Cite { at: end }, Fix::Attribute { at: end }];
    let note = format!("“{words}” has no source in its sentence or paragraph.");
    Finding {
        fixes,
        note,
        ..RULE.finding(paragraph.document(phrase), "Who counted? Name or cite the source of this figure.")
    }
}
