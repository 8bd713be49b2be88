//! What was agreed on with whoever speaks, where it stands at the head of a text.
//!
//! Reporters write it where they are: in front matter, in a line of its own, in a note of a subtitle
//! file, in a remark of a page. Whoever wrote it down kept a promise, so it counts in all of them; but
//! an article may be called “Off the record”, so words of prose never do.

use super::about::words;
use crate::sources::{
    library::{Terms, plain, terms_of},
    lists::{self, Field, Role},
};

/// Lines with words that are looked at for what is labelled, and for what is not.
const LABELLED: usize = 10;
const BARE: usize = 3;

/// A longer line is no agreement, in bytes.
const LONGEST: usize = 160;

/// Bytes of a file that its remarks are looked for in.
const REMARKS: usize = 8_000;

/// Words that stand before the terms, as a label.
const LABELS: &[&str] = &[
    "terms",
    "term",
    "terms of interview",
    "terms of the interview",
    "terms of use of this interview",
    "interview terms",
    "conditions",
    "ground rules",
    "attribution",
    "basis",
    "status",
    "embargo",
    "embargoed",
];

/// How terms begin that stand alone in their line, without what may come before and after.
const ALONE: &[&str] = &[
    "off the record",
    "off record",
    "on background",
    "background",
    "deep background",
    "on deep background",
    "not for attribution",
    "unattributable",
    "embargo",
    "embargoed",
    "background only",
    "on background only",
    "off the record only",
];

/// How much a line alone says: a note of a reporter's own is more than the first words of a page.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// Typed by whoever heard it.
    Note,
    /// Made to be published: only labels count there, and an embargo with its day.
    Published,
}

/// What the first lines of a text say, and which of them say it and nothing else.
#[derive(Debug, Default)]
pub struct Head {
    pub about: Vec<Field>,
    /// By their number, from 0.
    pub lines: Vec<usize>,
}

/// Reads the head of a text; `lines` from its beginning.
pub fn read<'a>(lines: impl Iterator<Item = &'a str>, kind: Kind) -> Head {
    let mut head = Head::default();
    let mut beside: Vec<(usize, Field)> = Vec::new();
    let filled = lines.enumerate().filter(|it| !it.1.trim().is_empty());
    for (count, (number, line)) in filled.take(LABELLED).enumerate() {
        let line = bare(line);
        if line.len() > LONGEST {
            continue;
        }
        if let Some(field) = labelled(line).or_else(|| alone(line, kind).filter(|_| count < BARE)) {
            head.about.push(field);
            head.lines.push(number);
        } else if let Some(field) = person(line) {
            beside.push((number, field));
        }
    }
    // “Speaker: …” alone may be what somebody says.
    if !head.about.is_empty() {
        head.lines.extend(beside.iter().map(|it| it.0));
        head.about.extend(beside.into_iter().map(|it| it.1));
    }
    head
}

/// What the front matter of a text says, and where that ends. For files that have none by their kind.
pub fn front_matter(text: &str) -> Option<(Vec<Field>, usize)> {
    let inner = lists::front_matter_of(text)?;
    let about = lists::about(text);
    // A rule above the first words is no front matter.
    let is_one = inner.of(text).lines().all(|it| {
        let line = it.trim();
        line.is_empty()
            || line.starts_with(['#', '-', '"', '\''])
            || line.contains(':')
            || it.starts_with([' ', '\t'])
    });
    if !is_one || about.iter().all(|it| it.role == Role::Other) {
        return None;
    }
    let end = text[inner.end..].find('\n').map_or(text.len(), |it| inner.end + it + 1);
    Some((about, end))
}

/// What remarks of a page or of Markdown say at its beginning: "<!-- terms: off the record -->".
pub fn remarks(text: &str) -> Vec<Field> {
    let start = &text[..text.floor_char_boundary(REMARKS.min(text.len()))];
    let remarks = start.split("<!--").skip(1).map(|it| it.split("-->").next().unwrap_or_default());
    remarks.flat_map(|it| read(it.lines(), Kind::Published).about).collect()
}

