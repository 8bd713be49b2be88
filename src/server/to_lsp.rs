//! From our answers to the protocol's.

use std::{collections::HashMap, path::Path};

use serde::{Deserialize, Serialize};
use serde_json::Value;
use tower_lsp::gen_lsp_types::{self as lsp, *};

use super::{places::Places, reading::Reading, reviewed::severity};
use crate::{
    features::{
        actions::{self, Action, ActionKind},
        hover, markdown, outline,
    },
    rules::Finding,
    text::{self, Span},
};

pub fn hover(hover: &hover::Hover, reading: &Reading) -> lsp::Hover {
    let places = places(reading, [hover.span]);
    let contents = card(hover.text.clone(), reading.client.markdown_hover);
    lsp::Hover { contents: Contents::MarkupContent(contents), range: Some(places.range(hover.span)) }
}

fn places(reading: &Reading, spans: impl IntoIterator<Item = Span>) -> Places {
    reading.places(spans)
}

/// A card as the editor shows it: as Markdown, or as it is.
pub fn card(markdown: String, is_rendered: bool) -> MarkupContent {
    match is_rendered {
        true => MarkupContent { kind: MarkupKind::Markdown, value: markdown },
        false => MarkupContent { kind: MarkupKind::PlainText, value: markdown::plain(&markdown) },
    }
}

pub fn symbols(symbols: &[outline::Symbol], reading: &Reading) -> DocumentSymbolResponse {
    let mut spans = Vec::new();
    symbols.iter().for_each(|it| all_spans(it, &mut spans));
    let places = places(reading, spans);
    if reading.client.nested_symbols {
        return DocumentSymbolResponse::DocumentSymbolList(
            symbols.iter().map(|it| nested(it, &places)).collect(),
        );
    }
    let mut list = Vec::new();
    symbols.iter().for_each(|it| flat(it, None, reading, &places, &mut list));
    DocumentSymbolResponse::SymbolInformationList(list)
}

fn all_spans(symbol: &outline::Symbol, spans: &mut Vec<Span>) {
    spans.extend([symbol.span, symbol.selection]);
    symbol.children.iter().for_each(|it| all_spans(it, spans));
}

#[allow(deprecated)] // The field has to be named.
fn nested(symbol: &outline::Symbol, places: &Places) -> DocumentSymbol {
    let children: Vec<_> = symbol.children.iter().map(|it| nested(it, places)).collect();
    DocumentSymbol {
        name: symbol.name.clone(),
        detail: Some(symbol.detail.clone()).filter(|it| !it.is_empty()),
        kind: kind(symbol.kind),
        tags: None,
        deprecated: None,
        range: places.range(symbol.span),
        selection_range: places.range(symbol.selection),
        children: Some(children).filter(|it| !it.is_empty()),
    }
}

#[allow(deprecated)] // The field has to be named.
fn flat(
    symbol: &outline::Symbol,
    above: Option<&str>,
    reading: &Reading,
    places: &Places,
    list: &mut Vec<SymbolInformation>,
) {
    list.push(SymbolInformation {
        deprecated: None,
        location: Location { uri: reading.uri.clone().into(), range: places.range(symbol.span) },
        base_symbol_information: BaseSymbolInformation {
            name: symbol.name.clone(),
            kind: kind(symbol.kind),
            tags: None,
            container_name: above.map(str::to_owned),
        },
    });
    symbol.children.iter().for_each(|it| flat(it, Some(&symbol.name), reading, places, list));
}

/// The protocol knows programs; these are the nearest of its kinds.
fn kind(kind: outline::SymbolKind) -> SymbolKind {
    match kind {
        outline::SymbolKind::Heading => SymbolKind::Namespace,
        outline::SymbolKind::Claim => SymbolKind::Event,
        outline::SymbolKind::Quote => SymbolKind::String,
    }
}

/// What an action carries to the client and back.
#[derive(Deserialize, Serialize)]
pub struct ActionKey {
    pub uri: String,
    pub version: i64,
    /// Which state of the text it was made for, should versions ever repeat.
    pub revision: u64,
    pub key: String,
}

pub fn actions(found: &[Action], context: &CodeActionContext, reading: &Reading) -> Vec<CodeActionResponse> {
    let findings = &reading.review.findings;
    let places = places(reading, found.iter().filter_map(|it| Some(findings.get(it.finding?)?.span)));
    let wanted = found.iter().filter(|it| is_wanted(it.kind, context.only.as_deref()));
    wanted.map(|it| CodeActionResponse::CodeAction(action(it, context, reading, &places))).collect()
}

