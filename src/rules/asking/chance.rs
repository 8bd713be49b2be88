//! From the numbers to a chance: two logistic regressions, one for statements and one for quotations.

use super::{
    COUNT,
    weights::{QUOTATION, STATEMENT},
};
use crate::reading::ClaimKind;

/// Numbers that come from the head for need: need, need that nobody answers, and the kinds.
const HEAD: usize = 2 + ClaimKind::ALL.len();

/// All terms: the numbers, what stands around a sentence once more times need, and need itself where it is positive.
pub(super) const TERMS: usize = COUNT + (COUNT - HEAD) + 2;

/// What each term counts, in log-odds.
pub(super) struct Weights {
    pub bias: f32,
    pub terms: [f32; TERMS],
}

/// How likely a desk asks who says so, in log-odds; `training/train_asking.py` computes the same.
pub(super) fn log_odds(evidence: &[f32; COUNT], quotation: bool) -> f32 {
    let weights = if quotation { &QUOTATION } else { &STATEMENT };
    let [need, open] = [evidence[0], evidence[1]];
    let bent = (need / 3.0).clamp(-1.0, 1.0);
    let around = evidence[HEAD..].iter().map(|it| bent * it);
    let terms = evidence.iter().copied().chain(around).chain([need.max(0.0), open.max(0.0)]);
    weights.bias + terms.zip(&weights.terms).map(|(term, weight)| term * weight).sum::<f32>()
}
