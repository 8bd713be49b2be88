//! The files that were read, each once until it changes.

mod finding;
mod named;
mod probe;

pub use finding::is_list;
pub use named::named_files;
pub use probe::Probe;

use std::{
    collections::HashMap,
    path::{Path, PathBuf},
    sync::Arc,
    time::SystemTime,
};

use super::{Folders, Library, Notice, Source, Wanted, composed};
use crate::sources::{
    encodings,
    import::{self, Imported},
    lists::{self, List},
};
pub(super) use named::{Looked, add_entries};
use named::{NamedText, tell_unread};

/// Bytes of a list.
const LIST: u64 = 16_000_000;

/// Bytes of all texts of a library together.
const TEXTS: usize = 256_000_000;

/// A list as read, with the file it is.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ListFile {
    pub path: PathBuf,
    pub text: String,
    pub list: List,
    /// Whether its bytes are not UTF-8: places in the text are none in the file, and nothing may be written into it.
    pub recoded: bool,
}

/// Reads files in folders that may be read, and keeps what it read.
#[derive(Debug, Default)]
pub struct Shelf {
    folders: Folders,
    /// As somebody has them open, whatever lies on disk.
    open: HashMap<PathBuf, Arc<ListFile>>,
    lists: HashMap<PathBuf, (Stamp, Result<Arc<ListFile>, String>)>,
    texts: HashMap<PathBuf, (Stamp, Result<Arc<Imported>, String>)>,
    /// Where the files lie that entries name.
    looked: Looked,
}

impl ListFile {
    /// The same list with another text.
    pub fn after(&self, text: String) -> ListFile {
        let list = match lists::Kind::of_path(&self.path) {
            Some(kind) => lists::read_after(kind, (&self.text, &self.list), &text),
            None => List::default(),
        };
        ListFile { path: self.path.clone(), text, list, recoded: self.recoded }
    }
}

/// By what a file is known to be unchanged.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Stamp {
    bytes: u64,
    changed: Option<SystemTime>,
}

impl Shelf {
    pub fn new(folders: Folders) -> Shelf {
        Shelf { folders, ..Shelf::default() }
    }

    pub fn folders(&self) -> &Folders {
        &self.folders
    }

    /// Lists that are open: their text is what is given here until other lists are.
    pub fn open(&mut self, lists: impl IntoIterator<Item = Arc<ListFile>>) {
        self.open = lists.into_iter().map(|it| (it.path.clone(), it)).collect();
    }

    /// The state of all files, by whatever number: as long as it stays, a file that an entry names is looked for
    /// once.
    pub fn in_state(&mut self, state: u64) {
        self.looked.in_state(state);
    }

    /// Reads a file again the next time it is wanted, whatever its date says.
    pub fn forget(&mut self, path: &Path) {
        self.lists.remove(path);
        self.texts.remove(path);
    }

    /// What an article can lean on. Only files that are new or changed are read; `progress` hears
    /// how many of how many texts are done.
    pub fn library(&mut self, wanted: &Wanted, progress: &mut dyn FnMut(usize, usize)) -> Library {
        let mut library = Library { work: wanted.work.clone(), ..Library::default() };
        let lists = self.list_paths(wanted, &mut library.notices);
        let mut texts = finding::texts(&self.folders, wanted, &mut library.notices);
        // JSON may be a list and may be a transcript.
        texts.retain(|it| !lists.contains(it));
        library.lists.extend(wanted.own.clone());
        for path in lists {
            match self.list(&path) {
                Ok(file) => library.lists.push(file),
                Err(message) => library.notices.push(Notice { path, span: None, message }),
            }
        }
        let named = add_entries(&mut library, &self.folders, &mut self.looked);
        self.add_texts(&mut library, &named, texts, progress);
        library
    }

    fn list_paths(&self, wanted: &Wanted, notices: &mut Vec<Notice>) -> Vec<PathBuf> {
        let mut found = finding::lists(&self.folders, wanted, notices);
        // One that was never saved lies nowhere yet.
        let unsaved = self.open.keys().filter(|it| !it.exists() && finding::is_in_place(it, wanted));
        let mut unsaved: Vec<PathBuf> = unsaved.cloned().collect();
        unsaved.sort();
        found.extend(unsaved);
        found
    }

    /// The lists that an article can lean on, and no texts.
    pub fn listed(&mut self, wanted: &Wanted) -> Library {
        self.entries(wanted).0
    }

    fn entries(&mut self, wanted: &Wanted) -> (Library, Vec<NamedText>) {
        let mut library = Library { lists: Vec::from_iter(wanted.own.clone()), ..Library::default() };
        let lists = self.list_paths(wanted, &mut library.notices);
        library.lists.extend(lists.iter().filter_map(|it| self.list(it).ok()));
        let named = add_entries(&mut library, &self.folders, &mut self.looked);
        (library, named)
    }

    /// Where a key comes from, as [`Source::home`] says it. Reads lists and no texts.
    pub fn home(&mut self, wanted: &Wanted, key: &str) -> Option<PathBuf> {
        let (mut library, named) = self.entries(wanted);
        if let Some(source) = library.find(key) {
            return source.home();
        }
        let mut texts = finding::texts(&self.folders, wanted, &mut library.notices).into_iter();
        let by_name = texts.find(|path| {
            let stem = path.file_stem().unwrap_or_default().to_string_lossy();
            writable(&stem) == *composed(key) && named.iter().all(|it| it.path != *path)
        });
        by_name.map(|it| it.with_extension(""))
    }

