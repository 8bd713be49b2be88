//! Which source bears a sentence out, and where in it.
//!
//! Everything that cites goes through here: actions, completion, jumps and hovers see the same
//! passages in the same order.

mod card;
mod named;
mod speaker;
mod words;

pub use card::{best, card, heading, known};
pub use named::{Cited, cited_at, led_to};
pub use speaker::{Witness, says_so, witness};
pub use words::{passage, snippet};

use crate::{
    article::{Article, Paragraph},
    markup::{Format, Kind},
    rules::{Citations, Review},
    sources::{
        Locator,
        library::Source,
        matching::{Claim, Grade, Heart, Indexed, heart},
    },
    text::Span,
};

/// A place in a source that bears a sentence out.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Evidence {
    /// Index into [`crate::sources::matching::Texts::sources`].
    pub source: usize,
    /// In bytes of the source's text.
    pub span: Span,
    /// What of it says so, in bytes of the source's text.
    pub sentence: Span,
    /// The sentence's words in it, in bytes of the source's text.
    pub shared: Vec<Span>,
}

/// So many are offered; a longer list is not read.
pub const MOST: usize = 3;

/// Passages that are looked at for them.
const LOOKED_AT: usize = 12;

/// A sentence of the article that can be borne out.
#[derive(Clone, Copy)]
pub struct Asked<'a> {
    pub review: &'a Review,
    pub paragraph: Paragraph<'a>,
    pub sentence: usize,
}

