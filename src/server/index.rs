//! People and organisations over all articles of a desk, and its sources.
//!
//! Open articles are answered from their readings; those on disk are read when somebody asks, only
//! inside workspace folders, and again only when they have changed. All of it is bounded: a search
//! never costs more than the limits below, and stops when nobody waits for it any more.

mod listed;

use std::{
    collections::{HashMap, HashSet},
    path::PathBuf,
    sync::{
        Arc, Mutex, PoisonError,
        atomic::{AtomicBool, Ordering},
    },
    time::SystemTime,
};

use tower_lsp::gen_lsp_types::*;

use super::{
    from_lsp,
    lookup::{self, Found},
    places::Places,
    session::Session,
    unopened::{OnDisk, on_disk},
};
use crate::{
    article::Article,
    features::symbols::{self, Named},
    markup::Format,
    reading::EntityKind,
    text::Encoding,
};

/// Names in an answer: nobody reads more.
const MOST_NAMES: usize = 500;

/// What is known of the articles on disk.
#[derive(Clone, Default)]
pub struct Index {
    known: Arc<Mutex<HashMap<PathBuf, Known>>>,
}

/// An article on disk as it was when it was read.
#[derive(Clone)]
struct Known {
    modified: Option<SystemTime>,
    length: u64,
    names: Arc<[Entry]>,
}

/// A name and where it first stands.
struct Entry {
    named: Named,
    range: Range,
}

impl Index {
    /// The names that fit what was typed: of open articles first, then of the others.
    pub async fn search(&self, session: &Arc<Session>, query: String) -> WorkspaceSymbolResponse {
        let (mut uris, folders, encoding) = {
            let state = session.state();
            let uris: Vec<Arc<str>> = state.documents.uris().cloned().collect();
            (uris, state.folders.clone(), state.client.encoding)
        };
        uris.sort_unstable();
        let (mut found, mut texts) = (Vec::new(), Vec::new());
        for uri in &uris {
            let Found::Reviewed(it) = lookup::newest(session, uri).await else { continue };
            let Some(review) = &it.review else { continue };
            texts.push(review.texts().clone());
            found.extend(fitting(uri, &entries(&review.article, encoding), &query));
        }
        // Dropped when the question is withdrawn, and the walk ends.
        let asked = Asked(Arc::default());
        let (index, withdrawn) = (self.clone(), asked.0.clone());
        let session = session.clone();
        let walk = tokio::task::spawn_blocking(move || {
            let mut found = listed::found(&session, &texts, &query);
            let open: HashSet<String> = uris.iter().map(|it| from_lsp::key(it)).collect();
            found.extend(index.on_disk(&folders, &open, encoding, &query, &withdrawn));
            found
        });
        // A panic would be a fault of ours; what is open is answered all the same.
        found.extend(walk.await.unwrap_or_default());
        drop(asked);
        found.truncate(MOST_NAMES);
        WorkspaceSymbolResponse::SymbolInformationList(found)
    }

    fn on_disk(
        &self,
        folders: &[PathBuf],
        open: &HashSet<String>,
        encoding: Encoding,
        query: &str,
        withdrawn: &AtomicBool,
    ) -> Vec<SymbolInformation> {
        let mut found = Vec::new();
        for file in on_disk(folders, open) {
            if withdrawn.load(Ordering::Relaxed) || found.len() >= MOST_NAMES {
                break;
            }
            found.extend(fitting(&file.uri, &self.names(&file, encoding), query));
        }
        found
    }

    /// The names of an article on disk, read again if it has changed.
    fn names(&self, file: &OnDisk, encoding: Encoding) -> Arc<[Entry]> {
        let OnDisk { path, modified, length, .. } = file;
        let known = self.known().get(path).cloned();
        if let Some(known) =
            known.filter(|it| modified.is_some() && (it.modified, it.length) == (*modified, *length))
        {
            return known.names;
        }
        let text = file.text().unwrap_or_default();
        let article = Article::read(&text, Format::of_path(&path.to_string_lossy()));
        let names: Arc<[Entry]> = entries(&article, encoding).into();
        let known = Known { modified: *modified, length: *length, names: names.clone() };
        self.known().insert(path.clone(), known);
        names
    }

    fn known(&self) -> std::sync::MutexGuard<'_, HashMap<PathBuf, Known>> {
        // A panic elsewhere has left the map whole: entries are put in one step.
        self.known.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// A question that somebody waits for.
struct Asked(Arc<AtomicBool>);

impl Drop for Asked {
    fn drop(&mut self) {
        self.0.store(true, Ordering::Relaxed);
    }
}

fn entries(article: &Article, encoding: Encoding) -> Vec<Entry> {
    let names = symbols::symbols(article);
    let places = Places::new(article.text(), encoding, names.iter().map(|it| it.span));
    names.into_iter().map(|named| Entry { range: places.range(named.span), named }).collect()
}

#[allow(deprecated)] // The field has to be named.
fn fitting(uri: &str, entries: &[Entry], query: &str) -> Vec<SymbolInformation> {
    let fits = entries.iter().filter(|it| symbols::fits(&it.named.name, query));
    let symbol = |it: &Entry| SymbolInformation {
        deprecated: None,
        location: Location { uri: uri.to_owned().into(), range: it.range },
        base_symbol_information: BaseSymbolInformation {
            name: it.named.name.clone(),
            kind: kind(it.named.kind),
            tags: None,
            container_name: it.named.role.clone(),
        },
    };
    fits.map(symbol).collect()
}

/// The protocol knows programs; these are the nearest of its kinds.
fn kind(kind: EntityKind) -> SymbolKind {
    match kind {
        EntityKind::Person => SymbolKind::Class,
        _ => SymbolKind::Module,
    }
}
