//! What the features answer, in the protocol's words: one file for each family of questions.

pub mod entries;
pub mod files;
pub mod house;
pub mod keys;
pub mod ledger;
pub mod lens;
pub mod links;
pub mod listed;
pub mod names;
pub mod quoting;
pub mod renaming;
pub mod sources;
pub mod structure;
pub mod tokens;
