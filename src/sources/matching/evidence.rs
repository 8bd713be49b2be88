//! Which passage of which source bears a claim out best.
//!
//! A passage is three sentences: long enough to say what is claimed, short enough to point at.
//! It is weighed by the claim's words it has (BM25), how many of them stand side by side in it as
//! in the claim, and by how much its whole document is about the claim and its article. What the
//! words of a title can tell is the document, hardly the place in it: they count for half.

mod heart;
mod passages;
mod terms;

pub use heart::{Heart, heart};
pub use passages::Passages;
pub(super) use terms::terms;

use std::collections::HashSet;

use super::Texts;
use crate::text::Span;

/// What is to be borne out.
#[derive(Clone, Copy, Debug, Default)]
pub struct Claim<'a> {
    pub text: &'a str,
    /// The title of its article, if that is known.
    pub context: &'a str,
}

/// A place that a citation could point at.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Passage {
    /// Index into [`Texts::sources`].
    pub source: usize,
    /// In bytes of the source's text.
    pub span: Span,
    /// Thousandths; comparable within one claim only.
    pub score: u64,
}

/// What is known of the words of all passages.
#[derive(Debug, Default)]
pub struct Collection {
    /// Where each source's passages begin among all; one more at the end.
    starts: Vec<usize>,
    /// The different words, ascending, with how many passages and which sources have them.
    entries: Vec<Entry>,
    holders: Vec<u32>,
    /// Words in a passage and in a document, on average.
    passage: f64,
    document: f64,
}

#[derive(Debug)]
struct Entry {
    id: u32,
    passages: u32,
    /// Where in `holders` its sources begin.
    first: u32,
}

/// How soon another occurrence of a word stops counting, in a passage and in a document.
const SATURATION: f64 = 0.8;
const DOCUMENT_SATURATION: f64 = 1.2;

/// How much longer texts are held back.
const LENGTH: f64 = 0.5;
const DOCUMENT_LENGTH: f64 = 0.75;

/// What a document as a whole adds to each of its passages.
const DOCUMENT: f64 = 1.5;

/// What a word of the title counts beside one of the claim.
const TITLE: f64 = 0.5;

/// What two words side by side add, as a share of the rarer one's weight.
const SIDE_BY_SIDE: f64 = 0.3;

/// So many passages are looked at for words side by side.
const LOOKED_AT: usize = 60;

/// A word of the claim or of its title.
struct Asked {
    id: u32,
    weight: f64,
}

impl Collection {
    pub fn new(texts: &Texts) -> Collection {
        let sources = texts.sources();
        let mut pairs = Vec::new();
        let mut it = Collection::default();
        let (mut words, mut passage_words) = (0, 0);
        let mut count = 0;
        for (number, source) in sources.iter().enumerate() {
            let passages = source.passages();
            it.starts.push(count);
            count += passages.len();
            words += passages.terms();
            passage_words += passages.words();
            pairs.extend(passages.vocabulary().iter().map(|id| u64::from(*id) << 32 | number as u64));
        }
        it.starts.push(count);
        pairs.sort_unstable();
        for (at, pair) in pairs.iter().enumerate() {
            let (id, source) = ((pair >> 32) as u32, *pair as u32 as usize);
            if it.entries.last().is_none_or(|it| it.id != id) {
                it.entries.push(Entry { id, passages: 0, first: at as u32 });
            }
            if let Some(entry) = it.entries.last_mut() {
                entry.passages += sources[source].passages().postings(id).len() as u32;
            }
        }
        it.holders = pairs.into_iter().map(|it| it as u32).collect();
        it.passage = passage_words as f64 / count.max(1) as f64;
        it.document = words as f64 / sources.len().max(1) as f64;
        it
    }

    /// The best passages for a claim, best first, none overlapping another, from `only` one source or from all.
    pub fn best(&self, texts: &Texts, claim: &Claim, only: Option<usize>, most: usize) -> Vec<Passage> {
        let asked = asked(claim);
        let mut scores = vec![0.0f64; self.starts.last().copied().unwrap_or_default()];
        let mut documents = vec![0.0f64; texts.sources().len()];
        for it in &asked {
            self.weigh(texts, it, only, &mut scores, &mut documents);
        }
        let mut found = Vec::new();
        let may = |it: usize| only.is_none_or(|only| only == it);
        for (source, document) in documents.iter().enumerate().filter(|it| may(it.0)) {
            let own = &scores[self.starts[source]..self.starts[source + 1]];
            let some = own.iter().enumerate().filter(|(_, score)| **score > 0.0);
            found.extend(some.map(|(passage, score)| (fixed(score + DOCUMENT * document), source, passage)));
        }
        let best = |it: &(u64, usize, usize)| (std::cmp::Reverse(it.0), it.1, it.2);
        found.sort_unstable_by_key(best);
        found.truncate(LOOKED_AT);
        let pairs = self.pairs(claim.text);
        for (score, source, passage) in &mut found {
            *score += fixed(SIDE_BY_SIDE * side_by_side(texts, *source, *passage, &pairs));
        }
        found.sort_unstable_by_key(best);
        apart(texts, &found, most)
    }

