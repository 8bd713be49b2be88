//! Who cites the entries of lists that are open: a thread of its own, for it may look at a whole folder.
//!
//! It counts again after a pause when an open text or a file has changed, finds keys without reading
//! what the articles say, and does nothing while no list is open.

use std::{
    collections::{HashMap, HashSet},
    panic::{AssertUnwindSafe, catch_unwind},
    path::{Path, PathBuf},
    sync::Arc,
    time::{Duration, Instant, SystemTime},
};

use serde_json::Value;

use super::{
    lists,
    session::Session,
    settings::Desktop,
    stirs::Worker,
    unopened::{OnDisk, all_on_disk, format},
};
use crate::{
    features::{
        list_notes::{ListNote, list_notes, undated_notes, unused_notes},
        wanted::wanted,
    },
    markup::Format,
    sources::{
        Cited, Declared, Works, declared,
        library::{Folders, Library, ListFile, Probe, list_paths},
        lists::{Kind, read},
        read_text,
    },
    text::Text,
};

/// So long after the last key press nobody types.
const PAUSE: Duration = Duration::from_millis(300);

pub struct Tally {
    session: Arc<Session>,
    settings: Desktop,
    /// Articles on disk.
    known: HashMap<PathBuf, Known>,
    /// Texts that the lists name.
    probe: Probe,
    works: Works,
}

/// What is known of a list as it is open.
pub struct Noted {
    pub revision: u64,
    pub library: Library,
    pub notes: Vec<ListNote>,
    pub diagnostics: Value,
}

struct Known {
    modified: Option<SystemTime>,
    length: u64,
    written: Arc<Written>,
}

/// What an article says about its sources.
struct Written {
    /// None for a draft that is no file.
    path: Option<PathBuf>,
    cited: Cited,
    declared: Declared,
}

/// A list that is open.
struct Open {
    uri: Arc<str>,
    path: PathBuf,
    text: Text,
    revision: u64,
    before: Option<Arc<Noted>>,
}

impl Open {
    /// From what was read of it last.
    fn read(&self) -> Option<ListFile> {
        let text = self.text.to_string();
        let before = self.before.iter().flat_map(|it| &it.library.lists).find(|it| it.path == self.path);
        if let Some(before) = before {
            return Some(before.after(text));
        }
        let list = read(Kind::of_path(&self.path)?, &text);
        Some(ListFile { path: self.path.clone(), list, text, recoded: false })
    }
}

/// What an answer is true of: the state of the files, and the open texts.
type Stamp = (u64, Vec<(Arc<str>, u64)>);

impl Tally {
    pub fn new(session: Arc<Session>) -> Tally {
        Tally {
            settings: Desktop::quiet(session.clone()),
            session,
            known: HashMap::new(),
            probe: Probe::default(),
            works: Works::of_many(),
        }
    }

    /// Works until the process ends.
    pub fn run(mut self) {
        let mut last = None;
        loop {
            last = Some(self.session.next_tally(last.as_ref()));
            // A panic would be a fault of ours; the lists go without notes until something changes.
            let _ = catch_unwind(AssertUnwindSafe(|| self.count()));
        }
    }

    fn count(&mut self) {
        let folders = self.session.state().folders.clone();
        let (open, drafts) = self.open();
        let closed = self.closed(&folders);
        for list in open {
            let Some(file) = list.read() else { continue };
            let beside = list.path.parent().map(Path::to_path_buf);
            let readable = Folders::new(folders.iter().cloned().chain(beside));
            let library = self.probe.list(Arc::new(file), &readable);
            let mut notes = list_notes(&library).pop().map_or(Vec::new(), |it| it.1);
            notes.extend(undated_notes(&library));
            if let Some(closed) = closed.as_ref().filter(|_| self.is_of_these(&list.path, &folders)) {
                let cited = self.cited(&list.path, drafts.iter().chain(closed), &folders);
                notes.extend(unused_notes(&library, &cited));
            }
            notes.sort_by_key(|it| (it.span, it.code));
            self.tell(&list, library, notes);
        }
    }

    /// The open lists, and what the open articles say.
    fn open(&self) -> (Vec<Open>, Vec<Arc<Written>>) {
        let (mut lists, mut texts) = (Vec::new(), Vec::new());
        for it in self.session.state().documents.values() {
            match &it.list {
                Some(path) => lists.push(Open {
                    uri: it.uri.clone(),
                    path: path.clone(),
                    text: it.text.clone(),
                    revision: it.revision,
                    before: it.noted.borrow().clone(),
                }),
                None if it.is_record() => {}
                None => texts.push((it.path.clone(), it.text.clone(), it.format)),
            }
        }
        let written = texts
            .into_iter()
            .map(|(path, text, format)| Arc::new(Written::new(path.as_deref(), &text.to_string(), format)));
        (lists, written.collect())
    }

