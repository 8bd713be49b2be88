use std::collections::HashMap;

use super::terms::{Term, terms};
use crate::{language::Passage as Sentences, text::Span};

/// Sentences of a passage.
const SENTENCES: usize = 3;

/// A line longer than this was not wrapped: where it ends, something ends.
const WRAPPED: usize = 120;

/// One source's passages with their terms laid out for looking up. Depends on nothing but the text.
#[derive(Debug, Default)]
pub struct Passages {
    /// From the first to the last sentence of each, in bytes of the text.
    spans: Vec<Span>,
    /// Which of `ids` each holds.
    ranges: Vec<(u32, u32)>,
    /// The terms of the text in order.
    ids: Vec<u32>,
    /// The different terms, ascending.
    vocabulary: Vec<u32>,
    /// Where in `postings` those of each term begin; one more at the end.
    starts: Vec<u32>,
    /// Passage and how often it has the term, ascending for each term.
    postings: Vec<(u32, u32)>,
    /// How often the text has each term.
    times: Vec<u32>,
}

impl Passages {
    pub fn new(text: &str) -> Passages {
        let sentences = sentences(text);
        let terms = terms(text);
        let bounds = bounds(&sentences, &terms);
        let count = if sentences.is_empty() { 0 } else { sentences.len().saturating_sub(SENTENCES) + 1 };
        let mut it = Passages { ids: terms.iter().map(|it| it.id).collect(), ..Passages::default() };
        let mut counts: HashMap<u32, Vec<(u32, u32)>> = HashMap::new();
        for first in 0..count {
            let last = (first + SENTENCES).min(sentences.len()) - 1;
            it.spans.push(sentences[first].join(sentences[last]));
            let range = bounds[first].0..bounds[last].1;
            it.ranges.push((range.start as u32, range.end as u32));
            for id in &it.ids[range] {
                let list = counts.entry(*id).or_default();
                match list.last_mut().filter(|it| it.0 == first as u32) {
                    Some(last) => last.1 += 1,
                    None => list.push((first as u32, 1)),
                }
            }
        }
        it.lay_out(counts);
        it
    }

    fn lay_out(&mut self, counts: HashMap<u32, Vec<(u32, u32)>>) {
        let mut totals: HashMap<u32, u32> = HashMap::new();
        self.ids.iter().for_each(|id| *totals.entry(*id).or_default() += 1);
        let mut counts: Vec<(u32, Vec<(u32, u32)>)> = counts.into_iter().collect();
        counts.sort_unstable_by_key(|it| it.0);
        for (id, list) in counts {
            self.vocabulary.push(id);
            self.starts.push(self.postings.len() as u32);
            self.postings.extend(list);
            self.times.push(totals.get(&id).copied().unwrap_or_default());
        }
        self.starts.push(self.postings.len() as u32);
    }

    pub fn len(&self) -> usize {
        self.spans.len()
    }

    pub fn vocabulary(&self) -> &[u32] {
        &self.vocabulary
    }

    /// How many terms the text has.
    pub fn terms(&self) -> usize {
        self.ids.len()
    }

    /// How many terms the passages have, all together.
    pub fn words(&self) -> usize {
        self.ranges.iter().map(|it| (it.1 - it.0) as usize).sum()
    }

    pub fn span(&self, passage: usize) -> Span {
        self.spans[passage]
    }

    /// The terms of a passage in order.
    pub fn ids(&self, passage: usize) -> &[u32] {
        let (start, end) = self.ranges[passage];
        &self.ids[start as usize..end as usize]
    }

    pub fn length(&self, passage: usize) -> u32 {
        self.ranges[passage].1 - self.ranges[passage].0
    }

    /// Which passages have a term, and how often.
    pub fn postings(&self, id: u32) -> &[(u32, u32)] {
        match self.vocabulary.binary_search(&id) {
            Ok(at) => &self.postings[self.starts[at] as usize..self.starts[at + 1] as usize],
            Err(_) => &[],
        }
    }

    /// How often the text has a term.
    pub fn times(&self, id: u32) -> u32 {
        self.vocabulary.binary_search(&id).map_or(0, |at| self.times[at])
    }
}

/// The first and the last term of each sentence, as ranges of terms.
fn bounds(sentences: &[Span], terms: &[Term]) -> Vec<(usize, usize)> {
    let at = |offset: usize| terms.partition_point(|it| it.span.start < offset);
    sentences.iter().map(|it| (at(it.start), at(it.end))).collect()
}

/// A sentence of more words was written by nobody: captions of a machine have no full stops.
const LONGEST: usize = 60;

/// So many words of such a stretch are pointed at, ten seconds of speech.
const STRETCH: usize = 24;

/// The sentences of a text in order; what has no end is cut where its lines end, which are the captions of a tape.
pub(super) fn sentences(text: &str) -> Vec<Span> {
    let is_wrapped = text.lines().all(|it| it.len() <= WRAPPED);
    let mut out = Vec::new();
    let mut start = 0;
    let parting = if is_wrapped { "\n\n" } else { "\n" };
    for piece in text.split_inclusive(parting) {
        let found = Sentences::new(piece).sentences;
        found.iter().for_each(|it| stretches(text, it.span.shifted(start), &mut out));
        start += piece.len();
    }
    out
}

/// A sentence, in several parts where it is too long to be one.
fn stretches(text: &str, sentence: Span, out: &mut Vec<Span>) {
    let words: Vec<&str> = sentence.of(text).split_whitespace().collect();
    if words.len() <= LONGEST {
        return out.push(sentence);
    }
    let at = |word: &str| word.as_ptr() as usize - text.as_ptr() as usize;
    let ends_line = |nth: usize| text[at(words[nth - 1])..at(words[nth])].contains('\n');
    let mut first = 0;
    for nth in STRETCH..=words.len() - STRETCH {
        let long = nth - first;
        if long >= STRETCH && ends_line(nth) || long >= 2 * STRETCH {
            let last = words[nth - 1];
            out.push(Span::new(at(words[first]), at(last) + last.len()));
            first = nth;
        }
    }
    out.push(Span::new(at(words[first]), sentence.end));
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_tape_without_full_stops_is_cut_at_its_captions() {
        let caption = |it: usize| format!("and so the {it} boats lay there until the {it} tide");
        let tape: Vec<String> = (0..200).map(caption).collect();
        let text = tape.join("\n");
        let found = sentences(&text);
        assert_eq!(found.len(), 66, "two hundred captions of eleven words, three to a stretch");
        for span in &found {
            assert!(span.of(&text).starts_with("and so the") && span.of(&text).ends_with("tide"), "{span:?}");
        }
        assert_eq!(found[0].start, 0);
        assert_eq!(found.last().unwrap().end, text.len());
        // A passage of three is cut where the whole is.
        let passage = found[10].join(found[12]);
        let within = sentences(passage.of(&text));
        assert_eq!(within.iter().map(|it| it.shifted(passage.start)).collect::<Vec<_>>(), found[10..=12]);
    }

    #[test]
    fn what_has_no_lines_is_cut_all_the_same_and_sentences_are_not() {
        let endless = "the boats lay there ".repeat(300);
        assert!(
            sentences(&endless).iter().all(|it| it.of(&endless).split(' ').count() <= 2 * STRETCH + STRETCH)
        );
        let written = format!("{}end. It was late.", "the boats lay there and ".repeat(11));
        assert_eq!(sentences(&written).len(), 2);
        for odd in ["", " ", "\n\n", "word", "é\u{300}"] {
            sentences(odd);
        }
    }
}
