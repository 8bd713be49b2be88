//! How the text introduces a person: "South Korean President", ", mayor of Orla,", ", who runs the port,".

use super::{
    gazetteer::Known,
    words::{Case, Words},
};
use crate::text::Span;

/// No title has as many words.
const LONGEST: usize = 60;

/// The words that say who the person named by these tokens is.
pub fn role(words: &Words, start: usize, end: usize) -> Option<Span> {
    before(words, start).or_else(|| after(words, end))
}

/// The title before a name, with the words that belong to it.
fn before(words: &Words, start: usize) -> Option<Span> {
    let sentence = words.passage.sentence_of(start);
    let floor = words.passage.sentences.get(sentence)?.tokens.start.max(start.saturating_sub(LONGEST));
    let mut first = start;
    let mut telling = false;
    while first > floor {
        let at = first - 1;
        let word = words.word(at);
        let known = word.entry.known;
        let full_stop =
            words.is(at, ".") && word.glued && at > floor && words.known(at - 1).any(Known::ADDRESS);
        let hyphen = words.is(at, "-") && word.glued && words.word(at + 1).glued;
        if known.any(Known::ROLE) {
            telling = true;
        } else if first == start && !full_stop {
            return None;
        } else if matches!(word.case, Case::Title | Case::Upper) && !known.any(Known::FUNCTION)
            || known.any(Known::MODIFIER)
            || full_stop
            || hyphen
        {
        } else if word.case == Case::Lower && is_bare_noun(words, at, floor) {
            first = at;
            break;
        } else if words.is(at, "of") && at > floor && words.known(at - 1).any(Known::ROLE) {
        } else {
            break;
        }
        first = at;
    }
    telling.then(|| words.span(first, start))
}

/// "dairy" in "the dairy farmer Tom Berg": one noun between an article or a sentence's start and the role.
fn is_bare_noun(words: &Words, at: usize, floor: usize) -> bool {
    let known = words.known(at);
    let start =
        at == floor || matches!(words.passage.word(at - 1), "the" | "a" | "an" | "," | "and" | "by" | "to");
    start && !known.any(Known::FUNCTION | Known::SPEECH) && at > floor
}

/// What stands between commas after a name, if it tells a role.
fn after(words: &Words, end: usize) -> Option<Span> {
    if !words.is(end, ",") {
        return None;
    }
    let mut first = end + 1;
    if words.word(first).case == Case::Number {
        first += 1;
        if !words.is(first, ",") {
            return None;
        }
        first += 1;
    }
    let limit = words.sentence_end(end);
    let last = closing(words, first, limit)?;
    let relative = words.is(first, "who");
    (relative || has_role(words, first, last)).then(|| words.span(first, last))
}

/// The mark that closes an apposition: a comma or the sentence's end.
fn closing(words: &Words, first: usize, limit: usize) -> Option<usize> {
    let last = (first..limit.min(first + 18)).find(|&it| {
        matches!(words.passage.form(it), "," | "." | ";" | "—" | "–" | ":" | "?" | "!" | "”" | "\"" | ")")
    })?;
    (last > first).then_some(last)
}

/// Whether the apposition's own noun is a role: a role word before any verb or preposition.
fn has_role(words: &Words, first: usize, last: usize) -> bool {
    for at in first..last.min(first + 8) {
        let known = words.known(at);
        if known.any(Known::ROLE) && !(known.any(Known::ADDRESS) && words.is_capital(at)) {
            // "the mayor said" is a clause of its own, "mayor of Orla" is not.
            return !words.known(at + 1).any(Known::SPEECH) || words.is(at + 1, "who");
        }
        let determiner = matches!(
            words.passage.word(at),
            "a" | "an" | "the" | "his" | "her" | "their" | "its" | "then" | "one" | "another"
        );
        if known.any(Known::FUNCTION | Known::SPEECH) && !determiner && !known.any(Known::MODIFIER) {
            return false;
        }
    }
    false
}
