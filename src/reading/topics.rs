//! What a sentence is about: its content words and its numbers, so that two sentences can be held beside each other.

use std::ops::Range;

use crate::language::{Class, Passage, Shape};

/// The words and numbers of a sentence as hashes (FNV-1a, 32 bits), each sorted and once.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Topic {
    /// Content words by their first letters: "report" and "reporters" are one.
    pub words: Box<[u32]>,
    /// Digits and spelt numbers as they are written, without the marks inside: "3,000" and "3000" are one.
    pub numbers: Box<[u32]>,
}

impl Topic {
    /// How many of these words the other has as well, as a share of the words here: 0 to 1.
    pub fn shared_with(&self, other: &Topic) -> f32 {
        if self.words.is_empty() {
            0.0
        } else {
            common(&self.words, &other.words) as f32 / self.words.len() as f32
        }
    }

    /// How many words both have.
    pub fn words_in_common(&self, other: &Topic) -> usize {
        common(&self.words, &other.words)
    }

    /// How many numbers both have.
    pub fn numbers_in_common(&self, other: &Topic) -> usize {
        common(&self.numbers, &other.numbers)
    }
}

/// Values that stand in both sorted lists.
fn common(a: &[u32], b: &[u32]) -> usize {
    let (mut a, mut b) = (a.iter().peekable(), b.iter().peekable());
    let mut count = 0;
    while let (Some(left), Some(right)) = (a.peek(), b.peek()) {
        match left.cmp(right) {
            std::cmp::Ordering::Less => drop(a.next()),
            std::cmp::Ordering::Greater => drop(b.next()),
            std::cmp::Ordering::Equal => {
                count += 1;
                a.next();
                b.next();
            }
        }
    }
    count
}

/// Content words are one by so many letters; shorter ones by all they have.
const STEM: usize = 6;
/// Shorter words say too little.
const SHORTEST: usize = 3;

pub(super) fn topic(passage: &Passage, tokens: Range<usize>) -> Topic {
    let empty = Class::STOP
        | Class::DETERMINER
        | Class::PRONOUN
        | Class::PREPOSITION
        | Class::CONJUNCTION
        | Class::AUXILIARY
        | Class::MODAL
        | Class::CUE
        | Class::MONTH
        | Class::WEEKDAY
        | Class::NEGATION
        | Class::ADVERB;
    let (mut words, mut numbers) = (Vec::new(), Vec::new());
    for at in tokens {
        let token = passage.tokens[at];
        let word = passage.word(at);
        match token.shape {
            Shape::Number => numbers.push(hash(word.bytes().filter(u8::is_ascii_digit))),
            _ if token.class.contains(Class::NUMBER_WORD) => numbers.push(hash(word.bytes())),
            Shape::Lower | Shape::Title | Shape::Upper
                if !token.class.intersects(empty) && word.chars().count() >= SHORTEST =>
            {
                let end = word.char_indices().nth(STEM).map_or(word.len(), |it| it.0);
                words.push(hash(word[..end].bytes()));
            }
            _ => {}
        }
    }
    let boxed = |mut list: Vec<u32>| {
        list.sort_unstable();
        list.dedup();
        list.into_boxed_slice()
    };
    Topic { words: boxed(words), numbers: boxed(numbers) }
}

fn hash(bytes: impl Iterator<Item = u8>) -> u32 {
    bytes.fold(0x811c_9dc5, |hash, it| (hash ^ u32::from(it)).wrapping_mul(0x0100_0193))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(text: &str) -> Topic {
        let passage = Passage::new(text);
        topic(&passage, 0..passage.tokens.len())
    }

    #[test]
    fn words_are_one_however_they_are_bent() {
        let a = of("The reports hide what the mayor was promised.");
        let b = of("Reporters hold no promises of the mayor.");
        assert_eq!(a.words_in_common(&b), 3, "{a:?} {b:?}");
        assert!(a.shared_with(&a) == 1.0 && a.shared_with(&of("It rained.")) == 0.0);
    }

    #[test]
    fn numbers_are_one_however_they_are_grouped() {
        assert_eq!(
            of("It cost 3,000 in May.").numbers_in_common(&of("The 3000 were paid by twelve men.")),
            1
        );
        assert_eq!(of("Twelve men").numbers_in_common(&of("the twelve")), 1);
    }
}
