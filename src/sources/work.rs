//! The work that a document is a part of: the file that takes it in, and what holds for all parts.
//!
//! A chapter names no list and defines half of its labels; its main file, or the project's own file, does.
//! These are looked for beside a document and above it, never outside the folder that the writer has opened,
//! a bounded number of ordinary files, each read once until it changes.

mod parts;
mod projects;
#[cfg(test)]
mod tests;

use std::{
    collections::{BTreeMap, BTreeSet, HashMap},
    path::{Path, PathBuf},
    sync::Arc,
    time::{Duration, Instant, SystemTime},
};

use super::{Declared, decode, library::Folders};
use crate::markup::{Extent, Format, Places};
use parts::Part;

/// How much of a work was seen.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Seen {
    /// Nobody has looked.
    #[default]
    Nothing,
    /// No file was found that takes the document in.
    Alone,
    /// The document is a part of something, and not all of that was read.
    Part,
    /// All files of it were read.
    Whole,
}

/// What the other files of a work say that holds for each of its parts.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Work {
    pub seen: Seen,
    /// Lists that they declare: the folder that a name counts from, and the name.
    pub lists: Vec<(PathBuf, String)>,
    /// The places of all its files, where all were read.
    pub places: Places,
    /// The folders of the files that were found.
    pub homes: Vec<PathBuf>,
    /// Whether a project puts words of its own around each document, and names with them.
    pub surrounds: bool,
}

/// Folders above a document that are looked into.
const ABOVE: usize = 8;

/// The same where nobody has opened a folder.
const ABOVE_ALONE: usize = 3;

/// Files of one folder that may take a document in.
const FILES: usize = 100;

/// Files of all works around one document.
const ALL: usize = 400;

/// Bytes of one of them, and of all.
const LARGEST: u64 = 2_000_000;
const TOGETHER: u64 = 32_000_000;

/// As long is believed what was found: nobody tells us of every file, and a key press should not pay.
const FRESH: Duration = Duration::from_secs(2);

/// Works that were found, and the files they were found in.
#[derive(Debug)]
pub struct Works {
    fresh: Duration,
    parts: HashMap<PathBuf, (SystemTime, u64, Arc<Part>)>,
    found: HashMap<PathBuf, Found>,
}

#[derive(Debug)]
struct Found {
    at: Instant,
    takes_in: Vec<String>,
    work: Arc<Work>,
}

impl Default for Works {
    fn default() -> Works {
        Works { fresh: FRESH, parts: HashMap::new(), found: HashMap::new() }
    }
}

impl Works {
    /// For whoever asks about very many documents, and for nobody who waits.
    pub fn of_many() -> Works {
        Works { fresh: 15 * FRESH, ..Works::default() }
    }

    /// What an article declares, and what its work declares for it. `path` is where it lies, or will lie.
    pub fn declared(&mut self, text: &str, format: Format, path: &Path, workspace: &[PathBuf]) -> Declared {
        let declared = super::declared(text, format, path);
        let Some(path) = whole(path) else { return declared };
        let takes_in = parts::taken(format, text);
        let known = self.found.get(&path);
        let fresh = known.filter(|it| it.at.elapsed() < self.fresh && it.takes_in == takes_in);
        if let Some(fresh) = fresh {
            return Declared { work: Some(fresh.work.clone()), ..declared };
        }
        let work = Arc::new(self.find(text, &path, format, workspace).unwrap_or_default());
        // Whoever compares them sees at once that nothing has changed.
        let before = self.found.remove(&path).map(|it| it.work);
        let work = before.filter(|it| *it == work).unwrap_or(work);
        if self.found.len() > 1_000 {
            self.found.clear();
        }
        self.found.insert(path, Found { at: Instant::now(), takes_in, work: work.clone() });
        Declared { work: Some(work), ..declared }
    }

    fn find(&mut self, text: &str, path: &Path, format: Format, workspace: &[PathBuf]) -> Option<Work> {
        let folder = path.parent()?;
        let roots: Vec<PathBuf> = workspace.iter().filter_map(|it| std::fs::canonicalize(it).ok()).collect();
        let root = roots.iter().filter(|it| folder.starts_with(it)).min_by_key(|it| it.as_os_str().len());
        let above: Vec<&Path> = match root {
            Some(root) => folder.ancestors().take(ABOVE).take_while(|it| it.starts_with(root)).collect(),
            None => {
                folder.ancestors().take(ABOVE_ALONE).filter(|it| *it == folder || !is_shared(it)).collect()
            }
        };
        let above: Vec<PathBuf> = above.into_iter().map(Path::to_path_buf).collect();
        let folders = Folders::new(above.last().cloned());
        let mut work = Work { seen: Seen::Alone, ..Work::default() };
        let mut search = Search { works: self, folders: &folders, above: &above, left: (ALL, TOGETHER) };
        search.parts(text, path, format, &mut work);
        projects::add(&folders, &above, format, &mut work);
        // What lies above the open folder is not read: that it is there has to do.
        let beyond = || project(folder).filter(|it| !above.contains(it));
        work.surrounds |= format == Format::ReStructuredText
            && root.is_some()
            && beyond().is_some_and(|it| it.join("conf.py").is_file());
        work.homes.sort();
        work.homes.dedup();
        if work.seen != Seen::Whole {
            work.places = Places::default();
        }
        Some(work)
    }
}

