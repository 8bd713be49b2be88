//! # inconsistent-figure
//!
//! The same quantity has two values, or the parts are more than the whole.
//!
//! Readers notice a figure that has changed on the way, and believe neither.
//! Fact-checkers add up every sum and lay figures of one thing side by side.
//!
//! ```article
//! The army sent 3,000 troops to the border. It is not known why the 2,500 troops were sent.
//!                                                                   ^^^^^^^^^^^^ “3,000 troops”
//! ```
//!
//! ```article
//! Of 40 members, 22 voted yes and 19 no.
//!    ^^^^^^^^^^ 22 and 19 make 41
//! ```
//!
//! ```article
//! The fire destroyed 410 wooden houses. By noon the 401 wooden houses were gone.
//!                                                   ^^^^^^^^^^^^^^^^^ “410 wooden houses”
//! ```
//!
//! ```article
//! Of the 120 seats, 61 went to the Greens and 62 to the farmers.
//!        ^^^^^^^^^ 61 and 62 make 123
//! ```
//!
//! ```article
//! The scheme housed 1,200 young families. Ana Cho, a clerk, kept a list of the 1,020 young families.
//!                                                                              ^^^^^^^^^^^^^^^^^^^^ “1,200 young families”
//! ```
//!
//! Another time, another share and a rounded value are no contradiction:
//!
//! ```article
//! The army sent 3,000 troops in May. The 2,500 troops of June came by rail.
//! ```
//!
//! ```article
//! About 3,000 houses burned. The list of the 2,987 houses hangs in the hall.
//! ```
//!
//! ```article
//! The army sent 3,000 troops. Another 2,500 troops followed, and 200 of the 500 trucks broke down.
//! ```
//!
//! ```article
//! Of 40 members, 22 voted yes and 17 no.
//! ```
//!
//! ```article
//! The fire destroyed 410 houses and damaged 401 sheds.
//! ```
//!
//! What helps: look both up, make them equal, or say what has changed.

use super::{Check, Context, Finding, Fix, Limit, Placed, Related, Rule, Severity, Spot, voice};
use crate::{
    article::Paragraph,
    language::{Class, Passage, Shape},
    reading::Reading,
    text::Span,
};

pub const RULE: Rule = Rule {
    code: "inconsistent-figure",
    severity: Severity::Warning,
    source: include_str!("inconsistent_figure.rs"),
    check: Check::Together { find, judge },
    limit: Limit::Each,
};

/// "the 2,500 troops": told before.
const DEFINITE: usize = 1;
/// A first telling.
const PLAIN: usize = 0;
/// "Of 40 members, 22 …": the parts stand behind.
const PARTS: usize = 2;

fn find(reading: &Reading) -> Vec<Spot> {
    let passage = &reading.passage;
    let numbers = (0..passage.tokens.len()).filter(|it| value(passage, *it).is_some());
    numbers
        .flat_map(|it| [quantity(passage, it), whole(passage, it)].into_iter().flatten())
        .map(|(tokens, kind)| voice::spot(reading, tokens, kind))
        .filter(|it| !voice::is_quoted(reading, it.span))
        .collect()
}

/// A whole number in digits that counts something.
fn value(passage: &Passage, at: usize) -> Option<u64> {
    let token = passage.tokens.get(at).filter(|it| it.shape == Shape::Number)?;
    let form = token.span.of(&passage.text);
    let plain = form.bytes().all(|it| it.is_ascii_digit() || it == b',');
    let year = form.len() == 4 && (form.starts_with("19") || form.starts_with("20"));
    (plain && !year).then(|| form.replace(',', "").parse().ok()).flatten()
}

/// "3,000 troops", "410 wooden houses": a count of a hundred or more with the words for what is counted.
fn quantity(passage: &Passage, at: usize) -> Option<(std::ops::Range<usize>, usize)> {
    const LEAST: u64 = 100;
    let before = passage.word(at.wrapping_sub(1));
    let fresh = matches!(
        before,
        "another"
            | "additional"
            | "more"
            | "other"
            | "extra"
            | "further"
            | "to"
            | "than"
            | "$"
            | "£"
            | "€"
            | "no."
            | "-"
            | "–"
            | "only"
            | "first"
            | "last"
            | "next"
            | "of"
            | "for"
            | "every"
            | "remaining"
            | "top"
    );
    if value(passage, at)? < LEAST || fresh {
        return None;
    }
    let end = phrase_end(passage, at + 1)?;
    let kind = if before == "the" { DEFINITE } else { PLAIN };
    Some((at..end, kind))
}

