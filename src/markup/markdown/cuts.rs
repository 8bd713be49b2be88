//! Where Markdown can be cut without reading it.
//!
//! After a blank line a block starts afresh unless something outlives blank lines: a code fence, an
//! HTML comment (or `<script>` and its like), a list, a footnote. Line starts tell which of these
//! may be open, erring on the side of no cut. Only where they leave it in doubt (a fence inside a
//! list, HTML that may hide a fence) the chunk so far is parsed, once, to see what is still open.

use pulldown_cmark::{CodeBlockKind, Event, Parser, Tag};

use super::{OPTIONS, head};
use crate::markup::{
    cuts::{Cut, Style},
    lines::{Line, lines},
    titles,
};

pub fn cut(text: &str, start: usize, style: Style) -> Cut {
    let body = start.max(if start == 0 { style.body } else { 0 });
    let mut scan = Scan { text, body, ..Scan::default() };
    let mut after_blank = false;
    for line in lines(text, body) {
        if scan.open != Open::Nothing {
            scan.inside(line);
            continue;
        }
        let Some((indent, word)) = line.indent(text) else {
            after_blank = true;
            scan.html = false;
            continue;
        };
        if after_blank && line.start >= style.head && scan.is_cut(line) {
            return Cut { end: line.start, headed: scan.headed, refers: scan.refers };
        }
        after_blank = false;
        if scan.open == Open::Nothing {
            scan.outside(line, indent, word);
        } else {
            scan.inside(line);
        }
    }
    Cut { end: text.len(), headed: scan.headed, refers: scan.refers }
}

/// What blank lines do not close.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
enum Open {
    #[default]
    Nothing,
    Fence(u8, usize),
    /// HTML up to the line that holds this.
    Html(&'static str),
}

#[derive(Default)]
struct Scan<'a> {
    text: &'a str,
    body: usize,
    open: Open,
    /// A list, quotation or footnote may be open.
    nested: bool,
    /// HTML may be open that ends at a blank line.
    html: bool,
    /// A fence or HTML may be open and line starts cannot tell.
    doubtful: bool,
    headed: bool,
    refers: bool,
    /// The line before, for headings underlined.
    last: Option<Line>,
}

impl Scan<'_> {
    /// Whether a block starts afresh at `line`, which follows a blank one.
    fn is_cut(&mut self, line: Line) -> bool {
        let first = self.text.as_bytes()[line.start];
        if self.nested && first <= b' ' {
            return false;
        }
        if !self.doubtful {
            return true;
        }
        self.open = still_open(&self.text[self.body..line.start]);
        (self.doubtful, self.nested) = (false, false);
        self.open == Open::Nothing
    }

    /// A line while a fence or HTML is open.
    fn inside(&mut self, line: Line) {
        let words = line.of(self.text);
        let closes = match self.open {
            Open::Nothing => return,
            Open::Fence(mark, length) => {
                let inner = words.trim_start_matches(' ');
                let count = inner.bytes().take_while(|it| *it == mark).count();
                words.len() - inner.len() <= 3
                    && count >= length
                    && inner[count..].bytes().all(|it| it == b' ')
            }
            Open::Html(end) => words.contains(end),
        };
        if closes {
            self.open = Open::Nothing;
        }
    }

    /// A line of words while nothing is known to be open.
    fn outside(&mut self, line: Line, indent: usize, word: usize) {
        let rest = &self.text[word..line.end];
        let last = self.last.replace(line);
        match rest.as_bytes()[0] {
            b'`' | b'~' => self.fence(rest, indent),
            b'<' => self.html(line, rest, indent),
            b'#' => {
                self.headed = true;
                self.refers |= titles::may_be_references(rest);
            }
            b'>' => self.nested = true,
            b'[' => self.nested |= rest.starts_with("[^"),
            b'-' | b'=' => {
                self.headed = true;
                self.refers |= last.is_some_and(|it| titles::may_be_references(it.of(self.text)));
                self.nested = true;
            }
            b'+' | b'*' | b'0'..=b'9' => self.nested = true,
            _ => {}
        }
    }

    fn fence(&mut self, rest: &str, indent: usize) {
        let Some(fence) = fence(rest) else { return };
        if self.nested || self.html {
            self.doubtful = true;
        } else if indent <= 3 {
            self.open = fence;
        }
    }

    fn html(&mut self, line: Line, rest: &str, indent: usize) {
        let end = html_end(rest);
        if self.nested || self.html {
            self.doubtful |= end.is_some();
        } else if indent <= 3 {
            match end {
                Some(end) => {
                    self.open = Open::Html(end);
                    self.inside(line);
                }
                None => self.html = true,
            }
        }
    }
}

/// The fence that a line opens.
fn fence(rest: &str) -> Option<Open> {
    let mark = rest.as_bytes()[0];
    let length = rest.bytes().take_while(|it| *it == mark).count();
    let is_fence = length >= 3 && (mark == b'~' || !rest[length..].contains('`'));
    is_fence.then_some(Open::Fence(mark, length))
}

/// What ends the HTML that a line opens, where that is not a blank line.
fn html_end(rest: &str) -> Option<&'static str> {
    let inner = rest.as_bytes().get(1..)?;
    let is_tag = |name: &str| {
        inner.get(..name.len()).is_some_and(|it| it.eq_ignore_ascii_case(name.as_bytes()))
            && inner.get(name.len()).is_none_or(|it| it.is_ascii_whitespace() || *it == b'>')
    };
    let tags =
        [("pre", "</pre>"), ("style", "</style>"), ("script", "</script>"), ("textarea", "</textarea>")];
    let other = [("!--", "-->"), ("?", "?>"), ("![CDATA[", "]]>")];
    let declares = inner.len() > 1 && inner[0] == b'!' && inner[1].is_ascii_alphabetic();
    tags.iter()
        .find(|it| is_tag(it.0))
        .or_else(|| other.iter().find(|it| inner.starts_with(it.0.as_bytes())))
        .map(|it| it.1)
        .or(declares.then_some(">"))
}

/// What stays open at the end of a stretch that ends with a blank line.
fn still_open(stretch: &str) -> Open {
    const PROBE: &str = "x\n";
    let probed = [&head::with_plain_breaks(stretch), PROBE].concat();
    let mut open = Open::Nothing;
    let mut depth = 0;
    for (event, range) in Parser::new_ext(&probed, OPTIONS).into_offset_iter() {
        match event {
            Event::Start(tag) => {
                if depth == 0 && range.end > stretch.len() {
                    let rest = &probed[range.start..];
                    let rest = &rest[..rest.find('\n').unwrap_or(rest.len())];
                    open = match tag {
                        Tag::CodeBlock(CodeBlockKind::Fenced(_)) => fence(rest).unwrap_or_default(),
                        Tag::HtmlBlock => html_end(rest).map_or(Open::Nothing, Open::Html),
                        _ => Open::Nothing,
                    };
                }
                depth += 1;
            }
            Event::End(_) => depth -= 1,
            _ => {}
        }
    }
    open
}
