//! Documents of LibreOffice and its kin. Their files do not say on which page a paragraph stands:
//! breaks that the author made are hidden in styles, so pages are not counted at all.

use super::{
    about,
    archive::{Archive, damaged},
    with_head,
    xml::{self, Event},
};
use crate::sources::import::{
    Imported, Refused, limits,
    stretches::{Glue, Stretch, assemble},
};

pub fn import(bytes: &[u8]) -> Result<Imported, Refused> {
    let archive = Archive::open(bytes)?;
    let mut reader = Reader::default();
    let body = archive.part("content.xml")?.ok_or_else(damaged)?;
    xml::walk(body, &mut |event| reader.read(event))?;
    let Reader { mut out, notes, .. } = reader;
    out.extend(notes);
    let about = about(&archive, "meta.xml")?;
    Ok(with_head(Imported { text: assemble(out), about }))
}

#[derive(Default)]
struct Reader {
    out: Vec<Stretch>,
    /// Footnotes come behind the text that refers to them.
    notes: Vec<Stretch>,
    now: Stretch,
    /// The paragraph that a note interrupts.
    outside: Option<Stretch>,
    /// Open paragraphs.
    paragraphs: usize,
    /// Open elements whose words are not read.
    hidden: usize,
    /// Bytes of words read.
    size: usize,
}

/// Deleted words, remarks, and the mark of a note.
const HIDDEN: &[&str] = &["tracked-changes", "annotation", "note-citation"];

impl Reader {
    fn read(&mut self, event: Event) -> Result<(), Refused> {
        match event {
            Event::Open(name, _) if HIDDEN.contains(&name) => self.hidden += 1,
            Event::Close(name) if HIDDEN.contains(&name) => self.hidden = self.hidden.saturating_sub(1),
            _ if self.hidden > 0 => {}
            Event::Open("p" | "h", _) => {
                self.end(Glue::Paragraph);
                self.paragraphs += 1;
            }
            Event::Close("p" | "h") => {
                self.end(Glue::Paragraph);
                self.paragraphs = self.paragraphs.saturating_sub(1);
            }
            Event::Open("note", _) => self.outside = Some(std::mem::take(&mut self.now)),
            Event::Close("note") => {
                self.end(Glue::Paragraph);
                self.now = self.outside.take().unwrap_or_default();
            }
            Event::Open("s" | "tab", _) if self.paragraphs > 0 => self.push(" ")?,
            Event::Open("line-break", _) => self.end(Glue::Line),
            Event::Words(words) if self.paragraphs > 0 => self.push(words)?,
            Event::Open(..) | Event::Close(_) | Event::Words(_) => {}
        }
        Ok(())
    }

    /// White space of any length is one space.
    fn push(&mut self, words: &str) -> Result<(), Refused> {
        self.size += words.len();
        limits::size(self.size as u64, limits::TEXT)?;
        limits::count("lines", self.out.len(), limits::LINES)?;
        for char in words.chars() {
            if !matches!(char, ' ' | '\t' | '\n' | '\r') {
                self.now.words.push(char);
            } else if !self.now.words.is_empty() && !self.now.words.ends_with(' ') {
                self.now.words.push(' ');
            }
        }
        Ok(())
    }

    fn end(&mut self, next: Glue) {
        let next = Stretch { glue: next, ..Stretch::default() };
        if self.now.words.trim().is_empty() {
            if next.glue == Glue::Paragraph {
                self.now = next;
            }
            return;
        }
        let ended = std::mem::replace(&mut self.now, next);
        if self.outside.is_some() { self.notes.push(ended) } else { self.out.push(ended) }
    }
}
