//! Whether one of a crowd is named near it.
//!
//! “Critics say the bridge is unsafe. ‘It is rotten,’ said Bo Diaz, who lives beside it”: Diaz is one of them, for he
//! takes up what they said. A name beside a crowd is not enough: who spoke before it came in, who answers it for the
//! town, and who speaks of something else stand for none of it. Those who are asked for what they know, experts and
//! analysts, have only those for members who are named as such; so it is however long the article is.

use super::{Context, Said};
use crate::{
    language::{Class, Shape},
    reading::{ContentKind, SourceKind},
};

/// Sentences in which one of a crowd should be named.
const SOON: usize = 2;

/// Crowds that are told by how many they are: anybody may be one of them.
const QUANTITIES: &[&str] = &["everybody", "everyone", "few", "many", "most", "others", "several", "some"];

/// Crowds that know something.
const EXPERTS: &[&str] = &[
    "academics",
    "analysts",
    "economists",
    "experts",
    "historians",
    "researchers",
    "scholars",
    "scientists",
    "specialists",
];

/// Crowds that look on for a living, and are known for it.
const ONLOOKERS: &[&str] = &[
    "commentators",
    "diplomats",
    "forecasters",
    "insiders",
    "lobbyists",
    "observers",
    "pundits",
    "watchers",
];

/// Where those work who know something, and what they do there.
const LEARNING: &[&str] = &[
    "college",
    "consultancy",
    "institute",
    "institution",
    "laboratory",
    "observatory",
    "research",
    "researches",
    "school",
    "studied",
    "studies",
    "teaches",
    "think",
    "university",
];

/// Roles of those who know something.
const LEARNED: &[&str] = &[
    "academic",
    "ambassador",
    "analyst",
    "columnist",
    "commentator",
    "consultant",
    "diplomat",
    "economist",
    "engineer",
    "expert",
    "fellow",
    "forecaster",
    "historian",
    "lecturer",
    "lobbyist",
    "professor",
    "researcher",
    "scholar",
    "scientist",
    "specialist",
    "strategist",
];

/// Crowds, and how one of them is introduced where their own noun does not return.
const KINDS: &[(&[&str], &[&str])] = &[
    (
        &[
            "homeowners",
            "locals",
            "neighbors",
            "neighbours",
            "people",
            "residents",
            "tenants",
            "townspeople",
            "villagers",
        ],
        &["home", "house", "lived", "lives", "living", "neighbor", "neighbour", "resident", "villager"],
    ),
    (&["survivors", "witnesses"], &["aboard", "escaped", "fled", "saw", "survived", "watched", "witnessed"]),
    (
        &["families", "parents", "relatives"],
        &["brother", "daughter", "father", "mother", "sister", "son", "widow"],
    ),
    (
        &["authorities", "officials"],
        &[
            "chief",
            "commissioner",
            "director",
            "head",
            "secretary",
            "spokesman",
            "spokesperson",
            "spokeswoman",
        ],
    ),
];

/// Offices that a crowd's words are about, and that answer them.
const OFFICES: &[&str] = &[
    "chancellor",
    "congressman",
    "congresswoman",
    "governor",
    "mayor",
    "minister",
    "premier",
    "president",
    "senator",
];

/// Whether the reader meets one of the crowd, or learns how many they are.
pub(super) fn are_told(context: &Context, crowd: &Said) -> bool {
    let paragraph = crowd.paragraph;
    let sentence = crowd.sentence();
    is_told_by_another(crowd)
        || are_counted(crowd)
        || context.said_in(paragraph.index).filter(|it| is_named(it) && !is_itself(it, crowd)).any(|it| {
            match it.sentence() {
                own if own < sentence => shares_role(context, &it, crowd),
                own if own == sentence => stands_in_one_sentence(context, &it, crowd),
                _ => is_one_of(context, &it, crowd),
            }
        })
        || is_named_next(context, crowd)
}

/// A plural at the head of a sentence may be taken for a name.
fn is_itself(said: &Said, crowd: &Said) -> bool {
    said.attribution.cue == crowd.attribution.cue
}

fn is_named(said: &Said) -> bool {
    said.kind() == Some(SourceKind::Named)
}

/// Whether somebody who speaks behind a crowd is one of it: by what they are, or, where a crowd is no more than a stance
/// or a number, by going on from what it said.
fn is_one_of(context: &Context, said: &Said, crowd: &Said) -> bool {
    if answers(context, said, crowd) {
        return false;
    }
    let goes_on = || !knows(crowd) && (goes_on(said) || speaks_as_one(said));
    shares_role(context, said, crowd) || goes_on()
}

/// "Cho says that critics …", "Critics, Bo Diaz among them, say …"; not "Critics say …, but Mayor Cho said …".
fn stands_in_one_sentence(context: &Context, said: &Said, crowd: &Said) -> bool {
    let tells =
        said.attribution.content.iter().any(|it| crowd.attribution.cue.iter().any(|cue| it.covers(*cue)));
    tells || shares_role(context, said, crowd)
}

/// Whether a crowd is one that is asked for what it knows.
fn knows(crowd: &Said) -> bool {
    let head = head(crowd);
    EXPERTS.contains(&head.as_str()) || ONLOOKERS.contains(&head.as_str())
}

