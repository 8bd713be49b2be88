//! Which lines of plain text belong together.

use crate::markup::{
    lines::{Line, lines},
    roles,
};

/// What a line is by its first characters. The number says where its words start in the line.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Role {
    Words(usize),
    Item(usize),
    Quote(usize),
    /// `[1] …`
    Note(usize),
    /// `[onrecord: …]`
    Directive,
}

impl Role {
    pub fn of(line: &str) -> Role {
        let indent = line.len() - line.trim_start().len();
        let words = &line[indent..];
        if directive(words).is_some() {
            return Role::Directive;
        }
        if let Some((_, length)) = note(words) {
            return Role::Note(indent + length);
        }
        if words.starts_with('>') {
            return Role::Quote(line.len() - words.trim_start_matches(['>', ' ', '\t']).len());
        }
        match marker(words) {
            Some(length) => Role::Item(indent + length),
            None => Role::Words(indent),
        }
    }

    pub fn words(self, line: &str) -> &str {
        match self {
            Role::Words(start) | Role::Item(start) | Role::Quote(start) | Role::Note(start) => &line[start..],
            Role::Directive => "",
        }
    }
}

/// The text of a directive: a line of its own in square brackets, or in an HTML comment.
pub fn directive(line: &str) -> Option<&str> {
    let line = line.trim();
    let bracketed = line.strip_prefix('[').and_then(|it| it.strip_suffix(']'));
    let comment = || line.strip_prefix("<!--").and_then(|it| it.strip_suffix("-->"));
    bracketed.or_else(comment).map(str::trim).filter(|it| it.starts_with("onrecord:"))
}

/// Label and length of the marker of a note: "[1] ", "[1]: ".
pub fn note(line: &str) -> Option<(&str, usize)> {
    let inner = line.strip_prefix('[')?;
    let end = inner.bytes().take(6).position(|it| it == b']')?;
    let is_number = end > 0 && inner[..end].bytes().all(|it| it.is_ascii_digit());
    let rest = &inner[end + 1..];
    let rest = rest.strip_prefix(':').unwrap_or(rest);
    let words = rest.trim_start();
    (is_number && !words.is_empty() && words.len() < rest.len())
        .then(|| (&inner[..end], line.len() - words.len()))
}

/// Bytes of a list marker with the space after it.
fn marker(words: &str) -> Option<usize> {
    let bullet = ["- ", "* ", "+ ", "• ", "· ", "– ", "‣ ", "◦ ", "-\t", "*\t", "•\t"];
    if let Some(found) = bullet.iter().find(|it| words.starts_with(**it)) {
        return Some(found.len());
    }
    let digits = words.bytes().take_while(u8::is_ascii_digit).count();
    let rest = &words[digits..];
    // "2024. " ends a sentence more often than it counts an item.
    ((1..=3).contains(&digits) && (rest.starts_with(". ") || rest.starts_with(") "))).then_some(digits + 2)
}

/// Lines that make one block.
#[derive(Clone, Debug)]
pub struct Piece {
    pub lines: Vec<(Line, Role)>,
    /// Whether it is all that stands between two blank lines.
    pub alone: bool,
    /// Whether a blank line follows it.
    pub closed: bool,
}

/// The pieces of a chunk.
pub fn pieces(text: &str, body: usize, wrapped: bool) -> Vec<Piece> {
    let mut pieces: Vec<Piece> = Vec::new();
    let mut stretch: Vec<Line> = Vec::new();
    for line in lines(text, body) {
        if !line.of(text).trim().is_empty() {
            stretch.push(line);
            continue;
        }
        add_stretch(text, &stretch, wrapped, &mut pieces);
        stretch.clear();
        if let Some(last) = pieces.last_mut() {
            last.closed = line.next > line.end;
        }
    }
    add_stretch(text, &stretch, wrapped, &mut pieces);
    pieces
}

fn add_stretch(text: &str, stretch: &[Line], wrapped: bool, pieces: &mut Vec<Piece>) {
    let longest = stretch.iter().map(|it| it.end - it.start).max().unwrap_or(0);
    let first = pieces.len();
    for line in stretch {
        let words = line.of(text);
        let role = Role::of(words);
        let joins = pieces.get(first..).and_then(<[Piece]>::last).and_then(|it| it.lines.last()).is_some_and(
            |(above, above_role)| {
                let above = (above.of(text), *above_role);
                goes_on(above, (words, role), wrapped.then_some(longest))
            },
        );
        match pieces.last_mut() {
            Some(last) if joins => last.lines.push((*line, role)),
            _ => pieces.push(Piece { lines: vec![(*line, role)], alone: false, closed: false }),
        }
    }
    if let [only] = &mut pieces[first..] {
        only.alone = true;
    }
}

/// Whether a line goes on with what the line above began; `wrapped` gives the longest line of the stretch.
pub fn goes_on(above: (&str, Role), below: (&str, Role), wrapped: Option<usize>) -> bool {
    let ((above, above_role), (below, role)) = (above, below);
    match (above_role, role) {
        (Role::Quote(_), Role::Quote(start)) => return start < below.len(),
        (_, Role::Words(_)) => {}
        _ => return false,
    }
    if matches!(above_role, Role::Directive | Role::Quote(_)) {
        return false;
    }
    let below = below.trim_start();
    let lower = below.starts_with(char::is_lowercase);
    let ended = ends(above);
    if roles::is_caption(below) || (roles::is_caption(above) && !lower) {
        return false;
    }
    if lower && !ended {
        return true;
    }
    match wrapped {
        Some(longest) => {
            let word = below.split_whitespace().next().map_or(0, str::len);
            // A line much shorter than its fellows that ends a sentence ends its paragraph too.
            let short = above.len() + 1 + word < longest * 7 / 10;
            !(ended && short && longest >= 40)
        }
        None => !ended && breaks_off(above),
    }
}

/// Whether a line ends as a sentence or a heading with a colon does.
pub fn ends(line: &str) -> bool {
    let words = line.trim_end_matches(|it: char| it.is_whitespace() || "\"”’')]»".contains(it));
    words.is_empty() || words.len() < line.trim_end().len() || words.ends_with(['.', '!', '?', ':', '…'])
}

/// Whether a line ends where no sentence can.
fn breaks_off(line: &str) -> bool {
    const OPEN: [&str; 18] = [
        "the", "a", "an", "of", "and", "or", "in", "to", "by", "with", "for", "from", "at", "on", "that",
        "as", "his", "her",
    ];
    let line = line.trim_end();
    line.ends_with([',', ';']) || line.rsplit(' ').next().is_some_and(|it| OPEN.contains(&it))
}

/// A heading in capitals.
pub fn is_capitals(line: &str) -> bool {
    let line = line.trim();
    line.len() <= 100
        && line.chars().filter(|it| it.is_uppercase()).count() >= 3
        && !line.chars().any(char::is_lowercase)
        && !line.ends_with(['.', '!', '?', '”', '"'])
}
