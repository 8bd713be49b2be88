use super::cuts::label;
use crate::{
    markup::{
        Frame, MarkKind,
        inline::{self, Step, closing, enclosed},
        page::Page,
    },
    text::Span,
};

/// Reads words with their roles, links, notes and emphasis.
pub fn read(frame: &Frame, page: &mut Page, span: Span) {
    inline::read(page, span, b"*`:[|_\\<", |text, words, at| step(frame, text, words, at));
}

fn step(frame: &Frame, text: &str, words: Span, at: usize) -> Step {
    let rest = &text[at..words.end];
    let found = match rest.as_bytes()[0] {
        b'*' if rest.starts_with("**") => marked(text, words, at, "**"),
        b'*' => marked(text, words, at, "*"),
        b'`' if rest.starts_with("``") => literal(text, words, at),
        b'`' => interpreted(frame, text, words, at),
        b':' => role(text, words, at),
        b'[' => note(text, words, at),
        b'|' => enclosed(text, words, at, "|").map(|it| {
            let behind = text[it.end..words.end].bytes().take_while(|it| *it == b'_').count();
            Step::Picture(it.end + behind - at)
        }),
        b'_' => named(frame, text, words, at),
        b'\\' => escaped(rest, at),
        _ => None,
    };
    found.unwrap_or(Step::Words)
}

/// `*words*`, `**words**`: a mark at the end of a word inside is a letter of it.
fn marked(text: &str, words: Span, at: usize, mark: &str) -> Option<Step> {
    let close = enclosed(text, words, at, mark)?;
    let inner = Span::new(at + mark.len(), close.start);
    let is_plain = inner.of(text).contains('_') && !inner.of(text).contains(['\\', '\n', '\r']);
    Some(match is_plain {
        true => Step::Literal(inner, close.end - at),
        false => Step::Around(mark.len(), close, None),
    })
}

/// ``` ``code`` ```, a backslash at its end included.
fn literal(text: &str, words: Span, at: usize) -> Option<Step> {
    let close = enclosed(text, words, at, "``").map(|it| it.start);
    let close = close.or_else(|| closing(text, words, at + 2, "``").filter(|it| *it > at + 2))?;
    Some(Step::Picture(close + 2 - at))
}

/// `` `words <target>`_ ``, `` `words`_ ``, `` `words` ``.
fn interpreted(frame: &Frame, text: &str, words: Span, at: usize) -> Option<Step> {
    let close = closing(text, words, at + 1, "`")?;
    let inner = &text[at + 1..close];
    let links = text[close + 1..words.end].bytes().take_while(|it| *it == b'_').count().min(2);
    let role = role_behind(text, close + 1, words.end);
    if inner.trim().is_empty() {
        return None;
    }
    if links == 0 {
        return Some(Step::Around(1, Span::new(close, close + 1 + role), None));
    }
    let end = close + 1 + links;
    if let Some(angle) = inner.rfind('<')
        && inner.ends_with('>')
    {
        let target = inner[angle + 1..inner.len() - 1].to_owned();
        let shown = inner[..angle].trim_end();
        let kind = MarkKind::Link(target);
        if shown.is_empty() {
            return Some(Step::Linked(kind, end - at));
        }
        return Some(Step::Around(1, Span::new(at + 1 + shown.len(), end), Some(kind)));
    }
    Some(Step::Around(1, Span::new(close, end), target(frame, inner, links)))
}

/// Bytes of a role that stands behind: `` `words`:role: ``.
fn role_behind(text: &str, at: usize, limit: usize) -> usize {
    let rest = &text[at..limit];
    let Some(inner) = rest.strip_prefix(':') else { return 0 };
    let end = inner.bytes().take(40).position(|it| !it.is_ascii_alphanumeric() && !b"-_".contains(&it));
    end.filter(|it| *it > 0 && inner[*it..].starts_with(':')).map_or(0, |it| it + 2)
}

