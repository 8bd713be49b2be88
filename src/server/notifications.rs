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
    wire::MessageKind,
};
use crate::{
    features::ledger,
    markup::Format,
    sources::{self, library, lists},
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
    #[serde(default)]
    language_id: String,
    #[serde(default, deserialize_with = "from_lsp::version")]
    version: Option<i64>,
    text: String,
}

fn open(session: &Session, params: &Value) -> Result<(), String> {
    let Open { text_document: it } = read(params)?;
    let uri: Arc<str> = it.uri.into();
    let mut state = session.state();
    let is_source = lies_among_sources(&uri, &state.folders);
    // Nothing is said about what is no text, as nothing is about a source.
    let unreadable = unreadable(&uri, &it.text).filter(|_| !is_source);
    let document = Document {
        path: from_lsp::path(&uri),
        text: Text::new(&it.text),
        version: it.version.unwrap_or_default(),
        revision: state.next_revision(),
        format: format(&it.language_id, &uri),
        is_source: is_source || unreadable.is_some(),
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
    if let Some(before) = state.documents.insert(document) {
        state.queue.retain(|it| *it != before.uri);
        state.closed.push(before.uri);
    }
    if is_ledger(&uri) {
        reread(&mut state);
    }
    state.compare = true;
    state.enqueue(&uri);
    drop(state);
    if let Some(message) = unreadable {
        session.outbox.show(MessageKind::Information, &message);
        session.outbox.log(&message);
    }
    Ok(())
}

/// What to do about a document that an editor has opened as if it were text. None where something has made
/// text of it.
fn unreadable(uri: &str, text: &str) -> Option<String> {
    let path = from_lsp::path(uri)?;
    let foreign = sources::foreign(&path, false);
    let is_text = !text.contains(['\0', '\u{fffd}'])
        && !["PK\u{3}\u{4}", "%PDF-", "{\\rtf", "{\""].iter().any(|it| text.starts_with(it));
    if is_text || foreign.is_none() && !sources::is_document(&path) {
        return None;
    }
    let name = path.file_name()?.to_string_lossy();
    Some(match foreign {
        Some(why) => format!("onrecord: {name}: {why}."),
        None => format!(
            "onrecord does not read {name} in an editor, because it is a document and no text. \
            Check it in a terminal with `onrecord check {name}`, or save it as .md or .txt."
        ),
    })
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
        Format::Plain => Format::of_path(&from_lsp::key(uri)),
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
    #[serde(default, deserialize_with = "from_lsp::version")]
    version: Option<i64>,
}

fn change(session: &Session, params: &Value) -> Result<(), String> {
    let Changed { text_document: it, content_changes } = read(params)?;
    let mut state = session.state();
    let encoding = state.client.encoding;
    let revision = state.next_revision();
    let document = state.documents.get_mut(it.uri.as_str()).ok_or(format!("{} is not open", it.uri))?;
    content_changes.iter().for_each(|change| document.apply(change, encoding));
    document.revision = revision;
    let before = document.version;
    // An editor that does not count is told the number that it named last.
    document.version = it.version.unwrap_or(before);
    if document.list.is_some() {
        state.list_edited = Some(Instant::now());
    }
    state.edited = Some(Instant::now());
    if is_ledger(&it.uri) {
        reread(&mut state);
    }
    state.enqueue(&it.uri);
    drop(state);
    if let Some(version) = it.version.filter(|it| *it <= before) {
        let told = format!(
            "onrecord: version {version} of {} follows version {before}; its edits apply all the same",
            it.uri
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
        let now = super::lists::shown(&state, list, &document.uri);
        let before = document.noted.borrow().as_ref().map(|it| it.diagnostics.clone());
        if before.is_some_and(|it| it != now) {
            super::lists::publish(session, &document.uri, None, &now);
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
        super::desk::publish(&session.outbox, &document.uri, document.version, b"[]");
    }
    Ok(())
}

fn save(session: &Session, params: &Value) -> Result<(), String> {
    let Named { text_document: Uri { uri } } = read(params)?;
    let mut state = session.state();
    state.compare = true;
    heard_of(&mut state, &[Uri { uri }]);
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
    let is_news = |it: &Uri| is_settings(&it.uri) || is_ledger(&it.uri) || is_source(&it.uri, state);
    if files.iter().any(is_news) {
        reread(state);
    }
}

/// A ledger or a private one, however its address is spelled.
fn is_ledger(uri: &str) -> bool {
    ledger::is_record(&from_lsp::key(uri))
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

impl State {
    /// A folder that the editor has open.
    pub fn add_folder(&mut self, uri: &str) {
        let Some(path) = from_lsp::path(uri).filter(|it| !self.folders.contains(it)) else { return };
        self.spelled.insert(path.clone(), uri.to_owned());
        self.folders.push(path);
    }
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
    state.told.by_folder.retain(|it, _| !removed.contains(it));
    for Uri { uri } in event.added {
        state.add_folder(&uri);
    }
    reread(&mut state);
    Ok(())
}
