//! Hayagriva, the source lists of Typst: a map from keys to sources.

use super::{
    Entry, Field, List, Role, Value, people,
    tree::{Member, Node, Tree, problem},
};

pub fn entries(tree: &Tree, list: &mut List) {
    for member in tree.members() {
        let (key, key_span) = (member.name.clone(), member.name_span);
        if !matches!(member.value.node, Node::Map(_)) {
            let span = key_span.join(member.value.span);
            list.problems.push(problem(span, format!("“{key}” has no fields: it is left out.")));
            continue;
        }
        let kind = member.value.get("type").and_then(Tree::word).unwrap_or_default().to_lowercase();
        let span = key_span.join(member.value.span);
        list.entries.push(Entry { key, key_span, span, kind, fields: fields(&member.value) });
    }
}

/// The fields of one source; those of what it is part of stand behind its own.
pub fn fields(tree: &Tree) -> Vec<Field> {
    let is_parent = |it: &&Member| it.name.eq_ignore_ascii_case("parent");
    let own = tree.members().iter().filter(|it| !is_parent(it)).flat_map(field);
    let parent = tree.get("parent").and_then(|it| it.items().first());
    own.chain(parent.into_iter().flat_map(of_parent)).collect()
}

fn field(member: &Member) -> Vec<Field> {
    let role = Role::of(&member.name.to_ascii_lowercase());
    let value = &member.value;
    let named = |name: &str, role: Role| {
        let found = value.get(name).and_then(|it| Some((it.word()?, it.span)));
        found.map(|(words, span)| member.field(role, words, span))
    };
    match (&value.node, role) {
        (_, role) if role.is_people() => {
            let people = value.items().iter().filter_map(people::of_hayagriva).collect();
            vec![member.valued(role, value.span, Value::People(people))]
        }
        (Node::Map(_), Role::Url) => {
            named("value", Role::Url).into_iter().chain(named("date", Role::Accessed)).collect()
        }
        (Node::Map(_), Role::Publisher) => {
            named("name", role).into_iter().chain(named("location", Role::Place)).collect()
        }
        (Node::Map(_), Role::Title) => named("value", role).into_iter().collect(),
        (Node::Map(_), _) if member.name.eq_ignore_ascii_case("serial-number") => {
            named("doi", Role::Doi).into_iter().collect()
        }
        (Node::Words(_) | Node::List(_), _) => {
            value.words().map(|(words, span)| member.field(role, words, span)).collect()
        }
        (Node::Map(_) | Node::Empty, _) => Vec::new(),
    }
}

/// What a source has from the newspaper or book it stands in.
fn of_parent(parent: &Tree) -> Vec<Field> {
    let inherited = fields(parent).into_iter().filter_map(|it| {
        let role = match it.role {
            Role::Title => Role::Outlet,
            Role::Volume | Role::Issue | Role::Publisher | Role::Place | Role::Date | Role::Editor => it.role,
            _ => return None,
        };
        Some(Field { role, ..it })
    });
    inherited.collect()
}