impl<'a> Asked<'a> {
    /// The sentence of the body at a byte of the document.
    pub fn at(review: &'a Review, offset: usize) -> Option<Asked<'a>> {
        let paragraph = review.article.paragraph_at(offset).filter(|it| it.block.kind.is_body())?;
        let sentences = &paragraph.reading.passage.sentences;
        let after = sentences.partition_point(|it| paragraph.document(it.span).start <= offset);
        let sentence = after.saturating_sub(1);
        (sentence < sentences.len()).then_some(Asked { review, paragraph, sentence })
    }

    /// The sentence that a citation at a byte of the document is for: a half-typed one may stand
    /// behind the last words of its paragraph, where no paragraph is any more.
    pub fn by_citation(review: &'a Review, offset: usize) -> Option<Asked<'a>> {
        Asked::at(review, offset).or_else(|| {
            let end = |it: &Paragraph| it.span().end;
            let before = review.article.paragraphs().take_while(|it| end(it) <= offset);
            let paragraph = before.last().filter(|it| it.block.kind.is_body())?;
            let between = &review.article.text()[end(&paragraph)..offset];
            let sentence = paragraph.reading.passage.sentences.len().checked_sub(1)?;
            let is_one = !between.lines().skip(1).any(|it| it.trim().is_empty());
            is_one.then_some(Asked { review, paragraph, sentence })
        })
    }

    /// In bytes of the document.
    pub fn span(&self) -> Span {
        self.paragraph.document(self.prose())
    }

    pub fn words(&self) -> &'a str {
        self.prose().of(&self.paragraph.reading.passage.text)
    }

    fn prose(&self) -> Span {
        self.paragraph.reading.passage.sentences[self.sentence].span
    }

    /// The sources that the sentence cites.
    pub fn cited(&self) -> Vec<usize> {
        let sentences = &self.paragraph.reading.passage.sentences;
        let next = sentences.get(self.sentence + 1).map_or(usize::MAX, |it| it.span.start);
        let scope = Span::new(self.prose().start, next);
        let marks = self.paragraph.block.marks.iter().filter(|it| scope.contains(it.at.start));
        marks.flat_map(|it| self.review.texts().behind(&it.kind)).copied().collect()
    }

    /// The best places for it, one a source, the best first; those of its quotation before all others.
    pub fn evidence(&self, most: usize) -> Vec<Evidence> {
        let texts = self.review.texts();
        if texts.is_empty() {
            return Vec::new();
        }
        let mut out: Vec<Evidence> = self.quoted().into_iter().collect();
        out.retain(|it| self.may_be_used(it.source));
        let claim = Claim { text: self.words(), context: headline(&self.review.article) };
        let passages = texts.evidence(&claim, None, LOOKED_AT);
        let least = passages.first().map_or(0, |it| it.score / 2);
        for passage in passages.into_iter().filter(|it| it.score >= least) {
            let words = texts.sources()[passage.source].words(passage.span);
            let Some(heart) = heart(claim.text, words).filter(tells) else { continue };
            if self.may_be_used(passage.source) && out.iter().all(|it| it.source != passage.source) {
                out.push(Evidence::new(passage.source, passage.span, &heart));
            }
        }
        // A source that has the sentence's numbers goes before one that has not.
        let doubted = |it: &Evidence| !texts.doubts(claim.text, &[it.source]).is_empty();
        out.sort_by_cached_key(doubted);
        out.truncate(most);
        out
    }

    /// What was told off the record, or may not appear yet, is offered to nobody.
    fn may_be_used(&self, source: usize) -> bool {
        let texts = self.review.texts();
        let terms = || texts.source(&texts.sources()[source].key).and_then(|it| it.terms());
        !texts.has_terms() || terms().is_none_or(|it| !it.close(self.review.day))
    }

    /// The best place in one source, however little it says.
    pub fn evidence_in(&self, source: usize) -> Option<Evidence> {
        let texts = self.review.texts();
        if let Some(quoted) = self.quoted().filter(|it| it.source == source) {
            return Some(quoted);
        }
        let claim = Claim { text: self.words(), context: "" };
        let passage = texts.evidence(&claim, Some(source), 1).pop()?;
        let heart = heart(claim.text, texts.sources()[source].words(passage.span))?;
        Some(Evidence::new(source, passage.span, &heart))
    }

    /// Where a quotation of the sentence stands.
    pub fn quoted(&self) -> Option<Evidence> {
        const TELLING: usize = 4;
        let texts = self.review.texts();
        let passage = &self.paragraph.reading.passage;
        let quotes = self.paragraph.reading.quotes.iter().filter(|it| it.span.overlaps(self.prose()));
        let verdicts = quotes.map(|it| texts.quotation(it.inner.of(&passage.text), &self.cited()));
        let found = verdicts.filter(|it| it.words >= TELLING && it.grade != Grade::Unresolved);
        let found = found.min_by_key(|it| it.grade)?.found.clone()?;
        Some(Evidence {
            source: found.source,
            span: found.span,
            sentence: found.span,
            shared: vec![found.span],
        })
    }
}

/// Few words that two texts share say nothing.
fn tells(heart: &Heart) -> bool {
    heart.asked >= 3 && heart.found >= 2 && 5 * heart.found >= 2 * heart.asked
}

impl Evidence {
    fn new(source: usize, span: Span, heart: &Heart) -> Evidence {
        let shared = heart.shared.iter().map(|it| it.shifted(span.start)).collect();
        Evidence { source, span, sentence: heart.sentence.shifted(span.start), shared }
    }

    pub fn text<'a>(&self, review: &'a Review) -> &'a Indexed {
        &review.texts().sources()[self.source]
    }

    pub fn locator(&self, review: &Review) -> Option<Locator> {
        self.text(review).read.text.place(self.sentence.start).and_then(Locator::of)
    }
}

/// What is known of a source with a text; its key alone where no library was read.
pub fn source(review: &Review, key: &str) -> Source {
    let known = review.texts().source(key);
    known.unwrap_or_else(|| Source { key: key.to_owned(), ..Source::default() })
}

/// Whether this Markdown cites by notes.
pub fn in_notes(article: &Article, chosen: Citations) -> bool {
    let text = article.text();
    match chosen {
        Citations::Keys => false,
        Citations::Notes => true,
        Citations::Auto => {
            let has_keys = text.contains("[@") || text.contains("\nbibliography:");
            article.format() == Format::Markdown && !has_keys && text.contains("\n[^")
        }
    }
}

fn headline(article: &Article) -> &str {
    let mut heads =
        article.paragraphs().filter(|it| matches!(it.block.kind, Kind::Heading(1) | Kind::Headline));
    heads.next().map_or("", |it| &it.reading.passage.text)
}
