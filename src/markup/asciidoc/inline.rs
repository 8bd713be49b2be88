use super::lines::citations;
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
    inline::read(page, span, b"*_`+#^~<{('\"\\-.[&cflxmhikbsp", step);
}

fn step(text: &str, words: Span, at: usize) -> Step {
    let rest = &text[at..words.end];
    let found = match rest.as_bytes()[0] {
        b'*' | b'_' | b'#' => marked(text, words, at),
        b'`' if rest.starts_with("`\"") => Some(Step::Show("”", 2)),
        b'`' if rest.starts_with("`'") => Some(Step::Show("’", 2)),
        b'`' | b'+' => literal(text, words, at),
        b'^' | b'~' => raised(text, words, at),
        b'a'..=b'z' => macros(text, words, at),
        b'<' => angled(text, words, at),
        b'{' => reference(text, words, at),
        b'(' => bracketed(text, words, at),
        b'"' if rest.starts_with("\"`") => Some(Step::Show("“", 2)),
        b'\'' if rest.starts_with("'`") => Some(Step::Show("‘", 2)),
        b'\\' if rest.len() > 1 && b"*_`+#^~<{('\"".contains(&rest.as_bytes()[1]) => {
            Some(Step::Literal(Span::new(at + 1, at + 2), 2))
        }
        b'-' if rest.starts_with("--") && !rest.starts_with("---") && !text[..at].ends_with('-') => {
            Some(Step::Show("—", 2))
        }
        b'.' if rest.starts_with("...") => Some(Step::Show("…", 3)),
        b'[' => style(text, words, at),
        b'&' => entity(text, words, at),
        _ => None,
    };
    found.unwrap_or(Step::Words)
}

/// `*strong*`, `**strong**`, and their like.
fn marked(text: &str, words: Span, at: usize) -> Option<Step> {
    let mark = &text[at..at + 1];
    let twice = [mark, mark].concat();
    if text[at..words.end].starts_with(&twice) {
        let end = closing(text, words, at + 2, &twice)?;
        return (end > at + 2).then(|| Step::Around(2, Span::new(end, end + 2), None));
    }
    emphasis(text, words, at, mark)
}

/// Code is a picture; what is passed through is words.
fn literal(text: &str, words: Span, at: usize) -> Option<Step> {
    let mark = &text[at..at + 1];
    if mark == "+" && text[at..words.end].starts_with("+\n") && text[..at].ends_with(' ') {
        return Some(Step::LeaveOut(1));
    }
    let twice = [mark, mark].concat();
    if text[at..words.end].starts_with(&twice) {
        let end = closing(text, words, at + 2, &twice)?;
        return (end > at + 2).then(|| shown(mark, Span::new(at + 2, end), end + 2 - at));
    }
    let close = enclosed(text, words, at, mark)?;
    Some(shown(mark, Span::new(at + 1, close.start), close.end - at))
}

fn shown(mark: &str, inner: Span, length: usize) -> Step {
    if mark == "+" { Step::Literal(inner, length) } else { Step::Picture(length) }
}

fn raised(text: &str, words: Span, at: usize) -> Option<Step> {
    let mark = &text[at..at + 1];
    let end = closing(text, words, at + 1, mark)?;
    let inner = &text[at + 1..end];
    (!inner.is_empty() && !inner.contains(char::is_whitespace))
        .then(|| Step::Around(1, Span::new(end, end + 1), None))
}

/// `name:target[words]`, and addresses with words in brackets.
fn macros(text: &str, words: Span, at: usize) -> Option<Step> {
    let rest = &text[at..words.end];
    let before = text[words.start..at].chars().next_back();
    // The mark of a note stands right behind its word.
    let is_note = rest.starts_with("footnote:") || rest.starts_with("footnoteref:");
    if !is_note && before.is_some_and(|it| it.is_alphanumeric() || it == '_') {
        return None;
    }
    let name = *NAMES.iter().find(|it| rest.starts_with(**it))?;
    let target_start = if name.ends_with("//") { 0 } else { name.len() };
    let target = rest[target_start..].split(|it: char| it.is_whitespace() || it == '[').next()?;
    let from = at + target_start + target.len() + 1;
    if !text[from - 1..words.end].starts_with('[') {
        return None;
    }
    let end = bracket(text, words, from)?;
    let inner = text[from..end].trim();
    let length = end + 1 - at;
    let label = if inner.is_empty() { target } else { inner };
    Some(match name {
        "cite:" => Step::Aside(citations(inner), length),
        "citenp:" => match citations(inner).into_iter().next() {
            Some(kind) => Step::Linked(kind, length),
            None => return None,
        },
        "footnote:" | "footnoteref:" => Step::Aside(vec![MarkKind::Footnote(label.to_owned())], length),
        "pass:" => Step::Literal(Span::new(from, end), length),
        "indexterm:" => Step::LeaveOut(length),
        "link:" | "xref:" | "mailto:" | "http://" | "https://" => {
            let kind = match name {
                "xref:" => MarkKind::Inner(target.to_owned()),
                _ => MarkKind::Link(target.to_owned()),
            };
            if inner.is_empty() {
                return Some(Step::Linked(kind, length));
            }
            let close = end - usize::from(text[..end].ends_with('^'));
            Step::Around(from - at, Span::new(close, end + 1), Some(kind))
        }
        _ => Step::Picture(length),
    })
}

