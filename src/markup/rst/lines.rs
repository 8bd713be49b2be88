use super::{cuts, inline};
use crate::{
    markup::{
        Frame, Kind,
        lines::{Line, lines},
        page::Page,
    },
    text::Span,
};

/// Reads one stretch.
pub fn read(frame: &Frame, page: &mut Page, stretch: Span) {
    let text = page.text;
    let mut reader = Lines { frame, held: Vec::new(), gathered: None, hides: None, table: false };
    let whole = &text[..stretch.end];
    if let Some(title) = cuts::title(whole, stretch.start) {
        let words = title.words.of(text);
        let start = title.words.start + words.len() - words.trim_start().len();
        page.begin(Kind::Heading(title.level), stretch.start);
        inline::read(frame, page, Span::new(start, start + words.trim().len()));
        return page.close();
    }
    page.nested = true;
    for line in lines(whole, stretch.start) {
        reader.line(page, line);
    }
    reader.end(page);
}

struct Lines<'f> {
    frame: &'f Frame,
    /// What lines indented deeper than this are.
    held: Vec<(usize, Holds)>,
    /// The paragraph being gathered: its kind, its words, where its block begins, its indentation.
    gathered: Option<(Kind, Span, usize, usize)>,
    /// Lines indented deeper than this are no prose.
    hides: Option<usize>,
    table: bool,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Holds {
    Kind(Kind),
    /// A figure: its first paragraph is the caption.
    Figure,
    /// Options of a directive may stand first.
    Prose,
}

impl Lines<'_> {
    fn line(&mut self, page: &mut Page, line: Line) {
        let words = line.of(page.text);
        let trimmed = words.trim();
        if trimmed.is_empty() {
            let literal = self.gathered.map(|it| (it.1.of(page.text).trim_end().ends_with("::"), it.3));
            self.end(page);
            if let Some((true, indent)) = literal {
                self.hides = Some(indent);
            }
            self.table = false;
            return;
        }
        let indent = words.len() - words.trim_start().len();
        if let Some(hidden) = self.hides {
            if indent > hidden {
                return;
            }
            self.hides = None;
        }
        while self.held.last().is_some_and(|it| indent <= it.0) {
            self.held.pop();
        }
        let start = line.start + indent;
        let rest = Span::new(start, start + trimmed.len());
        let is_explicit = |start: usize| page.text[start..].starts_with("..");
        // One explicit block may follow another without a blank line.
        if trimmed.starts_with(".. ") && self.gathered.is_some_and(|it| indent <= it.3 && is_explicit(it.2)) {
            self.end(page);
        }
        if self.gathered.is_none() {
            if trimmed == ".." || trimmed.starts_with(".. ") {
                return self.explicit(page, rest, indent);
            }
            // Docinfo and options: a field's body is no prose of the article.
            if is_field(trimmed) {
                self.hides = Some(indent);
                return;
            }
            if trimmed.starts_with(">>> ") || trimmed.starts_with("__ ") {
                self.hides = Some(indent);
                return;
            }
        }
        if self.table(page, rest) {
            return;
        }
        self.words(page, rest, indent);
    }

    fn end(&mut self, page: &mut Page) {
        let Some((kind, words, start, _)) = self.gathered.take() else { return page.close() };
        page.begin(kind, start);
        let mut words = words;
        // Two colons announce what is literal; readers see one, or none.
        let shown = words.of(page.text).trim_end();
        if shown.ends_with("::") {
            words.end =
                words.start + shown.len() - if shown.ends_with(" ::") || shown == "::" { 2 } else { 1 };
        }
        inline::read(self.frame, page, words);
        page.close();
    }

    /// `.. directive::`, `.. [1] note`, `.. _target:`, `.. comment`.
    fn explicit(&mut self, page: &mut Page, line: Span, indent: usize) {
        let words = line.of(page.text);
        let body = words[2..].trim_start();
        let start = line.end - body.len();
        if let Some(rest) = body.strip_prefix('[')
            && let Some(end) = rest.find(']')
            && rest[end + 1..].starts_with(' ')
        {
            let is_note = rest[..end].starts_with(|it: char| it.is_ascii_digit() || it == '#' || it == '*');
            let kind = if is_note { Kind::Note } else { Kind::Reference };
            let from = start + end + 3;
            self.held.push((indent, Holds::Kind(kind)));
            self.gathered = Some((kind, Span::new(from, line.end), line.start, indent));
            return;
        }
        if let Some((name, argument)) = body.split_once("::")
            && !name.contains(' ')
            && !name.is_empty()
        {
            return self.directive(
                name,
                Span::new(line.end - argument.trim_start().len(), line.end),
                line,
                indent,
            );
        }
        self.hides = Some(indent);
        if !body.starts_with(['_', '|']) && !body.is_empty() {
            page.comment(body, line);
        }
    }

    fn directive(&mut self, name: &str, argument: Span, line: Span, indent: usize) {
        let holds = match name {
            "note" | "warning" | "tip" | "hint" | "important" | "caution" | "danger" | "attention"
            | "error" | "admonition" | "topic" | "sidebar" | "container" | "compound" | "class"
            | "centered" | "only" | "versionadded" | "versionchanged" | "deprecated" | "seealso"
            | "rst-class" => Holds::Prose,
            "epigraph" | "pull-quote" | "highlights" | "blockquote" => Holds::Kind(Kind::BlockQuote),
            "figure" => Holds::Figure,
            "rubric" => {
                self.gathered = Some((Kind::Heading(6), argument, line.start, indent));
                return;
            }
            _ => {
                self.hides = Some(indent);
                return;
            }
        };
        self.held.push((indent, holds));
        let speaks = matches!(name, "admonition" | "topic" | "sidebar");
        let is_words = holds == Holds::Prose && !matches!(name, "container" | "class" | "only" | "rst-class");
        if is_words && !argument.is_empty() {
            let kind = if speaks { Kind::Heading(6) } else { Kind::Paragraph };
            self.gathered = Some((kind, argument, line.start, indent));
        }
    }

    /// Rows of a grid or a simple table.
    fn table(&mut self, page: &mut Page, line: Span) -> bool {
        let text = page.text;
        let words = line.of(text);
        let is_border = words.len() > 3
            && (words.starts_with('+') && words.bytes().all(|it| b"+-=".contains(&it))
                || words.contains("  ") && words.bytes().all(|it| b"= ".contains(&it))
                || self.table && words.bytes().all(|it| b"=- ".contains(&it)));
        if is_border {
            self.end(page);
            self.table = true;
            return true;
        }
        if !self.table {
            return false;
        }
        let parts: Vec<Span> =
            if words.starts_with('|') { pieces(text, line, "|") } else { pieces(text, line, "  ") };
        for cell in parts {
            page.begin(Kind::TableCell, cell.start);
            inline::read(self.frame, page, cell);
            page.close();
        }
        true
    }

    fn words(&mut self, page: &mut Page, line: Span, indent: usize) {
        let text = page.text;
        let words = line.of(text);
        if let Some(length) = marker(words)
            && self.gathered.is_none_or(|it| it.0 == Kind::ListItem)
        {
            self.end(page);
            self.held.push((indent, Holds::Kind(Kind::ListItem)));
            if words[length..].starts_with(".. ") {
                return self.explicit(page, Span::new(line.start + length, line.end), indent + length);
            }
            self.gathered =
                Some((Kind::ListItem, Span::new(line.start + length, line.end), line.start, indent));
            return;
        }
        if let Some(rest) = words.strip_prefix("| ") {
            self.end(page);
            let from = line.end - rest.len();
            self.gathered = Some((self.kind(indent), Span::new(from, line.end), line.start, indent));
            return;
        }
        match &mut self.gathered {
            // A line of its own with an indented one below is a term.
            Some((kind, span, start, outer))
                if !text[*start..].starts_with("..")
                    && *kind == Kind::Paragraph
                    && indent > *outer
                    && !span.of(text).contains('\n') =>
            {
                let outer = *outer;
                *kind = Kind::ListItem;
                self.end(page);
                self.held.push((outer, Holds::Kind(Kind::ListItem)));
                if words.starts_with(".. ") {
                    return self.explicit(page, line, indent);
                }
                self.gathered = Some((Kind::ListItem, line, line.start, indent));
            }
            Some((_, span, ..)) => span.end = line.end,
            None => {
                let kind = self.kind(indent);
                self.gathered = Some((kind, line, line.start, indent));
                if let Some(held) = self.held.last_mut().filter(|it| it.1 == Holds::Figure) {
                    held.1 = Holds::Kind(Kind::Caption);
                }
            }
        }
    }

    /// The kind of a paragraph by what holds it; indented and held by nothing it is a quotation.
    fn kind(&self, indent: usize) -> Kind {
        match self.held.last() {
            Some((_, Holds::Kind(kind))) => *kind,
            Some((_, Holds::Figure)) => Kind::Caption,
            Some((_, Holds::Prose)) => Kind::Paragraph,
            None if indent > 0 => Kind::BlockQuote,
            None => Kind::Paragraph,
        }
    }
}

