//! How a source is called where there is room for a word, half a line or a line.

use std::{borrow::Cow, collections::HashMap};

use unicode_normalization::{UnicodeNormalization, is_nfc};

use super::{
    Library, Source,
    addresses::{self, canonical},
};
use crate::sources::{
    citations::Locator,
    lists::{Date, Role},
};

const MONTHS: [&str; 12] =
    ["Jan", "Feb", "March", "April", "May", "June", "July", "Aug", "Sept", "Oct", "Nov", "Dec"];

impl Library {
    /// The source that an article calls so in words: "Kuwait News Agency, 28 October 2024".
    /// A page or a minute may follow.
    pub fn called(&self, words: &str) -> Option<&Source> {
        let before = || words.rsplit_once(", ").filter(|it| Locator::parse(it.1).is_some());
        self.named(words).or_else(|| self.named(before()?.0))
    }

    /// The source that lies at a web address, or has the DOI that is given for one.
    pub fn at_address(&self, address: &str) -> Option<&Source> {
        match addresses::doi(address) {
            Some(doi) => self.named(&resolved(&doi)),
            None => self.named(&canonical(address)?),
        }
    }

    /// An article has many marks, and each is asked about at every key press.
    fn named(&self, name: &str) -> Option<&Source> {
        let by_name = self.by_name.get_or_init(|| {
            let mut by_name = HashMap::new();
            for (at, source) in self.sources.iter().enumerate() {
                let url = source.words(Role::Url);
                let doi = source.words(Role::Doi).and_then(addresses::doi);
                let doi = doi.or_else(|| url.and_then(addresses::doi)).map(|it| resolved(&it));
                let address = url.and_then(canonical);
                for name in address.into_iter().chain(doi).chain(source.date().map(|_| source.short())) {
                    by_name.entry(name).or_insert(at);
                }
            }
            by_name
        });
        by_name.get(name).and_then(|it| self.sources.get(*it))
    }
}

/// A key or a file's name with letters and accents in one: some systems write them apart, and nobody sees it.
pub fn composed(name: &str) -> Cow<'_, str> {
    if name.is_ascii() || is_nfc(name) { Cow::Borrowed(name) } else { Cow::Owned(name.nfc().collect()) }
}

/// A name as one of the many ways to write it: equal for two of one body or person, and for the name
/// of a file that is called so. "the Harbour Board", "harbour-board".
pub fn folded(name: &str) -> String {
    let bare: String = name.chars().filter(|it| *it != '.').collect();
    let words = bare.split(|it: char| !it.is_alphanumeric()).filter(|it| !it.is_empty());
    let words: Vec<String> = words.map(str::to_lowercase).collect();
    let named = words.strip_prefix(&["the".to_owned()]).unwrap_or(&words);
    named.join(" ")
}

impl Source {
    /// Whether it is the word of whoever is called so: [`folded`] names. A text without an entry may
    /// have their name for its own.
    pub fn is_word_of(&self, names: &[String]) -> bool {
        let people = [Role::Author, Role::Speaker, Role::Via].into_iter().flat_map(|it| self.people(it));
        let words = [Role::Outlet, Role::Publisher, Role::Speaker, Role::Via];
        let words = words.into_iter().filter_map(|it| self.words(it)).map(folded);
        let file = self.listed.is_none().then(|| folded(&self.key));
        let mut all = people.map(|it| folded(&it.to_string())).chain(words).chain(file);
        all.any(|it| !it.is_empty() && names.contains(&it))
    }

    /// Whose word it is: the outlet, the author, the publisher, whoever speaks; else its key.
    pub fn name(&self) -> String {
        let person = |role| self.people(role).first().map(ToString::to_string);
        self.words(Role::Outlet)
            .map(str::to_owned)
            .or_else(|| person(Role::Author))
            .or_else(|| self.words(Role::Publisher).map(str::to_owned))
            .or_else(|| self.speaker())
            .or_else(|| person(Role::Editor))
            .unwrap_or_else(|| self.key.clone())
    }

    /// Who speaks in it, if its entry or its head says so.
    pub fn speaker(&self) -> Option<String> {
        let people = self.people(Role::Speaker).first().map(ToString::to_string);
        people.or_else(|| self.words(Role::Speaker).map(str::to_owned))
    }

    /// Through whom its words came, if it says so.
    pub fn via(&self) -> Option<String> {
        let people = self.people(Role::Via).first().map(ToString::to_string);
        people.or_else(|| self.words(Role::Via).map(str::to_owned))
    }

    /// "Kuwait News Agency, 28 Oct": for a list of choices.
    pub fn label(&self) -> String {
        match self.date() {
            Some(date) => format!("{}, {}", self.name(), day(date)),
            None => self.name(),
        }
    }

