//! Where code begins and ends among words.

use crate::text::Span;

/// Words that begin a statement; it goes to the end of its line, or of what it leaves open there.
const STATEMENTS: [&str; 10] =
    ["let", "set", "show", "import", "include", "if", "for", "while", "return", "context"];

/// What is open, read byte by byte.
#[derive(Default)]
pub struct Code {
    open: Vec<Open>,
    /// Where the last raw text or comment began.
    hides: usize,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Open {
    Round,
    Curly,
    /// Words in a call: markup again.
    Square,
    Statement,
    Text,
    Formula,
    /// Raw text, by the number of its marks.
    Raw(usize),
    /// Comments nest.
    Comment,
}

/// A call or a name in the words, from its `#`.
#[derive(Debug)]
pub struct Expression {
    /// Where its name is; empty for `#(…)`.
    pub name: Span,
    pub arguments: Option<Span>,
    /// What stands in its last square brackets.
    pub content: Option<Span>,
    pub end: usize,
}

impl Code {
    pub fn is_closed(&self) -> bool {
        self.open.is_empty()
    }

    /// Where raw text of several lines or a comment begins that is still open.
    pub fn hidden(&self) -> Option<usize> {
        let hides = |it: &Open| matches!(it, Open::Comment) || matches!(it, Open::Raw(marks) if *marks > 2);
        self.open.iter().any(hides).then_some(self.hides)
    }

    /// A blank line ends what stands inside a paragraph.
    pub fn blank(&mut self) {
        while let Some(Open::Text | Open::Formula | Open::Raw(1)) = self.open.last() {
            self.open.pop();
        }
    }

    /// Reads one line, without its break.
    pub fn line(&mut self, text: &str, start: usize, end: usize) {
        let mut at = start;
        while at < end {
            at = self.step(text, at, end);
        }
        if self.open.last() == Some(&Open::Statement) {
            self.open.pop();
        }
    }

    /// Reads what begins at `at` and says where to go on; `end` is that of the line.
    fn step(&mut self, text: &str, at: usize, end: usize) -> usize {
        let rest = &text.as_bytes()[at..end];
        match self.open.last() {
            Some(Open::Text) => match rest[0] {
                b'\\' => at + rest.len().min(2),
                b'"' => self.close(at + 1),
                _ => at + 1,
            },
            Some(Open::Formula) => match rest[0] {
                b'\\' => at + rest.len().min(2),
                b'$' => self.close(at + 1),
                _ => at + 1,
            },
            Some(&Open::Raw(marks)) => match run(rest, b'`') {
                0 => at + 1,
                found if found >= marks => self.close(at + found),
                found => at + found,
            },
            Some(Open::Comment) => {
                if rest.starts_with(b"*/") {
                    self.close(at + 2)
                } else if rest.starts_with(b"/*") {
                    self.open(Open::Comment, at + 2)
                } else {
                    at + 1
                }
            }
            Some(Open::Round | Open::Curly | Open::Statement) => self.code(rest, at, end),
            None | Some(Open::Square) => self.words(text, rest, at, end),
        }
    }

    fn words(&mut self, text: &str, rest: &[u8], at: usize, end: usize) -> usize {
        match rest[0] {
            b'\\' => at + rest.len().min(2),
            b'/' if is_comment(text, at) => end,
            b'#' => self.hash(text, at, end),
            b']' if self.open.last() == Some(&Open::Square) => self.shut(text, at, end),
            _ => self.both(rest, at),
        }
    }

    fn code(&mut self, rest: &[u8], at: usize, end: usize) -> usize {
        match rest[0] {
            b'/' if rest.starts_with(b"//") => end,
            b'(' => self.open(Open::Round, at + 1),
            b'{' => self.open(Open::Curly, at + 1),
            b'[' => self.open(Open::Square, at + 1),
            b'"' => self.open(Open::Text, at + 1),
            b')' if self.open.last() == Some(&Open::Round) => self.shut_in(rest, at),
            b'}' if self.open.last() == Some(&Open::Curly) => self.shut_in(rest, at),
            _ => self.both(rest, at),
        }
    }

    /// What code and words have in common.
    fn both(&mut self, rest: &[u8], at: usize) -> usize {
        match rest[0] {
            b'/' if rest.starts_with(b"/*") => {
                self.hides = at;
                self.open(Open::Comment, at + 2)
            }
            b'$' => self.open(Open::Formula, at + 1),
            b'`' => match run(rest, b'`') {
                2 => at + 2,
                marks => {
                    self.hides = at;
                    self.open(Open::Raw(marks), at + marks)
                }
            },
            _ => at + 1,
        }
    }

