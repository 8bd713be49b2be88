use super::{
    Texts, alignment,
    alignment::{Difference, Step},
    candidates::candidates,
    edges,
    places::{self, Standing},
    quotation::Quotation,
    tidied::{self, Tidied},
    words,
};
use crate::text::Span;

/// What becomes of a quotation.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Verdict {
    pub grade: Grade,
    /// Where it stands, or would.
    pub found: Option<Found>,
    /// How many words it has.
    pub words: usize,
    /// How an altered quotation differs, in order.
    pub changes: Vec<Change>,
    /// A negation of the source that the quotation leaves out without a change of its words.
    pub cut: Option<Cut>,
    /// What an altered quotation leaves out and writes otherwise, if that is all and says nothing.
    pub tidied: Option<Tidied>,
    /// Everywhere that it stands as `found` does, as far as it was looked for; empty where nothing can be said.
    pub everywhere: Vec<Stand>,
}

/// The four answers of the matching contract; nothing else is ever claimed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Grade {
    /// Word for word.
    Verified,
    /// Word for word but for what the writer has marked: “…”, “[…]”, “[t]he”.
    Marked,
    /// At least 60 % of its words stand together in a source, in order.
    Altered,
    /// Nothing can be said.
    Unresolved,
}

/// A place in a source.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Found {
    /// Index into [`Texts::sources`].
    pub source: usize,
    /// In bytes of the source's text.
    pub span: Span,
}

/// The words of a quotation in a source: each stretch between what the writer marks as left out.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Stand {
    /// Index into [`Texts::sources`].
    pub source: usize,
    /// In bytes of the source's text, in order.
    pub parts: Vec<Span>,
}

/// Words of the quotation and those of the source in their place; either may be empty, not both.
/// With `around` they reach from the words before that are the same to those behind, so that one
/// can take the place of the other.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Change {
    /// In bytes of the quotation. Empty: behind the word before.
    pub quote: Span,
    /// In bytes of the source's text.
    pub source: Span,
    pub quote_around: Span,
    pub source_around: Span,
}

/// A negation that was left out at an edge of the quotation or under its “…”.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Cut {
    /// The negation, in bytes of the source's text.
    pub word: Span,
    /// From it to the quotation's first or from the quotation's last word to it. None under a “…”.
    pub side: Option<Side>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Side {
    Before,
    Behind,
}

/// At least so much of a quotation must be found for the rest to be called altered.
const ALIGNED: f32 = 0.6;

/// Longer quotations are compared word for word only.
const LONGEST: usize = 2_000;

/// So many cells of all alignments of a quotation: what bounds the time it takes.
const CELLS: usize = 3_000_000;

/// So many places of a quotation are looked at for one that cuts off no negation.
pub const STANDINGS: usize = 40;

pub fn judge(texts: &Texts, quotation: &Quotation, named: &[usize]) -> Verdict {
    let is_named = |it: usize| named.contains(&it);
    let others = |it: usize| !is_named(it);
    verified(texts, quotation, is_named)
        .or_else(|| verified(texts, quotation, others))
        .or_else(|| altered(texts, quotation, is_named))
        .or_else(|| altered(texts, quotation, others))
        .unwrap_or(Verdict {
            grade: Grade::Unresolved,
            words: quotation.words.len(),
            found: None,
            changes: Vec::new(),
            cut: None,
            tidied: None,
            everywhere: Vec::new(),
        })
}

fn verified(texts: &Texts, quotation: &Quotation, may: impl Fn(usize) -> bool) -> Option<Verdict> {
    let standings = places::places(texts, quotation, may, STANDINGS);
    let first = standings.first()?;
    let whole = standings.iter().find(|it| cut(texts, it).is_none());
    let chosen = whole.unwrap_or(first);
    let source = &texts.sources()[chosen.source];
    let words = chosen.parts[0].start..chosen.parts[chosen.parts.len() - 1].end;
    Some(Verdict {
        grade: if quotation.is_marked { Grade::Marked } else { Grade::Verified },
        words: quotation.words.len(),
        found: Some(Found { source: chosen.source, span: source.span(words) }),
        changes: Vec::new(),
        cut: cut(texts, chosen),
        tidied: None,
        everywhere: standings.iter().map(|it| stand(texts, it)).collect(),
    })
}