/// In the next paragraph one of them must speak soon, and of the same.
fn is_named_next(context: &Context, crowd: &Said) -> bool {
    let (paragraph, sentence) = (crowd.paragraph, crowd.sentence());
    let rest = paragraph.reading.passage.sentences.len() - 1 - sentence;
    let next = paragraph.index + 1;
    if rest >= SOON || next >= context.article.paragraphs().len() {
        return false;
    }
    context
        .said_in(next)
        .filter(is_named)
        .any(|it| it.sentence() + rest < SOON && is_one_of(context, &it, crowd))
}

/// "Cho says critics believe …": the crowd is hers.
fn is_told_by_another(crowd: &Said) -> bool {
    let all = &crowd.paragraph.reading.attributions;
    let parent = crowd.attribution.parent.and_then(|it| all[it].source.as_ref());
    parent
        .is_some_and(|it| !matches!(it.kind, SourceKind::Crowd | SourceKind::Anonymous | SourceKind::Report))
}

/// "Of 40 experts asked, most believe …": how many they are stands beside them.
fn are_counted(crowd: &Said) -> bool {
    const NEAR: usize = 3;
    let passage = &crowd.paragraph.reading.passage;
    let Some(source) = crowd.source() else { return false };
    let head = source.head.of(&passage.lower);
    let from = crowd.sentence().saturating_sub(SOON);
    let mut sentences = passage.sentences.iter().skip(from).take(2 * SOON + 1);
    let counted = |it: usize, end: usize| {
        let token = passage.tokens[it];
        let number = token.shape == Shape::Number || token.class.contains(Class::NUMBER_WORD);
        number && (it + 1..end.min(it + 1 + NEAR)).any(|it| passage.word(it) == head)
    };
    // "Since 2019. Insiders say": the next sentence is not what is counted.
    sentences.any(|it| it.tokens.clone().any(|token| counted(token, it.tokens.end)))
}

/// The words by which the article introduces a speaker.
fn introduced(context: &Context, said: &Said) -> String {
    let role = said.sourced.speaker.and_then(|it| context.article.entities()[it].role.clone());
    format!("{} {}", role.unwrap_or_default(), said.source_words()).to_lowercase()
}

fn words(introduced: &str) -> impl Iterator<Item = &str> {
    introduced.split(|it: char| !it.is_alphanumeric()).filter(|it| !it.is_empty())
}

fn head(crowd: &Said) -> String {
    crowd.source().map_or(String::new(), |it| it.head.of(&crowd.paragraph.reading.passage.lower).to_owned())
}

/// "an economist" among "many economists", a professor among experts.
fn shares_role(context: &Context, said: &Said, crowd: &Said) -> bool {
    let (head, introduced) = (head(crowd), introduced(context, said));
    let one = head.strip_suffix('s').unwrap_or(&head);
    let learned = knows(crowd);
    let does = |it: &str| !learned && does_as(one, it);
    let lives = KINDS.iter().filter(|(kind, _)| kind.contains(&head.as_str())).flat_map(|(_, told)| *told);
    let lives: Vec<&str> = lives.copied().collect();
    words(&introduced).any(|it| {
        it == one
            || learned && (LEARNED.contains(&it) || LEARNING.contains(&it))
            || does(it)
            || lives.contains(&it)
    })
}

/// "Who farms barley" is one of the farmers, "who teaches" one of the teachers.
fn does_as(one: &str, word: &str) -> bool {
    const STEM: usize = 4;
    let stem = one.strip_suffix("er").or_else(|| one.strip_suffix("or")).filter(|it| it.len() >= STEM);
    stem.is_some_and(|it| word.starts_with(it) && word.len() <= one.len() + 1)
}

/// "Critics say … Mayor Cho said …": an office speaks for itself.
fn answers(context: &Context, said: &Said, crowd: &Said) -> bool {
    if QUANTITIES.contains(&head(crowd).as_str()) {
        return false;
    }
    let introduced = introduced(context, said);
    let past = words(&introduced).any(|it| matches!(it, "former" | "ex" | "shadow" | "vice"));
    !past && words(&introduced).any(|it| OFFICES.contains(&it))
}

/// “It is rotten”: what is said goes on from what the crowd said. Who says “I” or “we” speaks of themselves.
fn goes_on(said: &Said) -> bool {
    let direct = said.attribution.kind == ContentKind::Direct;
    match said_words(said).find(|it| direct || *it != "that").unwrap_or_default() {
        "it" | "this" | "that" | "they" | "these" | "those" | "them" => true,
        // Whoever is spoken of and not quoted may be anybody: "her dealer says that she has stopped".
        "he" | "she" => direct,
        _ => false,
    }
}

/// “We all do”: the verb is the crowd's.
fn speaks_as_one(said: &Said) -> bool {
    const SHORT: usize = 4;
    const STANDS_FOR: &[&str] =
        &["all", "always", "are", "both", "can", "did", "do", "don", "have", "never", "were", "will"];
    let mut words = said_words(said);
    words.next() == Some("we")
        && words.next().is_some_and(|it| STANDS_FOR.contains(&it))
        && said_words(said).count() <= SHORT
}

fn said_words<'a>(said: &Said<'a>) -> impl Iterator<Item = &'a str> {
    let lower = &said.paragraph.reading.passage.lower;
    let content = said.attribution.content.first().map_or("", |it| it.of(lower));
    content.split(|it: char| !it.is_alphanumeric()).filter(|it| !it.is_empty())
}
