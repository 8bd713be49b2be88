//! Nouns that speak: "his claim that", "reports indicating", "amid reports of".

use super::lists::Known;
use std::ops::Range;

use super::{
    Basis, Source, SourceKind, attributions::Draft, content::Content, grammar::Grammar, phrases::Phrase,
};
use crate::language::Class;

/// A noun cue at `at`.
pub(super) fn noun_cue(grammar: &Grammar, at: usize, sentence: &Range<usize>) -> Option<Draft> {
    reports(grammar, at, sentence).or_else(|| speaking(grammar, at, sentence))
}

/// "reports indicating …", "reports that …": reports of nobody.
fn reports(grammar: &Grammar, at: usize, sentence: &Range<usize>) -> Option<Draft> {
    if !matches!(grammar.word(at), "reports" | "rumours" | "rumors") {
        return None;
    }
    let end = grammar.clause_end(sentence);
    let next = grammar.word(at + 1);
    let gerund = matches!(next, "indicating" | "suggesting" | "saying" | "claiming" | "alleging");
    let start =
        (sentence.start..at).rev().take_while(|&it| grammar.describes_plainly(it)).last().unwrap_or(at);
    // "Reuters reports that": a name before it makes it a verb.
    if start > sentence.start && start == at && grammar.is_name(start - 1) {
        return None;
    }
    // "amid reports of a rift" leans on them; "declined to comment on reports" does not.
    let before = start.checked_sub(1).filter(|it| *it >= sentence.start).map_or("", |it| grammar.word(it));
    let leaned_on = matches!(
        before,
        "" | "amid"
            | "amidst"
            | "after"
            | "following"
            | "despite"
            | "with"
            | "are"
            | "were"
            | "was"
            | "and"
            | "but"
    );
    if !gerund && !leaned_on {
        return None;
    }
    let phrase = Phrase { tokens: start..at + 1, head: at };
    let source = grammar.source(&phrase).filter(|it| it.kind == SourceKind::Report)?;
    let (cue, start) = match next {
        _ if gerund => (at + 1..at + 2, at + 2),
        "that" => (at..at + 1, at + 1),
        "of" => (at..at + 1, at + 2),
        _ => return None,
    };
    let content = Content::clause([start..end, 0..0])?;
    let core = phrase.tokens.start..cue.end;
    Some(Draft {
        source: Some(source),
        core,
        cue: vec![cue],
        content,
        verb: None,
        hearer: None,
        basis: Basis::Noun,
    })
}

/// "his claim that …", "Cho’s warning that …"
fn speaking(grammar: &Grammar, at: usize, sentence: &Range<usize>) -> Option<Draft> {
    if !Known::of(grammar.word(at)).contains(Known::SPEAKING)
        || grammar.word(at + 1) != "that"
        || at == sentence.start
    {
        return None;
    }
    let end = grammar.clause_end(sentence);
    let mut before = at - 1;
    while before > sentence.start
        && grammar.class(before).is_empty()
        && !grammar.is_mark(before)
        && !grammar.is_name(before)
    {
        before -= 1;
    }
    let possessive = matches!(grammar.word(before), "'s" | "’s" | "'" | "’");
    let (source, start): (Source, usize) =
        if matches!(grammar.word(before), "his" | "her" | "their" | "its" | "my" | "our") {
            let span = grammar.span(before..before + 1)?;
            (Source { span, head: span, kind: SourceKind::Pronoun }, before)
        } else if possessive && before > sentence.start {
            let phrase = grammar.phrase_before(before, sentence.start)?;
            let start = phrase.tokens.start;
            (grammar.source(&phrase)?, start)
        } else {
            return None;
        };
    if grammar.class(before).contains(Class::PREPOSITION) {
        return None;
    }
    let content = Content::clause([at + 1..end, 0..0])?;
    Some(Draft {
        source: Some(source),
        core: start..at + 1,
        cue: vec![at..at + 1],
        content,
        verb: None,
        hearer: None,
        basis: Basis::Noun,
    })
}
