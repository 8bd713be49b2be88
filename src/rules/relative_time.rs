//! # relative-time
//!
//! The text says “on Monday” or “recently”, and no date tells the reader when that was.
//!
//! What is plain on the day is a riddle in the archive.
//! Encyclopedia editors tag such words “When?” (MOS:RELTIME asks for a date, or “as of” one); agencies put the date into the dateline.
//! It is asked once in a file, at the first such word.
//!
//! ```article
//! The council will vote on Monday.
//!                       ^^^^^^^^^ no date in this file
//! ```
//!
//! ```article
//! The law recently changed. A few days ago the clerk resigned.
//!         ^^^^^^^^ “recently”
//! ```
//!
//! ```article
//! Lena Brandt left the office last month, and nobody has followed her.
//!                             ^^^^^^^^^^ “last month”
//! ```
//!
//! ```article
//! Yesterday the gate was locked.
//! ^^^^^^^^^ “Yesterday”
//! ```
//!
//! ```article
//! The road has been closed for repairs since last week.
//!                                            ^^^^^^^^^ “last week”
//! ```
//!
//! A date in the sentence settles it, and so does one in the dateline or in the front matter:
//!
//! ```article
//! The council will vote on Monday, 21 October.
//! ```
//!
//! ```article
//! LISBON, Oct. 21 — The council will vote on Monday.
//! ```
//!
//! ```article
//! ---
//! title: The vote
//! date: 2024-10-21
//! ---
//!
//! The council will vote on Monday.
//! ```
//!
//! What happens every week needs no date, nor does what lasts:
//!
//! ```article
//! The council meets on Mondays, and every Monday the clerk reads the minutes of the last week.
//! ```
//!
//! ```article
//! The gate was locked in May 2021.
//! ```
//!
//! Every markup has a place of its own for it: `<meta name="date" …>` or `<time datetime="…" pubdate>` in HTML, `\date{…}` in LaTeX, `:revdate:` or the revision line in AsciiDoc, `#+DATE:` in Org, `:Date:` in reStructuredText, `#set document(date: …)` in Typst.
//!
//! What helps: insert the date, or give the file one (in the place that its markup has for it, or a dateline).

use std::sync::LazyLock;

use super::{Check, Context, Finding, Fix, Limit, Rule, Severity, Spot, phrases::Phrases, voice};
use crate::{
    article::Paragraph,
    language::{Class, Passage, Shape},
    markup::Format,
    reading::Reading,
};

pub const RULE: Rule = Rule {
    code: "relative-time",
    severity: Severity::Hint,
    source: include_str!("relative_time.rs"),
    check: Check::Phrases { find, judge },
    limit: Limit::OncePerFile,
};

static TIMES: LazyLock<Phrases> = LazyLock::new(|| {
    Phrases::new(&[
        "on|last|next|this monday|tuesday|wednesday|thursday|friday|saturday|sunday morning|afternoon|\
         evening|night?",
        "monday|tuesday|wednesday|thursday|friday|saturday|sunday morning|afternoon|evening|night?",
        "yesterday|today|tonight|tomorrow morning|afternoon|evening|night?",
        "last night",
        "last|this|next week|weekend|month|year|spring|summer|autumn|winter",
        "earlier|later today|yesterday",
        "earlier|later this week|month|year|spring|summer|autumn|winter",
        "recently",
        "in recent days|weeks|months|years",
        "in|over the last|past few|several|couple|two|three|four|five|six? of? days|weeks|months",
        "a few|couple of? hours|days|weeks|months|years ago",
        "several|two|three|four|five|six|seven|eight|nine|ten hours|days|weeks|months|years ago",
    ])
});

fn find(reading: &Reading) -> Vec<Spot> {
    let passage = &reading.passage;
    let phrases = TIMES.find(passage).into_iter();
    phrases
        .filter(|it| is_relative(passage, it.start, it.end))
        .map(|it| voice::spot(reading, it, 0))
        .filter(|it| !voice::is_quoted(reading, it.span) && !is_dated(passage, it.sentence))
        .collect()
}

/// "Good Friday", "Super Tuesday": a day with a name of its own.
const DAYS: &[&str] =
    &["ash", "big", "black", "bloody", "cyber", "easter", "fat", "good", "holy", "palm", "red", "super"];

/// "every Monday", "the last week", "Black Friday", "today’s youth", "USA Today" depend on no date.
fn is_relative(passage: &Passage, start: usize, end: usize) -> bool {
    let before = start.checked_sub(1).map(|it| passage.tokens[it]);
    let determined = matches!(
        passage.word(start.wrapping_sub(1)),
        "the"
            | "a"
            | "every"
            | "each"
            | "any"
            | "’s"
            | "'s"
            | "first"
            | "second"
            | "third"
            | "fourth"
            | "other"
            | "alternate"
    );
    let named = before.is_some_and(|it| {
        let name = it.class.is_empty() || DAYS.contains(&it.span.of(&passage.lower));
        matches!(it.shape, Shape::Title | Shape::Upper) && name
    }) && passage.tokens[start].shape == Shape::Title;
    let next = passage.tokens.get(end);
    let owns = passage.word(end - 1) == "today" && matches!(passage.word(end), "’s" | "'s");
    let opens = next.is_some_and(|it| {
        let title = matches!(it.shape, Shape::Title | Shape::Upper) && it.class.is_empty();
        title && passage.tokens[end - 1].shape == Shape::Title
    });
    !determined && !named && !owns && !opens
}

/// Whether a sentence gives a day and a month: "21 October", "Oct. 21", "2024-10-21".
fn is_dated(passage: &Passage, sentence: usize) -> bool {
    let mut tokens = passage.sentences[sentence].tokens.clone();
    tokens.any(|it| is_date(passage, it))
}

