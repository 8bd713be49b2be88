//! Edits of several files at once, each for the state of the text that the editor has.

use std::{
    collections::{BTreeMap, HashMap},
    path::Path,
};

use tower_lsp::gen_lsp_types::*;

use crate::{server::session::Session, sources};

/// Bytes of a source's text.
const LONGEST: u64 = 16_000_000;

/// The text of a file that is led to; of one that cannot be read, nothing.
pub fn text(path: &Path) -> String {
    sources::read(path, LONGEST).ok().and_then(|it| String::from_utf8(it).ok()).unwrap_or_default()
}

/// What the edits belong to, in an editor that asks before it changes other files.
const ANNOTATION: &str = "onrecord";

/// `files` are addresses with their edits, `then` what happens to the files afterwards; `label` says what all
/// of it is for.
pub fn workspace_edit(
    session: &Session,
    files: BTreeMap<String, Vec<TextEdit>>,
    then: Vec<DocumentChange>,
    label: &str,
) -> WorkspaceEdit {
    let client = session.state().client.clone();
    if !client.versioned_edits {
        let changes = files.into_iter().map(|(uri, edits)| (uri.into(), edits)).collect();
        return WorkspaceEdit { changes: Some(changes), ..WorkspaceEdit::default() };
    }
    let is_annotated = client.annotates_edits && files.len() > 1;
    let edits = files.into_iter().map(|(uri, edits)| edited(session, uri, edits, is_annotated));
    let changes = edits.chain(then).collect();
    let annotation = || ChangeAnnotation { label: label.to_owned(), ..ChangeAnnotation::default() };
    WorkspaceEdit {
        document_changes: Some(changes),
        change_annotations: is_annotated.then(|| HashMap::from([(ANNOTATION.to_owned(), annotation())])),
        ..WorkspaceEdit::default()
    }
}

fn edited(session: &Session, uri: String, edits: Vec<TextEdit>, is_annotated: bool) -> DocumentChange {
    let version = session.state().documents.get(uri.as_str()).map(|it| it.version as i32);
    let text_document = OptionalVersionedTextDocumentIdentifier {
        version,
        text_document_identifier: TextDocumentIdentifier { uri: uri.into() },
    };
    let edit = |it: TextEdit| match is_annotated {
        true => Edit::AnnotatedTextEdit(AnnotatedTextEdit::new(ANNOTATION.to_owned(), it)),
        false => Edit::TextEdit(it),
    };
    let edits = edits.into_iter().map(edit).collect();
    DocumentChange::TextDocumentEdit(TextDocumentEdit { text_document, edits })
}
