//! XML as a row of tags and words. Names lose their prefixes; entities that a file declares for
//! itself are refused, for no word processor does so.

use std::io::{BufRead, ErrorKind};

use quick_xml::{
    Error, Reader,
    events::{BytesRef, BytesStart, Event as Token},
};

use super::archive::damaged;
use crate::sources::import::{Refused, limits};

pub enum Event<'a> {
    Open(&'a str, &'a BytesStart<'a>),
    Close(&'a str),
    Words(&'a str),
}

/// Shows a part to `visit`, from its first tag to its last.
pub fn walk(
    part: impl BufRead,
    visit: &mut dyn FnMut(Event<'_>) -> Result<(), Refused>,
) -> Result<(), Refused> {
    let mut reader = Reader::from_reader(part);
    reader.config_mut().expand_empty_elements = true;
    let mut buffer = Vec::new();
    let mut open = 0usize;
    loop {
        buffer.clear();
        match reader.read_event_into(&mut buffer).map_err(refused)? {
            Token::Start(tag) => {
                limits::depth(open)?;
                open += 1;
                visit(Event::Open(&local(tag.local_name().as_ref()), &tag))?;
            }
            Token::End(tag) => {
                open = open.saturating_sub(1);
                visit(Event::Close(&local(tag.local_name().as_ref())))?;
            }
            Token::Text(text) => visit(Event::Words(&text.decode().map_err(|_| damaged())?))?,
            Token::CData(text) => visit(Event::Words(&text.decode().map_err(|_| damaged())?))?,
            Token::GeneralRef(entity) => visit(Event::Words(meaning(&entity)?.encode_utf8(&mut [0; 4])))?,
            Token::DocType(_) => return Err(declared()),
            Token::Eof if open == 0 => return Ok(()),
            Token::Eof => return Err(damaged()),
            Token::Empty(_) | Token::Comment(_) | Token::Decl(_) | Token::PI(_) => {}
        }
    }
}

/// An attribute of a tag, by its name without prefix.
pub fn attribute(tag: &BytesStart, name: &str) -> Option<String> {
    let found = tag.attributes().flatten().find(|it| it.key.local_name().as_ref() == name.as_bytes())?;
    found.unescape_value().ok().map(|it| it.into_owned())
}

fn local(name: &[u8]) -> std::borrow::Cow<'_, str> {
    String::from_utf8_lossy(name)
}

fn meaning(entity: &BytesRef) -> Result<char, Refused> {
    if let Ok(Some(char)) = entity.resolve_char_ref() {
        return Ok(char);
    }
    match &**entity {
        b"amp" => Ok('&'),
        b"lt" => Ok('<'),
        b"gt" => Ok('>'),
        b"quot" => Ok('"'),
        b"apos" => Ok('\''),
        _ => Err(declared()),
    }
}

fn declared() -> Refused {
    Refused("not read: it declares entities of its own".to_owned())
}

fn refused(error: Error) -> Refused {
    match error {
        // Our own word from below.
        Error::Io(error) if error.kind() == ErrorKind::Other => Refused(error.to_string()),
        _ => damaged(),
    }
}
