use crate::{
    article::Article,
    markup::{Format, MarkKind},
    text::Span,
};

/// A directive as it stands in the text.
pub(super) struct Written<'a> {
    /// The whole comment.
    pub span: Span,
    /// Nothing else stands on its line.
    pub alone: bool,
    pub verb: &'a str,
    pub codes: Vec<&'a str>,
    pub reason: Option<&'a str>,
}

const NAME: &str = "onrecord:";

/// Every directive of an article in order. Those shown as code are only talked about.
pub(super) fn written(article: &Article) -> Vec<Written<'_>> {
    let text = article.text();
    let mut names = memchr::memmem::find_iter(text.as_bytes(), NAME).peekable();
    if names.peek().is_none() {
        return Vec::new();
    }
    if !matches!(article.format(), Format::Markdown | Format::Plain) {
        return commented(article);
    }
    let code = fenced(text);
    names.filter(|at| !code.iter().any(|it| it.contains(*at))).filter_map(|at| parse(text, at)).collect()
}

/// The directives among the comments that markup has found.
fn commented(article: &Article) -> Vec<Written<'_>> {
    let mut out = Vec::new();
    for paragraph in article.paragraphs() {
        for mark in &paragraph.block.marks {
            if let MarkKind::Comment(words) = &mark.kind
                && let Some(order) = words.strip_prefix(NAME)
            {
                out.extend(ordered(article.text(), paragraph.mark_span(mark), order));
            }
        }
    }
    out
}

fn parse(text: &str, name: usize) -> Option<Written<'_>> {
    let before = text[..name].trim_end_matches([' ', '\t']);
    let words_start = name + NAME.len();
    let (start, end, close) = if let Some(head) = before.strip_suffix("<!--") {
        (head.len(), words_start + text[words_start..].find("-->")?, "-->")
    } else {
        let head = before.strip_suffix('[')?;
        let line_end = text[words_start..].find(['\n', '\r']).map_or(text.len(), |at| words_start + at);
        (head.len(), words_start + text[words_start..line_end].find(']')?, "]")
    };
    ordered(text, Span::new(start, end + close.len()), &text[words_start..end])
}

/// A directive from the words behind its name.
fn ordered<'a>(text: &'a str, span: Span, words: &'a str) -> Option<Written<'a>> {
    let start = span.start;
    let line_start = text[..start].rfind(['\n', '\r']).map_or(0, |at| at + 1);
    let line_end = text[span.end..].find(['\n', '\r']).map_or(text.len(), |at| span.end + at);
    let (left, right) = (text[line_start..start].trim_matches('\u{feff}'), &text[span.end..line_end]);
    if left.ends_with('`') && right.starts_with('`') {
        return None;
    }
    let alone = (left.trim().is_empty() || is_marker(left.trim())) && right.trim().is_empty();
    let (order, reason) =
        words.split_once(':').map_or((words, None), |(order, reason)| (order, Some(reason.trim())));
    let mut order = order.split([' ', '\t', '\n', '\r', ',']).filter(|it| !it.is_empty());
    let verb = order.next().unwrap_or_default();
    Some(Written { span, alone, verb, codes: order.collect(), reason: reason.filter(|it| !it.is_empty()) })
}

/// Whether these are nothing but the marker of a list item, which may begin with a comment.
fn is_marker(words: &str) -> bool {
    let number = words.strip_suffix(['.', ')']).map(|it| it.trim_start_matches('('));
    let counts = number
        .is_some_and(|it| it == "#" || it.len() <= 3 && it.bytes().all(|it| it.is_ascii_alphanumeric()));
    matches!(words, "-" | "*" | "+" | "•" | "‣") || counts
}

/// The stretches between lines of backticks or tildes.
fn fenced(text: &str) -> Vec<Span> {
    let (mut out, mut open, mut at) = (Vec::new(), None::<(usize, &str)>, 0);
    for line in text.split_inclusive('\n') {
        let mark = ["```", "~~~"].into_iter().find(|it| line.trim_start().starts_with(it));
        match (mark, open) {
            (Some(mark), None) => open = Some((at, mark)),
            (Some(mark), Some((start, opened))) if mark == opened => {
                out.push(Span::new(start, at + line.len()));
                open = None;
            }
            _ => {}
        }
        at += line.len();
    }
    out.extend(open.map(|(start, _)| Span::new(start, text.len())));
    out
}