    fn weigh(
        &self,
        texts: &Texts,
        asked: &Asked,
        only: Option<usize>,
        scores: &mut [f64],
        documents: &mut [f64],
    ) {
        let Ok(at) = self.entries.binary_search_by_key(&asked.id, |it| it.id) else { return };
        let end = self.entries.get(at + 1).map_or(self.holders.len(), |it| it.first as usize);
        let holders = &self.holders[self.entries[at].first as usize..end];
        let rarity = self.rarity(at) * asked.weight;
        let document_rarity = rarity_of(documents.len(), holders.len());
        let wanted = holders.iter().map(|it| *it as usize).filter(|it| only.is_none_or(|only| only == *it));
        for source in wanted {
            let passages = texts.sources()[source].passages();
            for (passage, times) in passages.postings(asked.id) {
                let length = f64::from(passages.length(*passage as usize)) / self.passage;
                let times = f64::from(*times);
                let saturation = SATURATION * (1.0 - LENGTH + LENGTH * length);
                scores[self.starts[source] + *passage as usize] +=
                    rarity * times * (SATURATION + 1.0) / (times + saturation);
            }
            let times = passages.times(asked.id) as f64;
            let length = passages.terms() as f64 / self.document;
            let saturation = DOCUMENT_SATURATION * (1.0 - DOCUMENT_LENGTH + DOCUMENT_LENGTH * length);
            documents[source] += document_rarity * times * (DOCUMENT_SATURATION + 1.0) / (times + saturation);
        }
    }

    fn rarity(&self, entry: usize) -> f64 {
        let all = self.starts.last().copied().unwrap_or_default();
        rarity_of(all, self.entries[entry].passages as usize)
    }

    /// Neighbours in the claim, each with what finding them together is worth.
    fn pairs(&self, claim: &str) -> Vec<((u32, u32), f64)> {
        let ids: Vec<u32> = terms::terms(claim).iter().map(|it| it.id).collect();
        let rarity = |id: u32| match self.entries.binary_search_by_key(&id, |it| it.id) {
            Ok(at) => self.rarity(at),
            Err(_) => 0.0,
        };
        let mut seen = HashSet::new();
        let pairs = ids.windows(2).map(|it| (it[0], it[1])).filter(|it| seen.insert(*it));
        pairs.map(|it| (it, rarity(it.0).min(rarity(it.1)))).collect()
    }
}

/// The words of the claim, then those that only the title has.
fn asked(claim: &Claim) -> Vec<Asked> {
    let mut out: Vec<Asked> = Vec::new();
    for (text, weight) in [(claim.text, 1.0), (claim.context, TITLE)] {
        for term in terms::terms(text) {
            if out.iter().all(|it| it.id != term.id) {
                out.push(Asked { id: term.id, weight });
            }
        }
    }
    out
}

fn rarity_of(all: usize, having: usize) -> f64 {
    (1.0 + (all as f64 - having as f64 + 0.5) / (having as f64 + 0.5)).ln()
}

/// Thousandths, so that the last bits of a sum decide nothing.
fn fixed(score: f64) -> u64 {
    (score * 1000.0).round() as u64
}

fn side_by_side(texts: &Texts, source: usize, passage: usize, pairs: &[((u32, u32), f64)]) -> f64 {
    let ids = texts.sources()[source].passages().ids(passage);
    let near = |first: u32, second: u32| {
        ids.iter()
            .enumerate()
            .any(|(at, it)| *it == first && ids.iter().skip(at + 1).take(2).any(|it| *it == second))
    };
    pairs.iter().filter(|((first, second), _)| near(*first, *second)).map(|(_, worth)| worth).sum()
}

fn apart(texts: &Texts, found: &[(u64, usize, usize)], most: usize) -> Vec<Passage> {
    let mut out: Vec<Passage> = Vec::new();
    for &(score, source, passage) in found {
        let span = texts.sources()[source].passages().span(passage);
        if out.len() < most && !out.iter().any(|it| it.source == source && it.span.overlaps(span)) {
            out.push(Passage { source, span, score });
        }
    }
    out
}
