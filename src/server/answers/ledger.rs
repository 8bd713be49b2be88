//! Answers that are put on record: edits that make the ledger and write into it.
//!
//! The editor applies them; the server writes no file. New lines go to the top of a file, which is
//! the one place that every state of it has.

use tower_lsp::gen_lsp_types::*;

use crate::{
    features::{
        accepting,
        actions::links,
        ledger::{self, File, Offer},
    },
    server::{
        answers::{self, house, sources},
        from_lsp,
        reading::Reading,
        to_lsp,
    },
    sources::read_text,
    text::Span,
};

/// Whether answers can be put on record: the text is a file, the editor makes others beside it, and
/// nobody has to mend the ledger first.
pub fn is_kept(reading: &Reading) -> bool {
    reading.client.creates_files && from_lsp::path(&reading.uri).is_some() && !reading.settings.ledger.is_torn
}

pub fn offers(reading: &Reading, span: Span, context: &CodeActionContext) -> Vec<CodeActionResponse> {
    let only = context.only.as_deref();
    if !is_kept(reading) {
        return Vec::new();
    }
    let mut found = ledger::offers(&reading.review, span);
    found.retain(|it| to_lsp::is_wanted(it.kind, only));
    let findings = &reading.review.findings;
    let places = reading.places(found.iter().map(|it| findings[it.finding].span));
    let action = |it: &Offer| {
        let is_lazy = reading.client.lazy_edits;
        CodeAction {
            title: it.title.clone(),
            kind: Some(to_lsp::action_kind(it.kind)),
            diagnostics: Some(vec![to_lsp::diagnostic(&findings[it.finding], context, &places)]),
            edit: if is_lazy { None } else { edit(&it.key, reading) },
            data: is_lazy.then(|| to_lsp::key(&it.key, reading)),
            ..CodeAction::default()
        }
    };
    found.iter().map(|it| CodeActionResponse::CodeAction(action(it))).collect()
}

/// None when the text has changed so that the offer no longer fits.
pub fn edit(key: &str, reading: &Reading) -> Option<WorkspaceEdit> {
    let entry = ledger::entry(&reading.review, key)?;
    let mut changes = match entry.file {
        File::Ledger => on_top(format!("{}{}", reading.uri, ledger::ENDING), entry.lines),
        File::Private => on_top(format!("{}{}", reading.uri, ledger::PRIVATE_ENDING), entry.lines),
    };
    if entry.file == File::Private {
        changes.extend(ignored(&reading.uri));
    }
    Some(WorkspaceEdit { document_changes: Some(changes), ..WorkspaceEdit::default() })
}

/// Makes a file if there is none, and puts lines at its top.
fn on_top(uri: String, lines: String) -> Vec<DocumentChange> {
    made(uri, TextEdit { range: Range::default(), new_text: lines })
}

/// An edit of a file, which is made if there is none.
pub fn made(uri: String, edit: TextEdit) -> Vec<DocumentChange> {
    let options = CreateFileOptions { ignore_if_exists: Some(true), ..CreateFileOptions::default() };
    let create = CreateFile::new(uri.clone().into(), Some(options), None);
    let text_document = OptionalVersionedTextDocumentIdentifier {
        version: None,
        text_document_identifier: TextDocumentIdentifier { uri: uri.into() },
    };
    vec![
        DocumentChange::CreateFile(create),
        DocumentChange::TextDocumentEdit(TextDocumentEdit {
            text_document,
            edits: vec![Edit::TextEdit(edit)],
        }),
    ]
}

/// What lies beside articles and has their name, under their new ones.
pub fn renamed(files: &[FileRename]) -> Option<WorkspaceEdit> {
    let mut changes = Vec::new();
    for file in files {
        for ending in [ledger::ENDING, ledger::PRIVATE_ENDING] {
            let (old, new) = (format!("{}{ending}", file.old_uri), format!("{}{ending}", file.new_uri));
            if from_lsp::path(&old).is_some_and(|it| it.is_file()) {
                let options =
                    RenameFileOptions { ignore_if_exists: Some(true), ..RenameFileOptions::default() };
                changes.push(DocumentChange::RenameFile(RenameFile::new(
                    old.into(),
                    new.into(),
                    Some(options),
                    None,
                )));
            }
        }
    }
    let edit = WorkspaceEdit { document_changes: Some(changes), ..WorkspaceEdit::default() };
    edit.document_changes.as_ref().is_some_and(|it| !it.is_empty()).then_some(edit)
}

/// What keeps files of identities out of a repository, unless it stands there already.
fn ignored(uri: &str) -> Vec<DocumentChange> {
    let pattern = format!("*{}", ledger::PRIVATE_ENDING);
    let Some(folder) = uri.rfind('/').map(|it| &uri[..it]) else { return Vec::new() };
    let list = format!("{folder}/.gitignore");
    let text = from_lsp::path(&list).and_then(|it| read_text(&it).ok().flatten()).unwrap_or_default();
    if text.lines().any(|it| it.trim() == pattern) {
        return Vec::new();
    }
    on_top(list, format!("{pattern}\n"))
}

/// The edits of an action by its key, whether it changes the article, the ledger, the list of the house or one of sources.
pub fn any_edit(key: &str, reading: &Reading) -> Option<WorkspaceEdit> {
    if key.starts_with(ledger::KEY) {
        return edit(key, reading);
    }
    if key.starts_with(accepting::KEY) {
        return house::edit(key, reading);
    }
    if links::is_of_link(key) {
        return answers::links::edit(key, reading);
    }
    sources::elsewhere(key, reading).or_else(|| to_lsp::edit(key, reading))
}
