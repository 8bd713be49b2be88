//! A role first, and the name a sentence later.
//!
//! Agencies begin with what matters: "A Danish official says the port has sent back three trawlers. Fisheries Ministry
//! spokesman Lars Holm told reporters …". The two sentences belong together, within a paragraph or across a break.

use super::{Context, Said};
use crate::{
    article::Paragraph,
    language::{Class, Passage, Shape},
    reading::{
        Basis, EntityKind, Form, Mention, Reading,
        names::{Known, look_up},
    },
    text::Span,
};

/// Those whom a lead may call by what they are: one of them is somebody, whose name can follow.
const OFFICIALS: &[&str] =
    &["commander", "diplomat", "minister", "officer", "official", "spokesman", "spokesperson", "spokeswoman"];

/// Offices whose holders answer for a body. A leader of fishermen is no official.
const OFFICES: &[&str] = &[
    "admiral",
    "ambassador",
    "captain",
    "chief",
    "colonel",
    "commander",
    "commissioner",
    "consul",
    "coroner",
    "deputy",
    "diplomat",
    "director",
    "envoy",
    "general",
    "governor",
    "inspector",
    "magistrate",
    "major",
    "mayor",
    "minister",
    "officer",
    "official",
    "premier",
    "president",
    "prosecutor",
    "secretary",
    "sheriff",
    "spokesman",
    "spokesperson",
    "spokeswoman",
    "superintendent",
];

/// "A Danish official says …": the next sentence lets one speak who holds an office and has a name.
pub(super) fn names_the_official(context: &Context, said: &Said) -> bool {
    if !is_one_official(said) || withholds(said) {
        return false;
    }
    let Some((paragraph, sentence)) = context.article.sentence_after(&said.paragraph, said.sentence()) else {
        return false;
    };
    let reading = paragraph.reading;
    let passage = &reading.passage;
    if objects(passage, sentence) {
        return false;
    }
    let span = passage.sentences[sentence].span;
    let mut people = people_in(&paragraph, span).filter(|it| is_first(passage, sentence, it));
    is_taken_up(&paragraph, sentence)
        || people.any(|it| {
            let role = role_of(passage, it);
            role.is_some_and(|role| is_office(passage, it, role) && same_country(said, &paragraph, role))
                && (comments(passage, sentence) || speaks(context, &paragraph, sentence, it))
        })
}

/// "an official", "a senior army officer": not "officials", nor "another".
fn is_one_official(said: &Said) -> bool {
    let Some(source) = said.source() else { return false };
    let passage = &said.paragraph.reading.passage;
    let first = passage.word(passage.token_at(source.span.start));
    matches!(first, "a" | "an") && OFFICIALS.contains(&source.head.of(&passage.lower))
}

/// Whoever will not be named is not the one whom the next sentence names.
fn withholds(said: &Said) -> bool {
    let passage = &said.paragraph.reading.passage;
    let mut tokens = passage.sentences[said.sentence()].tokens.clone();
    tokens.any(|it| match passage.word(it) {
        "anonymity" | "anonymous" | "anonymously" | "unidentified" | "unnamed" => true,
        "named" | "identified" => passage.word(it.wrapping_sub(1)) == "be",
        _ => false,
    })
}

/// "But police chief Lars Holm denied it": another voice.
fn objects(passage: &Passage, sentence: usize) -> bool {
    let mut tokens = passage.sentences[sentence].tokens.clone();
    let first = passage.word(tokens.start);
    let denies = |it: usize| {
        matches!(passage.word(it), "denied" | "denies" | "dismissed" | "disputed" | "disputes" | "rejected")
    };
    matches!(first, "but" | "however" | "yet" | "still" | "meanwhile" | "separately" | "another")
        || tokens.any(denies)
}

