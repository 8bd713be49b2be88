//! The texts of sources beside open articles: read and laid out once for all articles of a folder,
//! and again where files have changed.

use std::{
    collections::{HashMap, HashSet},
    path::{Path, PathBuf},
    sync::Arc,
};

use super::session::Session;
use crate::sources::{
    library::{Folders, Shelf, Wanted},
    matching::Texts,
};

pub struct Beside {
    session: Arc<Session>,
    epoch: u64,
    /// The folders that may be read, and what was read of them.
    roots: Vec<PathBuf>,
    shelf: Shelf,
    by_folder: HashMap<PathBuf, Arc<Texts>>,
    /// The folders looked at since anything has changed.
    looked_at: HashSet<PathBuf>,
}

impl Beside {
    pub fn new(session: Arc<Session>) -> Beside {
        Beside {
            session,
            epoch: 0,
            roots: Vec::new(),
            shelf: Shelf::default(),
            by_folder: HashMap::new(),
            looked_at: HashSet::new(),
        }
    }

    /// The texts for a document that lies at `path`.
    pub fn of(&mut self, path: Option<&Path>) -> Arc<Texts> {
        let Some(folder) = path.and_then(Path::parent) else { return Arc::default() };
        let epoch = self.session.state().told.epoch;
        if self.epoch != epoch {
            self.epoch = epoch;
            self.looked_at.clear();
        }
        if self.looked_at.contains(folder)
            && let Some(known) = self.by_folder.get(folder)
        {
            return known.clone();
        }
        let texts = self.read(folder);
        self.looked_at.insert(folder.to_owned());
        self.by_folder.insert(folder.to_owned(), texts.clone());
        texts
    }

    fn read(&mut self, folder: &Path) -> Arc<Texts> {
        let mut roots = self.session.state().folders.clone();
        // An article that is opened by itself brings its own folder.
        if !roots.iter().any(|it| folder.starts_with(it)) {
            roots.push(folder.to_owned());
        }
        if !roots.iter().all(|it| self.roots.contains(it)) {
            self.shelf = Shelf::new(Folders::new(roots.iter().cloned()));
            self.roots = roots.clone();
        }
        let wanted = Wanted { beside: Some(folder.to_owned()), roots, ..Wanted::default() };
        let library = self.shelf.library(&wanted, &mut |_, _| {});
        let before = self.by_folder.get(folder).or_else(|| self.by_folder.values().next()).cloned();
        Texts::after(&before.unwrap_or_default(), &library)
    }
}
