//! The sentences of the body in order, each with who carries it.

use super::voices;
use crate::{
    article::{Paragraph, Status},
    rules::Context,
};

/// A sentence of the body in its place.
#[derive(Clone, Copy, Debug)]
pub struct Line {
    pub paragraph: usize,
    pub sentence: usize,
    pub status: Status,
    /// Somebody is told of who has it in mind or hears it, and nobody who says it.
    pub held: bool,
    /// Who says it, where that is somebody known: an index into `Article::entities`.
    pub speaker: Option<usize>,
}

impl Line {
    /// Whether somebody whom the reader can tell says it.
    pub fn is_said(&self) -> bool {
        matches!(self.status, Status::Attributed | Status::Quoted)
    }
}

/// Every sentence of the body.
pub(super) fn lines(context: &Context) -> Vec<Line> {
    let article = context.article;
    let mut out = Vec::new();
    for paragraph in context.body() {
        for sentence in 0..paragraph.reading.passage.sentences.len() {
            let by = article.support(paragraph.index, sentence).by;
            let speaker = by.and_then(|it| article.attributions()[it].speaker);
            let status = context.status(paragraph.index, sentence);
            let span = paragraph.reading.passage.sentences[sentence].span;
            let said = matches!(status, Status::Attributed | Status::Quoted);
            let held = said && !voices::is_said(&paragraph, span);
            let status = if held { Status::OwnVoice } else { status };
            out.push(Line { paragraph: paragraph.index, sentence, status, held, speaker });
        }
    }
    out
}

/// A sentence as written.
pub(super) fn words<'a>(paragraph: &Paragraph<'a>, sentence: usize) -> &'a str {
    let passage = &paragraph.reading.passage;
    passage.sentences[sentence].span.of(&passage.text)
}
