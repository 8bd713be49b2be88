//! How `unattributed-claim` asks in an encyclopedia: by the paragraph, and only a reference answers.
//!
//! Its editors want a reference in every paragraph of some length; a list or a table below the
//! paragraph counts as part of it, and the lead may rest on the body.

use super::{Context, Finding, Fix, unattributed_claim::RULE};
use crate::{article::Paragraph, markup::Kind, text::Span};

/// Shorter paragraphs need no reference of their own, in bytes of their prose.
const SHORTEST: usize = 50;

pub(super) fn check(context: &Context) -> Vec<Finding> {
    let paragraphs: Vec<Paragraph> = context.article.paragraphs().collect();
    let lead = paragraphs.iter().position(|it| matches!(it.block.kind, Kind::Heading(2..)));
    let open = paragraphs.iter().enumerate().skip(lead.unwrap_or_default());
    open.filter(|(_, it)| it.block.kind == Kind::Paragraph && it.reading.passage.text.len() >= SHORTEST)
        .filter(|(at, it)| {
            !is_referenced(context, it) && !lists(&paragraphs[at + 1..]).any(|it| is_referenced(context, it))
        })
        .filter_map(|(_, it)| finding(it))
        .collect()
}

/// The list or table right below a paragraph.
fn lists<'a>(below: &'a [Paragraph<'a>]) -> impl Iterator<Item = &'a Paragraph<'a>> {
    below.iter().take_while(|it| matches!(it.block.kind, Kind::ListItem | Kind::TableCell))
}

fn is_referenced(context: &Context, paragraph: &Paragraph) -> bool {
    let sentences = paragraph.reading.passage.sentences.len();
    sentences > 0 && context.is_cited(paragraph, 0..sentences)
}

/// On the last sentence: that is where the reference goes.
fn finding(paragraph: &Paragraph) -> Option<Finding> {
    let last = paragraph.reading.passage.sentences.len().checked_sub(1)?;
    let start = paragraph.reading.passage.sentences[last].span.start;
    let span = paragraph.document(Span::new(start, super::sentence_end(paragraph, last).max(start + 1)));
    let message = "Who says so? This paragraph has no reference.";
    let note =
        "In an encyclopedia every paragraph of some length has one; a list or table below it may hold it.";
    let fixes = vec![Fix::Cite { at: span.end }, Fix::Attribute { at: span.end }];
    Some(Finding { note: note.to_owned(), fixes, ..RULE.finding(span, message) })
}
