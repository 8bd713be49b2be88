//! What is known about the words under the cursor.
//!
//! A chain of questions: is a source cited here, is something to be asked here, who is named here, who says something here,
//! what does this sentence stand on? The first answer wins. A finding that covers more than the
//! word under the cursor leaves room for what is known about that word.

mod attribution;
mod entity;
mod finding;
mod key;
mod near;
pub(super) mod sentence;
pub(super) mod words;

#[cfg(test)]
mod tests;

use super::{markdown::Markdown, spot::Spot};
use crate::{markup, rules::Review, text::Span};

/// What is known about the words under the cursor, in Markdown.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Hover {
    pub span: Span,
    pub text: String,
}

/// `offset` in bytes of the document. None where there is nothing to say.
pub fn hover(review: &Review, offset: usize) -> Option<Hover> {
    let Told { span, text } = told(review, offset)?;
    Some(Hover { span, text: markup::shown(&text.into_text()).into_owned() })
}

/// What is known, before it leaves.
struct Told {
    span: Span,
    text: Markdown,
}

fn told(review: &Review, offset: usize) -> Option<Told> {
    if let Some(key) = key::key(review, offset) {
        return Some(key);
    }
    let spot = Spot::at(&review.article, offset);
    let word = spot.as_ref().and_then(|it| entity::entity(it).or_else(|| attribution::attribution(it)));
    let sentence = || spot.as_ref().and_then(sentence::sentence);
    let Some(asked) = finding::finding(review, offset) else { return word.or_else(sentence) };
    // The smaller of two answers is the more exact one: it is told as well. Of one as large, its head.
    let more = match word {
        Some(word) if word.span.len() < asked.span.len() => Some(word.text),
        Some(word) if word.span == asked.span => Some(word.text.head()),
        _ => sentence().map(|it| it.text),
    };
    let text = Markdown::joined([asked.text].into_iter().chain(more), "\n\n---\n\n");
    Some(Told { text, ..asked })
}

fn at(spot: &Spot, prose: Span, text: Markdown) -> Told {
    Told { span: spot.paragraph.document(prose), text }
}
