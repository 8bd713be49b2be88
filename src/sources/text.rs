//! A source text as imported: clean prose, and where each stretch of it came from.
//!
//! Everything that compares an article with a source works on this and nothing else, whatever
//! kind of file the source was. Cleaning only leaves things out or puts a character for its code,
//! so that a place in the clean text can be followed back to the file.

use std::{path::PathBuf, sync::Arc, time::Duration};

use crate::text::Span;

/// How long a line of a reading copy becomes, in code points, unless a word is longer.
const WIDTH: usize = 90;

/// A source text as imported.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct SourceText {
    pub path: PathBuf,
    /// What the file itself says it is called.
    pub title: Option<String>,
    /// Clean prose: no markup, no timecodes, no repeated page headers, no word cut at a line's end.
    /// A blank line parts paragraphs. The label of a speaker ("ANA CHO:") is not part of it.
    pub text: String,
    /// Ascending by `start`; the first begins at 0 when there is any text.
    pub places: Vec<Place>,
    pub origin: Origin,
}

/// Where a stretch of a source text came from. It ends where the next begins.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Place {
    /// In bytes of the clean text.
    pub start: usize,
    /// From 1. Several places share a paragraph when a page or a minute ends in it.
    pub paragraph: u32,
    /// From 1, in files that have pages.
    pub page: Option<u32>,
    /// Since the tape began, in files that have timecodes.
    pub time: Option<Duration>,
    /// As the transcript names whoever speaks.
    pub speaker: Option<Arc<str>>,
}

/// Which bytes of the file the clean text was made of. Empty for files that are no text, such as PDF.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Origin {
    /// Ascending in both.
    runs: Vec<Run>,
}

/// A stretch taken over byte by byte.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Run {
    clean: usize,
    file: usize,
    len: usize,
}

impl SourceText {
    /// The place that a byte of the clean text belongs to.
    pub fn place(&self, at: usize) -> Option<&Place> {
        let after = self.places.partition_point(|it| it.start <= at);
        self.places.get(after.checked_sub(1)?)
    }

    /// A span of the clean text in bytes of the file, with whatever was left out inside it.
    pub fn in_file(&self, span: Span) -> Option<Span> {
        self.origin.span(span)
    }

    /// Whether the file is none that an editor could point into, such as PDF.
    pub fn is_opaque(&self) -> bool {
        self.origin.runs.is_empty() && !self.text.is_empty()
    }

    /// The clean text to be looked at: every byte where it was, but lines end before [`WIDTH`] where a space lets them.
    pub fn reading_copy(&self) -> String {
        let mut out = String::with_capacity(self.text.len());
        for line in self.text.split_inclusive('\n') {
            let mut width = 0;
            for word in line.split_inclusive(' ') {
                let here = word.trim_end().chars().count();
                if width + here > WIDTH && out.ends_with(' ') {
                    out.pop();
                    out.push('\n');
                    width = 0;
                }
                out.push_str(word);
                width += word.chars().count();
            }
        }
        out
    }
}

impl Origin {
    /// `clean` and `file` in bytes; runs come in order. A run that continues the last one joins it.
    pub fn add(&mut self, clean: usize, file: usize, len: usize) {
        match self.runs.last_mut() {
            Some(last) if last.clean + last.len == clean && last.file + last.len == file => last.len += len,
            _ if len > 0 => self.runs.push(Run { clean, file, len }),
            _ => {}
        }
    }

    fn span(&self, span: Span) -> Option<Span> {
        let first = self.runs.get(self.runs.partition_point(|it| it.clean + it.len <= span.start))?;
        let start = first.file + span.start.saturating_sub(first.clean);
        let before = self.runs.partition_point(|it| it.clean < span.end.max(span.start + 1));
        let last = self.runs.get(before.checked_sub(1)?)?;
        let end = last.file + span.end.saturating_sub(last.clean).min(last.len);
        Some(Span::new(start, end.max(start)))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// "The quay was empty. Nobody spoke.", cut at a line's end in the file after "emp".
    fn quay() -> SourceText {
        let mut origin = Origin::default();
        origin.add(0, 0, 16);
        origin.add(16, 18, 17);
        let place = |start, page| Place { start, paragraph: 1, page: Some(page), ..Place::default() };
        let text = "The quay was empty. Nobody spoke.".to_owned();
        SourceText { text, places: vec![place(0, 1), place(20, 2)], origin, ..SourceText::default() }
    }

    #[test]
    fn a_place_runs_to_the_next() {
        let page = |at| quay().place(at).and_then(|it| it.page);
        assert_eq!([page(0), page(19), page(20), page(400)], [Some(1), Some(1), Some(2), Some(2)]);
        assert_eq!(SourceText::default().place(0), None);
    }

    #[test]
    fn a_reading_copy_has_short_lines_and_every_byte_in_its_place() {
        let words = "The quay was empty. ".repeat(20) + "\n\n" + &"ö".repeat(200) + " and more.";
        let text = SourceText { text: words.clone(), ..SourceText::default() };
        let copy = text.reading_copy();
        assert_eq!(copy.replace('\n', " "), words.replace('\n', " "));
        assert!(copy.lines().all(|it| it.chars().count() <= WIDTH || !it.contains(' ')), "{copy}");
        assert!(copy.contains("\n\nöö"), "{copy}");
        assert!(text.is_opaque() && !quay().is_opaque());
        assert_eq!(SourceText::default().reading_copy(), "");
    }

    #[test]
    fn a_span_is_followed_back_over_what_was_left_out() {
        let file = "The quay was emp-\nty. Nobody spoke.";
        let back = |words: &str| {
            let start = quay().text.find(words).unwrap();
            quay().in_file(Span::new(start, start + words.len())).map(|it| &file[it.start..it.end])
        };
        assert_eq!(back("quay was"), Some("quay was"));
        assert_eq!(back("empty"), Some("emp-\nty"));
        assert_eq!(back("spoke."), Some("spoke."));
        assert_eq!(SourceText::default().in_file(Span::new(0, 3)), None);
    }
}
