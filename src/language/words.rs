//! One word: how far it goes, and the pieces it falls into.

use std::ops::Range;

use super::{Shape, abbreviations, numbers};

/// Parts that keep their hyphen, as in "e-mail", "pro-Beijing", "co-founder"; Universal
/// Dependencies splits every other compound.
const PREFIXES: &[&str] = &[
    "anti", "bi", "co", "counter", "cross", "de", "e", "ex", "extra", "hyper", "infra", "inter", "intra",
    "macro", "mega", "meta", "micro", "mid", "mini", "mis", "multi", "nano", "neo", "non", "out", "over",
    "pan", "para", "poly", "post", "pre", "pro", "proto", "pseudo", "quasi", "re", "semi", "sub", "super",
    "supra", "trans", "tri", "ultra", "un", "under", "uni", "vice",
];

/// Endings of domains and files that make "name.ending" one word.
const SUFFIXES: &[&str] = &[
    "com", "org", "net", "edu", "gov", "mil", "info", "biz", "uk", "us", "eu", "de", "fr", "ca", "au", "jp",
    "ru", "cn", "in", "it", "es", "nl", "tv", "io", "ai", "int", "doc", "docx", "pdf", "xls", "xlsx", "ppt",
    "htm", "html", "jpg", "png", "txt", "csv", "zip", "md", "url", "exe", "js",
];

/// How far a dotted word is followed; keeps the work linear in hostile text.
const DOTTED: usize = 80;

pub(super) fn is_letter(it: char) -> bool {
    it.is_alphanumeric() || matches!(it, '_' | '\u{AD}' | '\u{0300}'..='\u{036F}' | '\u{200C}' | '\u{200D}')
}

pub(super) fn is_apostrophe(it: char) -> bool {
    matches!(it, '\'' | '’' | '`' | '\u{02BC}')
}

/// The bytes of the word that begins at `start`, with the full stop of an abbreviation.
pub(super) fn word(text: &str, start: usize) -> usize {
    let rest = &text[start..];
    let mut end = run(rest);
    loop {
        let Some(joint) = rest[end..].chars().next() else { return end };
        let behind = &rest[end + joint.len_utf8()..];
        let next = behind.chars().next();
        match joint {
            _ if is_apostrophe(joint)
                && next.is_some_and(char::is_alphabetic)
                && letter_before(&rest[..end]) => {}
            '&' if upper(&rest[..end]) && upper(&behind[..run(behind).min(behind.len())]) => {}
            '-' if next.is_some_and(char::is_alphanumeric) && is_prefix(&rest[..end]) => {}
            '/' if short_slash(&rest[..end], behind) => return end + 1 + run(behind),
            '.' => {
                return dotted(rest, end)
                    .unwrap_or_else(|| end + abbreviations::stop(text, start, start + end));
            }
            _ => return end,
        }
        end += joint.len_utf8() + run(behind);
    }
}

/// The letters and digits at the start.
fn run(rest: &str) -> usize {
    rest.find(|it| !is_letter(it)).unwrap_or(rest.len())
}

fn letter_before(word: &str) -> bool {
    word.chars().next_back().is_some_and(char::is_alphabetic)
}

fn upper(word: &str) -> bool {
    !word.is_empty() && word.len() <= 6 && word.chars().all(|it| it.is_uppercase() || it.is_ascii_digit())
}

fn is_prefix(part: &str) -> bool {
    part.len() <= 8 && PREFIXES.iter().any(|it| part.eq_ignore_ascii_case(it))
}

/// "b/c", "w/o", "s/he", "c/o": the slash makes them.
fn short_slash(before: &str, behind: &str) -> bool {
    let after = &behind[..run(behind)];
    matches!(
        (before, after),
        ("b" | "w", "c" | "o") | ("s" | "S", "he") | ("c", "o") | ("n" | "N", "a" | "A")
    )
}

