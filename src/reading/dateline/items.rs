//! What datelines and bylines are made of: places, days, agencies in brackets, names of people.

use std::ops::Range;

use bitflags::bitflags;

use crate::{
    language::{Class, Passage, Shape, is_month},
    reading::{
        EntityKind,
        names::{Known, look_up},
    },
};

bitflags! {
    /// What speaks for a head being one.
    #[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
    pub struct Proof: u8 {
        /// A place in capitals: "PORT HALE".
        const CAPITALS = 1;
        /// A place that the lists know.
        const LISTED = 1 << 1;
        /// Capitalised words that may be a place, and are nobody whom the lists know.
        const PLACE = 1 << 2;
        const DATE = 1 << 3;
        /// Something in brackets: "(AP)", "/TASS/".
        const BRACKETS = 1 << 4;
        /// "Our Correspondent", "By Ana Cho".
        const WRITER = 1 << 5;
        /// "Updated", "Published".
        const STAMP = 1 << 6;
    }
}

/// One piece of a head, in tokens.
pub struct Item {
    pub end: usize,
    pub proof: Proof,
    pub names: Vec<(Range<usize>, EntityKind)>,
}

/// Words of a place: "Goma", "Democratic Republic of the Congo".
const LONGEST: usize = 7;
/// Small words inside a name of a place.
const INSIDE: [&str; 22] = [
    "of", "the", "de", "del", "da", "do", "des", "du", "la", "le", "les", "el", "al", "upon", "on", "sur",
    "au", "aux", "en", "am", "an", "der",
];
/// Who writes, where no name is told.
const WRITERS: [&str; 11] = [
    "correspondent",
    "correspondents",
    "reporter",
    "reporters",
    "staff",
    "bureau",
    "desk",
    "writer",
    "agencies",
    "editor",
    "report",
];
/// Words that say when a text was put out.
const STAMPS: [&str; 7] = ["updated", "published", "posted", "modified", "revised", "issued", "filed"];

/// The next piece of a head at a token.
pub fn item(passage: &Passage, at: usize) -> Option<Item> {
    stamp(passage, at)
        .or_else(|| date(passage, at).map(|end| dated(at, end)))
        .or_else(|| brackets(passage, at))
        .or_else(|| run(passage, at))
}

fn dated(at: usize, end: usize) -> Item {
    Item { end, proof: Proof::DATE, names: vec![(at..end, EntityKind::Date)] }
}

/// "Last updated on 3 March 2024, 10:15 GMT".
fn stamp(passage: &Passage, at: usize) -> Option<Item> {
    let early = usize::from(matches!(passage.word(at), "last" | "first" | "originally"));
    let mut end = at + early;
    if !STAMPS.contains(&passage.word(end)) || passage.tokens[at].shape == Shape::Lower {
        return None;
    }
    end += 1;
    while matches!(passage.word(end), ":" | "on" | "at") {
        end += 1;
    }
    let mut names = Vec::new();
    loop {
        match date(passage, end) {
            Some(next) => {
                names.push((end..next, EntityKind::Date));
                end = next;
            }
            None => match time(passage, end) {
                Some(next) => end = next,
                None => break,
            },
        }
        let comma = end + usize::from(matches!(passage.word(end), "," | "at" | "|" | "·"));
        if date(passage, comma).is_some() || time(passage, comma).is_some() {
            end = comma;
        }
    }
    (!names.is_empty()).then_some(Item { end, proof: Proof::STAMP | Proof::DATE, names })
}

