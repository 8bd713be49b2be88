use std::{
    io::{self, Write},
    path::{Path, PathBuf},
    process::ExitCode,
    sync::{
        Arc, OnceLock,
        atomic::{AtomicBool, Ordering},
    },
};

use serde::Serialize;
use serde_json::Value;

use super::{
    articles,
    lines::{Line, Lines},
    ordered, output,
};
use crate::{
    sources::{
        import,
        library::{Folders, Library, Shelf, Wanted},
        matching::{Claim, Passage, Texts},
        read, today,
    },
    text::{Encoding, Span},
};

/// A claim is a sentence or two; a line of more bytes is something else.
const LONGEST_LINE: usize = 1_000_000;

/// Find the passages of your sources that bear a claim out, best first
///
/// Reads JSON Lines, {"id", "text", "context"}: a claim and, if known, the title of its article.
#[derive(clap::Args)]
#[command(after_help = "Example:\n  \
    echo '{\"id\": 1, \"text\": \"The bridge cost 42 million.\"}' | onrecord cite --sources sources/")]
pub struct Cite {
    /// Texts, or folders of them
    #[arg(long, required = true, num_args = 1.., value_name = "PATH")]
    sources: Vec<PathBuf>,

    /// How many passages to print for each claim
    #[arg(long, default_value_t = 3, value_name = "N")]
    top: usize,

    /// How many claims to look up at once [default: one for each core]
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u16).range(1..))]
    jobs: Option<u16>,
}

#[derive(Serialize)]
struct Answer {
    id: Value,
    passages: Vec<Found>,
}

#[derive(Serialize)]
struct Found {
    source: String,
    start: usize,
    end: usize,
    score: f64,
    text: String,
}

#[derive(Serialize)]
struct Failed {
    error: String,
    id: Value,
}

impl Cite {
    pub fn run(self) -> ExitCode {
        let desk = match Desk::new(&self.sources) {
            Ok(desk) => desk,
            Err(why) => return super::could_not(why),
        };
        let jobs = self.jobs.map_or_else(ordered::cores, usize::from);
        let lines = (1..).zip(Lines::new(io::BufReader::new(io::stdin()), LONGEST_LINE));
        let any_bad = AtomicBool::new(false);
        let answer = |(number, line): (u64, Line)| {
            let (text, good) = desk.answer(number, line, self.top);
            any_bad.fetch_or(!good, Ordering::Relaxed);
            text
        };
        let mut out = io::stdout().lock();
        let written = ordered::ordered(lines, jobs, answer, |line| {
            out.write_all(output::shown(&line).as_bytes())?;
            out.flush()
        });
        if let Some(error) = output::failed(written) {
            return super::could_not(format_args!("cannot write: {error}"));
        }
        ExitCode::from(if any_bad.into_inner() { super::COULD_NOT } else { 0 })
    }
}

/// The sources, with the names that the caller knows them by.
struct Desk {
    texts: Texts,
    names: Vec<PathBuf>,
    /// The files of those that are text, read when a place in them is printed.
    files: Vec<OnceLock<Option<String>>>,
}

impl Desk {
    fn new(paths: &[PathBuf]) -> Result<Desk, String> {
        let mut found = Vec::new();
        for path in paths {
            let whole = std::fs::canonicalize(path)
                .map_err(|error| format!("{}: {}", path.display(), articles::reason(&error)))?;
            found.push((path, whole));
        }
        let folder_of = |it: &Path| if it.is_dir() { it } else { it.parent().unwrap_or(it) }.to_owned();
        let mut shelf = Shelf::new(Folders::new(found.iter().map(|(_, whole)| folder_of(whole))));
        let named = found.iter().map(|(_, whole)| {
            let name = whole.file_name().filter(|_| !whole.is_dir());
            (folder_of(whole), name.map_or_else(|| ".".to_owned(), |it| it.to_string_lossy().into_owned()))
        });
        let wanted = Wanted { texts: named.collect(), ..Wanted::default() };
        let mut library: Library = shelf.library(&wanted, &mut |_, _| {});
        leave_out_closed(&mut library);
        for notice in &library.notices {
            super::complain(format_args!("{}: {}", notice.path.display(), notice.message));
        }
        let texts = Texts::of(Arc::new(library), &Texts::default());
        let as_found = |whole: &Path| {
            let inside = found.iter().find_map(|(path, it)| {
                let rest = whole.strip_prefix(it).ok()?;
                Some(if rest.as_os_str().is_empty() { path.to_path_buf() } else { path.join(rest) })
            });
            inside.unwrap_or_else(|| whole.to_owned())
        };
        let names: Vec<PathBuf> = texts.sources().iter().map(|it| as_found(&it.read.text.path)).collect();
        let files = names.iter().map(|_| OnceLock::new()).collect();
        Ok(Desk { texts, names, files })
    }

