//! # inconsistent-name
//!
//! One person is written in two ways.
//!
//! A name is the first thing its owner checks, and the last a spelling checker knows.
//! Fact-checkers tick every single spelling, the second as well as the first.
//!
//! ```article
//! President Volodymyr Zelenskyy spoke. Zelensky added that he would stay. Zelenskyy left.
//!                                      ^^^^^^^^ Zelenskyy
//! ```
//!
//! ```article
//! Dr Amara Diallo, a surgeon, met the board. Dialo said the ward was full.
//!                                            ^^^^^ Diallo
//! ```
//!
//! ```article
//! Catherine Meier, a judge, opened the session. Later Katherine Meier closed it.
//!                                                     ^^^^^^^^^^^^^^^ Catherine Meier
//! ```
//!
//! ```article
//! Yoon Suk Yeol met the senators, and Yoon Suk-yeol thanked them.
//!                                     ^^^^^^^^^^^^^ Yoon Suk Yeol
//! ```
//!
//! ```article
//! The engineer Tomas Lindqvist built the bridge. Lindquist said it would stand. Lindqvist has never doubted it.
//!                                                ^^^^^^^^^ Lindqvist
//! ```
//!
//! A short form is no other name, and two people may have one:
//!
//! ```article
//! Mark Rutte spoke, and Rutte left. Mr Rutte said nothing more.
//! ```
//!
//! ```article
//! Paul Meier met Anna Meier, and both Meiers smiled.
//! ```
//!
//! ```article
//! Peter Hansen, a pilot, met Lars Jansen, a nurse. Hansen said Jansen was late.
//! ```
//!
//! ```article
//! Jo Walker, a clerk, met Ed Walter, a judge. Walker said Walter was late.
//! ```
//!
//! What a document calls somebody stays as it is:
//!
//! ```article
//! Dr Amara Diallo, a surgeon, read the letter. “Dear Dr Amara Dialo,” it said.
//! ```
//!
//! What helps: look the spelling up, and use it everywhere.

use std::collections::{BTreeMap, HashSet};

use super::{Check, Context, Finding, Fix, Limit, Rule, Severity};
use crate::{
    article::Entity,
    reading::{EntityKind, Form},
    text::Span,
};

pub const RULE: Rule = Rule {
    code: "inconsistent-name",
    severity: Severity::Warning,
    source: include_str!("inconsistent_name.rs"),
    check: Check::Whole(check),
    limit: Limit::Each,
};

fn check(context: &Context) -> Vec<Finding> {
    let spellings = spellings(context);
    let mut by_beginning: BTreeMap<Beginning, Vec<usize>> = BTreeMap::new();
    for (index, it) in spellings.iter().enumerate() {
        for beginning in beginnings(it) {
            by_beginning.entry(beginning).or_default().push(index);
        }
    }
    let borne = borne(&spellings);
    let mut findings = Vec::new();
    let mut told = vec![false; spellings.len()];
    for (index, one) in spellings.iter().enumerate() {
        for other in near(&by_beginning, one, index) {
            let two = &spellings[other];
            if !told[other] && !told[index] && same_person(one, two, &borne) {
                // The spelling that is not the house's is asked about; of others the one that stands less
                // often, of two as often the later.
                let house = |it: &Spelling| context.settings.house.knows(it.name).is_some();
                let second = match (house(one), house(two)) {
                    (true, true) => continue,
                    (false, true) => true,
                    (true, false) => false,
                    (false, false) => two.places.len() > one.places.len(),
                };
                let (right, odd) = if second { (other, index) } else { (index, other) };
                told[odd] = true;
                findings.push(finding(&spellings[right], &spellings[odd]));
            }
        }
    }
    findings.sort_by_key(|it| it.span);
    findings
}

/// One way to write a person's name, and where it stands in the article's own words.
struct Spelling<'a> {
    name: &'a str,
    words: Words<'a>,
    places: Vec<Span>,
    person: &'a Entity,
}

struct Words<'a> {
    /// All but the last; none in a bare surname.
    given: &'a str,
    surname: &'a str,
}

