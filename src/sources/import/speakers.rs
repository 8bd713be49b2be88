//! Who speaks in a transcript, and when: "ANA CHO: …", "[00:12:31] Ana Cho: …", "Ana Cho  0:12".
//!
//! A colon after a capitalised word is common in prose as well. So a text counts as a transcript
//! only as a whole, when labels or timecodes come back in it; else its words stay as they are.

use std::{collections::HashMap, time::Duration};

use super::{
    noise,
    stretches::{Glue, Stretch},
};
use crate::{
    reading::names::{Known, look_up},
    text::Span,
};

/// What stands before the words of a line.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Lead {
    pub time: Option<Duration>,
    pub speaker: Option<Span>,
    /// Where the words begin.
    pub rest: usize,
    /// A time of the day looks the same: "0:12".
    loose: bool,
    /// A label looks like something else: an initial before a name, a heading, a cell of a table.
    weak: Option<Weak>,
}

/// What a label may be else.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Weak {
    /// "Q. Why?"
    Letter,
    /// A name that fills its line.
    Alone,
    /// A name, and a gap behind it.
    Column,
}

/// What may be a timecode and a label at the start of a line.
pub fn lead(line: &str) -> Lead {
    let mut it = Lead::default();
    it.rest = after_space(line, line.len() - line.trim_start_matches(['>', ' ', '\t']).len());
    it.timed(line);
    let start = it.rest;
    if let Some(found) = label(&line[start..]) {
        it.speaker = Some(Span::new(start + found.name.start, start + found.name.end));
        it.time = it.time.or(found.time);
        it.rest = after_space(line, start + found.length);
        it.weak = found.weak;
        // "Ana Cho: [00:00:03] We wait."
        if it.time.is_none() {
            it.timed(line);
        }
    }
    it
}

impl Lead {
    fn timed(&mut self, line: &str) {
        if let Some((time, length, loose)) = range(&line[self.rest..]) {
            (self.time, self.loose) = (Some(time), loose);
            self.rest = after_space(line, self.rest + length);
        }
    }
}

/// Takes away what only looks like a label or a time in this text.
pub fn settle(stretches: &[Stretch], leads: &mut [Lead]) {
    let words = |at: usize, leads: &[Lead]| leads[at].speaker.map_or("", |it| it.of(&stretches[at].words));
    let mut letters = [0, 0];
    let mut weak: HashMap<(&str, bool), usize> = HashMap::new();
    for at in 0..leads.len() {
        match leads[at].weak {
            Some(Weak::Letter) => letters[usize::from(words(at, leads) == "A")] += 1,
            Some(it) => *weak.entry((words(at, leads), it == Weak::Alone)).or_default() += 1,
            None => {}
        }
    }
    // Who asks and who answers.
    let asked = letters[0] > 0 && letters[1] > 0 && letters[0] + letters[1] > 2;
    let turns = |alone: bool| weak.iter().filter(move |it| it.0.1 == alone);
    let often = |alone: bool| {
        let all: usize = turns(alone).map(|it| it.1).sum();
        let most = turns(alone).map(|it| *it.1).max().unwrap_or(0);
        let many = turns(alone).count();
        most > 1 && all > 2 && 2 * many <= all + 1 && (many > 1 || alone)
    };
    let (alone, columns) = (often(true), often(false));
    // A tape begins at its beginning, a day does not.
    let loose: Vec<Duration> = leads.iter().filter(|it| it.loose).filter_map(|it| it.time).collect();
    let times = loose.len() > 2 && loose.is_sorted() && loose[0] < Duration::from_secs(120);
    for at in 0..leads.len() {
        let stays = match leads[at].weak {
            None => true,
            Some(Weak::Letter) => asked,
            Some(Weak::Alone) => alone && at + 1 < leads.len() && leads[at + 1].speaker.is_none(),
            Some(Weak::Column) => columns,
        };
        let timely = !leads[at].loose || times;
        if !stays || !timely {
            leads[at] = Lead::default();
        }
    }
}

