//! The outline of an article: its headings, and below them what stands on nobody's word and who is quoted.

use crate::{
    article::{Paragraph, Status},
    markup::{self, Kind},
    reading::QuoteNature,
    rules::Review,
    text::Span,
};

/// An entry of the outline of an article.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Symbol {
    pub name: String,
    pub detail: String,
    pub kind: SymbolKind,
    pub span: Span,
    /// What to select when it is chosen; inside `span`.
    pub selection: Span,
    pub children: Vec<Symbol>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SymbolKind {
    Heading,
    /// A sentence on nobody's word.
    Claim,
    Quote,
}

/// Characters of a name; editors cut longer ones anywhere.
const LONGEST_NAME: usize = 72;

/// The rule that lists names: no question about the sentence it stands in.
const INDEX: &str = "named-entity";

/// Headings with the claims and quotations below them.
pub fn outline(review: &Review) -> Vec<Symbol> {
    let end = review.article.text().len();
    // Open headings, the outermost first; a heading ends where one of its level or above begins.
    let mut open: Vec<(u8, Symbol)> = Vec::new();
    let mut out = Vec::new();
    for paragraph in review.article.paragraphs() {
        let level = match paragraph.block.kind {
            Kind::Headline => Some(1),
            Kind::Heading(level) => Some(level),
            _ => None,
        };
        match level {
            Some(level) => {
                close(&mut open, &mut out, level, paragraph.span().start);
                open.extend(heading(&paragraph, end).map(|it| (level, it)));
            }
            None => {
                let below = open.last_mut().map_or(&mut out, |(_, it)| &mut it.children);
                below.extend(statements(review, &paragraph));
            }
        }
    }
    close(&mut open, &mut out, 0, end);
    out
}

/// Closes all headings of this level or a lower rank.
fn close(open: &mut Vec<(u8, Symbol)>, out: &mut Vec<Symbol>, level: u8, end: usize) {
    while let Some((_, mut symbol)) = open.pop_if(|it| it.0 >= level) {
        symbol.span.end = end.max(symbol.selection.end);
        open.last_mut().map_or(&mut *out, |(_, it)| &mut it.children).push(symbol);
    }
}

fn heading(paragraph: &Paragraph, end: usize) -> Option<Symbol> {
    let name = named(&paragraph.reading.passage.text)?;
    let selection = paragraph.span();
    let span = Span::new(selection.start, end.max(selection.end));
    Some(Symbol {
        name,
        detail: String::new(),
        kind: SymbolKind::Heading,
        span,
        selection,
        children: Vec::new(),
    })
}

/// The sentences that nobody stands behind and that are asked about, and the quotations, in order.
fn statements(review: &Review, paragraph: &Paragraph) -> Vec<Symbol> {
    let mut out: Vec<Symbol> = claims(review, paragraph).chain(quotes(review, paragraph)).collect();
    out.sort_by_key(|it| (it.span.start, std::cmp::Reverse(it.span.end)));
    out
}

fn claims<'a>(review: &'a Review, paragraph: &'a Paragraph) -> impl Iterator<Item = Symbol> + 'a {
    let sentences = paragraph.reading.passage.sentences.iter().enumerate();
    sentences.filter_map(|(index, sentence)| {
        let status = review.article.support(paragraph.index, index).status;
        if !matches!(status, Status::OwnVoice | Status::AttributedWeak) {
            return None;
        }
        let span = paragraph.document(sentence.span);
        let from = review.findings.partition_point(|it| it.span.start < span.start);
        let mut here = review.findings[from..].iter().take_while(|it| it.span.start < span.end);
        let asked = here.find(|it| it.code != INDEX)?;
        let name = named(sentence.span.of(&paragraph.reading.passage.text))?;
        let selection = if span.covers(asked.span) { asked.span } else { span };
        let (detail, kind) = (asked.code.to_owned(), SymbolKind::Claim);
        Some(Symbol { name, detail, kind, span, selection, children: Vec::new() })
    })
}

fn quotes<'a>(review: &'a Review, paragraph: &'a Paragraph) -> impl Iterator<Item = Symbol> + 'a {
    let speech = paragraph.reading.quotes.iter().filter(|it| it.nature == QuoteNature::Speech && !it.nested);
    speech.filter_map(|quote| {
        let span = paragraph.document(quote.span);
        let name = named(quote.span.of(&paragraph.reading.passage.text))?;
        let detail = speaker(review, paragraph, quote.span).unwrap_or_else(|| "who?".to_owned());
        Some(Symbol { name, detail, kind: SymbolKind::Quote, span, selection: span, children: Vec::new() })
    })
}

/// Whose words these are, by full name if they are named, else as the text calls them.
fn speaker(review: &Review, paragraph: &Paragraph, quote: Span) -> Option<String> {
    let article = &review.article;
    let all = article.attributions();
    let from = all.partition_point(|it| it.paragraph < paragraph.index);
    let own = all[from..].iter().take_while(|it| it.paragraph == paragraph.index);
    own.filter_map(|sourced| {
        let attribution = &paragraph.reading.attributions[sourced.attribution];
        if !attribution.content.iter().any(|it| it.overlaps(quote)) {
            return None;
        }
        let named = sourced.speaker.map(|it| article.entities()[it].name.clone());
        let source = attribution.source.as_ref();
        named.or_else(|| Some(markup::shown(source?.span.of(&paragraph.reading.passage.text)).into_owned()))
    })
    .next()
}

/// A name of one line, cut between words; None when there would be nothing to read.
fn named(words: &str) -> Option<String> {
    let words = &*markup::shown(words);
    let mut name = String::new();
    for word in words.split_whitespace() {
        if !name.is_empty() && name.chars().count() + word.chars().count() >= LONGEST_NAME {
            name.push('…');
            break;
        }
        if !name.is_empty() {
            name.push(' ');
        }
        name.extend(word.chars().take(LONGEST_NAME));
    }
    (!name.is_empty()).then_some(name)
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use super::*;
    use crate::{article::Article, markup::Format, rules::Settings};

    fn drawn(symbols: &[Symbol], depth: usize, out: &mut String) {
        for it in symbols {
            assert!(it.span.covers(it.selection), "{it:?}");
            out.push_str(&format!("{}{:?} {} ({})\n", "  ".repeat(depth), it.kind, it.name, it.detail));
            assert!(it.children.iter().all(|child| it.span.covers(child.span)), "{it:?}");
            drawn(&it.children, depth + 1, out);
        }
    }

    #[test]
    fn claims_and_quotations_stand_below_their_heading() {
        let text = "# The gate\n\nCritics say the bridge was never inspected.\n\n## The key\n\n\
                    “We lost the key in May,” Ana Cho said.\n\n# The quay\n\nThe gate opens at nine.\n";
        let review = Review::of(Arc::new(Article::read(text, Format::Markdown)), &Settings::default());
        let mut out = String::new();
        drawn(&outline(&review), 0, &mut out);
        let expected = "\
Heading The gate ()
  Claim Critics say the bridge was never inspected. (vague-source)
  Heading The key ()
    Quote “We lost the key in May,” (Ana Cho)
Heading The quay ()
";
        assert_eq!(out, expected);
    }
}
