//! Commands that read their arguments in a way of their own.

use super::{
    commands,
    environments::Holds,
    groups::{option, skip_space},
    reader::{Reader, groups_behind, name},
    signs,
};
use crate::{
    markup::{MarkKind, page::Page},
    text::Span,
};

impl Reader {
    /// A backslash before something that is no letter.
    pub fn symbol(&mut self, page: &mut Page, at: usize) -> usize {
        let rest = &page.text[at + 1..self.limit];
        let Some(char) = rest.chars().next() else { return 1 };
        match char {
            '\\' => {
                let mut end = at + 2 + usize::from(rest[1..].starts_with('*'));
                end = option(page.text, end, self.limit).map_or(end, |it| it.end + 1);
                if self.holds() == Holds::Cells {
                    page.close();
                } else if page.is_written() {
                    page.line_break(Span::new(at, at + 2));
                }
                end - at
            }
            '(' => self.enclosed(page, at, 2, "\\)").max(2),
            '[' => self.enclosed(page, at, 2, "\\]").max(2),
            '\n' | '\r' => 1,
            _ => {
                let mark = &rest[..char.len_utf8()];
                if let Some(length) = self.accent(page, at, mark, at + 1 + mark.len()) {
                    return length;
                }
                if let Some(shown) = signs::escaped(char).filter(|it| !it.is_empty()) {
                    self.sign(page, at, shown, 2);
                }
                1 + mark.len()
            }
        }
    }

    /// Behind the `\fi` that ends what is never set.
    pub fn never(&self, text: &str, end: usize) -> usize {
        let rest = &text.as_bytes()[end..self.limit];
        memchr::memmem::find(rest, b"\\fi").map_or(self.limit, |it| end + it + 3)
    }

    /// A reference to other places, by their labels; where to go on.
    pub fn refer(&mut self, page: &mut Page, at: usize, end: usize) -> usize {
        let (groups, behind) = groups_behind(page.text, &self.groups, end, self.limit, 1);
        let whole = Span::new(at, behind);
        self.picture(page, whole);
        let labels = groups.first().map_or("", |it| it.of(page.text)).split(',');
        labels.for_each(|it| page.refer(it.trim(), whole));
        behind
    }

    /// A letter under an accent.
    pub fn accent(&mut self, page: &mut Page, at: usize, accent: &str, end: usize) -> Option<usize> {
        let text = page.text;
        let is_word = accent.as_bytes()[0].is_ascii_alphabetic();
        let start = if is_word { skip_space(text, end, self.limit) } else { end };
        let (inner, behind) = match self.groups.at(start) {
            Some(group) => (group.of(text), group.end + 1),
            None => {
                let rest = &text[start..self.limit];
                let length = match rest.strip_prefix('\\') {
                    Some(rest) => 1 + name(rest).len(),
                    None => rest.chars().next()?.len_utf8(),
                };
                (&rest[..length], start + length)
            }
        };
        let letter = match inner.trim() {
            "\\i" => 'ı',
            "\\j" => 'ȷ',
            it if it.chars().count() == 1 => it.chars().next()?,
            _ => return None,
        };
        let dressed = signs::accented(accent, letter)?;
        self.sign(page, at, dressed.encode_utf8(&mut [0; 4]), behind - at);
        Some(behind - at)
    }

    /// Keys in as many groups as the command takes.
    pub fn cite(&mut self, page: &mut Page, at: usize, end: usize, name: &str, seen: bool) -> usize {
        let text = page.text;
        let named = commands::keys(name);
        let start = if named.rounds { behind_rounds(text, end, self.limit) } else { end };
        let (mut groups, behind) = self.behind(text, start, named.most);
        if named.first {
            groups.truncate(1);
        }
        let groups: Vec<Span> = groups.chunks_exact(named.each).filter_map(|it| it.last()).copied().collect();
        let keys: Vec<&str> = groups.iter().flat_map(|it| it.of(text).split(',')).map(str::trim).collect();
        let whole = Span::new(at, behind);
        let kinds = keys.iter().filter(|it| !it.is_empty()).map(|it| MarkKind::Citation((*it).to_owned()));
        if self.is_label(page) {
            return behind;
        }
        if seen && !groups.is_empty() {
            self.open(page, at);
            let count = kinds.map(|it| page.link(it, at)).count();
            page.picture(whole);
            (0..count).for_each(|_| page.end_link(behind));
        } else {
            self.open(page, at);
            kinds.for_each(|it| page.aside(it, whole));
        }
        behind
    }

    /// `\verb|…|` and its like.
    pub fn verbatim(&mut self, page: &mut Page, at: usize, end: usize) -> usize {
        let text = page.text;
        let from = option(text, end, self.limit).map_or(end, |it| it.end + 1);
        let rest = &text[from..self.limit];
        let close = match rest.chars().next() {
            Some('{') => return self.shown(page, at, self.behind(text, from, 2).1),
            Some(mark) if !mark.is_alphanumeric() && !mark.is_whitespace() => {
                let inner = &rest[mark.len_utf8()..];
                let line = &inner[..inner.find(['\n', '\r']).unwrap_or(inner.len())];
                line.find(mark).map(|it| from + mark.len_utf8() + it + mark.len_utf8())
            }
            _ => None,
        };
        self.shown(page, at, close.unwrap_or(end))
    }

    fn shown(&self, page: &mut Page, at: usize, end: usize) -> usize {
        self.picture(page, Span::new(at, end));
        end
    }

    /// `\def\name#1{…}`, `\let\one\two`.
    pub fn define(&self, page: &Page, end: usize) -> usize {
        let line = super::cuts::rest_of_line(page.text, end, self.limit);
        let brace = page.text[end..line.end].find('{').map(|it| end + it);
        brace.and_then(|it| self.groups.at(it)).map_or(line.end, |it| it.end + 1)
    }
}

/// Behind the words in round brackets, two at most, that a command for several citations has for all of them.
fn behind_rounds(text: &str, at: usize, limit: usize) -> usize {
    const LONGEST: usize = 400;
    let mut behind = at;
    for _ in 0..2 {
        let rest = &text.as_bytes()[behind..limit.min(behind + LONGEST)];
        let close = rest.iter().take_while(|it| **it != b'\n').position(|it| *it == b')');
        match close.filter(|_| rest[0] == b'(') {
            Some(close) => behind += close + 1,
            None => break,
        }
    }
    behind
}
