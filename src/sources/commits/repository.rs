//! Where the files of a repository lie: beside the article, or, for a linked worktree and a submodule,
//! where their `.git` says.

use std::path::{Path, PathBuf};

use super::NoCommit;
use crate::sources::{library::Folders, read_text};

/// The folders of a repository.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Repository {
    /// Its own: what is checked out here.
    pub own: PathBuf,
    /// What it shares with its other worktrees: objects and branches. Often the same.
    pub common: PathBuf,
    pub hash: gix_hash::Kind,
}

impl Repository {
    /// The repository of the worktree `root`.
    pub fn of(root: &Path, folders: &Folders) -> Result<Repository, NoCommit> {
        let marker = root.join(".git");
        let is_folder = std::fs::symlink_metadata(&marker).is_ok_and(|it| it.is_dir());
        let (own, common) = if is_folder { (marker.clone(), marker) } else { linked(root, folders)? };
        let config = Config::read(&common);
        if let Some(kind) = config.get("extensions", "refstorage").filter(|it| it != "files") {
            let why = format!("it keeps its references in a way that onrecord does not read ({kind})");
            return Err(NoCommit::Unreadable(why));
        }
        let hash = match config.get("extensions", "objectformat").as_deref() {
            None | Some("sha1") => gix_hash::Kind::Sha1,
            Some("sha256") => gix_hash::Kind::Sha256,
            Some(other) => {
                let why = format!("it names its objects in a way that onrecord does not know ({other})");
                return Err(NoCommit::Unreadable(why));
            }
        };
        Ok(Repository { own, common, hash })
    }

    /// The folder that holds a reference: its head and what only this worktree has are its own, branches are shared.
    pub fn holder(&self, name: &str) -> &Path {
        let own = ["refs/worktree/", "refs/bisect/", "refs/rewritten/"];
        let is_own = !name.starts_with("refs/") || own.iter().any(|it| name.starts_with(it));
        if is_own { &self.own } else { &self.common }
    }

    /// Whether it is all there and needs no other.
    pub fn is_whole(&self) -> bool {
        let own = |it: &str| std::fs::symlink_metadata(self.common.join(it)).is_ok_and(|it| it.is_dir());
        own("") && own("objects") && own("refs") && !self.common.join("objects/info/alternates").exists()
    }
}

/// Where the `.git` of a linked worktree or a submodule leads. Outside the folders that may be read it is
/// followed only to a repository that names this worktree itself: a folder that somebody has sent may point
/// anywhere, but nothing there points back.
fn linked(root: &Path, folders: &Folders) -> Result<(PathBuf, PathBuf), NoCommit> {
    let marker = root.join(".git");
    let is_file = std::fs::symlink_metadata(&marker).is_ok_and(|it| it.is_file());
    let words = is_file.then(|| line(&marker)).flatten();
    let own = words.as_deref().and_then(|it| it.strip_prefix("gitdir:")).and_then(|it| at(root, it.trim()));
    let own = own.ok_or(NoCommit::Elsewhere)?;
    let common = match line(&own.join("commondir")) {
        Some(words) => at(&own, &words).ok_or(NoCommit::Elsewhere)?,
        None => own.clone(),
    };
    let is_inside = folders.within(&own).is_ok() && folders.within(&common).is_ok();
    if is_inside || names_back(root, &own, &common) {
        return Ok((own, common));
    }
    Err(NoCommit::Elsewhere)
}

fn names_back(root: &Path, own: &Path, common: &Path) -> bool {
    let is_root = |it: Option<PathBuf>| it.is_some() && it == std::fs::canonicalize(root).ok();
    if own == common {
        // A submodule.
        let worktree = Config::read(own).get("core", "worktree");
        return is_root(worktree.and_then(|it| at(own, &it)));
    }
    let marker = line(&own.join("gitdir")).and_then(|it| at(own, &it));
    own.starts_with(common.join("worktrees"))
        && is_root(marker.as_deref().and_then(Path::parent).map(Path::to_path_buf))
}

/// A path that one of Git's files names, without links. None on another machine.
fn at(folder: &Path, words: &str) -> Option<PathBuf> {
    let is_remote = words.starts_with("//") || words.starts_with("\\\\");
    (!words.is_empty() && !is_remote).then(|| std::fs::canonicalize(folder.join(words)).ok())?
}

/// The words of a file of one line.
fn line(path: &Path) -> Option<String> {
    let text = read_text(path).ok()??;
    Some(text.trim_end_matches(['\n', '\r']).to_owned())
}

/// What a repository says of itself; of Git's own syntax as much as Git itself writes.
struct Config(String);

impl Config {
    fn read(repository: &Path) -> Config {
        Config(read_text(&repository.join("config")).ok().flatten().unwrap_or_default())
    }

    /// The last value of a key.
    fn get(&self, section: &str, key: &str) -> Option<String> {
        let (mut is_here, mut found) = (false, None);
        for line in self.0.lines().map(str::trim) {
            if let Some(name) = line.strip_prefix('[') {
                is_here = name.trim_end_matches(']').trim().eq_ignore_ascii_case(section);
            } else if let Some((name, value)) = line.split_once('=')
                && is_here
                && name.trim().eq_ignore_ascii_case(key)
            {
                found = Some(value.trim().trim_matches('"').to_owned());
            }
        }
        found
    }
}