const NAMES: [&str; 18] = [
    "cite:",
    "citenp:",
    "footnote:",
    "footnoteref:",
    "link:",
    "xref:",
    "mailto:",
    "http://",
    "https://",
    "image:",
    "icon:",
    "kbd:",
    "btn:",
    "menu:",
    "stem:",
    "latexmath:",
    "pass:",
    "indexterm:",
];

/// `<<target,words>>`, `<https://…>`.
fn angled(text: &str, words: Span, at: usize) -> Option<Step> {
    let rest = &text[at..words.end];
    if rest.starts_with("<<") {
        // "<< y >>" shifts bits.
        rest[2..].starts_with(|it: char| it.is_alphanumeric() || "_#/.:{".contains(it)).then_some(())?;
        let end = closing(text, words, at + 2, ">>")?;
        let inner = &text[at + 2..end];
        return Some(match inner.find(',') {
            Some(comma) => {
                let kind = MarkKind::Inner(inner[..comma].trim().to_owned());
                Step::Around(3 + comma, Span::new(end, end + 2), Some(kind))
            }
            None => Step::Linked(MarkKind::Inner(inner.trim().to_owned()), end + 2 - at),
        });
    }
    let end = closing(text, words, at + 1, ">")?;
    let inner = &text[at + 1..end];
    let is_address = inner.contains("://") && !inner.contains(char::is_whitespace);
    is_address.then(|| Step::Linked(MarkKind::Link(inner.to_owned()), end + 1 - at))
}

/// `{attribute}`
fn reference(text: &str, words: Span, at: usize) -> Option<Step> {
    let end = closing(text, words, at + 1, "}")?;
    let name = &text[at + 1..end];
    let length = end + 1 - at;
    let is_name =
        !name.is_empty() && name.bytes().all(|it| it.is_ascii_alphanumeric() || b"-_:".contains(&it));
    is_name.then(|| match name {
        "nbsp" => Step::Show("\u{a0}", length),
        "ldquo" => Step::Show("“", length),
        "rdquo" => Step::Show("”", length),
        "lsquo" => Step::Show("‘", length),
        "rsquo" | "apos" => Step::Show("’", length),
        "empty" | "zwsp" => Step::Skip(length),
        _ => Step::Picture(length),
    })
}

/// `((term))` shows its words, `(((term)))` nothing; `(C)`.
fn bracketed(text: &str, words: Span, at: usize) -> Option<Step> {
    let rest = &text[at..words.end];
    if rest.starts_with("(((") {
        return closing(text, words, at + 3, ")))").map(|it| Step::LeaveOut(it + 3 - at));
    }
    if rest.starts_with("((") {
        let end = closing(text, words, at + 2, "))")?;
        return Some(Step::Around(2, Span::new(end, end + 2), None));
    }
    let signs = [("(C)", "©"), ("(R)", "®"), ("(TM)", "™")];
    signs.iter().find(|it| rest.starts_with(it.0)).map(|it| Step::Show(it.1, it.0.len()))
}

/// `[.role]#words#`: the bracket is a style and shows nothing.
fn style(text: &str, words: Span, at: usize) -> Option<Step> {
    let end = bracket(text, words, at + 1)?;
    let rest = &text[at..words.end];
    if rest.starts_with("[[") {
        return closing(text, words, at + 2, "]]").map(|it| Step::Skip(it + 2 - at));
    }
    let styles = text[end + 1..words.end].starts_with(['#', '*', '_', '`']);
    (styles && !text[at + 1..end].contains(' ')).then(|| Step::Skip(end + 1 - at))
}

fn entity(text: &str, words: Span, at: usize) -> Option<Step> {
    let end = closing(text, words, at, ";")?;
    let shown = match &text[at..end + 1] {
        "&amp;" => "&",
        "&lt;" => "<",
        "&gt;" => ">",
        "&nbsp;" | "&#160;" => "\u{a0}",
        "&#8217;" => "’",
        "&#8211;" => "–",
        // Marks that are meant as letters.
        "&#35;" => "#",
        "&#42;" => "*",
        "&#43;" => "+",
        "&#95;" => "_",
        "&#96;" => "`",
        "&#123;" => "{",
        _ => return None,
    };
    Some(Step::Show(shown, end + 1 - at))
}
