//! What the headings of a document are called by links that lead to them.
//!
//! Every site makes its anchors in its own way: with code or without, with the numbers of sections or without,
//! with accents or without, with dashes or underscores. A heading is known here by all of these, letters and
//! digits alone; one name too many costs a question, one too few asks one that is wrong.

use std::collections::BTreeSet;

use pulldown_cmark::{Event, Parser};
use unicode_normalization::UnicodeNormalization;

use super::{
    Format,
    lines::{Line, lines},
};
use crate::text::Span;

/// A heading whose words are partly filled in by something else: what stands before and behind that.
pub type Frayed = (String, String);

/// The words of each heading as they are written, markup inside them included, without what makes them headings.
pub fn headings(format: Format, text: &str) -> Vec<Span> {
    match format {
        Format::Markdown => {
            let mut out = marked(text, '#');
            out.extend(underlined(text, "=-"));
            out.extend(tagged(text));
            out
        }
        Format::AsciiDoc => {
            let mut out = marked(text, '=');
            out.extend(marked(text, '#'));
            out.extend(underlined(text, "=-~^+"));
            // Titles of pictures and tables can be referred to as well.
            let titles = lines(text, 0).filter(|it| {
                let rest = it.of(text).strip_prefix('.').unwrap_or_default();
                !rest.is_empty() && !rest.starts_with(['.', ' '])
            });
            out.extend(titles.map(|it| Span::new(it.start + 1, it.end)));
            out
        }
        Format::Org => marked(text, '*'),
        Format::ReStructuredText => underlined(text, "=-~^+`:.'\"_*#"),
        Format::MediaWiki => marked(text, '='),
        Format::Html | Format::Latex | Format::Typst | Format::Plain => Vec::new(),
    }
}

/// Lines that begin with one mark or several, in quotations and lists too: "## The sums ##".
fn marked(text: &str, mark: char) -> Vec<Span> {
    let found = lines(text, 0).filter_map(|line| {
        let words = line.of(text);
        let bare = words.trim_start_matches(|it: char| it.is_whitespace() || ">-+0123456789.".contains(it));
        let rest = bare.trim_start_matches(mark);
        let marks = bare.len() - rest.len();
        let is_parted = rest.starts_with([' ', '\t']) || marks > 1 || mark == '=';
        if marks == 0 || !is_parted {
            return None;
        }
        let rest = rest.trim();
        let kept = rest.trim_end_matches(mark).trim_end();
        let start = line.start + words.rfind(rest)?;
        (!kept.is_empty()).then(|| Span::new(start, start + kept.len()))
    });
    found.collect()
}

/// Lines above one that is nothing but one mark, again and again.
fn underlined(text: &str, marks: &str) -> Vec<Span> {
    let mut out = Vec::new();
    let (mut above, mut paragraph): (Option<Line>, Option<usize>) = (None, None);
    for line in lines(text, 0) {
        let words = line.of(text).trim_start_matches([' ', '\t', '>']).trim_end();
        let first = words.chars().next();
        let is_rule = first.is_some_and(|it| marks.contains(it)) && words.chars().all(|it| Some(it) == first);
        match (above, paragraph) {
            (Some(above), Some(start)) if is_rule => {
                out.push(Span::new(above.start, above.end));
                if start < above.start && above.end - start < 400 {
                    out.push(Span::new(start, above.end));
                }
            }
            _ => {}
        }
        if words.is_empty() || is_rule {
            (above, paragraph) = (None, None);
        } else {
            (above, paragraph) = (Some(line), paragraph.or(Some(line.start)));
        }
    }
    out
}

/// `<h2>The sums</h2>`: sites make anchors of these as well.
fn tagged(text: &str) -> Vec<Span> {
    const LONGEST: usize = 1000;
    let bytes = text.as_bytes();
    let opens = memchr::memmem::find_iter(bytes, "<h").chain(memchr::memmem::find_iter(bytes, "<H"));
    let found = opens.filter_map(|at| {
        if !matches!(bytes.get(at + 2), Some(b'1'..=b'6')) {
            return None;
        }
        let near = &bytes[at..bytes.len().min(at + LONGEST)];
        let start = at + memchr::memchr(b'>', near)? + 1;
        let close = memchr::memmem::find(&bytes[start..bytes.len().min(start + LONGEST)], b"</")?;
        // What stands inside may have tags of its own, and these end it too early: so the longest counts as well.
        let last = memchr::memmem::find_iter(&bytes[start..bytes.len().min(start + LONGEST)], b"</")
            .find(|it| matches!(bytes.get(start + it + 2), Some(b'h' | b'H')));
        Some(Span::new(start, start + last.unwrap_or(close)))
    });
    found.collect()
}

