//! Tags by their names, their attributes, and entities.

use pulldown_cmark::{Event, Parser};

/// What a tag inside a paragraph means to its prose.
pub enum Inline {
    Comment(String),
    Break,
    /// Opens something that is no prose, up to the closing tag of this name.
    Hide(String),
    Close(String),
    Link(String),
    Other,
}

pub fn inline(tag: &str) -> Inline {
    if let Some(text) = comment(tag) {
        return Inline::Comment(text);
    }
    let name = name(tag);
    match name.as_str() {
        _ if tag.starts_with("</") => Inline::Close(name),
        "br" => Inline::Break,
        "code" | "kbd" | "samp" | "var" | "script" | "style" | "math" | "svg" if !tag.ends_with("/>") => {
            Inline::Hide(name)
        }
        "a" => attribute(tag, "href").map_or(Inline::Other, Inline::Link),
        _ => Inline::Other,
    }
}

/// The keys that a tag cites by: `<d-cite key="one,two">` of Distill, `<span data-cites="one two">` of pandoc.
pub fn keys(tag: &str) -> Vec<String> {
    if !tag.contains("cite") || tag.starts_with("</") {
        return Vec::new();
    }
    let named = match name(tag).as_str() {
        "d-cite" => attribute(tag, "key").or_else(|| attribute(tag, "bibtex-key")),
        _ => attribute(tag, "data-cites"),
    };
    let keys = named.iter().flat_map(|it| it.split([',', ' ', '\n', '\t'])).filter(|it| !it.is_empty());
    keys.map(str::to_owned).collect()
}

/// What a tag does to a page.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Role {
    Comment,
    /// No text of the article, up to its closing tag.
    Skip,
    /// Seen but not read as prose, up to its closing tag.
    Picture,
    Image,
    Break,
    Anchor,
    /// Quotation marks stand where it opens and closes.
    Quote,
    Cite,
    /// May hold the mark of a note.
    Raised,
    /// Stands inside a sentence.
    Inline,
    /// Begins or ends a block.
    Block,
}

pub fn role(name: &str, tag: &str) -> Role {
    if tag.starts_with("<!--") {
        return Role::Comment;
    }
    match name {
        _ if tag.starts_with("</") && (SKIPPED.contains(&name) || PICTURES.contains(&name)) => Role::Inline,
        _ if tag.ends_with("/>") && (SKIPPED.contains(&name) || PICTURES.contains(&name)) => Role::Inline,
        _ if SKIPPED.contains(&name) => Role::Skip,
        _ if PICTURES.contains(&name) => Role::Picture,
        "img" => Role::Image,
        "br" => Role::Break,
        "a" => Role::Anchor,
        "q" => Role::Quote,
        "cite" => Role::Cite,
        "sup" => Role::Raised,
        _ if INLINE.contains(&name) || name.is_empty() => Role::Inline,
        _ => Role::Block,
    }
}

pub fn is_block(name: &str, tag: &str) -> bool {
    role(name, tag) == Role::Block && name != "ref" && name != "references"
}

/// Behind the closing tag of what a tag that ends at `at` opens; `limit` when there is none.
pub fn skipped(text: &str, at: usize, name: &str, limit: usize) -> usize {
    let rest = &text[at..limit];
    let Some(close) = closing_tag(rest, name) else { return limit };
    at + close + tag_length(&rest[close..])
}

/// Tags whose content is no text of the article.
const SKIPPED: [&str; 16] = [
    "script", "style", "pre", "textarea", "template", "title", "nav", "form", "button", "select", "iframe",
    "object", "noscript", "canvas", "audio", "video",
];

/// Tags whose content is seen but cannot be read as prose.
const PICTURES: [&str; 6] = ["code", "kbd", "samp", "var", "svg", "math"];

/// Tags that stand inside a sentence.
const INLINE: [&str; 31] = [
    "b", "i", "em", "strong", "span", "small", "sup", "sub", "u", "s", "del", "ins", "mark", "abbr", "cite",
    "q", "time", "font", "big", "tt", "wbr", "bdi", "bdo", "data", "dfn", "label", "strike", "acronym",
    "ruby", "nobr", "d-cite",
];

