use super::{
    commands::{self, Meaning},
    cuts,
    environments::{self, Holds},
    groups::{Groups, option, skip_space},
    signs,
};
use crate::{
    markup::{Kind, MarkKind, page::Page},
    text::Span,
};

/// Longer formulas in a line of words there are none.
const FORMULA: usize = 3000;

/// Reads a stretch of the body.
pub fn read(page: &mut Page, stretch: Span) {
    let mut reader = Reader::new(page.text, stretch);
    reader.run(page, stretch.start);
}

/// Title, author and comments of a preamble.
pub fn read_preamble(page: &mut Page, front: Span) {
    let text = page.text;
    let mut reader = Reader::new(text, front);
    let mut at = front.start;
    while let Some(found) = memchr::memchr2(b'\\', b'%', &text.as_bytes()[at..front.end]) {
        at += found;
        if text.as_bytes()[at] == b'%' {
            at = reader.comment(page, at);
            continue;
        }
        let name = name(&text[at + 1..front.end]);
        at += 1 + name.len().max(1);
        let group = groups_behind(text, &reader.groups, at, front.end, 1).0.pop();
        if let (Some(group), "title" | "author" | "subtitle") = (group, name) {
            let kind = if name == "author" { Kind::Byline } else { Kind::Heading(1) };
            page.nested = true;
            page.begin(kind, at - 1 - name.len());
            let mut inner = Reader::new(text, group);
            inner.run(page, group.start);
            page.close();
            at = group.end + 1;
        }
    }
}

/// What ends at a place further down.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Ends {
    Block,
    /// A block that ends with its line.
    Line,
    Link,
    Quotes,
    Option,
}

pub(super) struct Reader {
    pub(super) groups: Groups,
    start: usize,
    pub(super) limit: usize,
    pub(super) open: Vec<(String, Holds)>,
    pub(super) ends: Vec<(usize, Ends)>,
}

impl Reader {
    fn new(text: &str, stretch: Span) -> Reader {
        let groups = Groups::of(text, stretch);
        Reader { groups, start: stretch.start, limit: stretch.end, open: Vec::new(), ends: Vec::new() }
    }

    fn run(&mut self, page: &mut Page, start: usize) {
        let text = page.text;
        let bytes = text.as_bytes();
        let mut at = start;
        while at < self.limit {
            if let Some((place, ends)) = self.ends.pop_if(|it| it.0 <= at) {
                at = self.end(page, at, place, ends);
                continue;
            }
            let length = match bytes[at] {
                b'\\' => self.command(page, at),
                b'%' => self.comment(page, at) - at,
                b'\n' | b'\r' => self.line_break(page, at),
                b'$' => self.formula(page, at),
                b'{' | b'}' => {
                    page.around(Span::new(at, at + 1));
                    1
                }
                b'&' if self.holds() == Holds::Cells => {
                    page.close();
                    1
                }
                b'~' if self.leads_to_mark(text, at + 1) => 1,
                b'~' => self.sign(page, at, "\u{a0}", 1),
                b'`' | b'\'' | b'-' => self.ligature(page, at),
                _ => 0,
            };
            if length > 0 {
                at += length;
                continue;
            }
            let rest = &bytes[at + 1..self.limit];
            let special = |it: &u8| b"\\%\n\r${}&~`'-".contains(it);
            let mut next = at + 1 + rest.iter().position(special).unwrap_or(rest.len());
            if let Some((end, _)) = self.ends.last() {
                next = next.min(*end).max(at + 1);
            }
            self.words(page, Span::new(at, next));
            at = next;
        }
    }

    /// Ends what ends at `place`; a comment may have hidden its brace.
    fn end(&mut self, page: &mut Page, at: usize, place: usize, ends: Ends) -> usize {
        let next = if place == at && ends != Ends::Line { at + 1 } else { at };
        match ends {
            Ends::Block | Ends::Line => page.close(),
            Ends::Link => page.end_link(next),
            Ends::Quotes => page.stand_in("”", Span::new(at, next)),
            Ends::Option => {
                page.stand_in(" ", Span::new(at, next));
                return skip_space(page.text, next, self.limit);
            }
        }
        next
    }

    /// Whether nothing stands before `at` in its stretch.
    pub(super) fn begins(&self, text: &str, at: usize) -> bool {
        text[self.start..at].trim().is_empty()
    }

    /// Whether a command follows that gives a mark and no words.
    fn leads_to_mark(&self, text: &str, at: usize) -> bool {
        let command = text[at..self.limit].strip_prefix('\\').map_or("", name);
        matches!(commands::meaning(command), Meaning::Cites { seen: false } | Meaning::Note)
    }

    /// See [`groups_behind`].
    pub(super) fn behind(&self, text: &str, at: usize, most: usize) -> (Vec<Span>, usize) {
        groups_behind(text, &self.groups, at, self.limit, most)
    }

