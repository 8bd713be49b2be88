//! What the client tells us, applied in the order in which it arrives.
//!
//! These run inside [`Shield::call`](super::shield::Shield), before any future exists: nothing can
//! come between two edits. Parameters we cannot read are refused and logged, never guessed.

use std::{
    path::{Path, PathBuf},
    sync::Arc,
    time::Instant,
};

use serde::Deserialize;
use serde_json::Value;
use tokio::sync::watch;

use super::{
    document::{ContentChange, Document},
    from_lsp, named,
    session::{Phase, Session, State},
};
use crate::{
    features::ledger,
    markup::Format,
    sources::{library, lists},
    text::Text,
};

/// The name of a project's settings file.
pub const SETTINGS_FILE: &str = "onrecord.toml";

/// Applies a notification; false when it is none of those that must keep their order.
pub fn receive(session: &Session, method: &str, params: Option<&Value>) -> bool {
    let apply: fn(&Session, &Value) -> Result<(), String> = match method {
        "textDocument/didOpen" => open,
        "textDocument/didChange" => change,
        "textDocument/didClose" => close,
        "textDocument/didSave" => save,
        "workspace/didChangeConfiguration" => configure,
        "workspace/didChangeWatchedFiles" => watched,
        "workspace/didChangeWorkspaceFolders" => folders,
        "window/workDoneProgress/cancel" => stop,
        _ => return false,
    };
    let _arrived = (method == "textDocument/didChange").then(|| Arrived(session));
    if session.state().phase == Phase::Running
        && let Err(why) = apply(session, params.unwrap_or(&Value::Null))
    {
        session.outbox.log(&format!("onrecord could not follow {method}: {why}"));
    }
    session.wake();
    true
}

/// An edit that is on the way no longer, however its application ends.
struct Arrived<'a>(&'a Session);

impl Drop for Arrived<'_> {
    fn drop(&mut self) {
        self.0.edit_arrived();
    }
}

