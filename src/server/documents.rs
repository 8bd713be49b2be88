//! The open texts, each found under whichever spelling of its address.

use std::{collections::HashMap, sync::Arc};

use super::{document::Document, from_lsp::key};

#[derive(Default)]
pub struct Documents {
    by_key: HashMap<String, Document>,
}

impl Documents {
    pub fn get(&self, uri: &str) -> Option<&Document> {
        self.by_key.get(&key(uri))
    }

    pub fn get_mut(&mut self, uri: &str) -> Option<&mut Document> {
        self.by_key.get_mut(&key(uri))
    }

    pub fn contains(&self, uri: &str) -> bool {
        self.by_key.contains_key(&key(uri))
    }

    /// Gives back what was open under the address before.
    pub fn insert(&mut self, document: Document) -> Option<Document> {
        self.by_key.insert(key(&document.uri), document)
    }

    pub fn remove(&mut self, uri: &str) -> Option<Document> {
        self.by_key.remove(&key(uri))
    }

    pub fn values(&self) -> impl Iterator<Item = &Document> {
        self.by_key.values()
    }

    pub fn values_mut(&mut self) -> impl Iterator<Item = &mut Document> {
        self.by_key.values_mut()
    }

    /// The addresses as the editor spelled them when it opened the texts.
    pub fn uris(&self) -> impl Iterator<Item = &Arc<str>> {
        self.by_key.values().map(|it| &it.uri)
    }

    /// The addresses as they are compared.
    pub fn keys(&self) -> impl Iterator<Item = &String> {
        self.by_key.keys()
    }
}
