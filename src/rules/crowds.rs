//! Which sources are a number of people, and no more is told of them.
//!
//! “Retailers say”, “people who know her said”, “officials reported”: a plural of people without article, number,
//! owner, name or place is nobody whom a reader could look up. Some of them speak for a body, and are told by its name:
//! those the article may call “officials” once it has said whose.

use super::{Context, Said, members};
use crate::{
    language::{Class, Shape},
    reading::{Basis, EntityKind, Form, Inflection, SourceKind},
    text::Span,
};

/// A source that is nobody in particular.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Crowd {
    /// Critics, experts, some, many: who stands for them has to be named.
    Known,
    /// People of one kind: retailers, survivors, many Democrats.
    Plural,
    /// Those who speak for a body: officials, regulators, aides.
    Office,
}

/// How many paragraphs before a body's people its name may stand; behind them it has to stand in the next.
const REACH: usize = 2;

/// Those who speak for a body, and no word of theirs tells for which.
const OFFICES: &[&str] = &[
    "administrators",
    "advisers",
    "advisors",
    "aides",
    "attorneys",
    "authorities",
    "commanders",
    "commissioners",
    "councillors",
    "detectives",
    "executives",
    "firefighters",
    "inspectors",
    "investigators",
    "judges",
    "lawmakers",
    "lawyers",
    "leaders",
    "legislators",
    "managers",
    "ministers",
    "officers",
    "officials",
    "organisers",
    "organizers",
    "paramedics",
    "prosecutors",
    "regulators",
    "rescuers",
    "spokesmen",
    "spokespeople",
    "staff",
    "staffers",
];

/// What tells how many in a way that tells nothing.
const SOME: &[&str] =
    &["few", "many", "more", "most", "numerous", "other", "others", "several", "some", "various"];

/// What kind of crowd a source is, if it is one.
pub(super) fn crowd(context: &Context, said: &Said) -> Option<Crowd> {
    match said.kind()? {
        SourceKind::Crowd => Some(Crowd::Known),
        SourceKind::Described | SourceKind::Named if is_said(said) && is_bare(context, said) => {
            Some(if is_office(said) { Crowd::Office } else { Crowd::Plural })
        }
        _ => None,
    }
}

/// Whether the reader learns who they are: by one of them, or by the body they speak for.
pub(super) fn are_told(context: &Context, said: &Said, crowd: Crowd) -> bool {
    let body = || crowd == Crowd::Office && body_is_named(context, said);
    // A case has one prosecution, and whoever asks the court finds it.
    let prosecution = || matches!(head(said), "prosecutors" | "prosecution");
    prosecution()
        || members::are_told(context, said)
        || body()
        || crowd != Crowd::Known && tells_its_plans(said)
}

/// Whether their noun is that of people who speak for a body.
pub(super) fn is_office(said: &Said) -> bool {
    OFFICES.contains(&head(said))
}

/// A verb of saying joins them to what is said, or "according to".
fn is_said(said: &Said) -> bool {
    matches!(said.attribution.basis, Basis::Verb | Basis::AccordingTo)
}

/// Their noun.
pub(super) fn head<'a>(said: &Said<'a>) -> &'a str {
    said.source().map_or("", |it| it.head.of(&said.paragraph.reading.passage.lower))
}

/// A plural of people that neither article, number, owner, name nor place tells from others.
fn is_bare(context: &Context, said: &Said) -> bool {
    let Some(source) = said.source() else { return false };
    let reading = said.paragraph.reading;
    let passage = &reading.passage;
    let first = passage.token_at(source.span.start);
    let head = passage.token_at(source.head.start);
    let end = passage.token_at(source.span.end);
    let start = passage.sentences[passage.sentence_of(first)].tokens.start;
    let several = SOME.contains(&passage.word(first)) && head > first;
    // "Whose leaders", "one of its residents": who they are stands before them.
    let before = first.checked_sub(1).filter(|it| *it >= start);
    let owned = |it: usize| {
        let token = passage.tokens[it];
        token.class.intersects(Class::DETERMINER | Class::NUMBER_WORD)
            || token.shape == Shape::Number
            || matches!(passage.word(it), "of" | "'s" | "’s" | "'" | "’" | "both" | "two")
    };
    let told = |it: usize| owned(it) && !(it == first && several) || is_capital(said, it, start);
    let group = several && is_people_of_a_name(said, head);
    let part = (head..end).any(|it| matches!(passage.word(it), "whom" | "which" | "them"));
    let relative = (head + 1..end).find(|it| matches!(passage.word(*it), "who" | "whose")).unwrap_or(end);
    (group || means_people(context, said, head, start))
        && !part
        && !before.is_some_and(owned)
        && !(first..head).any(told)
        && !(head + 1..relative)
            .any(|it| told(it) || matches!(passage.word(it), "including" | "like" | "such"))
        && (group || !names_in(said, Span::new(source.span.start, passage.tokens[head].span.start)))
        && !is_followed_by_a_name(said, end)
}

/// "Developers in Congress", "a Norport resident": a capital that no sentence begins with.
fn is_capital(said: &Said, token: usize, start: usize) -> bool {
    let shape = said.paragraph.reading.passage.tokens[token].shape;
    token > start && matches!(shape, Shape::Title | Shape::Upper)
}

