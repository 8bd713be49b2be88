//! Reading source texts: from a file of whatever kind to clean prose.
//!
//! Every kind of file is first taken apart into stretches of words with what is known about them
//! (page, minute, speaker); then all go the same way into one [`SourceText`]. Files come from
//! strangers: each kind has limits in bytes, depth and time, and what goes over one is refused with
//! a sentence that names it.

mod cues;
mod headers;
mod hyphens;
mod limits;
mod lines;
mod markdown;
mod plain;
mod speakers;
mod stretches;

#[cfg(test)]
mod tests;

use std::path::Path;

use super::{SourceText, lists::Field};

/// A source text, and what its own front matter or head says about it.
#[derive(Clone, Debug, Default)]
pub struct Imported {
    pub text: SourceText,
    pub about: Vec<Field>,
}

/// Why a file was not read: what is left of a sentence that begins with the file's name.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Refused(pub String);

impl std::fmt::Display for Refused {
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        out.write_str(&self.0)
    }
}

/// The kinds of file that a source text can be.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Kind {
    Plain,
    Markdown,
    /// Timed text, WebVTT and SubRip.
    Cues,
}

impl Kind {
    /// By a file's name; none for files that hold no source text.
    pub fn of_path(path: &Path) -> Option<Kind> {
        let ending = path.extension()?.to_str()?.to_ascii_lowercase();
        match ending.as_str() {
            "txt" | "text" => Some(Kind::Plain),
            "md" | "markdown" | "mdown" | "mkd" => Some(Kind::Markdown),
            "vtt" | "srt" => Some(Kind::Cues),
            _ => None,
        }
    }

    /// The most bytes that a file of this kind may have.
    pub fn most(self) -> u64 {
        match self {
            Kind::Plain | Kind::Markdown | Kind::Cues => limits::TEXT,
        }
    }
}

/// Reads a file's bytes.
pub fn import(kind: Kind, path: &Path, bytes: &[u8]) -> Result<Imported, Refused> {
    limits::size(bytes.len() as u64, kind.most())?;
    let mut imported = match kind {
        Kind::Plain => plain::import(bytes)?,
        Kind::Markdown => markdown::import(bytes)?,
        Kind::Cues => cues::import(bytes)?,
    };
    imported.text.path = path.to_owned();
    Ok(imported)
}