/// "U.S.", "a.m.", "Ph.D.", "J.K." of "J.K.Rowling", "example.com": the end of a word with stops inside.
fn dotted(rest: &str, first: usize) -> Option<usize> {
    let single = |part: &str| part.chars().count() == 1 && part.chars().all(char::is_alphabetic);
    let short = |part: &str| part.len() <= 3 && part.starts_with(char::is_uppercase);
    let (mut singles, mut shorts) = (single(&rest[..first]), short(&rest[..first]));
    let (mut end, mut last, mut parts) = (first, &rest[..first], 1);
    while end < DOTTED && rest[end..].starts_with('.') {
        let length = run(&rest[end + 1..]);
        if length == 0 {
            break;
        }
        last = &rest[end + 1..end + 1 + length];
        if singles && !single(last) && parts > 1 && last.len() > 3 {
            return Some(end + 1);
        }
        (singles, shorts) = (singles && single(last), shorts && short(last));
        end += 1 + length;
        parts += 1;
    }
    if parts == 1 {
        return None;
    }
    let stop = usize::from(rest[end..].starts_with('.') && !rest[end..].starts_with(".."));
    if singles || shorts && last.chars().all(char::is_alphabetic) {
        return Some(end + stop);
    }
    let lower = |it: &str| it.chars().all(|it| it.is_ascii_lowercase());
    let address = SUFFIXES.iter().any(|it| last.eq_ignore_ascii_case(it)) && last != "in" && last != "it"
        || parts > 2 && lower(last);
    let initial = (single(&rest[..first]) && rest.starts_with(char::is_uppercase)).then_some(first + 1);
    if address { Some(end) } else { initial }
}

/// "don’t" → "do", "n’t"; "Cho’s" → "Cho", "’s"; "cannot" → "can", "not"; most words are one piece.
pub(super) fn pieces(word: &str) -> Vec<Range<usize>> {
    let mut cuts = Vec::new();
    let mut end = word.len();
    while let Some(cut) = ending(&word[..end]) {
        cuts.push(cut..end);
        end = cut;
    }
    cuts.push(0..end);
    cuts.reverse();
    cuts
}

/// Where the ending of a contraction or a possessive begins.
fn ending(word: &str) -> Option<usize> {
    let Some((at, mark)) = word.char_indices().rev().take(4).find(|(_, it)| is_apostrophe(*it)) else {
        return unmarked(word);
    };
    let base = &word[..at];
    let tail = &word[at + mark.len_utf8()..];
    let is = |it: &str| tail.eq_ignore_ascii_case(it);
    if is("t") && base.len() > 1 && base.ends_with(['n', 'N']) {
        return Some(at - 1);
    }
    let ends = is("s") || is("ll") || is("re") || is("ve") || is("m") && base.eq_ignore_ascii_case("i");
    (!base.is_empty()
        && (ends || is("d") && !base.starts_with(char::is_uppercase) || is("d") && base.len() < 5))
        .then_some(at)
}

/// Contractions without an apostrophe, as far as they are no words themselves.
fn unmarked(word: &str) -> Option<usize> {
    const NOT: [&str; 15] = [
        "dont", "didnt", "doesnt", "isnt", "wasnt", "arent", "werent", "couldnt", "wouldnt", "shouldnt",
        "havent", "hasnt", "hadnt", "cant", "wont",
    ];
    let is = |it: &str| word.eq_ignore_ascii_case(it);
    match word.len() {
        4..=8 if NOT.iter().any(|it| is(it)) => Some(word.len() - 2),
        5 if is("gonna") || is("wanna") || is("gotta") => Some(3),
        6 if is("cannot") => Some(3),
        _ => None,
    }
}

/// How a word is written. A lower-case word with a capital inside ("iPhone") is a name: `Title`.
pub(super) fn shape(word: &str) -> Shape {
    let first = word.chars().find(|it| !is_apostrophe(*it));
    if first.is_some_and(char::is_numeric) && !numbers::is_called(word) {
        return Shape::Number;
    }
    if word.starts_with(is_apostrophe) && word.len() <= 5 && !word.contains(|it: char| it.is_uppercase()) {
        return Shape::Lower;
    }
    let capital = word.contains(|it: char| it.is_uppercase());
    let small = word.contains(|it: char| it.is_lowercase());
    match (capital, small) {
        (true, false) => Shape::Upper,
        (true, true) if !first.is_some_and(char::is_lowercase) || !word.contains('-') => Shape::Title,
        _ => Shape::Lower,
    }
}
