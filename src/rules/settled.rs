//! What needs no source because everybody can look it up: results, acts of state, old history, the desk's own notices.

use std::ops::Range;

use crate::{
    article::Paragraph,
    language::{Class, Passage, Shape, gerund_of_past},
    reading::Traits,
};

/// Whether a sentence tells of what is on record. An accusation is settled by none of that but a vote.
pub(super) fn is_settled(paragraph: &Paragraph, sentence: usize, traits: Traits) -> bool {
    let accuses = traits.contains(Traits::ALLEGATION);
    let weighs = traits.contains(Traits::COMPARISON);
    is_result(paragraph, sentence)
        || speaks_for_the_desk(paragraph, sentence)
        || !accuses && (is_old(paragraph, sentence, weighs) || is_act_of_state(paragraph, sentence, traits))
}

/// History; a war excuses no comparison with today.
fn is_old(paragraph: &Paragraph, sentence: usize, weighs: bool) -> bool {
    let passage = &paragraph.reading.passage;
    let tokens = passage.sentences[sentence].tokens.clone();
    is_history(paragraph, sentence) || !weighs && tells_of_a_war(passage, tokens)
}

/// "Voss beat her 51 % to 36 %", "wins the primary", "scored twice": who won is on record, and nobody was beaten up.
fn is_result(paragraph: &Paragraph, sentence: usize) -> bool {
    let passage = &paragraph.reading.passage;
    let tokens = || passage.sentences[sentence].tokens.clone().map(|it| passage.word(it));
    let wins =
        |it: &str| matches!(it, "win" | "wins" | "won" | "beat" | "beats" | "defeated" | "edged" | "lost");
    let ballot = |it: &str| {
        matches!(
            it,
            "primary"
                | "primaries"
                | "caucus"
                | "caucuses"
                | "election"
                | "runoff"
                | "nomination"
                | "%"
                | "percent"
        )
    };
    tokens().any(wins) && tokens().any(ballot)
        || tokens().any(|it| matches!(it, "scored" | "innings" | "wickets"))
}

/// "In 1948 the union split": what happened a generation ago stands in every handbook.
pub(super) fn is_history(paragraph: &Paragraph, sentence: usize) -> bool {
    const OLDEST_NEWS: u16 = 1990;
    let passage = &paragraph.reading.passage;
    let tokens = &passage.sentences[sentence].tokens;
    let year = |it: usize| {
        let word = passage.word(it);
        let number = word.trim_end_matches('s').parse::<u16>().ok();
        let before = passage.word(it.wrapping_sub(1));
        let dates =
            matches!(before, "in" | "of" | "since" | "from" | "until" | "during" | "between" | "the" | ",")
                || passage.tokens.get(it.wrapping_sub(1)).is_some_and(|it| it.class.contains(Class::MONTH));
        // "An army of 1200 men": a number of somebody.
        let counts = matches!(before, "of" | "the")
            && passage.tokens.get(it + 1).is_some_and(|next| {
                let is_noun = (next.class - Class::ROLE).is_empty();
                next.shape == Shape::Lower && is_noun && gerund_of_past(passage.word(it + 1)).is_none()
            });
        number.filter(|year| dates && !counts && word.len() >= 4 && (1000..2100).contains(year))
    };
    let mut years = tokens.clone().filter_map(year).peekable();
    let dated = years.peek().is_some() && years.all(|it| it < OLDEST_NEWS);
    let aged = tokens.clone().skip(1).any(|it| {
        matches!(passage.word(it), "century" | "centuries") && passage.word(it - 1).ends_with("th")
    });
    dated || aged
}

/// "Following World War I, Norland acquired …", "during the Second World War".
fn tells_of_a_war(passage: &Passage, mut tokens: Range<usize>) -> bool {
    const BEFORE: usize = 4;
    let floor = tokens.start;
    tokens.any(|it| {
        let world = passage.word(it) == "world" && passage.word(it + 1) == "war";
        let first = floor.max(it.saturating_sub(BEFORE));
        world
            && (first..it).any(|it| {
                matches!(
                    passage.word(it),
                    "after" | "before" | "during" | "following" | "in" | "since" | "until"
                )
            })
    })
}

/// "The parliament endorsed", "the government created": what a state has done is on its record. So is that talks
/// "resulted in a treaty".
fn is_act_of_state(paragraph: &Paragraph, sentence: usize, traits: Traits) -> bool {
    const BODIES: &[&str] = &[
        "assembly",
        "cabinet",
        "congress",
        "council",
        "government",
        "lawmakers",
        "legislature",
        "ministry",
        "parliament",
        "senate",
        "senators",
    ];
    const ACTS: &[&str] = &[
        "adopted",
        "approved",
        "backed",
        "created",
        "enacted",
        "endorsed",
        "established",
        "passed",
        "ratified",
        "rejected",
        "signed",
        "voted",
    ];
    const PACTS: &[&str] = &["accord", "agreement", "armistice", "ceasefire", "peace", "treaty", "truce"];
    const NEAR: usize = 8;
    let passage = &paragraph.reading.passage;
    let tokens = passage.sentences[sentence].tokens.clone();
    let holds = |mut range: Range<usize>, words: &[&str]| range.any(|it| words.contains(&passage.word(it)));
    let acts = tokens.clone().any(|it| {
        ACTS.contains(&passage.word(it)) && holds(tokens.start.max(it.saturating_sub(NEAR))..it, BODIES)
    });
    let agreed = tokens.clone().any(|it| {
        matches!((passage.word(it), passage.word(it + 1)), ("resulted", "in") | ("led", "to"))
            && holds(it + 2..tokens.end.min(it + NEAR), PACTS)
    });
    (acts || agreed) && !traits.intersects(Traits::COMPARISON | Traits::SUPERLATIVE | Traits::EVALUATION)
}

/// A notice of the desk about its own text or its own work, or a sentence that says what it rests on.
fn speaks_for_the_desk(paragraph: &Paragraph, sentence: usize) -> bool {
    let passage = &paragraph.reading.passage;
    let words = passage.sentences[sentence].span.of(&passage.lower);
    const NOTICES: [&str; 6] = [
        "contributed to this",
        "this article",
        "this report",
        "this story",
        "pool report",
        "in lieu of flowers",
    ];
    words.trim_start().starts_with("based on ") || NOTICES.iter().any(|it| words.contains(it))
}
