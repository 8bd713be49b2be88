//! Quick fixes in each format's own syntax: applied and read again, the finding is gone.

use std::sync::Arc;

use onrecord::{
    article::Article,
    features::actions,
    markup::{self, Format},
    rules::{Review, Settings},
    text::Span,
};

/// A paragraph that is asked about, in the dress of its format, and what stands around it.
const PAGES: &[(Format, &str, &str)] = &[
    (Format::Markdown, "# Quay\n\n", "\n"),
    (Format::Html, "<!DOCTYPE html>\n<h1>Quay</h1>\n<p>", "</p>\n"),
    (Format::MediaWiki, "== Quay ==\n", "\n"),
    (Format::Latex, "\\section{Quay}\n\n", "\n"),
    (Format::AsciiDoc, "= Quay\n\n", "\n"),
    (Format::ReStructuredText, "Quay\n====\n\n", "\n"),
    (Format::Org, "* Quay\n", "\n"),
    (Format::Typst, "= Quay\n\n", "\n"),
    (Format::Plain, "Quay\n\n", "\n"),
];

const CLAIM: &str = "The city spent $42 million on the scheme.";
const CRITICS: &str = "Critics say the bridge was never inspected.";

fn review(text: &str, format: Format) -> Review {
    Review::of(Arc::new(Article::read(text, format)), &Settings::default())
}

fn page(format: Format, words: &str) -> String {
    let (_, before, behind) = PAGES.iter().find(|it| it.0 == format).expect("every format has a page");
    // A dollar is a formula's in LaTeX and Typst.
    let words = if matches!(format, Format::Latex | Format::Typst) {
        words.replace('$', "\\$")
    } else {
        words.to_owned()
    };
    format!("{before}{words}{behind}")
}

/// The text after the action of this title, and the codes of what is asked then.
fn applied(text: &str, format: Format, title: &str) -> (String, Vec<&'static str>) {
    let before = review(text, format);
    let all = actions::actions(&before, Span::new(0, text.len()));
    let action = all.iter().find(|it| it.title == title).unwrap_or_else(|| {
        let titles: Vec<&str> = all.iter().map(|it| it.title.as_str()).collect();
        panic!("“{title}” is not among {titles:?} for {text:?}")
    });
    let mut out = text.to_owned();
    for edit in actions::resolve(&before, &action.key).iter().rev() {
        out.replace_range(edit.span.start..edit.span.end, &edit.text);
    }
    let findings = review(&out, format).findings.iter().map(|it| it.code).collect();
    (out, findings)
}

#[test]
fn every_format_has_a_page() {
    assert!(Format::ALL.iter().all(|format| PAGES.iter().any(|it| it.0 == *format)));
}

#[test]
fn ignoring_with_a_reason_writes_a_comment_and_silences_the_finding() {
    let comment = |format| match format {
        Format::Markdown | Format::Html | Format::MediaWiki => {
            format!("{CRITICS} <!-- onrecord: ignore vague-source: reason? -->")
        }
        Format::Latex => format!("% onrecord: ignore vague-source: reason?\n{CRITICS}"),
        Format::AsciiDoc | Format::Typst => format!("// onrecord: ignore vague-source: reason?\n{CRITICS}"),
        Format::ReStructuredText => format!(".. onrecord: ignore vague-source: reason?\n\n{CRITICS}"),
        Format::Org => format!("# onrecord: ignore vague-source: reason?\n{CRITICS}"),
        Format::Plain => format!("[onrecord: ignore vague-source: reason?]\n\n{CRITICS}"),
    };
    for format in Format::ALL {
        let text = page(format, CRITICS);
        let (out, findings) = applied(&text, format, "Ignore here with a reason…");
        assert_eq!(out, page(format, &comment(format)));
        assert!(findings.is_empty(), "{findings:?} in {out:?}");
    }
}

#[test]
fn a_note_that_a_source_is_needed_is_a_comment_of_the_format() {
    let comment = |format| match format {
        Format::Markdown | Format::Html | Format::MediaWiki => {
            format!("{CRITICS} <!-- onrecord: needs-source -->")
        }
        Format::Latex => format!("% onrecord: needs-source\n{CRITICS}"),
        Format::AsciiDoc | Format::Typst => format!("// onrecord: needs-source\n{CRITICS}"),
        Format::ReStructuredText => format!(".. onrecord: needs-source\n\n{CRITICS}"),
        Format::Org => format!("# onrecord: needs-source\n{CRITICS}"),
        Format::Plain => format!("[onrecord: needs-source]\n\n{CRITICS}"),
    };
    for format in Format::ALL {
        let text = page(format, CRITICS);
        let (out, findings) = applied(&text, format, "Note in a comment that it needs a source");
        assert_eq!(out, page(format, &comment(format)));
        // The note itself is asked about until the source has come.
        assert_eq!(findings, ["placeholder-left"], "{out:?}");
    }
}

