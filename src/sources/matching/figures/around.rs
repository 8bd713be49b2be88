//! What stands around a number: its money, its unit, its month, and how exactly it is meant.

use super::{
    Sense,
    scan::Scan,
    units::{self, Currency, Unit},
};
use crate::{
    sources::{lists, matching::words},
    text::Span,
};

/// What stands behind a number.
pub struct Behind {
    pub own: (Unit, f64),
    /// So many words belong to it.
    pub used: usize,
    pub nouns: [u32; 3],
}

impl Scan<'_> {
    /// The money before a number: "$", "US$", "EUR".
    pub fn before(&self, at: usize) -> Option<(Currency, f64)> {
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
    pub fn behind(&self, next: usize) -> Option<Behind> {
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
    pub fn month(&self, at: usize, next: usize) -> Option<(u8, Span)> {
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

    /// What the words before a number make of it.
    pub fn sense(&self, at: usize) -> Sense {
        let start = at.saturating_sub(4);
        let mut words: Vec<&str> = (start..at).map(|it| self.lower(it)).collect();
        while words.last().is_some_and(|it| matches!(*it, "$" | "£" | "€" | "¥" | "us" | "the" | "a")) {
            words.pop();
        }
        let before = self.text[..self.tokens[at].span.start].trim_end();
        if before.ends_with(['~', '≈']) {
            return Sense::About;
        }
        let ends = |it: &&str| {
            let many = it.split(' ').count();
            words.len() >= many && words[words.len() - many..].iter().copied().eq(it.split(' '))
        };
        let found = HEDGES.iter().find(|(_, phrases)| phrases.iter().any(ends));
        found.map_or(Sense::Exact, |it| it.0)
    }
}

/// What makes a number inexact; the longer phrase before the one that it ends in.
const HEDGES: &[(Sense, &[&str])] = &[
    (Sense::Nearly, &["just under"]),
    (Sense::AtLeast, &["no fewer than", "no less than", "not less than"]),
    (
        Sense::AtMost,
        &[
            "less than",
            "fewer than",
            "under",
            "below",
            "up to",
            "at most",
            "no more than",
            "not more than",
            "maximum of",
        ],
    ),
    (Sense::Nearly, &["almost", "nearly", "close to", "just short of", "not quite"]),
    (
        Sense::AtLeast,
        &[
            "at least",
            "minimum of",
            "more than",
            "over",
            "above",
            "exceeding",
            "upwards of",
            "in excess of",
            "topped",
            "exceeded",
        ],
    ),
    (
        Sense::About,
        &[
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
        ],
    ),
];

fn is_plural(word: &str) -> bool {
    const IRREGULAR: &[&str] =
        &["people", "men", "women", "children", "police", "staff", "fish", "sheep", "feet", "teeth", "mice"];
    word.len() > 3 && word.ends_with('s') && !word.ends_with("ss") && !word.ends_with("us")
        || IRREGULAR.contains(&word)
}

/// A number for a noun without its ending.
fn stem(word: &str) -> u32 {
    let bare = word.strip_suffix("es").or_else(|| word.strip_suffix('s')).unwrap_or(word);
    words::id(bare.strip_suffix('e').unwrap_or(bare))
}
