//! Where lists and texts are looked for.

use std::{
    collections::HashSet,
    path::{Path, PathBuf},
};

use super::super::{Folders, Notice, Refusal, Wanted};
use crate::sources::{import, lists};

/// Names of lists that are found without being named, whatever their ending.
const LISTS: &[&str] = &["refs", "references", "sources", "bibliography"];

/// The folder that texts are found in without being named.
const TEXTS: &str = "sources";

/// Folders below a folder of texts.
const DEPTH: usize = 4;

/// Files looked at in a folder of texts, all folders below it together.
const FILES: usize = 5_000;

/// Lists that are named, then those that lie where lists lie; each once.
pub fn lists(folders: &Folders, wanted: &Wanted, notices: &mut Vec<Notice>) -> Vec<PathBuf> {
    let mut out = Vec::new();
    for (base, name) in &wanted.lists {
        match folders.admit(base, name) {
            Ok(path) => out.push(path),
            Err(refusal) => {
                notices.push(Notice { path: base.join(name), span: None, message: refusal.to_string() })
            }
        }
    }
    for folder in wanted.places() {
        let Ok(folder) = folders.within(folder) else { continue };
        let found = files(&folder).into_iter().chain(files(&folder.join(TEXTS)));
        let found = found.filter(|it| {
            let is_bib = lists::Kind::of_path(it) == Some(lists::Kind::Bibtex);
            let in_texts = it.parent().is_some_and(|it| it.ends_with(TEXTS));
            lists::Kind::of_path(it).is_some() && (is_named(it) || is_bib && in_texts)
        });
        out.extend(found.filter_map(|it| folders.within(&it).ok()));
    }
    once(out)
}

/// Texts that are named, then those in folders of texts; each once.
pub fn texts(folders: &Folders, wanted: &Wanted, notices: &mut Vec<Notice>) -> Vec<PathBuf> {
    let mut out = Vec::new();
    let mut walk = Walk { folders, notices, left: FILES };
    for (base, name) in &wanted.texts {
        match walk.folders.admit(base, name) {
            Ok(path) if path.is_dir() => walk.folder(&path, DEPTH, &mut out),
            Ok(path) => out.push(path),
            Err(refusal) => {
                walk.notices.push(Notice { path: base.join(name), span: None, message: refusal.to_string() });
            }
        }
    }
    for folder in wanted.places() {
        if let Ok(folder) = folders.within(&folder.join(TEXTS)).and_then(directory) {
            walk.folder(&folder, DEPTH, &mut out);
        }
    }
    once(out)
}

impl Wanted {
    /// Folders in which lists and texts lie without being named.
    fn places(&self) -> impl Iterator<Item = &PathBuf> {
        let other = self.roots.iter().filter(|it| Some(*it) != self.beside.as_ref());
        self.beside.iter().chain(other)
    }
}

struct Walk<'a> {
    folders: &'a Folders,
    notices: &'a mut Vec<Notice>,
    left: usize,
}

impl Walk<'_> {
    fn folder(&mut self, folder: &Path, depth: usize, out: &mut Vec<PathBuf>) {
        for path in entries(folder) {
            if self.left == 0 {
                let message = format!("not all of it is read: the limit is {FILES} files");
                let told = self.notices.iter().any(|it| it.message == message);
                let notice = Notice { path: folder.to_owned(), span: None, message };
                self.notices.extend((!told).then_some(notice));
                return;
            }
            self.left -= 1;
            let real = match self.folders.within(&path) {
                Ok(real) => real,
                Err(refusal) => {
                    let is_text = import::Kind::of_path(&path).is_some();
                    let notice = Notice { path, span: None, message: refusal.to_string() };
                    self.notices.extend(is_text.then_some(notice));
                    continue;
                }
            };
            if real.is_dir() {
                // A link to a folder above would lead here again.
                if depth > 0 && !folder.starts_with(&real) && !is_of_a_page(&real) {
                    self.folder(&real, depth - 1, out);
                }
            } else if import::Kind::of_path(&real).is_some() && !is_list(&real) {
                out.push(real);
            }
        }
    }
}

/// Whether a file may hold a list of sources, by its name: any of BibTeX, others where lists are called so.
pub fn is_list(path: &Path) -> bool {
    let kind = lists::Kind::of_path(path);
    kind == Some(lists::Kind::Bibtex) || kind.is_some() && is_named(path)
}

/// Whether a list would be found here if it were saved.
pub fn is_in_place(path: &Path, wanted: &Wanted) -> bool {
    let beside = path.parent();
    is_list(path) && wanted.places().any(|it| beside.is_some_and(|at| at == it || at == it.join(TEXTS)))
}

/// Whether a browser has put there what a saved page shows beside its words.
fn is_of_a_page(folder: &Path) -> bool {
    let name = folder.to_string_lossy();
    let page = name.strip_suffix("_files");
    page.is_some_and(|it| ["html", "htm"].iter().any(|ending| Path::new(&format!("{it}.{ending}")).is_file()))
}

fn directory(path: PathBuf) -> Result<PathBuf, Refusal> {
    if path.is_dir() { Ok(path) } else { Err(Refusal::Missing) }
}

fn is_named(path: &Path) -> bool {
    let stem = path.file_stem().and_then(|it| it.to_str()).unwrap_or_default();
    LISTS.iter().any(|it| it.eq_ignore_ascii_case(stem))
}

fn files(folder: &Path) -> Vec<PathBuf> {
    entries(folder).into_iter().filter(|it| it.is_file()).collect()
}

/// What lies in a folder by name, hidden files left out.
fn entries(folder: &Path) -> Vec<PathBuf> {
    let entries = std::fs::read_dir(folder).into_iter().flatten().flatten();
    let shown = entries.filter(|it| !it.file_name().to_string_lossy().starts_with(['.', '~']));
    let mut out: Vec<PathBuf> = shown.map(|it| it.path()).collect();
    out.sort();
    out
}

fn once(paths: Vec<PathBuf>) -> Vec<PathBuf> {
    let mut seen = HashSet::new();
    paths.into_iter().filter(|it| seen.insert(it.clone())).collect()
}