    pub(super) fn holds(&self) -> Holds {
        self.open.last().map_or(Holds::Nothing, |it| it.1)
    }

    /// Whether words here are labels of a picture and no prose.
    pub(super) fn is_label(&self, page: &Page) -> bool {
        self.holds() == Holds::Float && !page.is_open()
    }

    /// Opens a block of the kind that stands here.
    pub(super) fn open(&self, page: &mut Page, at: usize) {
        if page.is_open() || self.is_label(page) {
            return;
        }
        let kind = self.open.iter().rev().find_map(|it| match it.1 {
            Holds::Words(kind) => Some(kind),
            Holds::Cells => Some(Kind::TableCell),
            _ => None,
        });
        page.begin(kind.unwrap_or(Kind::Paragraph), at);
    }

    fn words(&self, page: &mut Page, span: Span) {
        let words = span.of(page.text);
        if !page.is_open() && words.trim().is_empty() || self.is_label(page) {
            return;
        }
        self.open(page, span.start + words.len() - words.trim_start().len());
        page.words(span);
    }

    pub(super) fn sign(&self, page: &mut Page, at: usize, words: &str, length: usize) -> usize {
        if !self.is_label(page) && (page.is_written() || !words.trim().is_empty()) {
            self.open(page, at);
            page.stand_in(words, Span::new(at, at + length));
        }
        length
    }

    /// A comment up to the end of its line, the line break included; where the next line goes on.
    fn comment(&mut self, page: &mut Page, at: usize) -> usize {
        let line = cuts::rest_of_line(page.text, at, self.limit);
        let words = page.text[at..line.end].trim_start_matches('%');
        if words.trim().is_empty() {
            page.around(Span::new(at, line.end));
        } else {
            page.comment(words, Span::new(at, line.end));
        }
        // A space before it parts words, and so does the end of the line behind it.
        if page.is_written() && page.text[..at].ends_with([' ', '\t']) {
            return line.end;
        }
        let next = &page.text[line.next..self.limit];
        let goes_on = next.trim_start_matches([' ', '\t']);
        if goes_on.starts_with(['\n', '\r']) { line.end } else { self.limit - goes_on.len() }
    }

    /// One line break parts words, two part paragraphs.
    fn line_break(&mut self, page: &mut Page, at: usize) -> usize {
        let line = cuts::rest_of_line(page.text, at, self.limit);
        let rest = &page.text[line.next..self.limit];
        let words = rest.trim_start();
        let blank = rest[..rest.len() - words.len()].contains(['\n', '\r']);
        if blank {
            page.close();
            self.ends.clear();
        } else if page.is_written() {
            page.line_break(Span::new(at, line.next));
        }
        line.next - at + if blank { rest.len() - words.len() } else { 0 }
    }

    fn formula(&mut self, page: &mut Page, at: usize) -> usize {
        let rest = &page.text[at..self.limit];
        let mark = if rest.starts_with("$$") { "$$" } else { "$" };
        self.enclosed(page, at, mark.len(), mark)
    }

    /// A formula up to the mark that closes it, in its paragraph; 0 when there is none.
    pub(super) fn enclosed(&mut self, page: &mut Page, at: usize, opens: usize, closes: &str) -> usize {
        let rest = &page.text.as_bytes()[at + opens..self.limit.min(at + FORMULA)];
        let found = memchr::memmem::find_iter(rest, closes).find(|it| *it == 0 || rest[it - 1] != b'\\');
        let Some(length) = found.map(|it| it + opens + closes.len()) else { return 0 };
        let formula = &page.text[at..at + length];
        if formula.contains("\n\n") || formula.contains("\r\n\r\n") {
            return 0;
        }
        self.picture(page, Span::new(at, at + length));
        length
    }

    pub(super) fn picture(&self, page: &mut Page, span: Span) {
        if !self.is_label(page) {
            self.open(page, span.start);
            page.picture(span);
        }
    }

    /// Quotation marks and dashes of two characters or three.
    fn ligature(&mut self, page: &mut Page, at: usize) -> usize {
        let rest = &page.text[at..self.limit];
        let shown = [("``", "“"), ("''", "”"), ("---", "—"), ("--", "–"), ("`", "‘")];
        let found = shown.iter().find(|it| rest.starts_with(it.0));
        found.map_or(0, |(written, shown)| self.sign(page, at, shown, written.len()))
    }

