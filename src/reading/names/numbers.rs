//! Quantities: money, shares, and counts from ten up.

use super::{
    gazetteer::Known,
    words::{Case, Words},
};

/// Where a quantity that begins at `token` ends, in tokens.
pub fn number(words: &Words, token: usize) -> Option<usize> {
    if matches!(words.passage.word(token), "$" | "€" | "£" | "¥" | "₹" | "us$") {
        return (words.word(token + 1).case == Case::Number).then(|| after_scale(words, token + 2));
    }
    let known = words.known(token);
    match words.word(token).case {
        Case::Number if is_count(words, token) => {}
        Case::Lower | Case::Title if known.any(Known::NUMBER) => {}
        Case::Number | Case::Lower | Case::Title if scaled(words, token) => {}
        _ => return None,
    }
    Some(after_scale(words, token + 1))
}

/// Past "million", "percent", "hundred and fifty".
fn after_scale(words: &Words, mut end: usize) -> usize {
    loop {
        let next = words.passage.word(end);
        let hyphen = next == "-" && words.word(end).glued && words.word(end + 1).glued;
        if words.known(end).any(Known::NUMBER) || words.known(end).any(Known::SMALL) && words.is(end - 1, "-")
        {
            end += 1;
        } else if hyphen && words.known(end + 1).any(Known::NUMBER | Known::SMALL) {
            end += 2;
        } else if matches!(next, "%" | "percent") {
            return end + 1;
        } else if next == "per" && words.is(end + 1, "cent") {
            return end + 2;
        } else if matches!(
            next,
            "dollars" | "euros" | "pounds" | "yen" | "rubles" | "roubles" | "rupees" | "yuan"
        ) {
            return end + 1;
        } else {
            return end;
        }
    }
}

/// Figures from 10 up; no time of day, score, ordinal or number of a thing.
fn is_count(words: &Words, token: usize) -> bool {
    let form = words.passage.word(token);
    let plain = form.bytes().all(|it| it.is_ascii_digit() || matches!(it, b',' | b'.'));
    let large = form.bytes().filter(u8::is_ascii_digit).count() >= 2;
    let before = token.checked_sub(1).map_or("", |it| words.passage.word(it));
    let tied = matches!(
        before,
        ":" | "-" | "/" | "no" | "no." | "#" | "number" | "." | "–" | "@" | "page" | "chapter"
    ) || words.is_capital(token.wrapping_sub(1)) && !words.word(token - 1).opens;
    let next = words.passage.word(token + 1);
    let tied_after = words.word(token + 1).glued && matches!(next, ":" | "/" | "-" | "–" | "@" | "°")
        || matches!(next, "a.m." | "p.m." | "am" | "pm" | "a.m" | "p.m");
    plain && large && !tied && !tied_after
}

/// "5 million", "three percent", "7 %".
fn scaled(words: &Words, token: usize) -> bool {
    let small = words.known(token).any(Known::SMALL)
        || words.word(token).case == Case::Number && words.passage.word(token).len() <= 3;
    let next = words.passage.word(token + 1);
    let scale = matches!(next, "hundred" | "thousand" | "million" | "billion" | "trillion" | "dozen");
    small && (scale || matches!(next, "percent" | "%") || next == "per" && words.is(token + 2, "cent"))
}
