//! Quick fixes in each format's own syntax: applied and read again, the finding is gone.

use std::sync::Arc;

use onrecord::{
    article::Article,
    features::actions,
    markup::{self, Format},
    rules::{Review, Settings},
    text::{Edit, Span},
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

fn with(text: &str, edits: &[Edit]) -> String {
    let mut out = text.to_owned();
    for edit in edits.iter().rev() {
        out.replace_range(edit.span.start..edit.span.end, &edit.text);
    }
    out
}

/// The text after the action of this title, and the codes of what is asked then.
fn applied(text: &str, format: Format, title: &str) -> (String, Vec<&'static str>) {
    let before = review(text, format);
    let all = actions::actions(&before, Span::new(0, text.len()));
    let action = all.iter().find(|it| it.title == title).unwrap_or_else(|| {
        let titles: Vec<&str> = all.iter().map(|it| it.title.as_str()).collect();
        panic!("“{title}” is not among {titles:?} for {text:?}")
    });
    let out = with(text, &actions::resolve(&before, &action.key));
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
        // It stands on nothing yet: the question stays.
        assert_eq!(findings, ["unattributed-figure", "placeholder-left"], "{out:?}");
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

/// The text that holds the sentence, and the text when it is ignored there.
const HELD: &[(Format, &str, &str)] = &[
    (Format::ReStructuredText, ".. note::\n\n   CRITICS\n", ".. note::\n\n   .. COMMENT\n\n   CRITICS\n"),
    (Format::ReStructuredText, ".. note::\n   CRITICS\n", ".. COMMENT\n\n.. note::\n   CRITICS\n"),
    (Format::ReStructuredText, "- One.\n- CRITICS\n", "- One.\n- .. COMMENT\n\n  CRITICS\n"),
    (
        Format::ReStructuredText,
        "1. One.\n2. CRITICS\n   Two.\n",
        "1. One.\n2. .. COMMENT\n\n   CRITICS\n   Two.\n",
    ),
    (Format::ReStructuredText, "- One.\n\n  CRITICS\n", "- One.\n\n  .. COMMENT\n\n  CRITICS\n"),
    (Format::ReStructuredText, "- One.\n\n  #. CRITICS\n", "- One.\n\n  #. .. COMMENT\n\n     CRITICS\n"),
    (Format::ReStructuredText, "Term\n   CRITICS\n", "Term\n   .. COMMENT\n\n   CRITICS\n"),
    (Format::ReStructuredText, ".. _gate:\n\nCRITICS\n", ".. COMMENT\n\n.. _gate:\n\nCRITICS\n"),
    (Format::Org, "- One.\n- CRITICS\n- Two.\n", "- One.\n- CRITICS @@comment: COMMENT @@\n- Two.\n"),
    (Format::Org, "- Term :: CRITICS\n", "- Term :: CRITICS @@comment: COMMENT @@\n"),
    (Format::AsciiDoc, "* One.\n\n* CRITICS\n", "* One.\n// COMMENT\n\n* CRITICS\n"),
    (Format::AsciiDoc, "* One.\n* CRITICS\n", "* One.\n// COMMENT\n* CRITICS\n"),
    (Format::AsciiDoc, "Term:: One.\n\nOther:: CRITICS\n", "Term:: One.\n// COMMENT\n\nOther:: CRITICS\n"),
    (Format::Typst, "- One.\n  - CRITICS\n", "- One.\n  // COMMENT\n  - CRITICS\n"),
    (Format::Latex, "  \\item CRITICS\n", "  % COMMENT\n  \\item CRITICS\n"),
    (Format::Markdown, "CRITICS\\\nIt opens.\n", "CRITICS <!-- COMMENT -->\\\nIt opens.\n"),
    (Format::Markdown, "- [x] CRITICS\n", "- [x] CRITICS <!-- COMMENT -->\n"),
];

#[test]
fn a_comment_stands_inside_what_holds_its_sentence() {
    for (format, held, commented) in HELD {
        let text = held.replace("CRITICS", CRITICS);
        let expected = commented
            .replace("CRITICS", CRITICS)
            .replace("COMMENT", "onrecord: ignore vague-source: reason?");
        let (changed, findings) = applied(&text, *format, "Ignore here with a reason…");
        assert_eq!(changed, expected, "{format:?}");
        assert!(!findings.contains(&"vague-source"), "{format:?}: {findings:?} for {changed}");
        assert!(!findings.contains(&"unknown-directive"), "{format:?}: {findings:?} for {changed}");
    }
}

/// What readers would see of the blocks of a text.
fn words(text: &str, format: Format) -> Vec<(markup::Kind, String)> {
    let article = Article::read(text, format);
    let said = article.paragraphs().map(|it| (it.block.kind, it.block.prose.text.clone()));
    said.filter(|it| !it.1.is_empty()).collect()
}

#[test]
fn no_comment_changes_what_readers_see() {
    // A mark of the desk is asked about in every kind of block.
    let marked = "Critics say the fund holds TK million.";
    let more: &[(Format, &str)] = &[
        (Format::Markdown, "## CRITICS {#gate}\n\nIt opens.\n"),
        (Format::Markdown, "## CRITICS ##\n\nIt opens.\n"),
        (Format::Markdown, "Term\n\n:   CRITICS\n"),
        (Format::Markdown, "![CRITICS](gate.png)\n"),
        (Format::Markdown, "| A | B |\n|---|---|\n| One | CRITICS |\n"),
        (Format::Markdown, "> - One.\n> - CRITICS\n"),
        (Format::Markdown, "% Gate\n% Ana Cho\n\nCRITICS\n"),
        (Format::Html, "<p>Look.</p><img src='a.png' alt='CRITICS'><p>It opens.</p>\n"),
        (Format::Html, "<ul><li>One.<li>CRITICS</ul>\n"),
        (Format::MediaWiki, "; Term : CRITICS\n"),
        (Format::MediaWiki, "{|\n| One || CRITICS\n|}\n"),
        (Format::Org, "#+begin_verse\nCRITICS\nIt opens.\n#+end_verse\n"),
        (Format::Org, "| One | CRITICS |\n"),
        (Format::AsciiDoc, "[verse]\n____\nCRITICS\nIt opens.\n____\n"),
        (Format::AsciiDoc, "|===\n|One |CRITICS\n|===\n"),
        (Format::AsciiDoc, "____\nCRITICS\n____\n"),
        (Format::Typst, "#quote(block: true)[CRITICS]\n"),
        (Format::ReStructuredText, ".. figure:: gate.png\n\n   CRITICS\n"),
        (Format::ReStructuredText, "| One.\n| CRITICS\n"),
        (Format::ReStructuredText, "   CRITICS\n\nIt opens.\n"),
        (Format::ReStructuredText, "====  ====\nOne   CRITICS\n====  ====\n"),
    ];
    let held = HELD.iter().map(|it| (it.0, it.1));
    for (format, text) in held.chain(more.iter().copied()) {
        let text = text.replace("CRITICS", marked);
        let before = review(&text, format);
        let all = actions::actions(&before, Span::new(0, text.len()));
        let mut count = 0;
        for action in &all {
            let edits = actions::resolve(&before, &action.key);
            if !edits.iter().any(|it| it.text.contains("onrecord:")) {
                continue;
            }
            count += 1;
            let changed = with(&text, &edits);
            let told = format!("{format:?}, “{}”: {changed}", action.title);
            assert_eq!(words(&changed, format), words(&text, format), "{told}");
            let finding = &before.findings[action.finding.expect("comments answer findings")];
            let after = review(&changed, format);
            // What a note says still needs a source is asked by the note itself.
            let still = after
                .findings
                .iter()
                .find(|it| it.code == finding.code && it.span.len() == finding.span.len());
            assert!(still.is_none(), "{told}: {still:?}");
        }
        assert!(count > 2, "{format:?}: no comment is offered for {text}");
    }
}
