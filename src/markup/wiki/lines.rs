use super::{
    cuts,
    holes::{Hole, HoleKind, holes},
    inline, templates,
};
use crate::{
    markup::{Kind, html, page::Page},
    text::Span,
};

/// Reads one stretch line by line.
pub fn read(page: &mut Page, stretch: Span) {
    let text = page.text;
    let holes = holes(text, stretch);
    let mut reader = Lines { holes: &holes, quoted: false };
    let mut at = stretch.start;
    while at < stretch.end {
        let (end, next) = reader.line_end(text, at, stretch.end);
        // What looks like a heading further down stands in something that is still open.
        page.nested = at > stretch.start;
        reader.line(page, Span::new(at, end));
        if end < next && page.is_written() {
            page.line_break(Span::new(end, next));
        }
        at = next;
    }
}

struct Lines<'h> {
    holes: &'h [Hole],
    quoted: bool,
}

impl Lines<'_> {
    /// Where the line that starts at `at` ends and where the next one begins; holes hide line breaks.
    fn line_end(&self, text: &str, at: usize, limit: usize) -> (usize, usize) {
        let mut from = at;
        loop {
            let Some(found) = memchr::memchr2(b'\n', b'\r', &text.as_bytes()[from..limit]) else {
                return (limit, limit);
            };
            let end = from + found;
            let index = self.holes.partition_point(|it| it.span.end <= end);
            match self.holes.get(index).filter(|it| it.span.start <= end) {
                Some(hole) => from = hole.span.end,
                None => {
                    let is_crlf =
                        text.as_bytes()[end] == b'\r' && text.as_bytes().get(end + 1) == Some(&b'\n');
                    return (end, (end + 1 + usize::from(is_crlf)).min(limit));
                }
            }
        }
    }

    fn line(&mut self, page: &mut Page, line: Span) {
        let words = line.of(page.text);
        let trimmed = words.trim();
        if trimmed.is_empty() || trimmed.starts_with("----") {
            return page.close();
        }
        if let Some((level, inner)) = cuts::title(words.trim_end()) {
            page.begin(Kind::Heading(level), line.start);
            let start = line.start + usize::from(level);
            self.words(page, Span::new(start, start + inner.len()));
            return page.close();
        }
        if let Some(hole) = self.alone(line, page.text) {
            return self.block(page, &hole);
        }
        let start = line.start + words.len() - words.trim_start().len();
        let rest = Span::new(start, line.end);
        match trimmed.as_bytes()[0] {
            _ if trimmed.starts_with("{|") || trimmed.starts_with("|}") || trimmed.starts_with("|-") => {
                page.close();
            }
            b'|' | b'!' => self.row(page, rest),
            _ if words.starts_with(' ') && !self.quoted && !page.is_open() => {}
            _ if trimmed.get(..9).is_some_and(|it| it.eq_ignore_ascii_case("#redirect")) => {}
            b'*' | b'#' | b':' | b';' => {
                let marker = trimmed.len() - trimmed.trim_start_matches(['*', '#', ':', ';', ' ']).len();
                page.begin(Kind::ListItem, start);
                self.words(page, Span::new(start + marker, line.end));
            }
            _ => self.paragraph(page, rest),
        }
    }

    /// The hole that is all of a line.
    fn alone(&self, line: Span, text: &str) -> Option<Hole> {
        let index = self.holes.partition_point(|it| it.span.start < line.start);
        let hole = self.holes.get(index).filter(|it| it.span.end <= line.end)?;
        let around = [Span::new(line.start, hole.span.start), Span::new(hole.span.end, line.end)];
        around.iter().all(|it| it.of(text).trim().is_empty()).then(|| hole.clone())
    }

    /// A hole that stands on a line of its own.
    fn block(&mut self, page: &mut Page, hole: &Hole) {
        let text = page.text;
        match &hole.kind {
            HoleKind::Comment => {
                page.comment(&html::comment(hole.span.of(text)).unwrap_or_default(), hole.span);
            }
            HoleKind::Template => templates::block(page, hole.span),
            HoleKind::File => {
                page.close();
                inline::caption(page, hole.span);
            }
            HoleKind::Raw(name, _) if name == "nowiki" || name == "code" || name == "math" => {
                self.paragraph(page, hole.span);
            }
            HoleKind::Raw(..) => page.close(),
            HoleKind::Ref(..) => self.words(page, hole.span),
        }
    }

    /// Words that go on with the paragraph above or begin one; tags among them may end it.
    fn paragraph(&mut self, page: &mut Page, mut line: Span) {
        let text = page.text;
        // A picture's words stand before the paragraph it is put beside.
        while let Some(hole) = self.holes.get(self.holes.partition_point(|it| it.span.start < line.start))
            && hole.span.start == line.start
            && hole.kind == HoleKind::File
        {
            page.close();
            inline::caption(page, hole.span);
            line.start = (hole.span.end + skip_space(&text[hole.span.end..line.end])).min(line.end);
        }
        let mut from = line.start;
        let mut at = line.start;
        while let Some(found) = memchr::memchr(b'<', &text.as_bytes()[at..line.end]) {
            at += found;
            let index = self.holes.partition_point(|it| it.span.end <= at);
            if let Some(hole) = self.holes.get(index).filter(|it| it.span.start <= at) {
                at = hole.span.end.min(line.end);
                continue;
            }
            let tag = &text[at..at + html::tag_length(&text[at..line.end])];
            let name = html::name(tag);
            let end = at + tag.len().max(1);
            if html::is_block(&name, tag) {
                self.run(page, Span::new(from, at));
                page.close();
                if name == "blockquote" || name == "poem" {
                    self.quoted = !tag.starts_with("</");
                }
                from = end;
            }
            at = end;
        }
        self.run(page, Span::new(from, line.end));
    }

    fn run(&self, page: &mut Page, span: Span) {
        let words = span.of(page.text).trim();
        if words.is_empty() || is_behaviour(words) {
            return;
        }
        if page.kind() == Some(Kind::ListItem) {
            page.close();
        }
        if !page.is_open() {
            let start = span.start + skip_space(span.of(page.text));
            page.begin(if self.quoted { Kind::BlockQuote } else { Kind::Paragraph }, start);
        }
        self.words(page, span);
    }

    fn words(&self, page: &mut Page, span: Span) {
        inline::read(page, span, self.holes, 0);
    }

    /// `| attributes | words || words`, `! words !! words`, `|+ caption`.
    fn row(&self, page: &mut Page, line: Span) {
        let text = page.text;
        let words = line.of(text);
        if words.starts_with("|+") {
            page.begin(Kind::Caption, line.start);
            self.words(page, self.without_attributes(text, Span::new(line.start + 2, line.end)));
            return page.close();
        }
        let is_head = words.starts_with('!');
        let mut from = line.start + 1;
        let mut at = from;
        while at < line.end {
            let parts =
                text[at..line.end].starts_with("||") || is_head && text[at..line.end].starts_with("!!");
            if parts {
                self.cell(page, Span::new(from, at));
                at += 2;
                from = at;
            } else {
                at = self.next_bar(text, at, line.end);
            }
        }
        self.cell(page, Span::new(from, line.end));
    }

    fn cell(&self, page: &mut Page, cell: Span) {
        let words = self.without_attributes(page.text, cell);
        page.begin(Kind::TableCell, words.start + skip_space(words.of(page.text)));
        self.words(page, words);
    }

    /// The next bar or exclamation mark behind `at` that stands in no hole and no link.
    fn next_bar(&self, text: &str, at: usize, limit: usize) -> usize {
        let mut at = at;
        let mut first = true;
        while at < limit {
            let index = self.holes.partition_point(|it| it.span.end <= at);
            if let Some(hole) = self.holes.get(index).filter(|it| it.span.start <= at) {
                at = hole.span.end.min(limit);
                first = false;
                continue;
            }
            let rest = &text.as_bytes()[at..limit];
            match rest[0] {
                b'|' | b'!' if !first => return at,
                b'[' if rest.starts_with(b"[[") => {
                    let near = &rest[..rest.len().min(500)];
                    at += memchr::memmem::find(near, b"]]").map_or(2, |it| it + 2);
                }
                _ => {
                    at += 1;
                    at += text.as_bytes()[at..limit]
                        .iter()
                        .position(|it| b"|![{<".contains(it))
                        .unwrap_or(limit - at);
                }
            }
            first = false;
        }
        limit
    }

    fn without_attributes(&self, text: &str, cell: Span) -> Span {
        let bar = self.next_bar(text, cell.start, cell.end);
        let is_attribute =
            bar < cell.end && text.as_bytes()[bar] == b'|' && text[cell.start..bar].contains('=');
        if is_attribute { Span::new(bar + 1, cell.end) } else { cell }
    }
}

/// `__NOTOC__` and its like.
fn is_behaviour(words: &str) -> bool {
    let inner = words.strip_prefix("__").and_then(|it| it.strip_suffix("__"));
    inner.is_some_and(|it| !it.is_empty() && it.bytes().all(|it| it.is_ascii_uppercase()))
}

/// Bytes of the white space that words begin with.
fn skip_space(words: &str) -> usize {
    words.len() - words.trim_start().len()
}
