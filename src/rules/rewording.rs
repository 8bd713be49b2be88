//! Edits that bring a quotation and its source together again.

use super::{Fix, Quoted};
use crate::{
    reading::Quote,
    sources::matching::{Change, Cut, Found, Side},
    text::{Edit, Span},
};

/// What can be done about an altered quotation, the most useful first.
pub(super) fn fixes(quoted: &Quoted, found: &Found) -> Vec<Fix> {
    let changes = &quoted.verdict.changes;
    let all =
        |edit: &dyn Fn(&Change) -> Option<Edit>| changes.iter().map(edit).collect::<Option<Vec<Edit>>>();
    let only_left_out = changes.iter().all(|it| it.quote.is_empty());
    let none_left_out = changes.iter().all(|it| !it.quote.is_empty());
    let mut out = Vec::new();
    let mut offer = |edits: Option<Vec<Edit>>, title: &str| {
        out.extend(edits.map(|edits| Fix::Rewrite { edits, title: title.to_owned() }));
    };
    offer(all(&|it| restored(quoted, found, it)), "Use the source’s words");
    if only_left_out {
        offer(all(&|it| omitted(quoted, it)), "Mark the omission with “…”");
    }
    if none_left_out {
        offer(all(&|it| bracketed(quoted, it)), "Put my change in [ ]");
    }
    if !only_left_out && !none_left_out {
        let marked =
            |it: &Change| if it.quote.is_empty() { omitted(quoted, it) } else { bracketed(quoted, it) };
        offer(all(&marked), "Mark my changes with “…” and [ ]");
    }
    offer(unmarked(quoted), "Turn it into a paraphrase: take the marks away");
    out
}

/// The words without their marks; none where nothing of the document's own stands for the marks.
fn unmarked(quoted: &Quoted) -> Option<Vec<Edit>> {
    let Quote { span, inner, .. } = quoted.quote;
    let marks = [Span::new(span.start, inner.start), Span::new(inner.end, span.end)];
    let edits = marks.map(|it| Edit::replace(quoted.paragraph.document(it), ""));
    edits.iter().all(|it| !it.span.is_empty()).then(|| edits.to_vec())
}

/// The quotation with the negation that it cuts off; nothing where that stands under a “…”.
pub(super) fn extended(quoted: &Quoted, found: &Found, cut: &Cut) -> Option<Fix> {
    let source = quoted.source(found);
    let inner = Span::new(0, quoted.words().len());
    let edit = match cut.side? {
        Side::Before => {
            let first = quoted.words().chars().next()?;
            let place = quoted.document(Span::new(0, first.len_utf8()))?;
            let before = quoted.written(source.words(Span::new(cut.word.start, found.span.start)));
            // A capital that the writer gave it for standing first.
            let own = source.words(found.span).chars().next();
            match own.filter(|it| *it != first && it.to_uppercase().eq(first.to_uppercase())) {
                Some(own) => Edit::replace(place, format!("{before}{own}")),
                None => Edit::insert(place.start, before),
            }
        }
        Side::Behind => {
            // Before the comma or the full stop that closes it.
            let words = quoted.words().trim_end_matches(|it: char| !it.is_alphanumeric()).len();
            let at = quoted.document(Span::at(words.max(inner.start)))?.start;
            Edit::insert(at, quoted.written(source.words(Span::new(found.span.end, cut.word.end))))
        }
    };
    Some(Fix::Rewrite { edits: vec![edit], title: "Extend the quotation".to_owned() })
}

/// The source's words in the place of the writer's, from the word before to the word behind.
fn restored(quoted: &Quoted, found: &Found, change: &Change) -> Option<Edit> {
    let source = quoted.source(found);
    if let Some(span) = quoted.document(change.quote_around) {
        return Some(Edit::replace(span, quoted.written(source.words(change.source_around))));
    }
    // Markup stands between: only the words are touched.
    let words = quoted.written(source.words(change.source));
    match quoted.document(change.quote)? {
        span if span.is_empty() => Some(Edit::replace(span, format!(" {words}"))),
        span => Some(Edit::replace(span, words)),
    }
}

fn omitted(quoted: &Quoted, change: &Change) -> Option<Edit> {
    Some(Edit::replace(quoted.document(change.quote)?, " …"))
}

fn bracketed(quoted: &Quoted, change: &Change) -> Option<Edit> {
    let words = change.quote.of(quoted.words());
    Some(Edit::replace(quoted.document(change.quote)?, format!("[{words}]")))
}
