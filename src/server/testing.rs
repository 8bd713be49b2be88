//! Faults that the protocol tests ask for. Release builds know none of them.

use std::{path::PathBuf, time::Duration};

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
    /// Reading a text waits until this file is there.
    pub held: Option<PathBuf>,
    /// Only texts with these words wait for it.
    pub held_on: Option<String>,
    /// What is waited for is given up after this many milliseconds: on a loaded machine all is late.
    pub patience: Option<u64>,
    /// What may be kept back is kept back for this many milliseconds: findings in the sentence that is being
    /// typed, and what the second reader has learned.
    pub pause: Option<u64>,
}

impl Testing {
    pub fn new(options: &Value) -> Testing {
        if !cfg!(debug_assertions) {
            return Testing::default();
        }
        options.get("testing").and_then(|it| Testing::deserialize(it).ok()).unwrap_or_default()
    }

    pub fn reading(&self, text: &str) {
        let is_meant = self.held_on.as_ref().is_none_or(|it| text.contains(it.as_str()));
        while is_meant && self.held.as_ref().is_some_and(|it| !it.exists()) {
            std::thread::sleep(Duration::from_millis(5));
        }
        if self.panic_on.as_ref().is_some_and(|it| text.contains(it.as_str())) {
            panic!("a test asked for it");
        }
    }

    pub fn patience(&self, usual: Duration) -> Duration {
        self.patience.map_or(usual, Duration::from_millis)
    }

    pub fn pause(&self, usual: Duration) -> Duration {
        self.pause.map_or(usual, Duration::from_millis)
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
