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
    match inline(article, &paragraph) {
        Some((open, close)) => {
            let at = places::behind_sentence(article, &paragraph, index);
            let next = paragraph.reading.passage.sentences.get(index + 1);
            // Behind a link that goes on it would hold for another sentence.
            let is_its_own = next.is_none_or(|it| at <= paragraph.document(it.span).start);
            is_its_own.then(|| vec![Edit::insert(at, format!(" {open} onrecord: {order} {close}"))])
        }
        None => above(article, &paragraph, order),
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
    let Some((open, close)) =
        inline(article, &paragraph).filter(|_| !places::has_own_lines(article, &paragraph))
    else {
        return above(article, &paragraph, order).unwrap_or_else(|| in_file(article, finding));
    };
    // A line of its own would end a list or a quotation: inside the paragraph it holds as well.
    let last = paragraph.reading.passage.sentences.len() - 1;
    let at = places::behind_sentence(article, &paragraph, last);
    vec![Edit::insert(at, format!(" {open} onrecord: {order} {close}"))]
}

/// What a comment stands between that is written among the words of a paragraph.
fn inline(article: &Article, paragraph: &Paragraph) -> Option<(&'static str, &'static str)> {
    match (article.format(), paragraph.block.kind) {
        (Format::Markdown, _) if places::ends_its_line(article, paragraph) => None,
        // A line of comment would end the list and is no comment in verse.
        (Format::Org, Kind::ListItem | Kind::BlockQuote | Kind::TableCell | Kind::Reference) => {
            Some(("@@comment:", "@@"))
        }
        // The line may begin with words of another paragraph.
        (Format::Typst, _) if !places::begins_line(article, paragraph) => Some(("/*", "*/")),
        _ => match article.format().comment() {
            Comment::Between(open, close) => Some((open, close)),
            _ => None,
        },
    }
}

/// On a line above the paragraph; None where a line there would break something.
fn above(article: &Article, paragraph: &Paragraph, order: &str) -> Option<Vec<Edit>> {
    let places::Above { at, before, behind } = places::above(article, paragraph)?;
    Some(vec![Edit::insert(at, format!("{before}{}{behind}", comment(article, order)))])
}

/// At the top, behind what has to stand first.
pub(super) fn in_file(article: &Article, finding: &Finding) -> Vec<Edit> {
    let order = format!("ignore-file {}", finding.code);
    let text = article.text();
    let at = behind_front_matter(text, article.format());
    let line_break = places::line_break(text);
    // Deeper words below would be the comment's.
    let indent = match article.format() {
        Format::ReStructuredText => places::indentation(text[at..].trim_start_matches(['\r', '\n'])),
        _ => "",
    };
    vec![Edit::insert(at, format!("{indent}{}{line_break}{line_break}", comment(article, &order)))]
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
    if text[start..].starts_with("% ") {
        // Title, authors and date, each with lines that go on.
        let head = lines.take_while(|it| it.starts_with(['%', ' ']) && !it.trim().is_empty());
        return start + head.map(str::len).sum::<usize>();
    }
    let Some(fence) = lines.next().filter(|it| matches!(it.trim_end(), "---" | "+++")) else { return start };
    let mut at = start + fence.len();
    for line in lines {
        at += line.len();
        let closes =
            line.trim_end() == fence.trim_end() || fence.starts_with('-') && line.trim_end() == "...";
        if closes && line.ends_with('\n') {
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
