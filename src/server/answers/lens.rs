//! The support lens: a hint behind each sentence, and the story's notes above the first line.

use serde::{Deserialize, Serialize};
use serde_json::Value;
use tower_lsp::gen_lsp_types::*;

use crate::{
    features::{lens, story},
    server::{commands, reading::Reading, to_lsp},
    text::Span,
};

/// What a hint or a lens carries to the client and back.
#[derive(Deserialize, Serialize)]
pub struct Key {
    pub uri: String,
    /// The state of the text it was made for.
    pub revision: u64,
    /// The sentence's end, in bytes.
    pub end: usize,
}

/// What a hint or a lens was given to carry; none in one that is not ours.
pub fn key(data: Option<&Value>) -> Option<Key> {
    Key::deserialize(data?).ok()
}

/// Nothing as long as the lens is off.
pub fn hints(reading: &Reading, range: &Range) -> Vec<InlayHint> {
    if !reading.lens {
        return Vec::new();
    }
    let within = Span::new(reading.offset(range.start), reading.offset(range.end));
    let found = lens::standings(reading.article(), within);
    let places = reading.places(found.iter().map(|it| it.span));
    found.iter().map(|it| hint(it, reading, places.range(it.span).end)).collect()
}

fn hint(standing: &lens::Standing, reading: &Reading, position: Position) -> InlayHint {
    let end = standing.span.end;
    let key = Key { uri: reading.uri.clone(), revision: reading.revision, end };
    let is_lazy = reading.client.lazy_hints;
    InlayHint {
        position,
        label: Label::String(lens::label(standing.status).to_owned()),
        kind: None,
        text_edits: None,
        tooltip: if is_lazy { None } else { tooltip(reading, end) },
        padding_left: Some(true),
        padding_right: None,
        data: is_lazy.then(|| serde_json::to_value(key).unwrap_or_default()),
    }
}

/// What a sentence stands on, at length.
pub fn tooltip(reading: &Reading, end: usize) -> Option<Tooltip> {
    let detail = lens::detail(reading.article(), end)?;
    Some(Tooltip::MarkupContent(to_lsp::card(detail, false)))
}

/// A text in which nobody speaks is no story, unless the writer wants to know.
const FEW: usize = 3;

/// One lens on the first line; its words are written when it is shown.
pub fn lenses(reading: &Reading) -> Vec<CodeLens> {
    if reading.article().attributions().len() < FEW && !reading.lens {
        return Vec::new();
    }
    let key = Key { uri: reading.uri.clone(), revision: reading.revision, end: 0 };
    let data = serde_json::to_value(key).ok();
    vec![CodeLens { range: Range::default(), command: None, data }]
}

/// What the lens says, and that it opens the whole list.
pub fn command(reading: &Reading) -> Command {
    Command {
        title: story::title(&story::story(reading.article())),
        tooltip: None,
        command: commands::STORY.to_owned(),
        arguments: Some(vec![reading.uri.clone().into()]),
    }
}