    /// The line to print, and whether the line read was a good one. An empty line has no answer.
    fn answer(&self, number: u64, line: Line, top: usize) -> (String, bool) {
        let bytes = match line {
            Line::Whole(bytes) if bytes.trim_ascii().is_empty() => return (String::new(), true),
            Line::Whole(bytes) => Ok(bytes),
            Line::TooLong => Err("too long to be a claim".to_owned()),
            Line::Broken(error) => Err(error.to_string()),
        };
        let mut id = Value::Null;
        let found = bytes.and_then(|it| self.passages(&it, top, &mut id));
        let good = found.is_ok();
        // Strings, numbers and lists of them: nothing that cannot be written.
        let written = match found {
            Ok(passages) => serde_json::to_string(&Answer { id, passages }),
            Err(why) => serde_json::to_string(&Failed { error: format!("line {number}: {why}"), id }),
        };
        (format!("{}\n", written.unwrap_or_default()), good)
    }

    fn passages(&self, bytes: &[u8], top: usize, id: &mut Value) -> Result<Vec<Found>, String> {
        let value: Value = serde_json::from_slice(bytes).map_err(|error| format!("not JSON: {error}"))?;
        *id = value.get("id").cloned().unwrap_or_default();
        let text = value.get("text").ok_or("no “text”")?.as_str().ok_or("“text” is not a string")?;
        let context = value.get("context").and_then(Value::as_str).unwrap_or_default();
        let claim = Claim { text, context };
        Ok(self.texts.evidence(&claim, None, top).iter().map(|it| self.found(it)).collect())
    }

    fn found(&self, passage: &Passage) -> Found {
        let source = &self.texts.sources()[passage.source];
        let [start, end] =
            self.in_file(passage).unwrap_or_else(|| points(&source.read.text.text, passage.span));
        Found {
            source: self.names[passage.source].to_string_lossy().into_owned(),
            start,
            end,
            score: passage.score as f64 / 1000.0,
            text: source.words(passage.span).to_owned(),
        }
    }

    /// The place in the file itself, where that is a text.
    fn in_file(&self, passage: &Passage) -> Option<[usize; 2]> {
        let source = &self.texts.sources()[passage.source].read.text;
        let span = source.in_file(passage.span)?;
        let is_text = import::Kind::of_path(&source.path) == Some(import::Kind::Plain);
        let file = self.files[passage.source].get_or_init(|| text(&source.path));
        let file = file.as_ref().filter(|it| is_text && it.get(span.start..span.end).is_some())?;
        Some(points(file, span))
    }
}

/// What was told off the record, or may not appear yet, is offered to nobody.
fn leave_out_closed(library: &mut Library) {
    for source in &mut library.sources {
        if !source.terms().is_some_and(|it| it.close(today())) {
            continue;
        }
        for text in std::mem::take(&mut source.texts) {
            let path = text.text.path.display().to_string();
            super::complain(format_args!("{path}: left out, by the terms on which it was given"));
        }
    }
}

/// The text of a source's file, as it lies there.
fn text(path: &Path) -> Option<String> {
    let bytes = read(path, import::Kind::Plain.most()).ok()?;
    String::from_utf8(bytes).ok()
}

/// Start and end in code points.
fn points(text: &str, span: Span) -> [usize; 2] {
    let start = Encoding::Utf32.count(&text[..span.start]);
    [start, start + Encoding::Utf32.count(span.of(text))]
}
