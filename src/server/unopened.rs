//! Diagnostics of articles that are not open, for editors that ask for the whole folder.
//!
//! Answered past the framework, like those of open texts (`pull`). The walk reads inside workspace
//! folders only, keeps what it has read until a file changes, gives way to whoever types, and ends
//! when nobody waits for it any more. What is found goes out piece by piece where the editor wants it so.

mod reports;
mod users;

use std::{
    collections::{HashMap, HashSet},
    panic::{AssertUnwindSafe, catch_unwind},
    path::{Path, PathBuf},
    sync::{
        Arc, Mutex, PoisonError,
        atomic::{AtomicBool, Ordering},
    },
    thread,
    time::{Duration, Instant, SystemTime},
};

use serde::Deserialize;
use serde_json::Value;
use tower_lsp::jsonrpc::{Error, Id, Response};

use super::{
    beside::Beside,
    from_lsp,
    reviewed::{Diagnostics, Own},
    session::{Copy, Session},
    settings::Desktop,
    to_lsp,
};
use crate::{
    article::Article,
    features::wanted::is_text,
    markup::Format,
    rules::{Finding, Review},
    sources,
    text::Text,
};
use reports::Reports;
pub use users::users;

pub const METHOD: &str = "workspace/diagnostic";

/// Articles on disk that are read, in the order of their names.
const MOST_FILES: usize = 2_000;

/// Bytes of an article on disk; a longer one is no article.
const LONGEST: u64 = 1_000_000;

/// Bytes read for all of them together.
const MOST_BYTES: u64 = 24_000_000;

/// So long after the last key press nobody types.
const PAUSE: Duration = Duration::from_millis(300);

/// The index of names: of use only to somebody who has the article before them.
const INDEX: &str = "named-entity";

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Question {
    previous_result_ids: Vec<Previous>,
    work_done_token: Option<Value>,
    partial_result_token: Option<Value>,
}

#[derive(Deserialize)]
struct Previous {
    uri: String,
    value: String,
}

/// What is known of the articles that are not open.
pub struct Unopened {
    session: Arc<Session>,
    desk: Mutex<Desk>,
}

/// What reading an article takes. It says nothing to the writer: the other desk has said it.
struct Desk {
    settings: Desktop,
    beside: Beside,
    known: HashMap<PathBuf, Known>,
}

/// An article on disk as it was when it was read.
struct Known {
    modified: Option<SystemTime>,
    length: u64,
    /// The state of settings, ledgers and sources, and of lists that are open.
    epoch: (u64, u64),
    diagnostics: Diagnostics,
}

/// An article on disk.
pub struct OnDisk {
    pub path: PathBuf,
    pub uri: String,
    pub modified: Option<SystemTime>,
    pub length: u64,
}

/// The articles of these folders that are not `open`, by the keys of their addresses: as many and as large
/// as may be read.
pub fn on_disk<'a>(folders: &'a [PathBuf], open: &'a HashSet<String>) -> impl Iterator<Item = OnDisk> + 'a {
    let (mut seen, mut bytes) = (HashSet::new(), 0);
    let paths = folders.iter().flat_map(|it| sources::articles(it)).filter_map(Result::ok);
    let paths = paths.filter(move |it| seen.insert(it.clone())).take(MOST_FILES);
    let files = paths.filter_map(OnDisk::new);
    let files = files.take_while(move |it| {
        bytes += it.length;
        bytes <= MOST_BYTES
    });
    files.filter(|it| it.length <= LONGEST && !open.contains(&from_lsp::key(&it.uri)))
}

/// The same, but only if that is all of them.
pub fn all_on_disk(folders: &[PathBuf], open: &HashSet<String>) -> Option<Vec<OnDisk>> {
    let paths = folders.iter().flat_map(|it| sources::articles(it)).take(MOST_FILES + 1);
    let mut paths = paths.collect::<Result<Vec<PathBuf>, _>>().ok().filter(|it| it.len() <= MOST_FILES)?;
    paths.sort_unstable();
    paths.dedup();
    let files = paths.into_iter().map(OnDisk::new).collect::<Option<Vec<OnDisk>>>()?;
    let is_all = files.iter().all(|it| it.length <= LONGEST)
        && files.iter().map(|it| it.length).sum::<u64>() <= MOST_BYTES;
    is_all.then(|| files.into_iter().filter(|it| !open.contains(&from_lsp::key(&it.uri))).collect())
}

impl OnDisk {
    fn new(path: PathBuf) -> Option<OnDisk> {
        let data = std::fs::metadata(&path).ok()?;
        Some(OnDisk { uri: to_lsp::uri(&path), path, modified: data.modified().ok(), length: data.len() })
    }

    pub fn text(&self) -> Option<String> {
        sources::read_text(&self.path).ok()?
    }
}

/// Set when nobody waits for an answer any more.
#[derive(Default)]
pub struct Asked(pub Arc<AtomicBool>);

impl Drop for Asked {
    fn drop(&mut self) {
        self.0.store(true, Ordering::Relaxed);
    }
}

impl Unopened {
    pub fn new(session: Arc<Session>) -> Unopened {
        let desk = Desk {
            settings: Desktop::quiet(session.clone()),
            beside: Beside::quiet(session.clone()),
            known: HashMap::new(),
        };
        Unopened { session, desk: Mutex::new(desk) }
    }

