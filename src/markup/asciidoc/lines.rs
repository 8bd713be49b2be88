use super::{
    cuts::{self, Fence},
    inline,
};
use crate::{
    markup::{
        Kind, MarkKind,
        lines::{Line, lines},
        page::Page,
    },
    text::Span,
};

/// Reads one stretch line by line.
pub fn read(page: &mut Page, stretch: Span) {
    let text = page.text;
    let mut reader = Lines::default();
    for line in lines(&text[..stretch.end], stretch.start) {
        page.nested = line.start > stretch.start;
        reader.line(page, line);
    }
    reader.end(page);
}

#[derive(Default)]
struct Lines<'a> {
    /// The delimiter of the open block and what it does.
    fence: Option<(&'a str, Fence)>,
    /// What block attributes say of the next block.
    quotes: bool,
    hides: bool,
    /// Below a document's title, before the first blank line; lines of it that were read.
    header: Option<usize>,
    /// The paragraph being gathered, its kind, where its block begins.
    gathered: Option<(Kind, Span, usize)>,
    /// The lines of a literal paragraph go on.
    literal: bool,
    comments: Vec<(String, Span)>,
}

impl<'a> Lines<'a> {
    fn line(&mut self, page: &mut Page<'a>, line: Line) {
        let text = page.text;
        let words = line.of(text).trim_end();
        let span = Span::new(line.start, line.start + words.len());
        if let Some((delimiter, fence)) = self.fence {
            if cuts::closes(delimiter, words) {
                self.end(page);
                self.fence = None;
                return;
            }
            match fence {
                Fence::Hidden => return,
                Fence::Table => return self.row(page, span),
                _ => {}
            }
        }
        if words.trim().is_empty() {
            self.end(page);
            (self.header, self.literal) = (None, false);
            return;
        }
        if self.literal {
            return;
        }
        if let Some(fence) = cuts::fence(words) {
            self.end(page);
            let hides = self.hides && fence != Fence::Table;
            let fence = if self.quotes && !hides { Fence::Quote } else { fence };
            self.fence = (fence != Fence::Open).then_some((words, if hides { Fence::Hidden } else { fence }));
            (self.quotes, self.hides) = (false, false);
            return;
        }
        if words.starts_with("//") && !words.starts_with("///") {
            return self.comment(page, span);
        }
        if let Some(index) = self.header {
            self.header = Some(index + 1);
            return self.header_line(page, span, index);
        }
        if let Some((level, length)) = cuts::section(words).filter(|_| !page.nested) {
            self.alone(page, Kind::Heading(level), Span::new(line.start + length + 1, span.end), line.start);
            self.header = (level == 1).then_some(0);
            return;
        }
        if is_attribute(words) || is_directive(words) {
            return self.end(page);
        }
        self.words(page, span);
    }

    /// Author and revision below a document's title.
    fn header_line(&mut self, page: &mut Page<'a>, line: Span, index: usize) {
        let words = line.of(page.text);
        if index > 0 || is_attribute(words) {
            return;
        }
        let name = words.split('<').next().unwrap_or_default().trim_end();
        page.nested = true;
        self.alone(page, Kind::Byline, Span::new(line.start, line.start + name.len()), line.start);
    }

    /// A line of comment: inside a paragraph it is the paragraph's.
    fn comment(&mut self, page: &mut Page<'a>, line: Span) {
        let words = line.of(page.text)[2..].trim().to_owned();
        match &mut self.gathered {
            Some((_, span, _)) => {
                span.end = line.end;
                self.comments.push((words, line));
            }
            None => page.comment(&words, line),
        }
    }

    fn end(&mut self, page: &mut Page<'a>) {
        let Some((kind, words, start)) = self.gathered.take() else { return page.close() };
        page.begin(kind, start);
        let mut from = words.start;
        for (comment, line) in std::mem::take(&mut self.comments) {
            inline::read(page, Span::new(from, line.start));
            page.comment(&comment, line);
            from = Line::at(page.text, line.end).next.min(words.end);
        }
        inline::read(page, Span::new(from, words.end));
        page.close();
    }

