//! What the article leans on: links, notes and citations, and the files beside it.
//!
//! The only core room that reads files, and only inside the folders it is handed.

mod articles;
mod citations;
mod files;
pub mod import;
pub mod library;
pub mod lists;
pub mod matching;
mod text;

pub use articles::articles;
pub use citations::{needed, placeholder};
pub use files::{ReadError, SIZE_LIMIT, decode, find_upward};
pub use text::{Origin, Place, SourceText};
