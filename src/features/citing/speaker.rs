//! Whose words a passage has, and through whom.

use super::{Asked, Evidence, source};
use crate::{
    reading::{self, SourceKind},
    rules::{Statement, called},
    sources::{
        library::Terms,
        matching::{heart, is_negation},
    },
    text::Span,
};

/// Who says what a passage says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Witness {
    /// As the article would call whoever speaks; none where the source speaks for itself.
    pub speaker: Option<String>,
    /// Through whom the words came; for a source that speaks for itself, its name.
    pub through: Option<String>,
}

impl Witness {
    /// "Rutte said, according to Kuwait News Agency"
    pub fn said(&self) -> String {
        match (&self.speaker, &self.through) {
            (Some(speaker), Some(through)) => format!("{speaker} said, according to {through}"),
            (Some(speaker), None) => format!("{speaker} said"),
            (None, through) => format!("according to {}", through.as_deref().unwrap_or_default()),
        }
    }
}

/// Whose word the evidence is; none where nobody can be named.
pub fn witness(asked: &Asked, evidence: &Evidence) -> Option<Witness> {
    let review = asked.review;
    let text = evidence.text(review);
    let source = source(review, &text.key);
    let (article, at) = (&review.article, asked.span().start);
    let named = |label: &str| called(article, label, at);
    let labelled = text.read.text.place(evidence.sentence.start).and_then(|it| it.speaker.clone());
    let own = labelled.as_deref().and_then(named);
    let own = own.or_else(|| source.speaker().and_then(|it| named(&it)));
    let statement = Statement::new(article, asked.paragraph, asked.sentence);
    // What is told of somebody is not put into their mouth, whatever words a text of theirs shares with it.
    let may_say = |it: &str| statement.may_be_said_by_name(it);
    // Whoever talked on background is quoted without a name.
    if source.terms() == Some(Terms::Background) {
        return None;
    }
    let outlet = Some(source.name()).filter(|it| *it != source.key);
    if let Some(speaker) = own {
        if !may_say(&speaker) {
            return None;
        }
        return Some(Witness { through: source.via().filter(|it| *it != speaker), speaker: Some(speaker) });
    }
    // A report of what somebody has said: the reader has it from whoever reports.
    let reported = reported(text.words(evidence.span), evidence.sentence, evidence.span.start);
    let reported = reported.and_then(|it| named(&it)).filter(|it| outlet.as_ref() != Some(it));
    if reported.as_deref().is_some_and(|it| !may_say(it))
        || outlet.as_deref().is_some_and(|it| !statement.may_come_from(it))
    {
        return None;
    }
    match (reported, outlet) {
        (Some(speaker), Some(outlet)) => Some(Witness { speaker: Some(speaker), through: Some(outlet) }),
        (None, Some(outlet)) => Some(Witness { speaker: None, through: Some(outlet) }),
        (_, None) => None,
    }
}

/// Whether a passage says what the sentence says, as far as words can tell: else whoever speaks in it has to be asked.
pub fn says_so(asked: &Asked, evidence: &Evidence) -> bool {
    let words = evidence.text(asked.review).words(evidence.sentence);
    let denies = |it: &str| it.split_whitespace().filter(|it| is_negation(word(it))).count() % 2;
    let most = heart(asked.words(), words).is_some_and(|it| 4 * it.found >= 3 * it.asked);
    asked.quoted().is_some_and(|it| it.source == evidence.source)
        || most && denies(asked.words()) == denies(words)
}

/// A word without the marks around it.
fn word(it: &str) -> &str {
    it.trim_matches(|it: char| !it.is_alphanumeric())
}

/// Whoever the passage gives its sentence to.
fn reported(passage: &str, sentence: Span, start: usize) -> Option<String> {
    let reading = reading::built_in().read(passage);
    let sentence = Span::new(sentence.start.saturating_sub(start), sentence.end.saturating_sub(start));
    let attributions = reading.attributions.iter();
    let own = attributions.filter(|it| it.content.iter().chain(&it.cue).any(|it| it.overlaps(sentence)));
    let source = own.filter_map(|it| it.source.as_ref()).find(|it| it.kind == SourceKind::Named)?;
    let head = source.head.of(&reading.passage.text);
    let mention = reading.mentions.iter().find(|it| it.span.overlaps(source.head));
    Some(mention.map_or(head, |it| it.span.of(&reading.passage.text)).to_owned())
}
