//! Which quotations of an article stand at a place of a source's text.

use std::path::Path;

use crate::{rules::Review, text::Span};

/// The quotations, with their marks, whose words stand in the text at `path` around a byte of the file.
pub fn quoting(review: &Review, path: &Path, offset: usize) -> Vec<Span> {
    let texts = review.texts();
    if !texts.sources().iter().any(|it| it.read.text.path == path) {
        return Vec::new();
    }
    let mut out = Vec::new();
    for paragraph in review.article.paragraphs().filter(|it| it.block.kind.is_body()) {
        for quote in paragraph.reading.quotes.iter().filter(|it| it.closed && !it.nested) {
            let words = quote.inner.of(&paragraph.reading.passage.text);
            let verdict = texts.quotation(words, &[]);
            let Some(found) = &verdict.found else { continue };
            let text = &texts.sources()[found.source].read.text;
            let is_here = text.path == path && text.in_file(found.span).is_some_and(|it| it.touches(offset));
            out.extend(is_here.then(|| paragraph.document(quote.span)));
        }
    }
    out
}
