//! Where in the document an edit may stand without breaking what is there.

use crate::{
    article::{Article, Paragraph},
    markup::{Comment, Format, Kind},
    rules,
    text::Span,
};

/// The paragraph and the sentence that the words end in.
pub(super) fn sentence(article: &Article, span: Span) -> Option<(Paragraph<'_>, usize)> {
    let paragraph = article.paragraph_at(span.start)?;
    let sentences = &paragraph.reading.passage.sentences;
    let end = span.end.max(span.start + 1);
    let after = sentences.partition_point(|it| paragraph.document(it.span).start < end);
    let index = after.saturating_sub(1);
    (index < sentences.len()).then_some((paragraph, index))
}

/// Before the full stop of the sentence that the words end in.
pub(super) fn sentence_end(article: &Article, span: Span) -> Option<usize> {
    let (paragraph, index) = sentence(article, span)?;
    let at = paragraph.document(Span::at(rules::sentence_end(&paragraph, index))).start;
    Some(outside_marks(article, at))
}

/// Behind the full stop of a sentence and behind the notes and marks that follow it.
pub(super) fn behind_sentence(article: &Article, paragraph: &Paragraph, index: usize) -> usize {
    let passage = &paragraph.reading.passage;
    let sentence = passage.sentences[index].span;
    let own = paragraph.document(sentence).end;
    let end = match passage.sentences.get(index + 1) {
        Some(_) => paragraph.document(Span::at(sentence.end)).start,
        None => paragraph.span().end,
    };
    // What closes the sentence's markup belongs to it; what follows on other lines does not.
    let tail = &article.text()[own.min(end)..end];
    let line = tail.split(['\n', '\r']).next().unwrap_or_default().trim_end();
    let at = outside_marks(article, own + line.len());
    match article.format() {
        Format::Markdown => before_last_marks(article.text(), paragraph, at),
        // Words of an attribute end inside their tag, wherever the marks around it end.
        Format::Html => before_tag(article.text(), own.min(at)).filter(|it| *it < own).unwrap_or(at),
        _ => at,
    }
}

/// The same place, or before what has to stay the last thing of its line or paragraph: the backslash
/// of a broken line, an identifier or more signs behind a heading, a fence that was read as words;
/// or behind the picture whose description it would stand in.
fn before_last_marks(text: &str, paragraph: &Paragraph, at: usize) -> usize {
    let start = paragraph.span().start;
    if paragraph.block.kind == Kind::Caption && text[at..].starts_with([']', '"', '\'']) {
        return behind_picture(text, at);
    }
    let words = &text[start.min(at)..at];
    let last = words.rfind('\n').map_or(0, |it| it + 1);
    let line = words[last..].trim_start();
    let is_fence = line.starts_with(":::") || line.starts_with("{:") && line.ends_with('}');
    if last > 0 && is_fence {
        return start + words[..last].trim_end().len();
    }
    let mut words = words;
    if matches!(paragraph.block.kind, Kind::Heading(_)) {
        words = words.trim_end_matches(['#', ' ']);
        let attributes = words.rfind(" {").filter(|_| words.ends_with('}'));
        words = attributes.map_or(words, |it| words[..it].trim_end());
    }
    let odd = words.bytes().rev().take_while(|it| *it == b'\\').count() % 2 == 1;
    start + words.len() - usize::from(odd)
}

/// Behind `![words](target)` or the tag whose words these are.
fn behind_picture(text: &str, at: usize) -> usize {
    let rest = &text[at..];
    let line = &rest[..rest.find(['\n', '\r']).unwrap_or(rest.len())];
    let close = if line.starts_with("](") {
        ')'
    } else if line.starts_with(']') {
        ']'
    } else {
        '>'
    };
    let from = if line.starts_with("][") { 2 } else { 0 };
    line[from..].find(close).map_or(at + line.len(), |it| at + from + it + 1)
}

