use std::{
    ops::Range,
    sync::{Arc, OnceLock},
};

use super::{
    evidence::Passages,
    figures::{self, Figure},
    words::words,
};
use crate::{sources::import::Imported, text::Span};

/// One source's text with its words laid out for looking up. Depends on nothing but the text.
#[derive(Debug, Default)]
pub struct Indexed {
    /// What an article cites it by: `[@key]`.
    pub key: String,
    pub read: Arc<Imported>,
    /// The words in order.
    ids: Vec<u32>,
    /// Where they stand: start and end in bytes.
    spans: Vec<(u32, u32)>,
    /// The different words, ascending.
    vocabulary: Vec<u32>,
    /// Where in `places` those of each word begin; one more at the end.
    starts: Vec<u32>,
    /// Which words are the same one: indices into `ids`, ascending for each.
    places: Vec<u32>,
    /// Made when evidence is asked for.
    passages: OnceLock<Passages>,
    /// Made when a number is asked for.
    figures: OnceLock<Vec<Figure>>,
}

impl Indexed {
    pub fn new(key: impl Into<String>, read: Arc<Imported>) -> Indexed {
        let words = words(&read.text.text);
        let ids: Vec<u32> = words.iter().map(|it| it.id).collect();
        let spans = words.iter().map(|it| (it.span.start as u32, it.span.end as u32)).collect();
        let mut order: Vec<u64> =
            ids.iter().enumerate().map(|(at, id)| u64::from(*id) << 32 | at as u64).collect();
        order.sort_unstable();
        let mut it = Indexed { key: key.into(), read, ids, spans, ..Indexed::default() };
        for (at, entry) in order.iter().enumerate() {
            let id = (entry >> 32) as u32;
            if it.vocabulary.last() != Some(&id) {
                it.vocabulary.push(id);
                it.starts.push(at as u32);
            }
        }
        it.starts.push(order.len() as u32);
        it.places = order.into_iter().map(|entry| entry as u32).collect();
        it
    }

    /// What a writer knows it by: its file's name, or its key.
    pub fn name(&self) -> String {
        let name = self.read.text.path.file_name().map(|it| it.to_string_lossy().into_owned());
        name.unwrap_or_else(|| self.key.clone())
    }

    pub fn ids(&self) -> &[u32] {
        &self.ids
    }

    pub fn vocabulary(&self) -> &[u32] {
        &self.vocabulary
    }

    /// Where a word stands, ascending.
    pub fn places(&self, id: u32) -> &[u32] {
        match self.vocabulary.binary_search(&id) {
            Ok(at) => &self.places[self.starts[at] as usize..self.starts[at + 1] as usize],
            Err(_) => &[],
        }
    }

    /// The numbers in the text.
    pub fn figures(&self) -> &[Figure] {
        self.figures.get_or_init(|| figures::figures(&self.read.text.text))
    }

    /// Whether the text has any of some words.
    pub fn has_any(&self, text: &str) -> bool {
        words(text).iter().any(|it| !self.places(it.id).is_empty())
    }

    pub(super) fn passages(&self) -> &Passages {
        self.passages.get_or_init(|| Passages::new(&self.read.text.text))
    }

    /// A word's bytes.
    pub fn word(&self, at: usize) -> Span {
        let (start, end) = self.spans[at];
        Span::new(start as usize, end as usize)
    }

    /// The bytes from the first to the last of some words. Without words, the place behind the word before.
    pub fn span(&self, words: Range<usize>) -> Span {
        if words.is_empty() {
            return Span::at(words.start.checked_sub(1).map_or(0, |it| self.word(it).end));
        }
        self.word(words.start).join(self.word(words.end - 1))
    }

    /// Whether a sentence or a paragraph ends between a word and the next.
    pub fn ends_sentence(&self, at: usize) -> bool {
        at + 1 >= self.spans.len()
            || self
                .words(Span::new(self.word(at).end, self.word(at + 1).start))
                .contains(['.', '!', '?', '\n'])
    }

    /// The words of a span of its text.
    pub fn words(&self, span: Span) -> &str {
        span.of(&self.read.text.text)
    }
}
