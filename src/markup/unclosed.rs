//! What is opened and never closed, so that everything below it is code or a comment.

use super::{Format, asciidoc, latex, lines::lines, org, typst};
use crate::text::Span;

/// Marks that are closed by another, wherever it stands; the first pair that is open wins.
const HTML: &[(&str, &str)] = &[
    ("<!--", "-->"),
    ("<script", "</script"),
    ("<style", "</style"),
    ("<textarea", "</textarea"),
    ("<title", "</title"),
];
const MARKDOWN: &[(&str, &str)] = &[
    ("<!--", "-->"),
    ("<script", "</script"),
    ("<style", "</style"),
    ("<pre", "</pre"),
    ("<textarea", "</textarea"),
];
const WIKI: &[(&str, &str)] = &[
    ("<!--", "-->"),
    ("<pre", "</pre"),
    ("<syntaxhighlight", "</syntaxhighlight"),
    ("<source", "</source"),
    ("<math", "</math"),
];

/// Where a block of code, a comment or the like opens that nothing closes: the line or the mark that opens it.
///
/// It may say so of what its markup reads otherwise; whether words below it are lost the blocks tell.
pub fn unclosed(format: Format, text: &str) -> Option<Span> {
    let found = match format {
        Format::Markdown => fence(text).or_else(|| front_matter(text)).or_else(|| pair(text, MARKDOWN)),
        Format::Html => pair(text, HTML),
        Format::MediaWiki => pair(text, WIKI),
        Format::Latex => environment(text),
        Format::AsciiDoc => delimiter(text),
        Format::Org => block(text),
        Format::Typst => typst::unclosed(text),
        Format::ReStructuredText | Format::Plain => None,
    }?;
    // The whole line, as far as it is no page of its own.
    let line = &text[found..text[found..].find(['\n', '\r']).map_or(text.len(), |it| found + it)];
    let shown = line.char_indices().nth(60).map_or(line, |(at, _)| &line[..at]);
    Some(Span::new(found, found + shown.trim_end().len()))
}

/// Whether a document's front matter is what stays open: its words are read, though as prose.
pub fn is_front_matter(format: Format, text: &str, opener: Span) -> bool {
    format == Format::Markdown && front_matter(text) == Some(opener.start)
}

/// The first of a mark that nothing closes any more.
fn pair(text: &str, pairs: &[(&str, &str)]) -> Option<usize> {
    let open = pairs.iter().filter_map(|(open, close)| {
        let from = last(text, close).map_or(0, |it| it + close.len());
        first(&text[from..], open).map(|it| from + it)
    });
    open.min()
}

/// Where a mark stands first, whatever its case; a tag's name ends there.
fn first(text: &str, mark: &str) -> Option<usize> {
    memchr::memchr_iter(b'<', text.as_bytes()).find(|at| is_mark(&text[*at..], mark))
}

fn last(text: &str, mark: &str) -> Option<usize> {
    let start = mark.as_bytes()[0];
    memchr::memrchr_iter(start, text.as_bytes()).find(|at| is_mark(&text[*at..], mark))
}

fn is_mark(rest: &str, mark: &str) -> bool {
    let bytes = rest.as_bytes();
    let named = bytes.get(..mark.len()).is_some_and(|it| it.eq_ignore_ascii_case(mark.as_bytes()));
    let is_name = mark.ends_with(|it: char| it.is_ascii_alphabetic());
    named && (!is_name || bytes.get(mark.len()).is_none_or(|it| !it.is_ascii_alphanumeric()))
}

/// A fence of Markdown at the margin, that no line of as many marks closes.
fn fence(text: &str) -> Option<usize> {
    let mut open: Option<(usize, u8, usize)> = None;
    for line in lines(text, 0) {
        let words = line.of(text);
        let rest = words.trim_start_matches(' ');
        if words.len() - rest.len() > 3 || !rest.starts_with(['`', '~']) {
            continue;
        }
        let mark = rest.as_bytes()[0];
        let count = rest.bytes().take_while(|it| *it == mark).count();
        let behind = rest[count..].trim();
        match open {
            Some((_, opened, marks)) if opened == mark && count >= marks && behind.is_empty() => open = None,
            None if count >= 3 && (mark == b'~' || !behind.contains('`')) => {
                open = Some((line.start, mark, count));
            }
            _ => {}
        }
    }
    open.map(|it| it.0)
}

/// Lines of `key: value` behind a first line `---` that no second one follows.
fn front_matter(text: &str) -> Option<usize> {
    let start = super::head::byte_order_mark(text);
    let mut all = lines(text, start).map(|it| it.of(text).trim_end());
    let (fence, sign) = match all.next()? {
        "---" => ("---", ": "),
        "+++" => ("+++", " = "),
        _ => return None,
    };
    let is_key = |it: &str| {
        it.split_once(sign).is_some_and(|(key, _)| {
            !key.is_empty() && key.bytes().all(|it| it.is_ascii_alphanumeric() || b"-_.".contains(&it))
        })
    };
    is_key(all.next()?).then_some(())?;
    all.all(|it| it != fence && it != "...").then_some(start)
}

/// The first environment of LaTeX in which nothing is markup, or that is a comment, without its end.
fn environment(text: &str) -> Option<usize> {
    const BEGIN: &str = "\\begin{";
    let mut at = 0;
    while let Some(found) = memchr::memmem::find(&text.as_bytes()[at..], BEGIN.as_bytes()) {
        let start = at + found;
        at = start + BEGIN.len();
        let Some(length) = text[at..].bytes().take(40).position(|it| it == b'}') else { continue };
        let name = &text[at..at + length];
        let line = text[..start].rsplit(['\n', '\r']).next().unwrap_or_default();
        if !latex::is_verbatim(name) || line.contains('%') {
            continue;
        }
        let end = format!("\\end{{{name}}}");
        match memchr::memmem::find(&text.as_bytes()[at..], end.as_bytes()) {
            Some(found) => at += found + end.len(),
            None => return Some(start),
        }
    }
    let never = memchr::memmem::rfind(text.as_bytes(), b"\\iffalse")?;
    let rest = &text[never..];
    let ends = |at: usize| !rest[at + 3..].starts_with(|it: char| it.is_ascii_alphabetic());
    let is_open = !memchr::memmem::find_iter(rest.as_bytes(), b"\\fi").any(ends);
    is_open.then_some(never)
}

/// A line of AsciiDoc that begins a listing, a literal or a comment, without its like below.
fn delimiter(text: &str) -> Option<usize> {
    let mut open: Option<(usize, &str)> = None;
    let mut above = "";
    for line in lines(text, 0) {
        let words = line.of(text).trim_end();
        match open {
            Some((_, delimiter)) if asciidoc::closes(delimiter, words) => open = None,
            None if asciidoc::hides(words) && !asciidoc::underlines(above, words) => {
                open = Some((line.start, words));
            }
            _ => {}
        }
        above = words;
    }
    open.map(|it| it.0)
}

/// `#+begin_src` and its like without their end.
fn block(text: &str) -> Option<usize> {
    let mut open: Option<(usize, &str)> = None;
    for line in lines(text, 0) {
        let words = line.of(text);
        let trimmed = words.trim();
        if !trimmed.starts_with("#+") {
            continue;
        }
        match open {
            Some((_, name)) => {
                open = open.filter(|_| !org::ends(trimmed).is_some_and(|it| it.eq_ignore_ascii_case(name)));
            }
            None => {
                let start = line.start + words.len() - words.trim_start().len();
                open = org::hides(trimmed).map(|it| (start, it));
            }
        }
    }
    open.map(|it| it.0)
}
