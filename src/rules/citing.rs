//! Where the notes, references and inner links of a document can lead.

use std::{collections::BTreeSet, sync::Arc};

use super::Placed;
use crate::{
    article::Article,
    markup::{self, Aim, Format, MarkKind, Places, Target, folded},
    sources::{Seen, Work},
    text::Span,
};

/// A definition in the document: "[^1]: …", "[audit]: https://…".
pub(super) struct Definition {
    /// As its references write it, in lower case, spaces joined.
    pub label: String,
    pub note: bool,
    /// The label with its brackets, in bytes of the document.
    pub span: Span,
}

/// Everything a mark of this document can lead to.
pub(super) struct Targets {
    definitions: Vec<Definition>,
    places: Places,
    /// Of the other parts of the work.
    elsewhere: Option<Arc<Work>>,
    /// Headings as a link writes them.
    slugs: Vec<String>,
}

impl Targets {
    /// Where all of a larger work was seen, its places count.
    pub fn of(article: &Article, work: Option<&Arc<Work>>) -> Targets {
        let (format, text) = (article.format(), article.text());
        let definition = |it: Target| match it.aim {
            Aim::Note => Some(Definition { label: folded(&it.label), note: true, span: it.span }),
            Aim::Reference => Some(Definition { label: folded(&it.label), note: false, span: it.span }),
            Aim::Anchor => None,
        };
        Targets {
            definitions: markup::targets(format, text).into_iter().filter_map(definition).collect(),
            places: Places::of(format, text),
            elsewhere: work.filter(|it| it.seen == Seen::Whole).cloned(),
            slugs: markup::headings(format, text).iter().map(|it| slug(format, it.of(text))).collect(),
        }
    }

    fn any(&self, holds: impl Fn(&Places) -> bool) -> bool {
        holds(&self.places) || self.elsewhere.as_ref().is_some_and(|it| holds(&it.places))
    }

    pub fn has_id(&self, id: &str) -> bool {
        self.any(|it| it.has_id(id))
    }

    pub fn has(&self, label: &str, note: bool) -> bool {
        self.any(|it| if note { it.has_note(label) } else { it.has_reference(label) })
    }

    /// Whether the document defines any note, or any reference.
    pub fn has_any(&self, note: bool) -> bool {
        self.definitions.iter().any(|it| it.note == note)
    }

    /// Whether a list of references stands in this document: notes with names, not numbers.
    pub fn has_entries(&self) -> bool {
        let named = |it: &Definition| it.note && it.label.starts_with(char::is_alphabetic);
        self.definitions.iter().any(named)
    }

    /// By a heading's words however a site makes an anchor of them, by an explicit id, or made by the site itself.
    pub fn has_anchor(&self, anchor: &str) -> bool {
        // Sites put these before what they make.
        let bare = ["user-content-", "markdown-header-"].iter().find_map(|it| anchor.strip_prefix(it));
        let anchor = bare.unwrap_or(anchor);
        let letters = markup::letters(anchor);
        let made = ["fn", "fnref", "ref", "cite", "top", "toc"].iter().any(|it| letters.starts_with(it));
        letters.is_empty()
            || made
            || anchor.contains(['=', '/', '!', '%', ':'])
            || self.has_id(anchor)
            || self.any(|it| it.has_heading(anchor))
            // Below its headings, the way to one in a note.
            || anchor.rsplit_once('#').is_some_and(|it| self.any(|places| places.has_heading(it.1)))
    }

    pub fn nearest(&self, label: &str, note: bool) -> Option<String> {
        let label = folded(label);
        nearest(&label, self.definitions.iter().filter(|it| it.note == note).map(|it| it.label.as_str()))
    }

    pub fn nearest_anchor(&self, anchor: &str) -> Option<String> {
        nearest(anchor, self.slugs.iter().map(String::as_str).chain(self.places.ids()))
    }

    /// The definitions that neither a mark nor words in brackets refer to.
    pub fn unused(&self, article: &Article, placed: &[Placed]) -> impl Iterator<Item = &Definition> {
        let mut used = BTreeSet::new();
        if !self.definitions.is_empty() {
            used = referred(article);
            used.extend(placed.iter().filter_map(|it| {
                let words = it.spot.span.of(&article.paragraph(it.paragraph).reading.passage.text);
                Some(folded(words.strip_suffix(']')?.rsplit('[').next()?))
            }));
        }
        self.definitions.iter().filter(move |it| {
            let label = if it.note { format!("^{}", it.label) } else { it.label.clone() };
            !used.contains(&label) && !is_remark(article.text(), it)
        })
    }
}

/// A definition that leads nowhere is how Markdown writes a remark that nobody is to see: `[//]: # (Ask Ana.)`,
/// `[comment]: <>`.
fn is_remark(text: &str, it: &Definition) -> bool {
    let behind = text[it.span.end..].trim_start_matches([':', ' ', '\t']);
    let line = behind.split(['\n', '\r']).next().unwrap_or_default();
    let rest =
        line.strip_prefix("<>").or_else(|| line.strip_prefix("<#>")).or_else(|| line.strip_prefix('#'));
    !it.note && rest.is_some_and(|it| it.is_empty() || it.starts_with(char::is_whitespace))
}

/// The labels that the brackets of this text refer to.
fn referred(article: &Article) -> BTreeSet<String> {
    let text = article.text();
    let mut used = BTreeSet::new();
    let mut open = None;
    for (at, byte) in text.bytes().enumerate() {
        match byte {
            b'[' => open = Some(at),
            b']' => {
                let Some(start) = open.take() else { continue };
                let line_start = text[..start].rsplit('\n').next().is_none_or(|it| it.trim().is_empty());
                if !(line_start && text[at..].starts_with("]:")) {
                    used.insert(folded(&text[start + 1..at]));
                }
            }
            _ => {}
        }
    }
    let notes = article.paragraphs().flat_map(|it| it.block.marks.iter());
    used.extend(notes.filter_map(|it| match &it.kind {
        MarkKind::Footnote(label) => Some(format!("^{}", folded(label))),
        _ => None,
    }));
    used
}

fn nearest<'a>(name: &str, names: impl Iterator<Item = &'a str>) -> Option<String> {
    const LIKE: f64 = 0.85;
    // Numbers next to each other are alike and mean nothing.
    if name.bytes().all(|it| it.is_ascii_digit()) {
        return None;
    }
    let liked = names.map(|it| (strsim::jaro_winkler(name, it), it)).filter(|it| it.0 > LIKE);
    liked.max_by(|a, b| a.0.total_cmp(&b.0)).map(|it| it.1.to_owned())
}

/// A heading's anchor as most sites make it, or its words where links write these.
fn slug(format: Format, heading: &str) -> String {
    let words = markup::bare(format, heading);
    match format {
        Format::Markdown | Format::Html => {
            let kept =
                words.trim().chars().filter(|it| it.is_alphanumeric() || matches!(it, ' ' | '-' | '_'));
            kept.map(|it| if it == ' ' { '-' } else { it }).flat_map(char::to_lowercase).collect()
        }
        Format::ReStructuredText => words.trim().to_lowercase(),
        _ => words.trim().to_owned(),
    }
}
