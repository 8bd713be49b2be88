//! Phrases as an editor would list them, found word by word.

use std::{collections::HashMap, ops::Range};

use crate::language::Passage;

/// A list of phrases: words with a space between, "|" between alternatives, "?" behind what may be missing.
///
/// "several|many days|weeks ago" finds "many weeks ago".
pub(super) struct Phrases {
    phrases: Vec<Vec<Slot>>,
    /// By what they may begin with, which phrases to try.
    heads: HashMap<&'static str, Vec<usize>>,
}

struct Slot {
    words: Vec<&'static str>,
    optional: bool,
}

impl Phrases {
    pub fn new(lines: &[&'static str]) -> Phrases {
        let phrases: Vec<Vec<Slot>> =
            lines.iter().map(|it| it.split(' ').map(Slot::parse).collect()).collect();
        let mut heads: HashMap<&str, Vec<usize>> = HashMap::new();
        for (index, phrase) in phrases.iter().enumerate() {
            let needed = phrase.iter().position(|it| !it.optional).unwrap_or_default();
            for word in phrase[..=needed].iter().flat_map(|it| &it.words) {
                heads.entry(word).or_default().push(index);
            }
        }
        Phrases { phrases, heads }
    }

    /// The phrases of the list in a passage, as tokens: at each word the longest, and none inside another.
    pub fn find(&self, passage: &Passage) -> Vec<Range<usize>> {
        let mut found = Vec::new();
        let mut at = 0;
        while at < passage.tokens.len() {
            match self.at(passage, at) {
                Some(it) => {
                    at = it.end;
                    found.push(it);
                }
                None => at += 1,
            }
        }
        found
    }

    /// The longest phrase that begins at this token and stays in its sentence.
    pub fn at(&self, passage: &Passage, token: usize) -> Option<Range<usize>> {
        let candidates = self.heads.get(passage.word(token))?;
        let until = passage.sentences.get(passage.sentence_of(token))?.tokens.end;
        let ends = candidates.iter().filter_map(|&phrase| {
            let end = end(&self.phrases[phrase], passage, token)?;
            (end <= until).then_some(token..end)
        });
        ends.max_by_key(|it| it.end)
    }
}

/// Where the slots end when they begin at `token`; a slot that may be missing is taken if it can be.
fn end(slots: &[Slot], passage: &Passage, token: usize) -> Option<usize> {
    let Some((slot, rest)) = slots.split_first() else { return Some(token) };
    let taken = slot.words.contains(&passage.word(token)).then(|| end(rest, passage, token + 1)).flatten();
    taken.or_else(|| slot.optional.then(|| end(rest, passage, token)).flatten())
}

impl Slot {
    fn parse(written: &'static str) -> Slot {
        let words = written.trim_end_matches('?');
        Slot { words: words.split('|').collect(), optional: words.len() < written.len() }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(lines: &[&'static str], text: &str, expected: &[&str]) {
        let passage = Passage::new(text);
        let found = Phrases::new(lines).find(&passage);
        let words: Vec<&str> = found.iter().map(|it| passage.span(it.clone()).of(text)).collect();
        assert_eq!(words, expected, "{text}");
    }

    #[test]
    fn alternatives_and_missing_words() {
        let lines = ["about? several|many days|weeks ago", "it is widely? believed that"];
        check(&lines, "Several weeks ago it rained. Few days ago it snowed.", &["Several weeks ago"]);
        check(&lines, "It rained about many days ago.", &["about many days ago"]);
        check(&lines, "It is believed that it is so.", &["It is believed that"]);
        check(&lines, "It is widely believed that it is so.", &["It is widely believed that"]);
    }

    #[test]
    fn the_longest_wins_and_sentences_end_phrases() {
        check(&["on monday", "on monday night"], "Come on Monday night.", &["on Monday night"]);
        check(&["go on monday"], "We go on. Monday is late.", &[]);
    }
}
