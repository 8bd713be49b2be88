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
//! Of a list, paragraphs of one sentence below each other, the first three are asked about.
//!
//! What helps: say who counted and when, or cite it.

use memchr::memmem;

use super::{
    Check, Context, Finding, Fix, Limit, Rule, Severity, asking::Question, unattributed_claim::sentence,
};
use crate::{
    article::{Paragraph, Status},
    reading::{Basis, ClaimKind, Frames, Statement, Traits, figure_phrase},
    text::Span,
};

pub const RULE: Rule = Rule {
    code: "unattributed-figure",
    severity: Severity::Information,
    source: include_str!("unattributed_figure.rs"),
    check: Check::Whole(check),
    limit: Limit::Each,
};

/// Paragraphs of one sentence below each other are a list; so many of its figures are asked about.
const IN_A_LIST: usize = 3;

fn check(context: &Context) -> Vec<Finding> {
    let asked = context.questions().iter().filter(|it| it.kind == ClaimKind::Figure);
    let mut findings: Vec<Finding> = first_of_lists(context, asked).map(|it| finding(context, it)).collect();
    findings.extend(context.body().filter_map(|it| counted_speakers(context, &it)));
    findings.sort_by_key(|it| it.span);
    findings
}

/// Leaves the later rows of a list out: whoever gives the first ones a source gives it to all.
fn first_of_lists<'a>(
    context: &'a Context,
    asked: impl Iterator<Item = &'a Question>,
) -> impl Iterator<Item = &'a Question> {
    let (mut last, mut run) = (usize::MAX, 0);
    asked.filter(move |it| {
        let alone = context.article.paragraph(it.paragraph).reading.passage.sentences.len() == 1;
        run = if alone && last.wrapping_add(1) == it.paragraph { run + 1 } else { 0 };
        last = it.paragraph;
        run < IN_A_LIST
    })
}

/// "Two-thirds of nurses plan to leave": what they plan is theirs, how many they are is not.
fn counted_speakers(context: &Context, paragraph: &Paragraph) -> Option<Finding> {
    let counted = |statement: &Statement, figure: Span| {
        !statement.traits.intersects(Traits::QUESTION | Traits::INSTRUCTION | Traits::WITNESS)
            && paragraph.reading.attributions.iter().any(|it| {
                let speaks = it.basis == Basis::AccordingTo
                    || it.verb.is_some_and(|verb| verb.frames.intersects(Frames::QUOTE | Frames::THAT));
                !speaks && it.source.as_ref().is_some_and(|source| source.span.covers(figure))
            })
    };
    paragraph.reading.statements.iter().enumerate().find_map(|(sentence, it)| {
        let own = context.status(paragraph.index, sentence) != Status::Cited;
        let asked = || context.question(paragraph.index, sentence).is_some();
        let figure = it.figures.first().filter(|figure| own && counted(it, **figure) && !asked())?;
        let note = again(context, paragraph, *figure);
        Some(at_figure(paragraph, sentence, *figure, note))
    })
}

fn finding(context: &Context, question: &Question) -> Finding {
    let paragraph = context.article.paragraph(question.paragraph);
    let statement = &paragraph.reading.statements[question.sentence];
    let note = question.note("a figure");
    match statement.figures.first() {
        Some(figure) => {
            let note = format!("{note} {}", again(context, &paragraph, *figure));
            let found = at_figure(&paragraph, question.sentence, *figure, note);
            Finding { severity: question.severity, ..found }
        }
        None => {
            let span = sentence(&paragraph, question.sentence);
            let fixes = fixes(span.end);
            Finding { severity: question.severity, fixes, note, ..RULE.finding(span, MESSAGE) }
        }
    }
}

const MESSAGE: &str = "Who counted? Name or cite the source of this figure.";

fn at_figure(paragraph: &Paragraph, sentence: usize, figure: Span, note: String) -> Finding {
    let phrase = figure_phrase(&paragraph.reading.passage, figure);
    let end = paragraph.document(Span::at(super::sentence_end(paragraph, sentence))).start;
    Finding { fixes: fixes(end), note, ..RULE.finding(paragraph.document(phrase), MESSAGE) }
}

/// `at` is the end of the sentence, in bytes of the document.
fn fixes(at: usize) -> Vec<Fix> {
    let as_of = Fix::Insert { at, text: " as of [TK: date]".to_owned(), title: "Add “as of”".to_owned() };
    vec![Fix::Cite { at }, Fix::Attribute { at }, as_of]
}

/// Where the same quantity stands again.
fn again(context: &Context, paragraph: &Paragraph, figure: Span) -> String {
    let figure = figure.of(&paragraph.reading.passage.text);
    match memmem::find_iter(context.article.text().as_bytes(), figure).count().saturating_sub(1) {
        0 => "It stands nowhere else in this file.".to_owned(),
        1 => "It stands once more in this file.".to_owned(),
        again => format!("It stands {again} times more in this file."),
    }
}
