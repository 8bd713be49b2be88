//! # source-terms
//!
//! A source is used against what was agreed with it: off the record, on background, under embargo.
//!
//! Whoever talked on terms trusted you with a name, and an editor is the last one who can keep it out of print.
//! onrecord reads `terms` in your list, or at the head of the source's text.
//!
//! ```source ruiz-call
//! ---
//! terms: off the record
//! ---
//! The winter tests were signed off unread.
//! ```
//!
//! ```source pilot
//! ---
//! terms: on background
//! speaker: Dana Ruiz
//! ---
//! All of us skip the checklist.
//! ```
//!
//! ```source budget
//! ---
//! terms: embargo until 2026-05-01
//! ---
//! The bridge cost 24 million euros.
//! ```
//!
//! ```article
//! The tests were never read [@ruiz-call].
//!                             ^^^^^^^^^ is off the record
//! ```
//!
//! ```article
//! “The winter tests were signed off unread,” an engineer of the yard told the council.
//! ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ is off the record
//! ```
//!
//! ```article
//! Pilots skip the checklist, Ruiz said [@pilot].
//!                                        ^^^^^ may not be named
//! ```
//!
//! ```article
//! The bridge cost 24 million euros [@budget].
//!                                    ^^^^^^ not before 1 May 2026
//! ```
//!
//! Within the terms nothing is asked:
//!
//! ```article
//! Pilots skip the checklist, a pilot of Norlift said [@pilot].
//! ```
//!
//! ```article
//! ---
//! date: 2026-05-02
//! ---
//!
//! The bridge cost 24 million euros [@budget].
//! ```
//!
//! ```article
//! The bridge cost 24 million euros [@audit].
//! ```
//!
//! What helps: find a source that may be used, take the name out, or agree on other terms and write them down.

use super::{Check, Context, Finding, Limit, Rule, Severity};
use crate::{
    article::Paragraph,
    sources::{
        library::{Source, Terms},
        lists::Role,
    },
    text::Span,
};

pub const RULE: Rule = Rule {
    code: "source-terms",
    severity: Severity::Error,
    source: include_str!("source_terms.rs"),
    check: Check::Whole(check),
    limit: Limit::Each,
};

fn check(context: &Context) -> Vec<Finding> {
    let texts = context.texts;
    if !texts.has_terms() {
        return Vec::new();
    }
    let mut found: Vec<Finding> = Vec::new();
    for key in context.article.keys() {
        let Some(source) = texts.source(key.key) else { continue };
        let place = context.article.paragraph_at(key.mark.start);
        let words = place.map_or("", |it| sentence(&it, key.mark));
        found.extend(broken(context, &source, words).map(|why| RULE.finding(key.span, why)));
    }
    for quoted in context.quoted() {
        let Some(place) = &quoted.verdict.found else { continue };
        let Some(source) = texts.source(&texts.sources()[place.source].key) else { continue };
        // What is cited is asked about at its key.
        if !quoted.named.contains(&place.source) {
            found.extend(broken(context, &source, "").map(|why| RULE.finding(quoted.span(), why)));
        }
    }
    found
}

/// The words of the sentence that a citation stands in or behind.
fn sentence<'a>(paragraph: &Paragraph<'a>, mark: Span) -> &'a str {
    let passage = &paragraph.reading.passage;
    let before = passage.sentences.iter().rfind(|it| paragraph.document(it.span).start <= mark.start);
    before.map_or("", |it| it.span.of(&passage.text))
}

/// Why a sentence may not use a source as it does.
fn broken(context: &Context, source: &Source, words: &str) -> Option<String> {
    let key = &source.key;
    match source.terms()? {
        Terms::OffRecord => Some(format!("“{key}” is off the record: it may not be used.")),
        Terms::DeepBackground => {
            Some(format!("“{key}” is on deep background: it may be neither quoted nor cited."))
        }
        Terms::Background => names(source, words)
            .map(|name| format!("“{key}” is on background: {name} may be quoted, but may not be named.")),
        Terms::Embargo(Some(day)) if context.article.published().is_none_or(|it| it < day) => {
            Some(format!("“{key}” is under embargo: not before {day}."))
        }
        Terms::Embargo(None) => Some(format!("“{key}” is under embargo, and no day is given.")),
        Terms::Embargo(Some(_)) | Terms::OnRecord | Terms::Other => None,
    }
}

/// Whoever speaks in a source, if these words name them.
fn names(source: &Source, words: &str) -> Option<String> {
    let authors = source.people(Role::Author).iter().map(ToString::to_string);
    let mut people = source.speaker().into_iter().chain(authors);
    people.find(|it| {
        let last = it.rsplit(' ').next().unwrap_or_default();
        last.len() > 1 && words.split(|it: char| !it.is_alphanumeric() && it != '-').any(|it| it == last)
    })
}
