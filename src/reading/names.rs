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
use crate::language::Passage;
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
    mentions
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
