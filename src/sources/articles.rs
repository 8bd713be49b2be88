use std::path::{Path, PathBuf};

use ignore::WalkBuilder;

use super::is_document;
use crate::markup::Format;

/// Folders of this name hold what articles lean on, and no articles.
const SOURCES: &str = "sources";

/// The articles in a folder and below that are text, by name; what .gitignore names, what links lead to and what is a
/// source is left out.
pub fn articles(folder: &Path) -> impl Iterator<Item = Result<PathBuf, ignore::Error>> + use<> {
    walk(folder, is_text)
}

/// The same with documents of word processors.
pub fn manuscripts(folder: &Path) -> impl Iterator<Item = Result<PathBuf, ignore::Error>> + use<> {
    walk(folder, |it| is_text(it) || is_document(it))
}

fn walk(
    folder: &Path,
    is_article: fn(&Path) -> bool,
) -> impl Iterator<Item = Result<PathBuf, ignore::Error>> + use<> {
    let mut walk = WalkBuilder::new(folder);
    // A .gitignore counts also where no repository is.
    walk.require_git(false).sort_by_file_name(Ord::cmp);
    walk.filter_entry(|it| it.depth() == 0 || it.path().is_file() || it.file_name() != SOURCES);
    walk.build().filter_map(move |entry| match entry {
        Err(error) => Some(Err(error)),
        Ok(entry) => {
            let is_file = entry.file_type().is_some_and(|it| it.is_file());
            (is_file && is_article(entry.path())).then(|| Ok(entry.into_path()))
        }
    })
}

fn is_text(path: &Path) -> bool {
    let ending = path.extension().and_then(|it| it.to_str()).unwrap_or_default();
    Format::ALL.iter().flat_map(|it| it.endings()).any(|it| it.eq_ignore_ascii_case(ending))
}
