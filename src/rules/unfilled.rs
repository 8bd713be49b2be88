//! Desk marks that `placeholder-left` finds beside the prose of the body: keys that stand for a citation, marks in notes.

use super::{
    Context, Finding,
    placeholder_left::{RULE, find, judge},
};
use crate::{
    article::Paragraph,
    markup::{Kind, Mark, MarkKind},
    sources,
};

/// Citations that are still to be filled in, and marks in the notes that citations lead to: neither is prose of the body.
pub(super) fn open(context: &Context) -> Vec<Finding> {
    let mut out = Vec::new();
    for paragraph in context.article.paragraphs().filter(|it| it.block.kind != Kind::Reference) {
        let in_note = if paragraph.block.kind == Kind::Note { find(paragraph.reading) } else { Vec::new() };
        out.extend(in_note.iter().filter_map(|it| judge(context, &paragraph, it)));
        let open = paragraph.block.marks.iter().filter(|it| context.is_open(it));
        out.extend(open.filter_map(|it| unfilled(context, &paragraph, it)));
    }
    out
}

/// None where nothing stands there to be filled in, or where its words are prose and found as such.
fn unfilled(context: &Context, paragraph: &Paragraph, mark: &Mark) -> Option<Finding> {
    let is_named = match &mark.kind {
        MarkKind::Link(target) => sources::is_placeholder(target.trim()),
        _ => true,
    };
    let shown = || find(paragraph.reading).iter().any(|it| it.span.overlaps(mark.at));
    if !is_named || shown() {
        return None;
    }
    let whole = paragraph.mark_span(mark);
    // One of several keys is told by itself.
    let others = paragraph.block.marks.iter().filter(|it| it.span == mark.span).count() > 1;
    let mut keys = context.article.keys_of(paragraph).filter(|it| it.mark == whole);
    let key = keys.find(|it| matches!(&mark.kind, MarkKind::Citation(key) if it.key == key));
    let span = key.filter(|_| others).map_or(whole, |it| it.span);
    let words = context.article.words(span);
    let message = format!("“{words}” is still here. Fill it in or cut it: it cites nothing yet.");
    Some(RULE.finding(span, message))
}
