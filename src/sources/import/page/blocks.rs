//! The words of a page, block by block.

use std::collections::HashMap;

use super::tokens::{Token, Tokens};
use crate::{
    markup::html::{closing_tag, entity, tag_length},
    sources::import::{
        Refused, limits,
        lines::{self, Line},
        stretches::{Glue, Stretch},
    },
    text::Span,
};

/// The mark of a note is no longer than this, in bytes.
const MARK: usize = 400;

/// Elements that stand inside a sentence; all others begin and end a block.
const INLINE: &[&str] = &[
    "a", "abbr", "acronym", "b", "bdi", "bdo", "big", "cite", "code", "data", "del", "dfn", "em", "font",
    "i", "img", "ins", "kbd", "label", "mark", "nobr", "q", "s", "samp", "small", "span", "strike", "strong",
    "sub", "sup", "time", "tt", "u", "var", "wbr",
];

/// Reads the stretches of a page that hold its article.
pub fn read(text: &str, kept: &[Span]) -> Result<Vec<Stretch>, Refused> {
    let mut reader = Reader { text, out: Vec::new(), now: Stretch::default(), entities: HashMap::new() };
    for span in kept {
        let mut tokens = Tokens::new(text, *span);
        while let Some(token) = tokens.next() {
            limits::count("lines", reader.out.len(), limits::LINES)?;
            match token {
                Token::Words(span) => reader.words(span),
                Token::Open(name, tag) => match name.as_str() {
                    "pre" => tokens.at = reader.lines(Span::new(tag.end, span.end)),
                    "sup" => tokens.at = reader.raised(Span::new(tag.end, span.end)),
                    "br" => reader.line_break(),
                    "q" => reader.made("“"),
                    name if !INLINE.contains(&name) => reader.end(Glue::Paragraph),
                    _ => {}
                },
                Token::Close(name) if name == "q" => reader.made("”"),
                Token::Close(name) if !INLINE.contains(&name.as_str()) => reader.end(Glue::Paragraph),
                Token::Close(_) => {}
            }
        }
        reader.end(Glue::Paragraph);
    }
    Ok(reader.out)
}

struct Reader<'a> {
    text: &'a str,
    out: Vec<Stretch>,
    /// The block being read.
    now: Stretch,
    /// What entities stand for, by their name.
    entities: HashMap<&'a str, Option<String>>,
}

impl<'a> Reader<'a> {
    fn words(&mut self, span: Span) {
        let text = self.text;
        let mut from = span.start;
        for at in memchr::memchr_iter(b'&', span.of(text).as_bytes()) {
            let start = span.start + at;
            let rest = &text[start..span.end];
            let length = rest.bytes().take(34).position(|it| it == b';').map_or(0, |it| it + 1);
            if length == 0 || start < from {
                continue;
            }
            let meant = self.entities.entry(&rest[..length]);
            let Some(meant) = meant.or_insert_with(|| entity(&rest[..length]).map(|it| it.0)).clone() else {
                continue;
            };
            self.plain(Span::new(from, start));
            self.made(&meant);
            from = start + length;
        }
        self.plain(Span::new(from, span.end));
    }

    /// Words as they stand; white space of any length is one space.
    fn plain(&mut self, span: Span) {
        let words = span.of(self.text);
        let mut at = 0;
        while at < words.len() {
            let rest = &words[at..];
            let space = rest.len() - rest.trim_start_matches(is_space).len();
            if space > 0 {
                let fresh = self.now.words.is_empty() || self.now.words.ends_with(is_space);
                match (&rest[..space], fresh) {
                    (_, true) => {}
                    (" ", _) => self.copy(span.start + at, 1),
                    _ => self.now.words.push(' '),
                }
                at += space;
                continue;
            }
            let length = rest.find(is_space).unwrap_or(rest.len());
            self.copy(span.start + at, length);
            at += length;
        }
    }

    fn copy(&mut self, file: usize, length: usize) {
        let start = self.now.words.len();
        self.now.words.push_str(&self.text[file..file + length]);
        match self.now.runs.last_mut() {
            Some((span, from)) if span.end == start && *from + span.len() == file => span.end += length,
            _ => self.now.runs.push((Span::new(start, start + length), file)),
        }
    }

    /// Words that stand for others.
    fn made(&mut self, words: &str) {
        self.now.words.push_str(words);
    }

    /// Ends the block; the next is glued to it.
    fn end(&mut self, glue: Glue) {
        let next = Stretch { glue, ..Stretch::default() };
        if self.now.words.trim().is_empty() {
            // A paragraph that ends without words ends still.
            if glue == Glue::Paragraph {
                self.now = next;
            }
            return;
        }
        self.out.push(std::mem::replace(&mut self.now, next));
    }

    /// Two of them part paragraphs.
    fn line_break(&mut self) {
        let empty = self.now.words.trim().is_empty();
        self.end(if empty { Glue::Paragraph } else { Glue::Line });
    }

    /// Lines that stand as they are; says where to go on.
    fn lines(&mut self, rest: Span) -> usize {
        self.end(Glue::Paragraph);
        let inner = rest.of(self.text);
        let length = closing_tag(inner, "pre").unwrap_or(inner.len());
        let inner = &inner[..length];
        if memchr::memchr2(b'<', b'&', inner.as_bytes()).is_some() {
            let bare: Vec<String> = inner.split('\n').map(|it| self.bare(it)).collect();
            let lines: Vec<Line> = bare.iter().map(|it| Line { words: it, file: None, page: None }).collect();
            self.out.extend(lines::stretches(&lines));
        } else {
            let mut at = rest.start;
            let lines: Vec<Line> = inner
                .split_inclusive('\n')
                .map(|it| {
                    at += it.len();
                    Line { words: it.trim_end(), file: Some(at - it.len()), page: None }
                })
                .collect();
            self.out.extend(lines::stretches(&lines));
        }
        rest.start + length
    }

    /// A line without its tags and entities.
    fn bare(&mut self, line: &str) -> String {
        let mut out = String::new();
        let mut at = 0;
        while at < line.len() {
            let rest = &line[at..];
            let tag = if rest.starts_with('<') { tag_length(rest) } else { 0 };
            if tag > 0 {
                at += tag;
            } else if let Some((meant, length)) = rest.starts_with('&').then(|| entity(rest)).flatten() {
                out.push_str(&meant);
                at += length;
            } else {
                let next = memchr::memchr2(b'<', b'&', &rest.as_bytes()[1..]).map_or(rest.len(), |it| it + 1);
                out.push_str(&rest[..next]);
                at += next;
            }
        }
        out
    }

    /// The mark of a note is no word of the sentence; what else is raised is.
    fn raised(&self, rest: Span) -> usize {
        let near = rest.of(self.text);
        let near = &near[..near.floor_char_boundary(MARK.min(near.len()))];
        match closing_tag(near, "sup") {
            Some(length) if near[..length].contains("href=\"#") => rest.start + length,
            _ => rest.start,
        }
    }
}

fn is_space(char: char) -> bool {
    char.is_whitespace() && char != '\u{a0}' || char == '\u{feff}'
}
