//! Articles with a cursor and carets, for the tests of the features.

use crate::{article::Article, markup::Format, text::Span};

/// An article and what its author has marked in it.
pub struct Marked {
    pub article: Article,
    /// Where "|" stood; at the start if it stood nowhere.
    pub cursor: usize,
    /// The words with carets under them, in order.
    pub spans: Vec<Span>,
    /// What is written behind the carets of each.
    pub notes: Vec<String>,
}

/// Reads an article in Markdown. A line of carets belongs to the line above it.
pub fn marked(text: &str) -> Marked {
    let (mut plain, mut spans, mut notes) = (String::new(), Vec::new(), Vec::new());
    let mut cursor = 0;
    let (mut line_start, mut above) = (0, "");
    for line in text.trim_start_matches('\n').split_inclusive('\n') {
        if line.trim_start().starts_with('^') {
            for (span, note) in carets(line, above) {
                spans.push(span.shifted(line_start));
                notes.push(note);
            }
            continue;
        }
        (line_start, above) = (plain.len(), line);
        if let Some(at) = line.find('|') {
            cursor = line_start + at;
        }
        plain.push_str(&line.replacen('|', "", 1));
    }
    Marked { article: Article::read(&plain, Format::Markdown), cursor, spans, notes }
}

/// Carets count in characters of the line above as it is seen, cursor included.
fn carets(line: &str, above: &str) -> Vec<(Span, String)> {
    let byte = |column: usize| {
        let at = above.char_indices().nth(column).map_or(above.len(), |it| it.0);
        at - above[..at].matches('|').count()
    };
    let mut out = Vec::new();
    let mut at = 0;
    while let Some(start) = line[at..].find('^').map(|it| at + it) {
        let end = start + line[start..].find(|it| it != '^').unwrap_or(line.len() - start);
        let rest = &line[end..];
        let note = rest[..rest.find('^').unwrap_or(rest.len())].trim().to_owned();
        out.push((Span::new(byte(start), byte(end)), note));
        at = end;
    }
    out
}
