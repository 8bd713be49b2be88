//! Reading source texts: from a file of whatever kind to clean prose.
//!
//! Every kind of file is first taken apart into stretches of words with what is known about them
//! (page, minute, speaker); then all go the same way into one [`SourceText`]. Files come from
//! strangers: each kind has limits in bytes, depth and time, and what goes over one is refused with
//! a sentence that names it.

mod about;
mod cues;
mod headers;
mod heads;
mod hyphens;
mod json;
// Some limits are for files that a smaller build does not read.
#[cfg_attr(not(all(feature = "office", feature = "pdf")), allow(dead_code))]
mod limits;
mod lines;
mod markdown;
mod mime;
mod noise;
mod numbering;
#[cfg(feature = "office")]
mod office;
mod page;
#[cfg(feature = "pdf")]
mod pdf;
mod plain;
mod rtf;
mod speakers;
mod stretches;
mod table;
mod ttml;

#[cfg(test)]
mod tests;

#[cfg(feature = "office")]
pub use office::{docx_paragraphs, odt_paragraphs};

use std::{borrow::Cow, path::Path};

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
    /// Timed text of broadcasters.
    Ttml,
    /// A transcript as a machine writes it.
    Json,
    /// Columns, parted by commas or tabs.
    Table,
    /// A letter or a saved page in one file.
    Mime,
    /// Rich Text.
    Rtf,
    /// A saved web page.
    Page,
    /// Word's documents.
    Docx,
    /// Documents of LibreOffice and its kin.
    Odt,
    Pdf,
    /// Holds text, but in a way that nothing here reads.
    Foreign,
}

impl Kind {
    /// By a file's name; none for files that hold no source text.
    pub fn of_path(path: &Path) -> Option<Kind> {
        let ending = path.extension()?.to_str()?.to_ascii_lowercase();
        match ending.as_str() {
            "txt" | "text" => Some(Kind::Plain),
            "md" | "markdown" | "mdown" | "mkd" => Some(Kind::Markdown),
            "vtt" | "srt" | "sbv" => Some(Kind::Cues),
            "ttml" | "dfxp" => Some(Kind::Ttml),
            "json" | "json3" => Some(Kind::Json),
            "csv" | "tsv" => Some(Kind::Table),
            "eml" | "mht" | "mhtml" => Some(Kind::Mime),
            "rtf" => Some(Kind::Rtf),
            "html" | "htm" | "xhtml" => Some(Kind::Page),
            "docx" => Some(Kind::Docx),
            "odt" => Some(Kind::Odt),
            "pdf" => Some(Kind::Pdf),
            "doc" | "pages" | "wpd" | "epub" | "webarchive" | "msg" | "xlsx" | "ods" => Some(Kind::Foreign),
            _ => None,
        }
    }

    /// The most bytes that a file of this kind may have.
    pub fn most(self) -> u64 {
        match self {
            Kind::Plain
            | Kind::Markdown
            | Kind::Cues
            | Kind::Ttml
            | Kind::Json
            | Kind::Table
            | Kind::Page => limits::TEXT,
            Kind::Mime | Kind::Rtf | Kind::Docx | Kind::Odt | Kind::Foreign => limits::DOCUMENT,
            Kind::Pdf => limits::PDF,
        }
    }
}

/// Reads a file's bytes.
pub fn import<'a>(kind: Kind, path: &Path, bytes: impl Into<Cow<'a, [u8]>>) -> Result<Imported, Refused> {
    let bytes = bytes.into();
    limits::size(bytes.len() as u64, kind.most())?;
    let mut imported = match kind {
        Kind::Plain => plain::import(&bytes)?,
        Kind::Markdown => markdown::import(&bytes)?,
        Kind::Cues => cues::import(&bytes)?,
        Kind::Ttml => ttml::import(&bytes)?,
        Kind::Json => json::import(&bytes)?,
        Kind::Table => table::import(&bytes)?,
        Kind::Mime => mime::import(&bytes)?,
        Kind::Rtf => rtf::import(&bytes)?,
        Kind::Page => page::import(&bytes)?,
        #[cfg(feature = "office")]
        Kind::Docx => office::docx(&bytes)?,
        #[cfg(feature = "office")]
        Kind::Odt => office::odt(&bytes)?,
        #[cfg(feature = "pdf")]
        Kind::Pdf => pdf::import(bytes.into_owned())?,
        #[cfg(not(feature = "office"))]
        Kind::Docx | Kind::Odt => return Err(left_out()),
        #[cfg(not(feature = "pdf"))]
        Kind::Pdf => return Err(left_out()),
        Kind::Foreign => {
            let why = "not read: save it as .docx, .odt, .pdf, .html or .txt, and put that beside it";
            return Err(Refused(why.to_owned()));
        }
    };
    imported.text.path = path.to_owned();
    Ok(imported)
}

#[cfg(not(all(feature = "office", feature = "pdf")))]
fn left_out() -> Refused {
    Refused("not read: this onrecord was built without such files".to_owned())
}
