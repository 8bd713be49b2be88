//! HTML in Markdown: the prose between tags, comments, links.
//!
//! Not a parser: tags are told apart by their names, whatever is open at the end of a block closes.

use crate::{
    markup::{
        Block, Kind, Mark, MarkKind,
        composing::{Composing, STAND_IN},
        lines::lines,
    },
    text::Span,
};

/// What a tag inside a paragraph means to its prose.
pub enum Inline {
    Comment(String),
    Break,
    /// Opens something that is no prose, up to the closing tag of this name.
    Hide(String),
    Close(String),
    Link(String),
    Other,
}

pub fn inline(tag: &str) -> Inline {
    if let Some(text) = comment(tag) {
        return Inline::Comment(text);
    }
    let name = name(tag);
    match name.as_str() {
        _ if tag.starts_with("</") => Inline::Close(name),
        "br" => Inline::Break,
        "code" | "kbd" | "samp" | "var" | "script" | "style" | "math" | "svg" if !tag.ends_with("/>") => {
            Inline::Hide(name)
        }
        "a" => attribute(tag, "href").map_or(Inline::Other, Inline::Link),
        _ => Inline::Other,
    }
}

/// The prose of a block of HTML, and a block without prose for comments that stand alone.
pub fn blocks(text: &str, span: Span, own: Kind, blocks: &mut Vec<Block>) {
    let mut page = Page { text, own, kinds: Vec::new(), open: None, links: Vec::new(), blocks };
    let mut at = span.start;
    while at < span.end {
        let rest = &text[at..span.end];
        let length = if rest.starts_with('<') { tag_length(rest) } else { 0 };
        if length == 0 {
            let next = rest.char_indices().skip(1).find(|it| it.1 == '<').map_or(rest.len(), |it| it.0);
            page.words(Span::new(at, at + next));
            at += next;
            continue;
        }
        let tag = Span::new(at, at + length);
        at = page.tag(tag, span.end);
    }
    page.close();
}

struct Page<'a, 'b> {
    text: &'a str,
    own: Kind,
    /// Open tags that give their prose a kind.
    kinds: Vec<(String, Kind)>,
    open: Option<(Composing<'a>, Span)>,
    links: Vec<(String, usize, Span)>,
    blocks: &'b mut Vec<Block>,
}

impl<'a> Page<'a, '_> {
    /// Reads a tag and says where to go on.
    fn tag(&mut self, span: Span, limit: usize) -> usize {
        let tag = span.of(self.text);
        if let Some(text) = comment(tag) {
            self.comment(text, span);
            return span.end;
        }
        let name = name(tag);
        let closes = tag.starts_with("</");
        match name.as_str() {
            "script" | "style" | "pre" | "textarea" | "svg" | "math" | "template" | "code" | "kbd"
                if !closes =>
            {
                let rest = &self.text[span.end..limit];
                let length = closing_tag(rest, &name).unwrap_or(rest.len());
                if let Some((composing, _)) = &mut self.open {
                    composing.stand_in(STAND_IN, Span::new(span.start, span.end + length));
                }
                return span.end + length;
            }
            "br" => {
                if let Some((composing, _)) = &mut self.open {
                    composing.stand_in("\n", span);
                }
            }
            "img" => {
                if let Some((composing, _)) = &mut self.open {
                    composing.stand_in(STAND_IN, span);
                }
            }
            "a" => self.anchor(tag, span, closes),
            _ if INLINE.contains(&name.as_str()) => {}
            _ => {
                self.close();
                self.kind(name, closes, tag.ends_with("/>"));
            }
        }
        span.end
    }

    fn kind(&mut self, name: String, closes: bool, is_empty: bool) {
        let kind = match name.as_str() {
            "figcaption" | "caption" => Kind::Caption,
            "li" | "dt" | "dd" => Kind::ListItem,
            "blockquote" => Kind::BlockQuote,
            "td" | "th" => Kind::TableCell,
            "h1" | "h2" | "h3" | "h4" | "h5" | "h6" => Kind::Heading(name.as_bytes()[1] - b'0'),
            _ => return,
        };
        if !closes && !is_empty {
            self.kinds.push((name, kind));
        } else if let Some(index) = self.kinds.iter().rposition(|it| it.0 == name) {
            self.kinds.truncate(index);
        }
    }

    fn anchor(&mut self, tag: &str, span: Span, closes: bool) {
        if !closes {
            let Some(target) = attribute(tag, "href") else { return };
            let at = self.open(span).position();
            self.open(span).in_link = true;
            self.links.push((target, at, span));
        } else if let Some((target, start, opened)) = self.links.pop() {
            let composing = self.open(span);
            let at = Span::new(start, composing.position());
            composing.in_link = false;
            composing.marks.push(Mark { kind: MarkKind::Link(target), at, span: opened.join(span) });
        }
    }

    fn comment(&mut self, text: String, span: Span) {
        let kind = MarkKind::Comment(text);
        match &mut self.open {
            Some((composing, _)) => composing.aside(kind, span),
            None => {
                let mut alone = Composing::new(self.text, false);
                alone.aside(kind, span);
                self.blocks.extend(alone.finish(self.own, span));
            }
        }
    }

