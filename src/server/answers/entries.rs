//! What can be done about the entries of a list that is open in the editor.
//!
//! A list is no article and has no reading: what is asked about it is answered here, from what the `tally`
//! knows of its newest text.

use std::{
    collections::BTreeMap,
    path::{Path, PathBuf},
    sync::Arc,
    time::Duration,
};

use tokio::time::timeout;
use tower_lsp::gen_lsp_types::*;

use super::{files, keys, ledger};
use crate::{
    features::{
        list_actions::{self, Change, ListAction},
        list_notes::ListNote,
    },
    server::{
        client::Client,
        from_lsp, lists,
        places::Places,
        requests::apart,
        session::Session,
        tally::Noted,
        to_lsp::{self, ActionKey},
    },
    sources::{import::Kind, today},
    text::{Span, Text},
};

/// How long a question waits for the tally before it is answered without.
const PATIENCE: Duration = Duration::from_secs(3);

/// An open list as it is now.
pub struct Open {
    pub uri: String,
    pub version: i64,
    pub text: Text,
    pub noted: Arc<Noted>,
    pub client: Arc<Client>,
}

/// None for what is no list.
pub async fn offers(
    session: &Arc<Session>,
    uri: &str,
    range: Range,
    context: &CodeActionContext,
) -> Option<Vec<CodeActionResponse>> {
    if !is_list(session, uri) {
        return None;
    }
    let (Some(list), Some(today)) = (open(session, uri).await, today()) else { return Some(Vec::new()) };
    if !list.client.actions {
        return Some(Vec::new());
    }
    let offset = |it| list.text.offset(from_lsp::position(it), list.client.encoding);
    let span = Span::new(offset(range.start), offset(range.end));
    let noted = list.noted.clone();
    let found = apart(move || list_actions::actions(&noted.library, &noted.notes, span, today)).await;
    let mut out = Vec::new();
    for it in found.unwrap_or_default() {
        let is_possible = list.client.creates_files || !it.makes_a_file();
        if !to_lsp::is_wanted(it.kind, context.only.as_deref()) || !is_possible {
            continue;
        }
        let Some(change) = list_actions::change(&list.noted.library, &it.key) else { continue };
        let old = change.instead.as_ref().map(|it| it.0.as_str());
        if old.is_some_and(|old| !texts_called(session, &list, old).is_empty()) {
            continue;
        }
        let is_lazy = list.client.lazy_edits;
        let edit = if is_lazy { None } else { Some(edit(session, &list, change).await) };
        out.push(CodeActionResponse::CodeAction(action(&list, context, it, edit)));
    }
    Some(out)
}

pub fn is_list(session: &Session, uri: &str) -> bool {
    session.state().documents.get(uri).is_some_and(|it| it.list.is_some())
}

/// The edits of an action; none when the list has changed since.
pub async fn resolve(session: &Arc<Session>, key: &ActionKey) -> Option<WorkspaceEdit> {
    let list = open(session, &key.uri).await?;
    if (list.noted.revision, list.version) != (key.revision, key.version) {
        return None;
    }
    let change = list_actions::change(&list.noted.library, &key.key)?;
    Some(edit(session, &list, change).await)
}

/// None for what is no list, or was not counted in time.
pub async fn open(session: &Session, uri: &str) -> Option<Open> {
    let (mut watch, revision, patience) = {
        let state = session.state();
        let document = state.documents.get(uri)?;
        (document.noted.subscribe(), document.revision, state.testing.patience(PATIENCE))
    };
    let is_new = |it: &Option<Arc<Noted>>| it.as_ref().is_some_and(|it| it.revision >= revision);
    let noted = timeout(patience, watch.wait_for(is_new)).await.ok()?.ok()?.clone()?;
    let state = session.state();
    let document = state.documents.get(uri).filter(|it| it.revision == noted.revision)?;
    let (version, text, client) = (document.version, document.text.clone(), state.client.clone());
    Some(Open { uri: uri.to_owned(), version, text, noted, client })
}

fn action(
    list: &Open,
    context: &CodeActionContext,
    it: ListAction,
    edit: Option<WorkspaceEdit>,
) -> CodeAction {
    let data = edit.is_none().then(|| ActionKey {
        uri: list.uri.clone(),
        version: list.version,
        revision: list.noted.revision,
        key: it.key,
    });
    let note = it.note.and_then(|note| diagnostic(list, context, &list.noted.notes[note]));
    CodeAction {
        title: it.title,
        kind: Some(to_lsp::action_kind(it.kind)),
        diagnostics: note.map(|it| vec![it]),
        edit,
        data: data.and_then(|it| serde_json::to_value(it).ok()),
        ..CodeAction::default()
    }
}

/// The client's own where it sent one, so that it finds it again.
fn diagnostic(list: &Open, context: &CodeActionContext, note: &ListNote) -> Option<Diagnostic> {
    let places = Places::new(&list.noted.library.lists.first()?.text, list.client.encoding, [note.span]);
    let ours: Diagnostic = serde_json::from_value(lists::diagnostic(note, &places)).ok()?;
    let sent = context.diagnostics.iter().find(|it| it.range == ours.range && it.code == ours.code);
    Some(sent.cloned().unwrap_or(ours))
}

async fn edit(session: &Arc<Session>, list: &Open, change: Change) -> WorkspaceEdit {
    let mut by_file: BTreeMap<String, Vec<TextEdit>> = BTreeMap::new();
    let file = &list.noted.library.lists[0];
    let places = Places::new(&file.text, list.client.encoding, change.edits.iter().map(|it| it.span));
    let edits = change.edits.into_iter();
    let edits = edits.map(|it| TextEdit { range: places.range(it.span), new_text: it.text }).collect();
    by_file.insert(list.uri.clone(), edits);
    let mut label = "Change a list of sources".to_owned();
    if let Some((old, new)) = change.instead {
        label = format!("Cite “{new}” in place of “{old}”");
        for Location { uri, range } in keys::uses(session, &old, Some(&file.path)).await {
            let edit = TextEdit { range, new_text: new.clone() };
            by_file.entry(uri.as_ref().to_owned()).or_default().push(edit);
        }
    }
    let archive = list_actions::archive_of(&file.path).zip(change.archived);
    let archived = archive.map(|(path, text)| {
        ledger::made(to_lsp::uri(&path), TextEdit { range: Range::default(), new_text: text })
    });
    files::workspace_edit(session, by_file, archived.unwrap_or_default(), &label)
}

/// The texts that are found by this key for their name: they would be a source of their own without it.
pub fn texts_called(session: &Session, list: &Open, key: &str) -> Vec<PathBuf> {
    let folders = session.state().folders.clone();
    let beside = list.noted.library.lists.iter().filter_map(|it| it.path.parent());
    let places = beside.chain(folders.iter().map(|it| it.as_path()));
    let places = places.flat_map(|it| [it.join("sources"), it.to_owned()]);
    let files = places.filter(|it| it.ends_with("sources")).flat_map(std::fs::read_dir).flatten().flatten();
    let is_called = |it: &Path| it.file_stem().is_some_and(|it| it.to_string_lossy() == key);
    let texts = files.map(|it| it.path()).filter(|it| is_called(it) && Kind::of_path(it).is_some());
    let mut texts: Vec<PathBuf> = texts.filter_map(|it| std::fs::canonicalize(it).ok()).collect();
    texts.sort();
    texts.dedup();
    texts
}
