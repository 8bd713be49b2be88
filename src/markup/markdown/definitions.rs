//! Link and footnote definitions, read by the parser itself, but only where one can be.

use std::collections::BTreeMap;

use pulldown_cmark::{Event, Parser, Tag};

use super::{OPTIONS, head};
use crate::{
    markup::{Chunk, addresses},
    text::Span,
};

/// A link label as [`crate::markup::Frame`] keeps it.
pub fn label(written: &str) -> String {
    let words: Vec<&str> = written.split_whitespace().collect();
    words.join(" ").to_lowercase()
}

/// A footnote label as [`crate::markup::Frame`] keeps it: with the caret, so that no link has it.
pub fn note_label(written: &str) -> String {
    format!("^{}", label(written))
}

/// Where the definitions begin that stand right above the words at `at`: cut off from them, "2." would begin a
/// list, which it may not do behind other words.
pub fn start_before(text: &str, at: usize) -> usize {
    // What indents a heading belongs to its line and to nothing above it.
    let line = text[..at].rfind(['\n', '\r']).map_or(0, |it| it + 1);
    let at = if text[line..at].trim().is_empty() { line } else { at };
    if text[at..].trim_start().starts_with('#') {
        return at;
    }
    let mut start = at;
    while let Some(above) = text[..start].strip_suffix('\n').or_else(|| text[..start].strip_suffix('\r')) {
        let above = above.strip_suffix('\r').unwrap_or(above);
        let from = above.rfind(['\n', '\r']).map_or(0, |it| it + 1);
        let words = above[from..].trim_start();
        // What ends with ">" may belong to HTML above it.
        if !words.starts_with('[') || words.starts_with("[^") || !words.contains("]:") || words.contains('>')
        {
            break;
        }
        start = from;
    }
    start
}

pub fn may_define(stretch: &str) -> bool {
    memchr::memmem::find(stretch.as_bytes(), b"]:").is_some()
}

pub fn definitions(text: &str, body: usize, chunks: &[Chunk]) -> BTreeMap<String, String> {
    let mut found = BTreeMap::new();
    let mut done = 0;
    for at in memchr::memmem::find_iter(text.as_bytes(), b"]:") {
        if at < done {
            continue;
        }
        let index = chunks.partition_point(|it| it.span.end <= at);
        let Some(chunk) = chunks.get(index) else { break };
        done = chunk.span.end;
        let start = chunk.span.start.max(if index == 0 { body } else { 0 });
        if start < done {
            read(Span::new(start, done).of(text), &mut found);
        }
    }
    found
}

/// The first definition of a label counts.
fn read(stretch: &str, found: &mut BTreeMap<String, String>) {
    let plain = head::with_plain_breaks(stretch);
    let parser = Parser::new_ext(&plain, OPTIONS);
    let mut links: Vec<_> = parser.reference_definitions().iter().collect();
    links.sort_by_key(|(_, it)| it.span.start);
    for (name, definition) in links {
        found.entry(label(name)).or_insert_with(|| definition.dest.to_string());
    }
    for (event, range) in parser.into_offset_iter() {
        if let Event::Start(Tag::FootnoteDefinition(name)) = event {
            let note = &plain[range];
            // Only the address: the words of a note change while it is written and matter to no other chunk.
            let address = addresses::next_address(note, 0).map_or("", |it| it.of(note));
            found.entry(note_label(&name)).or_insert_with(|| address.to_owned());
        }
    }
}
