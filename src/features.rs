//! What a writer can ask.
//!
//! Plain questions, plain answers: a [`Review`](crate::rules::Review) and a place in, words or
//! edits out. Nothing here knows a protocol or a file.

pub mod actions;
pub mod configuration;
pub mod hover;
pub mod outline;
pub mod report;
