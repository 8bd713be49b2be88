//! Saved web pages: the words of the article, without what a site puts around every page.
//!
//! No tree is built and no script is run: the page is walked twice, tag by tag, first to see which
//! of its boxes hold the article, then to read those. So every word is found again in the file, and
//! a page whose tags do not match is read like any other.

mod about;
mod blocks;
mod boxes;
mod tokens;

#[cfg(test)]
mod tests;

use super::{Imported, Refused, heads, plain, stretches::assemble};
use crate::sources::{
    Origin,
    lists::{Role, Value},
};

pub fn import(bytes: &[u8]) -> Result<Imported, Refused> {
    let text = plain::decode(bytes)?;
    let boxes = boxes::read(&text)?;
    let mut made = assemble(blocks::read(&text, &boxes.kept())?);
    if !plain::is_in_place(&text, bytes) {
        made.origin = Origin::default();
    }
    let mut about = about::read(&text);
    heads::join(&mut about, heads::front_matter(&text).unwrap_or_default().0);
    heads::join(&mut about, heads::remarks(&text));
    // A page that names no address and no outlet is a reporter's own.
    let is_published =
        about.iter().any(|it| matches!(it.role, Role::Url | Role::Outlet | Role::Doi | Role::Date));
    let kind = if is_published { heads::Kind::Published } else { heads::Kind::Note };
    let titles: Vec<String> = about
        .iter()
        .filter_map(|it| match &it.value {
            Value::Words(words) if it.role == Role::Title && !is_published => Some(words.clone()),
            _ => None,
        })
        .collect();
    heads::join(&mut about, heads::read(titles.iter().map(String::as_str), kind).about);
    heads::join(&mut about, heads::read(made.text.lines(), kind).about);
    Ok(Imported { text: made, about })
}
