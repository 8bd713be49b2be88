//! Lists of sources: what the writer keeps about who can be cited.
//!
//! Four kinds of file and one kind of front matter become the same [`Entry`]s. The lists are
//! written by hand and by many programs, so reading is tolerant: whatever is wrong with one entry
//! is a [`Problem`] at its place, and all others stay. Every entry and every field knows its bytes,
//! so that jumps, renames and findings point into the file.

mod again;
mod bibtex;
mod csl;
mod dates;
mod drafts;
mod edits;
mod hayagriva;
mod joining;
mod json;
mod latex;
mod pages;
mod people;
mod removal;
mod roles;
mod tree;
mod yaml;

#[cfg(test)]
mod tests;

pub use dates::{Date, month, parse as date};
pub use drafts::{Draft, iso};
pub use edits::add;
pub use joining::{Joined, join};
pub use pages::{archive, looked_at};
pub use people::{Person, in_order as person};
pub use removal::{lifted, remove};
pub use roles::Role;

use crate::text::Span;
use tree::Node;

/// A list of sources as read.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct List {
    /// In the order of the file; the same key may stand there twice.
    pub entries: Vec<Entry>,
    pub problems: Vec<Problem>,
}

/// Something that could not be read, and what was made of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Problem {
    pub span: Span,
    pub message: String,
}

/// One source of a list. Spans count in bytes of the file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Entry {
    pub key: String,
    pub key_span: Span,
    pub span: Span,
    /// The type as the file has it, in lower case: "online", "article-newspaper", "web".
    pub kind: String,
    pub fields: Vec<Field>,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Field {
    pub role: Role,
    /// As the file has it, in lower case.
    pub name: String,
    pub name_span: Span,
    /// Of the value, quotes and braces included.
    pub span: Span,
    pub value: Value,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Value {
    /// As a reader would read it: no braces, no commands.
    Words(String),
    People(Vec<Person>),
    Date(Date),
}

/// What a list is written in.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Kind {
    /// BibTeX and BibLaTeX.
    Bibtex,
    Json,
    Yaml,
}

impl Kind {
    /// By a file's name; none when no list is kept in such files.
    pub fn of_path(path: &std::path::Path) -> Option<Kind> {
        let ending = path.extension()?.to_str()?.to_ascii_lowercase();
        match ending.as_str() {
            "bib" | "bibtex" | "biblatex" => Some(Kind::Bibtex),
            "json" => Some(Kind::Json),
            "yml" | "yaml" => Some(Kind::Yaml),
            _ => None,
        }
    }
}

/// Words without capitals, marks and dashes: equal for two ways to write one title.
pub fn folded(words: &str) -> String {
    let words = words.split(|it: char| !it.is_alphanumeric()).filter(|it| !it.is_empty());
    words.map(str::to_lowercase).collect::<Vec<_>>().join(" ")
}

/// Reads a list. Never fails: what cannot be read is a problem beside the entries that can.
pub fn read(kind: Kind, text: &str) -> List {
    match kind {
        Kind::Bibtex => bibtex::read(text),
        Kind::Json => {
            let mut problems = Vec::new();
            let trees = json::read(text, &mut problems).into_iter().collect();
            of_trees(text, trees, problems)
        }
        // In brackets, and no YAML: the reader of JSON makes more of it.
        Kind::Yaml
            if text.trim_start_matches('\u{feff}').trim_start().starts_with(['{', '['])
                && !yaml::is_whole(text) =>
        {
            read(Kind::Json, text)
        }
        Kind::Yaml => {
            let mut problems = Vec::new();
            let trees = yaml::read(text, 0, &mut problems);
            of_trees(text, trees, problems)
        }
    }
}

/// The same after a change: `before` is the text that `list` was read from. A key that is pressed in a list of
/// thousands is felt otherwise.
pub fn read_after(kind: Kind, (before, list): (&str, &List), now: &str) -> List {
    match kind {
        Kind::Bibtex => again::bibtex(before, list, now),
        Kind::Json | Kind::Yaml => read(kind, now),
    }
}

