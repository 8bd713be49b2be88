//! Lists as they shrink: an entry less.
//!
//! What comes out is read again before it is offered: where more than the entry would go with it, or
//! the list would break, there is no edit.

use super::{
    Entry, Kind, List,
    edits::{before, broken_as, indent, line_start},
    read,
};
use crate::text::{Edit, Span};

/// Takes one entry out, with the lines it stands on. None where it is laid out as nobody writes by hand.
pub fn remove(kind: Kind, text: &str, list: &List, index: usize) -> Option<Edit> {
    let edit = removal(kind, text, list.entries.get(index)?)?;
    let after = read(kind, &applied(text, std::slice::from_ref(&edit)));
    let rest = list.entries.iter().enumerate().filter(|it| it.0 != index).map(|it| it.1);
    let is_right = after.problems.len() <= list.problems.len() && same(rest, after.entries.iter());
    is_right.then_some(edit)
}

/// An entry as it stands, as the beginning of another list. None where it would not be the same there: in a list
/// in brackets, or where it takes words from other entries.
pub fn lifted(kind: Kind, text: &str, list: &List, index: usize) -> Option<String> {
    let entry = list.entries.get(index)?;
    let words = match kind {
        Kind::Bibtex => entry.span.of(text),
        Kind::Yaml if indent(text, entry.span.start).is_empty() => {
            &text[line_start(text, entry.span.start)..last_line(text, entry)]
        }
        Kind::Yaml | Kind::Json => return None,
    };
    let alone = read(kind, words);
    let is_right = alone.problems.is_empty() && same(std::iter::once(entry), alone.entries.iter());
    is_right.then(|| format!("{words}{}", broken_as(text, "\n\n")))
}

/// The same, unread.
pub(super) fn removal(kind: Kind, text: &str, entry: &Entry) -> Option<Edit> {
    let span = match kind {
        Kind::Bibtex => alone(text, entry.span).unwrap_or(entry.span),
        _ if entry.span.of(text).starts_with('{') && before(text, entry.span.start).trim() != "-" => {
            item(text, entry.span)?
        }
        Kind::Json => return None,
        Kind::Yaml => {
            let lines = Span::new(line_start(text, entry.span.start), last_line(text, entry));
            alone(text, lines).unwrap_or(lines)
        }
    };
    Some(Edit::replace(span, ""))
}

/// Entries that say the same, in order, wherever they stand.
pub(super) fn same<'a>(
    mut before: impl Iterator<Item = &'a Entry>,
    mut after: impl Iterator<Item = &'a Entry>,
) -> bool {
    loop {
        match (before.next(), after.next()) {
            (None, None) => return true,
            (Some(a), Some(b)) if a.key == b.key && a.kind == b.kind && a.says(b) => {}
            _ => return false,
        }
    }
}

impl Entry {
    /// Whether all fields have the same values.
    fn says(&self, other: &Entry) -> bool {
        let fields = |it: &Entry| {
            it.fields.iter().map(|it| (it.role, it.name.clone(), it.value.clone())).collect::<Vec<_>>()
        };
        fields(self) == fields(other)
    }
}

/// A text with edits that do not overlap.
pub(super) fn applied(text: &str, edits: &[Edit]) -> String {
    let mut edits: Vec<&Edit> = edits.iter().collect();
    edits.sort_by_key(|it| std::cmp::Reverse(it.span));
    let mut out = text.to_owned();
    edits.iter().for_each(|it| out.replace_range(it.span.start..it.span.end, &it.text));
    out
}

/// The lines of something that has them for itself, with one of two empty lines that would meet.
fn alone(text: &str, span: Span) -> Option<Span> {
    let start = line_start(text, span.start);
    let end = line_end(text, span.end);
    let is_alone = text[start..span.start].trim_start_matches('\u{feff}').trim().is_empty()
        && text[span.end..end].trim().is_empty();
    if !is_alone {
        return None;
    }
    let start = if text[start..].starts_with('\u{feff}') { start + '\u{feff}'.len_utf8() } else { start };
    let is_empty = |it: &str| it.trim().is_empty();
    let follows_empty = start == 0 || text[..start].lines().next_back().is_none_or(is_empty);
    let next = line_end(text, end);
    let has_empty = end < text.len() && is_empty(&text[end..next]);
    Some(Span::new(start, if follows_empty && has_empty { next } else { end }))
}

/// Behind the line break of a line.
pub(super) fn line_end(text: &str, at: usize) -> usize {
    text[at..].find('\n').map_or(text.len(), |it| at + it + 1)
}

/// An item of a list in brackets, with one comma. None where it stands in no list.
fn item(text: &str, span: Span) -> Option<Span> {
    let behind = text[span.end..].trim_start();
    if let Some(next) = behind.strip_prefix(',') {
        return Some(Span::new(span.start, text.len() - next.trim_start().len()));
    }
    let head = text[..span.start].trim_end();
    let before = head.strip_suffix(',').or_else(|| head.ends_with('[').then_some(head))?;
    behind.starts_with(']').then_some(Span::new(before.len(), span.end))
}

