//! Who is accused and never answers.

use super::Note;
use crate::{
    article::{Article, Paragraph},
    reading::{EntityKind, Form, Traits},
    text::Span,
};

/// How copy says that somebody was asked, or has answered without being quoted.
const ANSWERS: &[&str] = &[
    "did not respond",
    "did not immediately respond",
    "has not responded",
    "had not responded",
    "did not answer",
    "did not return",
    "did not reply",
    "declined to comment",
    "refused to comment",
    "no comment",
    "could not be reached",
    "could not immediately be reached",
    "not available for comment",
    "unavailable for comment",
    "denied",
    "denies",
    "denying",
    "has rejected",
    "rejected the",
];

/// The note on those who are accused of something and have no say.
pub(super) fn missing(article: &Article) -> Option<Note> {
    let accused = accused(article);
    let silent: Vec<usize> = accused.into_iter().filter(|it| !answers(article, *it)).collect();
    let names: Vec<&str> = silent.iter().map(|it| article.entities()[*it].name.as_str()).collect();
    let [first, ..] = names[..] else { return None };
    let short = match names.len() {
        1 => format!("no answer from {first}"),
        more => format!("no answer from {first} and {} more", more - 1),
    };
    let all = names.join(", ");
    let verb = if names.len() == 1 { "is accused and has" } else { "are accused and have" };
    let text = format!("{all} {verb} no say: no statement of theirs, and no sentence that they were asked.");
    Some(Note { code: "missing-response", short, text })
}

/// Those who stand first in an allegation, in order of their first mention.
fn accused(article: &Article) -> Vec<usize> {
    let mut out = Vec::new();
    for paragraph in article.paragraphs().filter(|it| it.block.kind.is_body()) {
        for (index, statement) in paragraph.reading.statements.iter().enumerate() {
            if statement.traits.contains(Traits::ALLEGATION) {
                out.extend(first_named(article, &paragraph, index));
            }
        }
    }
    out.sort_unstable();
    out.dedup();
    out
}

/// The first person or organisation of a sentence, whoever says it left aside.
fn first_named(article: &Article, paragraph: &Paragraph, sentence: usize) -> Option<usize> {
    let span = paragraph.reading.passage.sentences.get(sentence)?.span;
    let sources: Vec<Span> =
        paragraph.reading.attributions.iter().filter_map(|it| Some(it.source.as_ref()?.span)).collect();
    let mentions = paragraph.reading.mentions.iter().enumerate();
    let mut named = mentions.filter(|(_, it)| {
        span.covers(it.span)
            && (it.form == Form::Pronoun || matches!(it.kind, EntityKind::Person | EntityKind::Org))
            && !sources.iter().any(|source| source.overlaps(it.span))
    });
    named.find_map(|(mention, _)| article.entity_of(paragraph.index, mention))
}

/// Whether somebody is given a statement, or was asked for one.
fn answers(article: &Article, entity: usize) -> bool {
    article.attributions().iter().any(|it| it.speaker == Some(entity)) || was_asked(article, entity)
}

fn was_asked(article: &Article, entity: usize) -> bool {
    article.paragraphs().any(|paragraph| {
        let passage = &paragraph.reading.passage;
        passage.sentences.iter().filter(|it| says_so(it.span.of(&passage.lower))).any(|sentence| {
            let mentions = paragraph.reading.mentions.iter().enumerate();
            let mut people = mentions
                .filter(|(_, it)| sentence.span.covers(it.span))
                .filter_map(|(mention, _)| article.entity_of(paragraph.index, mention))
                .peekable();
            // "They did not respond": whoever that is, somebody was asked.
            people.peek().is_none() || people.any(|it| it == entity)
        })
    })
}

fn says_so(sentence: &str) -> bool {
    ANSWERS.iter().any(|it| sentence.contains(it))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::markup::Format;

    fn note(text: &str) -> Option<String> {
        missing(&Article::read(text, Format::Plain)).map(|it| it.short)
    }

    const ACCUSED: &str = "Two prosecutors say Mayor Ida Lund took bribes from two developers.";

    #[test]
    fn who_is_accused_and_never_heard_is_named() {
        assert_eq!(note(ACCUSED).as_deref(), Some("no answer from Ida Lund"));
    }

    #[test]
    fn an_answer_or_the_attempt_to_get_one_is_enough() {
        for answer in [
            "Lund said she was innocent.",
            "Lund did not respond to questions.",
            "She denied it.",
            "A message to the office was sent, but nobody there could be reached; calls were met by no comment.",
        ] {
            assert_eq!(note(&format!("{ACCUSED} {answer}\n")), None, "{answer}");
        }
    }

    #[test]
    fn nobody_is_accused_by_a_plain_event() {
        assert_eq!(note("Mayor Ida Lund opened the bridge in May.\n"), None);
    }
}
