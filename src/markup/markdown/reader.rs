use pulldown_cmark::{CowStr, Event, Parser, Tag, TagEnd};

use super::{OPTIONS, definitions, head, masks};
use crate::{
    markup::{
        Block, Frame, Kind, MarkKind, Place,
        composing::{Composing, STAND_IN},
        cuts::{Section, next_level},
        html, roles, titles,
    },
    text::Span,
};
use masks::{Mask, MaskKind};

/// What one pass over a chunk gives.
pub struct Read {
    pub blocks: Vec<Block>,
    pub sections: Vec<Section>,
}

/// Reads a chunk whose body starts at `body`; spans count from the start of the chunk.
pub fn read(frame: &Frame, place: Place, text: &str, body: usize) -> Read {
    let masks = masks::masks(&text[body..]);
    let painted = masks::painted(&text[body..], &masks);
    let painted = head::with_plain_breaks(&painted);
    let mut reader = Reader::new(text, body, &painted, masks, frame, place);
    let resolve = |link: pulldown_cmark::BrokenLink<'_>| {
        frame
            .definitions
            .get(&definitions::label(&link.reference))
            .map(|it| (it.clone().into(), CowStr::from("")))
    };
    let events = Parser::new_with_broken_link_callback(&painted, OPTIONS, Some(resolve)).into_offset_iter();
    for (event, range) in events {
        reader.event(event, Span::new(range.start, range.end));
    }
    reader.close(Kind::Paragraph);
    Read { blocks: reader.blocks, sections: reader.sections }
}

