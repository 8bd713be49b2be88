//! Numbers as one token: "3,000", "4.5", "10:30", "9/11", "19th", "1990s", "3.5m", "713-555-0142".

/// What may stand right behind the digits and stay with them.
const ENDINGS: [&str; 16] =
    ["st", "nd", "rd", "th", "s", "m", "mn", "bn", "b", "k", "tn", "trn", "M", "B", "K", "x"];

/// The bytes of the number at the start of `rest`, if one stands there.
pub(super) fn length(rest: &str, before: Option<char>) -> Option<usize> {
    let bytes = rest.as_bytes();
    let leading = usize::from(bytes.first() == Some(&b'.') && !before.is_some_and(char::is_alphanumeric));
    if !bytes.get(leading).is_some_and(u8::is_ascii_digit) {
        return None;
    }
    let mut end = leading + digits(&bytes[leading..]);
    while let Some(more) = joined(&bytes[end..], end) {
        end += more;
    }
    end = telephone(bytes).unwrap_or(0).max(end);
    let money = before.is_some_and(|it| matches!(it, '$' | '£' | '€' | '¥' | '₹'));
    if !money && is_called(rest) {
        return None;
    }
    let tail = decade(&rest[..end], &rest[end..]).unwrap_or_else(|| ending(&rest[end..]));
    Some(end + tail)
}

/// Letters that make a quantity, an hour or a sum of the figures before them; small, without a plural's "s".
const MEASURES: &[&str] = &[
    "am", "pm", "st", "nd", "rd", "th", "m", "mn", "million", "bn", "billion", "tn", "trn", "trillion", "cr",
    "crore", "lakh", "km", "kmh", "kg", "mm", "cm", "nm", "mg", "ml", "cc", "ha", "ft", "in", "lb", "oz",
    "yd", "mt", "gt", "kt", "hr", "min", "sec", "yr", "yo", "kb", "mb", "gb", "tb", "pb", "kbit", "mbit",
    "gbit", "kbps", "mbps", "gbps", "kw", "mw", "gw", "tw", "mwp", "gwp", "wh", "kwh", "mwh", "gwh", "twh",
    "hz", "khz", "mhz", "ghz", "thz", "ah", "mah", "ma", "kv", "kva", "mva", "mv", "kj", "mj", "gj", "pj",
    "kn", "kev", "mev", "gev", "tev", "pa", "kpa", "mpa", "hpa", "db", "dba", "bhp", "hp", "mph", "kph",
    "rpm", "fps", "ppm", "bpm", "mp", "usd", "eur", "gbp", "chf", "aud", "cad", "nzd", "jpy", "cny", "rmb",
    "inr", "sek", "nok", "dkk", "pln", "czk", "huf", "rub", "uah", "zar", "brl", "krw", "btc", "gmt", "utc",
    "bst", "ist", "cet", "cest", "eet", "msk", "jst", "aest", "est", "edt", "cst", "cdt", "mst", "mdt",
    "pst", "pdt",
];

/// A month's name or its usual short form, in small letters and without a full stop.
pub fn is_month(word: &str) -> bool {
    const MONTHS: [&str; 12] = [
        "january",
        "february",
        "march",
        "april",
        "may",
        "june",
        "july",
        "august",
        "september",
        "october",
        "november",
        "december",
    ];
    word == "sept" || MONTHS.iter().any(|it| *it == word || word.len() == 3 && it.starts_with(word))
}

/// Words that begin a sentence right behind a note's figure where a space was lost: "12The".
const BEGINNINGS: [&str; 14] =
    ["The", "He", "She", "It", "In", "But", "And", "This", "That", "They", "We", "On", "At", "For"];

/// "6PR", "2Pac", "5G": a few figures with letters that make them what something is called, no quantity.
pub(super) fn is_called(rest: &str) -> bool {
    let figures = digits(rest.as_bytes());
    let behind = &rest[figures..];
    let letters = &behind[..behind.find(|it: char| !it.is_alphanumeric()).unwrap_or(behind.len())];
    let capital = letters.contains(char::is_uppercase) && letters.chars().all(char::is_alphabetic);
    if !capital || !(1..=3).contains(&figures) {
        return false;
    }
    let listed = |list: &[&str], word: &str| list.iter().any(|it| word.eq_ignore_ascii_case(it));
    let single = letters.strip_suffix(['s', 'S']).unwrap_or(letters);
    match letters.chars().count() {
        1 => figures == 1 && matches!(letters, "G" | "D"),
        // "20TK" is a gap to be filled.
        2..=16 if letters.starts_with("TK") => false,
        2..=16 => {
            let measure = listed(MEASURES, letters) || listed(MEASURES, single);
            !measure && !is_month(&letters.to_lowercase()) && !BEGINNINGS.contains(&letters)
        }
        _ => false,
    }
}

fn digits(bytes: &[u8]) -> usize {
    bytes.iter().take_while(|it| it.is_ascii_digit()).count()
}

/// A separator with the digits behind it.
fn joined(bytes: &[u8], before: usize) -> Option<usize> {
    let group = digits(bytes.get(1..)?);
    let joins = match bytes[0] {
        b'.' => group > 0,
        b',' => group == 3,
        b':' => group == 2 && before <= 5,
        b'/' => group > 0 && group <= 4 && before <= 5,
        _ => false,
    };
    joins.then_some(1 + group)
}

/// "713-555-0142", "555-0142", "1-800-555-0142", "2016-05-04".
fn telephone(bytes: &[u8]) -> Option<usize> {
    let mut end = 0;
    let mut groups = [0; 4];
    for slot in &mut groups {
        *slot = digits(bytes.get(end..)?);
        end += *slot + 1;
        if bytes.get(end - 1) != Some(&b'-') {
            break;
        }
    }
    matches!(groups, [3, 4, 0, 0] | [3, 3, 4, 0] | [1, 3, 3, 4] | [4, 2, 2, 0] | [2, 2, 4, 0])
        .then_some(end - 1)
}

fn ending(rest: &str) -> usize {
    let letters = rest.find(|it: char| !it.is_alphanumeric()).unwrap_or(rest.len());
    if ENDINGS.contains(&&rest[..letters]) { letters } else { 0 }
}

/// "’s" behind a decade ("1990’s", "the 50’s"); behind other numbers it is a possessive.
fn decade(number: &str, rest: &str) -> Option<usize> {
    let whole = number.ends_with('0') && matches!(number.len(), 2 | 4);
    let tail = rest.strip_prefix(['\'', '’'])?;
    let ends = tail.strip_prefix('s')?.chars().next().is_none_or(|it| !it.is_alphanumeric());
    (whole && ends).then_some(rest.len() - tail.len() + 1)
}
