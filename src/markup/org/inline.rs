use crate::{
    markup::{
        MarkKind,
        inline::{self, Step, bracket, closing, emphasis, enclosed},
        page::Page,
    },
    text::Span,
};

/// Reads words with their links, notes, citations and emphasis.
pub fn read(page: &mut Page, span: Span) {
    inline::read(page, span, b"*/_+=~[<$\\@{c", step);
}

fn step(text: &str, words: Span, at: usize) -> Step {
    let rest = &text[at..words.end];
    let found = match rest.as_bytes()[0] {
        b'*' => emphasis(text, words, at, "*"),
        b'/' => emphasis(text, words, at, "/"),
        b'_' => emphasis(text, words, at, "_"),
        b'+' => emphasis(text, words, at, "+"),
        b'=' => enclosed(text, words, at, "=").map(|it| Step::Picture(it.end - at)),
        b'~' => enclosed(text, words, at, "~").map(|it| Step::Picture(it.end - at)),
        b'[' => bracketed(text, words, at),
        b'<' => angled(text, words, at),
        b'c' => org_ref(text, words, at),
        b'$' => formula(text, words, at),
        b'\\' => backslash(text, words, at),
        b'@' if rest.starts_with("@@") => snippet(text, words, at),
        b'{' if rest.starts_with("{{{") => {
            closing(text, words, at + 3, "}}}").map(|it| Step::Picture(it + 3 - at))
        }
        _ => None,
    };
    found.unwrap_or(Step::Words)
}

/// `@@html:…@@`: for one way of setting the text. What is for none but “comment” is a comment.
fn snippet(text: &str, words: Span, at: usize) -> Option<Step> {
    let end = closing(text, words, at + 2, "@@")?;
    let length = end + 2 - at;
    Some(match text[at + 2..end].strip_prefix("comment:") {
        Some(comment) => Step::Aside(vec![MarkKind::Comment(comment.trim().to_owned())], length),
        None => Step::LeaveOut(length),
    })
}

/// `[[target][words]]`, `[fn:1]`, `[cite:@key]`, `[2024-01-01 Mon]`.
fn bracketed(text: &str, words: Span, at: usize) -> Option<Step> {
    let rest = &text[at..words.end];
    if rest.starts_with("[[") {
        return link(text, words, at);
    }
    let end = bracket(text, words, at + 1)?;
    let inner = &text[at + 1..end];
    let length = end + 1 - at;
    if let Some(note) = inner.strip_prefix("fn:") {
        let label = note.split_once(':').map_or(note, |(_, words)| words);
        return Some(Step::Aside(vec![MarkKind::Footnote(label.trim().to_owned())], length));
    }
    let (style, keys) = inner.strip_prefix("cite")?.split_once(':')?;
    let keys = keys.split(['@', ';']).skip(1).filter_map(key).map(MarkKind::Citation).collect::<Vec<_>>();
    let seen = style.starts_with("/t") || style.starts_with("/text") || style.starts_with("/a");
    match keys.first() {
        Some(first) if seen => Some(Step::Linked(first.clone(), length)),
        Some(_) => Some(Step::Aside(keys, length)),
        None => None,
    }
}

/// The key at the start of a part of a citation.
fn key(part: &str) -> Option<String> {
    let end = part.find(|it: char| it.is_whitespace() || it == ',').unwrap_or(part.len());
    let key = part[..end].trim();
    let starts = key.starts_with(|it: char| it.is_alphanumeric());
    starts.then(|| key.to_owned())
}

fn link(text: &str, words: Span, at: usize) -> Option<Step> {
    let end = closing(text, words, at + 2, "]")?;
    let target = &text[at + 2..end];
    if let Some(keys) = of_org_ref(target)
        && text[end..words.end].starts_with("]]")
    {
        return Some(Step::Aside(keys, end + 2 - at));
    }
    let is_web = target.contains("://") || target.starts_with("mailto:") || target.starts_with("doi:");
    let is_inner = target.starts_with(['#', '*']) && target.len() > 1;
    let kind = if is_web {
        Some(MarkKind::Link(target.to_owned()))
    } else {
        is_inner.then(|| MarkKind::Inner(target.to_owned()))
    };
    let rest = &text[end..words.end];
    if rest.starts_with("]]") {
        let length = end + 2 - at;
        let is_picture =
            [".png", ".jpg", ".jpeg", ".svg", ".gif", ".webp"].iter().any(|it| target.ends_with(it));
        return Some(match kind {
            Some(kind) => Step::Linked(kind, length),
            None if is_picture => Step::Picture(length),
            None => Step::Literal(Span::new(at + 2, end), length),
        });
    }
    let from = end + rest.strip_prefix("][").map(|_| 2)?;
    let close = closing(text, words, from, "]]")?;
    Some(Step::Around(from - at, Span::new(close, close + 2), kind))
}