/// Whether labels and timecodes are what they look like.
pub fn is_transcript(stretches: &[Stretch], leads: &[Lead], paragraphs: usize) -> bool {
    let times: Vec<Duration> = leads.iter().filter_map(|it| it.time).collect();
    let inside: Vec<Duration> = stretches.iter().flat_map(|it| noise::times(&it.words)).collect();
    if [times, inside].iter().any(|it| it.len() >= 2 && it.is_sorted()) {
        return true;
    }
    if leads.iter().any(|it| it.weak.is_some()) {
        return true;
    }
    let mut labels: HashMap<&str, usize> = HashMap::new();
    for (stretch, lead) in stretches.iter().zip(leads) {
        if let Some(label) = lead.speaker.filter(|_| stretch.glue != Glue::Word) {
            *labels.entry(bare(label.of(&stretch.words))).or_default() += 1;
        }
    }
    let all: usize = labels.values().sum();
    let frequent = all * 4 >= paragraphs;
    let recurring = all >= 3 && labels.values().any(|it| *it >= 2);
    let is_loud = |it: &&&str| !it.chars().any(char::is_lowercase) && it.len() > 2 && !HEADS.contains(*it);
    let loud = labels.keys().filter(is_loud).count();
    let full = labels.keys().filter(is_loud).any(|it| it.contains(' '));
    // Two who speak once each, and nothing is said by nobody.
    let is_person =
        |it: &&str| it.contains(' ') && look_up(&given(it).to_lowercase()).known.any(Known::GIVEN);
    let talk = labels.len() >= 2 && all >= paragraphs && labels.keys().all(is_person);
    frequent && (recurring || loud >= 2 || full || talk)
}

/// “Mara Teller (Lunde) (Ind)” without what stands in brackets, unless nothing else tells the name.
fn bare(label: &str) -> &str {
    let name = label.split(" (").next().unwrap_or(label).trim();
    if name.starts_with("The ") { label } else { name }
}

/// The first word of a name, in brackets behind an office: “The Minister for Ports (Jon Abele)”.
fn given(label: &str) -> &str {
    let name = label.split_once(" (").filter(|_| label.starts_with("The ")).map_or(label, |it| it.1);
    name.split(' ').next().unwrap_or(name)
}

/// Words that stand before a colon in letters and memos.
const HEADS: &[&str] = &[
    "ABSTRACT",
    "ATTENTION",
    "CONTACT",
    "DATE",
    "FROM",
    "NOTE",
    "PLACE",
    "RE",
    "SUBJECT",
    "SUMMARY",
    "TIME",
    "TITLE",
    "UPDATE",
    "WARNING",
];

/// "00:12:31", "[0:12]", "(01:02:03.500)"; gives its length too, brackets included.
pub fn timecode(text: &str) -> Option<(Duration, usize)> {
    let open = text.starts_with(['[', '(']);
    let inner = &text[usize::from(open)..];
    let length =
        inner.find(|it: char| !it.is_ascii_digit() && !matches!(it, ':' | '.' | ',')).unwrap_or(inner.len());
    let code = inner[..length].trim_end_matches(['.', ',']);
    let close = inner[code.len()..].starts_with([']', ')']);
    let parts: Vec<&str> = code.split(':').collect();
    // Bare hours and minutes are a time of day in prose.
    if open != close || parts.len() < if open { 2 } else { 3 } {
        return None;
    }
    Some((clock(code)?, code.len() + 2 * usize::from(open)))
}

/// Hours, minutes and seconds, or minutes and seconds, with or without a fraction.
pub fn clock(code: &str) -> Option<Duration> {
    let (whole, fraction) = code.split_once(['.', ',']).unwrap_or((code, ""));
    let parts: Vec<u64> = whole.split(':').map(|it| it.parse().ok()).collect::<Option<_>>()?;
    let (hours, minutes, seconds) = match parts[..] {
        [minutes, seconds] => (0, minutes, seconds),
        [hours, minutes, seconds] => (hours, minutes, seconds),
        _ => return None,
    };
    if seconds > 59 || minutes > 59 && parts.len() == 3 || hours > 999 || minutes > 99_999 {
        return None;
    }
    let digits =
        fraction.get(..fraction.len().min(3)).filter(|it| it.bytes().all(|it| it.is_ascii_digit()))?;
    let thousandths = format!("{digits:0<3}").parse().ok()?;
    Some(Duration::from_secs(hours * 3600 + minutes * 60 + seconds) + Duration::from_millis(thousandths))
}

