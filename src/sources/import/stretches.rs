use std::{sync::Arc, time::Duration};

use super::{
    noise,
    speakers::{self, Lead},
};
use crate::{
    sources::{Place, SourceText},
    text::Span,
};

/// Words of a file that belong together: a line, a paragraph, a caption.
#[derive(Clone, Debug, Default)]
pub struct Stretch {
    pub words: String,
    /// Where the words stand in the file, if they stand there as they are.
    pub runs: Vec<(Span, usize)>,
    pub glue: Glue,
    pub page: Option<u32>,
    pub time: Option<Duration>,
    pub speaker: Option<Arc<str>>,
}

/// How a stretch goes on from the one before it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Glue {
    #[default]
    Paragraph,
    /// A new line of the same paragraph.
    Line,
    /// The rest of a word cut at the line's end.
    Word,
}

impl Stretch {
    /// Words that stand in the file as they are.
    pub fn copied(words: &str, file: usize, glue: Glue) -> Stretch {
        let runs = vec![(Span::new(0, words.len()), file)];
        Stretch { words: words.to_owned(), runs, glue, ..Stretch::default() }
    }

    /// Words of a file that is no text.
    pub fn made(words: String, glue: Glue) -> Stretch {
        Stretch { words, glue, ..Stretch::default() }
    }

    /// Without some of its words, which come in order.
    pub fn without(&mut self, spans: &[Span]) {
        for gone in spans.iter().rev() {
            self.words.replace_range(gone.start..gone.end, "");
            let mut kept = Vec::with_capacity(self.runs.len() + 1);
            for (span, file) in self.runs.drain(..) {
                let before = Span::new(span.start, span.end.min(gone.start).max(span.start));
                let from = span.start.max(gone.end).min(span.end);
                if !before.is_empty() {
                    kept.push((before, file));
                }
                if from < span.end && from >= gone.end {
                    let moved = Span::new(from - gone.len(), span.end - gone.len());
                    kept.push((moved, file + (from - span.start)));
                }
            }
            self.runs = kept;
        }
    }

    /// Without its first bytes.
    fn cut(&mut self, by: usize) {
        self.words.drain(..by);
        self.runs.retain(|(span, _)| span.end > by);
        for (span, file) in &mut self.runs {
            *file += by.saturating_sub(span.start);
            *span = Span::new(span.start.saturating_sub(by), span.end - by);
        }
    }
}

/// Joins stretches into one text. In a transcript labels and timecodes become places.
pub fn assemble(mut stretches: Vec<Stretch>) -> SourceText {
    let mut leads: Vec<Lead> = stretches
        .iter()
        .map(|it| if it.glue == Glue::Word { Lead::default() } else { speakers::lead(&it.words) })
        .collect();
    speakers::settle(&stretches, &mut leads);
    let paragraphs = stretches.iter().filter(|it| it.glue == Glue::Paragraph).count();
    if speakers::is_transcript(&stretches, &leads, paragraphs) {
        for (stretch, lead) in stretches.iter_mut().zip(&leads) {
            take_lead(stretch, lead);
            let noise = noise::noise(&stretch.words);
            stretch.without(&noise);
        }
    }
    let mut draft = Draft::default();
    stretches.into_iter().for_each(|it| draft.add(it));
    draft.text
}

fn take_lead(stretch: &mut Stretch, lead: &Lead) {
    if let Some(label) = lead.speaker {
        stretch.speaker = Some(label.of(&stretch.words).into());
        stretch.glue = Glue::Paragraph;
    }
    if lead.time.is_some() {
        stretch.time = lead.time;
    }
    if lead.speaker.is_some() || lead.time.is_some() {
        stretch.cut(lead.rest);
    }
}

#[derive(Default)]
struct Draft {
    text: SourceText,
    /// What holds until another stretch says otherwise.
    now: Place,
    /// Whether the next words begin a paragraph, whatever they say themselves.
    fresh: bool,
}

impl Draft {
    fn add(&mut self, stretch: Stretch) {
        let said = stretch.time.is_some() || stretch.speaker.is_some();
        self.now.page = stretch.page.or(self.now.page);
        self.now.time = stretch.time.or(self.now.time);
        self.now.speaker = stretch.speaker.clone().or(self.now.speaker.take());
        // A time alone above its words parts no sentence.
        let alone = said && stretch.words.trim().is_empty();
        self.fresh |= stretch.glue == Glue::Paragraph || alone && stretch.speaker.is_some();
        if stretch.words.trim().is_empty() {
            return;
        }
        let out = &mut self.text.text;
        match (out.is_empty(), self.fresh, stretch.glue) {
            (true, ..) => {}
            (_, true, _) => out.push_str("\n\n"),
            (_, _, Glue::Line) => out.push('\n'),
            (_, _, Glue::Word | Glue::Paragraph) => {}
        }
        if self.fresh || self.text.places.is_empty() {
            self.now.paragraph += 1;
        }
        let start = out.len();
        out.push_str(&stretch.words);
        for (span, file) in &stretch.runs {
            self.text.origin.add(start + span.start, *file, span.len());
        }
        self.fresh = false;
        self.now.start = start;
        let same = |it: &Place| Place { start: 0, ..it.clone() } == Place { start: 0, ..self.now.clone() };
        if !self.text.places.last().is_some_and(same) {
            self.text.places.push(self.now.clone());
        }
    }
}
