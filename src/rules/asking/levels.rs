//! From which chance a kind of statement is asked about, and how loud.

use crate::{reading::ClaimKind, rules::Severity};

/// How much is asked: a writer at the keyboard wants less than an editor before print.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Ask {
    /// Whatever a careful desk might ask.
    All,
    #[default]
    Most,
    /// Only what practically every desk would ask.
    Some,
}

impl Ask {
    /// What it adds to the chance, in log-odds.
    fn leaning(self) -> f32 {
        match self {
            Ask::All => 1.1,
            Ask::Most => 0.0,
            Ask::Some => -1.1,
        }
    }
}

/// One row of the table.
#[derive(Clone, Copy, Debug)]
pub struct Level {
    /// From this chance on it is asked: 0 to 1.
    pub from: f32,
    pub severity: Severity,
}

impl Level {
    /// How loud it is asked at a chance, given in log-odds; none where it is not.
    pub fn severity(self, log_odds: f32, ask: Ask) -> Option<Severity> {
        let from = (self.from / (1.0 - self.from)).ln();
        (log_odds + ask.leaning() >= from).then_some(self.severity)
    }
}

/// By what an error costs: an accusation of somebody who can be told, harm, words between marks, a figure, and then what
/// is judged and foretold. `cargo run --release --example asking` prints what other thresholds would cost.
pub const fn level(kind: ClaimKind) -> Level {
    let (from, severity) = match kind {
        ClaimKind::Accusation => (0.30, Severity::Warning),
        ClaimKind::Harm => (0.30, Severity::Warning),
        ClaimKind::Quotation => (0.55, Severity::Warning),
        ClaimKind::Figure => (0.30, Severity::Information),
        ClaimKind::Cause => (0.38, Severity::Information),
        ClaimKind::Prediction => (0.60, Severity::Information),
        ClaimKind::Superlative => (0.50, Severity::Information),
        ClaimKind::Science => (0.50, Severity::Information),
        _ => (0.50, Severity::Hint),
    };
    Level { from, severity }
}

/// What is likelier an accusation than anything else, and not likely enough to be called one.
pub(super) const VEILED: Level = Level { from: 0.45, severity: Severity::Information };
