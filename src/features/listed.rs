//! What can be asked about the entries of a list: what one says, where it leads, who takes from it.

use super::{citing::heading, links::Target, markdown::Markdown};
use crate::{
    sources::{
        library::{Library, doi, followed, named_files},
        lists::{Entry, Role, Value},
    },
    text::Span,
};

/// Fields that name other entries of the list.
const FAMILY: &[&str] = &["crossref", "xref", "xdata", "related", "entryset"];

/// An entry for an outline.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Listing {
    pub key: String,
    pub detail: String,
    pub span: Span,
    pub key_span: Span,
}

/// A place in a list that leads somewhere.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ListLink {
    pub span: Span,
    pub target: Target,
}

/// The entry of a library's first list that stands at a place.
pub fn entry_at(library: &Library, offset: usize) -> Option<(usize, &Entry)> {
    let entries = &library.lists.first()?.list.entries;
    let touched = entries.iter().enumerate().filter(|it| it.1.span.touches(offset));
    // Where one ends and the next begins, the writer is about to write the next.
    touched.last()
}

/// An entry in Markdown; `uses` are the files that cite it, one for each time.
pub fn card(library: &Library, index: usize, uses: &[String]) -> Option<String> {
    let source = library.sources.get(index)?;
    let entry = source.entry()?;
    let mut out = vec![heading(source)];
    out.extend(source.address().and_then(|it| Markdown::address(&it)));
    let mut files = uses.to_vec();
    files.sort_unstable();
    files.dedup();
    out.push(match (uses.len(), files.len()) {
        (0, _) => Markdown::own("No article in these folders cites it by its key."),
        (1, _) => Markdown::own("Cited once."),
        (times, 1) => Markdown::of("Cited {} times in one article.", &[&times]),
        (times, articles) => Markdown::of("Cited {} times in {} articles.", &[&times, &articles]),
    });
    let notices = library.notices.iter().chain(&library.together);
    let notices = notices.filter(|it| it.span.is_some_and(|it| entry.span.covers(it)));
    out.extend(notices.map(|it| Markdown::words(&it.message)));
    Some(Markdown::paragraphs(out).into_text())
}

/// The entries of a library's first list in order.
pub fn listings(library: &Library) -> Vec<Listing> {
    let listing = |(entry, at): (&Entry, usize)| Listing {
        key: entry.key.clone(),
        detail: library.sources.get(at).map_or_else(String::new, |it| it.line()),
        span: entry.span,
        key_span: entry.key_span,
    };
    let entries = library.lists.iter().take(1).flat_map(|it| &it.list.entries);
    entries.zip(0..).map(listing).collect()
}

/// Web addresses, DOIs and files that the entries of a library's first list name.
pub fn links(library: &Library) -> Vec<ListLink> {
    let Some(file) = library.lists.first() else { return Vec::new() };
    let mut out = Vec::new();
    for entry in &file.list.entries {
        for field in &entry.fields {
            let Value::Words(words) = &field.value else { continue };
            let target = match field.role {
                Role::Url => followed(words),
                Role::Doi => doi(words).and_then(|it| followed(&format!("https://doi.org/{it}"))),
                _ => None,
            };
            let Some(target) = target else { continue };
            let span = within(&file.text, field.span, words);
            out.push(ListLink { span, target: Target::Address(target) });
        }
        out.extend(named_files(entry).into_iter().map(|(name, span)| ListLink {
            span: within(&file.text, span, name),
            target: Target::File(name.to_owned()),
        }));
    }
    out.sort_by_key(|it| it.span);
    out
}

/// Where a list has a key: at its entry, and where entries take from it.
pub fn key_spans(library: &Library, index: usize) -> Vec<Span> {
    let Some(file) = library.lists.first() else { return Vec::new() };
    let Some(entry) = file.list.entries.get(index) else { return Vec::new() };
    let named = file.list.entries.iter().flat_map(|it| &it.fields).filter_map(|it| {
        let is_key = FAMILY.contains(&it.name.as_str())
            && matches!(&it.value, Value::Words(words) if *words == entry.key);
        let span = within(&file.text, it.span, &entry.key);
        (is_key && span.of(&file.text) == entry.key).then_some(span)
    });
    let mut out: Vec<Span> = [entry.key_span].into_iter().chain(named).collect();
    out.sort_unstable();
    out.dedup();
    out
}

/// Words inside a value, without the marks around them; all of it where it is written otherwise.
fn within(text: &str, span: Span, words: &str) -> Span {
    let found = span.of(text).find(words).filter(|_| !words.is_empty());
    found.map_or(span, |at| Span::new(span.start + at, span.start + at + words.len()))
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use super::*;
    use crate::sources::{
        library::{Folders, ListFile},
        lists::{Kind, read},
    };

    const LIST: &str = "@misc{cho, title = {Log}, url = {https://a.example/log}, file = {a.txt;tapes/b.txt}}\n@misc{ana, crossref = {cho}, doi = {10.1000/x1}}\n";

    fn library() -> Library {
        let file = ListFile {
            path: "/desk/refs.bib".into(),
            text: LIST.to_owned(),
            list: read(Kind::Bibtex, LIST),
            recoded: false,
        };
        Library::of_list(Arc::new(file), &Folders::default())
    }

    #[test]
    fn addresses_and_files_are_links() {
        let found = links(&library());
        let found: Vec<(&str, &Target)> = found.iter().map(|it| (it.span.of(LIST), &it.target)).collect();
        let address = |it: &str| Target::Address(it.to_owned());
        let file = |it: &str| Target::File(it.to_owned());
        assert_eq!(
            found,
            [
                ("https://a.example/log", &address("https://a.example/log")),
                ("a.txt", &file("a.txt")),
                ("tapes/b.txt", &file("tapes/b.txt")),
                ("10.1000/x1", &address("https://doi.org/10.1000/x1")),
            ]
        );
    }

    #[test]
    fn an_entry_is_found_by_its_place_and_named_with_its_family() {
        let library = library();
        let at = |words: &str| entry_at(&library, LIST.find(words).unwrap()).map(|it| it.1.key.clone());
        assert_eq!((at("Log"), at("10.1000")), (Some("cho".to_owned()), Some("ana".to_owned())));
        let spans = key_spans(&library, 0);
        assert_eq!(spans.len(), 2);
        assert!(spans.iter().all(|it| it.of(LIST) == "cho"));
        assert!(card(&library, 0, &[]).unwrap().contains("No article in these folders cites it"));
        let twice = ["a.md".to_owned(), "b.md".to_owned()];
        assert!(card(&library, 0, &twice).unwrap().contains("Cited 2 times in 2 articles."));
        let keys: Vec<String> = listings(&library).into_iter().map(|it| it.key).collect();
        assert_eq!(keys, ["cho", "ana"]);
    }
}
