//! # undefined-acronym
//!
//! Initials that the text never spells out, spells out too late, or introduces for nothing.
//!
//! A reader who does not know the letters has lost the sentence.
//! Style guides allow a short list without explanation; for the rest they want the long form first, and no brackets for letters that do not come back.
//!
//! ```article
//! The OQHC ruled on the case.
//!     ^^^^ stand for
//! ```
//!
//! ```article
//! The Office for Rail (OfR) has a new head.
//!                      ^^^ never again
//! ```
//!
//! ```article
//! The RHB met at noon. The Regional Harbour Board has nine members.
//!     ^^^ spelled out only later
//! ```
//!
//! ```article
//! Two clerks of the RZVB were there, and the RZVB paid for the room.
//!                   ^^^^ stand for
//! ```
//!
//! ```article
//! The letter came from the Board for Tidal Works (BTW), and it was long.
//!                                                 ^^^ never again
//! ```
//!
//! Well-known letters and those that the text explains are fine:
//!
//! ```article
//! NATO, the UN and the BBC sent observers from the US.
//! ```
//!
//! ```article
//! The Office for Rail (OfR) has a new head. The OfR meets at noon.
//! ```
//!
//! ```article
//! The Regional Harbour Board met at noon. The RHB has nine members.
//! ```
//!
//! ```article
//! Mayor Ana DUARTE met the press. DUARTE had won by six votes.
//! ```
//!
//! ```article
//! The pipe is 40 mm wide, runs at 12 GHz and is listed as NYSE: KZV.
//! ```
//!
//! ```article
//! “The OQHC ruled,” Ana Cho, a clerk, said. STOP THE PRESS, she shouted.
//! ```
//!
//! So are those that stand beside what they are:
//!
//! ```article
//! The minister would sell the telephone company, OSTEL. Petrolera del Istmo (PDISA) wants it; PDISA has nine rigs.
//! ```
//!
//! ```article
//! He is a clerk of ODVU, and he lives in the port.
//!                  ^^^^ stand for
//! ```
//!
//! What helps: the long form at first, the letters only if they come back; letters that all your readers know can be accepted for the project.

use std::{collections::HashSet, sync::LazyLock};

use memchr::memmem;

use super::{Check, Context, Finding, Fix, Known, Limit, Placed, Rule, Severity, Spot, letters_told, voice};
use crate::{
    article::Paragraph,
    language::{Passage, Shape},
    reading::{EntityKind, Reading},
    text::Span,
};

pub const RULE: Rule = Rule {
    code: "undefined-acronym",
    severity: Severity::Hint,
    source: include_str!("undefined_acronym.rs"),
    check: Check::Together { find, judge },
    limit: Limit::Each,
};

/// Letters that every reader knows.
static ACCEPTED: LazyLock<HashSet<&'static str>> = LazyLock::new(|| {
    let lines = include_str!("../../data/names/acronyms.txt").lines().filter(|it| !it.starts_with('#'));
    let known = include_str!("../../data/names/organisations.txt").lines().filter(|it| !it.starts_with('#'));
    let known = known.flat_map(|it| it.split(" / ")).filter(|it| is_initials(it));
    lines.flat_map(str::split_whitespace).chain(known).collect()
});

/// Introduced right there: "Office for Rail (OfR)".
const INTRODUCED: usize = 1;

/// Said right there what they are: "the telephone company, OSTEL".
const TOLD: usize = 2;

/// Two to six letters, mostly capitals: "OQHC", "OfR".
fn is_initials(word: &str) -> bool {
    let upper = word.chars().filter(|it| it.is_ascii_uppercase()).count();
    let letters = word.chars().all(|it| it.is_ascii_alphabetic());
    letters
        && (2..=6).contains(&word.len())
        && upper >= 2
        && 3 * upper >= 2 * word.len()
        && word.starts_with(char::is_uppercase)
}

fn find(reading: &Reading) -> Vec<Spot> {
    let passage = &reading.passage;
    let letters = (0..passage.tokens.len()).filter(|it| {
        let form = passage.form(*it);
        let one = form.strip_suffix(['s', 'S']).unwrap_or(form);
        is_initials(form) && !ACCEPTED.contains(form) && !ACCEPTED.contains(one) && !is_roman(form)
    });
    letters
        .filter(|it| !is_shouted(passage, *it) && !letters_told::is_labelled(passage, *it))
        .map(|it| voice::spot(reading, it..it + 1, how_told(passage, it)))
        .filter(|it| !voice::is_quoted(reading, it.span))
        // The agency in a dateline is no word of the article.
        .filter(|it| reading.dateline.is_none_or(|line| !line.overlaps(it.span)))
        .filter(|it| {
            let word = letters_told::is_a_word(passage, passage.token_at(it.span.start));
            it.detail == INTRODUCED || !word && names_a_body(reading, it.span)
        })
        .collect()
}

fn how_told(passage: &Passage, at: usize) -> usize {
    match () {
        _ if letters_told::is_introduced(passage, at) => INTRODUCED,
        _ if letters_told::is_told(passage, at) => TOLD,
        _ => 0,
    }
}

/// Read as the name of a body, not as an initial of a person or a shout.
fn names_a_body(reading: &Reading, span: Span) -> bool {
    reading.mentions.iter().any(|it| it.kind == EntityKind::Org && it.span == span)
}

fn is_roman(word: &str) -> bool {
    word.chars().all(|it| "IVXLCDM".contains(it))
}

/// Words in capitals side by side are a shout or a headline.
fn is_shouted(passage: &Passage, at: usize) -> bool {
    let upper = |it: usize| {
        passage.tokens.get(it).is_some_and(|token| token.shape == Shape::Upper && token.span.len() > 1)
            && !passage.form(it).contains('.')
    };
    at > 0 && upper(at - 1) || upper(at + 1)
}

