use crate::{
    article::{Article, Paragraph},
    reading::Attribution,
    text::Span,
};

/// A place in the prose of an article.
#[derive(Clone, Copy)]
pub(super) struct Spot<'a> {
    pub article: &'a Article,
    pub paragraph: Paragraph<'a>,
    /// In bytes of the paragraph's prose.
    pub at: usize,
}

impl<'a> Spot<'a> {
    /// `offset` in bytes of the document; the end of a word touches the word.
    pub fn at(article: &'a Article, offset: usize) -> Option<Spot<'a>> {
        let paragraph = article.paragraph_at(offset)?;
        let at = paragraph
            .prose_offset(offset)
            .or_else(|| Some(paragraph.prose_offset(offset.checked_sub(1)?)? + 1))
            .filter(|at| paragraph.reading.passage.text.is_char_boundary(*at))?;
        Some(Spot { article, paragraph, at })
    }

    /// What is named here: an index into `Reading::mentions`.
    pub fn mention(&self) -> Option<usize> {
        let mentions = &self.paragraph.reading.mentions;
        let inside = mentions.iter().position(|it| it.span.contains(self.at));
        inside.or_else(|| mentions.iter().position(|it| it.span.touches(self.at)))
    }

    /// Whom or what is named here: an index into `Article::entities`.
    pub fn entity(&self) -> Option<usize> {
        self.article.entity_of(self.paragraph.index, self.mention()?)
    }

    /// The source, cue or hearer here, and whose it is: an index into `Article::attributions`. Where several
    /// meet, the one of the fewest words.
    pub fn attribution(&self) -> Option<(Span, usize)> {
        let all = self.article.attributions();
        let from = all.partition_point(|it| it.paragraph < self.paragraph.index);
        let own = all.iter().enumerate().skip(from);
        let own = own.take_while(|(_, it)| it.paragraph == self.paragraph.index);
        let touched = own.flat_map(|(index, sourced)| {
            let attribution = &self.paragraph.reading.attributions[sourced.attribution];
            said_by(attribution).filter(|it| it.touches(self.at)).map(move |span| (span, index))
        });
        touched.min_by_key(|(span, _)| span.len())
    }
}

/// Cue, source and hearer of an attribution.
pub(super) fn said_by(attribution: &Attribution) -> impl Iterator<Item = Span> + '_ {
    let people = attribution.source.iter().chain(&attribution.hearer);
    attribution.cue.iter().copied().chain(people.map(|it| it.span))
}
