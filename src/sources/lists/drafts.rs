//! A source that no list has yet, as each kind of list writes it.

use serde_json::json;

use super::{Date, Person};

/// A source that is to be put into a list.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Draft {
    pub key: String,
    /// Whose names are on it.
    pub authors: Vec<Person>,
    pub title: Option<String>,
    pub outlet: Option<String>,
    pub date: Option<Date>,
    pub url: Option<String>,
    pub doi: Option<String>,
    /// When it was looked at.
    pub accessed: Option<Date>,
}

impl Draft {
    pub(super) fn bibtex(&self) -> String {
        let address = |it: &String| it.replace('{', "%7B").replace('}', "%7D");
        let authors: Vec<String> = self.authors.iter().map(bibtex_name).collect();
        let fields = [
            ("author", (!authors.is_empty()).then(|| authors.join(" and "))),
            ("title", self.title.as_deref().map(in_latex)),
            ("journaltitle", self.outlet.as_deref().map(in_latex)),
            ("date", self.date.map(iso)),
            ("url", self.url.as_ref().map(address)),
            ("doi", self.doi.as_ref().map(address)),
            ("urldate", self.accessed.map(iso)),
        ];
        let given =
            fields.into_iter().filter_map(|(name, value)| Some(format!(",\n  {name} = {{{}}}", value?)));
        format!("@online{{{}{}\n}}", self.key, given.collect::<String>())
    }

    pub(super) fn csl_json(&self) -> String {
        let given = self.csl().into_iter().map(|(name, value)| format!("    \"{name}\": {value}"));
        format!("{{\n{}\n  }}", given.collect::<Vec<_>>().join(",\n"))
    }

    /// A string of JSON, and a list of it, is one of YAML too.
    pub(super) fn csl_yaml(&self) -> Vec<String> {
        let fields = self.csl().into_iter().enumerate();
        fields
            .map(|(at, (name, value))| format!("{} {name}: {value}", if at == 0 { "-" } else { " " }))
            .collect()
    }

    fn csl(&self) -> Vec<(&'static str, String)> {
        let fields = [
            ("id", Some(quoted(&self.key))),
            ("type", Some(quoted("webpage"))),
            ("author", (!self.authors.is_empty()).then(|| self.csl_authors())),
            ("title", self.title.as_deref().map(quoted)),
            ("container-title", self.outlet.as_deref().map(quoted)),
            ("issued", self.date.map(in_parts)),
            ("URL", self.url.as_deref().map(quoted)),
            ("DOI", self.doi.as_deref().map(quoted)),
            ("accessed", self.accessed.map(in_parts)),
        ];
        fields.into_iter().filter_map(|(name, value)| Some((name, value?))).collect()
    }

    fn csl_authors(&self) -> String {
        let name = |it: &Person| match it.given.is_empty() {
            true => format!("{{\"literal\": {}}}", quoted(&it.family)),
            false => format!("{{\"family\": {}, \"given\": {}}}", quoted(&it.family), quoted(&it.given)),
        };
        format!("[{}]", self.authors.iter().map(name).collect::<Vec<_>>().join(", "))
    }

    pub(super) fn hayagriva(&self) -> Vec<String> {
        let is_plain = |it: char| it.is_alphanumeric() || matches!(it, '-' | '_');
        let is_bare = self.key.starts_with(char::is_alphabetic) && self.key.chars().all(is_plain);
        let key = if is_bare { self.key.clone() } else { quoted(&self.key) };
        let mut out = vec![format!("{key}:"), "  type: web".to_owned()];
        if !self.authors.is_empty() {
            let names: Vec<String> = self.authors.iter().map(|it| quoted(&inverted(it))).collect();
            out.push(format!("  author: [{}]", names.join(", ")));
        }
        out.extend(self.title.iter().map(|it| format!("  title: {}", quoted(it))));
        out.extend(self.date.map(|it| format!("  date: {}", iso(it))));
        if let Some(url) = &self.url {
            out.extend(["  url:".to_owned(), format!("    value: {}", quoted(url))]);
            out.extend(self.accessed.map(|it| format!("    date: {}", iso(it))));
        }
        if let Some(doi) = &self.doi {
            out.extend(["  serial-number:".to_owned(), format!("    doi: {}", quoted(doi))]);
        }
        if let Some(outlet) = &self.outlet {
            out.extend([
                "  parent:".into(),
                "    type: web".into(),
                format!("    title: {}", quoted(outlet)),
            ]);
        }
        out
    }
}

/// "2024-10-28", as far as it is known.
pub fn iso(date: Date) -> String {
    match (date.month, date.day) {
        (Some(month), Some(day)) => format!("{:04}-{month:02}-{day:02}", date.year),
        (Some(month), None) => format!("{:04}-{month:02}", date.year),
        _ => format!("{:04}", date.year),
    }
}

/// A body's name is kept together.
fn bibtex_name(person: &Person) -> String {
    match person.given.is_empty() {
        true => format!("{{{}}}", in_latex(&person.family)),
        false => format!("{}, {}", in_latex(&person.family), in_latex(&person.given)),
    }
}

/// "Cho, Ana"; a comma in a body's name would part it.
fn inverted(person: &Person) -> String {
    match person.given.is_empty() {
        true => person.family.replace(',', ""),
        false => format!("{}, {}", person.family, person.given),
    }
}

pub(super) fn in_parts(date: Date) -> String {
    let parts =
        [Some(date.year.to_string()), date.month.map(|it| it.to_string()), date.day.map(|it| it.to_string())];
    let parts: Vec<String> = parts.into_iter().map_while(|it| it).collect();
    format!("{{\"date-parts\": [[{}]]}}", parts.join(", "))
}

pub(super) fn quoted(words: &str) -> String {
    json!(words).to_string()
}

fn in_latex(words: &str) -> String {
    let mut out = String::with_capacity(words.len());
    for char in words.chars().filter(|it| !matches!(it, '{' | '}' | '\\')) {
        if matches!(char, '&' | '%' | '#' | '_' | '$') {
            out.push('\\');
        }
        out.push(char);
    }
    out
}
