//! A source as an article names it: the line in a list of references, and the few words in brackets.
//!
//! Two ways of writing, both our own: how newsrooms credit, and author and year. The styles of
//! academic journals are programs with a licence that would bind ours; nobody has asked for them in
//! a newsroom, and what a list does not say is left out here, never guessed.

mod details;

use super::{
    library::Source,
    lists::{Date, Person, Role},
};
use details::Details;

/// How sources are named.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Style {
    /// Ana Cho, “The ferry is late”, Varo Gazette, 2 March 2024
    #[default]
    News,
    /// Cho, A. (2024, March 2). The ferry is late. Varo Gazette.
    AuthorYear,
}

/// The line in a list of references; none when nothing is known that a reader could go by.
pub fn reference(source: &Source, style: Style) -> Option<String> {
    let known = Known::of(source);
    if known.title.is_none() && known.people.is_empty() && known.outlet.is_none() {
        return None;
    }
    Some(match style {
        Style::News => known.news(),
        Style::AuthorYear => known.author_year(),
    })
}

/// The words in brackets behind a sentence, without the brackets; none as above.
pub fn mention(source: &Source, style: Style) -> Option<String> {
    let known = Known::of(source);
    let families: Vec<&str> = known.people.iter().map(|it| it.family.as_str()).collect();
    let people = match families.as_slice() {
        [] => None,
        [one, ..] if known.details.others => Some(format!("{one} et al.")),
        [one] => Some((*one).to_owned()),
        [one, other] => Some(format!("{one} {} {other}", style.and())),
        [one, ..] => Some(format!("{one} et al.")),
    };
    let title = known.title.as_deref().map(|it| format!("“{it}”"));
    match style {
        Style::News => {
            // A reader knows the outlet better than whoever wrote for it.
            let who =
                known.outlet.clone().or_else(|| known.people.first().map(ToString::to_string)).or(title)?;
            Some(joined([Some(who), known.when()]))
        }
        Style::AuthorYear => {
            let who = people.or_else(|| known.outlet.clone()).or(title)?;
            Some(joined([Some(who), Some(known.year())]))
        }
    }
}

impl Style {
    fn and(self) -> &'static str {
        match self {
            Style::News => "and",
            Style::AuthorYear => "&",
        }
    }
}

/// What is known of a source, ready to be written.
struct Known {
    people: Vec<Person>,
    title: Option<String>,
    /// A book or a report stands by itself; what is part of something has its title in quotation marks.
    is_part: bool,
    outlet: Option<String>,
    date: Option<Date>,
    /// "12(3)", and its pages.
    volume: Option<String>,
    pages: Option<String>,
    via: Option<String>,
    url: Option<String>,
    details: Details,
}

impl Known {
    fn of(source: &Source) -> Known {
        let words = |role| source.words(role).map(clean);
        let people = match (source.people(Role::Author), words(Role::Speaker)) {
            ([], Some(speaker)) => vec![Person { family: speaker, ..Person::default() }],
            ([], None) => source.people(Role::Editor).to_vec(),
            (authors, _) => authors.to_vec(),
        };
        let part_of = words(Role::Outlet);
        let kind = source.entry().map_or("", |it| it.kind.as_str());
        let is_whole = matches!(kind, "book" | "report" | "collection" | "thesis" | "phdthesis" | "manual");
        let url = words(Role::Doi).map(|it| doi(&it)).or_else(|| words(Role::Url));
        let outlet = part_of.clone().or_else(|| words(Role::Publisher));
        Known {
            people,
            title: source.title().map(clean).filter(|it| !it.is_empty()),
            is_part: part_of.is_some() || !is_whole,
            outlet: outlet.or_else(|| url.as_deref().and_then(host)),
            date: source.date(),
            volume: words(Role::Volume).map(|volume| match words(Role::Issue) {
                Some(issue) => format!("{volume}({issue})"),
                None => volume,
            }),
            pages: words(Role::Pages).map(|it| it.replace("--", "–").replace('-', "–")),
            via: words(Role::Via),
            url,
            details: Details::of(source),
        }
    }

    /// "28–30 October 2024", "Spring 2024", "about 1998", "forthcoming".
    fn when(&self) -> Option<String> {
        self.details.when.clone().or_else(|| self.date.map(|it| it.to_string()))
    }

    /// "2023–2024", "ca. 1998", "in press".
    fn year(&self) -> String {
        let year = || self.date.map_or_else(|| "n.d.".to_owned(), |it| it.year.to_string());
        self.details.year.clone().unwrap_or_else(year)
    }