/// A longer tag with a mark that closes a value has lost it: so far, and no farther, is looked for it.
pub const LONGEST: usize = 4000;

/// Bytes of the tag or comment at the start of `rest`; 0 when there is none.
pub fn tag_length(rest: &str) -> usize {
    if rest.starts_with("<!--") {
        return memchr::memmem::find(&rest.as_bytes()[4..], b"-->").map_or(rest.len(), |it| it + 7);
    }
    let opens = |it: char| it.is_ascii_alphabetic() || matches!(it, '/' | '!' | '?');
    if !rest.get(1..).is_some_and(|it| it.starts_with(opens)) {
        return 0;
    }
    end_of_tag(rest).or_else(|| rest.find('>')).map_or(rest.len(), |it| it + 1)
}

/// The ">" that ends a tag, not one in the value of an attribute.
fn end_of_tag(rest: &str) -> Option<usize> {
    let bytes = &rest.as_bytes()[..rest.len().min(LONGEST)];
    let mut at = 1;
    loop {
        at += memchr::memchr3(b'>', b'"', b'\'', &bytes[at..])?;
        if bytes[at] == b'>' {
            return Some(at);
        }
        let is_value = bytes[..at].trim_ascii_end().ends_with(b"=");
        at += 1 + if is_value { memchr::memchr(bytes[at], &bytes[at + 1..])? + 1 } else { 0 };
    }
}

/// Where the closing tag of this name stands.
pub fn closing_tag(rest: &str, name: &str) -> Option<usize> {
    let bytes = rest.as_bytes();
    memchr::memmem::find_iter(bytes, b"</").find(|at| {
        bytes.get(at + 2..at + 2 + name.len()).is_some_and(|it| it.eq_ignore_ascii_case(name.as_bytes()))
    })
}

/// The text of a comment.
pub fn comment(tag: &str) -> Option<String> {
    let inner = tag.strip_prefix("<!--")?;
    Some(inner.strip_suffix("-->").unwrap_or(inner).trim().to_owned())
}

pub fn name(tag: &str) -> String {
    let inner = tag.trim_start_matches(['<', '/']);
    // Elements that pages define themselves have a hyphen: "d-cite".
    let end = inner.find(|it: char| !it.is_ascii_alphanumeric() && it != '-').unwrap_or(inner.len());
    inner[..end].to_ascii_lowercase()
}

/// The value of an attribute of a tag.
pub fn attribute(tag: &str, name: &str) -> Option<String> {
    let lower = tag.to_ascii_lowercase();
    let at = lower.match_indices(name).find_map(|(at, _)| {
        let rest = lower[at + name.len()..].trim_start();
        let is_whole = lower[..at].ends_with(|it: char| it.is_ascii_whitespace());
        (is_whole && rest.starts_with('=')).then(|| tag.len() - rest.len() + 1)
    })?;
    let value = tag[at..].trim_start();
    let quoted = ['"', '\''].iter().find_map(|it| value.strip_prefix(*it)?.split(*it).next());
    let bare = || value.split(|it: char| it.is_whitespace() || it == '>').next();
    quoted.or_else(bare).map(str::to_owned)
}

/// The characters behind an entity and its length in bytes.
pub fn entity(rest: &str) -> Option<(String, usize)> {
    let end = rest.bytes().take(34).position(|it| it == b';')?;
    let name = &rest[1..end];
    let is_name = !name.is_empty() && name.bytes().all(|it| it.is_ascii_alphanumeric() || it == b'#');
    if !is_name {
        return None;
    }
    let chars = match name {
        "amp" => "&".to_owned(),
        "nbsp" => "\u{a0}".to_owned(),
        // The parser of Markdown knows all the others.
        _ => Parser::new(&rest[..=end]).find_map(|it| match it {
            Event::Text(words) if *words != rest[..=end] => Some(words.to_string()),
            _ => None,
        })?,
    };
    (chars != "\0" && !chars.starts_with('&') || name == "amp").then_some((chars, end + 1))
}
