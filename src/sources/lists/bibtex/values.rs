use crate::text::Span;

/// A place in a piece of a BibTeX file; nothing behind `end` is looked at.
pub struct Reader<'a> {
    pub text: &'a str,
    pub at: usize,
    pub end: usize,
    /// Values so far whose end is missing.
    pub open: usize,
}

/// So many values of a piece may look for their end up to the end of the piece; later ones look in
/// their line, so that a file of nothing but opening braces is read in one go.
const OPEN: usize = 16;

/// So many bytes of a value may be spelt out from abbreviations.
const MOST: usize = 64 * 1024;

/// A value as written, commands and inner braces included, abbreviations spelt out.
pub struct Written {
    pub words: String,
    /// From its first quote, brace or letter to its last.
    pub span: Span,
    /// Whether its end is missing.
    pub open: bool,
}

impl Reader<'_> {
    pub fn peek(&self) -> Option<u8> {
        self.text.as_bytes().get(self.at).filter(|_| self.at < self.end).copied()
    }

    /// Whether there is such a byte; stands at it then.
    pub fn skip_to(&mut self, byte: u8) -> bool {
        let rest = &self.text.as_bytes()[self.at.min(self.end)..self.end];
        let found = memchr::memchr(byte, rest);
        self.at = found.map_or(self.end, |it| self.at + it);
        found.is_some()
    }

    pub fn skip_space(&mut self) {
        while self.peek().is_some_and(|it| it.is_ascii_whitespace()) {
            self.at += 1;
        }
    }

    pub fn word(&mut self) -> &str {
        self.take(|it| it.is_ascii_alphabetic()).of(self.text)
    }

    /// A field's name.
    pub fn name(&mut self) -> Span {
        self.take(|it| {
            !it.is_ascii_whitespace() && !matches!(it, b'=' | b',' | b'{' | b'}' | b'(' | b')' | b'"' | b'#')
        })
    }

    /// An entry's key.
    pub fn key(&mut self, close: u8) -> Span {
        let key = self.take(|it| !it.is_ascii_whitespace() && it != b',' && it != close && it != b'=');
        let after = self.at;
        self.skip_space();
        if self.peek() == Some(b'=') {
            // "@misc{title = …": the key was forgotten, and this is a field.
            self.at = key.start;
            return Span::at(key.start);
        }
        self.at = after;
        key
    }

    /// Over a balanced group, or to the end when it stays open.
    pub fn skip_group(&mut self) {
        let close = self.closing(b'{', b'}');
        self.at = close.map_or(self.end, |it| it + 1);
    }

    /// Past what cannot be read: to the next comma, the next line or the entry's end.
    pub fn skip_line(&mut self, close: u8) {
        let before = self.at;
        while let Some(byte) = self.peek().filter(|it| !matches!(it, b',' | b'\n') && *it != close) {
            match byte {
                b'{' => self.skip_group(),
                _ => self.at += 1,
            }
        }
        if self.at == before && self.peek().is_some_and(|it| it != close) {
            self.at += 1;
        }
    }

    /// Strings, groups, numbers and abbreviations joined by "#".
    pub fn value(&mut self, abbreviation: impl Fn(&str) -> Option<String>) -> Written {
        let mut it = Written { words: String::new(), span: Span::at(self.at), open: false };
        loop {
            let start = self.at;
            let close = match self.peek() {
                Some(b'{') => Some(self.closing(b'{', b'}').filter(|it| !self.swallows(*it))),
                Some(b'"') => Some(self.closing(b'"', b'"')),
                _ => None,
            };
            match close {
                Some(Some(close)) => {
                    it.words.push_str(&self.text[start + 1..close]);
                    self.at = close + 1;
                }
                Some(None) => {
                    let line = self.take(|it| it != b'\n').of(self.text);
                    let inner = line.get(1..).unwrap_or_default();
                    it.words.push_str(inner.trim_end().trim_end_matches([',', '}', '"']));
                    it.open = true;
                    self.open += 1;
                }
                None => {
                    let word = self.name().of(self.text);
                    let spelt = abbreviation(&word.to_ascii_lowercase());
                    // Abbreviations made of abbreviations may double with every line.
                    if it.words.len() < MOST {
                        it.words.push_str(spelt.as_deref().unwrap_or(word));
                    }
                }
            }
            it.span.end = self.at;
            self.skip_space();
            if it.open || self.peek() != Some(b'#') {
                return it;
            }
            self.at += 1;
            self.skip_space();
        }
    }

    /// Whether a group that closes there took the brace of its entry, and fields with it: "title = {Two {and".
    fn swallows(&self, close: usize) -> bool {
        let is_field = |line: &str| {
            let value =
                line.trim_start().trim_start_matches(|it: char| it.is_ascii_alphabetic()).trim_start();
            let value = value.strip_prefix('=').map(str::trim_start);
            value.is_some_and(|it| {
                it.starts_with(['{', '"']) || it.starts_with(|it: char| it.is_ascii_digit())
            })
        };
        self.text[close + 1..self.end].trim().is_empty()
            && self.text[self.at..close].lines().skip(1).any(is_field)
    }

    fn take(&mut self, wanted: impl Fn(u8) -> bool) -> Span {
        let start = self.at;
        while self.peek().is_some_and(&wanted) {
            self.at += 1;
        }
        Span::new(start, self.at)
    }

    /// Where the group or string that begins here ends: at the byte that closes it.
    fn closing(&self, open: u8, close: u8) -> Option<usize> {
        let bytes = self.text.as_bytes();
        let mut depth = 0usize;
        let mut at = self.at + usize::from(open == close);
        let line = || self.text[at..self.end].find('\n').map_or(self.end, |it| at + it);
        let end = if self.open < OPEN { self.end } else { line() };
        while at < end {
            match bytes[at] {
                b'\\' => at += 1,
                it if open == close && it == close && depth == 0 => return Some(at),
                b'{' => depth += 1,
                b'}' if depth == 0 => return None,
                b'}' => {
                    depth -= 1;
                    if depth == 0 && close == b'}' {
                        return Some(at);
                    }
                }
                _ => {}
            }
            at += 1;
        }
        None
    }
}