fn names_in(said: &Said, span: Span) -> bool {
    let names = said.paragraph.reading.mentions.iter().filter(|it| it.form == Form::Name);
    span.start < span.end && names.into_iter().any(|it| it.span.overlaps(span))
}

/// "Residents of Norhaven": the place or body stands right behind.
fn is_followed_by_a_name(said: &Said, end: usize) -> bool {
    let passage = &said.paragraph.reading.passage;
    let joins = matches!(passage.word(end), "of" | "from" | "in" | "at" | "for" | "with" | "including");
    let behind = passage.tokens.get(end + 1);
    joins
        && behind.is_some_and(|it| {
            matches!(it.shape, Shape::Title | Shape::Upper) || it.class.contains(Class::DETERMINER)
        })
}

/// "Many Democrats": of a party or a people, and only how many.
fn is_people_of_a_name(said: &Said, head: usize) -> bool {
    let passage = &said.paragraph.reading.passage;
    passage.tokens[head].shape == Shape::Title && passage.word(head).ends_with('s')
}

/// "Leaders shows": the verb is another's.
pub(super) fn disagrees(said: &Said) -> bool {
    let third = said.attribution.verb.is_some_and(|it| it.inflection == Inflection::Third);
    let plural = head(said).ends_with('s') || head(said).ends_with("people");
    third && plural && said.attribution.basis == Basis::Verb
}

/// Whether the head means more than one human being.
fn means_people(context: &Context, said: &Said, head: usize, start: usize) -> bool {
    let passage = &said.paragraph.reading.passage;
    let (word, token) = (passage.word(head), passage.tokens[head]);
    let plural =
        word.ends_with('s') && !word.ends_with("ss") || word.ends_with("men") || word.ends_with("people");
    let known =
        token.class.contains(Class::ROLE) || matches!(word, "people" | "authorities" | "insiders" | "staff");
    match token.shape {
        Shape::Lower => plural && (known || is_agent(word)) || word == "staff",
        // A capital at the head of a sentence may be a name: "Rangers said".
        Shape::Title => {
            let opens = head == first_word(said, start);
            plural && known && opens && !is_a_group(said, head) && !is_a_name_elsewhere(context, said)
        }
        _ => false,
    }
}

/// "Democrats said": of a party, which is a name.
fn is_a_group(said: &Said, head: usize) -> bool {
    let reading = said.paragraph.reading;
    let span = reading.passage.tokens[head].span;
    let group = |it: EntityKind| matches!(it, EntityKind::Norp | EntityKind::Org | EntityKind::Misc);
    matches!(
        reading.passage.word(head),
        "democrats" | "republicans" | "conservatives" | "liberals" | "independents"
    ) || reading.mentions.iter().any(|it| group(it.kind) && it.form == Form::Name && it.span.covers(span))
}

fn first_word(said: &Said, start: usize) -> usize {
    let tokens = &said.paragraph.reading.passage.tokens;
    (start..tokens.len())
        .find(|it| !matches!(tokens[*it].shape, Shape::Mark | Shape::OpenQuote))
        .unwrap_or(start)
}

/// "Traders", "tenants", "allotment holders", "cyclists": endings of those who do something. Things that speak have them
/// too: papers, documents.
fn is_agent(word: &str) -> bool {
    const AGENTS: &[&str] = &["ers", "ors", "ists", "ians", "ants", "dents", "ees", "ives", "mates"];
    const THINGS: &[&str] =
        &["committees", "letters", "newspapers", "numbers", "orders", "papers", "posters", "trees"];
    AGENTS.iter().any(|it| word.len() > it.len() + 2 && word.ends_with(it)) && !THINGS.contains(&word)
}

/// The capital stands within a sentence too, or belongs to a longer name.
fn is_a_name_elsewhere(context: &Context, said: &Said) -> bool {
    let Some(entity) = said.sourced.speaker else { return false };
    let article = context.article;
    article.entities()[entity].mentions.iter().any(|it| {
        let reading = article.paragraph(it.paragraph as usize).reading;
        let span = reading.mentions[it.mention as usize].span;
        let opens = reading.passage.sentences.iter().any(|it| it.span.start == span.start);
        !opens || span.of(&reading.passage.text).contains(' ')
    })
}

/// A body is named beside its people: in their paragraph, shortly before it or in the next.
fn body_is_named(context: &Context, said: &Said) -> bool {
    let own = said.paragraph.index;
    let last = context.article.paragraphs().len() - 1;
    let beside = own.saturating_sub(REACH)..=(own + 1).min(last);
    beside.into_iter().any(|it| {
        let reading = context.article.paragraph(it).reading;
        reading.mentions.iter().any(|it| it.kind == EntityKind::Org && it.form == Form::Name)
    })
}

/// "Organisers said they would march again": of themselves, and nobody else knows it better.
fn tells_its_plans(said: &Said) -> bool {
    let passage = &said.paragraph.reading.passage;
    let Some(content) = said.attribution.content.first() else { return false };
    let mut words = content.of(&passage.lower).split(' ').filter(|it| *it != "that");
    words.next() == Some("they")
        && words.next().is_some_and(|it| {
            matches!(
                it,
                "will" | "would" | "hope" | "hoped" | "plan" | "planned" | "want" | "wanted" | "intend"
            )
        })
}
