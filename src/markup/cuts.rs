//! How a document is cut into chunks, first at once and then edit by edit.
//!
//! A [`Manner`] knows where the chunk that begins at a given byte ends, looking at nothing before
//! that byte. So after an edit the chunks before it stand, and as soon as a new cut falls on an old
//! one below the edit all the rest stands too, only shifted.

use std::collections::BTreeMap;

use super::{Chunk, Frame, Outline, Place};
use crate::text::{Span, common};

/// How one format is cut.
pub trait Manner {
    /// What is true of the document as a whole and asked for at every cut.
    fn style(&self, text: &str) -> Style;

    /// Where the chunk that starts at `start` ends.
    fn cut(&self, text: &str, start: usize, style: Style) -> Cut;

    /// Bytes behind a cut that may decide where it is, beside the line there.
    fn ahead(&self) -> usize {
        0
    }

    /// The headings of a chunk that stand in no list or quotation; `place` is that of the chunk.
    fn sections(&self, place: Place, chunk: &str) -> Vec<Section>;

    /// The definitions of the document, given its chunks.
    fn definitions(&self, text: &str, chunks: &[Chunk]) -> BTreeMap<String, String>;

    /// Whether a stretch of text may hold a definition.
    fn may_define(&self, stretch: &str) -> bool;
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Style {
    /// Where front matter ends and the body begins.
    pub body: usize,
    /// No cut before this byte: headline and byline are read together.
    pub head: usize,
    /// See [`Place::wrapped`].
    pub wrapped: bool,
}

#[derive(Clone, Copy, Debug)]
pub struct Cut {
    pub end: usize,
    /// Whether the chunk may hold a heading.
    pub headed: bool,
    /// Whether it may hold a heading that opens a list of references.
    pub refers: bool,
}

/// A heading outside lists and quotations.
#[derive(Clone, Copy, Debug)]
pub struct Section {
    /// From the start of the chunk.
    pub start: usize,
    pub level: u8,
    /// Whether it opens a list of references.
    pub refers: bool,
}

/// Cuts a whole document.
pub fn outline(manner: &impl Manner, text: &str) -> Outline {
    let style = manner.style(text);
    let mut placing = Placing { manner, text, style, level: None, chunks: Vec::new() };
    let mut at = 0;
    while at < text.len() {
        let cut = manner.cut(text, at, style);
        placing.push(at, cut);
        at = cut.end;
    }
    let chunks = placing.chunks;
    Outline { frame: Frame { definitions: manner.definitions(text, &chunks) }, chunks }
}

/// Cuts a document again after an edit: equal to [`outline`], only cheaper.
pub fn outline_after(manner: &impl Manner, text: &str, before: (&Outline, &str)) -> Outline {
    rescan(manner, text, before).unwrap_or_else(|| outline(manner, text))
}

/// None when the edit reaches further than its neighbourhood.
fn rescan(manner: &impl Manner, text: &str, (old, old_text): (&Outline, &str)) -> Option<Outline> {
    let style = manner.style(text);
    let (prefix, suffix) = common(old_text.as_bytes(), text.as_bytes());
    if prefix == text.len() && prefix == old_text.len() {
        return Some(old.clone());
    }
    let old_style = manner.style(old_text);
    let is_same_style = old.chunks.first()?.place.wrapped == style.wrapped && old_style.body == style.body;
    // A cut is decided by the whole line after it, so the chunk before the edit is read again.
    let far = prefix.saturating_sub(manner.ahead());
    let kept = old.chunks.windows(2).take_while(|it| it[1].span.end < far).count();
    if !is_same_style || old.chunks[..=kept].iter().any(|it| it.place.references) {
        return None;
    }
    let start = old.chunks[kept].span.start;
    let mut placing = Placing { manner, text, style, level: None, chunks: old.chunks[..kept].to_vec() };
    let mut at = start;
    let mut tail = old.chunks.len();
    while at < text.len() {
        let cut = manner.cut(text, at, style);
        placing.push(at, cut);
        at = cut.end;
        if at < text.len() && at >= text.len() - suffix {
            let old_at = old_text.len() - (text.len() - at);
            let found = old.chunks.binary_search_by_key(&old_at, |it| it.span.start);
            // A list of references may have parted the old head, where nothing else is cut.
            if let Ok(index) = found
                && index > kept
                && old_at >= old_style.head
                && !old.chunks[index - 1].place.references
                && !old.chunks[index].place.references
            {
                tail = index;
                break;
            }
        }
    }
    if placing.chunks[kept..].iter().any(|it| it.place.references) {
        return None;
    }
    let mut chunks = placing.chunks;
    let old_end = old.chunks.get(tail).map_or(old_text.len(), |it| it.span.start);
    let moved = |it: &Chunk| {
        let span =
            Span::new(it.span.start + text.len() - old_text.len(), it.span.end + text.len() - old_text.len());
        Chunk { span, ..*it }
    };
    chunks.extend(old.chunks[tail..].iter().map(moved));
    let touched = manner.may_define(&text[start..at]) || manner.may_define(&old_text[start..old_end]);
    let frame =
        if touched { Frame { definitions: manner.definitions(text, &chunks) } } else { old.frame.clone() };
    Some(Outline { frame, chunks })
}

/// Gives chunks their places while they are cut.
struct Placing<'a, M> {
    manner: &'a M,
    text: &'a str,
    style: Style,
    /// The level of the heading whose references we are in.
    level: Option<u8>,
    chunks: Vec<Chunk>,
}

impl<M: Manner> Placing<'_, M> {
    /// Adds a chunk; one in which a list of references opens or ends is cut at its headings.
    fn push(&mut self, start: usize, cut: Cut) {
        let mut from = start;
        let looks = if self.level.is_some() { cut.headed } else { cut.refers };
        if looks {
            let chunk = &self.text[start..cut.end];
            for section in self.manner.sections(self.place(start), chunk) {
                let before = self.level;
                self.level = next_level(before, section);
                if before.is_some() || self.level.is_some() {
                    let at = start + section.start;
                    if at > from {
                        let place = Place { references: before.is_some(), ..self.place(from) };
                        self.chunks.push(Chunk { span: Span::new(from, at), place });
                        from = at;
                    }
                }
            }
        }
        self.chunks.push(Chunk { span: Span::new(from, cut.end), place: self.place(from) });
    }

    fn place(&self, start: usize) -> Place {
        Place { first: start == 0, references: self.level.is_some(), wrapped: self.style.wrapped }
    }
}

/// Where a list of references first parts a document; past its end where none does.
pub fn first_part(sections: &[Section]) -> usize {
    let mut level = None;
    let parts = sections.iter().find(|it| {
        let before = level;
        level = next_level(before, **it);
        it.start > 0 && (before.is_some() || level.is_some())
    });
    parts.map_or(usize::MAX, |it| it.start)
}

/// What a heading does to the list of references we are in, given by the level of its own heading.
pub fn next_level(level: Option<u8>, section: Section) -> Option<u8> {
    match level {
        Some(open) if section.level > open => Some(open),
        _ => section.refers.then_some(section.level),
    }
}
