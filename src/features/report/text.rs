use super::{Counts, FileReport, Reported};
use crate::{rules::Severity, text::printed};

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
    let place = format!("{path}:{}:{}", it.start.line + 1, it.start.character + 1);
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

/// The last line: "3 articles read: 1 warning, 2 hints." `names` of the hints are the index of names.
pub fn summary(articles: usize, names: usize, counts: &Counts) -> String {
    if articles == 0 {
        return "No article was read.\n".to_owned();
    }
    let read = if articles == 1 { "1 article read".to_owned() } else { format!("{articles} articles read") };
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
