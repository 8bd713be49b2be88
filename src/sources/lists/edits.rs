//! Lists as they grow: an entry more.
//!
//! It is one edit of a few bytes in the shape that the list has, so that whatever a writer
//! or a program has laid out stays as it was. None where the shape is one that nobody writes by hand.

use super::{Draft, Kind, List};
use crate::text::Edit;

/// How the entries of a list are written.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Shape {
    Bibtex,
    Json,
    CslYaml,
    Hayagriva,
}

/// Puts an entry where the first one stands. None too where the list cannot write its key.
pub fn add(kind: Kind, text: &str, list: &List, draft: &Draft) -> Option<Edit> {
    let shape = shape(kind, text, list)?;
    let start = list.entries.iter().map(|it| it.span.start).min();
    let (at, words) = match shape {
        // Such a key would end the entry.
        Shape::Bibtex if draft.key.contains(['{', '}', ',', '"', '\n']) => return None,
        Shape::Bibtex => (text.len() - without_mark(text).len(), format!("{}\n", draft.bibtex())),
        Shape::Json => match start {
            Some(at) => (at, format!("{},\n{}", draft.csl_json(), indent(text, at))),
            None => (text.find('[')? + 1, format!("\n{}\n", draft.csl_json())),
        },
        Shape::CslYaml | Shape::Hayagriva => {
            let at = start.map_or(text.len(), |it| line_start(text, it));
            let indent = start.map_or("", |it| indent(text, it));
            let lines = if shape == Shape::CslYaml { draft.csl_yaml() } else { draft.hayagriva() };
            let lines: String = lines.iter().map(|it| format!("{indent}{it}\n")).collect();
            let is_torn = start.is_none() && !text.is_empty() && !text.ends_with('\n');
            (at, format!("{}{lines}", if is_torn { "\n" } else { "" }))
        }
    };
    Some(Edit::insert(at, broken_as(text, &words)))
}

fn shape(kind: Kind, text: &str, list: &List) -> Option<Shape> {
    let first = list.entries.iter().min_by_key(|it| it.span.start);
    let bare = without_mark(text).trim();
    match (kind, first) {
        (Kind::Bibtex, _) => Some(Shape::Bibtex),
        (Kind::Json, _) | (Kind::Yaml, _) if bare.starts_with(['[', '{']) => match first {
            Some(entry) => text[entry.span.start..].starts_with('{').then_some(Shape::Json),
            None => (bare.starts_with('[') && bare[1..].trim() == "]").then_some(Shape::Json),
        },
        (Kind::Json, _) => None,
        (Kind::Yaml, Some(entry)) => match before(text, entry.span.start).trim() {
            "-" => Some(Shape::CslYaml),
            "" => Some(Shape::Hayagriva),
            _ => None,
        },
        (Kind::Yaml, None) => {
            let is_empty = bare.lines().all(|it| it.trim().is_empty() || it.starts_with('#') || it == "---");
            is_empty.then_some(Shape::Hayagriva)
        }
    }
}

pub(super) fn line_start(text: &str, at: usize) -> usize {
    text[..at].rfind('\n').map_or(0, |it| it + 1)
}

/// What stands before a place on its line.
pub(super) fn before(text: &str, at: usize) -> &str {
    &text[line_start(text, at)..at]
}

/// The white space that a line begins with.
pub(super) fn indent(text: &str, at: usize) -> &str {
    let line = before(text, at);
    &line[..line.len() - line.trim_start().len()]
}

fn without_mark(text: &str) -> &str {
    text.strip_prefix('\u{feff}').unwrap_or(text)
}

