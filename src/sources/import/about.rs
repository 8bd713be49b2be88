//! What a file says about itself, as fields of a source.

use crate::{
    sources::lists::{Date, Field, Person, Role, Value, person},
    text::Span,
};

/// Who made it; nobody known by name is nobody.
pub fn people(role: Role, people: Vec<Person>) -> Option<Field> {
    let people: Vec<Person> = people.into_iter().filter(|it| !it.family.is_empty()).collect();
    (!people.is_empty()).then(|| field(role, Value::People(people)))
}

pub fn words(role: Role, words: &str) -> Option<Field> {
    let words = words.split_whitespace().collect::<Vec<_>>().join(" ");
    (!words.is_empty()).then(|| field(role, Value::Words(words)))
}

pub fn date(date: Option<Date>) -> Option<Field> {
    date.map(|it| field(Role::Date, Value::Date(it)))
}

/// The names in "By Ana Cho, Ben Voss and Maria de la Cruz".
pub fn names(line: &str) -> Vec<Person> {
    let line = line.trim();
    let line = ["By ", "by ", "BY "].iter().find_map(|it| line.strip_prefix(it)).unwrap_or(line);
    let several = line.replace(" and ", ";").replace(" & ", ";");
    let of_commas: Vec<&str> = several.split([',', ';']).map(str::trim).collect();
    // "Cho, Ana" is one name: of several each has its own words.
    let are_whole = of_commas.iter().all(|it| it.contains(' '));
    let parts: Vec<&str> = if are_whole { of_commas } else { several.split(';').map(str::trim).collect() };
    let parts = parts.into_iter().filter(|it| !it.is_empty() && !it.contains("://"));
    parts
        .map(|it| match it.split_once(',') {
            Some((family, given)) => {
                Person { family: family.trim().into(), given: given.trim().into(), suffix: String::new() }
            }
            None => person(it),
        })
        .collect()
}

/// A field that stands in no list.
fn field(role: Role, value: Value) -> Field {
    Field { role, name: String::new(), name_span: Span::at(0), span: Span::at(0), value }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_read_as_bylines_have_them() {
        for (line, meant) in [
            ("By Ana Cho", "Ana Cho"),
            ("Ana Cho, Ben Voss and Maria de la Cruz", "Ana Cho / Ben Voss / Maria de la Cruz"),
            ("Cho, Ana", "Ana Cho"),
            ("Cho, Ana; Voss, Ben", "Ana Cho / Ben Voss"),
            ("Newsroom", "Newsroom"),
            ("https://varo.example/people/cho", ""),
            ("", ""),
        ] {
            let read: Vec<String> = names(line).iter().map(ToString::to_string).collect();
            assert_eq!(read.join(" / "), meant, "{line}");
        }
    }
}
