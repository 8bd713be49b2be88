use std::collections::{HashMap, HashSet};

use super::{Library, Listed, addresses};
use crate::sources::lists::{Entry, Role};

/// Two entries that are one source.
#[derive(Clone, Debug)]
pub struct Duplicate {
    /// The one that stands first.
    pub first: Listed,
    pub second: Listed,
    pub same: Same,
}

/// What two entries share.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Same {
    Key,
    Doi,
    /// The web address, without what browsers and campaigns add to it.
    Address,
}

impl Library {
    /// Entries that are the same source as one before them, once each.
    pub fn duplicates(&self) -> Vec<Duplicate> {
        let mut seen: HashMap<(Same, String), Listed> = HashMap::new();
        let mut out = Vec::new();
        for file in &self.lists {
            for index in 0..file.list.entries.len() {
                let this = Listed { file: file.clone(), index };
                let marks = marks(this.entry());
                let known = marks.iter().find_map(|mark| Some((mark.0, seen.get(mark)?.clone())));
                match known {
                    Some((same, first)) => out.push(Duplicate { first, second: this.clone(), same }),
                    None => {}
                }
                for mark in marks {
                    seen.entry(mark).or_insert_with(|| this.clone());
                }
            }
        }
        out
    }

    /// Entries that no key of `used` names.
    pub fn unused(&self, used: &HashSet<&str>) -> Vec<Listed> {
        let entries = self.lists.iter().flat_map(|file| {
            (0..file.list.entries.len()).map(move |index| Listed { file: file.clone(), index })
        });
        entries.filter(|it| !used.contains(it.entry().key.as_str())).collect()
    }
}

fn marks(entry: &Entry) -> Vec<(Same, String)> {
    let key = Some((Same::Key, entry.key.clone()));
    let url = entry.words(Role::Url);
    // Some put the DOI where an address belongs.
    let doi = entry.words(Role::Doi).and_then(addresses::doi).or_else(|| url.and_then(addresses::doi));
    let doi = doi.map(|it| (Same::Doi, it));
    let address = url.and_then(addresses::canonical).map(|it| (Same::Address, it));
    [key, doi, address].into_iter().flatten().collect()
}
