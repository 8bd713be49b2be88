//! Directives as edits: where they stand so that they hold for the finding and break nothing.

use super::places;
use crate::{
    article::Article,
    markup::{Format, Kind},
    rules::Finding,
    text::Edit,
};

/// What the writer is to replace by a reason.
pub(super) const REASON: &str = "reason?";

/// For this sentence; in plain text, where a directive needs its own line, for this paragraph.
pub(super) fn here(article: &Article, finding: &Finding, reason: &str) -> Vec<Edit> {
    let order = format!("ignore {}: {reason}", finding.code);
    let Some((paragraph, index)) = places::sentence(article, finding.span) else {
        return in_file(article, finding);
    };
    match article.format() {
        Format::Markdown => {
            let at = places::behind_sentence(article, &paragraph, index);
            vec![Edit::insert(at, format!(" {}", comment(article, &order)))]
        }
        Format::Plain => above(article, paragraph.span().start, &order),
    }
}

/// `verb` is "ignore-paragraph" or "off".
pub(super) fn in_paragraph(article: &Article, finding: &Finding, verb: &str) -> Vec<Edit> {
    let order = format!("{verb} {}", finding.code);
    let Some((paragraph, _)) = places::sentence(article, finding.span) else {
        return in_file(article, finding);
    };
    let start = paragraph.span().start;
    let text = article.text();
    let at_line_start = start == 0 || text[..start].ends_with(['\n', '\r']);
    if article.format() == Format::Plain || paragraph.block.kind == Kind::Paragraph && at_line_start {
        return above(article, start, &order);
    }
    // A line of its own would end a list or a quotation: inside the paragraph it holds as well.
    let last = paragraph.reading.passage.sentences.len() - 1;
    let at = places::behind_sentence(article, &paragraph, last);
    vec![Edit::insert(at, format!(" {}", comment(article, &order)))]
}

/// At the top, behind the front matter.
pub(super) fn in_file(article: &Article, finding: &Finding) -> Vec<Edit> {
    let order = format!("ignore-file {}", finding.code);
    let text = article.text();
    let at = behind_front_matter(text, article.format());
    let line_break = places::line_break(text);
    vec![Edit::insert(at, format!("{}{line_break}{line_break}", comment(article, &order)))]
}

fn above(article: &Article, at: usize, order: &str) -> Vec<Edit> {
    let line_break = places::line_break(article.text());
    let gap = match article.format() {
        Format::Markdown => line_break.to_owned(),
        // Lines of plain text that touch may be one paragraph.
        Format::Plain => line_break.repeat(2),
    };
    vec![Edit::insert(at, format!("{}{gap}", comment(article, order)))]
}

fn comment(article: &Article, order: &str) -> String {
    match article.format() {
        Format::Markdown => format!("<!-- onrecord: {order} -->"),
        Format::Plain => format!("[onrecord: {order}]"),
    }
}

/// The first byte behind the byte order mark and the block between lines of `---` or `+++`.
fn behind_front_matter(text: &str, format: Format) -> usize {
    let start = text.len() - text.trim_start_matches('\u{feff}').len();
    if format != Format::Markdown {
        return start;
    }
    let mut lines = text[start..].split_inclusive('\n');
    let Some(fence) = lines.next().filter(|it| matches!(it.trim_end(), "---" | "+++")) else { return start };
    let mut at = start + fence.len();
    for line in lines {
        at += line.len();
        if line.trim_end() == fence.trim_end() && line.ends_with('\n') {
            return at;
        }
    }
    start
}
