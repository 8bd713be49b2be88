//! What an article leans on, found without reading it: keys, addresses, and whether it lists everything.
//!
//! For questions about many articles at once, where more found is better than something missed.

use std::collections::HashSet;

use super::library::addresses;
use crate::markup::{self, Format, MarkKind};

/// What one or several articles cite.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Cited {
    /// Citation keys and the labels of notes, those of `nocite` among them.
    pub keys: HashSet<String>,
    /// Of links, in the one form that [`addresses::canonical`] gives them.
    pub addresses: HashSet<String>,
    /// Whether all of a list is shown, cited or not: `\nocite{*}`, `nocite: '@*'`, `full: true`.
    pub all: bool,
}

impl Cited {
    pub fn of(text: &str, format: Format) -> Cited {
        let mut cited = Cited::default();
        let outline = markup::outline(format, text);
        for chunk in &outline.chunks {
            let blocks = markup::blocks(format, &outline.frame, chunk.place, chunk.span.of(text));
            for mark in blocks.into_iter().flat_map(|it| it.marks) {
                match mark.kind {
                    MarkKind::Citation(key) | MarkKind::Footnote(key) => {
                        cited.keys.insert(key);
                    }
                    MarkKind::Link(target) => cited.addresses.extend(addresses::canonical(&target)),
                    MarkKind::Comment(_) | MarkKind::Inner(_) => {}
                }
            }
        }
        cited.list(text, format);
        cited
    }

    pub fn add(&mut self, other: &Cited) {
        self.keys.extend(other.keys.iter().cloned());
        self.addresses.extend(other.addresses.iter().cloned());
        self.all |= other.all;
    }

    /// What stands in the list of references without being cited.
    fn list(&mut self, text: &str, format: Format) {
        let mut named = |words: &str, mark: &str| {
            let words = words.split(|it: char| it.is_whitespace() || ",;[]{}'\"".contains(it));
            for key in words.filter_map(|it| it.strip_prefix(mark)) {
                self.all |= key == "*";
                self.keys.insert(key.to_owned());
            }
        };
        match format {
            Format::Latex => inner(text, "\\nocite{", "}").for_each(|it| named(it, "")),
            Format::Org => inner(text, "[cite/n", "]")
                .filter_map(|it| it.split_once(':'))
                .for_each(|it| named(it.1, "@")),
            Format::Markdown => named(in_front_matter(text).unwrap_or_default(), "@"),
            Format::Typst => {
                let mut calls = inner(text, "#bibliography(", ")");
                self.all |= calls.any(|it| {
                    let value = it.split("full:").nth(1).map(str::trim_start);
                    value.is_some_and(|it| !it.starts_with("false"))
                });
            }
            Format::ReStructuredText => {
                let mut calls = text.split(".. bibliography::").skip(1);
                self.all |= calls.any(|it| {
                    let options = it.lines().skip(1).map(str::trim).take_while(|it| it.starts_with(':'));
                    options.into_iter().any(|it| it == ":all:")
                });
            }
            Format::AsciiDoc | Format::Html | Format::MediaWiki | Format::Plain => {}
        }
    }
}

/// What stands between `open` and `close`, wherever it does.
fn inner<'a>(text: &'a str, open: &'a str, close: &'a str) -> impl Iterator<Item = &'a str> {
    text.match_indices(open).filter_map(move |(at, _)| text[at + open.len()..].split(close).next())
}

/// The value of `nocite` in front matter, with the lines indented below it.
fn in_front_matter(text: &str) -> Option<&str> {
    let rest = text.trim_start_matches('\u{feff}').strip_prefix("---")?;
    let end = rest.find("\n---").or_else(|| rest.find("\n...")).unwrap_or(rest.len());
    let head = &rest[..end];
    let at = head.find("\nnocite:")? + "\nnocite:".len();
    let value = &head[at..];
    let lines = value.match_indices('\n').map(|it| it.0);
    let mut next =
        lines.filter(|it| value[it + 1..].starts_with(|it: char| !it.is_whitespace() && it != '-'));
    Some(&value[..next.next().unwrap_or(value.len())])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_markup_can_show_all_of_a_list() {
        for (format, text) in [
            (Format::Latex, "The gate fell. \\nocite{*}\n"),
            (Format::Markdown, "---\nnocite: '@*'\ntitle: Gate\n---\n\nIt fell.\n"),
            (Format::Markdown, "---\nnocite: |\n  @cho, @*\n---\n\nIt fell.\n"),
            (Format::Org, "It fell. [cite/n:@*]\n"),
            (Format::Typst, "It fell.\n#bibliography(\"refs.bib\", full: true)\n"),
            (
                Format::ReStructuredText,
                "It fell.\n\n.. bibliography:: refs.bib\n   :style: plain\n   :all:\n",
            ),
        ] {
            assert!(Cited::of(text, format).all, "{text}");
        }
        for (format, text) in [
            (Format::Latex, "The gate fell. \\nocite{cho}\n"),
            (Format::Markdown, "---\nnocite: '@cho'\ntitle: '@*'\n---\n\nIt fell.\n"),
            (Format::Markdown, "It fell.\n\nnocite: '@*'\n"),
            (Format::Typst, "It fell.\n#bibliography(\"refs.bib\", full: false)\n"),
            (Format::ReStructuredText, "It fell.\n\n.. bibliography:: refs.bib\n\nText\n:all:\n"),
        ] {
            assert!(!Cited::of(text, format).all, "{text}");
        }
    }

    #[test]
    fn keys_notes_and_links_are_found() {
        let text = "---\nnocite: |\n  @ana, @board\n---\n\nIt fell [@cho, p. 3].[^log] [It](https://www.a.example/x/) did.\n\n[^log]: The log.\n";
        let cited = Cited::of(text, Format::Markdown);
        for key in ["ana", "board", "cho", "log"] {
            assert!(cited.keys.contains(key), "{key} of {cited:?}");
        }
        assert!(cited.addresses.contains("a.example/x"), "{cited:?}");
        assert!(Cited::of("It fell. \\nocite{ana,cho}\n", Format::Latex).keys.contains("cho"));
    }
}