/// Before the tag that a place lies in, if it does: a description is an attribute, and a comment behind
/// its picture would hold for what comes next.
fn before_tag(text: &str, at: usize) -> Option<usize> {
    let is_tag = |it: &usize| text[*it..].starts_with('<') && text[it + 1..].starts_with(char::is_alphabetic);
    text[..at].rfind(['<', '>']).filter(is_tag)
}

/// A place for a line of comment, and what goes before and behind it there.
pub(super) struct Above {
    pub at: usize,
    pub before: String,
    pub behind: String,
}

/// Where a line of comment stands so that it holds for this paragraph and leaves everything as it is.
pub(super) fn above(article: &Article, paragraph: &Paragraph) -> Option<Above> {
    let text = article.text();
    let next = line_break(text);
    let start = paragraph.span().start;
    let line = line_start(text, start);
    let kind = paragraph.block.kind;
    match article.format().comment() {
        Comment::Between(..) => {
            Some(Above { at: line, before: indentation(&text[line..]).to_owned(), behind: next.to_owned() })
        }
        // Lines of plain text that touch may be one paragraph.
        Comment::Bracketed if kind == Kind::TableCell => None,
        Comment::Bracketed => Some(Above { at: start, before: String::new(), behind: next.repeat(2) }),
        Comment::Line(_) if kind == Kind::TableCell => None,
        Comment::Line(_) if article.format() == Format::AsciiDoc => in_asciidoc(text, line, kind),
        Comment::Line(_) => {
            Some(Above { at: line, before: indentation(&text[line..]).to_owned(), behind: next.to_owned() })
        }
        Comment::Block(_) => in_rst(text, start, kind),
    }
}

/// Behind a blank line a comment would end a list, and in verse it is none.
fn in_asciidoc(text: &str, line: usize, kind: Kind) -> Option<Above> {
    let next = line_break(text);
    let before = text[..line].trim_end_matches([' ', '\t', '\r', '\n']);
    let is_apart = text[before.len()..line].matches('\n').count() > 1;
    if matches!(kind, Kind::ListItem | Kind::Reference) && is_apart {
        let last = &before[line_start(text, before.len())..];
        let is_literal = last.starts_with([' ', '\t']);
        return (!is_literal && !before.is_empty()).then(|| Above {
            at: before.len(),
            before: next.to_owned(),
            behind: String::new(),
        });
    }
    let lines = before.rsplit(['\n', '\r']).take(200);
    let style = lines.take_while(|_| kind == Kind::BlockQuote).find(|it| it.starts_with('['));
    let is_verse = style.is_some_and(|it| it.starts_with("[verse"));
    (!is_verse).then(|| Above { at: line, before: String::new(), behind: next.to_owned() })
}

/// Words deeper than a comment are the comment's, and a line between two items parts their list.
fn in_rst(text: &str, start: usize, kind: Kind) -> Option<Above> {
    let next = line_break(text);
    let mut line = line_start(text, start);
    if matches!(kind, Kind::TableCell | Kind::Caption) || text[start..].starts_with('|') {
        return None;
    }
    let marker = rst_marker(&text[start..]);
    if marker > 0 {
        let own: String =
            text[line..start].to_owned() + &" ".repeat(text[start..start + marker].chars().count());
        return Some(Above {
            at: start + marker,
            before: String::new(),
            behind: format!("{next}{next}{own}"),
        });
    }
    loop {
        let own = indentation(&text[line..]).len();
        let before = text[..line].trim_end_matches([' ', '\t', '\r', '\n']);
        let last = line_start(text, before.len());
        let (words, indent) = (before[last..].trim_start(), indentation(&text[last..]).len());
        let touches = !before.is_empty() && text[before.len()..line].matches('\n').count() < 2;
        let opens = touches && indent < own && (words.starts_with("..") || words.starts_with(':'));
        let options = touches && indent == own && words.starts_with(':');
        // A name or a class is that of the next thing, and a comment is one.
        let named = [".. _", ".. class::", ".. rst-class::", ".. index::"];
        let names = indent == own && named.iter().any(|it| words.starts_with(it));
        if before.is_empty() || !(opens || options || names) {
            let is_definition = touches && indent < own;
            let parts = touches && !is_definition;
            let before = next.repeat(usize::from(parts)) + indentation(&text[line..]);
            return Some(Above { at: line, before, behind: next.repeat(2) });
        }
        line = last;
    }
}

