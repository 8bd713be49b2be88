use super::tags::{attribute, name, tag_length};
use crate::{
    markup::targets::{Aim, Extent, Target, has},
    text::Span,
};

/// `id="…"` and `name="…"`, with quotation marks, braces or nothing around the value.
pub fn targets(text: &str) -> Vec<Target> {
    let bytes = text.as_bytes();
    memchr::memchr_iter(b'=', bytes).filter_map(|at| named(text, at)).collect()
}

fn named(text: &str, at: usize) -> Option<Target> {
    const LONGEST: usize = 300;
    let before = text[..at].trim_end_matches([' ', '\t']);
    let name = &before.as_bytes()[before.len().saturating_sub(4)..];
    let ends =
        |with: &[u8]| name.len() >= with.len() && name[name.len() - with.len()..].eq_ignore_ascii_case(with);
    if !ends(b"id") && !ends(b"name") {
        return None;
    }
    let rest = &text[at + 1..];
    let value = rest.trim_start_matches([' ', '\t', '{']);
    let start = at + 1 + rest.len() - value.len();
    let mark = value.chars().next()?;
    let (start, close) = match mark {
        '"' | '\'' | '`' => (start + 1, Some(mark)),
        _ => (start, None),
    };
    let ends = |it: char| match close {
        Some(close) => it == close,
        None => it.is_whitespace() || matches!(it, '>' | '/' | ']' | ',' | '}'),
    };
    let near = text[start..].char_indices().take(LONGEST);
    let found = near.clone().find(|(_, it)| ends(*it)).map(|it| it.0);
    // The last word of the text ends with it.
    let length = found.or_else(|| (close.is_none() && near.count() < LONGEST).then(|| text.len() - start))?;
    let span = Span::new(start, start + length);
    (length > 0).then(|| Target::new(&span.of(text).replace("&amp;", "&"), Aim::Anchor, span))
}

/// What a page is made of before it is shown.
const MADE: [&str; 9] = ["{%", "{{", "<?", "<%", "<!--#include", "${", "*ngIf", "*ngFor", "th:"];

/// Where all addresses of a page begin elsewhere, those that are nothing but a place lead there too.
fn has_base(text: &str) -> bool {
    const LONGEST: usize = 1000;
    memchr::memchr_iter(b'<', text.as_bytes()).any(|at| {
        let names = text.get(at + 1..at + 5).is_some_and(|it| it.eq_ignore_ascii_case("base"));
        let near = &text[at..text.floor_char_boundary(at + LONGEST)];
        let tag = &near[..if names { tag_length(near) } else { 0 }];
        name(tag) == "base" && attribute(tag, "href").is_some()
    })
}

/// A piece of a page may stand anywhere in one, and a script may make what a link leads to.
pub fn extent(text: &str) -> Extent {
    let is_page =
        || ["<html", "<HTML", "<body", "<BODY", "<!doctype", "<!DOCTYPE"].iter().any(|it| has(text, it));
    match () {
        () if MADE.iter().any(|it| has(text, it)) || has_base(text) => Extent::Made,
        () if is_page() && !has(text, "<script") && !has(text, "<SCRIPT") => Extent::Whole,
        () => Extent::Unsure,
    }
}
