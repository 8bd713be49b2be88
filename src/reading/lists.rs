//! Words that reading knows by what they do: `data/reading/lists.txt`.

use std::{collections::HashMap, sync::LazyLock};

use bitflags::bitflags;

bitflags! {
    /// The lists a word stands in.
    #[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
    pub(super) struct Known: u32 {
        /// Plurals that stand for nobody in particular.
        const CROWD = 1;
        /// Crowds that no adjective describes well enough.
        const ALWAYS_CROWD = 1 << 1;
        /// Research and its results.
        const STUDY = 1 << 2;
        /// Papers that speak: "memo", "indictment".
        const DOCUMENT = 1 << 3;
        /// Heads of sources that may go without a name.
        const ANONYMOUS = 1 << 4;
        /// Words by which news organisations are named.
        const OUTLET = 1 << 5;
        /// Words that describe reports and people without naming them, even at the head of a sentence.
        const PLAIN = 1 << 6;
        /// Third persons that are seldom plural nouns.
        const PRESENT = 1 << 7;
        /// Irregular past forms.
        const PAST = 1 << 8;
        /// Cause and effect.
        const CAUSE = 1 << 9;
        /// The writer judges.
        const EVALUATION = 1 << 10;
        /// Acts that nobody may be said to have done on nobody's word. Each needs somebody who does it.
        const WRONG = 1 << 11;
        /// Verbs that begin a recipe or a notice.
        const INSTRUCTION = 1 << 12;
        /// What a timetable does.
        const TIMED = 1 << 13;
        /// What geography does.
        const PLACED = 1 << 14;
        /// Words in -est that compare nothing.
        const NO_SUPERLATIVE = 1 << 15;
        /// Nouns that take a that-clause which is what was said.
        const SPEAKING = 1 << 16;
        /// Participles of "it is believed that".
        const AGENTLESS = 1 << 17;
        /// Bodies and people that can speak.
        const BODY = 1 << 18;
        /// Words a continuation begins with.
        const CONTINUING = 1 << 19;
        /// What "last" and "this" stand before.
        const PERIOD = 1 << 20;
        /// Prepositions of time, place and occasion.
        const OCCASION = 1 << 21;
        /// Acts that are public by their nature: votes, signatures, openings.
        const PUBLIC = 1 << 22;
        /// Units of measure: a length is no statistic.
        const UNIT = 1 << 23;
        /// What makes any number of people a figure.
        const HARM = 1 << 24;
    }
}

static KNOWN: LazyLock<HashMap<&'static str, Known>> = LazyLock::new(|| {
    let mut known: HashMap<&str, Known> = HashMap::with_capacity(1_000);
    let lines = include_str!("../../data/reading/lists.txt").lines().filter(|it| !it.starts_with('#'));
    for line in lines {
        let mut words = line.split(' ');
        let list = words.next().and_then(Known::from_name).unwrap_or_default();
        words.for_each(|word| *known.entry(word).or_default() |= list);
    }
    known
});

impl Known {
    /// The lists of a lower-cased word.
    pub fn of(word: &str) -> Known {
        KNOWN.get(word).copied().unwrap_or_default()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_line_of_the_file_is_a_list() {
        for line in include_str!("../../data/reading/lists.txt").lines().filter(|it| !it.starts_with('#')) {
            let (list, words) = line.split_once(' ').unwrap();
            assert!(Known::from_name(list).is_some() && !words.contains("  "), "{list}");
        }
    }
}
