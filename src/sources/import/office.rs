//! Documents of word processors, .docx and .odt: archives of XML, of which only the parts with
//! words are opened.
//!
//! Nothing is unpacked as a whole: a part streams through the reader, and what comes out is counted.
//! An archive in an archive is a part like any other and is never opened.

mod archive;
mod docx;
mod odt;
mod xml;

#[cfg(test)]
mod tests;

pub use docx::import as docx;
pub use odt::import as odt;

use self::archive::Archive;
use super::{
    Imported, Refused,
    about::{names, people, words},
    heads,
};
use crate::sources::lists::{Field, Role};

/// With what its first paragraphs say of the terms.
fn with_head(mut made: Imported) -> Imported {
    heads::join(&mut made.about, heads::read(made.text.text.lines(), heads::Kind::Note).about);
    made
}

/// What the part with the properties of a document says about it.
fn about(archive: &Archive, part: &str) -> Result<Vec<Field>, Refused> {
    let Some(part) = archive.part(part)? else { return Ok(Vec::new()) };
    let (mut title, mut author, mut now) = (String::new(), String::new(), String::new());
    let mut others: Vec<String> = Vec::new();
    xml::walk(part, &mut |event| {
        match event {
            xml::Event::Open(name, _) => now = name.to_owned(),
            xml::Event::Close(_) => now.clear(),
            xml::Event::Words(words) => match now.as_str() {
                "title" => title.push_str(words),
                "creator" | "initial-creator" if author.is_empty() => author.push_str(words),
                "subject" | "description" | "keywords" | "keyword" => others.push(words.to_owned()),
                _ => {}
            },
        }
        Ok(())
    })?;
    let author = people(Role::Author, names(&author));
    let terms = others.iter().flat_map(|it| heads::property(it));
    Ok(words(Role::Title, &title).into_iter().chain(author).chain(terms).collect())
}
