//! The links of an article that lead to a source.

use crate::{
    article::{Article, Paragraph},
    markup::{Format, Kind, Mark, MarkKind},
    sources,
    text::Span,
};

/// A link out of the article.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Link {
    /// All of it, or what stands within `<ref>…</ref>`; in bytes of the document.
    pub span: Span,
    /// "https://…", "www.…", "doi:10.…".
    pub address: String,
    pub shape: Shape,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Shape {
    /// Nothing but its address.
    Bare,
    /// Words that lead there, in bytes of the document.
    Labelled(Span),
    /// A note of Markdown that is nothing but its address.
    Note,
    /// A reference of MediaWiki, with the title that its link has.
    Reference(Option<String>),
}

impl Link {
    /// Whether a reader sees an address, and no words of the writer's.
    pub fn is_bare(&self) -> bool {
        !matches!(self.shape, Shape::Labelled(_))
    }
}

/// In order. Links of HTML are how a page of the web cites, and stay.
pub fn links(article: &Article) -> Vec<Link> {
    if article.format() == Format::Html {
        return Vec::new();
    }
    let tells = |it: &Paragraph| it.block.kind.is_body() || it.block.kind == Kind::BlockQuote;
    let mut out = Vec::new();
    if article.format() == Format::Markdown {
        let notes = article.paragraphs().filter(|it| it.block.kind == Kind::Note);
        out.extend(notes.filter_map(|it| note(article, &it)));
    }
    for paragraph in article.paragraphs().filter(tells) {
        out.extend(paragraph.block.marks.iter().filter_map(|it| link(article, &paragraph, it)));
        out.extend(dois(article, &paragraph));
    }
    out.retain(|it| sources::drafted(&it.address).is_some());
    out.sort_by_key(|it| it.span);
    out.dedup_by(|later, before| later.span.start < before.span.end);
    out
}

fn link(article: &Article, paragraph: &Paragraph, mark: &Mark) -> Option<Link> {
    let span = paragraph.mark_span(mark);
    let words = article.words(span);
    let MarkKind::Link(address) = &mark.kind else { return reference(article.format(), span, words) };
    let shape = match label(article.format(), words) {
        Some(at) if !is_address(at.of(words)) => Shape::Labelled(at.shifted(span.start)),
        _ if words.contains(address.as_str()) => Shape::Bare,
        _ => return None,
    };
    Some(Link { span, address: address.clone(), shape })
}

/// `[^1]: https://…`: a note that tells a reader nothing yet.
fn note(article: &Article, paragraph: &Paragraph) -> Option<Link> {
    let [mark] = &paragraph.block.marks[..] else { return None };
    let link = link(article, paragraph, mark).filter(|it| it.shape == Shape::Bare)?;
    let around = article.words(paragraph.span()).trim().trim_end_matches('.');
    (article.words(link.span) == around).then_some(Link { shape: Shape::Note, ..link })
}

/// The words of a link, where they are written in.
fn label(format: Format, words: &str) -> Option<Span> {
    let (start, end) = match format {
        Format::Markdown if words.starts_with('[') => (1, words.rfind("](")?),
        Format::Latex if words.starts_with("\\href") => (words.find("}{")? + 2, words.len() - 1),
        Format::AsciiDoc if words.ends_with(']') => (words.find('[')? + 1, words.len() - 1),
        Format::ReStructuredText if words.starts_with('`') => (1, words.rfind('<')?),
        Format::Org if words.ends_with("]]") => (words.find("][")? + 2, words.len() - 2),
        Format::Typst if words.ends_with(']') => (words.find(")[")? + 2, words.len() - 1),
        Format::MediaWiki if words.ends_with(']') => (words.find(' ')? + 1, words.len() - 1),
        _ => return None,
    };
    let inner = words.get(start..end)?;
    let bare = inner.trim();
    let start = start + (inner.len() - inner.trim_start().len());
    (!bare.is_empty()).then(|| Span::new(start, start + bare.len()))
}

