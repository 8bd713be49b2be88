//! Two sources of one claim that have another number for the same thing.
//!
//! Only what is plainly comparable is compared: in each source the one sentence that says most of
//! the claim, and in it figures with the same word behind them.

use std::collections::HashSet;

use super::{
    Claim, Figure, Texts,
    evidence::{heart, terms},
    figures::values,
};
use crate::{sources::lists, text::Span};

/// What one source has.
#[derive(Clone, Debug, PartialEq)]
pub struct Reported {
    /// Index into [`Texts::sources`].
    pub source: usize,
    /// The sentence, in bytes of the source's text.
    pub sentence: Span,
    /// The number with what it counts, in bytes of the source's text.
    pub words: Span,
    pub figure: Figure,
}

/// How exactly a number is meant.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Sense {
    Exact,
    /// "about 40"
    About,
    /// "more than 40"
    AtLeast,
    /// "up to 40", "nearly 40"
    AtMost,
}

/// A figure of a sentence and the thing it counts.
struct Counted {
    figure: Figure,
    /// The stem of the word behind it, or of the sign before it.
    unit: u32,
    words: Span,
    sense: Sense,
}

/// A rounded number stands for any this near.
const NEAR: f64 = 0.1;

/// The first two of these sources that disagree about a claim, and about what.
pub fn disagreement(texts: &Texts, claim: &str, sources: &[usize]) -> Option<[Reported; 2]> {
    let said: Vec<(usize, Span, Vec<Counted>)> =
        sources.iter().filter_map(|it| best(texts, claim, *it)).collect();
    let pairs = (0..said.len()).flat_map(|a| (a + 1..said.len()).map(move |b| (a, b)));
    let key = |at: usize| &texts.sources()[said[at].0].key;
    pairs.filter(|(a, b)| key(*a) != key(*b)).find_map(|(a, b)| {
        let (first, second) = odd(&said[a].2, &said[b].2)?;
        let is_told = |it: &Counted| values(claim).iter().any(|own| own.is_borne_out_by(&it.figure));
        // The writer has given both.
        let reported = |at: usize, it: &Counted| {
            let (source, sentence, _) = said[at];
            Reported { source, sentence, words: it.words.shifted(sentence.start), figure: it.figure }
        };
        (!(is_told(first) && is_told(second))).then(|| [reported(a, first), reported(b, second)])
    })
}

/// The sentence of a source that says most of a claim, with what it counts. None where the passage
/// around it has less than half of the claim's words.
fn best(texts: &Texts, claim: &str, source: usize) -> Option<(usize, Span, Vec<Counted>)> {
    let passage = texts.evidence(&Claim { text: claim, context: "" }, Some(source), 1).pop()?;
    let words = texts.sources()[source].words(passage.span);
    let (asked, has) = (content(claim), content(words));
    let shared = asked.iter().filter(|it| has.contains(it)).count();
    if asked.is_empty() || 2 * shared < asked.len() {
        return None;
    }
    let sentence = heart(claim, words)?.sentence.shifted(passage.span.start);
    Some((source, sentence, counted(texts.sources()[source].words(sentence))))
}

/// The words of a text that say something, numbers apart.
fn content(text: &str) -> HashSet<u32> {
    let numbers = values(text);
    let is_number = |span: Span| numbers.iter().any(|it| it.span.overlaps(span));
    terms(text).into_iter().filter(|it| !is_number(it.span)).map(|it| it.id).collect()
}

/// The one figure on each side that the other side does not have, counting the same.
fn odd<'a>(first: &'a [Counted], second: &'a [Counted]) -> Option<(&'a Counted, &'a Counted)> {
    first.iter().find_map(|it| {
        let of_unit = |side: &'a [Counted]| side.iter().filter(move |other| other.unit == it.unit);
        let unmatched = |side: &'a [Counted], others: &'a [Counted]| {
            of_unit(side).filter(move |it| of_unit(others).all(|other| !agree(it, other))).collect::<Vec<_>>()
        };
        match (&unmatched(first, second)[..], &unmatched(second, first)[..]) {
            ([one], [other]) => Some((*one, *other)),
            // Which of several is meant nobody can tell.
            _ => None,
        }
    })
}

fn agree(a: &Counted, b: &Counted) -> bool {
    let ratio = |a: &Counted, b: &Counted| a.figure.ratio_to(&b.figure);
    let same = a.figure.is_borne_out_by(&b.figure) || b.figure.is_borne_out_by(&a.figure);
    let bears = |a: &Counted, b: &Counted| match a.sense {
        Sense::Exact => false,
        Sense::About => (ratio(b, a) - 1.0).abs() <= NEAR,
        Sense::AtLeast => ratio(b, a) >= 1.0 - NEAR,
        Sense::AtMost => ratio(b, a) <= 1.0 + NEAR,
    };
    same || bears(a, b) || bears(b, a)
}