/// The parts of a row between `between`, without the space around them.
fn pieces(text: &str, line: Span, between: &str) -> Vec<Span> {
    let mut out = Vec::new();
    let mut from = line.start;
    for part in line.of(text).split(between) {
        let start = from + part.len() - part.trim_start().len();
        let words = part.trim();
        if !words.is_empty() {
            out.push(Span::new(start, start + words.len()));
        }
        from += part.len() + between.len();
    }
    out
}

/// Whether a line begins with `:name:`.
fn is_field(line: &str) -> bool {
    let Some(rest) = line.strip_prefix(':') else { return false };
    let Some(end) = rest.bytes().take(60).position(|it| it == b':') else { return false };
    let behind = &rest[end + 1..];
    end > 0 && !rest[..end].contains('`') && (behind.is_empty() || behind.starts_with(' '))
}

/// Bytes of the marker of a list item: `- `, `1. `, `#. `, `(a) `.
fn marker(line: &str) -> Option<usize> {
    let bullets = ["- ", "* ", "+ ", "• ", "‣ "];
    if let Some(found) = bullets.iter().find(|it| line.starts_with(**it)) {
        return Some(found.len());
    }
    let inner = line.strip_prefix('(').unwrap_or(line);
    let letters = inner.bytes().take_while(u8::is_ascii_alphanumeric).count();
    let counts = inner.starts_with("#. ")
        || (1..=3).contains(&letters) && inner[..letters].bytes().all(|it| it.is_ascii_digit())
        || letters == 1 && line.starts_with('(');
    let length = if inner.starts_with('#') { 1 } else { letters };
    let closes = inner[length..].starts_with(". ") || inner[length..].starts_with(") ");
    (counts && closes).then(|| line.len() - inner.len() + length + 2)
}
