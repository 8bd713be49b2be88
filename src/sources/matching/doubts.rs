use super::{Claim, Figure, Texts, figures::figures};
use crate::text::Span;

/// A number of a claim that none of its sources has.
#[derive(Clone, Debug, PartialEq)]
pub struct Doubt {
    pub figure: Figure,
    /// The number that was probably meant: in which source, and where in its text.
    pub nearest: Option<(usize, Span)>,
}

/// Passages of a source in which the number that was meant is looked for.
const PASSAGES: usize = 2;

/// The numbers in digits that none of these sources bears out.
pub fn doubts(texts: &Texts, claim: &str, sources: &[usize]) -> Vec<Doubt> {
    let borne_out = |it: &Figure| {
        let mut own = sources.iter().flat_map(|source| texts.sources()[*source].figures());
        own.any(|other| it.is_borne_out_by(other))
    };
    let doubted = figures(claim).into_iter().filter(|it| it.in_digits && !borne_out(it));
    doubted.map(|figure| Doubt { nearest: nearest(texts, claim, sources, &figure), figure }).collect()
}

/// The nearest number in the passages that bear the rest of the claim out.
fn nearest(texts: &Texts, claim: &str, sources: &[usize], figure: &Figure) -> Option<(usize, Span)> {
    let mut best: Option<(f64, usize, Span)> = None;
    for source in sources {
        let passages = texts.evidence(&Claim { text: claim, context: "" }, Some(*source), PASSAGES);
        for other in texts.sources()[*source].figures() {
            let in_passage = passages.iter().any(|it| it.span.covers(other.span));
            let Some(distance) = figure.distance(other).filter(|_| in_passage) else { continue };
            if best.is_none_or(|it| distance < it.0) {
                best = Some((distance, *source, other.span));
            }
        }
    }
    best.map(|(_, source, span)| (source, span))
}
