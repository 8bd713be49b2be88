//! Findings as a person or a program reads them.
//!
//! Spans become [`Place`]s here: lines, columns and offsets in code points, from 0. Each format is
//! one file below and prints the same [`FileReport`].

mod annotation;
mod excerpt;
mod github;
mod json;
mod sarif;
mod text;

pub use annotation::{Annotation, Part, Parts};
pub use github::github;
pub use json::json;
pub use sarif::sarif;
pub use text::{Paint, names, summary, text};

use serde::Serialize;

use crate::{
    markup::Format,
    reading::Language,
    rules::{Review, Severity},
    text::{Encoding, Lines, Span},
};

/// A place in a text, counted in Unicode code points from 0.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Place {
    pub line: u32,
    /// Of its line.
    pub character: u32,
    /// Of the whole text.
    pub offset: usize,
}

/// One finding with all that any format prints of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Reported {
    pub code: &'static str,
    pub severity: Severity,
    pub message: String,
    pub start: Place,
    pub end: Place,
    /// The words flagged.
    pub text: String,
    /// Of a document that has no lines: the paragraph they begin in, from 1.
    pub paragraph: Option<usize>,
    /// The line they begin in, and which code points of it to underline.
    pub line: Excerpt,
}

/// A piece of one line and the code points of it that matter.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Excerpt {
    pub text: String,
    pub marked: std::ops::Range<usize>,
}

/// What was found in one article.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FileReport {
    pub path: String,
    pub format: Format,
    /// "docx", "odt": the file is a document, and places count in the text that was read from it.
    pub document: Option<&'static str>,
    /// The language that it is written in, if that is not English: then it was not read.
    pub language: Option<Language>,
    /// By start, then by code.
    pub findings: Vec<Reported>,
}

impl FileReport {
    pub fn of(path: impl Into<String>, review: &Review) -> FileReport {
        let article = &review.article;
        let mut places = Places::new(article.text());
        let findings = review.findings.iter().map(|it| Reported {
            code: it.code,
            severity: it.severity,
            message: it.message.clone(),
            start: places.place(it.span.start),
            end: places.place(it.span.end),
            // A name is told as readers read it, though a link may begin in its middle.
            text: match it.code {
                text::INDEX => article.shown(it.span),
                _ => article.words(it.span).to_owned(),
            },
            paragraph: None,
            line: excerpt::excerpt(article.text(), it.span),
        });
        FileReport {
            path: path.into(),
            format: article.format(),
            document: None,
            language: article.language(),
            findings: findings.collect(),
        }
    }

    /// Of a document of this kind, whose paragraphs begin at these code points.
    pub fn of_document(mut self, kind: &'static str, paragraphs: &[usize]) -> FileReport {
        self.document = Some(kind);
        for it in &mut self.findings {
            it.paragraph = Some(paragraphs.partition_point(|start| *start <= it.start.offset).max(1));
        }
        self
    }

    /// What kind of file it is, as reports name it: "markdown", "docx".
    pub fn kind(&self) -> &'static str {
        self.document.unwrap_or(self.format.name())
    }
}

/// How many findings there are of each severity, the gravest first.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Counts {
    pub error: usize,
    pub warning: usize,
    pub information: usize,
    pub hint: usize,
}

impl Counts {
    pub fn add(&mut self, report: &FileReport) {
        for finding in &report.findings {
            *match finding.severity {
                Severity::Error => &mut self.error,
                Severity::Warning => &mut self.warning,
                Severity::Information => &mut self.information,
                Severity::Hint => &mut self.hint,
            } += 1;
        }
    }

    /// Findings of this severity or a graver one.
    pub fn at_least(&self, severity: Severity) -> usize {
        let all = [self.error, self.warning, self.information, self.hint];
        Severity::ALL.iter().zip(all).filter(|(it, _)| **it <= severity).map(|(_, count)| count).sum()
    }
}

/// Turns byte offsets into places; cheap when asked in ascending order.
pub struct Places<'a> {
    text: &'a str,
    lines: Lines<'a>,
    bytes: usize,
    points: usize,
}

impl<'a> Places<'a> {
    pub fn new(text: &'a str) -> Places<'a> {
        Places { text, lines: Lines::new(text, Encoding::Utf32), bytes: 0, points: 0 }
    }

    pub fn place(&mut self, offset: usize) -> Place {
        let position = self.lines.position(offset);
        Place { line: position.line, character: position.character, offset: self.offset(offset) }
    }

    /// The offset in code points alone.
    pub fn offset(&mut self, offset: usize) -> usize {
        let offset = offset.min(self.text.len());
        // A finding's end lies behind the next one's start: walk back rather than begin again.
        if offset < self.bytes {
            self.points -= Encoding::Utf32.count(&self.text[offset..self.bytes]);
        } else {
            self.points += Encoding::Utf32.count(&self.text[self.bytes..offset]);
        }
        self.bytes = offset;
        self.points
    }

    /// Start and end in code points.
    pub fn span(&mut self, span: Span) -> [usize; 2] {
        [self.offset(span.start), self.offset(span.end)]
    }
}
