//! Links that become citations: one change of the article and of the list of sources.

use std::collections::HashMap;

use tower_lsp::gen_lsp_types::*;

use crate::{
    features::actions::{Elsewhere, links},
    server::{open_list::InList, reading::Reading, to_lsp},
    sources::today,
};

/// What the change of the list is called, where an editor shows the two apart.
const LIST: &str = "list";

/// None when the text has changed so that the action no longer fits.
pub fn edit(key: &str, reading: &Reading) -> Option<WorkspaceEdit> {
    let changes = links::changes(&reading.review, key, reading.settings.citations, today())?;
    let edit = to_lsp::workspace_edit(changes.article, reading);
    match changes.list {
        Some(list) => with_list(edit, &list, reading),
        None => Some(edit),
    }
}

/// None where the writer is changing the list just there.
fn with_list(mut edit: WorkspaceEdit, list: &Elsewhere, reading: &Reading) -> Option<WorkspaceEdit> {
    let InList { uri, version, ranges: [range] } = reading.in_list(&list.file, [list.edit.span])?;
    let uri: Uri = uri.into();
    let change = TextEdit { range, new_text: list.edit.text.clone() };
    let Some(all) = &mut edit.document_changes else {
        edit.changes.get_or_insert_default().insert(uri, vec![change]);
        return Some(edit);
    };
    let change = match reading.client.annotates_edits {
        true => Edit::AnnotatedTextEdit(AnnotatedTextEdit::new(LIST.to_owned(), change)),
        false => Edit::TextEdit(change),
    };
    let text_document = OptionalVersionedTextDocumentIdentifier {
        version,
        text_document_identifier: TextDocumentIdentifier { uri },
    };
    all.push(DocumentChange::TextDocumentEdit(TextDocumentEdit { text_document, edits: vec![change] }));
    if reading.client.annotates_edits {
        let name = list.file.path.file_name().unwrap_or_default().to_string_lossy().into_owned();
        let annotation = ChangeAnnotation {
            label: format!("Add to {name}"),
            needs_confirmation: Some(false),
            description: Some("The source that the article cites now.".to_owned()),
        };
        edit.change_annotations = Some(HashMap::from([(LIST.to_owned(), annotation)]));
    }
    Some(edit)
}