/// Bytes of the marker of an item: `- `, `1. `, `#. `, `(a) `.
fn rst_marker(words: &str) -> usize {
    let bytes = words.as_bytes();
    if let Some(bullet) = words.chars().next().filter(|it| "-*+•‣".contains(*it)) {
        let spaces = words[bullet.len_utf8()..].bytes().take_while(|it| *it == b' ').count();
        return if spaces > 0 { bullet.len_utf8() + spaces } else { 0 };
    }
    let opens = usize::from(bytes.first() == Some(&b'('));
    let counts = bytes[opens..].iter().take_while(|it| it.is_ascii_alphanumeric() || **it == b'#').count();
    let at = opens + counts;
    let closes = matches!(bytes.get(at), Some(b'.' | b')'));
    let spaces = bytes[at.min(bytes.len())..].iter().skip(1).take_while(|it| **it == b' ').count();
    if (1..=4).contains(&counts) && closes && spaces > 0 { at + 1 + spaces } else { 0 }
}

/// Whether only space stands before it on its line.
pub(super) fn begins_line(article: &Article, paragraph: &Paragraph) -> bool {
    let start = paragraph.span().start;
    let text = article.text();
    text[line_start(text, start)..start].trim_matches(['\u{feff}', ' ', '\t']).is_empty()
}

/// Whether nothing may follow it on its line: a heading's identifier or closing signs stay the last thing,
/// and a picture with words beside it is no figure any more.
pub(super) fn ends_its_line(article: &Article, paragraph: &Paragraph) -> bool {
    let text = article.text();
    let is_figure = || text[line_start(text, paragraph.span().start)..].starts_with("![");
    match paragraph.block.kind {
        Kind::Heading(_) => begins_line(article, paragraph),
        Kind::Caption => is_figure(),
        _ => false,
    }
}

/// Whether a line of comment above a paragraph, where comments may stand among words, breaks nothing: it
/// stands at the margin by itself and is held by nothing.
pub(super) fn has_own_lines(article: &Article, paragraph: &Paragraph) -> bool {
    let (text, start) = (article.text(), paragraph.span().start);
    if paragraph.block.kind != Kind::Paragraph || line_start(text, start) != start {
        return article.format() == Format::Markdown && ends_its_line(article, paragraph);
    }
    // ": words" is a definition, and below a line of words stands what that line opens.
    let before = text[..start].trim_end_matches([' ', '\t', '\r', '\n']);
    let touches = !before.is_empty() && text[before.len()..start].matches('\n').count() < 2;
    let below_heading = before[line_start(text, before.len())..].starts_with('#');
    article.format() != Format::Markdown
        || !text[start..].starts_with([':', '~', '(', '{', '!']) && (!touches || below_heading)
}

/// Where the line begins that holds this byte.
fn line_start(text: &str, at: usize) -> usize {
    text[..at].rfind(['\n', '\r']).map_or(0, |it| it + 1)
}

/// The space that a line begins with.
pub(super) fn indentation(line: &str) -> &str {
    &line[..line.len() - line.trim_start_matches([' ', '\t']).len()]
}

/// The same place, or behind the link, note or citation that it would stand in.
pub(super) fn outside_marks(article: &Article, at: usize) -> usize {
    let Some(paragraph) = article.paragraph_at(at) else { return at };
    let spans = paragraph.block.marks.iter().map(|it| paragraph.mark_span(it));
    spans.filter(|it| it.start < at && at < it.end).map(|it| it.end).max().unwrap_or(at)
}

/// The line break of this text.
pub(super) fn line_break(text: &str) -> &'static str {
    if text.contains("\r\n") { "\r\n" } else { "\n" }
}
