use super::{cuts, inline};
use crate::{
    markup::{
        Kind,
        lines::{Line, lines},
        page::Page,
    },
    text::Span,
};

/// Reads one stretch line by line.
pub fn read(page: &mut Page, stretch: Span) {
    let text = page.text;
    let mut reader = Lines::default();
    let whole = &text[..stretch.end];
    for line in lines(whole, stretch.start) {
        // A headline opens a stretch; what looks like one further down stands in a block.
        page.nested = line.start > stretch.start;
        reader.line(page, line);
    }
    reader.end(page);
}

#[derive(Default)]
struct Lines {
    /// The open block whose content is no prose, or is a quotation.
    hidden: Option<String>,
    quoted: bool,
    /// Inside a list, where indented words are an item's.
    listed: bool,
    /// The paragraph being gathered and its kind.
    gathered: Option<(Kind, Span, usize)>,
}

impl Lines {
    fn line(&mut self, page: &mut Page, line: Line) {
        let words = line.of(page.text);
        let trimmed = words.trim();
        if let Some(name) = &self.hidden {
            let closes = cuts::block(trimmed, "#+end_").is_some_and(|it| it.eq_ignore_ascii_case(name))
                || name == ":" && trimmed.eq_ignore_ascii_case(":end:");
            if closes {
                self.hidden = None;
            }
            return;
        }
        if trimmed.is_empty() {
            return self.end(page);
        }
        if let Some(stars) = cuts::headline(words).filter(|_| !page.nested) {
            return self.headline(page, line, stars);
        }
        let start = line.start + words.len() - words.trim_start().len();
        let rest = Span::new(start, start + trimmed.len());
        match trimmed.as_bytes()[0] {
            b'#' if trimmed == "#" || trimmed.starts_with("# ") => {
                self.end(page);
                page.comment(trimmed[1..].trim(), rest);
            }
            b'#' if trimmed.starts_with("#+") => self.keyword(page, rest),
            b':' if cuts::drawer(trimmed).is_some() => {
                self.end(page);
                self.hidden = Some(":".to_owned());
            }
            b':' if trimmed == ":" || trimmed.starts_with(": ") => self.end(page),
            b'|' => self.row(page, rest),
            b'-' if trimmed.len() >= 5 && trimmed.bytes().all(|it| it == b'-') => self.end(page),
            b'S' | b'D' | b'C' if is_planning(trimmed) => self.end(page),
            _ => self.words(page, words, rest),
        }
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

    /// `* TODO [#A] Words :tag:`
    fn headline(&mut self, page: &mut Page, line: Line, stars: usize) {
        let text = page.text;
        let words = &text[line.start + stars..line.end];
        let mut rest = words.trim_start();
        for keyword in ["TODO", "DONE", "NEXT", "WAITING", "COMMENT"] {
            rest = match rest.strip_prefix(keyword) {
                Some(it) if it.is_empty() || it.starts_with(' ') => it.trim_start(),
                _ => rest,
            };
        }
        if rest.starts_with("[#") && rest.get(3..4) == Some("]") {
            rest = rest[4..].trim_start();
        }
        let start = line.end - rest.len();
        let mut title = rest.trim_end();
        if let Some((before, tags)) = title.rsplit_once([' ', '\t'])
            && tags.len() > 2
            && tags.starts_with(':')
            && tags.ends_with(':')
        {
            title = before.trim_end();
        }
        let level = stars.min(6) as u8;
        self.alone(page, Kind::Heading(level), Span::new(start, start + title.len()), line.start);
    }

    fn keyword(&mut self, page: &mut Page, line: Span) {
        let words = line.of(page.text);
        self.end(page);
        if let Some(name) = cuts::block(words, "#+begin_") {
            match name.to_ascii_lowercase().as_str() {
                "quote" | "verse" => self.quoted = true,
                it @ ("src" | "example" | "export" | "comment") => self.hidden = Some(it.to_owned()),
                _ => {}
            }
            return;
        }
        if cuts::block(words, "#+end_").is_some() {
            self.quoted = false;
            return;
        }
        let Some((name, value)) = words[2..].split_once(':') else { return };
        let start = line.end - value.trim_start().len();
        let kind = match name.to_ascii_lowercase().as_str() {
            "title" => Kind::Heading(1),
            "subtitle" => Kind::Heading(2),
            "author" => Kind::Byline,
            "caption" => Kind::Caption,
            _ => return,
        };
        page.nested = true;
        self.alone(page, kind, Span::new(start, line.end), line.start);
    }

    fn row(&mut self, page: &mut Page, line: Span) {
        let text = page.text;
        self.end(page);
        if line.of(text).starts_with("|-") {
            return;
        }
        let mut from = line.start + 1;
        while from < line.end {
            let end = line.of(text)[from - line.start..].find('|').map_or(line.end, |it| from + it);
            let cell = Span::new(from, end).of(text);
            let start = from + cell.len() - cell.trim_start().len();
            self.alone(page, Kind::TableCell, Span::new(start, start + cell.trim().len()), start);
            from = end + 1;
        }
    }

    /// A line of words: it begins an item or a note, or goes on with what is above.
    fn words(&mut self, page: &mut Page, line: &str, words: Span) {
        let trimmed = words.of(page.text);
        let indented = line.starts_with([' ', '\t']);
        if let Some(length) = marker(trimmed, indented) {
            self.end(page);
            self.listed = true;
            let (mut start, mut from) = (words.start + length, words.start);
            // A term is no part of the sentence that tells what it is.
            if let Some(term) = term(&trimmed[length..]) {
                self.alone(page, Kind::ListItem, Span::new(start, start + term), from);
                start += term + " ::".len();
                start += Span::new(start, words.end).of(page.text).len()
                    - Span::new(start, words.end).of(page.text).trim_start().len();
                from = start;
            }
            self.gathered = Some((Kind::ListItem, Span::new(start, words.end), from));
            return;
        }
        if let Some(length) = note(trimmed).filter(|_| !indented) {
            self.end(page);
            let start = words.start + length;
            self.gathered = Some((Kind::Note, Span::new(start, words.end), words.start));
            return;
        }
        match &mut self.gathered {
            // Words at the margin end a list.
            Some((Kind::ListItem, ..)) if !indented => {
                self.end(page);
                self.words(page, line, words);
            }
            Some((_, span, _)) => span.end = words.end,
            None => {
                self.listed &= indented;
                let kind = match self.quoted {
                    true => Kind::BlockQuote,
                    false if self.listed => Kind::ListItem,
                    false => Kind::Paragraph,
                };
                self.gathered = Some((kind, words, words.start));
            }
        }
    }
}

/// Bytes of the marker of a list item, its checkbox and its term's colons not included.
fn marker(words: &str, indented: bool) -> Option<usize> {
    let bullet = words.starts_with("- ") || words.starts_with("+ ") || indented && words.starts_with("* ");
    let digits = words.bytes().take_while(u8::is_ascii_digit).count();
    let numbered =
        (1..=3).contains(&digits) && (words[digits..].starts_with(". ") || words[digits..].starts_with(") "));
    let length = match (bullet, numbered) {
        (true, _) => 2,
        (_, true) => digits + 2,
        _ => return None,
    };
    let rest = &words[length..];
    let boxed = ["[ ] ", "[X] ", "[x] ", "[-] "].iter().any(|it| rest.starts_with(it));
    Some(length + if boxed { 4 } else { 0 })
}

/// Bytes of the term that an item explains: "Costs" in `- Costs :: what it took`.
fn term(item: &str) -> Option<usize> {
    let end = item.find(" :: ").or_else(|| item.ends_with(" ::").then(|| item.len() - 3))?;
    (end > 0).then_some(end)
}

/// Bytes of the label of a note: `[fn:1] `.
fn note(words: &str) -> Option<usize> {
    let rest = words.strip_prefix("[fn:")?;
    let end = rest.bytes().take(60).position(|it| it == b']')?;
    (end > 0 && !rest[..end].contains(':')).then_some("[fn:".len() + end + 1)
}

fn is_planning(line: &str) -> bool {
    ["SCHEDULED:", "DEADLINE:", "CLOSED:", "CLOCK:"].iter().any(|it| line.starts_with(it))
}
