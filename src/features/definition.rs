//! Where somebody is introduced: the first mention of whom the words under the cursor name.

use super::spot::Spot;
use crate::{article::Article, text::Span};

/// The first mention of what is named at `offset`; on a verb of saying, of who speaks.
pub fn definition(article: &Article, offset: usize) -> Option<Span> {
    let spot = Spot::at(article, offset)?;
    let speaker = || article.attributions()[spot.attribution()?.1].speaker;
    let entity = &article.entities()[spot.entity().or_else(speaker)?];
    let (paragraph, mention) = article.mentions_of(entity).next()?;
    Some(paragraph.document(mention.span))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::features::testing::marked;

    /// `|` is the cursor, the carets are under the place it leads to.
    fn check(text: &str) {
        let marked = marked(text);
        let found = definition(&marked.article, marked.cursor);
        assert_eq!(Vec::from_iter(found), marked.spans, "{text}");
    }

    #[test]
    fn a_later_name_leads_to_the_first() {
        check(
            "
The harbour master Ana Cho closed the gate.
                   ^^^^^^^
The key was lost, and Ch|o has no other.
",
        );
    }

    #[test]
    fn a_pronoun_leads_to_its_person() {
        check(
            "
The harbour master Ana Cho closed the gate.
                   ^^^^^^^
Later sh|e said that the key was lost.
",
        );
    }

    #[test]
    fn an_acronym_leads_to_its_long_form() {
        check(
            "
She noted that the Office for Coastal Safety (OfCS) had warned.
                   ^^^^^^^^^^^^^^^^^^^^^^^^^
Nobody heard the OfCS|.
",
        );
    }

    #[test]
    fn a_verb_leads_to_who_speaks() {
        check(
            "
The harbour master Ana Cho closed the gate.
                   ^^^^^^^
Cho exp|lained that the key was lost.
",
        );
    }

    #[test]
    fn other_words_lead_nowhere() {
        check("\nThe harbour mas|ter Ana Cho closed the gate.\n");
        check("\n|\n");
    }
}
