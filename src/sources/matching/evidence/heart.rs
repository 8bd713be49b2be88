use std::collections::HashSet;

use super::{passages::sentences, terms::terms};
use crate::text::Span;

/// What of a passage speaks to a claim.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Heart {
    /// The sentence that has most of the claim's words, in bytes of the passage.
    pub sentence: Span,
    /// The claim's words in that sentence, in bytes of the passage.
    pub shared: Vec<Span>,
    /// How many different words of the claim the whole passage has.
    pub found: usize,
    /// How many different words the claim has. Words that stand in every text do not count.
    pub asked: usize,
}

/// A number weighs as much as so many words.
const NUMBER: usize = 3;

/// None when the passage has no word of the claim.
pub fn heart(claim: &str, passage: &str) -> Option<Heart> {
    let asked: HashSet<u32> = terms(claim).into_iter().map(|it| it.id).collect();
    let shared: Vec<_> = terms(passage).into_iter().filter(|it| asked.contains(&it.id)).collect();
    let within = |sentence: Span| shared.iter().filter(move |it| sentence.covers(it.span));
    let different = |sentence: Span| within(sentence).map(|it| it.id).collect::<HashSet<_>>().len();
    let has_number = |text: &str| text.contains(|it: char| it.is_ascii_digit());
    // A claim with a number is about it, also where the source has another.
    let number = |it: Span| usize::from(has_number(claim) && has_number(it.of(passage))) * NUMBER;
    let weight = |it: Span| if different(it) == 0 { 0 } else { different(it) + number(it) };
    // The first of several that weigh as much.
    let all = sentences(passage).into_iter();
    let sentence = all.max_by_key(|it| (weight(*it), std::cmp::Reverse(it.start)))?;
    let found = shared.iter().map(|it| it.id).collect::<HashSet<_>>().len();
    (different(sentence) > 0).then(|| Heart {
        sentence,
        shared: within(sentence).map(|it| it.span).collect(),
        found,
        asked: asked.len(),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_heart_of_a_passage_has_most_of_the_claims_words() {
        let headed = "Cranes to be painted\n\nThe cranes are blue. Painting them costs 24 million.";
        let found = heart("The blue cranes were painted for 42 million.", headed).unwrap();
        assert_eq!(found.sentence.of(headed), "Painting them costs 24 million.");
        let passage = "Good morning. The cranes cost 24 million, the board said. The cranes are blue.";
        let found = heart("Painting the cranes cost 24 million euros.", passage).unwrap();
        assert_eq!(found.sentence.of(passage), "The cranes cost 24 million, the board said.");
        let shared: Vec<&str> = found.shared.iter().map(|it| it.of(passage)).collect();
        assert_eq!(shared, ["cranes", "cost", "24", "million"]);
        assert_eq!((found.found, found.asked), (4, 6));
        assert_eq!(heart("Zebras graze.", passage), None);
        assert_eq!(heart("", ""), None);
    }
}
