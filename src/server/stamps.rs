//! Whether files have changed that were read or looked for. Not every editor tells of files, and hardly one
//! of those outside the folders that are open: their times are compared when a text is opened or saved.

use std::{
    collections::HashMap,
    path::{Path, PathBuf},
};

use crate::sources::library::{Stamp, stamp};

/// Files as they were when they were first looked for; those that were not there among them.
#[derive(Default)]
pub struct Stamps {
    known: HashMap<PathBuf, Option<Stamp>>,
}

impl Stamps {
    /// Takes note of a file before it is read. What was noted first stays: something was read by it.
    pub fn note(&mut self, path: &Path) {
        if !self.known.contains_key(path) {
            self.known.insert(path.to_owned(), stamp(path));
        }
    }

    pub fn have_changed(&self) -> bool {
        self.known.iter().any(|(path, before)| stamp(path) != *before)
    }

    pub fn forget(&mut self) {
        self.known.clear();
    }
}
