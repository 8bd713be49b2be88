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

use gix_object::{FindExt, bstr::ByteSlice};
use gix_ref::file::ReferenceExt;

use self::repository::Repository;
use super::{decode, library::Folders};

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

/// None where there is no commit yet, or none that has this file.
fn committed(
    repository: &Repository,
    inside: &Path,
) -> Result<Option<String>, Box<dyn std::error::Error + Send + Sync>> {
    let Repository { own, common, hash } = repository.clone();
    let objects = gix_odb::at(common.join("objects"), hash)?;
    let references = match own == common {
        true => gix_ref::file::Store::at(own, hash),
        false => gix_ref::file::Store::for_linked_worktree(own, common, hash),
    };
    let Some(mut head) = references.try_find("HEAD")? else { return Ok(None) };
    // A repository without a commit has a head that names a branch which is not there yet.
    let unborn = head.target.try_name().is_some_and(|it| matches!(references.try_find(it), Ok(None)));
    if unborn {
        return Ok(None);
    }
    let commit = head.peel_to_id(&references, &objects)?;
    let (mut buffer, mut room) = (Vec::new(), Vec::new());
    let tree = objects.find_commit(&commit, &mut buffer)?.tree();
    let tree = objects.find_tree_iter(&tree, &mut buffer)?;
    let Some(entry) = tree.lookup_entry_by_path(&objects, &mut room, inside)? else { return Ok(None) };
    let blob = objects.find_blob(&entry.oid, &mut room)?;
    Ok(decode(blob.data.as_bstr().to_vec()).ok())
}
