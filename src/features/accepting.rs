//! Letters and names that a desk takes as known: entries for its own list.
//!
//! Nothing here writes. An entry goes to the end of the settings file or the house file, where it
//! disturbs neither remarks nor order, and only if the file reads as well with it as without.

use super::configuration::{Configuration, from_toml};
use crate::{
    rules::{Fix, Known, Review},
    text::Span,
};

/// Something that the house could know.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Offer {
    pub title: String,
    /// An index into `Review::findings`.
    pub finding: usize,
    /// What [`entry`] needs to find it again; opaque, survives a trip to the client.
    pub key: String,
}

/// How keys begin.
pub const KEY: &str = "accept";

/// What could be accepted of the findings that touch `span`.
pub fn offers(review: &Review, span: Span) -> Vec<Offer> {
    let here = review.findings.iter().enumerate();
    let here = here.filter(|(_, it)| it.span.start <= span.end && span.start <= it.span.end);
    here.filter_map(|(index, finding)| {
        let known = finding.fixes.iter().find_map(accepted)?;
        let words = known.acronyms.first().unwrap_or(&known.name);
        let Span { start, end } = finding.span;
        Some(Offer {
            title: format!("Accept “{words}” in this project"),
            finding: index,
            key: format!("{KEY} {} {start} {end} {}", finding.code, review.article.words(finding.span)),
        })
    })
    .collect()
}

/// Whom an offer makes known; none when the text has changed so that it no longer fits.
pub fn entry(review: &Review, key: &str) -> Option<Known> {
    let mut parts = key.strip_prefix(KEY)?.strip_prefix(' ')?.splitn(4, ' ');
    let code = parts.next()?;
    let span = Span::new(parts.next()?.parse().ok()?, parts.next()?.parse().ok()?);
    let words = parts.next()?;
    let finding = review.findings.iter().find(|it| it.code == code && it.span == span)?;
    (review.article.words(span) == words).then(|| finding.fixes.iter().find_map(accepted).cloned())?
}

/// What to write behind all that a list says already; none where the list does not take it.
pub fn lines(list: &str, known: &Known) -> Option<String> {
    let line_break = if list.contains("\r\n") { "\r\n" } else { "\n" };
    let mut lines: Vec<String> = Vec::new();
    if !list.is_empty() {
        lines.extend((!list.ends_with('\n')).then(String::new));
        lines.push(String::new());
    }
    lines.push("[[entities]]".to_owned());
    lines.push(format!("name = {}", quoted(&known.name)));
    if !known.acronyms.is_empty() {
        let letters: Vec<String> = known.acronyms.iter().map(|it| quoted(it)).collect();
        lines.push(format!("acronyms = [{}]", letters.join(", ")));
    }
    lines.push(String::new());
    let added = lines.join(line_break);
    let (before, after) = (from_toml(list), from_toml(&format!("{list}{added}")));
    takes(&before, &after, known).then_some(added)
}

/// Whether a list says what it said before, and knows more.
fn takes(before: &Configuration, after: &Configuration, known: &Known) -> bool {
    let house = &after.settings.house;
    let is_known = house.knows(&known.name).is_some() && known.acronyms.iter().all(|it| house.accepts(it));
    let others = before.settings.house.known();
    is_known && before.complaints == after.complaints && house.known().len() >= others.len()
}

fn accepted(fix: &Fix) -> Option<&Known> {
    match fix {
        Fix::Accept(known) => Some(known),
        _ => None,
    }
}

/// As TOML writes a string of one line.
fn quoted(words: &str) -> String {
    let escaped = words.chars().map(|it| match it {
        '"' | '\\' => format!("\\{it}"),
        it if it.is_control() => " ".to_owned(),
        it => it.to_string(),
    });
    format!("\"{}\"", escaped.collect::<String>())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn board() -> Known {
        Known {
            name: "Regional Harbour Board".to_owned(),
            acronyms: vec!["RHB".to_owned()],
            ..Known::default()
        }
    }

    /// A list after it has taken an entry.
    fn with(list: &str, known: &Known) -> Option<String> {
        lines(list, known).map(|it| format!("{list}{it}"))
    }

    #[test]
    fn an_entry_goes_to_the_end_and_leaves_the_rest_as_it_is() {
        let entry = "[[entities]]\nname = \"Regional Harbour Board\"\nacronyms = [\"RHB\"]\n";
        assert_eq!(with("", &board()).as_deref(), Some(entry));
        for (list, gap) in [
            ("# Ours.\nprofile = \"wire\" # for now\n", "\n"),
            ("[rules]\nvague-source = \"off\"", "\n\n"),
            ("[[entities]]\nname = \"Ana Cho\"\n", "\n"),
        ] {
            assert_eq!(with(list, &board()), Some(format!("{list}{gap}{entry}")));
        }
        let windows = with("profile = \"wire\"\r\n", &board()).unwrap();
        assert_eq!(windows.matches('\n').count(), windows.matches("\r\n").count());
    }

    #[test]
    fn letters_of_whom_the_house_knows_are_theirs() {
        let list = "[[entities]]\nname = \"Regional Harbour Board\"\nrole = \"owner of the quays\"\n";
        let settings = from_toml(&with(list, &board()).unwrap()).settings;
        assert_eq!(settings.house.known().len(), 1);
        assert!(settings.house.accepts("RHB"));
    }

    #[test]
    fn a_list_that_would_break_takes_nothing() {
        for list in ["entities = \"off\"\n", "[rules\n", "entities = [{ name = \"Ana Cho\" }]\n"] {
            assert_eq!(lines(list, &board()), None, "{list}");
        }
    }

    #[test]
    fn marks_in_a_name_stay_in_it() {
        let odd = Known { name: "Jo \"Red\" \\ Cho".to_owned(), ..Known::default() };
        let settings = from_toml(&with("", &odd).unwrap()).settings;
        assert_eq!(settings.house.known()[0].name, odd.name);
    }
}
