//! Where a person's name ends.

use super::{
    gazetteer::Known,
    shapes::run_end,
    words::{Case, Words},
};

/// Where the person named from `start` ends: given names, initials, particles, family names, "Jr.".
pub fn person_end(words: &Words, start: usize, limit: usize) -> usize {
    let mut end = start + 1;
    let mut parts = 1;
    while end < limit && parts < 5 {
        if let Some(next) = particle(words, end, limit) {
            end = next;
        } else if words.is_capital(end) && continues(words, end) {
            end += 1;
        } else if joined(words, end, limit) {
            end += 2;
            continue;
        } else if is_suffix(words, end) {
            end += 1;
            break;
        } else {
            break;
        }
        parts += 1;
    }
    end
}

/// "de la Cruz", "bin Salman", "al-Hadi": past lower-case particles and the capital after them.
fn particle(words: &Words, at: usize, limit: usize) -> Option<usize> {
    let mut next = at;
    while next < limit && next < at + 3 && is_particle(words.passage.word(next)) && !words.word(next).taken {
        next += 1;
        if words.is(next, "-") && words.word(next).glued && words.word(next + 1).glued {
            next += 1;
        }
    }
    (next > at && next < limit && words.is_capital(next)).then_some(next + 1)
}

fn is_particle(word: &str) -> bool {
    matches!(
        word,
        "de" | "da"
            | "do"
            | "dos"
            | "das"
            | "del"
            | "della"
            | "di"
            | "du"
            | "der"
            | "den"
            | "ter"
            | "ten"
            | "van"
            | "von"
            | "vom"
            | "zu"
            | "bin"
            | "bint"
            | "ibn"
            | "ben"
            | "al"
            | "el"
            | "ad"
            | "as"
            | "ash"
            | "ul"
            | "la"
            | "le"
            | "y"
            | "e"
            | "af"
            | "av"
            | "st."
    )
}

fn continues(words: &Words, at: usize) -> bool {
    let word = words.word(at);
    let known = word.entry.known;
    let other_name = known.any(Known::NAME | Known::ORDINARY) && !known.any(Known::PERSONAL);
    let repeated = words.passage.word(at) == words.passage.word(at - 1);
    if known.any(Known::FUNCTION) || other_name || repeated {
        return false;
    }
    let role = known.any(Known::ROLE) && !known.any(Known::SURNAME)
        || known.any(Known::ADDRESS) && words.is_capital(at + 1);
    let shouted = word.case == Case::Upper && words.word(at - 1).case != Case::Upper;
    !role && (!shouted || words.passage.form(at).contains('.'))
}

/// A hyphen, an initial's full stop or an apostrophe between two capitals.
fn joined(words: &Words, at: usize, limit: usize) -> bool {
    let hyphen = words.is(at, "-")
        && words.word(at).glued
        && words.word(at + 1).glued
        && words.word(at + 1).case != Case::Number;
    (hyphen && at + 1 < limit && matches!(words.word(at + 1).case, Case::Title | Case::Lower | Case::Upper))
        || words.word(at).case == Case::Mark
            && words.passage.form(at) != "&"
            && run_end(words, at - 1, limit) > at + 1
}

fn is_suffix(words: &Words, at: usize) -> bool {
    matches!(words.passage.word(at), "jr" | "jr." | "sr" | "sr.") && words.is_capital(at)
}
