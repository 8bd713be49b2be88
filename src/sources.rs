//! What the article leans on: links, notes and citations, and the files beside it.
//!
//! The only core room that reads files, and only inside the folders it is handed, and the accurate model's weights.

mod articles;
mod citations;
mod cited;
mod commits;
mod declared;
mod encodings;
mod files;
pub mod import;
pub mod library;
pub mod lists;
mod manuscript;
pub mod matching;
mod models;
pub mod references;
mod text;
mod today;
mod web;
mod work;

pub use articles::{Obstacle, articles, manuscripts};
pub use citations::{
    Citation, Locator, cite, is_placeholder, narrative, needed, note_line, placeholder, web_template,
};
pub use cited::Cited;
pub use commits::{LastCommit, NoCommit};
pub use declared::{Declared, declared};
pub use files::{ReadError, SIZE_LIMIT, decode, find_upward, read, read_text};
pub use manuscript::{Document, Manuscript, foreign, is_document, longest, manuscript};
pub use models::{ACCURATE_FILE, NoModel, accurate_reader, accurate_reader_asked_for};
pub use text::{Origin, Place, SourceText};
pub use today::today;
pub use web::drafted;
pub use work::{Seen, Work, Works, is_shared, project};
