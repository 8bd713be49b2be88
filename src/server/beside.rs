//! The sources beside open articles: read and laid out once for all articles that want the same,
//! and again where files have changed.

use std::{
    collections::HashSet,
    path::{Path, PathBuf},
    sync::Arc,
    thread,
};

use super::{
    lists::Lists,
    session::{Copy, Session},
};
use crate::{
    features::wanted::wanted,
    rules::Settings,
    sources::{
        declared,
        library::{Folders, Shelf, Wanted},
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
    /// Another says what is wrong with the sources.
    is_quiet: bool,
}

struct Known {
    wanted: Wanted,
    texts: Arc<Texts>,
    /// The state of the files that it is true of.
    epoch: u64,
}

impl Beside {
    pub fn new(session: Arc<Session>) -> Beside {
        Beside {
            lists: Lists::new(session.clone()),
            session,
            shelves: Vec::new(),
            known: Vec::new(),
            told: HashSet::new(),
            is_quiet: false,
        }
    }

    /// One that says nothing.
    pub fn quiet(session: Arc<Session>) -> Beside {
        Beside { is_quiet: true, ..Beside::new(session) }
    }

    /// The sources for a state of a document.
    pub fn of(&mut self, copy: &Copy, settings: &Settings) -> Arc<Texts> {
        let Some(path) = &copy.path else { return Arc::default() };
        let Some(folder) = path.parent() else { return Arc::default() };
        let (epoch, workspace) = {
            let state = self.session.state();
            (state.told.epoch, state.folders.clone())
        };
        let declared = declared(&copy.text.to_string(), copy.format, path);
        let (wanted, roots) = wanted(folder, &workspace, settings, declared);
        let known = self.known.iter().position(|it| it.wanted == wanted);
        if let Some(known) = known.map(|it| &self.known[it]).filter(|it| it.epoch == epoch) {
            return known.texts.clone();
        }
        let before = known.map(|it| self.known.remove(it)).map(|it| it.texts);
        let before = before.or_else(|| self.known.last().map(|it| it.texts.clone())).unwrap_or_default();
        let texts = self.read(&wanted, roots, &before);
        if self.known.len() == KEPT {
            self.known.remove(0);
        }
        self.known.push(Known { wanted, texts: texts.clone(), epoch });
        texts
    }

    fn read(&mut self, wanted: &Wanted, roots: Vec<PathBuf>, before: &Arc<Texts>) -> Arc<Texts> {
        let library = self.shelf(roots).library(wanted, &mut |_, _| {});
        // What is wrong inside a list is the list's matter.
        for notice in library.notices.iter().filter(|it| it.span.is_none()) {
            self.tell(&notice.path, &notice.message);
        }
        if !self.is_quiet {
            self.lists.show(&library);
        }
        let texts = before.after(Arc::new(library));
        if !Arc::ptr_eq(&texts, before) {
            let texts = texts.clone();
            // Whoever asks for evidence first should not wait for all that can be done before.
            thread::spawn(move || texts.prepare());
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
