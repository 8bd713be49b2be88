//! Marks of a model that grammar can set right.

use super::{Attribution, grammar::Grammar, model::Link, withheld::withheld};
use crate::language::Class;

/// The links as they should be, in order.
pub(super) fn mended(grammar: &Grammar, links: &[Link]) -> Vec<Link> {
    let mut links: Vec<Link> =
        links.iter().map(|it| with_its_wish(grammar, it).unwrap_or_else(|| it.clone())).collect();
    for at in 1..links.len() {
        if let Some((outer, inner)) = chained(grammar, &links[at - 1], &links[at]) {
            (links[at - 1], links[at]) = (outer, inner);
        } else if let Some(inner) = told(grammar, &links[at - 1], &links[at]) {
            links[at] = inner;
        }
    }
    links
}

/// "An official who asked not to be named said": asking is no saying, and belongs to who it is. A model may mark
/// all of it as the cue, and "who" as the source.
fn with_its_wish(grammar: &Grammar, link: &Link) -> Option<Link> {
    let (source, cue) = (link.source.as_ref()?, link.cue.as_ref()?);
    let last = cue.clone().rev().find(|it| matches!(grammar.word(*it), "named" | "identified"))?;
    let wish: Vec<&str> = (cue.start..last + 1).map(|it| grammar.word(it)).collect();
    if !withheld(&wish) || last + 1 >= cue.end || source.end > cue.start {
        return None;
    }
    let floor = grammar.passage.sentences[grammar.passage.sentence_of(source.start)].tokens.start;
    let start = match grammar.word(source.start) {
        "who" => grammar.phrase_before(source.start, floor)?.tokens.start,
        _ => source.start,
    };
    Some(Link { source: Some(start..last + 1), cue: Some(last + 1..cue.end), content: link.content.clone() })
}

/// "The Gazette says the clerk | said that the levy had failed": the clerk says the one, the Gazette says both.
/// A model of one label a word may take the clerk for what is said, and the Gazette for who says all of it.
fn chained(grammar: &Grammar, outer: &Link, inner: &Link) -> Option<(Link, Link)> {
    const LONGEST: usize = 8;
    let [clerk] = outer.content.as_slice() else { return None };
    let (says, said) = (outer.cue.as_ref()?, inner.cue.as_ref()?);
    let touches = says.end == clerk.start && clerk.end == said.start;
    let phrase = clerk.len() <= LONGEST
        && (grammar.class(clerk.start).contains(Class::DETERMINER) || grammar.is_name(clerk.start))
        && !clerk.clone().any(|it| grammar.is_finite(it) || grammar.is_mark(it));
    if outer.source != inner.source || !touches || !phrase {
        return None;
    }
    let end = inner.content.last()?.end;
    let whole = Link { content: vec![clerk.start..end], ..outer.clone() };
    Some((whole, Link { source: Some(clerk.clone()), ..inner.clone() }))
}

/// "Ana Cho told us a clerk had said that …": who stands right before the second verb says it, and not she.
fn told(grammar: &Grammar, outer: &Link, inner: &Link) -> Option<Link> {
    let (says, said) = (outer.cue.as_ref()?, inner.cue.as_ref()?);
    let source = inner.source.as_ref()?;
    let inside = outer.content.iter().any(|it| it.start < said.start && said.end <= it.end);
    if outer.source.as_ref() != Some(source) || source.end > says.start || !inside {
        return None;
    }
    let mut clerk = grammar.phrase_before(said.start, says.end)?.tokens;
    // Whoever was told stands before them.
    let hears = |it: usize| {
        matches!(grammar.word(it), "me" | "us" | "you" | "him" | "her" | "them" | "reporters" | "that")
    };
    while clerk.len() > 1 && hears(clerk.start) {
        clerk.start += 1;
    }
    let own = clerk.end == said.start && outer.content.iter().any(|it| it.start <= clerk.start);
    // "She said he had said so" is left to whoever knows whom "he" means.
    let noun = grammar.class(clerk.start).contains(Class::DETERMINER) || grammar.is_name(clerk.start);
    (own && noun).then(|| Link { source: Some(clerk), ..inner.clone() })
}

/// "The survey that Vale ordered": what hangs on a source without any cue is a clause that tells which survey it is.
pub(super) fn is_relative(grammar: &Grammar, it: &Attribution) -> bool {
    let (Some(source), Some(content)) = (&it.source, it.content.first()) else { return false };
    let first = grammar.passage.token_at(content.start);
    let joined =
        grammar.passage.text.get(source.span.end..content.start).is_some_and(|it| it.trim().is_empty());
    it.cue.is_empty() && joined && matches!(grammar.word(first), "that" | "which" | "who" | "whom")
}
