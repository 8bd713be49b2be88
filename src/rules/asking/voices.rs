//! Who really speaks in a sentence: knowing, planning, fearing and being told are not saying.
//!
//! "Halvorsen knew of the valve" and "managers had been warned" tell what somebody has in mind or in the post; who
//! tells it to the reader is left open. So is what stands beside a cue that covers another part of the sentence.

use crate::{
    article::Paragraph,
    reading::{Attribution, Basis, ContentKind, Frames, Inflection, Source, SourceKind},
    text::Span,
};

/// What somebody says must be this share of a sentence to carry it; the cue and whoever speaks belong to it.
const MOST: f32 = 0.6;

/// How much of a sentence is words that somebody says, who says them included: 0 to 1.
pub(super) fn said_share(paragraph: &Paragraph, sentence: Span) -> f32 {
    let speaking = paragraph.reading.attributions.iter().filter(|it| speaks(paragraph, it));
    let touching = speaking.filter(|it| touches(it, sentence));
    let spans = touching.flat_map(|it| {
        let source = it.source.as_ref().map(|it| it.span);
        it.content.iter().chain(&it.cue).copied().chain(source)
    });
    let mut inside: Vec<Span> = spans
        .filter(|it| it.overlaps(sentence))
        .map(|it| Span::new(it.start.max(sentence.start), it.end.min(sentence.end)))
        .collect();
    inside.sort_unstable();
    let mut covered = 0;
    let mut end = 0;
    for it in inside {
        covered += it.end.max(end) - it.start.max(end);
        end = end.max(it.end);
    }
    covered as f32 / sentence.len().max(1) as f32
}

/// What a cue that carries nothing does take, where one stands over the sentence: a clause, a noun, an infinitive, a
/// hearer; and whether no verb is known.
pub(super) fn held_by(paragraph: &Paragraph, sentence: Span) -> [bool; 5] {
    let touching = paragraph.reading.attributions.iter().filter(|it| touches(it, sentence));
    let mut out = [false; 5];
    for it in touching.filter(|it| !speaks(paragraph, it)) {
        let frames = it.verb.map_or(Frames::empty(), |it| it.frames);
        let takes = [Frames::THAT, Frames::NOUN_PHRASE, Frames::INFINITIVE, Frames::HEARER];
        for (slot, frame) in out.iter_mut().zip(takes) {
            *slot |= frames.contains(frame);
        }
        out[4] |= it.verb.is_none();
    }
    out
}

/// Whether what somebody says makes up the sentence.
pub(super) fn is_said(paragraph: &Paragraph, sentence: Span) -> bool {
    said_share(paragraph, sentence) >= MOST
}

fn touches(attribution: &Attribution, sentence: Span) -> bool {
    attribution.content.iter().chain(&attribution.cue).any(|it| it.overlaps(sentence))
}

/// Whether an attribution gives words to somebody who says them.
fn speaks(paragraph: &Paragraph, it: &Attribution) -> bool {
    let Some(source) = &it.source else { return it.basis == Basis::Participle && says(it) };
    match it.basis {
        Basis::AccordingTo | Basis::Bare => true,
        Basis::Noun => says(it) || it.verb.is_none(),
        Basis::Verb | Basis::Participle => {
            (it.kind == ContentKind::Direct || says(it)) && !is_told(paragraph, it, source)
        }
        Basis::Agentless => false,
    }
}

/// Verbs that take a quotation say something; of documents and studies it is enough that they show.
fn says(it: &Attribution) -> bool {
    let document = it
        .source
        .as_ref()
        .is_some_and(|it| matches!(it.kind, SourceKind::Document | SourceKind::Study | SourceKind::Report));
    it.verb.is_some_and(|verb| {
        verb.frames.contains(Frames::QUOTE)
            || document && verb.frames.intersects(Frames::SHOWS | Frames::THAT)
    })
}

/// "Managers had been warned", "the sales team was told": they hear, and nobody says.
fn is_told(paragraph: &Paragraph, it: &Attribution, source: &Source) -> bool {
    let Some(cue) = it.cue.first() else { return false };
    let passive =
        it.verb.is_some_and(|it| matches!(it.inflection, Inflection::Past | Inflection::Participle))
            || it.verb.is_none();
    let words = cue.of(&paragraph.reading.passage.lower);
    let be = |it: &str| matches!(it, "was" | "were" | "been" | "is" | "are" | "be" | "being");
    passive && source.span.start < cue.start && words.split_whitespace().any(be)
}
