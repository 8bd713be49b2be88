//! Where in the document an edit may stand without breaking what is there.

use crate::{
    article::{Article, Paragraph},
    rules,
    text::Span,
};

/// The paragraph and the sentence that the words end in.
pub(super) fn sentence(article: &Article, span: Span) -> Option<(Paragraph<'_>, usize)> {
    let paragraph = article.paragraph_at(span.start)?;
    let sentences = &paragraph.reading.passage.sentences;
    let end = span.end.max(span.start + 1);
    let after = sentences.partition_point(|it| paragraph.document(it.span).start < end);
    let index = after.saturating_sub(1);
    (index < sentences.len()).then_some((paragraph, index))
}

/// Before the full stop of the sentence that the words end in.
pub(super) fn sentence_end(article: &Article, span: Span) -> Option<usize> {
    let (paragraph, index) = sentence(article, span)?;
    let at = paragraph.document(Span::at(rules::sentence_end(&paragraph, index))).start;
    Some(outside_marks(article, at))
}

/// Behind the full stop of a sentence and behind the notes and marks that follow it.
pub(super) fn behind_sentence(article: &Article, paragraph: &Paragraph, index: usize) -> usize {
    let passage = &paragraph.reading.passage;
    let sentence = passage.sentences[index].span;
    let own = paragraph.document(sentence).end;
    let end = match passage.sentences.get(index + 1) {
        Some(_) => paragraph.document(Span::at(sentence.end)).start,
        None => paragraph.span().end,
    };
    // What closes the sentence's markup belongs to it; what follows on other lines does not.
    let tail = &article.text()[own.min(end)..end];
    let line = tail.split(['\n', '\r']).next().unwrap_or_default().trim_end();
    outside_marks(article, own + line.len())
}

/// The same place, or behind the link, note or citation that it would stand in.
pub(super) fn outside_marks(article: &Article, at: usize) -> usize {
    let Some(paragraph) = article.paragraph_at(at) else { return at };
    let spans = paragraph.block.marks.iter().map(|it| paragraph.mark_span(it));
    spans.filter(|it| it.start < at && at < it.end).map(|it| it.end).max().unwrap_or(at)
}

/// The line break of this text.
pub(super) fn line_break(text: &str) -> &'static str {
    if text.contains("\r\n") { "\r\n" } else { "\n" }
}
