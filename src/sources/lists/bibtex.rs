//! BibTeX and BibLaTeX.
//!
//! A line that begins with `@word{` begins an entry, whatever is still open: so an unclosed brace
//! costs the field it stands in and not the rest of the file.

mod values;

use std::{collections::HashMap, sync::LazyLock};

use super::{Entry, Field, List, Problem, Role, Value, dates, latex, people, tree::problem};
use crate::text::Span;
use values::{Reader, Written};

/// Abbreviations set with `@string`, and the months.
type Strings = HashMap<String, String>;

pub fn read(text: &str) -> List {
    read_in(text, Span::new(0, text.len()))
}

/// What stands in a part of a file that ends where an entry begins; nothing before it is known.
pub(super) fn read_in(text: &str, part: Span) -> List {
    let mut list = List::default();
    let mut strings = Strings::new();
    for piece in pieces(text, part) {
        let mut reader = Reader { text, at: piece.start, end: piece.end, open: 0 };
        // An entry may follow another on its line.
        while reader.skip_to(b'@') {
            entry(&mut reader, &mut strings, &mut list);
        }
    }
    list
}

/// A part of a file cut before each line that begins an entry.
fn pieces(text: &str, part: Span) -> Vec<Span> {
    let mut line_end = part.start;
    let starts = part.of(text).split_inclusive('\n').filter_map(|line| {
        line_end += line.len();
        begun(line).map(|it| line_end - line.len() + it)
    });
    let starts: Vec<usize> = starts.collect();
    let ends = starts.iter().skip(1).copied().chain([part.end]);
    starts.iter().zip(ends).map(|(start, end)| Span::new(*start, end)).collect()
}

/// Where the entry begins that a line begins with.
pub(super) fn begun(line: &str) -> Option<usize> {
    let begun = line.trim_start_matches('\u{feff}').trim_start().strip_prefix('@')?;
    let behind = begun.trim_start_matches(|it: char| it.is_ascii_alphabetic());
    let opens = behind.trim_start_matches([' ', '\t']).starts_with(['{', '(']);
    (behind.len() < begun.len() && opens).then(|| line.len() - begun.len() - 1)
}

/// Reads what stands at "@"; the reader is behind it afterwards.
fn entry(reader: &mut Reader, strings: &mut Strings, list: &mut List) {
    let start = reader.at;
    reader.at += 1;
    let kind = reader.word().to_ascii_lowercase();
    reader.skip_space();
    let close = match reader.peek() {
        Some(b'{') => b'}',
        Some(b'(') => b')',
        _ => return,
    };
    match kind.as_str() {
        "" => return,
        "comment" | "preamble" => {
            reader.skip_group();
            return;
        }
        "string" => {
            reader.at += 1;
            if let Some((name, value)) = pair(reader, strings, &mut list.problems) {
                strings.insert(name.of(reader.text).to_ascii_lowercase(), value.words);
            }
            return;
        }
        _ => reader.at += 1,
    }
    reader.skip_space();
    let key_span = reader.key(close);
    if key_span.is_empty() {
        list.problems.push(problem(
            Span::new(start, reader.at),
            format!("This @{kind} has no key: nothing can cite it."),
        ));
    }
    let fields = fields(reader, close, (start, key_span), strings, &mut list.problems);
    let span = Span::new(start, reader.at);
    if !key_span.is_empty() {
        let key = key_span.of(reader.text).to_owned();
        list.entries.push(Entry { key, key_span, span, kind, fields: dated(fields) });
    }
}

fn fields(
    reader: &mut Reader,
    close: u8,
    (start, key): (usize, Span),
    strings: &Strings,
    problems: &mut Vec<Problem>,
) -> Vec<Field> {
    let mut fields = Vec::new();
    let name = || match key.of(reader.text) {
        "" => "this entry".to_owned(),
        key => format!("“{key}”"),
    };
    let named = name();
    loop {
        reader.skip_space();
        match reader.peek() {
            None => {
                let message = format!("{named} is not closed: a “{}” is missing.", close as char);
                problems.push(problem(Span::new(start, key.end.max(start + 1)), message));
                return fields;
            }
            Some(it) if it == close => {
                reader.at += 1;
                return fields;
            }
            Some(b',') => reader.at += 1,
            Some(_) => match pair(reader, strings, problems) {
                Some((name, value)) => fields.push(field(reader.text, name, value)),
                None => reader.skip_line(close),
            },
        }
    }
}

