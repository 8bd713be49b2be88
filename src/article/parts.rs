use std::{
    num::NonZero,
    panic::resume_unwind,
    sync::{
        Arc, OnceLock,
        atomic::{AtomicUsize, Ordering},
    },
    thread,
};

use crate::{
    markup::{self, Block, Chunk, Format, MarkKind, Outline},
    reading::{Reader, Reading, Tongue, Unread},
    sources,
    text::{Span, common},
};

/// A chunk of the document and what stands in it.
#[derive(Clone, Debug)]
pub(super) struct Part {
    /// Byte offset in the document.
    pub start: usize,
    pub read: Arc<[ReadBlock]>,
}

/// A block with its reading; both know only their chunk, so that they survive edits above it.
#[derive(Debug)]
pub(super) struct ReadBlock {
    pub block: Block,
    pub reading: Reading,
    /// The same left unread, for an article that is not English.
    unread: OnceLock<Box<Reading>>,
}

impl ReadBlock {
    fn new(block: Block, reading: Reading) -> ReadBlock {
        ReadBlock { block, reading, unread: OnceLock::new() }
    }

    /// The reading in an article of another language: what is too short to tell its own is of that.
    pub fn among_foreign(&self) -> &Reading {
        let own = &self.reading;
        match own.tongue {
            Tongue::Open { .. } if own.unread.is_none() => self
                .unread
                .get_or_init(|| Box::new(Reading::unread(own.passage.clone(), own.tongue, Unread::Foreign))),
            _ => own,
        }
    }
}

/// One block of prose in its article.
#[derive(Clone, Copy, Debug)]
pub struct Paragraph<'a> {
    /// Its number in the article.
    pub index: usize,
    /// Where its chunk begins in the document.
    pub(super) offset: usize,
    pub block: &'a Block,
    pub reading: &'a Reading,
}

impl Paragraph<'_> {
    /// The bytes of the document behind a span of this paragraph's prose.
    pub fn document(&self, prose: Span) -> Span {
        self.block.prose.source(prose).shifted(self.offset)
    }

    /// All its bytes in the document, markup included.
    pub fn span(&self) -> Span {
        self.block.span.shifted(self.offset)
    }

    /// Where its chunk begins in the document: what its block counts from.
    pub fn chunk_start(&self) -> usize {
        self.offset
    }

    /// The words of a span of the document as a reader reads them: without markup, and without what is no words.
    pub fn shown(&self, document: Span) -> String {
        let mut out = String::new();
        for segment in self.block.prose.segments() {
            let source = segment.source.shifted(self.offset);
            if source.end <= document.start || source.start >= document.end {
                continue;
            }
            let words = segment.prose.of(&self.reading.passage.text);
            if segment.copied {
                let from = document.start.saturating_sub(source.start).min(words.len());
                let to = (document.end - source.start).min(words.len());
                out.push_str(words.get(from..to).unwrap_or_default());
            } else {
                out.push_str(words);
            }
        }
        markup::shown(&out).into_owned()
    }

    /// The prose offset of a byte of the document, if that byte is prose of this paragraph.
    pub fn prose_offset(&self, document: usize) -> Option<usize> {
        self.block.prose.offset(document.checked_sub(self.offset)?)
    }

    /// A link, note or citation in any of these sentences, or right behind the last of them; one that is still
    /// to be filled in leads nobody anywhere.
    pub fn is_cited(&self, sentences: std::ops::Range<usize>) -> bool {
        self.citing(sentences).any(|it| !is_open(it))
    }

    /// The links, notes and citations of these sentences, those that are still to be filled in among them.
    pub fn citing(&self, sentences: std::ops::Range<usize>) -> impl Iterator<Item = &markup::Mark> {
        let all = &self.reading.passage.sentences;
        let next = all.get(sentences.end).map_or(usize::MAX, |it| it.span.start);
        let scope = Span::new(all[sentences.start].span.start, next);
        self.block.marks.iter().filter(move |it| {
            let cites = matches!(it.kind, MarkKind::Link(_) | MarkKind::Footnote(_) | MarkKind::Citation(_));
            cites && scope.contains(it.at.start)
        })
    }

    /// The document span of one of its marks.
    pub fn mark_span(&self, mark: &markup::Mark) -> Span {
        mark.span.shifted(self.offset)
    }
}

/// Whether a mark holds the place of a link, a note or a citation and leads nowhere yet: `[@source]`, `[it](TK)`, `[it](#)`.
pub fn is_open(mark: &markup::Mark) -> bool {
    match &mark.kind {
        MarkKind::Citation(named) => sources::is_placeholder(named),
        // The label of a note may be any word; its text asks where the desk would find the mark.
        MarkKind::Footnote(text) => {
            let bare = text.trim_matches(['{', '}', '[', ']', ' ']).to_lowercase();
            let asks = bare.len() + 2 <= text.len() && markup::asks_for_source(&bare);
            sources::is_placeholder(text) && text.contains(['T', '[', 'X']) || asks
        }
        MarkKind::Link(target) => {
            let target = target.trim();
            target.is_empty() || target == "#" || sources::is_placeholder(target)
        }
        MarkKind::Inner(_) | MarkKind::Comment(_) => false,
    }
}