    fn alone(&mut self, page: &mut Page<'a>, kind: Kind, words: Span, start: usize) {
        self.end(page);
        page.begin(kind, start);
        inline::read(page, words);
        page.close();
    }

    fn kind(&self) -> Kind {
        let quoted = self.quotes || matches!(self.fence, Some((_, Fence::Quote)));
        if quoted { Kind::BlockQuote } else { Kind::Paragraph }
    }

    fn words(&mut self, page: &mut Page<'a>, line: Span) {
        let words = line.of(page.text);
        let trimmed = words.trim_start();
        let start = line.end - trimmed.len();
        if let Some(length) = marker(trimmed) {
            self.end(page);
            self.gathered = Some((Kind::ListItem, Span::new(start + length, line.end), start));
            return;
        }
        if let Some((term, behind)) = term(trimmed) {
            // It is no part of the sentence that tells what it is.
            self.end(page);
            self.gathered = Some((Kind::ListItem, Span::new(start, start + term), start));
            self.end(page);
            let from = start + behind;
            self.gathered = Some((Kind::ListItem, Span::new(from, line.end), from));
            return;
        }
        if trimmed == "+" || trimmed == "'''" || trimmed == "<<<" {
            return self.end(page);
        }
        if let Some((_, span, from)) = &mut self.gathered {
            if span.is_empty() {
                (span.start, *from) = (start, start);
            }
            span.end = line.end;
            return;
        }
        if trimmed.starts_with('[')
            && trimmed.ends_with(']')
            && start == line.start
            && !trimmed.starts_with("[.")
        {
            return self.attributes(trimmed);
        }
        if self.hides || words.starts_with([' ', '\t']) {
            self.literal = true;
            self.hides = false;
            return;
        }
        if trimmed.starts_with('.') && trimmed[1..].starts_with(|it: char| !it.is_whitespace() && it != '.') {
            return self.alone(page, Kind::Caption, Span::new(start + 1, line.end), start);
        }
        if let Some(rest) = block_image(trimmed) {
            let from = line.end - rest.len();
            let alt = rest.split([',', ']']).next().unwrap_or_default();
            return self.alone(page, Kind::Caption, Span::new(from, from + alt.len()), start);
        }
        let label = admonition(trimmed);
        self.gathered = Some((self.kind(), Span::new(start + label, line.end), start));
        self.quotes = false;
    }

    /// `[quote, author]`, `[source,rust]`, `[[anchor]]`.
    fn attributes(&mut self, line: &str) {
        let inner = &line[1..line.len() - 1];
        let style = inner.split([',', '#', '.', '%']).next().unwrap_or_default().trim();
        match style {
            "quote" | "verse" => self.quotes = true,
            "source" | "listing" | "literal" | "pass" | "stem" | "latexmath" | "asciimath" | "comment"
            | "plantuml" | "mermaid" | "graphviz" | "ditaa" => self.hides = true,
            _ => {}
        }
    }

    /// `|one |two`: each bar opens a cell; a line without bars goes on with the last.
    fn row(&mut self, page: &mut Page<'a>, line: Span) {
        let text = page.text;
        let words = line.of(text);
        if words.trim().is_empty() {
            return self.end(page);
        }
        let mut from = line.start;
        for (at, _) in words.match_indices('|') {
            let at = line.start + at;
            if text[..at].ends_with('\\') {
                continue;
            }
            // What stands before a bar may say how wide or what style the cell is.
            let before = Span::new(from, at).of(text);
            let specifier = before.rfind(char::is_whitespace).map_or(0, |it| it + 1);
            let is_specifier = is_specifier(&before[specifier..]);
            let end = if is_specifier { from + specifier } else { at };
            self.cell(Span::new(from, end), text);
            self.end(page);
            self.gathered = Some((Kind::TableCell, Span::at(at + 1), at + 1));
            from = at + 1;
        }
        self.cell(Span::new(from, line.end), text);
    }

    fn cell(&mut self, words: Span, text: &str) {
        let trimmed = words.of(text).trim();
        if let Some((_, span, start)) = self.gathered.as_mut().filter(|_| !trimmed.is_empty()) {
            let from = words.start + words.of(text).len() - words.of(text).trim_start().len();
            if span.is_empty() {
                (*span, *start) = (Span::at(from), from);
            }
            span.end = from + trimmed.len();
        }
    }
}