/// The folder of the project that a folder belongs to: the nearest with a file that only such a folder has.
pub fn project(folder: &Path) -> Option<PathBuf> {
    const OWN: [&str; 9] = [
        ".git",
        "onrecord.toml",
        "_quarto.yml",
        "_bookdown.yml",
        "mkdocs.yml",
        "conf.py",
        "myst.yml",
        "antora.yml",
        "_quarto.yaml",
    ];
    let above = folder.ancestors().take(ABOVE).take_while(|it| !is_shared(it));
    let mut above =
        above.filter(|it| OWN.iter().any(|name| std::fs::symlink_metadata(it.join(name)).is_ok()));
    above.next().map(Path::to_path_buf)
}

/// A search for the files of one work.
struct Search<'a> {
    works: &'a mut Works,
    folders: &'a Folders,
    /// The folder of the document and those above it.
    above: &'a [PathBuf],
    /// Files and bytes that may still be read.
    left: (usize, u64),
}

impl Search<'_> {
    /// Adds what the files say that take in this document, and those that they take in beside it.
    fn parts(&mut self, text: &str, path: &Path, format: Format, work: &mut Work) {
        let mut graph = Graph::default();
        let mut open: Vec<PathBuf> = Vec::new();
        // The nearest are taken first.
        for folder in self.above.iter().rev() {
            let (files, is_cut) = beside(folder, format);
            graph.is_cut |= is_cut;
            open.extend(files);
        }
        open.push(path.to_owned());
        while let Some(next) = open.pop() {
            if graph.parts.contains_key(&next) {
                continue;
            }
            let own = || Some(Arc::new(Part::of(format, text)));
            let Some(part) = (if next == path { own() } else { self.read(&next, format) }) else {
                graph.unread.insert(next);
                continue;
            };
            let base = next.parent().unwrap_or(Path::new(""));
            for name in &part.takes_in {
                match self.resolved(base, name, format) {
                    Some(taken) => {
                        graph.taken.entry(taken.clone()).or_default().insert(next.clone());
                        graph.takes.entry(next.clone()).or_default().insert(taken.clone());
                        open.push(taken);
                    }
                    None => drop(graph.astray.insert(next.clone())),
                }
            }
            if let Some(main) = part.main.as_deref().and_then(|it| self.resolved(base, it, format)) {
                graph.taken.entry(next.clone()).or_default().insert(main.clone());
                graph.takes.entry(main.clone()).or_default().insert(next.clone());
                open.push(main);
            }
            graph.parts.insert(next, part);
        }
        graph.is_cut |= self.left.0 == 0 || self.left.1 < LARGEST;
        graph.gather(path, format, work);
    }

    /// What is in a file, as long as there is room.
    fn read(&mut self, path: &Path, format: Format) -> Option<Arc<Part>> {
        let about = std::fs::metadata(path).ok()?;
        let (changed, bytes) = (about.modified().ok()?, about.len());
        if !about.is_file() || bytes > LARGEST || self.left.0 == 0 || self.left.1 < bytes {
            return None;
        }
        self.left = (self.left.0 - 1, self.left.1 - bytes);
        if let Some(known) = self.works.parts.get(path).filter(|it| (it.0, it.1) == (changed, bytes)) {
            return Some(known.2.clone());
        }
        let bytes_read = self.folders.read(path, LARGEST).ok()?;
        let part = Arc::new(Part::of(format, &decode(bytes_read).ok()?));
        if self.works.parts.len() > 4 * ALL {
            self.works.parts.clear();
        }
        self.works.parts.insert(path.to_owned(), (changed, bytes, part.clone()));
        Some(part)
    }

    /// The file that is taken in by this name: seen from the file that does it, or from the folders above.
    fn resolved(&self, base: &Path, name: &str, format: Format) -> Option<PathBuf> {
        let name = name.trim_start_matches('/');
        let bases = std::iter::once(base).chain(self.above.iter().map(PathBuf::as_path));
        let mut places = bases.flat_map(|base| {
            let ending = format.endings().first().copied().unwrap_or_default();
            [name.to_owned(), format!("{name}.{ending}")].map(|name| (base, name))
        });
        places.find_map(|(base, name)| self.folders.admit(base, &name).ok().filter(|it| it.is_file()))
    }
}

