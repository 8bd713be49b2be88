//! How much a file may ask of us. Everything above is refused, never cut: half a source would call
//! a true quotation missing.

use std::time::Duration;

use super::Refused;

/// Bytes of a text.
pub const TEXT: u64 = 16_000_000;

/// How many elements may stand in each other.
pub const DEPTH: usize = 1_000;

/// Tags of a web page.
pub const TAGS: usize = 300_000;

/// Lines and paragraphs of one file.
pub const LINES: usize = 200_000;

/// Bytes of a document of a word processor, pictures and all.
pub const DOCUMENT: u64 = 40_000_000;

/// Bytes of a PDF.
pub const PDF: u64 = 40_000_000;

/// Bytes that come out of one packed part of a document, or of all parts of a PDF but its pictures.
pub const UNPACKED: usize = 32_000_000;

/// Bytes that come out of one picture of a PDF.
pub const PICTURE: usize = 100_000_000;

/// Bytes that come out of all its pictures.
pub const PICTURES: usize = 400_000_000;

/// Parts of a document.
pub const PARTS: usize = 20_000;

/// Steps of drawing on all pages of a PDF together: a letter and a line are one each.
pub const DRAWN: usize = 4_000_000;

/// How long a PDF may be drawn without a word, and how much longer for every letter of it.
pub const TIME: Duration = Duration::from_millis(1_500);
pub const LETTER: Duration = Duration::from_micros(20);

/// How long it may be drawn, whatever its words.
pub const LONGEST: Duration = Duration::from_secs(20);

/// What is said of a file that grows beyond a limit in bytes.
pub fn unpacked(most: usize) -> String {
    format!("not read: it unpacks to more than the limit of {} MB", most / 1_000_000)
}

/// Refuses what is larger than it may be.
pub fn size(have: u64, most: u64) -> Result<(), Refused> {
    if have <= most {
        return Ok(());
    }
    let (have, most) = (have as f64 / 1e6, most as f64 / 1e6);
    Err(Refused(format!("too large to read: {have:.1} MB, the limit is {most:.0} MB")))
}

/// Refuses more of something than there may be.
pub fn count(what: &str, have: usize, most: usize) -> Result<(), Refused> {
    if have < most {
        return Ok(());
    }
    Err(Refused(format!("too many {what} to read: the limit is {most}")))
}

/// Refuses what is nested deeper than it may be.
pub fn depth(have: usize) -> Result<(), Refused> {
    if have < DEPTH {
        return Ok(());
    }
    Err(Refused(format!("too deeply nested to read: the limit is {DEPTH} levels")))
}