/// One noun, with up to two words before it; nothing that makes it a share, a unit or a time.
fn phrase_end(passage: &Passage, start: usize) -> Option<usize> {
    const LONGEST: usize = 3;
    const UNITS: &[&str] = &[
        "acres",
        "billion",
        "cents",
        "days",
        "degrees",
        "dollars",
        "euros",
        "feet",
        "hours",
        "kilometers",
        "kilometres",
        "km",
        "meters",
        "metres",
        "miles",
        "million",
        "minutes",
        "months",
        "people",
        "percent",
        "points",
        "pounds",
        "times",
        "tons",
        "trillion",
        "votes",
        "weeks",
        "words",
        "years",
        "yards",
        "delegates",
        "thousand",
        "hundred",
        "followers",
        "pages",
    ];
    let plain = |at: usize| {
        passage.tokens.get(at).is_some_and(|it| {
            it.shape == Shape::Lower
                && (it.class - Class::ROLE).is_empty()
                && !passage.word(at).ends_with("ed")
        })
    };
    let end = (start..start + LONGEST).take_while(|it| plain(*it)).last()? + 1;
    let noun = passage.word(end - 1);
    (noun.ends_with('s')
        && !(start..end).any(|it| UNITS.contains(&passage.word(it)))
        && passage.word(end) != "-"
        || noun == "troops")
        .then_some(end)
}

/// "Of 40 members, 22 voted yes and 19 no": the number of members.
fn whole(passage: &Passage, at: usize) -> Option<(std::ops::Range<usize>, usize)> {
    let of = at.checked_sub(1).map(|it| if passage.word(it) == "the" { it.saturating_sub(1) } else { it })?;
    let opens = passage.word(of) == "of" && passage.sentences[passage.sentence_of(at)].tokens.start == of;
    let end = (at + 1..at + 5).find(|it| passage.word(*it) == ",")?;
    (opens && end > at + 1).then_some((at..end, PARTS))
}

fn judge(context: &Context, placed: &[Placed]) -> Vec<Finding> {
    let mut findings = Vec::new();
    for (index, it) in placed.iter().enumerate() {
        let paragraph = context.article.paragraph(it.paragraph);
        match it.spot.detail {
            PARTS => findings.extend(too_many(&paragraph, it.spot)),
            DEFINITE => findings.extend(told_otherwise(context, &paragraph, it.spot, &placed[..index])),
            _ => {}
        }
    }
    findings
}

fn too_many(paragraph: &Paragraph, spot: &Spot) -> Option<Finding> {
    let passage = &paragraph.reading.passage;
    let whole = passage.token_at(spot.span.start);
    let end = passage.sentences[spot.sentence].tokens.end;
    let parts: Vec<u64> =
        (passage.token_at(spot.span.end)..end).filter_map(|it| value(passage, it)).collect();
    let shares = (whole..end)
        .any(|it| matches!(passage.word(it), "%" | "percent" | "both" | "also" | "$" | "million" | "per"));
    let (total, sum) = (value(passage, whole)?, parts.iter().sum::<u64>());
    // Two or three parts of one whole; each must fit in it by itself.
    if shares || !(2..=3).contains(&parts.len()) || sum <= total || parts.iter().any(|it| *it > total) {
        return None;
    }
    let listed: Vec<String> = parts.iter().map(u64::to_string).collect();
    let message = format!("The parts are more than the whole: {} make {sum}, not {total}.", joined(&listed));
    let note = "Count again, or say who is counted twice.".to_owned();
    Some(Finding { note, ..RULE.finding(paragraph.document(spot.span), message) })
}

