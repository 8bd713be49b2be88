//! Names by lists, shapes and neighbours.
//!
//! Dates and quantities are taken first. Then a walk reads every capital: titles, listed names,
//! telling words ("Ministry of …"), given names. Capitals that nothing explains wait for the rest
//! of the passage, which may know them ("Berg" after "Tom Berg"). What stays doubtful is left out.

mod context;
mod dates;
mod finder;
mod gazetteer;
mod hash;
mod learned;
mod numbers;
mod people;
mod roles;
mod settled;
mod shapes;
#[cfg(test)]
mod tests;
mod words;

pub use gazetteer::{Known, look_up};
pub use hash::Quick;
pub use learned::join;

use super::{EntityKind, Form, Mention};
use crate::{language::Passage, text::Span};
use finder::{Finder, Found};
use words::Words;

/// Everything a passage names, in order; pronouns for people included.
pub fn mentions(passage: &Passage) -> Vec<Mention> {
    let mut words = Words::new(passage);
    let mut found = dates_and_numbers(&mut words);
    let mut finder = Finder::new(&words);
    finder.walk();
    let unknown = std::mem::take(&mut finder.unknown);
    let mut names = std::mem::take(&mut finder.found);
    context::judge(&words, &mut names, &unknown);
    found.extend(names);
    let mut mentions: Vec<Mention> = found.iter().map(|it| mention(&words, it)).collect();
    mentions.extend(pronouns(passage));
    mentions.sort_by_key(|it| it.span);
    mentions.dedup_by(|later, earlier| earlier.span.overlaps(later.span));
    without_holes(passage, &mut mentions);
    mentions
}

/// What stands for code, a formula or a picture, which nobody can read.
const HOLE: char = '\u{fffc}';

/// Cuts names where something stands that cannot be read: "Cho \u{fffc}" is Cho. A word that only its place at
/// the start of a sentence makes a name beside code ("Directories \u{fffc}") is none.
fn without_holes(passage: &Passage, mentions: &mut Vec<Mention>) {
    mentions.retain_mut(|it| {
        let words = it.span.of(&passage.text);
        if !words.contains(HOLE) {
            return true;
        }
        let mut start = it.span.start;
        let pieces = words.split(HOLE).map(|piece| {
            let from = start + piece.len() - piece.trim_start().len();
            start += piece.len() + HOLE.len_utf8();
            Span::new(from, from + piece.trim().len())
        });
        let is_word = |it: &Span| it.of(&passage.text).contains(char::is_alphabetic);
        let Some(piece) = pieces.filter(is_word).max_by_key(|it| (it.len(), std::cmp::Reverse(it.start)))
        else {
            return false;
        };
        let opens = passage.sentences.iter().any(|it| it.span.start == piece.start);
        let words = piece.of(&passage.text);
        let listed = || look_up(&words.to_lowercase()).known.any(Known::PERSONAL | Known::NAME);
        let known = words.contains(' ') || !opens || listed();
        it.span = piece;
        known
    });
}

fn dates_and_numbers(words: &mut Words) -> Vec<Found> {
    let mut found = Vec::new();
    let mut at = 0;
    while at < words.len() {
        let date = dates::date(words, at).map(|end| (end, EntityKind::Date));
        match date.or_else(|| numbers::number(words, at).map(|end| (end, EntityKind::Number))) {
            Some((end, kind)) => {
                words.take(at..end);
                found.push(Found { start: at, end, kind, firm: true });
                at = end;
            }
            None => at += 1,
        }
    }
    found
}

fn mention(words: &Words, found: &Found) -> Mention {
    let role = match found.kind {
        EntityKind::Person => roles::role(words, found.start, found.end),
        _ => None,
    };
    Mention {
        span: words.span(found.start, found.end.min(words.len())),
        kind: found.kind,
        role,
        form: Form::Name,
    }
}

fn pronouns(passage: &Passage) -> impl Iterator<Item = Mention> + '_ {
    let people = (0..passage.tokens.len()).filter(|&token| {
        matches!(
            passage.word(token),
            "he" | "she"
                | "him"
                | "her"
                | "his"
                | "hers"
                | "himself"
                | "herself"
                | "they"
                | "them"
                | "their"
                | "theirs"
        )
    });
    people.map(|token| Mention {
        span: passage.tokens[token].span,
        kind: EntityKind::Person,
        role: None,
        form: Form::Pronoun,
    })
}
