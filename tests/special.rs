//! Pipes and devices where files belong: whoever sends a folder decides what lies in it, and nothing there
//! keeps the program waiting.
#![cfg(unix)]

#[path = "support/repository.rs"]
mod repository;

use std::{
    fs,
    os::unix::fs::symlink,
    path::{Path, PathBuf},
    process::{Command, Stdio},
    time::{Duration, Instant},
};

/// Only what waits for a pipe takes so long.
const HANG: Duration = Duration::from_secs(120);

const ARTICLE: &str = "Critics say the bridge was never inspected.\n";

struct Folder(PathBuf);

impl Folder {
    fn new(name: &str) -> Folder {
        let path = std::env::temp_dir().join(format!("onrecord-special-{}-{name}", std::process::id()));
        let _ = fs::remove_dir_all(&path);
        fs::create_dir_all(path.join("city")).unwrap();
        let folder = Folder(fs::canonicalize(path).unwrap());
        folder.write("dam.md", ARTICLE);
        folder.write("city/quay.md", ARTICLE);
        folder
    }

    fn path(&self, name: &str) -> PathBuf {
        let path = self.0.join(name);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        path
    }

    fn write(&self, name: &str, text: impl AsRef<[u8]>) {
        fs::write(self.path(name), text).unwrap();
    }

    fn pipe(&self, name: &str) {
        let made = Command::new("mkfifo").arg(self.path(name)).status().unwrap();
        assert!(made.success());
    }

    fn device(&self, name: &str) {
        symlink("/dev/zero", self.path(name)).unwrap();
    }

    /// What is printed, what is complained of, and the exit status.
    #[track_caller]
    fn run(&self, arguments: &[&str]) -> (String, String, Option<i32>) {
        let mut command = Command::new(env!("CARGO_BIN_EXE_onrecord"));
        command.current_dir(&self.0).args(arguments).env("HOME", &self.0).env_remove("XDG_CONFIG_HOME");
        let mut child =
            command.stdin(Stdio::null()).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
        let start = Instant::now();
        while child.try_wait().unwrap().is_none() {
            if start.elapsed() > HANG {
                child.kill().unwrap();
                panic!("{arguments:?} hangs");
            }
            std::thread::sleep(Duration::from_millis(20));
        }
        let output = child.wait_with_output().unwrap();
        let text = |it: Vec<u8>| String::from_utf8(it).unwrap();
        (text(output.stdout), text(output.stderr), output.status.code())
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        let _ = fs::remove_dir_all(&self.0);
    }
}

/// How a place in a folder becomes something that is no file.
type Making = fn(&Folder, &str);

const KINDS: [(&str, Making); 2] = [("pipe", Folder::pipe), ("device", Folder::device)];

#[test]
fn a_walk_goes_past_what_is_no_file() {
    for (kind, make) in KINDS {
        for name in [
            ".gitignore",
            ".ignore",
            "city/.gitignore",
            "city/.ignore",
            ".git/info/exclude",
            ".config/git/ignore",
        ] {
            let folder = Folder::new(&format!("walk-{kind}"));
            make(&folder, name);
            let (out, errors, _) = folder.run(&["check", "."]);
            assert!(
                out.contains("dam.md:1:1") && out.contains("city/quay.md:1:1"),
                "{kind} {name}: {out}{errors}"
            );
            let is_told = errors.contains("not read: it is a folder, a pipe or a device");
            assert!(is_told || name.starts_with(".config"), "{kind} {name}: {errors}");
            // The rules above the folder count there too.
            let (out, errors, _) = folder.run(&["check", "city"]);
            assert!(out.contains("city/quay.md:1:1"), "{kind} {name}: {out}{errors}");
        }
        let folder = Folder::new(&format!("config-{kind}"));
        make(&folder, ".gitconfig");
        assert!(folder.run(&["check", "."]).0.contains("dam.md:1:1"));
    }
}

#[test]
fn what_is_named_and_no_file_is_refused() {
    for (kind, make) in KINDS {
        let folder = Folder::new(&format!("named-{kind}"));
        make(&folder, "odd.md");
        let (out, errors, status) = folder.run(&["check", "odd.md", "dam.md"]);
        assert!(errors.contains("odd.md: not read: it is a folder, a pipe or a device"), "{kind}: {errors}");
        assert!(out.contains("dam.md:1:1") && status == Some(2), "{kind}: {out}");
        folder.run(&["sources", "odd.md"]);
        folder.run(&["cite", "--sources", "odd.md"]);
    }
}

#[test]
fn a_folder_tells_of_what_stands_in_an_articles_place() {
    for (kind, make) in KINDS {
        let folder = Folder::new(&format!("placed-{kind}"));
        for name in ["b.md", "city/c.rst", "city/d.docx", "left/e.md", ".f.md", "notes.bin"] {
            make(&folder, name);
        }
        folder.write(".gitignore", "left/\n");
        symlink(folder.0.join("dam.md"), folder.0.join("link.md")).unwrap();
        symlink("nowhere.md", folder.0.join("lost.md")).unwrap();
        let (out, errors, status) = folder.run(&["check", "."]);
        assert!(out.contains("dam.md:1:1") && out.contains("city/quay.md:1:1"), "{kind}: {out}{errors}");
        assert!(!out.contains("link.md") && status == Some(2), "{kind}: {out}{errors}");
        let told: Vec<&str> = errors.lines().filter(|it| it.contains("a pipe or a device")).collect();
        assert_eq!(told.len(), 3, "{kind}: {errors}");
        for name in ["b.md", "city/c.rst", "city/d.docx"] {
            assert!(told.iter().any(|it| it.contains(name)), "{kind} {name}: {errors}");
        }
    }
}

