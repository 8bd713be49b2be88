//! Whether one of a crowd is named near it.
//!
//! “Critics say the bridge is unsafe. ‘It is rotten,’ said Bo Diaz, who lives beside it”: Diaz is one of them. A name
//! alone is not enough: who spoke before the crowd came in, who answers it for the town, and who speaks of something
//! else stand for none of them. Those who are asked for what they know, experts and analysts, have only those for
//! members who are named as such.

use super::{Context, Said};
use crate::{
    language::{Class, Passage, Shape},
    reading::SourceKind,
    text::Span,
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
        || context.said_in(paragraph.index).filter(is_named).any(|it| match it.sentence() {
            own if own < sentence => shares_role(context, &it, crowd),
            own if own == sentence => stands_in_one_sentence(context, &it, crowd),
            _ => is_one_of(context, &it, crowd),
        })
        || is_named_next(context, crowd)
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
    let goes_on = || !knows(crowd) && (goes_on(said) || shares_words(said, crowd) || speaks_as_one(said));
    shares_role(context, said, crowd) || goes_on()
}

/// "Cho says that critics …", "Critics, Bo Diaz among them, say …"; not "Critics say …, but Mayor Cho said …".
fn stands_in_one_sentence(context: &Context, said: &Said, crowd: &Said) -> bool {
    let tells =
        said.attribution.content.iter().any(|it| crowd.attribution.cue.iter().any(|cue| it.covers(*cue)));
    let passage = &crowd.paragraph.reading.passage;
    let place = |it: &Said| it.attribution.cue.first().map_or(0, |it| it.start);
    let (from, to) = (place(said).min(place(crowd)), place(said).max(place(crowd)));
    let between = Span::new(from, to).of(&passage.lower);
    let turns = between
        .split(|it: char| !it.is_alphanumeric())
        .any(|it| matches!(it, "although" | "but" | "however" | "though" | "whereas" | "while" | "yet"))
        || between.contains(';');
    tells || shares_role(context, said, crowd) || !turns && !knows(crowd) && !answers(context, said, crowd)
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
    // A lead may have its names in the body.
    let opens = context.goes_on() && context.is_lead(&paragraph, sentence);
    context.said_in(next).filter(is_named).any(|it| {
        it.sentence() + rest < SOON
            && (is_one_of(context, &it, crowd) || opens && !knows(crowd) && !answers(context, &it, crowd))
    })
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
    let sentences = passage.sentences.iter().skip(from).take(2 * SOON + 1);
    let counted = |it: usize| {
        let token = passage.tokens[it];
        let number = token.shape == Shape::Number || token.class.contains(Class::NUMBER_WORD);
        number && (it + 1..it + 1 + NEAR).any(|it| passage.word(it) == head)
    };
    sentences.flat_map(|it| it.tokens.clone()).any(counted)
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
    words(&introduced)
        .any(|it| it == one || learned && (LEARNED.contains(&it) || LEARNING.contains(&it)) || does(it))
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
    let first = said_words(said).next().unwrap_or_default();
    matches!(first, "it" | "this" | "that" | "they" | "these" | "those" | "he" | "she" | "them")
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

/// A longer word of one sentence stands in the other.
fn shares_words(said: &Said, crowd: &Said) -> bool {
    let source = crowd.source().map_or(Span::default(), |it| it.span);
    let other = long_words(&said.paragraph.reading.passage, said.sentence(), Span::default());
    let own = long_words(&crowd.paragraph.reading.passage, crowd.sentence(), source);
    own.iter().any(|it| other.contains(it))
}

/// The stems of the words that carry meaning, without those of the source.
fn long_words(passage: &Passage, sentence: usize, source: Span) -> Vec<&str> {
    const STEM: usize = 5;
    let tokens = passage.sentences[sentence].tokens.clone();
    let meant = tokens.filter(|&it| {
        let token = passage.tokens[it];
        !source.covers(token.span) && token.class.is_empty() && token.shape != Shape::Mark
    });
    meant.filter_map(|it| passage.word(it).get(..STEM)).collect()
}
