//! Cite now, fill in later: a key that no list has, put into the list as an entry to be completed.

use std::path::PathBuf;

use super::{Action, ActionKind};
use crate::{
    rules::{Finding, Review},
    sources::{library::ListFile, lists},
};

/// Words for the top of a file that is not the article.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Elsewhere {
    pub path: PathBuf,
    pub text: String,
}

const CODE: &str = "unknown-source";
const STUB: &str = "stub\t";

/// None where no list is kept in a form that takes an entry at its top.
pub(super) fn action(review: &Review, index: usize, finding: &Finding) -> Option<Action> {
    let list = list(review).filter(|_| finding.code == CODE)?;
    let key = review.article.words(finding.span);
    Some(Action {
        title: format!("Add “{key}” to {}", list.path.file_name()?.to_string_lossy()),
        kind: ActionKind::QuickFix,
        finding: Some(index),
        preferred: false,
        key: format!("{STUB}{key}"),
    })
}

/// What an action writes into another file, if it is one that does.
pub fn elsewhere(review: &Review, key: &str) -> Option<Elsewhere> {
    let key = key.strip_prefix(STUB)?;
    let list = list(review)?;
    // A byte order mark has to stay the first; and braces would end the entry.
    if list.text.starts_with('\u{feff}') || key.contains(['{', '}', ',', '\n']) {
        return None;
    }
    let line_break = if list.text.contains("\r\n") { "\r\n" } else { "\n" };
    let lines = [
        format!("@online{{{key},"),
        "  title = {TK},".into(),
        "  url = {TK}".into(),
        "}".into(),
        String::new(),
    ];
    let text = lines.iter().flat_map(|it| [it.as_str(), line_break]).collect();
    Some(Elsewhere { path: list.path.clone(), text })
}

/// The first list that entries can be put on top of.
fn list(review: &Review) -> Option<&ListFile> {
    let lists = review.texts().library().lists.iter().map(|it| &**it);
    let own = |it: &&ListFile| lists::Kind::of_path(&it.path) == Some(lists::Kind::Bibtex);
    { lists }.find(own)
}