/// What a value of a file's properties says, such as its keywords.
#[cfg(any(feature = "office", feature = "pdf"))]
pub fn property(words: &str) -> Vec<Field> {
    read(words.split([';', '\n']), Kind::Published).about
}

/// Without what makes a line a heading, a remark, a quotation or bold. What is asked stays a question.
fn bare(line: &str) -> &str {
    let starts = |it: &str| {
        it.get(..5).is_some_and(|it| it.eq_ignore_ascii_case("note ") || it.eq_ignore_ascii_case("note:"))
    };
    let line = line.trim_matches(is_dress);
    if starts(line) { line[5..].trim_matches(is_dress) } else { line }
}

fn is_dress(it: char) -> bool {
    !it.is_alphanumeric() && it != '?'
}

/// "Terms: off the record", "EMBARGO: 1 May 2027".
fn labelled(line: &str) -> Option<Field> {
    let (label, value) = line.split_once([':', '='])?;
    let label = label.trim_matches(['*', '_', ' ', '\t', '"', '\'']).to_lowercase();
    let value = value.trim_matches(['*', '_', ' ', '\t', '"', '\'']);
    if !LABELS.contains(&label.as_str()) || value.is_empty() {
        return None;
    }
    let said = if label.starts_with("embargo") { format!("embargo until {value}") } else { value.to_owned() };
    let counts = match (terms_of(&said), label.as_str()) {
        (Terms::Embargo(day), "embargo" | "embargoed") => day.is_some() || names_time(value),
        (Terms::Embargo(_), _) => true,
        (Terms::Other, _) => false,
        // Under its own name a promise counts however it is put.
        (Terms::OffRecord | Terms::DeepBackground, label) if label.contains("term") => true,
        _ => is_agreement(value),
    };
    counts.then(|| words(Role::Terms, &said)).flatten()
}

/// Whether words name terms first: "off the record, on the phone", but not "background image by Ana Cho".
fn is_agreement(words: &str) -> bool {
    const RECORDS: &[&str] = &["on record", "on the record", "fully on the record"];
    const GOES_ON: &[&str] =
        &["only", "until", "with", "by", "per", "and", "for", "unless", "please", "call", "interview"];
    let words = words.to_lowercase().replace('-', " ");
    let mut rests = ALONE.iter().chain(RECORDS).filter_map(|it| words.strip_prefix(it));
    rests.any(|rest| {
        let next = rest.trim_start().split(|it: char| !it.is_alphanumeric()).next().unwrap_or_default();
        !rest.starts_with(char::is_alphanumeric) && (next.is_empty() || GOES_ON.contains(&next))
    })
}

/// Whether few words name a time that no calendar tells: "until further notice", "May 12", "midnight on Sunday".
fn names_time(words: &str) -> bool {
    const TIMES: &[&str] = &[
        "further",
        "midnight",
        "noon",
        "tomorrow",
        "tonight",
        "release",
        "publication",
        "notice",
        "monday",
        "tuesday",
        "wednesday",
        "thursday",
        "friday",
        "saturday",
        "sunday",
    ];
    let words = plain(words);
    let words: Vec<&str> =
        words.split(|it: char| !it.is_alphanumeric()).filter(|it| !it.is_empty()).collect();
    let is_named = |it: &&str| TIMES.contains(it) || lists::month(it).is_some();
    // "Embargo: 12 ships wait" counts something else.
    let is_counted = |it: &&str| it.starts_with(|it: char| it.is_ascii_digit());
    let first = words.iter().find(|it| !["until", "till", "til", "before", "the", "at", "on"].contains(it));
    words.len() <= 10
        && first.is_some_and(|it| {
            is_named(it)
                || is_counted(it) && (words.iter().any(is_named) || words.iter().all(|it| is_counted(&it)))
        })
}

