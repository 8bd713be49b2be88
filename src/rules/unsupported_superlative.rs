//! # unsupported-superlative
//!
//! The first, the largest, the only, the worst since: and nobody has measured.
//!
//! A superlative is a claim about everything else of its kind, and few writers have looked at all of it.
//! Fact-checkers look these up first; encyclopedia editors call them peacock terms.
//!
//! ```article
//! It is the largest harbour in the region, and it is full.
//!       ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ By whose count?
//! ```
//!
//! ```article
//! Lena Brandt, a captain, is the first woman ever to lead the force.
//!                            ^^^^^^^^^^^^^^^^^^^^ By whose count?
//! ```
//!
//! ```article
//! The valley has seen its worst drought since the war.
//!                     ^^^^^^^^^^^^^^^^^^^^^^^ By whose count?
//! ```
//!
//! ```article
//! Norlift runs the only ferry in the country that sails all night.
//!              ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ By whose count?
//! ```
//!
//! ```article
//! It was the most expensive bridge in history.
//!        ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ By whose count?
//! ```
//!
//! Whoever measured may be named, and a rank among few is no boast:
//!
//! ```article
//! It is the largest harbour in the region, according to the port authority.
//! ```
//!
//! ```article
//! The first question was about the levy, and the first of three ferries sank.
//! ```
//!
//! ```article
//! It is [the largest harbour in the region](https://example.org/ports).
//! ```
//!
//! ```article
//! “It is the largest harbour in the region,” said Dana Ruiz, a pilot.
//! ```
//!
//! ```article
//! She took the latest train in the hope of a seat, and did her best in the exam.
//! ```
//!
//! What helps: say who counted, cite the list, or limit the scope to what you have checked.

use super::{Check, Context, Finding, Fix, Limit, Rule, Severity, Spot, voice};
use crate::{
    article::{Paragraph, Status},
    language::{Class, Passage, Shape},
    reading::Reading,
    text::Span,
};

pub const RULE: Rule = Rule {
    code: "unsupported-superlative",
    severity: Severity::Hint,
    source: include_str!("unsupported_superlative.rs"),
    check: Check::Phrases { find, judge },
    limit: Limit::OncePerParagraph,
};

/// Degrees that a list would have to prove.
const DEGREES: &[&str] = &[
    "best",
    "biggest",
    "busiest",
    "cheapest",
    "costliest",
    "deadliest",
    "deepest",
    "driest",
    "fastest",
    "finest",
    "first",
    "greatest",
    "heaviest",
    "highest",
    "hottest",
    "largest",
    "longest",
    "lowest",
    "most",
    "newest",
    "oldest",
    "only",
    "poorest",
    "richest",
    "safest",
    "slowest",
    "smallest",
    "strongest",
    "tallest",
    "toughest",
    "weakest",
    "wealthiest",
    "worst",
    "youngest",
];

/// All that there is: what a superlative is measured against.
const WHOLES: &[&str] = &[
    "city",
    "continent",
    "country",
    "county",
    "history",
    "kingdom",
    "land",
    "nation",
    "planet",
    "province",
    "region",
    "state",
    "town",
    "valley",
    "world",
];

fn find(reading: &Reading) -> Vec<Spot> {
    let passage = &reading.passage;
    let degrees = (0..passage.tokens.len()).filter(|it| is_degree(passage, *it));
    degrees
        .filter_map(|it| Some(voice::spot(reading, it - 1..scope(passage, it)?, it)))
        .filter(|it| !voice::is_quoted(reading, it.span) && !voice::is_vouched(reading, it.span))
        .filter(|it| !voice::somebody_speaks(reading, it.sentence))
        .collect()
}

/// A degree behind "the", "its" or "Norway’s".
fn is_degree(passage: &Passage, at: usize) -> bool {
    let word = passage.word(at);
    if at == 0 || !DEGREES.contains(&word) || passage.tokens[at].shape == Shape::Upper {
        return false;
    }
    let before = passage.word(at - 1);
    let determined = matches!(before, "the" | "its" | "’s" | "'s" | "their");
    // "One of the largest", "among the first", "perhaps the only" claim less.
    let hedged = (at.saturating_sub(4)..at).any(|it| {
        matches!(
            passage.word(it),
            "of" | "among" | "amongst" | "perhaps" | "maybe" | "probably" | "if" | "not"
        )
    });
    let joined = passage.word(at + 1) == "-";
    // "Since the first case in the country": when, and no boast.
    let dates =
        word == "first" && at > 1 && matches!(passage.word(at - 2), "since" | "after" | "before" | "until");
    determined
        && !hedged
        && !joined
        && !dates
        && !is_price(passage, at)
        && !is_ranked(passage, at)
        && passage.sentence_of(at) == passage.sentence_of(at - 1)
}

