//! Word lists that travel with a model, so that training and reading see the same.

use std::collections::HashMap;

use super::file::Refusal;
use crate::{language::Passage, reading::names::Quick};

/// Lists that name something count only behind a capital.
const NAMED: u32 = 0x01FF;

/// Bit for the first token of a sentence.
const SENTENCE: u32 = 1 << 16;
/// Bit for the first token of a passage.
const PASSAGE: u32 = 1 << 17;

/// How many bits there are.
pub(super) const BITS: usize = 18;

/// Lower-cased words, joined by one space, and the lists they stand in.
pub(super) struct Gazetteer {
    entries: HashMap<String, Entry, Quick>,
}

#[derive(Clone, Copy, Default)]
struct Entry {
    /// 0 for what only begins an entry.
    bits: u32,
    /// Whether a longer entry begins like this.
    goes_on: bool,
}

impl Gazetteer {
    /// Each line: bits in hexadecimal, a tab, the words.
    pub fn new(lines: &[String]) -> Result<Gazetteer, Refusal> {
        let mut entries: HashMap<String, Entry, Quick> =
            HashMap::with_capacity_and_hasher(lines.len() * 2, Quick::default());
        for line in lines {
            let split = line.split_once('\t').and_then(|(bits, words)| {
                let bits = u32::from_str_radix(bits, 16).ok().filter(|it| *it < SENTENCE)?;
                Some((bits, words))
            });
            let (bits, words) = split.ok_or_else(|| Refusal::Unfit(format!("its lists hold “{line}”")))?;
            match entries.get_mut(words) {
                Some(entry) => entry.bits |= bits,
                None => drop(entries.insert(words.to_owned(), Entry { bits, goes_on: false })),
            }
            for (space, _) in words.match_indices(' ') {
                let begun = &words[..space];
                match entries.get_mut(begun) {
                    Some(entry) => entry.goes_on = true,
                    None => drop(entries.insert(begun.to_owned(), Entry { bits: 0, goes_on: true })),
                }
            }
        }
        Ok(Gazetteer { entries })
    }

    /// The bits of each token.
    pub fn flags(&self, passage: &Passage) -> Vec<u32> {
        let count = passage.tokens.len();
        let mut flags = vec![0; count];
        let mut words = String::new();
        for at in 0..count {
            words.clear();
            push_lower(passage, at, &mut words);
            let mut found = self.entries.get(words.as_str());
            let (mut bits, mut end) = (found.map_or(0, |it| it.bits), at + 1);
            let mut next = at + 1;
            while found.is_some_and(|it| it.goes_on) && next < count {
                words.push(' ');
                push_lower(passage, next, &mut words);
                next += 1;
                found = self.entries.get(words.as_str());
                if let Some(entry) = found.filter(|it| it.bits != 0) {
                    (bits, end) = (entry.bits, next);
                }
            }
            let capital = passage.form(at).chars().next().is_some_and(char::is_uppercase);
            let bits = if capital { bits } else { bits & !NAMED };
            flags[at..end].iter_mut().for_each(|it| *it |= bits);
        }
        for sentence in passage.sentences.iter().filter(|it| !it.tokens.is_empty()) {
            flags[sentence.tokens.start] |= SENTENCE;
        }
        if let Some(first) = flags.first_mut() {
            *first |= PASSAGE;
        }
        flags
    }
}

/// The bits that are set, lowest first.
pub(super) fn set(flags: u32) -> impl Iterator<Item = usize> {
    (0..BITS).filter(move |bit| flags >> bit & 1 == 1)
}

fn push_lower(passage: &Passage, token: usize, out: &mut String) {
    let lower = passage.word(token);
    match lower.is_ascii() {
        true => out.push_str(lower),
        false => out.push_str(&passage.form(token).to_lowercase()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn flags(text: &str) -> Vec<u32> {
        let lines =
            ["1\tlund", "2\tlund university", "200\tsaid", "4\tuniversity of", "8\tlund university of arts"];
        let gazetteer = Gazetteer::new(&lines.map(str::to_owned)).unwrap();
        gazetteer.flags(&Passage::new(text)).iter().map(|it| it & 0xFFFF).collect()
    }

    #[test]
    fn the_longest_entry_marks_all_its_words() {
        assert_eq!(flags("In Lund Ana said"), [0, 1, 0, 0x200]);
        assert_eq!(flags("In Lund University we"), [0, 2, 2, 0]);
        assert_eq!(flags("In Lund University of Arts"), [0, 8, 8 | 4, 8 | 4, 8]);
        assert_eq!(flags("In Lund University of Zed"), [0, 2, 2 | 4, 4, 0]);
    }

    #[test]
    fn names_need_their_capital() {
        assert_eq!(flags("in lund Said"), [0, 0, 0x200]);
    }

    #[test]
    fn beginnings_are_marked() {
        let gazetteer = Gazetteer::new(&[]).unwrap();
        let flags = gazetteer.flags(&Passage::new("It rained. We left."));
        assert_eq!(flags, [SENTENCE | PASSAGE, 0, 0, SENTENCE, 0, 0]);
        assert!(gazetteer.flags(&Passage::new("")).is_empty());
    }

    #[test]
    fn a_list_that_is_none_is_refused() {
        for line in ["", "word", "g\tword", "10000\tword"] {
            assert!(Gazetteer::new(&[line.to_owned()]).is_err(), "{line}");
        }
    }
}
