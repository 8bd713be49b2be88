//! The last commit of an article, read from repositories that are whole, empty, broken or somewhere else.

#[path = "support/repository.rs"]
mod repository;

use std::{
    fs,
    path::{Path, PathBuf},
};

use onrecord::sources::{LastCommit, NoCommit, library::Folders};

/// A folder of its own for each test, taken away with it.
struct Desk(PathBuf);

impl Desk {
    fn new(name: &str) -> Desk {
        let path = std::env::temp_dir().join(format!("onrecord-commits-{name}-{}", std::process::id()));
        let _ = fs::remove_dir_all(&path);
        fs::create_dir_all(path.join("inner")).unwrap();
        let path = fs::canonicalize(path).unwrap();
        fs::write(path.join("dam.md"), "The dam is full.\n").unwrap();
        Desk(path)
    }

    fn ask(&self, root: &Path) -> Result<Option<String>, NoCommit> {
        LastCommit::of(&self.0.join("dam.md"), &Folders::new([root.to_owned()])).map(|it| it.text)
    }
}

impl Drop for Desk {
    fn drop(&mut self) {
        let _ = fs::remove_dir_all(&self.0);
    }
}

#[test]
fn an_article_is_what_it_was_when_it_was_committed() {
    let desk = Desk::new("whole");
    repository::commit(&desk.0, &[("dam.md", "The dam is empty.\n"), ("other.md", "No.\n")]);
    assert_eq!(desk.ask(&desk.0), Ok(Some("The dam is empty.\n".to_owned())));
    let first = LastCommit::of(&desk.0.join("dam.md"), &Folders::new([desk.0.clone()])).unwrap();
    assert!(first.is_current());
    // Clocks of file systems are coarse.
    let later = std::time::SystemTime::now() + std::time::Duration::from_secs(9);
    let log = fs::File::create(desk.0.join(".git/logs/HEAD")).unwrap();
    log.set_modified(later).unwrap();
    assert!(!first.is_current());
}

#[test]
fn an_article_that_was_never_committed_has_no_past() {
    let desk = Desk::new("new");
    assert_eq!(desk.ask(&desk.0), Err(NoCommit::NoRepository));
    repository::commit(&desk.0, &[("other.md", "No.\n")]);
    assert_eq!(desk.ask(&desk.0), Ok(None));
    fs::remove_file(desk.0.join(".git/refs/heads/main")).unwrap();
    assert_eq!(desk.ask(&desk.0), Ok(None), "a repository without a commit");
}

#[test]
fn nothing_outside_the_open_folder_is_read() {
    let desk = Desk::new("outside");
    repository::commit(&desk.0, &[("dam.md", "The dam is empty.\n")]);
    assert_eq!(desk.ask(&desk.0.join("inner")), Err(NoCommit::NoRepository));
    fs::create_dir_all(desk.0.join(".git/objects/info")).unwrap();
    fs::write(desk.0.join(".git/objects/info/alternates"), "/elsewhere/objects\n").unwrap();
    assert_eq!(desk.ask(&desk.0), Err(NoCommit::Elsewhere));
    fs::remove_dir_all(desk.0.join(".git")).unwrap();
    fs::write(desk.0.join(".git"), "gitdir: ../elsewhere\n").unwrap();
    assert_eq!(desk.ask(&desk.0), Err(NoCommit::Elsewhere));
}

#[test]
fn a_broken_repository_is_said_to_be_broken() {
    let desk = Desk::new("broken");
    repository::commit(&desk.0, &[("dam.md", "The dam is empty.\n")]);
    fs::write(desk.0.join(".git/refs/heads/main"), "no number at all\n").unwrap();
    let why = desk.ask(&desk.0).unwrap_err();
    assert!(why.to_string().starts_with("the Git repository cannot be read: "), "{why}");
    fs::write(desk.0.join(".git/refs/heads/main"), format!("{}\n", "0123456789".repeat(4))).unwrap();
    assert!(desk.ask(&desk.0).is_err(), "a commit that is not there");
}
