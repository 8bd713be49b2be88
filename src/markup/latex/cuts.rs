use super::environments::{self, Holds};
use crate::markup::lines::{Line, lines};

/// Behind `\begin{document}`, if there is one that no comment hides.
pub fn body(text: &str) -> Option<usize> {
    const BEGIN: &str = "\\begin{document}";
    let found = memchr::memmem::find_iter(text.as_bytes(), BEGIN).find(|at| {
        let line = text[..*at].rsplit(['\n', '\r']).next().unwrap_or_default();
        !line.contains('%')
    })?;
    Some(found + BEGIN.len())
}

/// Where the stretch that starts at `start` ends: before a section, and at a blank line outside the
/// environments that hold theirs.
pub fn stretch(text: &str, start: usize) -> usize {
    let mut open: Vec<&str> = Vec::new();
    let mut verbatim: Option<&str> = None;
    let mut after_blank = false;
    for line in lines(text, start) {
        let words = line.of(text);
        if let Some(name) = verbatim {
            verbatim = Some(name).filter(|it| !ends(words, it));
            continue;
        }
        let trimmed = words.trim_start();
        if trimmed.is_empty() {
            after_blank = true;
            continue;
        }
        let is_section = opens_section(trimmed);
        if line.start > start && (is_section || after_blank && open.is_empty()) {
            return line.start;
        }
        after_blank = false;
        if trimmed.starts_with("\\end{document}") {
            return text.len();
        }
        verbatim = environments_of(words, &mut open);
    }
    text.len()
}

/// Whether a line begins with a heading.
pub fn opens_section(line: &str) -> bool {
    let Some(rest) = line.trim_start().strip_prefix('\\') else { return false };
    let name = &rest[..rest.find(|it: char| !it.is_ascii_alphabetic()).unwrap_or(rest.len())];
    let is_open = rest[name.len()..].trim_start_matches('*').starts_with(['{', '[']);
    is_open && environments::level(name).is_some()
}

/// Takes note of the environments that a line opens and closes; the verbatim one that it leaves open.
fn environments_of<'a>(line: &'a str, open: &mut Vec<&'a str>) -> Option<&'a str> {
    let mut at = 0;
    while let Some(found) = memchr::memchr2(b'\\', b'%', &line.as_bytes()[at..]) {
        let rest = &line[at + found..];
        if rest.starts_with('%') {
            return None;
        }
        at += found + 1;
        // What a backslash escapes begins nothing.
        if rest[1..].starts_with(['\\', '%']) {
            at += 1;
            continue;
        }
        if let Some(name) = named(rest, "\\begin{") {
            match environments::holds(name) {
                Holds::Nothing => {}
                Holds::Verbatim => {
                    if !ends(&rest[1..], name) {
                        return Some(name);
                    }
                }
                _ if open.len() < 60 => open.push(name),
                _ => {}
            }
        } else if let Some(name) = named(rest, "\\end{")
            && let Some(index) = open.iter().rposition(|it| *it == name)
        {
            open.truncate(index);
        }
    }
    None
}

fn named<'a>(rest: &'a str, command: &str) -> Option<&'a str> {
    let name = rest.strip_prefix(command)?;
    let end = name.bytes().take(40).position(|it| it == b'}')?;
    Some(&name[..end])
}

fn ends(line: &str, name: &str) -> bool {
    memchr::memmem::find_iter(line.as_bytes(), b"\\end{").any(|at| named(&line[at..], "\\end{") == Some(name))
}

/// Where verbatim text that begins at `from` ends: before the `\end` of its environment.
pub fn verbatim_end(text: &str, from: usize, limit: usize, name: &str) -> usize {
    let rest = &text[from..limit];
    let found = memchr::memmem::find_iter(rest.as_bytes(), b"\\end{")
        .find(|at| named(&rest[*at..], "\\end{") == Some(name));
    found.map_or(limit, |at| from + at)
}

/// The line that `at` stands in, from there on.
pub fn rest_of_line(text: &str, at: usize, limit: usize) -> Line {
    let mut line = Line::at(text, at);
    line.end = line.end.min(limit);
    line.next = line.next.min(limit);
    line
}
