//! Timed text: WebVTT and SubRip, from a recorder, a subtitler or a video site.

use std::{sync::Arc, time::Duration};

use super::{
    Imported, Refused, heads, noise, plain,
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
    if !plain::is_in_place(&text, bytes) {
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
    let cues = cues(text);
    let rolls = rolls(&cues);
    let mut state = State { rolls, ..State::default() };
    cues.iter().flat_map(|it| state.add(it)).collect()
}

/// Some lines that are shown together.
#[derive(Default)]
struct Shown<'a> {
    from: Duration,
    to: Duration,
    /// Each with its place in the file.
    lines: Vec<(&'a str, usize)>,
}

/// A blank line ends a caption only where another follows: those who type them leave some inside.
fn cues(text: &str) -> Vec<Shown<'_>> {
    let mut lines = Vec::new();
    let mut at = 0;
    for line in text.split_inclusive('\n') {
        lines.push((line.trim_end(), at));
        at += line.len();
    }
    let mut out: Vec<Shown> = Vec::new();
    let mut inside = false;
    for (number, (line, at)) in lines.iter().enumerate() {
        let after_blank = number > 0 && lines[number - 1].0.is_empty();
        let timed = |it: usize| lines.get(it).is_some_and(|it| timing(it.0).is_some());
        if let Some((from, to)) = timing(line) {
            out.push(Shown { from, to, lines: Vec::new() });
            inside = true;
        } else if line.is_empty() {
        } else if timed(number + 1) && (after_blank || line.bytes().all(|it| it.is_ascii_digit())) {
            // The number or the name of the next.
            inside = false;
        } else if after_blank && is_section(line) {
            inside = false;
        } else if inside {
            if let Some(last) = out.last_mut() {
                last.lines.push((line, *at));
            }
        }
    }
    out
}

/// What WebVTT has beside captions: notes, styles and regions.
fn is_section(line: &str) -> bool {
    ["NOTE", "STYLE", "REGION"]
        .iter()
        .any(|it| line.strip_prefix(it).is_some_and(|it| it.is_empty() || it.starts_with([' ', '\t'])))
}

/// Whether captions roll: each repeats what the last one showed and adds a line. What is said twice is two captions
/// with nothing new in them.
fn rolls(cues: &[Shown]) -> bool {
    let rolled = cues.windows(2).filter(|it| {
        let again = overlap(&it[0].lines, &it[1].lines);
        again > 0 && again < it[1].lines.len()
    });
    10 * rolled.count() >= 2 * cues.len().saturating_sub(1).max(5)
}

/// How many of the last lines of one are the first of the other.
fn overlap(before: &[(&str, usize)], lines: &[(&str, usize)]) -> usize {
    let same = |count: &usize| {
        before[before.len() - count..].iter().zip(lines).all(|(a, b)| a.0.trim() == b.0.trim())
    };
    (1..=before.len().min(lines.len())).rev().find(same).unwrap_or(0)
}

#[derive(Default)]
struct State<'a> {
    rolls: bool,
    time: Duration,
    end: Duration,
    fresh: bool,
    speaker: Option<Arc<str>>,
    /// What the last caption showed.
    shown: Vec<(&'a str, usize)>,
    /// Whether the words so far end a sentence.
    ended: bool,
}

impl<'a> State<'a> {
    fn add(&mut self, cue: &Shown<'a>) -> Vec<Stretch> {
        self.fresh |= cue.from > self.end + PAUSE || self.time > cue.from;
        let same_time = (self.time, self.end) == (cue.from, cue.to) && !self.shown.is_empty();
        let again = if self.rolls || same_time { overlap(&self.shown, &cue.lines) } else { 0 };
        (self.time, self.end) = (cue.from, cue.to);
        self.shown.clone_from(&cue.lines);
        cue.lines[again..].iter().filter_map(|(line, at)| self.caption(line, *at)).collect()
    }

    fn caption(&mut self, line: &str, file: usize) -> Option<Stretch> {
        let (mut stretch, voice) = words(line, file);
        let unsaid = noise::noise(&stretch.words);
        stretch.without(&unsaid);
        if stretch.words.trim().is_empty() {
            return None;
        }
        let labelled = speakers::lead(&stretch.words).speaker.is_some();
        let turned = voice.is_some() && voice != self.speaker;
        self.speaker = voice.or(self.speaker.take());
        stretch.glue =
            if self.fresh || turned || labelled && self.ended { Glue::Paragraph } else { Glue::Line };
        stretch.time = Some(self.time);
        stretch.speaker = self.speaker.clone();
        self.ended = stretch.words.trim_end().ends_with(['.', '!', '?']);
        self.fresh = false;
        Some(stretch)
    }
}

/// "00:01:02.500 --> 00:01:04.000 align:start"
fn timing(line: &str) -> Option<(Duration, Duration)> {
    if let Some((from, to)) = line.split_once("-->") {
        return Some((clock(from.trim())?, clock(to.split_whitespace().next()?)?));
    }
    // "0:00:01.000,0:00:03.000", as video sites export it
    let (from, to) = line.split_once(',')?;
    let is_full = |it: &str| it.matches(':').count() == 2 && it.contains('.');
    (is_full(from) && is_full(to)).then_some(())?;
    Some((clock(from)?, clock(to)?))
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