/// "OFF THE RECORD", "Off the record - not for publication", "Embargoed until 1 May 2027, 9:00", "Strictly embargoed
/// until …".
fn alone(line: &str, kind: Kind) -> Option<Field> {
    let lower = plain(line);
    let lower = ["strictly ", "under ", "strict "]
        .iter()
        .fold(lower.as_str(), |it, before| it.strip_prefix(before).unwrap_or(it));
    let is_note = kind == Kind::Note;
    let counts = match terms_of(line) {
        Terms::Embargo(day) => {
            let is_over_all = is_note && ALONE.contains(&lower.trim_end_matches(is_dress));
            is_over_all || is_embargo(lower, day.is_some(), is_note)
        }
        Terms::Other | Terms::OnRecord => false,
        _ => is_note && is_promise(lower),
    };
    counts.then(|| words(Role::Terms, line)).flatten()
}

/// An embargo that ends on no day that can be told counts in a note, and in what is published where a time is named.
fn is_embargo(lower: &str, has_day: bool, is_note: bool) -> bool {
    let names = ["embargoed", "embargo", "not before", "not for release", "not for publication"];
    let Some(rest) = names.iter().find_map(|it| lower.strip_prefix(it)) else { return false };
    let rest = rest.trim_start_matches(is_dress);
    let until = ["until ", "till ", "til ", "before "].iter().find_map(|it| rest.strip_prefix(it));
    if has_day {
        until.is_some()
            || ["for", "to"].iter().any(|it| rest.starts_with(it))
            || rest.starts_with(|it: char| it.is_ascii_digit())
    } else {
        until.is_some_and(|it| is_note || lower.starts_with("embargoed") && names_time(it))
    }
}

/// Terms that are all of a line, or have no more behind them than what follows from them. "Off the record: what the mayor
/// thinks" is the name of an article.
fn is_promise(lower: &str) -> bool {
    const FOLLOWS: &[&str] = &[
        "not for",
        "not to be",
        "do not",
        "don't",
        "don’t",
        "no quot",
        "no attribution",
        "no names",
        "nothing of this",
        "please",
        "only",
        "until",
        "unless",
        "as agreed",
        "by agreement",
        "agreed",
        "for guidance",
        "keep",
        "and not",
        "and un",
        "strictly",
        "confidential",
    ];
    ALONE.iter().filter_map(|it| lower.strip_prefix(it)).any(|rest| {
        let behind = rest.trim_start_matches(is_dress);
        let is_over = !rest.starts_with(char::is_alphanumeric) && !rest.trim_start().starts_with('?');
        is_over && (behind.is_empty() || FOLLOWS.iter().any(|it| behind.starts_with(it)))
    })
}

/// "Speaker: Dana Ruiz", "Via: Ben Voss".
fn person(line: &str) -> Option<Field> {
    let (label, value) = line.split_once(':')?;
    match label.trim_matches(['*', '_', ' ']).to_lowercase().as_str() {
        "speaker" => words(Role::Speaker, value.trim_matches(['*', '_', ' '])),
        "via" => words(Role::Via, value.trim_matches(['*', '_', ' '])),
        _ => None,
    }
}

