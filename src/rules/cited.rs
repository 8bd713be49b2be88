//! Sentences that lean on sources whose texts are beside the article.

use super::{Context, is_quoted};
use crate::{article::Paragraph, markup::MarkKind, text::Span};

/// A sentence and the sources it cites, all of them with a text.
pub struct Cited<'a> {
    pub paragraph: Paragraph<'a>,
    /// In bytes of the prose.
    pub sentence: Span,
    /// Indices into [`crate::sources::matching::Texts::sources`], never empty.
    pub sources: Vec<usize>,
}

/// The sentences of the body that cite sources with texts and nothing else.
pub(super) fn cited<'a>(context: &'a Context) -> Vec<Cited<'a>> {
    if context.texts.is_empty() {
        return Vec::new();
    }
    context.body().flat_map(|it| in_paragraph(context, it)).collect()
}

fn in_paragraph<'a>(context: &'a Context, paragraph: Paragraph<'a>) -> Vec<Cited<'a>> {
    let sentences = &paragraph.reading.passage.sentences;
    let scopes = sentences.iter().enumerate().filter_map(|(at, it)| {
        let next = sentences.get(at + 1).map_or(usize::MAX, |it| it.span.start);
        let sources = sources(context, &paragraph, Span::new(it.span.start, next))?;
        Some(Cited { paragraph, sentence: it.span, sources })
    });
    scopes.collect()
}

/// None where anything else is cited too: what is not here may come from there.
fn sources(context: &Context, paragraph: &Paragraph, scope: Span) -> Option<Vec<usize>> {
    let mut out = Vec::new();
    for mark in paragraph.block.marks.iter().filter(|it| scope.contains(it.at.start)) {
        match &mark.kind {
            MarkKind::Citation(key) => {
                let found = context.texts.cited(key);
                if found.is_empty() {
                    return None;
                }
                out.extend(found);
            }
            MarkKind::Link(_) | MarkKind::Footnote(_) => return None,
            MarkKind::Comment(_) => {}
        }
    }
    (!out.is_empty()).then_some(out)
}

impl<'a> Cited<'a> {
    pub fn words(&self) -> &'a str {
        self.sentence.of(&self.paragraph.reading.passage.text)
    }

    /// A span of its words in bytes of the prose.
    pub fn prose(&self, span: Span) -> Span {
        span.shifted(self.sentence.start)
    }

    /// Whether these words of it are somebody else's.
    pub fn is_quoted(&self, span: Span) -> bool {
        is_quoted(&self.paragraph, self.prose(span))
    }

    pub fn names(&self, context: &Context) -> String {
        let names: Vec<String> = self.sources.iter().map(|it| context.texts.sources()[*it].name()).collect();
        names.join(" or ")
    }
}
