//! One question a sentence.
//!
//! `unattributed-claim` and `unattributed-figure` ask the general question; where another rule asks
//! the precise one ("whose concerns?") about the same words, they stay silent.

use super::Finding;

/// The rules that ask in general.
const GENERAL: &[&str] = &["unattributed-claim", "unattributed-figure"];

/// Rules whose findings do not answer for a missing source.
const BESIDE: &[&str] = &["named-entity", "relative-time", "loaded-attribution-verb", "placeholder-left"];

/// Drops general findings that a precise one overlaps. `findings` are sorted by start, and stay so.
pub(super) fn unstacked(findings: Vec<Finding>) -> Vec<Finding> {
    let general = |it: &Finding| GENERAL.contains(&it.code);
    if !findings.iter().any(general) {
        return findings;
    }
    let precise: Vec<_> =
        findings.iter().filter(|it| !general(it) && !BESIDE.contains(&it.code)).map(|it| it.span).collect();
    let stacked = |it: &Finding| {
        let from = precise.partition_point(|span| span.end <= it.span.start);
        precise[from..].iter().take(4).any(|span| span.overlaps(it.span))
    };
    findings.into_iter().filter(|it| !general(it) || !stacked(it)).collect()
}