fn read<'de, T: Deserialize<'de>>(params: &'de Value) -> Result<T, String> {
    T::deserialize(params).map_err(|error| error.to_string())
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Open {
    text_document: Opened,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Opened {
    uri: String,
    language_id: String,
    version: i64,
    text: String,
}

fn open(session: &Session, params: &Value) -> Result<(), String> {
    let Open { text_document: it } = read(params)?;
    let uri: Arc<str> = it.uri.into();
    let mut state = session.state();
    let document = Document {
        path: from_lsp::path(&uri),
        text: Text::new(&it.text),
        version: it.version,
        revision: state.next_revision(),
        format: format(&it.language_id, &uri),
        is_source: lies_among_sources(&uri, &state.folders),
        list: list(&uri, &state.named),
        changes: Vec::new(),
        waiting: false,
        only_lists: false,
        reviewed: watch::Sender::new(None),
        noted: watch::Sender::new(None),
        uri: uri.clone(),
    };
    if document.list.is_some() {
        state.list_edited = Some(Instant::now());
    }
    // What was read of an earlier document of that name is of no use.
    if state.documents.insert(uri.clone(), document).is_some() {
        state.closed.push(uri.clone());
        state.queue.retain(|it| *it != uri);
    }
    if ledger::is_record(&uri) {
        reread(&mut state);
    }
    state.enqueue(&uri);
    Ok(())
}

/// Whether a text is a source of the desk's: in a folder of sources below the one that the writer has
/// opened, or in what lists are kept in and nobody writes articles in.
fn lies_among_sources(uri: &str, folders: &[PathBuf]) -> bool {
    let Some(path) = from_lsp::path(uri) else { return false };
    let below =
        folders.iter().filter_map(|it| path.strip_prefix(it).ok()).min_by_key(|it| it.as_os_str().len());
    let is_below = below.and_then(Path::parent).is_some_and(|it| it.iter().any(|it| it == "sources"));
    is_below || lists::Kind::of_path(&path).is_some()
}

/// Where a list lies without links: one that is called like a list, or that somebody has named.
fn list(uri: &str, named: &named::Named) -> Option<PathBuf> {
    let path = from_lsp::path(uri).filter(|it| lists::Kind::of_path(it).is_some())?;
    let is_called_so = library::is_list(&path);
    let real = std::fs::canonicalize(&path).unwrap_or(path);
    (is_called_so || named.is_list(&real)).then_some(real)
}

/// The editor knows best; where it only says "text", the file's name may say more.
fn format(language: &str, uri: &str) -> Format {
    match Format::of_language(language) {
        Format::Plain => Format::of_path(uri),
        known => known,
    }
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Changed {
    text_document: Versioned,
    content_changes: Vec<ContentChange>,
}

#[derive(Deserialize)]
struct Versioned {
    uri: String,
    version: i64,
}

fn change(session: &Session, params: &Value) -> Result<(), String> {
    let Changed { text_document: it, content_changes } = read(params)?;
    let mut state = session.state();
    let encoding = state.client.encoding;
    let revision = state.next_revision();
    let document = state.documents.get_mut(it.uri.as_str()).ok_or(format!("{} is not open", it.uri))?;
    content_changes.iter().for_each(|change| document.apply(change, encoding));
    document.revision = revision;
    let before = std::mem::replace(&mut document.version, it.version);
    if document.list.is_some() {
        state.list_edited = Some(Instant::now());
    }
    state.edited = Some(Instant::now());
    if ledger::is_record(&it.uri) {
        reread(&mut state);
    }
    state.enqueue(&it.uri);
    drop(state);
    if it.version <= before {
        let told = format!(
            "onrecord: version {} of {} follows version {before}; its edits apply all the same",
            it.version, it.uri
        );
        session.outbox.log(&told);
    }
    Ok(())
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Named {
    text_document: Uri,
}

#[derive(Deserialize)]
struct Uri {
    uri: String,
}

fn close(session: &Session, params: &Value) -> Result<(), String> {
    let Named { text_document: Uri { uri } } = read(params)?;
    let mut state = session.state();
    let document = state.documents.remove(uri.as_str()).ok_or(format!("{uri} is not open"))?;
    state.closed.push(document.uri.clone());
    state.unstudied.remove(&document.uri);
    state.assignments.retain(|it| it.uri != document.uri);
    if let Some(list) = &document.list {
        state.list_edited = Some(Instant::now());
        let now = super::lists::shown(&state, list, &uri);
        let before = document.noted.borrow().as_ref().map(|it| it.diagnostics.clone());
        if before.is_some_and(|it| it != now) {
            super::lists::publish(session, &uri, None, &now);
        }
    }
    if document.is_record() {
        // From now on what lies on disk counts; of a source it has counted all the time.
        if !document.is_source {
            reread(&mut state);
        }
        return Ok(());
    }
    if !state.client.pulls {
        super::desk::publish(&session.outbox, &uri, document.version, b"[]");
    }
    Ok(())
}

fn save(session: &Session, params: &Value) -> Result<(), String> {
    let Named { text_document: Uri { uri } } = read(params)?;
    heard_of(&mut session.state(), &[Uri { uri }]);
    Ok(())
}

#[derive(Deserialize)]
struct Watched {
    changes: Vec<Uri>,
}

fn watched(session: &Session, params: &Value) -> Result<(), String> {
    let Watched { changes } = read(params)?;
    heard_of(&mut session.state(), &changes);
    Ok(())
}

/// Files have changed on disk: all is judged anew if one of them is settings, a ledger or a source.
fn heard_of(state: &mut State, files: &[Uri]) {
    let is_news = |it: &Uri| is_settings(&it.uri) || ledger::is_record(&it.uri) || is_source(&it.uri, state);
    if files.iter().any(is_news) {
        reread(state);
    }
}

/// A settings file, or any that it may name as the house's.
fn is_settings(uri: &str) -> bool {
    from_lsp::path(uri).is_some_and(|it| it.extension().is_some_and(|it| it == "toml"))
}

/// A file in a folder of sources, a list of them, or what anybody has named as one.
fn is_source(uri: &str, state: &State) -> bool {
    let path = from_lsp::path(uri);
    path.is_some_and(|it| {
        library::is_list(&it)
            || state.named.holds(&it)
            || it.ancestors().skip(1).any(|it| it.file_name().is_some_and(|it| it == "sources"))
    })
}

fn configure(session: &Session, params: &Value) -> Result<(), String> {
    let mut state = session.state();
    // Clients that can be asked are asked (`requests`); what they push may be empty or of another server.
    if !state.client.configuration {
        state.told.later = params.pointer("/settings/onrecord").cloned();
        reread(&mut state);
    }
    Ok(())
}

/// Settings may have changed: everything is judged anew.
pub fn reread(state: &mut State) {
    state.told.epoch += 1;
    state.enqueue_all();
}

#[derive(Deserialize)]
struct Stopped {
    token: Value,
}

/// The writer has stopped the second reading of a text; it stays so until the text is opened anew.
fn stop(session: &Session, params: &Value) -> Result<(), String> {
    let Stopped { token } = read(params)?;
    let mut state = session.state();
    if let Some((_, uri)) = state.progress.clone().filter(|(own, _)| token == own.as_str()) {
        state.unstudied.insert(uri);
    }
    Ok(())
}

#[derive(Deserialize)]
struct Folders {
    event: FolderEvent,
}

#[derive(Deserialize)]
struct FolderEvent {
    added: Vec<Uri>,
    removed: Vec<Uri>,
}

fn folders(session: &Session, params: &Value) -> Result<(), String> {
    let Folders { event } = read(params)?;
    let mut state = session.state();
    let removed: Vec<_> = event.removed.iter().filter_map(|it| from_lsp::path(&it.uri)).collect();
    state.folders.retain(|it| !removed.contains(it));
    state.folders.extend(event.added.iter().filter_map(|it| from_lsp::path(&it.uri)));
    reread(&mut state);
    Ok(())
}
