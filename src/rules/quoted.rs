//! Quotations and what the sources say to them.

use std::{borrow::Cow, sync::Arc};

use crate::{
    article::{Article, Paragraph},
    markup::{self, Format, Kind, MarkKind},
    reading::{Quote, QuoteNature},
    sources::{
        lists::folded,
        matching::{Change, Found, Indexed, Side, Texts, Verdict},
    },
    text::Span,
};

/// A quotation that can be compared with the sources.
#[derive(Clone)]
pub struct Quoted<'a> {
    pub paragraph: Paragraph<'a>,
    pub quote: Quote,
    /// The sources that the sentence cites, as far as they have a text: indices into [`Texts::sources`].
    pub named: Vec<usize>,
    pub verdict: Arc<Verdict>,
    /// The words of the quotations right before and behind it, in its paragraph or the next.
    around: [Option<&'a str>; 2],
    texts: &'a Texts,
    format: Format,
}

/// Fewer words than this stand in any long text by chance.
const TELLING: usize = 6;

/// Fewer words than this are no quotation of a cited source either, but a term.
const TELLING_IF_CITED: usize = 3;

/// The quotations of an article that say enough to be looked for.
pub(super) fn quoted<'a>(article: &'a Article, texts: &'a Texts) -> Vec<Quoted<'a>> {
    if texts.is_empty() {
        return Vec::new();
    }
    let quoting = |it: &Paragraph| it.block.kind.is_body() || it.block.kind == Kind::BlockQuote;
    let mut out: Vec<Quoted> = Vec::new();
    let mut before: Option<Paragraph> = None;
    let mut paragraphs = article.paragraphs().peekable();
    while let Some(paragraph) = paragraphs.next() {
        let next = paragraphs.peek().filter(|it| quoting(it));
        if quoting(&paragraph) {
            let near = Near { before: before.as_ref(), next };
            out.extend(in_paragraph(&paragraph, &near, article.format(), texts));
        }
        before = Some(paragraph).filter(quoting);
    }
    out
}

/// The paragraphs around one, where they may quote.
struct Near<'a, 'b> {
    before: Option<&'b Paragraph<'a>>,
    next: Option<&'b Paragraph<'a>>,
}

impl<'a> Near<'a, '_> {
    /// Whether a quotation that is opened and not closed is one that the next paragraph opens again: so a quotation
    /// of several paragraphs is set.
    fn goes_on(&self, paragraph: &Paragraph, quote: &Quote) -> bool {
        let prose = &paragraph.reading.passage.text;
        let mark = |prose: &str| prose.trim_start().chars().next();
        let is_last = prose[quote.inner.end..].trim().is_empty();
        let opens_again = self.next.is_some_and(|next| {
            let theirs = &next.reading.passage.text;
            let start = theirs.len() - theirs.trim_start().len();
            next.block.kind == paragraph.block.kind
                && mark(theirs) == mark(&prose[quote.span.start..])
                && next.reading.quotes.iter().any(|it| it.span.start == start)
        });
        is_last && opens_again
    }

    /// The words of the quotations right before and behind one.
    fn around(&self, paragraph: &Paragraph<'a>, quote: &Quote) -> [Option<&'a str>; 2] {
        let all = paragraph.reading.quotes.iter().filter(|it| !it.nested && it.span != quote.span);
        let words = |paragraph: &Paragraph<'a>, it: &Quote| it.inner.of(&paragraph.reading.passage.text);
        let is_before = |it: &&Quote| it.span.end <= quote.span.start;
        let before = all.clone().rfind(is_before).map(|it| words(paragraph, it));
        let behind = all.clone().find(|it| it.span.start >= quote.span.end).map(|it| words(paragraph, it));
        let outer = |it: &&Quote| !it.nested;
        let above =
            || self.before.and_then(|at| at.reading.quotes.iter().rfind(outer).map(|it| words(at, it)));
        let below = || self.next.and_then(|at| at.reading.quotes.iter().find(outer).map(|it| words(at, it)));
        [before.or_else(above), behind.or_else(below)]
    }
}

/// Whether the end of a quotation was forgotten: what its source does not have is a clause at its end, and that may
/// say who said it.
fn is_forgotten(quote: &Quote, words: &str, verdict: &Verdict) -> bool {
    let is_word = |it: char| it.is_alphanumeric();
    !quote.closed
        && verdict.changes.iter().any(|it| {
            let before = words[..it.quote.start].trim_end();
            !it.quote.is_empty()
                && before.ends_with([',', '.', '!', '?', '—', '–'])
                && !words[it.quote.end..].contains(is_word)
        })
}

