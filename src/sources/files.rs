use std::{
    io::{ErrorKind, Read},
    path::{Path, PathBuf},
};

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

/// The text of a file that belongs to an article or a project: its settings, its ledger, its people.
/// None when there is no such file; why not, in words, when it is a pipe or a device, too large, or no text.
pub fn read_text(path: &Path) -> Result<Option<String>, String> {
    let about = match std::fs::metadata(path) {
        Ok(about) => about,
        Err(error) if error.kind() == ErrorKind::NotFound => return Ok(None),
        Err(error) => return Err(cannot_be_read(&error)),
    };
    // Asked before it is opened: opening a pipe would wait for whoever writes it.
    if !about.is_file() {
        return Err("not read: it is a folder, a pipe or a device".to_owned());
    }
    let mut bytes = Vec::new();
    let file = std::fs::File::open(path).map_err(|error| cannot_be_read(&error))?;
    // It may have grown since.
    file.take(SIZE_LIMIT as u64 + 1).read_to_end(&mut bytes).map_err(|error| cannot_be_read(&error))?;
    decode(bytes).map(Some).map_err(|error| error.to_string())
}

fn cannot_be_read(error: &std::io::Error) -> String {
    format!("cannot be read: {error}")
}

/// The nearest file of that name in `folder` or above it.
pub fn find_upward(folder: &Path, name: &str) -> Option<PathBuf> {
    folder.ancestors().map(|it| it.join(name)).find(|it| it.is_file())
}
