//! A reading with what is needed to talk about it.

use std::sync::Arc;

use tower_lsp::{
    gen_lsp_types as lsp,
    jsonrpc::{Error, ErrorCode, Result},
};

use super::{
    client::Client,
    from_lsp,
    lookup::{self, Found},
    open_list::OpenList,
    places::Places,
    requests::Requests,
};
use crate::{
    article::Article,
    rules::{Review, Settings},
    text::{Position, Span, Text},
};

pub struct Reading {
    pub uri: String,
    pub version: i64,
    pub revision: u64,
    pub review: Arc<Review>,
    pub client: Arc<Client>,
    /// What it was read by.
    pub settings: Arc<Settings>,
    /// Whether the support lens is on.
    pub lens: bool,
    /// The lists of sources that are open too.
    pub lists: Vec<OpenList>,
    text: Text,
}

impl Reading {
    pub fn article(&self) -> &Article {
        &self.review.article
    }

    pub fn offset(&self, position: lsp::Position) -> usize {
        let position: Position = from_lsp::position(position);
        self.text.offset(position, self.client.encoding)
    }

    /// The positions of these spans, found in one walk.
    pub fn places(&self, spans: impl IntoIterator<Item = Span>) -> Places {
        Places::new(self.article().text(), self.client.encoding, spans)
    }

    pub fn locations(&self, spans: &[Span]) -> Vec<lsp::Location> {
        let places = self.places(spans.iter().copied());
        let location =
            |span: &Span| lsp::Location { uri: self.uri.clone().into(), range: places.range(*span) };
        spans.iter().map(location).collect()
    }
}

impl Requests {
    /// The reading of a text as it is now; `None` when there is nothing to say about it.
    pub async fn reading(&self, uri: &str) -> Result<Option<Reading>> {
        let found = match lookup::current(&self.session, uri).await {
            Found::Reviewed(found) => found,
            Found::NotOpen | Found::Late => return Ok(None),
            Found::Changed => return Err(Error::new(ErrorCode::ContentModified)),
        };
        let state = self.session.state();
        let Some(document) = state.documents.get(uri) else { return Ok(None) };
        if document.revision != found.revision {
            return Err(Error::new(ErrorCode::ContentModified));
        }
        Ok(found.review.clone().map(|review| Reading {
            uri: document.uri.to_string(),
            version: document.version,
            revision: document.revision,
            review,
            client: state.client.clone(),
            settings: found.settings.clone(),
            lens: state.lens.unwrap_or(found.settings.lens),
            lists: OpenList::all(&state),
            text: document.text.clone(),
        }))
    }
}
