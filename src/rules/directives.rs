//! What the writer has told onrecord in the article itself.
//!
//! A directive is a comment, `<!-- onrecord: ignore unnamed-report: confirmed by phone -->`, or in
//! plain text a line `[onrecord: ignore unnamed-report: confirmed by phone]`; in other formats it is
//! a comment of theirs, such as `% onrecord: ignore`. What stands behind a second colon is the
//! reason. Codes may be left out and mean every rule then.
//!
//! | directive | holds for |
//! |---|---|
//! | `ignore [CODE…]` | the sentence it stands in or behind; on a line by itself: the next paragraph |
//! | `ignore-paragraph [CODE…]` | the paragraph it stands in; on a line by itself: the next one |
//! | `ignore-file [CODE…]` | the whole file |
//! | `needs-source [NOTE]` | like `ignore`, but `placeholder-left` reminds of it until a source is there |
//! | `off [CODE…]`, `on [CODE…]` | from the paragraph it stands in, or the next, to the `on` or the end |
//! | `sources begin`, `sources end` | nothing: between them stands a list that onrecord writes |
//!
//! A desk mark in brackets (“[citation needed]”, “[TK: source?]”) speaks too: its sentence has been
//! asked about already, so that only `placeholder-left` goes on asking.

mod scopes;
mod written;

#[cfg(test)]
mod tests;

use super::{Finding, find};
use crate::{article::Article, sources, text::Span};

/// The directive that asks.
const NEEDS_SOURCE: &str = "needs-source";

/// The directive around the list of sources.
const SOURCES: &str = "sources";

/// Where findings stay silent, because the writer said so.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Suppression {
    /// The rules that are silent; empty for all of them.
    pub codes: Vec<&'static str>,
    /// In bytes of the document.
    pub scope: Span,
    /// Why, in the writer's words.
    pub reason: Option<String>,
    /// The directive itself.
    pub directive: Span,
    /// It holds for words that stand there already, as against what is still to be written.
    pub is_near: bool,
    /// It answers nothing, but asks itself: the sentence still needs a source.
    pub asks: bool,
}

impl Suppression {
    /// Whether a finding falls under it.
    pub fn silences(&self, finding: &Finding) -> bool {
        if self.asks && scopes::STILL_ASKED.contains(&finding.code) {
            return false;
        }
        let meets = self.scope.overlaps(finding.span) || self.scope.contains(finding.span.start);
        meets && (self.codes.is_empty() || self.codes.contains(&finding.code))
    }
}

/// Every directive that can be obeyed, and what is wrong with the others.
pub fn directives(article: &Article) -> (Vec<Suppression>, Vec<(Span, String)>) {
    let mut suppressions: Vec<Suppression> = Vec::new();
    let mut complaints = Vec::new();
    for it in written::written(article) {
        if it.verb == NEEDS_SOURCE {
            suppressions.extend(needed(article, &it));
            continue;
        }
        if it.verb == SOURCES && matches!(it.codes[..], ["begin" | "end"]) {
            continue;
        }
        let codes: Vec<&'static str> = it.codes.iter().filter_map(|code| Some(find(code)?.code)).collect();
        let unknown = it.codes.iter().filter(|code| find(code).is_none());
        complaints.extend(unknown.map(|code| (it.span, unknown_code(code))));
        if codes.is_empty() && !it.codes.is_empty() {
            continue;
        }
        let reason = it.reason.map(str::to_owned);
        let scope = match it.verb {
            "ignore" => scopes::near(article, it.span, it.alone),
            "ignore-paragraph" => scopes::paragraph(article, it.span, it.alone),
            "ignore-file" => Some(Span::new(0, article.text().len())),
            "off" => Some(scopes::onward(article, it.span, it.alone)),
            "on" => {
                let from = scopes::onward(article, it.span, it.alone).start;
                let rest = turn_on(&mut suppressions, &codes, from);
                suppressions.extend(rest);
                continue;
            }
            verb => {
                complaints.push((it.span, unknown_verb(verb)));
                continue;
            }
        };
        match scope {
            Some(scope) => {
                let is_near = matches!(it.verb, "ignore" | "ignore-paragraph");
                suppressions.push(Suppression {
                    codes,
                    scope,
                    reason,
                    directive: it.span,
                    is_near,
                    asks: false,
                });
            }
            None => {
                complaints.push((it.span, "Nothing follows that this directive could hold for.".to_owned()))
            }
        }
    }
    (suppressions, complaints)
}

