use super::{
    code::{self, Code, Expression},
    cuts, inline,
};
use crate::{
    markup::{Kind, lines::Line, page::Page},
    text::Span,
};

/// Calls in calls deeper than this are read as words.
const DEEPEST: usize = 6;

/// Reads one stretch.
pub fn read(page: &mut Page, stretch: Span) {
    Reader { own: None, depth: 0, broken: false, gathered: None }.read(page, stretch);
}

/// Reads blocks, one line after the other.
struct Reader {
    /// The kind of paragraphs, where a call has settled it.
    own: Option<Kind>,
    depth: usize,
    /// Something is not closed: from there on nothing goes beyond its line.
    broken: bool,
    /// The paragraph being gathered: kind, words, where it begins.
    gathered: Option<(Kind, Span, usize)>,
}

impl Reader {
    fn read(&mut self, page: &mut Page, span: Span) {
        let text = &page.text[..span.end];
        let mut at = span.start;
        while at < span.end {
            let line = Line::at(text, at);
            let words = &text[at..line.end];
            let start = at + words.len() - words.trim_start().len();
            at = if start == line.end {
                self.end(page);
                line.next
            } else {
                self.line(page, span, Line { start: at, ..line }, start)
            };
        }
        self.end(page);
    }

    /// Reads what begins with the words at `start` and says where to go on.
    fn line(&mut self, page: &mut Page, span: Span, line: Line, start: usize) -> usize {
        let text = page.text;
        let words = &text[start..line.end];
        let is_first = self.depth == 0 && line.start == span.start;
        if let Some(signs) =
            cuts::heading(words).filter(|_| start == line.start && (is_first || self.depth > 0))
        {
            page.nested |= self.depth > 0;
            let title = Span::new(start + signs, start + words.trim_end().len());
            self.alone(page, Kind::Heading(signs.min(6) as u8), title, start);
            return line.next;
        }
        match words.as_bytes()[0] {
            b'`' if words.starts_with("```") => {
                self.end(page);
                return skipped(text, start, span.end);
            }
            b'/' if self.gathered.is_none() && code::is_comment(text, start) => {
                page.comment(words[2..].trim(), Span::new(start, start + words.trim_end().len()));
                return line.next;
            }
            b'/' if self.gathered.is_none() && words.starts_with("/*") => {
                let end = skipped(text, start, span.end);
                let inner = text[start + 2..end].trim().trim_end_matches("*/");
                page.comment(inner, Span::new(start, end));
                return end;
            }
            b'#' => {
                if let Some(end) = self.code(page, span, line, start) {
                    return end;
                }
            }
            _ => {}
        }
        self.gather(page, span, line, start)
    }

    /// A statement, or a call that is no part of a paragraph.
    fn code(&mut self, page: &mut Page, span: Span, line: Line, start: usize) -> Option<usize> {
        let text = page.text;
        if code::statement(text, start, line.end).is_some() {
            self.end(page);
            let through = if self.broken { None } else { closed(text, line, start, span.end) };
            self.broken |= through.is_none();
            return Some(through.map_or(line.next, |it| it.next));
        }
        if self.gathered.is_some() || self.depth >= DEEPEST || self.broken {
            return None;
        }
        let Some(call) = code::expression(text, start, span.end) else {
            // A call that holds whole sections, or is still being typed.
            let opens = text[start..line.end].trim_end().ends_with(['[', '(', '{']);
            self.broken |= opens;
            return opens.then_some(line.next);
        };
        let rest = Line::at(&text[..span.end], call.end).of(text);
        let alone = rest.trim().is_empty() || rest.trim_start().starts_with('<');
        let name = call.name.of(text);
        if !alone || matches!(name, "footnote" | "link" | "cite") {
            return None;
        }
        match call.content {
            Some(content) => {
                let own = if name == "quote" { Some(Kind::BlockQuote) } else { self.own };
                Reader { own, depth: self.depth + 1, broken: false, gathered: None }.read(page, content);
            }
            None => self.arguments(page, &call),
        }
        Some(call.end + rest.len())
    }

