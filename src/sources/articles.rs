use std::path::{Path, PathBuf};

use ignore::{DirEntry, WalkBuilder};

use crate::markup::Format;

/// Folders of this name hold what articles lean on, and no articles.
const SOURCES: &str = "sources";

/// The articles in a folder and below, by name; what .gitignore names, what links lead to and what is a
/// source is left out.
pub fn articles(folder: &Path) -> impl Iterator<Item = Result<PathBuf, ignore::Error>> + use<> {
    let mut walk = WalkBuilder::new(folder);
    // A .gitignore counts also where no repository is.
    walk.require_git(false).sort_by_file_name(Ord::cmp);
    walk.filter_entry(|it| it.depth() == 0 || it.path().is_file() || it.file_name() != SOURCES);
    walk.build().filter_map(|entry| match entry {
        Err(error) => Some(Err(error)),
        Ok(entry) => is_article(&entry).then(|| Ok(entry.into_path())),
    })
}

fn is_article(entry: &DirEntry) -> bool {
    let ending = entry.path().extension().and_then(|it| it.to_str()).unwrap_or_default();
    entry.file_type().is_some_and(|it| it.is_file())
        && Format::ALL.iter().flat_map(|it| it.endings()).any(|it| it.eq_ignore_ascii_case(ending))
}
