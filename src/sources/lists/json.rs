//! JSON with places, as far as it can be read.
//!
//! A string ends with its line at the latest and an object where the next one begins, so that a
//! forgotten quote or brace costs what stands before it and not the file.

use super::{
    Problem,
    tree::{DEPTH, Member, Node, Tree, problem},
};
use crate::text::Span;

/// The value that a text holds; none when there is nothing like one.
pub fn read(text: &str, problems: &mut Vec<Problem>) -> Option<Tree> {
    let at = if text.starts_with('\u{feff}') { 3 } else { 0 };
    let mut reader = Reader { text, at, problems };
    reader.skip_space();
    let tree = reader.value(0);
    reader.skip_space();
    if tree.is_some() && reader.at < text.len() {
        let rest = Span::new(reader.at, text.len());
        reader.problems.push(problem(rest, "Nothing is read behind the end of the list."));
    }
    tree
}

struct Reader<'a> {
    text: &'a str,
    at: usize,
    problems: &'a mut Vec<Problem>,
}

impl Reader<'_> {
    fn value(&mut self, depth: usize) -> Option<Tree> {
        let start = self.at;
        let node = match self.peek()? {
            b'{' | b'[' if depth >= DEPTH => {
                self.say(
                    Span::at(start),
                    format!("Nested deeper than {DEPTH} levels: the rest is left out."),
                );
                self.at = self.text.len();
                Node::Empty
            }
            b'{' => self.object(depth),
            b'[' => self.array(depth),
            b'"' => Node::Words(self.string()),
            b'}' | b']' | b',' | b':' => return None,
            _ => {
                let rest = &self.text[self.at..];
                let end =
                    rest.find(|it: char| it.is_whitespace() || ",]}:\"".contains(it)).unwrap_or(rest.len());
                self.at += end;
                if &rest[..end] == "null" { Node::Empty } else { Node::Words(rest[..end].to_owned()) }
            }
        };
        Some(Tree { span: Span::new(start, self.at), node })
    }

    fn object(&mut self, depth: usize) -> Node {
        let start = self.at;
        self.at += 1;
        let mut members = Vec::new();
        loop {
            self.skip_space();
            match self.peek() {
                Some(b'}') => {
                    self.at += 1;
                    break;
                }
                Some(b',') => self.at += 1,
                Some(b'"') => members.extend(self.member(depth)),
                // The next item, or the end of what this one stands in: this one was not closed.
                Some(b'{' | b'[' | b']') | None => {
                    self.say(Span::new(start, start + 1), "This “{” is not closed: a “}” is missing.");
                    break;
                }
                Some(_) => {
                    let at = self.at;
                    self.skip_junk();
                    self.say(
                        Span::new(at, self.at),
                        "A name in quotation marks belongs here: this is left out.",
                    );
                }
            }
        }
        Node::Map(members)
    }

    fn member(&mut self, depth: usize) -> Option<Member> {
        let start = self.at;
        let name = self.string();
        let name_span = Span::new(start, self.at);
        self.skip_space();
        if self.peek() != Some(b':') {
            self.say(Span::new(start, self.at), "A name, “:” and a value belong here: this is left out.");
            return None;
        }
        self.at += 1;
        self.skip_space();
        match self.value(depth + 1) {
            Some(value) => Some(Member { name, name_span, value }),
            None => {
                self.say(Span::new(start, self.at), format!("“{name}” has no value."));
                None
            }
        }
    }

    fn array(&mut self, depth: usize) -> Node {
        let start = self.at;
        self.at += 1;
        let mut items = Vec::new();
        loop {
            self.skip_space();
            match self.peek() {
                Some(b']') => {
                    self.at += 1;
                    break;
                }
                Some(b',') => self.at += 1,
                None => {
                    self.say(Span::new(start, start + 1), "This “[” is not closed: a “]” is missing.");
                    break;
                }
                Some(b'}') if depth > 0 => {
                    self.say(Span::new(start, start + 1), "This “[” is not closed: a “]” is missing.");
                    break;
                }
                Some(_) => match self.value(depth + 1) {
                    Some(value) => items.push(value),
                    None => {
                        self.say(Span::new(self.at, self.at + 1), "This belongs to nothing: it is left out.");
                        self.at += 1;
                    }
                },
            }
        }
        Node::List(items)
    }

    /// At the opening quote; a string ends with its line when no quote ends it.
    fn string(&mut self) -> String {
        let start = self.at;
        let bytes = self.text.as_bytes();
        let mut end = start + 1;
        while end < bytes.len() && !matches!(bytes[end], b'"' | b'\n') {
            end += if bytes[end] == b'\\' { 2 } else { 1 };
        }
        let end = self.text.floor_char_boundary(end.min(bytes.len()));
        if bytes.get(end) == Some(&b'"') {
            self.at = end + 1;
            let written = &self.text[start..self.at];
            // Lone surrogates and control characters are no JSON, but no reason to lose the words.
            return serde_json::from_str(written).unwrap_or_else(|_| written.trim_matches('"').to_owned());
        }
        let line = self.text[start + 1..end].trim_end();
        self.at = start + 1 + line.len();
        self.say(Span::new(start, self.at), "This string is not closed: it is taken to end with its line.");
        line.trim_end_matches(',').to_owned()
    }

    fn peek(&self) -> Option<u8> {
        self.text.as_bytes().get(self.at).copied()
    }

    fn skip_space(&mut self) {
        let rest = &self.text[self.at..];
        self.at += rest.len() - rest.trim_start().len();
    }

    /// To the next place where reading can go on; always at least one character.
    fn skip_junk(&mut self) {
        let rest = &self.text[self.at..];
        let first = rest.chars().next().map_or(0, char::len_utf8);
        self.at += rest[first..].find(['"', ',', '{', '}', '[', ']']).map_or(rest.len(), |it| first + it);
    }

    fn say(&mut self, span: Span, message: impl Into<String>) {
        self.problems.push(problem(span, message));
    }
}
