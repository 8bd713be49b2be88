//! The second reader: the accurate model works through open texts while nobody types.
//!
//! It reads paragraph by paragraph and hands what it has learned to the desk, which shows it. It
//! begins after a pause and leaves off at the next key press.

use std::{
    collections::{HashMap, HashSet},
    panic::{AssertUnwindSafe, catch_unwind},
    path::PathBuf,
    sync::Arc,
    time::{Duration, Instant},
};

use super::{progress::Progress, session::Session, stirs::Worker};
use crate::{
    article::Article,
    reading::{KEPT, Layered, Reader},
    sources::accurate_reader,
};

/// The writer has paused when no key was pressed for this long.
pub const PAUSE: Duration = Duration::from_millis(1000);

/// What was learned is shown at least this often.
const SPELL: Duration = Duration::from_millis(1500);

/// A text for the second reader.
pub struct Assignment {
    pub uri: Arc<str>,
    pub article: Arc<Article>,
    pub layers: Arc<Layered>,
    /// Where the accurate model lies, if not beside the program.
    pub model: Option<PathBuf>,
}

/// Paragraphs of a text that the second reader has read.
pub struct Learned {
    pub uri: Arc<str>,
    pub prose: HashSet<Arc<str>>,
}

pub struct Study {
    session: Arc<Session>,
    /// By file; none where it cannot be used, which was told.
    readers: HashMap<Option<PathBuf>, Option<Arc<dyn Reader>>>,
}

impl Study {
    pub fn new(session: Arc<Session>) -> Study {
        Study { session, readers: HashMap::new() }
    }

    /// Works until the process ends.
    pub fn run(mut self) {
        loop {
            let assignment = self.session.next_assignment();
            if let Some(reader) = self.reader(&assignment.model) {
                self.work(&assignment, &*reader);
            }
        }
    }

    fn reader(&mut self, model: &Option<PathBuf>) -> Option<Arc<dyn Reader>> {
        let outbox = &self.session.outbox;
        let load = || match accurate_reader(model.as_deref()) {
            Ok(reader) => Some(reader),
            Err(why) => {
                outbox.log(&format!("onrecord: {why}. The built-in model reads."));
                None
            }
        };
        self.readers.entry(model.clone()).or_insert_with(load).clone()
    }

    fn work(&self, it: &Assignment, reader: &dyn Reader) {
        let all = it.article.paragraphs().map(|it| it.block.prose.text.as_str());
        let open: Vec<&str> = all.filter(|prose| !prose.is_empty() && !it.layers.knows(prose)).collect();
        if open.iter().map(|it| it.len()).sum::<usize>() > KEPT {
            return;
        }
        let mut progress = Progress::begin(&self.session, &it.uri, open.len());
        let spell = self.session.state().testing.pause(SPELL);
        let mut fresh = HashSet::new();
        let mut began = Instant::now();
        for (done, prose) in open.iter().enumerate() {
            if !self.session.may_study(&it.uri) {
                break;
            }
            // A panic would be a fault of ours; the built-in model's reading stands.
            let Ok(reading) = catch_unwind(AssertUnwindSafe(|| reader.read(prose))) else { continue };
            it.layers.learn(prose, reading);
            fresh.insert(Arc::from(*prose));
            progress.report(done + 1);
            if began.elapsed() > spell {
                self.session.tell_learned(&it.uri, std::mem::take(&mut fresh));
                began = Instant::now();
            }
        }
        progress.end();
        self.session.tell_learned(&it.uri, fresh);
    }
}

impl Session {
    /// Gives a text to the second reader, in place of an earlier state of it.
    pub fn assign(&self, assignment: Assignment) {
        let mut state = self.state();
        if state.unstudied.contains(&assignment.uri) {
            return;
        }
        state.assignments.retain(|it| it.uri != assignment.uri);
        state.assignments.push(assignment);
        drop(state);
        self.wake();
    }

    /// Waits for a text and for a pause.
    fn next_assignment(&self) -> Assignment {
        let mut state = self.state();
        loop {
            let now = Instant::now();
            let rested = state.edited.map_or(now, |it| it + PAUSE);
            let has_work = !state.assignments.is_empty();
            if has_work && rested <= now {
                return state.assignments.remove(0);
            }
            state = match has_work {
                true => self.wait(state, rested - now),
                false => self.wait_for_work(state, Worker::Study),
            };
        }
    }

    /// Whether nobody types and this text is as it was when the second reader took it.
    fn may_study(&self, uri: &Arc<str>) -> bool {
        let state = self.state();
        let rested = state.edited.is_none_or(|it| it.elapsed() >= PAUSE);
        rested
            && !self.edits_are_on_the_way()
            && state.documents.contains(uri)
            && !state.unstudied.contains(uri)
            && !state.assignments.iter().any(|it| it.uri == *uri)
    }

    fn tell_learned(&self, uri: &Arc<str>, prose: HashSet<Arc<str>>) {
        if !prose.is_empty() {
            self.state().learned.push_back(Learned { uri: uri.clone(), prose });
            self.wake();
        }
    }
}
