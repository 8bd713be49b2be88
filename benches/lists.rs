//! A list of 3,725 entries, 3,300 of them with an attachment that is not there: `onrecord sources`, and a key that is
//! pressed in the list while it is open and an article leans on it.
//!
//! `cargo bench --bench lists`; ends with an error where a budget is not kept.

#[path = "support/exported.rs"]
mod exported;

use std::{
    fs,
    path::{Path, PathBuf},
    process::{Command, ExitCode},
    sync::Arc,
    time::{Duration, Instant},
};

use onrecord::{
    features::list_notes::list_notes,
    sources::{
        library::{Folders, ListFile, Shelf, Wanted, stamps},
        lists::{Kind, read},
        matching::Texts,
    },
};

const COMMAND: Duration = Duration::from_millis(500);
const KEY: Duration = Duration::from_millis(10);

/// Key presses, each at another place.
const KEYS: usize = 60;

fn main() -> ExitCode {
    let folder = desk().expect("a folder for the list can be made");
    let command = command(&folder);
    let key = keys(&folder);
    let _ = fs::remove_dir_all(&folder);
    println!("onrecord sources: {:.0} ms", command.as_secs_f64() * 1e3);
    println!("a key in the open list: {:.1} ms", key.as_secs_f64() * 1e3);
    if command < COMMAND && key < KEY { ExitCode::SUCCESS } else { ExitCode::FAILURE }
}

/// A folder with an article, the list, and four hundred attachments that came along.
fn desk() -> std::io::Result<PathBuf> {
    let folder = std::env::temp_dir().join(format!("onrecord-lists-{}", std::process::id()));
    fs::create_dir_all(folder.join("files"))?;
    fs::write(folder.join("refs.bib"), exported::list())?;
    fs::write(folder.join("story.md"), "The ferry was late, the review found [@cho_harbour_7].\n")?;
    for at in 0..400 {
        fs::write(folder.join(format!("files/note-{at}.dat")), "")?;
    }
    fs::canonicalize(folder)
}

/// The best of five: what the command itself takes, whatever else the machine does.
fn command(folder: &Path) -> Duration {
    let run = |_| {
        let began = Instant::now();
        let output = Command::new(env!("CARGO_BIN_EXE_onrecord"))
            .args(["sources", "story.md"])
            .current_dir(folder)
            .output()
            .expect("onrecord runs");
        let took = began.elapsed();
        assert!(output.status.success());
        let out = String::from_utf8_lossy(&output.stdout).into_owned();
        let told = out.lines().filter(|it| it.starts_with("refs.bib")).count();
        assert!(told <= 3, "{told} lines about one list");
        took
    };
    (0..5).map(run).min().unwrap_or_default()
}

/// The median of what lies between a key in the open list and a library that has it.
fn keys(folder: &Path) -> Duration {
    let path = folder.join("refs.bib");
    let text = exported::list();
    let list = read(Kind::Bibtex, &text);
    let mut file = Arc::new(ListFile { path: path.clone(), list, text, recoded: false });
    let wanted = Wanted { beside: Some(folder.to_owned()), ..Wanted::default() };
    let folders = Folders::new([folder.to_owned()]);
    let mut shelf = Shelf::new(folders.clone());
    shelf.in_state(1);
    shelf.open([file.clone()]);
    let mut texts = Arc::new(Texts::of(Arc::new(shelf.library(&wanted, &mut |_, _| {})), &Texts::default()));
    let mut times = Vec::new();
    let mut parts = [Duration::ZERO; 4];
    for turn in 0..KEYS {
        let mut text = file.text.clone();
        let at = text.len() / KEYS * turn;
        let at = text[at..].find("harbour").map_or(0, |it| at + it);
        text.insert(at, 'x');
        let began = Instant::now();
        file = Arc::new(file.after(text));
        parts[0] += began.elapsed();
        shelf.open([file.clone()]);
        let library = shelf.library(&wanted, &mut |_, _| {});
        parts[1] += began.elapsed();
        let seen = stamps(&folders, &wanted, &library);
        parts[2] += began.elapsed();
        texts = texts.after(Arc::new(library));
        times.push(began.elapsed());
        assert!(!seen.is_empty());
        let notes = list_notes(texts.library());
        parts[3] += began.elapsed();
        assert!(!notes.is_empty());
    }
    let part = |at: usize| parts[at].as_secs_f64() * 1e3 / KEYS as f64;
    println!(
        "read {:.1}, library {:.1}, stamps {:.1}, notes {:.1} ms, one on top of the other",
        part(0),
        part(1),
        part(2),
        part(3)
    );
    times.sort();
    times[times.len() / 2]
}