/// "Wheat closed at the highest price since May": every exchange publishes it.
fn is_price(passage: &Passage, degree: usize) -> bool {
    const TRADED: &[&str] =
        &["barrel", "bushel", "closed", "futures", "index", "ounce", "shares", "stocks", "traded"];
    let mut tokens = passage.sentences[passage.sentence_of(degree)].tokens.clone();
    let priced = (degree + 1..degree + 4)
        .any(|it| matches!(passage.word(it), "price" | "prices" | "level" | "levels" | "close" | "since"));
    matches!(passage.word(degree), "highest" | "lowest" | "biggest" | "largest")
        && priced
        && tokens.any(|it| TRADED.contains(&passage.word(it)))
}

/// "The list ranks it as the oldest in the country": the list has counted.
fn is_ranked(passage: &Passage, degree: usize) -> bool {
    const LISTS: &[&str] = &["index", "list", "ranking", "rankings", "survey", "table"];
    let start = passage.sentences[passage.sentence_of(degree)].tokens.start;
    let ranks = (start..degree).rev().find(|it| {
        matches!(
            passage.word(*it),
            "ranks" | "ranked" | "lists" | "listed" | "names" | "named" | "puts" | "places"
        )
    });
    ranks.is_some_and(|it| (start..it).any(|it| LISTS.contains(&passage.word(it))))
}

/// Where the scope that a superlative claims ends, as a token; None where it claims none.
fn scope(passage: &Passage, degree: usize) -> Option<usize> {
    const NEAR: usize = 7;
    let end = passage.sentences[passage.sentence_of(degree)].tokens.end.min(degree + NEAR);
    let counts = !matches!(passage.word(degree), "first" | "only");
    for at in degree + 1..end {
        match passage.word(at) {
            "ever" => return Some(at + 1),
            "since" if counts => return Some(at + 1),
            "in" | "on" | "of" if at > degree + 1 || counts => {
                if let Some(end) = whole(passage, at) {
                    return Some(end);
                }
            }
            "," | ";" | ":" | "—" | "–" | "(" | "that" | "who" | "which" | "and" | "or" | "but" => {
                return None;
            }
            _ => {}
        }
    }
    None
}

/// "in the country", "in the world", "in history", "on record": the end of it.
fn whole(passage: &Passage, preposition: usize) -> Option<usize> {
    let next = preposition + 1;
    let determined = passage.tokens.get(next)?.class.contains(Class::DETERMINER);
    let noun = if determined { next + 1 } else { next };
    let word = passage.word(noun);
    let known = match passage.word(preposition) {
        "on" => matches!(word, "record" | "earth"),
        "of" => passage.word(next) == "the" && word == "century" || word == "all",
        _ => WHOLES.contains(&word) && (determined || word == "history"),
    };
    known.then_some(noun + 1)
}

fn judge(context: &Context, paragraph: &Paragraph, spot: &Spot) -> Option<Finding> {
    if context.status(paragraph.index, spot.sentence) != Status::OwnVoice {
        return None;
    }
    let span = paragraph.document(spot.span);
    let words = context.article.shown(span);
    let message = format!("By whose count? Say who measured “{words}”, cite it, or limit the scope.");
    let end = paragraph.document(Span::at(super::sentence_end(paragraph, spot.sentence))).start;
    let fixes = vec![
        Fix::Cite { at: end },
        Fix::Attribute { at: end },
        Fix::Insert {
            at: end,
            text: ", according to [TK: who measured]".to_owned(),
            title: "Say by whose count".to_owned(),
        },
        Fix::Insert {
            at: span.end,
            text: " [TK: of which?]".to_owned(),
            title: "Limit the scope".to_owned(),
        },
    ];
    let note = format!("“{words}” compares with everything of its kind, and no source in this sentence has.");
    Some(Finding { fixes, note, ..RULE.finding(span, message) })
}
