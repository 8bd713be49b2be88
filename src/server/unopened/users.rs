//! Where articles that are not open cite a source.
//!
//! Only those that hold the letters of its key are read as articles, and only the lists beside them,
//! no texts: whether a key means the same source there is said by the file that it comes from.

use std::{
    path::{Path, PathBuf},
    sync::{
        Arc,
        atomic::{AtomicBool, Ordering},
    },
};

use tower_lsp::gen_lsp_types::Location;

use super::{OnDisk, format, on_disk};
use crate::{
    article::Article,
    features::wanted::{is_text, wanted},
    rules::Settings,
    server::{open_list::OpenList, places::Places, session::Session, settings::Desktop},
    sources::{
        Works,
        library::{Folders, ListFile, Shelf},
    },
};

/// What an editor has open is left to its own texts, whichever way it spells their addresses. `home` is
/// the file that the key comes from, as [`Shelf::home`] says it.
pub fn users(
    session: &Arc<Session>,
    key: &str,
    home: Option<&Path>,
    withdrawn: &AtomicBool,
) -> Vec<Location> {
    let open = session.open_files();
    let (folders, encoding, lists) = {
        let state = session.state();
        (state.folders.clone(), state.client.encoding, OpenList::all(&state))
    };
    let lists: Vec<Arc<ListFile>> = lists.iter().filter_map(|it| it.read(None)).map(Arc::new).collect();
    let mut settings = Desktop::quiet(session.clone());
    let mut shelves = Shelves { known: Vec::new(), lists, works: Works::default() };
    let mut out = Vec::new();
    for file in on_disk(&folders, &open).take_while(|_| !withdrawn.load(Ordering::Relaxed)) {
        let Some(text) = file.text().filter(|it| it.contains(key) || !key.is_ascii()) else { continue };
        let article = Article::read(&text, format(&file.path));
        let spans = article.uses(key);
        let settings = settings.of(Some(&file.path));
        if spans.is_empty()
            || is_text(&file.path, &folders, &settings)
            || self::home(&file, &article, &folders, &settings, &mut shelves, key).as_deref() != home
        {
            continue;
        }
        let places = Places::new(&text, encoding, spans.iter().copied());
        let location = |it| Location { uri: file.uri.clone().into(), range: places.range(it) };
        out.extend(spans.into_iter().map(location));
    }
    out
}

/// The file that a key of an article comes from. What may be read for one article is no business of another.
fn home(
    file: &OnDisk,
    article: &Article,
    folders: &[PathBuf],
    settings: &Settings,
    shelves: &mut Shelves,
    key: &str,
) -> Option<PathBuf> {
    let declared = shelves.works.declared(article.text(), article.format(), &file.path, folders);
    let (wanted, roots) = wanted(file.path.parent()?, folders, settings, declared);
    shelves.of(roots).home(&wanted, key)
}

/// By the folders that may be read.
struct Shelves {
    known: Vec<(Vec<PathBuf>, Shelf)>,
    /// Those that are open.
    lists: Vec<Arc<ListFile>>,
    works: Works,
}

impl Shelves {
    fn of(&mut self, roots: Vec<PathBuf>) -> &mut Shelf {
        let known = self.known.iter().position(|it| it.0 == roots);
        let at = known.unwrap_or_else(|| {
            let mut shelf = Shelf::new(Folders::new(roots.clone()));
            shelf.open(self.lists.iter().cloned());
            self.known.push((roots, shelf));
            self.known.len() - 1
        });
        &mut self.known[at].1
    }
}
