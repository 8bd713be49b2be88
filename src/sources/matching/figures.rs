//! Numbers in digits and in words, and whether two of them are the same.
//!
//! A number is a value, a scale and what is counted. "$12 billion" is neither 12 March nor 12 million dollars, and
//! three percentage points are not three percent; but "almost 3,000" may be 2,987, and a third is 33.4 percent.

mod around;
mod scan;
mod spelt;
#[cfg(test)]
mod tests;
mod units;
mod written;

pub use scan::figures;

use crate::text::Span;
use units::Unit;

/// The numbers of a text that stand for one value: "dozens" is none.
pub fn values(text: &str) -> Vec<Figure> {
    let mut all = figures(text);
    all.retain(|it| !it.is_vague);
    all
}

/// A number in a text.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Figure {
    /// The number alone, without "million" or a sign.
    pub span: Span,
    /// With its sign, its scale and its unit.
    pub whole: Span,
    /// As it stands: 42 in "42 million".
    value: f64,
    /// With its scale: 42,000,000.
    number: f64,
    /// In the base of its unit: seconds, metres.
    meant: f64,
    unit: Unit,
    sense: Sense,
    /// An hour of which nobody says whether it is before noon.
    either_half: bool,
    /// How much of the base its unit is.
    factor: f64,
    /// What it may count: the words behind it.
    counted: [u32; 3],
    /// Written in digits.
    pub in_digits: bool,
    /// "dozens", "thousands": so many or more.
    is_vague: bool,
}

/// How exactly a number is meant.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Sense {
    Exact,
    /// "about 40"
    About,
    /// "more than 40"
    AtLeast,
    /// "almost 40"
    Nearly,
    /// "up to 40"
    AtMost,
}

impl Figure {
    /// Whether a source that has `other` bears this number out: the same, or this one rounded.
    pub fn is_borne_out_by(&self, other: &Figure) -> bool {
        if self.unit == Unit::Decade {
            let decade = if other.unit == Unit::Decade { 1.0 } else { 10.0 };
            return other.number >= self.number
                && other.number < self.number + decade
                && other.number % 1.0 == 0.0;
        }
        match self.unit.beside(other.unit) {
            Beside::Apart => false,
            Beside::Base => self.agrees(self.meant, other.meant, other),
            Beside::Number => self.agrees(self.number, other.number, other),
            Beside::Weight => {
                let pounds =
                    |it: &Figure| if it.unit == Unit::Pounds { 0.453_592 * it.number } else { it.meant };
                self.agrees(pounds(self), pounds(other), other)
            }
        }
    }

    fn agrees(&self, own: f64, other: f64, source: &Figure) -> bool {
        let same = |a: f64, b: f64| (a - b).abs() <= 1e-9 * a.abs().max(b.abs());
        if self.unit == Unit::Clock {
            let half = self.either_half || source.either_half;
            return same(own, other) || half && same(own % 720.0, other % 720.0);
        }
        if same(own, other) {
            return true;
        }
        if matches!(self.unit, Unit::Day(_) | Unit::Year | Unit::Ordinal) {
            return false;
        }
        let off = (own - other).abs() / other.abs().max(f64::MIN_POSITIVE);
        // Miles for kilometres, months for days.
        let weighed = (self.unit == Unit::Pounds) != (source.unit == Unit::Pounds);
        let converted = self.factor != source.factor && self.unit == source.unit || weighed;
        let near = if matches!(self.unit, Unit::Time) { 0.02 } else { 0.05 };
        if converted && !matches!(self.unit, Unit::Money(_) | Unit::Percent) && off <= near {
            return true;
        }
        // A fraction is a round word for a share.
        let share = |it: &Figure| it.unit == Unit::Percent && it.factor == 100.0;
        if (share(self) != share(source)) && (own - other).abs() <= 1.7 {
            return true;
        }
        let ratio = other / own;
        let hedged = match self.sense {
            Sense::Exact => false,
            Sense::About => off <= 0.05,
            Sense::AtLeast => (1.0..2.0).contains(&ratio),
            Sense::Nearly => (0.85..=1.0).contains(&ratio),
            Sense::AtMost => (0.5..=1.0).contains(&ratio),
        };
        let written = own / self.number * self.value;
        let scale = own / written;
        hedged || scale.is_finite() && self.rounds(other / scale, written, scale)
    }

    /// Whether an exact number is what stands behind this round one: 2,987 behind 3,000, 41.28 behind 41.3.
    fn rounds(&self, exact: f64, round: f64, scale: f64) -> bool {
        let near = if self.sense == Sense::Exact { 0.08 } else { 0.13 };
        let close = (exact - round).abs() <= near * exact.abs();
        // Whoever writes "almost" or "more than" does not round across.
        match self.sense {
            Sense::AtLeast if exact < round => return false,
            Sense::Nearly | Sense::AtMost if exact > round => return false,
            _ => {}
        }
        if scale > 1.0
            && round % 1.0 == 0.0
            && round < 1_000.0
            && matches!(self.unit, Unit::Money(_) | Unit::Bare | Unit::Count)
        {
            return close && (exact.round() - round).abs() < 1e-6;
        }
        rounds_to(exact, round) && (close || exact % 1.0 != 0.0 && round % 1.0 == 0.0 && round.abs() < 100.0)
    }

