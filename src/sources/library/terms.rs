use crate::sources::lists::{self, Date};

/// What may be done with what a source said.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Terms {
    /// With the name.
    OnRecord,
    /// Quoted, but not by name.
    Background,
    /// Used, but neither quoted nor named.
    DeepBackground,
    /// Not used at all.
    OffRecord,
    /// Not before a day; without one, not yet.
    Embargo(Option<Date>),
    /// Words that we do not know.
    Other,
}

impl Terms {
    /// More forbids more; of two embargoes the longer one does.
    pub fn strictness(self) -> (u8, Option<Date>) {
        match self {
            Terms::OffRecord => (6, None),
            Terms::DeepBackground => (5, None),
            Terms::Embargo(None) => (4, None),
            Terms::Embargo(day) => (3, day),
            Terms::Background => (2, None),
            Terms::OnRecord => (1, None),
            Terms::Other => (0, None),
        }
    }

    /// Whether nothing may be used on that day of what a source said: an embargo holds where no day is known.
    pub fn close(self, day: Option<Date>) -> bool {
        match self {
            Terms::OffRecord | Terms::DeepBackground | Terms::Embargo(None) => true,
            Terms::Embargo(Some(until)) => day.is_none_or(|it| it < until),
            Terms::OnRecord | Terms::Background | Terms::Other => false,
        }
    }
}

/// Reads terms as a reporter writes them: "off the record", "embargo until 2024-05-01".
pub fn parse(words: &str) -> Terms {
    let words = plain(words);
    let has = |it: &str| words.contains(it);
    let is_held = ["not for release", "not for publication"].iter().any(|it| words.starts_with(it))
        && ["until", "before"].iter().any(|it| has(it));
    if is_held || has("embargo") || words.starts_with("not before") {
        return Terms::Embargo(day(&words));
    }
    match () {
        () if has("off the record") || has("off record") => Terms::OffRecord,
        () if has("deep background") => Terms::DeepBackground,
        () if has("background") || has("not for attribution") || has("unattributable") => Terms::Background,
        () if has("on the record") || has("on record") => Terms::OnRecord,
        () => Terms::Other,
    }
}

/// Words in small letters with one kind of space between them, whatever spaces, dashes and underscores were typed.
pub fn plain(words: &str) -> String {
    let is_unseen = |it: char| matches!(it, '\u{ad}' | '\u{200b}'..='\u{200f}' | '\u{2060}' | '\u{feff}');
    let is_space = |it: char| it.is_whitespace() || matches!(it, '-' | '_' | '\u{2010}'..='\u{2015}' | '−');
    let seen: String = words.chars().filter(|it| !is_unseen(*it)).collect();
    let words: Vec<&str> = seen.split(is_space).filter(|it| !it.is_empty()).collect();
    words.join(" ").to_lowercase()
}

/// Without what stands for an hour: "1400 on sunday", "at 2000", "2030 gmt" are no years.
fn without_hours(words: &str) -> String {
    const UNITS: &[&str] =
        &["gmt", "bst", "utc", "cet", "cest", "est", "edt", "et", "pst", "pdt", "hours", "hrs", "h", "local"];
    let all: Vec<&str> = words.split(' ').collect();
    let bare = |it: &str| it.trim_matches(|it: char| !it.is_alphanumeric()).to_owned();
    let is_hour = |at: usize| {
        let word = bare(all[at]);
        let is_number = word.len() == 4 && word.bytes().all(|it| it.is_ascii_digit());
        let behind = all.get(at + 1).map(|it| bare(it)).unwrap_or_default();
        let is_at = at > 0 && all[at - 1] == "at";
        is_number && (is_at || UNITS.contains(&behind.as_str()) || !("1900".."2200").contains(&word.as_str()))
    };
    let kept: Vec<&str> = (0..all.len()).filter(|it| !is_hour(*it)).map(|it| all[it]).collect();
    kept.join(" ")
}

/// The day that an embargo names, whatever stands before it: "until 00:01 on 1 may 2024", "until may 1, 2024".
/// None where it cannot be told, as of "until may 12" and "until sunday": it is in force then.
fn day(words: &str) -> Option<Date> {
    let words = without_hours(words);
    let starts = || words.char_indices().filter(|it| it.1.is_alphanumeric()).map(|it| it.0);
    let starts = || starts().filter(|at| !words[..*at].ends_with(char::is_alphanumeric));
    let names_day = |it: &&str| it.starts_with(|it: char| it.is_ascii_digit()) || month_begins(it);
    let read = |it: &str| {
        // The dashes of a date have become spaces.
        let word = it.split(|it: char| it == ',' || it == ';').next().unwrap_or_default();
        lists::date(&word.replace(' ', "-")).filter(|it| it.day.is_some()).or_else(|| lists::date(it))
    };
    let found = || starts().map(|at| &words[at..]).filter(names_day).filter_map(read);
    // A year with more behind it is an hour: "until 2000 on sunday".
    let is_told = |it: &Date| it.month.is_some() || ends_in_year(&words);
    // A clock's time before the day makes a worse date of it.
    found().find(|it| it.day.is_some()).or_else(|| found().next()).filter(is_told)
}

fn ends_in_year(words: &str) -> bool {
    let last = words.rsplit(' ').next().unwrap_or_default().trim_end_matches(['.', '!', ')', ']']);
    last.len() == 4 && last.bytes().all(|it| it.is_ascii_digit())
}

fn month_begins(words: &str) -> bool {
    words.split(|it: char| !it.is_alphabetic()).next().is_some_and(|it| lists::month(it).is_some())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn terms_are_read_as_reporters_write_them() {
        let day = Some(Date { year: 2024, month: Some(5), day: Some(1) });
        for (words, terms) in [
            ("on record", Terms::OnRecord),
            ("On the record", Terms::OnRecord),
            ("background", Terms::Background),
            ("not-for-attribution", Terms::Background),
            ("deep background", Terms::DeepBackground),
            ("off-record", Terms::OffRecord),
            ("embargo until 2024-05-01", Terms::Embargo(day)),
            ("embargoed until 1 May 2024", Terms::Embargo(day)),
            ("embargoed until 00:01 on 1 May 2024", Terms::Embargo(day)),
            ("Embargo: 9:00 GMT, Wednesday, May 1, 2024", Terms::Embargo(day)),
            ("not before 2024/05/01", Terms::Embargo(day)),
            ("embargo until May 2024", Terms::Embargo(Some(Date { year: 2024, month: Some(5), day: None }))),
            ("embargo until 2027", Terms::Embargo(Some(Date { year: 2027, month: None, day: None }))),
            ("embargo: 2000 GMT, 1 May 2024", Terms::Embargo(day)),
            ("not for publication before 1 May 2024", Terms::Embargo(day)),
            ("embargo", Terms::Embargo(None)),
            ("embargo until further notice", Terms::Embargo(None)),
            ("embargo until May 12", Terms::Embargo(None)),
            ("embargo until 12 May at 2000", Terms::Embargo(None)),
            ("embargoed until 1400 on Sunday", Terms::Embargo(None)),
            ("embargoed until 2000 on Sunday", Terms::Embargo(None)),
            ("off\u{a0}the\u{a0}record", Terms::OffRecord),
            ("off\u{2011}the\u{2011}record", Terms::OffRecord),
            ("not for publication", Terms::Other),
            ("ask Ben", Terms::Other),
            ("", Terms::Other),
        ] {
            assert_eq!(parse(words), terms, "{words}");
        }
    }
}
