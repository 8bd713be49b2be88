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
    time::{Duration, Instant},
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
    one_quotation();
    divan::main();
    if std::env::var_os("ONRECORD_SOURCES").is_none() {
        let _ = fs::remove_dir_all(folder);
    }
}

/// How long the verdict on one quotation takes: 8 to 30 words of a text, every other one with a word changed.
fn one_quotation() {
    const ASKED: usize = 2_000;
    let library = Shelf::new(Folders::new([folder().to_owned()])).library(&wanted(), &mut |_, _| {});
    let texts = Texts::of(Arc::new(library), &Texts::default());
    let sources = texts.sources();
    let mut times: Vec<Duration> = (0..ASKED)
        .map(|turn| {
            let words: Vec<&str> =
                sources[turn * 7 % sources.len()].read.text.text.split_whitespace().collect();
            let at = turn * 389 % words.len().saturating_sub(40).max(1);
            let mut words = words[at..(at + 8 + turn % 23).min(words.len())].to_vec();
            if turn % 2 == 1 {
                let middle = words.len() / 2;
                words[middle] = "otherwise";
            }
            let quotation = words.join(" ");
            let began = Instant::now();
            black_box(texts.quotation(&quotation, &[]));
            began.elapsed()
        })
        .collect();
    times.sort();
    let at = |share: usize| times[(ASKED - 1) * share / 1000].as_secs_f64() * 1000.0;
    println!(
        "one quotation: median {:.2} ms, 99th percentile {:.2} ms, longest {:.2} ms",
        at(500),
        at(990),
        at(1000)
    );
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
