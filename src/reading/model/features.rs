//! What the fast network sees of a token besides its neighbours.
//!
//! Training takes the same features from here (`examples/features.rs`), so that both sides agree.

use std::collections::HashMap;

use bitflags::bitflags;

use super::super::{Cue, Quote, names};
use crate::language::{Passage, Shape};

/// One token, before it is looked up in the network's tables.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Features {
    /// In lower case, every digit a 0.
    pub form: String,
    /// Hash of its first four characters.
    pub prefix: u32,
    /// Hash of its last three characters.
    pub suffix: u32,
    /// Hash of the kinds of its characters: "Xx" for "Cho".
    pub shape: u32,
    /// 0 outside quotation marks, 1 inside, 2 an opening mark, 3 a closing one.
    pub quote: u8,
    pub flags: Gaze,
}

bitflags! {
    /// What lists and place tell of a token.
    #[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
    pub struct Gaze: u16 {
        /// A form of a verb of saying.
        const CUE = 1;
        const SENTENCE = 1 << 1;
        const PASSAGE = 1 << 2;
        const GIVEN = 1 << 3;
        const SURNAME = 1 << 4;
        const PLACE = 1 << 5;
        const ORGANISATION = 1 << 6;
        const ROLE = 1 << 7;
        const GROUP = 1 << 8;
    }
}

impl Features {
    /// The features of every token.
    pub fn of(passage: &Passage, quotes: &[Quote]) -> Vec<Features> {
        let states = quote_states(passage, quotes);
        let mut all: Vec<Features> =
            (0..passage.tokens.len()).map(|it| Features::of_token(passage, it, states[it])).collect();
        for sentence in passage.sentences.iter().filter(|it| !it.tokens.is_empty()) {
            all[sentence.tokens.start].flags |= Gaze::SENTENCE;
        }
        if let Some(first) = all.first_mut() {
            first.flags |= Gaze::PASSAGE;
        }
        all
    }

    fn of_token(passage: &Passage, token: usize, quote: u8) -> Features {
        let written = passage.form(token);
        let form = plain_form(written, passage.word(token));
        let prefix = form.char_indices().nth(4).map_or(&form[..], |(end, _)| &form[..end]);
        let suffix = form.char_indices().rev().nth(2).map_or(&form[..], |(start, _)| &form[start..]);
        Features {
            prefix: hash(Some(1), prefix),
            suffix: hash(Some(2), suffix),
            shape: hash(Some(3), &shape(written)),
            quote,
            flags: flags(passage, token),
            form,
        }
    }
}

/// The words of a network's table.
pub(super) struct Vocabulary {
    /// Rows for words that are not listed, shared by their hash.
    unknown: u32,
    listed: HashMap<String, u32, names::Quick>,
}

impl Vocabulary {
    pub fn new(words: Vec<String>, unknown: u32) -> Vocabulary {
        let listed = words.into_iter().zip(unknown..).collect();
        Vocabulary { unknown, listed }
    }

    /// How many rows the table must have.
    pub fn rows(&self) -> usize {
        self.listed.len() + self.unknown as usize
    }

    pub fn row(&self, form: &str) -> usize {
        match self.listed.get(form) {
            Some(row) => *row as usize,
            None => (hash(None, form) % self.unknown) as usize,
        }
    }
}

/// In lower case with every digit a 0. `lower` is the word with its ASCII letters lowered.
fn plain_form(written: &str, lower: &str) -> String {
    let mut form = if lower.is_ascii() { lower.to_owned() } else { written.to_lowercase() };
    if form.bytes().any(|it| it.is_ascii_digit()) {
        form = form.chars().map(|it| if it.is_ascii_digit() { '0' } else { it }).collect();
    }
    form
}

/// FNV-1a over a seed and the bytes of a text.
fn hash(seed: Option<u8>, text: &str) -> u32 {
    let bytes = seed.into_iter().chain(text.bytes());
    bytes.fold(0x811C_9DC5, |hash, byte| (hash ^ u32::from(byte)).wrapping_mul(0x0100_0193))
}