/// `` :role:`words` ``
fn role(text: &str, words: Span, at: usize) -> Option<Step> {
    let rest = &text[at + 1..words.end];
    let open = rest.bytes().take(60).position(|it| it == b'`')?;
    let name = rest[..open].strip_suffix(':')?;
    if name.is_empty() || !name.bytes().all(|it| it.is_ascii_alphanumeric() || b":-_.".contains(&it)) {
        return None;
    }
    let from = at + 1 + open + 1;
    let close = closing(text, words, from, "`")?;
    let inner = &text[from..close];
    let length = close + 1 - at;
    if name.contains("cite") {
        let keys = inner.split(',').map(|it| it.split('{').next().unwrap_or_default().trim());
        let keys: Vec<MarkKind> =
            keys.filter(|it| !it.is_empty()).map(|it| MarkKind::Citation(it.to_owned())).collect();
        let seen = name.ends_with(":t") || name.ends_with(":ts") || name.ends_with(":author");
        return match keys.first() {
            Some(first) if seen => Some(Step::Linked(first.clone(), length)),
            Some(_) => Some(Step::Aside(keys, length)),
            None => None,
        };
    }
    match name {
        "math" | "code" | "literal" | "file" | "kbd" | "samp" | "command" | "envvar" | "raw" | "py:func" => {
            Some(Step::Picture(length))
        }
        _ => match inner.rfind(" <").filter(|_| inner.ends_with('>')) {
            Some(angle) => Some(Step::Literal(Span::new(from, from + angle), length)),
            None if matches!(name, "ref" | "numref" | "doc" | "download") => Some(Step::Picture(length)),
            None => Some(Step::Around(from - at, Span::new(close, close + 1), None)),
        },
    }
}

/// `[1]_`, `[#label]_`, `[*]_`, `[KEY2002]_`.
fn note(text: &str, words: Span, at: usize) -> Option<Step> {
    let rest = &text[at + 1..words.end];
    let end = rest.bytes().take(80).position(|it| it == b']')?;
    let inner = &rest[..end];
    let is_label = !inner.is_empty() && !inner.contains(char::is_whitespace);
    if !is_label || !rest[end + 1..].starts_with('_') {
        return None;
    }
    let is_note = inner.starts_with(['#', '*']) || inner.bytes().all(|it| it.is_ascii_digit());
    let kind =
        if is_note { MarkKind::Footnote(inner.to_owned()) } else { MarkKind::Citation(inner.to_owned()) };
    Some(Step::Aside(vec![kind], end + 3))
}

/// The mark behind a word that is a link by its name, `word_`; before words it marks their place.
fn named(frame: &Frame, text: &str, words: Span, at: usize) -> Option<Step> {
    let rest = &text[at..words.end];
    if rest.starts_with("_`") {
        return Some(Step::Skip(1));
    }
    let length = rest.bytes().take_while(|it| *it == b'_').count();
    let behind = rest[length..].chars().next();
    let ends = behind.is_none_or(|it| it.is_whitespace() || ".,;:!?)]}'\"”’>-–—/".contains(it));
    let before = &text[words.start..at];
    let is_word = |it: char| it.is_alphanumeric() || "-_.+:".contains(it);
    let name = &before[before.trim_end_matches(is_word).len()..];
    if length > 2 || !ends || !name.ends_with(char::is_alphanumeric) {
        return None;
    }
    let target = target(frame, name, length);
    Some(target.map_or(Step::Skip(length), |it| Step::Aside(vec![it], length)))
}

/// Where a name leads: to an address, or to a place of this document. Two marks behind it are a link
/// without a name, whose target is the next in order.
fn target(frame: &Frame, name: &str, marks: usize) -> Option<MarkKind> {
    let name = label(name);
    match frame.definitions.get(&name) {
        Some(it) => Some(MarkKind::Link(it.clone())),
        None => (marks == 1).then_some(MarkKind::Inner(name)),
    }
}

/// A backslash shows what it stands before; before space nothing.
fn escaped(rest: &str, at: usize) -> Option<Step> {
    let next = rest[1..].chars().next()?;
    let length = 1 + next.len_utf8();
    if next == '\n' || next == '\r' {
        return None;
    }
    Some(if next.is_whitespace() {
        Step::Skip(length)
    } else {
        Step::Literal(Span::new(at + 1, at + length), length)
    })
}
