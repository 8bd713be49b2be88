//! Timed text: WebVTT and SubRip, from a recorder, a subtitler or a video site.

use std::{borrow::Cow, sync::Arc, time::Duration};

use super::{
    Imported, Refused, heads, plain,
    speakers::{self, clock},
    stretches::{Glue, Stretch, assemble},
};
use crate::{sources::Origin, text::Span};

/// Silence after which a new paragraph begins.
const PAUSE: Duration = Duration::from_secs(3);

pub fn import(bytes: &[u8]) -> Result<Imported, Refused> {
    let text = plain::decode(bytes)?;
    let (mut about, start) = heads::front_matter(&text).unwrap_or_default();
    let first = first(&text[start..]);
    heads::join(&mut about, heads::read(first.0.lines().map(beside), heads::Kind::Note).about);
    let shown: Vec<String> = first.1.lines().map(|it| words(it, 0).0.words).collect();
    heads::join(&mut about, heads::read(shown.iter().map(String::as_str), heads::Kind::Note).about);
    let mut made = assemble(stretches(&text));
    if matches!(text, Cow::Owned(_)) {
        made.origin = Origin::default();
    }
    Ok(Imported { text: made, about })
}

/// A line before the first cue without what the format asks for: "WEBVTT - Off the record" has words behind it.
fn beside(line: &str) -> &str {
    let line = line.trim_start_matches('\u{feff}').trim();
    let is_header = ["Kind:", "Language:", "X-TIMESTAMP-MAP"].iter().any(|it| line.starts_with(it));
    if is_header || line == "NOTE" { "" } else { line.strip_prefix("WEBVTT").unwrap_or(line) }
}

/// What stands before the first cue, and its words.
fn first(text: &str) -> (&str, &str) {
    let mut at = 0;
    for line in text.split_inclusive('\n') {
        if timing(line.trim_end()).is_some() {
            let words = &text[at + line.len()..];
            let end = words.find("\n\n").or_else(|| words.find("\r\n\r\n")).unwrap_or(words.len());
            return (&text[..at], &words[..end]);
        }
        at += line.len();
    }
    (text, "")
}

fn stretches(text: &str) -> Vec<Stretch> {
    let mut out: Vec<Stretch> = Vec::new();
    let mut state = State::default();
    let mut at = 0;
    for line in text.split_inclusive('\n') {
        let (start, words) = (at, line.trim_end());
        at += line.len();
        if words.is_empty() {
            state.inside = false;
        } else if let Some((from, to)) = timing(words) {
            state.begin(from, to);
        } else if state.inside {
            out.extend(state.caption(words, start));
        }
        // What stands outside cues are numbers, notes and styles.
    }
    out
}

#[derive(Default)]
struct State {
    /// Below a line of times.
    inside: bool,
    time: Duration,
    end: Duration,
    fresh: bool,
    speaker: Option<Arc<str>>,
    /// The last two lines: captions that roll repeat them.
    shown: [String; 2],
}

impl State {
    fn begin(&mut self, from: Duration, to: Duration) {
        self.fresh |= from > self.end + PAUSE || self.time > from;
        (self.inside, self.time, self.end) = (true, from, to);
    }

    fn caption(&mut self, line: &str, file: usize) -> Option<Stretch> {
        let (mut stretch, voice) = words(line, file);
        if stretch.words.trim().is_empty() || self.shown.contains(&stretch.words) {
            return None;
        }
        self.shown.rotate_left(1);
        self.shown[1] = stretch.words.clone();
        let labelled = speakers::lead(&stretch.words).speaker.is_some();
        let turned = voice.is_some() && voice != self.speaker;
        self.speaker = voice.or(self.speaker.take());
        stretch.glue = if self.fresh || turned || labelled && self.shown[0].ends_with(['.', '!', '?']) {
            Glue::Paragraph
        } else {
            Glue::Line
        };
        stretch.time = Some(self.time);
        stretch.speaker = self.speaker.clone();
        self.fresh = false;
        Some(stretch)
    }
}

/// "00:01:02.500 --> 00:01:04.000 align:start"
fn timing(line: &str) -> Option<(Duration, Duration)> {
    let (from, to) = line.split_once("-->")?;
    Some((clock(from.trim())?, clock(to.split_whitespace().next()?)?))
}

/// The words of a caption without tags, and who speaks them.
fn words(line: &str, file: usize) -> (Stretch, Option<Arc<str>>) {
    let mut out = Stretch::default();
    let mut voice = None;
    let mut at = 0;
    while let Some(char) = line[at..].chars().next() {
        let rest = &line[at..];
        let close = |open: char| rest.find(if open == '<' { '>' } else { '}' });
        match char {
            // "{\an8}" places a caption on the screen.
            '<' | '{' if char == '<' || rest.starts_with("{\\") => {
                let Some(end) = close(char) else { break };
                if let Some(name) = rest[1..end].strip_prefix("v").filter(|it| it.starts_with([' ', '.'])) {
                    let name = name.split_once(' ').map_or("", |it| it.1).trim();
                    voice = Some(name).filter(|it| !it.is_empty()).map(Arc::from);
                }
                at += end + 1;
            }
            '&' => {
                let (stands_for, length) = entity(rest);
                out.words.push_str(stands_for);
                at += length;
            }
            _ => {
                let length =
                    rest.find(['<', '{', '&']).filter(|it| *it > 0).unwrap_or(rest.len().min(match char {
                        '{' => 1,
                        _ => rest.len(),
                    }));
                let start = out.words.len();
                out.words.push_str(&rest[..length]);
                out.runs.push((Span::new(start, out.words.len()), file + at));
                at += length;
            }
        }
    }
    (out, voice)
}

fn entity(text: &str) -> (&'static str, usize) {
    let known = [
        ("&amp;", "&"),
        ("&lt;", "<"),
        ("&gt;", ">"),
        ("&nbsp;", " "),
        ("&lrm;", ""),
        ("&rlm;", ""),
        ("&quot;", "\""),
        ("&#39;", "'"),
    ];
    let found = known.iter().find(|(code, _)| text.starts_with(code));
    found.map_or(("&", 1), |(code, stands_for)| (stands_for, code.len()))
}
