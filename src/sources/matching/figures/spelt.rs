//! Numbers in words: "two hundred and five", "three point two", "twenty twenty-six", "half a dozen".

use std::{collections::HashSet, sync::LazyLock};

use super::units::scale;

/// A number that words spell.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Spelt {
    pub value: f64,
    /// How many words it takes.
    pub length: usize,
    pub kind: Kind,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    Number,
    /// "nineteen ninety-eight"
    Year,
    Ordinal,
    /// "two thirds", "three in ten"; the value is the part of one.
    Share,
    /// "dozens", "hundreds of": so many or more.
    Several,
}

const ONES: [&str; 20] = [
    "zero",
    "one",
    "two",
    "three",
    "four",
    "five",
    "six",
    "seven",
    "eight",
    "nine",
    "ten",
    "eleven",
    "twelve",
    "thirteen",
    "fourteen",
    "fifteen",
    "sixteen",
    "seventeen",
    "eighteen",
    "nineteen",
];
const TENS: [&str; 8] = ["twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"];
const ORDINALS: [&str; 20] = [
    "zeroth",
    "first",
    "second",
    "third",
    "fourth",
    "fifth",
    "sixth",
    "seventh",
    "eighth",
    "ninth",
    "tenth",
    "eleventh",
    "twelfth",
    "thirteenth",
    "fourteenth",
    "fifteenth",
    "sixteenth",
    "seventeenth",
    "eighteenth",
    "nineteenth",
];

/// Whether a number can begin with a word: asked of every word of a text.
pub fn may_begin(word: &str) -> bool {
    const OTHERS: [&str; 14] = [
        "a",
        "an",
        "half",
        "dozen",
        "dozens",
        "scores",
        "hundreds",
        "thousands",
        "millions",
        "billions",
        "couple",
        "hundredth",
        "thousandth",
        "millionth",
    ];
    static FIRST: LazyLock<HashSet<String>> = LazyLock::new(|| {
        let tenths = TENS.iter().filter_map(|it| it.strip_suffix('y')).map(|it| format!("{it}ieth"));
        let words = ONES.iter().chain(&TENS).chain(&ORDINALS).chain(&OTHERS).map(|it| (*it).to_owned());
        words.chain(tenths).collect()
    });
    FIRST.contains(word)
}

fn one(word: &str) -> Option<f64> {
    ONES.iter().position(|it| *it == word).map(|it| it as f64)
}

fn ten(word: &str) -> Option<f64> {
    TENS.iter().position(|it| *it == word).map(|it| (10 * it + 20) as f64)
}

fn ordinal(word: &str) -> Option<f64> {
    let tens = || {
        TENS.iter()
            .position(|it| word.strip_suffix("ieth").is_some_and(|stem| it.strip_suffix('y') == Some(stem)))
    };
    let small = ORDINALS.iter().position(|it| *it == word).filter(|it| *it > 0).map(|it| it as f64);
    small.or_else(|| tens().map(|it| (10 * it + 20) as f64))
}

/// The denominator of a fraction: "third", "quarters".
fn part(word: &str) -> Option<f64> {
    Some(match word {
        "half" | "halves" => 2.0,
        "third" | "thirds" => 3.0,
        "quarter" | "quarters" | "fourth" | "fourths" => 4.0,
        _ => {
            let bare = word.strip_suffix('s').unwrap_or(word);
            ordinal(bare).filter(|it| (5.0..=20.0).contains(it))?
        }
    })
}

