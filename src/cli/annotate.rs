use std::{
    io::{self, Write},
    panic::{AssertUnwindSafe, catch_unwind},
    process::ExitCode,
    sync::Arc,
    sync::atomic::{AtomicBool, Ordering},
};

use serde_json::{Map, Value};

use super::{
    lines::{Line, Lines},
    ordered, output,
    readers::Reading,
};
use crate::{
    article::Article,
    features::report::{Annotation, Parts},
    markup::Format,
    reading::Reader,
    rules::{Review, Settings},
    sources::{ReadError, SIZE_LIMIT},
};

/// A text of the largest size, written in JSON with every character escaped, still fits.
const LONGEST_LINE: usize = 6 * SIZE_LIMIT + 1_000_000;

/// Fields that we write ourselves; what the input has under these names is not copied through.
const OURS: &[&str] = &[
    "text",
    "language",
    "sentences",
    "attributions",
    "entities",
    "references",
    "support",
    "findings",
    "error",
];

/// Read an archive, one JSON text a line, and say who says what in each
#[derive(clap::Args)]
pub struct Annotate {
    /// Print these parts only, and compute no other: sentences, attributions, entities, support, findings
    #[arg(long, value_delimiter = ',', value_name = "PARTS", value_parser = part)]
    only: Vec<Parts>,

    /// How many texts to read at once [default: one for each core]
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u16).range(1..))]
    jobs: Option<u16>,

    #[command(flatten)]
    reading: Reading,
}

fn part(name: &str) -> Result<Parts, String> {
    Parts::named(name)
        .ok_or_else(|| "the parts are sentences, attributions, entities, support and findings".to_owned())
}

impl Annotate {
    pub fn run(self) -> ExitCode {
        let reader = match self.reading.reader(None) {
            Ok(reader) => reader,
            Err(why) => return super::could_not(why),
        };
        let parts = self.only.into_iter().reduce(Parts::union).unwrap_or(Parts::all());
        let jobs = self.jobs.map_or_else(ordered::cores, usize::from);
        let lines = (1..).zip(Lines::new(io::BufReader::with_capacity(1 << 16, io::stdin()), LONGEST_LINE));
        let any_bad = AtomicBool::new(false);
        let answer = |(number, line): (u64, Line)| {
            let (text, good) = answer(number, line, parts, &reader);
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

/// The line to print, and whether the line read was a good one. An empty line has no answer.
fn answer(number: u64, line: Line, parts: Parts, reader: &Arc<dyn Reader>) -> (String, bool) {
    let bytes = match line {
        Line::Whole(bytes) if bytes.trim_ascii().is_empty() => return (String::new(), true),
        Line::Whole(bytes) => Ok(bytes),
        Line::TooLong => Err("too long to be read".to_owned()),
        Line::Broken(error) => Err(error.to_string()),
    };
    let mut id = Value::Null;
    // A panic would be a fault of ours; it must not cost the rest of the archive.
    let read = bytes.and_then(|bytes| {
        catch_unwind(AssertUnwindSafe(|| annotated(&bytes, parts, reader, &mut id)))
            .unwrap_or_else(|_| Err("could not be read; please report this text".to_owned()))
    });
    let good = read.is_ok();
    let object = read.unwrap_or_else(|why| {
        Map::from_iter([("error".to_owned(), format!("line {number}: {why}").into()), ("id".to_owned(), id)])
    });
    (format!("{}\n", Value::Object(object)), good)
}

/// Reads one line of input; `id` is set as soon as it is known.
fn annotated(
    bytes: &[u8],
    parts: Parts,
    reader: &Arc<dyn Reader>,
    id: &mut Value,
) -> Result<Map<String, Value>, String> {
    let line = std::str::from_utf8(bytes)
        .map_err(|error| ReadError::NotUtf8 { offset: error.valid_up_to() }.to_string())?;
    let value: Value = serde_json::from_str(line).map_err(|error| format!("not JSON: {error}"))?;
    let Value::Object(mut object) = value else { return Err("not a JSON object".to_owned()) };
    *id = object.get("id").cloned().unwrap_or_default();
    let text = object.get("text").ok_or("no “text”")?.as_str().ok_or("“text” is not a string")?;
    if text.len() > SIZE_LIMIT {
        return Err(ReadError::TooLarge { bytes: text.len() }.to_string());
    }
    let format = match object.get("language") {
        None | Some(Value::Null) => Format::Plain,
        Some(Value::String(name)) => Format::of_language(name),
        Some(_) => return Err("“language” is not a string".to_owned()),
    };
    let article = Arc::new(Article::read_by(reader, text, format));
    let findings = if parts.contains(Parts::FINDINGS) {
        Review::of(article.clone(), &Settings::default()).findings
    } else {
        Vec::new()
    };
    let annotation = serde_json::to_value(Annotation::of(&article, &findings, parts));
    OURS.iter().for_each(|it| drop(object.remove(*it)));
    object.insert("id".to_owned(), id.clone());
    // Strings, numbers and lists of them: nothing that cannot be written.
    if let Ok(Value::Object(ours)) = annotation {
        object.extend(ours);
    }
    Ok(object)
}