/// A time, or the first of two: "[00:00.000 --> 00:04.000]", "00:03 - 00:07"; its length, and whether it may be a
/// time of the day.
fn range(text: &str) -> Option<(Duration, usize, bool)> {
    let strict = timecode(text).map(|(time, length)| (time, length, false));
    let open = text.starts_with(['[', '(', '{', '<']);
    let inner = &text[usize::from(open)..];
    let own = code(inner)?;
    let gap = inner[own.1..].trim_start_matches([' ', '\t']);
    let behind = ["-->", "->", "–", "—", "-", ","].iter().find_map(|it| gap.strip_prefix(it));
    let second = behind.map(str::trim_start).and_then(|it| Some((it, code(it)?.1)));
    if let Some((rest, length)) = second {
        let mut used = text.len() - rest.len() + length;
        used += usize::from(open && text[used..].starts_with([']', ')', '}', '>']));
        return Some((own.0, used, false));
    }
    if strict.is_some() {
        return strict;
    }
    let closed = open && inner[own.1..].starts_with(['}', '>']);
    if open {
        return closed.then_some((own.0, own.1 + 2, false));
    }
    // "0:12" and nothing that makes it an hour
    let bare = inner[own.1..].is_empty() || inner[own.1..].starts_with([' ', '\t']);
    let is_hour = ["am", "pm", "a.m", "p.m", "o'clock", "uhr"]
        .iter()
        .any(|it| gap.to_ascii_lowercase().starts_with(it));
    (bare && !is_hour).then_some((own.0, own.1, true))
}

/// The figures of a time: "00:12:31,500", "0:12", "00:00:05;12" with frames.
fn code(text: &str) -> Option<(Duration, usize)> {
    let length =
        text.find(|it: char| !it.is_ascii_digit() && !matches!(it, ':' | '.' | ',')).unwrap_or(text.len());
    let bare = text[..length].trim_end_matches(['.', ',', ':']);
    let frames = text[bare.len()..]
        .strip_prefix(';')
        .map_or(0, |it| 1 + it.bytes().take_while(u8::is_ascii_digit).count());
    Some((clock(bare)?, bare.len() + frames))
}

/// A label at the head of a line.
struct Found {
    name: Span,
    time: Option<Duration>,
    length: usize,
    weak: Option<Weak>,
}

/// A name and a colon, a time between them or not; or a name and a time that fill the line.
fn label(text: &str) -> Option<Found> {
    const LONGEST: usize = 80;
    let found = |name: &str, start: usize, time, length, weak| {
        Some(Found { name: Span::new(start, start + name.len()), time, length, weak })
    };
    let head = &text[..text.floor_char_boundary(LONGEST.min(text.len()))];
    let colons = head.match_indices(':').map(|it| it.0);
    let mut ends = colons
        .filter(|at| text[at + 1..].is_empty() || text[at + 1..].starts_with([' ', '\t', '\u{a0}', '\n']));
    if let Some(colon) = ends.next() {
        let (name, time) = timed(&text[..colon]);
        // "From Ana Cho to everyone:"
        let own =
            name.strip_prefix("From ").and_then(|it| it.split_once(" to ")).map_or(name, |it| it.0.trim());
        return is_name(own)
            .then(|| found(own, name.find(own).unwrap_or(0), time, colon + 1, None))
            .flatten();
    }
    // "Ana Cho  0:12"
    let (name, time) = timed(text.trim_end());
    if time.is_some() && is_name(name) {
        return found(name, 0, time, text.len(), None);
    }
    // "Ana Cho [00:12] We wait."
    if let Some((name, rest)) = head.split_once(" [").or_else(|| head.split_once(" ("))
        && let Some((time, length)) = timecode(&text[name.len() + 1..])
        && is_name(name.trim_end())
        && !rest.is_empty()
    {
        return found(name.trim_end(), 0, Some(time), name.len() + 1 + length, None);
    }
    if let Some(letter) = ["Q", "A"].iter().find(|it| text.starts_with(**it)) {
        let rest = &text[1..];
        let gap = rest.strip_prefix('.').unwrap_or(rest);
        let is_spaced =
            gap.starts_with([' ', '\t', '\u{a0}']) && (gap.len() < rest.len() || gap.starts_with("  "));
        return is_spaced
            .then(|| found(letter, 0, None, text.len() - gap.len(), Some(Weak::Letter)))
            .flatten();
    }
    let column = head.find('\t').or_else(|| head.find("   ")).map(|it| &head[..it]);
    if let Some(name) = column.filter(|it| is_name(it) && is_call(it)) {
        return found(name, 0, None, name.len(), Some(Weak::Column));
    }
    let whole = text.trim_end();
    let alone = whole.len() < LONGEST && is_name(whole) && is_call(whole);
    alone.then(|| found(whole, 0, None, text.len(), Some(Weak::Alone))).flatten()
}

