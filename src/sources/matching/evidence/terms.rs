use std::collections::HashMap;

use rust_stemmers::{Algorithm, Stemmer};

use crate::{
    sources::matching::words::{self, words},
    text::Span,
};

/// A word that says something, known by its stem.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Term {
    pub id: u32,
    pub span: Span,
}

/// Words that stand in every text and tell none from another, between spaces.
const STOP: &str = " a about above after again all also am an and any are as at be because been before being below between both but by can could did do does doing down during each few for from further had has have having he her here hers herself him himself his how i if in into is it its itself just me more most my myself no nor not of off on once only or other our ours out over own s same she should so some such t than that the their theirs them then there these they this those through to too under until up very was we were what when where which while who whom why will with would you your ";

/// The terms of a text in order.
pub fn terms(text: &str) -> Vec<Term> {
    let stemmer = Stemmer::create(Algorithm::English);
    // Most words of a text are ones it has had before.
    let mut known: HashMap<u32, Option<u32>> = HashMap::new();
    let words = words(text).into_iter();
    words
        .filter_map(|word| {
            let id = *known.entry(word.id).or_insert_with(|| stem(&stemmer, word.span.of(text)));
            Some(Term { id: id?, span: word.span })
        })
        .collect()
}

fn stem(stemmer: &Stemmer, written: &str) -> Option<u32> {
    let lower = written.to_lowercase();
    let bare = lower.split(['\'', '’']).next().unwrap_or_default();
    let is_stop = bare.is_ascii() && STOP.contains(&format!(" {bare} "));
    (!is_stop && !bare.is_empty()).then(|| words::id(&stemmer.stem(bare).replace(',', "")))
}