impl<'a> Words<'a> {
    fn of(name: &'a str) -> Words<'a> {
        let (given, surname) = name.rsplit_once(' ').unwrap_or(("", name));
        Words { given, surname }
    }
}

fn spellings<'a>(context: &Context<'a>) -> Vec<Spelling<'a>> {
    let mut numbers: BTreeMap<(usize, &str), usize> = BTreeMap::new();
    let mut out: Vec<Spelling> = Vec::new();
    let people =
        context.article.entities().iter().enumerate().filter(|(_, it)| it.kind == EntityKind::Person);
    for (index, person) in people {
        for place in &person.mentions {
            let paragraph = context.article.paragraph(place.paragraph as usize);
            let mention = &paragraph.reading.mentions[place.mention as usize];
            let quoted = paragraph.reading.quotes.iter().any(|it| it.span.overlaps(mention.span));
            if mention.form != Form::Name || !paragraph.block.kind.is_body() || quoted {
                continue;
            }
            let name = unstopped(mention.span.of(&paragraph.reading.passage.text));
            if !name.contains(char::is_lowercase) {
                continue;
            }
            let start = mention.span.start;
            let span = paragraph.document(Span::new(start, start + name.len()));
            let number = *numbers.entry((index, name)).or_insert_with(|| {
                out.push(Spelling { name, words: Words::of(name), places: Vec::new(), person });
                out.len() - 1
            });
            out[number].places.push(span);
        }
    }
    out
}

/// The stop that ends a sentence is no part of a name; that of "Jr." or of an initial is.
fn unstopped(name: &str) -> &str {
    const SHORTEST: usize = 4;
    let last = name.rsplit(' ').next().unwrap_or(name);
    if last.len() > SHORTEST { name.strip_suffix('.').unwrap_or(name) } else { name }
}

/// How the last word of a name begins, or else how all its letters do, and how many they are.
type Beginning = (Option<usize>, [Option<char>; 2]);

/// Names that may be spellings of each other share one of these; "Yoon Suk-yeol" has another last word than
/// "Yoon Suk Yeol", and the same letters.
fn beginnings(one: &Spelling) -> [Beginning; 2] {
    let surname = first_two(one.words.surname.chars().flat_map(char::to_lowercase));
    let count = one.name.chars().filter(|it| it.is_alphabetic()).count();
    [(None, surname), (Some(count), first_two(letters(one.name)))]
}

fn first_two(mut letters: impl Iterator<Item = char>) -> [Option<char>; 2] {
    [letters.next(), letters.next()]
}

/// So many later names that begin alike are compared with each: a register of thousands must not cost millions.
const NEAR: usize = 64;

/// The names behind the one with this number that may be spellings of it.
fn near<'a>(
    by_beginning: &'a BTreeMap<Beginning, Vec<usize>>,
    one: &Spelling,
    index: usize,
) -> impl Iterator<Item = usize> + 'a {
    let alike = beginnings(one).into_iter().filter_map(|it| by_beginning.get(&it));
    alike.flat_map(move |all| all[all.partition_point(|it| *it <= index)..].iter().take(NEAR).copied())
}

/// Every word of a name that has a first name.
fn borne<'a>(all: &[Spelling<'a>]) -> HashSet<&'a str> {
    all.iter().filter(|it| !it.words.given.is_empty()).flat_map(|it| it.name.split(' ')).collect()
}

fn same_person(one: &Spelling, two: &Spelling, borne: &HashSet<&str>) -> bool {
    if one.name == two.name {
        return false;
    }
    // "Yoon Suk Yeol", "Yoon Suk-yeol"
    if letters(one.name).eq(letters(two.name)) {
        // "Bin Laden" at the head of a sentence is no other spelling.
        let capitals = one.name.eq_ignore_ascii_case(two.name);
        return one.name.contains(' ')
            && two.name.contains(' ')
            && !capitals
            && !only_dots(one.name, two.name);
    }
    match (one.words.given.is_empty(), two.words.given.is_empty()) {
        (false, false) => same_full(&one.words, &two.words),
        (false, true) => is_slip(one, two, borne),
        (true, false) => is_slip(two, one, borne),
        (true, true) => false,
    }
}

