//! What the server knows: the client, the open texts, the settings it was told.
//!
//! Everything stands under one short lock that no await crosses. Notifications change it in the
//! order of their arrival (`notifications`), the desk takes work from it, requests look things up.

use std::{
    collections::{HashMap, HashSet, VecDeque},
    path::{Path, PathBuf},
    sync::{
        Arc, Condvar, Mutex, MutexGuard, PoisonError,
        atomic::{AtomicUsize, Ordering},
    },
    thread,
    time::{Duration, Instant},
};

use serde_json::Value;

use super::{
    client::Client,
    document::{Change, Document},
    documents::Documents,
    named::Named,
    reviewed::Reviewed,
    stirs::{Stirs, Worker},
    study::{Assignment, Learned},
    testing::Testing,
    wire::Outbox,
};
use crate::{markup::Format, text::Text};

/// Nothing waits longer than this for edits on the way, should the framework lose one.
const SETTLING: Duration = Duration::from_millis(20);

/// So long after the last key press nobody types.
const REST: Duration = Duration::from_millis(300);

/// So long after the last key press in a list, articles are read beside what it has become: an entry that
/// is half written is none yet.
const LIST_PAUSE: Duration = Duration::from_millis(250);

/// Where a session stands.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Phase {
    #[default]
    Waiting,
    Running,
    /// After `shutdown`.
    Closing,
}

pub struct Session {
    pub outbox: Outbox,
    /// Edits that were read from the wire and not yet applied.
    pub on_the_way: Arc<AtomicUsize>,
    state: Mutex<State>,
    /// Told whenever the desk may have something to do.
    wake: Condvar,
    pub stirs: Stirs,
}

#[derive(Default)]
pub struct State {
    pub phase: Phase,
    pub client: Arc<Client>,
    pub folders: Vec<PathBuf>,
    /// Their addresses as the editor spells them.
    pub spelled: HashMap<PathBuf, String>,
    pub documents: Documents,
    /// Documents to be read, the longest waiting first.
    pub queue: VecDeque<Arc<str>>,
    /// Documents whose reading can be forgotten.
    pub closed: Vec<Arc<str>>,
    pub told: Told,
    /// Whether the desk must see what has changed on disk: a text was opened or saved.
    pub compare: bool,
    /// Whether the writer still has to be greeted.
    pub greet: bool,
    pub testing: Testing,
    /// The support lens as the writer has turned it, whatever the settings say.
    pub lens: Option<bool>,
    /// Questions to the client that only ask it to ask again.
    refreshes: u64,
    /// When a text last changed.
    pub edited: Option<Instant>,
    /// Texts for the second reader, the longest waiting first.
    pub assignments: Vec<Assignment>,
    /// What the second reader has read and the desk has not shown.
    pub learned: VecDeque<Learned>,
    /// Texts whose second reading the writer has stopped.
    pub unstudied: HashSet<Arc<str>>,
    /// The second reading under way, by its token.
    pub progress: Option<(String, Arc<str>)>,
    /// The notes on lists as they lie on disk, as diagnostics in JSON.
    pub lists: HashMap<PathBuf, Value>,
    /// When a list that is open last changed, if articles have not been read beside it since.
    pub list_edited: Option<Instant>,
    /// Grows with every list that articles are read beside anew.
    pub lists_read: u64,
    /// Sources that lie where nobody would look.
    pub named: Named,
    /// How many the editor was told of.
    pub shown_progress: u64,
    revision: u64,
}

/// The settings the editor has told us, uninterpreted.
#[derive(Clone, Debug, Default)]
pub struct Told {
    pub at_start: Option<Value>,
    pub later: Option<Value>,
    /// What it has said of single folders that are open.
    pub by_folder: HashMap<PathBuf, Value>,
    /// Grows with every change, also of files on disk.
    pub epoch: u64,
    /// Until when it is worth waiting for the first answer: nothing is shown that the settings would hide.
    pub expected: Option<Instant>,
}

/// A text as it was when the desk took it.
pub struct Copy {
    pub uri: Arc<str>,
    pub path: Option<PathBuf>,
    pub text: Text,
    pub revision: u64,
    pub format: Format,
    pub changes: Vec<Change>,
    /// Nothing has happened to it but that a list of sources has changed.
    pub only_lists: bool,
}

