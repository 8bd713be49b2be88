use super::Finding;
use crate::{
    article::{Article, Paragraph},
    sources,
    text::Span,
};

/// Rules whose findings a desk mark does not answer.
pub(super) const STILL_ASKED: &[&str] = &["placeholder-left", "named-entity", "unknown-directive"];

/// The sentence that a directive stands in or behind; alone on its line, the paragraph below it.
pub(super) fn near(article: &Article, directive: Span, alone: bool) -> Option<Span> {
    if alone {
        return paragraph(article, directive, alone);
    }
    let paragraph = around(article, directive)?;
    let sentences = &paragraph.reading.passage.sentences;
    let after = sentences.partition_point(|it| paragraph.document(it.span).start < directive.start);
    Some(paragraph.document(sentences.get(after.saturating_sub(1))?.span))
}

/// The paragraph that a directive stands in; alone on its line, the next one.
pub(super) fn paragraph(article: &Article, directive: Span, alone: bool) -> Option<Span> {
    let paragraph = if alone { below(article, directive) } else { around(article, directive) };
    paragraph.map(|it| it.span())
}

/// From the paragraph that a directive stands in or above to the end of the text.
pub(super) fn onward(article: &Article, directive: Span, alone: bool) -> Span {
    let start = if alone {
        directive.start
    } else {
        around(article, directive).map_or(directive.start, |it| it.span().start)
    };
    Span::new(start, article.text().len())
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

/// Whether the sentence of a finding carries a desk mark, which asks already.
pub(super) fn asked_already(article: &Article, finding: &Finding) -> bool {
    if STILL_ASKED.contains(&finding.code) {
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
    let text = article.text();
    let mut end = if last < sentences.len() { place(last).start } else { paragraph.span().end };
    // A mark behind the full stop may have fallen to the next sentence.
    end += leading_mark(&text[end..]);
    let start = place(first).start;
    let start = start + leading_mark(&text[start..]);
    let words = &text[start.min(end)..end];
    // A citation that is still to be filled in asks as well.
    marked(words) || words.contains(sources::placeholder(article.format()))
}

/// Bytes of the desk mark that a text begins with; 0 if there is none.
fn leading_mark(text: &str) -> usize {
    text.starts_with('[')
        .then(|| text.find(']'))
        .flatten()
        .filter(|at| asks(text, *at))
        .map_or(0, |at| at + 1)
}

/// Whether a desk mark in brackets stands in these words.
fn marked(words: &str) -> bool {
    words.contains("{{")
        || memchr::memchr_iter(b'[', words.as_bytes()).any(|at| {
            let rest = &words[at..];
            rest.find(']').is_some_and(|close| asks(rest, close))
        })
}

/// Whether a bracket asks for something: “[citation needed]”, “[source?]”, “[TK: who?]”, “[@source]”.
fn asks(bracketed: &str, close: usize) -> bool {
    let inner = bracketed[1..close].trim();
    let linked = bracketed[close + 1..].starts_with(['(', '[']);
    let long = inner.len() > 60;
    !linked
        && !long
        && (inner.ends_with('?')
            || inner.ends_with(" needed")
            || inner.starts_with("TK")
            || inner == "@source")
}
