//! What is wrong with lists of sources, shown in the lists themselves.
//!
//! A list is no article and seldom open, so that its notes are pushed whatever the editor asks for.
//! Of one that is open they are about its text in the editor (`tally`).

use std::{path::Path, sync::Arc};

use serde_json::{Value, json};

use super::{
    from_lsp::key,
    places::Places,
    reviewed::severity,
    session::{Session, State},
    to_lsp,
};
use crate::{
    features::list_notes::{ListNote, UNUSED, list_notes},
    sources::library::{Library, ListFile},
    text::Encoding,
};

/// Shows the notes on lists as they lie on disk.
pub struct Lists {
    session: Arc<Session>,
}

impl Lists {
    pub fn new(session: Arc<Session>) -> Lists {
        Lists { session }
    }

    /// Shows what has changed.
    pub fn show(&self, library: &Library) {
        let encoding = self.session.state().client.encoding;
        for (file, notes) in list_notes(library) {
            let diagnostics = diagnostics(&file, &notes, encoding);
            let mut state = self.session.state();
            // Of one that is open the library has the editor's text.
            if state.documents.values().any(|it| it.list.as_ref() == Some(&file.path)) {
                continue;
            }
            let before = state.lists.insert(file.path.clone(), diagnostics.clone());
            if before.unwrap_or(json!([])) != diagnostics {
                publish(&self.session, &to_lsp::uri(&file.path), None, &diagnostics);
            }
        }
    }
}

/// What an editor shows of a list: as it lies on disk, unless it is open.
pub fn shown(state: &State, list: &Path, uri: &str) -> Value {
    if let Some(noted) = state.documents.get(uri).and_then(|it| it.noted.borrow().clone()) {
        return noted.diagnostics.clone();
    }
    let is_its_own = key(&to_lsp::uri(list)) == key(uri);
    state.lists.get(list).filter(|_| is_its_own).cloned().unwrap_or(json!([]))
}

pub fn publish(session: &Session, uri: &str, version: Option<i64>, diagnostics: &Value) {
    let mut params = json!({ "uri": uri, "diagnostics": diagnostics });
    if let Some(version) = version {
        params["version"] = version.into();
    }
    session.outbox.send(&json!({
        "jsonrpc": "2.0",
        "method": "textDocument/publishDiagnostics",
        "params": params,
    }));
}

pub fn diagnostics(file: &ListFile, notes: &[ListNote], encoding: Encoding) -> Value {
    let places = Places::new(&file.text, encoding, notes.iter().map(|it| it.span));
    notes.iter().map(|it| diagnostic(it, &places)).collect()
}

pub fn diagnostic(note: &ListNote, places: &Places) -> Value {
    const UNNECESSARY: u8 = 1;
    let mut it = json!({
        "range": places.range(note.span),
        "severity": severity(note.severity),
        "code": note.code,
        "source": "onrecord",
        "message": note.message,
    });
    if note.code == UNUSED {
        it["tags"] = json!([UNNECESSARY]);
    }
    it
}
