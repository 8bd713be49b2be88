//! # quote-tidied
//!
//! A quotation leaves out what says nothing, or writes a number in another way.
//!
//! People say “um”, begin again and repeat themselves; some houses print every sound, others tidy it away.
//! onrecord tells which is which: what is left out here is a filler, a false start or a word said twice, and no negation, number, name or other word is lost.
//! A house that tidies says so once, with `quotations = "tidied"` in `onrecord.toml`, and hears of it no more.
//!
//! ```source tape
//! So we, um, we knew in January that the, uh, the gate was leaking, you know, badly.
//! We spent five million dollars on the pumps and two of them had, uh, had no pressure left.
//! It's too late, and I- I asked the board about it. We were, um, never told.
//! ```
//!
//! ```article
//! “We knew in January that the gate was leaking badly,” Ana Cho said.
//! ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ without “uh”, “the”, “you know”
//! ```
//!
//! ```article
//! “We spent $5 million on the pumps,” Ana Cho said.
//! ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ “$5 million” for “five million dollars”
//! ```
//!
//! ```article
//! “Two of them had no pressure left,” Ana Cho said [@tape].
//! ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ without “uh”
//! ```
//!
//! ```article
//! “It is too late, and I asked the board about it,” Ana Cho said.
//! ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ “It is” for “It's”
//! ```
//!
//! ```article
//! “We were never told,” Ana Cho said [@tape].
//! ^^^^^^^^^^^^^^^^^^^^^ without “um”
//! ```
//!
//! Words that say something are `quote-altered`:
//!
//! ```article
//! “We were told,” Ana Cho said [@tape].
//! ```
//!
//! ```article
//! “We knew that the gate was leaking badly,” Ana Cho said of the old gate.
//! ```
//!
//! ```article
//! “We spent six million dollars on the pumps,” Ana Cho said.
//! ```
//!
//! ```article
//! “I asked the board about it,” Ana Cho said [@tape].
//! ```
//!
//! ```article
//! “We knew … that the … gate was leaking … badly,” Ana Cho said.
//! ```
//!
//! What helps: mark what is left out with “…”, or say in the settings that the house tidies.

use super::{Check, Context, Finding, Limit, Quotations, Quoted, Related, Rule, Severity};
use crate::sources::matching::Tidied;

pub const RULE: Rule = Rule {
    code: "quote-tidied",
    severity: Severity::Hint,
    source: include_str!("quote_tidied.rs"),
    check: Check::Whole(check),
    limit: Limit::Each,
};

/// More differences than this are not told one by one.
const TOLD: usize = 4;

fn check(context: &Context) -> Vec<Finding> {
    if context.settings.quotations == Quotations::Tidied {
        return Vec::new();
    }
    context.quoted().iter().filter_map(|it| finding(it, it.verdict.tidied.as_ref()?)).collect()
}

fn finding(quoted: &Quoted, tidied: &Tidied) -> Option<Finding> {
    let found = quoted.verdict.found.as_ref()?;
    let source = quoted.source(found);
    let plain = super::quoted::plain;
    let mut told: Vec<String> = Vec::new();
    if !tidied.dropped.is_empty() {
        let words: Vec<String> =
            tidied.dropped.iter().take(TOLD).map(|it| format!("“{}”", plain(it))).collect();
        let more = if tidied.dropped.len() > TOLD { " and more" } else { "" };
        told.push(format!("without {}{more}", words.join(", ")));
    }
    let respelled = tidied.respelled.iter().take(TOLD);
    told.extend(respelled.map(|(own, theirs)| format!("with “{}” for “{}”", plain(own), plain(theirs))));
    let message = format!("Tidied: as in {}, but {}.", source.name(), told.join(", "));
    let note = format!("The source: “{}”", plain(source.words(found.span)));
    let related = vec![Related::new(source, found.span)];
    Some(Finding { note, related, ..RULE.finding(quoted.span(), message) })
}
