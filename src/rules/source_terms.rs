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
//! “All of us skip the checklist,” Dana Ruiz told the council.
//! ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ may not be named
//! ```
//!
//! ```article
//! Dana Ruiz has flown for Norlift since spring. Pilots skip the checklist [@pilot].
//!                                                                           ^^^^^ may not be named
//! ```
//!
//! ```article
//! The bridge cost 24 million euros [@budget].
//!                                    ^^^^^^ not before 1 May 2026
//! ```
//!
//! An embargo is over on its day: the one that the article gives as its date, or else the one on which it is written.
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

use std::{collections::HashSet, path::Path};

use super::{Check, Context, Finding, Fix, Limit, Rule, Settings, Severity};
use crate::{
    article::{Article, Paragraph},
    language::Sentence,
    sources::{
        library::{Source, Terms},
        lists::{Date, Role},
        matching::Texts,
    },
    text::{Edit, Span},
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
        let near = context.article.paragraph_at(key.mark.start).and_then(|it| Near::of(&it, key.mark));
        found.extend(finding(context, &source, near.as_ref(), key.span));
    }
    for quoted in context.quoted() {
        let Some(place) = &quoted.verdict.found else { continue };
        let Some(source) = texts.source(&texts.sources()[place.source].key) else { continue };
        // What is cited is asked about at its key.
        if !quoted.named.contains(&place.source) {
            let near = Near::of(&quoted.paragraph, quoted.span());
            found.extend(finding(context, &source, near.as_ref(), quoted.span()));
        }
    }
    found
}

fn finding(context: &Context, source: &Source, near: Option<&Near>, at: Span) -> Option<Finding> {
    let message = broken(context, source, near)?;
    let is_named = source.terms() == Some(Terms::Background);
    let fixes = near.filter(|_| is_named).and_then(|it| unnamed(source, it)).into_iter().collect();
    Some(Finding { fixes, ..RULE.finding(at, message) })
}

/// Takes away remedies with words of a source that may not be used: they would put there what was told in
/// confidence.
pub(super) fn withhold(article: &Article, texts: &Texts, day: Option<Date>, findings: &mut [Finding]) {
    if !texts.has_terms() {
        return;
    }
    // Whoever must not be named is given nothing more to have said.
    let unnamed = |it: &Source| it.terms().is_some_and(|it| it.close(day) || it == Terms::Background);
    let mut sources = texts.library().texts().map(|it| it.0);
    if sources.any(|it| unnamed(it) && names(it, article.text()).is_some()) {
        for finding in findings.iter_mut() {
            let names = |it: &Fix| {
                matches!(it, Fix::Attribute { .. } | Fix::ReplaceSource { .. } | Fix::Actively { .. })
            };
            finding.fixes.retain(|it| !names(it));
        }
    }
    let is_closed = |it: &Source| it.terms().is_some_and(|it| it.close(day));
    let closed = texts.library().texts().filter(|it| is_closed(it.0));
    let closed: HashSet<&Path> = closed.map(|it| it.1.path.as_path()).collect();
    for finding in findings {
        if finding.related.iter().any(|it| closed.contains(it.path.as_path())) {
            finding.fixes.retain(|it| !matches!(it, Fix::Rewrite { .. }));
        }
    }
}

/// The sentence that a citation or quotation stands in or behind, and the one before: who is named there is
/// who said it.
struct Near<'a> {
    paragraph: Paragraph<'a>,
    /// In bytes of the paragraph's prose.
    span: Span,
}

impl<'a> Near<'a> {
    fn of(paragraph: &Paragraph<'a>, place: Span) -> Option<Near<'a>> {
        let passage = &paragraph.reading.passage;
        let begins = |it: &Sentence| paragraph.document(it.span).start;
        let last = passage.sentences.partition_point(|it| begins(it) < place.end.max(place.start + 1));
        let sentences = &passage.sentences[last.saturating_sub(2)..last];
        let span = sentences.first()?.span.join(sentences.last()?.span);
        Some(Near { paragraph: *paragraph, span })
    }

    fn words(&self) -> &'a str {
        self.span.of(&self.paragraph.reading.passage.text)
    }
}

/// Words without a name in the place of the name, as somebody on background may be quoted. None where nothing
/// but the last name in capitals stands there.
fn unnamed(source: &Source, near: &Near) -> Option<Fix> {
    let name = names(source, near.words())?;
    let last = name.rsplit(' ').next().unwrap_or_default();
    let found = near.words().find(&name).map(|at| (at, name.len()));
    let (at, length) = found.or_else(|| near.words().find(last).map(|at| (at, last.len())))?;
    let span = near.paragraph.document(Span::new(at, at + length).shifted(near.span.start));
    let before = near.words()[..at].trim_end().trim_end_matches(['”', '’', '"', '\'', '»']);
    let starts = before.is_empty() || before.ends_with(['.', '!', '?']);
    let article = if starts { "A" } else { "a" };
    let with = format!("{article} [TK: position] who spoke on background");
    Some(Fix::Rewrite { edits: vec![Edit::replace(span, with)], title: "Attribute on background".to_owned() })
}

/// Why a sentence may not use a source as it does.
fn broken(context: &Context, source: &Source, near: Option<&Near>) -> Option<String> {
    let (key, words) = (&source.key, near.map_or("", Near::words));
    match source.terms()? {
        Terms::OffRecord => Some(format!("“{key}” is off the record: it may not be used.")),
        Terms::DeepBackground => {
            Some(format!("“{key}” is on deep background: it may be neither quoted nor cited."))
        }
        Terms::Background => names(source, words)
            .map(|name| format!("“{key}” is on background: {name} may be quoted, but may not be named.")),
        terms @ Terms::Embargo(Some(until)) => {
            let is_closed = terms.close(day(context.article, context.settings));
            is_closed.then(|| format!("“{key}” is under embargo: not before {until}."))
        }
        Terms::Embargo(None) => Some(format!("“{key}” is under embargo, and no day is given.")),
        Terms::OnRecord | Terms::Other => None,
    }
}

/// Whoever speaks in a source, if these words name them.
fn names(source: &Source, words: &str) -> Option<String> {
    let authors = source.people(Role::Author).iter().map(ToString::to_string);
    let mut people = source.speaker().into_iter().chain(authors);
    people.find(|it| {
        let last = it.rsplit(' ').next().unwrap_or_default();
        let mut words = words.split(|it: char| !it.is_alphanumeric() && it != '-');
        // A headline and a caption may set it in capitals; "rush" is not Rush.
        last.len() > 1 && words.any(|it| it == last || it == last.to_uppercase())
    })
}

/// When the article appears, or else the day it is.
pub(super) fn day(article: &Article, settings: &Settings) -> Option<Date> {
    article.published().or(settings.today)
}