/// All that links may call a heading.
pub fn names(format: Format, raw: &str) -> BTreeSet<String> {
    let decoded = decoded(raw);
    let bare = bare(format, &decoded);
    let without =
        without(&bare, ':', ':', |it| it.chars().all(|it| it.is_ascii_alphanumeric() || "_+-".contains(it)));
    let mut out = BTreeSet::new();
    for words in [raw, &decoded, &bare, &without] {
        let letters = letters(words);
        out.insert(letters.trim_start_matches(char::is_numeric).to_owned());
        out.insert(plain(&letters));
        out.insert(letters);
    }
    out.remove("");
    out
}

/// A heading with a place that something else fills in: a template, an attribute, a substitution.
pub fn frayed(format: Format, raw: &str) -> Option<Frayed> {
    let marks: &[(&str, &str)] = match format {
        Format::AsciiDoc => &[("{", "}")],
        Format::ReStructuredText => &[("|", "|")],
        _ => &[("{{", "}}"), ("{%", "%}"), ("<%", "%>"), ("${", "}")],
    };
    marks.iter().find_map(|(open, close)| {
        let (before, rest) = raw.split_once(open)?;
        let (_, behind) = rest.rsplit_once(close)?;
        Some((letters(before), letters(behind)))
    })
}

/// The words that a heading shows, as far as that can be told without reading its markup.
pub fn bare(format: Format, words: &str) -> String {
    let mut out = match format {
        Format::Org => in_outline(words).to_owned(),
        Format::MediaWiki => piped(words),
        Format::AsciiDoc => shown(words),
        _ => words.to_owned(),
    };
    if format == Format::Markdown {
        out = without(&out, '{', '}', |it| it.contains(['#', '.', ':', '=']));
        for (open, close) in [('(', ')'), ('[', ']')] {
            out = behind_brackets(&out, open, close);
        }
        out = without(&out, '[', ']', |it| it.starts_with('^'));
    }
    if format == Format::ReStructuredText {
        out = without(&out, ':', '`', |it| it.ends_with(':') && !it.contains(' '));
    }
    without(&out, '<', '>', |it| it.starts_with(|it: char| it.is_ascii_alphabetic() || it == '/'))
}

/// Letters and digits alone, capitals as small ones.
pub fn letters(words: &str) -> String {
    words.nfc().filter(|it| it.is_alphanumeric()).flat_map(char::to_lowercase).collect()
}

/// Without accents, and without letters that have no plain form.
fn plain(letters: &str) -> String {
    letters.nfkd().filter(char::is_ascii_alphanumeric).collect()
}

fn decoded(words: &str) -> String {
    if !words.contains('&') {
        return words.to_owned();
    }
    let parts = Parser::new(words).filter_map(|it| match it {
        Event::Text(words) | Event::Code(words) | Event::InlineHtml(words) => Some(words),
        _ => None,
    });
    parts.map(|it| it.to_string()).collect()
}

/// Without what stands between two marks, the marks included, where `goes` says so.
fn without(words: &str, open: char, close: char, goes: impl Fn(&str) -> bool) -> String {
    let mut out = String::with_capacity(words.len());
    let mut rest = words;
    while let Some((before, behind)) = rest.split_once(open) {
        out.push_str(before);
        match behind.split_once(close) {
            Some((inner, behind)) if goes(inner) => rest = behind,
            _ => {
                out.push(open);
                rest = behind;
            }
        }
    }
    out + rest
}

/// Without the targets of links: what stands in brackets right behind "]".
fn behind_brackets(words: &str, open: char, close: char) -> String {
    let mark = format!("]{open}");
    let mut out = String::with_capacity(words.len());
    let mut rest = words;
    while let Some((before, behind)) = rest.split_once(&mark) {
        out.push_str(before);
        rest = behind.split_once(close).map_or("", |it| it.1);
    }
    out + rest
}

/// `https://example.org[words]` and other macros show their words, or their address where they have none.
fn shown(words: &str) -> String {
    let mut out = String::with_capacity(words.len());
    let mut rest = words;
    while let Some((before, behind)) = rest.split_once('[') {
        let from = before.rfind([' ', '\t', '(', '"']).map_or(0, |it| it + 1);
        let (kept, name) = before.split_at(from);
        match (name.split_once(':'), behind.split_once(']')) {
            (Some((scheme, target)), Some((inner, behind))) => {
                // What stands behind its words are options: "the board,window=_blank", "the board^".
                let inner = inner.split(',').take_while(|it| !it.contains('=')).collect::<Vec<_>>().join(",");
                let is_web = target.starts_with("//");
                let address = if is_web || scheme == "link" { target } else { "" };
                out.push_str(kept);
                out.push_str(if inner.is_empty() { address } else { inner.trim_end_matches('^') });
                rest = behind;
            }
            _ => {
                out.push_str(before);
                out.push('[');
                rest = behind;
            }
        }
    }
    out + rest
}

