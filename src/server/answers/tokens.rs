//! Source, cue, content and names as semantic tokens.
//!
//! A client that lists our four words among its token types gets them. Any other gets the nearest
//! of the protocol's: `type` for a source, `keyword` for a cue, `string` for content, `variable`
//! for a name. The modifiers are always ours: `source`, `cue`, `content`, `entity`, `quoted`,
//! `weak` (nobody the reader can name), `secondhand` (by way of somebody else).
//! As long as the lens is off there are none: an article is no program, and stays black on white.

use std::{
    collections::HashMap,
    sync::{Mutex, PoisonError},
};

use tower_lsp::gen_lsp_types::*;

use crate::{
    features::tokens::{self, Marks, SaidPart},
    server::{client::Client, reading::Reading},
    text::Span,
};

/// The types in the order of [`number`], and the modifiers in that of [`Marks`].
pub fn legend(client: &Client) -> SemanticTokensLegend {
    let types = match client.colours_parts {
        true => ["source", "cue", "content", "entity"],
        false => ["type", "keyword", "string", "variable"],
    };
    let owned = |it: &[&str]| it.iter().map(|it| (*it).to_owned()).collect();
    SemanticTokensLegend { token_types: owned(&types), token_modifiers: owned(&Marks::NAMES) }
}

fn number(part: SaidPart) -> u32 {
    match part {
        SaidPart::Source => 0,
        SaidPart::Cue => 1,
        SaidPart::Content => 2,
        SaidPart::Entity => 3,
    }
}

/// The tokens last given for each document, so that only what has changed need be sent.
#[derive(Default)]
pub struct Given {
    last: Mutex<Last>,
}

#[derive(Default)]
struct Last {
    count: u64,
    by_uri: HashMap<String, (String, Vec<SemanticToken>)>,
}

impl Given {
    pub fn full(&self, reading: &Reading) -> SemanticTokens {
        let data = all(reading);
        SemanticTokens { result_id: Some(self.keep(reading, data.clone()).0), data }
    }

    /// What has changed since `before`; everything when that is not known any more.
    pub fn delta(&self, reading: &Reading, before: &str) -> SemanticTokensDeltaResponse {
        let data = all(reading);
        let (id, old) = self.keep(reading, data.clone());
        match old.filter(|(id, _)| id == before) {
            Some((_, old)) => SemanticTokensDelta { result_id: Some(id), edits: edits(&old, &data) }.into(),
            None => SemanticTokens { result_id: Some(id), data }.into(),
        }
    }

    /// Remembers what is given now; gives its name and what was given before.
    fn keep(
        &self,
        reading: &Reading,
        data: Vec<SemanticToken>,
    ) -> (String, Option<(String, Vec<SemanticToken>)>) {
        // A panic elsewhere has left it whole: entries are put in one step.
        let mut last = self.last.lock().unwrap_or_else(PoisonError::into_inner);
        last.count += 1;
        let id = last.count.to_string();
        let old = last.by_uri.insert(reading.uri.clone(), (id.clone(), data));
        (id, old)
    }

    /// Forgets documents that are not open any more.
    pub fn forget(&self, is_open: impl Fn(&str) -> bool) {
        self.last.lock().unwrap_or_else(PoisonError::into_inner).by_uri.retain(|uri, _| is_open(uri));
    }
}

fn all(reading: &Reading) -> Vec<SemanticToken> {
    encoded(reading, Span::new(0, reading.article().text().len()))
}

/// The tokens of a part of the document.
pub fn range(reading: &Reading, range: &Range) -> SemanticTokens {
    let within = Span::new(reading.offset(range.start), reading.offset(range.end));
    SemanticTokens { result_id: None, data: encoded(reading, within) }
}

/// Each token counts from the one before it.
fn encoded(reading: &Reading, within: Span) -> Vec<SemanticToken> {
    if !reading.lens {
        return Vec::new();
    }
    let found = tokens::painted(reading.article(), within);
    let places = reading.places(found.iter().map(|it| it.span));
    let mut before = Position::default();
    let found = found.into_iter().map(|it| {
        let Range { start, end } = places.range(it.span);
        let same_line = start.line == before.line;
        let token = SemanticToken {
            delta_line: start.line - before.line,
            delta_start: if same_line { start.character - before.character } else { start.character },
            length: end.character - start.character,
            token_type: number(it.part),
            token_modifiers_bitset: it.marks.bits(),
        };
        before = start;
        token
    });
    found.collect()
}

/// Numbers that one token takes.
const WIDTH: usize = 5;

/// The one edit between what stands the same at both ends; none when all does.
fn edits(old: &[SemanticToken], new: &[SemanticToken]) -> Vec<SemanticTokensEdit> {
    let head = old.iter().zip(new).take_while(|(a, b)| a == b).count();
    let (old, new) = (&old[head..], &new[head..]);
    let tail = old.iter().rev().zip(new.iter().rev()).take_while(|(a, b)| a == b).count();
    let (gone, fresh) = (old.len() - tail, &new[..new.len() - tail]);
    if gone == 0 && fresh.is_empty() {
        return Vec::new();
    }
    let numbers = |it: &SemanticToken| {
        [it.delta_line, it.delta_start, it.length, it.token_type, it.token_modifiers_bitset]
    };
    vec![SemanticTokensEdit {
        start: (WIDTH * head) as u32,
        delete_count: (WIDTH * gone) as u32,
        data: Some(fresh.iter().flat_map(numbers).collect()),
    }]
}
