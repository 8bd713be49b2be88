//! Sources in a search over a desk: those of open articles, and those in the lists of the open folders.

use std::{collections::HashSet, path::PathBuf, sync::Arc};

use tower_lsp::gen_lsp_types::*;

use crate::{
    features::wanted::wanted,
    server::{open_list::OpenList, places::Places, session::Session, settings::Desktop, to_lsp},
    sources::{
        Declared,
        library::{Folders, Library, ListFile, Shelf, Source},
        matching::Texts,
    },
    text::Encoding,
};

/// Sources whose key, title, outlet or people have all words of what was typed.
pub fn found(session: &Arc<Session>, texts: &[Arc<Texts>], query: &str) -> Vec<SymbolInformation> {
    if query.trim().is_empty() {
        return Vec::new();
    }
    let (folders, encoding, open) = {
        let state = session.state();
        (state.folders.clone(), state.client.encoding, OpenList::all(&state))
    };
    let lists: Vec<Arc<ListFile>> = open.iter().filter_map(|it| it.read(None)).map(Arc::new).collect();
    let mut settings = Desktop::quiet(session.clone());
    let on_disk: Vec<Library> = folders
        .iter()
        .map(|folder| {
            let settings = settings.of(Some(&folder.join("article")));
            let (wanted, roots) = wanted(folder, &folders, &settings, Declared::default());
            let mut shelf = Shelf::new(Folders::new(roots));
            shelf.open(lists.iter().cloned());
            shelf.listed(&wanted)
        })
        .collect();
    let mut seen = HashSet::new();
    let mut out = Vec::new();
    for library in texts.iter().map(|it| it.library()).chain(&on_disk) {
        let fitting = library.matching(query).into_iter().filter_map(|it| Some((it, it.home()?)));
        let new = fitting.filter(|(source, home)| seen.insert((home.clone(), source.key.clone())));
        out.extend(new.filter_map(|(source, _)| symbol(source, &open, encoding)));
    }
    out
}

#[allow(deprecated)] // The field has to be named.
fn symbol(source: &Source, open: &[OpenList], encoding: Encoding) -> Option<SymbolInformation> {
    let location = match &source.listed {
        Some(listed) => {
            let key = listed.entry().key_span;
            let open = open.iter().find(|it| it.path == listed.file.path);
            let uri = open.map_or_else(|| to_lsp::uri(&listed.file.path), |it| it.uri.clone());
            Location { uri: uri.into(), range: Places::new(&listed.file.text, encoding, [key]).range(key) }
        }
        None => {
            let path: &PathBuf = &source.texts.first()?.text.path;
            Location { uri: to_lsp::uri(path).into(), range: Range::default() }
        }
    };
    let line = source.line();
    // Editors look for what was typed in the name once more.
    let name = if line == source.key { line } else { format!("{} · {line}", source.key) };
    let base_symbol_information =
        BaseSymbolInformation { name, kind: SymbolKind::Key, tags: None, container_name: None };
    Some(SymbolInformation { deprecated: None, location, base_symbol_information })
}
