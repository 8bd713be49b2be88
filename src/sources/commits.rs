//! What the last commit says of an article, read from the repository's own files.
//!
//! No program is started for it. Only a repository that lies inside the writer's folders is read, or that
//! of a linked worktree or a submodule in them, and none that borrows its objects from elsewhere.

mod repository;

use std::{
    fmt,
    path::{Path, PathBuf},
    time::SystemTime,
};

use gix_hash::{ObjectId, oid};
use gix_object::{FindExt, FindHeader};

use self::repository::Repository;
use super::{
    SIZE_LIMIT, decode, files,
    library::{Folders, Refusal},
};

/// An article as the last commit of its repository has it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LastCommit {
    /// None for an article that is not in it.
    pub text: Option<String>,
    repository: PathBuf,
    moved: Option<SystemTime>,
}

/// Why there is no last commit to compare with.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum NoCommit {
    /// No repository in the writer's folders holds the article.
    NoRepository,
    /// A repository that keeps its files elsewhere.
    Elsewhere,
    Unreadable(String),
}

impl fmt::Display for NoCommit {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            NoCommit::NoRepository => {
                out.write_str("no Git repository holds this article in the open folder")
            }
            NoCommit::Elsewhere => {
                out.write_str("the Git repository keeps its files elsewhere, where onrecord does not look")
            }
            NoCommit::Unreadable(why) => write!(out, "the Git repository cannot be read: {why}"),
        }
    }
}

impl LastCommit {
    /// The article at `path` as it was committed last.
    pub fn of(path: &Path, folders: &Folders) -> Result<LastCommit, NoCommit> {
        let path = folders.within(path).map_err(|_| NoCommit::NoRepository)?;
        let may_be = |it: &&Path| folders.within(&it.join(".git")).is_ok();
        let root = path.ancestors().skip(1).find(may_be).ok_or(NoCommit::NoRepository)?;
        let repository = Repository::of(root, folders)?;
        if !repository.is_whole() {
            return Err(NoCommit::Elsewhere);
        }
        let inside = path.strip_prefix(root).map_err(|_| NoCommit::NoRepository)?;
        let moved = moved(&repository.own);
        let text = committed(&repository, inside).map_err(|why| NoCommit::Unreadable(why.to_string()))?;
        Ok(LastCommit { text, repository: repository.own, moved })
    }

    /// Whether nothing was committed or checked out since, as far as the times of two files tell.
    pub fn is_current(&self) -> bool {
        self.moved == moved(&self.repository)
    }
}

/// When the repository has last gone to another commit.
fn moved(repository: &Path) -> Option<SystemTime> {
    let time = |it: &str| std::fs::metadata(repository.join(it)).and_then(|it| it.modified()).ok();
    ["HEAD", "logs/HEAD"].into_iter().filter_map(time).max()
}

type Problem = Box<dyn std::error::Error + Send + Sync>;

/// Bytes of a file that holds one name or number.
const REFERENCE: u64 = 4_096;

/// Bytes of the file that holds all the names.
const PACKED: u64 = 64_000_000;

/// Bytes of a commit or of a folder's list.
const LISTED: u64 = 16_000_000;

/// Bytes of what holds the objects; it is mapped, and not read whole.
const OBJECTS: u64 = 1 << 40;

/// A name may stand for another, and so on.
const DEEPEST: usize = 5;

/// None where there is no commit yet, or none that has this file.
fn committed(repository: &Repository, inside: &Path) -> Result<Option<String>, Problem> {
    let Some(commit) = head(repository)? else { return Ok(None) };
    let objects = Objects::of(repository)?;
    let (mut buffer, mut room) = (Vec::new(), Vec::new());
    objects.has(&commit, LISTED)?;
    let mut at = objects.all.find_commit(&commit, &mut buffer)?.tree();
    let mut parts = inside.components().peekable();
    while let Some(part) = parts.next() {
        let name = part.as_os_str().as_encoded_bytes();
        objects.has(&at, LISTED)?;
        let tree = objects.all.find_tree_iter(&at, &mut room)?;
        let mut entries = tree.filter_map(Result::ok);
        let Some(entry) = entries.find(|it| it.filename == name) else { return Ok(None) };
        let is_last = parts.peek().is_none();
        if entry.mode.is_tree() == is_last || is_last && !entry.mode.is_blob() {
            return Ok(None);
        }
        at = entry.oid.to_owned();
    }
    if objects.has(&at, u64::MAX)? > SIZE_LIMIT as u64 {
        return Ok(None);
    }
    let blob = objects.all.find_blob(&at, &mut room)?;
    Ok(decode(blob.data.to_vec()).ok())
}

