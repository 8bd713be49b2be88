//! What templates show, by their names.

use super::{
    holes::holes,
    inline::{self, DEEPEST},
};
use crate::{
    markup::{Kind, MarkKind, asks_for_source, page::Page},
    text::Span,
};

/// The parts of a template or file between the bars that are its own.
pub fn parts(text: &str, inner: Span) -> Vec<Span> {
    let holes = holes(text, inner);
    let mut parts = Vec::new();
    let (mut from, mut at, mut links) = (inner.start, inner.start, 0usize);
    while at < inner.end {
        let index = holes.partition_point(|it| it.span.end <= at);
        if let Some(hole) = holes.get(index).filter(|it| it.span.start <= at) {
            at = hole.span.end;
            continue;
        }
        match text.as_bytes()[at] {
            b'[' => links += 1,
            b']' => links = links.saturating_sub(1),
            b'|' if links == 0 => {
                parts.push(Span::new(from, at));
                from = at + 1;
            }
            _ => {}
        }
        at += 1;
    }
    parts.push(Span::new(from, inner.end));
    parts
}

/// A template on a line of its own: a quotation, or nothing that is read.
pub fn block(page: &mut Page, span: Span) {
    let text = page.text;
    let name = name(text, span);
    if asks_for_source(&name) || page.is_written() && is_note(&name) {
        return inline(page, span, 0);
    }
    page.close();
    let quotes =
        ["quote", "blockquote", "cquote", "quotation", "quote box", "rquote", "bq", "centered pull quote"];
    if !quotes.contains(&name.as_str()) {
        return;
    }
    let parts = parts(text, Span::new(span.start + 2, span.end - 2));
    let named = ["text=", "quote=", "1=", "content="];
    let words = parts.iter().skip(1).find_map(|part| {
        let words = part.of(text);
        let trimmed = words.trim_start();
        let key = named.iter().find(|it| trimmed.replacen(" =", "=", 1).starts_with(**it));
        let start = match key {
            Some(_) => part.start + words.find('=').map_or(0, |it| it + 1),
            None if !is_named(words) => part.start,
            None => return None,
        };
        Some(Span::new(start, part.end))
    });
    if let Some(words) = words {
        page.begin(Kind::BlockQuote, span.start);
        inline::read(page, words, &holes(text, words), 1);
        page.around(span);
        page.close();
    }
}

/// A template among words.
pub fn inline(page: &mut Page, span: Span, depth: usize) {
    let text = page.text;
    let name = name(text, span);
    if asks_for_source(&name) {
        return page.words(span);
    }
    let parts = parts(text, Span::new(span.start + 2, span.end - 2));
    let given = || parts.iter().skip(1).filter(|it| !is_named(it.of(text)));
    let shown = match name.as_str() {
        "lang" | "transliteration" => given().next_back(),
        "nowrap" | "nobr" | "small" | "abbr" | "em" | "strong" | "sic" | "as written" | "smallcaps"
        | "visible anchor" => given().next(),
        _ => None,
    };
    let stand_in = match name.as_str() {
        "nbsp" | "space" => "\u{a0}",
        "snd" | "spnd" | "spaced ndash" => " – ",
        "ndash" | "en dash" => "–",
        "mdash" | "em dash" => "—",
        "'" => "'",
        "!" => "|",
        _ => "",
    };
    if let Some(words) = shown.filter(|_| depth < DEEPEST) {
        inline::read(page, *words, &holes(text, *words), depth + 1);
        page.around(span);
    } else if !stand_in.is_empty() {
        page.stand_in(stand_in, span);
    } else if is_note(&name) {
        let words: Vec<&str> = given().map(|it| it.of(text).trim()).collect();
        let key = words.join(" ");
        let is_text = name == "efn" || name == "refn" || name == "note";
        page.aside(if is_text { MarkKind::Footnote(key) } else { MarkKind::Citation(key) }, span);
    } else if name.starts_with("cite ") || name == "citation" {
        page.linked_picture(MarkKind::Citation(name), span);
    } else if name == "rp" || name == "-" || name == "clear" {
        page.leave_out(span);
    } else {
        page.picture(span);
    }
}

fn name(text: &str, span: Span) -> String {
    let inner = &text[span.start + 2..span.end - 2];
    let name = inner.split(['|', '\n', '}', '<']).next().unwrap_or_default();
    name.trim().to_lowercase().replace('_', " ")
}

/// Whether it is what a sentence leans on, and shows readers no more than a number.
fn is_note(name: &str) -> bool {
    matches!(
        name,
        "efn" | "refn" | "note" | "r" | "sfn" | "sfnp" | "sfnm" | "harvnb" | "harv" | "harvtxt" | "ref"
    )
}

fn is_named(part: &str) -> bool {
    let name = part.split('=').next().unwrap_or_default();
    name.len() < part.len()
        && !name.trim().is_empty()
        && name.trim().len() < 24
        && !name.contains(['[', '{', '<'])
}