/// The number that begins with the first of these words; `apart` says of each whether more than a space or a hyphen
/// stands before it.
pub fn spelt(words: &[&str], apart: &[bool]) -> Option<Spelt> {
    let end = (1..words.len()).find(|it| apart[*it]).unwrap_or(words.len());
    let words = &words[..end.min(12)];
    let found = |value, length, kind| Some(Spelt { value, length, kind });
    let at = |it: usize| words.get(it).copied().unwrap_or_default();
    match at(0) {
        "dozens" => return found(24.0, 1, Kind::Several),
        "scores" if at(1) == "of" => return found(40.0, 1, Kind::Several),
        "hundreds" => return found(200.0, 1, Kind::Several),
        "thousands" => return found(2e3, 1, Kind::Several),
        "millions" => return found(2e6, 1, Kind::Several),
        "billions" => return found(2e9, 1, Kind::Several),
        "half" => return half(words),
        "a" | "an" => return article(words),
        "couple" if at(1) == "of" => return found(2.0, 1, Kind::Number),
        _ => {}
    }
    if let Some(value) = ordinal(at(0)) {
        return found(value, 1, Kind::Ordinal);
    }
    if at(0) == "dozen" {
        return found(12.0, 1, Kind::Number);
    }
    let (value, length) =
        year(words).map_or_else(|| plain(words), |(value, length)| Some((value, length)))?;
    if year(words).is_some() {
        return found(value, length, Kind::Year);
    }
    if let Some(share) = share(words, value, length) {
        return Some(share);
    }
    // "twenty-first"
    if let Some(last) = ordinal(at(length)).filter(|it| *it < 10.0 && value % 10.0 == 0.0 && value >= 20.0) {
        return found(value + last, length + 1, Kind::Ordinal);
    }
    if matches!(at(length), "dozen" | "score") {
        let each = if at(length) == "dozen" { 12.0 } else { 20.0 };
        return found(value * each, length + 1, Kind::Number);
    }
    // "two and a half"
    if at(length) == "and"
        && matches!(at(length + 1), "a" | "one")
        && matches!(at(length + 2), "half" | "quarter" | "third")
    {
        let more = 1.0 / part(at(length + 2)).unwrap_or(1.0);
        return found(value + more, length + 3, Kind::Number);
    }
    found(value, length, Kind::Number)
}

/// "two thirds", "three in ten", "nine out of ten"
fn share(words: &[&str], value: f64, length: usize) -> Option<Spelt> {
    const TENTHS: [f64; 12] = [2.0, 3.0, 4.0, 5.0, 6.0, 7.0, 8.0, 9.0, 10.0, 12.0, 20.0, 100.0];
    let at = |it: usize| words.get(it).copied().unwrap_or_default();
    let found = |whole: f64, length| Some(Spelt { value: value / whole, length, kind: Kind::Share });
    if let Some(whole) = part(at(length)).filter(|it| at(length) != "second" && value < *it) {
        let is_share = value > 1.0 || at(length + 1) == "of" || words.len() == length + 1;
        return if is_share { found(whole, length + 1) } else { None };
    }
    let out = usize::from(at(length) == "out");
    let is_joint = at(length) == "in" || out == 1 && at(length + 1) == "of";
    let (whole, more) = plain(words.get(length + out + 1..)?).filter(|_| is_joint)?;
    if whole > value && TENTHS.contains(&whole) { found(whole, length + out + 1 + more) } else { None }
}

/// "half", "half a million", "half a dozen"; the hour and the mile stay what is counted.
fn half(words: &[&str]) -> Option<Spelt> {
    let at = |it: usize| words.get(it).copied().unwrap_or_default();
    let skip = 1 + usize::from(matches!(at(1), "a" | "an"));
    let times = if at(skip) == "dozen" { Some(12.0) } else { scale(at(skip)).filter(|_| at(skip).len() > 2) };
    if let Some(times) = times {
        return Some(Spelt { value: 0.5 * times, length: skip + 1, kind: Kind::Number });
    }
    if matches!(at(1), "past" | "way" | "time" | "brother" | "sister" | "term") {
        return None;
    }
    let kind = if matches!(at(1), "a" | "an") { Kind::Number } else { Kind::Share };
    Some(Spelt { value: 0.5, length: skip.min(words.len()), kind })
}

/// "a third", "a hundred and ten", "a dozen", "a couple of"; "a year" is none but counts as one with a unit.
fn article(words: &[&str]) -> Option<Spelt> {
    let at = |it: usize| words.get(it).copied().unwrap_or_default();
    let found = |value, length, kind| Some(Spelt { value, length, kind });
    match at(1) {
        "dozen" => return found(12.0, 2, Kind::Number),
        "couple" => return found(2.0, 2, Kind::Number),
        "quarter" if at(2) == "of" && at(3) == "a" => {
            if let Some(times) = scale(at(4)) {
                return found(0.25 * times, 5, Kind::Number);
            }
        }
        _ => {}
    }
    if scale(at(1)).is_some() && at(1).len() > 2 {
        let mut rest = vec!["one"];
        rest.extend(&words[1..]);
        let (value, length) = plain(&rest)?;
        return found(value, length, Kind::Number);
    }
    let whole = part(at(1))?;
    // "a third man", "a second", "a quarter past"
    let alone = words.len() == 2
        || matches!(
            at(2),
            "of" | "more" | "less" | "fewer" | "to" | "in" | "were" | "was" | "are" | "is" | "have" | "had"
        );
    (alone && at(1) != "second" && at(2) != "past").then_some(Spelt {
        value: 1.0 / whole,
        length: 2,
        kind: Kind::Share,
    })
}

