//! Finds the numbers of a text with what stands around them: signs, scales, units, months, hours.

use super::{
    Figure, Sense,
    around::Behind,
    units::{self, Unit},
};
use crate::{
    sources::{lists, matching::words::words},
    text::Span,
};

/// A word of the text in small letters.
pub struct Token {
    pub span: Span,
    pub lower: String,
}

/// Words, and the text that they stand in.
pub struct Scan<'a> {
    pub text: &'a str,
    pub tokens: Vec<Token>,
}

/// A number as it is written, before anything around it is read.
pub struct Written {
    /// The first word behind it.
    pub next: usize,
    /// In bytes of the text.
    pub span: Span,
    pub value: f64,
    pub scale: f64,
    pub unit: Option<(Unit, f64)>,
    pub in_digits: bool,
    pub several: bool,
}

/// What a number counts.
struct Counted {
    unit: Unit,
    factor: f64,
    whole: Span,
    /// So many words behind the number belong to it.
    used: usize,
    nouns: [u32; 3],
}

/// The numbers of a text in order.
pub fn figures(text: &str) -> Vec<Figure> {
    let tokens =
        words(text).into_iter().map(|it| Token { span: it.span, lower: it.span.of(text).to_lowercase() });
    let scan = Scan { text, tokens: tokens.collect() };
    let mut out: Vec<Figure> = Vec::new();
    let mut at = 0;
    while at < scan.tokens.len() {
        match scan.written(at) {
            Some(written) => {
                let next = written.next.max(at + 1);
                let (mut figure, next) = scan.figure(at, written, next);
                scan.share(&mut out, &mut figure);
                if !scan.adds_to(&mut out, &figure) {
                    out.push(figure);
                }
                at = next;
            }
            None => at += 1,
        }
    }
    out
}