/// Where the last line of an entry of YAML ends, before its line break; remarks that stand further to the
/// right than the entry are its own.
pub(super) fn last_line(text: &str, entry: &Entry) -> usize {
    let edge = indent(text, entry.span.start).len();
    let mut end = line_end(text, entry.span.end);
    loop {
        let line = &text[end..line_end(text, end)];
        let words = line.trim_start();
        if !words.starts_with('#') || line.len() - words.len() <= edge {
            break;
        }
        end += line.len();
    }
    text[..end].trim_end_matches(['\n', '\r']).len()
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Lists of every shape, with remarks of the writer's.
    const LISTS: &[(Kind, &str)] = &[
        (
            Kind::Bibtex,
            "% Ours.\n\n@misc{cho,\n  title = {One}\n}\n\n% From the archive:\n@misc{ana, title = {Two},}\n\n@misc{log}\n",
        ),
        (Kind::Bibtex, "\u{feff}@misc{cho, title = {One}} @misc{ana} @misc{log}"),
        (Kind::Bibtex, "@misc{cho,\r\n  title = {One}\r\n}\r\n\r\n@misc{ana}\r\n@misc{log}\r\n"),
        (
            Kind::Json,
            "[\n  {\"id\": \"cho\", \"title\": \"One\"},\n  {\n    \"id\": \"ana\"\n  },\n  {\"id\": \"log\"}\n]\n",
        ),
        (
            Kind::Json,
            "{\"items\": [{\"id\": \"cho\", \"title\": \"One\"}, {\"id\": \"ana\"},{\"id\": \"log\"}]}",
        ),
        (
            Kind::Yaml,
            "# Ours.\ncho:\n  type: web\n  title: |\n    One\n    # and a half\n\n# From the archive:\nana:\n  type: web # seen\nlog:\n  title: Log\n  # Who kept it?\n",
        ),
        (
            Kind::Yaml,
            "references:\n  # Ours.\n  - id: cho\n    title: One\n  # From the archive:\n  - id: ana\n    author:\n    - family: Ana\n  - id: log\n",
        ),
        (Kind::Yaml, "- id: cho\n  title: One\n\n- {id: ana}\n\n- id: log"),
        (Kind::Yaml, "references: [{id: cho, title: One}, {id: ana}, {id: log}]\n"),
    ];

    #[test]
    fn an_entry_begins_another_list() {
        for (kind, text, expected) in [
            (
                Kind::Bibtex,
                "@misc{cho,\n  title = {One},\n}\n@misc{ana}\n",
                Some("@misc{cho,\n  title = {One},\n}\n\n"),
            ),
            (Kind::Bibtex, "@string{one = {One}}\n@misc{cho, title = one}\n", None),
            (Kind::Yaml, "cho:\n  title: One\nana:\n  title: Two\n", Some("cho:\n  title: One\n\n")),
            (Kind::Yaml, "- id: cho\n  title: One\n- id: ana\n", Some("- id: cho\n  title: One\n\n")),
            (
                Kind::Bibtex,
                "@misc{cho,\r\n  title = {One},\r\n}\r\n@misc{ana}\r\n",
                Some("@misc{cho,\r\n  title = {One},\r\n}\r\n\r\n"),
            ),
            (Kind::Yaml, "references:\n  - id: cho\n    title: One\n", None),
            (Kind::Json, "[{\"id\": \"cho\"}]", None),
        ] {
            assert_eq!(lifted(kind, text, &read(kind, text), 0).as_deref(), expected, "{text}");
        }
    }

    #[test]
    fn an_entry_less_leaves_everything_else_as_it_was() {
        for (kind, text) in LISTS {
            let before = read(*kind, text);
            assert_eq!((before.entries.len(), before.problems.len()), (3, 0), "{text}");
            for index in 0..3 {
                let edit = remove(*kind, text, &before, index).expect(text);
                let after = applied(text, &[edit.clone()]);
                let list = read(*kind, &after);
                assert_eq!(list.problems, [], "{after}");
                let keys: Vec<&str> = list.entries.iter().map(|it| it.key.as_str()).collect();
                let mut rest = vec!["cho", "ana", "log"];
                rest.remove(index);
                assert_eq!(keys, rest, "{after}");
                assert!(edit.text.is_empty(), "nothing is written anew");
                for remark in ["Ours.", "From the archive:"] {
                    assert_eq!(after.contains(remark), text.contains(remark), "{after}");
                }
                assert!(!after.contains("\n\n\n") && !after.starts_with('\n'), "{after:?}");
            }
        }
    }

    #[test]
    fn several_go_one_after_the_other() {
        for (kind, text) in LISTS {
            let mut text = (*text).to_owned();
            for left in (1..3).rev() {
                let edit = remove(*kind, &text, &read(*kind, &text), left).expect(&text);
                text = applied(&text, &[edit]);
            }
            assert_eq!(read(*kind, &text).entries.len(), 1, "{text}");
        }
    }

    #[test]
    fn what_would_take_more_along_is_not_offered() {
        for (kind, text) in [
            (Kind::Json, "{\"cho\": {\"type\": \"web\"}}"),
            (Kind::Yaml, "a: &x\n  title: One\n  via: &who Ana\nb:\n  title: Two\n  via: *who\n"),
            (Kind::Yaml, "-\n  id: cho\n-\n  id: ana\n"),
            (Kind::Yaml, "references:\n- id: cho\n"),
        ] {
            assert_eq!(remove(kind, text, &read(kind, text), 0), None, "{text}");
        }
    }
}