    fn add_texts(
        &mut self,
        library: &mut Library,
        named: &[NamedText],
        texts: Vec<PathBuf>,
        progress: &mut dyn FnMut(usize, usize),
    ) {
        let mut places: HashMap<&Path, Vec<&NamedText>> = HashMap::new();
        let mut all: Vec<PathBuf> = Vec::new();
        for it in named {
            let there = places.entry(&it.path).or_default();
            if there.is_empty() {
                all.push(it.path.clone());
            }
            there.push(it);
        }
        let new: Vec<PathBuf> = texts.into_iter().filter(|it| !places.contains_key(it.as_path())).collect();
        all.extend(new);
        let count = all.len();
        let mut bytes = 0;
        for (done, path) in all.into_iter().enumerate() {
            progress(done, count);
            let read = self.text(&path).and_then(|it| {
                bytes += it.text.text.len();
                if bytes <= TEXTS { Ok(it) } else { Err(full()) }
            });
            let key = path.file_stem().map(|it| it.to_string_lossy().into_owned()).unwrap_or_default();
            let named = places.get(path.as_path()).map_or(&[][..], Vec::as_slice);
            let known = named.first().map(|it| it.source);
            let known = known.or_else(|| library.by_key.get(&*composed(&key)).copied());
            let imported = match read {
                Ok(imported) => imported,
                Err(message) => {
                    tell_unread(library, named.iter().copied(), &message);
                    let notice = Notice { path, span: None, message };
                    if let Some(at) = known {
                        library.sources[at].unread.push(notice.clone());
                    }
                    library.notices.push(notice);
                    continue;
                }
            };
            let key = writable(&key);
            let at = known.unwrap_or_else(|| library.add(Source { key, ..Source::default() }));
            library.sources[at].texts.push(imported);
        }
        progress(count, count);
    }

    fn list(&mut self, path: &Path) -> Result<Arc<ListFile>, String> {
        if let Some(open) = self.open.get(path) {
            return Ok(open.clone());
        }
        let stamp = stamp(path);
        if let Some((known, read)) = self.lists.get(path)
            && Some(*known) == stamp
        {
            return read.clone();
        }
        let read = read_list(&self.folders, path).map(Arc::new);
        if let Some(stamp) = stamp {
            self.lists.insert(path.to_owned(), (stamp, read.clone()));
        }
        read
    }

    fn text(&mut self, path: &Path) -> Result<Arc<Imported>, String> {
        let stamp = stamp(path);
        if let Some((known, read)) = self.texts.get(path)
            && Some(*known) == stamp
        {
            return read.clone();
        }
        let read = read_text(&self.folders, path).map(Arc::new);
        if let Some(stamp) = stamp {
            self.texts.insert(path.to_owned(), (stamp, read.clone()));
        }
        read
    }
}

/// Where the lists lie that an article can lean on; none is read.
pub fn list_paths(folders: &Folders, wanted: &Wanted) -> Vec<PathBuf> {
    finding::lists(folders, wanted, &mut Vec::new())
}

/// By what is known whether a library would be another today: the files it was made of, and those that have come
/// since; see also [`have_come`]. Nothing outside the folders is looked at.
pub fn stamps(folders: &Folders, wanted: &Wanted, library: &Library) -> Vec<(PathBuf, Option<Stamp>)> {
    let mut found = finding::lists(folders, wanted, &mut Vec::new());
    found.extend(finding::texts(folders, wanted, &mut Vec::new()));
    found.extend(library.lists.iter().map(|it| it.path.clone()));
    found.extend(library.texts().map(|it| it.1.path.clone()));
    let unread = library.notices.iter().filter(|it| it.span.is_none());
    found.extend(unread.map(|it| it.path.clone()));
    found.extend(library.sources.iter().flat_map(|it| &it.unread).map(|it| it.path.clone()));
    found.sort_unstable();
    found.dedup();
    let stamped = found.into_iter().map(|it| {
        let stamp = folders.within(&it).ok().and_then(|it| stamp(&it));
        (it, stamp)
    });
    stamped.collect()
}

/// Whether any of the files has come that entries name and that were not there.
pub fn have_come(folders: &Folders, library: &Library) -> bool {
    library.missing.iter().any(|it| folders.within(it).is_ok())
}

/// A file's name as a key that every markup can write: a dash for spaces and marks.
pub(super) fn writable(name: &str) -> String {
    let kept = |it: char| it.is_alphanumeric() || matches!(it, '_' | '-' | '.' | ':');
    let name = composed(name);
    let parts = name.split(|it| !kept(it)).filter(|it| !it.is_empty());
    parts.collect::<Vec<_>>().join("-")
}

fn full() -> String {
    format!("not read: the texts of this library have more than {} MB together", TEXTS / 1_000_000)
}

/// None for a file that is not there.
pub fn stamp(path: &Path) -> Option<Stamp> {
    let about = std::fs::metadata(path).ok()?;
    Some(Stamp { bytes: about.len(), changed: about.modified().ok() })
}

fn read_list(folders: &Folders, path: &Path) -> Result<ListFile, String> {
    let kind = lists::Kind::of_path(path)
        .ok_or_else(|| "not read: no list of sources is kept in such a file".to_owned())?;
    let bytes = folders.read(path, LIST).map_err(|it| it.to_string())?;
    let (text, recoded) =
        encodings::decoded(bytes).ok_or_else(|| "no text: it holds bytes that no text has".to_owned())?;
    let list = lists::read(kind, &text);
    Ok(ListFile { path: path.to_owned(), text, list, recoded })
}

fn read_text(folders: &Folders, path: &Path) -> Result<Imported, String> {
    let kind =
        import::Kind::of_path(path).ok_or_else(|| "not read: no text is kept in such a file".to_owned())?;
    let bytes = folders.read(path, kind.most()).map_err(|it| it.to_string())?;
    import::import(kind, path, bytes).map_err(|it| it.to_string())
}
