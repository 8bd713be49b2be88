//! CSL items, in JSON or YAML: what Zotero, pandoc and many sites export.

use std::borrow::Cow;

use super::{
    Entry, Field, List, Role, Value,
    dates::{self, Date},
    people,
    tree::{Member, Node, Tree, problem},
};

/// Reads item by item; an item that is none is a problem, and the others stay.
pub fn items(tree: &Tree, list: &mut List) {
    for item in tree.items() {
        let key = ["citation-key", "id"].iter().find_map(|it| {
            let member = item.members().iter().find(|member| member.name.eq_ignore_ascii_case(it))?;
            Some((member.value.word()?.trim().to_owned(), member.value.span)).filter(|it| !it.0.is_empty())
        });
        match (&item.node, key) {
            (Node::Map(_), Some((key, key_span))) => {
                let kind = item.get("type").and_then(Tree::word).unwrap_or_default().to_lowercase();
                let fields = item.members().iter().flat_map(fields).collect();
                list.entries.push(Entry { key, key_span, span: item.span, kind, fields });
            }
            (Node::Map(_), None) => {
                list.problems.push(problem(item.span, "This source has no “id”: nothing can cite it."));
            }
            _ => list.problems.push(problem(item.span, "This is no source: it is left out.")),
        }
    }
}

fn fields(member: &Member) -> Vec<Field> {
    let role = Role::of(&member.name.to_ascii_lowercase());
    let value = &member.value;
    match (&value.node, role) {
        // What programs of the writer's own put under "custom" are fields like others.
        (Node::Map(members), _) if member.name.eq_ignore_ascii_case("custom") => {
            members.iter().flat_map(fields).collect()
        }
        (_, _) if role.is_people() => {
            let people = value.items().iter().filter_map(people::of_csl).collect();
            vec![member.valued(role, value.span, Value::People(people))]
        }
        (_, _) if role.is_date() && is_map(value.items().first()) => {
            // Of a range the start, also where pandoc writes two dates.
            let date = value.items().first().and_then(date);
            date.map(|it| member.valued(role, value.span, Value::Date(it))).into_iter().collect()
        }
        (Node::Words(_) | Node::List(_), Role::Url | Role::Doi | Role::Text | Role::Archive) => {
            value.words().map(|(words, span)| member.field(role, words, span)).collect()
        }
        (Node::Words(_) | Node::List(_), _) => {
            value.words().map(|(words, span)| member.field(role, &shown(words), span)).collect()
        }
        (Node::Map(_) | Node::Empty, _) => Vec::new(),
    }
}

/// The words of what may hold HTML: Zotero writes italics into titles, and sites leave entities in them.
fn shown(words: &str) -> Cow<'_, str> {
    const TAGS: &[&str] = &["i", "b", "em", "strong", "sub", "sup", "sc", "span"];
    const ENTITIES: &[(&str, &str)] = &[
        ("&lt;", "<"),
        ("&gt;", ">"),
        ("&quot;", "\""),
        ("&#39;", "'"),
        ("&apos;", "'"),
        ("&nbsp;", " "),
        ("&ndash;", "–"),
        ("&mdash;", "—"),
        ("&amp;", "&"),
    ];
    if !words.contains(['<', '&']) {
        return Cow::Borrowed(words);
    }
    let mut out = String::with_capacity(words.len());
    let mut rest = words;
    while let Some(at) = rest.find('<') {
        out.push_str(&rest[..at]);
        rest = &rest[at..];
        let tag = rest.find('>').map(|it| &rest[1..it]).unwrap_or_default();
        let name = tag.trim_start_matches('/').split([' ', '/']).next().unwrap_or_default();
        let length = if TAGS.contains(&name.to_ascii_lowercase().as_str()) { tag.len() + 2 } else { 1 };
        out.push_str(if length == 1 { "<" } else { "" });
        rest = &rest[length..];
    }
    out.push_str(rest);
    Cow::Owned(ENTITIES.iter().fold(out, |out, (code, sign)| out.replace(code, sign)))
}

fn is_map(tree: Option<&Tree>) -> bool {
    tree.is_some_and(|it| matches!(it.node, Node::Map(_)))
}

/// `{"date-parts": [[2024, 10, 28], …]}`, of a range the start; else its words.
fn date(tree: &Tree) -> Option<Date> {
    let parts = tree.get("date-parts").and_then(|it| it.items().first()).map(|it| {
        let numbers = it.words().map_while(|(it, _)| it.trim().parse().ok());
        numbers.collect::<Vec<i64>>()
    });
    let named = |names: &[&str]| names.iter().find_map(|it| tree.get(it)?.word()).and_then(dates::parse);
    let month_day = |it: &str| tree.get(it).and_then(Tree::word).and_then(|it| it.parse().ok()).unwrap_or(0);
    let apart = || {
        let year = tree.get("year")?.word()?.parse().ok()?;
        Date::of_parts(&[year, month_day("month"), month_day("day")])
    };
    parts.and_then(|it| Date::of_parts(&it)).or_else(|| named(&["raw", "literal"])).or_else(apart)
}

#[cfg(test)]
mod tests {
    use super::shown;

    #[test]
    fn italics_and_entities_of_a_title_are_words() {
        for (written, read) in [
            ("The <i>Varo</i> at 5 &lt; 6 &amp; more", "The Varo at 5 < 6 & more"),
            ("CO<sub>2</sub> <span class=\"nocase\">in Varo</span>", "CO2 in Varo"),
            ("Who said &quot;late&quot;? Cho &amp;amp; Voss", "Who said \"late\"? Cho &amp; Voss"),
            ("a < b > c, <unknown> and <", "a < b > c, <unknown> and <"),
        ] {
            assert_eq!(shown(written), read);
        }
    }
}
