//! Where a citation goes that takes the place of a link.

use super::{Link, Shape};
use crate::{
    article::Article,
    sources::Citation,
    text::{Edit, Span},
};

const STOPS: &[char] = &['.', ',', ';', ':', '!', '?'];

/// A citation in place of a link. The link's words stay, the brackets around a bare address go.
pub fn edit(article: &Article, link: &Link, citation: &Citation) -> Edit {
    let text = article.text();
    let label = match link.shape {
        Shape::Labelled(label) => label.of(text),
        _ => "",
    };
    let span = if label.is_empty() { unwrapped(text, link.span) } else { link.span };
    match (citation.behind_stop, label) {
        (false, "") => Edit::replace(span, citation.words.as_str()),
        (false, label) => Edit::replace(span, format!("{label} {}", citation.words)),
        (true, label) => as_note(text, span, label, &citation.words),
    }
}

/// With the round brackets that stand around an address.
fn unwrapped(text: &str, span: Span) -> Span {
    let is_wrapped = text[..span.start].ends_with('(') && text[span.end..].starts_with(')');
    if is_wrapped { Span::new(span.start - 1, span.end + 1) } else { span }
}

/// Close behind the words before it and behind the stop, as notes stand.
fn as_note(text: &str, span: Span, label: &str, words: &str) -> Edit {
    let before = text[..span.start].trim_end_matches([' ', '\t']);
    let opens_line = before.is_empty() || before.ends_with(['\n', '\r', '-', '*', '>']);
    let start = if label.is_empty() && !opens_line { before.len() } else { span.start };
    let rest = &text[span.end..];
    let stop = rest.len() - rest.trim_start_matches(STOPS).len();
    // A note that opens a line has nothing to stand behind.
    let stop = if opens_line && label.is_empty() { 0 } else { stop };
    let end = span.end + stop;
    // "It is late. https://….", "Late, https://…, they say": the stop before serves.
    let stop = &text[span.end..end];
    let is_stopped = label.is_empty() && !stop.is_empty() && text[..start].ends_with(stop);
    let stop = if is_stopped { "" } else { stop };
    Edit::replace(Span::new(start, end), format!("{label}{stop}{words}"))
}