/// A year as it is read aloud: "nineteen ninety-eight", "twenty twenty six", "twenty oh four".
fn year(words: &[&str]) -> Option<(f64, usize)> {
    let at = |it: usize| words.get(it).copied().unwrap_or_default();
    let century =
        one(at(0)).filter(|it| (13.0..20.0).contains(it)).or_else(|| ten(at(0)).filter(|it| *it == 20.0))?;
    if matches!(at(1), "oh" | "o") {
        return one(at(2)).filter(|it| (1.0..10.0).contains(it)).map(|it| (100.0 * century + it, 3));
    }
    let tens = ten(at(1));
    let more = tens.and_then(|_| one(at(2))).filter(|it| (1.0..10.0).contains(it));
    let rest = tens.or_else(|| one(at(1)).filter(|it| *it >= 10.0))?;
    let length = 2 + usize::from(more.is_some());
    // "nineteen forty million" is none.
    (scale(at(length)).is_none()).then(|| (100.0 * century + rest + more.unwrap_or(0.0), length))
}

/// "two hundred thousand and five", "three point one four".
fn plain(words: &[&str]) -> Option<(f64, usize)> {
    let (mut total, mut group, mut at) = (0.0, None::<f64>, 0);
    let mut least = f64::INFINITY;
    while let Some(word) = words.get(at).copied() {
        let next = words.get(at + 1).copied().unwrap_or_default();
        let room = |it: f64, size: f64| it % size == 0.0 && it >= size;
        if let Some(value) = one(word) {
            match group {
                None => group = Some(value),
                Some(it) if value < 10.0 && value > 0.0 && it >= 20.0 && room(it, 10.0) => {
                    group = Some(it + value)
                }
                Some(it) if it >= 100.0 && room(it, 100.0) => group = Some(it + value),
                _ => break,
            }
        } else if let Some(value) = ten(word) {
            match group {
                None => group = Some(value),
                Some(it) if it >= 100.0 && room(it, 100.0) => group = Some(it + value),
                _ => break,
            }
        } else if word == "hundred" && group.is_some_and(|it| it < 100.0) {
            group = group.map(|it| 100.0 * it);
        } else if let Some(times) = scale(word).filter(|it| word.len() > 3 && *it >= 1e3 && *it < least) {
            let Some(count) = group.take() else { break };
            (total, least) = (total + count * times, times);
        } else if word == "and"
            && (total > 0.0 || group.is_some_and(|it| it >= 100.0))
            && follows(next, group)
        {
        } else if word == "point" && one(next).is_some() {
            return Some(decimals(words, at, total + group?));
        } else {
            break;
        }
        at += 1;
    }
    (at > 0 && (group.is_some() || total > 0.0)).then(|| (total + group.unwrap_or(0.0), at))
}

/// Whether what stands behind "and" goes on with the number: "two hundred and five".
fn follows(next: &str, group: Option<f64>) -> bool {
    (one(next).is_some_and(|it| it > 0.0) || ten(next).is_some()) && group.is_none_or(|it| it % 100.0 == 0.0)
}

/// "three point one four million"
fn decimals(words: &[&str], point: usize, whole: f64) -> (f64, usize) {
    let (mut value, mut place, mut at) = (whole, 0.1, point + 1);
    while let Some(digit) = words.get(at).and_then(|it| one(it)).filter(|it| *it < 10.0) {
        value += digit * place;
        place /= 10.0;
        at += 1;
    }
    match words.get(at).and_then(|it| scale(it).filter(|_| it.len() > 3)) {
        Some(times) => (value * times, at + 1),
        None => (value, at),
    }
}
