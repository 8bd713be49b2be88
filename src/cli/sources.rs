use std::{
    collections::HashMap,
    fmt::Write,
    path::{Path, PathBuf},
    process::ExitCode,
};

use serde::Serialize;

use super::{
    articles::{self, Configurations, Place},
    output,
    shelves::workspace,
};
use crate::{
    features::wanted::wanted,
    markup::Format,
    sources::{
        Declared, SourceText, Works,
        library::{Folders, Library, Notice, Shelf, Source},
        lists, read_text,
        references::{self, Style},
    },
    text::{printed, visible},
};

/// List the sources of an article: what is known of each, and which texts could be read
///
/// They are what lies in the folder `sources` beside the article, what lists such as refs.bib name, and what the
/// article itself and the settings for it name.
#[derive(clap::Args)]
#[command(after_help = "Examples:\n  \
    onrecord sources story.md\n  \
    onrecord sources --json drafts/")]
pub struct Sources {
    /// An article, or the folder it is in
    #[arg(default_value = ".")]
    path: PathBuf,

    /// Print JSON, for programs
    #[arg(long)]
    json: bool,
}

#[derive(Serialize)]
struct Report {
    version: u8,
    sources: Vec<Described>,
    notices: Vec<Told>,
}

#[derive(Serialize)]
struct Described {
    key: String,
    title: Option<String>,
    date: Option<String>,
    reference: Option<String>,
    list: Option<String>,
    texts: Vec<Text>,
}

#[derive(Serialize)]
struct Text {
    path: String,
    words: usize,
    pages: Option<u32>,
    /// How long the tape runs, as far as anybody speaks on it.
    seconds: Option<u64>,
}

#[derive(Serialize)]
struct Told {
    path: String,
    /// Counts from 0; none where the whole file is meant.
    line: Option<usize>,
    message: String,
}

impl Sources {
    pub fn run(self) -> ExitCode {
        match self.report() {
            Err(why) => super::could_not(format_args!("{}: {why}", self.path.display())),
            Ok(report) if self.json => {
                let json = serde_json::to_string_pretty(&report).unwrap_or_default();
                output::print_and_exit(&format!("{}\n", output::shown(&json)))
            }
            Ok(report) => output::print_and_exit(&table(&report)),
        }
    }

    fn report(&self) -> Result<Report, String> {
        let whole = std::fs::canonicalize(&self.path).map_err(|error| articles::reason(&error))?;
        let folder = if whole.is_dir() { &whole } else { whole.parent().unwrap_or(&whole) };
        let workspace = workspace(&[], folder);
        let declared = match read_text(&whole).ok().flatten() {
            Some(text) if whole.is_file() => Works::default().declared(
                &text,
                Format::of_path(&whole.to_string_lossy()),
                &whole,
                &workspace,
            ),
            _ => Declared::default(),
        };
        let mut configurations = Configurations::new(None)?;
        let settings = configurations.for_all(&Place::File(folder.join("article")));
        configurations.complaints.iter().for_each(super::complain);
        let (wanted, roots) = wanted(folder, &workspace, &settings, declared);
        let library = Shelf::new(Folders::new(roots)).library(&wanted, &mut |_, _| {});
        Ok(Desk::new(folder, &library).report())
    }
}

/// A library, and the folder that paths are seen from.
struct Desk<'a> {
    folder: &'a Path,
    library: &'a Library,
    /// By the path of its list, where its lines end.
    lines: HashMap<&'a Path, Vec<usize>>,
}

impl<'a> Desk<'a> {
    fn new(folder: &'a Path, library: &'a Library) -> Desk<'a> {
        let ends = |text: &str| memchr::memchr_iter(b'\n', text.as_bytes()).collect();
        let lines = library.lists.iter().map(|it| (it.path.as_path(), ends(&it.text)));
        Desk { folder, library, lines: lines.collect() }
    }

    fn report(&self) -> Report {
        Report {
            version: 1,
            sources: self.library.sources.iter().map(|it| self.source(it)).collect(),
            notices: self.library.notices.iter().map(|it| self.notice(it)).collect(),
        }
    }

    fn source(&self, source: &Source) -> Described {
        Described {
            key: source.key.clone(),
            title: source.title().map(str::to_owned),
            date: source.date().map(lists::iso),
            reference: references::reference(source, Style::News),
            list: source.listed.as_ref().map(|it| self.name(&it.file.path)),
            texts: source.texts.iter().map(|it| self.text(&it.text)).collect(),
        }
    }

    fn text(&self, text: &SourceText) -> Text {
        Text {
            path: self.name(&text.path),
            words: text.text.split_whitespace().count(),
            pages: text.places.iter().filter_map(|it| it.page).max(),
            seconds: text.places.iter().filter_map(|it| it.time).max().map(|it| it.as_secs()),
        }
    }

    fn notice(&self, notice: &Notice) -> Told {
        let lines = notice.span.zip(self.lines.get(notice.path.as_path()));
        let line = lines.map(|(span, ends)| ends.partition_point(|it| *it < span.start));
        Told { path: self.name(&notice.path), line, message: notice.message.clone() }
    }

    fn name(&self, path: &Path) -> String {
        path.strip_prefix(self.folder).unwrap_or(path).to_string_lossy().replace('\\', "/")
    }
}

/// For a person: a source a line, its texts below it, and what could not be read at the end.
fn table(report: &Report) -> String {
    let mut out = String::new();
    if report.sources.is_empty() {
        out += "No sources here: put texts into a folder “sources”, or a list such as refs.bib beside the article.\n";
    }
    let width = report.sources.iter().map(|it| it.key.chars().count()).max().unwrap_or_default().min(30);
    for source in &report.sources {
        let known = source.reference.as_deref().or(source.date.as_deref()).unwrap_or("–");
        let _ = writeln!(out, "{:width$}  {}", printed(&source.key), visible(known));
        for text in &source.texts {
            let _ = writeln!(out, "{:width$}  {}: {}", "", visible(&text.path), extent(text));
        }
        if source.texts.is_empty() {
            let _ = writeln!(out, "{:width$}  no text to compare with", "");
        }
    }
    for notice in &report.notices {
        let line = notice.line.map(|it| format!(":{}", it + 1)).unwrap_or_default();
        let _ = writeln!(out, "{}{line}: {}", printed(&notice.path), visible(&notice.message));
    }
    out
}

/// "1204 words, 12 pages, 31 minutes"
fn extent(text: &Text) -> String {
    let count = |number: u64, what: &str| format!("{number} {what}{}", if number == 1 { "" } else { "s" });
    let words = Some(count(text.words as u64, "word"));
    let pages = text.pages.map(|it| count(u64::from(it), "page"));
    let minutes = text.seconds.map(|it| count(it.div_ceil(60), "minute"));
    [words, pages, minutes].into_iter().flatten().collect::<Vec<_>>().join(", ")
}
