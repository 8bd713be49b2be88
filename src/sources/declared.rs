use std::{path::Path, sync::Arc};

use super::{
    Work,
    library::ListFile,
    lists::{self, List},
};
use crate::markup::Format;

/// What an article itself says about its sources.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Declared {
    /// Lists by the names it gives them, seen from its folder.
    pub lists: Vec<String>,
    /// The entries it carries in its own front matter.
    pub own: Option<Arc<ListFile>>,
    /// What its main file and its project declare for it.
    pub work: Option<Arc<Work>>,
}

/// Reads what an article declares: front matter, `\addbibresource{…}`, `:bibtex-file:`, `#+bibliography:`,
/// `#bibliography("…")`. `path` is where it lies.
pub fn declared(text: &str, format: Format, path: &Path) -> Declared {
    match format {
        Format::Markdown => in_front_matter(text, path),
        Format::Latex => named(in_commands(text)),
        Format::AsciiDoc => {
            let lists = behind(text, ":bibtex-file:").into_iter();
            named(lists.chain(behind(text, ":bibliography-database:")))
        }
        Format::Org => named(behind(text, "#+bibliography:")),
        Format::ReStructuredText => {
            let all = behind(text, ".. bibliography::");
            named(all.iter().flat_map(|it| it.split_whitespace()).map(str::to_owned))
        }
        Format::Typst => named(in_call(text)),
        Format::Html | Format::MediaWiki | Format::Plain => Declared::default(),
    }
}

fn named(lists: impl IntoIterator<Item = String>) -> Declared {
    let kept = lists.into_iter().filter(|it| !it.is_empty());
    Declared { lists: kept.collect(), ..Declared::default() }
}

fn in_front_matter(text: &str, path: &Path) -> Declared {
    // Most articles have none, and a key press should not pay for looking.
    if !text.trim_start_matches('\u{feff}').starts_with("---") {
        return Declared::default();
    }
    let (list, lists) = lists::front_matter(text);
    let lists = lists.into_iter().map(|(name, _)| name).collect();
    let own = (list != List::default()).then(|| {
        let last = list.entries.iter().map(|it| it.span.end).max().unwrap_or_default();
        Arc::new(ListFile { path: path.to_owned(), text: text[..last].to_owned(), list, recoded: false })
    });
    Declared { lists, own, work: None }
}

/// `\addbibresource[…]{refs.bib}`, and `\bibliography{refs}` with its ending left out.
fn in_commands(text: &str) -> Vec<String> {
    let mut out = Vec::new();
    for (at, command) in text.match_indices("\\addbibresource").chain(text.match_indices("\\bibliography")) {
        let line = &text[text[..at].rfind('\n').map_or(0, |it| it + 1)..at];
        let rest = text[at + command.len()..].lines().next().unwrap_or_default();
        let rest = match rest.strip_prefix('[') {
            Some(options) => options.split_once(']').map_or("", |it| it.1),
            None => rest,
        };
        let Some(inner) = rest.strip_prefix('{').and_then(|it| it.split('}').next()) else { continue };
        if line.contains('%') {
            continue;
        }
        let names = inner.split(',').map(str::trim).filter(|it| !it.is_empty());
        out.extend(names.map(|it| if it.contains('.') { it.to_owned() } else { format!("{it}.bib") }));
    }
    out
}

/// `#bibliography("refs.bib", title: none)`, with one name or several.
fn in_call(text: &str) -> Vec<String> {
    let calls = text.match_indices("#bibliography(").map(|(at, call)| &text[at + call.len()..]);
    let quoted = calls.flat_map(|it| it.split(')').next().unwrap_or_default().split('"').skip(1).step_by(2));
    let is_list = |it: &&str| [".bib", ".yml", ".yaml"].iter().any(|ending| it.ends_with(ending));
    quoted.filter(is_list).map(str::to_owned).collect()
}

/// What stands behind a keyword at the start of a line, whatever the case of its letters.
fn behind(text: &str, keyword: &str) -> Vec<String> {
    // Every keyword has this letter, and few lines begin with what stands before it.
    let first = keyword.as_bytes()[0];
    let starts = std::iter::once(0).chain(memchr::memchr_iter(b'\n', text.as_bytes()).map(|it| it + 1));
    let starts = starts.filter(|it| text.as_bytes().get(*it) == Some(&first));
    let lines = starts.filter_map(|it| text[it..].lines().next());
    let values = lines.filter_map(|line| {
        let start = line.get(..keyword.len())?;
        start.eq_ignore_ascii_case(keyword).then(|| line[keyword.len()..].trim().trim_matches('"').to_owned())
    });
    values.collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn lists(text: &str, format: Format) -> Vec<String> {
        declared(text, format, Path::new("/desk/a")).lists
    }

    #[test]
    fn every_markup_names_its_lists() {
        assert_eq!(
            lists("---\nbibliography: [a.bib, b.json]\n---\n\nText.\n", Format::Markdown),
            ["a.bib", "b.json"]
        );
        assert_eq!(
            lists(
                "\\addbibresource[location=local]{refs.bib}\n% \\addbibresource{old.bib}\n\\bibliography{a, b}",
                Format::Latex
            ),
            ["refs.bib", "a.bib", "b.bib"]
        );
        let one = "#bibliography(\"refs.bib\", style: \"apa\")\n";
        assert_eq!(lists(one, Format::Typst), ["refs.bib"]);
        let two = "#bibliography((\"a.bib\", \"b.yml\"), style: \"apa\")\n";
        assert_eq!(lists(two, Format::Typst), ["a.bib", "b.yml"]);
        assert_eq!(lists("#bibliography(", Format::Typst), [""; 0]);
        assert_eq!(lists("= Title\n:bibtex-file: refs.bib\n\nText.\n", Format::AsciiDoc), ["refs.bib"]);
        assert_eq!(lists("#+BIBLIOGRAPHY: refs.bib\nText.\n", Format::Org), ["refs.bib"]);
        assert_eq!(lists(".. bibliography:: refs.bib\n", Format::ReStructuredText), ["refs.bib"]);
        for (text, format) in [
            ("", Format::Latex),
            ("\\addbibresource", Format::Latex),
            ("\\addbibresource[{x}", Format::Latex),
            ("---\n", Format::Markdown),
            ("#+b", Format::Org),
            ("bibliography: no.bib\n", Format::Plain),
        ] {
            assert_eq!(lists(text, format), [""; 0], "{text}");
        }
    }

    #[test]
    fn entries_in_front_matter_are_kept_with_their_places() {
        let text = "---\nreferences:\n- id: cho2024\n  title: The harbour\n---\n\nText [@cho2024].\n";
        let own = declared(text, Format::Markdown, Path::new("/desk/a.md")).own.unwrap();
        let [entry] = &own.list.entries[..] else { panic!("{own:?}") };
        assert_eq!(entry.key_span.of(&own.text), "cho2024");
        assert_eq!(entry.key_span.of(text), "cho2024");
    }
}