/// "The official, Lars Holm, spoke at a hearing", "He, Lars Holm, …".
fn is_taken_up(paragraph: &Paragraph, sentence: usize) -> bool {
    let passage = &paragraph.reading.passage;
    let start = passage.sentences[sentence].tokens.start;
    let comma = match passage.word(start) {
        "he" | "she" => start + 1,
        "the" if OFFICIALS.contains(&passage.word(start + 1)) => start + 2,
        _ => return false,
    };
    let capital = |it: usize| passage.tokens.get(it).is_some_and(|it| it.shape == Shape::Title);
    let end = (comma + 1..passage.tokens.len()).find(|it| !capital(*it)).unwrap_or(comma);
    passage.word(comma) == "," && end > comma + 1 && passage.word(end) == ","
}

/// Role and name begin the sentence. Who stands behind a quotation answers to something else.
fn is_first(passage: &Passage, sentence: usize, person: &Mention) -> bool {
    const ROLE: usize = 7;
    let start = passage.sentences[sentence].tokens.start;
    let name = passage.token_at(person.span.start);
    let plain = |it: usize| !matches!(passage.tokens[it].shape, Shape::OpenQuote | Shape::CloseQuote);
    name - start <= ROLE && (start..name).all(|it| plain(it) || matches!(passage.word(it), "’" | "'"))
}

fn people_in<'a>(paragraph: &Paragraph<'a>, span: Span) -> impl Iterator<Item = &'a Mention> {
    let mentions = paragraph.reading.mentions.iter();
    mentions.filter(move |it| it.kind == EntityKind::Person && it.form == Form::Name && span.covers(it.span))
}

/// The words that say who somebody is: as read, or else those of the name that stands before theirs.
fn role_of(passage: &Passage, person: &Mention) -> Option<Span> {
    let first = passage.token_at(person.span.start);
    let before = first.checked_sub(1)?;
    let called = passage.tokens[before].class.contains(Class::ROLE);
    person.role.or_else(|| called.then(|| passage.tokens[before].span))
}

fn is_office(passage: &Passage, person: &Mention, role: Span) -> bool {
    let words: Vec<&str> = role.of(&passage.lower).split([' ', '-']).collect();
    let past = words.iter().any(|it| matches!(*it, "former" | "ex" | "retired"));
    // Before a name the office is the last word; behind it, "a spokesman for the port", it is anywhere.
    let office = match role.start < person.span.start {
        true => words.last().is_some_and(|it| OFFICES.contains(it)),
        false => words.iter().any(|it| OFFICES.contains(it)),
    };
    office && !past
}

/// A Danish official is no Norwegian minister. Whoever has no country may be of any.
fn same_country(said: &Said, paragraph: &Paragraph, role: Span) -> bool {
    const BEFORE: usize = 4;
    let passage = &paragraph.reading.passage;
    let first = passage.token_at(role.start);
    let start = passage.sentences[passage.sentence_of(first)].tokens.start.max(first.saturating_sub(BEFORE));
    let theirs = countries(paragraph, Span::new(passage.tokens[start].span.start, role.end));
    let own = said.source().map_or_else(Vec::new, |it| countries(&said.paragraph, it.span));
    own.is_empty() || theirs.is_empty() || own.iter().any(|it| theirs.contains(it))
}

/// The countries named here, by themselves or by their people, as numbers of the things they are.
fn countries(paragraph: &Paragraph, span: Span) -> Vec<u16> {
    let lower = &paragraph.reading.passage.lower;
    let named = paragraph.reading.mentions.iter().filter(|it| span.covers(it.span));
    let entries = named.map(|it| look_up(it.span.of(lower)));
    entries
        .filter(|it| it.thing != 0 && it.known.any(Known::COUNTRY | Known::GROUP))
        .map(|it| it.thing)
        .collect()
}

/// "made the comment in Ostby on Monday".
fn comments(passage: &Passage, sentence: usize) -> bool {
    let mut tokens = passage.sentences[sentence].tokens.clone();
    tokens.any(|it| {
        passage.word(it) == "made"
            && matches!(passage.word(it + 1), "the" | "his" | "her" | "those" | "these")
            && matches!(
                passage.word(it + 2),
                "announcement" | "comment" | "comments" | "remark" | "remarks" | "statement"
            )
    })
}