/// Files of this markup in a folder, without those in folders below it.
fn beside(folder: &Path, format: Format) -> (Vec<PathBuf>, bool) {
    // A page and a wiki take in others through programs that nobody here runs.
    if matches!(format, Format::Html | Format::MediaWiki | Format::Plain) {
        return (Vec::new(), false);
    }
    const LOOKED_AT: usize = 2_000;
    let entries = std::fs::read_dir(folder).into_iter().flatten().take(LOOKED_AT).flatten();
    let files = entries.filter(|it| it.file_type().is_ok_and(|it| it.is_file())).map(|it| it.path());
    let mut files: Vec<PathBuf> =
        files.filter(|it| Format::of_path(&it.to_string_lossy()) == format).collect();
    files.sort();
    let is_cut = files.len() > FILES;
    files.truncate(FILES);
    (files, is_cut)
}

/// Where a file lies without links, if its folder is there.
fn whole(path: &Path) -> Option<PathBuf> {
    let folder = path.parent().filter(|it| !it.as_os_str().is_empty()).unwrap_or(Path::new("."));
    Some(std::fs::canonicalize(folder).ok()?.join(path.file_name()?))
}

/// A folder that many people's or many projects' folders lie in.
pub fn is_shared(folder: &Path) -> bool {
    let home = std::env::var_os("HOME").is_some_and(|it| Path::new(&it).starts_with(folder));
    home || folder.parent().is_none_or(|it| it.parent().is_none()) || folder == std::env::temp_dir()
}

/// Which files take in which.
#[derive(Default)]
struct Graph {
    parts: BTreeMap<PathBuf, Arc<Part>>,
    takes: BTreeMap<PathBuf, BTreeSet<PathBuf>>,
    taken: BTreeMap<PathBuf, BTreeSet<PathBuf>>,
    unread: BTreeSet<PathBuf>,
    /// Files that take in something that is not found.
    astray: BTreeSet<PathBuf>,
    /// Whether there were more files than are looked at.
    is_cut: bool,
}

impl Graph {
    fn gather(&self, path: &Path, format: Format, work: &mut Work) {
        let over = reached(&self.taken, [path.to_owned()]);
        let is_taken = over.len() > 1;
        let takes = self.parts.get(path).is_some_and(|it| !it.takes_in.is_empty());
        if !is_taken && !takes {
            // One of those may take it in; an article in Markdown seldom is a part of another.
            if self.is_cut && format != Format::Markdown {
                work.seen = Seen::Part;
            }
            return;
        }
        let all = reached(&self.takes, over.iter().cloned());
        let tops = over.iter().filter(|it| !self.taken.contains_key(*it));
        let mut tops = tops.filter_map(|it| self.parts.get(it)).peekable();
        let is_whole = tops.peek().is_some()
            && tops.all(|it| it.is_main)
            && all.iter().all(|it| {
                let is_read = self.parts.get(it).is_some_and(|it| it.extent != Some(Extent::Made));
                is_read && !self.astray.contains(it) && !self.unread.contains(it)
            });
        work.seen = if is_whole { Seen::Whole } else { Seen::Part };
        for (place, part) in all.iter().filter_map(|it| Some((it, self.parts.get(it)?))) {
            let home = place.parent().unwrap_or(Path::new(""));
            if is_whole {
                work.places.add(&part.places);
            }
            // Its own lists count from its own folder, and are declared already.
            if place != path && !part.lists.is_empty() {
                // A main file is where a program is started: names count from there as well.
                let mains =
                    over.iter().filter(|it| !self.taken.contains_key(*it)).filter_map(|it| it.parent());
                let base = mains.into_iter().find(|it| part.lists.iter().any(|name| it.join(name).is_file()));
                work.lists.extend(part.lists.iter().map(|it| (base.unwrap_or(home).to_owned(), it.clone())));
            }
        }
        work.homes.extend(
            over.iter().filter(|it| it.as_path() != path).filter_map(|it| it.parent()).map(Path::to_path_buf),
        );
    }
}

/// Everything that edges lead to, the beginnings included.
fn reached(
    edges: &BTreeMap<PathBuf, BTreeSet<PathBuf>>,
    from: impl IntoIterator<Item = PathBuf>,
) -> BTreeSet<PathBuf> {
    let mut open: Vec<PathBuf> = from.into_iter().collect();
    let mut seen = BTreeSet::new();
    while let Some(next) = open.pop() {
        if seen.insert(next.clone()) {
            open.extend(edges.get(&next).into_iter().flatten().cloned());
        }
    }
    seen
}
