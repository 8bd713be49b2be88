//! Citations in each document's own syntax.

mod locator;
mod marks;
mod writing;

pub use locator::Locator;
pub use marks::{is_placeholder, needed, placeholder};
pub use writing::{Citation, cite, narrative, note_line, web_template};
