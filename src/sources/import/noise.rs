//! What stands in a transcript and was not said: "[APPLAUSE]", "[crosstalk 00:18]", "#00:00:05-2#", "(laughs)".

use std::time::Duration;

use super::speakers::clock;
use crate::text::Span;

/// No remark on a tape is longer, in bytes.
const LONGEST: usize = 60;

/// How the words of such remarks begin.
const REMARKS: &[&str] = &[
    "applau",
    "ambient",
    "background",
    "beep",
    "boo",
    "cheer",
    "chuckl",
    "clap",
    "clears throat",
    "coughs",
    "cough",
    "cross-talk",
    "cross talk",
    "crosstalk",
    "crying",
    "end of",
    "foreign",
    "gasp",
    "gavel",
    "gestur",
    "giggl",
    "groan",
    "hon. members",
    "inaudible",
    "indiscernible",
    "indistinct",
    "interrupt",
    "laugh",
    "mumbl",
    "music",
    "no audible",
    "no response",
    "nods",
    "noise",
    "off mic",
    "off the record",
    "off-mic",
    "overlapping",
    "pause",
    "phone ring",
    "phonetic",
    "recess",
    "recording",
    "shout",
    "sic",
    "sigh",
    "silence",
    "simultaneous",
    "singing",
    "sobs",
    "sound of",
    "speaking",
    "speaks",
    "static",
    "technical",
    "unclear",
    "unintelligible",
    "video",
    "whisper",
];

/// The stretches of a line that were not said, in order.
pub fn noise(line: &str) -> Vec<Span> {
    let mut out: Vec<Span> = Vec::new();
    let mut at = 0;
    while let Some(found) = line[at..].find(['[', '(', '#', '♪', '♫']) {
        let start = at + found;
        let open = line[start..].chars().next().unwrap_or('[');
        at = start + open.len_utf8();
        let close = match open {
            '[' => ']',
            '(' => ')',
            '#' => '#',
            _ => {
                out.push(Span::new(start, at));
                continue;
            }
        };
        let reach = line.floor_char_boundary((at + LONGEST).min(line.len()));
        let Some(length) = line[at..reach].find(close) else { continue };
        let inner = &line[at..at + length];
        let is_mark = if open == '#' { time(inner).is_some() } else { is_remark(inner, open) };
        if is_mark {
            at += length + 1;
            out.push(Span::new(start, at));
        }
    }
    out.iter().map(|it| with_space(line, *it)).collect()
}

/// The times that stand between the words of a line.
pub fn times(line: &str) -> impl Iterator<Item = Duration> + '_ {
    noise(line).into_iter().filter_map(|it| time(it.of(line).trim().trim_matches(['[', ']', '(', ')', '#'])))
}

/// "00:00:05-2" and "00:12:31.5": hours, minutes, seconds and a part of one.
fn time(text: &str) -> Option<Duration> {
    let digits =
        text.find(|it: char| !it.is_ascii_digit() && !matches!(it, ':' | '.' | ',')).unwrap_or(text.len());
    let rest = text[digits..].strip_prefix(['-', ';', ':']).unwrap_or(&text[digits..]);
    let is_rest = rest.len() <= 3 && rest.bytes().all(|it| it.is_ascii_digit());
    clock(text[..digits].trim_end_matches(['.', ','])).filter(|_| is_rest)
}

fn is_remark(inner: &str, open: char) -> bool {
    let words: Vec<&str> = inner.split_whitespace().filter(|it| time(it).is_none()).collect();
    if words.is_empty() {
        return !inner.trim().is_empty();
    }
    let bare = words.join(" ").trim_matches(['.', '*', '_', '-', ' ']).to_lowercase();
    let told = |it: &str| REMARKS.iter().any(|remark| it.starts_with(remark));
    let any = words.len() <= 5 && bare.split(' ').any(told) && open == '[';
    // "[MUSIC PLAYING]" is shouted by whoever makes captions; "[NATO]" is a word that an editor put in.
    let letters = inner.chars().filter(|it| it.is_alphabetic()).count();
    let shouts = open == '[' && !inner.chars().any(char::is_lowercase) && (letters > 5 || words.len() > 1);
    told(&bare) && words.len() <= 6 || any || shouts && letters > 0
}

/// With the space before it, so that none stands twice.
fn with_space(line: &str, span: Span) -> Span {
    let before = line[..span.start].trim_end_matches([' ', '\t']).len();
    let behind = line[span.end..].chars().next();
    if behind.is_none_or(|it| it.is_whitespace() || matches!(it, '.' | ',' | '?' | '!')) {
        Span::new(before, span.end)
    } else {
        span
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn said(line: &str, expected: &str) {
        let mut out = line.to_owned();
        noise(line).iter().rev().for_each(|it| out.replace_range(it.start..it.end, ""));
        assert_eq!(out.trim(), expected, "{line}");
    }

    #[test]
    fn remarks_and_times_are_not_said() {
        said("We won. [APPLAUSE] Thank you.", "We won. Thank you.");
        said("We [crosstalk 00:18] won.", "We won.");
        said("We won [inaudible 00:12:31].", "We won.");
        said("in April, and #00:00:05-2# two of them", "in April, and two of them");
        said("no pressure left.     [Interruption.]", "no pressure left.");
        said("(laughs) We won. (Laughter and applause.)", "We won.");
        said("[MUSIC PLAYING]", "");
        said("♪ We won ♪", "We won");
        said("It was [00:00:09] cold.", "It was cold.");
        said("[HON. MEMBERS: “Oh!”] Order.", "Order.");
    }

    #[test]
    fn what_an_editor_put_in_stays() {
        for line in [
            "We lost [the port] in May.",
            "We lost the [NATO] port (in May).",
            "It is number #3 of #4 here.",
            "The music (by Ana Cho) was loud.",
            "We said [we",
            "#",
            "(",
        ] {
            said(line, line);
        }
    }
}
