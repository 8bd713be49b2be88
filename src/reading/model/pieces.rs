//! Words cut into the pieces of the accurate model's vocabulary.
//!
//! Lower case, no accents, marks apart; then the longest piece that fits, again and again.

use std::collections::HashMap;

use unicode_normalization::UnicodeNormalization;
use unicode_properties::{GeneralCategory, GeneralCategoryGroup, UnicodeGeneralCategory};

use super::file::Refusal;
use crate::reading::names::Quick;

/// A word of more letters is not cut: it is no word.
const LONGEST: usize = 100;

pub(super) struct Pieces {
    rows: HashMap<String, u32, Quick>,
    unknown: u32,
    /// Stands before a unit.
    pub first: u32,
    /// Stands behind it.
    pub last: u32,
}

impl Pieces {
    /// One piece a line; pieces inside a word begin with "##".
    pub fn new(lines: Vec<String>) -> Result<Pieces, Refusal> {
        let rows: HashMap<String, u32, Quick> = lines.into_iter().zip(0..).collect();
        let row = |piece: &str| {
            rows.get(piece).copied().ok_or_else(|| Refusal::Unfit(format!("its vocabulary lacks {piece}")))
        };
        Ok(Pieces { unknown: row("[UNK]")?, first: row("[CLS]")?, last: row("[SEP]")?, rows })
    }

    /// Adds the pieces of a token; at least one.
    pub fn cut(&self, form: &str, out: &mut Vec<u32>) {
        let before = out.len();
        let plain: String = form
            .to_lowercase()
            .nfd()
            .filter(|it| it.is_ascii() || it.general_category() != GeneralCategory::NonspacingMark)
            .collect();
        let mut word = String::new();
        for char in plain.chars() {
            let alone = is_mark(char) || is_ideograph(char);
            if !alone && !parts(char) {
                word.push(char);
                continue;
            }
            self.cut_word(&word, out);
            word.clear();
            if alone {
                self.cut_word(char.encode_utf8(&mut [0; 4]), out);
            }
        }
        self.cut_word(&word, out);
        if out.len() == before {
            out.push(self.unknown);
        }
    }

    fn cut_word(&self, word: &str, out: &mut Vec<u32>) {
        if word.is_empty() {
            return;
        }
        let before = out.len();
        let whole = if word.chars().count() > LONGEST { None } else { self.cut_all(word, out) };
        if whole.is_none() {
            out.truncate(before);
            out.push(self.unknown);
        }
    }

    fn cut_all(&self, word: &str, out: &mut Vec<u32>) -> Option<()> {
        let mut rest = word;
        let mut inner = String::new();
        while !rest.is_empty() {
            let mut ends = rest.char_indices().map(|(at, char)| at + char.len_utf8()).rev();
            let (row, end) = ends.find_map(|end| {
                let row = if rest.len() == word.len() {
                    self.rows.get(&rest[..end])
                } else {
                    inner.clear();
                    inner.push_str("##");
                    inner.push_str(&rest[..end]);
                    self.rows.get(inner.as_str())
                };
                row.map(|row| (*row, end))
            })?;
            out.push(row);
            rest = &rest[end..];
        }
        Some(())
    }
}

fn is_mark(char: char) -> bool {
    char.is_ascii_punctuation()
        || !char.is_ascii() && char.general_category_group() == GeneralCategoryGroup::Punctuation
}

fn is_ideograph(char: char) -> bool {
    matches!(
        u32::from(char),
        0x4E00..=0x9FFF | 0x3400..=0x4DBF | 0x20000..=0x2CEAF | 0xF900..=0xFAFF
    )
}

/// Space and control characters part words and are none.
fn parts(char: char) -> bool {
    char.is_whitespace()
        || char.is_ascii_control()
        || !char.is_ascii() && char.general_category_group() == GeneralCategoryGroup::Other
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(form: &str, expected: &[&str]) {
        let vocabulary =
            ["[UNK]", "[CLS]", "[SEP]", "har", "##bour", "##b", "cafe", ".", "u", "s", "-", "中", "’"];
        let pieces = Pieces::new(vocabulary.map(str::to_owned).into()).unwrap();
        let mut out = Vec::new();
        pieces.cut(form, &mut out);
        assert_eq!(out.iter().map(|it| vocabulary[*it as usize]).collect::<Vec<_>>(), expected, "{form}");
    }

    #[test]
    fn the_longest_piece_comes_first() {
        check("Harbour", &["har", "##bour"]);
        check("harb", &["har", "##b"]);
        check("harx", &["[UNK]"]);
        check("bour", &["[UNK]"]);
    }

    #[test]
    fn accents_fall_and_marks_stand_alone() {
        check("Café", &["cafe"]);
        check("U.S.", &["u", ".", "s", "."]);
        check("s’", &["s", "’"]);
        check("中中", &["中", "中"]);
        check("s\u{200B}u", &["s", "u"]);
    }

    #[test]
    fn every_token_has_a_piece() {
        check("", &["[UNK]"]);
        check("\u{200B}", &["[UNK]"]);
        check("€", &["[UNK]"]);
        check(&"har".repeat(50), &["[UNK]"]);
    }

    #[test]
    fn a_vocabulary_without_its_signs_is_refused() {
        assert!(Pieces::new(vec!["[UNK]".to_owned()]).is_err());
    }
}
