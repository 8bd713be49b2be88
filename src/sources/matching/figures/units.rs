//! What a number counts: parts of a hundred, money, time, measures, days and hours of the clock.

/// What a number counts. Two numbers of different units are different numbers.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Unit {
    /// Nothing is said: "it rose to 42".
    Bare,
    /// Things: "42 ships".
    Count,
    /// Parts of a hundred; a fraction is one too.
    Percent,
    /// Percentage points.
    Points,
    Money(Currency),
    /// In seconds.
    Time,
    /// "pounds" alone, money or weight.
    Pounds,
    /// In metres.
    Length,
    /// In square metres.
    Area,
    /// In kilograms.
    Mass,
    /// In litres.
    Volume,
    /// In metres a second.
    Speed,
    /// In watts.
    Power,
    /// In watt-hours.
    Energy,
    /// In degrees, whichever.
    Degrees,
    /// Minutes since midnight.
    Clock,
    /// A day of a month, from 1; 0 where the month is not told.
    Day(u8),
    Year,
    /// "the 1950s"
    Decade,
    /// "the 19th"
    Ordinal,
}

/// Money of one kind; what is told apart only by its country's name is one kind where that is not told.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Currency {
    Dollar,
    Euro,
    Pound,
    Yen,
    Yuan,
    Rupee,
    Crown,
    Franc,
    Rouble,
    Zloty,
    Lira,
    Peso,
    Real,
    Rand,
    Won,
    Shekel,
    Dinar,
    Hryvnia,
}

const MINUTE: f64 = 60.0;
const HOUR: f64 = 60.0 * MINUTE;
const DAY: f64 = 24.0 * HOUR;
const YEAR: f64 = 365.25 * DAY;

/// A unit by its word in small letters, and how much of the base it is.
pub fn unit(word: &str) -> Option<(Unit, f64)> {
    time(word).map(|it| (Unit::Time, it)).or_else(|| measure(word)).or_else(|| {
        let (currency, share) = currency(word)?;
        Some((Unit::Money(currency), share))
    })
}

fn time(word: &str) -> Option<f64> {
    Some(match word {
        "second" | "seconds" | "sec" | "secs" => 1.0,
        "minute" | "minutes" | "min" | "mins" => MINUTE,
        "hour" | "hours" | "hr" | "hrs" | "h" => HOUR,
        "day" | "days" => DAY,
        "night" | "nights" => DAY,
        "week" | "weeks" | "wk" | "wks" => 7.0 * DAY,
        "fortnight" | "fortnights" => 14.0 * DAY,
        "month" | "months" => YEAR / 12.0,
        "year" | "years" | "yr" | "yrs" => YEAR,
        "decade" | "decades" => 10.0 * YEAR,
        "century" | "centuries" => 100.0 * YEAR,
        _ => return None,
    })
}

fn measure(word: &str) -> Option<(Unit, f64)> {
    Some(match word {
        "km" | "kilometre" | "kilometres" | "kilometer" | "kilometers" => (Unit::Length, 1_000.0),
        "metre" | "metres" | "meter" | "meters" => (Unit::Length, 1.0),
        "cm" | "centimetre" | "centimetres" | "centimeter" | "centimeters" => (Unit::Length, 0.01),
        "mm" | "millimetre" | "millimetres" | "millimeter" | "millimeters" => (Unit::Length, 0.001),
        "mile" | "miles" => (Unit::Length, 1_609.344),
        "yard" | "yards" | "yd" => (Unit::Length, 0.9144),
        "foot" | "feet" | "ft" => (Unit::Length, 0.3048),
        "inch" | "inches" => (Unit::Length, 0.0254),
        "hectare" | "hectares" | "ha" => (Unit::Area, 10_000.0),
        "acre" | "acres" => (Unit::Area, 4_046.856),
        "kg" | "kilo" | "kilos" | "kilogram" | "kilograms" | "kilogramme" | "kilogrammes" => {
            (Unit::Mass, 1.0)
        }
        "gram" | "grams" | "gramme" | "grammes" => (Unit::Mass, 0.001),
        "tonne" | "tonnes" | "ton" | "tons" => (Unit::Mass, 1_000.0),
        "lb" | "lbs" => (Unit::Mass, 0.453_592),
        "ounce" | "ounces" | "oz" => (Unit::Mass, 0.028_349_5),
        "stone" => (Unit::Mass, 6.350_29),
        "litre" | "litres" | "liter" | "liters" => (Unit::Volume, 1.0),
        "gallon" | "gallons" => (Unit::Volume, 4.0),
        "mph" => (Unit::Speed, 0.447_04),
        "kph" | "kmh" => (Unit::Speed, 0.277_778),
        "knot" | "knots" => (Unit::Speed, 0.514_444),
        "kilowatt" | "kilowatts" | "kw" => (Unit::Power, 1e3),
        "megawatt" | "megawatts" | "mw" => (Unit::Power, 1e6),
        "gigawatt" | "gigawatts" | "gw" => (Unit::Power, 1e9),
        "kwh" => (Unit::Energy, 1e3),
        "mwh" => (Unit::Energy, 1e6),
        "gwh" => (Unit::Energy, 1e9),
        "twh" => (Unit::Energy, 1e12),
        "degree" | "degrees" => (Unit::Degrees, 1.0),
        "pounds" | "pound" => (Unit::Pounds, 1.0),
        _ => return None,
    })
}

