use super::{Field, Problem, Role, Value, dates};
use crate::text::Span;

/// How deep trees may be; no list of sources needs a quarter of it.
pub const DEPTH: usize = 64;

/// A value of a JSON or YAML file with its place.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Tree {
    pub span: Span,
    pub node: Node,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Node {
    Empty,
    /// A string, a number or a switch, as written.
    Words(String),
    List(Vec<Tree>),
    Map(Vec<Member>),
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Member {
    pub name: String,
    pub name_span: Span,
    pub value: Tree,
}

impl Tree {
    /// A member by its name in any case.
    pub fn get(&self, name: &str) -> Option<&Tree> {
        self.members().iter().find(|it| it.name.eq_ignore_ascii_case(name)).map(|it| &it.value)
    }

    pub fn members(&self) -> &[Member] {
        match &self.node {
            Node::Map(members) => members,
            _ => &[],
        }
    }

    /// The items of a list; of anything else that is not empty, itself.
    pub fn items(&self) -> &[Tree] {
        match &self.node {
            Node::List(items) => items,
            Node::Empty => &[],
            _ => std::slice::from_ref(self),
        }
    }

    pub fn word(&self) -> Option<&str> {
        match &self.node {
            Node::Words(words) => Some(words),
            _ => None,
        }
    }

    /// The strings of a list, or the one string.
    pub fn words(&self) -> impl Iterator<Item = (&str, Span)> {
        self.items().iter().filter_map(|it| Some((it.word()?, it.span)))
    }
}

impl Member {
    /// A field with a value in words; dates are read where the role is one.
    pub fn field(&self, role: Role, words: &str, span: Span) -> Field {
        let words = words.split_whitespace().collect::<Vec<_>>().join(" ");
        let date = if role.is_date() { dates::parse(&words) } else { None };
        self.valued(role, span, date.map_or(Value::Words(words), Value::Date))
    }

    pub fn valued(&self, role: Role, span: Span, value: Value) -> Field {
        Field { role, name: self.name.to_ascii_lowercase(), name_span: self.name_span, span, value }
    }
}

/// A problem at a place.
pub fn problem(span: Span, message: impl Into<String>) -> Problem {
    Problem { span, message: message.into() }
}
