//! A citation key wherever it stands: in all open articles and in its list.

use std::{collections::HashMap, path::Path};

use tower_lsp::{
    gen_lsp_types::*,
    jsonrpc::{Error, Result},
};

use super::sources::target;
use crate::{
    features::leads::Lead,
    rules::Review,
    server::{
        from_lsp,
        lookup::{self, Found},
        places::Places,
        reading::Reading,
        session::Session,
    },
    sources::library::Listed,
    text::Span,
};

/// Everywhere in the open articles where a key is cited, and its entry first if that is asked for.
pub async fn users(session: &Session, reading: &Reading, key: &str, entry: bool) -> Vec<Location> {
    let mut uris: Vec<_> = session.state().documents.keys().cloned().collect();
    uris.sort_unstable();
    let listed = listed(&reading.review, key);
    let mut out: Vec<Location> =
        listed.filter(|_| entry).map(|it| declared(it, reading)).into_iter().collect();
    for uri in uris {
        let Found::Reviewed(it) = lookup::newest(session, &uri).await else { continue };
        // The same key in another list is another source.
        let same = |it: &Review| list(self::listed(it, key)) == list(listed);
        let Some(review) = it.review.as_ref().filter(|it| same(it)) else { continue };
        let article = &review.article;
        let spans: Vec<Span> = article.keys().filter(|it| it.key == key).map(|it| it.span).collect();
        let places = Places::new(article.text(), reading.client.encoding, spans.iter().copied());
        out.extend(spans.iter().map(|it| Location { uri: uri.to_string().into(), range: places.range(*it) }));
    }
    out
}

/// The key under the cursor, if it can be another: one that an entry declares.
pub fn renamable(reading: &Reading, at: Position) -> Option<PrepareRenameResult> {
    let key = reading.article().key_at(reading.offset(at))?;
    listed(&reading.review, key.key)?;
    let range = reading.places([key.span]).range(key.span);
    let placeholder = PrepareRenamePlaceholder { range, placeholder: key.key.to_owned() };
    Some(PrepareRenameResult::PrepareRenamePlaceholder(placeholder))
}

/// Another key for a source, in its list and in all open articles.
pub async fn rename(
    session: &Session,
    reading: &Reading,
    key: &str,
    to: &str,
) -> Result<Option<WorkspaceEdit>> {
    let texts = reading.review.texts();
    if listed(&reading.review, key).is_none() {
        return Err(Error::invalid_params(
            "This key is the name of a file: rename the file, and its citations.",
        ));
    }
    let is_key = |it: char| it.is_alphanumeric() || "_-:.+/".contains(it);
    if !to.starts_with(char::is_alphanumeric) || !to.chars().all(is_key) {
        return Err(Error::invalid_params("A key has letters, digits and single marks, and no spaces."));
    }
    if texts.library().find(to).is_some() {
        return Err(Error::invalid_params("Another source has this key already."));
    }
    let mut by_file: HashMap<Uri, Vec<TextEdit>> = HashMap::new();
    for Location { uri, range } in users(session, reading, key, true).await {
        by_file.entry(uri).or_default().push(TextEdit { range, new_text: to.to_owned() });
    }
    if !reading.client.versioned_edits {
        return Ok(Some(WorkspaceEdit { changes: Some(by_file), ..WorkspaceEdit::default() }));
    }
    let mut files: Vec<(Uri, Vec<TextEdit>)> = by_file.into_iter().collect();
    files.sort_by(|a, b| a.0.as_ref().cmp(b.0.as_ref()));
    let versions = |uri: &Uri| session.state().documents.get(uri.as_ref()).map(|it| it.version as i32);
    let changes = files.into_iter().map(|(uri, edits)| {
        let text_document = OptionalVersionedTextDocumentIdentifier {
            version: versions(&uri),
            text_document_identifier: TextDocumentIdentifier { uri },
        };
        let edits = edits.into_iter().map(Edit::TextEdit).collect();
        DocumentChange::TextDocumentEdit(TextDocumentEdit { text_document, edits })
    });
    Ok(Some(WorkspaceEdit { document_changes: Some(changes.collect()), ..WorkspaceEdit::default() }))
}

fn declared(listed: &Listed, reading: &Reading) -> Location {
    let entry = listed.entry();
    let lead = Lead::Entry { file: listed.file.clone(), entry: entry.span, key: entry.key_span };
    let (uri, _, range) = target(&lead, reading, from_lsp::path(&reading.uri).as_deref());
    Location { uri, range }
}

fn listed<'a>(review: &'a Review, key: &str) -> Option<&'a Listed> {
    review.texts().library().find(key)?.listed.as_ref()
}

fn list(listed: Option<&Listed>) -> Option<&Path> {
    listed.map(|it| it.file.path.as_path())
}