/// "3 March 2024", "March 3, 2024", "Monday", "2024-03-03".
fn date(passage: &Passage, at: usize) -> Option<usize> {
    let token = passage.tokens.get(at)?;
    let number = |it: usize| passage.tokens.get(it).is_some_and(|it| it.shape == Shape::Number);
    let year = |it: usize| number(it) && passage.form(it).len() == 4;
    let month = |it: usize| {
        is_month(passage.word(it).trim_end_matches('.')) && passage.tokens[it].shape != Shape::Lower
    };
    let year_behind = |end: usize| {
        let comma = end + usize::from(passage.word(end) == ",");
        if year(comma) { comma + 1 } else { end }
    };
    if token.class.contains(Class::WEEKDAY) && token.shape != Shape::Lower {
        let comma = at + 1 + usize::from(passage.word(at + 1) == ",");
        return Some(date(passage, comma).unwrap_or(at + 1));
    }
    let dotted = |it: usize| it + usize::from(passage.word(it) == "." && !passage.form(it - 1).contains('.'));
    if month(at) {
        let day = dotted(at + 1);
        return if number(day) { Some(year_behind(day + 1)) } else { None };
    }
    if number(at) && at + 1 < passage.tokens.len() && month(at + 1) {
        return Some(year_behind(at + 2));
    }
    let digits = passage.form(at);
    let iso = digits.len() >= 8 && digits.bytes().filter(|it| matches!(it, b'-' | b'/' | b'.')).count() == 2;
    // "2024-03-03" may be one token or five.
    let parts = number(at)
        && matches!(passage.word(at + 1), "-" | "/" | ".")
        && number(at + 2)
        && passage.word(at + 1) == passage.word(at + 3)
        && number(at + 4);
    if iso && number(at) { Some(at + 1) } else { parts.then_some(at + 5) }
}

/// "10:15 GMT", "6 p.m."
fn time(passage: &Passage, at: usize) -> Option<usize> {
    let number = |it: usize| passage.tokens.get(it).is_some_and(|it| it.shape == Shape::Number);
    let zone = |it: usize| {
        let upper = passage.tokens.get(it).is_some_and(|it| it.shape == Shape::Upper && it.span.len() <= 4);
        upper || matches!(passage.word(it), "am" | "pm" | "a.m." | "p.m." | "hrs" | "hours")
    };
    if !number(at) {
        return None;
    }
    let minutes = matches!(passage.word(at + 1), ":" | ".") && number(at + 2);
    let mut end = if minutes { at + 3 } else { at + 1 };
    let clock = minutes || passage.form(at).contains([':', '.']) || zone(end);
    while zone(end) {
        end += 1;
    }
    clock.then_some(end)
}

/// "(AP)", "[India]", "(3 March 2024)", "/TASS/".
fn brackets(passage: &Passage, at: usize) -> Option<Item> {
    const MOST: usize = 9;
    let close = match passage.word(at) {
        "(" => ")",
        "[" => "]",
        "/" => "/",
        _ => return None,
    };
    let end = (at + 2..passage.tokens.len().min(at + MOST)).find(|&it| passage.word(it) == close)?;
    let mut item = Item { end: end + 1, proof: Proof::BRACKETS, names: Vec::new() };
    if let Some(day) = date(passage, at + 1).filter(|it| *it == end) {
        item.proof |= Proof::DATE;
        item.names.push((at + 1..day, EntityKind::Date));
        return Some(item);
    }
    let inside = at + 1..end;
    let fits = inside.clone().all(|it| {
        let token = passage.tokens[it];
        matches!(token.shape, Shape::Upper | Shape::Title | Shape::Number)
            || matches!(passage.word(it), "/" | "-" | "," | "." | "&" | "and" | "–" | "|" | ":")
            // "(dpa)", "(ap)"
            || inside.len() == 1 && token.span.len() <= 4 && token.shape == Shape::Lower
    });
    if !fits {
        return None;
    }
    let place = is_listed(passage, &inside);
    item.proof |= if place { Proof::LISTED } else { Proof::empty() };
    item.names.push((inside, if place { EntityKind::Place } else { EntityKind::Org }));
    Some(item)
}