#[test]
fn the_other_ways_to_ignore_silence_it_too() {
    for title in [
        "Ignore vague-source in this paragraph",
        "Ignore vague-source in this file",
        "Turn vague-source off from here on",
    ] {
        for format in Format::ALL {
            let (out, findings) = applied(&page(format, CRITICS), format, title);
            assert!(findings.is_empty(), "{findings:?} in {out:?}");
        }
    }
}

#[test]
fn a_mark_asks_for_a_source_and_nothing_else_does() {
    for format in Format::ALL {
        let mark = if format == Format::MediaWiki { "{{citation needed}}" } else { "[citation needed]" };
        let text = page(format, CRITICS);
        let (out, findings) = applied(&text, format, "Mark “[citation needed]”");
        assert_eq!(out, page(format, &CRITICS.replace("inspected.", &format!("inspected {mark}."))));
        // The mark itself must not be left in the copy.
        assert_eq!(findings, ["placeholder-left"], "{out:?}");
    }
}

#[test]
fn a_placeholder_is_written_as_a_citation_and_asked_about() {
    for format in Format::ALL {
        let citation = match format {
            Format::Markdown => "[@source]",
            Format::Html => "<cite>[source?]</cite>",
            Format::MediaWiki => "<ref name=\"source\" />",
            Format::Latex => "\\autocite{source}",
            Format::AsciiDoc => "cite:[source]",
            Format::ReStructuredText => ":cite:p:`source`",
            Format::Org => "[cite:@source]",
            Format::Typst => "@source",
            Format::Plain => "[source?]",
        };
        let (out, findings) = applied(&page(format, CLAIM), format, "Insert a citation placeholder");
        assert_eq!(out, page(format, &CLAIM.replace("scheme.", &format!("scheme {citation}."))));
        assert_eq!(findings, ["placeholder-left"], "{out:?}");
    }
}

#[test]
fn files_and_editors_name_the_format() {
    for (path, format) in [
        ("a.tex", Format::Latex),
        ("a.HTM", Format::Html),
        ("a.html", Format::Html),
        ("a.adoc", Format::AsciiDoc),
        ("a.asciidoc", Format::AsciiDoc),
        ("a.org", Format::Org),
        ("a.rst", Format::ReStructuredText),
        ("a.typ", Format::Typst),
        ("a.wiki", Format::MediaWiki),
        ("a.mediawiki", Format::MediaWiki),
        ("a.wikitext", Format::MediaWiki),
        ("a.md", Format::Markdown),
        ("a.wpd", Format::Plain),
        ("org", Format::Plain),
    ] {
        assert_eq!(Format::of_path(path), format, "{path}");
    }
    for (id, format) in [
        ("latex", Format::Latex),
        ("tex", Format::Latex),
        ("restructuredtext", Format::ReStructuredText),
        ("rst", Format::ReStructuredText),
        ("mediawiki", Format::MediaWiki),
        ("HTML", Format::Html),
        ("klingon", Format::Plain),
    ] {
        assert_eq!(Format::of_language(id), format, "{id}");
    }
    // What a report calls a format is what an editor may call it.
    assert!(Format::ALL.iter().all(|it| Format::of_language(it.name()) == *it));
}

/// Words written into a document are read as they were, whatever marks they hold.
#[test]
fn words_that_look_like_marks_are_read_as_they_were() {
    for format in Format::ALL.into_iter().filter(|it| *it != Format::Org) {
        for words in
            ["5% of profits, $3 and #1 of R&D", "a_b and *c* or `d` in [e] and <f>", "x@y.example {g} ~h ^i"]
        {
            let text = format!("She said {} again.\n", markup::escaped(format, words));
            let article = Article::read(&text, format);
            let read: String = article.paragraphs().map(|it| it.block.prose.text.clone()).collect();
            assert_eq!(read, format!("She said {words} again."), "{format:?}");
        }
    }
    assert_eq!(markup::escaped(Format::Org, "a*b_c"), "a\\ast{}b\\under{}c");
}
