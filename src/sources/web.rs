//! What an address tells of a page that nobody has opened: who put it there, when, and what it is called.
//!
//! Nothing is fetched. What the address does not say is left out, for a guess in a list of sources
//! is read as a fact later.

use super::{
    library::{canonical, doi},
    lists::{Date, Draft, month},
};

/// Of so many words of an address at least a title is made.
const TITLE: usize = 2;

/// The same where a number or a code stood among them: what is left is often the name of a section.
const TITLE_BESIDE_CODE: usize = 4;

/// Longer words are codes, and a longer title is none.
const LONGEST_WORD: usize = 30;
const LONGEST_TITLE: usize = 200;

/// A source as far as its web address or DOI tells, without a key. None for what is neither.
pub fn drafted(address: &str) -> Option<Draft> {
    let address = address.trim();
    if let Some(doi) = doi(address) {
        return Some(Draft { doi: Some(doi), ..Draft::default() });
    }
    let url = match address.get(..4) {
        Some(start) if start.eq_ignore_ascii_case("www.") => format!("https://{address}"),
        _ => address.to_owned(),
    };
    if url.contains(|it: char| it.is_whitespace() || it.is_control()) {
        return None;
    }
    let page = canonical(&url)?;
    let (host, path) = page.split_once('/')?;
    let host = host.split(':').next()?;
    let is_name = |it: &str| it.contains('.') && it.contains(|it: char| it.is_alphabetic());
    let path = path.split('?').next().unwrap_or_default();
    let segments: Vec<&str> = path.split('/').filter(|it| !it.is_empty()).collect();
    is_name(host).then(|| Draft {
        title: title(&segments),
        outlet: Some(host.to_owned()),
        date: date(&segments),
        url: Some(url.clone()),
        ..Draft::default()
    })
}

/// "/2024/10/28/", "/2024/oct/28/", "/2024/10/", "/2024-10-28-ferries", "/20241028/".
fn date(segments: &[&str]) -> Option<Date> {
    let apart = (0..segments.len()).find_map(|at| of_parts(&segments[at..]));
    apart.or_else(|| segments.iter().rev().find_map(|it| Some(dated(it)?.0)))
}

/// A year alone may be what the page is about.
fn of_parts(parts: &[&str]) -> Option<Date> {
    let year = year(parts.first()?)?;
    let month = number(parts.get(1)?, 12).or_else(|| month(parts.get(1)?))?;
    let day = parts.get(2).and_then(|it| number(it, 31));
    Date::of_parts(&[year, month.into(), day.map_or(0, i64::from)])
}

/// The day that a segment begins with, and what stands behind it.
fn dated(segment: &str) -> Option<(Date, &str)> {
    let digits =
        |from: usize, to: usize| segment.get(from..to).filter(|it| it.bytes().all(|it| it.is_ascii_digit()));
    let mark = |at: usize| segment.get(at..at + 1).filter(|it| matches!(*it, "-" | "_"));
    let (parts, end) = match (mark(4), mark(7)) {
        (Some(_), Some(_)) => ([digits(0, 4)?, digits(5, 7)?, digits(8, 10)?], 10),
        _ => ([digits(0, 4)?, digits(4, 6)?, digits(6, 8)?], 8),
    };
    let rest = &segment[end..];
    if rest.starts_with(|it: char| it.is_alphanumeric()) {
        return None;
    }
    let (month, day) = (number(parts[1], 12)?, number(parts[2], 31)?);
    Some((Date::of_parts(&[year(parts[0])?, month.into(), day.into()])?, rest))
}

/// There are no older pages, and no newer ones yet.
fn year(digits: &str) -> Option<i64> {
    let year: i64 = digits.parse().ok().filter(|_| digits.len() == 4)?;
    (1990..2100).contains(&year).then_some(year)
}

fn number(digits: &str, most: u8) -> Option<u8> {
    let is_plain = matches!(digits.len(), 1 | 2) && digits.bytes().all(|it| it.is_ascii_digit());
    digits.parse().ok().filter(|it| is_plain && (1..=most).contains(it))
}

