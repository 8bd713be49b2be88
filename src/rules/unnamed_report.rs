//! # unnamed-report
//!
//! Reports are invoked, and no outlet or document is named.
//!
//! “Media reports suggest” asks the reader to trust a paper that cannot be looked up.
//! News agencies credit the outlet whose facts they did not gather, and say so when nobody has confirmed them.
//!
//! ```article
//! Media reports suggest 200 were hurt.
//! ^^^^^^^^^^^^^ Which reports?
//! ```
//!
//! ```article
//! The minister resigned amid reports of a rift.
//!                            ^^^^^^^ Which reports?
//! ```
//!
//! ```article
//! According to local media, the dam was empty.
//!              ^^^^^^^^^^^ Which reports?
//! ```
//!
//! ```article
//! Reports indicate that two cables have been replaced.
//! ^^^^^^^ Which reports?
//! ```
//!
//! ```article
//! Two cables have been replaced, according to press reports.
//!                                             ^^^^^^^^^^^^^ Which reports?
//! ```
//!
//! A name settles it:
//!
//! ```article
//! Reuters reports that 200 were hurt.
//! ```
//!
//! ```article
//! Reports in the Harbour Gazette suggest 200 were hurt.
//! ```
//!
//! A report that the text has introduced may go on speaking:
//!
//! ```article
//! The audit office's report says the dam was empty. The report adds that nobody looked.
//! ```
//!
//! ```article
//! The commander reports to the board, and the paper reports on it.
//! ```
//!
//! ```article
//! [Media reports](https://example.org/gate) suggest 200 were hurt.
//! ```
//!
//! What helps: name the outlet, link it, or say that nobody has confirmed it.

use super::{Check, Context, Finding, Fix, Limit, Rule, Said, Severity};
use crate::reading::{EntityKind, SourceKind};

pub const RULE: Rule = Rule {
    code: "unnamed-report",
    severity: Severity::Warning,
    source: include_str!("unnamed_report.rs"),
    check: Check::Whole(check),
    limit: Limit::Each,
};

fn check(context: &Context) -> Vec<Finding> {
    let reports = context.said().filter(|it| it.kind() == Some(SourceKind::Report));
    reports.filter(|it| !is_named(it) && !it.is_cited()).filter_map(|it| finding(&it)).collect()
}

/// "reports in the Harbour Gazette", "reports by Reuters": a name right behind, before the verb.
fn is_named(said: &Said) -> bool {
    let Some(source) = said.source() else { return false };
    let reading = said.paragraph.reading;
    let until = said
        .attribution
        .cue
        .iter()
        .map(|it| it.start)
        .filter(|it| *it > source.span.start)
        .max()
        .unwrap_or(source.span.end);
    let owner = reading.mentions.iter().any(|it| {
        it.kind == EntityKind::Org
            && it.span.start >= source.span.start
            && it.span.end <= until.max(source.span.end)
    });
    let next = reading.passage.token_at(source.span.end);
    let filed = matches!(reading.passage.word(next), "from" | "by" | "in")
        && reading.passage.form(next + 1).chars().any(char::is_alphabetic);
    owner || filed
}

fn finding(said: &Said) -> Option<Finding> {
    let source = said.source()?;
    let span = said.paragraph.document(source.span);
    let figure = said.figure();
    let message = match &figure {
        Some(figure) => format!("Which reports? Name or link them: “{figure}” hangs on them."),
        None => "Which reports? Name or link them, or say that nobody has confirmed it.".to_owned(),
    };
    let placeholder = "[outlet?]".to_owned();
    let fixes = vec![Fix::NameOutlet { span, placeholder }, Fix::Cite { at: said.sentence_end() }];
    let note = "Nothing in this article names the outlet or document behind these reports.".to_owned();
    Some(Finding { fixes, note, ..RULE.finding(span, message) })
}
