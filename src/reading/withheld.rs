//! Sources that ask to go without a name.

use std::ops::Range;

use super::grammar::Grammar;

impl Grammar<'_> {
    /// "who asked not to be named", "who did not want to be identified", "on condition of anonymity".
    pub(super) fn asks_not_to_be_named(&self, tokens: Range<usize>) -> bool {
        let words: Vec<&str> = tokens.clone().map(|it| self.word(it)).collect();
        let holds = |phrase: &[&str]| words.windows(phrase.len()).any(|it| it == phrase);
        self.withholds_its_name(tokens)
            || holds(&["condition", "of", "anonymity"])
            || holds(&["familiar", "with"]) && !words.iter().any(|it| *it == "not")
            || holds(&["not", "authorized"])
            || holds(&["not", "authorised"])
            || holds(&["close", "to", "the"])
    }

    /// "who declined to be identified": somebody, whom the source itself keeps from us.
    pub(super) fn withholds_its_name(&self, tokens: Range<usize>) -> bool {
        withheld(&tokens.map(|it| self.word(it)).collect::<Vec<_>>())
    }
}

/// "be named" behind a word that denies it.
pub(super) fn withheld(words: &[&str]) -> bool {
    const NEAR: usize = 6;
    const DENIALS: &[&str] = &["declined", "n't", "n’t", "not", "refused"];
    (1..words.len()).any(|it| {
        let named = matches!(words[it], "named" | "identified") && words[it - 1] == "be";
        named && words[it.saturating_sub(NEAR)..it].iter().any(|it| DENIALS.contains(it))
    })
}
