//! A source as an article names it: the line in a list of references, and the few words in brackets.
//!
//! Two ways of writing, both our own: how newsrooms credit, and author and year. The styles of
//! academic journals are programs with a licence that would bind ours; nobody has asked for them in
//! a newsroom, and what a list does not say is left out here, never guessed.

use super::{
    library::Source,
    lists::{Date, Person, Role},
};

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
            Some(joined([Some(who), known.date.map(|it| it.to_string())]))
        }
        Style::AuthorYear => {
            let who = people.or_else(|| known.outlet.clone()).or(title)?;
            let year = known.date.map_or_else(|| "n.d.".to_owned(), |it| it.year.to_string());
            Some(joined([Some(who), Some(year)]))
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
        }
    }

    fn news(&self) -> String {
        let names: Vec<String> = self.people.iter().map(ToString::to_string).collect();
        let names = (!names.is_empty()).then(|| listed(&names, "and"));
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
        let date = self.date.map(|it| it.to_string());
        let pages =
            self.pages.as_ref().map(|it| format!("{} {it}", if it.contains('–') { "pp." } else { "p." }));
        let via = self.via.as_ref().map(|it| format!("via {it}"));
        joined([first, title, last, date, pages, via])
    }

    fn author_year(&self) -> String {
        let names: Vec<String> = self.people.iter().map(inverted).collect();
        let date = match self.date {
            None => "n.d.".to_owned(),
            Some(date) => match (date.month_name(), date.day) {
                (Some(month), Some(day)) => format!("{}, {month} {day}", date.year),
                (Some(month), None) => format!("{}, {month}", date.year),
                _ => date.year.to_string(),
            },
        };
        let outlet = self.outlet.clone();
        let (first, last) = match (names.is_empty(), &outlet) {
            (false, _) => (listed(&names, "&"), outlet),
            (true, Some(outlet)) => (outlet.clone(), None),
            // Without either the title leads.
            (true, None) => (self.title.clone().unwrap_or_default(), None),
        };
        let title = self.title.clone().filter(|it| *it != first);
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
mod tests {
    use std::sync::Arc;

    use super::*;
    use crate::sources::{
        library::{ListFile, Listed},
        lists,
    };

    fn source(entry: &str) -> Source {
        let list = lists::read(lists::Kind::Bibtex, entry);
        assert_eq!(list.entries.len(), 1, "{entry}");
        let file = Arc::new(ListFile { list, ..ListFile::default() });
        Source { key: "cho24".to_owned(), listed: Some(Listed { file, index: 0 }), ..Source::default() }
    }

    #[track_caller]
    fn is(entry: &str, news: &str, author_year: &str) {
        let source = source(entry);
        let written = |style| reference(&source, style).unwrap_or_default();
        assert_eq!([written(Style::News), written(Style::AuthorYear)], [news, author_year]);
    }

    #[test]
    fn a_report_has_its_outlet_first() {
        is(
            "@online{k, title={Ferry late again.}, journaltitle={Varo Gazette}, date={2024-10-28}, url={https://varo.example/late}}",
            "Varo Gazette, “Ferry late again”, 28 October 2024",
            "Varo Gazette (2024, October 28). Ferry late again. https://varo.example/late",
        );
    }

    #[test]
    fn who_signed_it_comes_first() {
        is(
            "@article{k, author={Cho, Ana Maria and de la Cruz, Ben}, title={The \\emph{late} \"ferry\"}, journal={Harbour Review}, volume=12, number=3, pages={4--9}, year=2023, doi={10.1000/x1}}",
            "Ana Maria Cho and Ben de la Cruz, “The late ‘ferry’”, Harbour Review 12(3), 2023, pp. 4–9",
            "Cho, A. M., & de la Cruz, B. (2023). The late \"ferry\". Harbour Review, 12(3), 4–9. https://doi.org/10.1000/x1",
        );
        is(
            "@book{k, author={{Harbour Office}}, title={The Quay}, publisher={Harbour Press}, date={2019/2020}}",
            "Harbour Office, The Quay, Harbour Press, 2019",
            "Harbour Office (2019). The Quay. Harbour Press.",
        );
    }

    #[test]
    fn a_call_is_named_by_who_spoke_and_who_passed_it_on() {
        is(
            "@misc{k, title={Call}, speaker={Ana Cho}, via={Varo News Agency}, date={2024-03}}",
            "Ana Cho, “Call”, March 2024, via Varo News Agency",
            "Ana Cho (2024, March). Call.",
        );
    }

    #[test]
    fn interviews_and_posts_have_a_line_like_others() {
        is(
            "@interview{k, title={On the quay}, author={de la Cruz, Ana}, date={2024-10-28/2024-10-30}}",
            "Ana de la Cruz, “On the quay”, 28 October 2024",
            "de la Cruz, A. (2024, October 28). On the quay.",
        );
        is(
            "@post{k, author={Voss, Ben}, url={https://varo.example/p/1}, date={2024-11-02}}",
            "Ben Voss, varo.example, 2 November 2024",
            "Voss, B. (2024, November 2). varo.example. https://varo.example/p/1",
        );
    }

    #[test]
    fn what_is_not_known_is_left_out() {
        is("@misc{k, title={Minutes}}", "“Minutes”", "Minutes (n.d.).");
        is(
            "@misc{k, url={https://www.varo.example/a}}",
            "varo.example",
            "varo.example (n.d.). https://www.varo.example/a",
        );
        assert_eq!(reference(&source("@misc{k, year=2024}"), Style::News), None);
        assert_eq!(mention(&Source::default(), Style::News), None);
    }

    #[test]
    fn in_brackets_there_are_few_words() {
        let gazette = "@online{k, author={Cho, Ana and Voss, Ben}, title={Late}, journaltitle={Varo Gazette}, date={2024-10-28}}";
        for (entry, style, words) in [
            (gazette, Style::News, "Varo Gazette, 28 October 2024"),
            (gazette, Style::AuthorYear, "Cho & Voss, 2024"),
            ("@misc{k, author={Cho, Ana}, title={Late}}", Style::News, "Ana Cho"),
            ("@misc{k, author={A, B and C, D and E, F}, year=2024}", Style::AuthorYear, "A et al., 2024"),
            ("@misc{k, title={Late}, year=2024}", Style::News, "“Late”, 2024"),
            ("@misc{k, title={Late}}", Style::AuthorYear, "“Late”, n.d."),
        ] {
            assert_eq!(mention(&source(entry), style).as_deref(), Some(words), "{entry}");
        }
    }
}
