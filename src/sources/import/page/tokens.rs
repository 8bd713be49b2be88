use crate::{
    markup::html::{name, skipped, tag_length},
    text::Span,
};

/// What a page is made of: words and tags. Comments, and what is no text at all, are passed over.
#[derive(Debug)]
pub enum Token {
    Words(Span),
    Open(String, Span),
    Close(String),
}

/// Walks a stretch of a page.
pub struct Tokens<'a> {
    text: &'a str,
    pub at: usize,
    end: usize,
}

/// Elements whose content is no text of a page.
const SILENT: &[&str] = &[
    "script", "style", "template", "noscript", "title", "textarea", "select", "button", "iframe", "object",
    "canvas", "svg", "math", "audio", "video", "datalist",
];

impl<'a> Tokens<'a> {
    pub fn new(text: &'a str, span: Span) -> Tokens<'a> {
        Tokens { text, at: span.start, end: span.end }
    }

    fn tag(&mut self, span: Span) -> Option<Token> {
        let tag = span.of(self.text);
        self.at = span.end;
        if tag.starts_with("<!") || tag.starts_with("<?") {
            return None;
        }
        let name = name(tag);
        if tag.starts_with("</") {
            return Some(Token::Close(name));
        }
        if SILENT.contains(&name.as_str()) && !tag.ends_with("/>") {
            self.at = skipped(self.text, span.end, &name, self.end);
            return None;
        }
        Some(Token::Open(name, span))
    }
}

impl Iterator for Tokens<'_> {
    type Item = Token;

    fn next(&mut self) -> Option<Token> {
        while self.at < self.end {
            let rest = &self.text[self.at..self.end];
            let length = if rest.starts_with('<') { tag_length(rest) } else { 0 };
            if length == 0 {
                let next = memchr::memchr(b'<', &rest.as_bytes()[1..]).map_or(rest.len(), |it| it + 1);
                let span = Span::new(self.at, self.at + next);
                self.at = span.end;
                return Some(Token::Words(span));
            }
            if let Some(token) = self.tag(Span::new(self.at, self.at + length)) {
                return Some(token);
            }
        }
        None
    }
}
