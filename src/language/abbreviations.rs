//! Abbreviations: which full stops belong to their word.

use std::{collections::HashMap, sync::LazyLock};

use super::{Class, lexicon::Quick};

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    /// "Mr.": a name follows.
    Title,
    /// "e.g.": more always follows.
    Inner,
    /// "Inc.": may end a sentence.
    Last,
    /// "No.": only before a figure.
    Number,
}

#[derive(Clone, Copy)]
struct Entry {
    kind: Kind,
    capital: bool,
}

/// One word may be two abbreviations: "Sec. 4" and "Sec. Cho".
type Entries = HashMap<&'static str, Vec<Entry>, Quick>;

static ENTRIES: LazyLock<Entries> = LazyLock::new(|| {
    let mut entries = Entries::default();
    let lines = include_str!("../../data/language/abbreviations.txt").lines();
    for (kind, words) in lines.filter(|it| !it.starts_with('#')).filter_map(|it| it.split_once(':')) {
        let kind = match kind {
            "title" => Kind::Title,
            "inner" => Kind::Inner,
            "number" => Kind::Number,
            _ => Kind::Last,
        };
        for word in words.split_whitespace() {
            let bare = word.trim_start_matches('^');
            entries.entry(bare).or_default().push(Entry { kind, capital: bare != word });
        }
    }
    entries
});

/// The longest abbreviation of the list, in bytes; longer words need no look.
const LONGEST: usize = 9;

/// The bytes of the full stop behind the word at `start..end` that belong to it: 1 or 0.
pub(super) fn stop(text: &str, start: usize, end: usize) -> usize {
    let word = &text[start..end];
    let behind = &text[end + 1..];
    if behind.starts_with(['.', '…']) || behind.starts_with(char::is_alphanumeric) {
        return 0;
    }
    usize::from(initial(text, start, word, behind) || listed(word, behind))
}

/// Whether a word with its stop ("Inc.") is an abbreviation, and of what kind, before `behind`.
pub(super) fn kind(word: &str, behind: &str) -> Option<Kind> {
    let mut lowered = [0; LONGEST];
    let slot = lowered.get_mut(..word.len())?;
    slot.copy_from_slice(word.as_bytes());
    slot.make_ascii_lowercase();
    let capital = word.starts_with(char::is_uppercase);
    let entries = ENTRIES.get(std::str::from_utf8(slot).ok()?)?;
    let next = behind.trim_start();
    let month = || {
        next.split(|it: char| !it.is_alphabetic())
            .next()
            .is_some_and(|it| Class::of_form(it).contains(Class::MONTH))
    };
    let figure = next.starts_with(|it: char| it.is_ascii_digit() || it == '#') || word.len() == 1 && month();
    entries
        .iter()
        .filter(|it| capital || !it.capital)
        .find(|it| (it.kind == Kind::Number) == figure || it.kind != Kind::Number && figure)
        .map(|it| it.kind)
}

fn listed(word: &str, behind: &str) -> bool {
    kind(word, behind).is_some()
}

/// "J. K. Rowling", "Samuel L. Jackson", "J., 34": one capital that stands for a name; not "Plan B.".
fn initial(text: &str, start: usize, word: &str, behind: &str) -> bool {
    let mut chars = word.chars();
    let single = chars.next().is_some_and(char::is_uppercase) && chars.next().is_none();
    if !single || labelled(&text[..start]) {
        return false;
    }
    let rest = behind.trim_start();
    let next = rest.chars().next();
    if word == "I" {
        // "I. M. Pei", but "So do I. He left."
        return next.is_some_and(char::is_uppercase) && rest.chars().nth(1) == Some('.');
    }
    let follower: &str = rest.split(|it: char| !it.is_alphabetic()).next().unwrap_or_default();
    let name = next.is_some_and(char::is_uppercase) && !opens_sentence(follower);
    let goes_on = next.is_some_and(char::is_lowercase);
    name || goes_on || behind.starts_with([',', '-', '\'', '’']) && next.is_some()
}

/// Words before a single capital that make it a label: "Plan B.", "vitamin C."
fn labelled(before: &str) -> bool {
    const LABELS: [&str; 18] = [
        "plan",
        "vitamin",
        "hepatitis",
        "group",
        "type",
        "grade",
        "class",
        "section",
        "appendix",
        "exhibit",
        "room",
        "option",
        "series",
        "league",
        "and",
        "or",
        "letter",
        "schedule",
    ];
    let before = before.trim_end();
    let word =
        &before[before.rfind(|it: char| !it.is_alphabetic()).map_or(0, |it| it + last_length(before, it))..];
    word.len() <= 9 && LABELS.iter().any(|it| word.eq_ignore_ascii_case(it))
}

fn last_length(text: &str, at: usize) -> usize {
    text[at..].chars().next().map_or(0, char::len_utf8)
}

/// Whether a capitalised word is more likely the start of a sentence than a name.
pub(super) fn opens_sentence(word: &str) -> bool {
    word.chars().count() > 1
        && Class::of_form(word).intersects(
            Class::DETERMINER
                | Class::PRONOUN
                | Class::PREPOSITION
                | Class::CONJUNCTION
                | Class::AUXILIARY
                | Class::STOP
                | Class::NEGATION
                | Class::ADVERB,
        )
        || word == "I"
}