/// What is quoted in a paragraph: between quotation marks, or all of it where it is set apart.
fn quotes<'a>(paragraph: &Paragraph<'a>) -> Cow<'a, [Quote]> {
    let quotes = &paragraph.reading.quotes;
    let is_block = paragraph.block.kind == Kind::BlockQuote;
    match is_block.then(|| set_apart(&paragraph.reading.passage.text)).flatten() {
        Some(whole) if !quotes.iter().any(|it| 2 * it.span.len() > whole.span.len()) => vec![whole].into(),
        _ => quotes.into(),
    }
}

/// The words of a block quotation, without the line that says whose they are.
fn set_apart(prose: &str) -> Option<Quote> {
    const SIGNATURE: usize = 80;
    let behind = prose.rfind(['—', '―', '–']).filter(|it| prose.len() - it < SIGNATURE);
    let signed = behind.filter(|it| {
        let before = prose[..*it].trim_end();
        before.is_empty() || before.ends_with(['.', '!', '?', '…', '”', '’', '"'])
    });
    let words = prose[..signed.unwrap_or(prose.len())].trim_end();
    let span = Span::new(words.len() - words.trim_start().len(), words.len());
    let nature = QuoteNature::Speech;
    (!span.is_empty()).then_some(Quote { span, inner: span, closed: true, nested: false, nature })
}

fn in_paragraph<'a>(
    paragraph: &Paragraph<'a>,
    near: &Near<'a, '_>,
    format: Format,
    texts: &'a Texts,
) -> Vec<Quoted<'a>> {
    let whole = |it: &&Quote| {
        (it.closed || near.goes_on(paragraph, it)) && !it.nested && it.nature != QuoteNature::Title
    };
    let quotes: Vec<Quote> = quotes(paragraph).iter().filter(whole).cloned().collect();
    let compared = quotes.into_iter().filter_map(|quote| {
        let (named, elsewhere) = named(paragraph, &quote, texts);
        let words = quote.inner.of(&paragraph.reading.passage.text);
        let verdict = texts.quotation(words, &named);
        // A cited source without a text has whatever it has: nothing can be held against the writer.
        let silent = elsewhere && named.is_empty() && verdict.found.is_none();
        let silent = silent || is_forgotten(&quote, words, &verdict);
        let around = near.around(paragraph, &quote);
        let paragraph = *paragraph;
        (is_telling(&verdict, named.is_empty()) && !silent).then_some(Quoted {
            paragraph,
            quote,
            named,
            verdict,
            around,
            texts,
            format,
        })
    });
    compared.collect()
}

fn is_telling(verdict: &Verdict, is_uncited: bool) -> bool {
    // Not by chance: one word of six was dropped.
    let dropped = || {
        let [change] = verdict.changes[..] else { return false };
        verdict.words + 1 == TELLING && change.quote.is_empty()
    };
    verdict.words >= if is_uncited { TELLING } else { TELLING_IF_CITED } || dropped()
}

/// The sources cited in the sentences of a quotation, and whether one is cited that has no text.
fn named(paragraph: &Paragraph, quote: &Quote, texts: &Texts) -> (Vec<usize>, bool) {
    let passage = &paragraph.reading.passage;
    let first = passage.sentence_at(quote.span.start);
    let last = passage.sentence_at(quote.span.end.saturating_sub(1));
    let next = passage.sentences.get(last + 1).map_or(usize::MAX, |it| it.span.start);
    let Some(scope) = passage.sentences.get(first).map(|it| Span::new(it.span.start, next)) else {
        return (Vec::new(), false);
    };
    let mut named = Vec::new();
    let mut elsewhere = false;
    for mark in paragraph.block.marks.iter().filter(|it| scope.contains(it.at.start)) {
        let cited = texts.behind(&mark.kind);
        elsewhere |= cited.is_empty() && matches!(mark.kind, MarkKind::Citation(_));
        cited.iter().for_each(|it| named.extend((!named.contains(it)).then_some(*it)));
    }
    (named, elsewhere)
}

