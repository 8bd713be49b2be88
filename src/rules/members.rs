//! Whether one of a crowd is named near it.
//!
//! “Critics say the bridge is unsafe. ‘It is rotten,’ said Bo Diaz, who lives beside it”: Diaz is one of them. A name
//! alone is not enough: who spoke before the crowd came in, who answers it for the town, and who speaks of something
//! else in the next paragraph stand for none of them.

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

/// Roles of those who know something.
const LEARNED: &[&str] = &[
    "academic",
    "analyst",
    "economist",
    "engineer",
    "expert",
    "fellow",
    "historian",
    "lecturer",
    "professor",
    "researcher",
    "scholar",
    "scientist",
    "specialist",
    "strategist",
];

/// Offices that a crowd's words are about, and that answer them.
const OFFICES: &[&str] = &["chancellor", "governor", "mayor", "minister", "premier", "president"];

/// Whether the reader meets one of the crowd, or learns how many they are.
pub(super) fn are_told(context: &Context, crowd: &Said) -> bool {
    let paragraph = crowd.paragraph;
    let sentence = crowd.sentence();
    is_told_by_another(crowd)
        || are_counted(crowd)
        || context.said_in(paragraph.index).filter(is_named).any(|it| match it.sentence() {
            own if own == sentence => true,
            own if own < sentence => shares_role(context, &it, crowd),
            _ => !answers(context, &it, crowd),
        })
        || is_named_next(context, crowd)
}

fn is_named(said: &Said) -> bool {
    said.kind() == Some(SourceKind::Named)
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
            && !answers(context, &it, crowd)
            && (opens || shares_role(context, &it, crowd) || goes_on(&it) || shares_words(&it, crowd))
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
    let learned = EXPERTS.contains(&head.as_str());
    words(&introduced).any(|it| it == one || learned && LEARNED.contains(&it))
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

/// “It is rotten,” “We all do”: what is said goes on from what the crowd said.
fn goes_on(said: &Said) -> bool {
    let lower = &said.paragraph.reading.passage.lower;
    let content = said.attribution.content.first().map_or("", |it| it.of(lower));
    let first = content.trim_start_matches(|it: char| !it.is_alphanumeric());
    let first = first.split(|it: char| !it.is_alphanumeric()).next().unwrap_or_default();
    matches!(
        first,
        "i" | "we"
            | "it"
            | "this"
            | "that"
            | "they"
            | "these"
            | "those"
            | "he"
            | "she"
            | "them"
            | "our"
            | "my"
    )
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