fn joined(parts: &[String]) -> String {
    match parts.split_last() {
        Some((last, rest)) => format!("{} and {last}", rest.join(", ")),
        None => String::new(),
    }
}

/// "the 2,500 troops" where 3,000 were told, and nothing says that time has passed or somebody else counted.
fn told_otherwise(
    context: &Context,
    paragraph: &Paragraph,
    spot: &Spot,
    before: &[Placed],
) -> Option<Finding> {
    let passage = &paragraph.reading.passage;
    let (number, noun) = parted(passage, spot);
    let other = before.iter().rev().filter(|it| it.spot.detail != PARTS).find_map(|it| {
        let other = context.article.paragraph(it.paragraph);
        let (value, words) = parted(&other.reading.passage, it.spot);
        (words == noun).then_some((other, it.spot, value?))
    })?;
    let (there, told, value) = other;
    let number = number?;
    let same_sentence = there.index == paragraph.index && told.sentence == spot.sentence;
    if same_sentence
        || number == value
        || number.max(value) > 2 * number.min(value)
        || is_rounded(number, value)
    {
        return None;
    }
    if times(&there, told) != times(paragraph, spot) {
        return None;
    }
    let sources = [source(context, &there, told), source(context, paragraph, spot)];
    let differ = sources[0] != sources[1] && sources.iter().all(Option::is_some);
    let span = paragraph.document(spot.span);
    let earlier = context.article.shown(there.document(told.span));
    let message = if differ {
        format!("The sources differ: “{earlier}” stands above. Say so, or tell which is right.")
    } else {
        format!("“{earlier}” stands above. Which is right?")
    };
    let first = there.document(passage_span(&there, told));
    let here = paragraph.document(passage_span(paragraph, spot));
    let number = context.article.shown(first);
    let title = format!("Make it {number}");
    let fixes = vec![Fix::replace([here], &number, title)];
    let severity = if differ { Severity::Information } else { RULE.severity };
    let note = format!("In order: “{earlier}”, “{}”.", context.article.shown(span));
    let related = vec![Related::here(there.document(told.span), format!("“{earlier}”"))];
    Some(Finding { fixes, note, severity, related, ..RULE.finding(span, message) })
}

/// The number of a quantity and the words for what is counted.
fn parted<'a>(passage: &'a Passage, spot: &Spot) -> (Option<u64>, &'a str) {
    let first = passage.token_at(spot.span.start);
    let noun = passage.tokens[first].span.end;
    (value(passage, first), passage.lower[noun..spot.span.end].trim())
}

/// The number alone.
fn passage_span(paragraph: &Paragraph, spot: &Spot) -> Span {
    let passage = &paragraph.reading.passage;
    passage.tokens[passage.token_at(spot.span.start)].span
}

/// Whether one is the other, rounded: 3,000 and 2,987.
fn is_rounded(one: u64, two: u64) -> bool {
    const NEAR: u64 = 20;
    one.abs_diff(two) * NEAR <= one.max(two)
        && [100, 1_000, 10_000].iter().any(|unit| {
            let round = |it: u64| (it + unit / 2) / unit * unit;
            (one % unit == 0) != (two % unit == 0) && one.max(two) >= *unit && round(one) == round(two)
        })
}

/// The days, months and years that a sentence names: of another time, another number.
fn times(paragraph: &Paragraph, spot: &Spot) -> Vec<String> {
    let passage = &paragraph.reading.passage;
    let tokens = passage.sentences[spot.sentence].tokens.clone();
    let time = |it: &usize| {
        let token = passage.tokens[*it];
        let form = token.span.of(&passage.text);
        let year = token.shape == Shape::Number
            && form.len() == 4
            && (form.starts_with("19") || form.starts_with("20"));
        token.class.intersects(Class::MONTH | Class::WEEKDAY) && token.shape == Shape::Title || year
    };
    tokens.filter(time).map(|it| passage.word(it).to_owned()).collect()
}

/// Who tells it.
fn source(context: &Context, paragraph: &Paragraph, spot: &Spot) -> Option<usize> {
    let by = context.article.support(paragraph.index, spot.sentence).by?;
    context.article.attributions()[by].speaker
}
