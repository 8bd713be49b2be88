//! One question a sentence.
//!
//! `unattributed-claim` and `unattributed-figure` ask the general question; where another rule asks
//! the precise one ("whose concerns?") about the same words, they stay silent. Hints about the
//! writer's own voice give way to whatever else asks for a source in their sentence.

use super::{Finding, Severity};
use crate::{article::Article, text::Span};

/// The most general question: "who says so?"
const CLAIM: &str = "unattributed-claim";

/// General still, but a figure is asked about by itself.
const FIGURE: &str = "unattributed-figure";

/// Hints about the writer's own voice.
const NUDGES: &[&str] = &["opinion-in-own-voice", "unsupported-superlative"];

/// Asked only where nothing else is.
const GAP: &str = "attribution-gap";

/// Rules whose findings do not answer for a missing source.
const BESIDE: &[&str] = &[
    "named-entity",
    "not-read",
    "relative-time",
    "loaded-attribution-verb",
    "placeholder-left",
    "first-reference",
    "inconsistent-name",
    "inconsistent-figure",
    "undefined-acronym",
    "unresolved-citation",
    "unknown-directive",
    "unknown-source",
    "source-terms",
    "unused-dismissal",
];

/// Drops what asks again about words that another rule asks about. `findings` are sorted by start, and stay so.
pub(super) fn unstacked(article: &Article, mut findings: Vec<Finding>) -> Vec<Finding> {
    let precise = spans(&findings, |it| it != CLAIM && it != FIGURE && it != GAP && !is_nudge(it));
    findings.retain(|it| !(it.code == CLAIM || it.code == FIGURE) || !meets(&precise, it.span));
    let sourced = spans(&findings, |it| it != CLAIM && it != GAP && !is_nudge(it));
    let mut last = Span::default();
    findings.retain(|it| {
        if !is_nudge(it.code) {
            return true;
        }
        let sentence = sentence(article, it.span);
        let first = !last.overlaps(sentence);
        last = sentence;
        first && !meets(&sourced, sentence)
    });
    nudge_aloud(article, &mut findings);
    let asked = spans(&findings, |it| it != CLAIM && it != GAP);
    findings.retain(|it| it.code != CLAIM || !meets(&asked, it.span));
    let all = spans(&findings, |it| it != GAP);
    findings.retain(|it| it.code != GAP || !meets(&all, it.span));
    findings
}

fn is_nudge(code: &str) -> bool {
    NUDGES.contains(&code)
}

/// Where the general question would be asked about the same sentence, the hint asks in its stead, as loud; a graver
/// claim asks by itself.
fn nudge_aloud(article: &Article, findings: &mut Vec<Finding>) {
    let claims: Vec<(Span, Severity)> =
        findings.iter().filter(|it| it.code == CLAIM).map(|it| (it.span, it.severity)).collect();
    let claim = |it: &Finding| {
        let sentence = sentence(article, it.span);
        let at = claims.partition_point(|claim| claim.0.end <= sentence.start);
        claims.get(at).filter(|claim| claim.0.overlaps(sentence)).map(|it| it.1)
    };
    findings.retain_mut(|it| {
        let louder = is_nudge(it.code).then(|| claim(it)).flatten();
        it.severity = louder.map_or(it.severity, |louder| it.severity.min(louder));
        louder.is_none_or(|it| it > Severity::Warning)
    });
}

/// The spans of the findings that ask for a source, by their rules.
fn spans(findings: &[Finding], which: impl Fn(&str) -> bool) -> Vec<Span> {
    findings.iter().filter(|it| which(it.code) && !BESIDE.contains(&it.code)).map(|it| it.span).collect()
}

/// Whether any of the spans, sorted by start, overlaps this one.
fn meets(spans: &[Span], span: Span) -> bool {
    // Findings that overlap are few, so a look a little way back is enough.
    const NEAR: usize = 8;
    let end = spans.partition_point(|it| it.start < span.end);
    spans[end.saturating_sub(NEAR)..end].iter().any(|it| it.overlaps(span))
}

/// The sentence that a span begins in, in bytes of the document; the span itself where there is none.
fn sentence(article: &Article, span: Span) -> Span {
    let place = article.paragraph_at(span.start).and_then(|paragraph| {
        let offset = paragraph.prose_offset(span.start)?;
        let passage = &paragraph.reading.passage;
        let sentence = passage.sentences.get(passage.sentence_at(offset))?.span;
        Some(paragraph.document(sentence))
    });
    place.unwrap_or(span)
}
