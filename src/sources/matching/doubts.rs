use super::{Claim, Figure, Texts, figures::figures};
use crate::text::Span;

/// A number of a claim that none of its sources has.
#[derive(Clone, Debug, PartialEq)]
pub struct Doubt {
    pub figure: Figure,
    /// What of the claim is told: the number, or with its unit where that is what differs.
    pub span: Span,
    /// The number that was probably meant: in which source, and where in its text.
    pub nearest: Option<(usize, Span)>,
}

/// Passages of a source in which the number that was meant is looked for.
const PASSAGES: usize = 2;

/// The numbers that none of these sources bears out. One in words is only asked about where a source has another of
/// what it plainly counts: who writes "three officials" may have counted them.
pub fn doubts(texts: &Texts, claim: &str, sources: &[usize]) -> Vec<Doubt> {
    let all = || sources.iter().flat_map(|source| texts.sources()[*source].figures());
    let borne_out = |it: &Figure| all().any(|other| it.is_borne_out_by(other));
    let asked = |it: &Figure| it.in_digits || !it.is_article() && all().any(|other| it.is_rival_of(other));
    let doubted = figures(claim).into_iter().filter(|it| !borne_out(it) && asked(it));
    doubted.map(|figure| doubt(texts, claim, sources, figure)).collect()
}

fn doubt(texts: &Texts, claim: &str, sources: &[usize], figure: Figure) -> Doubt {
    match nearest(texts, claim, sources, &figure) {
        None => Doubt { span: figure.span, figure, nearest: None },
        Some((source, other)) => {
            let alike = figure.is_written_like(&other);
            let (span, place) = if alike { (figure.span, other.span) } else { (figure.whole, other.whole) };
            Doubt { figure, span, nearest: Some((source, place)) }
        }
    }
}

/// The nearest number in the passages that bear the rest of the claim out.
fn nearest(texts: &Texts, claim: &str, sources: &[usize], figure: &Figure) -> Option<(usize, Figure)> {
    let mut best: Option<(f64, usize, Figure)> = None;
    for source in sources {
        let passages = texts.evidence(&Claim { text: claim, context: "" }, Some(*source), PASSAGES);
        for other in texts.sources()[*source].figures() {
            let in_passage = passages.iter().any(|it| it.span.covers(other.span));
            let Some(distance) = figure.distance(other).filter(|_| in_passage) else { continue };
            if best.is_none_or(|it| distance < it.0) {
                best = Some((distance, *source, *other));
            }
        }
    }
    best.map(|(_, source, figure)| (source, figure))
}
