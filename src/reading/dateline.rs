//! "BRUSSELS:", "WASHINGTON (AP) —", "Lima, Peru, Oct. 21 –", "By Ana Cho in Lisbon": who wrote, where and when.
//!
//! What stands at the head of a paragraph before its first sentence belongs to no sentence: it is
//! found piece by piece (places, days, agencies in brackets, writers), and cut off before anything
//! else reads. Nobody speaks in it, and whoever wrote the article is nobody that it tells of.

mod credits;
mod items;

use std::ops::Range;

use crate::{
    language::{Class, Passage, Shape},
    reading::{EntityKind, Form, Mention, Statement, Traits},
    text::Span,
};
use items::{Proof, item};

/// What stands before the first sentence of a passage.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct Head {
    /// The first token behind it.
    pub end: usize,
    /// Places, days and agencies in it, in tokens.
    names: Vec<(Range<usize>, EntityKind)>,
}

/// As many pieces, and as many heads one behind the other, are looked at.
const PIECES: usize = 8;
const HEADS: usize = 4;

/// The head of a passage, if it has one.
pub(super) fn head(passage: &Passage) -> Option<Head> {
    let mut head = Head::default();
    for turn in 0..HEADS {
        let found = credits::credit(passage, head.end)
            .map(|end| Head { end, names: Vec::new() })
            .or_else(|| one(passage, head.end, turn > 0));
        let Some(mut found) = found else { break };
        head.end = found.end;
        head.names.append(&mut found.names);
    }
    (head.end > 0).then_some(head)
}

impl Head {
    /// With the mark that ends it.
    pub fn span(&self, passage: &Passage) -> Span {
        Span::new(0, passage.tokens[self.end - 1].span.end)
    }

    /// Leaves of the names that were found in it those of places, days and agencies.
    pub fn name(&self, passage: &Passage, mentions: &mut Vec<Mention>) {
        let end = self.span(passage).end;
        mentions.retain(|it| it.span.start >= end);
        let own = self.names.iter().map(|(tokens, kind)| Mention {
            span: passage.span(tokens.clone()),
            kind: *kind,
            role: None,
            form: Form::Name,
        });
        mentions.splice(0..0, own);
    }

    /// What it says where nothing follows: nothing.
    pub fn statement() -> Statement {
        Statement { traits: Traits::FRAGMENT, ..Statement::default() }
    }
}

/// How a head ends.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Stop {
    Dash,
    Colon,
    Pipe,
    /// With its line or with the paragraph.
    Line,
    /// At once behind brackets: "(PTI) The", "/TASS/. The".
    Brackets,
}

/// One run of pieces up to what ends it.
fn one(passage: &Passage, start: usize, follows: bool) -> Option<Head> {
    let mut proof = Proof::empty();
    let mut names = Vec::new();
    let mut at = start;
    for piece in 0..PIECES {
        let found = item(passage, at)?;
        let bracketed = found.proof.contains(Proof::BRACKETS);
        let opened = piece == 0 && bracketed;
        proof |= found.proof;
        names.extend(found.names);
        at = found.end;
        if let Some((stop, end)) = stop(passage, at, bracketed) {
            let sight = Sight { proof, stop, pieces: piece + 1, opened, follows };
            return fits(passage, &sight, start, end).then_some(Head { end, names });
        }
        while matches!(passage.word(at), "," | "." | "/" | "and" | "&" | "·" | "•" | ";")
            && item(passage, at).is_none()
        {
            at += 1;
        }
    }
    None
}

