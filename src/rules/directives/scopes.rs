use super::Finding;
use crate::{
    article::{Article, Paragraph},
    text::Span,
};

/// The rule that finds desk marks.
pub(super) const MARK: &str = "placeholder-left";

/// Rules whose findings a desk mark does not answer.
pub(super) const STILL_ASKED: &[&str] = &[MARK, "named-entity", "unknown-directive"];

/// The sentence that a directive stands in or behind; alone on its line, the paragraph below it.
pub(super) fn near(article: &Article, directive: Span, alone: bool) -> Option<Span> {
    if alone || stands_between(article, directive) {
        return paragraph(article, directive, true);
    }
    let paragraph = around(article, directive)?;
    let sentences = &paragraph.reading.passage.sentences;
    let after = sentences.partition_point(|it| paragraph.document(it.span).start < directive.start);
    Some(paragraph.document(sentences.get(after.saturating_sub(1))?.span))
}

/// The paragraph that a directive stands in; alone on its line, the next one with all that begins on the same line:
/// the words behind a term, the cells of a row.
pub(super) fn paragraph(article: &Article, directive: Span, alone: bool) -> Option<Span> {
    if !alone && !stands_between(article, directive) {
        return around(article, directive).map(|it| it.span());
    }
    let next = below(article, directive)?;
    let rest = &article.text()[next.span().start..];
    let line_end = next.span().start + rest.find(['\n', '\r']).unwrap_or(rest.len());
    let on_line = (next.index..article.paragraphs().len()).map(|it| article.paragraph(it).span());
    let last = on_line.take_while(|it| it.start < line_end).last()?;
    Some(Span::new(next.span().start, last.end))
}

/// From the paragraph that a directive stands in or above to the end of the text.
pub(super) fn onward(article: &Article, directive: Span, alone: bool) -> Span {
    let start = if alone || stands_between(article, directive) {
        directive.start
    } else {
        around(article, directive).map_or(directive.start, |it| it.span().start)
    };
    Span::new(start, article.text().len())
}

/// Whether a directive stands by itself between two blocks: `<p>One.</p> <!-- … --><img …>`.
fn stands_between(article: &Article, directive: Span) -> bool {
    around(article, directive).is_some_and(|it| {
        it.span().covers(directive)
            && it.reading.passage.sentences.is_empty()
            && it.block.prose.text.is_empty()
    })
}

/// The last paragraph that begins before the directive.
fn around(article: &Article, directive: Span) -> Option<Paragraph<'_>> {
    article.paragraphs().take_while(|it| it.span().start <= directive.start).last()
}

/// The first paragraph with words behind the directive.
fn below(article: &Article, directive: Span) -> Option<Paragraph<'_>> {
    let mut behind = article.paragraphs().skip_while(|it| it.span().end <= directive.end);
    behind.find(|it| !it.reading.passage.sentences.is_empty())
}

/// Whether the sentence of a finding carries a desk mark, which asks already. `marks` are those that do ask, in order:
/// a bracket that nobody finds silences nothing.
pub(super) fn asked_already(article: &Article, finding: &Finding, marks: &[Span]) -> bool {
    if marks.is_empty() || STILL_ASKED.contains(&finding.code) {
        return false;
    }
    let Some(paragraph) = article.paragraph_at(finding.span.start) else { return false };
    let sentences = &paragraph.reading.passage.sentences;
    let place = |index: usize| paragraph.document(sentences[index].span);
    let first = sentences.partition_point(|it| paragraph.document(it.span).end <= finding.span.start);
    let last = sentences.partition_point(|it| paragraph.document(it.span).start < finding.span.end);
    if first >= last {
        return false;
    }
    let start = place(first).start;
    let end = if last < sentences.len() { place(last).start } else { paragraph.span().end };
    // A mark in brackets that a sentence begins with belongs to the one before it.
    let leads = |at: usize| first_from(marks, at).filter(|it| it.start == at);
    let start = leads(start).filter(|_| first > 0).map_or(start, |it| it.end);
    let end = leads(end).map_or(end, |it| it.end);
    first_from(marks, start).is_some_and(|it| it.start < end)
}

/// The first mark at or behind a byte of the document.
fn first_from(marks: &[Span], at: usize) -> Option<Span> {
    marks.get(marks.partition_point(|it| it.start < at)).copied()
}

/// Whether a desk mark is a note in brackets.
pub(super) fn is_bracketed(article: &Article, mark: Span) -> bool {
    article.words(mark).starts_with(['[', '{', '('])
}
