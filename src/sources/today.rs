//! The day it is. Only the border asks for it, the server and the command line, and hands it in: what
//! the rooms behind say about a text depends on what they are given alone.

use std::time::{SystemTime, UNIX_EPOCH};

use super::lists::Date;

/// By universal time; none before 1970.
pub fn today() -> Option<Date> {
    let passed = SystemTime::now().duration_since(UNIX_EPOCH).ok()?;
    date(passed.as_secs() / 86_400)
}

/// The date so many days after 1 January 1970.
fn date(days: u64) -> Option<Date> {
    // Counted from 1 March of the year 0, so that a leap day ends its year.
    let days = i64::try_from(days).ok()? + 719_468;
    let (era, day) = (days / 146_097, days % 146_097);
    let year = (day - day / 1_460 + day / 36_524 - day / 146_096) / 365;
    let of_year = day - (365 * year + year / 4 - year / 100);
    let month = (5 * of_year + 2) / 153;
    let day = of_year - (153 * month + 2) / 5 + 1;
    let (month, later) = if month < 10 { (month + 3, 0) } else { (month - 9, 1) };
    Date::of_parts(&[era * 400 + year + later, month, day])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_become_dates() {
        for (days, parts) in [
            (0, [1970, 1, 1]),
            (59, [1970, 3, 1]),
            (11_016, [2000, 2, 29]),
            (19_782, [2024, 2, 29]),
            (19_783, [2024, 3, 1]),
            (20_454, [2026, 1, 1]),
        ] {
            assert_eq!(date(days), Date::of_parts(&parts), "{days}");
        }
        assert!(today().is_some_and(|it| it.year > 2024));
    }
}