    /// "Kuwait News Agency, 28 October 2024": for a bracket in plain text.
    pub fn short(&self) -> String {
        match self.date() {
            Some(date) => format!("{}, {date}", self.name()),
            None => self.name(),
        }
    }

    /// "Kuwait News Agency, “Title”, 28 October 2024": for a note or a hover.
    pub fn line(&self) -> String {
        let name = self.name();
        let title = self.title().filter(|it| *it != name).map(|it| format!("“{it}”"));
        let date = self.date().map(|it| it.to_string());
        // A key says nothing to a reader who is told anything else.
        let is_told = title.is_some() || date.is_some();
        let name = Some(name).filter(|it| *it != self.key || !is_told);
        [name, title, date].into_iter().flatten().collect::<Vec<_>>().join(", ")
    }

    /// Where it can be read, as a link may lead there.
    pub fn address(&self) -> Option<String> {
        let doi = || self.words(Role::Doi).and_then(addresses::doi);
        let url = self.words(Role::Url).and_then(addresses::followed);
        url.or_else(|| addresses::followed(&format!("https://doi.org/{}", doi()?)))
    }
}

/// The one address of a DOI's many.
fn resolved(doi: &str) -> String {
    format!("doi.org/{doi}")
}

fn day(date: Date) -> String {
    let month = date.month.and_then(|it| MONTHS.get(usize::from(it).checked_sub(1)?));
    match (date.day, month) {
        (Some(day), Some(month)) => format!("{day} {month}"),
        (_, Some(month)) => format!("{month} {}", date.year),
        _ => date.year.to_string(),
    }
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
        let file = Arc::new(ListFile { list, ..ListFile::default() });
        Source { key: "k1".to_owned(), listed: Some(Listed { file, index: 0 }), ..Source::default() }
    }

    #[test]
    fn a_source_is_called_by_whose_word_it_is() {
        let news = source(
            "@online{k1, title={Port stays shut}, journaltitle={Norlift News}, author={Cho, Ana}, date={2024-10-28}, url={https://norlift.example/port}}",
        );
        assert_eq!(news.label(), "Norlift News, 28 Oct");
        assert_eq!(news.short(), "Norlift News, 28 October 2024");
        assert_eq!(news.line(), "Norlift News, “Port stays shut”, 28 October 2024");
        assert_eq!(news.address().as_deref(), Some("https://norlift.example/port"));
        let report = source("@report{k1, author={{Harbour Board}}, date={2023}, doi={10.1000/x1}}");
        assert_eq!(
            (report.label(), report.line()),
            ("Harbour Board, 2023".into(), "Harbour Board, 2023".into())
        );
        assert_eq!(report.address().as_deref(), Some("https://doi.org/10.1000/x1"));
        assert_eq!(source("@misc{k1}").label(), "k1");
    }

    #[test]
    fn it_is_the_word_of_whoever_made_it() {
        let news = source(
            "@online{k1, journaltitle={The Norlift News}, author={de la Cruz, Ana and {Harbour Board}}, speaker={Ben Voss}}",
        );
        for name in ["Norlift News", "the Norlift News", "Ana de la Cruz", "Harbour  Board", "BEN VOSS"] {
            assert!(news.is_word_of(&[folded(name)]), "{name}");
        }
        for other in ["Norlift", "Cruz", "k1", "the", ""] {
            assert!(!news.is_word_of(&[folded(other)]), "{other}");
        }
        let call = Source { key: "ana-cho".to_owned(), ..Source::default() };
        assert!(call.is_word_of(&[folded("Ana Cho")]));
    }

    #[test]
    fn an_article_may_call_it_so() {
        let news = source("@online{k1, journaltitle={Norlift News}, date={2024-10-28}}");
        let library = Library { sources: vec![news], ..Library::default() };
        assert_eq!(library.called("Norlift News, 28 October 2024").map(|it| it.key.as_str()), Some("k1"));
        let at = library.called("Norlift News, 28 October 2024, 00:12:31");
        assert_eq!(at.map(|it| it.key.as_str()), Some("k1"));
        assert!(library.called("Norlift News").is_none());
    }

    #[test]
    fn a_doi_is_an_address_too() {
        let sources = vec![source("@article{k1, doi={10.1000/AB.1}}")];
        let library = Library { sources, ..Library::default() };
        for address in ["https://doi.org/10.1000/ab.1", "doi:10.1000/AB.1", "http://dx.doi.org/10.1000/ab.1"]
        {
            assert_eq!(library.at_address(address).map(|it| it.key.as_str()), Some("k1"), "{address}");
        }
        assert!(library.at_address("https://doi.org/10.1000/ab.2").is_none());
    }
}
