//! Tells the editor how far long work is: the second reader, whom the writer may stop, and the reading of
//! the sources.

use std::{
    sync::{
        Arc,
        mpsc::{self, RecvTimeoutError, Sender},
    },
    thread,
    time::{Duration, Instant},
};

use serde_json::{Value, json};

use super::session::Session;

/// Fewer paragraphs than this are read before anybody would look.
const FEW: usize = 12;

/// Sources that are read sooner than this are not worth a line.
const SOON: Duration = Duration::from_millis(300);

/// Between two reports.
const OFTEN: Duration = Duration::from_millis(250);

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
        let token = (state.client.progress && of >= FEW).then(|| state.next_progress());
        state.progress = token.clone().map(|it| (it, uri.clone()));
        drop(state);
        let progress = Progress { session, token, of, told: Instant::now() };
        if let Some(token) = &progress.token {
            session.outbox.send(&create(token));
            progress.tell(json!({
                "kind": "begin", "title": "Reading closely", "cancellable": true, "percentage": 0,
            }));
        }
        progress
    }

    pub fn report(&mut self, done: usize) {
        if self.token.is_some() && self.told.elapsed() > OFTEN {
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

/// A line of progress while sources are read; it shows itself when that takes a while, and goes with this.
pub struct Indexing {
    /// How many of how many are done.
    reports: Sender<(usize, usize)>,
}

impl Indexing {
    /// None where the editor shows none.
    pub fn begin(session: &Arc<Session>) -> Option<Indexing> {
        if !session.state().client.progress {
            return None;
        }
        let (reports, heard) = mpsc::channel();
        let session = session.clone();
        let stirring = session.stirs.begin();
        // Of its own, because whoever reads a long file has no time to tell.
        thread::spawn(move || {
            let _stirring = stirring;
            let (began, mut last) = (Instant::now(), (0, 0));
            loop {
                match heard.recv_timeout(SOON.saturating_sub(began.elapsed())) {
                    Ok(report) => last = report,
                    Err(RecvTimeoutError::Timeout) => break,
                    Err(RecvTimeoutError::Disconnected) => return,
                }
            }
            let token = session.state().next_progress();
            let tell = |value| session.outbox.notify("$/progress", json!({ "token": token, "value": value }));
            session.outbox.send(&create(&token));
            let mut told = Instant::now();
            tell(json!({
                "kind": "begin", "title": "Reading sources", "cancellable": false, "percentage": percent(last),
            }));
            while let Ok(report) = heard.recv() {
                if told.elapsed() > OFTEN {
                    told = Instant::now();
                    let message = format!("{} of {} texts", report.0, report.1);
                    tell(json!({ "kind": "report", "message": message, "percentage": percent(report) }));
                }
            }
            tell(json!({ "kind": "end" }));
        });
        Some(Indexing { reports })
    }

    pub fn report(&self, done: usize, of: usize) {
        // Whoever heard it is gone only at the end of the process.
        let _ = self.reports.send((done, of));
    }
}

fn percent((done, of): (usize, usize)) -> usize {
    100 * done / of.max(1)
}

/// The question for a line of progress; its answer is not waited for.
fn create(token: &str) -> Value {
    json!({
        "jsonrpc": "2.0",
        "id": token,
        "method": "window/workDoneProgress/create",
        "params": { "token": token },
    })
}
