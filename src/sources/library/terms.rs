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
        // The replaced dashes of a date come back as spaces.
        let date = words.split_once(|it: char| it.is_ascii_digit()).map(|(before, _)| &words[before.len()..]);
        let date = date.and_then(|it| lists::date(&it.replace(' ', "-")).or_else(|| lists::date(it)));
        return Terms::Embargo(date);
    }
    match () {
        () if has("off the record") || has("off record") => Terms::OffRecord,
        () if has("deep background") => Terms::DeepBackground,
        () if has("background") || has("not for attribution") || has("unattributable") => Terms::Background,
        () if has("on the record") || has("on record") => Terms::OnRecord,
        () => Terms::Other,
    }
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
            ("embargo", Terms::Embargo(None)),
            ("ask Ben", Terms::Other),
            ("", Terms::Other),
        ] {
            assert_eq!(parse(words), terms, "{words}");
        }
    }
}