    /// A command and those of its arguments that are no words; its bytes.
    fn command(&mut self, page: &mut Page, at: usize) -> usize {
        let text = page.text;
        let rest = &text[at + 1..self.limit];
        let name = name(rest);
        if name.is_empty() {
            return self.symbol(page, at);
        }
        let end = at + 1 + name.len();
        let starred = end + usize::from(text[end..self.limit].starts_with('*'));
        match name {
            "begin" => return self.begin(page, at, end) - at,
            "end" => return self.finish(page, end) - at,
            _ => {}
        }
        if let Some(level) = environments::level(name) {
            return self.heading(page, at, starred, Kind::Heading(level)) - at;
        }
        if let Some(sign) = signs::named(name) {
            self.sign(page, at, sign, name.len() + 1);
            let behind = if commands::is_letter(name) { skip_space(text, end, self.limit) } else { end };
            return behind - at;
        }
        if name.len() == 1
            && let Some(length) = self.accent(page, at, name, end)
        {
            return length;
        }
        self.meant(page, at, starred, name, commands::meaning(name)) - at
    }

    fn meant(&mut self, page: &mut Page, at: usize, end: usize, name: &str, meaning: Meaning) -> usize {
        let text = page.text;
        let arguments = |reader: &Reader, most| groups_behind(text, &reader.groups, end, reader.limit, most);
        match meaning {
            Meaning::Words => return self.plain(page, at, end),
            Meaning::Hidden(most) => {
                let (_, behind) = arguments(self, most);
                page.around(Span::new(at, behind));
                let parted = text[..at].ends_with(' ') && text[behind..self.limit].starts_with(' ');
                return if behind == end || parted { skip_space(text, behind, self.limit) } else { behind };
            }
            Meaning::Picture => {
                let (_, behind) = arguments(self, 1 + usize::from(matches!(name, "SI" | "qty")));
                self.picture(page, Span::new(at, behind));
                return behind;
            }
            Meaning::Refers => return self.refer(page, at, end),
            Meaning::Cites { seen } => return self.cite(page, at, end, name, seen),
            Meaning::Caption => return self.heading(page, at, end, Kind::Caption),
            Meaning::Author => return self.heading(page, at, end, Kind::Byline),
            Meaning::Paragraph => {
                page.close();
                return skip_space(text, end, self.limit);
            }
            Meaning::Item => return self.item(page, at, end),
            Meaning::Entry => {
                let (_, behind) = arguments(self, 1);
                page.begin(Kind::Reference, at);
                return behind;
            }
            Meaning::Verbatim => return self.verbatim(page, at, end),
            Meaning::Defines => return self.define(page, end),
            Meaning::Never => return self.never(text, end),
            Meaning::Note | Meaning::Address | Meaning::Link | Meaning::Quotes => {}
        }
        let (mut groups, behind) = arguments(self, 1 + usize::from(meaning == Meaning::Link));
        let Some(last) = groups.pop().filter(|_| !self.is_label(page)) else {
            return self.plain(page, at, end);
        };
        self.open(page, at);
        let whole = Span::new(at, behind);
        match meaning {
            Meaning::Note => page.aside(MarkKind::Footnote(last.of(text).trim().to_owned()), whole),
            Meaning::Address => page.linked_picture(MarkKind::Link(last.of(text).to_owned()), whole),
            Meaning::Quotes => {
                page.stand_in("“", Span::new(at, last.start));
                self.ends.push((last.end, Ends::Quotes));
                return last.start;
            }
            _ => {
                let Some(target) = groups.pop() else { return self.plain(page, at, end) };
                page.link(MarkKind::Link(target.of(text).replace("\\%", "%").replace("\\#", "#")), at);
                self.ends.push((last.end, Ends::Link));
                return last.start;
            }
        }
        behind
    }

    /// A command whose argument is words, or that has none.
    fn plain(&self, page: &mut Page, at: usize, end: usize) -> usize {
        let text = page.text;
        let behind = match option(text, end, self.limit) {
            Some(option) if text[option.end + 1..self.limit].starts_with('{') => option.end + 1,
            _ => end,
        };
        if text[behind..self.limit].starts_with('{') {
            self.open(page, at);
            page.around(Span::new(at, behind));
            return behind;
        }
        page.around(Span::new(at, end));
        skip_space(text, end, self.limit)
    }
}

/// The letters of a command's name.
pub(super) fn name(rest: &str) -> &str {
    &rest[..rest.bytes().position(|it| !it.is_ascii_alphabetic()).unwrap_or(rest.len())]
}

/// Up to `most` groups behind a command, with options between them, and where they end.
pub(super) fn groups_behind(
    text: &str,
    groups: &Groups,
    at: usize,
    limit: usize,
    most: usize,
) -> (Vec<Span>, usize) {
    let (mut found, mut behind) = (Vec::new(), at);
    loop {
        let next = if found.is_empty() { behind } else { skip_space(text, behind, limit) };
        if let Some(option) = option(text, next, limit) {
            behind = option.end + 1;
        } else if let Some(group) = groups.at(next).filter(|_| found.len() < most) {
            found.push(group);
            behind = group.end + 1;
        } else {
            return (found, behind);
        }
    }
}
