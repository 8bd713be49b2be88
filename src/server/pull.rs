//! Diagnostics for clients that ask for them.
//!
//! Answered past the framework: its detour over JSON values would cost more than the reading.

use std::sync::Arc;

use serde::{Deserialize, Serialize};
use serde_json::Value;
use tower_lsp::jsonrpc::{Error, ErrorCode, Id, Response};

use super::{
    lookup::{self, Found},
    session::Session,
};

pub const METHOD: &str = "textDocument/diagnostic";

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Question {
    text_document: Document,
    previous_result_id: Option<String>,
}

#[derive(Deserialize)]
struct Document {
    uri: String,
}

/// The whole answer as JSON.
pub async fn answer(session: Arc<Session>, id: Id, params: Value) -> Option<Vec<u8>> {
    let question = match Question::deserialize(params) {
        Ok(question) => question,
        Err(error) => return json(&Response::from_error(id, Error::invalid_params(error.to_string()))),
    };
    match lookup::newest(&session, &question.text_document.uri).await {
        Found::Late | Found::Changed => json(&Response::from_error(id, ask_again())),
        Found::NotOpen => Some(report(&id, "0", Some(b"[]"))),
        Found::Reviewed(it) => {
            let now = it.diagnostics.id.to_string();
            let is_known = question.previous_result_id.as_ref() == Some(&now);
            Some(report(&id, &now, (!is_known).then_some(&it.diagnostics.json)))
        }
    }
}

/// `items` are JSON already; without them the client's own still hold.
fn report(id: &Id, result: &str, items: Option<&[u8]>) -> Vec<u8> {
    let id = json(id).unwrap_or_default();
    let mut out = Vec::with_capacity(items.map_or(0, <[u8]>::len) + 128);
    out.extend_from_slice(br#"{"jsonrpc":"2.0","id":"#);
    out.extend_from_slice(&id);
    let kind = if items.is_some() { "full" } else { "unchanged" };
    out.extend_from_slice(format!(r#","result":{{"kind":"{kind}","resultId":"{result}""#).as_bytes());
    if let Some(items) = items {
        out.extend_from_slice(br#","items":"#);
        out.extend_from_slice(items);
    }
    out.extend_from_slice(b"}}");
    out
}

/// ServerCancelled: the client asks once more.
fn ask_again() -> Error {
    Error {
        code: ErrorCode::ServerError(-32802),
        message: "the text is still being read".into(),
        data: Some(serde_json::json!({ "retriggerRequest": true })),
    }
}

fn json(message: &impl Serialize) -> Option<Vec<u8>> {
    serde_json::to_vec(message).ok()
}
