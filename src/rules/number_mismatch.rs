//! # number-mismatch
//!
//! The cited source does not have this number.
//!
//! A number that cites a source should stand in it.
//! Other spellings are the same number (“3,000”, “3000”, “three thousand”), and a round number may stand for an exact one.
//! The scale and what is counted belong to it: 24 billion is not 24 million, three percentage points are not three percent, and “$12” does not stand on 12 March.
//! A number in words is asked about only where the source has another of the same thing: “three officials” may be your own count.
//!
//! ```source budget
//! The bridge cost 24 million euros, the auditors wrote, and 2,987 people cross it each day.
//! It was opened in 1998. Twelve cables were replaced, about 41.3 percent.
//! ```
//!
//! ```article
//! The bridge cost 42 million euros [@budget].
//!                 ^^ has no 42: the nearest there is 24
//! ```
//!
//! ```article
//! The bridge was opened in 1989 [@budget].
//!                          ^^^^ the nearest there is 1998
//! ```
//!
//! ```article
//! Fully 45 percent of the cables were replaced [@budget].
//!       ^^ has no 45
//! ```
//!
//! ```article
//! The bridge cost 24 billion euros [@budget].
//!                 ^^^^^^^^^^^^^^^^ the nearest there is 24 million euros
//! ```
//!
//! ```article
//! Of its cables, fourteen cables were replaced [@budget].
//!                ^^^^^^^^ the nearest there is Twelve
//! ```
//!
//! ```article
//! The cables, 41.3% of them, cost €24m in all [@budget].
//! ```
//!
//! ```article
//! About 3,000 people cross the bridge each day, and 12 cables were replaced [@budget].
//! ```
//!
//! ```article
//! The bridge was opened in the 1990s; 41 percent of the cables are new [@budget].
//! ```
//!
//! ```article
//! The tunnel cost 42 million euros [@ministry].
//! ```
//!
//! What helps: take the source's number, or cite the source that has yours.

use super::{Check, Context, Finding, Fix, Limit, Related, Rule, Severity, cited, cited::Cited};
use crate::{sources::matching::Doubt, text::Edit};

pub const RULE: Rule = Rule {
    code: "number-mismatch",
    severity: Severity::Warning,
    source: include_str!("number_mismatch.rs"),
    check: Check::Whole(check),
    limit: Limit::Each,
};

fn check(context: &Context) -> Vec<Finding> {
    cited::cited(context).iter().flat_map(|it| in_sentence(context, it)).collect()
}

fn in_sentence(context: &Context, cited: &Cited) -> Vec<Finding> {
    let doubts = context.texts.doubts(cited.words(), &cited.sources);
    doubts
        .iter()
        .filter(|it| !cited.is_quoted(context, it.span))
        .map(|it| finding(context, cited, it))
        .collect()
}

fn finding(context: &Context, cited: &Cited, doubt: &Doubt) -> Finding {
    let number = doubt.span.of(cited.words());
    let span = cited.paragraph.document(cited.prose(doubt.span));
    let mut message = format!("{} has no {number}", cited.names(context));
    let (mut fixes, mut related) = (Vec::new(), Vec::new());
    if let Some((source, place)) = doubt.nearest {
        let other = context.texts.sources()[source].words(place);
        message += &format!(": the nearest there is {other}");
        related.push(Related::new(&context.texts.sources()[source], place));
        let edits = vec![Edit::replace(span, other)];
        fixes.push(Fix::Rewrite { edits, title: format!("Replace with {other}") });
    }
    Finding { fixes, related, ..RULE.finding(span, message + ".") }
}
