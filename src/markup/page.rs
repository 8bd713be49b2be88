use super::{
    Block, Kind, Mark, MarkKind,
    composing::{Composing, STAND_IN},
    cuts::{Section, next_level},
    lines::lines,
    roles, titles,
};
use crate::text::Span;

/// Blocks as a reader of markup finds them, one after the other.
///
/// Readers say what begins and ends and which bytes are words; how lines are joined, where marks
/// stand and what a list of references makes of a paragraph is settled here, for every format alike.
pub struct Page<'a> {
    pub text: &'a str,
    pub blocks: Vec<Block>,
    pub sections: Vec<Section>,
    /// Inside a list, a quotation or the like, where a heading opens no section.
    pub nested: bool,
    /// The kind of every block, where what the page is part of has settled it.
    own: Option<Kind>,
    /// What may stand before the words of a line and is none.
    margin: &'static [char],
    /// Where the stretch begins that is being read.
    stretch: usize,
    /// See [`next_level`]; 0 when the list began in another chunk.
    references: Option<u8>,
    open: Option<Open<'a>>,
}

/// The block being put together.
struct Open<'a> {
    composing: Composing<'a>,
    kind: Kind,
    span: Span,
    /// Nothing of it has been written yet.
    fresh: bool,
    /// A line break that counts only if words follow.
    broken: Option<Span>,
    /// Links being read: what they are, where their words begin, where they begin themselves.
    links: Vec<(MarkKind, usize, usize)>,
}

impl<'a> Open<'a> {
    fn new(text: &'a str, kind: Kind, at: usize) -> Open<'a> {
        let composing = Composing::new(text, false);
        Open { composing, kind, span: Span::at(at), fresh: true, broken: None, links: Vec::new() }
    }
}

impl<'a> Page<'a> {
    pub fn new(text: &'a str, references: bool) -> Page<'a> {
        Page {
            text,
            blocks: Vec::new(),
            sections: Vec::new(),
            nested: false,
            own: None,
            margin: &[' ', '\t'],
            stretch: 0,
            references: references.then_some(0),
            open: None,
        }
    }

    /// A page inside a document of another format, which may have a kind for all its blocks and
    /// marks of its own before each line.
    pub fn within(text: &'a str, own: Option<Kind>, margin: &'static [char]) -> Page<'a> {
        Page { own, margin, ..Page::new(text, false) }
    }

    /// Goes on with the stretch that starts at `start`.
    pub fn turn(&mut self, start: usize) {
        self.stretch = start;
        self.nested = false;
    }

    /// Begins a block; ends the one before.
    pub fn begin(&mut self, kind: Kind, at: usize) {
        self.close();
        self.open = Some(Open::new(self.text, kind, at));
    }

    pub fn is_open(&self) -> bool {
        self.open.is_some()
    }

    /// The kind of the open block.
    pub fn kind(&self) -> Option<Kind> {
        self.open.as_ref().map(|it| it.kind)
    }

    /// Whether a block is open that has words or pictures already.
    pub fn is_written(&self) -> bool {
        self.open.as_ref().is_some_and(|it| !it.fresh)
    }

    /// Words as they stand, over one line or more; indentation is none of them.
    pub fn words(&mut self, span: Span) {
        let words = span.of(self.text);
        for line in lines(words, 0) {
            let breaks = line.next > line.end;
            let mut start = span.start + line.start;
            let end = span.start + line.end;
            let margin = self.margin;
            let begins = self.open.as_ref().is_none_or(|it| it.fresh || it.broken.is_some());
            let mut inner = &self.text[start..end];
            if begins || line.start > 0 {
                inner = inner.trim_start_matches(margin);
                inner = if self.is_written() { inner } else { inner.trim_start() };
                start = end - inner.len();
            }
            if breaks {
                inner = inner.trim_end_matches([' ', '\t']);
            }
            if !inner.is_empty() {
                let at = Span::new(start, start + inner.len());
                self.put(at).copy(at);
            }
            if breaks && self.is_written() {
                self.line_break(Span::new(end, span.start + line.next));
            }
        }
    }

    /// A line break between words; two are one.
    pub fn line_break(&mut self, span: Span) {
        if let Some(open) = &mut self.open {
            open.broken.get_or_insert(span);
        }
    }

    /// Words that stand for others: an entity, an escape.
    pub fn stand_in(&mut self, words: &str, span: Span) {
        self.put(span).stand_in(words, span);
    }

    /// Something a reader sees but cannot read: a formula, code, a picture.
    pub fn picture(&mut self, span: Span) {
        self.stand_in(STAND_IN, span);
    }

