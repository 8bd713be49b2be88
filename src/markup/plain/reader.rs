use super::{
    brackets,
    pieces::{self, Piece, Role},
};
use crate::{
    markup::{
        Block, Frame, Kind, MarkKind, Place,
        addresses::{key, starts_key},
        composing::Composing,
        cuts::Section,
        head::byte_order_mark,
        roles,
        titles::opens_references,
    },
    text::Span,
};

/// The blocks of a chunk, and its headings that open or end a list of references.
pub fn read(frame: &Frame, place: Place, text: &str) -> (Vec<Block>, Vec<Section>) {
    let body = if place.first { byte_order_mark(text) } else { 0 };
    let head = if place.first { super::head(text, body) } else { 0 };
    let pieces = pieces::pieces(text, body, place.wrapped);
    let kinds = kinds(text, &pieces, place, head);
    let mut references = place.references;
    let (mut blocks, mut sections) = (Vec::new(), Vec::new());
    for (index, (piece, kind)) in pieces.iter().zip(kinds).enumerate() {
        let start = piece.lines[0].0.start;
        let section = section(text, piece, kind).filter(|_| !(place.first && index == 0));
        if let Some(refers) = section {
            // The first heading of a chunk is in view where the chunk is placed.
            references = if index == 0 { references } else { refers };
            sections.push(Section { start, level: 1, refers });
        }
        let kind = match kind {
            _ if section == Some(true) => Kind::Heading(2),
            Kind::Note => kind,
            _ if references && section.is_none() => Kind::Reference,
            _ => kind,
        };
        blocks.extend(block(frame, text, piece, kind));
    }
    (blocks, sections)
}

/// Whether a piece opens (true) or ends (false) a list of references.
fn section(text: &str, piece: &Piece, kind: Kind) -> Option<bool> {
    let [(line, Role::Words(_))] = piece.lines[..] else { return None };
    let words = line.of(text);
    match kind {
        _ if !piece.alone => None,
        _ if opens_references(words) => Some(true),
        Kind::Heading(_) if pieces::is_capitals(words) => Some(false),
        _ => None,
    }
}

fn kinds(text: &str, pieces: &[Piece], place: Place, head: usize) -> Vec<Kind> {
    // Directives above the headline do not take its place.
    let above = pieces.iter().take_while(|it| it.lines[0].1 == Role::Directive).count();
    let pieces = &pieces[above..];
    let mut kinds: Vec<Kind> = Vec::with_capacity(pieces.len());
    for (index, piece) in pieces.iter().enumerate() {
        let in_head = piece.lines[0].0.start < head;
        let kind = match piece.lines[0].1 {
            Role::Item(_) => Kind::ListItem,
            Role::Quote(_) => Kind::BlockQuote,
            Role::Note(_) => Kind::Note,
            Role::Directive => Kind::Paragraph,
            Role::Words(_) if in_head && is_head(&kinds) && roles::is_byline(&words(text, piece)) => {
                Kind::Byline
            }
            Role::Words(_) if in_head && is_title(text, pieces, index, &kinds, place.wrapped) => {
                Kind::Headline
            }
            Role::Words(_) if roles::is_caption(&words(text, piece)) => Kind::Caption,
            Role::Words(_) if !(place.first && index == 0) && is_heading(text, pieces, index) => {
                Kind::Heading(2)
            }
            Role::Words(_) => Kind::Paragraph,
        };
        kinds.push(kind);
    }
    kinds.splice(0..0, std::iter::repeat_n(Kind::Paragraph, above));
    kinds
}

/// Whether what stands above leaves room for a byline.
fn is_head(above: &[Kind]) -> bool {
    above.iter().filter(|it| **it == Kind::Paragraph).count() <= 1
        && above.iter().all(|it| matches!(it, Kind::Headline | Kind::Paragraph | Kind::Heading(_)))
}

/// Whether a piece is the article's headline, or the second line of it.
fn is_title(text: &str, pieces: &[Piece], index: usize, above: &[Kind], wrapped: bool) -> bool {
    let piece = &pieces[index];
    let follows_title = index == 1 && above == [Kind::Headline] && !pieces[0].closed;
    let next = pieces.get(index + 1);
    let followed =
        piece.closed || next.is_some_and(|it| !wrapped && (index == 0 || roles::is_byline(&words(text, it))));
    (index == 0 || follows_title)
        && followed
        && piece.lines.len() <= 2
        && roles::is_headline(&words(text, piece).replace('\n', " "))
}

