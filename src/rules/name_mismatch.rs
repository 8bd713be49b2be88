//! # name-mismatch
//!
//! The cited source does not have this name.
//!
//! A person or an organisation that the source never names may be a slip, or may be known to you from elsewhere.
//! One word of the name in the source is enough.
//!
//! ```source budget
//! The bridge cost 24 million euros, Ana Cho of the audit office wrote.
//! The repairs were done by Norlift, a company from Lisbon.
//! ```
//!
//! ```article
//! The bridge cost 24 million euros, wrote Dana Ruiz of the audit office [@budget].
//!                                         ^^^^^^^^^ “Dana Ruiz”
//! ```
//!
//! ```article
//! According to Peter Okoro, the bridge cost 24 million euros [@budget].
//!              ^^^^^^^^^^^ “Peter Okoro”
//! ```
//!
//! ```article
//! The bridge was mended, and Maria Lund paid for it [@budget].
//!                            ^^^^^^^^^^ “Maria Lund”
//! ```
//!
//! ```article
//! The bridge cost 24 million euros, Cho wrote [@budget].
//! ```
//!
//! ```article
//! Dana Ruiz crosses the bridge every day.
//! ```
//!
//! ```article
//! Dana Ruiz mended the bridge [@ministry].
//! ```
//!
//! What helps: take the source's name, or cite the source that has yours.

use super::{Check, Context, Finding, Limit, Rule, Severity, cited, cited::Cited};
use crate::{
    reading::{EntityKind, Form, Mention},
    sources::lists::Role,
};

pub const RULE: Rule = Rule {
    code: "name-mismatch",
    severity: Severity::Hint,
    source: include_str!("name_mismatch.rs"),
    check: Check::Whole(check),
    limit: Limit::Each,
};

fn check(context: &Context) -> Vec<Finding> {
    cited::cited(context).iter().flat_map(|it| in_sentence(context, it)).collect()
}

fn in_sentence(context: &Context, cited: &Cited) -> Vec<Finding> {
    let reading = cited.paragraph.reading;
    let here = reading.mentions.iter().filter(|it| cited.sentence.covers(it.span) && is_told(it));
    let missing = here.filter(|it| {
        let words = it.span.of(&reading.passage.text);
        !cited.sources.iter().any(|source| names(context, *source, words))
    });
    missing
        .map(|it| {
            let name = it.span.of(&reading.passage.text);
            let message = format!("{} does not name “{name}”.", cited.names(context));
            RULE.finding(cited.paragraph.document(it.span), message)
        })
        .collect()
}

/// Whether a source has a word of a name: in its text, before what somebody says, in what is known about it.
fn names(context: &Context, source: usize, name: &str) -> bool {
    let indexed = &context.texts.sources()[source];
    let shares = |it: &str| {
        it.split_whitespace().any(|it| name.split_whitespace().any(|word| word.eq_ignore_ascii_case(it)))
    };
    let mut labels = indexed.read.text.places.iter().filter_map(|it| it.speaker.as_deref());
    let about = || {
        let Some(it) = context.texts.source(&indexed.key) else { return false };
        let authors = it.people(Role::Author).iter().map(ToString::to_string);
        authors.chain(it.speaker()).chain([it.name()]).any(|it| shares(&it))
    };
    indexed.has_any(name) || labels.any(shares) || about()
}

fn is_told(mention: &Mention) -> bool {
    mention.form == Form::Name && mention.kind == EntityKind::Person
}