/// What ends a head at a token, and the first token behind that.
fn stop(passage: &Passage, at: usize, bracketed: bool) -> Option<(Stop, usize)> {
    let gap = |at: usize| {
        let before = at.checked_sub(1).map_or(0, |it| passage.tokens[it].span.end);
        let next = passage.tokens.get(at).map_or(passage.text.len(), |it| it.span.start);
        &passage.text[before..next]
    };
    if at >= passage.tokens.len() || gap(at).contains('\n') {
        return Some((Stop::Line, at));
    }
    let spaced = !gap(at).is_empty() || !gap(at + 1).is_empty();
    match passage.word(at) {
        "—" | "--" | "―" => Some((Stop::Dash, at + 1)),
        "–" | "-" if spaced => Some((Stop::Dash, at + 1)),
        ":" => Some((Stop::Colon, at + 1)),
        "|" | "»" => Some((Stop::Pipe, at + 1)),
        "." if bracketed => Some((Stop::Brackets, at + 1)),
        _ if bracketed && begins(passage, at) && items::run(passage, at).is_none_or(|it| it.end < at + 3) => {
            Some((Stop::Brackets, at))
        }
        _ => None,
    }
}

/// Whether a sentence may begin at a token.
fn begins(passage: &Passage, at: usize) -> bool {
    passage.tokens.get(at).is_some_and(|it| {
        matches!(it.shape, Shape::Upper | Shape::Title | Shape::Number | Shape::OpenQuote)
            || matches!(passage.word(at), "$" | "£" | "€" | "¥" | "₹" | "(" | "[")
    })
}

/// All that tells whether a run of pieces is a head.
struct Sight {
    proof: Proof,
    stop: Stop,
    pieces: usize,
    /// It begins with brackets.
    opened: bool,
    /// It stands behind another head.
    follows: bool,
}

fn fits(passage: &Passage, sight: &Sight, start: usize, end: usize) -> bool {
    let Sight { proof, stop, pieces, opened, follows } = *sight;
    let firm = proof.intersects(Proof::DATE | Proof::WRITER) || proof.contains(Proof::BRACKETS) && pieces > 1;
    let placed = proof.intersects(Proof::CAPITALS | Proof::LISTED);
    // "CHO: We had no warning." is a turn of a conversation.
    let turn = stop == Stop::Colon && !firm && !proof.contains(Proof::LISTED) && speaks(passage, end);
    let last = end >= passage.tokens.len();
    if turn || stop != Stop::Line && !last && !begins(passage, end) {
        return false;
    }
    match stop {
        Stop::Dash if last => firm || proof.contains(Proof::CAPITALS),
        Stop::Dash => {
            firm || placed
                || opened
                || follows
                || proof.contains(Proof::PLACE) && is_short(passage, start, end)
        }
        Stop::Colon if last => false,
        Stop::Colon => firm || placed || opened,
        Stop::Pipe => firm || placed || opened || follows,
        Stop::Line => {
            let day =
                proof.contains(Proof::STAMP) || proof.contains(Proof::DATE) && (placed || last && follows);
            day || proof.contains(Proof::WRITER) || follows && last
        }
        // "Airbus (AIR) Chief Executive Ana Cho said": a firm, and no place.
        Stop::Brackets => proof.contains(Proof::DATE) || placed && (pieces > 1 || passage.word(start) == "["),
    }
}

/// "Port Hale –": a place takes few words, and what follows has none of a speaker's own.
fn is_short(passage: &Passage, start: usize, end: usize) -> bool {
    end - start <= 8 && !speaks(passage, end)
}

/// Whether somebody says "I", "we" or "you" behind a token, outside quotation marks.
fn speaks(passage: &Passage, from: usize) -> bool {
    const NEAR: usize = 60;
    let mut depth = 0_usize;
    let upto = passage.tokens.len().min(from + NEAR);
    for token in &passage.tokens[from.min(upto)..upto] {
        match token.shape {
            Shape::OpenQuote => depth += 1,
            Shape::CloseQuote => depth = depth.saturating_sub(1),
            _ => {}
        }
        let own = token.class.contains(Class::PRONOUN) || token.class.contains(Class::DETERMINER);
        let word = token.span.of(&passage.lower);
        if depth == 0 && own && matches!(word, "i" | "we" | "you" | "my" | "our" | "your" | "me" | "us") {
            return true;
        }
    }
    false
}

#[cfg(test)]
mod tests;
