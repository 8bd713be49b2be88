use std::collections::BTreeMap;

use super::{Counts, FileReport, Reported};
use crate::{reading::Language, rules::Severity, text::printed};

/// The rule that lists names; a person reads them in one line, not as findings.
pub(super) const INDEX: &str = "named-entity";

/// Whether to colour what is printed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Paint {
    Plain,
    Colour,
}

impl Paint {
    fn with(self, style: &str, text: &str) -> String {
        match self {
            Paint::Plain => text.to_owned(),
            Paint::Colour => format!("\u{1b}[{style}m{text}\u{1b}[0m"),
        }
    }

    fn severity(self, severity: Severity) -> &'static str {
        match severity {
            Severity::Error => "1;31",
            Severity::Warning => "1;33",
            Severity::Information => "1;36",
            Severity::Hint => "1;2",
        }
    }
}

/// What a person reads about one article: each finding with its line and the words underlined, then the names.
pub fn text(file: &FileReport, paint: Paint) -> String {
    let path = printed(&file.path);
    let asked = file.findings.iter().filter(|it| it.code != INDEX);
    let mut out: String = asked.map(|it| entry(&path, it, paint)).collect();
    let names: Vec<&str> =
        file.findings.iter().filter(|it| it.code == INDEX).map(|it| it.text.as_str()).collect();
    if !names.is_empty() {
        let label = paint.with("1", &path);
        let names = names.join(" · ").replace(['\n', '\r'], " ");
        out.push_str(&format!("{label} names {}\n\n", printed(&names)));
    }
    out
}

fn entry(path: &str, it: &Reported, paint: Paint) -> String {
    let place = match it.paragraph {
        Some(paragraph) => format!("{path}: paragraph {paragraph}"),
        None => format!("{path}:{}:{}", it.start.line + 1, it.start.character + 1),
    };
    let severity = paint.with(paint.severity(it.severity), it.severity.name());
    let line = printed(&it.line.text);
    // The carets go with the words.
    let moved = line.chars().count().saturating_sub(it.line.text.chars().count());
    let (space, marks) = (" ".repeat(it.line.marked.start + moved), "^".repeat(it.line.marked.len()));
    format!(
        "{} {severity} {}\n  {line}\n  {space}{}\n  {}\n\n",
        paint.with("1", &place),
        it.code,
        paint.with(paint.severity(it.severity), &marks),
        printed(&it.message)
    )
}

/// How many findings are the index of names.
pub fn names(file: &FileReport) -> usize {
    file.findings.iter().filter(|it| it.code == INDEX).count()
}

/// The last line: "3 articles read: 1 warning, 2 hints." `names` of the hints are the index of names, `foreign`
/// the languages of articles that were left unread.
pub fn summary(articles: usize, names: usize, counts: &Counts, foreign: &[Language]) -> String {
    let unread = match foreign {
        [] => String::new(),
        _ => format!("{} not read: {}.\n", many_articles(foreign.len()), languages(foreign)),
    };
    match (articles, foreign) {
        (0, []) => "No article was read.\n".to_owned(),
        (0, _) => unread,
        _ => read(articles, names, counts) + &unread,
    }
}

fn many_articles(count: usize) -> String {
    if count == 1 { "1 article".to_owned() } else { format!("{count} articles") }
}

/// "German", "German (2), Spanish".
fn languages(all: &[Language]) -> String {
    let mut counted: BTreeMap<&str, usize> = BTreeMap::new();
    all.iter().for_each(|it| *counted.entry(it.name).or_default() += 1);
    let alone = counted.len() == 1;
    let named = counted.into_iter().map(|(name, count)| match count {
        2.. if !alone => format!("{name} ({count})"),
        _ => name.to_owned(),
    });
    named.collect::<Vec<_>>().join(", ")
}

fn read(articles: usize, names: usize, counts: &Counts) -> String {
    let read = format!("{} read", many_articles(articles));
    let many = |count: usize, noun: &str| match count {
        0 => None,
        1 => Some(format!("1 {noun}")),
        _ => Some(format!("{count} {noun}s")),
    };
    let parts: Vec<String> = [
        many(counts.error, "error"),
        many(counts.warning, "warning"),
        many(counts.information, "note"),
        many(counts.hint.saturating_sub(names), "hint"),
    ]
    .into_iter()
    .flatten()
    .collect();
    let found = if parts.is_empty() { "nothing to ask".to_owned() } else { parts.join(", ") };
    let more = if parts.is_empty() { "" } else { " `onrecord explain CODE` tells why, and what helps." };
    format!("{read}: {found}.{more}\n")
}
