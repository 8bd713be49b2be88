//! # unused-dismissal
//!
//! A comment or a ledger answers a question that nobody asks any more.
//!
//! An answer that is left behind hides the next question at the same place, and an answer to other words is none.
//! When a sentence has changed, whoever vouched for it should look again.
//!
//! ```article
//! Ana Cho said the gate was locked. <!-- onrecord: ignore vague-source: she is named below -->
//!                                   ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ can go
//! ```
//!
//! ```article
//! The bridge is closed. <!-- onrecord: ignore unnamed-report: confirmed by phone -->
//!                       ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ can go
//! ```
//!
//! ```article
//! <!-- onrecord: ignore-paragraph placeholder-left -->
//! ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ can go
//! The fund holds two million.
//! ```
//!
//! ```article
//! The crew met on the quay. <!-- onrecord: ignore agentless-attribution: an old draft -->
//!                           ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ can go
//! ```
//!
//! ```article
//! <!-- onrecord: ignore-paragraph vague-source -->
//! ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ can go
//! Ana Cho closed the gate.
//! ```
//!
//! These are in use, or hold for what is still to be written:
//!
//! ```article
//! Critics say the bridge is unsafe. <!-- onrecord: ignore vague-source: named in part one -->
//! ```
//!
//! ```article
//! The fund holds TK million. <!-- onrecord: ignore -->
//! ```
//!
//! ```article
//! <!-- onrecord: ignore-file relative-time -->
//!
//! The gate opens at nine.
//! ```
//!
//! ```article
//! Media reports suggest 200 were hurt. <!-- onrecord: ignore unnamed-report: named on page two -->
//! ```
//!
//! ```article
//! Some say it stood. <!-- onrecord: ignore vague-source: a survey follows -->
//! ```
//!
//! What helps: take the comment or the entry out, or answer again if the new words need it.

use super::{Check, Finding, Limit, Rule, Settings, Severity, directives::Suppression, find, ledger::Idle};
use crate::{article::Article, text::Span};

pub const RULE: Rule = Rule {
    code: "unused-dismissal",
    severity: Severity::Hint,
    source: include_str!("unused_dismissal.rs"),
    // What is unused is known when all others have asked: `Review` puts the question.
    check: Check::Whole(|_| Vec::new()),
    limit: Limit::Each,
};

/// Comments that silence nothing, though the rules they name are on.
pub(super) fn comments(settings: &Settings, idle: &[Suppression]) -> Vec<Finding> {
    let is_on = |code: &&'static str| find(code).is_some_and(|it| settings.severity(it).is_some());
    let idle = idle.iter().filter(|it| it.is_near && it.codes.iter().all(|it| is_on(it)));
    let message = "Nothing is asked here that this comment would answer: it can go.";
    idle.map(|it| RULE.finding(it.directive, message)).collect()
}

/// Entries of the ledger that answer nothing, though their rules are on.
pub(super) fn entries(article: &Article, settings: &Settings, idle: &[Idle]) -> Vec<Finding> {
    let is_on = |code| find(code).is_some_and(|it| settings.severity(it).is_some());
    idle.iter().filter(|it| is_on(it.entry.code)).map(|it| entry(article, it)).collect()
}

fn entry(article: &Article, idle: &Idle) -> Finding {
    let (answer, code, line) = (idle.entry.answer.code(), idle.entry.code, idle.entry.line);
    let message = match (idle.span, idle.changed) {
        (Some(_), true) => format!(
            "This sentence has changed since the ledger (line {line}) answered {code} with “{answer}”. It was “{}”",
            idle.entry.text
        ),
        (Some(_), false) => {
            format!(
                "The ledger (line {line}) answers {code} here, which is not asked any more: the entry can go."
            )
        }
        (None, _) => format!(
            "The ledger (line {line}) answers {code} for a sentence that is not here any more: “{}”",
            idle.entry.text
        ),
    };
    RULE.finding(idle.span.unwrap_or_else(|| first_words(article)), message)
}

/// The first sentence: what belongs nowhere is told at the head of the article.
fn first_words(article: &Article) -> Span {
    let first = article.paragraphs().find_map(|paragraph| {
        let sentence = paragraph.reading.passage.sentences.first()?;
        Some(paragraph.document(sentence.span))
    });
    first.unwrap_or_default()
}
