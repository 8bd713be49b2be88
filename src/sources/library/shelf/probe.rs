//! Which texts of a list could not be read, for somebody who has the list open and no article.

use std::{
    collections::{HashMap, HashSet},
    path::{Path, PathBuf},
    sync::Arc,
};

use super::{Folders, Library, ListFile, Looked, Stamp, add_entries, read_text, stamp, tell_unread};

/// Bytes that are read at a time; what is left is read when somebody asks again, or for an article.
const MOST: u64 = 64_000_000;

/// Keeps of each text no more than whether it could be read.
#[derive(Debug, Default)]
pub struct Probe {
    known: HashMap<PathBuf, (Stamp, Option<String>)>,
}

impl Probe {
    /// One list without its texts, with a notice at each entry that names a text that could not be read.
    pub fn list(&mut self, file: Arc<ListFile>, folders: &Folders) -> Library {
        let mut library = Library { lists: vec![file], ..Library::default() };
        let named = add_entries(&mut library, folders, &mut Looked::default());
        let mut by_path: HashMap<&Path, Vec<_>> = HashMap::new();
        named.iter().for_each(|it| by_path.entry(it.path.as_path()).or_default().push(it));
        self.known.retain(|path, _| by_path.contains_key(path.as_path()));
        let (mut left, mut seen) = (MOST, HashSet::new());
        for path in named.iter().map(|it| it.path.as_path()).filter(|it| seen.insert(*it)) {
            let Some(stamp) = stamp(path) else { continue };
            let is_known = self.known.get(path).is_some_and(|it| it.0 == stamp);
            if !is_known {
                let Some(rest) = left.checked_sub(stamp.bytes.min(MOST)) else { continue };
                left = rest;
                self.known.insert(path.to_owned(), (stamp, read_text(folders, path).err()));
            }
            if let Some((_, Some(why))) = self.known.get(path) {
                tell_unread(&mut library, by_path[path].iter().copied(), why);
            }
        }
        library
    }
}
