//! Pressure that nobody exerts, and the moods of markets: `faceless-sentiment` does not ask whose they are.

use std::ops::Range;

use crate::language::{Class, Passage};

/// What comes under pressure when demand falls.
const ECONOMY: &[&str] = &[
    "banks",
    "bonds",
    "budgets",
    "currency",
    "demand",
    "dollar",
    "earnings",
    "economies",
    "economy",
    "euro",
    "exports",
    "fares",
    "futures",
    "incomes",
    "index",
    "indices",
    "margins",
    "market",
    "markets",
    "peso",
    "pound",
    "price",
    "prices",
    "profits",
    "rand",
    "rates",
    "rents",
    "revenue",
    "revenues",
    "rouble",
    "ruble",
    "rupee",
    "sales",
    "sector",
    "shares",
    "stock",
    "stocks",
    "supplies",
    "turnover",
    "wages",
    "yen",
    "yuan",
];

/// What is pressed upon by numbers and needs, and not by anybody's words.
const SUPPLIES: &[&str] = &[
    "budgets",
    "electricity",
    "energy",
    "farmland",
    "finances",
    "food",
    "forests",
    "fuel",
    "grids",
    "groundwater",
    "hospitals",
    "housing",
    "land",
    "margins",
    "prices",
    "rents",
    "resources",
    "roads",
    "schools",
    "services",
    "soil",
    "supplies",
    "supply",
    "wages",
    "water",
];

/// What is traded: its price moves "on fears of a strike".
const TRADED: &[&str] = &[
    "bonds", "currency", "dollar", "euro", "futures", "index", "indices", "market", "markets", "price",
    "prices", "shares", "stock", "stocks", "yen", "yields",
];

/// "Fares came under pressure", "increasing pressure on farm land"; not "pressure on the port to open its books".
pub(super) fn presses_a_thing(passage: &Passage, feeling: &Range<usize>) -> bool {
    const NEAR: usize = 4;
    let noun = (feeling.start..feeling.end).find(|it| passage.word(*it) == "pressure");
    let Some(noun) = noun.filter(|it| !demands(passage, *it)) else { return false };
    let under = noun > feeling.start && (feeling.start..noun).any(|it| passage.word(it) == "under");
    let end = passage.tokens.len().min(noun + 2 + NEAR);
    let on_a_thing = passage.word(noun + 1) == "on"
        && (noun + 2..end)
            .take_while(|it| !matches!(passage.word(*it), "," | "." | ";" | "and" | "to"))
            .any(|it| SUPPLIES.contains(&passage.word(it)));
    on_a_thing || under && subject(passage, feeling.start).is_some_and(|it| ECONOMY.contains(&it))
}

/// "to VERB" in the clause behind: somebody wants something.
fn demands(passage: &Passage, noun: usize) -> bool {
    let end = passage.sentences[passage.sentence_of(noun)].tokens.end;
    let mut clause = (noun + 1..end).take_while(|it| !matches!(passage.word(*it), "," | ";" | ":"));
    clause.any(|it| {
        passage.word(it) == "to" && !passage.tokens[(it + 1).min(end - 1)].class.contains(Class::DETERMINER)
    })
}

/// The noun right before what happens to it.
fn subject(passage: &Passage, verb: usize) -> Option<&str> {
    let start = passage.sentences[passage.sentence_of(verb)].tokens.start;
    let helps = Class::AUXILIARY | Class::MODAL | Class::ADVERB;
    let noun = (start..verb).rev().find(|it| !passage.tokens[*it].class.intersects(helps))?;
    Some(passage.word(noun))
}

/// "Oil prices hit a record on heightened concerns": those who trade have them.
pub(super) fn moves_a_price(passage: &Passage, feeling: &Range<usize>) -> bool {
    const SUBJECT: usize = 4;
    let Some(before) = feeling.start.checked_sub(1) else { return false };
    let start = passage.sentences[passage.sentence_of(feeling.start)].tokens.start;
    // What is traded is the subject: nobody but those who trade is spoken of.
    matches!(passage.word(before), "on" | "amid")
        && (start..before.min(start + SUBJECT)).any(|it| TRADED.contains(&passage.word(it)))
}
