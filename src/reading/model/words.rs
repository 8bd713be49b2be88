//! What the fast network looks up of a token: its word, its beginning, its end and its shape.
//!
//! Training computes the same (`training/features.py`).

use std::collections::HashMap;

use super::super::names;
use crate::language::Passage;

/// One token, before it is looked up in the fast network's tables.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Features {
    /// In lower case, every digit a 0.
    pub form: String,
    /// Hash of its first four characters.
    pub prefix: u32,
    /// Hash of its last three characters.
    pub suffix: u32,
    /// Hash of the kinds of its characters: "Xx" for "Cho".
    pub shape: u32,
}

impl Features {
    pub fn of(passage: &Passage, token: usize) -> Features {
        let written = passage.form(token);
        let form = plain_form(passage, token);
        let prefix = form.char_indices().nth(4).map_or(&form[..], |(end, _)| &form[..end]);
        let suffix = form.char_indices().rev().nth(2).map_or(&form[..], |(start, _)| &form[start..]);
        Features {
            prefix: hash(Some(1), prefix),
            suffix: hash(Some(2), suffix),
            shape: hash(Some(3), &shape(written)),
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

    /// Which of the listed words a row is of; none where it is shared by those that are not listed.
    pub fn listed(&self, row: usize) -> Option<usize> {
        row.checked_sub(self.unknown as usize)
    }

    pub fn row(&self, form: &str) -> usize {
        match self.listed.get(form) {
            Some(row) => *row as usize,
            None => (hash(None, form) % self.unknown) as usize,
        }
    }
}

/// A token in lower case with every digit a 0.
pub(super) fn plain_form(passage: &Passage, token: usize) -> String {
    let lower = passage.word(token);
    let mut form = if lower.is_ascii() { lower.to_owned() } else { passage.form(token).to_lowercase() };
    if form.bytes().any(|it| it.is_ascii_digit()) {
        form = form.chars().map(|it| if it.is_ascii_digit() { '0' } else { it }).collect();
    }
    form
}

/// FNV-1a over a seed and the bytes of a text.
pub(super) fn hash(seed: Option<u8>, text: &str) -> u32 {
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn forms_and_shapes() {
        let passage = Passage::new("McVale paid ÉCLAT $3,250 in U.S. cash…");
        let forms: Vec<String> =
            (0..passage.tokens.len()).map(|it| Features::of(&passage, it).form).collect();
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
}