/// "2+", ".3+", "a", "^.>s": how a cell is set.
fn is_specifier(words: &str) -> bool {
    let marks = words.trim_start_matches(|it: char| it.is_ascii_digit() || "+.*<>^".contains(it));
    let spans = marks.len() < words.len() && words.contains(['+', '*', '<', '>', '^']);
    words.len() <= 8 && (spans && marks.len() <= 1 || matches!(words, "a" | "e" | "h" | "l" | "m" | "s"))
}

/// `:name: value`, `:!name:`.
fn is_attribute(line: &str) -> bool {
    let Some(rest) = line.strip_prefix(':') else { return false };
    let Some(end) = rest.find(':') else { return false };
    let name = rest[..end].trim_matches('!');
    let behind = &rest[end + 1..];
    !name.is_empty()
        && name.bytes().all(|it| it.is_ascii_alphanumeric() || b"-_".contains(&it))
        && (behind.is_empty() || behind.starts_with(' '))
}

/// `include::file[]`, `ifdef::name[]`, `toc::[]`.
fn is_directive(line: &str) -> bool {
    let names =
        ["include", "ifdef", "ifndef", "ifeval", "endif", "toc", "video", "audio", "bibliography", "bibitem"];
    line.split_once("::").is_some_and(|(name, rest)| names.contains(&name) && rest.contains('['))
}

/// What follows the bracket of `image::file[words]`.
fn block_image(line: &str) -> Option<&str> {
    let rest = line.strip_prefix("image::")?;
    let bracket = rest.find('[')?;
    line.ends_with(']').then(|| &rest[bracket + 1..])
}

/// Bytes of `NOTE: `.
fn admonition(line: &str) -> usize {
    let labels = ["NOTE: ", "TIP: ", "IMPORTANT: ", "WARNING: ", "CAUTION: "];
    labels.iter().find(|it| line.starts_with(**it)).map_or(0, |it| it.len())
}

/// Bytes of a term that a list explains, and where its explanation begins: `term:: words`.
fn term(line: &str) -> Option<(usize, usize)> {
    let term = line.find(":: ").or_else(|| line.ends_with("::").then(|| line.len() - 2))?;
    let is_term = term > 0 && term < 80 && !line[..term].contains("[");
    let words = line[term..].trim_start_matches(':');
    is_term.then(|| (term, line.len() - words.trim_start().len()))
}

/// Bytes of the marker of a list item: `* `, `.. `, `1. `, `<1> `.
fn marker(line: &str) -> Option<usize> {
    let mark = line.bytes().next()?;
    let run = line.bytes().take_while(|it| *it == mark).count();
    let bulleted = matches!(mark, b'*' | b'.') && run <= 5 || mark == b'-' && run == 1;
    if bulleted && line[run..].starts_with(' ') {
        let rest = &line[run + 1..];
        let boxed = ["[ ] ", "[x] ", "[*] "].iter().any(|it| rest.starts_with(it));
        return Some(run + 1 + if boxed { 4 } else { 0 });
    }
    let digits = line.bytes().take_while(u8::is_ascii_digit).count();
    if (1..=3).contains(&digits) && line[digits..].starts_with(". ") {
        return Some(digits + 2);
    }
    let callout = line.strip_prefix('<').and_then(|it| it.find("> ").map(|at| (it, at)));
    if let Some((inner, at)) = callout
        && at > 0
        && at <= 2
        && inner[..at].bytes().all(|it| it.is_ascii_digit() || it == b'.')
    {
        return Some(at + 3);
    }
    None
}

/// Marks a citation of several keys.
pub(super) fn citations(inner: &str) -> Vec<MarkKind> {
    let keys = inner.split([',', ';']).filter_map(|part| {
        let key = part.split('(').next()?.trim();
        let is_key = !key.is_empty() && !key.contains([' ', ')']);
        is_key.then(|| MarkKind::Citation(key.to_owned()))
    });
    keys.collect()
}
