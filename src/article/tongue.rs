//! The language of a whole article.

use std::collections::BTreeMap;

use super::parts::Part;
use crate::reading::{Language, Tongue};

/// With so much more of another language an article is of that.
const MUCH: usize = 2;

/// The language that most of its prose is written in; none for English, and where nothing tells.
pub(super) fn language(parts: &[Part]) -> Option<Language> {
    let mut english = 0;
    let mut others: BTreeMap<Language, usize> = BTreeMap::new();
    for block in parts.iter().flat_map(|it| it.read.iter()) {
        let length = block.block.prose.text.len();
        match block.reading.tongue {
            // A foreign quotation that is set apart says nothing of the article around it.
            Tongue::Other(it) if block.block.kind.is_body() => *others.entry(it).or_default() += length,
            Tongue::English | Tongue::Open { english: true } => english += length,
            Tongue::Other(_) | Tongue::Open { english: false } => {}
        }
    }
    let foreign: usize = others.values().sum();
    let most = others.into_iter().max_by_key(|it| it.1);
    // Where English is a fair part, each paragraph is read or left alone for itself.
    most.filter(|_| foreign > MUCH * english).map(|it| it.0)
}
