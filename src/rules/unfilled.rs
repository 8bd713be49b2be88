//! What `placeholder-left` finds beside the prose: comments that ask, marks in notes and descriptions of pictures,
//! keys that stand for a citation.

use super::{
    Context, Finding,
    apart::{apart, note},
    directives,
    placeholder_left::{RULE, find, finding},
};
use crate::{
    article::{Article, Paragraph},
    markup::{Format, Kind, Mark, MarkKind},
    reading, sources,
    text::Span,
};

/// All of these, and where citations are still to be filled in: they do not answer for their sentence, as a mark
/// in its words does. A citation whose own words are found is not told a second time.
pub(super) fn beside_prose(
    context: &Context,
    written: &[directives::Suppression],
) -> (Vec<Finding>, Vec<Span>) {
    let mut out = in_notes(context.article);
    out.sort_by_key(|it| it.span);
    let is_told = |it: &Finding| {
        let next = out.partition_point(|found| found.span.start < it.span.start);
        out.get(next).is_some_and(|found| it.span.covers(found.span))
    };
    let open: Vec<Finding> = open(context).into_iter().filter(|it| !is_told(it)).collect();
    let mut spans: Vec<Span> = open.iter().map(|it| it.span).collect();
    spans.sort_unstable();
    out.extend(needed(written).chain(open));
    (out, spans)
}

/// What comments ask that say that a sentence still needs a source.
fn needed(written: &[directives::Suppression]) -> impl Iterator<Item = Finding> + '_ {
    written.iter().filter(|it| it.asks).map(|it| {
        let note = it.reason.as_ref().map_or_else(String::new, |it| format!(": {it}"));
        RULE.finding(it.directive, format!("This sentence still needs a source{note}."))
    })
}

/// Marks in notes inside sentences, in descriptions of pictures and in front matter.
fn in_notes(article: &Article) -> Vec<Finding> {
    let text = article.text();
    let signs = ["TK", "tktk", "XX", "?", "needed", "{{", "orem", "["];
    let mut out = Vec::new();
    for words in apart(article, |it| signs.iter().any(|sign| it.contains(sign))) {
        let spots = find(&reading::by_rules().read(words.of(text)));
        out.extend(spots.iter().map(|it| finding(article, it.span.shifted(words.start))));
    }
    out
}

/// Citations that are still to be filled in.
fn open(context: &Context) -> Vec<Finding> {
    let mut out = Vec::new();
    for paragraph in context.article.paragraphs().filter(|it| it.block.kind != Kind::Reference) {
        let open = paragraph.block.marks.iter().filter(|it| context.is_open(it));
        out.extend(open.filter_map(|it| unfilled(context, &paragraph, it)));
    }
    out
}

/// None where nothing stands there to be filled in, or where its words are prose and found as such.
fn unfilled(context: &Context, paragraph: &Paragraph, mark: &Mark) -> Option<Finding> {
    let whole = paragraph.mark_span(mark);
    let format = context.article.format();
    let is_named = match &mark.kind {
        MarkKind::Link(target) => sources::is_placeholder(target.trim()),
        // The label of a note may be any word; the note itself is looked at where it stands.
        MarkKind::Footnote(_) if matches!(format, Format::Markdown | Format::Org) => {
            note(format, context.article.words(whole)).is_some()
        }
        _ => true,
    };
    let shown = || find(paragraph.reading).iter().any(|it| it.span.overlaps(mark.at));
    if !is_named || shown() {
        return None;
    }
    // One of several keys is told by itself.
    let others = paragraph.block.marks.iter().filter(|it| it.span == mark.span).count() > 1;
    let mut keys = context.article.keys_of(paragraph).filter(|it| it.mark == whole);
    let key = keys.find(|it| matches!(&mark.kind, MarkKind::Citation(key) if it.key == key));
    let span = key.filter(|_| others).map_or(whole, |it| it.span);
    let words = context.article.words(span);
    let message = format!("“{words}” is still here. Fill it in or cut it: it cites nothing yet.");
    Some(RULE.finding(span, message))
}