/// The commit that is checked out. None where a repository has a head that names a branch which is not there yet.
fn head(repository: &Repository) -> Result<Option<ObjectId>, Problem> {
    let mut name = "HEAD".to_owned();
    for _ in 0..DEEPEST {
        let Some(told) = reference(repository, &name)? else { return Ok(None) };
        match told.strip_prefix("ref:") {
            Some(other) => name = other.trim().to_owned(),
            None => {
                let number = told.split_whitespace().next().unwrap_or_default();
                return Ok(Some(ObjectId::from_hex(number.as_bytes())?));
            }
        }
    }
    Err("its branches name each other".into())
}

/// What a file of the repository says of a name, or else the file of all names.
fn reference(repository: &Repository, name: &str) -> Result<Option<String>, Problem> {
    let is_name = name == "HEAD" || name.starts_with("refs/");
    let is_plain = name.split('/').all(|it| !it.is_empty() && !it.starts_with('.'));
    if !is_name || !is_plain || name.contains(|it: char| it.is_control() || matches!(it, '\\' | ':')) {
        return Err("its head names no branch".into());
    }
    let text = |folder: &Path, file: &str, most| match files::read(&folder.join(file), most) {
        Ok(bytes) => Ok(Some(String::from_utf8_lossy(&bytes).into_owned())),
        Err(Refusal::Missing) => Ok(None),
        Err(why) => Err(Problem::from(format!("{file}: {why}"))),
    };
    // Where a branch has been, its folder may still be.
    let folder = repository.holder(name);
    if !folder.join(name).is_dir()
        && let Some(told) = text(folder, name, REFERENCE)?
    {
        return Ok(Some(told));
    }
    let packed = text(&repository.common, "packed-refs", PACKED)?.unwrap_or_default();
    let numbers = packed.lines().filter_map(|it| it.split_once(' ')).filter(|it| it.1.trim_end() == name);
    Ok(numbers.map(|it| it.0.to_owned()).next())
}

/// The objects of a repository. The library opens their files itself, so each is looked at before.
struct Objects {
    folder: PathBuf,
    all: gix_odb::Handle,
}

impl Objects {
    fn of(repository: &Repository) -> Result<Objects, Problem> {
        let folder = repository.common.join("objects");
        for pack in std::fs::read_dir(folder.join("pack")).into_iter().flatten().flatten() {
            let path = pack.path();
            let ending = path.extension().and_then(|it| it.to_str()).unwrap_or_default();
            let is_read = matches!(ending, "pack" | "idx") || pack.file_name() == "multi-pack-index";
            if is_read && !files::is_ordinary(&path, OBJECTS) {
                let name = pack.file_name();
                return Err(format!("objects/pack/{}: {}", name.to_string_lossy(), Refusal::Special).into());
            }
        }
        let all = gix_odb::at(&folder, repository.hash)?;
        Ok(Objects { folder, all })
    }

    /// The size of an object that may be read. Asked before it is unpacked: what is small here may be large there.
    fn has(&self, id: &oid, most: u64) -> Result<u64, Problem> {
        let hex = id.to_hex().to_string();
        let loose = self.folder.join(&hex[..2]).join(&hex[2..]);
        if loose.exists() && !files::is_ordinary(&loose, LISTED) {
            return Err(format!("objects/{}/{}: {}", &hex[..2], &hex[2..], Refusal::Special).into());
        }
        let Some(about) = self.all.try_header(id)? else {
            return Err(format!("the object {hex} is not there").into());
        };
        match about.size {
            size if size > most => Err(format!("the object {hex} is too large").into()),
            size => Ok(size),
        }
    }
}
