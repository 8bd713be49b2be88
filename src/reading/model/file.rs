//! The weight file: checked before anything of it is used.
//!
//! Eight bytes of magic, a version, the length of a JSON header, a checksum of all that follows;
//! then the header and, from the next multiple of 64 on, the tensors it lists.

use std::{collections::HashMap, fmt};

use serde::Deserialize;

use super::{linear::Linear, tables::Table};

const MAGIC: &[u8] = b"onrecord";
const VERSION: u32 = 1;
/// Magic, version, length, checksum.
const HEAD: usize = 20;
/// No layer of ours is nearly as wide; sums of products stay exact up to here.
const WIDEST: usize = 4096;

/// Why a weight file is not taken.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Refusal {
    /// Not one of our files at all.
    Foreign,
    /// Of a format that this version does not know.
    Version(u32),
    /// Cut short or changed.
    Damaged,
    /// The file is whole, but not a model that this version can run; in words.
    Unfit(String),
    /// A kind of model that this version does not know.
    Kind(String),
}

impl fmt::Display for Refusal {
    fn fmt(&self, out: &mut fmt::Formatter) -> fmt::Result {
        match self {
            Refusal::Foreign => write!(out, "this is not a weight file of onrecord"),
            Refusal::Version(version) => {
                write!(out, "its format is version {version}, and this onrecord knows version {VERSION}")
            }
            Refusal::Damaged => write!(out, "the file is damaged: its checksum does not fit"),
            Refusal::Unfit(why) => write!(out, "this onrecord cannot run the model: {why}"),
            Refusal::Kind(kind) => write!(out, "this onrecord knows no model of the kind “{kind}”"),
        }
    }
}

#[derive(Deserialize)]
struct Header {
    card: String,
    kind: String,
    labels: Labels,
    config: serde_json::Value,
    tensors: Vec<Entry>,
}

/// The label of each row of the heads.
#[derive(Deserialize)]
pub(super) struct Labels {
    pub said: Vec<String>,
    pub name: Vec<String>,
    /// Of the head for need, in a file that has one.
    #[serde(default)]
    pub kind: Vec<String>,
}

#[derive(Clone, Deserialize)]
struct Entry {
    name: String,
    r#type: String,
    shape: Vec<usize>,
    offset: usize,
    length: usize,
}

pub(super) struct File<'a> {
    header: Header,
    entries: HashMap<String, Entry>,
    tensors: &'a [u8],
}

