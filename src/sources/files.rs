use std::{
    io::Read,
    path::{Path, PathBuf},
};

use super::library::Refusal;

/// Texts above this many bytes are not read; the writer is told.
pub const SIZE_LIMIT: usize = 10_000_000;

/// Why a file's bytes are no article.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ReadError {
    /// Not UTF-8 from this byte on.
    NotUtf8 { offset: usize },
    /// More than [`SIZE_LIMIT`] bytes.
    TooLarge { bytes: usize },
}

impl std::fmt::Display for ReadError {
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            ReadError::NotUtf8 { offset } => {
                write!(out, "not UTF-8 text: byte {offset} is no part of a character")
            }
            ReadError::TooLarge { bytes } => {
                let (have, most) = (*bytes as f64 / 1e6, SIZE_LIMIT as f64 / 1e6);
                write!(out, "too large to check: {have:.1} MB, the limit is {most:.0} MB")
            }
        }
    }
}

impl std::error::Error for ReadError {}

/// The text of a file's bytes.
pub fn decode(bytes: Vec<u8>) -> Result<String, ReadError> {
    if bytes.len() > SIZE_LIMIT {
        return Err(ReadError::TooLarge { bytes: bytes.len() });
    }
    String::from_utf8(bytes).map_err(|error| ReadError::NotUtf8 { offset: error.utf8_error().valid_up_to() })
}

/// The bytes of an ordinary file, when they are no more than `most`.
///
/// Every file that onrecord reads is opened here. What a path leads to is anybody's choice: opening a pipe
/// would wait for whoever writes it, and a device has no end.
pub fn read(path: &Path, most: u64) -> Result<Vec<u8>, Refusal> {
    let about = std::fs::metadata(path)?;
    if !about.is_file() {
        return Err(Refusal::Special);
    }
    if about.len() > most {
        return Err(Refusal::TooLarge { bytes: about.len(), most });
    }
    let mut bytes = Vec::new();
    // It may have grown since.
    std::fs::File::open(path)?.take(most.saturating_add(1)).read_to_end(&mut bytes)?;
    match bytes.len() as u64 {
        length if length > most => Err(Refusal::TooLarge { bytes: length, most }),
        _ => Ok(bytes),
    }
}

/// Whether a file may be left to a library that opens it itself.
pub fn is_ordinary(path: &Path, most: u64) -> bool {
    std::fs::metadata(path).is_ok_and(|it| it.is_file() && it.len() <= most)
}

/// The text of a file that belongs to an article or a project: its settings, its ledger, its people.
/// None when there is no such file; why not, in words, when it is a pipe or a device, too large, or no text.
pub fn read_text(path: &Path) -> Result<Option<String>, String> {
    match read(path, SIZE_LIMIT as u64) {
        Ok(bytes) => decode(bytes).map(Some).map_err(|error| error.to_string()),
        Err(Refusal::Missing) => Ok(None),
        Err(Refusal::TooLarge { bytes, .. }) => {
            Err(ReadError::TooLarge { bytes: bytes as usize }.to_string())
        }
        Err(why) => Err(why.to_string()),
    }
}

/// The nearest file of that name in `folder` or above it. A pipe or a device in its place is found as well, so
/// that whoever reads it tells that it could not.
pub fn find_upward(folder: &Path, name: &str) -> Option<PathBuf> {
    folder.ancestors().map(|it| it.join(name)).find(|it| std::fs::metadata(it).is_ok_and(|it| !it.is_dir()))
}