impl Scan<'_> {
    pub fn lower(&self, at: usize) -> &str {
        self.tokens.get(at).map_or("", |it| it.lower.as_str())
    }

    /// What stands between a word and the one before it.
    pub fn gap(&self, at: usize) -> &str {
        match (at.checked_sub(1).and_then(|it| self.tokens.get(it)), self.tokens.get(at)) {
            (Some(before), Some(it)) => &self.text[before.span.end..it.span.start],
            _ => "",
        }
    }

    /// Whether nothing but a space or a hyphen stands before a word.
    pub fn joined(&self, at: usize) -> bool {
        let gap = self.gap(at);
        at < self.tokens.len() && gap.chars().all(|it| it.is_whitespace() || matches!(it, '-' | '‑' | '‐'))
    }

    /// A number with all that stands around it, and the first word behind that.
    fn figure(&self, at: usize, written: Written, next: usize) -> (Figure, usize) {
        let (scale, mut next) = self.scale(&written, next);
        let mut value = written.value;
        // "five million and a half"
        if self.and_half(next) && written.unit.is_none() {
            value += 0.5;
            next += 3;
        }
        let mut span = written.span;
        let mut counted = self.counted(at, next, &written, value * scale);
        counted.whole.end = counted.whole.end.max(self.tokens[next + counted.used - 1].span.end);
        next += counted.used;
        // "a year and a half"
        if !matches!(counted.unit, Unit::Bare | Unit::Count | Unit::Percent) && self.and_half(next) {
            value += 0.5 / scale;
            next += 3;
            counted.whole.end = self.tokens[next - 1].span.end;
            span = counted.whole;
        }
        if self.is_year(at, next, &written, scale)
            && (counted.unit == Unit::Bare || counted.unit == Unit::Count && self.dates(at))
        {
            counted.unit = Unit::Year;
        }
        let is_hour = counted.unit == Unit::Clock;
        let is_vague = written.several && !is_hour;
        let figure = Figure {
            span,
            whole: counted.whole,
            value: written.value,
            number: value * scale,
            meant: value * scale * counted.factor,
            unit: counted.unit,
            sense: if is_vague { Sense::AtLeast } else { self.sense(at) },
            either_half: written.several && is_hour,
            factor: counted.factor,
            counted: counted.nouns,
            in_digits: written.in_digits,
            is_vague,
        };
        (figure, next)
    }

    /// "million" behind a number, and the first word behind that.
    fn scale(&self, written: &Written, mut next: usize) -> (f64, usize) {
        let mut scale = written.scale;
        while self.joined(next)
            && let Some(times) = units::scale(self.lower(next))
            && !(self.lower(next).len() == 1 && self.gap(next) == "-")
            && written.unit.is_none()
        {
            scale *= times;
            next += 1;
        }
        (scale, next)
    }

    /// What a number counts, by the words around it.
    fn counted(&self, at: usize, next: usize, written: &Written, number: f64) -> Counted {
        let (unit, factor) = written.unit.unwrap_or((Unit::Bare, 1.0));
        let before = self.before(at);
        let whole = if before.is_some() { self.tokens[at - 1].span.join(written.span) } else { written.span };
        let plain = Counted { unit, factor, whole, used: 0, nouns: [0; 3] };
        if !matches!(unit, Unit::Bare | Unit::Ordinal) {
            return plain;
        }
        let is_day = (1.0..=31.0).contains(&number) && written.scale == 1.0;
        if let Some((month, span)) = self.month(at, next).filter(|_| is_day) {
            return Counted { unit: Unit::Day(month), whole: whole.join(span), ..plain };
        }
        if unit == Unit::Ordinal {
            return plain;
        }
        match (before, self.behind(next)) {
            (Some((currency, share)), _) => Counted { unit: Unit::Money(currency), factor: share, ..plain },
            (None, Some(Behind { own, used, nouns })) => {
                Counted { unit: own.0, factor: own.1, used, nouns, ..plain }
            }
            (None, None) => plain,
        }
    }

    fn and_half(&self, at: usize) -> bool {
        matches!([self.lower(at), self.lower(at + 1), self.lower(at + 2)], ["and", "a", "half"])
            && (at..at + 3).all(|it| self.joined(it))
    }

    /// Whether it is written as a year is.
    fn is_year(&self, at: usize, next: usize, written: &Written, scale: f64) -> bool {
        let bare = written.span.len() == 4 && scale == 1.0 && written.in_digits;
        bare && (1_000.0..2_100.0).contains(&written.value)
            && written.value % 1.0 == 0.0
            && self.gap(at) != "."
            && !self.gap(next).starts_with('%')
    }

    /// Whether the word before a number dates it: "in 2026".
    fn dates(&self, at: usize) -> bool {
        let before = at.checked_sub(1).map_or("", |it| self.lower(it));
        matches!(
            before,
            "in" | "since"
                | "by"
                | "until"
                | "from"
                | "during"
                | "year"
                | "early"
                | "late"
                | "mid"
                | "before"
                | "after"
        ) || lists::month(before).is_some_and(|_| before.len() > 2)
    }

    /// "three years and eleven months", "6 feet 2 inches": one number in two units.
    fn adds_to(&self, out: &mut [Figure], figure: &Figure) -> bool {
        let Some(last) = out.last_mut() else { return false };
        let between = self.text.get(last.whole.end..figure.whole.start).unwrap_or("x").trim();
        let is_one = matches!(between, "" | "and")
            && last.unit == figure.unit
            && matches!(last.unit, Unit::Time | Unit::Length)
            && last.factor > figure.factor
            && figure.meant < last.factor
            && figure.sense == Sense::Exact;
        if is_one {
            last.whole.end = figure.whole.end;
            last.span = last.whole;
            last.meant += figure.meant;
            last.number = last.meant / last.factor;
        }
        is_one
    }

    /// "10 to 12 percent", "$10–12 million": what is told of one holds for the other.
    fn share(&self, out: &mut [Figure], figure: &mut Figure) {
        let Some(last) = out.last_mut() else { return };
        let between = self.text.get(last.whole.end..figure.whole.start).unwrap_or("x").trim();
        let is_range = matches!(between, "to" | "–" | "-" | "—" | "through");
        if !is_range && !matches!(between, "and" | "or" | ",") {
            return;
        }
        let scale = figure.scale();
        let scales = last.scale() == 1.0 && scale > 1.0 && last.value < 1_000.0;
        let is_told = !matches!(figure.unit, Unit::Bare | Unit::Count | Unit::Year | Unit::Ordinal);
        if last.unit == Unit::Bare && is_told {
            (last.unit, last.factor) = (figure.unit, figure.factor);
        } else if is_range && figure.unit == Unit::Bare && matches!(last.unit, Unit::Money(_)) {
            (figure.unit, figure.factor) = (last.unit, last.factor);
            figure.meant = figure.number * figure.factor;
        }
        if scales && last.unit == figure.unit {
            last.number *= scale;
        }
        last.meant = last.number * last.factor;
    }
}
