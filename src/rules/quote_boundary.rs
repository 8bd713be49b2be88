//! # quote-boundary
//!
//! A quotation is word for word, but a “not” of the source stands right outside it or under its “…”.
//!
//! Words that were cut out of a denial can say the opposite of what was meant.
//! Sometimes the sentence around them puts it right; then onrecord stays silent.
//!
//! ```source hearing
//! We will not raise the fares before the spring, I promise you that.
//! Nobody has ever asked me to close the ferry line to the islands.
//! I do believe, and I have never said otherwise, that the line will stay open.
//! ```
//!
//! ```article
//! “Raise the fares before the spring,” Ana Cho said.
//! ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ “not”
//! ```
//!
//! ```article
//! “Has ever asked me to close the ferry line to the islands,” Ana Cho said.
//! ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ “Nobody”
//! ```
//!
//! ```article
//! “I do believe … that the line will stay open,” Ana Cho said.
//! ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ “never”
//! ```
//!
//! ```article
//! “We will not raise the fares before the spring,” Ana Cho said.
//! ```
//!
//! ```article
//! Ana Cho said she would not “raise the fares before the spring”.
//! ```
//!
//! ```article
//! “I do believe, and I have never said otherwise,” Ana Cho said.
//! ```
//!
//! ```article
//! “I do believe, and I have,” Ana Cho said, “never said otherwise.”
//! ```
//!
//! What helps: begin the quotation a word earlier or end it a word later, or say what was denied in your own words.

use super::{Check, Context, Finding, Limit, Quoted, Related, Rule, Severity, rewording};
use crate::{
    sources::matching::{Cut, Found, Side, is_negation},
    text::Span,
};

pub const RULE: Rule = Rule {
    code: "quote-boundary",
    severity: Severity::Hint,
    source: include_str!("quote_boundary.rs"),
    check: Check::Whole(check),
    limit: Limit::Each,
};

/// So many words of the article before a quotation can put the denial back.
const NEAR: usize = 4;

fn check(context: &Context) -> Vec<Finding> {
    let cut = context.quoted().iter().filter(|it| !is_denied(it));
    cut.filter_map(|it| finding(it, it.verdict.found.as_ref()?, it.verdict.cut?)).collect()
}

fn finding(quoted: &Quoted, found: &Found, cut: Cut) -> Option<Finding> {
    if cut.side.is_some_and(|it| quoted.goes_on_over(found, it, cut.word)) {
        return None;
    }
    let word = quoted.source(found).words(cut.word);
    let place = match cut.side {
        Some(Side::Before) => "right before these words",
        Some(Side::Behind) => "right after these words",
        None => "under this “…”",
    };
    let message = format!(
        "{} has “{word}” {place}. Does the quotation still say what was meant?",
        quoted.source(found).name()
    );
    let fixes = rewording::extended(quoted, found, &cut).into_iter().collect();
    let related = vec![Related::new(quoted.source(found), found.span)];
    Some(Finding { fixes, related, ..RULE.finding(quoted.span(), message) })
}

/// Whether the article itself denies what it quotes: she would not “raise the fares”.
fn is_denied(quoted: &Quoted) -> bool {
    let passage = &quoted.paragraph.reading.passage;
    let opening = passage.token_at(quoted.quote.span.start);
    let sentence = passage.sentence_at(quoted.quote.span.start);
    let Some(first) = passage.sentences.get(sentence).map(|it| it.tokens.start) else { return false };
    let before = first.max(opening.saturating_sub(NEAR))..opening;
    before.into_iter().any(|it| is_negation(Span::of(passage.tokens[it].span, &passage.text)))
}
