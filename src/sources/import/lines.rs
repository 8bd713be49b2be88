//! From the lines of a file to paragraphs: what a printer added is taken away again.

use super::{
    headers,
    hyphens::{self, Join, Words},
    stretches::{Glue, Stretch},
};
use crate::text::Span;

/// A line as it stands in a file.
#[derive(Clone, Copy, Debug)]
pub struct Line<'a> {
    pub words: &'a str,
    /// Its first byte in the file; none where the file is no text.
    pub file: Option<usize>,
    pub page: Option<u32>,
}

/// Without running heads, with words that were cut made whole.
pub fn stretches(lines: &[Line]) -> Vec<Stretch> {
    let words: Vec<&str> = lines.iter().map(|it| it.words).collect();
    let pages: Vec<Option<u32>> = lines.iter().map(|it| it.page).collect();
    let dropped = headers::repeated(&words, &pages);
    let unwrapped = is_unwrapped(&words);
    let known = Words::of(words.iter().copied());
    let mut out: Vec<Stretch> = Vec::new();
    let mut gap = Gap::default();
    for (line, dropped) in lines.iter().zip(dropped) {
        gap.turned |= dropped || out.last().is_some_and(|it| it.page != line.page);
        if dropped || line.words.trim().is_empty() {
            gap.blank |= !dropped;
            continue;
        }
        let before = out.last_mut();
        let glue = match before {
            None => Glue::Paragraph,
            Some(before) => gap.glue(before, line.words, unwrapped, &known),
        };
        gap = Gap::default();
        out.push(stretch(line, glue));
    }
    out
}

/// What stands between two lines with words.
#[derive(Default)]
struct Gap {
    blank: bool,
    /// A page ends here.
    turned: bool,
}

impl Gap {
    fn glue(&self, before: &mut Stretch, line: &str, unwrapped: bool, known: &Words) -> Glue {
        let apart = self.blank && !self.turned || unwrapped && !self.turned;
        let join = if apart { Join::None } else { known.join(&before.words, line) };
        if join == Join::Whole {
            let length = hyphens::stem(&before.words).map_or(before.words.len(), str::len);
            truncate(before, length);
        }
        if join != Join::None {
            return Glue::Word;
        }
        // A sentence that runs over the end of a page is one paragraph still.
        let runs_on = self.turned
            && !before.words.trim_end().ends_with(['.', '!', '?', ':', '"', '”', '’', ')'])
            && line.trim_start().starts_with(char::is_lowercase);
        if (self.blank || unwrapped) && !runs_on { Glue::Paragraph } else { Glue::Line }
    }
}

fn stretch(line: &Line, glue: Glue) -> Stretch {
    let words = line.words.trim();
    let indent = line.words.len() - line.words.trim_start().len();
    let made = match line.file {
        Some(file) => Stretch::copied(words, file + indent, glue),
        None => Stretch::made(words.to_owned(), glue),
    };
    Stretch { page: line.page, ..made }
}

fn truncate(stretch: &mut Stretch, length: usize) {
    stretch.words.truncate(length);
    for (span, _) in &mut stretch.runs {
        *span = Span::new(span.start.min(length), span.end.min(length));
    }
}

/// Whether a line is a paragraph: most of the text stands in lines longer than anyone would wrap.
fn is_unwrapped(lines: &[&str]) -> bool {
    const WRAPPED: usize = 160;
    let (mut long, mut all) = (0, 0);
    for line in lines {
        all += line.len();
        long += if line.len() > WRAPPED { line.len() } else { 0 };
    }
    long * 2 > all
}
