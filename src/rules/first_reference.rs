//! # first-reference
//!
//! A person comes in without the full name, or without a word about who it is.
//!
//! “Okafor said” is no help to a reader who has not met Okafor.
//! News agencies name a source with full name and position, and broadcasters want the credentials.
//!
//! ```article
//! “It will pass,” Okafor said.
//!                 ^^^^^^ full name
//! ```
//!
//! ```article
//! Lena Brandt said it would pass.
//! ^^^^^^^^^^^ who that is
//! ```
//!
//! ```article
//! The gate was locked, according to Dana Ruiz.
//!                                   ^^^^^^^^^ who that is
//! ```
//!
//! ```article
//! # Okafor: the levy will pass
//!
//! The levy will pass, Okafor said. Peter Okafor is the treasurer.
//!                     ^^^^^^ full name
//! ```
//!
//! ```article
//! The council heard the clerks. The levy will fail, Paulo Teixeira told the council, and left.
//!                                                   ^^^^^^^^^^^^^^ who that is
//! ```
//!
//! The role may stand before the name, behind it or in the next sentence:
//!
//! ```article
//! Senate clerk Lena Brandt said it would pass. “It will,” said Dana Ruiz, who flies for Norlift.
//! ```
//!
//! ```article
//! Lena Brandt said it would pass. Brandt is the clerk of the senate.
//! ```
//!
//! ```article
//! Critics such as Ana Cho say the bridge was never inspected.
//! ```
//!
//! ```article
//! Nigel Prowse, defending, said the boy was sorry. Her former agent, Viktor Somlai, told the council that she had left.
//! ```
//!
//! ```article
//! The next day, Lena Brandt, unasked, said it would pass.
//!               ^^^^^^^^^^^ who that is
//! ```
//!
//! So may the sentence before, whose subject it is:
//!
//! ```article
//! The Danish fisheries minister says the quota will stay. Lars Holm told reporters on Monday that the fleet is too large.
//! ```
//!
//! ```article
//! A man has sued the Danish fisheries minister. Lars Holm told reporters on Monday that the fleet is too large.
//!                                               ^^^^^^^^^ who that is
//! ```
//!
//! Some need no introduction:
//!
//! ```article
//! Pope Francis said so, and Shakespeare wrote it first.
//! ```
//!
//! ```article
//! Senator Ana Haas, 52, said it would pass. Haas added that it must.
//! ```
//!
//! What helps: the full name and one word of who it is, where the reader first meets them.

use super::{
    Check, Context, Finding, Fix, House, Known, Limit, Rule, Severity, introductions, role_then_name,
};
use crate::{
    article::{Entity, Paragraph},
    reading::{Basis, ContentKind, EntityKind, Form, Frames, Mention, SourceKind},
    text::Span,
};

pub const RULE: Rule = Rule {
    code: "first-reference",
    severity: Severity::Warning,
    source: include_str!("first_reference.rs"),
    check: Check::Whole(check),
    limit: Limit::Each,
};

fn check(context: &Context) -> Vec<Finding> {
    let people = context.article.entities().iter().enumerate();
    let mut findings: Vec<Finding> = people
        .filter(|(_, it)| it.kind == EntityKind::Person && !introductions::needs_none(&it.name))
        .filter(|(_, it)| context.settings.house.knows(&it.name).is_none())
        .filter_map(|(index, it)| asked(context, it, index))
        .collect();
    findings.sort_by_key(|it| it.span);
    findings
}

fn asked(context: &Context, person: &Entity, entity: usize) -> Option<Finding> {
    let (paragraph, mention) = first(context, person)?;
    let name = mention.span.of(&paragraph.reading.passage.text);
    let full = name.contains(' ');
    let speaks = speaks_here(context, &paragraph, mention, entity);
    let introduced = introductions::has_role(&paragraph, mention);
    let asked = if full {
        // A role that comes later is told in the hover; to the reader the person is known by then.
        let told = introduced
            || introductions::has_role_next(&paragraph, mention, &person.name)
            || role_then_name::is_told_before(context, &paragraph, mention);
        speaks
            && !told
            && person.role.is_none()
            && introductions::may_be_full_name(&paragraph.reading.passage, mention)
    } else {
        let named_later = person.name.contains(' ') && person.name.ends_with(name);
        let known_name = introductions::may_be_surname(&paragraph.reading.passage, mention);
        !introduced
            && known_name
            && (speaks || named_later)
            && !introduced_soon(context, person, &paragraph)
            && !belongs_to_another_name(context, person, &paragraph, mention)
    };
    let mut found = asked.then(|| finding(person, &paragraph, mention, speaks))?;
    found.fixes.splice(0..0, listed(&context.settings.house, name, found.span));
    Some(found)
}

/// A headline's or a summary's short name, followed by the full one: a story may begin so.
fn introduced_soon(context: &Context, person: &Entity, paragraph: &Paragraph) -> bool {
    const SOON: usize = 3;
    context.goes_on()
        && person.mentions.iter().any(|it| {
            let index = it.paragraph as usize;
            let reading = context.article.paragraph(index).reading;
            let mention = &reading.mentions[it.mention as usize];
            let name = mention.span.of(&reading.passage.text);
            mention.form == Form::Name
                && index > paragraph.index
                && index <= paragraph.index + SOON
                && name.contains(' ')
        })
}