    fn open(&mut self, span: Span) -> &mut Composing<'a> {
        let text = self.text;
        let (composing, whole) = self.open.get_or_insert_with(|| (Composing::new(text, false), span));
        *whole = whole.join(span);
        composing
    }

    /// Words between tags: without the indentation, lines joined as they stand.
    fn words(&mut self, span: Span) {
        let words = span.of(self.text);
        if words.trim().is_empty() && self.open.is_none() {
            return;
        }
        let mut last_break = None;
        for (index, line) in lines(words, 0).enumerate() {
            let mut start = line.start;
            if index > 0 {
                let quoted = line.of(words).trim_start_matches([' ', '\t', '>']);
                start = line.end - quoted.len();
            }
            let start_of_block = self.open.is_none();
            let inner = &words[start..line.end];
            let inner = if start_of_block { inner.trim_start() } else { inner };
            let start = line.end - inner.len();
            if inner.is_empty() {
                last_break = (line.next > line.end && !start_of_block).then_some(line).or(last_break);
                continue;
            }
            let at = Span::new(span.start + start, span.start + line.end);
            if let Some(broken) = last_break.take() {
                self.line_break(span.start + broken.end, span.start + broken.next);
            }
            self.copy(at);
            last_break = (line.next > line.end).then_some(line);
        }
        if let Some(broken) = last_break {
            self.line_break(span.start + broken.end, span.start + broken.next);
        }
    }

    fn line_break(&mut self, from: usize, to: usize) {
        let span = Span::new(from, to);
        let text = self.text;
        let composing = self.open(span);
        match span.of(text).find('\n') {
            Some(at) => composing.copy(Span::new(from + at, from + at + 1)),
            None => composing.stand_in("\n", span),
        }
    }

    /// Words of one line, with their entities.
    fn copy(&mut self, span: Span) {
        let text = self.text;
        let composing = self.open(span);
        let mut from = span.start;
        for (at, _) in span.of(text).match_indices('&') {
            let start = span.start + at;
            if let Some((words, length)) = entity(&text[start..span.end]) {
                composing.copy(Span::new(from, start));
                composing.stand_in(&words, Span::new(start, start + length));
                from = start + length;
            }
        }
        if from < span.end {
            composing.copy(Span::new(from, span.end));
        }
    }

    fn close(&mut self) {
        self.links.clear();
        let Some((composing, span)) = self.open.take() else { return };
        let kind = match self.kinds.last() {
            Some((_, kind)) if self.own.is_body() => *kind,
            _ => self.own,
        };
        let end = span.start + span.of(self.text).trim_end().len();
        self.blocks.extend(composing.finish(kind, Span::new(span.start, end)));
    }
}

/// Tags that stand inside a sentence.
const INLINE: [&str; 28] = [
    "b", "i", "em", "strong", "span", "small", "sup", "sub", "u", "s", "del", "ins", "mark", "abbr", "cite",
    "q", "time", "font", "big", "tt", "wbr", "bdi", "bdo", "data", "dfn", "label", "strike", "acronym",
];

/// Bytes of the tag or comment at the start of `rest`; 0 when there is none.
fn tag_length(rest: &str) -> usize {
    if rest.starts_with("<!--") {
        return memchr::memmem::find(&rest.as_bytes()[4..], b"-->").map_or(rest.len(), |it| it + 7);
    }
    let opens = rest[1..].starts_with(|it: char| it.is_ascii_alphabetic() || matches!(it, '/' | '!' | '?'));
    if !opens {
        return 0;
    }
    rest.find('>').map_or(rest.len(), |it| it + 1)
}

/// Where the closing tag of this name stands.
fn closing_tag(rest: &str, name: &str) -> Option<usize> {
    let bytes = rest.as_bytes();
    memchr::memmem::find_iter(bytes, b"</").find(|at| {
        bytes.get(at + 2..at + 2 + name.len()).is_some_and(|it| it.eq_ignore_ascii_case(name.as_bytes()))
    })
}

/// The text of a comment.
fn comment(tag: &str) -> Option<String> {
    let inner = tag.strip_prefix("<!--")?;
    Some(inner.strip_suffix("-->").unwrap_or(inner).trim().to_owned())
}

fn name(tag: &str) -> String {
    let inner = tag.trim_start_matches(['<', '/']);
    let end = inner.find(|it: char| !it.is_ascii_alphanumeric()).unwrap_or(inner.len());
    inner[..end].to_ascii_lowercase()
}

/// The value of an attribute of a tag.
fn attribute(tag: &str, name: &str) -> Option<String> {
    let lower = tag.to_ascii_lowercase();
    let at = lower.match_indices(name).find_map(|(at, _)| {
        let rest = lower[at + name.len()..].trim_start();
        let is_whole = lower[..at].ends_with(|it: char| it.is_ascii_whitespace());
        (is_whole && rest.starts_with('=')).then(|| tag.len() - rest.len() + 1)
    })?;
    let value = tag[at..].trim_start();
    let quoted = ['"', '\''].iter().find_map(|it| value.strip_prefix(*it)?.split(*it).next());
    let bare = || value.split(|it: char| it.is_whitespace() || it == '>').next();
    quoted.or_else(bare).map(str::to_owned)
}

/// The characters behind an entity and its length in bytes.
fn entity(rest: &str) -> Option<(String, usize)> {
    let end = rest.bytes().take(12).position(|it| it == b';')?;
    let char = match &rest[1..end] {
        "amp" => '&',
        "lt" => '<',
        "gt" => '>',
        "quot" => '"',
        "apos" => '\'',
        "nbsp" => '\u{a0}',
        "ndash" => '–',
        "mdash" => '—',
        "lsquo" => '‘',
        "rsquo" => '’',
        "ldquo" => '“',
        "rdquo" => '”',
        "hellip" => '…',
        name => {
            let number = name.strip_prefix('#')?;
            let code = match number.strip_prefix(['x', 'X']) {
                Some(hex) => u32::from_str_radix(hex, 16).ok()?,
                None => number.parse().ok()?,
            };
            char::from_u32(code).filter(|it| *it != '\0')?
        }
    };
    Some((char.to_string(), end + 1))
}