fn counted(sentence: &str) -> Vec<Counted> {
    let all = values(sentence);
    let known = terms(sentence);
    let each = all.iter().enumerate().filter_map(|(at, figure)| {
        let is_range = at > 0 && is_range(&sentence[all[at - 1].span.end..figure.span.start]);
        let (unit, words) =
            unit(sentence, figure, |span| known.iter().find(|it| it.span == span).map(|it| it.id))?;
        let is_count = !is_range && counts(sentence, figure);
        is_count.then(|| Counted { figure: *figure, unit, words, sense: sense(&sentence[..words.start]) })
    });
    each.collect()
}

/// "40 to 50", "40–50".
fn is_range(between: &str) -> bool {
    matches!(between.trim(), "to" | "and" | "or" | "–" | "-" | "—")
}

/// Whether a number counts something: no year, no ordinal, no "one".
fn counts(sentence: &str, figure: &Figure) -> bool {
    let written = figure.span.of(sentence).to_lowercase();
    let tail = &sentence[figure.span.end..];
    if figure.in_digits {
        let is_ordinal = ["st", "nd", "rd", "th", "s", "'s", "’s"]
            .iter()
            .any(|it| tail.strip_prefix(it).is_some_and(|it| !it.starts_with(char::is_alphanumeric)));
        return !is_ordinal && !(figure.is_year() && written.len() == 4);
    }
    let ordinal = ["first", "second", "third"].contains(&written.as_str()) || written.ends_with("th");
    !ordinal && written != "one"
}

/// What a figure counts, and the words of both: "24 million euros", "$24 million", "41.3 percent".
fn unit(sentence: &str, figure: &Figure, id: impl Fn(Span) -> Option<u32>) -> Option<(u32, Span)> {
    const SCALES: [&str; 5] = ["hundred", "thousand", "million", "billion", "trillion"];
    let mut end = figure.span.end;
    let word_from = |from: usize| {
        let rest = &sentence[from..];
        let gap = rest.len() - rest.trim_start_matches([' ', '\u{a0}', '-', '\n']).len();
        let word = &rest[gap..];
        let length = word.find(|it: char| !it.is_alphanumeric()).unwrap_or(word.len());
        (length > 0).then(|| Span::new(from + gap, from + gap + length))
    };
    // "5m": the letters belong to the number.
    if let Some(glued) = word_from(end).filter(|it| it.start == end) {
        end = glued.end;
    }
    while let Some(scale) =
        word_from(end).filter(|it| SCALES.contains(&it.of(sentence).to_lowercase().as_str()))
    {
        end = scale.end;
    }
    let before = sentence[..figure.span.start].chars().next_back();
    if let Some(sign) = before.filter(|it| matches!(it, '$' | '€' | '£')) {
        let start = figure.span.start - sign.len_utf8();
        return Some((u32::from(sign), Span::new(start, end)));
    }
    if sentence[end..].starts_with('%') {
        return Some((PERCENT, Span::new(figure.span.start, end + 1)));
    }
    let word = word_from(end)?;
    let written = word.of(sentence);
    if matches!(written.to_lowercase().as_str(), "percent" | "pc") {
        return Some((PERCENT, Span::new(figure.span.start, word.end)));
    }
    let is_month = written.starts_with(char::is_uppercase) && lists::month(written).is_some();
    let is_word = written.chars().count() > 1 && written.chars().all(char::is_alphabetic) && !is_month;
    Some((id(word).filter(|_| is_word)?, Span::new(figure.span.start, word.end)))
}

/// What "%" and "percent" both are. No sign of a currency has this number.
const PERCENT: u32 = '%' as u32;

/// What the words before a number make of it.
fn sense(before: &str) -> Sense {
    const ABOUT: &[&str] =
        &["about", "around", "roughly", "approximately", "some", "circa", "estimated", "~", "c."];
    const AT_LEAST: &[&str] = &["more than", "at least", "over", "above", "no fewer than", "no less than"];
    const AT_MOST: &[&str] = &[
        "up to",
        "at most",
        "nearly",
        "almost",
        "less than",
        "fewer than",
        "under",
        "below",
        "no more than",
        "not more than",
        "close to",
    ];
    let before = before.trim_end_matches(['$', '€', '£']).trim_end().to_lowercase();
    let ends = |words: &&&str| {
        let rest = before.strip_suffix(**words);
        rest.is_some_and(|it| !it.ends_with(char::is_alphanumeric))
    };
    let has = |list: &[&str]| list.iter().any(|it| ends(&it));
    match (has(ABOUT), has(AT_MOST), has(AT_LEAST)) {
        (true, ..) => Sense::About,
        (_, true, _) => Sense::AtMost,
        (.., true) => Sense::AtLeast,
        _ => Sense::Exact,
    }
}
