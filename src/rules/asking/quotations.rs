//! Quotations whose speaker stands beside them without a verb: a signature, a line that ends in a colon.

use super::{
    evidence::Sentence,
    lines::{Line, words},
};
use crate::{
    article::Paragraph,
    reading::{EntityKind, Quote},
    rules::Context,
};

/// Whether a reader sees at once whose words these are.
pub(super) fn is_carried(context: &Context, lines: &[Line], at: usize, sentence: &Sentence) -> bool {
    let Some(quote) = sentence.quote() else { return false };
    is_signed(&sentence.paragraph, quote)
        || is_introduced(context, lines, at)
        || is_led_in(context, lines, at)
}

/// "Ana Cho laughed. “We had no warning at all.”": a few words of what somebody did lead in what they said.
fn is_led_in(context: &Context, lines: &[Line], at: usize) -> bool {
    const LONGEST: usize = 9;
    let Some(before) = at.checked_sub(1).map(|it| &lines[it]) else { return false };
    let paragraph = context.article.paragraph(before.paragraph);
    before.paragraph == lines[at].paragraph
        && words(&paragraph, before.sentence).split_whitespace().count() <= LONGEST
        && context.person_in(&paragraph, before.sentence)
}

/// "“We had no warning.” — Ana Cho"
fn is_signed(paragraph: &Paragraph, quote: &Quote) -> bool {
    let behind = &paragraph.reading.passage.text[quote.span.end..];
    let name = behind.trim_start().trim_start_matches(['-', '–', '—', '―']).trim_start();
    let start = paragraph.reading.passage.text.len() - name.len();
    let dashed = name.len() < behind.trim_start().len();
    dashed
        && paragraph.reading.mentions.iter().any(|it| {
            let somebody = matches!(it.kind, EntityKind::Person | EntityKind::Org);
            somebody && it.span.start == start
        })
}

/// "Mayor Cho went on:" on the line before.
fn is_introduced(context: &Context, lines: &[Line], at: usize) -> bool {
    let Some(before) = at.checked_sub(1).map(|it| &lines[it]) else { return false };
    let paragraph = context.article.paragraph(before.paragraph);
    words(&paragraph, before.sentence).trim_end().ends_with(':')
        && (before.is_said() || context.person_in(&paragraph, before.sentence))
}
