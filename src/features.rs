//! What a writer can ask.
//!
//! Plain questions, plain answers: a [`Review`](crate::rules::Review) and a place in, words or
//! edits out. Nothing here knows a protocol or a file.

pub mod accepting;
pub mod actions;
mod carrier;
pub mod citing;
pub mod completion;
pub mod configuration;
pub mod definition;
pub mod folding;
pub mod highlight;
pub mod hover;
pub mod leads;
pub mod ledger;
pub mod lens;
pub mod links;
pub mod list_actions;
pub mod list_notes;
pub mod listed;
pub mod markdown;
pub mod outline;
pub mod pull_out;
pub mod quoting;
pub mod references;
pub mod rename;
pub mod report;
pub mod selection;
mod spot;
pub mod story;
pub mod symbols;
#[cfg(test)]
mod testing;
pub mod tokens;
pub mod wanted;