/// A currency by its name, its letters or its sign, and how much of it the word is: a cent is a hundredth.
pub fn currency(word: &str) -> Option<(Currency, f64)> {
    use Currency::*;
    let whole = match word {
        "$" | "us$" | "dollar" | "dollars" | "usd" | "aud" | "cad" | "nzd" | "buck" | "bucks" => Dollar,
        "€" | "euro" | "euros" | "eur" => Euro,
        "£" | "gbp" | "sterling" | "quid" => Pound,
        "¥" | "yen" | "jpy" => Yen,
        "yuan" | "renminbi" | "rmb" | "cny" => Yuan,
        "₹" | "rupee" | "rupees" | "inr" => Rupee,
        "crown" | "crowns" | "krona" | "kronor" | "krone" | "kroner" | "kr" | "sek" | "nok" | "dkk"
        | "koruna" | "czk" | "króna" => Crown,
        "franc" | "francs" | "chf" => Franc,
        "₽" | "rouble" | "roubles" | "ruble" | "rubles" | "rub" => Rouble,
        "zloty" | "zlotys" | "zlotych" | "pln" => Zloty,
        "lira" | "liras" | "lire" => Lira,
        "peso" | "pesos" => Peso,
        "reais" | "brl" => Real,
        "rand" | "zar" => Rand,
        "₩" | "won" | "krw" => Won,
        "₪" | "shekel" | "shekels" => Shekel,
        "dinar" | "dinars" => Dinar,
        "₴" | "hryvnia" | "hryvnias" | "uah" => Hryvnia,
        "pence" | "penny" => return Some((Pound, 0.01)),
        "cent" | "cents" => return Some((Dollar, 0.01)),
        _ => return None,
    };
    Some((whole, 1.0))
}

/// What may stand between a number and its money: "5 million US dollars", "40 Danish kroner".
pub fn is_nation(word: &str) -> bool {
    const NATIONS: &[&str] = &[
        "american",
        "australian",
        "brazilian",
        "british",
        "canadian",
        "chinese",
        "czech",
        "danish",
        "hong",
        "icelandic",
        "indian",
        "israeli",
        "japanese",
        "kong",
        "mexican",
        "new",
        "norwegian",
        "polish",
        "russian",
        "singapore",
        "south",
        "swedish",
        "swiss",
        "turkish",
        "ukrainian",
        "us",
        "u.s",
        "zealand",
    ];
    NATIONS.contains(&word)
}

/// "million" and its like, and the letters for them behind a number.
pub fn scale(word: &str) -> Option<f64> {
    Some(match word {
        "hundred" => 1e2,
        "thousand" | "k" => 1e3,
        "lakh" => 1e5,
        "million" | "m" | "mn" | "mln" => 1e6,
        "crore" => 1e7,
        "billion" | "bn" => 1e9,
        "trillion" | "tn" | "trn" => 1e12,
        _ => return None,
    })
}

/// Words that are no thing that is counted.
pub fn is_function(word: &str) -> bool {
    const WORDS: &[&str] = &[
        "a", "about", "above", "after", "ago", "all", "also", "although", "am", "an", "and", "are", "as",
        "at", "away", "because", "been", "before", "below", "between", "but", "by", "can", "could", "did",
        "do", "does", "during", "each", "earlier", "else", "every", "for", "from", "had", "has", "have",
        "he", "her", "his", "if", "in", "into", "is", "it", "its", "last", "later", "less", "may", "more",
        "most", "next", "no", "nor", "not", "now", "of", "off", "on", "once", "onward", "onwards", "or",
        "out", "over", "per", "pm", "she", "since", "so", "than", "that", "the", "their", "them", "then",
        "there", "these", "they", "this", "those", "through", "times", "to", "too", "under", "until", "up",
        "was", "we", "were", "when", "where", "which", "while", "who", "will", "with", "within", "without",
        "would", "yes", "you",
    ];
    WORDS.contains(&word)
}
