//! Reports on their way to the editor: all at the end, or piece by piece.

use std::time::{Duration, Instant};

use serde_json::{Value, json};

use crate::server::{reviewed::Diagnostics, session::Session};

/// Pieces do not go out more often than a reader sees them.
const PIECE: Duration = Duration::from_millis(100);

pub struct Reports<'a> {
    session: &'a Session,
    /// Where the editor shows how far we are.
    progress: Option<Value>,
    /// Where it takes pieces of the answer.
    pieces: Option<Value>,
    /// Reports that have not gone out, as JSON with commas between them.
    waiting: Vec<u8>,
    sent: Instant,
    told: Instant,
}

impl<'a> Reports<'a> {
    pub fn begin(session: &'a Session, progress: Option<Value>, pieces: Option<Value>) -> Reports<'a> {
        let now = Instant::now();
        let reports = Reports { session, progress, pieces, waiting: Vec::new(), sent: now, told: now };
        reports.tell(json!({ "kind": "begin", "title": "Reading the folder", "percentage": 0 }));
        reports
    }

    /// `before` is what the editor has.
    pub fn add(&mut self, uri: &str, diagnostics: &Diagnostics, before: Option<&str>) {
        if !self.waiting.is_empty() {
            self.waiting.push(b',');
        }
        let result = diagnostics.id.to_string();
        let is_known = before == Some(&result);
        let kind = if is_known { "unchanged" } else { "full" };
        let head = json!({ "kind": kind, "uri": uri, "version": null, "resultId": result }).to_string();
        self.waiting.extend_from_slice(head.trim_end_matches('}').as_bytes());
        if !is_known {
            self.waiting.extend_from_slice(br#","items":"#);
            self.waiting.extend_from_slice(&diagnostics.json);
        }
        self.waiting.push(b'}');
        if self.pieces.is_some() && self.sent.elapsed() > PIECE {
            self.send();
        }
    }

    pub fn done(&mut self, done: usize, of: usize) {
        if self.told.elapsed() > PIECE {
            self.told = Instant::now();
            self.tell(json!({ "kind": "report", "percentage": 100 * done / of.max(1) }));
        }
    }

    /// What is left for the answer itself: nothing where all has gone out in pieces.
    pub fn end(mut self) -> Vec<u8> {
        if self.pieces.is_some() {
            self.send();
        }
        self.tell(json!({ "kind": "end" }));
        self.waiting
    }

    fn send(&mut self) {
        let Some(token) = self.pieces.as_ref().filter(|_| !self.waiting.is_empty()) else { return };
        let head = format!(
            r#"{{"jsonrpc":"2.0","method":"$/progress","params":{{"token":{token},"value":{{"items":["#
        );
        self.session.outbox.frame(&[head.as_bytes(), &self.waiting, b"]}}}"].concat());
        self.waiting.clear();
        self.sent = Instant::now();
    }

    fn tell(&self, value: Value) {
        if let Some(token) = &self.progress {
            self.session.outbox.notify("$/progress", json!({ "token": token, "value": value }));
        }
    }
}
