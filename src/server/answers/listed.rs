//! What an editor asks about a list of sources that is open: its entries are to it what names are to an article.

use std::{
    collections::BTreeMap,
    path::{Path, PathBuf},
    sync::Arc,
};

use tower_lsp::{
    gen_lsp_types::*,
    jsonrpc::{Error, Result},
};

use super::{entries, entries::Open, files::workspace_edit, keys, renaming};
use crate::{
    features::{
        links::Target,
        listed::{self, Listing},
    },
    server::{from_lsp, places::Places, session::Session, to_lsp},
    sources::{
        library::{Folders, ListFile, named_files},
        lists::Entry,
    },
    text::Span,
};

/// None for what is no list.
pub async fn open(session: &Session, uri: &str) -> Option<Open> {
    if entries::is_list(session, uri) { entries::open(session, uri).await } else { None }
}

impl Open {
    fn file(&self) -> &ListFile {
        &self.noted.library.lists[0]
    }

    fn entry(&self, at: Position) -> Option<(usize, &Entry)> {
        listed::entry_at(&self.noted.library, self.offset(at))
    }

    fn offset(&self, at: Position) -> usize {
        self.text.offset(from_lsp::position(at), self.client.encoding)
    }

    fn places(&self, spans: impl IntoIterator<Item = Span>) -> Places {
        Places::new(&self.file().text, self.client.encoding, spans)
    }

    fn range(&self, span: Span) -> Range {
        self.places([span]).range(span)
    }

    /// The folders that its entries may name files in.
    fn folders(&self, session: &Session) -> Folders {
        let beside = self.file().path.parent().map(Path::to_path_buf);
        Folders::new(session.state().folders.iter().cloned().chain(beside))
    }

    fn base(&self) -> &Path {
        self.file().path.parent().unwrap_or(Path::new(""))
    }
}

pub async fn hover(session: &Arc<Session>, list: &Open, at: Position) -> Option<Hover> {
    let (index, entry) = list.entry(at)?;
    let uses = keys::uses(session, &entry.key, Some(&list.file().path)).await;
    let uses: Vec<String> = uses.into_iter().map(|it| it.uri.as_ref().to_owned()).collect();
    let card = listed::card(&list.noted.library, index, &uses)?;
    let contents = Contents::MarkupContent(to_lsp::card(card, list.client.markdown_hover));
    Some(Hover { contents, range: Some(list.range(entry.key_span)) })
}

/// The texts of an entry; the entry itself where it has none.
pub fn definition(session: &Session, list: &Open, at: Position) -> Option<DefinitionResponse> {
    let (_, entry) = list.entry(at)?;
    let folders = list.folders(session);
    let named = named_files(entry);
    let named = named.iter().filter_map(|(name, _)| folders.admit(list.base(), name).ok());
    let mut texts: Vec<PathBuf> = named.filter(|it| it.is_file()).collect();
    texts.extend(entries::texts_called(session, list, &entry.key));
    texts.sort();
    texts.dedup();
    let start = Range::default();
    let mut locations: Vec<Location> =
        texts.iter().map(|it| Location { uri: to_lsp::uri(it).into(), range: start }).collect();
    if locations.is_empty() {
        locations.push(Location { uri: list.uri.clone().into(), range: list.range(entry.key_span) });
    }
    Some(DefinitionResponse::Definition(Definition::LocationList(locations)))
}

/// Where articles cite an entry, and before them the entry if that is asked for.
pub async fn references(
    session: &Arc<Session>,
    list: &Open,
    at: Position,
    entry_too: bool,
) -> Option<Vec<Location>> {
    let (_, entry) = list.entry(at)?;
    let own = Location { uri: list.uri.clone().into(), range: list.range(entry.key_span) };
    let mut out: Vec<Location> = entry_too.then_some(own).into_iter().collect();
    out.extend(keys::uses(session, &entry.key, Some(&list.file().path)).await);
    Some(out)
}

