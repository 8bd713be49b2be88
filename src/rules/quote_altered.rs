//! # quote-altered
//!
//! A quotation is not what its source says, word for word.
//!
//! What stands between quotation marks is what was said.
//! onrecord compares each quotation with the texts beside the article, in `sources/`: capital letters, the shape of the
//! marks and punctuation may differ, words may not, unless you say so with “…” or [brackets].
//!
//! ```source hearing
//! We will never sell the old harbour, whatever they offer us.
//! I told the council so in March, and nobody there objected.
//! ```
//!
//! ```article
//! “We will never sell the new harbour, whatever they offer,” Ana Cho said.
//! ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ “old” became “new”
//! ```
//!
//! ```article
//! “We will sell the old harbour, whatever they offer us,” Ana Cho said.
//! ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ “never” is left out
//! ```
//!
//! ```article
//! “I told the whole council in March,” Ana Cho said [@hearing].
//! ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ “whole” is added; “so” is left out
//! ```
//!
//! What you mark is no alteration:
//!
//! ```article
//! “We will never sell the old harbour,” Ana Cho said.
//! ```
//!
//! ```article
//! “We will never sell … whatever they offer us,” Ana Cho said.
//! ```
//!
//! ```article
//! “[T]he old harbour, whatever [investors] offer us” is what Ana Cho spoke of.
//! ```
//!
//! Left out of what was only “um”, a false start or a repeated word, a quotation is tidied and not altered: `quote-tidied` hints at that.
//!
//! What helps: use the source's words, mark what you left out or changed, or take away the quotation marks.

use super::{Check, Context, Finding, Limit, Quoted, Related, Rule, Severity, rewording};
use crate::sources::matching::{Found, Grade};

pub const RULE: Rule = Rule {
    code: "quote-altered",
    severity: Severity::Warning,
    source: include_str!("quote_altered.rs"),
    check: Check::Whole(check),
    limit: Limit::Each,
};

/// More differences than this are not told one by one.
const TOLD: usize = 3;

fn check(context: &Context) -> Vec<Finding> {
    let altered = context
        .quoted()
        .iter()
        .filter(|it| it.verdict.grade == Grade::Altered && it.verdict.tidied.is_none());
    altered.filter_map(|it| finding(it, it.verdict.found.as_ref()?)).collect()
}

fn finding(quoted: &Quoted, found: &Found) -> Option<Finding> {
    let source = quoted.source(found);
    let changes = &quoted.verdict.changes;
    let told: Vec<String> = changes.iter().take(TOLD).map(|it| told(quoted, found, it)).collect();
    let more = changes.len().saturating_sub(TOLD);
    let more = if more > 0 { format!(" and {more} more") } else { String::new() };
    let message = format!("Not word for word as in {}: {}{more}.", source.name(), told.join("; "));
    let note = format!("The source: “{}”", super::quoted::plain(source.words(found.span)));
    let related = vec![Related::new(source, found.span)];
    let fixes = rewording::fixes(quoted, found);
    Some(Finding { note, fixes, related, ..RULE.finding(quoted.span(), message) })
}

fn told(quoted: &Quoted, found: &Found, change: &crate::sources::matching::Change) -> String {
    match quoted.sides(found, change) {
        ("", source) => format!("“{source}” is left out"),
        (quote, source) if source.is_empty() => format!("“{quote}” is added"),
        (quote, source) => format!("“{source}” became “{quote}”"),
    }
}