fn speaks(context: &Context, paragraph: &Paragraph, sentence: usize, person: &Mention) -> bool {
    let span = paragraph.reading.passage.sentences[sentence].span;
    context.said_in(paragraph.index).any(|said| {
        let says = matches!(said.attribution.basis, Basis::Verb | Basis::AccordingTo);
        let here = said.attribution.cue.iter().any(|it| span.covers(*it));
        says && here && said.source().is_some_and(|it| it.span.overlaps(person.span))
    })
}

/// "The fisheries minister says … Lars Holm told reporters …": who it is stands in the sentence before.
pub(super) fn is_told_before(context: &Context, paragraph: &Paragraph, mention: &Mention) -> bool {
    let passage = &paragraph.reading.passage;
    let sentence = passage.sentence_of(passage.token_at(mention.span.start));
    if !opens(paragraph, sentence, mention) {
        return false;
    }
    let Some((before, told)) = context.article.sentence_before(paragraph, sentence) else { return false };
    let unnamed = people_in(&before, before.reading.passage.sentences[told].span).next().is_none();
    unnamed && begins_with_a_role(before.reading, told)
}

/// The name stands first, or behind a quotation or "In Ostby on Saturday,": nobody else comes in before it.
fn opens(paragraph: &Paragraph, sentence: usize, mention: &Mention) -> bool {
    let passage = &paragraph.reading.passage;
    let start = passage.sentences[sentence].tokens.start;
    let first = passage.token_at(mention.span.start);
    if first == start {
        return true;
    }
    let earlier = Span::new(passage.tokens[start].span.start, mention.span.start);
    let alone = people_in(paragraph, earlier).next().is_none();
    let quoted = passage.tokens[first - 1].shape == Shape::CloseQuote;
    let placed = passage.tokens[start].class.contains(Class::PREPOSITION) && passage.word(first - 1) == ",";
    alone && (quoted || placed)
}

/// "The Danish fisheries minister says", "The mother of a drowned sailor is": one person, who does something.
fn begins_with_a_role(reading: &Reading, sentence: usize) -> bool {
    const LONGEST: usize = 8;
    let passage = &reading.passage;
    let tokens = passage.sentences[sentence].tokens.clone();
    let possessed = (tokens.start..tokens.end.min(tokens.start + 4))
        .find(|it| matches!(passage.word(*it), "’s" | "'s" | "’" | "'"));
    let determined = matches!(
        passage.word(tokens.start),
        "a" | "an" | "her" | "his" | "its" | "my" | "our" | "that" | "the" | "their" | "this"
    );
    let from = match possessed {
        Some(it) if !determined => it + 1,
        _ if determined => tokens.start + 1,
        _ => return false,
    };
    let goes_on = Class::PREPOSITION | Class::AUXILIARY | Class::MODAL;
    let says = |it: usize| {
        let span = passage.tokens[it].span;
        reading.attributions.iter().any(|said| said.cue.iter().any(|it| it.covers(span)))
    };
    let role = |it: usize| {
        let word = passage.word(it);
        let several = word.ends_with('s') && !word.ends_with("ss") || word.ends_with("men");
        passage.tokens[it].class.contains(Class::ROLE) && !several
    };
    let word = |it: &usize| matches!(passage.tokens[*it].shape, Shape::Lower | Shape::Title | Shape::Upper);
    let end = (from..tokens.end.min(from + LONGEST)).find(|it| {
        !word(it) || says(*it) || passage.tokens[*it].class.intersects(goes_on) || is_act(passage, *it)
    });
    // A mark there is an apposition or "’s": more than one, or something of theirs.
    end.is_some_and(|it| it > from && word(&it) && role(it - 1))
}

/// "has defended" begins with "has"; "defended" alone does not look like a verb but by its ending.
fn is_act(passage: &Passage, at: usize) -> bool {
    let behind_role = at > 0 && passage.tokens[at - 1].class.contains(Class::ROLE);
    let word = passage.word(at);
    passage.tokens[at].shape == Shape::Lower && behind_role && (word.ends_with("ed") || word == "who")
}
