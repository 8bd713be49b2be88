//! Transcripts as machines write them: Whisper, Rev, AssemblyAI, Deepgram, Amazon, YouTube.
//!
//! All have a list of pieces, each with its words, its start and sometimes its speaker; only the names differ.

use std::time::Duration;

use serde_json::{Map, Value};

use super::{
    Imported, Refused, limits, plain,
    speakers::clock,
    stretches::{Glue, Stretch, assemble},
};

const WORDS: &[&str] =
    &["text", "transcript", "utterance", "content", "caption", "body", "sentence", "value"];
const STARTS: &[&str] =
    &["start", "start_time", "startTime", "tStartMs", "begin", "from", "ts", "offset", "timestamp", "time"];
const SPEAKERS: &[&str] = &["speaker", "speaker_name", "speakerName", "speaker_label", "name", "who"];

pub fn import(bytes: &[u8]) -> Result<Imported, Refused> {
    let text = plain::decode(bytes)?;
    let tree: Value = serde_json::from_str(text.trim_start_matches('\u{feff}'))
        .map_err(|it| Refused(format!("not read: it is no whole JSON ({it})")))?;
    let names = names(&tree);
    let found = pieces(&tree, 0).map(|it| it.iter().flat_map(|it| piece(it, &names)).collect::<Vec<_>>());
    let mut pieces = found.filter(|it| !it.is_empty()).or_else(|| whole(&tree, 0)).ok_or_else(unknown)?;
    limits::count("lines", pieces.len(), limits::LINES)?;
    let in_thousandths = are_thousandths(&pieces);
    let mut before: Option<String> = None;
    let stretches = pieces.drain(..).map(|it| {
        let turned = it.speaker.is_some() && it.speaker != before;
        before = it.speaker.clone().or(before.take());
        let glue = if turned { Glue::Paragraph } else { Glue::Line };
        let seconds = it.start.map(|it| if in_thousandths { it / 1_000.0 } else { it });
        let time = seconds.and_then(|it| Duration::try_from_secs_f64(it).ok());
        Stretch {
            time,
            speaker: it.speaker.map(Into::into),
            ..Stretch::made(it.words.trim().to_owned(), glue)
        }
    });
    Ok(Imported { text: assemble(stretches.collect()), ..Imported::default() })
}

fn unknown() -> Refused {
    Refused("not read: no transcript is in it. Save the transcript as .txt, .vtt or .srt; a list of sources is found under the name refs.json".to_owned())
}

/// Some words in a row.
struct Piece {
    words: String,
    start: Option<f64>,
    /// A whole number, which may count thousandths.
    is_whole: bool,
    speaker: Option<String>,
}

/// The first list whose members have words, looked for where others are named before it.
fn pieces(tree: &Value, depth: usize) -> Option<&Vec<Value>> {
    const FIRST: &[&str] =
        &["segments", "utterances", "monologues", "events", "paragraphs", "cues", "results"];
    if depth > 6 {
        return None;
    }
    match tree {
        Value::Array(items) => {
            let has = |it: &Value| it.as_object().is_some_and(|it| words(it).is_some());
            let told = items.iter().filter(|it| has(it)).count();
            if told > 0 && 2 * told >= items.len() {
                return Some(items);
            }
            items.iter().take(8).find_map(|it| pieces(it, depth + 1))
        }
        Value::Object(fields) => {
            let first = FIRST.iter().filter_map(|it| fields.get(*it));
            let rest =
                fields.iter().filter(|it| !FIRST.contains(&it.0.as_str()) && it.0 != "words").map(|it| it.1);
            first.chain(rest).find_map(|it| pieces(it, depth + 1))
        }
        _ => None,
    }
}

/// All the words in one field, where nothing is cut into pieces.
fn whole(tree: &Value, depth: usize) -> Option<Vec<Piece>> {
    let fields = tree.as_object().filter(|_| depth < 4)?;
    let own = ["text", "transcript"].iter().find_map(|it| fields.get(*it)?.as_str());
    match own.filter(|it| it.contains(' ')) {
        Some(words) => {
            Some(vec![Piece { words: words.to_owned(), start: None, is_whole: false, speaker: None }])
        }
        None => fields.values().find_map(|it| whole(it, depth + 1)),
    }
}

/// The words of a piece, whatever they are called.
fn words(fields: &Map<String, Value>) -> Option<String> {
    // Words that are given letter by letter, word by word.
    let parts = ["segs", "elements"].iter().find_map(|it| fields.get(*it)?.as_array());
    if let Some(parts) = parts {
        let part = |it: &Value| Some(it.get("utf8").or_else(|| it.get("value"))?.as_str()?.to_owned());
        return Some(parts.iter().filter_map(part).collect());
    }
    let timed = STARTS.iter().any(|it| fields.contains_key(*it));
    let own = WORDS.iter().find_map(|it| fields.get(*it)?.as_str());
    let is_told = timed || SPEAKERS.iter().any(|it| fields.contains_key(*it)) || fields.len() == 1;
    own.filter(|_| is_told).map(str::to_owned)
}

fn piece(tree: &Value, names: &[(String, String)]) -> Option<Piece> {
    let fields = tree.as_object()?;
    let words = words(fields).filter(|it| !it.trim().is_empty())?;
    let nested = || fields.get("elements")?.as_array()?.iter().find_map(|it| it.get("ts"));
    let start = STARTS.iter().find_map(|it| fields.get(*it)).or_else(nested);
    let speaker = SPEAKERS.iter().find_map(|it| fields.get(*it)).and_then(|it| match it {
        Value::Object(it) => it.get("name").and_then(Value::as_str).map(str::to_owned),
        Value::String(it) => Some(it.trim().to_owned()).filter(|it| !it.is_empty()),
        Value::Number(it) => Some(it.to_string()),
        _ => None,
    });
    let known = |it: String| {
        let named = names.iter().find(|known| known.0 == it).map(|it| it.1.clone());
        let is_number = it.bytes().all(|it| it.is_ascii_digit());
        named.unwrap_or_else(|| if is_number || it.len() == 1 { format!("Speaker {it}") } else { it })
    };
    Some(Piece {
        words,
        is_whole: start.is_some_and(|it| it.is_i64() || it.is_u64()),
        start: start.and_then(|it| match it {
            Value::String(it) => clock(it.trim().trim_end_matches('s'))
                .map(|it| it.as_secs_f64())
                .or_else(|| it.trim_end_matches('s').parse().ok()),
            it => it.as_f64(),
        }),
        speaker: speaker.map(known),
    })
}

/// What speakers are called, by their numbers.
fn names(tree: &Value) -> Vec<(String, String)> {
    let all = tree.get("speakers").and_then(Value::as_array);
    let named = |it: &Value| {
        let id = it.get("id")?;
        let id = id.as_str().map_or_else(|| id.to_string(), str::to_owned);
        Some((id, it.get("name")?.as_str()?.to_owned()))
    };
    all.into_iter().flatten().filter_map(named).collect()
}

/// Whether starts count thousandths of a second: whole numbers too far from each other for seconds.
fn are_thousandths(pieces: &[Piece]) -> bool {
    let starts: Vec<f64> = pieces.iter().filter_map(|it| it.start).collect();
    let last = starts.last().copied().unwrap_or(0.0);
    pieces.iter().all(|it| it.is_whole || it.start.is_none()) && last > 200.0 * starts.len() as f64
}
