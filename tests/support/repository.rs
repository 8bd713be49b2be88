//! A Git repository with one commit, made without Git.

use std::{fs, path::Path};

use gix_object::{Kind, Write};

/// Commits the files of a folder, given by name and text, and nothing else.
pub fn commit(folder: &Path, files: &[(&str, &str)]) {
    let repository = folder.join(".git");
    for inner in ["objects", "refs/heads", "logs"] {
        fs::create_dir_all(repository.join(inner)).unwrap();
    }
    let objects = gix_odb::at(repository.join("objects"), gix_hash::Kind::Sha1).unwrap();
    let mut files = files.to_vec();
    files.sort();
    let mut tree = Vec::new();
    for (name, text) in files {
        let blob = objects.write_buf(Kind::Blob, text.as_bytes()).unwrap();
        tree.extend(format!("100644 {name}\0").into_bytes());
        tree.extend(blob.as_slice());
    }
    let tree = objects.write_buf(Kind::Tree, &tree).unwrap();
    let by = "Desk <desk@example.org> 1763000000 +0000";
    let message = format!("tree {tree}\nauthor {by}\ncommitter {by}\n\nFile the story\n");
    let commit = objects.write_buf(Kind::Commit, message.as_bytes()).unwrap();
    fs::write(repository.join("refs/heads/main"), format!("{commit}\n")).unwrap();
    fs::write(repository.join("HEAD"), "ref: refs/heads/main\n").unwrap();
}
