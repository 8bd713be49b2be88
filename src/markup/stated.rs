//! The day that an article gives as its own, where its markup has a place for it.

use std::borrow::Cow;

use super::{Format, html, lines::lines};
use crate::text::Span;

/// The day stands at the top: no further down than this is looked, in bytes.
const HEAD: usize = 16_000;

/// As many lines of front matter are read.
const LINES: usize = 60;

/// What front matter and pages call it, in lower case.
const NAMES: [&str; 18] = [
    "date",
    "published",
    "publishdate",
    "pubdate",
    "publish_date",
    "publish-date",
    "publication_date",
    "datepublished",
    "page-date",
    "revdate",
    "article:published_time",
    "og:published_time",
    "dc.date",
    "dc.date.issued",
    "dcterms.date",
    "dcterms.created",
    "dcterms.issued",
    "parsely-pub-date",
];

/// The article's own day, as it writes it: in front matter, or where its format puts it. Without a
/// number it is none: `\today`, "to be set".
pub fn stated_date(format: Format, text: &str) -> Option<Cow<'_, str>> {
    let text = text.trim_start_matches('\u{feff}');
    let mut end = text.len().min(HEAD);
    while !text.is_char_boundary(end) {
        end -= 1;
    }
    let head = &text[..end];
    let found = front_matter(head).or_else(|| match format {
        Format::Html => in_tags(head),
        Format::Latex => in_command(head),
        Format::AsciiDoc => in_header(head),
        Format::ReStructuredText => behind(head, ":date:").or_else(|| behind(head, ".. date:")),
        Format::Org => behind(head, "#+date:"),
        Format::MediaWiki => between(head, "{{date|", "}}"),
        Format::Markdown | Format::Typst | Format::Plain => None,
    });
    let numbered = |it: &&str| it.bytes().any(|it| it.is_ascii_digit());
    let found = found.filter(numbered).map(Cow::Borrowed);
    found.or_else(|| (format == Format::Typst).then(|| in_call(head)).flatten())
}

/// A line of the head, fenced or not: `date: 2024-10-21`. What is indented belongs to something else.
fn front_matter(head: &str) -> Option<&str> {
    let mut lines = head.lines().take(LINES).peekable();
    let fence = lines.next_if(|it| matches!(it.trim_end(), "---" | "+++")).map(str::trim_end);
    let ends = |it: &&str| match fence {
        Some(fence) => it.trim_end() != fence,
        None => !it.trim().is_empty(),
    };
    lines.take_while(ends).find_map(|line| {
        let (key, value) = line.split_once([':', '='])?;
        let name = key.trim_end().trim_matches('"').to_ascii_lowercase();
        let value = value.trim().trim_matches(['"', '\'']);
        (NAMES.contains(&name.as_str()) && !value.is_empty()).then_some(value)
    })
}

/// `<meta name="date" content="…">`, `<meta property="article:published_time" …>`, `<time datetime="…" pubdate>`.
fn in_tags(head: &str) -> Option<&str> {
    let names = |tag: &str, attribute: &str| {
        let name = html::attribute(tag, attribute).unwrap_or_default().to_ascii_lowercase();
        NAMES.contains(&name.as_str())
    };
    memchr::memchr_iter(b'<', head.as_bytes()).find_map(|at| {
        let tag = &head[at..at + html::tag_length(&head[at..])];
        let value = match html::name(tag).as_str() {
            "meta" if ["name", "property", "itemprop"].iter().any(|it| names(tag, it)) => "content",
            "time" if names(tag, "itemprop") || has_word(tag, "pubdate") => "datetime",
            _ => return None,
        };
        let value = html::attribute(tag, value)?;
        let start = tag.find(value.as_str())?;
        Some(&tag[start..start + value.len()])
    })
}

fn has_word(tag: &str, word: &str) -> bool {
    tag.split(|it: char| !it.is_alphanumeric()).any(|it| it.eq_ignore_ascii_case(word))
}

/// `\date{12 May 2026}`, where no comment hides it.
fn in_command(head: &str) -> Option<&str> {
    let shown = |at: &usize| !head[..*at].rsplit('\n').next().is_some_and(|it| it.contains('%'));
    let at = head.match_indices("\\date{").map(|it| it.0).find(shown)?;
    between(&head[at..], "\\date{", "}")
}

/// `:revdate:`, or the line below the author's: "v1.0, 12 May 2026: first draft".
fn in_header(head: &str) -> Option<&str> {
    let named = [":revdate:", ":date:", ":page-date:"].iter().find_map(|it| behind(head, it));
    named.or_else(|| {
        let header = head.lines().skip_while(|it| it.starts_with("//") || it.trim().is_empty());
        let mut header = header.take_while(|it| !it.trim().is_empty());
        header.next().filter(|it| it.starts_with("= "))?;
        let line = header.filter(|it| !it.starts_with("//")).nth(1)?.trim();
        let is_words = line.is_empty() || line.starts_with(':');
        let line = line.split(": ").next().unwrap_or(line);
        let day = match line.strip_prefix('v').and_then(|it| it.split_once(',')) {
            Some((number, day)) if number.starts_with(|it: char| it.is_ascii_digit()) => day.trim(),
            _ => line,
        };
        (!is_words).then_some(day)
    })
}

