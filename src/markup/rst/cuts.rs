use std::collections::BTreeMap;

use crate::markup::lines::{Line, lines};

/// Where the stretch that starts at `start` ends: behind a title, and at a line at the margin behind
/// a blank one.
pub fn stretch(text: &str, start: usize) -> usize {
    let mut after_blank = false;
    let first = lines(text, start).find(|it| !it.of(text).trim().is_empty());
    let Some(first) = first else { return text.len() };
    if first.start > start && !text[first.start..].starts_with([' ', '\t']) {
        return first.start;
    }
    if let Some(title) = title(text, first.start) {
        let below = lines(text, title.next).find(|it| !it.of(text).trim().is_empty());
        return below.map_or(text.len(), |it| it.start);
    }
    for line in lines(text, first.start) {
        let words = line.of(text);
        if words.trim().is_empty() {
            after_blank = true;
            continue;
        }
        if after_blank && !words.starts_with([' ', '\t']) {
            return line.start;
        }
        after_blank = false;
    }
    text.len()
}

/// A title with its adornment.
pub struct Title {
    pub level: u8,
    pub words: Line,
    /// Behind the adornment below it.
    pub next: usize,
}

/// The title that begins at a line at the margin: underlined, or between two lines.
pub fn title(text: &str, start: usize) -> Option<Title> {
    let first = Line::at(text, start);
    let second = Line::at(text, first.next);
    if first.next >= text.len() {
        return None;
    }
    let words = first.of(text);
    if let Some(mark) = adornment(words) {
        let third = Line::at(text, second.next.min(text.len()));
        let closes = adornment(third.of(text)) == Some(mark) && !second.of(text).trim().is_empty();
        return closes.then_some(Title { level: 1, words: second, next: third.next });
    }
    let mark = adornment(second.of(text))?;
    let underlined = second.of(text).trim_end().len() >= words.trim_end().chars().count().min(200);
    let is_title = !words.trim().is_empty() && !words.starts_with([' ', '\t']) && underlined;
    is_title.then_some(Title { level: level(mark), words: first, next: second.next })
}

/// The level by the usual order of marks, which only a whole document could tell better.
fn level(mark: u8) -> u8 {
    match mark {
        b'=' | b'#' | b'*' => 1,
        b'-' => 2,
        b'~' => 3,
        b'^' => 4,
        b'"' => 5,
        _ => 6,
    }
}

/// The mark of a line that is nothing else.
fn adornment(line: &str) -> Option<u8> {
    let line = line.trim_end();
    let mark = *line.as_bytes().first().filter(|it| it.is_ascii_punctuation())?;
    (line.len() >= 3 && line.bytes().all(|it| it == mark)).then_some(mark)
}

/// `.. _name: target`, by lower-cased name.
pub fn targets(text: &str) -> BTreeMap<String, String> {
    let mut found = BTreeMap::new();
    for at in memchr::memmem::find_iter(text.as_bytes(), b".. _") {
        if !text[..at].trim_end_matches([' ', '\t']).ends_with(['\n', '\r', '\u{feff}']) && at > 0 {
            continue;
        }
        let line = Line::at(text, at).of(text);
        if let Some((name, target)) = line[".. _".len()..].trim_end().split_once(": ") {
            let target = target.trim();
            if !target.is_empty() {
                found.entry(label(name)).or_insert_with(|| target.to_owned());
            }
        }
    }
    found
}

/// A name as the frame keeps it.
pub fn label(name: &str) -> String {
    let words: Vec<&str> = name.trim_matches('`').split_whitespace().collect();
    words.join(" ").to_lowercase()
}
