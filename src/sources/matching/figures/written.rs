//! Numbers as they are written, before anything around them is read.

use super::{
    scan::{Scan, Written},
    spelt::{self, spelt},
    units::{self, Unit},
};

impl Scan<'_> {
    pub fn written(&self, at: usize) -> Option<Written> {
        let first = self.lower(at);
        if first.starts_with(|it: char| it.is_numeric()) {
            return self.clock(at).or_else(|| self.digits(at));
        }
        if matches!(first, "noon" | "midday" | "midnight") {
            let value = if first == "midnight" { 0.0 } else { 720.0 };
            return Some(self.made(at, at + 1, value, Some(Unit::Clock)));
        }
        if !spelt::may_begin(first) {
            return None;
        }
        let end = (at + 12).min(self.tokens.len());
        let words: Vec<&str> = self.tokens[at..end].iter().map(|it| it.lower.as_str()).collect();
        let apart: Vec<bool> = (at..end).map(|it| it > at && !self.joined(it)).collect();
        // "a year", "an hour and a half"
        let found = spelt(&words, &apart).or_else(|| self.lone(&words, &apart))?;
        let unit = match found.kind {
            spelt::Kind::Number | spelt::Kind::Several => None,
            spelt::Kind::Year => Some((Unit::Year, 1.0)),
            spelt::Kind::Ordinal => Some((Unit::Ordinal, 1.0)),
            spelt::Kind::Share => Some((Unit::Percent, 100.0)),
        };
        let mut made = self.made(at, at + found.length, found.value, None);
        (made.unit, made.several) = (unit, found.kind == spelt::Kind::Several);
        // "half an hour", "half of the ships"
        if made.unit == Some((Unit::Percent, 100.0)) && self.joined(made.next) {
            let skip = made.next + usize::from(matches!(self.lower(made.next), "a" | "an"));
            made.unit = made.unit.filter(|_| units::unit(self.lower(skip)).is_none() || skip == made.next);
            made.next = if made.unit.is_none() { skip } else { made.next };
        }
        Some(made)
    }

    /// "a year", "an hour": the article is the number, with a unit of time alone.
    fn lone(&self, words: &[&str], apart: &[bool]) -> Option<spelt::Spelt> {
        let timed = matches!(words.first(), Some(&"a" | &"an"))
            && words.get(1).is_some_and(|it| matches!(units::unit(it), Some((Unit::Time, _))))
            && !apart[1];
        timed.then_some(spelt::Spelt { value: 1.0, length: 1, kind: spelt::Kind::Number })
    }

    fn made(&self, at: usize, next: usize, value: f64, unit: Option<Unit>) -> Written {
        let span = self.tokens[at].span.join(self.tokens[next - 1].span);
        let unit = unit.map(|it| (it, 1.0));
        Written { next, span, value, scale: 1.0, unit, in_digits: false, several: false }
    }

    /// "17:30", "5.30 p.m.", "5pm", "5 o'clock".
    fn clock(&self, at: usize) -> Option<Written> {
        let own = self.lower(at);
        let digits = own.len() - own.trim_start_matches(|it: char| it.is_ascii_digit() || it == '.').len();
        let (number, tail) = own.split_at(digits);
        let half = |it: &str| match it.replace('.', "").as_str() {
            "am" => Some(0.0),
            "pm" => Some(720.0),
            _ => None,
        };
        let colon =
            self.gap(at + 1) == ":" && tail.is_empty() && self.gap(at + 2) != ":" && self.gap(at) != ":";
        let (mut next, hours, minutes) = if colon {
            let behind = self.lower(at + 1);
            let minutes = behind.get(..2).filter(|it| it.bytes().all(|it| it.is_ascii_digit()))?;
            (at + 2, number.parse::<f64>().ok()?, minutes.parse::<f64>().ok()?)
        } else {
            let (hours, minutes) = number.split_once('.').unwrap_or((number, "0"));
            (at + 1, hours.parse::<f64>().ok()?, minutes.parse::<f64>().ok()?)
        };
        let glued = if colon { self.lower(at + 1).get(2..).unwrap_or_default() } else { tail };
        let told = half(glued).or_else(|| {
            let it = half(self.lower(next)).filter(|_| self.joined(next) && glued.is_empty());
            next += usize::from(it.is_some());
            it
        });
        let oclock = self.joined(next) && matches!(self.lower(next), "o'clock" | "o’clock");
        if !colon && told.is_none() && !oclock
            || hours > 24.0
            || minutes > 59.0
            || hours > 12.0 && told.is_some_and(|it| it == 0.0)
        {
            return None;
        }
        next += usize::from(oclock);
        let hours = if told.is_some() { hours % 12.0 } else { hours };
        let mut made = self.made(at, next, 60.0 * hours + minutes + told.unwrap_or(0.0), Some(Unit::Clock));
        // The half of the day is not told where nobody says so: 5 o'clock may be either.
        made.several =
            told.is_none() && hours <= 12.0 && !(colon && self.lower(at).len() == 2 && hours < 10.0);
        made.in_digits = true;
        Some(made)
    }

    /// "3,000", "3 000", "4.5", "1/3", "5½", "19th", "1950s", "5m", "10km"; no "G20" and no "8VC".
    fn digits(&self, at: usize) -> Option<Written> {
        let own = &self.tokens[at];
        let raw = own.span.of(self.text);
        let length = raw.bytes().take_while(|it| it.is_ascii_digit() || matches!(it, b'.' | b',')).count();
        let mut value: f64 = match (raw[..length].replace(',', ""), length) {
            (number, 1..) => number.parse().ok()?,
            _ => 0.0,
        };
        let mut tail = &own.lower[length.min(own.lower.len())..];
        let mut made = self.made(at, at + 1, value, None);
        made.in_digits = true;
        made.span.end = own.span.start + length;
        if let Some((part, rest)) = vulgar(tail) {
            value += part;
            tail = rest;
            made.span.end += raw[length..].chars().next().map_or(0, char::len_utf8);
            if length == 0 {
                made.unit = Some((Unit::Percent, 100.0));
            }
        } else if length == 0 {
            return None;
        }
        let mut is_whole = tail.is_empty();
        // "3 000 000" in groups of three
        while tail.is_empty() && raw.len() <= 3 && !raw.contains('.') && self.group(made.next) {
            value = 1_000.0 * value + self.lower(made.next).parse::<f64>().ok()?;
            made.span.end = self.tokens[made.next].span.end;
            made.next += 1;
            is_whole = false;
        }
        made.value = value;
        if let Some(whole) = self.below(at).filter(|it| is_whole && value < *it) {
            (made.value, made.unit) = (value / whole, Some((Unit::Percent, 100.0)));
            (made.span.end, made.next) = (self.tokens[at + 1].span.end, at + 2);
        }
        ending(tail, &mut made)?;
        Some(made)
    }

    /// "1/3": what stands below the stroke; "12/3/2026" is a day.
    fn below(&self, at: usize) -> Option<f64> {
        let alone = self.gap(at + 1) == "/" && self.gap(at + 2) != "/" && self.gap(at) != "/";
        self.lower(at + 1).parse::<f64>().ok().filter(|it| alone && *it <= 10.0)
    }

    /// Whether a word is three figures that go on with those before it.
    fn group(&self, at: usize) -> bool {
        let is_space = |it: &str| matches!(it, "\u{2009}" | "\u{202f}" | "\u{a0}" | " " | "'" | "’");
        let word = self.lower(at);
        word.len() == 3 && word.bytes().all(|it| it.is_ascii_digit()) && is_space(self.gap(at))
    }
}