/// Capitalised words: a place, an agency, a name.
pub fn run(passage: &Passage, at: usize) -> Option<Item> {
    let name = |it: usize| {
        passage.tokens.get(it).is_some_and(|it| matches!(it.shape, Shape::Upper | Shape::Title))
            && date(passage, it).is_none()
    };
    if !name(at) {
        return None;
    }
    let shouts = passage.tokens[at].shape == Shape::Upper;
    let mut end = at + 1;
    while end - at < LONGEST {
        let touches = |it: usize| {
            it > 0
                && it < passage.tokens.len()
                && passage.tokens[it - 1].span.end == passage.tokens[it].span.start
        };
        let hyphen = passage.word(end) == "-" && touches(end) && touches(end + 1);
        let inside = INSIDE.contains(&passage.word(end)) && passage.tokens[end].shape == Shape::Lower;
        let ending = matches!(passage.word(end), "'s" | "’s") && touches(end);
        if name(end) {
            // "Our Correspondent LAHORE": another thing begins where the letters change.
            let other = !shouts && passage.tokens[end].shape == Shape::Upper && passage.form(end).len() > 3;
            if other && !touches(end) {
                break;
            }
            end += 1;
        } else if ending {
            end += 1;
        } else if (hyphen || inside) && (name(end + 1) || INSIDE.contains(&passage.word(end + 1))) {
            end += 2;
        } else {
            break;
        }
    }
    let tokens = at..end;
    let writer = tokens.clone().any(|it| WRITERS.contains(&passage.word(it)));
    if writer {
        return Some(Item { end, proof: Proof::WRITER, names: Vec::new() });
    }
    let proof = place_of(passage, &tokens);
    let kind = if is_body(passage, &tokens) { EntityKind::Org } else { EntityKind::Place };
    Some(Item { end, proof, names: vec![(tokens, kind)] })
}

/// How far capitalised words look like where somebody is.
fn place_of(passage: &Passage, tokens: &Range<usize>) -> Proof {
    let upper = |it: usize| {
        let token = passage.tokens[it];
        !matches!(token.shape, Shape::Title | Shape::Lower) || it > tokens.start && token.span.len() < 3
    };
    let letters = tokens.clone().map(|it| passage.tokens[it].span.len()).max().unwrap_or(0);
    let mut proof = Proof::empty();
    let listed = is_listed(passage, tokens);
    proof.set(Proof::LISTED, listed);
    // "NATO" stands in capitals always, "UNITED NATIONS" only where a reporter is.
    let always = tokens.len() == 1 && is_body(passage, tokens) && !listed;
    proof.set(Proof::CAPITALS, tokens.clone().all(upper) && letters > 2 && !always);
    let first = look_up(&passage.word(tokens.start).replace('’', "'")).known;
    let last = look_up(&passage.word(tokens.end - 1).replace('’', "'")).known;
    // "Hale" may be somebody, "Port Hale" is nobody.
    let person = first.any(Known::GIVEN | Known::ADDRESS | Known::ROLE)
        || tokens.len() == 1 && last.any(Known::SURNAME);
    let plain = first.any(Known::FUNCTION) || passage.tokens[tokens.start].class.intersects(NO_PLACE);
    proof.set(Proof::PLACE, !person && !plain && !is_body(passage, tokens));
    proof
}

/// Words that no name of a place begins with.
const NO_PLACE: Class =
    Class::PRONOUN.union(Class::CONJUNCTION).union(Class::PREPOSITION).union(Class::AUXILIARY);

fn is_listed(passage: &Passage, tokens: &Range<usize>) -> bool {
    if tokens.is_empty() {
        return false;
    }
    let words = passage.span(tokens.clone()).of(&passage.lower).replace('’', "'");
    look_up(&words).known.any(Known::PLACE)
}

fn is_body(passage: &Passage, tokens: &Range<usize>) -> bool {
    let words = passage.span(tokens.clone()).of(&passage.lower).replace('’', "'");
    let known = look_up(&words).known;
    known.any(Known::ORG) && !known.any(Known::PLACE)
}
