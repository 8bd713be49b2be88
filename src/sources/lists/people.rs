use super::{
    latex,
    tree::{Node, Tree},
};

/// An author, an editor: a person or a body.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Person {
    /// With its particles: "de la Cruz". Of a body its whole name.
    pub family: String,
    /// Empty for a body.
    pub given: String,
    /// "Jr."
    pub suffix: String,
}

impl std::fmt::Display for Person {
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let parts = [&self.given, &self.family, &self.suffix];
        let parts: Vec<&str> = parts.into_iter().map(String::as_str).filter(|it| !it.is_empty()).collect();
        out.write_str(&parts.join(" "))
    }
}

/// The people in "Cho, Ana and {Harbour Office} and others", braces and commands included.
pub fn of_bibtex(value: &str) -> Vec<Person> {
    let names = split(value, " and ").into_iter().map(str::trim);
    names.filter(|it| !it.is_empty() && *it != "others").map(bibtex_name).collect()
}

/// A name as Hayagriva has it: "Cho, Ana", or its parts.
pub fn of_hayagriva(tree: &Tree) -> Option<Person> {
    match &tree.node {
        Node::Words(name) => Some(of_inverted(name)),
        Node::Map(_) => {
            let part = |name: &str| tree.get(name).and_then(Tree::word).unwrap_or_default();
            let name = joined([part("prefix"), part("name")]);
            Some(Person { family: name, given: part("given-name").into(), suffix: part("suffix").into() })
        }
        Node::Empty | Node::List(_) => None,
    }
    .filter(|it| !it.family.is_empty() || !it.given.is_empty())
}

/// A name as CSL has it.
pub fn of_csl(tree: &Tree) -> Option<Person> {
    let part = |name: &str| tree.get(name).and_then(Tree::word).unwrap_or_default();
    let person = match &tree.node {
        Node::Words(name) => of_inverted(name),
        Node::Map(_) if !part("literal").is_empty() => {
            Person { family: part("literal").into(), ..Person::default() }
        }
        Node::Map(_) => Person {
            family: joined([part("non-dropping-particle"), part("family")]),
            given: joined([part("given"), part("dropping-particle")]),
            suffix: part("suffix").into(),
        },
        Node::Empty | Node::List(_) => return None,
    };
    Some(person).filter(|it| !it.family.is_empty() || !it.given.is_empty())
}

fn of_inverted(name: &str) -> Person {
    let mut parts = name.splitn(3, ',').map(|it| it.trim().to_owned());
    let family = parts.next().unwrap_or_default();
    let (given, suffix) = (parts.next().unwrap_or_default(), parts.next().unwrap_or_default());
    Person { family, given, suffix }
}

fn bibtex_name(name: &str) -> Person {
    if name.starts_with('{') && name.ends_with('}') && closes_at_its_end(name) {
        return Person { family: latex::clean(name), ..Person::default() };
    }
    let clean = |it: &&str| latex::clean(it.trim());
    if name.contains("family=") || name.contains("family =") {
        return extended(name);
    }
    match split(name, ",").as_slice() {
        [family, given] => Person { family: clean(family), given: clean(given), suffix: String::new() },
        [family, suffix, given, ..] => {
            Person { family: clean(family), given: clean(given), suffix: clean(suffix) }
        }
        _ => in_order(&latex::clean(name)),
    }
}

/// "Ana de la Cruz": the family name begins at the first word in lower case, else it is the last word.
pub fn in_order(name: &str) -> Person {
    let words: Vec<&str> = name.split_whitespace().collect();
    let Some(last) = words.len().checked_sub(1) else { return Person::default() };
    let particle = words[..last].iter().skip(1).position(|it| it.starts_with(char::is_lowercase));
    let family = particle.map_or(last, |it| it + 1);
    Person { family: words[family..].join(" "), given: words[..family].join(" "), suffix: String::new() }
}

