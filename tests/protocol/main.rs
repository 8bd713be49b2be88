//! The real process over standard input and output.
//!
//! `cargo test --test protocol` runs the small form; `ONRECORD_LARGE=1 cargo test --test protocol`
//! the large one. Faults are put in by the tests themselves, which release builds do not let them.

#[path = "../support/client.rs"]
mod client;
#[cfg(feature = "pdf")]
#[path = "../support/pdf.rs"]
mod pdf;
#[path = "../support/repository.rs"]
mod repository;
#[path = "../support/weights.rs"]
mod weights;
#[path = "../support/wire.rs"]
mod wire;

mod diagnostics;
mod frames;
mod harbour;
mod house;
mod keys;
mod leaving;
mod ledger;
mod lens;
mod links;
mod listed;
mod lists;
mod named;
mod names;
mod open_lists;
mod order;
mod requests;
mod settings;
mod sources;
#[cfg(unix)]
mod special;
mod spellings;
mod structure;
mod study;
mod traps;
mod typing;
mod undo;
mod unopened;

use client::Client;
use serde_json::{Value, json};

const URI: &str = "file:///desk/dam.md";

/// How many rounds a random test runs.
fn rounds(small: usize, large: usize) -> usize {
    if std::env::var_os("ONRECORD_LARGE").is_some() { large } else { small }
}

/// An editor that shows what it is sent.
fn pushing() -> Client {
    Client::start(json!({}))
}

/// The marks left in the copy: a rule simple enough to count on.
fn marks(diagnostics: &[Value]) -> Vec<&Value> {
    diagnostics.iter().filter(|it| it["code"] == "placeholder-left").collect()
}

/// Where documents are named in requests.
fn document(uri: &str) -> Value {
    json!({ "textDocument": { "uri": uri } })
}

/// A question about the place where these words begin in the open text.
fn place(client: &Client, words: &str) -> Value {
    let text = &client.texts[URI].text;
    let at = text.find(words).unwrap_or_else(|| panic!("{words:?} stands nowhere"));
    json!({ "textDocument": { "uri": URI }, "position": wire::position(text, at, &client.encoding) })
}

/// The words of the open text that a list of places covers, each place an object with a range.
fn covered(client: &Client, places: &Value) -> Vec<String> {
    let text = &client.texts[URI].text;
    let places = places.as_array().unwrap_or_else(|| panic!("no list: {places}"));
    places.iter().map(|it| wire::words(text, &it["range"], &client.encoding).to_owned()).collect()
}

/// Numbers that are the same on every run.
struct Dice(u64);

impl Dice {
    fn roll(&mut self, sides: usize) -> usize {
        self.0 = self.0.wrapping_mul(6364136223846793005).wrapping_add(1442695040888963407);
        ((self.0 >> 33) as usize) % sides.max(1)
    }
}
