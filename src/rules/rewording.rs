//! Edits that bring a quotation and its source together again.

use super::{Fix, Quoted};
use crate::{
    language::{Class, Passage},
    reading::Quote,
    sources::matching::{Change, Cut, Found, Side, are_fillers, is_negation, without_fillers},
    text::{Edit, Span},
};

const PARAPHRASE: &str = "Turn it into a paraphrase: take the marks away";

/// Words that decide what is said, beside negations, numbers and names.
const DECISIVE: &[&str] = &[
    "against",
    "almost",
    "alleged",
    "allegedly",
    "although",
    "barely",
    "but",
    "could",
    "denied",
    "deny",
    "denies",
    "doubt",
    "except",
    "fail",
    "failed",
    "false",
    "few",
    "hardly",
    "if",
    "impossible",
    "instead",
    "less",
    "little",
    "may",
    "maybe",
    "might",
    "more",
    "nearly",
    "none",
    "nowhere",
    "only",
    "perhaps",
    "possibly",
    "rarely",
    "refuse",
    "refused",
    "scarcely",
    "seldom",
    "should",
    "than",
    "unless",
    "unlikely",
    "until",
    "would",
];

/// Whether a change takes away or adds what decides the meaning: a negation, a number, a name. A name in brackets for
/// a pronoun is what brackets are for.
fn turns(quoted: &Quoted, found: &Found, change: &Change) -> bool {
    let source = quoted.source(found);
    let (own, theirs) = (change.quote.of(quoted.words()), source.words(change.source));
    let text = &source.read.text.text;
    let before = text[..change.source.start].trim_end();
    let opens = before.is_empty() || before.ends_with(['.', '!', '?', ':', '“', '"', '‘']);
    let lost = words(theirs).enumerate().any(|(at, it)| decides(it) || is_name(it) && !(at == 0 && opens));
    lost || words(own).any(decides)
}

fn words(text: &str) -> impl Iterator<Item = &str> {
    let apostrophe = |it: char| matches!(it, '\'' | '’' | '-');
    text.split(move |it: char| !it.is_alphanumeric() && !apostrophe(it))
        .map(move |it| it.trim_matches(apostrophe))
        .filter(|it| !it.is_empty())
}

fn decides(word: &str) -> bool {
    const SHORTEST: usize = 5;
    let lower = word.to_lowercase();
    let turned =
        ["un", "non", "dis", "mis"].iter().any(|it| lower.starts_with(it)) && lower.len() >= SHORTEST;
    let numbers = Passage::new(&lower);
    is_negation(word)
        || turned
        || DECISIVE.contains(&lower.as_str())
        || word.contains(|it: char| it.is_numeric())
        || numbers.tokens.iter().any(|it| it.class.contains(Class::NUMBER_WORD))
}

fn is_name(word: &str) -> bool {
    word != "I" && !word.starts_with("I’") && !word.starts_with("I'") && word.starts_with(char::is_uppercase)
}

/// What can be done about an altered quotation, the most useful first.
pub(super) fn fixes(quoted: &Quoted, found: &Found) -> Vec<Fix> {
    // Nobody wants an “um” back.
    let is_sound = |it: &&Change| it.quote.is_empty() && are_fillers(quoted.source(found).words(it.source));
    let changes: Vec<&Change> = quoted.verdict.changes.iter().filter(|it| !is_sound(it)).collect();
    let all = |edit: &dyn Fn(&Change) -> Option<Edit>| {
        changes.iter().map(|it| edit(it)).collect::<Option<Vec<Edit>>>()
    };
    let only_left_out = changes.iter().all(|it| it.quote.is_empty());
    let none_left_out = changes.iter().all(|it| !it.quote.is_empty());
    let mut out = Vec::new();
    let mut offer = |edits: Option<Vec<Edit>>, title: &str| {
        out.extend(edits.map(|edits| Fix::Rewrite { edits, title: title.to_owned() }));
    };
    // Whoever quotes chose where to begin and to end; where the source has no such words there, nobody knows better.
    if changes.iter().all(|it| keeps_edges(quoted, found, it)) {
        offer(all(&|it| restored(quoted, found, it)), "Use the source’s words");
    }
    // A mark tells the reader that words are gone, not that they said the opposite.
    if changes.iter().any(|it| turns(quoted, found, it)) {
        offer(unmarked(quoted), PARAPHRASE);
        return out;
    }
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
    offer(unmarked(quoted), PARAPHRASE);
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

/// Whether a change leaves the quotation's first and last word as they are, or puts as many words of the same sentence
/// in their place.
fn keeps_edges(quoted: &Quoted, found: &Found, change: &Change) -> bool {
    let own = quoted.words();
    let is_word = |it: char| it.is_alphanumeric();
    if own[..change.quote.start].contains(is_word) && own[change.quote.end..].contains(is_word) {
        return true;
    }
    let theirs = quoted.source(found).words(change.source);
    words(change.quote.of(own)).count() == words(theirs).count() && !theirs.contains(['.', '!', '?', '\n'])
}

/// The source's words in the place of the writer's, from the word before to the word behind.
fn restored(quoted: &Quoted, found: &Found, change: &Change) -> Option<Edit> {
    let source = quoted.source(found);
    if let Some(span) = quoted.document(change.quote_around) {
        return Some(Edit::replace(
            span,
            quoted.written(&without_fillers(source.words(change.source_around))),
        ));
    }
    // Markup stands between: only the words are touched.
    let words = quoted.written(&without_fillers(source.words(change.source)));
    match quoted.document(change.quote)? {
        // Marks around nothing would be left: “**very** badly”.
        span if words.is_empty() && !span.is_empty() => None,
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
