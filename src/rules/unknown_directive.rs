//! # unknown-directive
//!
//! A comment to onrecord says something that onrecord does not understand.
//!
//! A directive with a slip in it is obeyed by nobody, and its writer believes that it is.
//!
//! ```article
//! The bridge is old. <!-- onrecord: ignroe -->
//!                    ^^^^^^^^^^^^^^^^^^^^^^^^^ Did you mean “ignore”?
//! ```
//!
//! ```article
//! The bridge is old. <!-- onrecord: ignore unnamed-reports: they are named below -->
//!                    ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ Did you mean “unnamed-report”?
//! ```
//!
//! ```article
//! The bridge is old. <!-- onrecord: of vague-source -->
//!                    ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ Did you mean “off”?
//! ```
//!
//! ```article
//! The bridge is old. <!-- onrecord: ignore vage-source -->
//!                    ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ Did you mean “vague-source”?
//! ```
//!
//! ```article
//! The bridge is old. <!-- onrecord: ignore-para -->
//!                    ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ Did you mean “ignore-paragraph”?
//! ```
//!
//! These are understood:
//!
//! ```article
//! The bridge is old. <!-- onrecord: ignore vague-source: everybody knows them -->
//! ```
//!
//! ```article
//! The bridge is old. <!-- onrecord: ignore-paragraph -->
//! ```
//!
//! ```article
//! The bridge is old. <!-- onrecord: off vague-source, unnamed-report -->
//! ```
//!
//! ```article
//! The bridge is old. <!-- a note to the desk -->
//! ```
//!
//! ```article
//! The bridge is old. <!-- onrecord: ignore-file relative-time -->
//! ```
//!
//! What helps: one of `ignore`, `ignore-paragraph`, `ignore-file`, `off` and `on`, then the codes of rules, then a
//! colon and the reason.

use super::{Check, Context, Finding, Limit, Rule, Severity, directives::directives};

pub const RULE: Rule = Rule {
    code: "unknown-directive",
    severity: Severity::Warning,
    source: include_str!("unknown_directive.rs"),
    check: Check::Whole(check),
    limit: Limit::Each,
};

fn check(context: &Context) -> Vec<Finding> {
    let (_, complaints) = directives(context.article);
    complaints.into_iter().map(|(span, why)| RULE.finding(span, why)).collect()
}
