//! Tables as text, .csv and .tsv: a transcript in columns, or rows of anything.

use std::time::Duration;

use super::{
    Imported, Refused, limits, plain,
    speakers::clock,
    stretches::{Glue, Stretch, assemble},
};

/// What the column of the words is called, the surest first.
const WORDS: &[&str] = &[
    "text",
    "transcript",
    "transcription",
    "words",
    "content",
    "utterance",
    "caption",
    "dialogue",
    "speech",
    "quote",
    "comment",
    "answer",
    "message",
];
const SPEAKERS: &[&str] =
    &["speaker", "speaker name", "speaker_name", "name", "who", "from", "author", "person"];
const STARTS: &[&str] = &[
    "start",
    "start time",
    "start_time",
    "time",
    "timestamp",
    "timecode",
    "begin",
    "in",
    "start (s)",
    "start_ms",
];

pub fn import(bytes: &[u8]) -> Result<Imported, Refused> {
    let text = plain::decode(bytes)?;
    let text = text.trim_start_matches('\u{feff}');
    let rows = rows(text, separator(text));
    limits::count("lines", rows.len(), limits::LINES)?;
    let Some(head) = rows.first() else { return Ok(Imported::default()) };
    let column = |names: &[&str]| {
        let called = |name: &str| head.iter().position(|it| it.trim().eq_ignore_ascii_case(name));
        names.iter().find_map(|it| called(it))
    };
    let stretches = match column(WORDS) {
        Some(words) => {
            let (speaker, start) = (column(SPEAKERS).filter(|it| *it != words), column(STARTS));
            let seconds = times(&rows[1..], start);
            rows[1..].iter().zip(seconds).map(|(row, time)| spoken(row, words, speaker, time)).collect()
        }
        // Each row is a paragraph: a number in it stands beside what it is about.
        None => rows.iter().map(|it| Stretch::made(joined(it), Glue::Paragraph)).collect(),
    };
    Ok(Imported { text: assemble(stretches), ..Imported::default() })
}

fn spoken(row: &[String], words: usize, speaker: Option<usize>, time: Option<Duration>) -> Stretch {
    let cell = |at: usize| row.get(at).map_or("", |it| it.trim());
    let speaker = speaker.map(cell).filter(|it| !it.is_empty());
    let glue = if speaker.is_some() { Glue::Paragraph } else { Glue::Line };
    Stretch { time, speaker: speaker.map(Into::into), ..Stretch::made(cell(words).to_owned(), glue) }
}

fn joined(row: &[String]) -> String {
    let cells = row.iter().map(|it| it.trim()).filter(|it| !it.is_empty());
    cells.collect::<Vec<_>>().join(", ")
}

/// When each row begins: as a clock shows it, in seconds, or in thousandths where the numbers are too far apart.
fn times(rows: &[Vec<String>], column: Option<usize>) -> Vec<Option<Duration>> {
    let cell = |row: &Vec<String>| Some(row.get(column?)?.trim().to_owned());
    let numbers: Vec<Option<f64>> = rows.iter().map(|it| cell(it)?.parse().ok()).collect();
    let last = numbers.iter().flatten().last().copied().unwrap_or(0.0);
    let whole = numbers.iter().flatten().all(|it| it % 1.0 == 0.0);
    let thousandths = whole && last > 200.0 * rows.len() as f64;
    let second = |it: f64| Duration::try_from_secs_f64(if thousandths { it / 1_000.0 } else { it }).ok();
    rows.iter()
        .zip(numbers)
        .map(|(row, number)| number.and_then(second).or_else(|| clock(&cell(row)?)))
        .collect()
}

/// What parts the cells: whatever the first line has most of.
fn separator(text: &str) -> char {
    let head = text.lines().next().unwrap_or_default();
    let count = |it: &char| head.matches(*it).count();
    ['\t', ';', ','].into_iter().max_by_key(count).unwrap_or(',')
}

/// Cells may stand in quotation marks, with the separator, line ends and doubled marks inside.
fn rows(text: &str, separator: char) -> Vec<Vec<String>> {
    let mut out = Vec::new();
    let (mut row, mut cell, mut quoted) = (Vec::new(), String::new(), false);
    let mut chars = text.chars().peekable();
    while let Some(char) = chars.next() {
        match char {
            '"' if quoted && chars.peek() == Some(&'"') => {
                cell.push('"');
                chars.next();
            }
            '"' if quoted => quoted = false,
            '"' if cell.trim().is_empty() => {
                cell.clear();
                quoted = true;
            }
            '\r' if !quoted => {}
            '\n' if !quoted => {
                row.push(std::mem::take(&mut cell));
                out.push(std::mem::take(&mut row));
            }
            it if it == separator && !quoted => row.push(std::mem::take(&mut cell)),
            it => cell.push(it),
        }
    }
    if !cell.is_empty() || !row.is_empty() {
        row.push(cell);
        out.push(row);
    }
    out.retain(|it| it.iter().any(|it| !it.trim().is_empty()));
    out
}
