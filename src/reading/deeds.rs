//! What a model takes for saying and is doing: "her remarks fuel fears", "the chief lied".

use super::{Attribution, ContentKind, Cue, Source, SourceKind, grammar::Grammar, lists::Known};
use crate::language::{Class, Shape};

/// A thing, not a person, with a noun phrase ("her remarks | fuel | fears"), or a cue that tells of a wrong.
pub(super) fn is_deed(grammar: &Grammar, it: &Attribution) -> bool {
    let wrong = it.cue.iter().any(|cue| {
        let first = grammar.passage.token_at(cue.start);
        let tokens = (first..grammar.passage.tokens.len())
            .take_while(|it| grammar.passage.tokens[*it].span.start < cue.end);
        tokens.into_iter().any(|it| {
            Known::of(grammar.word(it)).contains(Known::WRONG) && Cue::starting(grammar.word(it)).is_empty()
        })
    });
    let thing = it
        .source
        .as_ref()
        .is_some_and(|source| source.kind == SourceKind::Described && !grammar.is_person_noun(source));
    // Without a cue only a quotation is surely said.
    let uncertain = it.cue.is_empty() && it.kind != ContentKind::Direct;
    let nobody = it.source.is_none() && !it.cue.is_empty();
    // "Two-thirds of nurses plan to leave": somebody has counted them.
    let counted = it.source.as_ref().is_some_and(|source| {
        let first = grammar.passage.token_at(source.span.start);
        grammar.shape(first) == Shape::Number || grammar.class(first).contains(Class::NUMBER_WORD)
    });
    let intended = it.content.first().is_some_and(|it| it.of(&grammar.passage.lower).starts_with("to "));
    // "The mayor blatantly rigged the vote": how something was done, said by nobody.
    let manner = it.source.is_some()
        && !it.cue.is_empty()
        && it.cue.iter().all(|cue| {
            let first = grammar.passage.token_at(cue.start);
            grammar.passage.tokens[first].span == *cue && grammar.is_adverb(first)
        });
    wrong
        || manner
        || it.source.as_ref().is_some_and(|it| in_clause(grammar, it))
        || uncertain
        || counted && intended
        || (thing || nobody) && it.kind == ContentKind::NounPhrase
}

/// "The survey that Cho ordered will be read out": the name belongs to a clause of its own.
pub(super) fn in_clause(grammar: &Grammar, source: &Source) -> bool {
    let last = grammar.passage.tokens.partition_point(|it| it.span.end < source.span.end);
    last > grammar.passage.token_at(source.span.start)
        && grammar.shape(last) == Shape::Lower
        && grammar.is_past(last)
        && (grammar.is_name(last - 1) || matches!(grammar.word(last - 1), "he" | "she" | "they"))
}

/// "Vale ordered" for a source: all of it is a clause, whatever the rules make of the verb behind it.
pub(super) fn is_a_clause(grammar: &Grammar, it: &Attribution) -> bool {
    let Some(source) = it.source.as_ref().filter(|it| in_clause(grammar, it)) else { return false };
    let first = grammar.passage.token_at(source.span.start);
    let verb = grammar.passage.tokens.partition_point(|it| it.span.end < source.span.end);
    (first..verb).all(|it| grammar.is_name(it) || matches!(grammar.word(it), "he" | "she" | "they"))
}
