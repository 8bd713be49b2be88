//! What the features answer, in the protocol's words: one file for each family of questions.

pub mod ledger;
pub mod lens;
pub mod names;
pub mod structure;
pub mod tokens;