/// `[[page|words]]` shows its words.
fn piped(words: &str) -> String {
    let mut out = String::with_capacity(words.len());
    let mut rest = words;
    while let Some((before, behind)) = rest.split_once("[[") {
        out.push_str(before);
        let (inner, behind) = behind.split_once("]]").unwrap_or((behind, ""));
        out.push_str(inner.rsplit('|').next().unwrap_or(inner));
        rest = behind;
    }
    out + rest
}

/// Without what an outline says about its task: "TODO [#A] Count the coast [2/3] :work:".
fn in_outline(words: &str) -> &str {
    let is_task = |it: &str| it.len() > 2 && it.bytes().all(|it| it.is_ascii_uppercase() || it == b'-');
    let mut rest = words;
    if let Some((first, behind)) = rest.split_once(' ').filter(|it| is_task(it.0)) {
        let _ = first;
        rest = behind.trim_start();
    }
    if let Some((_, behind)) = rest.strip_prefix("[#").and_then(|it| it.split_once(']')) {
        rest = behind.trim_start();
    }
    if let Some((before, tags)) = rest.trim_end().rsplit_once(char::is_whitespace)
        && tags.len() > 2
        && tags.starts_with(':')
        && tags.ends_with(':')
    {
        rest = before.trim_end();
    }
    match rest.rsplit_once(" [") {
        Some((before, count)) if count.ends_with(']') && count.contains(['/', '%']) => before.trim_end(),
        _ => rest,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn called(format: Format, text: &str) -> BTreeSet<String> {
        headings(format, text).into_iter().flat_map(|it| names(format, it.of(text))).collect()
    }

    #[track_caller]
    fn check(format: Format, text: &str, anchors: &[&str]) {
        let called = called(format, text);
        for anchor in anchors {
            assert!(called.contains(&letters(anchor)), "{anchor} of {text}: {called:?}");
        }
    }

    #[test]
    fn sites_make_anchors_in_their_own_ways() {
        let markdown = |text: &str, anchors: &[&str]| check(Format::Markdown, text, anchors);
        markdown("## The `parse()` function\n", &["the-parse-function"]);
        markdown("## `parse`\n", &["parse"]);
        markdown("## The Vec<T> type\n", &["the-vect-type", "the-vec-type"]);
        markdown("## 2.1 Costs & sums\n", &["21-costs--sums", "costs-sums"]);
        markdown("## Q&amp;A\n", &["qa", "q-a"]);
        markdown("## :rocket: Launch\n", &["rocket-launch", "-launch"]);
        markdown("## 🚀 Launch\n", &["-launch"]);
        markdown("## Über die Brücke\n", &["über-die-brücke", "uber-die-brucke"]);
        markdown("## Caf\u{e9}\n", &["cafe\u{301}"]);
        markdown("## See [the audit](https://example.org/a) and [more][b]\n", &["see-the-audit-and-more"]);
        markdown("## Costs {#money .big}\n", &["costs"]);
        markdown("## Costs {: #money}\n", &["costs"]);
        markdown("## <a name=\"x\"></a>Costs\n", &["costs"]);
        markdown("## Costs[^1] ##\n", &["costs"]);
        markdown("The costs\n=========\n\nThe sums\nof it\n---\n", &["the-costs", "the-sums-of-it"]);
        markdown("> ## Costs\n\n- ### Sums\n\n1. # More\n", &["costs", "sums", "more"]);
        markdown("<h2 align=\"center\">The <b>sums</b></h2>\n", &["the-sums"]);
        markdown("## foo_bar\r\n", &["foo_bar"]);
    }

    #[test]
    fn every_outline_has_headings() {
        check(Format::AsciiDoc, "== The sums\n\n.The table\n|===\n", &["_the_sums", "The table"]);
        check(Format::AsciiDoc, "The sums\n--------\n", &["_the_sums"]);
        check(Format::AsciiDoc, "== See https://example.org/a[the board^] now\n", &["_see_the_board_now"]);
        check(
            Format::AsciiDoc,
            "== See https://example.org[]\n",
            &["_see_httpsexample_org", "_see_example_org"],
        );
        check(Format::Org, "** TODO [#A] Count the coast [2/3]  :work:home:\n", &["Count the coast"]);
        check(
            Format::ReStructuredText,
            "====\nSums\n====\n\nThe :code:`x` sum\n-----------\n",
            &["Sums", "the x sum"],
        );
        check(Format::MediaWiki, "== The [[Pier|old pier]] ==\n", &["The old pier"]);
        assert_eq!(called(Format::Markdown, "#tag and #| label\n\n----\n\nWords.\n"), BTreeSet::new());
    }

    #[test]
    fn what_something_else_fills_in_has_two_ends() {
        let two = |a: &str, b: &str| Some((a.to_owned(), b.to_owned()));
        assert_eq!(frayed(Format::AsciiDoc, "Install {product} now"), two("install", "now"));
        assert_eq!(frayed(Format::Markdown, "About {{ site.title }}"), two("about", ""));
        assert_eq!(frayed(Format::Markdown, "Costs {#money}"), None);
    }
}
