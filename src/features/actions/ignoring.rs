//! Directives as edits: where they stand so that they hold for the finding and break nothing.

use super::places;
use crate::{
    article::{Article, Paragraph},
    markup::{Comment, Format, Kind},
    rules::Finding,
    text::Edit,
};

/// What the writer is to replace by a reason.
pub(super) const REASON: &str = "reason?";

/// For this sentence; where a directive needs its own line or has no place behind the sentence, for this paragraph.
pub(super) fn here(article: &Article, finding: &Finding, reason: &str) -> Vec<Edit> {
    let said = format!("{}: {reason}", finding.code);
    near(article, finding, &format!("ignore {said}"))
        .unwrap_or_else(|| around(article, finding, &format!("ignore-paragraph {said}")))
}

/// A note that this sentence still needs a source; nothing where a note has no place.
pub(super) fn needs_source(article: &Article, finding: &Finding) -> Vec<Edit> {
    near(article, finding, "needs-source").unwrap_or_default()
}

fn near(article: &Article, finding: &Finding, order: &str) -> Option<Vec<Edit>> {
    let (paragraph, index) = places::sentence(article, finding.span)?;
    match article.format().comment() {
        Comment::Between(..) => {
            let at = places::behind_sentence(article, &paragraph, index);
            let next = paragraph.reading.passage.sentences.get(index + 1);
            // Behind a link that goes on it would hold for another sentence.
            let is_its_own = next.is_none_or(|it| at <= paragraph.document(it.span).start);
            is_its_own.then(|| vec![Edit::insert(at, format!(" {}", comment(article, order)))])
        }
        _ if is_row(&paragraph) => None,
        _ => Some(above(article, paragraph.span().start, order)),
    }
}

/// `verb` is "ignore-paragraph" or "off".
pub(super) fn in_paragraph(article: &Article, finding: &Finding, verb: &str) -> Vec<Edit> {
    around(article, finding, &format!("{verb} {}", finding.code))
}

fn around(article: &Article, finding: &Finding, order: &str) -> Vec<Edit> {
    let Some((paragraph, _)) = places::sentence(article, finding.span) else {
        return in_file(article, finding);
    };
    let start = paragraph.span().start;
    let text = article.text();
    let at_line_start = start == 0 || text[..start].ends_with(['\n', '\r']);
    let stands_alone = !matches!(article.format().comment(), Comment::Between(..));
    if stands_alone && is_row(&paragraph) {
        return in_file(article, finding);
    }
    if stands_alone || paragraph.block.kind == Kind::Paragraph && at_line_start {
        return above(article, start, order);
    }
    // A line of its own would end a list or a quotation: inside the paragraph it holds as well.
    let last = paragraph.reading.passage.sentences.len() - 1;
    let at = places::behind_sentence(article, &paragraph, last);
    vec![Edit::insert(at, format!(" {}", comment(article, order)))]
}

/// A line between the rows of a table would part it.
fn is_row(paragraph: &Paragraph) -> bool {
    paragraph.block.kind == Kind::TableCell
}

/// At the top, behind what has to stand first.
pub(super) fn in_file(article: &Article, finding: &Finding) -> Vec<Edit> {
    let order = format!("ignore-file {}", finding.code);
    let text = article.text();
    let at = behind_front_matter(text, article.format());
    let line_break = places::line_break(text);
    vec![Edit::insert(at, format!("{}{line_break}{line_break}", comment(article, &order)))]
}

/// On a line above the one that `at` stands in.
fn above(article: &Article, at: usize, order: &str) -> Vec<Edit> {
    let text = article.text();
    let line_break = places::line_break(text);
    let style = article.format().comment();
    let start = text[..at].rfind(['\n', '\r']).map_or(0, |it| it + 1);
    let at = if matches!(style, Comment::Line(_) | Comment::Block(_)) { start } else { at };
    let line = text[..at].trim_end_matches([' ', '\t', '\r', '\n']);
    let touches = !line.is_empty() && text[line.len()..at].matches('\n').count() < 2;
    let (before, behind) = match style {
        Comment::Between(..) | Comment::Line(_) => (String::new(), line_break.to_owned()),
        // Lines of plain text that touch may be one paragraph.
        Comment::Bracketed => (String::new(), line_break.repeat(2)),
        Comment::Block(_) => (line_break.repeat(usize::from(touches)), line_break.repeat(2)),
    };
    vec![Edit::insert(at, format!("{before}{}{behind}", comment(article, order)))]
}

pub(super) fn comment(article: &Article, order: &str) -> String {
    match article.format().comment() {
        Comment::Between(open, close) => format!("{open} onrecord: {order} {close}"),
        Comment::Line(mark) | Comment::Block(mark) => format!("{mark} onrecord: {order}"),
        Comment::Bracketed => format!("[onrecord: {order}]"),
    }
}

/// The first byte behind the byte order mark and the block between lines of `---` or `+++`.
fn behind_front_matter(text: &str, format: Format) -> usize {
    let start = text.len() - text.trim_start_matches('\u{feff}').len();
    match format {
        Format::Markdown => {}
        Format::Html => return behind_doctype(text, start),
        _ => return start,
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

/// Behind the declarations that a page of HTML begins with.
fn behind_doctype(text: &str, start: usize) -> usize {
    let rest = text[start..].trim_start();
    let declares =
        rest.starts_with("<?") || rest.get(..9).is_some_and(|it| it.eq_ignore_ascii_case("<!doctype"));
    match rest.find('>').filter(|_| declares) {
        Some(end) => {
            let end = text.len() - rest.len() + end + 1;
            let line = text[end..].len() - text[end..].trim_start_matches(['\r', '\n']).len();
            behind_doctype(text, end + line)
        }
        None => start,
    }
}
