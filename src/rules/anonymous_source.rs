//! # anonymous-source
//!
//! A source goes without a name, and the reader is not told why.
//!
//! Sometimes it has to be so. Then say how the source knows, and why it cannot be named: agencies and broadcasters ask for both,
//! want a second source, and do not let the unnamed praise or attack anybody.
//!
//! ```article
//! A source said the deal is dead.
//! ^^^^^^^^ Why is there no name?
//! ```
//!
//! ```article
//! “He is finished,” an aide said.
//!                   ^^^^^^^ Why is there no name?
//! ```
//!
//! ```article
//! The talks have stalled, according to people familiar with the matter.
//!                                      ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ Why is there no name?
//! ```
//!
//! With a reason it is a choice, and the editor's:
//!
//! ```article
//! A witness who asked not to be named because she fears dismissal said the gate was locked.
//! ```
//!
//! An institution that speaks through its office is no unnamed source:
//!
//! ```article
//! A police spokeswoman said the gate was locked.
//! ```
//!
//! ```article
//! The mayor's aide, Jo Lund, said the gate was locked.
//! ```
//!
//! What helps: a name, or a position and a reason; what the source saw rather than what it thinks.

use super::{Check, Context, Finding, Fix, Limit, Rule, Said, Severity};
use crate::reading::{ContentKind, SourceKind};

pub const RULE: Rule = Rule {
    code: "anonymous-source",
    severity: Severity::Information,
    source: include_str!("anonymous_source.rs"),
    check: Check::Whole(check),
    limit: Limit::OncePerParagraph,
};

/// Words that begin a reason.
const REASONS: &[&str] = &[
    "because",
    "citing",
    "fear",
    "fears",
    "feared",
    "authorized",
    "authorised",
    "allowed",
    "permitted",
    "since",
    "ongoing",
];

fn check(context: &Context) -> Vec<Finding> {
    let unnamed = context.said().filter(|it| it.kind() == Some(SourceKind::Anonymous));
    unnamed.filter(|it| !gives_reason(it)).filter_map(|it| finding(&it)).collect()
}

fn gives_reason(said: &Said) -> bool {
    let passage = &said.paragraph.reading.passage;
    let sentence = &passage.sentences[said.sentence()];
    sentence.tokens.clone().any(|it| REASONS.contains(&passage.word(it)))
}

fn finding(said: &Said) -> Option<Finding> {
    let source = said.source()?;
    let span = said.paragraph.document(source.span);
    let message =
        "Why is there no name? Give the position and the reason, or find somebody who can be named.";
    let described = source.span.len() > source.head.len() + 4;
    let opinion = if said.attribution.kind == ContentKind::Direct {
        " Do the words judge somebody? The unnamed should not."
    } else {
        ""
    };
    let tick = |yes: bool| if yes { "✓" } else { "–" };
    let note = format!("Described {} · reason given – · second source: ask.{opinion}", tick(described));
    let reason = Fix::Insert {
        at: span.end,
        text: ", who asked not to be named because [TK: reason],".to_owned(),
        title: "Add the reason".to_owned(),
    };
    Some(Finding { note, fixes: vec![reason], ..RULE.finding(span, message) })
}
