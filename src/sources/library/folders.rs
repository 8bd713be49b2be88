//! Which files may be read.
//!
//! A source list comes with a folder that somebody sent, and it names files. Nothing outside the
//! workspace and the folders the writer has named is opened, or even looked at, whatever a list
//! says: a path is resolved in words first, and again with the system's links before it is opened.

use std::{
    collections::HashMap,
    fmt, io,
    path::{Component, Path, PathBuf},
};

use super::composed;
use crate::sources::files;

/// The folders whose files may be read.
#[derive(Clone, Debug, Default)]
pub struct Folders {
    /// Without links.
    roots: Vec<PathBuf>,
}

/// Why a file is not opened.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Refusal {
    /// Not in a folder that may be read.
    Outside,
    /// On another machine.
    Remote,
    /// A web address, or something else that names no file.
    NoFile,
    Missing,
    /// A folder, a pipe, a device.
    Special,
    /// More bytes than the limit.
    TooLarge {
        bytes: u64,
        most: u64,
    },
    /// What the system says.
    Unreadable(String),
}

impl fmt::Display for Refusal {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Refusal::Outside => out.write_str("not read: it is outside the folders that onrecord may read"),
            Refusal::Remote => out.write_str("not read: it is on another machine"),
            Refusal::NoFile => out.write_str("not read: it is no file"),
            Refusal::Missing => out.write_str("there is no such file"),
            Refusal::Special => out.write_str("not read: it is a folder, a pipe or a device"),
            Refusal::TooLarge { bytes, most } => {
                let (have, most) = (*bytes as f64 / 1e6, *most as f64 / 1e6);
                write!(out, "too large to read: {have:.1} MB, the limit is {most:.0} MB")
            }
            Refusal::Unreadable(why) => write!(out, "cannot be read: {why}"),
        }
    }
}

impl From<io::Error> for Refusal {
    fn from(error: io::Error) -> Refusal {
        match error.kind() {
            io::ErrorKind::NotFound => Refusal::Missing,
            _ => Refusal::Unreadable(error.to_string()),
        }
    }
}

impl Folders {
    /// Folders that do not exist allow nothing.
    pub fn new(roots: impl IntoIterator<Item = PathBuf>) -> Folders {
        Folders { roots: roots.into_iter().filter_map(|it| std::fs::canonicalize(it).ok()).collect() }
    }

    /// The file or folder that `reference` names, seen from the folder `base`; without links.
    pub fn admit(&self, base: &Path, reference: &str) -> Result<PathBuf, Refusal> {
        self.seen_from(base).admit(reference)
    }

    /// For many files that are named in one place.
    pub fn seen_from(&self, base: &Path) -> SeenFrom<'_> {
        // In words first: nothing outside is looked at, not even to see whether it is there.
        SeenFrom { folders: self, base: self.within(&resolved(base)), lying: Lying::default() }
    }

    /// A path without links, if it leads into the folders.
    pub fn within(&self, path: &Path) -> Result<PathBuf, Refusal> {
        self.within_these(path, &mut Lying::default())
    }

    fn within_these(&self, path: &Path, lying: &mut Lying) -> Result<PathBuf, Refusal> {
        if !self.holds(path) && !self.roots.iter().any(|root| leads_to(path, root)) {
            return Err(Refusal::Outside);
        }
        let real = std::fs::canonicalize(path).or_else(|error| lying.real(path).ok_or(error))?;
        if self.holds(&real) { Ok(real) } else { Err(Refusal::Outside) }
    }

    /// The bytes of a file that may be read, when they are no more than `most`.
    pub fn read(&self, path: &Path, most: u64) -> Result<Vec<u8>, Refusal> {
        files::read(&self.within(path)?, most)
    }

    fn holds(&self, path: &Path) -> bool {
        self.roots.iter().any(|it| path.starts_with(it))
    }
}

/// A folder that names are seen from.
pub struct SeenFrom<'a> {
    folders: &'a Folders,
    base: Result<PathBuf, Refusal>,
    lying: Lying,
}

impl SeenFrom<'_> {
    /// See [`Folders::admit`].
    pub fn admit(&mut self, reference: &str) -> Result<PathBuf, Refusal> {
        let named = named(reference)?;
        let base = self.base.as_ref().map_err(Clone::clone)?;
        self.folders.within_these(&resolved(&base.join(named)), &mut self.lying)
    }
}

/// What lies in folders, by names with letters and accents in one; each is looked through once.
#[derive(Default)]
struct Lying(HashMap<PathBuf, HashMap<String, PathBuf>>);

