//! Finds the numbers of a text with what stands around them: signs, scales, units, months, hours.

use super::{
    Figure, Sense,
    spelt::{self, spelt},
    units::{self, Currency, Unit},
};
use crate::{
    sources::{lists, matching::words::words},
    text::Span,
};

/// A word of the text in small letters.
struct Token {
    span: Span,
    lower: String,
}

/// Words, and the text that they stand in.
struct Scan<'a> {
    text: &'a str,
    tokens: Vec<Token>,
}

/// A number as it is written, before anything around it is read.
struct Written {
    /// The first word behind it.
    next: usize,
    /// In bytes of the text.
    span: Span,
    value: f64,
    scale: f64,
    unit: Option<(Unit, f64)>,
    in_digits: bool,
    several: bool,
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
                out.push(figure);
                at = next;
            }
            None => at += 1,
        }
    }
    out
}

impl Scan<'_> {
    fn lower(&self, at: usize) -> &str {
        self.tokens.get(at).map_or("", |it| it.lower.as_str())
    }

    /// What stands between a word and the one before it.
    fn gap(&self, at: usize) -> &str {
        match (at.checked_sub(1).and_then(|it| self.tokens.get(it)), self.tokens.get(at)) {
            (Some(before), Some(it)) => &self.text[before.span.end..it.span.start],
            _ => "",
        }
    }

    /// Whether nothing but a space or a hyphen stands before a word.
    fn joined(&self, at: usize) -> bool {
        let gap = self.gap(at);
        at < self.tokens.len() && gap.chars().all(|it| it.is_whitespace() || matches!(it, '-' | '‑' | '‐'))
    }

    fn written(&self, at: usize) -> Option<Written> {
        let first = self.lower(at);
        if first.starts_with(|it: char| it.is_numeric()) {
            return self.clock(at).or_else(|| self.digits(at));
        }
        if matches!(first, "noon" | "midday" | "midnight") {
            let value = if first == "midnight" { 0.0 } else { 720.0 };
            return Some(self.made(at, at + 1, value, Some(Unit::Clock)));
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
            made.span.end = own.span.end - rest.len();
            if length == 0 {
                made.unit = Some((Unit::Percent, 100.0));
            }
        } else if length == 0 {
            return None;
        }
        // "3 000 000" in groups of three
        let mut groups = 1;
        while tail.is_empty() && raw.len() <= 3 && !raw.contains('.') && self.group(made.next) {
            value = 1_000.0 * value + self.lower(made.next).parse::<f64>().ok()?;
            made.span.end = self.tokens[made.next].span.end;
            made.next += 1;
            groups += 1;
        }
        // "1/3"; "12/3/2026" is a day
        if groups == 1
            && tail.is_empty()
            && self.gap(at + 1) == "/"
            && self.gap(at + 2) != "/"
            && self.gap(at) != "/"
            && let Ok(whole) = self.lower(at + 1).parse::<f64>()
            && value < whole
            && whole <= 10.0
        {
            made.unit = Some((Unit::Percent, 100.0));
            value /= whole;
            made.span.end = self.tokens[at + 1].span.end;
            made.next = at + 2;
        }
        made.value = value;
        match tail {
            "" => {}
            "st" | "nd" | "rd" | "th" => made.unit = Some((Unit::Ordinal, 1.0)),
            "s" | "'s" | "’s" if value % 10.0 == 0.0 && value >= 1000.0 => {
                made.unit = Some((Unit::Decade, 1.0))
            }
            "s" | "'s" | "’s" => {}
            _ if units::scale(tail).is_some() => made.scale = units::scale(tail).unwrap_or(1.0),
            _ => {
                made.unit = units::unit(tail).or((tail == "pp").then_some((Unit::Points, 1.0)));
                made.unit?;
            }
        }
        Some(made)
    }

    /// Whether a word is three figures that go on with those before it.
    fn group(&self, at: usize) -> bool {
        let is_space = |it: &str| matches!(it, "\u{2009}" | "\u{202f}" | "\u{a0}" | " " | "'" | "’");
        let word = self.lower(at);
        word.len() == 3 && word.bytes().all(|it| it.is_ascii_digit()) && is_space(self.gap(at))
    }

    /// A number with all that stands around it, and the first word behind that.
    fn figure(&self, at: usize, written: Written, mut next: usize) -> (Figure, usize) {
        let mut scale = written.scale;
        while self.joined(next)
            && let Some(times) = units::scale(self.lower(next))
            && !(self.lower(next).len() == 1 && self.gap(next) == "-")
            && written.unit.is_none()
        {
            scale *= times;
            next += 1;
        }
        let mut value = written.value;
        // "5 and a half million" is rare, "five million and a half" is not.
        if self.and_half(next) && written.unit.is_none() {
            value += 0.5;
            next += 3;
        }
        let mut whole = written.span;
        whole.end = whole.end.max(self.tokens[next - 1].span.end);
        let before = self.before(at);
        if before.is_some() {
            whole.start = self.tokens[at - 1].span.start;
        }
        let behind = self.behind(next);
        let (mut unit, mut factor, mut counted) = (Unit::Bare, 1.0, [0; 3]);
        if let Some(own) = written.unit {
            (unit, factor) = own;
        }
        if matches!(unit, Unit::Bare | Unit::Ordinal) {
            let month = self.month(at, next);
            if let Some((month, span)) = month.filter(|_| value <= 31.0 && scale == 1.0 && value >= 1.0) {
                (unit, factor, whole) = (Unit::Day(month), 1.0, whole.join(span));
            } else if let Some((currency, share)) = before.filter(|_| unit == Unit::Bare) {
                (unit, factor) = (Unit::Money(currency), share);
            } else if let Some(Behind { own, used, nouns }) = behind.filter(|_| unit == Unit::Bare) {
                (unit, factor, counted) = (own.0, own.1, nouns);
                if used > 0 {
                    next += used;
                    whole.end = self.tokens[next - 1].span.end;
                }
            }
        }
        let mut span = written.span;
        // "a year and a half"
        if !matches!(unit, Unit::Bare | Unit::Count | Unit::Percent) && self.and_half(next) {
            value += 0.5 / scale;
            next += 3;
            whole.end = self.tokens[next - 1].span.end;
            span = whole;
        }
        if self.is_year(at, next, &written, scale) && matches!(unit, Unit::Bare | Unit::Count) {
            let is_thing = unit == Unit::Count && !self.dates(at);
            (unit, factor) = if is_thing { (unit, factor) } else { (Unit::Year, 1.0) };
        }
        let figure = Figure {
            span,
            whole,
            value: written.value,
            number: value * scale,
            meant: value * scale * factor,
            unit,
            sense: if written.several && unit != Unit::Clock { Sense::AtLeast } else { self.sense(at) },
            either_half: written.several && unit == Unit::Clock,
            factor,
            counted,
            in_digits: written.in_digits,
        };
        (figure, next)
    }

    fn and_half(&self, at: usize) -> bool {
        matches!([self.lower(at), self.lower(at + 1), self.lower(at + 2)], ["and", "a", "half"])
            && (at..at + 3).all(|it| self.joined(it))
    }

    /// The money before a number: "$", "US$", "EUR".
    fn before(&self, at: usize) -> Option<(Currency, f64)> {
        let before = at.checked_sub(1)?;
        let gap = self.gap(at);
        let word = self.lower(before);
        let sign = self.text[..self.tokens[at].span.start].trim_end_matches(' ').chars().next_back()?;
        if let Some(money) =
            matches!(sign, '₹' | '₽' | '₩' | '₪' | '₴').then(|| units::currency(&sign.to_string())).flatten()
        {
            return Some(money);
        }
        let near = gap.is_empty() || gap == " " || gap == "\u{a0}";
        let is_sign = matches!(
            word,
            "$" | "£"
                | "€"
                | "¥"
                | "usd"
                | "eur"
                | "gbp"
                | "sek"
                | "nok"
                | "dkk"
                | "chf"
                | "jpy"
                | "cny"
                | "inr"
                | "czk"
                | "pln"
                | "kr"
        );
        (near && is_sign).then(|| units::currency(word)).flatten()
    }

    /// What is counted, by the words behind.
    fn behind(&self, next: usize) -> Option<Behind> {
        let word = self.lower(next);
        let gap = self.gap(next);
        let behind = |own, used| Some(Behind { own, used, nouns: [0; 3] });
        if !self.joined(next) && !(word == "%" && gap.is_empty()) {
            return None;
        }
        let points = |at: usize| self.joined(at) && self.lower(at).starts_with("point");
        match word {
            "%" | "percent" | "pc" if points(next + 1) => return behind((Unit::Points, 1.0), 2),
            "%" | "percent" | "pc" => return behind((Unit::Percent, 1.0), 1),
            "per" if self.lower(next + 1) == "cent" && points(next + 2) => {
                return behind((Unit::Points, 1.0), 3);
            }
            "per" if self.lower(next + 1) == "cent" => return behind((Unit::Percent, 1.0), 2),
            "percentage" if points(next + 1) => return behind((Unit::Points, 1.0), 2),
            "pp" | "ppt" => return behind((Unit::Points, 1.0), 1),
            "square" | "sq" if self.joined(next + 1) => {
                if let Some((Unit::Length, metres)) = units::unit(self.lower(next + 1)) {
                    return behind((Unit::Area, metres * metres), 2);
                }
            }
            _ => {}
        }
        if let Some(own) = units::unit(word) {
            if let (Unit::Length, "per" | "an") = (own.0, self.lower(next + 1))
                && matches!(self.lower(next + 2), "hour")
            {
                return behind((Unit::Speed, own.1 / 3_600.0), 3);
            }
            return behind(own, 1);
        }
        let nations = (0..2).take_while(|it| units::is_nation(self.lower(next + it))).count();
        if nations > 0
            && let Some((currency, share)) = units::currency(self.lower(next + nations))
        {
            return behind((Unit::Money(currency), share), nations + 1);
        }
        self.nouns(next)
    }

    /// The words behind a number that may be the thing it counts.
    fn nouns(&self, next: usize) -> Option<Behind> {
        let mut nouns = [0; 3];
        let mut plural = false;
        for (at, noun) in nouns.iter_mut().enumerate() {
            let Some(token) = self.tokens.get(next + at) else { break };
            let is_word = token.lower.chars().count() > 2 && token.lower.chars().all(char::is_alphabetic);
            if !self.joined(next + at) || !is_word || units::is_function(&token.lower) {
                break;
            }
            let is_plain = token.span.of(self.text).starts_with(char::is_lowercase);
            plural |= is_plain && is_plural(&token.lower);
            *noun = stem(&token.lower);
        }
        plural.then_some(Behind { own: (Unit::Count, 1.0), used: 0, nouns })
    }

    /// The month beside a number, and where it stands: "12 March", "March 12", "12th of March".
    fn month(&self, at: usize, next: usize) -> Option<(u8, Span)> {
        let named = |at: usize| {
            let token = self.tokens.get(at)?;
            let word = token.span.of(self.text);
            let is_name =
                word.starts_with(char::is_uppercase) && (word.len() > 3 || word == "May" || word.len() == 3);
            lists::month(word).filter(|_| is_name).map(|it| (it, token.span))
        };
        let near = |at: usize| self.gap(at).chars().all(|it| it.is_whitespace() || it == '.');
        let of = usize::from(self.lower(next) == "of" && self.joined(next));
        let behind = named(next + of).filter(|_| near(next + of));
        let before = || at.checked_sub(1).and_then(named).filter(|_| near(at));
        let article =
            || at.checked_sub(2).and_then(named).filter(|_| self.lower(at - 1) == "the" && near(at));
        behind.or_else(before).or_else(article)
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

    /// What the words before a number make of it.
    fn sense(&self, at: usize) -> Sense {
        let start = at.saturating_sub(4);
        let mut words: Vec<&str> = (start..at).map(|it| self.lower(it)).collect();
        while words.last().is_some_and(|it| matches!(*it, "$" | "£" | "€" | "¥" | "us" | "the" | "a")) {
            words.pop();
        }
        let ends = |list: &[&str]| {
            list.iter().any(|it| {
                words.join(" ").ends_with(it) && {
                    let many = it.split(' ').count();
                    words.len() >= many && words[words.len() - many..].join(" ") == **it
                }
            })
        };
        if ends(&[
            "more than",
            "over",
            "above",
            "exceeding",
            "upwards of",
            "in excess of",
            "topped",
            "exceeded",
        ]) {
            return Sense::AtLeast;
        }
        if ends(&["at least", "no fewer than", "no less than", "not less than", "minimum of"]) {
            return Sense::AtLeast;
        }
        if ends(&["almost", "nearly", "close to", "just under", "just short of", "not quite"]) {
            return Sense::Nearly;
        }
        if ends(&[
            "less than",
            "fewer than",
            "under",
            "below",
            "up to",
            "at most",
            "no more than",
            "not more than",
            "maximum of",
        ]) {
            return Sense::AtMost;
        }
        let about = [
            "about",
            "around",
            "roughly",
            "approximately",
            "some",
            "circa",
            "estimated",
            "an estimated",
            "c",
            "or so",
        ];
        let before = self.text[..self.tokens[at].span.start].trim_end();
        if ends(&about) || before.ends_with(['~', '≈']) { Sense::About } else { Sense::Exact }
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

/// What stands behind a number.
struct Behind {
    own: (Unit, f64),
    /// So many words belong to it.
    used: usize,
    nouns: [u32; 3],
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

fn is_plural(word: &str) -> bool {
    const IRREGULAR: &[&str] =
        &["people", "men", "women", "children", "police", "staff", "fish", "sheep", "feet", "teeth", "mice"];
    word.len() > 3 && word.ends_with('s') && !word.ends_with("ss") && !word.ends_with("us")
        || IRREGULAR.contains(&word)
}

/// A number for a noun without its ending.
fn stem(word: &str) -> u32 {
    let bare = word.strip_suffix("es").or_else(|| word.strip_suffix('s')).unwrap_or(word);
    crate::sources::matching::words::id(bare.strip_suffix('e').unwrap_or(bare))
}