fn judge(context: &Context, placed: &[Placed]) -> Vec<Finding> {
    let mut told: HashSet<&str> = HashSet::new();
    let mut findings = Vec::new();
    for (index, it) in placed.iter().enumerate() {
        let paragraph = context.article.paragraph(it.paragraph);
        let letters = words(context, it);
        let known = context.settings.house.accepts(letters) || is_surname(context, letters);
        if told.insert(letters) && it.spot.detail != TOLD && !known {
            let later = placed[index + 1..].iter().filter(|it| words(context, it) == letters);
            findings.extend(asked(context, &paragraph, it.spot, letters, later));
        }
    }
    findings
}

fn words<'a>(context: &Context<'a>, placed: &Placed) -> &'a str {
    let paragraph = context.article.paragraph(placed.paragraph);
    let letters = placed.spot.span.of(&paragraph.reading.passage.text);
    // "PFDs" are more than one PFD.
    letters.strip_suffix('s').filter(|it| it.len() > 1).unwrap_or(letters)
}

fn asked<'a>(
    context: &Context,
    paragraph: &Paragraph,
    spot: &Spot,
    letters: &str,
    mut later: impl Iterator<Item = &'a Placed<'a>>,
) -> Option<Finding> {
    let span = paragraph.document(spot.span);
    if spot.detail == INTRODUCED {
        return (later.next().is_none() && !comes_back(context, letters))
            .then(|| unused(context, span, letters));
    }
    let introduced_later = later.any(|it| it.spot.detail == INTRODUCED);
    let long = long_forms(context, letters);
    let message = match long.iter().min_by_key(|it| it.0) {
        Some((at, _)) if *at < span.start || is_next(context, paragraph, *at) => return None,
        Some((_, name)) => format!("“{letters}” is spelled out only later: {name}. Put the long form first."),
        None if introduced_later => {
            format!("“{letters}” is spelled out only later. Put the long form first.")
        }
        None => format!("What does “{letters}” stand for? Spell it out where it comes first."),
    };
    let known = Known {
        name: long.first().map_or(letters, |it| it.1).to_owned(),
        acronyms: vec![letters.to_owned()],
        ..Known::default()
    };
    let (long, title) = match long.first() {
        Some((_, name)) => (*name, format!("Expand: {name}")),
        None => ("[TK: long form]", "Spell it out".to_owned()),
    };
    let fixes = vec![Fix::replace([span], &format!("{long} ({letters})"), title), Fix::Accept(known)];
    let note = "Not in the list of letters that every reader knows.".to_owned();
    Some(Finding { fixes, note, ..RULE.finding(span, message) })
}

/// "Ana CHO", "Cho": some write the names of people in capitals.
fn is_surname(context: &Context, letters: &str) -> bool {
    let people = context.article.entities().iter().filter(|it| it.kind == EntityKind::Person);
    people.filter_map(|it| it.name.rsplit_once(' ')).any(|it| it.1.eq_ignore_ascii_case(letters))
}

/// A headline or a first line may have the letters, if what follows at once spells them out.
fn is_next(context: &Context, paragraph: &Paragraph, at: usize) -> bool {
    context.goes_on() && context.article.paragraph_at(at).is_some_and(|it| it.index == paragraph.index + 1)
}

/// Whether the letters stand more than once in the whole text, quotations and headings included.
fn comes_back(context: &Context, letters: &str) -> bool {
    memmem::find_iter(context.article.text().as_bytes(), letters).nth(1).is_some()
}

fn unused(context: &Context, span: Span, letters: &str) -> Finding {
    let text = context.article.text();
    let open = text[..span.start].trim_end_matches('(').trim_end().len();
    let close = span.end + usize::from(text[span.end..].starts_with(')'));
    let fix = Fix::replace([Span::new(open, close)], "", "Drop the unused abbreviation".to_owned());
    let message = format!("“{letters}” is introduced and never again used. Drop it.");
    let note = "Letters in brackets promise that they come back.".to_owned();
    Finding { fixes: vec![fix], note, ..RULE.finding(span, message) }
}

/// Names of this article with these initials: where they first stand, and how they read.
fn long_forms<'a>(context: &Context<'a>, letters: &str) -> Vec<(usize, &'a str)> {
    let entities = context
        .article
        .entities()
        .iter()
        .filter(|it| it.name.contains(' ') && has_initials(&it.name, letters));
    let mut found: Vec<(usize, &str)> = entities
        .filter_map(|it| {
            let place = it.mentions.iter().find(|place| {
                let reading = context.article.paragraph(place.paragraph as usize).reading;
                reading.mentions[place.mention as usize].span.of(&reading.passage.text).contains(' ')
            })?;
            let paragraph = context.article.paragraph(place.paragraph as usize);
            let mention = &paragraph.reading.mentions[place.mention as usize];
            Some((paragraph.document(mention.span).start, it.name.as_str()))
        })
        .collect();
    found.sort_unstable();
    found
}

/// "Regional Harbour Board" has "RHB", "Office for Rail" has "OfR" and "OR".
fn has_initials(name: &str, letters: &str) -> bool {
    let initials = |all: bool| {
        let words = name.split([' ', '-']).filter(move |it| all || it.starts_with(char::is_uppercase));
        words.filter_map(|it| it.chars().next()).flat_map(char::to_lowercase)
    };
    let lower = || letters.chars().map(|it| it.to_ascii_lowercase());
    initials(true).eq(lower()) || initials(false).eq(lower())
}
