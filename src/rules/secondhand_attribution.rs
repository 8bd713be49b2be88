//! # secondhand-attribution
//!
//! One source's words come through another.
//!
//! “According to Nordpress, the minister ruled out a tax”: the minister spoke to Nordpress, not to you.
//! Agencies credit whoever got the words, and broadcasters prefer the first-hand source to a report of it.
//!
//! ```article
//! According to Nordpress, the minister ruled out a tax.
//! ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ the minister → Nordpress → you
//! ```
//!
//! ```article
//! Ana Haas told the Harbour Gazette that she would quit.
//! ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ Ana Haas → the Harbour Gazette → you
//! ```
//!
//! ```article
//! Jo Lund told Reuters that the gate was locked.
//! ^^^^^^^^^^^^^^^^^^^^ link the report
//! ```
//!
//! ```article
//! Paulo Teixeira told CNN that the gate was open.
//! ^^^^^^^^^^^^^^^^^^^^^^^ Paulo Teixeira → CNN → you
//! ```
//!
//! ```article
//! According to the Harbour Gazette, Ana Cho said that the levy was dead.
//! ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ Ana Cho → the Harbour Gazette → you
//! ```
//!
//! Words that were said to you, or to everybody, are first-hand:
//!
//! ```article
//! Ana Haas told reporters that she would quit.
//! ```
//!
//! ```article
//! According to the minister, there will be no tax.
//! ```
//!
//! A link takes the reader to the report:
//!
//! ```article
//! According to [Nordpress](https://example.org/tax), the minister ruled out a tax.
//! ```
//!
//! ```article
//! Jo Lund told this newspaper that the gate was locked.
//! ```
//!
//! ```article
//! Reuters reported that the gate was locked.
//! ```
//!
//! What people told your own outlet is first-hand: the setting `outlet` says what it is called.
//!
//! What helps: link the report, cite the original statement, or confirm it yourself.

use std::collections::HashSet;

use super::{Check, Context, Finding, Fix, Limit, Rule, Said, Severity};
use crate::{
    reading::{Basis, Frames, SourceKind},
    text::Span,
};

pub const RULE: Rule = Rule {
    code: "secondhand-attribution",
    severity: Severity::Information,
    source: include_str!("secondhand_attribution.rs"),
    check: Check::Whole(check),
    limit: Limit::Each,
};

fn check(context: &Context) -> Vec<Finding> {
    let mut pairs = HashSet::new();
    let mut findings = Vec::new();
    for said in context.said().filter(|it| !it.is_cited(context)) {
        let Some(chain) = through_outlet(context, &said).or_else(|| told_outlet(&said)) else { continue };
        // What people told the writer's own outlet is first-hand.
        if context.settings.is_own_outlet(chain.outlet) {
            continue;
        }
        // One flag for each pair of sources; the rest is in the hover.
        if pairs.insert((chain.first.to_lowercase(), chain.outlet.to_lowercase())) {
            findings.push(finding(&said, chain));
        }
    }
    findings
}

/// Who said it, and who passed it on.
struct Chain<'a> {
    first: &'a str,
    outlet: &'a str,
    span: Span,
}

/// "According to OUTLET, X said …"
fn through_outlet<'a>(context: &Context<'a>, said: &Said<'a>) -> Option<Chain<'a>> {
    let via = &context.article.attributions()[said.sourced.via?];
    let parent = &said.paragraph.reading.attributions[via.attribution];
    let outlet = parent.source.as_ref()?;
    let own = said.source()?;
    if outlet.kind != SourceKind::Outlet || parent.basis != Basis::AccordingTo && parent.basis != Basis::Verb
    {
        return None;
    }
    if matches!(own.kind, SourceKind::Outlet | SourceKind::Document | SourceKind::Study) || says_nothing(said)
    {
        return None;
    }
    let text = &said.paragraph.reading.passage.text;
    let whole = parent.cue.first()?.join(outlet.span).join(own.span).join(said.attribution.cue[0]);
    Some(Chain { first: own.span.of(text), outlet: outlet.span.of(text), span: whole })
}

/// "A count showed", "Ostland is seeking to", "the dam suggested by Norland": nobody's words that an outlet could pass on.
fn says_nothing(said: &Said) -> bool {
    let passage = &said.paragraph.reading.passage;
    let Some(cue) = said.attribution.cue.first() else { return false };
    let first = passage.token_at(cue.start);
    let end = passage.tokens.partition_point(|it| it.span.start < cue.end);
    let shows =
        said.attribution.verb.is_some_and(|it| it.frames.contains(Frames::SHOWS)) && is_a_finding(said);
    let acts = (first..end).any(|it| ACTS.contains(&passage.word(it)));
    let intends = acts && (passage.word(end) == "to" || passage.word(end - 1) == "to");
    let passive = passage.word(end) == "by" || passage.word(end - 1) == "by";
    shows || intends || passive
}

/// "a first count", "tests": what shows something, and is not asked. Officials who suggest something are.
fn is_a_finding(said: &Said) -> bool {
    const FINDINGS: &[&str] = &[
        "count",
        "counts",
        "footage",
        "image",
        "images",
        "inspection",
        "inspections",
        "photo",
        "photos",
        "picture",
        "pictures",
        "poll",
        "polls",
        "reading",
        "readings",
        "result",
        "results",
        "review",
        "signs",
        "tallies",
        "tally",
        "test",
        "tests",
        "trial",
        "trials",
        "video",
        "videos",
        "vote",
        "votes",
    ];
    let head = said.source().map_or("", |it| it.head.of(&said.paragraph.reading.passage.lower));
    said.kind() == Some(SourceKind::Described) && FINDINGS.contains(&head)
}

/// With "to" behind them, things to do and no things to say.
const ACTS: &[&str] = &[
    "agree", "agreed", "agreeing", "agrees", "plan", "planned", "planning", "plans", "refuse", "refused",
    "refuses", "refusing", "seek", "seeking", "seeks", "sought", "tried", "tries", "try", "trying",
];

/// "X told OUTLET that …"
fn told_outlet<'a>(said: &Said<'a>) -> Option<Chain<'a>> {
    let hearer = said.attribution.hearer.as_ref().filter(|it| it.kind == SourceKind::Outlet)?;
    let own = said.source()?;
    let text = &said.paragraph.reading.passage.text;
    Some(Chain { first: own.span.of(text), outlet: hearer.span.of(text), span: own.span.join(hearer.span) })
}

fn finding(said: &Said, chain: Chain) -> Finding {
    // A clause behind a name ends with a comma, "told NBC's Today show" with whose it is.
    let plain = |it: &'_ str| {
        let it = it.trim_end_matches(',');
        it.strip_suffix("'s").or_else(|| it.strip_suffix("’s")).unwrap_or(it).to_owned()
    };
    let path = format!("{} → {} → you", plain(chain.first), plain(chain.outlet));
    let message = format!("Second-hand: {path}. Find the original, or link the report.");
    let end = said.sentence_end();
    let original = Fix::Insert {
        at: end,
        text: " [TK: original statement]".to_owned(),
        title: "Ask for the original".to_owned(),
    };
    let fixes = vec![Fix::Cite { at: end }, original];
    Finding { fixes, note: path, ..RULE.finding(said.paragraph.document(chain.span), message) }
}
