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
//! ```article
//! Media reports suggest that two cables were replaced, which could not be independently confirmed.
//! ```
//!
//! ```article
//! Following the first reports of the fire, the harbour was closed, Ana Cho of the port said.
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
    reports
        .filter(|it| !is_named(it) && !it.is_cited(context) && !is_unconfirmed(it) && !tells_when(it))
        .filter(|it| !is_of_the_state(it) && !is_put_right(context, it))
        .filter_map(|it| finding(&it))
        .collect()
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

/// The article says itself that nobody has confirmed it.
fn is_unconfirmed(said: &Said) -> bool {
    let passage = &said.paragraph.reading.passage;
    let mut words = passage.sentences[said.sentence()].tokens.clone();
    let denied = |at: usize| {
        let before = &[at.wrapping_sub(1), at.wrapping_sub(2), at.wrapping_sub(3)];
        before.iter().any(|it| matches!(passage.word(*it), "not" | "never" | "nobody"))
    };
    words.any(|it| match passage.word(it) {
        "unconfirmed" | "unverified" => true,
        "confirmed" | "verified" => denied(it),
        _ => false,
    })
}

/// "Following the first reports of the fire": when it was, of something that the article tells of anyway.
fn tells_when(said: &Said) -> bool {
    let passage = &said.paragraph.reading.passage;
    let Some(source) = said.source() else { return false };
    let mut at = passage.token_at(source.span.start);
    while at > 0 && matches!(passage.word(at - 1), "the" | "first" | "early" | "initial") {
        at -= 1;
    }
    let behind = passage.token_at(source.span.end);
    at > 0
        && matches!(passage.word(at - 1), "after" | "following" | "since" | "before")
        && passage.word(behind) == "of"
        && matches!(passage.word(behind + 1), "the" | "this" | "that")
}

/// "In China, state media said": a state has few, and the sentence says which state.
fn is_of_the_state(said: &Said) -> bool {
    let Some(source) = said.source() else { return false };
    let reading = said.paragraph.reading;
    let span = reading.passage.sentences[said.sentence()].span;
    let mut places = reading.mentions.iter().filter(|it| it.kind == EntityKind::Place);
    source.span.of(&reading.passage.lower).contains("state media")
        && places.any(|it| span.covers(it.span) && it.span.end <= source.span.start)
}

/// "Initial reports said a sailor was killed. The coast guard later said that nobody was": told only to be put right.
fn is_put_right(context: &Context, said: &Said) -> bool {
    let early = said.source_words().to_lowercase();
    let early =
        early.split(' ').any(|it| matches!(it, "early" | "earlier" | "first" | "initial" | "preliminary"));
    let Some((paragraph, sentence)) = context.article.sentence_after(&said.paragraph, said.sentence()) else {
        return false;
    };
    let passage = &paragraph.reading.passage;
    let corrects = passage.sentences[sentence].tokens.clone().any(|it| {
        matches!(passage.word(it), "later" | "afterwards" | "but" | "however" | "instead" | "since")
    });
    early && corrects && super::voice::somebody_speaks(paragraph.reading, sentence)
}

fn finding(said: &Said) -> Option<Finding> {
    let source = said.source()?;
    let span = said.paragraph.document(source.span);
    let figure = said.figure();
    let words = said.source_words().to_lowercase();
    let what = ["rumours", "rumors"].into_iter().find(|it| words.contains(it)).unwrap_or("reports");
    let message = match &figure {
        Some(figure) => format!("Which {what}? Name or link them: “{figure}” hangs on them."),
        None => format!("Which {what}? Name or link them, or say that nobody has confirmed it."),
    };
    let placeholder = "[outlet?]".to_owned();
    let end = said.sentence_end();
    let unconfirmed = Fix::Insert {
        at: end,
        text: ", which could not be independently confirmed".to_owned(),
        title: "Say that it is unconfirmed".to_owned(),
    };
    let fixes = vec![Fix::NameOutlet { span, placeholder }, Fix::Cite { at: end }, unconfirmed];
    let note = "Nothing in this article names the outlet or document behind these reports.".to_owned();
    Some(Finding { fixes, note, ..RULE.finding(span, message) })
}
