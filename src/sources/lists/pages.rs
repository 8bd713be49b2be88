//! Pages of the web that may change: when one was looked at, and where a copy is kept.

use super::{
    Date, Field, Kind, List, Role,
    drafts::{in_parts, iso},
    edits::{before, broken_as, indent},
    joining::{append, member},
    read,
    removal::{applied, line_end},
};
use crate::text::{Edit, Span};

/// Puts in where a copy of the page may be kept, and when it was looked at unless that is said. None where
/// the entry has no address, or a copy already.
pub fn archive(kind: Kind, text: &str, list: &List, index: usize, today: Date) -> Option<Vec<Edit>> {
    let entry = list.entries.get(index)?;
    let address = entry.words(Role::Url).filter(|it| it.starts_with("http"))?;
    let (month, day) = (today.month?, today.day?);
    let copy = format!("https://web.archive.org/web/{:04}{month:02}{day:02}/{address}", today.year);
    if entry.field(Role::Archive).is_some() {
        return None;
    }
    learned(kind, text, list, index, Some(&copy), today)
}

/// Puts in today as the day when the page was looked at. None where the entry has no address, or a day already.
pub fn looked_at(kind: Kind, text: &str, list: &List, index: usize, today: Date) -> Option<Vec<Edit>> {
    let entry = list.entries.get(index)?;
    entry.words(Role::Url).filter(|it| it.starts_with("http"))?;
    if entry.field(Role::Accessed).is_some() {
        return None;
    }
    learned(kind, text, list, index, None, today)
}

/// The day, unless it is said, and a copy. None where the list would break.
fn learned(
    kind: Kind,
    text: &str,
    list: &List,
    index: usize,
    copy: Option<&str>,
    today: Date,
) -> Option<Vec<Edit>> {
    let entry = list.entries.get(index)?;
    let is_hayagriva = kind == Kind::Yaml && before(text, entry.span.start).trim().is_empty();
    let is_open = entry.field(Role::Accessed).is_none();
    let mut fields: Vec<String> = copy.iter().map(|it| member(kind, "archiveurl", it)).collect();
    let mut edits = Vec::new();
    match kind {
        _ if !is_open => {}
        Kind::Bibtex => fields.push(member(kind, "urldate", &iso(today))),
        Kind::Yaml if is_hayagriva => edits.push(beside_address(text, entry.field(Role::Url)?, today)),
        Kind::Yaml if !entry.span.of(text).starts_with('{') => {
            fields.push(format!("accessed: {}", in_parts(today)));
        }
        Kind::Json | Kind::Yaml => fields.push(format!("\"accessed\": {}", in_parts(today))),
    }
    if !fields.is_empty() {
        let appended = append(kind, text, entry, &fields)?;
        match edits.iter_mut().find(|it| it.span == appended.span) {
            Some(edit) => edit.text += &appended.text,
            None => edits.push(appended),
        }
    }
    let after = read(kind, &applied(text, &edits));
    let new = after.entries.get(index)?;
    let is_right = after.problems.len() <= list.problems.len()
        && after.entries.len() == list.entries.len()
        && copy.is_none_or(|it| new.words(Role::Archive) == Some(it))
        && new.words(Role::Url) == entry.words(Role::Url)
        && new.date(Role::Accessed).is_some();
    is_right.then_some(edits)
}

/// Hayagriva keeps with an address when it was looked at.
fn beside_address(text: &str, url: &Field, today: Date) -> Edit {
    let between = &text[url.name_span.end.min(url.span.start)..url.span.start];
    let date = iso(today);
    if between.contains('\n') {
        let end = line_end(text, url.span.end);
        let end = url.span.start + text[url.span.start..end].trim_end().len();
        let line = broken_as(text, &format!("\n{}date: {date}", indent(text, url.span.start)));
        return Edit::insert(end, line);
    }
    if between.contains('{') {
        return Edit::insert(url.span.end, format!(", date: {date}"));
    }
    let edge = " ".repeat(2 + indent(text, url.name_span.start).len());
    let value = url.span.of(text);
    let lines = format!(":\n{edge}value: {value}\n{edge}date: {date}");
    Edit::replace(Span::new(url.name_span.end, url.span.end), broken_as(text, &lines))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_copy_is_named_beside_the_address() {
        let today = Date::of_parts(&[2026, 1, 9]).unwrap();
        let copy = "https://web.archive.org/web/20260109/https://a.example/x?y=1";
        for (kind, text) in [
            (Kind::Bibtex, "@misc{cho,\n  url = {https://a.example/x?y=1},\n}\n@misc{ana}\n"),
            (Kind::Bibtex, "@misc{cho, url = {https://a.example/x?y=1}, urldate = {2024-01-02}}"),
            (Kind::Json, "[{\"id\": \"cho\", \"URL\": \"https://a.example/x?y=1\"}, {\"id\": \"ana\"}]"),
            (Kind::Yaml, "- id: cho\n  URL: https://a.example/x?y=1\n- id: ana\n"),
            (Kind::Yaml, "cho:\n  url: https://a.example/x?y=1\nana:\n  title: Two\n"),
            (Kind::Yaml, "cho:\n  url:\n    value: https://a.example/x?y=1\nana:\n  title: Two\n"),
            (Kind::Yaml, "cho:\n  url: {value: \"https://a.example/x?y=1\"}\n  title: One\n"),
        ] {
            let list = read(kind, text);
            let edits = archive(kind, text, &list, 0, today).expect(text);
            let after = applied(text, &edits);
            let list = read(kind, &after);
            assert_eq!(list.problems, [], "{after}");
            assert_eq!(list.entries[0].words(Role::Archive), Some(copy), "{after}");
            let seen = if text.contains("urldate") { "2024-01-02" } else { "2026-01-09" };
            assert_eq!(list.entries[0].date(Role::Accessed).map(iso).as_deref(), Some(seen), "{after}");
            assert_eq!(archive(kind, &after, &list, 0, today), None, "once is enough");
            assert_eq!(looked_at(kind, &after, &list, 0, today), None, "once is enough");
        }
        for text in ["@misc{cho}", "@misc{cho, url = {TK}}"] {
            assert_eq!(archive(Kind::Bibtex, text, &read(Kind::Bibtex, text), 0, today), None, "{text}");
        }
    }
    #[test]
    fn a_page_was_looked_at_today() {
        let today = Date::of_parts(&[2026, 1, 9]).unwrap();
        for (kind, text, expected) in [
            (
                Kind::Bibtex,
                "@misc{cho,\n  url = {https://a.example/x},\n}\n",
                "@misc{cho,\n  url = {https://a.example/x},\n  urldate = {2026-01-09},\n}\n",
            ),
            (
                Kind::Yaml,
                "cho:\n  url: https://a.example/x\n",
                "cho:\n  url:\n    value: https://a.example/x\n    date: 2026-01-09\n",
            ),
        ] {
            let edits = looked_at(kind, text, &read(kind, text), 0, today).expect(text);
            assert_eq!(applied(text, &edits), expected);
        }
    }
}
