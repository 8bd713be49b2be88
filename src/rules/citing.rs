//! Where the notes, references and inner links of a Markdown document can lead.

use std::collections::{BTreeMap, BTreeSet};

use super::Placed;
use crate::{
    article::Article,
    markup::{Kind, MarkKind},
    text::Span,
};

/// A definition in the document: "[^1]: …", "[audit]: https://…".
pub(super) struct Target {
    /// As its references write it, in lower case, spaces joined.
    pub label: String,
    pub note: bool,
    /// The label with its brackets, in bytes of the document.
    pub span: Span,
}

/// Everything a mark of this document can lead to.
pub(super) struct Targets {
    definitions: Vec<Target>,
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
            definitions: definitions(article.text()),
            headings: BTreeMap::new(),
            slugs: Vec::new(),
            ids: BTreeSet::new(),
        };
        if anchors {
            for heading in article.paragraphs().filter(|it| matches!(it.block.kind, Kind::Heading(_))) {
                let words = &heading.reading.passage.text;
                *targets.headings.entry(letters(words)).or_default() += 1;
                targets.slugs.push(slug(words));
            }
            targets.ids = ids(article.text());
        }
        targets
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
    pub fn unused(&self, article: &Article, placed: &[Placed]) -> impl Iterator<Item = &Target> {
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

/// Lines that begin with "[label]:", outside fenced code.
fn definitions(text: &str) -> Vec<Target> {
    let mut out = Vec::new();
    if !text.contains("]:") {
        return out;
    }
    let mut start = 0;
    let mut fence: Option<&str> = None;
    for line in text.split_inclusive('\n') {
        let words = line.trim_start();
        let indent = line.len() - words.len();
        let mark = ["```", "~~~"].into_iter().find(|it| words.starts_with(it));
        match (fence, mark) {
            (None, Some(mark)) => fence = Some(mark),
            (Some(open), Some(mark)) if open == mark => fence = None,
            _ => {}
        }
        if fence.is_none()
            && mark.is_none()
            && indent < 4
            && let Some(label) = words.strip_prefix('[').and_then(|it| it.split_once("]:")).map(|it| it.0)
            && !label.is_empty()
            && !label.contains(['[', ']'])
        {
            let span = Span::at(start + indent).join(Span::at(start + indent + label.len() + 2));
            let note = label.strip_prefix('^');
            out.push(Target { label: folded(note.unwrap_or(label)), note: note.is_some(), span });
        }
        start += line.len();
    }
    out
}

/// `id="…"`, `name="…"` and `{#…}`: anchors by hand.
fn ids(text: &str) -> BTreeSet<String> {
    let quoted = ["id=\"", "name=\"", "id='", "name='"].iter().flat_map(|mark| {
        text.match_indices(mark).filter_map(|(at, mark)| {
            text[at + mark.len()..].split(['"', '\'', '\n']).next().map(str::to_owned)
        })
    });
    let braced = text
        .match_indices("{#")
        .filter_map(|(at, _)| text[at + 2..].split(['}', ' ', '\n']).next().map(str::to_owned));
    quoted.chain(braced).collect()
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