/// What stands behind a keyword at the start of a line, whatever the case of its letters.
fn behind<'a>(head: &'a str, keyword: &str) -> Option<&'a str> {
    let line = lines(head, 0).map(|it| it.of(head)).find(|it| {
        let start = it.get(..keyword.len());
        start.is_some_and(|it| it.eq_ignore_ascii_case(keyword))
    })?;
    Some(line[keyword.len()..].trim().trim_matches(['<', '>', '[', ']']))
}

fn between<'a>(head: &'a str, opens: &str, closes: &str) -> Option<&'a str> {
    let start = head.find(opens)? + opens.len();
    let inner = Span::new(start, start + head[start..].find(closes)?).of(head);
    Some(inner.trim())
}

/// `date: datetime(year: 2026, month: 5, day: 12)`, in whatever order, as a day is written in figures.
fn in_call(head: &str) -> Option<Cow<'_, str>> {
    let call = between(head, "date: datetime(", ")")?;
    let part = |name: &str| {
        let mut parts = call.split(',').filter_map(|it| it.split_once(':'));
        parts.find(|it| it.0.trim() == name).and_then(|it| it.1.trim().parse::<u16>().ok())
    };
    let year = part("year")?;
    Some(Cow::Owned(match (part("month"), part("day")) {
        (Some(month), Some(day)) => format!("{year}-{month:02}-{day:02}"),
        (Some(month), None) => format!("{year}-{month:02}"),
        _ => year.to_string(),
    }))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(format: Format, text: &str, expected: Option<&str>) {
        assert_eq!(stated_date(format, text).as_deref(), expected, "{text}");
    }

    #[test]
    fn every_markup_states_its_day_in_its_own_place() {
        let day = Some("2026-05-12");
        check(Format::Markdown, "---\ntitle: A\ndate: 2026-05-12\n---\n\nText.", day);
        check(Format::Markdown, "+++\ndate = \"2026-05-12\"\n+++\n", day);
        check(Format::Plain, "Date: 2026-05-12\n\nText.", day);
        check(Format::Html, "<head><meta name=\"date\" content=\"2026-05-12\"></head>", day);
        check(Format::Html, "<meta content='2026-05-12' property='article:published_time'/>", day);
        check(Format::Html, "<p><time datetime=\"2026-05-12\" pubdate>Tuesday</time></p>", day);
        check(Format::Html, "<time itemprop=\"datePublished\" datetime=\"2026-05-12\">12 May</time>", day);
        check(Format::Latex, "\\documentclass{article}\n\\date{12 May 2026}\n", Some("12 May 2026"));
        check(Format::AsciiDoc, "= Quay\n:revdate: 2026-05-12\n\nText.", day);
        check(Format::AsciiDoc, "= Quay\nAna Cho <a@b.c>\nv1.0, 2026-05-12: First draft\n", day);
        check(Format::AsciiDoc, "= Quay\nAna Cho\n2026-05-12\n\nText.", day);
        check(Format::Org, "#+TITLE: Quay\n#+DATE: <2026-05-12>\n", day);
        check(Format::ReStructuredText, "Quay\n====\n\n:Author: Ana Cho\n:Date: 2026-05-12\n", day);
        check(Format::MediaWiki, "{{date|May 12, 2026}}\nText.", Some("May 12, 2026"));
        let call = "#set document(title: [A], date: datetime(day: 12, year: 2026, month: 5))\n";
        check(Format::Typst, call, day);
    }

    #[test]
    fn what_states_no_day_is_none() {
        check(Format::Latex, "\\date{\\today}\n", None);
        check(Format::Latex, "% \\date{12 May 2026}\n", None);
        check(Format::Html, "<p>On <time datetime=\"2026-05-12\">Tuesday</time> it rained.</p>", None);
        check(Format::Html, "<meta name=\"viewport\" content=\"width=320\">", None);
        check(Format::Markdown, "---\ndate: [TK: date]\n---\n", None);
        check(Format::Markdown, "---\nreferences:\n- id: cho\n  date: 2020\n---\n", None);
        check(Format::Markdown, "Words.\n\ndate: 2026-05-12\n", None);
        check(Format::AsciiDoc, "= Quay\n\nIn 2026 the quay\nwas closed.\n", None);
        check(Format::Typst, "#set document(date: auto)\n", None);
        check(Format::Typst, "#set document(date: datetime(", None);
    }
}
