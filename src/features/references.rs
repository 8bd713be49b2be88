//! Where else: every mention of whom the words under the cursor name, and what rests on a source.
//!
//! On the name of a source the answer holds both, in order: where the name stands, and the words
//! that fall with it if it is wrong.

use super::{carrier::Carrier, spot::Spot};
use crate::{
    article::{Article, Status},
    text::Span,
};

/// Every mention of what is named at `offset`; on a source or its verb, everything it carries as well.
/// Without `first` the mention that introduces it is left out.
pub fn references(article: &Article, offset: usize, first: bool) -> Vec<Span> {
    let Some(spot) = Spot::at(article, offset) else { return Vec::new() };
    let attribution = spot.attribution().map(|(_, it)| &article.attributions()[it]);
    let mut out = match spot.entity() {
        Some(entity) => mentions(article, entity).skip(usize::from(!first)).collect(),
        None => Vec::new(),
    };
    let carrier = match (spot.entity(), attribution) {
        (Some(entity), Some(_)) => Some(Carrier::Entity(entity)),
        (None, Some(sourced)) => Carrier::of(article, sourced),
        (_, None) => None,
    };
    out.extend(carrier.iter().flat_map(|it| carried(article, it)));
    out.sort();
    out.dedup();
    out
}

/// Every place where an entity is named, by name or by pronoun.
pub(super) fn mentions(article: &Article, entity: usize) -> impl Iterator<Item = Span> + '_ {
    let mentions = article.mentions_of(&article.entities()[entity]);
    mentions.map(|(paragraph, mention)| paragraph.document(mention.span))
}

/// The words that rest on a source: what is attributed to it, and the sentences that go on from there.
fn carried(article: &Article, carrier: &Carrier) -> Vec<Span> {
    let all = article.attributions();
    let held: Vec<bool> = all.iter().map(|it| carrier.carries(article, it)).collect();
    let mut out: Vec<Span> = Vec::new();
    for (sourced, _) in all.iter().zip(&held).filter(|(_, held)| **held) {
        let paragraph = article.paragraph(sourced.paragraph);
        let content = paragraph.reading.attributions[sourced.attribution].content.iter();
        out.extend(content.map(|it| paragraph.document(*it)));
    }
    for paragraph in article.paragraphs() {
        for (index, sentence) in paragraph.reading.passage.sentences.iter().enumerate() {
            let support = article.support(paragraph.index, index);
            let goes_on = matches!(support.status, Status::Inherited | Status::Quoted);
            if goes_on && support.by.is_some_and(|it| held[it]) {
                let span = paragraph.document(sentence.span);
                out.extend((!out.iter().any(|it| it.overlaps(span))).then_some(span));
            }
        }
    }
    outermost(out)
}

/// In order, without those that another covers.
fn outermost(mut spans: Vec<Span>) -> Vec<Span> {
    spans.sort_by_key(|it| (it.start, std::cmp::Reverse(it.end)));
    let mut out: Vec<Span> = Vec::new();
    for span in spans {
        if !out.last().is_some_and(|it| it.covers(span)) {
            out.push(span);
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::features::testing::marked;

    fn check(text: &str) {
        let marked = marked(text);
        let words =
            |spans: &[Span]| spans.iter().map(|it| marked.article.words(*it).to_owned()).collect::<Vec<_>>();
        let found = references(&marked.article, marked.cursor, true);
        assert_eq!(words(&found), words(&marked.spans), "{text}");
        assert_eq!(found, marked.spans);
    }

    #[test]
    fn a_name_is_found_under_every_form() {
        check(
            "
The harbour master Ana Cho closed the gate. Ch|o’s deputy watched, and she left.
                   ^^^^^^^                  ^^^^                       ^^^
",
        );
    }

    #[test]
    fn a_source_carries_what_it_said_and_what_goes_on_from_there() {
        check(
            "
Cho mended the gate. According to Nordpre|ss, Cho said the key was lost.
                                  ^^^^^^^^^^  ^^^^^^^^^^^^^^^^^^^^^^^^^
",
        );
        check(
            "
Port of|ficials said the dam would hold. Cho doubts it.
                     ^^^^^^^^^^^^^^^^^^
Rain fell. The port officials said that boats were ready.
                                   ^^^^^^^^^^^^^^^^^^^^^
",
        );
    }

    #[test]
    fn a_verb_asks_for_what_its_source_carries() {
        check(
            "
Ana Cho s|aid the key was lost. She also said the gate was shut.
              ^^^^^^^^^^^^^^^^                ^^^^^^^^^^^^^^^^^
",
        );
    }

    #[test]
    fn whoever_was_told_carries_it_too() {
        check(
            "
Ana Cho told the Harlow Po|st that the key was lost.
                 ^^^^^^^^^^^^ ^^^^^^^^^^^^^^^^^^^^^
",
        );
    }

    #[test]
    fn the_first_mention_can_be_left_out() {
        let marked = marked("\nThe harbour master Ana Cho closed the gate, and C|ho left.\n");
        assert_eq!(references(&marked.article, marked.cursor, false).len(), 1);
        assert_eq!(references(&marked.article, 4, true), []);
    }
}