/// `cite:key,key` among words, as org-ref writes it.
fn org_ref(text: &str, words: Span, at: usize) -> Option<Step> {
    let rest = &text[at..words.end];
    let before = text[words.start..at].chars().next_back();
    if !rest.starts_with("cite") || before.is_some_and(|it| it.is_alphanumeric() || "_-:/[".contains(it)) {
        return None;
    }
    let is_part = |it: char| it.is_alphanumeric() || "_-:.,&;*".contains(it);
    let end = rest.find(|it| !is_part(it)).unwrap_or(rest.len());
    let written = rest[..end].trim_end_matches(['.', ',', ':', ';', '-', '&', '*']);
    Some(Step::Aside(of_org_ref(written)?, written.len()))
}

/// The keys of `cite:one,two`, `citep:&one;&two`, `autocite:one`.
fn of_org_ref(target: &str) -> Option<Vec<MarkKind>> {
    let (name, keys) = target.split_once(':')?;
    let name = name.trim_end_matches('*').to_ascii_lowercase();
    let is_command =
        name.contains("cite") && name.len() < 20 && name.bytes().all(|it| it.is_ascii_lowercase());
    let keys = keys.split([',', ';']).map(|it| it.rsplit('&').next().unwrap_or(it)).filter_map(key);
    let keys: Vec<MarkKind> = keys.map(MarkKind::Citation).collect();
    (is_command && !keys.is_empty()).then_some(keys)
}

/// `<https://…>`, `<2024-01-01 Mon>`, `<<target>>`.
fn angled(text: &str, words: Span, at: usize) -> Option<Step> {
    if text[at..words.end].starts_with("<<") {
        return closing(text, words, at + 2, ">>").map(|it| Step::LeaveOut(it + 2 - at));
    }
    let end = closing(text, words, at + 1, ">")?;
    let inner = &text[at + 1..end];
    let is_date = inner.len() >= 10
        && inner.as_bytes()[4] == b'-'
        && inner.as_bytes()[..4].iter().all(u8::is_ascii_digit);
    if is_date {
        return Some(Step::Literal(Span::new(at + 1, end), end + 1 - at));
    }
    inner.contains("://").then(|| Step::Linked(MarkKind::Link(inner.to_owned()), end + 1 - at))
}

fn formula(text: &str, words: Span, at: usize) -> Option<Step> {
    let rest = &text[at..words.end];
    let mark = if rest.starts_with("$$") { "$$" } else { "$" };
    let end = closing(text, words, at + mark.len(), mark)?;
    let inner = &text[at + mark.len()..end];
    let behind = text[end + mark.len()..words.end].chars().next();
    let tight = !inner.starts_with(char::is_whitespace) && !inner.ends_with(char::is_whitespace);
    // Two sums of money and the words between are no formula.
    let is_formula = tight && !inner.is_empty() && !inner.contains('\n') && !inner.contains(' ')
        || inner.contains(['\\', '^', '=']);
    (is_formula && behind.is_none_or(|it| !it.is_alphanumeric()))
        .then(|| Step::Picture(end + mark.len() - at))
}

fn backslash(text: &str, words: Span, at: usize) -> Option<Step> {
    let rest = &text[at..words.end];
    for (open, close) in [("\\(", "\\)"), ("\\[", "\\]")] {
        if rest.starts_with(open) {
            return closing(text, words, at + 2, close).map(|it| Step::Picture(it + 2 - at));
        }
    }
    if rest.starts_with("\\\\") {
        return Some(Step::Skip(2));
    }
    let name = rest[1..].bytes().take_while(u8::is_ascii_alphabetic).count();
    (name > 1).then(|| Step::Picture(1 + name + usize::from(rest[1 + name..].starts_with("{}")) * 2))
}