    fn hash(&mut self, text: &str, at: usize, end: usize) -> usize {
        let name = name(text, at + 1, end);
        if STATEMENTS.contains(&name.of(text)) {
            return self.open(Open::Statement, name.end);
        }
        self.opened(text, name.end, end)
    }

    /// Closes a bracket among words; a call goes on with what follows at once.
    fn shut(&mut self, text: &str, at: usize, end: usize) -> usize {
        self.open.pop();
        match self.open.last() {
            None | Some(Open::Square) => self.opened(text, at + 1, end),
            _ => at + 1,
        }
    }

    fn shut_in(&mut self, rest: &[u8], at: usize) -> usize {
        self.open.pop();
        match (self.open.last(), rest.get(1)) {
            (None | Some(Open::Square), Some(b'[')) => self.open(Open::Square, at + 2),
            (None | Some(Open::Square), Some(b'(')) => self.open(Open::Round, at + 2),
            _ => at + 1,
        }
    }

    fn opened(&mut self, text: &str, at: usize, end: usize) -> usize {
        match text.as_bytes()[..end].get(at) {
            Some(b'(') => self.open(Open::Round, at + 1),
            Some(b'{') => self.open(Open::Curly, at + 1),
            Some(b'[') => self.open(Open::Square, at + 1),
            _ => at,
        }
    }

    fn open(&mut self, what: Open, at: usize) -> usize {
        self.open.push(what);
        at
    }

    fn close(&mut self, at: usize) -> usize {
        self.open.pop();
        at
    }
}

/// The statement at a `#`: its keyword.
pub fn statement(text: &str, at: usize, end: usize) -> Option<&str> {
    let name = name(text, at + 1, end).of(text);
    STATEMENTS.contains(&name).then_some(name)
}

/// The call or name at a `#`; None where there is none, or where it is not closed before `end`.
pub fn expression(text: &str, at: usize, end: usize) -> Option<Expression> {
    let name = name(text, at + 1, end);
    let bytes = &text.as_bytes()[..end];
    if name.is_empty() && !matches!(bytes.get(at + 1), Some(b'(' | b'{' | b'[')) {
        return None;
    }
    let mut found = Expression { name, arguments: None, content: None, end: name.end };
    while let Some(bracket @ (b'(' | b'{' | b'[')) = bytes.get(found.end) {
        let close = matching(text, found.end, end)?;
        let inner = Span::new(found.end + 1, close);
        match bracket {
            b'[' => found.content = Some(inner),
            _ => {
                found.arguments.get_or_insert(inner);
            }
        }
        found.end = close + 1;
    }
    Some(found)
}

/// Where the bracket stands that closes the one at `at`.
pub fn matching(text: &str, at: usize, end: usize) -> Option<usize> {
    let mut code = Code::default();
    let mut next = code.opened(text, at, end);
    let bytes = text.as_bytes();
    while next < end {
        let line = memchr::memchr2(b'\n', b'\r', &bytes[next..end]).map_or(end, |it| next + it);
        while next < line {
            let after = code.step(text, next, line);
            let closes = matches!(bytes[next], b')' | b'}' | b']');
            // What follows at once has been opened in the same step.
            if closes && (code.open.is_empty() || code.open.len() == 1 && after > next + 1) {
                return Some(next);
            }
            next = after;
        }
        if code.open.last() == Some(&Open::Statement) {
            code.open.pop();
        }
        next += 1;
    }
    None
}

/// A name with its fields: `calc.max`, `block-quote`.
fn name(text: &str, at: usize, end: usize) -> Span {
    let bytes = &text.as_bytes()[..end];
    let starts = |at: usize| bytes.get(at).is_some_and(|it| it.is_ascii_alphabetic() || *it == b'_');
    let mut next = at;
    if !starts(next) {
        return Span::at(at);
    }
    while let Some(byte) = bytes.get(next) {
        let inside = byte.is_ascii_alphanumeric() || *byte == b'_';
        let joins = matches!(byte, b'-' | b'.') && starts(next + 1);
        if !inside && !joins {
            break;
        }
        next += 1;
    }
    Span::new(at, next)
}

/// Whether a comment to the end of the line begins here, and no address goes on.
pub fn is_comment(text: &str, at: usize) -> bool {
    text[at..].starts_with("//") && !text[..at].ends_with(':')
}

/// How often a byte stands here in a row.
fn run(bytes: &[u8], byte: u8) -> usize {
    bytes.iter().take_while(|it| **it == byte).count()
}