pub(super) struct Reader<'a> {
    pub(super) text: &'a str,
    pub(super) body: usize,
    pub(super) painted: &'a str,
    masks: Vec<Mask>,
    pub(super) frame: &'a Frame,
    blocks: Vec<Block>,
    sections: Vec<Section>,
    containers: Vec<Container>,
    /// See [`next_level`]; 0 when the list began in another chunk.
    references: Option<u8>,
    /// The block being put together and where its source is.
    open: Option<(Composing<'a>, Span)>,
    /// Links being read: target, where their text begins in the prose, their bytes.
    pub(super) links: Vec<(String, usize, Span)>,
    /// An image being read: its depth, its alternative text.
    pub(super) image: Option<(usize, Composing<'a>, Span)>,
    /// The alternative text of the first picture of this block.
    pub(super) caption: Option<(Composing<'a>, Span)>,
    /// HTML inline whose content is no prose, by its closing tag.
    pub(super) hidden: Option<(String, usize)>,
    in_code: bool,
    in_html: bool,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Container {
    Quote,
    Item,
    Note,
    Other,
}

impl<'a> Reader<'a> {
    fn new(
        text: &'a str,
        body: usize,
        painted: &'a str,
        masks: Vec<Mask>,
        frame: &'a Frame,
        place: Place,
    ) -> Reader<'a> {
        Reader {
            text,
            body,
            painted,
            masks,
            frame,
            blocks: Vec::new(),
            sections: Vec::new(),
            containers: Vec::new(),
            references: place.references.then_some(0),
            open: None,
            links: Vec::new(),
            image: None,
            caption: None,
            hidden: None,
            in_code: false,
            in_html: false,
        }
    }

    fn event(&mut self, event: Event, span: Span) {
        match event {
            Event::Start(tag) => self.start(tag, span),
            Event::End(tag) => self.end(tag, span),
            _ if self.in_code || self.in_html => {}
            Event::Text(words) => self.words(&words, span),
            Event::Code(_) | Event::InlineMath(_) | Event::DisplayMath(_) => self.picture(span),
            Event::InlineHtml(_) | Event::Html(_) => self.tag(span),
            Event::SoftBreak | Event::HardBreak => self.line_break(span),
            // Left by a mask that took it for a definition.
            Event::FootnoteReference(_) => self.words(span.of(self.painted), span),
            Event::Rule | Event::TaskListMarker(_) => {}
        }
    }

    fn start(&mut self, tag: Tag, span: Span) {
        match tag {
            Tag::Link { link_type, dest_url, id, .. } => self.start_link(link_type, &dest_url, &id, span),
            Tag::Image { .. } => self.start_image(span),
            Tag::Emphasis | Tag::Strong | Tag::Strikethrough | Tag::Superscript | Tag::Subscript => {}
            _ => {
                self.close(Kind::Paragraph);
                self.start_block(&tag, span);
            }
        }
    }

    fn start_block(&mut self, tag: &Tag, span: Span) {
        match tag {
            Tag::BlockQuote(_) => self.containers.push(Container::Quote),
            Tag::Item => self.containers.push(Container::Item),
            Tag::FootnoteDefinition(_) => self.containers.push(Container::Note),
            Tag::List(_) => self.containers.push(Container::Other),
            Tag::CodeBlock(_) => self.in_code = true,
            Tag::HtmlBlock => {
                self.in_html = true;
                let kind = self.kind(Kind::Paragraph);
                let span = span.shifted(self.body);
                html::blocks(self.text, span, kind, &mut self.blocks);
            }
            Tag::Paragraph | Tag::Heading { .. } | Tag::TableCell => {
                let end = span.start + self.painted[span.start..span.end].trim_end().len();
                self.open(Span::new(span.start, end));
            }
            _ => {}
        }
    }

    fn end(&mut self, tag: TagEnd, span: Span) {
        match tag {
            TagEnd::Link => self.end_link(),
            TagEnd::Image => self.end_image(),
            TagEnd::BlockQuote(_) | TagEnd::Item | TagEnd::FootnoteDefinition | TagEnd::List(_) => {
                self.close(Kind::Paragraph);
                self.containers.pop();
            }
            TagEnd::CodeBlock => self.in_code = false,
            TagEnd::HtmlBlock => self.in_html = false,
            TagEnd::Paragraph => self.close(Kind::Paragraph),
            TagEnd::Heading(level) => self.end_heading(level as u8, span),
            TagEnd::TableCell => self.close(Kind::TableCell),
            _ => {}
        }
    }

    fn end_heading(&mut self, level: u8, span: Span) {
        let before = self.blocks.len();
        self.close(Kind::Heading(level));
        if !self.containers.is_empty() {
            return;
        }
        let words = self.blocks.get(before).map_or("", |it| &it.prose.text);
        let refers = titles::opens_references(words);
        // Its chunk may begin with the spaces it is indented by.
        let start = self.text[..self.body + span.start].trim_end_matches([' ', '\t']).len();
        let section = Section { start, level, refers };
        // A chunk in a list of references that begins with a heading has been placed with it in view.
        let is_placed = self.references == Some(0) && self.text[..start].trim().is_empty();
        if !is_placed {
            self.references = next_level(self.references, section);
        }
        self.sections.push(section);
    }

    /// The kind of a block by where it stands.
    fn kind(&self, own: Kind) -> Kind {
        let within = |it| self.containers.contains(&it);
        match own {
            Kind::Heading(_) | Kind::Caption => own,
            _ if within(Container::Note) => Kind::Note,
            _ if self.references.is_some() => Kind::Reference,
            _ if within(Container::Quote) => Kind::BlockQuote,
            Kind::Paragraph if within(Container::Item) => Kind::ListItem,
            _ => own,
        }
    }

    fn open(&mut self, span: Span) {
        self.open = Some((Composing::new(self.text, true), span.shifted(self.body)));
    }

    /// The block that inline content goes to; the text of a tight list item opens its own.
    pub(super) fn composing(&mut self, span: Span) -> &mut Composing<'a> {
        let span = span.shifted(self.body);
        let text = self.text;
        match &mut self.image {
            Some((_, composing, _)) => composing,
            None => {
                let (composing, whole) = self.open.get_or_insert_with(|| (Composing::new(text, true), span));
                *whole = whole.join(span);
                composing
            }
        }
    }

    /// Ends the open block, whatever it is.
    fn close(&mut self, own: Kind) {
        self.links.clear();
        self.image = None;
        self.hidden = None;
        let caption = self.caption.take();
        let Some((composing, span)) = self.open.take() else { return };
        let kind = self.kind(own);
        let block = composing.finish(kind, span);
        match (block, caption) {
            (None, Some((alt, span))) => self.blocks.extend(alt.finish(Kind::Caption, span)),
            (Some(mut block), picture) => {
                let first = block.prose.segments().first().map(|it| it.source);
                let below = picture.is_some_and(|it| first == Some(it.1)) && is_line_below(&block.prose.text);
                if block.kind.is_body() && (below || roles::is_caption(&block.prose.text)) {
                    block.kind = Kind::Caption;
                }
                self.blocks.push(block);
            }
            (None, None) => {}
        }
    }

    fn words(&mut self, words: &str, span: Span) {
        if self.hidden.is_some() {
            return;
        }
        if words != span.of(self.painted) {
            let source = span.shifted(self.body);
            return self.composing(span).stand_in(words, source);
        }
        let mut from = span.start;
        let mut index = self.masks.partition_point(|it| it.span.end <= from);
        while let Some(mask) = self.masks.get(index).filter(|it| it.span.start < span.end).cloned() {
            let source = self.body;
            if mask.span.start >= from {
                self.composing(span).copy(Span::new(from, mask.span.start).shifted(source));
                self.masked(mask.kind, mask.span);
            }
            from = mask.span.end.min(span.end);
            index += 1;
        }
        let source = Span::new(from, span.end).shifted(self.body);
        if !source.is_empty() {
            self.composing(span).copy(source);
        }
    }

    fn masked(&mut self, kind: MaskKind, span: Span) {
        let source = span.shifted(self.body);
        let frame = self.frame;
        let composing = self.composing(span);
        match kind {
            MaskKind::Footnote(label) | MaskKind::Definition(label) => {
                if frame.definitions.contains_key(&definitions::note_label(&label)) {
                    composing.aside(MarkKind::Footnote(label), source);
                } else {
                    composing.copy(source);
                }
            }
            MaskKind::InlineNote(note) => composing.aside(MarkKind::Footnote(note), source),
            MaskKind::Citations(keys) => {
                for key in keys {
                    composing.aside(MarkKind::Citation(key), source);
                }
            }
            MaskKind::Picture => composing.stand_in(STAND_IN, source),
            MaskKind::Nothing => composing.leave_out(),
        }
    }

    fn picture(&mut self, span: Span) {
        if self.hidden.is_none() {
            let source = span.shifted(self.body);
            self.composing(span).stand_in(STAND_IN, source);
        }
    }

    fn line_break(&mut self, span: Span) {
        let mask = self.masks.partition_point(|it| it.span.end <= span.start);
        let is_masked = self.masks.get(mask).is_some_and(|it| it.span.start < span.start);
        if self.hidden.is_some() || is_masked {
            return;
        }
        let source = span.shifted(self.body);
        let text = self.text;
        let composing = self.composing(span);
        match source.of(text).find('\n') {
            Some(at) => composing.copy(Span::new(source.start + at, source.start + at + 1)),
            None => composing.stand_in("\n", source),
        }
    }
}

/// Whether a picture is followed by one line, as against words that go on beside it.
fn is_line_below(words: &str) -> bool {
    let below = words.trim_start_matches('\u{fffc}');
    below.starts_with('\n') && !below.trim().contains('\n') && below.len() < 400
}
