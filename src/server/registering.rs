//! What the editor is asked to tell us about, and which settings it is asked for.

use serde_json::{Value, json};
use tower_lsp::gen_lsp_types::{ConfigurationItem, Registration};

use super::{notifications, requests::Requests};
use crate::features::ledger::ENDING;

impl Requests {
    /// Asks to be told about changes; the answers say nothing and are not waited for.
    pub fn register(&self) {
        let client = self.session.state().client.clone();
        let mut registrations = Vec::new();
        if client.registers_watchers {
            let watchers = json!({ "watchers": [
                { "globPattern": "**/*.toml" },
                { "globPattern": format!("**/*{ENDING}") },
                { "globPattern": "**/sources/**" },
                { "globPattern": "**/*.{bib,bibtex,biblatex}" },
                { "globPattern": "**/{refs,references,sources,bibliography}.{json,yaml,yml}" },
            ] });
            registrations.push(registration("workspace/didChangeWatchedFiles", watchers));
        }
        if client.registers_configuration {
            registrations
                .push(registration("workspace/didChangeConfiguration", json!({ "section": "onrecord" })));
        }
        if !registrations.is_empty() {
            let client = self.client.clone();
            tokio::spawn(async move { client.register_capability(registrations).await });
        }
    }

    /// Asks for the editor's settings, beside everything else: for all, then for each folder.
    pub fn ask_for_settings(&self) {
        let (folders, spelled) = {
            let state = self.session.state();
            if !state.client.configuration {
                return;
            }
            let spelled: Vec<_> =
                state.folders.iter().filter_map(|it| state.spelled.get(it).cloned()).collect();
            (state.folders.clone(), spelled)
        };
        let (client, session) = (self.client.clone(), self.session.clone());
        let stirring = session.stirs.begin();
        tokio::spawn(async move {
            let scopes = std::iter::once(None).chain(spelled.into_iter().map(|it| Some(it.into())));
            let item = |scope_uri| ConfigurationItem { scope_uri, section: Some("onrecord".to_owned()) };
            let told = client.configuration(scopes.map(item).collect()).await;
            let mut state = session.state();
            state.told.expected = None;
            if let Ok(values) = told {
                let mut values = values.into_iter();
                let value = values.next().filter(|it| !it.is_null());
                let scoped = folders.into_iter().zip(values).filter(|(_, it)| !it.is_null()).collect();
                if state.told.later != value || state.told.by_folder != scoped {
                    state.told.later = value;
                    state.told.by_folder = scoped;
                    notifications::reread(&mut state);
                }
            }
            drop(state);
            session.wake();
            drop(stirring);
        });
    }
}

fn registration(method: &str, options: Value) -> Registration {
    Registration { id: method.to_owned(), method: method.to_owned(), register_options: Some(options) }
}