/// What the desk does next.
pub enum Job {
    Read(Copy),
    Forget(Vec<Arc<str>>),
    /// See what has changed on disk.
    Compare,
    Greet,
    /// Show what the second reader has found.
    Learn(Learned),
    /// The time that was asked for has come.
    Due,
}

impl Told {
    /// What holds in a folder that is open, or outside all of them.
    pub fn of(&self, folder: Option<&Path>) -> Option<&Value> {
        let scoped = folder.and_then(|it| self.by_folder.get(it));
        scoped.or(self.later.as_ref()).or(self.at_start.as_ref())
    }
}

impl Session {
    pub fn new(outbox: Outbox) -> Session {
        let state = Mutex::new(State::default());
        Session { outbox, on_the_way: Arc::default(), state, wake: Condvar::new(), stirs: Stirs::default() }
    }

    /// The state; a panic while it was held has left it whole, for all changes to it are single steps.
    pub fn state(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }

    pub fn wake(&self) {
        self.stirs.stir();
        self.nudge();
    }

    /// Has everybody look again, though there may be nothing new.
    pub fn nudge(&self) {
        self.wake.notify_all();
    }

    /// Waits for work, or until `due`.
    pub fn next(&self, due: Option<Instant>) -> Job {
        let mut state = self.state();
        let mut waiting = None;
        loop {
            if !state.closed.is_empty() {
                return Job::Forget(std::mem::take(&mut state.closed));
            }
            if std::mem::take(&mut state.compare) {
                return Job::Compare;
            }
            let now = Instant::now();
            let settling = state.testing.patience(SETTLING);
            if waiting.is_some_and(|since| now >= since + settling) {
                self.on_the_way.store(0, Ordering::Release);
            }
            let listed = state.list_edited.map(|it| it + LIST_PAUSE);
            if listed.is_some_and(|it| it <= now) {
                state.read_beside_lists();
            }
            let listed = state.list_edited.map(|it| it + LIST_PAUSE);
            // Asked once: an edit that arrives between two answers would wake nobody.
            let on_the_way = self.edits_are_on_the_way();
            waiting = on_the_way.then(|| waiting.unwrap_or(now));
            let settings = state.told.expected.filter(|it| *it > now);
            if settings.is_none() {
                if std::mem::take(&mut state.greet) {
                    return Job::Greet;
                }
                // With more edits on the way, what stands here is old already.
                if !on_the_way && let Some(copy) = state.take_next() {
                    return Job::Read(copy);
                }
            }
            if due.is_some_and(|it| it <= now) {
                return Job::Due;
            }
            if let Some(learned) = state.learned.pop_front() {
                return Job::Learn(learned);
            }
            let backstop = waiting.map(|since| since + settling);
            let until = [settings, due, backstop, listed].into_iter().flatten().min();
            state = match until {
                Some(until) => self.wait(state, until.saturating_duration_since(now)),
                None => self.wait_for_work(state, Worker::Desk),
            };
        }
    }

