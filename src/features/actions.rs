//! What can be done about a finding with one key press.
//!
//! Listing is cheap and names no edit; [`resolve`] finds the finding again and writes the edits.
//! Every edit is plain text in the document, so that no editor needs more than to apply it.

mod attribute;
mod citing;
mod ignoring;
pub mod links;
mod listing;
mod narrative;
mod places;
mod remedy;
mod speakers;
mod stub;

use remedy::Remedy;
pub use stub::{Elsewhere, elsewhere};

use crate::{
    rules::{Finding, Fix, Review, Settings},
    text::{Edit, Span},
};

/// Something the writer can do with one key press.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Action {
    pub title: String,
    pub kind: ActionKind,
    /// The finding it mends: an index into `Review::findings`.
    pub finding: Option<usize>,
    /// The one that an editor's "fix this" takes.
    pub preferred: bool,
    /// What [`resolve`] needs to find its edits again; opaque, survives a trip to the client.
    pub key: String,
}

impl Action {
    /// Whether it says in a comment why a statement may stand on the writer's word: "witnessed".
    pub fn is_answer(&self) -> bool {
        self.key.starts_with(Remedy::BECAUSE)
    }
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ActionKind {
    QuickFix,
    /// An answer that leaves the words as they are and says why.
    Dismiss,
    /// For words that nobody asks about.
    Rewrite,
    /// For the whole file: "Replace all loaded verbs".
    Source,
    /// For the links of the whole file, which editors can be told to turn by itself.
    Citations,
    /// The list of what is cited, at the article's end.
    References,
}

/// What can be done about the findings that touch `span`, the sources that could be cited first. No edits
/// are computed, but evidence is looked for.
pub fn actions(review: &Review, span: Span) -> Vec<Action> {
    let before_end = review.findings.partition_point(|it| it.span.start <= span.end);
    let touched: Vec<usize> =
        (0..before_end).filter(|it| review.findings[*it].span.end >= span.start).collect();
    let mut out = citing::actions(review, span, &touched);
    for index in touched {
        let finding = &review.findings[index];
        out.extend(stub::action(review, index, finding));
        out.extend(remedy::remedies(review, finding).into_iter().map(|(remedy, title)| Action {
            title,
            kind: remedy.kind(),
            finding: Some(index),
            preferred: is_preferred(finding, &remedy),
            key: remedy.key(&review.article, finding),
        }));
    }
    if loaded(review).nth(1).is_some() {
        out.push(Action {
            title: "Replace all loaded verbs in this file with “said”".to_owned(),
            kind: ActionKind::Source,
            finding: None,
            preferred: false,
            key: Remedy::SAY_ALL.to_owned(),
        });
    }
    out.extend(listing::action(review));
    out
}

/// The edits of an action, in order, never overlapping; empty when the text has changed so that it no longer fits.
pub fn resolve(review: &Review, key: &str) -> Vec<Edit> {
    resolve_by(review, key, &Settings::default())
}

/// The same in a house that cites in its own way, on the day it is.
pub fn resolve_by(review: &Review, key: &str, settings: &Settings) -> Vec<Edit> {
    if let Some(mut edits) = citing::resolve(review, key, settings.citations) {
        edits.sort_by_key(|it| it.span);
        return edits;
    }
    if key == listing::KEY {
        return listing::edit(review).into_iter().collect();
    }
    if key == Remedy::SAY_ALL {
        return loaded(review).map(|(span, with)| Edit::replace(span, with)).collect();
    }
    let Some((remedy, finding)) = Remedy::from_key(review, key) else { return Vec::new() };
    let mut edits = remedy.edits(review, finding, settings.today).unwrap_or_default();
    edits.sort_by_key(|it| it.span);
    edits
}

/// Only a fix that leaves nothing to fill in is taken without looking.
fn is_preferred(finding: &Finding, remedy: &Remedy) -> bool {
    matches!(remedy, Remedy::Fix { index, .. } if matches!(finding.fixes.get(*index), Some(Fix::Say { .. })))
}

/// The loaded verbs of the file and what they would be.
fn loaded(review: &Review) -> impl Iterator<Item = (Span, &'static str)> + '_ {
    review.findings.iter().flat_map(|it| &it.fixes).filter_map(|fix| match fix {
        Fix::Say { span, with } => Some((*span, *with)),
        _ => None,
    })
}
