//! Speech without a speaker: "it is believed that", "is said to", "reportedly".

use super::lists::Known;
use std::ops::Range;

use super::{Basis, attributions::Draft, content::Content, grammar::Grammar};

const ADVERBS: &[&str] = &["reportedly", "allegedly", "supposedly", "purportedly", "ostensibly"];

/// An agentless attribution whose cue begins at `at`.
pub(super) fn agentless(grammar: &Grammar, at: usize, sentence: &Range<usize>) -> Option<Draft> {
    adverb(grammar, at, sentence)
        .or_else(|| impersonal(grammar, at, sentence))
        .or_else(|| raised(grammar, at, sentence))
}

fn adverb(grammar: &Grammar, at: usize, sentence: &Range<usize>) -> Option<Draft> {
    if !ADVERBS.contains(&grammar.word(at)) {
        return None;
    }
    let end = grammar.clause_end(sentence);
    draft(at..at + 1, [sentence.start..at, at + 1..end])
}

/// "it is believed that …", "it has been reported that …"
fn impersonal(grammar: &Grammar, at: usize, sentence: &Range<usize>) -> Option<Draft> {
    if grammar.word(at) != "it" {
        return None;
    }
    let participle = (at + 1..sentence.end.min(at + 6))
        .find(|&it| Known::of(grammar.word(it)).contains(Known::AGENTLESS))?;
    let passive = (at + 1..participle).all(|it| grammar.is_auxiliary(it) || grammar.is_adverb(it))
        && participle > at + 1;
    let end = grammar.clause_end(sentence);
    if !passive || grammar.word(participle + 1) != "that" || !ends_in_be(grammar, at + 1..participle) {
        return None;
    }
    draft(at..participle + 1, [participle + 1..end, 0..0])
}

/// "The vault is believed to hold …": the subject of the claim stands before the cue.
fn raised(grammar: &Grammar, at: usize, sentence: &Range<usize>) -> Option<Draft> {
    if !matches!(grammar.word(at), "is" | "are" | "was" | "were" | "been" | "being") {
        return None;
    }
    let participle = (at + 1..sentence.end.min(at + 4)).find(|&it| !grammar.is_adverb(it))?;
    let word = grammar.word(participle);
    if !Known::of(word).contains(Known::AGENTLESS)
        || word == "expected"
        || word == "known"
        || word == "considered"
    {
        return None;
    }
    let end = grammar.clause_end(sentence);
    let next = grammar.word(participle + 1);
    let opens = next == "to" && grammar.word(participle + 2) != "the"
        || next == "as" && matches!(word, "regarded" | "seen");
    if !opens || word == "seen" && !(at + 1..participle).any(|it| grammar.word(it) == "widely") {
        return None;
    }
    draft(at..participle + 1, [sentence.start..at, participle + 1..end])
}

fn ends_in_be(grammar: &Grammar, tokens: Range<usize>) -> bool {
    tokens.clone().any(|it| matches!(grammar.word(it), "is" | "was" | "been" | "be" | "'s" | "’s"))
}

fn draft(cue: Range<usize>, pieces: [Range<usize>; 2]) -> Option<Draft> {
    Some(Draft {
        source: None,
        core: cue.clone(),
        cue: vec![cue],
        content: Content::clause(pieces)?,
        verb: None,
        hearer: None,
        basis: Basis::Agentless,
    })
}