    /// Waits until something happens, at most so long.
    pub fn wait<'a>(&self, state: MutexGuard<'a, State>, most: Duration) -> MutexGuard<'a, State> {
        self.wake.wait_timeout(state, most).unwrap_or_else(PoisonError::into_inner).0
    }

    /// Waits until there may be work for a worker that has none.
    pub fn wait_for_work<'a>(&self, state: MutexGuard<'a, State>, worker: Worker) -> MutexGuard<'a, State> {
        self.stirs.idle(worker);
        self.wait(state, Duration::from_secs(3600))
    }

    /// The addresses of all that is open, as they are compared.
    pub fn open_files(&self) -> HashSet<String> {
        self.state().documents.keys().cloned().collect()
    }

    /// Whether no text waits for the desk.
    pub fn is_idle(&self) -> bool {
        self.state().queue.is_empty()
    }

    /// Waits until nobody types and no text waits for the desk.
    pub fn rest(&self) {
        let is_busy = || {
            let typing = self.state().edited.is_some_and(|it| it.elapsed() < REST);
            typing || self.edits_are_on_the_way() || !self.is_idle()
        };
        while is_busy() {
            thread::sleep(Duration::from_millis(20));
        }
    }

    pub fn edits_are_on_the_way(&self) -> bool {
        self.on_the_way.load(Ordering::Acquire) > 0
    }

    /// An edit is on the way no longer.
    pub fn edit_arrived(&self) {
        // None is left to count when the wait for it was given up.
        let counted = |it: usize| it.checked_sub(1);
        let _ = self.on_the_way.fetch_update(Ordering::AcqRel, Ordering::Acquire, counted);
        // Who has just seen it on the way and holds the state is not waiting yet, and would not hear.
        drop(self.state());
        self.wake();
    }

    /// Waits until the edits on the way are applied; they take microseconds.
    pub fn settle(&self) {
        let mut state = self.state();
        let settling = state.testing.patience(SETTLING);
        let end = Instant::now() + settling;
        while self.edits_are_on_the_way() && Instant::now() < end {
            state = self.wait(state, settling);
        }
    }

    /// Asks the client to ask again for all that the lens shows. Its answers say nothing and are not
    /// waited for.
    pub fn refresh_lens(&self) {
        let mut state = self.state();
        let client = state.client.clone();
        let views = [
            (client.refreshes_hints, "workspace/inlayHint/refresh"),
            (client.refreshes_tokens, "workspace/semanticTokens/refresh"),
        ];
        for (_, method) in views.into_iter().filter(|(refreshes, _)| *refreshes) {
            state.refreshes += 1;
            let id = format!("lens-{}", state.refreshes);
            self.outbox.send(&serde_json::json!({ "jsonrpc": "2.0", "id": id, "method": method }));
        }
    }

    /// Whether `revision` of a document is what the client has.
    pub fn is_current(&self, uri: &str, revision: u64) -> bool {
        self.state().documents.get(uri).is_some_and(|it| it.revision == revision)
    }
}

impl State {
    /// A name for a line of progress.
    pub fn next_progress(&mut self) -> String {
        self.shown_progress += 1;
        format!("onrecord-{}", self.shown_progress)
    }

    pub fn next_revision(&mut self) -> u64 {
        self.revision += 1;
        self.revision
    }

    /// Puts a document on the desk's pile.
    pub fn enqueue(&mut self, uri: &str) {
        if let Some(document) = self.documents.get_mut(uri).filter(|it| !it.waiting && !it.is_record()) {
            document.waiting = true;
            self.queue.push_back(document.uri.clone());
        }
    }

    /// A list has changed and rests: what is written is laid beside it again.
    fn read_beside_lists(&mut self) {
        self.list_edited = None;
        self.lists_read += 1;
        let waiting = |it: &Document| it.waiting || it.is_record();
        let uris: Vec<_> =
            self.documents.values().filter(|it| !waiting(it)).map(|it| it.uri.clone()).collect();
        for uri in &uris {
            self.enqueue(uri);
            if let Some(document) = self.documents.get_mut(uri) {
                document.only_lists = true;
            }
        }
    }

    pub fn enqueue_all(&mut self) {
        let mut uris: Vec<_> = self.documents.uris().cloned().collect();
        uris.sort_unstable();
        uris.iter().for_each(|it| self.enqueue(it));
    }

    fn take_next(&mut self) -> Option<Copy> {
        // A document closed in the meantime is not there any more.
        let uri = std::iter::from_fn(|| self.queue.pop_front()).find(|it| self.documents.contains(it))?;
        let document = self.documents.get_mut(&uri)?;
        document.waiting = false;
        Some(Copy {
            uri,
            path: document.path.clone(),
            text: document.text.clone(),
            revision: document.revision,
            format: document.format,
            changes: std::mem::take(&mut document.changes),
            only_lists: std::mem::take(&mut document.only_lists),
        })
    }

    /// Hands the newest reading of a document to those who wait for it. Gives back the one before:
    /// letting go of it takes a while, and the state is locked.
    #[must_use]
    pub fn deliver(&self, uri: &str, reviewed: Arc<Reviewed>) -> Option<Arc<Reviewed>> {
        self.documents.get(uri)?.reviewed.send_replace(Some(reviewed))
    }
}
