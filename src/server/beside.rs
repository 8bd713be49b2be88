//! The sources beside open articles: read and laid out once for all articles that want the same,
//! and again where files have changed.

use std::{
    collections::{HashMap, HashSet},
    path::{Path, PathBuf},
    sync::Arc,
    thread,
};

use super::{
    lists::Lists,
    open_list::OpenList,
    progress::Indexing,
    session::{Copy, Session},
};
use crate::{
    features::wanted::wanted,
    rules::Settings,
    sources::{
        Works,
        library::{self, Folders, ListFile, Shelf, Wanted, have_come, stamps},
        matching::Texts,
    },
};

/// As many are kept: somebody who types in front matter wants something else at every key press.
const KEPT: usize = 16;

pub struct Beside {
    session: Arc<Session>,
    /// The folders that may be read for an article, and what was read of them: what one may read is no
    /// business of another.
    shelves: Vec<(Vec<PathBuf>, Shelf)>,
    /// What was put together, the newest last.
    known: Vec<Known>,
    /// What the writer was told of files that could not be read.
    told: HashSet<String>,
    lists: Lists,
    works: Works,
    /// Those that are open, with the state of their text.
    open: HashMap<PathBuf, (u64, Arc<ListFile>)>,
    /// Another says what is wrong with the sources.
    is_quiet: bool,
}

struct Known {
    wanted: Wanted,
    roots: Vec<PathBuf>,
    texts: Arc<Texts>,
    /// The files that it was made of, as they were.
    files: Vec<(PathBuf, Option<library::Stamp>)>,
    /// What it is true of.
    stamp: Stamp,
}

/// The state of the files, and of the lists that are open.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Stamp {
    epoch: u64,
    lists: Vec<(PathBuf, u64)>,
}

impl Beside {
    pub fn new(session: Arc<Session>) -> Beside {
        Beside {
            lists: Lists::new(session.clone()),
            session,
            shelves: Vec::new(),
            known: Vec::new(),
            told: HashSet::new(),
            works: Works::default(),
            open: HashMap::new(),
            is_quiet: false,
        }
    }

    /// One that says nothing.
    pub fn quiet(session: Arc<Session>) -> Beside {
        Beside { is_quiet: true, ..Beside::new(session) }
    }

    /// The folders that the writer has opened.
    pub fn workspace(&self) -> Vec<PathBuf> {
        self.session.state().folders.clone()
    }

    /// The sources for a state of a document.
    pub fn of(&mut self, copy: &Copy, settings: &Settings) -> Arc<Texts> {
        let Some(path) = &copy.path else { return Arc::default() };
        let Some(folder) = path.parent() else { return Arc::default() };
        let (epoch, workspace, open) = {
            let state = self.session.state();
            (state.told.epoch, state.folders.clone(), OpenList::all(&state))
        };
        let lists = open.iter().map(|it| (it.path.clone(), it.revision)).collect();
        let stamp = Stamp { epoch, lists };
        let declared = self.works.declared(&copy.text.to_string(), copy.format, path, &workspace);
        let (wanted, roots) = wanted(folder, &workspace, settings, declared);
        let known = self.known.iter().position(|it| it.wanted == wanted);
        if let Some(known) = known.map(|it| &self.known[it]).filter(|it| it.stamp == stamp) {
            return known.texts.clone();
        }
        let before = known.map(|it| self.known.remove(it)).map(|it| it.texts);
        let before = before.or_else(|| self.known.last().map(|it| it.texts.clone())).unwrap_or_default();
        self.take_open(&open);
        let texts = self.read(&wanted, roots.clone(), epoch, &before);
        let files = stamps(self.shelf(roots.clone()).folders(), &wanted, texts.library());
        if self.known.len() == KEPT {
            self.known.remove(0);
        }
        self.known.push(Known { wanted, roots, texts: texts.clone(), files, stamp });
        texts
    }

    /// Whether files have come, gone or changed since they were read.
    pub fn has_changed(&mut self) -> bool {
        let epoch = self.session.state().told.epoch;
        // What is older is read again before it is used.
        let current: Vec<usize> =
            (0..self.known.len()).filter(|it| self.known[*it].stamp.epoch == epoch).collect();
        current.into_iter().any(|at| {
            let folders = self.shelf(self.known[at].roots.clone()).folders().clone();
            let known = &self.known[at];
            let library = known.texts.library();
            known.files != stamps(&folders, &known.wanted, library) || have_come(&folders, library)
        })
    }

    /// Reads the lists that are open, those that have changed.
    fn take_open(&mut self, open: &[OpenList]) {
        self.open.retain(|path, _| open.iter().any(|it| it.path == *path));
        for list in open {
            let is_current = self.open.get(&list.path).is_some_and(|it| it.0 == list.revision);
            let before = self.open.get(&list.path).map(|it| &*it.1);
            if !is_current && let Some(file) = list.read(before) {
                self.open.insert(list.path.clone(), (list.revision, Arc::new(file)));
            }
        }
    }

    fn read(&mut self, wanted: &Wanted, roots: Vec<PathBuf>, epoch: u64, before: &Arc<Texts>) -> Arc<Texts> {
        let open: Vec<Arc<ListFile>> = self.open.values().map(|it| it.1.clone()).collect();
        let progress = (!self.is_quiet).then(|| Indexing::begin(&self.session)).flatten();
        let shelf = self.shelf(roots);
        shelf.in_state(epoch);
        shelf.open(open);
        let library = shelf.library(wanted, &mut |done, of| {
            if let Some(progress) = &progress {
                progress.report(done, of);
            }
        });
        let folders = shelf.folders().clone();
        self.session.note_named(wanted, &folders, Some(&library));
        // What is wrong inside a list is the list's matter.
        for notice in library.notices.iter().filter(|it| it.span.is_none()) {
            self.tell(&notice.path, &notice.message);
        }
        if !self.is_quiet {
            self.lists.show(&library);
        }
        let texts = before.after(Arc::new(library));
        drop(progress);
        if !Arc::ptr_eq(&texts, before) {
            let (texts, session) = (texts.clone(), self.session.clone());
            // Whoever asks for evidence first should not wait for all that can be done before; whoever types
            // should not feel it.
            thread::spawn(move || texts.prepare(|| session.rest()));
        }
        texts
    }

    fn shelf(&mut self, roots: Vec<PathBuf>) -> &mut Shelf {
        let known = self.shelves.iter().position(|it| it.0 == roots);
        let at = known.unwrap_or_else(|| {
            if self.shelves.len() == KEPT {
                self.shelves.remove(0);
            }
            let shelf = Shelf::new(Folders::new(roots.iter().cloned()));
            self.shelves.push((roots, shelf));
            self.shelves.len() - 1
        });
        &mut self.shelves[at].1
    }

    fn tell(&mut self, path: &Path, message: &str) {
        let message = format!("onrecord: {}: {message}", path.display());
        if !self.is_quiet && self.told.insert(message.clone()) {
            self.session.outbox.log(&message);
        }
    }
}
