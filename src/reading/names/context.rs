//! What the rest of the passage says of capitals that no list and no shape explains.

use std::collections::HashMap;

use super::{
    finder::{Found, Unknown},
    gazetteer::Known,
    hash::Quick,
    words::{Case, Words},
};
use crate::reading::EntityKind;

/// Judges each unknown, first by what the passage calls by the same word, then by its neighbours.
pub fn judge(words: &Words, found: &mut Vec<Found>, unknown: &[Unknown]) {
    if unknown.is_empty() {
        return;
    }
    let elsewhere = called_elsewhere(words, found);
    for it in unknown {
        let last = words.passage.word(it.end - 1);
        let same = if it.end == it.start + 1 { elsewhere.get(last).copied() } else { None };
        if let Some(kind) = same.or_else(|| by_neighbours(words, *it)) {
            found.push(Found { start: it.start, end: it.end, kind, firm: false });
        }
    }
    found.sort_by_key(|it| it.start);
}

/// Family names of the people named in full, and other single words named firmly.
fn called_elsewhere<'p>(words: &Words<'p>, found: &[Found]) -> HashMap<&'p str, EntityKind, Quick> {
    let mut called = HashMap::with_hasher(Quick);
    for it in found.iter().filter(|it| it.firm) {
        let single = it.end == it.start + 1;
        if it.kind == EntityKind::Person || single {
            called.entry(words.passage.word(it.end - 1)).or_insert(it.kind);
        }
    }
    called
}

fn by_neighbours(words: &Words, it: Unknown) -> Option<EntityKind> {
    let Unknown { start, end } = it;
    let first = words.word(start);
    let before = start.checked_sub(1).map_or("", |at| words.passage.word(at));
    let next = words.known(end);
    let single = end == start + 1;
    let everyday = words.known(start).any(Known::ORDINARY | Known::NO_ACRONYM);
    let speaks = next.any(Known::SPEECH) && words.word(end).case == Case::Lower;
    let surname = words.known(end - 1).any(Known::SURNAME) && !words.known(end - 1).any(Known::ORDINARY);
    if single && everyday {
        return (first.case == Case::Title && speaks && surname && !first.opens)
            .then_some(EntityKind::Person);
    }
    if words.known(start).any(Known::PART) && single {
        let named =
            before == "the" && matches!(words.passage.word(start), "west" | "north" | "south" | "east");
        return (named && !words.known(end).any(Known::ORDINARY)).then_some(EntityKind::Place);
    }
    if single && is_camel(words.passage.form(start)) {
        return Some(EntityKind::Org);
    }
    if single && first.opens && !surname {
        // A sentence may open with a noun that no list has; a name shows by what it does or owns.
        let owns = matches!(words.passage.word(end), "'s" | "’s");
        let kind = if speaks { EntityKind::Person } else { EntityKind::Misc };
        return (first.case == Case::Title && (speaks || owns) && !is_noun(words.passage.word(start)))
            .then_some(kind);
    }
    if matches!(before, "in" | "near" | "outside" | "across" | "throughout") && !first.opens {
        return Some(EntityKind::Place);
    }
    if speaks || surname && before != "the" {
        return Some(EntityKind::Person);
    }
    if before == "the" {
        return Some(EntityKind::Misc);
    }
    match words.passage.word(end) {
        "," if words.known(end + 1).any(Known::PLACE) && words.is_capital(end + 1) => Some(EntityKind::Place),
        _ if !single && !(start..end).any(|at| words.known(at).any(Known::ORDINARY)) => {
            Some(EntityKind::Person)
        }
        _ => Some(EntityKind::Misc),
    }
}

/// "EnergyNord", "OfR": a capital inside a word, unless a family name has it ("McCoy", "DeLuca").
fn is_camel(form: &str) -> bool {
    let inner = form.char_indices().skip(2).any(|(_, it)| it.is_uppercase());
    inner
        && form.chars().all(char::is_alphabetic)
        && !form.starts_with("Mc")
        && !form.starts_with("Mac")
        && !form.starts_with("Fitz")
}

/// Whether a word ends as everyday nouns do: "footage", "testimony", "wildfires".
fn is_noun(lower: &str) -> bool {
    const ENDINGS: [&str; 24] = [
        "s", "age", "ance", "ence", "tion", "sion", "ment", "ness", "ity", "ing", "ship", "ony", "cy", "ism",
        "ist", "phy", "ogy", "ed", "ly", "men", "ure", "hood", "able", "tive",
    ];
    ENDINGS.iter().any(|it| lower.ends_with(it))
}