impl<'a> File<'a> {
    pub fn new(bytes: &'a [u8]) -> Result<File<'a>, Refusal> {
        let number =
            |at: usize| bytes.get(at..at + 4).map(|it| u32::from_le_bytes([it[0], it[1], it[2], it[3]]));
        if !bytes.starts_with(MAGIC) {
            return Err(Refusal::Foreign);
        }
        let (Some(version), Some(length), Some(sum)) = (number(8), number(12), number(16)) else {
            return Err(Refusal::Damaged);
        };
        if version != VERSION {
            return Err(Refusal::Version(version));
        }
        let rest = &bytes[HEAD..];
        let header = rest.get(..length as usize).ok_or(Refusal::Damaged)?;
        if crc32fast::hash(rest) != sum {
            return Err(Refusal::Damaged);
        }
        let header: Header =
            serde_json::from_slice(header).map_err(|error| Refusal::Unfit(error.to_string()))?;
        let start = (HEAD + length as usize).next_multiple_of(64);
        let tensors = bytes.get(start..).unwrap_or_default();
        let entries = header.tensors.iter().map(|it| (it.name.clone(), it.clone())).collect();
        Ok(File { header, entries, tensors })
    }

    pub fn card(&self) -> &str {
        &self.header.card
    }

    pub fn kind(&self) -> &str {
        &self.header.kind
    }

    pub fn labels(&self) -> &Labels {
        &self.header.labels
    }

    /// What the header says of the model's build.
    pub fn config<T: serde::de::DeserializeOwned>(&self) -> Result<T, Refusal> {
        serde_json::from_value(self.header.config.clone())
            .map_err(|error| Refusal::Unfit(format!("config: {error}")))
    }

    pub fn has(&self, name: &str) -> bool {
        self.entries.contains_key(name)
    }

    /// A linear layer of this many inputs and outputs.
    pub fn linear(&self, name: &str, inputs: usize, outputs: usize) -> Result<Linear, Refusal> {
        if inputs == 0 || inputs > WIDEST {
            return Err(Refusal::Unfit(format!("{name} has {inputs} inputs")));
        }
        let weights = self.integers(&format!("{name}.w"), &[outputs, inputs])?;
        let scale = self.floats(&format!("{name}.s"), &[outputs])?;
        let offset = self.floats(&format!("{name}.b"), &[outputs])?;
        Ok(Linear::new(&weights, scale, offset))
    }

    /// An embedding; `rows` and `width` are checked where they are given.
    pub fn table(&self, name: &str, rows: Option<usize>, width: Option<usize>) -> Result<Table, Refusal> {
        let weights = format!("{name}.w");
        let (found_rows, found_width) = match self.entry(&weights)?.shape[..] {
            [rows, width] if rows > 0 && width > 0 => (rows, width),
            _ => return Err(Refusal::Unfit(format!("{weights} is no table"))),
        };
        let shape = [rows.unwrap_or(found_rows), width.unwrap_or(found_width)];
        let scale = self.floats(&format!("{name}.s"), &shape[..1])?;
        Ok(Table::new(self.integers(&weights, &shape)?, scale, shape[1]))
    }

    /// Rows of integers of this many columns, each row with its scale.
    pub fn rows(&self, name: &str, rows: usize, columns: usize) -> Result<(Vec<i8>, Vec<f32>), Refusal> {
        let weights = self.integers(&format!("{name}.w"), &[rows, columns])?;
        Ok((weights, self.floats(&format!("{name}.s"), &[rows])?))
    }

    pub fn floats(&self, name: &str, shape: &[usize]) -> Result<Vec<f32>, Refusal> {
        let bytes = self.bytes(name, "f32", shape, 4)?;
        let floats: Vec<f32> =
            bytes.chunks_exact(4).map(|it| f32::from_le_bytes([it[0], it[1], it[2], it[3]])).collect();
        match floats.iter().all(|it| it.is_finite()) {
            true => Ok(floats),
            false => Err(Refusal::Unfit(format!("{name} holds what is no number"))),
        }
    }

    /// Lines of text: a vocabulary.
    pub fn lines(&self, name: &str) -> Result<Vec<String>, Refusal> {
        let length = self.entry(name)?.length;
        let bytes = self.bytes(name, "u8", &[length], 1)?;
        let text = std::str::from_utf8(bytes).map_err(|_| Refusal::Unfit(format!("{name} is no text")))?;
        Ok(text.strip_suffix('\n').unwrap_or(text).split('\n').map(str::to_owned).collect())
    }

    /// The shape of a tensor.
    pub fn shape(&self, name: &str) -> Result<&[usize], Refusal> {
        Ok(&self.entry(name)?.shape)
    }

    fn integers(&self, name: &str, shape: &[usize]) -> Result<Vec<i8>, Refusal> {
        Ok(self.bytes(name, "i8", shape, 1)?.iter().map(|it| *it as i8).collect())
    }

    fn entry(&self, name: &str) -> Result<&Entry, Refusal> {
        self.entries.get(name).ok_or_else(|| Refusal::Unfit(format!("{name} is missing")))
    }

    fn bytes(&self, name: &str, kind: &str, shape: &[usize], size: usize) -> Result<&'a [u8], Refusal> {
        let entry = self.entry(name)?;
        let count = shape.iter().try_fold(size, |all, it| all.checked_mul(*it));
        if entry.r#type != kind || entry.shape != shape || count != Some(entry.length) {
            let (found, r#type) = (&entry.shape, &entry.r#type);
            let why = format!("{name} is {type} {found:?}, not {kind} {shape:?}");
            return Err(Refusal::Unfit(why));
        }
        let end = entry.offset.checked_add(entry.length);
        end.and_then(|end| self.tensors.get(entry.offset..end))
            .ok_or_else(|| Refusal::Unfit(format!("{name} lies outside the file")))
    }
}
