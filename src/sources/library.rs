//! The writer's own sources: lists and texts in the folders that may be read.
//!
//! A [`Shelf`] reads files and keeps what it read; a [`Library`] is what one article can lean on,
//! put together from the shelf by reference. A folder of transcripts and nothing else is a library:
//! the key of a source without an entry is the name of its file.

pub(in crate::sources) mod addresses;
mod duplicates;
mod folders;
mod naming;
mod search;
mod shelf;
mod terms;

#[cfg(test)]
mod tests;

pub use addresses::{canonical, doi, followed};
pub use duplicates::{Duplicate, Same};
pub use folders::{Folders, Refusal, spelled};
pub use naming::{composed, folded};
pub use search::nearest;
pub use shelf::{ListFile, Probe, Shelf, Stamp, have_come, is_list, list_paths, named_files, stamp, stamps};
pub use terms::{Terms, parse as terms_of, plain};

use std::{
    collections::HashMap,
    ffi::OsStr,
    path::{Path, PathBuf},
    sync::{Arc, OnceLock},
};

use super::{
    SourceText, Work,
    import::{Imported, Kind},
    lists::{Date, Entry, Field, Person, Role, Value},
};
use crate::text::Span;

/// What an article can lean on.
#[derive(Clone, Debug, Default)]
pub struct Library {
    /// In the order of the lists, then texts without an entry by path.
    pub sources: Vec<Source>,
    pub lists: Vec<Arc<ListFile>>,
    /// What could not be read, and why.
    pub notices: Vec<Notice>,
    /// What is told by one of them for many entries, at each of the others.
    pub together: Vec<Notice>,
    /// Files that entries name and that are not there.
    pub missing: Vec<PathBuf>,
    /// What the article is a part of.
    pub work: Option<Arc<Work>>,
    by_key: HashMap<String, usize>,
    /// By other names, made when one is asked for.
    by_name: OnceLock<HashMap<String, usize>>,
}

/// One source: what is known about it, and its texts.
#[derive(Clone, Debug, Default)]
pub struct Source {
    pub key: String,
    pub listed: Option<Listed>,
    pub texts: Vec<Arc<Imported>>,
    /// Its texts that could not be read, and why.
    pub unread: Vec<Notice>,
}

/// Where a source's entry stands.
#[derive(Clone, Debug)]
pub struct Listed {
    pub file: Arc<ListFile>,
    pub index: usize,
}

/// Something the writer should know about a file: a sentence, and where it belongs.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Notice {
    pub path: PathBuf,
    /// In bytes of the file; none for the file as a whole.
    pub span: Option<Span>,
    pub message: String,
}

/// What an article asks for, and where to look beside that.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Wanted {
    /// The folder of the article.
    pub beside: Option<PathBuf>,
    /// The folders of the workspace.
    pub roots: Vec<PathBuf>,
    /// Lists named by settings or front matter: the folder they count from, and the name.
    pub lists: Vec<(PathBuf, String)>,
    /// Folders or files with texts, named the same way.
    pub texts: Vec<(PathBuf, String)>,
    /// The entries that the article carries itself.
    pub own: Option<Arc<ListFile>>,
    /// What the article is a part of.
    pub work: Option<Arc<Work>>,
}

impl Library {
    /// One list and no texts.
    pub fn of_list(file: Arc<ListFile>, folders: &Folders) -> Library {
        let mut library = Library { lists: vec![file], ..Library::default() };
        shelf::add_entries(&mut library, folders, &mut shelf::Looked::default());
        library
    }

    /// The source that a citation key names.
    pub fn find(&self, key: &str) -> Option<&Source> {
        self.by_key.get(&*composed(key)).and_then(|it| self.sources.get(*it))
    }

    /// The text that would have this key for its name, had it been read.
    pub fn unread(&self, key: &str) -> Option<&Notice> {
        let is_text = |it: &&Notice| it.span.is_none() && Kind::of_path(&it.path).is_some();
        let stem = |it: &Notice| it.path.file_stem().unwrap_or_default().to_string_lossy().into_owned();
        let mut unread = self.notices.iter().filter(is_text);
        let key = composed(key);
        unread.find(|it| composed(&stem(it)) == key || shelf::writable(&stem(it)) == key)
    }

    /// All texts, each with its source.
    pub fn texts(&self) -> impl Iterator<Item = (&Source, &SourceText)> {
        self.sources.iter().flat_map(|source| source.texts.iter().map(move |it| (source, &it.text)))
    }

    fn add(&mut self, source: Source) -> usize {
        let at = self.sources.len();
        self.by_key.entry(composed(&source.key).into_owned()).or_insert(at);
        self.sources.push(source);
        at
    }
}

impl Listed {
    pub fn entry(&self) -> &Entry {
        &self.file.list.entries[self.index]
    }
}

impl Source {
    pub fn entry(&self) -> Option<&Entry> {
        self.listed.as_ref().map(Listed::entry)
    }

    /// The file that its key comes from: its list, or else the name of its texts, without their ending.
    pub fn home(&self) -> Option<PathBuf> {
        let text = || self.texts.first().map(|it| it.text.path.with_extension(""));
        self.listed.as_ref().map(|it| it.file.path.clone()).or_else(text)
    }

    /// The texts that are found by their name, which is the key; an entry may name others.
    pub fn named_by_key(&self) -> impl Iterator<Item = &Path> {
        let paths = self.texts.iter().map(|it| it.text.path.as_path());
        paths.filter(|path| {
            let name = |it: Option<&OsStr>| it.unwrap_or_default().to_string_lossy().into_owned();
            let (stem, file) = (name(path.file_stem()), name(path.file_name()));
            let named = self.entry().into_iter().flat_map(|it| &it.fields).any(|it| {
                matches!(&it.value, Value::Words(words) if it.role == Role::Text && words.contains(&file))
            });
            (composed(&stem) == composed(&self.key) || shelf::writable(&stem) == self.key) && !named
        })
    }

    /// What its entry says, then what its texts say about themselves.
    pub fn fields(&self) -> impl Iterator<Item = &Field> {
        let listed = self.entry().into_iter().flat_map(|it| &it.fields);
        listed.chain(self.texts.iter().flat_map(|it| &it.about))
    }

    pub fn words(&self, role: Role) -> Option<&str> {
        self.fields().filter(|it| it.role == role).find_map(|it| match &it.value {
            Value::Words(words) if !words.is_empty() => Some(words.as_str()),
            _ => None,
        })
    }

    pub fn people(&self, role: Role) -> &[Person] {
        let people = self.fields().filter(|it| it.role == role).find_map(|it| match &it.value {
            Value::People(people) => Some(people.as_slice()),
            _ => None,
        });
        people.unwrap_or_default()
    }

    pub fn date(&self) -> Option<Date> {
        self.fields().filter(|it| it.role == Role::Date).find_map(|it| match it.value {
            Value::Date(date) => Some(date),
            _ => None,
        })
    }

    pub fn title(&self) -> Option<&str> {
        self.words(Role::Title).or_else(|| self.texts.iter().find_map(|it| it.text.title.as_deref()))
    }

    /// The strictest of those that its entry and its texts name: a promise does not end because it stands in
    /// one place only.
    pub fn terms(&self) -> Option<Terms> {
        let said = self.fields().filter(|it| it.role == Role::Terms).filter_map(|it| match &it.value {
            Value::Words(words) if !words.is_empty() => Some(terms_of(words)),
            _ => None,
        });
        said.max_by_key(|it| it.strictness())
    }
}
