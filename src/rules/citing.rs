//! Where the notes, references and inner links of a document can lead.

use std::collections::{BTreeMap, BTreeSet};

use super::Placed;
use crate::{
    article::Article,
    markup::{self, Aim, Format, Kind, MarkKind, Target},
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
    /// As many as there are of each heading, by its letters and digits.
    headings: BTreeMap<String, usize>,
    /// As a link writes them.
    slugs: Vec<String>,
    ids: BTreeSet<String>,
}

impl Targets {
    /// Headings are only looked at where a link leads to one.
    pub fn of(article: &Article, anchors: bool) -> Targets {
        let mut targets = Targets {
            definitions: Vec::new(),
            headings: BTreeMap::new(),
            slugs: Vec::new(),
            ids: BTreeSet::new(),
        };
        for Target { label, aim, span } in markup::targets(article.format(), article.text()) {
            let definition = |note| Definition { label: folded(&label), note, span };
            match aim {
                Aim::Note => targets.definitions.push(definition(true)),
                Aim::Reference => targets.definitions.push(definition(false)),
                Aim::Anchor => {
                    targets.ids.insert(label);
                }
            }
        }
        if anchors {
            for heading in article.paragraphs().filter(|it| is_heading(article.format(), it.block.kind)) {
                let words = &heading.reading.passage.text;
                *targets.headings.entry(letters(words)).or_default() += 1;
                targets.slugs.push(slug(words));
            }
        }
        targets
    }

    pub fn has_id(&self, id: &str) -> bool {
        self.ids.contains(id)
    }

    pub fn has(&self, label: &str, note: bool) -> bool {
        let label = folded(label);
        self.definitions.iter().any(|it| it.note == note && it.label == label)
    }

    /// By a heading's words however a site makes an anchor of them, by an explicit id, or made by the site itself.
    pub fn has_anchor(&self, anchor: &str) -> bool {
        let letters = letters(anchor);
        let numbered = |heading: &str, count: usize| {
            count > 1
                && letters.strip_prefix(heading).is_some_and(|it| it.bytes().all(|it| it.is_ascii_digit()))
        };
        let made = ["fn", "fnref", "ref", "cite", "top", "toc"].iter().any(|it| letters.starts_with(it));
        letters.is_empty()
            || made
            || anchor.contains(['=', '/', '!', '%', ':'])
            || self.ids.contains(anchor)
            || self.headings.contains_key(&letters)
            || self.headings.iter().any(|(heading, count)| numbered(heading, *count))
    }

    pub fn nearest(&self, label: &str, note: bool) -> Option<String> {
        let label = folded(label);
        nearest(&label, self.definitions.iter().filter(|it| it.note == note).map(|it| it.label.as_str()))
    }

    pub fn nearest_anchor(&self, anchor: &str) -> Option<String> {
        nearest(anchor, self.slugs.iter().chain(&self.ids).map(String::as_str))
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
            !used.contains(&label)
        })
    }
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

/// In AsciiDoc the titles of pictures and tables can be referred to as well.
fn is_heading(format: Format, kind: Kind) -> bool {
    matches!(kind, Kind::Heading(_)) || format == Format::AsciiDoc && kind == Kind::Caption
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

/// As CommonMark compares labels.
fn folded(label: &str) -> String {
    label.split_whitespace().collect::<Vec<_>>().join(" ").to_lowercase()
}

fn letters(words: &str) -> String {
    words.chars().filter(|it| it.is_alphanumeric()).flat_map(char::to_lowercase).collect()
}

/// A heading's anchor as most sites make it.
fn slug(words: &str) -> String {
    let kept = words.chars().filter(|it| it.is_alphanumeric() || matches!(it, ' ' | '-' | '_'));
    kept.map(|it| if it == ' ' { '-' } else { it }).flat_map(char::to_lowercase).collect()
}
