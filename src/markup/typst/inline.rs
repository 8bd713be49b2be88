use unicode_normalization::char::is_combining_mark;

use super::code::{self, Expression};
use crate::{
    markup::{
        MarkKind,
        inline::{self, Step, closing, emphasis},
        page::Page,
    },
    text::Span,
};

/// A call among words is closed within as many bytes, or it is none.
const LONGEST: usize = 2_400;

/// Reads words with their links, notes, citations and emphasis.
pub fn read(page: &mut Page, span: Span) {
    inline::read(page, span, b"*_`$\\~-@</#]", step);
}

fn step(text: &str, words: Span, at: usize) -> Step {
    let rest = &text[at..words.end];
    let found = match rest.as_bytes()[0] {
        b'*' => emphasis(text, words, at, "*"),
        b'_' => emphasis(text, words, at, "_"),
        b'`' => raw(text, words, at),
        b'$' => formula(text, words, at),
        b'\\' => backslash(text, words, at),
        b'~' => Some(Step::Show("\u{a0}", 1)),
        b'-' => dash(rest),
        b'@' => citation(text, words, at),
        b'<' => label(rest),
        b'/' => comment(text, words, at),
        b'#' => expression(text, words, at),
        // What is left of a call that holds several paragraphs.
        b']' if rest.trim() == "]" => Some(Step::LeaveOut(rest.len())),
        _ => None,
    };
    found.unwrap_or(Step::Words)
}

fn raw(text: &str, words: Span, at: usize) -> Option<Step> {
    let marks = text[at..words.end].bytes().take_while(|it| *it == b'`').count();
    if marks == 2 {
        return Some(Step::Skip(2));
    }
    let close = closing(text, words, at + marks, &"`".repeat(marks.min(9)))?;
    Some(Step::Picture(close + marks - at))
}

fn formula(text: &str, words: Span, at: usize) -> Option<Step> {
    let end = closing(text, words, at + 1, "$")?;
    let inner = &text[at + 1..end];
    // Two sums of money and the words between are no formula.
    let sums = inner.starts_with(|it: char| it.is_ascii_digit()) && inner.ends_with(char::is_whitespace);
    (!inner.ends_with('\\') && !sums).then(|| Step::Picture(end + 1 - at))
}

/// `\#` is the sign; a lone backslash breaks the line.
fn backslash(text: &str, words: Span, at: usize) -> Option<Step> {
    match text[at + 1..words.end].chars().next() {
        Some('u') if text[at + 2..words.end].starts_with('{') => {
            closing(text, words, at + 2, "}").map(|it| Step::Picture(it + 1 - at))
        }
        Some(it) if it.is_ascii_punctuation() => Some(Step::Literal(Span::new(at + 1, at + 2), 2)),
        None => Some(Step::Skip(1)),
        Some(it) => it.is_whitespace().then_some(Step::Skip(1)),
    }
}

fn dash(rest: &str) -> Option<Step> {
    if rest.starts_with("---") {
        return Some(Step::Show("—", 3));
    }
    if rest.starts_with("--") {
        return Some(Step::Show("–", 2));
    }
    rest.starts_with("-?").then_some(Step::Skip(2))
}

/// `@key`, with what stands in brackets behind it.
fn citation(text: &str, words: Span, at: usize) -> Option<Step> {
    let before = text[words.start..at].chars().next_back();
    if before.is_some_and(char::is_alphanumeric) || is_in_address(&text[words.start..at]) {
        return None;
    }
    let key = key(&text[at + 1..words.end])?;
    let mut end = at + 1 + key.len();
    if text[end..words.end].starts_with('[') {
        end = code::matching(text, end, words.end.min(end + LONGEST))? + 1;
    }
    Some(Step::Linked(MarkKind::Citation(key.to_owned()), end - at))
}

/// Whether words end within an address: "https://example.org/".
fn is_in_address(before: &str) -> bool {
    const LONGEST: usize = 300;
    let near = &before[before.floor_char_boundary(before.len().saturating_sub(LONGEST))..];
    let ends = |it: char| it.is_whitespace() || "[]<>\"".contains(it);
    let last = near.rsplit(ends).next().unwrap_or_default();
    last.contains("https://") || last.contains("http://")
}

