//! Statistics that a reader would want sourced: money, shares, counts of a hundred and more, "N times".

use std::ops::Range;

use super::{grammar::Grammar, lists::Known};
use crate::{
    language::{Class, Passage, Shape},
    text::Span,
};

/// The figures of a sentence, outside quotations, as written: "$42 million", "two-thirds of nurses".
pub(super) fn figures(grammar: &Grammar, tokens: Range<usize>) -> Vec<Span> {
    let mut out = Vec::new();
    let mut at = tokens.start;
    while at < tokens.end {
        match figure(grammar, at, &tokens) {
            Some(end) if !grammar.quoted(at) => {
                out.extend(grammar.span(at..end));
                at = end;
            }
            _ => at += 1,
        }
    }
    out
}

/// A figure with what is counted and how surely: "approximately 3,000 troops".
pub fn figure_phrase(passage: &Passage, figure: Span) -> Span {
    const HEDGES: &[&str] =
        &["approximately", "about", "nearly", "almost", "around", "some", "roughly", "over", "under"];
    const PAIRS: &[(&str, &str)] = &[
        ("more", "than"),
        ("at", "least"),
        ("less", "than"),
        ("up", "to"),
        ("as", "many"),
        ("fewer", "than"),
    ];
    let mut first = passage.token_at(figure.start);
    let mut end = passage.tokens.partition_point(|it| it.span.start < figure.end);
    let open = |at: usize| {
        passage.tokens.get(at).is_some_and(|it| {
            let word = it.shape == Shape::Lower
                && (it.class - Class::ROLE).is_empty()
                && !passage.word(at).ends_with("ed");
            word || matches!(it.shape, Shape::Title | Shape::Upper)
        })
    };
    while end < passage.tokens.len() && open(end) {
        end += 1;
    }
    if passage.word(end) == "of" && passage.form(end - 1) != "%" && open(end + 1) {
        end += 2;
    }
    let before = |at: usize| at.checked_sub(1).map_or("", |it| passage.word(it));
    if HEDGES.contains(&before(first)) {
        first -= 1;
    } else if first > 1 && PAIRS.contains(&(passage.word(first - 2), passage.word(first - 1))) {
        first -= 2;
    }
    passage.span(first..end.max(first + 1))
}

fn figure(grammar: &Grammar, at: usize, tokens: &Range<usize>) -> Option<usize> {
    money(grammar, at)
        .or_else(|| share(grammar, at))
        .or_else(|| count(grammar, at, tokens))
        .filter(|&end| end <= tokens.end)
}

fn money(grammar: &Grammar, at: usize) -> Option<usize> {
    let sign = matches!(grammar.word(at), "$" | "£" | "€" | "us$" | "¥" | "₹" | "eur" | "usd" | "gbp");
    if sign && grammar.shape(at + 1) == Shape::Number {
        // "$5" is a price; a sum worth a source has a magnitude or four digits.
        let end = magnitude(grammar, at + 2);
        return (end > at + 2
            || large(grammar.word(at + 1))
            || grammar.word(at + 1).ends_with(['m', 'n', 'k']))
        .then_some(end);
    }
    let number = grammar.shape(at) == Shape::Number || grammar.class(at).contains(Class::NUMBER_WORD);
    let end = magnitude(grammar, at + 1);
    let unit =
        matches!(grammar.word(end), "dollars" | "pounds" | "euros" | "yen" | "rupees" | "yuan" | "francs");
    (number && unit && (end > at + 1 || large(grammar.word(at)))).then_some(end + 1)
}

/// "12 percent", "two-thirds of nurses", "half of the fleet", "one in five children".
fn share(grammar: &Grammar, at: usize) -> Option<usize> {
    let number = grammar.shape(at) == Shape::Number || grammar.class(at).contains(Class::NUMBER_WORD);
    let word = grammar.word(at);
    if number && matches!(grammar.word(at + 1), "%" | "percent") {
        return Some(at + 2);
    }
    if number && grammar.word(at + 1) == "per" && grammar.word(at + 2) == "cent" {
        return Some(at + 3);
    }
    let fraction = matches!(
        word,
        "two-thirds"
            | "three-quarters"
            | "one-third"
            | "one-quarter"
            | "four-fifths"
            | "three-fifths"
            | "two-fifths"
    );
    let split = matches!(word, "two" | "three" | "one" | "four")
        && grammar.word(at + 1) == "-"
        && matches!(grammar.word(at + 2), "thirds" | "quarters" | "third" | "quarter" | "fifths");
    let after = if split { at + 3 } else { at + 1 };
    if (fraction || split || word == "half" && !is_a_part(grammar, at)) && grammar.word(after) == "of" {
        return Some(after);
    }
    if number
        && grammar.word(at + 1) == "in"
        && (grammar.shape(at + 2) == Shape::Number || grammar.class(at + 2).contains(Class::NUMBER_WORD))
        && !grammar.word(at + 2).starts_with("20")
        && !grammar.word(at + 2).starts_with("19")
        && word.len() <= 4
        && grammar.class(at + 3).is_empty()
        && !grammar.is_mark(at + 3)
    {
        return Some(at + 3);
    }
    (number
        && grammar.word(at + 1) == "times"
        && matches!(grammar.word(at + 2), "more" | "as" | "higher" | "larger" | "the" | "faster" | "less"))
    .then_some(at + 2)
}