    /// The whole answer as JSON; what went out before is not in it.
    pub async fn answer(self: Arc<Unopened>, id: Id, params: Value) -> Option<Vec<u8>> {
        let question = match Question::deserialize(params) {
            Ok(question) => question,
            Err(error) => {
                let refused = Response::from_error(id, Error::invalid_params(error.to_string()));
                return serde_json::to_vec(&refused).ok();
            }
        };
        // Dropped when the question is withdrawn, and the walk ends.
        let asked = Asked::default();
        let withdrawn = asked.0.clone();
        let walk = tokio::task::spawn_blocking(move || self.walk(question, &withdrawn));
        let items = walk.await.unwrap_or_default();
        drop(asked);
        let id = serde_json::to_vec(&id).ok()?;
        Some([br#"{"jsonrpc":"2.0","id":"#, &id[..], br#","result":{"items":["#, &items, b"]}}"].concat())
    }

    fn walk(&self, question: Question, withdrawn: &AtomicBool) -> Vec<u8> {
        let mut desk = self.desk.lock().unwrap_or_else(PoisonError::into_inner);
        let folders = self.session.state().folders.clone();
        let open = self.session.open_files();
        // By their keys: editors give addresses back in a spelling of their own.
        let before = question.previous_result_ids.into_iter();
        let mut before: HashMap<String, Previous> = before.map(|it| (from_lsp::key(&it.uri), it)).collect();
        let is_told = self.session.state().client.registers_watchers;
        if !is_told {
            let Desk { settings, beside, .. } = &mut *desk;
            settings.compare(beside);
        }
        let mut reports =
            Reports::begin(&self.session, question.work_done_token, question.partial_result_token);
        let found: Vec<OnDisk> = on_disk(&folders, &open).collect();
        desk.known.retain(|path, _| found.iter().any(|it| it.path == *path));
        for (done, file) in found.iter().enumerate() {
            self.give_way(withdrawn);
            if withdrawn.load(Ordering::Relaxed) {
                reports.end();
                return Vec::new();
            }
            let known = before.remove(&from_lsp::key(&file.uri));
            if let Some(diagnostics) = desk.diagnostics(&self.session, file) {
                let uri = known.as_ref().map_or(&file.uri, |it| &it.uri);
                reports.add(uri, &diagnostics, known.as_ref().map(|it| it.value.as_str()));
            }
            reports.done(done + 1, found.len());
        }
        // What has gone, or has been opened, is not asked about here any more.
        let gone = before.into_iter().filter(|(key, _)| !open.contains(key));
        let mut gone: Vec<String> = gone.map(|(_, it)| it.uri).collect();
        gone.sort_unstable();
        gone.iter().for_each(|it| reports.add(it, &Diagnostics::none(), None));
        reports.end()
    }

    /// Waits while somebody types, a text waits for the desk, or the settings are not known yet.
    fn give_way(&self, withdrawn: &AtomicBool) {
        let is_busy = || {
            let state = self.session.state();
            let typing = state.edited.is_some_and(|it| it.elapsed() < PAUSE);
            typing || state.told.expected.is_some_and(|it| it > Instant::now())
        };
        while !withdrawn.load(Ordering::Relaxed) && (is_busy() || !self.session.is_idle()) {
            thread::sleep(Duration::from_millis(10));
        }
    }
}

impl Desk {
    /// None when the file cannot be read, or reading it fails: the writer is told when it is opened.
    fn diagnostics(&mut self, session: &Session, file: &OnDisk) -> Option<Diagnostics> {
        let (epoch, client) = {
            let state = session.state();
            ((state.told.epoch, state.lists_read), state.client.clone())
        };
        let is_current = |it: &&Known| {
            it.modified.is_some() && (it.modified, it.length, it.epoch) == (file.modified, file.length, epoch)
        };
        if let Some(known) = self.known.get(&file.path).filter(is_current) {
            return Some(known.diagnostics.clone());
        }
        let text = file.text()?;
        let testing = session.state().testing.clone();
        let review = catch_unwind(AssertUnwindSafe(|| {
            testing.reading(&text);
            self.review(file, &text)
        }));
        let review = review.ok()?;
        let diagnostics = review.map_or_else(Diagnostics::none, |review| {
            let asked: Vec<&Finding> = review.findings.iter().filter(|it| it.code != INDEX).collect();
            let own = Own { uri: &file.uri, review: &review };
            Diagnostics::new(own, &client, &asked, &Diagnostics::none())
        });
        let known =
            Known { modified: file.modified, length: file.length, epoch, diagnostics: diagnostics.clone() };
        self.known.insert(file.path.clone(), known);
        Some(diagnostics)
    }

    /// None for a text that settings name as a source.
    fn review(&mut self, file: &OnDisk, text: &str) -> Option<Review> {
        let uri: Arc<str> = file.uri.as_str().into();
        let settings = self.settings.of_document(&uri, Some(&file.path));
        let workspace = self.beside.workspace();
        if is_text(&file.path, &workspace, &settings) {
            return None;
        }
        let format = format(&file.path);
        let copy = Copy {
            uri,
            path: Some(file.path.clone()),
            text: Text::new(text),
            revision: 0,
            format,
            changes: Vec::new(),
            only_lists: false,
        };
        let texts = self.beside.of(&copy, &settings);
        Some(Review::beside(Arc::new(Article::read(text, format)), &settings, texts))
    }
}

pub fn format(path: &Path) -> Format {
    Format::of_path(&path.to_string_lossy())
}
