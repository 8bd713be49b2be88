//! Sources in round brackets: "(Harbour Board, 28 October 2024)".

/// Longer ones are no names of sources.
const LONGEST: usize = 200;

const MONTHS: [&str; 12] =
    ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];

/// What stands in a bracket that opens right before `rest`, if it names a source and a day or a month.
pub fn source(rest: &str) -> Option<&str> {
    let end = rest.bytes().take(LONGEST).position(|it| matches!(it, b'(' | b')' | b'\n'))?;
    let inner = &rest[..end];
    let (name, date) = inner.rsplit_once(", ")?;
    let is_name = name.starts_with(|it: char| it.is_uppercase()) && name.chars().any(char::is_lowercase);
    (rest[end..].starts_with(')') && is_name && is_date(date)).then_some(inner)
}

/// "28 October 2024", "28 Oct 2024", "October 2024".
fn is_date(text: &str) -> bool {
    let words: Vec<&str> = text.split(' ').collect();
    let (day, month, year) = match words[..] {
        [day, month, year] => (Some(day), month, year),
        [month, year] => (None, month, year),
        _ => return false,
    };
    let digits =
        |it: &str, most: usize| (1..=most).contains(&it.len()) && it.bytes().all(|it| it.is_ascii_digit());
    let month = month.trim_end_matches('.').to_lowercase();
    let is_month = month.get(..3).is_some_and(|it| MONTHS.contains(&it)) && month.len() <= "september".len();
    day.is_none_or(|it| digits(it, 2)) && is_month && year.len() == 4 && digits(year, 4)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_and_a_day_are_a_source() {
        for named in
            ["Harbour Board, 28 October 2024", "Norlift News, 28 Oct. 2024", "Ana Cho, “Gates”, May 2023"]
        {
            assert_eq!(source(&format!("{named}) and more")), Some(named));
        }
        for other in [
            "Harbour Board)",
            "she was born in Lund, 4 May 1980",
            "Harbour Board, 2024)",
            "on the quay, 4 May 1980)",
            "Lund, 280 May 1980)",
            "A, B)",
            ")",
            "",
        ] {
            assert_eq!(source(other), None, "{other}");
        }
    }
}
