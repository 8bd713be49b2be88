//! Where an article's sources are looked for: its folder, what it declares, what the settings name.

use std::path::{Path, PathBuf};

use crate::{
    rules::{Named, Settings},
    sources::{
        Declared,
        library::{Wanted, spelled},
    },
};

/// What to put on the shelf for an article in `folder`, and the folders that may be read for it.
/// `workspace` are the folders that the writer has opened.
pub fn wanted(
    folder: &Path,
    workspace: &[PathBuf],
    settings: &Settings,
    declared: Declared,
) -> (Wanted, Vec<PathBuf>) {
    let mut roots = workspace.to_vec();
    // An article that is opened by itself brings its own folder.
    if !roots.iter().any(|it| folder.starts_with(it)) {
        roots.push(folder.to_owned());
    }
    let home = roots.iter().find(|it| folder.starts_with(it)).cloned().unwrap_or_default();
    let placed = |it: &Named| (it.base.clone().unwrap_or_else(|| home.clone()), it.path.clone());
    let mut lists: Vec<_> = declared.lists.into_iter().map(|it| (folder.to_owned(), it)).collect();
    lists.extend(settings.bibliography.iter().map(placed));
    if let Some(work) = &declared.work {
        let new: Vec<_> = work.lists.iter().filter(|it| !lists.contains(it)).cloned().collect();
        lists.extend(new);
        // What takes an article in may lie above it where nobody has opened a folder.
        let above: Vec<_> =
            work.homes.iter().filter(|it| !roots.iter().any(|root| it.starts_with(root))).collect();
        roots.extend(above.into_iter().cloned());
    }
    let wanted = Wanted {
        beside: Some(folder.to_owned()),
        roots: roots.clone(),
        lists,
        texts: settings.sources.iter().map(placed).collect(),
        own: declared.own,
        work: declared.work,
    };
    roots.extend(settings.sources.iter().filter_map(|it| opened(it, true)));
    roots.extend(settings.bibliography.iter().filter_map(|it| opened(it, false)));
    roots.dedup();
    (wanted, roots)
}

/// Whether settings name a file as one of the writer's texts, or the folder that it lies in. A folder that the
/// settings themselves lie in, or that the writer has opened, holds articles too.
pub fn is_text(path: &Path, workspace: &[PathBuf], settings: &Settings) -> bool {
    let home = workspace.iter().find(|it| path.starts_with(it));
    settings.sources.iter().any(|it| {
        let base = it.base.as_ref().or(home).map_or(Path::new(""), PathBuf::as_path);
        let Some(named) = spelled(base, &it.path).filter(|named| path.starts_with(named)) else {
            return false;
        };
        !base.starts_with(&named) && !workspace.iter().any(|it| it.starts_with(&named))
    })
}

/// The folder that settings open by naming something: a project's file its own, the writer's editor any.
fn opened(named: &Named, is_folder: bool) -> Option<PathBuf> {
    let path = Path::new(&named.path);
    match &named.base {
        Some(base) => Some(base.clone()),
        None if !path.is_absolute() => None,
        None if is_folder => Some(path.to_owned()),
        None => path.parent().map(Path::to_path_buf),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn named(path: &str, base: Option<&str>) -> Named {
        Named { path: path.to_owned(), base: base.map(PathBuf::from) }
    }

    #[test]
    fn what_is_named_counts_from_where_it_is_named() {
        let settings = Settings {
            sources: vec![named("tapes", Some("/desk")), named("/notes", None), named("more", None)],
            bibliography: vec![named("/lists/all.bib", None)],
            ..Settings::default()
        };
        let declared = Declared { lists: vec!["refs.bib".to_owned()], ..Declared::default() };
        let (wanted, roots) = wanted(Path::new("/desk/city"), &[PathBuf::from("/desk")], &settings, declared);
        let place = |base: &str, name: &str| (PathBuf::from(base), name.to_owned());
        assert_eq!(wanted.lists, [place("/desk/city", "refs.bib"), place("/desk", "/lists/all.bib")]);
        assert_eq!(wanted.texts, [place("/desk", "tapes"), place("/desk", "/notes"), place("/desk", "more")]);
        let opened: Vec<PathBuf> = ["/desk", "/notes", "/lists"].map(PathBuf::from).to_vec();
        assert!(opened.iter().all(|it| roots.contains(it)), "{roots:?}");
        assert!(!roots.contains(&PathBuf::from("/")), "{roots:?}");
    }

    #[test]
    fn a_text_lies_where_settings_say_and_an_article_beside_them() {
        let settings = Settings {
            sources: vec![
                named("./tapes/", Some("/desk")),
                named("log.md", Some("/desk")),
                named(".", Some("/desk/city")),
                named("..", Some("/desk/city")),
                named("/notes", None),
                named("more", None),
                named("/", None),
            ],
            ..Settings::default()
        };
        for (path, expected) in [
            ("/desk/tapes/a/cho.txt", true),
            ("/desk/log.md", true),
            ("/notes/cho.md", true),
            ("/desk/more/cho.md", true),
            ("/desk/city/dam.md", false),
            ("/desk/dam.md", false),
            ("/desk/tapes.md", false),
            ("/elsewhere/dam.md", false),
        ] {
            assert_eq!(is_text(Path::new(path), &[PathBuf::from("/desk")], &settings), expected, "{path}");
        }
    }

    #[test]
    fn an_article_by_itself_brings_its_folder() {
        let (wanted, roots) = wanted(Path::new("/desk"), &[], &Settings::default(), Declared::default());
        assert_eq!(roots, [PathBuf::from("/desk")]);
        assert_eq!(wanted.beside, Some(PathBuf::from("/desk")));
    }
}