fn is_address(words: &str) -> bool {
    !words.contains(char::is_whitespace) && sources::drafted(words).is_some()
}

/// `<ref>https://…</ref>`, `<ref>[https://… Title]</ref>`.
fn reference(format: Format, span: Span, words: &str) -> Option<Link> {
    if format != Format::MediaWiki || !words.starts_with("<ref") {
        return None;
    }
    let start = words.find('>')? + 1;
    let inner = words.strip_suffix("</ref>")?.get(start..)?;
    let bare = inner.trim().trim_end_matches('.');
    let within = bare.strip_prefix('[').and_then(|it| it.strip_suffix(']'));
    let (address, title) = match within {
        Some(link) => link.split_once(' ').map_or((link, None), |(it, title)| (it, Some(title.trim()))),
        None => (bare, None),
    };
    let title = title.filter(|it| !it.is_empty() && !it.contains(['[', ']', '{', '}', '<']));
    let span = Span::new(start, start + inner.len()).shifted(span.start);
    is_address(address).then(|| Link {
        span,
        address: address.to_owned(),
        shape: Shape::Reference(title.map(str::to_owned)),
    })
}

/// "doi:10.1000/ab.1" or the number alone, which no markup takes for a link.
fn dois(article: &Article, paragraph: &Paragraph) -> Vec<Link> {
    let text = &paragraph.reading.passage.text;
    // What leads somewhere already is a link as it is.
    let leads = |it: Span| {
        let marks = paragraph.block.marks.iter();
        let mut links = marks.filter(|it| matches!(it.kind, MarkKind::Link(_) | MarkKind::Inner(_)));
        links.any(|mark| paragraph.mark_span(mark).covers(it))
    };
    let found = text.match_indices("10.").filter_map(|(at, _)| {
        let start = prefix(&text[..at]);
        let before = text[..start].chars().next_back();
        if before.is_some_and(|it| it.is_alphanumeric() || matches!(it, '/' | '.' | ':' | '=' | '-')) {
            return None;
        }
        let number = number(&text[at..])?;
        let end = at + number.len();
        let span = paragraph.document(Span::new(start, end));
        let address = format!("doi:{number}");
        // Markup inside would be torn.
        let is_whole = span.len() == end - start && article.words(span) == &text[start..end];
        (is_whole && !leads(span)).then_some(Link { span, address, shape: Shape::Bare })
    });
    found.collect()
}

/// Where "doi:" begins, or the end where it does not stand.
fn prefix(before: &str) -> usize {
    let bare = before.trim_end_matches(' ');
    let start = bare.len().checked_sub("doi:".len()).filter(|it| bare.is_char_boundary(*it));
    start.filter(|it| bare[*it..].eq_ignore_ascii_case("doi:")).unwrap_or(before.len())
}

/// A registrant of four digits or more, and what it calls the text.
fn number(words: &str) -> Option<&str> {
    let stops =
        |it: char| it.is_whitespace() || matches!(it, '\u{fffc}' | '<' | '>' | '"' | '”' | '’' | ']' | '}');
    let mut number = &words[..words.find(stops).unwrap_or(words.len())];
    loop {
        let count = |it: char| number.matches(it).count();
        let is_open = number.ends_with(')') && count(')') > count('(');
        let ends = ['.', ',', ';', ':', '!', '?', '*', '\''];
        match number.strip_suffix(ends).or_else(|| number.strip_suffix(')').filter(|_| is_open)) {
            Some(shorter) => number = shorter,
            None => break,
        }
    }
    let (registrant, name) = number.strip_prefix("10.")?.split_once('/')?;
    // "10.0.0.0/8" is a network, "10.12.2024/11.12.2024" two days.
    let head = registrant.split('.').next()?;
    let is_registrant = (4..=9).contains(&head.len())
        && !head.starts_with('0')
        && registrant.chars().all(|it| it.is_ascii_digit() || it == '.');
    let is_name = !name.is_empty() && (is_registrant && head.len() > 4 || name.len() > 1);
    (is_registrant && is_name).then_some(number)
}
