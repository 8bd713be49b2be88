//! # unattributed-claim
//!
//! The article says it in its own voice, it can be disputed, and nothing near supports it.
//!
//! Agencies source every statement that is not an established fact, plainly public, or seen by the reporter.
//!
//! Harm done, cause and effect, what will happen and what is the greatest of its kind are asked about aloud; motives,
//! judgements and plain events as hints. How surely a desk would ask is learned from articles that were read for it
//! sentence by sentence; who stands around the sentence decides whether somebody carries it. How long the article is,
//! or what else it gives sources for, does not matter. `ask = "all"` asks more, `ask = "some"` less. Of a text that gives
//! nothing to anybody the ten gravest statements are marked, with a note at its head.
//!
//! ```article
//! The reform saved the city more than it cost.
//! ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ Who says so?
//! ```
//!
//! ```article
//! The dam is unsafe.
//! ^^^^^^^^^^^^^^^^^ Who says so?
//! ```
//!
//! ```article
//! The delegation handed over satellite images of the camp.
//! ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ Who says so?
//! ```
//!
//! ```article
//! The cuts caused the flood.
//! ^^^^^^^^^^^^^^^^^^^^^^^^^ Who says so?
//! ```
//!
//! ```article
//! The school failed its pupils.
//! ^^^^^^^^^^^^^^^^^^^^^^^^^^^^ Who says so?
//! ```
//!
//! Timetables, definitions and questions need no source, nor does what continues an attributed sentence:
//!
//! ```article
//! The committee meets on Tuesdays.
//! ```
//!
//! ```article
//! The auditor said the reform had failed. He also asked for more trucks.
//! ```
//!
//! ```article
//! The reform saved the city more than it cost, according to the auditor.
//! ```
//!
//! ```article
//! In 1948 the flood destroyed the old bridge.
//! ```
//!
//! ```article
//! Did the reform save more than it cost?
//! ```
//!
//! ```article
//! The reform saved the city [more than it cost](https://example.org/audit).
//! ```
//!
//! What helps: say who says so, cite it, or note that you saw it yourself.

use super::{
    Check, Context, Finding, Fix, Limit, Profile, Rule, Severity, asking::Question, encyclopedia,
    unattributed_allegation::who_accuses,
};
use crate::{article::Paragraph, reading::ClaimKind, text::Span};

pub const RULE: Rule = Rule {
    code: "unattributed-claim",
    severity: Severity::Information,
    source: include_str!("unattributed_claim.rs"),
    check: Check::Whole(check),
    limit: Limit::Each,
};

/// What the other rules ask about.
const OTHERS: &[ClaimKind] = &[ClaimKind::Accusation, ClaimKind::Quotation, ClaimKind::Figure];

fn check(context: &Context) -> Vec<Finding> {
    if context.settings.profile == Profile::Encyclopedia {
        return encyclopedia::check(context);
    }
    let claims = context.questions().iter().filter(|it| !OTHERS.contains(&it.kind));
    claims.map(|it| finding(context, it)).collect()
}

fn finding(context: &Context, question: &Question) -> Finding {
    let paragraph = context.article.paragraph(question.paragraph);
    let span = sentence(&paragraph, question.sentence);
    let (kind, message) = described(question.kind);
    let note = question.note(kind);
    let mut fixes = vec![Fix::Attribute { at: span.end }, Fix::Cite { at: span.end }];
    if question.kind == ClaimKind::Harm {
        fixes.insert(0, who_accuses(span.end));
    }
    Finding { severity: question.severity, fixes, note, ..RULE.finding(span, message) }
}

/// Said once, at the head of a text that gives nothing to anybody and would be asked about line by line.
pub(super) fn note_on_the_whole(context: &Context) -> Option<Finding> {
    let left_out = context.all_questions().left_out;
    let severity = context.settings.severity(&RULE).filter(|_| left_out > 0)?;
    let first = context.body().find(|it| !it.reading.passage.tokens.is_empty())?;
    let span = first.document(first.reading.passage.tokens[0].span);
    let message = format!(
        "Nothing in this text has a source. Its {} gravest statements are marked; {left_out} more want one.",
        context.questions().len()
    );
    Some(Finding { severity: severity.max(Severity::Information), ..RULE.finding(span, message) })
}

/// A sentence without its final stop, in bytes of the document.
pub(super) fn sentence(paragraph: &Paragraph, sentence: usize) -> Span {
    let start = paragraph.reading.passage.sentences[sentence].span.start;
    let end = super::sentence_end(paragraph, sentence).max(start + 1);
    paragraph.document(Span::new(start, end))
}

fn described(kind: ClaimKind) -> (&'static str, &'static str) {
    match kind {
        ClaimKind::Harm => ("harm done", "Who says so? Name or cite whoever tells of this harm."),
        ClaimKind::Cause => {
            ("cause and effect", "Who says so? Name or cite whoever says that one led to the other.")
        }
        ClaimKind::Prediction => ("a prediction", "Who says so? Name or cite whoever expects this."),
        ClaimKind::Superlative => {
            ("a superlative", "Who says so? Name or cite the source of this comparison.")
        }
        ClaimKind::Science => ("a finding", "Who says so? Name or cite whoever found this."),
        ClaimKind::Motive => ("a motive", "Who says so? Name or cite whoever knows what they think or want."),
        ClaimKind::Opinion => ("a judgement", "Who says so? Name or cite whoever thinks so."),
        _ => ("an event", "Who says so? Name or cite the source, or say that you saw it."),
    }
}
