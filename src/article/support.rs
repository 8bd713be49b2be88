use std::ops::Range;

use super::{Article, Paragraph, Sourced};
use crate::{
    markup::Kind,
    reading::{ContentKind, Traits},
    text::Span,
};

/// What a sentence stands on.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Support {
    pub status: Status,
    /// The attribution it leans on, its own or the one it inherits: an index into `Article::attributions`.
    pub by: Option<usize>,
}

/// The answers to "who stands behind this, and can the reader tell?" (rulebook 1.3).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Status {
    /// Inside a quotation whose speaker is known.
    Quoted,
    /// In the scope of a cue with a named or described source.
    Attributed,
    /// The source is unnamed, generic or left out.
    AttributedWeak,
    /// A link, footnote or citation stands on it.
    Cited,
    /// Continues an attributed sentence of its paragraph.
    Inherited,
    /// Needs no source: a question, plain calendar, a definition, what the reporter saw.
    Exempt,
    /// The writer's own word.
    OwnVoice,
    /// Nothing could be made of it: it has no end, is no English, or stands in what is too long to be read.
    Unread,
}

impl Status {
    /// As `annotate` prints it.
    pub fn code(self) -> &'static str {
        match self {
            Status::Quoted => "quoted",
            Status::Attributed => "attributed",
            Status::AttributedWeak => "attributed-weak",
            Status::Cited => "cited",
            Status::Inherited => "inherited",
            Status::Exempt => "exempt",
            Status::OwnVoice => "own-voice",
            Status::Unread => "unread",
        }
    }

    /// Whether somebody other than the writer stands behind the sentence, however weakly.
    pub fn is_support(self) -> bool {
        !matches!(self, Status::OwnVoice | Status::Exempt | Status::Unread)
    }
}

/// What every sentence stands on, and where each paragraph's begin.
pub(super) fn support(article: &Article) -> (Vec<Support>, Vec<u32>) {
    let mut walk = Walk::default();
    article.paragraphs().for_each(|it| walk.step(article, &it));
    (walk.support, walk.starts)
}

/// Whether the sentences of these paragraphs stand on what they stood on in an article of the same
/// attributions that has the same paragraphs everywhere else.
pub(super) fn stand_the_same(article: &Article, before: &Article, paragraphs: Range<usize>) -> bool {
    let Range { start, end } = paragraphs;
    let start_of = |paragraph: usize| match before.support_start.get(paragraph) {
        Some(start) => *start as usize,
        None => before.support.len(),
    };
    let open_behind = |paragraph: usize| {
        let own = &before.support[start_of(paragraph)..start_of(paragraph + 1)];
        open(&before.paragraph(paragraph), own)
    };
    let from = start_of(start);
    let mut walk = Walk {
        sourced: before.sourced.partition_point(|it| it.paragraph < start),
        open: start.checked_sub(1).and_then(open_behind),
        ..Walk::default()
    };
    (start..end).for_each(|it| walk.step(article, &article.paragraph(it)));
    let starts = walk.starts.iter().map(|it| *it as usize + from);
    starts.eq((start..end).map(start_of))
        && walk.support == before.support[from..start_of(end)]
        && walk.open == end.checked_sub(1).and_then(open_behind)
}

/// A walk from paragraph to paragraph.
#[derive(Default)]
struct Walk {
    support: Vec<Support>,
    starts: Vec<u32>,
    /// Attributions of the paragraphs behind.
    sourced: usize,
    /// The speaker of a quotation that the last paragraph left open.
    open: Option<usize>,
}

impl Walk {
    fn step(&mut self, article: &Article, paragraph: &Paragraph) {
        let from = self.support.len();
        self.starts.push(from as u32);
        let first = self.sourced;
        self.sourced += paragraph.reading.attributions.len();
        let own = &article.sourced[first..self.sourced];
        for sentence in 0..paragraph.reading.passage.sentences.len() {
            let before = &self.support[from..];
            self.support.push(of_sentence(paragraph, sentence, own, first, before));
        }
        if let Some(speaker) = self.open.filter(|_| goes_on(paragraph)) {
            let rest = self.support[from..].iter_mut().filter(|it| it.status == Status::OwnVoice);
            rest.for_each(|it| *it = Support { status: Status::Quoted, by: Some(speaker) });
        }
        self.open = open(paragraph, &self.support[from..]);
    }
}

/// The speaker of a quotation that a paragraph leaves open.
fn open(paragraph: &Paragraph, support: &[Support]) -> Option<usize> {
    left_open(paragraph).then(|| support.iter().rev().find_map(|it| it.by)).flatten()
}

fn of_sentence(
    paragraph: &Paragraph,
    index: usize,
    own: &[Sourced],
    first: usize,
    before: &[Support],
) -> Support {
    let sentence = &paragraph.reading.passage.sentences[index];
    let traits = paragraph.reading.statements[index].traits;
    let unread = Support { status: Status::Unread, by: None };
    // What some of an endless sentence leans on does not carry the rest.
    if paragraph.reading.unread.is_some() || traits.contains(Traits::ENDLESS) {
        return unread;
    }
    let by = own.iter().position(|it| leans(paragraph, it, sentence.span));
    if let Some(by) = by {
        let attribution = &paragraph.reading.attributions[own[by].attribution];
        let direct = attribution.kind == ContentKind::Direct;
        let status = match (own[by].weak, direct) {
            (true, _) => Status::AttributedWeak,
            (false, true) => Status::Quoted,
            (false, false) => Status::Attributed,
        };
        return Support { status, by: Some(first + by) };
    }
    if paragraph.is_cited(index..index + 1) {
        return Support { status: Status::Cited, by: None };
    }
    let exempt = Traits::QUESTION
        | Traits::INSTRUCTION
        | Traits::DEFINITION
        | Traits::CALENDAR
        | Traits::WITNESS
        | Traits::FRAGMENT;
    if paragraph.block.kind.is_body() && traits.contains(Traits::UNREADABLE) {
        return unread;
    }
    if !paragraph.block.kind.is_body() || traits.intersects(exempt) {
        return Support { status: Status::Exempt, by: None };
    }
    let last = before.last().filter(|it| it.status.is_support());
    match last {
        Some(last) if traits.contains(Traits::CONTINUES) => {
            Support { status: Status::Inherited, by: last.by }
        }
        _ => Support { status: Status::OwnVoice, by: None },
    }
}

/// Whether a sentence stands in the scope of an attribution: its cue is here, or most of its words are content.
fn leans(paragraph: &Paragraph, sourced: &Sourced, sentence: Span) -> bool {
    let attribution = &paragraph.reading.attributions[sourced.attribution];
    // Words that somebody said, and nothing tells who: no support.
    if attribution.cue.is_empty() && attribution.source.is_none() {
        return false;
    }
    if attribution.cue.iter().any(|it| sentence.covers(*it)) {
        return true;
    }
    let covered: usize = attribution
        .content
        .iter()
        .filter(|it| it.overlaps(sentence))
        .map(|it| it.end.min(sentence.end) - it.start.max(sentence.start))
        .sum();
    2 * covered >= sentence.len()
}

/// A paragraph that begins with a quotation mark may go on with what the last one left open.
fn goes_on(paragraph: &Paragraph) -> bool {
    paragraph.reading.quotes.first().is_some_and(|it| it.span.start == 0)
}

fn left_open(paragraph: &Paragraph) -> bool {
    paragraph.block.kind == Kind::Paragraph && paragraph.reading.quotes.last().is_some_and(|it| !it.closed)
}
