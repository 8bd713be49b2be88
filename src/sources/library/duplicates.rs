use std::collections::{HashMap, HashSet};

use super::{Library, Listed, addresses};
use crate::sources::lists::{Entry, Role, folded};

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
    /// And the year.
    Title,
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
                let known = known.filter(|it| it.0 != Same::Title || may_be_one(it.1.entry(), this.entry()));
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

    /// The keys of entries with one of these addresses.
    pub fn at(&self, addresses: &HashSet<String>) -> impl Iterator<Item = &str> {
        let entries = self.lists.iter().flat_map(|file| &file.list.entries);
        let is_there = |it: &&Entry| {
            let address = it.words(Role::Url).and_then(addresses::canonical);
            address.is_some_and(|it| addresses.contains(&it))
        };
        entries.filter(is_there).map(|it| it.key.as_str())
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
    let title = title(entry).map(|it| (Same::Title, it));
    [key, doi, address, title].into_iter().flatten().collect()
}

/// Year and title, without what is written in several ways; "Interview" and "Annual report" are no titles
/// to know a source by.
fn title(entry: &Entry) -> Option<String> {
    const FEWEST: usize = 3;
    let (title, date) = (folded(entry.words(Role::Title)?), entry.date(Role::Date)?);
    (title.split(' ').count() >= FEWEST).then(|| format!("{} {title}", date.year))
}

/// Whether nothing that both say of themselves is against it.
fn may_be_one(first: &Entry, second: &Entry) -> bool {
    let differ = |a: Option<String>, b: Option<String>| a.zip(b).is_some_and(|(a, b)| a != b);
    let word = |entry: &Entry, role| entry.words(role).map(folded);
    let author = |entry: &Entry| entry.people(Role::Author).first().map(|it| folded(&it.family));
    let parts = [Role::Outlet, Role::Speaker, Role::Volume, Role::Issue, Role::Pages];
    let day =
        |entry: &Entry| entry.date(Role::Date).filter(|it| it.day.is_some()).map(|it| format!("{it:?}"));
    let doi = |entry: &Entry| entry.words(Role::Doi).and_then(addresses::doi);
    !differ(author(first), author(second))
        && !differ(day(first), day(second))
        && !differ(doi(first), doi(second))
        && !parts.iter().any(|it| differ(word(first, *it), word(second, *it)))
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use super::{
        super::{Folders, ListFile},
        *,
    };
    use crate::sources::lists;

    fn found(text: &str) -> Vec<Same> {
        let list = lists::read(lists::Kind::Bibtex, text);
        let file = ListFile { path: "/desk/refs.bib".into(), text: text.to_owned(), list, recoded: false };
        Library::of_list(Arc::new(file), &Folders::default()).duplicates().iter().map(|it| it.same).collect()
    }

    #[test]
    fn the_same_title_in_the_same_year_may_be_one_source() {
        let first = "@misc{a, title={{The} Ferry is late}, year=2024, journal={Varo Gazette}}\n";
        for (second, same) in [
            ("@misc{b, title={The ferry is late!}, date={2024-03-02}}", &[Same::Title][..]),
            ("@misc{b, title={The ferry is late}, year=2023}", &[]),
            ("@misc{b, title={The ferry is late}, year=2024, journal={Lund Herald}}", &[]),
            ("@misc{b, title={The ferry is late}}", &[]),
            ("@misc{a, title={The ferry is late}, year=2024}", &[Same::Key]),
        ] {
            assert_eq!(found(&format!("{first}{second}\n")), same, "{second}");
        }
        assert_eq!(
            found("@misc{a, title={Annual report}, year=2024}\n@misc{b, title={Annual Report}, year=2024}"),
            []
        );
    }
}
