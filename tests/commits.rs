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

/// Runs Git in a folder. Whoever lacks it, or a version that knows what is asked, learns nothing here.
fn git(folder: &Path, arguments: &[&str]) -> bool {
    let mut command = std::process::Command::new("git");
    command.current_dir(folder).args(["-c", "user.name=Desk", "-c", "user.email=desk@example.org"]);
    command.args(["-c", "protocol.file.allow=always", "-c", "init.defaultBranch=main"]).args(arguments);
    command.env("GIT_CONFIG_NOSYSTEM", "1").env("GIT_CONFIG_GLOBAL", "/dev/null");
    command.output().is_ok_and(|it| it.status.success())
}

/// A folder under Git with the article in its first commit; false where Git cannot make one of this kind.
fn commit_with_git(folder: &Path, kind: &[&str]) -> bool {
    fs::create_dir_all(folder).unwrap();
    fs::write(folder.join("dam.md"), "The dam is empty.\n").unwrap();
    git(folder, &[&["init", "-q"], kind].concat())
        && git(folder, &["add", "dam.md"])
        && git(folder, &["commit", "-q", "-m", "File the story"])
}

fn of(article: &Path, folder: &Path) -> Result<Option<String>, NoCommit> {
    LastCommit::of(article, &Folders::new([folder.to_owned()])).map(|it| it.text)
}

fn empty() -> Result<Option<String>, NoCommit> {
    Ok(Some("The dam is empty.\n".to_owned()))
}

#[test]
fn a_linked_worktree_knows_its_own_last_commit() {
    let desk = Desk::new("worktree");
    let (main, linked) = (desk.0.join("main"), desk.0.join("linked"));
    if !commit_with_git(&main, &[]) {
        return;
    }
    assert!(git(&main, &["worktree", "add", "-q", "-b", "story", "../linked"]));
    assert_eq!(of(&linked.join("dam.md"), &desk.0), empty());
    assert_eq!(of(&linked.join("dam.md"), &linked), empty(), "the repository names the worktree itself");
    fs::write(linked.join("dam.md"), "The dam is full.\n").unwrap();
    let before = LastCommit::of(&linked.join("dam.md"), &Folders::new([linked.clone()])).unwrap();
    assert!(git(&linked, &["commit", "-q", "-a", "-m", "Rain"]));
    assert_eq!(of(&linked.join("dam.md"), &linked), Ok(Some("The dam is full.\n".to_owned())));
    assert_eq!(of(&main.join("dam.md"), &main), empty(), "the other is where it was");
    let log = desk.0.join("main/.git/worktrees/linked/logs/HEAD");
    let log = fs::File::options().append(true).open(log).unwrap();
    log.set_modified(std::time::SystemTime::now() + std::time::Duration::from_secs(9)).unwrap();
    assert!(!before.is_current());
    assert!(git(&main, &["gc", "-q"]) && git(&main, &["pack-refs", "--all"]));
    assert_eq!(of(&linked.join("dam.md"), &linked), Ok(Some("The dam is full.\n".to_owned())), "packed");
}

#[test]
fn a_submodule_knows_its_own_last_commit() {
    let desk = Desk::new("submodule");
    let (story, paper) = (desk.0.join("story"), desk.0.join("paper"));
    if !commit_with_git(&story, &[]) || !commit_with_git(&paper, &[]) {
        return;
    }
    assert!(git(&paper, &["submodule", "add", "-q", "../story", "series/story"]));
    let article = paper.join("series/story/dam.md");
    assert_eq!(of(&article, &paper), empty());
    assert_eq!(
        of(&article, &paper.join("series/story")),
        empty(),
        "the repository names the submodule itself"
    );
}

#[test]
fn nobody_is_led_to_a_repository_that_knows_nothing_of_them() {
    let desk = Desk::new("led");
    let (other, sent) = (desk.0.join("other"), desk.0.join("sent"));
    if !commit_with_git(&other, &[]) {
        return;
    }
    assert!(git(&other, &["worktree", "add", "-q", "-b", "story", "../linked"]));
    fs::create_dir_all(&sent).unwrap();
    fs::write(sent.join("dam.md"), "The dam is full.\n").unwrap();
    for led in ["../other/.git", "../other/.git/worktrees/linked", "//elsewhere/share", "", "../nowhere"] {
        fs::write(sent.join(".git"), format!("gitdir: {led}\n")).unwrap();
        assert_eq!(of(&sent.join("dam.md"), &sent), Err(NoCommit::Elsewhere), "{led}");
    }
    // Where the writer has opened both, there is nothing to fear.
    fs::write(sent.join(".git"), "gitdir: ../other/.git\n").unwrap();
    assert_eq!(of(&sent.join("dam.md"), &desk.0), empty());
}

#[test]
fn objects_may_be_named_by_longer_numbers_and_references_not_by_tables() {
    let desk = Desk::new("formats");
    let (long, table) = (desk.0.join("long"), desk.0.join("table"));
    if commit_with_git(&long, &["--object-format=sha256"]) {
        assert_eq!(of(&long.join("dam.md"), &long), empty());
        assert!(git(&long, &["gc", "-q"]));
        assert_eq!(of(&long.join("dam.md"), &long), empty(), "packed");
    }
    if commit_with_git(&table, &["--ref-format=reftable"]) {
        let why = of(&table.join("dam.md"), &table).unwrap_err().to_string();
        assert!(why.contains("references in a way that onrecord does not read (reftable)"), "{why}");
    }
}