    /// How far another number is from this one, as a ratio of at least 1; none where they are not of a kind.
    pub fn distance(&self, other: &Figure) -> Option<f64> {
        let kind = match self.unit.beside(other.unit) {
            Beside::Apart => matches!(
                (self.unit, other.unit),
                (Unit::Money(_), Unit::Money(_))
                    | (Unit::Percent, Unit::Points)
                    | (Unit::Points, Unit::Percent)
            ),
            _ => true,
        };
        let of_a_kind = kind && self.is_year() == other.is_year() && other.unit != Unit::Decade;
        let (a, b) = (self.number, other.number);
        let told = other.in_digits
            || !self.in_digits
            || !matches!(other.unit, Unit::Bare | Unit::Count | Unit::Ordinal);
        (of_a_kind && told && a > 0.0 && b > 0.0).then(|| (a / b).max(b / a))
    }

    /// How many times the other number this one is; endless for anything beside nothing.
    pub fn ratio_to(&self, other: &Figure) -> f64 {
        self.number / other.number
    }

    pub fn is_year(&self) -> bool {
        self.unit == Unit::Year
            || (1000.0..2100.0).contains(&self.number) && self.number % 1.0 == 0.0 && self.unit == Unit::Bare
    }

    /// Whether two are written with the same scale and of the same unit, so that the bare number of one can take the
    /// place of the other's.
    pub fn is_written_like(&self, other: &Figure) -> bool {
        let same_unit = self.unit == other.unit && self.factor == other.factor;
        let is_alone = |it: &Figure| it.span == it.whole && it.unit != Unit::Bare;
        self.scale() == other.scale()
            && (same_unit || other.unit == Unit::Bare || self.unit == Unit::Bare)
            && (is_alone(self) == is_alone(other))
    }

    /// "million", whether it stands behind digits or is part of a number in words.
    fn scale(&self) -> f64 {
        if self.in_digits {
            return if self.value == 0.0 { 1.0 } else { (self.number / self.value).round() };
        }
        [1e12, 1e9, 1e6, 1e3].into_iter().find(|it| self.number >= *it).unwrap_or(1.0)
    }

    /// Whether it is no more than an article: "a day later", "one of the two".
    pub fn is_article(&self) -> bool {
        self.number == 1.0 && !self.in_digits
    }

    /// Whether both are one number in other letters: "$5 million" and "five million dollars", but not "90 minutes" and
    /// "an hour and a half".
    pub fn is_spelling_of(&self, other: &Figure) -> bool {
        let unit = |it: &Figure| if it.unit == Unit::Count { Unit::Bare } else { it.unit };
        let near = (self.number - other.number).abs() <= 1e-9 * self.number.abs();
        near && unit(self) == unit(other) && self.factor == other.factor && self.is_vague == other.is_vague
    }

    /// Whether both count plainly the same, so that another value contradicts.
    pub fn is_rival_of(&self, other: &Figure) -> bool {
        match (self.unit, other.unit) {
            (Unit::Count, Unit::Count) => {
                self.counted.iter().filter(|it| **it != 0).any(|it| other.counted.contains(it))
            }
            (Unit::Bare | Unit::Ordinal | Unit::Year | Unit::Decade | Unit::Day(_) | Unit::Count, _) => false,
            (own, other) => own.beside(other) == Beside::Base && other != Unit::Bare,
        }
    }
}

/// What two numbers of different units are compared by.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Beside {
    /// They are different numbers whatever they are.
    Apart,
    /// Both in the base of their unit.
    Base,
    /// One says nothing of what it counts.
    Number,
    /// One is pounds, which may be money and may be weight.
    Weight,
}

impl Unit {
    fn beside(self, other: Unit) -> Beside {
        use Unit::{Bare, Clock, Count, Day, Decade, Mass, Money, Ordinal, Points, Pounds, Year};
        match (self, other) {
            (Day(a), Day(b)) if a == 0 || b == 0 || a == b => Beside::Number,
            (Day(_), Ordinal) | (Ordinal, Day(_)) => Beside::Number,
            (Money(units::Currency::Pound), Pounds) | (Pounds, Money(units::Currency::Pound)) => Beside::Base,
            (Pounds, Mass) | (Mass, Pounds) => Beside::Weight,
            (a, b) if a == b => Beside::Base,
            // "The eighties" may be told by any of its years.
            (Bare | Year, Decade) => Beside::Apart,
            (Year, Count) | (Count, Year) | (Clock, _) | (_, Clock) => Beside::Apart,
            (Bare, _) | (_, Bare) => Beside::Number,
            // A team's points, and those of a share.
            (Points, Count) | (Count, Points) => Beside::Number,
            _ => Beside::Apart,
        }
    }
}

/// Whether an exact number is what stands behind a round one, by the places that it is written to.
fn rounds_to(exact: f64, round: f64) -> bool {
    let step = if round % 1.0 == 0.0 {
        let steps = [1e9, 1e8, 1e7, 1e6, 1e5, 1e4, 1e3, 1e2, 1e1];
        match steps.into_iter().find(|it| round % it == 0.0 && round > 0.0) {
            Some(step) if step > 10.0 || round >= 100.0 => step,
            // A whole number stands for a fraction, not for another whole number.
            _ if exact % 1.0 != 0.0 => 1.0,
            _ => return false,
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
