//! Cite now, fill in later: a key that no list has, put into the list as an entry to be completed.

use std::sync::Arc;

use super::{Action, ActionKind};
use crate::{
    rules::{Finding, Review},
    sources::{
        library::ListFile,
        lists::{self, Draft, Kind},
    },
    text::Edit,
};

/// A change of a list, which is not the article.
#[derive(Clone, Debug)]
pub struct Elsewhere {
    pub file: Arc<ListFile>,
    /// In bytes of the list's text.
    pub edit: Edit,
}

const CODE: &str = "unknown-source";
const STUB: &str = "stub\t";

/// What the writer has to fill in.
const OPEN: &str = "TK";

/// None where no list is kept in a form that takes the entry.
pub(super) fn action(review: &Review, index: usize, finding: &Finding) -> Option<Action> {
    if finding.code != CODE {
        return None;
    }
    let key = review.article.words(finding.span);
    let list = stub(review, key)?.file;
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
    stub(review, key.strip_prefix(STUB)?)
}

fn stub(review: &Review, key: &str) -> Option<Elsewhere> {
    let open = |kind: Kind| Draft {
        key: key.to_owned(),
        title: Some(OPEN.to_owned()),
        // Typst takes no list where an address is none.
        url: (kind != Kind::Yaml).then(|| OPEN.to_owned()),
        ..Draft::default()
    };
    added(review, open)
}

/// An entry for the first list that takes one.
fn added(review: &Review, draft: impl Fn(Kind) -> Draft) -> Option<Elsewhere> {
    let mut lists = review.texts().library().lists.iter();
    let mut lists = lists.by_ref().filter(|it| !it.recoded);
    lists.find_map(|file| {
        // Front matter has none of these names: what stands there is the article's.
        let kind = Kind::of_path(&file.path)?;
        let edit = lists::add(kind, &file.text, &file.list, &draft(kind))?;
        Some(Elsewhere { file: file.clone(), edit })
    })
}