fn altered(texts: &Texts, quotation: &Quotation, may: impl Fn(usize) -> bool) -> Option<Verdict> {
    let ids: Vec<u32> = quotation.words.iter().map(|it| it.id).collect();
    if ids.is_empty() || ids.len() > LONGEST {
        return None;
    }
    let mut cells = CELLS;
    let mut best = None;
    for candidate in candidates(texts, quotation, may) {
        let area = candidate.words.len() * ids.len();
        if area > cells && best.is_some() {
            break;
        }
        cells = cells.saturating_sub(area);
        let source = &texts.sources()[candidate.source].ids()[candidate.words.clone()];
        let distance = alignment::distance(&ids, &quotation.gaps, source);
        if best.as_ref().is_none_or(|(least, _)| distance < *least) {
            best = Some((distance, candidate));
        }
    }
    let (_, candidate) = best?;
    let source = &texts.sources()[candidate.source];
    let window = &source.ids()[candidate.words.clone()];
    let steps = alignment::steps(&ids, &quotation.gaps, window);
    let ends_sentence = |at: usize| source.ends_sentence(candidate.words.start + at);
    let steps = edges::anchored(steps, &ids, &quotation.gaps, window, ends_sentence);
    let same = steps.iter().filter(|it| matches!(it, Step::Same(..))).count();
    if (same as f32) < ALIGNED * ids.len() as f32 {
        return None;
    }
    let offset = candidate.words.start;
    let mut places = steps.iter().filter_map(|it| match *it {
        Step::Same(_, at) | Step::Other(_, at) => Some(at + offset),
        _ => None,
    });
    let first = places.next()?;
    let last = places.next_back().unwrap_or(first);
    let changes = alignment::differences(&steps, &ids, window)
        .into_iter()
        .map(|it| change(quotation, source, offset, it));
    let span = source.span(first..last + 1);
    Some(Verdict {
        grade: Grade::Altered,
        words: ids.len(),
        found: Some(Found { source: candidate.source, span }),
        changes: changes.collect(),
        cut: None,
        tidied: None,
        everywhere: vec![Stand { source: candidate.source, parts: vec![span] }],
    })
}

/// Looks whether an altered quotation is only tidied: `text` without its marks.
pub fn tidy(texts: &Texts, text: &str, quotation: &Quotation, verdict: &mut Verdict) {
    const LONGEST: usize = 300;
    let Some(found) = verdict.found.as_ref().filter(|_| verdict.grade == Grade::Altered) else { return };
    if quotation.is_marked || verdict.words > LONGEST {
        return;
    }
    let source = &texts.sources()[found.source];
    // A sign before it and a word or two behind may belong to its numbers.
    let all = &source.read.text.text;
    let is_sign = |it: char| matches!(it, '$' | '£' | '€' | '¥' | ' ');
    let start = all[..found.span.start].trim_end_matches(is_sign).len();
    let behind = &all[found.span.end..];
    let end = behind.find(['.', '!', '?', '\n']).unwrap_or(behind.len());
    let two: usize = behind[..end].split_inclusive(' ').take(3).map(str::len).sum();
    verdict.tidied = tidied::tidied(text, Span::new(start, found.span.end + two).of(all));
}

fn stand(texts: &Texts, standing: &Standing) -> Stand {
    let source = &texts.sources()[standing.source];
    let parts = standing.parts.iter().filter(|it| !it.is_empty()).map(|it| source.span(it.clone())).collect();
    Stand { source: standing.source, parts }
}

fn change(quotation: &Quotation, source: &super::Indexed, offset: usize, it: Difference) -> Change {
    let words = &quotation.words;
    let quote = if it.quote.is_empty() {
        Span::at(it.quote.start.checked_sub(1).map_or(words[0].span.start, |at| words[at].span.end))
    } else {
        words[it.quote.start].span.join(words[it.quote.end - 1].span)
    };
    let (start, end) = (it.source.start + offset, it.source.end + offset);
    let inside = source.span(start..end);
    let mut change = Change { quote, source: inside, quote_around: quote, source_around: inside };
    if inside.is_empty() && it.quote.start == 0 && end < source.ids().len() {
        // A word that was put before the first of the source: what stands before that is not quoted.
        change.source_around = Span::at(source.word(end).start);
    }
    let no_gap = |at: usize| at > 0 && at < words.len() && !quotation.gaps.contains(&at);
    if no_gap(it.quote.start) && start > 0 {
        change.quote_around.start = words[it.quote.start - 1].span.end;
        change.source_around.start = source.word(start - 1).end;
    }
    if no_gap(it.quote.end) && end < source.ids().len() {
        change.quote_around.end = words[it.quote.end].span.start;
        change.source_around.end = source.word(end).start;
    }
    change
}

/// The negation that a quotation's place cuts off, if the same sentence has one right outside.
fn cut(texts: &Texts, standing: &Standing) -> Option<Cut> {
    let source = &texts.sources()[standing.source];
    let (first, last) = (standing.parts[0].start, standing.parts[standing.parts.len() - 1].end);
    let negation = |at: usize| words::is_negation(source.words(source.word(at)));
    let joined = |at: usize| {
        let between = Span::new(source.word(at).end, source.word(at + 1).start);
        !source.words(between).contains(['.', '!', '?', ';', ':', '—', '–', '\n'])
    };
    let found = |at: usize, side: Option<Side>| Cut { word: source.word(at), side };
    let before = first.checked_sub(1).filter(|it| negation(*it) && joined(*it));
    if let Some(before) = before {
        return Some(found(before, Some(Side::Before)));
    }
    if last < source.ids().len() && negation(last) && joined(last - 1) {
        return Some(found(last, Some(Side::Behind)));
    }
    let hidden = standing.parts.windows(2).flat_map(|it| it[0].end..it[1].start).find(|it| negation(*it));
    hidden.map(|it| found(it, None))
}
