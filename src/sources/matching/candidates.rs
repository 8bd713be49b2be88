//! Where a quotation that stands nowhere word for word may have come from.
//!
//! Each word of it points to the places where the source has that word; a place at which many
//! point together is a candidate. Rare words count for more, and very common ones are only asked
//! when there are no others.

use std::ops::Range;

use super::{Texts, quotation::Quotation};

/// A stretch of a source's words that the quotation may have been.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Candidate {
    pub source: usize,
    pub words: Range<usize>,
    score: u32,
}

/// So many places are compared.
const MOST: usize = 80;

/// So many occurrences of its words are looked at.
const HITS: usize = 30_000;

/// The best candidates, best first.
pub fn candidates(texts: &Texts, quotation: &Quotation, may: impl Fn(usize) -> bool) -> Vec<Candidate> {
    let hits = hits(texts, quotation, may);
    let count = quotation.words.len();
    // The parts of a quotation with gaps stand further apart than in it.
    let slack = 3 + count / 8 + super::places::REACH * quotation.gaps.len().min(3);
    let mut found = clusters(&hits, count, slack);
    found.sort_by(|a, b| (b.score, a.source, a.words.start).cmp(&(a.score, b.source, b.words.start)));
    found.truncate(MOST);
    for it in &mut found {
        let length = texts.sources()[it.source].ids().len();
        it.words = it.words.start.saturating_sub(3 + count / 8)..(it.words.end + 3 + count / 8).min(length);
    }
    found
}

/// An occurrence of a word of the quotation.
#[derive(Clone, Copy, Debug)]
struct Hit {
    source: u32,
    /// Where the quotation would begin, moved up by its length so that it is never negative.
    start: u32,
    /// Which of its words.
    word: u16,
    weight: u32,
}

fn hits(texts: &Texts, quotation: &Quotation, may: impl Fn(usize) -> bool) -> Vec<Hit> {
    let words = &quotation.words[..quotation.words.len().min(usize::from(u16::MAX))];
    let mut rarest: Vec<(usize, usize)> =
        words.iter().enumerate().map(|(at, it)| (texts.count(it.id), at)).collect();
    rarest.sort_unstable();
    let total: usize = texts.sources().iter().map(|it| it.ids().len()).sum();
    let mut out = Vec::new();
    for (frequency, at) in rarest {
        if out.len() + frequency > HITS && !out.is_empty() {
            break;
        }
        let weight = (total / (frequency + 1)).max(1).ilog2() + 1;
        let id = words[at].id;
        for source in texts.holders(id).filter(|it| may(*it)) {
            let places = texts.sources()[source].places(id).iter();
            out.extend(places.map(|place| Hit {
                source: source as u32,
                start: place + words.len() as u32 - at as u32,
                word: at as u16,
                weight,
            }));
        }
    }
    out.sort_unstable_by_key(|it| (it.source, it.start, it.word));
    out
}

/// Stretches in which many words point to about the same beginning; the best of those that overlap.
fn clusters(hits: &[Hit], count: usize, slack: usize) -> Vec<Candidate> {
    let mut out: Vec<Candidate> = Vec::new();
    let mut seen = vec![0u32; count.min(usize::from(u16::MAX)) + 1];
    let (mut left, mut score) = (0, 0);
    for hit in hits {
        let near = |it: &Hit| it.source == hit.source && (hit.start - it.start) as usize <= slack;
        while !near(&hits[left]) {
            let old = &hits[left];
            seen[usize::from(old.word)] -= 1;
            if seen[usize::from(old.word)] == 0 {
                score -= old.weight;
            }
            left += 1;
        }
        if seen[usize::from(hit.word)] == 0 {
            score += hit.weight;
        }
        seen[usize::from(hit.word)] += 1;
        let begin = (hits[left].start as usize).saturating_sub(count);
        let words = begin..(hit.start as usize).saturating_sub(count) + count;
        let candidate = Candidate { source: hit.source as usize, words, score };
        match out.last_mut().filter(|it| {
            it.source == candidate.source && candidate.words.start < it.words.start + slack.max(count / 2)
        }) {
            Some(last) if last.score < candidate.score => *last = candidate,
            Some(_) => {}
            None => out.push(candidate),
        }
    }
    out
}
