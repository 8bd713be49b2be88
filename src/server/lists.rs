//! What is wrong with lists of sources, shown in the lists themselves.
//!
//! A list is no article and seldom open, so that its notes are pushed whatever the editor asks for.

use std::{collections::HashMap, path::PathBuf, sync::Arc};

use serde_json::{Value, json};

use super::{places::Places, session::Session, to_lsp};
use crate::{
    features::list_notes::{ListNote, list_notes},
    sources::library::{Library, ListFile},
};

/// The notes that are shown, by list.
pub struct Lists {
    session: Arc<Session>,
    shown: HashMap<PathBuf, Value>,
}

impl Lists {
    pub fn new(session: Arc<Session>) -> Lists {
        Lists { session, shown: HashMap::new() }
    }

    /// Shows what has changed.
    pub fn show(&mut self, library: &Library) {
        for (file, notes) in list_notes(library) {
            let diagnostics = self.diagnostics(&file, &notes);
            let none = json!([]);
            if *self.shown.get(&file.path).unwrap_or(&none) == diagnostics {
                continue;
            }
            self.session.outbox.send(&json!({
                "jsonrpc": "2.0",
                "method": "textDocument/publishDiagnostics",
                "params": { "uri": to_lsp::uri(&file.path), "diagnostics": diagnostics },
            }));
            self.shown.insert(file.path.clone(), diagnostics);
        }
    }

    fn diagnostics(&self, file: &ListFile, notes: &[ListNote]) -> Value {
        const INFORMATION: u8 = 3;
        let encoding = self.session.state().client.encoding;
        let places = Places::new(&file.text, encoding, notes.iter().map(|it| it.span));
        let diagnostic = |it: &ListNote| {
            json!({
                "range": places.range(it.span),
                "severity": INFORMATION,
                "code": it.code,
                "source": "onrecord",
                "message": it.message,
            })
        };
        notes.iter().map(diagnostic).collect()
    }
}
