//! A desk with 220 transcripts beside the article, 11 MB of text: read, indexed, and indexed again
//! when one of them has changed. `max alloc` is the memory it takes at its most.
//!
//! `cargo bench --bench sources`; `ONRECORD_SOURCES=FOLDER` takes texts of yours instead of invented ones.

#[path = "support/news.rs"]
mod news;

use std::{
    fs,
    io::Write,
    path::{Path, PathBuf},
    sync::{Arc, OnceLock},
};

use divan::{AllocProfiler, Bencher, black_box};
use onrecord::sources::{
    library::{Folders, Shelf, Wanted},
    matching::Texts,
};

#[global_allocator]
static MEMORY: AllocProfiler = AllocProfiler::system();

const FILES: usize = 220;
const WORDS: usize = 8_300;

fn main() {
    let folder = folder();
    println!("{} bytes of text in {} files", size(folder), paths(folder).len());
    divan::main();
    if std::env::var_os("ONRECORD_SOURCES").is_none() {
        let _ = fs::remove_dir_all(folder);
    }
}

/// From the files to texts that can be asked.
#[divan::bench(sample_count = 5, sample_size = 1)]
fn read_and_index(bencher: Bencher) {
    bencher.bench_local(|| {
        let mut shelf = Shelf::new(Folders::new([folder().to_owned()]));
        black_box(Texts::of(Arc::new(shelf.library(&wanted(), &mut |_, _| {})), &Texts::default()))
    });
}

/// The same again when one file has a line more, or one less.
#[divan::bench(sample_count = 20, sample_size = 1)]
fn one_file_changed(bencher: Bencher) {
    let path = paths(folder()).remove(0);
    let before = fs::read(&path).expect("the text is there");
    let mut shelf = Shelf::new(Folders::new([folder().to_owned()]));
    let mut texts = Texts::of(Arc::new(shelf.library(&wanted(), &mut |_, _| {})), &Texts::default());
    let mut longer = false;
    bencher.bench_local(|| {
        longer = !longer;
        let line: &[u8] = if longer { b"\nNobody said that.\n" } else { b"" };
        let mut file = fs::File::create(&path).expect("the text can be written");
        file.write_all(&before).and_then(|()| file.write_all(line)).expect("the text can be written");
        shelf.forget(&path);
        texts = Texts::of(Arc::new(shelf.library(&wanted(), &mut |_, _| {})), &texts);
    });
    fs::write(&path, before).expect("the text can be written");
}

fn wanted() -> Wanted {
    Wanted { texts: vec![(folder().to_owned(), ".".to_owned())], ..Wanted::default() }
}

/// The folder of the texts; invented ones are written anew.
fn folder() -> &'static Path {
    static FOLDER: OnceLock<PathBuf> = OnceLock::new();
    FOLDER.get_or_init(|| match std::env::var_os("ONRECORD_SOURCES") {
        Some(folder) => fs::canonicalize(folder).expect("ONRECORD_SOURCES names a folder"),
        None => invent().expect("a folder for the texts can be made"),
    })
}

/// Each transcript is the same news told from another sentence on, with a name of its own in each paragraph.
fn invent() -> std::io::Result<PathBuf> {
    let folder = std::env::temp_dir().join(format!("onrecord-bench-{}", std::process::id()));
    fs::create_dir_all(&folder)?;
    let text = news::article(WORDS);
    let paragraphs: Vec<&str> = text.split("\n\n").collect();
    for file in 0..FILES {
        let turned = paragraphs.iter().cycle().skip(file * 7).take(paragraphs.len());
        let told = turned
            .enumerate()
            .map(|(at, it)| format!("{it} It was Witness{} who saw it.\n\n", file * at % 977));
        fs::write(folder.join(format!("transcript-{file:03}.txt")), told.collect::<String>())?;
    }
    fs::canonicalize(folder)
}

fn paths(folder: &Path) -> Vec<PathBuf> {
    let files = fs::read_dir(folder).into_iter().flatten().flatten().map(|it| it.path());
    let mut files: Vec<PathBuf> = files.filter(|it| it.is_file()).collect();
    files.sort();
    files
}

fn size(folder: &Path) -> u64 {
    paths(folder).iter().filter_map(|it| it.metadata().ok()).map(|it| it.len()).sum()
}
