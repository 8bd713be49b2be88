//! Faults that the protocol tests ask for. Release builds know none of them.

use std::time::Duration;

use serde::Deserialize;
use serde_json::Value;

use crate::rules::{self, Review};

/// The object under `"testing"` in the initialization options.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default, rename_all = "camelCase")]
pub struct Testing {
    /// Reading a text with these words panics.
    pub panic_on: Option<String>,
    /// Handling this request panics.
    pub panic_in: Option<String>,
    /// This rule fails wherever it looks.
    pub fail_in: Option<String>,
    /// Reading a text takes this many milliseconds longer.
    pub slow: u64,
}

impl Testing {
    pub fn new(options: &Value) -> Testing {
        if !cfg!(debug_assertions) {
            return Testing::default();
        }
        options.get("testing").and_then(|it| Testing::deserialize(it).ok()).unwrap_or_default()
    }

    pub fn reading(&self, text: &str) {
        if self.slow > 0 {
            std::thread::sleep(Duration::from_millis(self.slow));
        }
        if self.panic_on.as_ref().is_some_and(|it| text.contains(it.as_str())) {
            panic!("a test asked for it");
        }
    }

    /// A review as it is when a rule has panicked: without its findings, and with its name.
    pub fn reviewed(&self, mut review: Review) -> Review {
        if let Some(rule) = self.fail_in.as_deref().and_then(rules::find) {
            review.findings.retain(|it| it.code != rule.code);
            review.failed.push(rule.code);
        }
        review
    }

    pub fn handling(&self, method: &str) {
        if self.panic_in.as_deref() == Some(method) {
            panic!("a test asked for it");
        }
    }
}
