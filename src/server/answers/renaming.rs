//! Another key for a source: in its list, in every article of the workspace, and for texts that are
//! found by their name.
//!
//! The editor applies it; the server writes and moves no file.

use std::{
    collections::BTreeMap,
    path::{Path, PathBuf},
    sync::Arc,
};

use tower_lsp::{
    gen_lsp_types::*,
    jsonrpc::{Error, Result},
};

use super::{
    files::workspace_edit,
    keys::{source, users},
};
use crate::{
    server::{reading::Reading, session::Session, to_lsp},
    sources::library::composed,
};

/// The key under the cursor, if it can be another: one that an entry declares, or the name of a file.
pub fn renamable(reading: &Reading, at: Position) -> Option<PrepareRenameResult> {
    let key = reading.article().key_at(reading.offset(at))?;
    let source = source(&reading.review, key.key)?;
    // Another of its keys is no name of its entry, and places in a list that was recoded are none in the file.
    let is_own = composed(&source.key) == composed(key.key);
    if !is_own || source.listed.as_ref().is_some_and(|it| it.file.recoded) {
        return None;
    }
    let may_move = source.named_by_key().next().is_none() || reading.client.renames_files;
    if !may_move || source.home().is_none() {
        return None;
    }
    let range = reading.places([key.span]).range(key.span);
    let placeholder = PrepareRenamePlaceholder { range, placeholder: key.key.to_owned() };
    Some(PrepareRenameResult::PrepareRenamePlaceholder(placeholder))
}

pub async fn rename(
    session: &Arc<Session>,
    reading: &Reading,
    key: &str,
    to: &str,
) -> Result<Option<WorkspaceEdit>> {
    let source = source(&reading.review, key);
    let source = source.ok_or_else(|| Error::invalid_params("No list and no file has this key."))?;
    if source.listed.as_ref().is_some_and(|it| it.file.recoded) {
        return Err(Error::invalid_params("The list of this key is not UTF-8: save it as UTF-8 first."));
    }
    if composed(&source.key) != composed(key) {
        return Err(Error::invalid_params("This is another key of an entry: change it in the list."));
    }
    let texts: Vec<PathBuf> = source.named_by_key().map(Path::to_path_buf).collect();
    let is_taken = reading.review.texts().library().find(to).is_some();
    let files = moves(&texts, to, is_taken, reading.client.renames_files).map_err(Error::invalid_params)?;
    let mut by_file: BTreeMap<String, Vec<TextEdit>> = BTreeMap::new();
    for Location { uri, range } in users(session, reading, key, true).await {
        let edit = TextEdit { range, new_text: to.to_owned() };
        by_file.entry(uri.as_ref().to_owned()).or_default().push(edit);
    }
    // Words first: files are called by their old names until then.
    let then = files.into_iter().map(moved).collect();
    Ok(Some(workspace_edit(session, by_file, then, &format!("Cite “{to}” in place of “{key}”"))))
}

/// The files that get another name with the key; or why the key cannot be another.
pub fn moves(
    texts: &[PathBuf],
    to: &str,
    is_taken: bool,
    renames_files: bool,
) -> std::result::Result<Vec<(PathBuf, PathBuf)>, &'static str> {
    let is_key = |it: char| it.is_alphanumeric() || "_-:.+/".contains(it);
    if !to.starts_with(char::is_alphanumeric) || !to.chars().all(is_key) {
        return Err("A key has letters, digits and single marks, and no spaces.");
    }
    if is_taken {
        return Err("Another source has this key already.");
    }
    let files: Vec<(PathBuf, PathBuf)> = texts.iter().map(|it| (it.clone(), called(it, to))).collect();
    if files.is_empty() {
        return Ok(files);
    }
    if !renames_files {
        return Err("This key is the name of a file: rename the file, and its citations.");
    }
    if to.contains([':', '/', '+']) {
        return Err("This key is the name of a file, which has letters, digits, dots and dashes.");
    }
    if files.iter().any(|it| it.1.exists()) {
        return Err("There is a file of this name already.");
    }
    Ok(files)
}

fn called(path: &Path, to: &str) -> PathBuf {
    let ending = path.extension().unwrap_or_default().to_string_lossy();
    path.with_file_name(format!("{to}.{ending}"))
}

pub fn moved((from, to): (PathBuf, PathBuf)) -> DocumentChange {
    let uri = |it: &Path| to_lsp::uri(it).into();
    DocumentChange::RenameFile(RenameFile::new(uri(&from), uri(&to), None, None))
}
