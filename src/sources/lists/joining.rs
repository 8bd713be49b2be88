//! Two entries that become one.

use super::{
    Entry, Field, Kind, List, Role, Value,
    drafts::quoted,
    edits::{before, broken_as, indent, line_start},
    folded, json, read,
    removal::{applied, last_line, line_end, removal, same},
    tree::{Node, Tree},
};
use crate::text::Edit;

/// Two entries made one, and what only the second said and the first could not take over.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Joined {
    pub edits: Vec<Edit>,
    pub lost: Vec<String>,
}

/// Takes the second entry out and gives the first what only the second says. None where the list would break.
pub fn join(kind: Kind, text: &str, list: &List, first: usize, second: usize) -> Option<Joined> {
    let (one, other) = (list.entries.get(first)?, list.entries.get(second)?);
    let removal = removal(kind, text, other)?;
    let told = members(kind, text, one);
    let fresh = members(kind, text, other).into_iter().filter(|it| {
        !NAMES.contains(&it.0.as_str()) && told.iter().all(|mine| mine.0 != it.0) && is_news(one, &it.0)
    });
    let fresh: Vec<String> = fresh.map(|it| it.1).collect();
    let added = (!fresh.is_empty()).then(|| append(kind, text, one, &fresh)).flatten();
    let tries = [added.map(|it| vec![it, removal.clone()]), Some(vec![removal])];
    tries.into_iter().flatten().find_map(|edits| {
        let after = read(kind, &applied(text, &edits));
        let at = first - usize::from(second < first);
        let whole = after.entries.get(at)?;
        let rest = (0..list.entries.len()).filter(|it| ![first, second].contains(it));
        let others = (0..after.entries.len()).filter(|it| *it != at).map(|it| &after.entries[it]);
        let is_right = after.problems.len() <= list.problems.len()
            && whole.key == one.key
            && one.fields.iter().all(|it| whole.fields.iter().any(|new| new.value == it.value))
            && same(rest.map(|it| &list.entries[it]), others);
        is_right.then(|| Joined { edits, lost: lost(whole, other) })
    })
}

/// What an entry is called, not what it says.
const NAMES: &[&str] = &["id", "citation-key", "type"];

/// Whether an entry says nothing about this yet.
fn is_news(entry: &Entry, name: &str) -> bool {
    let role = match name {
        "month" | "day" => Role::Date,
        name => Role::of(name),
    };
    match role {
        Role::Other => entry.fields.iter().all(|it| it.name != name),
        role => entry.field(role).is_none(),
    }
}

/// What the second entry said otherwise or alone, by the names of its fields.
fn lost(whole: &Entry, other: &Entry) -> Vec<String> {
    let is_gone = |it: &&Field| {
        let kept = match it.role {
            Role::Other if NAMES.contains(&it.name.as_str()) => return false,
            Role::Other => whole.fields.iter().find(|kept| kept.name == it.name),
            role => whole.field(role),
        };
        kept.is_none_or(|kept| !is_same(it.role, &kept.value, &it.value))
    };
    let mut names: Vec<String> = other.fields.iter().filter(is_gone).map(|it| it.name.clone()).collect();
    names.dedup();
    names
}

/// Capitals, marks and dashes are no difference in a title or a name; a day that is less exact is none either.
fn is_same(role: Role, one: &Value, other: &Value) -> bool {
    let dashed = |it: &str| it.replace(['–', '—'], "-").replace("--", "-");
    match (one, other) {
        (Value::Words(one), Value::Words(other)) => match role {
            Role::Title | Role::Outlet | Role::Publisher => folded(one) == folded(other),
            _ => dashed(one) == dashed(other),
        },
        (Value::Date(one), Value::Date(other)) => {
            one == other || one.year == other.year && other.month.is_none()
        }
        _ => one == other,
    }
}

pub(super) fn member(kind: Kind, name: &str, value: &str) -> String {
    match kind {
        Kind::Bibtex => format!("{name} = {{{value}}}"),
        Kind::Json => format!("\"{name}\": {}", quoted(value)),
        Kind::Yaml => format!("{name}: {}", quoted(value)),
    }
}

/// The fields of an entry as they are written, each with its name in lower case.
fn members(kind: Kind, text: &str, entry: &Entry) -> Vec<(String, String)> {
    let within = entry.span.of(text);
    if kind == Kind::Bibtex {
        let fields = entry.fields.iter();
        return fields.map(|it| (it.name.clone(), it.name_span.join(it.span).of(text).to_owned())).collect();
    }
    if within.starts_with('{') {
        let Some(Tree { node: Node::Map(members), .. }) = json::read(within, &mut Vec::new()) else {
            return Vec::new();
        };
        let members = members
            .into_iter()
            .map(|it| (it.name.to_ascii_lowercase(), it.name_span.join(it.value.span).of(within).to_owned()));
        return members.collect();
    }
    let Some(edge) = edge(text, entry) else { return Vec::new() };
    let start = line_start(text, entry.span.start);
    let mut out: Vec<(String, String)> = Vec::new();
    for (number, line) in text[start..last_line(text, entry)].lines().enumerate() {
        // The dash before the first field of an item.
        let line = if number == 0 { line.replacen('-', " ", 1) } else { line.to_owned() };
        let depth = line.len() - line.trim_start().len();
        let words = line.get(edge..).unwrap_or_default().trim_end();
        match out.last_mut() {
            _ if depth == edge && !words.starts_with(['#', '-']) => {
                let name = words.split(':').next().unwrap_or_default().trim_matches(['"', '\'']);
                out.push((name.to_ascii_lowercase(), words.to_owned()));
            }
            // A list may stand as far to the left as its name.
            Some(last) if depth >= edge => last.1 += &format!("\n{words}"),
            _ => {}
        }
    }
    out
}