/// Whether a day and a month meet at this token.
fn is_date(passage: &Passage, at: usize) -> bool {
    let is_day = |it: usize| {
        let digits = passage.form(it).trim_end_matches(|it: char| it.is_ascii_alphabetic());
        digits.len() <= 2 && digits.parse().is_ok_and(|it: u8| (1..=31).contains(&it))
    };
    let month = passage.tokens[at].class.contains(Class::MONTH) && passage.tokens[at].shape != Shape::Lower;
    let around = || {
        is_day(at + 1)
            || at > 0 && (is_day(at - 1) || at > 1 && passage.word(at - 1) == "of" && is_day(at - 2))
    };
    let iso = || {
        let start = passage.tokens[at].span.start;
        let digits = passage.text[start..].bytes().take(10).map(|it| it.is_ascii_digit());
        let dashes = passage.text[start..].bytes().skip(4).step_by(3).take(2);
        digits.eq([true, true, true, true, false, true, true, false, true, true]) && dashes.eq(*b"--")
    };
    month && around() || passage.tokens[at].shape == Shape::Number && iso()
}

fn judge(context: &Context, paragraph: &Paragraph, spot: &Spot) -> Option<Finding> {
    let text = context.article.text();
    if context.article.is_dated() || has_dateline(context) {
        return None;
    }
    let span = paragraph.document(spot.span);
    let words = context.article.shown(span);
    let message = format!(
        "When? There is no date in this file that resolves “{}”. Insert it here, or set one for the file.",
        words.strip_prefix("on ").or(words.strip_prefix("On ")).unwrap_or(&words)
    );
    let mut fixes = vec![Fix::InsertDate { at: span.end }];
    fixes.extend(set_date(context.article.format(), text));
    let note = "Neither a dateline nor the head of the file gives the date. Asked once in a file.".to_owned();
    Some(Finding { fixes, note, ..RULE.finding(span, message) })
}

/// A date in the dateline, or alone in a line at the top ("Published 21 October 2024").
fn has_dateline(context: &Context) -> bool {
    const TOP: usize = 5;
    const LINE: usize = 14;
    context.article.paragraphs().take(TOP).any(|it| {
        let passage = &it.reading.passage;
        let line = passage.tokens.len().min(LINE);
        let end = match it.reading.dateline {
            Some(dateline) => passage.token_at(dateline.end),
            None if passage.tokens.len() <= LINE && !ends(passage) => line,
            None => 0,
        };
        (0..end.min(line)).any(|it| is_date(passage, it))
    })
}

/// Whether it is a sentence rather than a line of its own.
fn ends(passage: &Passage) -> bool {
    passage.text.trim_end().ends_with(['.', '!', '?', '”', '"'])
}

/// Where the file's markup has a place for its day; none where it has no such place, or the writer has to find it.
fn set_date(format: Format, text: &str) -> Option<Fix> {
    let mark = '\u{feff}';
    let start = text.len() - text.trim_start_matches(mark).len();
    let rest = &text[start..];
    let (at, line) = match format {
        Format::Markdown => in_front_matter(rest)?,
        _ if format != Format::Markdown && rest.starts_with("---") => return None,
        Format::AsciiDoc => (0, ":revdate: [TK: date]\n"),
        Format::Org => (0, "#+DATE: [TK: date]\n"),
        Format::ReStructuredText => (behind_title(rest), ":Date: [TK: date]\n\n"),
        Format::Latex => in_preamble(rest)?,
        Format::Html => {
            let head = rest.to_ascii_lowercase().find("<head>")?;
            (head + "<head>".len(), "\n<meta name=\"date\" content=\"[TK: date]\">")
        }
        Format::Typst | Format::MediaWiki | Format::Plain => return None,
    };
    let title = "Set the date of this file".to_owned();
    Some(Fix::Insert { at: start + at, text: line.to_owned(), title })
}

/// Behind the title and its underline, where reStructuredText looks for what it says of itself; at the top without one.
fn behind_title(text: &str) -> usize {
    let mut lines = text.split_inclusive('\n');
    let (Some(title), Some(line)) = (lines.next(), lines.next()) else { return 0 };
    let is_underline = |it: &str| {
        let it = it.trim_end();
        it.len() > 2
            && it.chars().all(|it| it.is_ascii_punctuation())
            && it.chars().all(|at| it.starts_with(at))
    };
    let blank = lines.next().filter(|it| it.trim().is_empty());
    match blank.filter(|_| is_underline(line) && !title.trim().is_empty()) {
        Some(blank) => title.len() + line.len() + blank.len(),
        None => 0,
    }
}

/// Before a document begins that has no day yet, not even an empty one.
fn in_preamble(text: &str) -> Option<(usize, &'static str)> {
    const BEGIN: &str = "\n\\begin{document}";
    let begin = text.find(BEGIN).map(|it| it + 1);
    let begin = begin.or_else(|| text.starts_with(&BEGIN[1..]).then_some(0))?;
    (!text[..begin].contains("\\date{")).then_some((begin, "\\date{[TK: date]}\n"))
}

/// Front matter for a file that has none; a line more for one that has.
fn in_front_matter(text: &str) -> Option<(usize, &'static str)> {
    let fence = ["---\n", "---\r\n"].into_iter().find(|it| text.starts_with(it));
    match fence {
        Some(fence) => Some((fence.len(), "date: [TK: date]\n")),
        // Front matter in TOML is the writer's to fill in.
        None if text.starts_with("+++") => None,
        None => Some((0, "---\ndate: [TK: date]\n---\n\n")),
    }
}