fn action(action: &Action, context: &CodeActionContext, reading: &Reading, places: &Places) -> CodeAction {
    let finding = action.finding.and_then(|it| reading.review.findings.get(it));
    let diagnostic = finding.map(|it| diagnostic(it, context, places));
    let is_lazy = reading.client.lazy_edits;
    CodeAction {
        title: action.title.clone(),
        kind: Some(action_kind(action.kind)),
        diagnostics: diagnostic.map(|it| vec![it]),
        is_preferred: action.preferred.then_some(true),
        edit: if is_lazy { None } else { super::answers::ledger::any_edit(&action.key, reading) },
        data: is_lazy.then(|| key(&action.key, reading)),
        ..CodeAction::default()
    }
}

/// What an action carries to the client, so that its edits can be found again.
pub fn key(key: &str, reading: &Reading) -> Value {
    let key = ActionKey {
        uri: reading.uri.clone(),
        version: reading.version,
        revision: reading.revision,
        key: key.to_owned(),
    };
    serde_json::to_value(key).unwrap_or_default()
}

pub fn action_kind(kind: ActionKind) -> CodeActionKind {
    match kind {
        ActionKind::QuickFix => CodeActionKind::QuickFix,
        ActionKind::Dismiss => CodeActionKind::Custom("quickfix.dismiss".into()),
        ActionKind::Rewrite => CodeActionKind::RefactorRewrite,
        ActionKind::Source => CodeActionKind::Source,
        ActionKind::Citations => CodeActionKind::Custom("source.onrecord.citations".into()),
        ActionKind::References => CodeActionKind::Custom("source.onrecord.references".into()),
    }
}

/// Kinds are paths: who asks for "quickfix" also wants "quickfix.dismiss", who asks for "" wants all.
pub fn is_wanted(kind: ActionKind, only: Option<&[CodeActionKind]>) -> bool {
    let name =
        |it: &CodeActionKind| serde_json::to_value(it).ok().and_then(|it| it.as_str().map(str::to_owned));
    let mine = name(&action_kind(kind)).unwrap_or_default();
    let holds = |it: String| it.is_empty() || mine == it || mine.starts_with(&format!("{it}."));
    only.is_none_or(|only| only.iter().filter_map(name).any(holds))
}

/// The client's own diagnostic where it sent one, so that it finds it again.
pub fn diagnostic(finding: &Finding, context: &CodeActionContext, places: &Places) -> Diagnostic {
    let range = places.range(finding.span);
    let code = Code::String(finding.code.to_owned());
    let sent = context.diagnostics.iter().find(|it| it.range == range && it.code.as_ref() == Some(&code));
    sent.cloned().unwrap_or_else(|| Diagnostic {
        range,
        severity: serde_json::from_value(severity(finding.severity).into()).ok(),
        code: Some(code),
        source: Some("onrecord".to_owned()),
        message: finding.message.clone().into(),
        ..Diagnostic::default()
    })
}

/// An action's edits for the state of the text it was made for; none when it does not fit any more.
pub fn edit(key: &str, reading: &Reading) -> Option<WorkspaceEdit> {
    let edits = actions::resolve_by(&reading.review, key, &reading.settings);
    (!edits.is_empty()).then(|| workspace_edit(edits, reading))
}

/// Edits of the document that was read.
pub fn workspace_edit(edits: Vec<text::Edit>, reading: &Reading) -> WorkspaceEdit {
    let places = places(reading, edits.iter().map(|it| it.span));
    let to_lsp = |it: text::Edit| TextEdit { range: places.range(it.span), new_text: it.text };
    let edits = edits.into_iter().map(to_lsp);
    let uri: Uri = reading.uri.clone().into();
    if reading.client.versioned_edits {
        let text_document = OptionalVersionedTextDocumentIdentifier {
            version: Some(reading.version as i32),
            text_document_identifier: TextDocumentIdentifier { uri },
        };
        let edit = TextDocumentEdit { text_document, edits: edits.map(Edit::TextEdit).collect() };
        WorkspaceEdit {
            document_changes: Some(vec![DocumentChange::TextDocumentEdit(edit)]),
            ..WorkspaceEdit::default()
        }
    } else {
        WorkspaceEdit { changes: Some(HashMap::from([(uri, edits.collect())])), ..WorkspaceEdit::default() }
    }
}

/// The address of a file.
pub fn uri(path: &Path) -> String {
    let path = path.to_string_lossy().replace('\\', "/");
    let mut out = String::from(if path.starts_with('/') { "file://" } else { "file:///" });
    for byte in path.bytes() {
        match byte {
            b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'/' | b'-' | b'.' | b'_' | b'~' => {
                out.push(byte.into())
            }
            _ => out.push_str(&format!("%{byte:02X}")),
        }
    }
    out
}
