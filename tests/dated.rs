//! The day of an article, wherever its markup puts it, is a day for every rule.

use std::sync::Arc;

use onrecord::{
    article::Article,
    features::actions,
    markup::Format,
    rules::{Review, Settings},
    text::Span,
};

const VOTE: &str = "The council will vote on Monday.";

fn asks_when(format: Format, text: &str) -> bool {
    let article = Arc::new(Article::read(text, format));
    let review = Review::of(article, &Settings::default());
    review.findings.iter().any(|it| it.code == "relative-time")
}

#[test]
fn what_the_head_dates_is_not_asked() {
    for (format, head, end) in [
        (Format::Html, "<head><meta name=\"date\" content=\"2026-05-12\"></head><p>", "</p>"),
        (Format::Html, "<meta property=\"article:published_time\" content=\"2026-05-12\"><p>", "</p>"),
        (Format::Html, "<p><time datetime=\"2026-05-12\" pubdate>Today</time></p><p>", "</p>"),
        (
            Format::Latex,
            "\\documentclass{article}\n\\date{12 May 2026}\n\\begin{document}\n",
            "\n\\end{document}",
        ),
        (Format::AsciiDoc, "= Quay\nAna Cho\nv1, 12 May 2026\n\n", "\n"),
        (Format::Org, "#+TITLE: Quay\n#+DATE: 2026-05-12\n\n", "\n"),
        (Format::ReStructuredText, "Quay\n====\n\n:Date: 2026-05-12\n\n", "\n"),
        (Format::Typst, "#set document(date: datetime(year: 2026, month: 5, day: 12))\n\n", "\n"),
    ] {
        let text = format!("{head}{VOTE}{end}");
        assert!(!asks_when(format, &text), "{text}");
        let day = Article::read(&text, format).published().map(|it| it.to_string());
        assert_eq!(day.as_deref(), Some("12 May 2026"), "{text}");
        // Without the day it is asked, so that the test can fail.
        let bare = text.replace("2026-05-12", "").replace("12 May 2026", "").replace("year: 2026", "");
        assert!(asks_when(format, &bare), "{bare}");
        assert_eq!(Article::read(&bare, format).published(), None, "{bare}");
    }
}

#[test]
fn the_day_changes_with_the_text() {
    let one = "#+DATE: 2026-05-12\n\nThe council will vote on Monday.\n";
    let other = one.replace("2026-05-12", "2026-06-01");
    let article = Article::read(one, Format::Org).after(&other);
    assert_eq!(article.published(), Article::read(&other, Format::Org).published());
    assert!(article.published() > Article::read(one, Format::Org).published());
}

#[test]
fn a_file_gets_its_day_where_its_markup_has_a_place_for_it() {
    for (format, text, expected) in [
        (Format::Markdown, "VOTE\n", "---\ndate: DAY\n---\n\nVOTE\n"),
        (Format::AsciiDoc, "= Quay\n\nVOTE\n", ":revdate: DAY\n= Quay\n\nVOTE\n"),
        (Format::Org, "VOTE\n", "#+DATE: DAY\nVOTE\n"),
        (Format::ReStructuredText, "VOTE\n", ":Date: DAY\n\nVOTE\n"),
        (Format::ReStructuredText, "Quay\n====\n\nVOTE\n", "Quay\n====\n\n:Date: DAY\n\nVOTE\n"),
        (
            Format::Latex,
            "\\documentclass{article}\n\\begin{document}\nVOTE\n\\end{document}\n",
            "\\documentclass{article}\n\\date{DAY}\n\\begin{document}\nVOTE\n\\end{document}\n",
        ),
        (
            Format::Html,
            "<html><head><title>Quay</title></head><p>VOTE</p></html>",
            "<html><head>\n<meta name=\"date\" content=\"DAY\"><title>Quay</title></head><p>VOTE</p></html>",
        ),
    ] {
        let text = text.replace("VOTE", VOTE);
        let review = Review::of(Arc::new(Article::read(&text, format)), &Settings::default());
        let all = actions::actions(&review, Span::new(0, text.len()));
        let action = all.iter().find(|it| it.title == "Set the date of this file").expect(&text);
        let [edit] = &actions::resolve(&review, &action.key)[..] else { panic!("{text}") };
        let mut after = text.clone();
        after.replace_range(edit.span.start..edit.span.end, &edit.text);
        assert_eq!(after, expected.replace("VOTE", VOTE).replace("DAY", "[TK: date]"));
        assert!(!asks_when(format, &after.replace("[TK: date]", "2026-05-12")), "{after}");
    }
}