impl<'a> Quoted<'a> {
    /// The quotation with its marks, in bytes of the document.
    pub fn span(&self) -> Span {
        self.paragraph.document(self.quote.span)
    }

    /// The words between the marks.
    pub fn words(&self) -> &'a str {
        self.quote.inner.of(&self.paragraph.reading.passage.text)
    }

    /// A span of the words between the marks, in bytes of the document; none where markup stands inside.
    pub fn document(&self, span: Span) -> Option<Span> {
        let prose = span.shifted(self.quote.inner.start);
        let found = self.paragraph.document(prose);
        if span.is_empty() {
            // Behind the word before, not before the markup that may follow it.
            let before = self.paragraph.document(Span::new(prose.start.checked_sub(1)?, prose.start));
            return Some(Span::at(before.end));
        }
        (found.len() == prose.len()).then_some(found)
    }

    /// The sentences that it stands in, up to the next one, in bytes of the document.
    pub fn sentences(&self) -> Span {
        let passage = &self.paragraph.reading.passage;
        let first = passage.sentence_at(self.quote.span.start);
        let last = passage.sentence_at(self.quote.span.end.saturating_sub(1));
        let start = self.paragraph.document(passage.sentences[first].span).start;
        let next = passage.sentences.get(last + 1).map(|it| self.paragraph.document(it.span).start);
        Span::new(start, next.unwrap_or(self.paragraph.span().end).max(start))
    }

    pub fn source(&self, found: &Found) -> &'a Indexed {
        &self.texts.sources()[found.source]
    }

    /// Whether the words were found, but not in the source that the sentence cites.
    pub fn is_elsewhere(&self) -> bool {
        let found = self.verdict.found.as_ref();
        found.is_some_and(|it| !self.named.is_empty() && !self.named.contains(&it.source))
    }

    /// Whether the source's words from this quotation to `to`, or from there to it, are those that the next quotation
    /// begins with, or the one before ends with: “We will,” she said, “not sell.”
    pub fn goes_on_over(&self, found: &Found, side: Side, to: Span) -> bool {
        // As far as the word beyond it: other quotations begin with “not” too.
        const BEYOND: usize = 80;
        let source = &self.source(found).read.text.text;
        let [before, behind] = self.around.map(|it| folded(it.unwrap_or_default()));
        let turned = |it: String| it.split(' ').rev().collect::<Vec<_>>().join(" ");
        let (near, end) = (found.span, source.len());
        let (skipped, theirs, own) = match side {
            Side::Behind => {
                let beyond = source.floor_char_boundary((to.end + BEYOND).min(end)).max(near.end);
                let skipped = Span::new(near.end, to.end.max(near.end));
                (skipped, folded(&source[near.end..beyond]), behind)
            }
            Side::Before => {
                let beyond = source.floor_char_boundary(to.start.saturating_sub(BEYOND)).min(near.start);
                let skipped = Span::new(to.start.min(near.start), near.start);
                (skipped, turned(folded(&source[beyond..near.start])), turned(before))
            }
        };
        let skipped = folded(skipped.of(source)).split(' ').count();
        let wanted = (skipped + 1).min(own.split(' ').count());
        wanted >= skipped && own.split(' ').take(wanted).eq(theirs.split(' ').take(wanted))
    }

    /// The cited sources by name: "budget.txt and hearing.txt".
    pub fn cited(&self) -> String {
        let names: Vec<String> = self.named.iter().map(|it| self.texts.sources()[*it].name()).collect();
        names.join(" or ")
    }

    /// Words of a source as they have to be written between the marks.
    pub fn written(&self, words: &str) -> String {
        markup::escaped(self.format, &plain(words))
    }

    /// Words of a change as the quotation has them and as the source has them.
    pub fn sides(&self, found: &Found, change: &Change) -> (&'a str, String) {
        (change.quote.of(self.words()), plain(self.source(found).words(change.source)))
    }
}

/// Words of a source as they can stand in a quotation: on one line, with no quotation marks that would end it.
pub(super) fn plain(words: &str) -> String {
    let mut out = String::with_capacity(words.len());
    for char in words.chars() {
        match char {
            '“' => out.push('‘'),
            '”' => out.push('’'),
            '"' => out.push('\''),
            _ if char.is_whitespace() && out.ends_with(' ') => {}
            _ if char.is_whitespace() => out.push(' '),
            _ => out.push(char),
        }
    }
    out
}