    /// What a call's arguments show to readers: the cells of a table, the caption of a figure.
    fn arguments(&mut self, page: &mut Page, call: &Expression) {
        let text = page.text;
        let Some(Span { start, end }) = call.arguments else { return };
        let mut at = start;
        while let Some(found) = memchr::memchr3(b'[', b'"', b'/', &text.as_bytes()[at..end]) {
            let open = at + found;
            let is_caption = text[start..open].trim_end().ends_with("caption:");
            let close = match text.as_bytes()[open] {
                b'[' => code::matching(text, open, end),
                b'"' => string_end(&text[open..end]).map(|it| open + it),
                _ if text[open..end].starts_with("//") => {
                    at = Line::at(&text[..end], open).next.max(open + 1);
                    continue;
                }
                _ => {
                    at = open + 1;
                    continue;
                }
            };
            let Some(close) = close else { return };
            let kind = if is_caption { Kind::Caption } else { Kind::TableCell };
            if is_caption || text[open..].starts_with('[') {
                self.alone(page, kind, Span::new(open + 1, close), open + 1);
            }
            at = close + 1;
        }
    }

    /// A line of words: it begins an item, or goes on with what is above, through all that it leaves open.
    fn gather(&mut self, page: &mut Page, span: Span, line: Line, start: usize) -> usize {
        let text = page.text;
        let marker = marker(&text[start..line.end]);
        if marker.is_some() {
            self.end(page);
        }
        let from = start + marker.unwrap_or(0);
        let last = if self.broken { None } else { closed(text, line, from, span.end) };
        self.broken |= last.is_none();
        let Line { end, next, .. } = last.unwrap_or(line);
        match &mut self.gathered {
            Some((_, words, _)) => words.end = end,
            None => {
                let kind = if marker.is_some() { Kind::ListItem } else { Kind::Paragraph };
                self.gathered = Some((self.own.unwrap_or(kind), Span::new(from, end), start));
            }
        }
        next
    }

    /// Ends the paragraph being gathered.
    fn end(&mut self, page: &mut Page) {
        let Some((kind, words, start)) = self.gathered.take() else { return page.close() };
        page.begin(kind, start);
        inline::read(page, words);
        page.close();
    }

    fn alone(&mut self, page: &mut Page, kind: Kind, words: Span, start: usize) {
        self.end(page);
        page.begin(kind, start);
        inline::read(page, words);
        page.close();
    }
}

/// Bytes to the mark that closes a string.
fn string_end(text: &str) -> Option<usize> {
    let mut escaped = false;
    text.bytes().enumerate().skip(1).find_map(|(at, byte)| {
        let ends = byte == b'"' && !escaped;
        escaped = byte == b'\\' && !escaped;
        ends.then_some(at)
    })
}

/// The line on which everything is closed that is open on this one; None when something stays open.
fn closed(text: &str, line: Line, start: usize, end: usize) -> Option<Line> {
    let text = &text[..end];
    let mut code = Code::default();
    code.line(text, start, line.end);
    let mut last = line;
    while !code.is_closed() {
        if last.next >= end {
            return None;
        }
        last = Line::at(text, last.next);
        if last.of(text).trim().is_empty() {
            code.blank();
        }
        code.line(text, last.start, last.end);
    }
    Some(last)
}

/// Where raw text or a comment ends that begins at `start`, and its last line with it.
fn skipped(text: &str, start: usize, end: usize) -> usize {
    closed(text, Line::at(&text[..end], start), start, end).map_or(end, |it| it.next)
}

/// Bytes of the marker of a list item or a term.
fn marker(words: &str) -> Option<usize> {
    let digits = words.bytes().take_while(u8::is_ascii_digit).count();
    let numbered = (1..=3).contains(&digits) && words[digits..].starts_with(". ");
    let bullet = words.starts_with("- ") || words.starts_with("+ ") || words.starts_with("/ ");
    match (bullet, numbered) {
        (true, _) => Some(2),
        (_, true) => Some(digits + 2),
        _ => None,
    }
}
