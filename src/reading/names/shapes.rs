//! Names whose own words tell what they name: "Ministry of Trade", "Orla River", "Harbour Act".

use super::{
    gazetteer::{Entry, Known},
    words::{Case, Style, Words},
};
use crate::reading::EntityKind;

/// A stretch of tokens that names something.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Shape {
    pub end: usize,
    pub kind: EntityKind,
}

/// No name has as many words.
const LONGEST: usize = 60;

/// Where capitals stop: the longest run of capitalised words from `start`, hyphens and "&" between them included.
pub fn run_end(words: &Words, start: usize, limit: usize) -> usize {
    let limit = limit.min(start + LONGEST);
    let mut end = start + 1;
    while end < limit {
        if words.is_capital(end) {
            end += 1;
        } else if end + 1 < limit && words.is_capital(end + 1) && joins(words, end) {
            end += 2;
        } else {
            break;
        }
    }
    end
}

/// Whether a mark holds the capitals around it together.
fn joins(words: &Words, mark: usize) -> bool {
    match words.passage.form(mark) {
        "&" => true,
        "-" | "/" | "'" | "’" => words.word(mark).glued && words.word(mark + 1).glued,
        // An initial or a form of address whose full stop is a token of its own.
        "." => {
            words.word(mark).glued
                && (words.passage.form(mark - 1).chars().count() == 1
                    || words.known(mark - 1).any(Known::ADDRESS))
        }
        _ => false,
    }
}

/// A listed name as a shape.
pub fn listed(words: &Words, start: usize, limit: usize) -> Option<Shape> {
    let (end, entry) = words.listed(start, limit)?;
    Some(Shape { end, kind: kind_of(entry)? })
}

/// What a listed name names; the more telling list wins.
pub fn kind_of(entry: Entry) -> Option<EntityKind> {
    let known = entry.known;
    let kinds = [
        (Known::GROUP, EntityKind::Norp),
        (Known::COUNTRY, EntityKind::Place),
        (Known::ORG, EntityKind::Org),
        (Known::PLACE, EntityKind::Place),
        (Known::EVENT, EntityKind::Event),
        (Known::THING, EntityKind::Misc),
    ];
    kinds.into_iter().find(|(list, _)| known.any(*list)).map(|(_, kind)| kind)
}

/// A name of several words whose first or last word says what it is.
pub fn shaped(words: &Words, start: usize, run: usize, limit: usize) -> Option<Shape> {
    if words.word(start).style != Style::Running {
        return None;
    }
    let found = [
        by_last_word(words, start, run, limit),
        organisation_of(words, start, run, limit),
        place_by_first_word(words, start, run, limit),
        event_by_first_word(words, start, run, limit),
    ];
    found.into_iter().flatten().reduce(|best, it| if it.end > best.end { it } else { best })
}

/// "Kuwait News Agency", "Orla River", "Gulf War", "Harbour Act".
fn by_last_word(words: &Words, start: usize, run: usize, limit: usize) -> Option<Shape> {
    let kinds = [
        (Known::ORG_LAST, EntityKind::Org),
        (Known::PLACE_LAST, EntityKind::Place),
        (Known::EVENT_LAST, EntityKind::Event),
        (Known::WORK_LAST, EntityKind::Misc),
    ];
    // A role inside starts somebody's name: "Energy Minister Li Wei Bank" is no bank.
    let stop = (start..run).find(|&it| it > start && starts_person(words, it)).unwrap_or(run);
    let stop = stop.min(start + 7);
    for last in (start + 1..stop).rev() {
        let known = words.known(last);
        if let Some((_, kind)) = kinds.iter().find(|(list, _)| known.any(*list)) {
            if last == start + 1 && is_person_pair(words, start, last) {
                continue;
            }
            let end = if *kind == EntityKind::Org { with_tail(words, last, limit) } else { last + 1 };
            return Some(Shape { end, kind: *kind });
        }
    }
    let next = words.known(stop);
    let named = words.word(start).case != Case::Upper
        && !words.known(start).any(Known::ORDINARY | Known::ROLE | Known::GROUP);
    let region =
        named && stop == start + 1 && words.word(stop).case == Case::Lower && next.any(Known::PLACE_LOWER);
    region.then_some(Shape { end: stop + 1, kind: EntityKind::Place })
}