/// Reads a document's chunks, taking over from `before` whatever stands as it stood.
pub(super) fn parts(
    reader: &dyn Reader,
    text: &str,
    format: Format,
    outline: &Outline,
    before: Option<Before>,
) -> Vec<Part> {
    let fresh = |chunk: &Chunk| {
        let blocks = markup::blocks(format, &outline.frame, chunk.place, chunk.span.of(text));
        let read = |block: Block| {
            let reading = reader.read(&block.prose.text);
            ReadBlock::new(block, reading)
        };
        Part { start: chunk.span.start, read: blocks.into_iter().map(read).collect() }
    };
    let chunks = &outline.chunks;
    let Some(before) = before.filter(|it| it.outline.frame == outline.frame) else {
        return side_by_side(chunks, fresh);
    };
    let (head, tail) = before.unchanged(text, chunks);
    let old_tail = &before.parts[before.parts.len() - tail..];
    let kept = chunks[chunks.len() - tail..].iter().zip(old_tail);
    let mut parts = Vec::with_capacity(chunks.len());
    parts.extend_from_slice(&before.parts[..head]);
    parts.extend(side_by_side(&chunks[head..chunks.len() - tail], fresh));
    parts.extend(kept.map(|(chunk, part)| Part { start: chunk.span.start, read: part.read.clone() }));
    parts
}

/// Reads the parts again in which `news` holds of a block's prose.
pub(super) fn again(parts: &[Part], reader: &dyn Reader, news: impl Fn(&str) -> bool) -> Vec<Part> {
    let again = |part: &Part| {
        if !part.read.iter().any(|it| news(&it.block.prose.text)) {
            return part.clone();
        }
        let read = part.read.iter().map(|it| {
            let is_news = news(&it.block.prose.text);
            let reading = if is_news { reader.read(&it.block.prose.text) } else { it.reading.clone() };
            ReadBlock::new(it.block.clone(), reading)
        });
        Part { start: part.start, read: read.collect() }
    };
    parts.iter().map(again).collect()
}

/// Fewer bytes than this are not worth a second thread.
const MUCH: usize = 20_000;
/// More threads than this gain little.
const MOST_THREADS: usize = 8;

/// Reads chunks on all cores where there are many of them; the result is that of one after the other.
fn side_by_side(chunks: &[Chunk], read: impl Fn(&Chunk) -> Part + Sync) -> Vec<Part> {
    let bytes: usize = chunks.iter().map(|it| it.span.len()).sum();
    let threads = match bytes {
        0..MUCH => 1,
        _ => thread::available_parallelism().map_or(1, NonZero::get).min(MOST_THREADS).min(chunks.len()),
    };
    if threads == 1 {
        return chunks.iter().map(read).collect();
    }
    let next = AtomicUsize::new(0);
    let work = || {
        let mut done = Vec::new();
        loop {
            let at = next.fetch_add(1, Ordering::Relaxed);
            let Some(chunk) = chunks.get(at) else { return done };
            done.push((at, read(chunk)));
        }
    };
    let mut parts: Vec<(usize, Part)> = thread::scope(|scope| {
        let others: Vec<_> = (1..threads).map(|_| scope.spawn(work)).collect();
        let own = work();
        let joined = others.into_iter().flat_map(|it| it.join().unwrap_or_else(|panic| resume_unwind(panic)));
        own.into_iter().chain(joined).collect()
    });
    parts.sort_by_key(|(at, _)| *at);
    parts.into_iter().map(|(_, part)| part).collect()
}

/// The last state of an article, as a store of readings for the next.
pub(super) struct Before<'a> {
    pub text: &'a str,
    pub outline: &'a Outline,
    pub parts: &'a [Part],
}

impl Before<'_> {
    /// How many chunks at the start and at the end hold the same text in the same place as before.
    fn unchanged(&self, text: &str, chunks: &[Chunk]) -> (usize, usize) {
        let (prefix, suffix) = common(self.text.as_bytes(), text.as_bytes());
        let old = &self.outline.chunks;
        let head = old.iter().zip(chunks).take_while(|(a, b)| a == b && b.span.end <= prefix).count();
        let same_end = |(a, b): &(&Chunk, &Chunk)| {
            let from_end = (self.text.len() - a.span.start, self.text.len() - a.span.end);
            from_end == (text.len() - b.span.start, text.len() - b.span.end)
                && a.place == b.place
                && from_end.0 <= suffix
        };
        let tail = old[head..].iter().rev().zip(chunks[head..].iter().rev()).take_while(same_end).count();
        (head, tail)
    }
}

/// Part and block of each block of prose.
pub(super) fn paragraphs(parts: &[Part]) -> Vec<(u32, u32)> {
    let blocks = parts.iter().enumerate();
    blocks.flat_map(|(part, it)| (0..it.read.len()).map(move |block| (part as u32, block as u32))).collect()
}

/// Blocks in the parts that two articles share at the start and at the end; the two never overlap.
pub(super) fn shared(parts: &[Part], others: &[Part]) -> (usize, usize) {
    let same = |(a, b): &(&Part, &Part)| Arc::ptr_eq(&a.read, &b.read);
    let head = parts.iter().zip(others).take_while(same).count();
    let (rest, other_rest) = (&parts[head..], &others[head..]);
    let tail = rest.iter().rev().zip(other_rest.iter().rev()).take_while(same).count();
    let blocks = |parts: &[Part]| parts.iter().map(|it| it.read.len()).sum();
    (blocks(&parts[..head]), blocks(&rest[rest.len() - tail..]))
}