/// The words of the last part of the path that has some: "ferries-late-again" → "Ferries late again".
fn title(segments: &[&str]) -> Option<String> {
    let last = segments.iter().rev().find(|it| it.contains(|it: char| it.is_alphabetic()))?;
    let decoded = decoded(last)?;
    let name = ["html", "htm", "php", "aspx", "shtml", "pdf"]
        .iter()
        .find_map(|it| decoded.strip_suffix(it)?.strip_suffix('.'))
        .unwrap_or(&decoded);
    let name = dated(name).map_or(name, |it| it.1);
    let parts = name.split(['-', '_', '+', ' ']).filter(|it| !it.is_empty());
    let (words, codes): (Vec<&str>, Vec<&str>) = parts.partition(|it| !is_code(it));
    let named = words.iter().filter(|it| it.chars().all(char::is_alphabetic)).count();
    let least = if codes.is_empty() { TITLE } else { TITLE_BESIDE_CODE };
    let title = words.join(" ");
    let is_prose = title.chars().all(|it| it.is_alphanumeric() || matches!(it, ' ' | '\'' | '’' | ',' | '.'));
    if named < least || !is_prose || title.len() > LONGEST_TITLE {
        return None;
    }
    let mut chars = title.chars();
    let first = chars.next()?;
    Some(first.to_uppercase().chain(chars).collect())
}

/// "12345678", "a1b2c3d4": what a site knows its page by.
fn is_code(word: &str) -> bool {
    let digits = word.bytes().filter(u8::is_ascii_digit).count();
    let is_number = digits == word.len();
    word.len() > LONGEST_WORD || digits >= 5 || (!is_number && digits >= 2 && word.len() >= 6)
}

/// "%20" as what it stands for; none where that is no text.
fn decoded(part: &str) -> Option<String> {
    let mut bytes = Vec::with_capacity(part.len());
    let mut rest = part.as_bytes();
    while let Some((first, behind)) = rest.split_first() {
        let code = behind.get(..2).filter(|_| *first == b'%').and_then(|it| std::str::from_utf8(it).ok());
        let byte = code.and_then(|it| u8::from_str_radix(it, 16).ok());
        bytes.push(byte.unwrap_or(*first));
        rest = if byte.is_some() { &behind[2..] } else { behind };
    }
    String::from_utf8(bytes).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn told(address: &str) -> String {
        let Some(draft) = drafted(address) else { return "nothing".to_owned() };
        let date = draft.date.map(|it| it.to_string());
        let parts = [draft.outlet, draft.title, date, draft.doi];
        parts.into_iter().flatten().collect::<Vec<_>>().join(" / ")
    }

    #[test]
    fn an_address_tells_the_outlet_the_day_and_the_title() {
        for (address, meant) in [
            (
                "https://www.varo.example/2024/10/28/ferries-late-again",
                "varo.example / Ferries late again / 28 October 2024",
            ),
            (
                "https://varo.example/news/2024/oct/28/ferries_late/",
                "varo.example / Ferries late / 28 October 2024",
            ),
            (
                "http://m.varo.example/2024-10-28-ferries-late.html?utm_source=x#top",
                "varo.example / Ferries late / 28 October 2024",
            ),
            ("www.varo.example/20241028/ferries-late", "varo.example / Ferries late / 28 October 2024"),
            ("https://varo.example/2024/10/ferries", "varo.example / October 2024"),
            ("https://varo.example/the-quay-is-shut-1234567", "varo.example / The quay is shut"),
            ("https://varo.example/la-mer-est-tr%C3%A8s-haute", "varo.example / La mer est très haute"),
            ("https://news.varo.example:8080/?id=4", "news.varo.example"),
        ] {
            assert_eq!(told(address), meant, "{address}");
        }
    }

    #[test]
    fn what_an_address_does_not_say_is_left_out() {
        for (address, meant) in [
            ("https://varo.example/world-europe-67890123", "varo.example"),
            ("https://varo.example/games/2024/results", "varo.example"),
            ("https://varo.example/2024/13/45/x", "varo.example"),
            ("https://varo.example/a%FFb-c-d", "varo.example"),
            ("https://varo.example/20241028123/a1b2c3d4e5-f6", "varo.example"),
            ("https://varo.example/x%0Ay-and-z", "varo.example"),
            ("https://varo.example/%", "varo.example"),
        ] {
            assert_eq!(told(address), meant, "{address}");
        }
    }

    #[test]
    fn a_doi_is_one_however_it_is_dressed() {
        for address in ["doi:10.1000/AB.1", "https://doi.org/10.1000/ab.1", "http://dx.doi.org/10.1000/ab.1"]
        {
            assert_eq!(told(address), "10.1000/ab.1", "{address}");
        }
    }

    #[test]
    fn other_places_are_no_sources() {
        for address in [
            "",
            "#gate",
            "notes/gate.md",
            "mailto:ana@varo.example",
            "https://",
            "http://localhost/a",
            "www.",
        ] {
            assert_eq!(told(address), "nothing", "{address}");
        }
    }
}