/// The sources under `references:` in an article's front matter, and the lists that its
/// `bibliography:` names, each with its place.
pub fn front_matter(text: &str) -> (List, Vec<(String, Span)>) {
    let Some(span) = yaml::front_matter(text) else { return Default::default() };
    let mut problems = Vec::new();
    let trees = yaml::read(span.of(text), span.start, &mut problems);
    let mut list = List::default();
    let mut named = Vec::new();
    for tree in &trees {
        if let Some(references) = tree.get("references") {
            csl::items(references, &mut list);
        }
        let bibliography = tree.get("bibliography");
        named.extend(
            bibliography.into_iter().flat_map(tree::Tree::words).map(|(it, span)| (it.to_owned(), span)),
        );
    }
    bare_keys(text, &mut list);
    // What is wrong elsewhere in front matter is no business of a list.
    list.problems.append(&mut problems.into_iter().filter(|_| !list.entries.is_empty()).collect());
    (list, named)
}

/// Where front matter stands, between its marks.
pub fn front_matter_of(text: &str) -> Option<Span> {
    yaml::front_matter(text)
}

/// The lists that the settings of a project name, in YAML: `bibliography:`, also for one output or one part of it.
pub fn bibliographies(text: &str) -> Vec<String> {
    const DEEP: usize = 4;
    let trees = yaml::read(text, 0, &mut Vec::new());
    let mut open: Vec<(&tree::Tree, usize)> = trees.iter().map(|it| (it, 0)).collect();
    let mut out = Vec::new();
    while let Some((tree, depth)) = open.pop() {
        for member in tree.members() {
            match member.name.as_str() {
                "bibliography" | "bibtex_bibfiles" => {
                    out.extend(member.value.words().map(|it| it.0.to_owned()));
                }
                _ if depth < DEEP => open.push((&member.value, depth + 1)),
                _ => {}
            }
        }
    }
    out
}

/// What the front matter of a source text says about the text itself.
pub fn about(text: &str) -> Vec<Field> {
    let Some(span) = yaml::front_matter(text) else { return Vec::new() };
    let trees = yaml::read(span.of(text), span.start, &mut Vec::new());
    trees.iter().flat_map(hayagriva::fields).collect()
}

/// Which of the list formats a tree is shows in its outermost shape.
fn of_trees(text: &str, trees: Vec<tree::Tree>, problems: Vec<Problem>) -> List {
    let mut list = List { entries: Vec::new(), problems };
    for tree in &trees {
        let listed = ["references", "items"].iter().find_map(|it| tree.get(it));
        match (&tree.node, listed) {
            (Node::List(_), _) => csl::items(tree, &mut list),
            (_, Some(items @ tree::Tree { node: Node::List(_), .. })) => csl::items(items, &mut list),
            (Node::Map(_), _) => hayagriva::entries(tree, &mut list),
            (Node::Words(_) | Node::Empty, _) => {}
        }
    }
    bare_keys(text, &mut list);
    list
}

/// The quotation marks around a key are no part of it.
fn bare_keys(text: &str, list: &mut List) {
    for entry in &mut list.entries {
        if entry.key_span.len() > 1 && entry.key_span.of(text).starts_with(['"', '\'']) {
            entry.key_span = Span::new(entry.key_span.start + 1, entry.key_span.end - 1);
        }
    }
}

impl Entry {
    /// The keys that it may be cited by beside its own: `ids = {old, older}`.
    pub fn other_keys(&self) -> Vec<&str> {
        let fields = self.fields.iter().filter(|it| it.name == "ids");
        let words = fields.filter_map(|it| match &it.value {
            Value::Words(words) => Some(words.split(',').map(str::trim)),
            _ => None,
        });
        words.flatten().filter(|it| !it.is_empty()).collect()
    }

    /// The first field of a role.
    pub fn field(&self, role: Role) -> Option<&Field> {
        self.fields.iter().find(|it| it.role == role)
    }

    /// What a field says in words; none when it is missing or empty.
    pub fn words(&self, role: Role) -> Option<&str> {
        self.fields.iter().filter(|it| it.role == role).find_map(|it| match &it.value {
            Value::Words(words) if !words.is_empty() => Some(words.as_str()),
            _ => None,
        })
    }

    pub fn people(&self, role: Role) -> &[Person] {
        let people = self.fields.iter().filter(|it| it.role == role).find_map(|it| match &it.value {
            Value::People(people) => Some(people.as_slice()),
            _ => None,
        });
        people.unwrap_or_default()
    }

    pub fn date(&self, role: Role) -> Option<Date> {
        self.fields.iter().filter(|it| it.role == role).find_map(|it| match it.value {
            Value::Date(date) => Some(date),
            _ => None,
        })
    }
}
