//! The list of sources at an article's end, written from what it cites, and written again when that changes.
//!
//! It stands between two comments, and what is outside them stays the writer's: the heading too. Plain text
//! has no comments; there the lines below the heading “Sources” are the list.

use std::collections::HashSet;

use super::{Action, ActionKind, ignoring, places::line_break};
use crate::{
    article::Article,
    markup::{Format, escaped},
    rules::Review,
    sources::{
        library::{Source, Terms},
        references::{Style, reference},
    },
    text::{Edit, Span},
};

/// The key of the one action.
pub(super) const KEY: &str = "references";

/// What the comments say; the rules about directives know them.
const BEGIN: &str = "sources begin";
const END: &str = "sources end";

const TITLE: &str = "Sources";

/// None where nothing is cited that a list knows, or the list is as it should be.
pub(super) fn action(review: &Review) -> Option<Action> {
    let edit = edit(review)?;
    let verb = if edit.span.is_empty() { "Insert" } else { "Refresh" };
    Some(Action {
        title: format!("{verb} the list of sources"),
        kind: ActionKind::References,
        finding: None,
        preferred: false,
        key: KEY.to_owned(),
    })
}

pub(super) fn edit(review: &Review) -> Option<Edit> {
    let article = &review.article;
    let lines = lines(review);
    if lines.is_empty() {
        return None;
    }
    let list = list(article.format(), &lines);
    let edit = match standing(article) {
        Some(span) => Edit::replace(span, list),
        None => inserted(article, &list),
    };
    let text = edit.text.replace('\n', line_break(article.text()));
    (edit.span.of(article.text()) != text).then(|| Edit::replace(edit.span, text))
}

/// A line for each source in the order in which they are cited, but none for those that may not be named.
fn lines(review: &Review) -> Vec<String> {
    let library = review.texts().library();
    let mut seen = HashSet::new();
    let sources = review.article.keys().filter_map(|it| library.find(it.key));
    let sources = sources.filter(|it| seen.insert(it.key.as_str()) && may_be_named(review, it));
    let format = review.article.format();
    sources.filter_map(|it| reference(it, Style::News)).map(|it| escaped(format, &it)).collect()
}

fn may_be_named(review: &Review, source: &Source) -> bool {
    source.terms().is_none_or(|it| it != Terms::Background && !it.close(review.day))
}

/// Where the list stands that was put in before.
fn standing(article: &Article) -> Option<Span> {
    let text = article.text();
    if article.format() == Format::Plain {
        return below_title(text);
    }
    let (begin, end) = (ignoring::comment(article, BEGIN), ignoring::comment(article, END));
    let start = text.find(&begin)? + begin.len();
    let length = text[start..].find(&end)?;
    Some(Span::new(start, start + length))
}

/// The items behind a line “Sources”, with the empty lines before them.
fn below_title(text: &str) -> Option<Span> {
    let mut at = 0;
    let mut start = None;
    let mut end = 0;
    for line in text.split_inclusive('\n') {
        let words = line.trim();
        match start {
            _ if words.trim_end_matches(':').eq_ignore_ascii_case(TITLE) => {
                start = Some(at + line.trim_end().len());
                end = at + line.trim_end().len();
            }
            Some(_) if words.starts_with("- ") => end = at + line.trim_end().len(),
            Some(_) if !words.is_empty() => start = start.filter(|it| *it != end),
            _ => {}
        }
        at += line.len();
    }
    start.filter(|it| *it < end).map(|it| Span::new(it, end))
}

/// What stands between the comments.
fn list(format: Format, lines: &[String]) -> String {
    let items = |mark: &str| lines.iter().map(|it| format!("{mark}{it}\n")).collect::<String>();
    match format {
        Format::Plain => format!("\n\n{}", items("- ").trim_end()),
        Format::Markdown | Format::Org | Format::Typst => format!("\n\n{}\n", items("- ")),
        Format::MediaWiki => format!("\n{}", items("* ")),
        Format::AsciiDoc | Format::ReStructuredText => format!("\n\n{}\n", items("* ")),
        Format::Latex => format!("\n\\begin{{itemize}}\n{}\\end{{itemize}}\n", items("\\item ")),
        Format::Html => {
            let items: String = lines.iter().map(|it| format!("<li>{it}</li>\n")).collect();
            format!("\n<ul>\n{items}</ul>\n")
        }
    }
}

/// Heading, comments and list at the article's end.
fn inserted(article: &Article, list: &str) -> Edit {
    let text = article.text();
    let closing = match article.format() {
        Format::Latex => text.rfind("\\end{document}"),
        Format::Html => text.rfind("</body>"),
        _ => None,
    };
    let at = text[..closing.unwrap_or(text.len())].trim_end().len();
    let heading = match article.format() {
        Format::Markdown => format!("## {TITLE}"),
        Format::Html => format!("<h2>{TITLE}</h2>"),
        Format::MediaWiki => format!("== {TITLE} =="),
        Format::Latex => format!("\\section*{{{TITLE}}}"),
        Format::AsciiDoc => format!("== {TITLE}"),
        Format::ReStructuredText => format!("{TITLE}\n{}", "-".repeat(TITLE.len())),
        Format::Org => format!("* {TITLE}"),
        Format::Typst => format!("= {TITLE}"),
        Format::Plain => return Edit::insert(at, format!("\n\n{TITLE}{list}")),
    };
    let (begin, end) = (ignoring::comment(article, BEGIN), ignoring::comment(article, END));
    let tail = if text[at..].is_empty() { "\n" } else { "" };
    Edit::insert(at, format!("\n\n{heading}\n\n{begin}{list}{end}{tail}"))
}
