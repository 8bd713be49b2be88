//! # sources-disagree
//!
//! Two sources of one sentence have different numbers for the same thing.
//!
//! Who cites two sources for a sentence says that both bear it out.
//! Where one has 24 million euros and the other 31, one of them is wrong, or they count differently, and the reader should hear of it.
//! Looked at is the sentence of each source that says most of yours; other spellings are the same number, and a round or hedged one (“about 40”) stands for any that is near.
//!
//! ```source council
//! The repair of the sea gate cost 24 million euros, the council wrote.
//! The storm drove 3,000 people from their homes on the coast.
//! Some 40 boats sank in the harbour that night.
//! The fire at the cannery killed three workers.
//! The ferry company cut fares by 12 percent in spring.
//! ```
//!
//! ```source audit
//! The repair of the sea gate cost 31 million euros, according to the auditors.
//! The storm drove 2,400 people from their homes on the coast, not counting the islands.
//! In the harbour 41 boats sank that night.
//! The fire at the cannery killed five workers, its owners said.
//! The ferry company cut fares by 15% in spring.
//! ```
//!
//! ```source herald
//! The repair of the sea gate cost €24m, or 24,000,000 euros.
//! More than 2,000 people were driven from their homes on the coast by the storm.
//! In the harbour 60 boats sank that night.
//! The fire at the cannery killed 3 workers in 1998.
//! ```
//!
//! ```article
//! The repair of the sea gate cost 24 million euros [@council; @audit].
//!                                 ^^ council.txt has “24 million euros”, audit.txt has “31 million euros”
//! ```
//!
//! ```article
//! The storm drove thousands from their homes on the coast [@council; @audit].
//! ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ council.txt has “3,000 people”, audit.txt has “2,400 people”
//! ```
//!
//! ```article
//! The fire at the cannery killed three workers [@council; @audit].
//!                                ^^^^^ “three workers”, audit.txt has “five workers”
//! ```
//!
//! ```article
//! The ferry company cut its fares in spring by 15 percent [@council; @audit].
//!                                              ^^ council.txt has “12 percent”, audit.txt has “15%”
//! ```
//!
//! ```article
//! Dozens of boats sank in the harbour that night [@council; @herald].
//! ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ council.txt has “40 boats”, herald.txt has “60 boats”
//! ```
//!
//! Round numbers, other spellings and limits agree:
//!
//! ```article
//! Dozens of boats sank in the harbour that night [@council; @audit].
//! ```
//!
//! ```article
//! The repair of the sea gate cost 24 million euros [@council; @herald].
//! ```
//!
//! ```article
//! The storm drove people from their homes on the coast [@audit; @herald].
//! ```
//!
//! ```article
//! The fire at the cannery killed three workers [@council; @herald].
//! ```
//!
//! One source cannot disagree, and a sentence that gives both numbers has told its readers:
//!
//! ```article
//! The repair of the sea gate cost 24 million euros [@council]. The fire killed five workers [@audit].
//! ```
//!
//! ```article
//! The repair of the sea gate cost 24 million euros, or 31 million by the auditors' count [@council; @audit].
//! ```
//!
//! ```article
//! The council met with the auditors [@council; @audit].
//! ```
//!
//! What helps: say which source you follow and why, or give both numbers.

use super::{Check, Context, Finding, Limit, Related, Rule, Severity, cited, cited::Cited};
use crate::{
    sources::matching::{Indexed, Reported},
    text::Span,
};

pub const RULE: Rule = Rule {
    code: "sources-disagree",
    severity: Severity::Information,
    source: include_str!("sources_disagree.rs"),
    check: Check::Whole(check),
    limit: Limit::Each,
};

fn check(context: &Context) -> Vec<Finding> {
    let several = cited::cited(context).into_iter().filter(|it| it.sources.len() > 1);
    several.filter_map(|it| finding(context, &it)).collect()
}

fn finding(context: &Context, cited: &Cited) -> Option<Finding> {
    let found = context.texts.disagreement(cited.words(), &cited.sources);
    let sides = found.as_ref().as_ref()?;
    let source = |it: &Reported| -> &Indexed { &context.texts.sources()[it.source] };
    let told = sides.each_ref().map(|it| {
        let words = super::quoted::plain(source(it).words(it.words));
        format!("{} has “{words}”", source(it).name())
    });
    let message = format!("Your sources disagree: {}. Say which you follow, or give both.", told.join(", "));
    let related = sides.each_ref().map(|it| Related::new(source(it), it.sentence));
    // At the number that one of them bears out, else at the words of the sentence.
    let words = cited.words().trim_end_matches(['.', '!', '?', '…', ' ', '\n']);
    let at = cited.figure_of(sides).unwrap_or_else(|| cited.prose(Span::new(0, words.len())));
    let span = cited.paragraph.document(at);
    Some(Finding { related: related.into(), ..RULE.finding(span, message) })
}
