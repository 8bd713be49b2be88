//! Whose voice a phrase is in: what the rules that look at words ask of a paragraph.

use std::ops::Range;

use super::Spot;
use crate::{
    reading::{Attribution, QuoteNature, Reading, SourceKind},
    text::Span,
};

/// A spot on these tokens.
pub(super) fn spot(reading: &Reading, tokens: Range<usize>, detail: usize) -> Spot {
    let sentence = reading.passage.sentence_of(tokens.start);
    Spot { span: reading.passage.span(tokens), sentence, detail }
}

/// Between quotation marks of any kind: somebody else's words, a title, a term held with tongs.
pub(super) fn is_quoted(reading: &Reading, span: Span) -> bool {
    reading.quotes.iter().any(|it| it.span.overlaps(span))
}

/// Inside somebody else's words; a title is the writer's business.
pub(super) fn is_spoken(reading: &Reading, span: Span) -> bool {
    reading.quotes.iter().any(|it| it.nature != QuoteNature::Title && it.inner.covers(span))
}

/// Whether a source that the reader can tell says these words, and not the writer.
pub(super) fn is_vouched(reading: &Reading, span: Span) -> bool {
    reading.attributions.iter().filter(|it| has_source(it)).any(|it| {
        let own = it.cue.iter().chain(it.source.iter().map(|it| &it.span)).any(|it| it.overlaps(span));
        !own && it.content.iter().any(|it| it.covers(span))
    })
}

/// Whether somebody whom the reader can tell speaks anywhere in the sentence of a spot.
///
/// A verb right behind the spot does not count: in "she reportedly shouted" the shouting is what needs a source.
/// Nor does who speaks within what is believed: "it is believed that the clerk warned her", "the watchdog is understood
/// to have opened the case and asked for the rota".
pub(super) fn somebody_speaks_beside(reading: &Reading, spot: &Spot) -> bool {
    let behind = reading.passage.token_at(spot.span.end);
    let next = reading.passage.tokens.get(behind).map_or(spot.span, |it| it.span);
    let is_spot = |it: &Attribution| it.cue.iter().any(|cue| cue.overlaps(spot.span));
    let words = spot.span.of(&reading.passage.lower);
    let opens_clause = words.starts_with("it") || words.ends_with(" to");
    speakers(reading, spot.sentence).any(|it| {
        // Behind it, only a comma parts who says it from what is said: "…, the clerk warned".
        let between = it.cue.first().filter(|cue| cue.start > spot.span.end);
        let between = between.map(|cue| Span::new(spot.span.end, cue.start).of(&reading.passage.text));
        let within = opens_clause && between.is_some_and(|it| !it.contains(','));
        !within && !is_spot(it) && !it.cue.iter().any(|cue| cue.overlaps(next))
    })
}

/// Whether somebody whom the reader can tell speaks in the sentence.
pub(super) fn somebody_speaks(reading: &Reading, sentence: usize) -> bool {
    speakers(reading, sentence).next().is_some()
}

fn speakers(reading: &Reading, sentence: usize) -> impl Iterator<Item = &Attribution> {
    let span = reading.passage.sentences[sentence].span;
    let here = move |it: &&Attribution| has_source(it) && it.cue.iter().any(|cue| span.covers(*cue));
    reading.attributions.iter().filter(here)
}

/// Neither a crowd nor reports nor nobody.
fn has_source(attribution: &Attribution) -> bool {
    let told = |it: SourceKind| {
        matches!(
            it,
            SourceKind::Named
                | SourceKind::Outlet
                | SourceKind::Pronoun
                | SourceKind::Described
                | SourceKind::Document
        )
    };
    attribution.source.as_ref().is_some_and(|it| told(it.kind))
}