/// The key of an entry, under the cursor.
pub fn renamable(session: &Session, list: &Open, at: Position) -> Option<PrepareRenameResult> {
    let (_, entry) = list.entry(at).filter(|it| it.1.key_span.touches(list.offset(at)))?;
    let has_texts = !entries::texts_called(session, list, &entry.key).is_empty();
    if has_texts && !list.client.renames_files {
        return None;
    }
    let range = list.range(entry.key_span);
    let placeholder = PrepareRenamePlaceholder { range, placeholder: entry.key.clone() };
    Some(PrepareRenameResult::PrepareRenamePlaceholder(placeholder))
}

/// Another key for an entry: in the list, in every article, and for texts that are found by it.
pub async fn rename(
    session: &Arc<Session>,
    list: &Open,
    at: Position,
    to: &str,
) -> Result<Option<WorkspaceEdit>> {
    let found = list.entry(at).filter(|it| it.1.key_span.touches(list.offset(at)));
    let Some((index, entry)) = found else { return Ok(None) };
    let key = entry.key.as_str();
    let is_taken = list.file().list.entries.iter().any(|it| it.key == to && it.key != key);
    let texts = entries::texts_called(session, list, key);
    let moves =
        renaming::moves(&texts, to, is_taken, list.client.renames_files).map_err(Error::invalid_params)?;
    let spans = listed::key_spans(&list.noted.library, index);
    let places = list.places(spans.iter().copied());
    let edit = |range: Range| TextEdit { range, new_text: to.to_owned() };
    let mut by_file: BTreeMap<String, Vec<TextEdit>> = BTreeMap::new();
    by_file.insert(list.uri.clone(), spans.iter().map(|it| edit(places.range(*it))).collect());
    for Location { uri, range } in keys::uses(session, key, Some(&list.file().path)).await {
        by_file.entry(uri.as_ref().to_owned()).or_default().push(edit(range));
    }
    let then = moves.into_iter().map(renaming::moved).collect();
    Ok(Some(workspace_edit(session, by_file, then, &format!("Cite “{to}” in place of “{key}”"))))
}

#[allow(deprecated)] // The field has to be named.
pub fn symbols(list: &Open) -> DocumentSymbolResponse {
    let found = listed::listings(&list.noted.library);
    let places = list.places(found.iter().flat_map(|it| [it.span, it.key_span]));
    if list.client.nested_symbols {
        let nested = |it: &Listing| DocumentSymbol {
            name: it.key.clone(),
            detail: Some(it.detail.clone()).filter(|it| !it.is_empty()),
            kind: SymbolKind::Key,
            tags: None,
            deprecated: None,
            range: places.range(it.span),
            selection_range: places.range(it.key_span),
            children: None,
        };
        return DocumentSymbolResponse::DocumentSymbolList(found.iter().map(nested).collect());
    }
    let flat = |it: &Listing| SymbolInformation {
        deprecated: None,
        location: Location { uri: list.uri.clone().into(), range: places.range(it.span) },
        base_symbol_information: BaseSymbolInformation {
            name: it.key.clone(),
            kind: SymbolKind::Key,
            tags: None,
            container_name: None,
        },
    };
    DocumentSymbolResponse::SymbolInformationList(found.iter().map(flat).collect())
}

/// Addresses, and files that may be read.
pub fn links(session: &Session, list: &Open) -> Vec<DocumentLink> {
    let found = listed::links(&list.noted.library);
    let places = list.places(found.iter().map(|it| it.span));
    let folders = list.folders(session);
    let link = |it: &listed::ListLink| {
        let target = match &it.target {
            Target::Address(address) => address.clone(),
            Target::File(name) => to_lsp::uri(&folders.admit(list.base(), name).ok()?),
        };
        let range = places.range(it.span);
        Some(DocumentLink { range, target: Some(target.into()), tooltip: None, data: None })
    };
    found.iter().filter_map(link).collect()
}