/// "Bank of England": the part after the word that makes it an organisation.
fn with_tail(words: &Words, last: usize, limit: usize) -> usize {
    if words.known(last).any(Known::ORG_OF) {
        tail(words, last + 1, limit).unwrap_or(last + 1)
    } else {
        last + 1
    }
}

/// "Ministry of Trade and Industry", "Office for Rail".
fn organisation_of(words: &Words, start: usize, run: usize, limit: usize) -> Option<Shape> {
    let stop = (start + 1..run).find(|&it| starts_person(words, it)).unwrap_or(run);
    let head = (start..stop.min(start + 5)).find(|&it| words.known(it).any(Known::ORG_OF))?;
    let end = tail(words, head + 1, limit).filter(|_| head + 1 == run)?;
    Some(Shape { end, kind: EntityKind::Org })
}

/// The end of "of Trade and Industry" when it begins at `from`.
fn tail(words: &Words, from: usize, limit: usize) -> Option<usize> {
    if !matches!(words.passage.word(from), "of" | "for") {
        return None;
    }
    let first = from + 1 + usize::from(words.is(from + 1, "the"));
    if !words.is_capital(first) || first >= limit {
        return None;
    }
    let mut end = run_end(words, first, limit);
    // "Trade and Industry", "Food, Drink and Farming": but not "of England and Tom Berg".
    let topic = |at: usize| words.known(at).any(Known::ORDINARY) && !words.known(at).any(Known::COUNTRY);
    if topic(end - 1) {
        let and = end + usize::from(words.is(end, ","));
        let next = and + 1;
        if matches!(words.passage.word(and), "and" | "&")
            && words.is_capital(next)
            && topic(next)
            && next < limit
        {
            end = run_end(words, next, limit);
        }
    }
    Some(end)
}

/// "Lake Orla", "Port Harlan", "North Orla", "City of Orla".
fn place_by_first_word(words: &Words, start: usize, run: usize, limit: usize) -> Option<Shape> {
    let known = words.known(start);
    let next = start + 1;
    if known.any(Known::PLACE_FIRST | Known::PART) && next < run && !words.known(next).any(Known::FUNCTION) {
        if let Some((end, entry)) = words.listed(next, limit).filter(|(_, it)| it.known.any(Known::PLACE)) {
            return (!entry.known.any(Known::GROUP)).then_some(Shape { end, kind: EntityKind::Place });
        }
        let telling =
            known.any(Known::PLACE_FIRST) && !words.known(start).any(Known::PART) && !words.is(start, "new");
        let plain = words.known(next).any(Known::ORDINARY | Known::ROLE | Known::GROUP);
        if telling && !plain && !words.word(start).opens {
            return Some(Shape { end: next + 1, kind: EntityKind::Place });
        }
    }
    let of = matches!(
        words.passage.word(start),
        "city" | "province" | "republic" | "kingdom" | "gulf" | "isle" | "strait"
    ) && words.is(next, "of")
        && words.is_capital(start + 2)
        && start + 2 < limit;
    of.then(|| Shape { end: run_end(words, start + 2, limit), kind: EntityKind::Place })
}

/// "Hurricane Orla", "Operation Long Night", "Battle of Orla".
fn event_by_first_word(words: &Words, start: usize, run: usize, limit: usize) -> Option<Shape> {
    if !words.known(start).any(Known::EVENT_FIRST) {
        return None;
    }
    if words.is(start + 1, "of") && words.is_capital(start + 2) && start + 2 < limit {
        return Some(Shape { end: run_end(words, start + 2, limit), kind: EntityKind::Event });
    }
    (run > start + 1).then_some(Shape { end: run, kind: EntityKind::Event })
}

/// A role followed by another capital: what comes after it is a person's name.
fn starts_person(words: &Words, token: usize) -> bool {
    let known = words.known(token);
    known.any(Known::ADDRESS) && !known.any(Known::ORG_LAST)
        || known.any(Known::ROLE)
            && words.is_capital(token + 1)
            && !words.known(token + 1).any(Known::ORG_LAST)
}

/// "Frank Church": a given name and a family name that happens to be a telling word.
fn is_person_pair(words: &Words, first: usize, last: usize) -> bool {
    let (first, last) = (words.known(first), words.known(last));
    first.any(Known::GIVEN)
        && !first.any(Known::ORDINARY | Known::PLACE | Known::FUNCTION | Known::ORG)
        && last.any(Known::SURNAME)
        && !last.any(Known::EVENT_LAST)
}
