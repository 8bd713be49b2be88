//! Tells the editor how far the second reader is, and lets the writer stop it.

use std::{sync::Arc, time::Instant};

use serde_json::{Value, json};

use super::session::Session;

/// Fewer paragraphs than this are read before anybody would look.
const FEW: usize = 12;

/// One line of progress; none where the editor shows none or there is little to do.
pub struct Progress<'a> {
    session: &'a Session,
    token: Option<String>,
    of: usize,
    told: Instant,
}

impl<'a> Progress<'a> {
    pub fn begin(session: &'a Session, uri: &Arc<str>, of: usize) -> Progress<'a> {
        let mut state = session.state();
        let token = (state.client.progress && of >= FEW).then(|| {
            state.shown_progress += 1;
            format!("onrecord-{}", state.shown_progress)
        });
        state.progress = token.clone().map(|it| (it, uri.clone()));
        drop(state);
        let progress = Progress { session, token, of, told: Instant::now() };
        if let Some(token) = &progress.token {
            session.outbox.send(&json!({
                "jsonrpc": "2.0",
                "id": token,
                "method": "window/workDoneProgress/create",
                "params": { "token": token },
            }));
            progress.tell(json!({
                "kind": "begin", "title": "Reading closely", "cancellable": true, "percentage": 0,
            }));
        }
        progress
    }

    pub fn report(&mut self, done: usize) {
        if self.token.is_some() && self.told.elapsed().as_millis() > 250 {
            self.told = Instant::now();
            self.tell(json!({ "kind": "report", "percentage": 100 * done / self.of.max(1) }));
        }
    }

    pub fn end(self) {
        self.tell(json!({ "kind": "end" }));
        self.session.state().progress = None;
    }

    fn tell(&self, value: Value) {
        if let Some(token) = &self.token {
            self.session.outbox.notify("$/progress", json!({ "token": token, "value": value }));
        }
    }
}