/// `name = value`; none, with a problem, when it is not one.
fn pair(reader: &mut Reader, strings: &Strings, problems: &mut Vec<Problem>) -> Option<(Span, Written)> {
    reader.skip_space();
    let name = reader.name();
    reader.skip_space();
    if name.is_empty() || reader.peek() != Some(b'=') {
        let at = Span::new(name.start, reader.at.max(name.start));
        problems.push(problem(at, "A field is a name, “=” and a value: this is left out."));
        return None;
    }
    reader.at += 1;
    reader.skip_space();
    let value = reader.value(|it| strings.get(it).cloned().or_else(|| month(it)));
    if value.open {
        let message = format!(
            "The value of “{}” is not closed: it is taken to end with its line.",
            name.of(reader.text)
        );
        problems.push(problem(value.span, message));
    }
    Some((name, value))
}

fn month(word: &str) -> Option<String> {
    static MONTHS: LazyLock<HashMap<String, String>> = LazyLock::new(|| {
        let names = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];
        names.iter().enumerate().map(|(at, name)| ((*name).to_owned(), (at + 1).to_string())).collect()
    });
    MONTHS.get(word).cloned()
}

fn field(text: &str, name_span: Span, value: Written) -> Field {
    let name = name_span.of(text).to_ascii_lowercase();
    let role = Role::of(&name);
    let read = match role {
        _ if role.is_people() => Value::People(people::of_bibtex(&value.words)),
        // Addresses hold "~" and "_" as they are.
        Role::Url | Role::Archive | Role::Doi | Role::Text => Value::Words(plain(&value.words)),
        _ => {
            let words = latex::clean(&value.words);
            let date = if role.is_date() && name != "year" {
                dates::parse(&words.replace('–', "/"))
            } else {
                None
            };
            date.map_or(Value::Words(words), Value::Date)
        }
    };
    Field { role, name, name_span, span: value.span, value: read }
}

fn plain(value: &str) -> String {
    let value = value.trim();
    let value = value.strip_prefix("\\url").unwrap_or(value);
    value
        .trim_matches(['{', '}'])
        .replace("\\_", "_")
        .replace("\\%", "%")
        .replace("\\&", "&")
        .replace("\\#", "#")
}

/// Makes a date of `year`, `month` and `day`, where there is no `date`.
fn dated(mut fields: Vec<Field>) -> Vec<Field> {
    let words = |name: &str| {
        fields.iter().find(|it| it.name == name).and_then(|it| match &it.value {
            Value::Words(words) => Some(words.clone()),
            _ => None,
        })
    };
    let Some(year) = words("year") else { return fields };
    let (month, day) = (words("month").unwrap_or_default(), words("day").unwrap_or_default());
    let digits = |text: &str| {
        text.chars().filter(char::is_ascii_digit).collect::<String>().parse::<i64>().unwrap_or(0)
    };
    // "28 oct", "10 28" and "oct" all stand where a month should.
    let parts: Vec<&str> =
        month.split(|it: char| !it.is_alphanumeric()).filter(|it| !it.is_empty()).collect();
    let numbers: Vec<i64> = parts.iter().filter_map(|it| it.parse().ok()).collect();
    let name = parts.iter().find_map(|it| dates::month(it)).map(i64::from);
    let (month, day) = match (name, numbers.as_slice(), digits(&day)) {
        (Some(name), [day, ..], 0) => (name, *day),
        (Some(name), _, day) => (name, day),
        (None, [first, second, ..], 0) if *first > 12 => (*second, *first),
        (None, [first, second, ..], 0) => (*first, *second),
        (None, [month, ..], day) => (*month, day),
        (None, [], _) => (0, 0),
    };
    let date = dates::parse(&year).and_then(|it| dates::Date::of_parts(&[i64::from(it.year), month, day]));
    if let (Some(date), Some(field)) = (date, fields.iter_mut().find(|it| it.name == "year")) {
        field.value = Value::Date(date);
    }
    // An explicit date goes before one made of parts.
    fields.sort_by_key(|it| it.name == "year");
    fields
}
