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
    let words = words.to_lowercase().replace(['-', '_'], " ");
    let has = |it: &str| words.contains(it);
    if has("embargo") || words.starts_with("not before") {
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

/// The day that an embargo names, whatever stands before it: "until 00:01 on 1 may 2024", "until may 1, 2024".
fn day(words: &str) -> Option<Date> {
    let starts = || words.char_indices().filter(|it| it.1.is_alphanumeric()).map(|it| it.0);
    let starts = || starts().filter(|at| !words[..*at].ends_with(char::is_alphanumeric));
    let names_day = |it: &&str| it.starts_with(|it: char| it.is_ascii_digit()) || month_begins(it);
    let read = |it: &str| {
        // The dashes of a date have become spaces.
        let word = it.split(|it: char| it == ',' || it == ';').next().unwrap_or_default();
        lists::date(&word.replace(' ', "-")).filter(|it| it.day.is_some()).or_else(|| lists::date(it))
    };
    let found = || starts().map(|at| &words[at..]).filter(names_day).filter_map(read);
    // A clock's time before the day makes a worse date of it.
    found().find(|it| it.day.is_some()).or_else(|| found().next())
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
            ("embargo", Terms::Embargo(None)),
            ("ask Ben", Terms::Other),
            ("", Terms::Other),
        ] {
            assert_eq!(parse(words), terms, "{words}");
        }
    }
}