    /// What the articles on disk say; none when not all can be read, and nobody knows.
    fn closed(&mut self, folders: &[PathBuf]) -> Option<Vec<Arc<Written>>> {
        let open: HashSet<String> = self.session.open_files();
        let files = all_on_disk(folders, &open)?;
        self.known.retain(|path, _| files.iter().any(|it| it.path == *path));
        files.iter().map(|it| self.written(it)).collect()
    }

    fn written(&mut self, file: &OnDisk) -> Option<Arc<Written>> {
        let is_current =
            |it: &&Known| it.modified.is_some() && (it.modified, it.length) == (file.modified, file.length);
        if let Some(known) = self.known.get(&file.path).filter(is_current) {
            return Some(known.written.clone());
        }
        let written = Arc::new(Written::new(Some(&file.path), &file.text()?, format(&file.path)));
        let known = Known { modified: file.modified, length: file.length, written: written.clone() };
        self.known.insert(file.path.clone(), known);
        Some(written)
    }

    /// Whether a list belongs to what is open here, and is not one that the writer's editor has everywhere.
    fn is_of_these(&mut self, list: &Path, folders: &[PathBuf]) -> bool {
        let real = |it: &Path| std::fs::canonicalize(it).unwrap_or_else(|_| it.to_owned());
        let named = self.settings.of(Some(list));
        let mut everywhere = named.bibliography.iter().filter(|it| it.base.is_none());
        folders.iter().any(|it| list.starts_with(real(it)))
            && !everywhere.any(|it| Path::new(&it.path).is_absolute() && real(Path::new(&it.path)) == list)
    }

    /// What those articles cite that lean on a list.
    fn cited<'a>(
        &mut self,
        list: &Path,
        articles: impl Iterator<Item = &'a Arc<Written>>,
        folders: &[PathBuf],
    ) -> Cited {
        let mut out = Cited::default();
        for article in articles {
            if self.leans_on(article, list, folders) {
                out.add(&article.cited);
            }
        }
        out
    }

    /// Nobody knows what a draft will lean on: whatever it cites may be in the list.
    fn leans_on(&mut self, article: &Written, list: &Path, folders: &[PathBuf]) -> bool {
        let Some(path) = &article.path else { return true };
        let Some(folder) = path.parent() else { return true };
        let settings = self.settings.of(Some(path));
        let holds = |declared: Declared| {
            let (wanted, roots) = wanted(folder, folders, &settings, declared);
            list_paths(&Folders::new(roots), &wanted).iter().any(|it| it == list)
        };
        // Most name the list themselves, or lie beside it; others leave it to their main file.
        holds(article.declared.clone()) || {
            let text = read_text(path).ok().flatten().unwrap_or_default();
            let format = format(path);
            holds(self.works.declared(&text, format, path, folders))
        }
    }

    /// Shows the notes, unless the list has changed in the meantime.
    fn tell(&self, list: &Open, library: Library, notes: Vec<ListNote>) {
        let state = self.session.state();
        let Some(document) = state.documents.get(&list.uri).filter(|it| it.revision == list.revision) else {
            return;
        };
        let Some(file) = library.lists.first() else { return };
        let diagnostics = lists::diagnostics(file, &notes, state.client.encoding);
        if lists::shown(&state, &list.path, &list.uri) != diagnostics {
            lists::publish(&self.session, &list.uri, Some(document.version), &diagnostics);
        }
        let noted = Noted { revision: list.revision, library, notes, diagnostics };
        document.noted.send_replace(Some(Arc::new(noted)));
    }
}

impl Written {
    fn new(path: Option<&Path>, text: &str, format: Format) -> Written {
        Written {
            path: path.map(Path::to_path_buf),
            cited: Cited::of(text, format),
            declared: path.map(|it| declared(text, format, it)).unwrap_or_default(),
        }
    }
}

impl Session {
    /// Waits until there is something to count that is not `last`, and for a pause.
    fn next_tally(&self, last: Option<&Stamp>) -> Stamp {
        let mut state = self.state();
        loop {
            let now = Instant::now();
            let rested = state.edited.map_or(now, |it| it + PAUSE);
            let has_list = state.documents.values().any(|it| it.list.is_some());
            let mut texts: Vec<_> = state
                .documents
                .values()
                .filter(|_| has_list)
                .map(|it| (it.uri.clone(), it.revision))
                .collect();
            texts.sort_unstable();
            let stamp = (state.told.epoch, texts);
            let has_work = has_list && last != Some(&stamp);
            if has_work && rested <= now && state.told.expected.is_none_or(|it| it <= now) {
                return stamp;
            }
            let until = state.told.expected.map_or(rested, |it| it.max(rested));
            state = match has_work {
                true => self.wait(state, until.saturating_duration_since(now)),
                false => self.wait_for_work(state, Worker::Tally),
            };
        }
    }
}