/// How far the fields of an entry of YAML stand to the right.
fn edge(text: &str, entry: &Entry) -> Option<usize> {
    let head = before(text, entry.span.start);
    if head.trim() == "-" {
        return Some(head.len());
    }
    let own = indent(text, entry.span.start).len();
    let below = text
        [line_end(text, entry.span.start)..last_line(text, entry).max(line_end(text, entry.span.start))]
        .lines()
        .find(|it| !it.trim().is_empty() && !it.trim_start().starts_with('#'))?;
    let edge = below.len() - below.trim_start().len();
    (edge > own).then_some(edge)
}

/// Fields behind the last of an entry, as it lays out its own.
pub(super) fn append(kind: Kind, text: &str, entry: &Entry, fields: &[String]) -> Option<Edit> {
    let within = entry.span.of(text);
    if kind == Kind::Yaml && !within.starts_with('{') {
        let edge = " ".repeat(edge(text, entry)?);
        let lines = fields.iter().flat_map(|it| it.lines()).map(|it| format!("\n{edge}{it}"));
        return Some(Edit::insert(last_line(text, entry), broken_as(text, &lines.collect::<String>())));
    }
    let inner = within.strip_suffix(['}', ')'])?;
    let body = inner.trim_end();
    let at = entry.span.start + body.len();
    let first = entry.fields.iter().map(|it| it.name_span.start).min();
    let own_line = first.filter(|it| before(text, *it).trim().is_empty() && inner.contains('\n'));
    let gap = own_line.map_or(" ".to_owned(), |it| format!("\n{}", indent(text, it)));
    let is_closed = body.ends_with(',');
    let mut out = String::new();
    for (number, field) in fields.iter().enumerate() {
        out += if number == 0 && (is_closed || body.ends_with('{')) { "" } else { "," };
        out += &gap;
        out += field;
    }
    if is_closed && kind == Kind::Bibtex {
        out.push(',');
    }
    Some(Edit::insert(at, broken_as(text, &out)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn joined(kind: Kind, text: &str, expected: &str, lost: &[&str]) {
        let found = join(kind, text, &read(kind, text), 0, 1).expect(text);
        assert_eq!(applied(text, &found.edits), expected);
        assert_eq!(found.lost, lost);
    }

    #[test]
    fn the_first_entry_learns_what_only_the_second_says() {
        joined(
            Kind::Bibtex,
            "@misc{cho,\n  title = {One},\n  year = 2024\n}\n@misc{ana, title = {Other}, month = may, note = {A {b}}}\n",
            "@misc{cho,\n  title = {One},\n  year = 2024,\n  note = {A {b}}\n}\n",
            &["title", "month"],
        );
        joined(
            Kind::Bibtex,
            "@misc{cho, title = {One},} @misc{ana, doi = {10.1/x}}",
            "@misc{cho, title = {One}, doi = {10.1/x},} ",
            &[],
        );
        joined(
            Kind::Json,
            "[\n  {\n    \"id\": \"cho\"\n  },\n  {\"id\": \"ana\", \"author\": [{\"family\": \"Cho\"}]}\n]\n",
            "[\n  {\n    \"id\": \"cho\",\n    \"author\": [{\"family\": \"Cho\"}]\n  }\n]\n",
            &[],
        );
        joined(
            Kind::Yaml,
            "- id: cho\n  title: One\n\n- id: ana\n  title: Other\n  author:\n  - family: Cho\n    given: Ana\n",
            "- id: cho\n  title: One\n  author:\n  - family: Cho\n    given: Ana\n\n",
            &["title"],
        );
        joined(
            Kind::Yaml,
            "cho:\n  title: One\nana:\n  parent:\n    title: Gazette\n  # Seen.\n  date: 2024\n",
            "cho:\n  title: One\n  parent:\n    title: Gazette\n  # Seen.\n  date: 2024\n",
            &[],
        );
    }

    #[test]
    fn what_is_written_otherwise_is_no_loss() {
        joined(
            Kind::Bibtex,
            "@misc{cho, title = {The Gate – a Study}, year = 2024}\n@misc{ana, title = {the gate: A study}, date = {2024}}\n",
            "@misc{cho, title = {The Gate – a Study}, year = 2024}\n",
            &[],
        );
    }

    #[test]
    fn what_the_second_says_otherwise_is_named() {
        joined(
            Kind::Bibtex,
            "@misc{cho, year = {2024}, pages = {1-2}, note = {C}}\n@misc{ana, date = {2024-05-01}, pages = {12}, note = {C++}}\n",
            "@misc{cho, year = {2024}, pages = {1-2}, note = {C}}\n",
            &["date", "pages", "note"],
        );
    }

    #[test]
    fn what_cannot_be_taken_over_is_named() {
        joined(Kind::Yaml, "- {id: cho}\n- id: ana\n  note: Here\n", "- {id: cho, note: Here}\n", &[]);
        joined(
            Kind::Yaml,
            "cho:\n  url: https://a.example\nana:\n  url: {value: https://a.example, date: 2024-05-01}\n",
            "cho:\n  url: https://a.example\n",
            &["url"],
        );
    }
}
