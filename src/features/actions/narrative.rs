//! Sentences that begin with their source: "According to @kuna2024, 3,000 people …".

use crate::{
    features::citing::{self, Asked},
    markup::{Format, escaped},
    reading::Form,
    sources::{self, Locator},
    text::{Edit, Span},
};

/// Whether a sentence can be given such a beginning: it has words of the writer's own, and the source a name.
pub(super) fn fits(asked: &Asked, key: &str) -> bool {
    let is_own = asked.words().starts_with(char::is_alphanumeric);
    is_own && citing::source(asked.review, key).name() != key
}

/// Puts the source before the sentence: as a citation, or by its name where the markup has none that reads as
/// a word. Whether the citation itself is still to be made.
pub(super) fn edits(asked: &Asked, key: &str, locator: Option<Locator>, in_notes: bool) -> (Vec<Edit>, bool) {
    let article = &asked.review.article;
    let format = article.format();
    let source = citing::source(asked.review, key);
    let citation = sources::narrative(format, article.text(), in_notes, &source, locator);
    let is_left = citation.is_none() && format != Format::Plain;
    let words = citation.unwrap_or_else(|| escaped(format, &source.name()));
    let mut edits = vec![Edit::insert(asked.span().start, format!("According to {words}, "))];
    edits.extend(lowered(asked));
    (edits, is_left)
}

/// The first letter as it stands within a sentence; none where it belongs to a name or to "I".
fn lowered(asked: &Asked) -> Option<Edit> {
    let words = asked.words();
    let word = words.split(|it: char| !it.is_alphanumeric() && it != '-').next()?;
    let first = word.chars().next().filter(|it| it.is_uppercase())?;
    let is_shouted =
        word.chars().nth(1).is_some_and(char::is_uppercase) || word.chars().count() == 1 && word != "A";
    let reading = asked.paragraph.reading;
    let start = reading.passage.sentences[asked.sentence].span.start;
    let is_name = reading.mentions.iter().any(|it| it.span.start == start && matches!(it.form, Form::Name));
    if is_shouted || is_name || word.contains(|it: char| it.is_ascii_digit()) {
        return None;
    }
    let letter = Span::new(asked.span().start, asked.span().start + first.len_utf8());
    Some(Edit::replace(letter, first.to_lowercase().collect::<String>()))
}

/// How the action is called: by what a reader will see.
pub(super) fn title(asked: &Asked, key: &str) -> String {
    format!("Cite in the sentence: “According to {}, …”", citing::source(asked.review, key).name())
}
