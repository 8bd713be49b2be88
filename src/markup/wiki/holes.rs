use super::cuts::is_raw;
use crate::{markup::html, text::Span};

/// A part of a stretch that is read by its own rules; its line breaks end no line.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Hole {
    pub span: Span,
    pub kind: HoleKind,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub enum HoleKind {
    Comment,
    /// A tag whose content is no markup, by its name, and that content.
    Raw(String, Span),
    /// `<ref name="…">…</ref>`: its tag and its content.
    Ref(Span, Span),
    /// `{{…}}`
    Template,
    /// `[[File:…]]`, `[[Category:…]]` and links to other languages.
    File,
}

/// The outermost holes of a stretch, in order. What is not closed is no hole.
pub fn holes(text: &str, stretch: Span) -> Vec<Hole> {
    let mut finding = Finding { text, limit: stretch.end, ..Finding::default() };
    let bytes = text.as_bytes();
    let mut at = stretch.start;
    while at < stretch.end {
        let here = bytes[at];
        let twice = bytes.get(at + 1).filter(|_| at + 1 < stretch.end) == Some(&here);
        at += match here {
            b'{' | b'[' if twice => finding.open(at, here),
            b'}' | b']' if twice => finding.close(at, if here == b'}' { b'{' } else { b'[' }),
            b'<' => finding.tag(at),
            _ => bytes[at + 1..stretch.end]
                .iter()
                .position(|it| b"{}[]<".contains(it))
                .map_or(stretch.end - at, |it| it + 1),
        };
    }
    finding.holes
}

#[derive(Default)]
struct Finding<'a> {
    text: &'a str,
    limit: usize,
    holes: Vec<Hole>,
    /// What is open, by its bracket and where it stands; how many of each.
    open: Vec<(u8, usize)>,
    templates: usize,
    links: usize,
    /// No `<ref>` is closed any more.
    unclosed: bool,
}

impl Finding<'_> {
    fn open(&mut self, at: usize, bracket: u8) -> usize {
        self.open.push((bracket, at));
        self.count(bracket, true);
        2
    }

    fn count(&mut self, bracket: u8, more: bool) {
        let count = if bracket == b'{' { &mut self.templates } else { &mut self.links };
        *count = if more { *count + 1 } else { count.saturating_sub(1) };
    }

    fn close(&mut self, at: usize, bracket: u8) -> usize {
        let count = if bracket == b'{' { self.templates } else { self.links };
        if count == 0 {
            return 2;
        }
        while let Some((opened, start)) = self.open.pop() {
            self.count(opened, false);
            if opened == bracket {
                let span = Span::new(start, at + 2);
                let is_file = bracket == b'[' && is_file(&self.text[start + 2..at]);
                if bracket == b'{' || is_file {
                    let kind = if is_file { HoleKind::File } else { HoleKind::Template };
                    self.add(span, kind);
                }
                break;
            }
        }
        2
    }

    /// A tag that is a hole, or the bytes of one that is not.
    fn tag(&mut self, at: usize) -> usize {
        let rest = &self.text[at..self.limit];
        let length = html::tag_length(rest);
        if length == 0 {
            return 1;
        }
        let tag = &rest[..length];
        if rest.starts_with("<!--") {
            self.add(Span::new(at, at + length), HoleKind::Comment);
            return length;
        }
        let name = html::name(tag);
        let content = at + length;
        if name == "ref" && tag.ends_with("/>") {
            let span = Span::new(at, content);
            self.add(span, HoleKind::Ref(span, Span::at(content)));
            return length;
        }
        if tag.starts_with("</") || tag.ends_with("/>") || name != "ref" && !is_raw(&name) {
            return length;
        }
        if name == "ref" && self.unclosed {
            return length;
        }
        let close = match html::closing_tag(&rest[length..], &name) {
            Some(close) => close,
            None if name == "ref" => {
                self.unclosed = true;
                return length;
            }
            None => rest.len() - length,
        };
        let inner = Span::new(content, content + close);
        let end = inner.end + html::tag_length(&rest[length + close..]);
        let kind = if name == "ref" {
            HoleKind::Ref(Span::new(at, content), inner)
        } else {
            HoleKind::Raw(name, inner)
        };
        self.add(Span::new(at, end), kind);
        end - at
    }

    /// Adds a hole; those inside it go.
    fn add(&mut self, span: Span, kind: HoleKind) {
        while self.holes.last().is_some_and(|it| it.span.start >= span.start) {
            self.holes.pop();
        }
        self.holes.push(Hole { span, kind });
    }
}

/// Whether what stands in double brackets is no link in the text.
fn is_file(inner: &str) -> bool {
    let target = inner.split('|').next().unwrap_or_default();
    let Some((space, _)) = target.split_once(':') else { return false };
    let space = space.trim();
    let names = ["file", "image", "media", "category"];
    let is_language = (2..=3).contains(&space.len())
        && space.bytes().all(|it| it.is_ascii_lowercase())
        && !inner.contains('|');
    names.iter().any(|it| space.eq_ignore_ascii_case(it)) || is_language
}
