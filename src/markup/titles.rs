//! Headings that open a list of references.

const TITLES: [&str; 18] = [
    "references",
    "reference list",
    "list of references",
    "sources",
    "sources and methods",
    "sources cited",
    "source notes",
    "bibliography",
    "select bibliography",
    "works cited",
    "literature",
    "literature cited",
    "further reading",
    "notes",
    "endnotes",
    "footnotes",
    "notes and references",
    "external links",
];

/// Whether a heading's words, markup already left out, open a list of references.
pub fn opens_references(words: &str) -> bool {
    let words = words.trim_matches(|it: char| it.is_whitespace() || it == ':' || it == '\u{fffc}');
    words.len() <= 24 && TITLES.iter().any(|it| words.eq_ignore_ascii_case(it))
}

/// Whether a line may be such a heading; cheap, and never wrong when it says no.
pub fn may_be_references(line: &str) -> bool {
    const HINTS: [&str; 7] = ["referen", "source", "bibliogr", "cited", "literature", "note", "reading"];
    if line.len() > 400 {
        return true;
    }
    let lower = line.to_ascii_lowercase();
    // Markup inside a word can hide it.
    lower.contains(['*', '_', '&', '\\', '<', '`'])
        || lower.contains("links")
        || HINTS.iter().any(|it| lower.contains(it))
}
