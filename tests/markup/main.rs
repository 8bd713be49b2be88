//! Which characters are prose, on odd documents.
//!
//! Each block is shown as its kind, its prose (` ¶ ` for a line break, `�` for what cannot be read
//! as prose) and its marks with the prose they belong to. Every copied byte is compared with the
//! document, so what is shown is what stands there.

mod asciidoc;
#[path = "../support/clock.rs"]
mod clock;
mod html;
mod latex;
mod markdown;
mod org;
mod plain;
mod rst;
mod size;
mod typst;
mod wiki;

use std::fmt::Write;

use expect_test::Expect;
use onrecord::markup::{self, Format, MarkKind};

fn show(format: Format, text: &str) -> String {
    let outline = markup::outline(format, text);
    let mut out = String::new();
    for chunk in &outline.chunks {
        let words = chunk.span.of(text);
        for block in markup::blocks(format, &outline.frame, chunk.place, words) {
            for it in block.prose.segments().iter().filter(|it| it.copied) {
                assert_eq!(it.prose.of(&block.prose.text), it.source.of(words));
            }
            let prose = block.prose.text.replace('\n', " ¶ ").replace('\u{fffc}', "�");
            let prose = prose.replace('\0', "NUL").replace('\u{2028}', "LS");
            let _ = writeln!(out, "{:?}: {prose}", block.kind);
            for mark in &block.marks {
                let at = mark.at.of(&block.prose.text).replace('\u{fffc}', "�").replace('\n', " ¶ ");
                let bytes = mark.span.of(words).replace('\n', " ¶ ");
                let kind = match &mark.kind {
                    MarkKind::Link(it) => format!("link {it}"),
                    MarkKind::Footnote(it) => format!("note {it}"),
                    MarkKind::Citation(it) => format!("cites {it}"),
                    MarkKind::Inner(it) => format!("inner {it}"),
                    MarkKind::Comment(it) => format!("comment {it}"),
                };
                let _ = writeln!(out, "    {kind} | at {}..{} {at:?} | {bytes}", mark.at.start, mark.at.end);
            }
        }
    }
    out
}

fn check_markdown(text: &str, expected: Expect) {
    expected.assert_eq(&show(Format::Markdown, text));
}

fn check_html(text: &str, expected: Expect) {
    check(Format::Html, text, expected);
}

fn check_wiki(text: &str, expected: Expect) {
    check(Format::MediaWiki, text, expected);
}

fn check_latex(text: &str, expected: Expect) {
    check(Format::Latex, text, expected);
}

fn check_asciidoc(text: &str, expected: Expect) {
    check(Format::AsciiDoc, text, expected);
}

fn check_rst(text: &str, expected: Expect) {
    check(Format::ReStructuredText, text, expected);
}

fn check_org(text: &str, expected: Expect) {
    check(Format::Org, text, expected);
}

fn check_typst(text: &str, expected: Expect) {
    check(Format::Typst, text, expected);
}

/// A document may begin on the line below the quotation mark.
fn check(format: Format, text: &str, expected: Expect) {
    expected.assert_eq(&show(format, text.strip_prefix('\n').unwrap_or(text)));
}

fn check_plain(text: &str, expected: Expect) {
    expected.assert_eq(&show(Format::Plain, text));
}
