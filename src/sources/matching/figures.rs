//! Numbers in digits and in words, and whether two of them are the same.

use super::words::words;
use crate::text::Span;

/// A number in a text.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Figure {
    /// The number alone, without "million" or a sign.
    pub span: Span,
    /// As it stands: 42 in "42 million".
    value: f64,
    /// What it means: 42,000,000.
    meant: f64,
    /// "1950s"
    is_decade: bool,
    /// Written in digits.
    pub in_digits: bool,
}

/// The numbers of a text in order.
pub fn figures(text: &str) -> Vec<Figure> {
    let words = words(text);
    let mut out: Vec<Figure> = Vec::new();
    for (at, word) in words.iter().enumerate() {
        let written = word.span.of(text).to_lowercase();
        let Some(number) = digits(&written).or_else(|| spelt(&written)) else { continue };
        let is_spelt = !number.in_digits;
        let next = words.get(at + 1).filter(|it| is_beside(text, word.span.end, it.span.start));
        let scale = next.and_then(|it| scale(&it.span.of(text).to_lowercase())).unwrap_or(number.scale);
        // "twenty-five", "two hundred"
        if is_spelt
            && let Some(last) = out.last_mut()
            && !last.in_digits
            && is_beside(text, last.span.end, word.span.start)
            && last.value >= 20.0
            && last.value % 10.0 == 0.0
            && number.value < 10.0
        {
            last.span.end = word.span.end;
            last.value += number.value;
            last.meant = last.value * scale;
            continue;
        }
        out.push(Figure {
            span: Span::new(word.span.start, word.span.start + number.length),
            value: number.value,
            meant: number.value * scale,
            is_decade: number.is_decade,
            in_digits: number.in_digits,
        });
    }
    out
}

impl Figure {
    /// Whether a source that has `other` bears this number out: the same, or this one rounded.
    pub fn is_borne_out_by(&self, other: &Figure) -> bool {
        if self.is_decade {
            return other.value >= self.value && other.value < self.value + 10.0;
        }
        let same = |a: f64, b: f64| (a - b).abs() <= 1e-9 * a.abs().max(b.abs());
        same(self.value, other.value)
            || same(self.meant, other.meant)
            || rounds_to(other.value, self.value)
            || rounds_to(other.meant, self.meant)
    }

    /// How far another number is from this one, as a ratio of at least 1; none where they are not of a kind.
    pub fn distance(&self, other: &Figure) -> Option<f64> {
        let of_a_kind = self.is_year() == other.is_year() && other.in_digits && !other.is_decade;
        let (a, b) = (self.meant, other.meant);
        (of_a_kind && a > 0.0 && b > 0.0).then(|| (a / b).max(b / a))
    }

    /// How many times the other number this one is; endless for anything beside nothing.
    pub fn ratio_to(&self, other: &Figure) -> f64 {
        self.meant / other.meant
    }

    pub fn is_year(&self) -> bool {
        (1000.0..2100.0).contains(&self.meant) && self.meant % 1.0 == 0.0
    }
}

struct Number {
    value: f64,
    scale: f64,
    is_decade: bool,
    in_digits: bool,
    /// In bytes of the word.
    length: usize,
}

/// "3,000", "4.5", "19th", "1950s", "5m"; no "G20" and no "8VC".
fn digits(word: &str) -> Option<Number> {
    let length = word.bytes().take_while(|it| it.is_ascii_digit() || matches!(it, b'.' | b',')).count();
    let (number, tail) = word.split_at(length);
    let value: f64 = number.replace(',', "").parse().ok()?;
    let is_decade = matches!(tail, "s" | "'s" | "’s") && value % 10.0 == 0.0 && value >= 1000.0;
    let scale = match tail {
        "" | "st" | "nd" | "rd" | "th" | "s" | "'s" | "’s" => 1.0,
        "k" => 1e3,
        "m" | "mn" => 1e6,
        "bn" | "b" => 1e9,
        "tn" => 1e12,
        _ => return None,
    };
    Some(Number { value, scale, is_decade, in_digits: true, length })
}

fn spelt(word: &str) -> Option<Number> {
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
    const ORDINALS: [&str; 12] = [
        "first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth",
        "eleventh", "twelfth",
    ];
    let in_list = |list: &[&str]| list.iter().position(|it| *it == word);
    let value = in_list(&ONES)
        .or_else(|| in_list(&TENS).map(|it| 10 * it + 20))
        .or_else(|| in_list(&ORDINALS).map(|it| it + 1))
        .or_else(|| (word == "hundred").then_some(100))?;
    Some(Number { value: value as f64, scale: 1.0, is_decade: false, in_digits: false, length: word.len() })
}

fn scale(word: &str) -> Option<f64> {
    Some(match word {
        "hundred" => 1e2,
        "thousand" => 1e3,
        "million" | "m" | "mn" => 1e6,
        "billion" | "bn" => 1e9,
        "trillion" | "tn" => 1e12,
        _ => return None,
    })
}

/// Nothing but a space or a hyphen between.
fn is_beside(text: &str, end: usize, start: usize) -> bool {
    text[end..start].chars().all(|it| it.is_whitespace() || it == '-')
}

/// Whether an exact number is what stands behind a round one: 2,987 behind 3,000, 41.28 behind 41.3.
fn rounds_to(exact: f64, round: f64) -> bool {
    let step = if round % 1.0 == 0.0 {
        let steps = [1e9, 1e8, 1e7, 1e6, 1e5, 1e4, 1e3, 1e2];
        match steps.into_iter().find(|it| round % it == 0.0 && round > 0.0) {
            Some(step) => step,
            // A whole number stands for a fraction, not for another whole number.
            None if exact % 1.0 != 0.0 => 1.0,
            None => return false,
        }
    } else {
        let places = (1..=4).find(|it| {
            let shifted = round * 10f64.powi(*it);
            (shifted - shifted.round()).abs() < 1e-6
        });
        10f64.powi(-places.unwrap_or(4))
    };
    ((exact / step).round() - round / step).abs() < 1e-6
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn borne_out(claim: &str, source: &str, expected: bool) {
        let (claimed, source_figures) = (figures(claim), figures(source));
        let all = claimed.iter().all(|it| source_figures.iter().any(|other| it.is_borne_out_by(other)));
        assert!(!claimed.is_empty(), "{claim}");
        assert_eq!(all, expected, "{claim} / {source}");
    }

    #[test]
    fn the_same_number_has_many_spellings() {
        borne_out("3,000 men", "3000 men", true);
        borne_out("1.5 million men", "1,500,000 men", true);
        borne_out("25 men", "twenty-five men", true);
        borne_out("the 3rd man", "the third man", true);
        borne_out("$5m", "5 million dollars", true);
        borne_out("42 percent", "42%", true);
        borne_out("in the 1950s", "in 1953", true);
    }

    #[test]
    fn a_round_number_may_stand_for_an_exact_one_and_no_other() {
        borne_out("about 3,000 men", "2,987 men", true);
        borne_out("41.3 percent", "41.28 percent", true);
        borne_out("41 percent", "41.3 percent", true);
        borne_out("42 men", "43 men", false);
        borne_out("3,100 men", "2,987 men", false);
        borne_out("in 1953", "in 1954", false);
        borne_out("in the 1950s", "in 1963", false);
        borne_out("42 million", "24 million", false);
    }

    #[test]
    fn names_with_digits_are_no_numbers() {
        assert_eq!(figures("The G20 and 8VC met on A4 paper."), []);
    }
}
