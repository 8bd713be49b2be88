use std::{
    path::{Path, PathBuf},
    sync::Arc,
};

use super::articles::Place;
use crate::{
    features::wanted::wanted,
    markup::Format,
    rules::Settings,
    sources::{
        self, Works,
        library::{Folders, Shelf, Wanted},
        matching::Texts,
    },
};

/// The sources beside articles, read once for all that want the same.
#[derive(Default)]
pub struct Shelves {
    /// The folders that the caller has named, and the one that they stand in: as if an editor had them open.
    folders: Vec<PathBuf>,
    works: Works,
    known: Vec<(Wanted, Arc<Texts>)>,
    /// What could not be read of them, and why.
    pub complaints: Vec<String>,
}

impl Shelves {
    /// For articles that these paths stand for; no path stands for the current folder.
    pub fn beside(paths: &[PathBuf]) -> Shelves {
        let here = std::env::current_dir().ok().filter(|it| !sources::is_shared(it));
        let named = paths.iter().filter(|it| it.is_dir()).cloned();
        let named = named.chain(paths.is_empty().then(|| PathBuf::from("."))).chain(here);
        Shelves {
            folders: named.filter_map(|it| std::fs::canonicalize(it).ok()).collect(),
            ..Shelves::default()
        }
    }

    /// The sources of an article as it lies on disk.
    pub fn of(&mut self, article: &Place, format: Format, settings: &Settings) -> Arc<Texts> {
        let path = match article {
            Place::File(path) => path.clone(),
            Place::StandardInput => PathBuf::from("./-"),
        };
        let folder = path.parent().filter(|it| !it.as_os_str().is_empty()).unwrap_or(Path::new("."));
        let Ok(folder) = std::fs::canonicalize(folder) else { return Arc::default() };
        // What cannot be read is told where the article is.
        let text = head(&path).unwrap_or_default();
        let workspace = workspace(&self.folders, &folder);
        let declared = self.works.declared(&text, format, &path, &workspace);
        let (wanted, roots) = wanted(&folder, &workspace, settings, declared);
        if let Some((_, known)) = self.known.iter().find(|it| it.0 == wanted) {
            return known.clone();
        }
        let mut shelf = Shelf::new(Folders::new(roots));
        let library = shelf.library(&wanted, &mut |_, _| {});
        // What is wrong inside a list is the list's matter.
        let unread = library.notices.iter().filter(|it| it.span.is_none());
        let unread = unread.map(|it| format!("{}: {}", it.path.display(), it.message));
        let unread: Vec<String> = unread.filter(|it| !self.complaints.contains(it)).collect();
        self.complaints.extend(unread);
        let before = self.known.last().map(|it| it.1.clone()).unwrap_or_default();
        let texts = before.after(Arc::new(library));
        self.known.push((wanted, texts.clone()));
        texts
    }
}

impl Shelves {
    /// Whether a file is a text that another article leans on.
    pub fn hold(&self, path: &Path) -> bool {
        let real = std::fs::canonicalize(path).unwrap_or_else(|_| path.to_owned());
        self.known.iter().any(|(_, texts)| texts.library().texts().any(|it| it.1.path == real))
    }
}

/// The folders that an article belongs to as it would in an editor: those that the caller has named or stands in,
/// and its project's own.
pub fn workspace(folders: &[PathBuf], folder: &Path) -> Vec<PathBuf> {
    let mut out: Vec<PathBuf> = sources::project(folder).into_iter().collect();
    out.extend(folders.iter().filter(|it| folder.starts_with(it)).cloned());
    out.sort();
    out.dedup();
    out
}

/// The text of an article, unless it is too large or no text at all.
fn head(path: &Path) -> Option<String> {
    let bytes = sources::read(path, sources::longest(path)).ok()?;
    sources::manuscript(path, bytes).ok().map(|it| it.text)
}
