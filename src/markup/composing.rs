use super::{Block, Kind, Mark, MarkKind, Prose, addresses};
use crate::text::Span;

/// What stands for something a reader sees but cannot read.
pub const STAND_IN: &str = "\u{fffc}";

/// Puts a block's prose together from stretches of its source.
///
/// Neighbouring stretches are gathered into a run before they are read, because addresses and
/// citation keys cross the borders that a parser draws.
pub struct Composing<'a> {
    source: &'a str,
    pub prose: Prose,
    pub marks: Vec<Mark>,
    /// Copied but not yet read.
    run: Span,
    /// Reads `@key` as a citation.
    cites: bool,
    /// Inside a link, whose text is no link again.
    pub in_link: bool,
}

impl<'a> Composing<'a> {
    pub fn new(source: &'a str, cites: bool) -> Composing<'a> {
        let (prose, marks) = (Prose::default(), Vec::new());
        Composing { source, prose, marks, run: Span::default(), cites, in_link: false }
    }

    /// Words as they stand.
    pub fn copy(&mut self, span: Span) {
        if self.run.end == span.start && !self.run.is_empty() {
            self.run.end = span.end;
        } else {
            self.flush();
            self.run = span;
        }
    }

    /// Words that stand for others.
    pub fn stand_in(&mut self, words: &str, span: Span) {
        self.flush();
        self.prose.stand_in(words, span);
    }

    /// Prose bytes so far: where a mark stands that comes next.
    pub fn position(&mut self) -> usize {
        self.flush();
        self.prose.text.len()
    }

    /// A mark without words of its own; the space before it goes with it.
    pub fn aside(&mut self, kind: MarkKind, span: Span) {
        self.leave_out();
        let at = Span::at(self.prose.text.len());
        self.marks.push(Mark { kind, at, span });
    }

    /// Something that leaves no trace in the prose, the space before it included.
    pub fn leave_out(&mut self) {
        self.run.end -= usize::from(!self.run.is_empty() && self.run.of(self.source).ends_with(' '));
        self.flush();
    }

    /// The block; None when it has neither prose nor marks.
    pub fn finish(mut self, kind: Kind, span: Span) -> Option<Block> {
        self.flush();
        self.prose.trim_end();
        let length = self.prose.text.len();
        for mark in &mut self.marks {
            mark.at = Span::new(mark.at.start.min(length), mark.at.end.min(length));
        }
        let is_picture = self.prose.text.chars().all(|it| it == '\u{fffc}' || it.is_whitespace());
        (!is_picture || !self.marks.is_empty()).then_some(Block {
            kind,
            span,
            prose: self.prose,
            marks: self.marks,
        })
    }

    fn flush(&mut self) {
        let run = std::mem::take(&mut self.run);
        let mut from = run.start;
        let mut address = addresses::next_address(run.of(self.source), 0);
        let mut search = 0;
        let words = run.of(self.source);
        while let Some(found) = address {
            self.words(Span::new(from, run.start + found.start));
            let at = Span::new(self.prose.text.len(), self.prose.text.len() + STAND_IN.len());
            let span = found.shifted(run.start);
            self.prose.stand_in(STAND_IN, span);
            if !self.in_link {
                self.marks.push(Mark { kind: MarkKind::Link(found.of(words).to_owned()), at, span });
            }
            from = span.end;
            search = found.end.max(search + 1);
            address = addresses::next_address(words, search);
        }
        self.words(Span::new(from, run.end));
    }

    /// Words without addresses.
    fn words(&mut self, span: Span) {
        let mut from = span.start;
        if self.cites && !self.in_link {
            let words = span.of(self.source);
            for at in memchr::memchr_iter(b'@', words.as_bytes()) {
                let start = span.start + at;
                if start < from || !addresses::starts_key(&self.source[..start], start) {
                    continue;
                }
                let Some(key) = addresses::key(&words[at + 1..]) else { continue };
                let end = start + 1 + key.len();
                self.prose.copy(&self.source[from..start], from);
                let at = Span::new(self.prose.text.len(), self.prose.text.len() + STAND_IN.len());
                self.prose.stand_in(STAND_IN, Span::new(start, end));
                let kind = MarkKind::Citation(key.to_owned());
                self.marks.push(Mark { kind, at, span: Span::new(start, end) });
                from = end;
            }
        }
        self.prose.copy(&self.source[from..span.end], from);
    }
}