impl Lying {
    /// The file of a name that is written with its letters and accents apart there and in one here, or the other
    /// way round. Only its own name and that of its folder are looked for.
    fn real(&mut self, path: &Path) -> Option<PathBuf> {
        let name = path.file_name()?.to_str()?;
        let folder = path.parent()?;
        let is_plain = |it: &str| it.is_ascii();
        let folder = match std::fs::canonicalize(folder) {
            Ok(folder) => folder,
            Err(_) => {
                self.found(folder.parent()?, folder.file_name()?.to_str().filter(|it| !is_plain(it))?)?
            }
        };
        let path = if is_plain(name) { folder.join(name) } else { self.found(&folder, name)? };
        std::fs::canonicalize(path).ok()
    }

    fn found(&mut self, folder: &Path, name: &str) -> Option<PathBuf> {
        const LOOKED_AT: usize = 5_000;
        if !self.0.contains_key(folder) {
            let mut names = HashMap::new();
            for entry in std::fs::read_dir(folder).into_iter().flatten().take(LOOKED_AT).flatten() {
                let name = composed(&entry.file_name().to_string_lossy()).into_owned();
                names.entry(name).or_insert_with(|| entry.path());
            }
            self.0.insert(folder.to_owned(), names);
        }
        self.0.get(folder)?.get(&*composed(name)).cloned()
    }
}

/// Whether a path is in a root that is itself reached through a link: on some systems the folder
/// for temporary files is one.
fn leads_to(path: &Path, root: &Path) -> bool {
    path.ancestors()
        .skip(1)
        .any(|it| it.file_name() == root.file_name() && std::fs::canonicalize(it).is_ok_and(|it| it == *root))
}

/// The path that `reference` spells, seen from the folder `base`. Nothing is looked at, and it may be anywhere.
pub fn spelled(base: &Path, reference: &str) -> Option<PathBuf> {
    Some(resolved(&base.join(named(reference).ok()?)))
}

/// The path that a reference in a list spells, relative or absolute.
fn named(reference: &str) -> Result<PathBuf, Refusal> {
    let reference = reference.trim();
    if reference.is_empty() || reference.contains(['\0', '\n']) {
        return Err(Refusal::NoFile);
    }
    let lower = reference.to_ascii_lowercase();
    if let Some(rest) = lower.strip_prefix("file:") {
        return of_address(&reference[reference.len() - rest.len()..]);
    }
    if lower.contains("://") || lower.starts_with("mailto:") || lower.starts_with("doi:") {
        return Err(Refusal::NoFile);
    }
    let slashed = reference.replace('\\', "/");
    if slashed.starts_with("//") {
        return Err(Refusal::Remote);
    }
    let has_drive = slashed.as_bytes().get(1) == Some(&b':') && slashed.as_bytes()[0].is_ascii_alphabetic();
    if has_drive && !cfg!(windows) {
        return Err(Refusal::Outside);
    }
    Ok(PathBuf::from(slashed))
}

/// What follows "file:".
fn of_address(rest: &str) -> Result<PathBuf, Refusal> {
    let path = match rest.strip_prefix("//") {
        Some(after) => {
            let (host, _) = after.split_once('/').ok_or(Refusal::NoFile)?;
            if !host.is_empty() && !host.eq_ignore_ascii_case("localhost") {
                return Err(Refusal::Remote);
            }
            &after[host.len()..]
        }
        None => rest,
    };
    let path = decoded(path).ok_or(Refusal::NoFile)?.replace('\\', "/");
    if path.contains('\0') {
        return Err(Refusal::NoFile);
    }
    if path.starts_with("//") {
        return Err(Refusal::Remote);
    }
    let drive = path.as_bytes();
    let has_drive = drive.len() > 2 && drive[0] == b'/' && drive[1].is_ascii_alphabetic() && drive[2] == b':';
    Ok(PathBuf::from(if has_drive { &path[1..] } else { &path }))
}

/// Percent codes as the bytes they stand for.
fn decoded(text: &str) -> Option<String> {
    let mut out = Vec::with_capacity(text.len());
    let mut bytes = text.bytes();
    while let Some(byte) = bytes.next() {
        if byte != b'%' {
            out.push(byte);
            continue;
        }
        let digit = |it: u8| char::from(it).to_digit(16);
        let code = digit(bytes.next()?)? * 16 + digit(bytes.next()?)?;
        out.push(u8::try_from(code).ok()?);
    }
    String::from_utf8(out).ok()
}

/// Without "." and "..", by words alone.
fn resolved(path: &Path) -> PathBuf {
    let mut out = PathBuf::new();
    for part in path.components() {
        match part {
            Component::CurDir => {}
            Component::ParentDir => {
                out.pop();
            }
            other => out.push(other),
        }
    }
    out
}