/// BibLaTeX's "family=Cruz, given=Ana, prefix={de la}".
fn extended(name: &str) -> Person {
    let part = |wanted: &str| {
        let parts = split(name, ",");
        let found = parts.iter().filter_map(|it| it.split_once('=')).find(|(name, _)| name.trim() == wanted);
        found.map(|(_, value)| latex::clean(value.trim())).unwrap_or_default()
    };
    Person {
        family: joined([&part("prefix"), &part("family")]),
        given: part("given"),
        suffix: part("suffix"),
    }
}

fn joined(parts: [&str; 2]) -> String {
    parts.into_iter().filter(|it| !it.is_empty()).collect::<Vec<_>>().join(" ")
}

fn closes_at_its_end(name: &str) -> bool {
    let mut depth = 0usize;
    name.char_indices().all(|(at, char)| {
        match char {
            '{' => depth += 1,
            '}' => depth = depth.saturating_sub(1),
            _ => {}
        }
        depth > 0 || at + 1 == name.len()
    })
}

/// Splits outside braces; any white space stands for a space of the separator.
fn split<'a>(text: &'a str, separator: &str) -> Vec<&'a str> {
    let mut depth = 0usize;
    let (mut out, mut from) = (Vec::new(), 0);
    let bytes = text.as_bytes();
    let mut at = 0;
    while at < bytes.len() {
        match bytes[at] {
            b'{' => depth += 1,
            b'}' => depth = depth.saturating_sub(1),
            _ if depth == 0 && stands_at(&bytes[at..], separator) => {
                out.push(&text[from..at]);
                // The space after one "and" may stand before the next.
                at += separator.len() - usize::from(separator.ends_with(' '));
                from = at;
                continue;
            }
            _ => {}
        }
        at += 1;
    }
    out.push(text.get(from..).unwrap_or_default());
    out
}

fn stands_at(bytes: &[u8], separator: &str) -> bool {
    let separator = separator.bytes();
    bytes.len() >= separator.len()
        && separator.zip(bytes).all(|(wanted, byte)| {
            if wanted == b' ' { byte.is_ascii_whitespace() } else { byte.eq_ignore_ascii_case(&wanted) }
        })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn names(value: &str) -> Vec<(String, String, String)> {
        of_bibtex(value).into_iter().map(|it| (it.given, it.family, it.suffix)).collect()
    }

    fn is(value: &str, given: &str, family: &str, suffix: &str) {
        assert_eq!(names(value), [(given.to_owned(), family.to_owned(), suffix.to_owned())], "{value}");
    }

    #[test]
    fn particles_belong_to_the_family_name() {
        is("de la Cruz, Ana", "Ana", "de la Cruz", "");
        is("Ana de la Cruz", "Ana", "de la Cruz", "");
        is("Ana Maria Cho", "Ana Maria", "Cho", "");
        is("Cho, Jr., Ben", "Ben", "Cho", "Jr.");
        is("family=Cruz, given=Ana, prefix={de la}", "Ana", "de la Cruz", "");
        is("Ruiz-O{\\'e}, Lu{\\'\\i}s", "Luís", "Ruiz-Oé", "");
    }

    #[test]
    fn a_body_in_braces_is_one_name() {
        is("{Harbour and Ferries Office}", "", "Harbour and Ferries Office", "");
        assert_eq!(
            of_bibtex("Cho, Ana and\n  {Harbour and Ferries Office} and others")
                .iter()
                .map(Person::to_string)
                .collect::<Vec<_>>(),
            ["Ana Cho", "Harbour and Ferries Office"]
        );
        assert_eq!(names("{Ana} {Cho}"), [("Ana".to_owned(), "Cho".to_owned(), String::new())]);
    }

    #[test]
    fn odd_names_are_no_trouble() {
        for odd in ["", " and ", "and", "and and and", ",", ",,,", "{", "}", "{{{", "\\", " and and ", "é"] {
            of_bibtex(odd);
        }
        assert_eq!(names("Cho, Ana and and Voss, Ben").len(), 2);
    }
}
