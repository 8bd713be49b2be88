//! What a reference says beside who, what, where and when: others, a time that is no day, editions and numbers.
//!
//! It is read from the list as it is written: most sources have none of it.

use crate::sources::{
    library::Source,
    lists::{self, Date, Field, Role, Value, person},
};

/// See the fields.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Details {
    /// Whether the list says that there are more people than it names.
    pub others: bool,
    /// When, for a newsroom, where that is no day, month or year.
    pub when: Option<String>,
    /// The same as author and year have it.
    pub year: Option<String>,
    translators: Vec<String>,
    edition: Option<String>,
    number: Option<String>,
}

impl Details {
    pub fn of(source: &Source) -> Details {
        let Some(listed) = &source.listed else { return Details::default() };
        let entry = listed.entry();
        let raw = |it: &Field| listed.file.text.get(it.span.start..it.span.end).unwrap_or_default();
        let field = |name: &str| entry.fields.iter().find(|it| it.name == name);
        let words = |name: &str| match field(name).map(|it| &it.value) {
            Some(Value::Words(words)) if !words.is_empty() => Some(words.clone()),
            _ => None,
        };
        let authors = entry.field(Role::Author).or_else(|| entry.field(Role::Editor)).map(raw);
        let (when, year) = entry.field(Role::Date).map(raw).map(time).unwrap_or_default();
        let state = words("pubstate").map(|it| it.to_lowercase().replace([' ', '-'], ""));
        let (when, year) = match state.as_deref() {
            Some("inpress") => (Some("forthcoming".to_owned()), Some("in press".to_owned())),
            Some("forthcoming" | "submitted" | "inpreparation") => both("forthcoming"),
            _ => (when, year),
        };
        let translators = words("translator").into_iter().flat_map(|it| {
            let names: Vec<String> = it.split(" and ").map(named).collect();
            names
        });
        Details {
            others: authors.is_some_and(has_others),
            when,
            year,
            translators: translators.collect(),
            edition: words("edition").map(|it| edition(&it)),
            number: number(&entry.kind, &words),
        }
    }

    /// Translators, edition and number, as far as they are known. What counts within a journal is told with it.
    pub fn parts(&self, in_journal: bool) -> [Option<String>; 3] {
        let translated = match self.translators.as_slice() {
            [] => None,
            [one] => Some(format!("translated by {one}")),
            [first @ .., last] => Some(format!("translated by {} and {last}", first.join(", "))),
        };
        [translated, self.edition.clone(), self.number.clone().filter(|_| !in_journal)]
    }
}

fn both(word: &str) -> (Option<String>, Option<String>) {
    (Some(word.to_owned()), Some(word.to_owned()))
}

/// "Cho, Ana and others"
fn has_others(raw: &str) -> bool {
    let words = raw.trim_matches(|it: char| "{}\"' ".contains(it) || it.is_whitespace());
    let before = words.strip_suffix("others").map(str::trim_end);
    before.and_then(|it| it.strip_suffix("and")).is_some_and(|it| it.ends_with(char::is_whitespace))
}

/// "Voss, Ben" as it is said.
fn named(name: &str) -> String {
    match name.trim().split_once(',') {
        Some((family, given)) => format!("{} {}", given.trim(), family.trim()),
        None => person(name).to_string(),
    }
}

/// "2nd edition"; words are left as they are.
fn edition(written: &str) -> String {
    let ending = match written.parse::<u32>() {
        Ok(it) if (11..=13).contains(&(it % 100)) => "th",
        Ok(it) => match it % 10 {
            1 => "st",
            2 => "nd",
            3 => "rd",
            _ => "th",
        },
        Err(_) if written.to_lowercase().contains("ed") => return written.to_owned(),
        Err(_) => "",
    };
    format!("{written}{ending} edition")
}

/// By what a report, a patent, a law or a preprint is found.
fn number(kind: &str, words: &impl Fn(&str) -> Option<String>) -> Option<String> {
    let called = match kind {
        "report" | "techreport" => "Report ",
        "patent" => "Patent ",
        // A law's number has its own words: "Public Law 117-2".
        "legislation" | "bill" | "law" => "",
        _ => {
            let preprint = words("eprint")?;
            let archive = words("eprinttype").or_else(|| words("archiveprefix"))?;
            return Some(format!("{archive}:{preprint}"));
        }
    };
    let number = words("number")?;
    // "RFC 2119" is called so already.
    let is_named = kind.ends_with("report") && number.starts_with(char::is_alphabetic);
    Some(if is_named { number } else { format!("{called}{number}") })
}

/// A time that is no day, month or year, for a newsroom and for author and year.
fn time(raw: &str) -> (Option<String>, Option<String>) {
    let words = raw.trim_matches(|it: char| "{}\"'".contains(it) || it.is_whitespace());
    let lower = words.to_lowercase();
    if matches!(lower.as_str(), "forthcoming" | "in press" | "inpress") {
        return (Some("forthcoming".to_owned()), Some(lower.replace("inpress", "in press")));
    }
    if words.len() > 40 || words.contains(['{', '[']) {
        return (None, None);
    }
    if let Some((start, end)) =
        words.split_once('/').filter(|it| it.0.contains('-') || it.1.len() >= 4 || it.1 == "..")
    {
        return range(start, end);
    }
    let guessed = words.ends_with(['~', '?', '%'])
        || lower.starts_with("c. ")
        || lower.starts_with("ca. ")
        || lower.starts_with("circa ")
        || lower.starts_with("about ");
    if guessed && let Some(date) = lists::date(words.trim_end_matches(['~', '?', '%'])) {
        return (Some(format!("about {date}")), Some(format!("ca. {}", date.year)));
    }
    let season = words.split_once('-').and_then(|(year, it)| {
        let name =
            ["Spring", "Summer", "Autumn", "Winter"].get(it.parse::<usize>().ok()?.checked_sub(21)?)?;
        (year.len() == 4 && year.bytes().all(|it| it.is_ascii_digit())).then_some((year, *name))
    });
    season.map_or((None, None), |(year, name)| {
        (Some(format!("{name} {year}")), Some(format!("{year}, {name}")))
    })
}

/// "28–30 October 2024", and the years where there are two of them.
fn range(start: &str, end: &str) -> (Option<String>, Option<String>) {
    let Some(first) = lists::date(start) else { return (None, None) };
    let Some(last) = lists::date(end) else {
        let is_open = matches!(end.trim(), "" | "..");
        let years = Some(format!("{}–", first.year)).filter(|_| is_open);
        return (Some(format!("{first}–")).filter(|_| is_open), years);
    };
    let day = |it: Date| it.day.map(|it| it.to_string()).unwrap_or_default();
    let is_same = |a: Date, b: Date| (a.year, a.month) == (b.year, b.month);
    let news = match (first.month_name(), last.month_name()) {
        _ if first == last => first.to_string(),
        (Some(_), Some(_)) if is_same(first, last) && first.day.is_some() && last.day.is_some() => {
            format!("{}–{last}", day(first))
        }
        (Some(month), Some(_)) if first.year == last.year => match first.day {
            Some(day) => format!("{day} {month} – {last}"),
            None => format!("{month}–{last}"),
        },
        (None, None) => format!("{}–{}", first.year, last.year),
        _ => format!("{first} – {last}"),
    };
    let years = (first.year != last.year).then(|| format!("{}–{}", first.year, last.year));
    (Some(news), years)
}
