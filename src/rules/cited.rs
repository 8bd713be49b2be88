//! Sentences that lean on sources whose texts are beside the article.

use super::{Context, is_quoted};
use crate::{
    article::Paragraph,
    markup::MarkKind,
    sources::matching::{Reported, values},
    text::Span,
};

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
        if matches!(mark.kind, MarkKind::Comment(_) | MarkKind::Inner(_)) {
            continue;
        }
        match context.texts.behind(&mark.kind) {
            [] => return None,
            found => out.extend(found),
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

    /// Whether these words of it are somebody else's, or no more than the name of what is cited.
    pub fn is_quoted(&self, context: &Context, span: Span) -> bool {
        let prose = self.prose(span);
        let text = &self.paragraph.reading.passage.text;
        let names = |at: Span| at.covers(prose) && context.texts.library().called(at.of(text)).is_some();
        is_quoted(&self.paragraph, prose) || self.paragraph.block.marks.iter().any(|it| names(it.at))
    }

    /// The first number of it that one of these has too, in bytes of the prose.
    pub fn figure_of(&self, sides: &[Reported]) -> Option<Span> {
        let own = values(self.words());
        let told = own.iter().find(|it| sides.iter().any(|side| it.is_borne_out_by(&side.figure)));
        told.map(|it| self.prose(it.span))
    }

    pub fn names(&self, context: &Context) -> String {
        let names: Vec<String> = self.sources.iter().map(|it| context.texts.sources()[*it].name()).collect();
        names.join(" or ")
    }
}