/// Whether words are what somebody is called and no heading: a given name, capitals, or a number in a row.
fn is_call(name: &str) -> bool {
    let first = name.split(' ').next().unwrap_or(name);
    let is_given = look_up(&first.to_lowercase()).known.any(Known::GIVEN) && name.contains(' ');
    let is_numbered = name.rsplit(' ').next().is_some_and(|it| it.bytes().all(|it| it.is_ascii_digit()));
    let is_part = ["Speaker", "Interviewer", "Interviewee", "Moderator", "Host"].contains(&first);
    is_given || is_part && (is_numbered || !name.contains(' '))
}

/// A name without the time behind it.
fn timed(text: &str) -> (&str, Option<Duration>) {
    let text = text.trim_end();
    let Some((name, code)) = text.rsplit_once([' ', '\t']) else { return (text, None) };
    match clock(code.trim_matches(['[', ']', '(', ')'])) {
        Some(time) => (name.trim_end(), Some(time)),
        None => (text, None),
    }
}

fn is_name(text: &str) -> bool {
    const PARTICLES: &[&str] =
        &["al", "and", "bin", "da", "de", "del", "der", "di", "for", "la", "of", "the", "van", "von"];
    let is_word = |word: &str| {
        let word = word.trim_matches(['(', ')', ',']);
        let fits = word.chars().all(|it| it.is_alphanumeric() || matches!(it, '.' | '-' | '\'' | '’' | '/'));
        fits && (word.starts_with(|it: char| it.is_uppercase() || it.is_numeric())
            || PARTICLES.contains(&word))
    };
    let words: Vec<&str> = text.split_whitespace().collect();
    (1..=6).contains(&words.len())
        && words[0].trim_start_matches('(').starts_with(char::is_uppercase)
        && words.iter().all(|it| is_word(it))
}

fn after_space(line: &str, at: usize) -> usize {
    at + line[at..].len() - line[at..].trim_start().len()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn labels_and_timecodes_are_read() {
        for (line, speaker, seconds, rest) in [
            ("ANA CHO: We wait.", "ANA CHO", None, "We wait."),
            ("Q: Why?", "Q", None, "Why?"),
            (">> Ben Voss: No.", "Ben Voss", None, "No."),
            ("[00:12:31] Ana Cho: We wait.", "Ana Cho", Some(751.0), "We wait."),
            ("00:12:31 ANA CHO: We wait.", "ANA CHO", Some(751.0), "We wait."),
            ("Ana Cho (00:02): We wait.", "Ana Cho", Some(2.0), "We wait."),
            ("Ana Cho  1:02:03", "Ana Cho", Some(3723.0), ""),
            ("SPEAKER 1: Yes.", "SPEAKER 1", None, "Yes."),
            ("Ana de la Cruz: Yes.", "Ana de la Cruz", None, "Yes."),
            ("[01:02.5] We wait.", "", Some(62.5), "We wait."),
            ("The reason is this: nobody came.", "", None, "The reason is this: nobody came."),
            (
                "See https://varo.example/a: it is there.",
                "",
                None,
                "See https://varo.example/a: it is there.",
            ),
            ("12:30 was the hour.", "", None, "12:30 was the hour."),
            ("Nobody came", "", None, "Nobody came"),
            ("", "", None, ""),
            (":", "", None, ":"),
        ] {
            let mut leads = [lead(line)];
            settle(&[Stretch::copied(line, 0, Glue::Paragraph)], &mut leads);
            let lead = leads[0];
            assert_eq!(lead.speaker.map_or("", |it| it.of(line)), speaker, "{line}");
            assert_eq!(lead.time.map(|it| it.as_secs_f64()), seconds, "{line}");
            assert_eq!(&line[lead.rest..], rest, "{line}");
        }
    }

    #[test]
    fn odd_times_are_no_times() {
        for code in [
            "",
            ":",
            "1:",
            ":1",
            "1:2:3:4",
            "99:99",
            "1:99:00",
            "a:b",
            "1:02.é",
            "18446744073709551615:00:00",
        ] {
            assert_eq!(clock(code), None, "{code}");
        }
    }
}
