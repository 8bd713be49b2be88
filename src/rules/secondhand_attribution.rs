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
//! What helps: link the report, cite the original statement, or confirm it yourself.

use std::collections::HashSet;

use super::{Check, Context, Finding, Fix, Limit, Rule, Said, Severity};
use crate::{
    reading::{Basis, SourceKind},
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
    for said in context.said().filter(|it| !it.is_cited()) {
        let Some(chain) = through_outlet(context, &said).or_else(|| told_outlet(&said)) else { continue };
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
    if matches!(own.kind, SourceKind::Outlet | SourceKind::Document | SourceKind::Study) {
        return None;
    }
    let text = &said.paragraph.reading.passage.text;
    let whole = parent.cue.first()?.join(outlet.span).join(own.span).join(said.attribution.cue[0]);
    Some(Chain { first: own.span.of(text), outlet: outlet.span.of(text), span: whole })
}

/// "X told OUTLET that …"
fn told_outlet<'a>(said: &Said<'a>) -> Option<Chain<'a>> {
    let hearer = said.attribution.hearer.as_ref().filter(|it| it.kind == SourceKind::Outlet)?;
    let own = said.source()?;
    let text = &said.paragraph.reading.passage.text;
    Some(Chain { first: own.span.of(text), outlet: hearer.span.of(text), span: own.span.join(hearer.span) })
}

fn finding(said: &Said, chain: Chain) -> Finding {
    // A clause behind a name ends with a comma.
    let path =
        format!("{} → {} → you", chain.first.trim_end_matches(','), chain.outlet.trim_end_matches(','));
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
