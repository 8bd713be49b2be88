use super::tags;
use crate::markup::Kind;

/// Deeper than this nobody nests; what is opened below is not kept.
const DEEPEST: usize = 60;

/// The open tags that say what kind of prose they hold, or hold such tags.
#[derive(Default)]
pub struct Nesting {
    open: Vec<(String, Option<Kind>)>,
}

impl Nesting {
    /// Takes note of a block's tag.
    pub fn tag(&mut self, name: &str, tag: &str) {
        if tag.starts_with("</") {
            if let Some(index) = self.open.iter().rposition(|it| it.0 == name) {
                self.open.truncate(index);
            }
            return;
        }
        self.end_before(name);
        let holds = matches!(name, "ul" | "ol" | "dl" | "table" | "figure" | "tr");
        let kind = kind(name, tag);
        if (holds || kind.is_some()) && !tag.ends_with("/>") && self.open.len() < DEEPEST {
            self.open.push((name.to_owned(), kind));
        }
    }

    /// What a block's opening tag ends without a closing tag.
    pub fn end_before(&mut self, name: &str) {
        let (ends, within): (&[&str], &[&str]) = match name {
            "li" => (&["li"], &["ul", "ol"]),
            "dt" | "dd" => (&["dt", "dd"], &["dl"]),
            "td" | "th" => (&["td", "th", "caption"], &["table"]),
            "tr" | "thead" | "tbody" | "tfoot" => (&["tr", "td", "th", "caption"], &["table"]),
            _ => (&[], &[]),
        };
        while matches!(self.open.last(), Some((_, Some(Kind::Heading(_))))) {
            self.open.pop();
        }
        let from = self.open.iter().rposition(|it| within.contains(&it.0.as_str())).map_or(0, |it| it + 1);
        let found = self.open[from..].iter().position(|it| ends.contains(&it.0.as_str()));
        if let Some(index) = found {
            self.open.truncate(from + index);
        }
    }

    /// The kind of the prose here.
    pub fn kind(&self) -> Kind {
        let note = self.open.iter().any(|it| it.1 == Some(Kind::Note));
        let innermost = self.open.iter().rev().find_map(|it| it.1);
        if note { Kind::Note } else { innermost.unwrap_or(Kind::Paragraph) }
    }

    /// Whether a heading would stand in a list, a quotation or the like.
    pub fn is_nested(&self) -> bool {
        self.open.iter().any(|it| !matches!(it.1, Some(Kind::Heading(_))))
    }

    pub fn is_empty(&self) -> bool {
        self.open.is_empty()
    }
}

fn kind(name: &str, tag: &str) -> Option<Kind> {
    if is_note(name, tag) {
        return Some(Kind::Note);
    }
    Some(match name {
        "figcaption" | "caption" => Kind::Caption,
        "li" | "dt" | "dd" => Kind::ListItem,
        "blockquote" => Kind::BlockQuote,
        "td" | "th" => Kind::TableCell,
        "h1" | "h2" | "h3" | "h4" | "h5" | "h6" => Kind::Heading(name.as_bytes()[1] - b'0'),
        _ => return None,
    })
}

/// Whether a tag opens a note or the notes of a page.
fn is_note(name: &str, tag: &str) -> bool {
    let holds_notes = matches!(name, "section" | "div" | "aside" | "ol" | "ul" | "li" | "p");
    if !holds_notes || tag.len() > 600 {
        return false;
    }
    let has = |attribute: &str, words: &[&str]| {
        tags::attribute(tag, attribute)
            .is_some_and(|it| it.split_ascii_whitespace().any(|it| words.contains(&it)))
    };
    has("role", &["doc-endnotes", "doc-footnote", "doc-endnote"])
        || name != "p" && has("class", &["footnotes", "footnote", "endnotes"])
        || name == "li"
            && tags::attribute(tag, "id")
                .is_some_and(|it| ["fn", "cite_note", "footnote"].iter().any(|start| it.starts_with(start)))
}
