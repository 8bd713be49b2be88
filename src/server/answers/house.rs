//! What a desk takes as known, put into its own list.
//!
//! The editor applies the edit, which may make the file; the server writes none.

use std::path::Path;

use tower_lsp::gen_lsp_types::*;

use super::ledger::made;
use crate::{
    features::{accepting, actions::ActionKind},
    server::{places::Places, reading::Reading, to_lsp},
    sources,
    text::Span,
};

pub fn offers(reading: &Reading, span: Span, context: &CodeActionContext) -> Vec<CodeActionResponse> {
    let is_wanted = to_lsp::is_wanted(ActionKind::QuickFix, context.only.as_deref());
    if !is_wanted || !reading.client.creates_files || list(reading).is_none() {
        return Vec::new();
    }
    let findings = &reading.review.findings;
    let mut found = accepting::offers(&reading.review, span);
    found.retain(|it| edit(&it.key, reading).is_some());
    let places = reading.places(found.iter().map(|it| findings[it.finding].span));
    let action = |it: &accepting::Offer| {
        let is_lazy = reading.client.lazy_edits;
        CodeAction {
            title: it.title.clone(),
            kind: Some(to_lsp::action_kind(ActionKind::QuickFix)),
            diagnostics: Some(vec![to_lsp::diagnostic(&findings[it.finding], context, &places)]),
            edit: if is_lazy { None } else { edit(&it.key, reading) },
            data: is_lazy.then(|| to_lsp::key(&it.key, reading)),
            ..CodeAction::default()
        }
    };
    found.iter().map(|it| CodeActionResponse::CodeAction(action(it))).collect()
}

/// None when the text has changed so that the offer no longer fits, or the list does not take it.
pub fn edit(key: &str, reading: &Reading) -> Option<WorkspaceEdit> {
    let known = accepting::entry(&reading.review, key)?;
    let list = list(reading)?;
    let text = sources::read_text(list).ok()?.unwrap_or_default();
    let lines = accepting::lines(&text, &known)?;
    let end = Span::at(text.len());
    let range = Places::new(&text, reading.client.encoding, [end]).range(end);
    let changes = made(to_lsp::uri(list), TextEdit { range, new_text: lines });
    Some(WorkspaceEdit { document_changes: Some(changes), ..WorkspaceEdit::default() })
}

/// Where the house says whom it knows: in a file of its own, or among the project's settings.
fn list(reading: &Reading) -> Option<&Path> {
    let settings = &reading.settings;
    settings.house_file.as_deref().or(settings.file.as_deref())
}
