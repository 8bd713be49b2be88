//! Sources beside the article: keys to cite by, entries and passages to go to, and who uses them.

use std::{collections::HashMap, path::Path};

use serde::{Deserialize, Serialize};
use tower_lsp::gen_lsp_types::*;

use super::files;
use crate::{
    features::{
        actions,
        completion::{self, Completion, Item},
        leads::{Lead, Leads},
    },
    server::{copies, from_lsp, open_list::InList, places::Places, reading::Reading, to_lsp},
    text::Span,
};

/// What an offered key carries to the client and back.
#[derive(Deserialize, Serialize)]
pub struct OfferKey {
    pub uri: String,
    pub key: String,
    /// Where the key goes, in bytes.
    pub at: usize,
}

pub fn completion(found: &Completion, reading: &Reading) -> CompletionResponse {
    let range = reading.places([found.span]).range(found.span);
    let items = found.items.iter().enumerate();
    CompletionResponse::CompletionList(CompletionList {
        is_incomplete: found.is_part,
        items: items.map(|(rank, it)| offered(rank, it, range, found.span.start, reading)).collect(),
        ..CompletionList::default()
    })
}

fn offered(rank: usize, item: &Item, range: Range, at: usize, reading: &Reading) -> CompletionItem {
    let details = CompletionItemLabelDetails { detail: None, description: Some(item.label.clone()) };
    let data = OfferKey { uri: reading.uri.clone(), key: item.key.clone(), at };
    CompletionItem {
        label: item.key.clone(),
        label_details: reading.client.label_details.then_some(details),
        kind: Some(CompletionItemKind::Reference),
        detail: Some(item.title.clone()).filter(|it| !it.is_empty()).or_else(|| Some(item.label.clone())),
        preselect: (rank == 0 && item.is_evident).then_some(true),
        sort_text: Some(format!("{rank:05}")),
        filter_text: Some(item.found_by.clone()),
        text_edit: Some(CompletionItemTextEdit::TextEdit(TextEdit { range, new_text: item.key.clone() })),
        data: serde_json::to_value(data).ok(),
        ..CompletionItem::default()
    }
}

pub fn documentation(offer: &OfferKey, reading: &Reading) -> Documentation {
    let value = completion::documentation(&reading.review, &offer.key, offer.at);
    Documentation::MarkupContent(to_lsp::card(value, reading.client.markdown_documentation))
}

/// Reads the files that are led to, for their lines.
pub fn definition(leads: &Leads, reading: &Reading) -> Option<DefinitionResponse> {
    let own = from_lsp::path(&reading.uri);
    let targets = leads.places.iter().map(|it| target(it, reading, own.as_deref()));
    if reading.client.links_definitions {
        let origin = reading.places([leads.span]).range(leads.span);
        let links = targets.map(|(target_uri, target_range, target_selection_range)| LocationLink {
            origin_selection_range: Some(origin),
            target_uri,
            target_range,
            target_selection_range,
        });
        return Some(DefinitionResponse::DefinitionLinkList(links.collect()));
    }
    let locations = targets.map(|(uri, _, range)| Location { uri, range });
    Some(DefinitionResponse::Definition(Definition::LocationList(locations.collect())))
}

/// The file, what of it to show and what to select.
pub fn target(lead: &Lead, reading: &Reading, own: Option<&Path>) -> (Uri, Range, Range) {
    let encoding = reading.client.encoding;
    let (path, whole, part, text) = match lead {
        Lead::Mention(span) => {
            let range = reading.places([*span]).range(*span);
            return (reading.uri.clone().into(), range, range);
        }
        Lead::Entry { file, entry, key } => {
            let is_own = own == Some(&file.path);
            let listed = reading.entry_in_list(file, *entry, *key);
            if let Some(InList { uri, ranges: [entry, key], .. }) = listed.filter(|_| !is_own) {
                return (uri.into(), entry, key);
            }
            (&file.path, *entry, *key, file.text.clone())
        }
        Lead::InCopy { read, passage, sentence } => {
            let path = &read.text.path;
            if !reading.client.shows_copies {
                return (to_lsp::uri(path).into(), Range::default(), Range::default());
            }
            let whole = passage.join(*sentence);
            let places = Places::new(&read.text.reading_copy(), encoding, [whole, *sentence]);
            return (copies::uri(path).into(), places.range(whole), places.range(*sentence));
        }
        Lead::Passage { path, passage, sentence } => {
            let text = files::text(path);
            let within = |it: &Option<Span>| it.filter(|it| text.get(it.start..it.end).is_some());
            let sentence = within(sentence).unwrap_or_default();
            (path, within(passage).map_or(sentence, |it| it.join(sentence)), sentence, text)
        }
    };
    let places = Places::new(&text, encoding, [whole, part]);
    let uri = if Some(path.as_path()) == own { reading.uri.clone() } else { to_lsp::uri(path) };
    (uri.into(), places.range(whole), places.range(part))
}

/// What an action writes into a list; none for actions that change the article.
pub fn elsewhere(key: &str, reading: &Reading) -> Option<WorkspaceEdit> {
    let elsewhere = actions::elsewhere(&reading.review, key)?;
    let InList { uri, version, ranges: [range] } = reading.in_list(&elsewhere.file, [elsewhere.edit.span])?;
    let uri: Uri = uri.into();
    let edit = TextEdit { range, new_text: elsewhere.edit.text };
    if !reading.client.versioned_edits {
        return Some(WorkspaceEdit {
            changes: Some(HashMap::from([(uri, vec![edit])])),
            ..WorkspaceEdit::default()
        });
    }
    let text_document = OptionalVersionedTextDocumentIdentifier {
        version,
        text_document_identifier: TextDocumentIdentifier { uri },
    };
    let edit = TextDocumentEdit { text_document, edits: vec![Edit::TextEdit(edit)] };
    Some(WorkspaceEdit {
        document_changes: Some(vec![DocumentChange::TextDocumentEdit(edit)]),
        ..WorkspaceEdit::default()
    })
}
