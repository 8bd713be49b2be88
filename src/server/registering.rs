//! What the editor is asked to tell us about.

use serde_json::{Value, json};
use tower_lsp::gen_lsp_types::Registration;

use super::requests::Requests;
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
}

fn registration(method: &str, options: Value) -> Registration {
    Registration { id: method.to_owned(), method: method.to_owned(), register_options: Some(options) }
}
