//! What a writer should know about a list of sources: entries that could not be read, and entries
//! that are one source.

use std::sync::Arc;

use crate::{
    sources::library::{Duplicate, Library, ListFile, Same},
    text::Span,
};

/// Something about a list, at a place in it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ListNote {
    /// "broken-entry" or "duplicate-source".
    pub code: &'static str,
    /// In bytes of the list's text.
    pub span: Span,
    pub message: String,
}

/// The lists of a library that lie in files of their own, each with its notes in order.
pub fn list_notes(library: &Library) -> Vec<(Arc<ListFile>, Vec<ListNote>)> {
    let duplicates = library.duplicates();
    let files = library.lists.iter().filter(|it| crate::sources::library::is_list(&it.path));
    files
        .map(|file| {
            let broken = library.notices.iter().filter(|it| it.path == file.path);
            let mut notes: Vec<ListNote> = broken
                .filter_map(|it| {
                    Some(ListNote { code: "broken-entry", span: it.span?, message: it.message.clone() })
                })
                .collect();
            // Two lists may well share a source: a desk's and an article's.
            let here = duplicates.iter().filter(|it| it.second.file.path == file.path);
            notes.extend(here.filter(|it| it.first.file.path == file.path).map(|it| twice(file, it)));
            notes.sort_by_key(|it| (it.span, it.code));
            (file.clone(), notes)
        })
        .collect()
}

fn twice(file: &ListFile, duplicate: &Duplicate) -> ListNote {
    let (first, second) = (duplicate.first.entry(), duplicate.second.entry());
    let line = 1 + file.text[..first.key_span.start].matches('\n').count();
    let message = match duplicate.same {
        Same::Key => {
            format!("The key “{}” stands on line {line} already: only the first counts.", second.key)
        }
        Same::Doi => format!("The same DOI as “{}” on line {line}: is it one source?", first.key),
        Same::Address => format!("The same address as “{}” on line {line}: is it one source?", first.key),
    };
    ListNote { code: "duplicate-source", span: second.key_span, message }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::sources::lists;

    fn notes(text: &str) -> Vec<(String, String)> {
        let list = lists::read(lists::Kind::Bibtex, text);
        let file = ListFile { path: "/desk/refs.bib".into(), text: text.to_owned(), list };
        let mut library = Library::default();
        library.lists.push(Arc::new(file));
        let found = list_notes(&library).remove(0).1;
        found.into_iter().map(|it| (it.span.of(text).to_owned(), it.message)).collect()
    }

    #[test]
    fn one_source_twice_is_told_at_the_second() {
        let text =
            "@misc{cho, url={https://a.example/x}}\n@misc{cho}\n@misc{ana, url={http://www.a.example/x/}}\n";
        let found = notes(text);
        let [key, address] = &found[..] else { panic!("{found:?}") };
        assert_eq!(key.0, "cho");
        assert!(key.1.contains("stands on line 1 already"), "{}", key.1);
        assert_eq!(address.0, "ana");
        assert!(address.1.contains("The same address as “cho” on line 1"), "{}", address.1);
        assert_eq!(notes("@misc{cho}\n@misc{ana}\n"), []);
    }
}