/// What the words behind it say is for colleagues; it needs no colon before them.
fn needed(article: &Article, it: &written::Written) -> Option<Suppression> {
    let note: Vec<&str> = it.codes.iter().copied().chain(it.reason).collect();
    Some(Suppression {
        codes: Vec::new(),
        scope: scopes::near(article, it.span, it.alone)?,
        reason: Some(note.join(" ")).filter(|it| !it.is_empty()),
        directive: it.span,
        is_near: false,
        asks: true,
    })
}

/// Findings without those that the writer has answered or marked already, and the directives that
/// have answered none. `open` are citations that are still to be filled in, in order, which answer nothing.
pub fn quieted(
    article: &Article,
    mut suppressions: Vec<Suppression>,
    mut findings: Vec<Finding>,
    open: &[Span],
) -> (Vec<Finding>, Vec<Suppression>) {
    let mut used = vec![false; suppressions.len()];
    let answered = |it: &Finding| suppressions.iter().any(|suppression| suppression.silences(it));
    let placeholder = sources::placeholder(article.format());
    let is_open =
        |it: &Finding| open.binary_search(&it.span).is_ok() || placeholder.contains(article.words(it.span));
    // A note in brackets asks for a source; “TK million” only waits for its number.
    let is_note = |it: &Finding| scopes::is_bracketed(article, it.span) && !is_open(it);
    let left = findings.iter().filter(|it| it.code == scopes::MARK && is_note(it) && !answered(it));
    let mut marks: Vec<Span> = left.map(|it| it.span).collect();
    marks.sort_unstable();
    findings.retain(|finding| {
        let mut silenced = false;
        for (suppression, used) in suppressions.iter().zip(&mut used) {
            let holds = suppression.silences(finding);
            *used |= holds;
            silenced |= holds;
        }
        // What is to be filled in need not be told to lead nowhere.
        let is_open = finding.code != scopes::MARK && lies_in(finding.span, open);
        !silenced && !is_open && !scopes::asked_already(article, finding, &marks)
    });
    let mut used = used.into_iter();
    suppressions.retain(|_| used.next() == Some(false));
    (findings, suppressions)
}

/// Whether a span overlaps one of these, which are in order, and reaches no further than it.
fn lies_in(span: Span, holders: &[Span]) -> bool {
    let next = holders.partition_point(|it| it.end <= span.start);
    holders.get(next).is_some_and(|it| it.covers(span))
}

/// Ends what is off at `from`; what was off for all rules stays off for those not named.
fn turn_on(suppressions: &mut [Suppression], codes: &[&'static str], from: usize) -> Vec<Suppression> {
    let mut rest = Vec::new();
    let end = suppressions.iter().map(|it| it.scope.end).max().unwrap_or_default();
    for it in suppressions.iter_mut().filter(|it| it.scope.end == end && it.scope.start < from) {
        let named: Vec<&'static str> = if it.codes.is_empty() {
            super::ALL.iter().map(|it| it.code).collect()
        } else {
            it.codes.clone()
        };
        let stay: Vec<&'static str> =
            named.into_iter().filter(|code| !codes.is_empty() && !codes.contains(code)).collect();
        if !stay.is_empty() {
            rest.push(Suppression { codes: stay, scope: Span::new(from, end), ..it.clone() });
        }
        it.scope.end = from;
    }
    rest
}

fn unknown_verb(verb: &str) -> String {
    let nearest = nearest(verb, &["ignore", "ignore-paragraph", "ignore-file", NEEDS_SOURCE, "off", "on"]);
    format!("There is no directive “{verb}”. Did you mean “{nearest}”?")
}

fn unknown_code(code: &str) -> String {
    let codes: Vec<&str> = super::ALL.iter().map(|it| it.code).collect();
    format!("There is no rule “{code}”. Did you mean “{}”?", nearest(code, &codes))
}

fn nearest<'a>(name: &str, names: &[&'a str]) -> &'a str {
    let likeness = |it: &&&str| strsim::jaro_winkler(name, it);
    names.iter().max_by(|a, b| likeness(a).total_cmp(&likeness(b))).copied().unwrap_or_default()
}