/// What is glued to the figures: "19th", "1950s", "5m", "10km"; none where that makes them no number.
fn ending(tail: &str, made: &mut Written) -> Option<()> {
    match tail {
        "" => {}
        "st" | "nd" | "rd" | "th" => made.unit = Some((Unit::Ordinal, 1.0)),
        "s" | "'s" | "’s" if made.value % 10.0 == 0.0 && made.value >= 1000.0 => {
            made.unit = Some((Unit::Decade, 1.0));
        }
        "s" | "'s" | "’s" => {}
        _ => match units::scale(tail) {
            Some(scale) => made.scale = scale,
            None => {
                made.unit = units::unit(tail).or((tail == "pp").then_some((Unit::Points, 1.0)));
                made.unit?;
            }
        },
    }
    Some(())
}

/// "½": the part of one that a character stands for.
fn vulgar(tail: &str) -> Option<(f64, &str)> {
    let first = tail.chars().next()?;
    let part = match first {
        '½' => 0.5,
        '⅓' => 1.0 / 3.0,
        '⅔' => 2.0 / 3.0,
        '¼' => 0.25,
        '¾' => 0.75,
        '⅕' => 0.2,
        '⅖' => 0.4,
        '⅗' => 0.6,
        '⅘' => 0.8,
        '⅙' => 1.0 / 6.0,
        '⅛' => 0.125,
        _ => return None,
    };
    Some((part, &tail[first.len_utf8()..]))
}