/// Each character by its kind, at most two of one kind in a row; marks stand for themselves.
fn shape(written: &str) -> String {
    let mut shape = String::new();
    let (mut last, mut run) = (None, 0);
    for char in written.chars() {
        let kind = match char {
            _ if char.is_uppercase() => 'X',
            _ if char.is_alphabetic() => 'x',
            _ if char.is_numeric() => '0',
            other => other,
        };
        run = if last == Some(kind) { run + 1 } else { 1 };
        last = Some(kind);
        if run <= 2 || !matches!(kind, 'X' | 'x' | '0') {
            shape.push(kind);
        }
    }
    shape
}

fn flags(passage: &Passage, token: usize) -> Gaze {
    use names::Known;
    let word = passage.word(token);
    let mut flags = Gaze::empty();
    flags.set(Gaze::CUE, !Cue::starting(word).is_empty());
    if matches!(passage.tokens[token].shape, Shape::Lower | Shape::Title | Shape::Upper) {
        let known = names::look_up(word).known;
        flags.set(Gaze::GIVEN, known.any(Known::GIVEN));
        flags.set(Gaze::SURNAME, known.any(Known::SURNAME));
        flags.set(Gaze::PLACE, known.any(Known::PLACE));
        flags.set(Gaze::ORGANISATION, known.any(Known::ORG));
        flags.set(Gaze::ROLE, known.any(Known::ROLE | Known::ADDRESS));
        flags.set(Gaze::GROUP, known.any(Known::GROUP));
    }
    flags
}

/// Where each token stands towards quotation marks, outermost.
pub(super) fn quote_states(passage: &Passage, quotes: &[Quote]) -> Vec<u8> {
    let mut states = vec![0; passage.tokens.len()];
    for quote in quotes.iter().filter(|it| !it.nested) {
        let first = passage.token_at(quote.span.start);
        let inside = passage.tokens[first..].iter().take_while(|it| it.span.start < quote.span.end);
        let last = first + inside.count();
        states[first..last].fill(1);
        if let Some(opening) = states.get_mut(first).filter(|_| first < last) {
            *opening = 2;
        }
        if quote.closed && last > first + 1 {
            states[last - 1] = 3;
        }
    }
    states
}

#[cfg(test)]
mod tests {
    use super::super::super::quotes::quotes;
    use super::*;

    fn features(text: &str) -> Vec<Features> {
        let passage = Passage::new(text);
        Features::of(&passage, &quotes(&passage))
    }

    #[test]
    fn forms_and_shapes() {
        let found = features("McVale paid ÉCLAT $3,250 in U.S. cash…");
        let forms: Vec<&str> = found.iter().map(|it| it.form.as_str()).collect();
        assert_eq!(forms, ["mcvale", "paid", "éclat", "$", "0,000", "in", "u.s.", "cash", "…"]);
        for (written, expected) in
            [("McVale", "XxXxx"), ("ÉCLAT", "XX"), ("3,250", "0,00"), ("U.S.", "X.X."), ("---", "---")]
        {
            assert_eq!(shape(written), expected);
        }
    }

    #[test]
    fn hashes_are_those_of_fnv() {
        assert_eq!(hash(None, ""), 0x811C_9DC5);
        assert_eq!(hash(None, "a"), 0xE40C_292C);
        assert_eq!(hash(None, "foobar"), 0xBF9C_F968);
        assert_eq!(hash(Some(b'f'), "oobar"), 0xBF9C_F968);
    }

    #[test]
    fn quotations_leave_their_mark() {
        let states: Vec<u8> = features("“We ‘won’,” Cho said. “And").iter().map(|it| it.quote).collect();
        assert_eq!(states, [2, 1, 1, 1, 1, 1, 3, 0, 0, 0, 2, 1]);
    }

    #[test]
    fn beginnings_and_lists_are_flagged() {
        let found = features("Cho said so. He left.");
        assert!(found[0].flags.contains(Gaze::PASSAGE | Gaze::SENTENCE));
        assert!(found[1].flags.contains(Gaze::CUE));
        assert_eq!(found[4].flags & (Gaze::PASSAGE | Gaze::SENTENCE), Gaze::SENTENCE);
    }
}
