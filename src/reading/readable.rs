//! Whether a sentence is English prose at all.
//!
//! Code, tables, other languages and texts without a stop are not read. Nobody is asked for the
//! source of what was not read.

use super::{grammar::Grammar, tongue};
use crate::language::{Passage, Shape};
use std::ops::Range;

/// No writer ends a sentence later than this.
const LONGEST: usize = 400;
/// So many times as far speakers are looked for in a sentence that is longer.
const PIECES: usize = 8;
/// A sentence of fewer words says too little about its language.
const FEWEST: usize = 8;

/// Whether the reader can make nothing of these tokens.
pub(super) fn is_unreadable(grammar: &Grammar, tokens: Range<usize>) -> bool {
    if is_endless(&tokens) {
        return true;
    }
    let (mut words, mut small, mut english, mut marks) = (0, 0, 0, 0);
    for token in tokens.clone() {
        match grammar.shape(token) {
            // Names are of all languages: only small words tell.
            Shape::Title | Shape::Upper => words += 1,
            Shape::Lower => {
                words += 1;
                small += 1;
                english += usize::from(is_english(grammar, token));
            }
            Shape::Number | Shape::Mark => marks += 1,
            Shape::OpenQuote | Shape::CloseQuote => {}
        }
    }
    let foreign = small >= FEWEST && english * 5 < small;
    let table = tokens.len() >= 2 * FEWEST && marks > 3 * words;
    foreign || table
}

/// A word that English sentences are made of.
fn is_english(grammar: &Grammar, token: usize) -> bool {
    tongue::is_english(grammar.word(token), !grammar.class(token).is_empty())
}

/// Longer than any sentence that somebody has ended.
pub(super) fn is_endless(tokens: &Range<usize>) -> bool {
    tokens.len() > LONGEST
}

/// A sentence as it can be searched for who speaks: whole, or, where it is endless, in pieces, so that
/// every word costs the same.
pub(super) fn pieces(tokens: Range<usize>) -> impl Iterator<Item = Range<usize>> {
    let end = tokens.end;
    tokens.step_by(LONGEST).take(PIECES).map(move |start| start..end.min(start + LONGEST))
}

/// Whether a token stands so far into an endless sentence that nobody is looked for there.
pub(super) fn is_far_out(passage: &Passage, token: usize) -> bool {
    let sentence = passage.sentences.get(passage.sentence_of(token));
    sentence.is_some_and(|it| token >= it.tokens.start + PIECES * LONGEST)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, unreadable: bool) {
        let passage = Passage::new(text);
        let grammar = Grammar::new(&passage, &[]);
        assert_eq!(is_unreadable(&grammar, 0..passage.tokens.len()), unreadable, "{text}");
    }

    #[test]
    fn english_is_read() {
        check("The dam at Marrow held, and nobody in the lower town was hurt.", false);
        check("Ines Falk, Tomas Okello, Petra Sandoval and Amir Castellan voted no.", false);
        check("Prices rose 4.5 % in May, 3.2 % in June and 1.1 % in July.", false);
        check("No.", false);
    }

    #[test]
    fn other_languages_are_not() {
        check(
            "Die Stadtverwaltung teilte gestern mit, dass der Damm gehalten habe und niemand verletzt wurde.",
            true,
        );
        check("Burmistrz powiedziała wczoraj, że tama wytrzymała i nikt nie został ranny.", true);
        check("Мэр сказала вчера, что плотина выдержала и никто из жителей не пострадал.", true);
    }

    #[test]
    fn tables_and_endless_texts_are_not() {
        check("12 | 4,1 | 33 | 0.5 | 18 | - | 7 | 9 | 11", true);
        check(&"and the dam held ".repeat(200), true);
    }
}