/// Whether a piece is a heading between paragraphs.
fn is_heading(text: &str, pieces: &[Piece], index: usize) -> bool {
    let piece = &pieces[index];
    let [(line, _)] = piece.lines[..] else { return false };
    let line = line.of(text);
    if piece.alone && pieces::is_capitals(line) {
        return true;
    }
    let is_short = line.len() <= 80 && line.split_whitespace().count() <= 10 && roles::is_headline(line);
    if piece.alone || !is_short {
        return is_short;
    }
    // Among lines without blank ones between: only where paragraphs stand on both sides.
    let is_sentence = |it: Option<&Piece>| it.is_some_and(|it| roles::is_sentence(&words(text, it)));
    let above = index.checked_sub(1).and_then(|it| pieces.get(it)).filter(|it| !it.closed);
    is_sentence(above) && is_sentence(pieces.get(index + 1)) && !piece.closed
}

/// The words of a piece as they stand, line by line.
fn words(text: &str, piece: &Piece) -> String {
    let lines: Vec<&str> =
        piece.lines.iter().map(|(line, role)| role.words(line.of(text)).trim_end()).collect();
    lines.join("\n")
}

fn block(frame: &Frame, text: &str, piece: &Piece, kind: Kind) -> Option<Block> {
    let (first, last) = (piece.lines.first()?, piece.lines.last()?);
    let indent = first.0.of(text).len() - first.0.of(text).trim_start().len();
    let end = last.0.start + last.0.of(text).trim_end().len();
    let span = Span::new(first.0.start + indent, end);
    let mut composing = Composing::new(text, false);
    if let Some(directive) = pieces::directive(span.of(text)) {
        composing.aside(MarkKind::Comment(directive.to_owned()), span);
        return composing.finish(kind, span);
    }
    let mut above: Option<usize> = None;
    for (line, role) in &piece.lines {
        let words = role.words(line.of(text)).trim_end();
        let start = line.end - role.words(line.of(text)).len();
        if let Some(end) = above {
            line_break(&mut composing, text, end);
        }
        line_of(&mut composing, frame, text, Span::new(start, start + words.len()));
        above = Some(line.end);
    }
    composing.finish(kind, span)
}

fn line_break(composing: &mut Composing, text: &str, end: usize) {
    let feed = if text[end..].starts_with("\r\n") { end + 1 } else { end };
    if text[feed..].starts_with('\n') {
        composing.copy(Span::new(feed, feed + 1));
    } else {
        composing.stand_in("\n", Span::new(end, end + 1));
    }
}

/// Reads a line: what stands in brackets may be a citation or point to a note.
fn line_of(composing: &mut Composing, frame: &Frame, text: &str, span: Span) {
    let mut from = span.start;
    for at in memchr::memchr2_iter(b'[', b'(', span.of(text).as_bytes()) {
        let start = span.start + at;
        let inner = &text[start + 1..span.end];
        if start < from {
            continue;
        }
        if text.as_bytes()[start] == b'(' {
            let Some(source) = brackets::source(inner) else { continue };
            composing.copy(Span::new(from, start));
            from = start + source.len() + 2;
            composing.aside(MarkKind::Citation(source.to_owned()), Span::new(start, from));
            continue;
        }
        let Some(end) = inner.bytes().take(500).position(|it| matches!(it, b']' | b'[')) else { continue };
        if inner.as_bytes()[end] == b'[' {
            continue;
        }
        let inner = &inner[..end];
        let marks = bracketed(frame, inner);
        if marks.is_empty() {
            continue;
        }
        let all = Span::new(start, start + inner.len() + 2);
        composing.copy(Span::new(from, start));
        for mark in marks {
            composing.aside(mark, all);
        }
        from = all.end;
    }
    if from < span.end {
        composing.copy(Span::new(from, span.end));
    }
}

/// "[1]", "[2, 3]" where such notes exist; "[@key]".
fn bracketed(frame: &Frame, inner: &str) -> Vec<MarkKind> {
    let numbers: Vec<&str> = inner.split([',', ';']).map(str::trim).collect();
    let is_note = |it: &&str| {
        it.bytes().all(|it| it.is_ascii_digit()) && frame.definitions.contains_key(&format!("^{it}"))
    };
    if numbers.iter().all(is_note) {
        return numbers.into_iter().map(|it| MarkKind::Footnote(it.to_owned())).collect();
    }
    let keys = inner.match_indices('@').filter(|(at, _)| starts_key(inner, *at));
    keys.filter_map(|(at, _)| key(&inner[at + 1..])).map(|it| MarkKind::Citation(it.to_owned())).collect()
}
