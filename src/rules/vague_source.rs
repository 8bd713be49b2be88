//! # vague-source
//!
//! A statement is given to critics, experts, some or many, and nobody is named.
//!
//! Readers weigh a statement by who makes it, and nobody can weigh “critics”.
//! Encyclopedia editors tag such sentences “Who?” more often than anything else, and NPR's handbook wants every source
//! described as clearly as can be.
//!
//! ```article
//! Critics say the bridge was never inspected.
//! ^^^^^^^ Who are they?
//! ```
//!
//! ```article
//! Many economists believe the levy will fail.
//! ^^^^^^^^^^^^^^^ Who are they?
//! ```
//!
//! ```article
//! The tunnel will flood within a year, some experts warn.
//!                                      ^^^^^^^^^^^^ Name one
//! ```
//!
//! ```article
//! Observers expect that the vote will fail.
//! ^^^^^^^^^ Who are they?
//! ```
//!
//! ```article
//! The plan is dead, analysts said.
//!                   ^^^^^^^^ Who are they?
//! ```
//!
//! Naming one of them nearby is enough:
//!
//! ```article
//! Some pilots say they skip the checklist. “We all do,” said Dana Ruiz, who flies for Norlift.
//! ```
//!
//! So is counting them, and people who say nothing are no source:
//!
//! ```article
//! Thirty experts signed the letter.
//! ```
//!
//! ```article
//! Critics such as Ana Cho say the bridge was never inspected.
//! ```
//!
//! ```article
//! Critics say the bridge was never inspected [@lund2024].
//! ```
//!
//! ```article
//! “Critics say it is unsafe,” said Dana Ruiz, a nurse.
//! ```
//!
//! What helps: name one, say how many and who, or cite where they said it.

use super::{Check, Context, Finding, Fix, Limit, Rule, Said, Severity};
use crate::reading::{ContentKind, EntityKind, Form, Frames, SourceKind};

pub const RULE: Rule = Rule {
    code: "vague-source",
    severity: Severity::Warning,
    source: include_str!("vague_source.rs"),
    check: Check::Whole(check),
    limit: Limit::Each,
};

fn check(context: &Context) -> Vec<Finding> {
    let crowds = context.said().filter(|it| it.kind() == Some(SourceKind::Crowd));
    crowds
        .filter(asserts)
        .filter(|it| !it.is_cited() && !context.names_a_source(it.paragraph.index))
        .filter_map(|it| finding(&it))
        .collect()
}

/// A statement is given to them, not a wish or an attitude; and "voters who say so" are no source but a group.
fn asserts(said: &Said) -> bool {
    let passage = &said.paragraph.reading.passage;
    let clause = said.attribution.kind != ContentKind::NounPhrase;
    let states = said.attribution.verb.is_none_or(|it| it.frames.intersects(Frames::THAT | Frames::BARE));
    let behind = said.source().map_or(0, |it| passage.token_at(it.span.end));
    let modal = said.attribution.cue[0]
        .of(&passage.lower)
        .split(' ')
        .any(|it| matches!(it, "could" | "would" | "might" | "can" | "will" | "did" | "do" | "not"));
    clause && states && !modal && passage.word(behind) != "who" && !names_somebody(said)
}

/// "Edwards and others": the first of them is named.
fn names_somebody(said: &Said) -> bool {
    let Some(source) = said.source() else { return false };
    said.paragraph
        .reading
        .mentions
        .iter()
        .any(|it| it.kind == EntityKind::Person && it.form == Form::Name && source.span.covers(it.span))
}

fn finding(said: &Said) -> Option<Finding> {
    let span = said.paragraph.document(said.source()?.span);
    let who = said.source_words().to_lowercase();
    let message = format!(
        "Who are they? Name one, say how many, or cite: nothing near tells the reader who “{who}” are."
    );
    let finding = RULE.finding(span, message);
    let insert = |at: usize, text: &str, title: &str| Fix::Insert {
        at,
        text: text.to_owned(),
        title: title.to_owned(),
    };
    let fixes = vec![
        insert(span.end, " such as [TK: name]", "Name them…"),
        Fix::ReplaceSource { span },
        Fix::Cite { at: said.sentence_end() },
        insert(span.end, " ([TK: how many])", "Say how many"),
    ];
    Some(Finding {
        fixes,
        note: format!("Given to “{who}”; nobody is named within this paragraph. Readers cannot weigh it."),
        ..finding
    })
}