/// "J.D. Vance" and "J. D. Vance" are a matter of style, not of spelling.
fn only_dots(one: &str, two: &str) -> bool {
    let plain = |it: &str| it.chars().filter(|it| *it != '.' && *it != ' ').collect::<String>();
    plain(one) == plain(two) && (one.contains('.') || two.contains('.'))
}

/// Two full names of which one word differs by the way it sounds the same, or by a slip in a long surname.
fn same_full(one: &Words, two: &Words) -> bool {
    let given = one.given == two.given;
    let surname = one.surname == two.surname;
    let initials = one.given.contains('.') || two.given.contains('.');
    surname
        && !given
        && !initials
        && long(one.given)
        && long(two.given)
        && sound(one.given) == sound(two.given)
        || given && !surname && alike(one.surname, two.surname)
}

/// A bare surname that nobody has, but one letter away from somebody who has a first name.
fn is_slip(full: &Spelling, bare: &Spelling, borne: &HashSet<&str>) -> bool {
    let (right, odd) = (full.words.surname, bare.words.surname);
    !std::ptr::eq(full.person, bare.person) && alike(right, odd) && !borne.contains(odd)
        || std::ptr::eq(full.person, bare.person)
            && right != odd
            && alike(right, odd)
            && !full.name.contains(odd)
}

fn long(word: &str) -> bool {
    word.chars().count() >= 4
}

/// One letter apart, or two in a long name; both of five letters or more, with the same beginning.
fn alike(one: &str, two: &str) -> bool {
    const SHORTEST: usize = 5;
    let count = |it: &str| it.chars().count();
    let beginning = |it: &str| first_two(it.chars().flat_map(char::to_lowercase));
    if one == two || beginning(one) != beginning(two) || count(one).abs_diff(count(two)) > 2 {
        return false;
    }
    let (a, b) = (one.to_lowercase(), two.to_lowercase());
    if count(&a).min(count(&b)) < SHORTEST || a == b {
        return false;
    }
    // A plural or a possessive is no spelling.
    let plural = a.strip_suffix('s') == Some(b.as_str()) || b.strip_suffix('s') == Some(a.as_str());
    let distance = strsim::osa_distance(&a, &b);
    !plural && (distance == 1 || distance == 2 && (sound(&a) == sound(&b) || count(&a).min(count(&b)) >= 8))
}

/// A name as it is heard: what "Catherine" and "Katherine", "Stephen" and "Steven" share.
fn sound(name: &str) -> String {
    let lower =
        name.to_lowercase().replace("ph", "f").replace("ck", "k").replace("qv", "kv").replace("qu", "kv");
    let mut out = String::new();
    for letter in lower.chars() {
        let letter = match letter {
            'c' | 'q' => 'k',
            'v' | 'w' => 'f',
            'y' => 'i',
            'z' => 's',
            'h' if !out.is_empty() => continue,
            other => other,
        };
        if !out.ends_with(letter) {
            out.push(letter);
        }
    }
    out.strip_suffix('e').map(str::to_owned).unwrap_or(out)
}

/// Letters alone, in lower case.
fn letters(name: &str) -> impl Iterator<Item = char> + '_ {
    name.chars().filter(|it| it.is_alphabetic()).flat_map(char::to_lowercase)
}

fn finding(right: &Spelling, odd: &Spelling) -> Finding {
    let bare = odd.words.given.is_empty() && !right.words.given.is_empty();
    let with = if bare { right.words.surname } else { right.name };
    let message =
        format!("“{}” or “{with}”? One person is written in two ways: look it up, and use one.", odd.name);
    let count = odd.places.len();
    let title = format!("Use “{with}” everywhere ({count})");
    let fixes = vec![Fix::replace(odd.places.iter().copied(), with, title)];
    let note =
        format!("“{}” stands {}, “{}” {}.", right.name, times(right.places.len()), odd.name, times(count));
    Finding { fixes, note, ..RULE.finding(odd.places[0], message) }
}

fn times(count: usize) -> String {
    match count {
        1 => "once".to_owned(),
        2 => "twice".to_owned(),
        _ => format!("{count} times"),
    }
}
