//! Where somebody is named, and by what other name.

use tower_lsp::{
    gen_lsp_types::*,
    jsonrpc::{Error, Result},
};

use crate::{
    features::{
        definition, highlight,
        highlight::HighlightKind,
        references,
        rename::{self, Rename},
    },
    server::{
        reading::Reading,
        to_lsp,
        wire::{MessageKind, Outbox},
    },
    text::Span,
};

pub fn definition(reading: &Reading, at: Position) -> Option<DefinitionResponse> {
    let span = definition::definition(reading.article(), reading.offset(at))?;
    let location = reading.locations(&[span]).pop()?;
    Some(DefinitionResponse::Definition(Definition::Location(location)))
}

pub fn references(reading: &Reading, at: Position, first: bool) -> Vec<Location> {
    reading.locations(&references::references(reading.article(), reading.offset(at), first))
}

pub fn highlights(reading: &Reading, at: Position) -> Vec<DocumentHighlight> {
    let found = highlight::highlights(reading.article(), reading.offset(at));
    let places = reading.places(found.iter().map(|it| it.span));
    let kind = |kind| match kind {
        HighlightKind::First => DocumentHighlightKind::Write,
        HighlightKind::Again => DocumentHighlightKind::Read,
        HighlightKind::Part => DocumentHighlightKind::Text,
    };
    let found = found.iter();
    found.map(|it| DocumentHighlight { range: places.range(it.span), kind: Some(kind(it.kind)) }).collect()
}

pub fn renamable(reading: &Reading, at: Position) -> Option<PrepareRenameResult> {
    let named = rename::renamable(reading.article(), reading.offset(at))?;
    let range = reading.places([named.span]).range(named.span);
    let placeholder = PrepareRenamePlaceholder { range, placeholder: named.name };
    Some(PrepareRenameResult::PrepareRenamePlaceholder(placeholder))
}

/// The edits; the writer is told which quotations keep the old name.
pub fn rename(reading: &Reading, at: Position, name: &str, outbox: &Outbox) -> Result<Option<WorkspaceEdit>> {
    let offset = reading.offset(at);
    if name.trim().is_empty() {
        return Err(Error::invalid_params("A name has at least one letter."));
    }
    let Some(Rename { edits, skipped }) = rename::rename(reading.article(), offset, name) else {
        return Ok(None);
    };
    if !skipped.is_empty() {
        outbox.show(MessageKind::Information, &kept(reading, &skipped));
    }
    Ok((!edits.is_empty()).then(|| to_lsp::workspace_edit(edits, reading)))
}

fn kept(reading: &Reading, skipped: &[Span]) -> String {
    let places = reading.places(skipped.iter().copied());
    let mut lines: Vec<u32> = skipped.iter().map(|it| places.range(*it).start.line + 1).collect();
    lines.dedup();
    let numbers: Vec<String> = lines.iter().map(u32::to_string).collect();
    let (noun, it) = if lines.len() == 1 { ("line", "it") } else { ("lines", "them") };
    format!(
        "The name stays as it is in other people’s words, on {noun} {}: whoever wrote {it} wrote it so.",
        numbers.join(", ")
    )
}
