//! What stands inside a line and is more than words: links, pictures, tags.

use pulldown_cmark::LinkType;

use super::{definitions, reader::Reader};
use crate::{
    markup::{
        Mark, MarkKind,
        composing::{Composing, STAND_IN},
        html,
    },
    text::Span,
};

impl Reader<'_> {
    pub fn start_link(&mut self, link_type: LinkType, target: &str, id: &str, span: Span) {
        let source = span.shifted(self.body);
        let defined = self.frame.definitions.get(&definitions::label(id));
        let target = match link_type {
            LinkType::Inline => self.unpainted(target, span),
            LinkType::Autolink | LinkType::Email => target.to_owned(),
            _ => defined.cloned().unwrap_or_else(|| target.to_owned()),
        };
        if matches!(link_type, LinkType::Autolink | LinkType::Email) {
            let composing = self.composing(span);
            let at = composing.position();
            composing.stand_in(STAND_IN, source);
            if link_type == LinkType::Autolink {
                let at = Span::new(at, at + STAND_IN.len());
                composing.marks.push(Mark { kind: MarkKind::Link(target), at, span: source });
            }
            // Its text says nothing that its target does not.
            self.hidden = Some((String::new(), 0));
            self.links.push((String::new(), usize::MAX, source));
            return;
        }
        let composing = self.composing(span);
        let at = composing.position();
        composing.in_link = true;
        self.links.push((target, at, source));
    }

    pub fn end_link(&mut self) {
        let Some((target, start, span)) = self.links.pop() else { return };
        if start == usize::MAX {
            self.hidden = None;
            return;
        }
        let composing = self.composing(Span::new(span.start - self.body, span.end - self.body));
        let at = Span::new(start, composing.position());
        composing.in_link = false;
        composing.marks.push(Mark { kind: MarkKind::Link(target), at, span });
    }

    /// A link's target with what was painted over put back.
    fn unpainted(&self, target: &str, span: Span) -> String {
        let found = span
            .of(self.painted)
            .rfind(target)
            .map(|at| Span::new(span.start + at, span.start + at + target.len()));
        found.map_or_else(|| target.to_owned(), |it| it.shifted(self.body).of(self.text).to_owned())
    }

    pub fn start_image(&mut self, span: Span) {
        match &mut self.image {
            Some((depth, ..)) => *depth += 1,
            None => {
                let source = span.shifted(self.body);
                if self.hidden.is_none() {
                    self.composing(span).stand_in(STAND_IN, source);
                }
                self.image = Some((0, Composing::new(self.text, false), source));
            }
        }
    }

    pub fn end_image(&mut self) {
        match &mut self.image {
            Some((depth, ..)) if *depth > 0 => *depth -= 1,
            image => {
                if let Some((_, alt, span)) = image.take()
                    && self.caption.is_none()
                {
                    self.caption = Some((alt, span));
                }
            }
        }
    }

    /// A tag or comment inside a block.
    pub fn tag(&mut self, span: Span) {
        let source = span.shifted(self.body);
        let tag = source.of(self.text);
        match html::inline(tag) {
            html::Inline::Comment(text) => self.composing(span).aside(MarkKind::Comment(text), source),
            html::Inline::Break => self.composing(span).stand_in("\n", source),
            html::Inline::Hide(name) if self.hidden.is_none() => {
                self.composing(span).stand_in(STAND_IN, source);
                self.hidden = Some((name, 0));
            }
            html::Inline::Close(name) => {
                if self.hidden.as_ref().is_some_and(|it| it.0 == name) {
                    self.hidden = None;
                } else if name == "a" && self.links.last().is_some_and(|it| it.1 != usize::MAX) {
                    if let Some(link) = self.links.last_mut() {
                        link.2 = link.2.join(source);
                    }
                    self.end_link();
                }
            }
            html::Inline::Link(target) => {
                let composing = self.composing(span);
                let at = composing.position();
                composing.in_link = true;
                self.links.push((target, at, source));
            }
            html::Inline::Other => {
                for key in html::keys(tag) {
                    self.composing(span).aside(MarkKind::Citation(key), source);
                }
            }
            html::Inline::Hide(_) => {}
        }
    }
}
