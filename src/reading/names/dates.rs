//! Dates as they stand in running text: "Monday", "21 October 2024", "last week", "the 1990s".

use super::words::{Case, Words};
use crate::language::is_month;

/// Where a date that begins at `token` ends, in tokens.
pub fn date(words: &Words, token: usize) -> Option<usize> {
    let word = words.passage.word(token);
    if words.word(token).case == Case::Number {
        return number_date(words, token);
    }
    let word = word.trim_end_matches('.');
    let capital = words.is_capital(token);
    if capital && is_weekday(word) || matches!(word, "yesterday" | "today" | "tomorrow" | "tonight") {
        return Some(token + 1);
    }
    if capital && is_month(word) {
        return month_date(words, token);
    }
    let next = words.passage.word(token + 1);
    let next_is_period = matches!(
        next,
        "week"
            | "month"
            | "year"
            | "decade"
            | "century"
            | "summer"
            | "winter"
            | "spring"
            | "autumn"
            | "night"
            | "weekend"
            | "morning"
            | "evening"
            | "afternoon"
            | "quarter"
    );
    let next_is_day = words.is_capital(token + 1) && (is_weekday(next) || is_month(next) && next != "may");
    match word {
        "last" | "next" | "this" if next_is_day => date(words, token + 1),
        "last" | "next" if next_is_period => Some(token + 2),
        "this" if next_is_period && next != "century" => Some(token + 2),
        "early" | "late" | "mid" if next_is_day && !is_weekday(next) => date(words, token + 1),
        _ => None,
    }
}

/// "21 October 2024", "21st of October", "1990s", "2016".
fn number_date(words: &Words, token: usize) -> Option<usize> {
    let form = words.passage.word(token);
    if is_day(form) {
        let month = token + 1 + usize::from(words.is(token + 1, "of"));
        if words.is_capital(month) && is_month(words.passage.word(month).trim_end_matches('.')) {
            let year = month + 1 + usize::from(words.is(month + 1, ","));
            return Some(if is_year(words.passage.word(year)) { year + 1 } else { month + 1 });
        }
        if form.ends_with(|it: char| it.is_alphabetic()) && words.is(token + 1, "century") {
            return Some(token + 2);
        }
    }
    let decade = form.strip_suffix('s').or_else(|| form.strip_suffix("'s")).is_some_and(is_year);
    if decade {
        return Some(token + 1);
    }
    (is_year(form) && reads_as_year(words, token)).then_some(token + 1)
}

/// "October", "October 21", "October 21, 2024", "October 2024".
fn month_date(words: &Words, token: usize) -> Option<usize> {
    let next = words.passage.word(token + 1);
    if is_year(next) {
        return Some(token + 2);
    }
    if words.is(token + 1, ",") && is_year(words.passage.word(token + 2)) {
        return Some(token + 3);
    }
    if is_day(next) && words.word(token + 1).case == Case::Number {
        let year = token + 2 + usize::from(words.is(token + 2, ","));
        return Some(if is_year(words.passage.word(year)) { year + 1 } else { token + 2 });
    }
    // "May" and "March" at a sentence's start are verbs as a rule; "Jan" and "Jun" alone are people.
    let form = words.passage.word(token);
    let doubtful = matches!(form, "may" | "march" | "jan" | "jun" | "mar" | "sep");
    let asked = token > 0 && {
        let before = words.passage.word(token - 1);
        matches!(
            before,
            "in" | "since" | "until" | "by" | "of" | "last" | "next" | "early" | "late" | "this" | "from"
        )
    };
    (asked || !doubtful && !words.word(token).opens).then_some(token + 1)
}

/// Four digits count as a year where a year is expected.
fn reads_as_year(words: &Words, token: usize) -> bool {
    let before = token.checked_sub(1).map_or("", |it| words.passage.word(it));
    let after = words.passage.word(token + 1);
    if is_of_our_time(words.passage.word(token)) && stands_as_year(before, words.passage.form(token + 1)) {
        return true;
    }
    matches!(
        before,
        "in" | "since"
            | "until"
            | "till"
            | "by"
            | "of"
            | "from"
            | "to"
            | "and"
            | "early"
            | "late"
            | "mid"
            | "around"
            | "before"
            | "after"
            | "during"
            | "between"
            | "("
            | "-"
            | "–"
            | "year"
            | "than"
            | "spring"
            | "summer"
            | "autumn"
            | "fall"
            | "winter"
            | "circa"
            | "about"
            | "the"
            | "his"
            | "her"
    ) && words.word(token + 1).case != Case::Number
        && !is_counted(after)
}

/// "a 2006 bombing", "Norway’s 1994 vote", "through 2011", "said 2005 will be": a year of living memory needs less
/// around it.
fn stands_as_year(before: &str, after: &str) -> bool {
    // "Resolution 1973 was", "at least 1950 had": something else is counted or numbered there.
    let subject = matches!(before, "" | "that" | "said" | "," | "but" | "because" | "whether");
    let verb = matches!(after, "will" | "was" | "is" | "has" | "had" | "saw");
    let led = matches!(before, "a" | "'s" | "’s" | "through" | "throughout" | "into" | "this");
    let noun =
        after.starts_with(|it: char| it.is_lowercase() || it == '.' || it == ',') && !is_counted(after);
    subject && verb || led && noun
}

/// What people count by the thousand.
fn is_counted(word: &str) -> bool {
    matches!(
        word,
        "people"
            | "percent"
            | "%"
            | "million"
            | "dollars"
            | "pounds"
            | "euros"
            | "miles"
            | "kilometers"
            | "kilometres"
            | "meters"
            | "metres"
            | "feet"
            | "acre"
            | "acres"
            | "hectares"
            | "troops"
            | "soldiers"
            | "years"
            | "workers"
            | "employees"
            | "members"
            | "residents"
            | "jobs"
            | "homes"
            | "cases"
            | "deaths"
            | "votes"
            | "seats"
    )
}

fn is_of_our_time(form: &str) -> bool {
    is_year(form) && (form.starts_with("19") || ("2000".."2050").contains(&form)) && !form.ends_with("00")
}

fn is_year(form: &str) -> bool {
    form.len() == 4
        && form.bytes().all(|it| it.is_ascii_digit())
        && matches!(&form[..2], "15" | "16" | "17" | "18" | "19" | "20")
}

fn is_day(form: &str) -> bool {
    let digits =
        form.trim_end_matches("st").trim_end_matches("nd").trim_end_matches("rd").trim_end_matches("th");
    digits.parse::<u8>().is_ok_and(|day| (1..=31).contains(&day))
}

fn is_weekday(word: &str) -> bool {
    matches!(word, "monday" | "tuesday" | "wednesday" | "thursday" | "friday" | "saturday" | "sunday")
}