    fn news(&self) -> String {
        let names: Vec<String> = self.people.iter().map(ToString::to_string).collect();
        let names = (!names.is_empty()).then(|| match self.details.others {
            true => format!("{} and others", names.join(", ")),
            false => listed(&names, "and"),
        });
        let title = self
            .title
            .as_ref()
            .map(|it| if self.is_part { format!("“{}”", within_quotes(it)) } else { it.clone() });
        let outlet = self.outlet.as_ref().map(|outlet| match &self.volume {
            Some(volume) => format!("{outlet} {volume}"),
            None => outlet.clone(),
        });
        // Who published it stands first when nobody has signed it.
        let (first, last) = if names.is_some() { (names, outlet) } else { (outlet, None) };
        // A body that publishes what it has written is named once.
        let last = last.filter(|it| Some(it) != first.as_ref());
        let date = self.when();
        let pages =
            self.pages.as_ref().map(|it| format!("{} {it}", if it.contains('–') { "pp." } else { "p." }));
        let via = self.via.as_ref().map(|it| format!("via {it}"));
        let [translated, edition, number] =
            self.details.parts(self.outlet.is_some() && self.volume.is_some());
        joined([first, title, translated, edition, number, last, date, pages, via])
    }

    fn author_year(&self) -> String {
        let names: Vec<String> = self.people.iter().map(inverted).collect();
        let date = match self.date {
            _ if self.details.year.is_some() => self.year(),
            None => "n.d.".to_owned(),
            Some(date) => match (date.month_name(), date.day) {
                (Some(month), Some(day)) => format!("{}, {month} {day}", date.year),
                (Some(month), None) => format!("{}, {month}", date.year),
                _ => date.year.to_string(),
            },
        };
        let outlet = self.outlet.clone();
        let (first, last) = match (names.is_empty(), &outlet) {
            (false, _) if self.details.others => (format!("{}, et al.", names.join(", ")), outlet),
            (false, _) => (listed(&names, "&"), outlet),
            (true, Some(outlet)) => (outlet.clone(), None),
            // Without either the title leads.
            (true, None) => (self.title.clone().unwrap_or_default(), None),
        };
        let title = self.title.clone().filter(|it| *it != first);
        let last = last.filter(|it| *it != first);
        let parts = self.details.parts(self.outlet.is_some() && self.volume.is_some());
        let parts = Some(joined(parts)).filter(|it| !it.is_empty());
        let title = title.map(|it| parts.map_or_else(|| it.clone(), |parts| format!("{it} ({parts})")));
        let last = last.map(|it| joined([Some(it), self.volume.clone(), self.pages.clone()]));
        let sentences = [Some(format!("{} ({date})", first)), title, last];
        let mut out = String::new();
        for sentence in sentences.into_iter().flatten().filter(|it| !it.is_empty()) {
            let closed = sentence.ends_with(['.', '?', '!']);
            out += &format!("{sentence}{} ", if closed { "" } else { "." });
        }
        out += self.url.as_deref().unwrap_or_default();
        out.trim_end().to_owned()
    }
}

/// "Cho, A. M.", of a body its name.
fn inverted(person: &Person) -> String {
    let letters = person.given.split([' ', '-']).filter_map(|it| it.chars().next());
    let initials: Vec<String> = letters.map(|it| format!("{it}.")).collect();
    let suffix = Some(person.suffix.clone()).filter(|it| !it.is_empty());
    let initials = (!initials.is_empty()).then(|| initials.join(" "));
    joined([Some(person.family.clone()), initials, suffix])
}

/// "Cho, Voss and Lund"; with "&" a comma stands before it.
fn listed(names: &[String], and: &str) -> String {
    match names {
        [] => String::new(),
        [one] => one.clone(),
        [first @ .., last] => {
            let comma = if and == "&" { "," } else { "" };
            format!("{}{comma} {and} {last}", first.join(", "))
        }
    }
}

fn joined<const N: usize>(parts: [Option<String>; N]) -> String {
    parts.into_iter().flatten().filter(|it| !it.is_empty()).collect::<Vec<_>>().join(", ")
}

/// Without a full stop at its end, and on one line.
fn clean(words: &str) -> String {
    let words = words.split_whitespace().collect::<Vec<_>>().join(" ");
    let stop = words.strip_suffix('.').filter(|it| !it.ends_with('.') && it.contains(' '));
    stop.map_or(words.clone(), str::to_owned)
}

/// Quotation marks within quotation marks are single ones.
fn within_quotes(title: &str) -> String {
    let mut open = false;
    let mut out = String::with_capacity(title.len());
    for char in title.chars() {
        match char {
            '“' | '„' => out.push('‘'),
            '”' => out.push('’'),
            '"' => {
                open = !open;
                out.push(if open { '‘' } else { '’' });
            }
            it => out.push(it),
        }
    }
    out
}

fn doi(written: &str) -> String {
    let bare = written.trim_start_matches("https://doi.org/").trim_start_matches("doi:").trim();
    format!("https://doi.org/{bare}")
}

/// "varo.example"; a DOI's address names no outlet.
fn host(url: &str) -> Option<String> {
    let (_, rest) = url.split_once("://")?;
    let host = rest.split(['/', '?', '#', ':']).next()?.trim_start_matches("www.");
    (!host.is_empty() && host != "doi.org").then(|| host.to_owned())
}

#[cfg(test)]
mod tests;
