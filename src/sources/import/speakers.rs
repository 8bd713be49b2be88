//! Who speaks in a transcript, and when: "ANA CHO: …", "[00:12:31] Ana Cho: …", "Ana Cho  0:12".
//!
//! A colon after a capitalised word is common in prose as well. So a text counts as a transcript
//! only as a whole, when labels or timecodes come back in it; else its words stay as they are.

use std::{collections::HashMap, time::Duration};

use super::stretches::{Glue, Stretch};
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
}

/// What may be a timecode and a label at the start of a line.
pub fn lead(line: &str) -> Lead {
    let mut it = Lead::default();
    it.rest = after_space(line, line.len() - line.trim_start_matches(['>', ' ', '\t']).len());
    if let Some((time, length)) = timecode(&line[it.rest..]) {
        it.time = Some(time);
        it.rest = after_space(line, it.rest + length);
    }
    let start = it.rest;
    if let Some((name, time, length)) = label(&line[start..]) {
        it.speaker = Some(Span::new(start + name.start, start + name.end));
        it.time = it.time.or(time);
        it.rest = after_space(line, start + length);
    }
    it
}

/// Whether labels and timecodes are what they look like.
pub fn is_transcript(stretches: &[Stretch], leads: &[Lead], paragraphs: usize) -> bool {
    let times: Vec<Duration> = leads.iter().filter_map(|it| it.time).collect();
    if times.len() >= 2 && times.is_sorted() {
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

/// A name and a colon, a time between them or not; or a name and a time that fill the line.
fn label(text: &str) -> Option<(Span, Option<Duration>, usize)> {
    const LONGEST: usize = 80;
    let head = &text[..text.floor_char_boundary(LONGEST.min(text.len()))];
    let colons = head.match_indices(':').map(|it| it.0);
    let mut ends = colons
        .filter(|at| text[at + 1..].is_empty() || text[at + 1..].starts_with([' ', '\t', '\u{a0}', '\n']));
    if let Some(colon) = ends.next() {
        let (name, time) = timed(&text[..colon]);
        return is_name(name).then_some((Span::new(0, name.len()), time, colon + 1));
    }
    // "Ana Cho  0:12"
    let (name, time) = timed(text.trim_end());
    let alone = time.is_some() && is_name(name);
    alone.then_some((Span::new(0, name.len()), time, text.len()))
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
            let lead = lead(line);
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