/// "The eastern half of the island", "the first half of the year": where or when, and nobody has counted.
fn is_a_part(grammar: &Grammar, half: usize) -> bool {
    const PARTS: &[&str] = &[
        "eastern", "western", "northern", "southern", "upper", "lower", "first", "second", "latter", "other",
        "front", "back", "rear", "left", "right", "top", "bottom", "better",
    ];
    const TIMES: &[&str] = &["year", "month", "week", "day", "century", "decade", "season", "game", "match"];
    let behind = (half + 2..half + 4).any(|it| TIMES.contains(&grammar.word(it)));
    behind || half > 0 && PARTS.contains(&grammar.word(half - 1))
}

/// "3,000 troops", "four million people", "200 were hurt", "killed 12 people".
fn count(grammar: &Grammar, at: usize, tokens: &Range<usize>) -> Option<usize> {
    let word = grammar.word(at);
    let number = grammar.shape(at) == Shape::Number;
    if !number && !(grammar.class(at).contains(Class::NUMBER_WORD)) || labelled(grammar, at, tokens.start) {
        return None;
    }
    let end = magnitude(grammar, at + 1);
    // "254 square kilometres", "102.4 FM": how large a place is, and where a station is found.
    let unit = if matches!(grammar.word(end), "square" | "cubic" | "sq") { end + 1 } else { end };
    if Known::of(grammar.word(unit)).contains(Known::UNIT) && unit > end
        || matches!(grammar.word(end), "fm" | "mhz" | "khz")
    {
        return None;
    }
    let scaled = end > at + 1
        || matches!(word, "millions" | "billions" | "thousands" | "hundreds") && grammar.word(at + 1) == "of";
    let counts_something = end < tokens.end
        && ((grammar.class(end) - Class::ROLE).is_empty()
            && !grammar.is_mark(end)
            && grammar.shape(end) != Shape::Number
            || matches!(grammar.word(end), "people" | "were" | "have" | "of" | "more"));
    if scaled {
        return Some(end);
    }
    if number
        && large(word)
        && counts_something
        && !is_year(word)
        && !Known::of(grammar.word(end)).contains(Known::UNIT)
    {
        return Some(end);
    }
    let harmed = (at + 1..tokens.end.min(at + 5)).any(|it| Known::of(grammar.word(it)).contains(Known::HARM))
        || at > tokens.start && Known::of(grammar.word(at - 1)).contains(Known::HARM);
    (harmed && counts_something && number).then_some(end)
}

/// Where "million" and its like end.
fn magnitude(grammar: &Grammar, at: usize) -> usize {
    if matches!(
        grammar.word(at),
        "million" | "billion" | "trillion" | "thousand" | "hundred" | "bn" | "m" | "dozen"
    ) {
        at + 1
    } else {
        at
    }
}

/// A hundred and more, as written in digits.
fn large(number: &str) -> bool {
    let whole = number.split('.').next().unwrap_or_default();
    let digits = whole.bytes().filter(u8::is_ascii_digit).count();
    digits >= 3 && number.bytes().all(|it| it.is_ascii_digit() || matches!(it, b',' | b'.'))
}

fn is_year(number: &str) -> bool {
    number.len() == 4 && number.bytes().all(|it| it.is_ascii_digit()) && ("1500".."2100").contains(&number)
}

/// "No. 300", "page 120", "Route 101", "Flight 370", "12:30": a name with a number, or a time.
fn labelled(grammar: &Grammar, at: usize, floor: usize) -> bool {
    if at == floor {
        return false;
    }
    let before = grammar.word(at - 1);
    matches!(
        before,
        "no."
            | "page"
            | "pages"
            | "route"
            | "room"
            | "flight"
            | "chapter"
            | "section"
            | "article"
            | "highway"
            | "interstate"
            | "bus"
            | "number"
            | "act"
            | "psalm"
            | "verse"
            | "line"
            | "platform"
            | "aged"
            | "age"
            | "#"
            | "unit"
            | "apollo"
            | "boeing"
            | "airbus"
            | "title"
            | "resolution"
    ) || before == ":"
        || grammar.shape(at - 1) == Shape::Number
        || grammar.is_name(at - 1) && !grammar.starts_sentence(at - 1) && grammar.is_mark(at + 1)
}