/// The key at the start of `rest`; a stop or colon at its end is none of it.
fn key(rest: &str) -> Option<&str> {
    let is_part = |it: char| it.is_alphanumeric() || "_-:.".contains(it) || is_combining_mark(it);
    let end = rest.find(|it| !is_part(it)).unwrap_or(rest.len());
    let key = rest[..end].trim_end_matches(['.', ':', '-']);
    key.starts_with(char::is_alphanumeric).then_some(key)
}

/// `<name>` is where a reference leads.
fn label(rest: &str) -> Option<Step> {
    let end = rest.bytes().take(100).position(|it| it == b'>')?;
    let name = &rest[1..end];
    let is_name = !name.is_empty() && name.chars().all(|it| it.is_alphanumeric() || "_-:.".contains(it));
    is_name.then_some(Step::LeaveOut(end + 1))
}

fn comment(text: &str, words: Span, at: usize) -> Option<Step> {
    let rest = &text[at..words.end];
    if code::is_comment(text, at) {
        let length = memchr::memchr2(b'\n', b'\r', rest.as_bytes()).unwrap_or(rest.len());
        return Some(Step::Aside(vec![MarkKind::Comment(rest[2..length].trim().to_owned())], length));
    }
    if !rest.starts_with("/*") {
        return None;
    }
    let end = closing(text, words, at + 2, "*/")?;
    let inner = text[at + 2..end].trim().to_owned();
    Some(Step::Aside(vec![MarkKind::Comment(inner)], end + 2 - at))
}

fn expression(text: &str, words: Span, at: usize) -> Option<Step> {
    let near = words.end.min(at + LONGEST);
    let near = (near..words.end).find(|it| text.is_char_boundary(*it)).unwrap_or(words.end);
    let found = code::expression(text, at, near)?;
    let length = found.end - at;
    let arguments = found.arguments.map_or("", |it| it.of(text));
    Some(match (found.name.of(text), found.content) {
        ("footnote", Some(note)) => {
            Step::Aside(vec![MarkKind::Footnote(note.of(text).trim().to_owned())], length)
        }
        ("link", _) => link(&found, arguments, at)?,
        ("cite", _) => cite(arguments, length)?,
        ("ref", _) => Step::Linked(MarkKind::Inner(named(arguments)?.to_owned()), length),
        ("linebreak" | "h" | "v" | "pagebreak" | "colbreak" | "metadata" | "bibliography", _) => {
            Step::LeaveOut(length)
        }
        (_, Some(content)) => Step::Around(content.start - at, Span::new(content.end, found.end), None),
        _ => Step::Picture(length),
    })
}

/// `#link("https://…")[words]`, `#link(<label>)[words]`
fn link(found: &Expression, arguments: &str, at: usize) -> Option<Step> {
    let kind = match arguments.trim().strip_prefix('"') {
        Some(target) => MarkKind::Link(target[..target.find('"')?].to_owned()),
        None => MarkKind::Inner(named(arguments)?.to_owned()),
    };
    Some(match found.content {
        Some(content) => Step::Around(content.start - at, Span::new(content.end, found.end), Some(kind)),
        None => Step::Linked(kind, found.end - at),
    })
}

/// `#cite(<key>, form: "prose")`
fn cite(arguments: &str, length: usize) -> Option<Step> {
    let kind = MarkKind::Citation(named(arguments)?.to_owned());
    let seen = ["\"prose\"", "\"author\""].iter().any(|it| arguments.contains(it));
    Some(if seen { Step::Linked(kind, length) } else { Step::Aside(vec![kind], length) })
}

/// The label that a call is given first: `<key>`, `label("key")`, and `"key"` as it was once written.
fn named(arguments: &str) -> Option<&str> {
    let rest = arguments.trim_start();
    if let Some(rest) = rest.strip_prefix('<') {
        return Some(&rest[..rest.find('>')?]);
    }
    let rest =
        rest.strip_prefix("label").map_or(rest, |it| it.trim_start().trim_start_matches('(').trim_start());
    let rest = rest.strip_prefix('"')?;
    Some(&rest[..rest.find('"')?]).filter(|it| !it.is_empty())
}