    /// A note or citation, without words of its own.
    pub fn aside(&mut self, kind: MarkKind, span: Span) {
        let text = self.text;
        let open = self.open.get_or_insert_with(|| Open::new(text, Kind::Paragraph, span.start));
        open.composing.aside(kind, span);
        open.span = open.span.join(span);
    }

    /// A comment: of the open block, or by itself between blocks.
    pub fn comment(&mut self, text: &str, span: Span) {
        let kind = MarkKind::Comment(text.trim().to_owned());
        if self.open.is_some() {
            return self.aside(kind, span);
        }
        let mut alone = Composing::new(self.text, false);
        alone.aside(kind, span);
        self.blocks.extend(alone.finish(self.own.unwrap_or(Kind::Paragraph), span));
    }

    /// Something that leaves no trace in the prose, the space before it included.
    pub fn leave_out(&mut self, span: Span) {
        if let Some(open) = &mut self.open {
            open.composing.leave_out();
            open.span = open.span.join(span);
        }
    }

    /// Markup around words: bytes of the block, but none of its prose.
    pub fn around(&mut self, span: Span) {
        if let Some(open) = &mut self.open {
            open.span = open.span.join(span);
        }
    }

    /// The words that follow are a link's or a citation's.
    pub fn link(&mut self, kind: MarkKind, at: usize) {
        let position = self.put(Span::at(at)).position();
        if let Some(open) = &mut self.open {
            open.composing.in_link = true;
            open.links.push((kind, position, at));
        }
    }

    /// The words of the last link end here.
    pub fn end_link(&mut self, end: usize) {
        let Some(open) = &mut self.open else { return };
        let Some((kind, start, from)) = open.links.pop() else { return };
        let at = Span::new(start, open.composing.position());
        open.composing.in_link = !open.links.is_empty();
        let span = Span::new(from, end);
        open.span = open.span.join(span);
        open.composing.marks.push(Mark { kind, at, span });
    }

    /// A link or citation whose own bytes cannot be read as words.
    pub fn linked_picture(&mut self, kind: MarkKind, span: Span) {
        self.link(kind, span.start);
        self.picture(span);
        self.end_link(span.end);
    }

    /// The words before this stand beside a reference to another place of the document, or show it.
    pub fn refer(&mut self, label: &str, span: Span) {
        let Some(open) = self.open.as_mut().filter(|_| !label.is_empty()) else { return };
        let at = Span::at(open.composing.position());
        open.composing.marks.push(Mark { kind: MarkKind::Inner(label.to_owned()), at, span });
    }

    /// Ends the open block, whatever it is.
    pub fn close(&mut self) {
        let Some(open) = self.open.take() else { return };
        let end = open.span.start + open.span.of(self.text).trim_end().len();
        let is_section = matches!(open.kind, Kind::Heading(_)) && !self.nested && self.own.is_none();
        let kind = match open.kind {
            it @ (Kind::Heading(_) | Kind::Caption | Kind::Note | Kind::Byline) => it,
            _ if self.references.is_some() => Kind::Reference,
            it => it,
        };
        let kind = self.own.unwrap_or(kind);
        let mut block = open.composing.finish(kind, Span::new(open.span.start, end));
        if let (true, Kind::Heading(level)) = (is_section, open.kind) {
            self.section(level, block.as_ref().map_or("", |it| &it.prose.text).to_owned().as_str());
        }
        if let Some(block) = &mut block
            && block.kind.is_body()
            && roles::is_caption(&block.prose.text)
        {
            block.kind = Kind::Caption;
        }
        self.blocks.extend(block);
    }

    fn section(&mut self, level: u8, words: &str) {
        let section = Section { start: self.stretch, level, refers: titles::opens_references(words) };
        // A chunk in a list of references that begins with a heading has been placed with it in view.
        if self.references != Some(0) || self.stretch > 0 {
            self.references = next_level(self.references, section);
        }
        self.sections.push(section);
    }

    /// The block that words go to; one is begun where none is open.
    fn put(&mut self, span: Span) -> &mut Composing<'a> {
        let text = self.text;
        let open = self.open.get_or_insert_with(|| Open::new(text, Kind::Paragraph, span.start));
        if let Some(broken) = open.broken.take() {
            match broken.of(text).find('\n') {
                Some(at) => open.composing.copy(Span::new(broken.start + at, broken.start + at + 1)),
                None => open.composing.stand_in("\n", broken),
            }
        }
        open.fresh = false;
        open.span = open.span.join(span);
        &mut open.composing
    }
}
