//! Which source is cited at a place: by its key, or, where a markup has none, by its name or its address.

use crate::{
    markup::{Mark, MarkKind},
    rules::Review,
    text::Span,
};

/// A source where the article cites it, in bytes of the document.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Cited {
    pub key: String,
    /// The key, or all that stands for one: a link to its page, "(Harbour Board, 2 November 2024)".
    pub span: Span,
    /// The citation that it stands in.
    pub mark: Span,
}

/// The source that is cited at a byte of the document; a key counts whether anything is known of it or not.
pub fn cited_at(review: &Review, offset: usize) -> Option<Cited> {
    if let Some(it) = review.article.key_at(offset) {
        return Some(Cited { key: it.key.to_owned(), span: it.span, mark: it.mark });
    }
    let paragraph = review.article.paragraph_at(offset)?;
    let marks = paragraph.block.marks.iter().map(|it| (paragraph.mark_span(it), it));
    let here = marks.filter(|(span, _)| span.contains(offset));
    here.filter_map(|(mark, it)| Some(Cited { key: behind(review, it)?, span: mark, mark }))
        .min_by_key(|it| it.mark.len())
}

/// Where else the article leads to a source without naming its key.
pub fn led_to(review: &Review, key: &str) -> Vec<Span> {
    let keys: Vec<Span> = review.article.keys().map(|it| it.mark).collect();
    let paragraphs = review.article.paragraphs();
    let marks = paragraphs
        .flat_map(|it| it.block.marks.iter().map(move |mark| (it.mark_span(mark), mark)).collect::<Vec<_>>());
    marks
        .filter(|(span, mark)| !keys.contains(span) && behind(review, mark).as_deref() == Some(key))
        .map(|it| it.0)
        .collect()
}

fn behind(review: &Review, mark: &Mark) -> Option<String> {
    let library = review.texts().library();
    let source = match &mark.kind {
        MarkKind::Citation(name) => library.find(name).or_else(|| library.called(name)),
        MarkKind::Link(address) => library.at_address(address),
        MarkKind::Footnote(_) | MarkKind::Comment(_) | MarkKind::Inner(_) => None,
    };
    source.map(|it| it.key.clone())
}
