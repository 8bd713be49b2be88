//! onrecord reads an article while it is written: who says what, and what stands on nobody's word.
//!
//! The modules below are in reading order. Each may use those above it, never those below
//! (`tests/tidy.rs` keeps that; ARCHITECTURE.md draws it).

/// The writer's words as they change: spans, edits, positions.
pub mod text;

/// Which characters of a document are prose, and what kind of prose.
pub mod markup;

/// Sentences and words of English prose.
pub mod language;

/// What one paragraph says: who is named, what is quoted, who says what.
pub mod reading;

/// What the article leans on: links, notes, citations, and the files beside it.
pub mod sources;

/// One whole article, read.
pub mod article;

/// Judgement: one file per rule.
pub mod rules;

/// What a writer can ask: hover, actions, outline, reports.
pub mod features;

/// The command line.
pub mod cli;

/// The language server; the only room that knows LSP.
#[cfg(feature = "server")]
pub mod server;
