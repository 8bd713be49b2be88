//! Citations of tools that read more than CommonMark: the roles of MyST, the commands of LaTeX that pandoc passes on,
//! the tags of jekyll-scholar.

use super::masks::{Mask, MaskKind, closing, is_escaped};
use crate::text::Span;

/// The citation that the brace at `start` belongs to; it begins no earlier than `from`.
pub fn call(text: &str, from: usize, start: usize) -> Option<Mask> {
    role(text, start).or_else(|| tag(text, start)).or_else(|| command(text, from, start))
}

/// `` {cite:p}`one,two` ``
fn role(text: &str, start: usize) -> Option<Mask> {
    let name = text[start + 1..].strip_prefix("cite")?;
    let close = name.bytes().take(12).position(|it| !it.is_ascii_alphabetic() && it != b':')?;
    let inner = name[close..].strip_prefix("}`")?;
    let at = text.len() - inner.len();
    let end = closing(text, at, "`")?;
    // "`a {cite}` and `b`" is code, words and code.
    if text[at..end].starts_with(char::is_whitespace) || text[at..end].ends_with(char::is_whitespace) {
        return None;
    }
    let keys = text[at..end].split([',', ';']).map(|it| it.split('{').next().unwrap_or_default());
    mask(Span::new(start, end + 1), keys)
}

/// `{% cite one two --locator 3 %}`
fn tag(text: &str, start: usize) -> Option<Mask> {
    if !text[start..].starts_with("{%") {
        return None;
    }
    let end = closing(text, start + 2, "%}")?;
    let mut words = text[start + 2..end].trim_matches('-').split_whitespace();
    let keys =
        words.next().filter(|it| *it == "cite").map(|_| words.take_while(|it| !it.starts_with('-')))?;
    mask(Span::new(start, end + 2), keys)
}

/// `\citep[see][3]{one,two}`, `\parencites{one}[3]{two}`: the first of the groups stands at `start`.
fn command(text: &str, from: usize, start: usize) -> Option<Mask> {
    const REACH: usize = 200;
    let near = text.floor_char_boundary(start.saturating_sub(REACH)).max(from);
    let at = near + text[near..start].rfind('\\')?;
    let name = &text[at + 1..start];
    let name =
        &name[..name.bytes().position(|it| !it.is_ascii_alphabetic() && it != b'*').unwrap_or(name.len())];
    let lower = name.trim_end_matches('*').to_ascii_lowercase();
    let is_cite = lower.contains("cite") && !lower.contains("nocite") && !lower.contains("volcite");
    let options = &text[at + 1 + name.len()..start];
    if !is_cite || is_escaped(text.as_bytes(), at) || !is_options(options) {
        return None;
    }
    let mut keys = Vec::new();
    let mut open = start;
    loop {
        let end = closing(text, open + 1, "}")?;
        keys.extend(text[open + 1..end].split(','));
        let behind = &text[end + 1..text.floor_char_boundary(end + 1 + REACH)];
        let next = behind.find('{').filter(|it| lower.ends_with("cites") && is_options(&behind[..*it]));
        match next {
            Some(next) => open = end + 1 + next,
            None => return mask(Span::new(at, end + 1), keys.into_iter()),
        }
    }
}

/// Nothing but `[see][3]`, on one line.
fn is_options(mut text: &str) -> bool {
    while let Some(inner) = text.strip_prefix('[') {
        let Some(end) = inner.find([']', '[', '\n', '`']).filter(|it| inner[*it..].starts_with(']')) else {
            return false;
        };
        text = &inner[end + 1..];
    }
    text.is_empty()
}

/// None where a key is none.
fn mask<'a>(span: Span, keys: impl Iterator<Item = &'a str>) -> Option<Mask> {
    let keys: Vec<String> = keys.map(|it| it.trim().to_owned()).collect();
    let is_key = |it: &String| {
        !it.is_empty() && !it.contains(|it: char| it.is_whitespace() || "{}[]()\\`<>#".contains(it))
    };
    (!keys.is_empty() && keys.iter().all(is_key)).then_some(Mask { span, kind: MaskKind::Citations(keys) })
}
