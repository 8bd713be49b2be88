//! The day of an article, wherever its markup puts it, is a day for every rule.

use std::sync::Arc;

use onrecord::{
    article::Article,
    markup::Format,
    rules::{Review, Settings},
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