/// With the line breaks that a text has.
pub(super) fn broken_as(text: &str, words: &str) -> String {
    match text.contains("\r\n") {
        true => words.replace("\r\n", "\n").replace('\n', "\r\n"),
        false => words.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::sources::lists::{Date, Person, Role, read};

    fn draft() -> Draft {
        Draft {
            key: "varo-ferry".to_owned(),
            authors: vec![
                Person { family: "de la Cruz".into(), given: "Ana".into(), ..Person::default() },
                Person { family: "Harbour & Sons".into(), ..Person::default() },
            ],
            title: Some("Ferries & “trains” are late: 50%".to_owned()),
            outlet: Some("varo.example".to_owned()),
            date: Date::of_parts(&[2024, 10, 28]),
            url: Some("https://varo.example/2024/10/28/a_b?c=d&e=%20".to_owned()),
            doi: None,
            accessed: Date::of_parts(&[2026, 11, 25]),
        }
    }

    /// What the tests change: a list in every shape, and one of each without entries.
    const LISTS: &[(Kind, &str)] = &[
        (Kind::Bibtex, "@misc{cho,\n  title = {One}\n}\n\n@misc{ana, title = {Two},}\n"),
        (Kind::Bibtex, "\u{feff}@misc{cho, title = {One}} @misc{ana}"),
        (Kind::Bibtex, "@misc{cho,\r\n  title = {One}\r\n}\r\n@misc{ana}\r\n"),
        (Kind::Json, "[\n  {\"id\": \"cho\", \"title\": \"One\"},\n  {\n    \"id\": \"ana\"\n  }\n]\n"),
        (Kind::Json, "{\"items\": [{\"id\": \"cho\", \"title\": \"One\"}, {\"id\": \"ana\"}]}"),
        (Kind::Yaml, "cho:\n  type: web\n  title: One\n\nana:\n  type: web # seen\n"),
        (Kind::Yaml, "references:\n  - id: cho\n    title: One\n  - id: ana\n    title: Two\n"),
        (Kind::Yaml, "- id: cho\n  title: One\n- id: ana"),
        (Kind::Bibtex, ""),
        (Kind::Json, "[ ]\n"),
        (Kind::Yaml, "# Sources"),
    ];

    fn apply(text: &str, edit: &Edit) -> String {
        let mut out = text.to_owned();
        out.replace_range(edit.span.start..edit.span.end, &edit.text);
        out
    }

    #[test]
    fn an_entry_more_is_read_as_it_was_meant() {
        for (kind, text) in LISTS {
            let before = read(*kind, text);
            let after = apply(text, &add(*kind, text, &before, &draft()).unwrap());
            let list = read(*kind, &after);
            assert_eq!(list.problems, [], "{after}");
            let [entry, rest @ ..] = &list.entries[..] else { panic!("{after}") };
            assert_eq!(rest.len(), before.entries.len(), "{after}");
            let draft = draft();
            assert_eq!(entry.key, draft.key);
            assert_eq!(entry.people(Role::Author), draft.authors, "{after}");
            assert_eq!(entry.words(Role::Title), draft.title.as_deref(), "{after}");
            assert_eq!(entry.words(Role::Outlet), draft.outlet.as_deref(), "{after}");
            assert_eq!(entry.words(Role::Url), draft.url.as_deref(), "{after}");
            assert_eq!(entry.date(Role::Date), draft.date, "{after}");
            assert_eq!(entry.date(Role::Accessed), draft.accessed, "{after}");
            assert_eq!(after.contains("\r\n"), text.contains("\r\n"));
        }
    }

    #[test]
    fn what_no_list_looks_like_is_left_alone() {
        for (kind, text) in [
            (Kind::Json, "{\"cho\": {\"type\": \"web\"}}"),
            (Kind::Json, "nothing"),
            (Kind::Yaml, "references: [{id: cho}]"),
            (Kind::Yaml, "title: A desk\n"),
        ] {
            let list = read(kind, text);
            assert_eq!(add(kind, text, &list, &draft()), None, "{text}");
        }
    }

    #[test]
    fn odd_keys_are_written_so_that_they_are_read_again_or_not_at_all() {
        for key in ["cho:24", "24", "10.1000/x", "a, b", "é#2", "a{b", "true"] {
            for (kind, text) in LISTS {
                let odd = Draft { key: key.to_owned(), ..draft() };
                let Some(edit) = add(*kind, text, &read(*kind, text), &odd) else { continue };
                let list = read(*kind, &apply(text, &edit));
                assert_eq!((list.entries[0].key.as_str(), list.problems.len()), (key, 0));
            }
        }
    }
}