#[test]
fn settings_that_are_no_file_are_told_of() {
    for (kind, make) in KINDS {
        let folder = Folder::new(&format!("settings-{kind}"));
        make(&folder, "onrecord.toml");
        let (out, errors, status) = folder.run(&["check", "city/quay.md"]);
        assert!(out.contains("city/quay.md:1:1") && status == Some(1), "{kind}: {out}{errors}");
        assert!(errors.contains("onrecord.toml: not read: it is a folder, a pipe"), "{kind}: {errors}");
    }
}

#[test]
fn what_belongs_to_an_article_is_read_only_where_it_is_a_file() {
    for (kind, make) in KINDS {
        for name in
            ["onrecord.toml", "dam.md.onrecord", "refs.bib", "references.json", "sources/tape.txt", "sources"]
        {
            let folder = Folder::new(&format!("beside-{kind}"));
            make(&folder, name);
            for arguments in [&["check", "dam.md"][..], &["check", "."], &["sources", "."]] {
                let (out, errors, _) = folder.run(arguments);
                assert!(
                    arguments[0] == "sources" || out.contains("dam.md:1:1"),
                    "{kind} {name}: {out}{errors}"
                );
            }
        }
    }
}

#[test]
fn a_repository_is_read_only_where_it_is_made_of_files() {
    for (kind, make) in KINDS {
        for name in [
            ".git/HEAD",
            ".git/packed-refs",
            ".git/refs/heads/main",
            ".git/objects/info/alternates",
            ".git/objects/pack/a.idx",
        ] {
            let folder = Folder::new(&format!("repository-{kind}"));
            folder.write("onrecord.toml", "changed-only = true\n");
            repository::commit(&folder.0, &[("dam.md", ARTICLE)]);
            let (out, errors, _) = folder.run(&["check", "dam.md"]);
            assert!(!out.contains("dam.md:1:1") && errors.is_empty(), "{out}{errors}");
            if name.ends_with("packed-refs") {
                fs::remove_file(folder.0.join(".git/refs/heads/main")).unwrap();
            }
            let _ = fs::remove_file(folder.0.join(name));
            make(&folder, name);
            let (out, errors, _) = folder.run(&["check", "dam.md"]);
            assert!(out.contains("dam.md:1:1"), "{kind} {name}: {out}{errors}");
            assert!(
                errors.contains("dam.md: the Git repository") && errors.contains("all of it is checked"),
                "{kind} {name}: {errors}"
            );
        }
    }
}

#[test]
fn every_loose_object_is_looked_at_before_it_is_opened() {
    let folder = Folder::new("objects");
    folder.write("onrecord.toml", "changed-only = true\n");
    repository::commit(&folder.0, &[("dam.md", ARTICLE)]);
    let objects = files_below(&folder.0.join(".git/objects"));
    assert_eq!(objects.len(), 3);
    for object in objects {
        let bytes = fs::read(&object).unwrap();
        fs::remove_file(&object).unwrap();
        folder.pipe(object.strip_prefix(&folder.0).unwrap().to_str().unwrap());
        let (out, errors, _) = folder.run(&["check", "dam.md"]);
        assert!(out.contains("dam.md:1:1") && errors.contains("a pipe or a device"), "{out}{errors}");
        fs::remove_file(&object).unwrap();
        fs::write(&object, bytes).unwrap();
    }
}

fn files_below(folder: &Path) -> Vec<PathBuf> {
    let entries = fs::read_dir(folder).unwrap().map(|it| it.unwrap().path());
    entries.flat_map(|it| if it.is_dir() { files_below(&it) } else { vec![it] }).collect()
}

#[test]
fn what_is_left_out_stays_left_out() {
    let folder = Folder::new("rules");
    for name in [
        "a.md",
        "b.md",
        "c.md",
        "city/a.md",
        "city/d.md",
        "old/e.md",
        ".hidden/f.md",
        ".g.md",
        "city/sources/h.md",
    ] {
        folder.write(name, ARTICLE);
    }
    folder.write(".gitignore", "\u{feff}/a.md\nold/\n*.tmp\n# no\n[\nb.md\n!.g.md\nd.md\n");
    folder.write(".ignore", "!b.md\nc.md\n");
    folder.write("city/.gitignore", "!d.md\nquay.md\n");
    folder.write(".git/info/exclude", "dam.md\n");
    let (out, errors, _) = folder.run(&["check", "."]);
    let mut read: Vec<&str> = out.lines().filter_map(|it| it.split_once(":1:1")).map(|it| it.0).collect();
    read.dedup();
    assert_eq!(read, [".g.md", "b.md", "city/a.md", "city/d.md"], "{out}{errors}");
    assert_eq!(errors, "");
    // What stands above a repository is nothing to it.
    fs::create_dir_all(folder.0.join("city/.git")).unwrap();
    let (out, _, _) = folder.run(&["check", "city"]);
    assert!(out.contains("city/a.md:1:1") && !out.contains("quay.md"), "{out}");
}