/// "Kofu Okafor" stood before and was read as a place, "Greenwatch" is short for a body: no new person comes in.
fn belongs_to_another_name(
    context: &Context,
    person: &Entity,
    paragraph: &Paragraph,
    mention: &Mention,
) -> bool {
    let name = mention.span.of(&paragraph.reading.passage.text);
    let here = (paragraph.index, mention.span.start);
    let others = context.article.entities().iter().filter(|it| !std::ptr::eq(*it, person));
    others.filter(|it| it.name.contains(' ')).any(|it| {
        let body = it.kind == EntityKind::Org && it.name.split(' ').next() == Some(name);
        let ends = it.name.rsplit(' ').next() == Some(name);
        body || ends
            && it.mentions.first().is_some_and(|it| {
                let other = context.article.paragraph(it.paragraph as usize);
                let span = other.reading.mentions[it.mention as usize].span;
                let long = span.of(&other.reading.passage.text).contains(' ');
                long && other.block.kind.is_body() && (other.index, span.start) < here
            })
    })
}

/// Whether the first mention is itself the source of what is said: with a verb of saying, or "according to".
fn speaks_here(context: &Context, paragraph: &Paragraph, mention: &Mention, entity: usize) -> bool {
    context.said_in(paragraph.index).any(|said| {
        let says = match said.attribution.basis {
            Basis::Verb => said.attribution.verb.is_some_and(|it| it.frames.contains(Frames::QUOTE)),
            basis => basis == Basis::AccordingTo,
        };
        let clause = said.attribution.kind != ContentKind::NounPhrase;
        let head =
            said.source().is_some_and(|it| it.kind == SourceKind::Named && it.head.overlaps(mention.span));
        says && clause && head && said.sourced.speaker == Some(entity)
    })
}

fn finding(person: &Entity, paragraph: &Paragraph, mention: &Mention, speaks: bool) -> Finding {
    let name = mention.span.of(&paragraph.reading.passage.text);
    let span = paragraph.document(mention.span);
    let mut fixes = Vec::new();
    let message = if name.contains(' ') {
        fixes.push(Fix::Insert {
            at: span.end,
            text: ", [TK: role],".to_owned(),
            title: "Add the role".to_owned(),
        });
        format!("Tell the reader who that is: {name} comes in without a role.")
    } else {
        fixes.push(full_name(person, name, span));
        format!("Give the full name and who that is: the reader meets {name} here for the first time.")
    };
    fixes.push(Fix::Accept(Known { name: person.name.clone(), ..Known::default() }));
    let severity = if speaks { Severity::Warning } else { Severity::Hint };
    Finding { fixes, severity, note: note(person), ..RULE.finding(span, message) }
}

/// The full name and the role of the only one of this surname whom the house lists with a role.
fn listed(house: &House, name: &str, span: Span) -> Option<Fix> {
    let mut namesakes = house.known().iter().filter(|it| it.name.rsplit(' ').next() == Some(name));
    let known = namesakes.next().filter(|it| it.name != name && namesakes.next().is_none())?;
    let role = known.role.as_ref()?;
    let with = match introductions::follows_a_name(role) {
        true => format!("{}, {role},", known.name),
        false => format!("{role} {}", known.name),
    };
    Some(Fix::replace([span], &with, format!("Insert the role from the people list: {with}")))
}

/// The full name that comes later, or a gap for it.
fn full_name(person: &Entity, name: &str, span: Span) -> Fix {
    if !(person.name.contains(' ') && person.name.ends_with(name)) {
        let (text, title) = (" [TK: full name and role]".to_owned(), "Add the full name".to_owned());
        return Fix::Insert { at: span.end, text, title };
    }
    let with = match &person.role {
        Some(role) if !introductions::follows_a_name(role) => format!("{role} {}", person.name),
        _ => format!("{}, [TK: role],", person.name),
    };
    Fix::replace([span], &with, format!("Move the full name up: {}", person.name))
}

/// The first mention by name in the article's own words: neither headline nor dateline, nor inside a quotation.
fn first<'a>(context: &Context<'a>, person: &Entity) -> Option<(Paragraph<'a>, &'a Mention)> {
    person.mentions.iter().find_map(|place| {
        let paragraph = context.article.paragraph(place.paragraph as usize);
        let mention = &paragraph.reading.mentions[place.mention as usize];
        let dateline = paragraph.reading.dateline.is_some_and(|it| it.overlaps(mention.span));
        let named = mention.form == Form::Name && paragraph.block.kind.is_body() && !dateline;
        (named && !super::is_quoted(&paragraph, mention.span)).then_some((paragraph, mention))
    })
}

fn note(person: &Entity) -> String {
    let count = person.mentions.len();
    let times = if count == 1 { "once".to_owned() } else { format!("{count} times") };
    match &person.role {
        Some(role) => format!("Mentioned {times}. Called “{role}” later: move it up."),
        None => format!("Mentioned {times}, and nowhere with a role."),
    }
}
