//! Word's documents. What the author has struck out with tracked changes is not read, what was put
//! in is; a page ends where Word last broke it.

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
    let mut reader = Reader { page: 1, ..Reader::default() };
    let body = archive.part("word/document.xml")?.ok_or_else(damaged)?;
    xml::walk(body, &mut |event| reader.read(event))?;
    if !reader.paged {
        reader.out.iter_mut().for_each(|it| it.page = None);
    }
    // Notes belong to no page that anyone could name.
    let mut notes = Reader { size: reader.size, ..Reader::default() };
    for part in ["word/footnotes.xml", "word/endnotes.xml"] {
        if let Some(part) = archive.part(part)? {
            xml::walk(part, &mut |event| notes.read(event))?;
        }
    }
    notes.out.iter_mut().for_each(|it| it.page = None);
    reader.out.append(&mut notes.out);
    let about = about(&archive, "docProps/core.xml")?;
    Ok(with_head(Imported { text: assemble(reader.out), about }))
}

#[derive(Default)]
struct Reader {
    out: Vec<Stretch>,
    words: String,
    glue: Glue,
    page: u32,
    /// Whether a page ends anywhere.
    paged: bool,
    /// A page has ended, and no words have come since.
    turned: bool,
    /// Open elements whose words are not read.
    hidden: usize,
    /// Inside a run of words, and inside the words of it.
    run: bool,
    text: bool,
    /// Bytes of words read.
    size: usize,
}

/// What was deleted or moved away, and what stands in for a drawing in older programs.
const HIDDEN: &[&str] = &["del", "moveFrom", "Fallback"];

impl Reader {
    fn read(&mut self, event: Event) -> Result<(), Refused> {
        match event {
            Event::Open(name, _) if HIDDEN.contains(&name) => self.hidden += 1,
            Event::Close(name) if HIDDEN.contains(&name) => self.hidden = self.hidden.saturating_sub(1),
            _ if self.hidden > 0 => {}
            Event::Open("p", _) | Event::Close("p") => self.end(Glue::Paragraph),
            Event::Open("r", _) => self.run = true,
            Event::Close("r") => self.run = false,
            Event::Open("t", _) => self.text = true,
            Event::Close("t") => self.text = false,
            Event::Open("tab", _) if self.run => self.push("\t")?,
            Event::Open("noBreakHyphen", _) => self.push("-")?,
            Event::Open("cr", _) => self.end(Glue::Line),
            Event::Open("br", tag) => match xml::attribute(tag, "type").as_deref() {
                Some("page") => self.turn(),
                _ => self.end(Glue::Line),
            },
            // Word notes a break that the author made a second time.
            Event::Open("lastRenderedPageBreak", _) if !self.turned => self.turn(),
            Event::Words(words) if self.text => self.push(words)?,
            Event::Open(..) | Event::Close(_) | Event::Words(_) => {}
        }
        Ok(())
    }

    fn push(&mut self, words: &str) -> Result<(), Refused> {
        self.size += words.len();
        limits::size(self.size as u64, limits::TEXT)?;
        limits::count("lines", self.out.len(), limits::LINES)?;
        self.turned &= words.trim().is_empty();
        self.words.push_str(words);
        Ok(())
    }

    fn turn(&mut self) {
        self.end(Glue::Word);
        self.page += 1;
        (self.turned, self.paged) = (true, true);
    }

    /// Ends a stretch; the next is glued to it.
    fn end(&mut self, next: Glue) {
        if self.words.trim().is_empty() {
            self.words.clear();
            // What stands before a break without words says more about what follows.
            if next == Glue::Paragraph || self.glue == Glue::Word {
                self.glue = next;
            }
            return;
        }
        let words = std::mem::take(&mut self.words);
        self.out.push(Stretch { page: Some(self.page), ..Stretch::made(words, self.glue) });
        self.glue = next;
    }
}