/// Puts what a head says behind what is known already: whoever is named there is named once.
pub fn join(about: &mut Vec<Field>, found: Vec<Field>) {
    for field in found {
        let is_known = |it: &Field| it.role == field.role && it.value == field.value;
        let is_first = field.role == Role::Terms || !about.iter().any(|it| it.role == field.role);
        if is_first && !about.iter().any(is_known) {
            about.push(field);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::sources::lists::Value;

    fn told(about: &[Field]) -> Vec<String> {
        let said = about.iter().map(|it| match &it.value {
            Value::Words(words) => format!("{:?} {words}", it.role),
            other => format!("{:?} {other:?}", it.role),
        });
        said.collect()
    }

    #[test]
    fn agreements_are_read_as_reporters_write_them() {
        for (text, said) in [
            ("Terms: off the record\n\nWe talked.", "Terms off the record"),
            (
                "Call with Dana Ruiz, 3 May\n**Terms:** on background\nSpeaker: Dana Ruiz\n\nWe talked.",
                "Terms on background, Speaker Dana Ruiz",
            ),
            ("OFF THE RECORD\n\nWe talked.", "Terms OFF THE RECORD"),
            ("[off the record]\nWe talked.", "Terms off the record"),
            ("# On background\nWe talked.", "Terms On background"),
            ("Not for attribution.\nWe talked.", "Terms Not for attribution"),
            (
                "STRICTLY EMBARGOED UNTIL 00:01, 1 May 2027\nThe line closes.",
                "Terms STRICTLY EMBARGOED UNTIL 00:01, 1 May 2027",
            ),
            ("Embargo: 1 May 2027\nThe line closes.", "Terms embargo until 1 May 2027"),
            ("NOTE terms: deep background", "Terms deep background"),
            ("Terms: off the record, on the phone", "Terms off the record, on the phone"),
            ("Terms: all of it is off the record", "Terms all of it is off the record"),
            ("Attribution: on background only", "Terms on background only"),
            ("// terms = off the record", "Terms off the record"),
            ("Off\u{a0}the\u{a0}record\nWe talked.", "Terms Off the record"),
            ("“Off the record”\nWe talked.", "Terms Off the record"),
            (
                "Off the record - not for publication\nWe talked.",
                "Terms Off the record - not for publication",
            ),
            ("> _Off the record:_ not for quotation", "Terms Off the record:_ not for quotation"),
            ("Embargo until further notice\nSo.", "Terms Embargo until further notice"),
            ("Embargo until May 12\nSo.", "Terms Embargo until May 12"),
            ("Embargo: May 12\nSo.", "Terms embargo until May 12"),
            ("Embargoed until midnight on Sunday\nSo.", "Terms Embargoed until midnight on Sunday"),
        ] {
            assert_eq!(told(&read(text.lines(), Kind::Note).about).join(", "), said, "{text}");
        }
    }

    #[test]
    fn what_is_said_is_no_agreement() {
        for text in [
            "Off the record: what the mayor really thinks",
            "The mayor spoke off the record.",
            "Embargo on fish hits the port",
            "Embargo lifted",
            "Background to the dispute",
            "Terms of the deal: on the table since May",
            "Terms: net 30 days",
            "Status: open",
            "Attribution: background image by Ana Cho",
            "Terms: background check required",
            "Q: Is this off the record?",
            "Off the record?",
            "“Off the record,” she said, “it fell.”",
            "Off the record – the mayor’s second life",
            "Embargo: what the port thinks of it",
            "Embargo on fish until May",
            "Embargo: 12 ships wait at the port",
            "Speaker: Dana Ruiz",
            "one\ntwo\nthree\nOff the record.",
            "",
        ] {
            assert_eq!(told(&read(text.lines(), Kind::Note).about), [""; 0], "{text}");
        }
        for text in ["Off the record\nA column.", "Embargo until peace holds, ministers say\nThe port."] {
            assert_eq!(told(&read(text.lines(), Kind::Published).about), [""; 0], "{text}");
        }
    }

    #[test]
    fn front_matter_is_what_says_something() {
        let text = "---\nterms: off the record\n---\nWe talked.\n";
        let (about, end) = front_matter(text).unwrap();
        assert_eq!((told(&about), &text[end..]), (vec!["Terms off the record".to_owned()], "We talked.\n"));
        for text in [
            "---\nWe talked.\n---\nAnd: so on.\n",
            "---\nANA: We talked.\nBEN: We did.\n---\nSo on.\n",
            "---\n",
            "We talked.\n",
            "---\n\n---\n",
            "---\nNo end: here\n",
        ] {
            assert!(front_matter(text).is_none(), "{text}");
        }
    }
}
