//! Dates as lists of sources have them: "2024-10-28", "2 November 2024", "Nov. 2, 2024", a range.

/// A day, a month or a year.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Date {
    pub year: i32,
    /// 1 to 12.
    pub month: Option<u8>,
    /// 1 to 31.
    pub day: Option<u8>,
}

const MONTHS: [&str; 12] = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
];

impl std::fmt::Display for Date {
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        if let Some(day) = self.day {
            write!(out, "{day} ")?;
        }
        if let Some(name) = self.month_name() {
            write!(out, "{name} ")?;
        }
        write!(out, "{}", self.year)
    }
}

impl Date {
    pub fn month_name(&self) -> Option<&'static str> {
        self.month.and_then(|it| MONTHS.get(usize::from(it).checked_sub(1)?)).copied()
    }

    /// Of numbers in falling order; none when the first is no year. What follows a wrong one is left out.
    pub fn of_parts(parts: &[i64]) -> Option<Date> {
        let year = i32::try_from(*parts.first()?).ok().filter(|it| (-9999..=9999).contains(it))?;
        let within = |at: usize, most: i64| {
            let part = parts.get(at).filter(|it| (1..=most).contains(it))?;
            u8::try_from(*part).ok()
        };
        let month = within(1, 12);
        Some(Date { year, month, day: month.and_then(|_| within(2, 31)) })
    }
}

/// Reads a date; of a range its start. None when there is no year in it.
pub fn parse(text: &str) -> Option<Date> {
    // Of a range written with a slash ("2024-10-28/2024-10-30") or two dots, the start.
    let text = text.trim().trim_start_matches(['~', '?']);
    let start = text.split_once("..").map_or(text, |(start, _)| start);
    let start = match start.split_once('/') {
        Some((first, _)) if first.contains('-') || start.matches('/').count() == 1 => first,
        _ => start,
    };
    numeric(start).or_else(|| in_words(start))
}

/// The number of a month by its name or the first letters of it, 1 to 12.
pub fn month(word: &str) -> Option<u8> {
    let word = word.trim_end_matches('.').to_lowercase();
    let found = MONTHS.iter().position(|it| word.len() >= 3 && it.to_lowercase().starts_with(&word));
    let found = found.or_else(|| (word == "sept").then_some(8))?;
    u8::try_from(found + 1).ok()
}

/// "2024", "2024-10", "2024-10-28T09:00Z", "2024/10/28", "28.10.2024".
fn numeric(text: &str) -> Option<Date> {
    let day = text.split(['T', ' ']).next()?;
    let sign = if day.starts_with('-') { -1 } else { 1 };
    let day = day.trim_start_matches('-').trim_end_matches(['?', '~', '%', '.', ',']);
    let parts: Vec<i64> = day.split(['-', '/', '.']).map(|it| it.parse().ok()).collect::<Option<_>>()?;
    let digits = |at: usize| day.split(['-', '/', '.']).nth(at).map_or(0, str::len);
    match parts[..] {
        // A lone "2" of "2 November 2024" is a day.
        [year, ..] if digits(0) == 4 => {
            Date::of_parts(&parts).map(|it| Date { year: year as i32 * sign, ..it })
        }
        [first, second, year] if digits(2) == 4 => {
            let ordered = match (first > 12, second > 12) {
                (true, false) => [year, second, first],
                (false, true) => [year, first, second],
                _ if day.contains('.') => [year, second, first],
                // Nobody can tell 3/4 from 4/3: the year is sure.
                _ => [year, 0, 0],
            };
            Date::of_parts(&ordered)
        }
        [second, year] if digits(1) == 4 => Date::of_parts(&[year, second]),
        _ => None,
    }
}

/// "2 November 2024", "Monday, Nov. 2nd, 2024", "October 2024", "c. 1998".
fn in_words(text: &str) -> Option<Date> {
    let words =
        || text.split(|it: char| it.is_whitespace() || matches!(it, ',' | '(' | ')' | '[' | ']' | '-' | '–'));
    let year = words().find_map(|it| {
        let digits = it.trim_matches(|it: char| !it.is_ascii_digit());
        (digits.len() == 4).then(|| digits.parse::<i64>().ok())?
    })?;
    let month = words().find_map(month);
    let day = words().find_map(|it| {
        let digits = it.trim_end_matches(|it: char| it.is_alphabetic() || it == '.');
        (matches!(digits.len(), 1 | 2)).then(|| digits.parse::<i64>().ok())?
    });
    Date::of_parts(&[year, month.map_or(0, i64::from), day.unwrap_or(0)])
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> String {
        parse(text).map_or_else(|| "none".to_owned(), |it| it.to_string())
    }

    #[test]
    fn dates_are_read_however_they_are_written() {
        for (written, meant) in [
            ("2024", "2024"),
            ("2024-10", "October 2024"),
            ("2024-10-28", "28 October 2024"),
            ("2024-10-28T09:30:00Z", "28 October 2024"),
            ("2024/10/28", "28 October 2024"),
            ("28.10.2024", "28 October 2024"),
            ("28/10/2024", "28 October 2024"),
            ("10/28/2024", "28 October 2024"),
            ("03/04/2024", "2024"),
            ("2 November 2024", "2 November 2024"),
            ("November 2, 2024", "2 November 2024"),
            ("Nov. 2nd, 2024", "2 November 2024"),
            ("Sat 2 Nov 2024", "2 November 2024"),
            ("Sept. 2024", "September 2024"),
            ("c. 1998", "1998"),
            ("2024?", "2024"),
            ("2024-13-40", "2024"),
            ("-0044", "-44"),
        ] {
            assert_eq!(read(written), meant, "{written}");
        }
    }

    #[test]
    fn of_a_range_the_start_counts() {
        for range in ["2024-10-28/2024-10-30", "2024-10-28/..", "2024-10-28..2024-11-02"] {
            assert_eq!(read(range), "28 October 2024", "{range}");
        }
        assert_eq!(read("2023/2024"), "2023");
        assert_eq!(read("May-June 2024"), "May 2024");
    }

    #[test]
    fn what_has_no_year_is_no_date() {
        for text in ["", "forthcoming", "2 November", "n.d.", "12", "/", "..", "-", "99999999999999999999"] {
            assert_eq!(read(text), "none", "{text}");
        }
    }
}
