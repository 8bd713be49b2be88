//! What a writer should know about a list of sources: entries that could not be read, entries that
//! are one source, and entries that nobody cites.

use std::{collections::HashSet, sync::Arc};

use crate::{
    rules::Severity,
    sources::{
        Cited,
        library::{Duplicate, Library, ListFile, Listed, Same},
        lists::{Entry, Kind, Role, Value},
    },
    text::Span,
};

/// The note on an entry that nobody cites.
pub const UNUSED: &str = "unused-source";

/// The note on an entry that is the same source as one before it.
pub const TWICE: &str = "duplicate-source";

/// The note on a page of the web of which nobody has said when it was looked at.
pub const UNDATED: &str = "undated-page";

/// A list with more entries is kept for other articles than these.
const MOST: usize = 1_000;

/// Something about a list, at a place in it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ListNote {
    /// "broken-entry", [`TWICE`], [`UNUSED`] or [`UNDATED`].
    pub code: &'static str,
    pub severity: Severity,
    /// In bytes of the list's text.
    pub span: Span,
    pub message: String,
}

/// The lists of a library that lie in files of their own, each with its notes in order.
pub fn list_notes(library: &Library) -> Vec<(Arc<ListFile>, Vec<ListNote>)> {
    let duplicates = library.duplicates();
    let files = library.lists.iter().filter(|it| Kind::of_path(&it.path).is_some());
    files
        .map(|file| {
            let ends: Vec<usize> = memchr::memchr_iter(b'\n', file.text.as_bytes()).collect();
            let broken = library.notices.iter().filter(|it| it.path == file.path);
            let mut notes: Vec<ListNote> =
                broken.filter_map(|it| Some(note("broken-entry", it.span?, it.message.clone()))).collect();
            // Two lists may well share a source: a desk's and an article's.
            let here = duplicates.iter().filter(|it| it.second.file.path == file.path);
            notes.extend(here.filter(|it| it.first.file.path == file.path).map(|it| twice(&ends, it)));
            notes.sort_by_key(|it| (it.span, it.code));
            (file.clone(), notes)
        })
        .collect()
}

/// Pages of the first list that may be gone or changed by now, as nothing says when they were looked at or
/// where a copy is kept. Silent where the list says so of no page: that desk keeps no such record.
pub fn undated_notes(library: &Library) -> Vec<ListNote> {
    let entries = library.lists.first().map_or(&[][..], |it| &it.list.entries);
    let is_kept = |it: &Entry| it.field(Role::Accessed).is_some() || it.field(Role::Archive).is_some();
    if entries.len() > MOST || !entries.iter().any(is_kept) {
        return Vec::new();
    }
    let is_page = |it: &&Entry| {
        it.words(Role::Url).is_some_and(|it| it.starts_with("http")) && it.field(Role::Doi).is_none()
    };
    let open = entries.iter().filter(is_page).filter(|it| !is_kept(it));
    let message = "Nothing says when this page was looked at. Pages change: give the day, or name a copy.";
    let hint =
        |it: &Entry| ListNote { severity: Severity::Hint, ..note(UNDATED, it.key_span, message.to_owned()) };
    open.map(hint).collect()
}

/// Entries of the first list that the articles which lean on it do not cite. Silent where such a list is
/// larger than what is written, or none of them cites any of it.
pub fn unused_notes(library: &Library, cited: &Cited) -> Vec<ListNote> {
    let notes = unused(library, cited).into_iter().map(|it| {
        let entry = it.entry();
        let message = format!("No article in these folders cites “{}”.", entry.key);
        ListNote { severity: Severity::Hint, ..note(UNUSED, entry.span, message) }
    });
    notes.collect()
}

fn unused(library: &Library, cited: &Cited) -> Vec<Listed> {
    let count = library.lists.first().map_or(0, |it| it.list.entries.len());
    if cited.all || count > MOST {
        return Vec::new();
    }
    let mut used: HashSet<&str> = cited.keys.iter().map(String::as_str).collect();
    used.extend(library.at(&cited.addresses));
    let mut unused = library.unused(&used);
    // It may have been called otherwise once.
    unused.retain(|it| keys(it.entry(), &["ids"]).all(|it| !used.contains(it)));
    if unused.len() == count {
        return Vec::new();
    }
    // An entry of BibTeX may take its fields from another.
    let named: HashSet<&str> = library.lists.iter().flat_map(|it| named(it)).collect();
    unused.into_iter().filter(|it| !named.contains(it.entry().key.as_str())).collect()
}

/// The entries that others name.
pub(super) fn named(file: &ListFile) -> impl Iterator<Item = &str> {
    file.list.entries.iter().flat_map(|it| keys(it, &["crossref", "xref", "xdata", "related", "entryset"]))
}

/// The keys in fields of these names.
fn keys<'a>(entry: &'a Entry, names: &'static [&str]) -> impl Iterator<Item = &'a str> {
    let fields = entry.fields.iter().filter(|it| names.contains(&it.name.as_str()));
    fields.flat_map(|it| match &it.value {
        Value::Words(words) => words.split(',').map(str::trim).collect(),
        _ => Vec::new(),
    })
}

fn note(code: &'static str, span: Span, message: String) -> ListNote {
    ListNote { code, severity: Severity::Information, span, message }
}

/// `ends` are those of the list's lines.
fn twice(ends: &[usize], duplicate: &Duplicate) -> ListNote {
    let (first, second) = (duplicate.first.entry(), duplicate.second.entry());
    let line = 1 + ends.partition_point(|it| *it < first.key_span.start);
    let message = match duplicate.same {
        Same::Key => {
            format!("The key “{}” stands on line {line} already: only the first counts.", second.key)
        }
        Same::Doi => format!("The same DOI as “{}” on line {line}: is it one source?", first.key),
        Same::Title => {
            format!("The same title and year as “{}” on line {line}: is it one source?", first.key)
        }
        Same::Address => format!("The same address as “{}” on line {line}: is it one source?", first.key),
    };
    note(TWICE, second.key_span, message)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::sources::{library::Folders, lists};

    fn notes(text: &str) -> Vec<(String, String)> {
        let list = lists::read(lists::Kind::Bibtex, text);
        let file = ListFile { path: "/desk/refs.bib".into(), text: text.to_owned(), list, recoded: false };
        let mut library = Library::default();
        library.lists.push(Arc::new(file));
        let found = list_notes(&library).remove(0).1;
        found.into_iter().map(|it| (it.span.of(text).to_owned(), it.message)).collect()
    }

    fn uncited(text: &str, keys: &[&str], address: &str) -> Vec<String> {
        let list = lists::read(lists::Kind::Bibtex, text);
        let file = ListFile { path: "/desk/refs.bib".into(), text: text.to_owned(), list, recoded: false };
        let library = Library::of_list(Arc::new(file), &Folders::default());
        let cited = Cited {
            keys: keys.iter().map(|it| (*it).to_owned()).collect(),
            addresses: [address.to_owned()].into(),
            all: false,
        };
        unused(&library, &cited).iter().map(|it| it.entry().key.clone()).collect()
    }

    #[test]
    fn what_nobody_cites_is_unused_unless_nothing_is_cited() {
        let text = "@misc{cho, crossref={board}}\n@misc{board}\n@misc{ana, ids={a1, a2}, url={https://a.example/x}}\n";
        assert_eq!(uncited(text, &["cho"], ""), ["ana"]);
        assert_eq!(uncited(text, &["cho"], "a.example/x"), [""; 0]);
        assert_eq!(uncited(text, &["cho", "a2"], ""), [""; 0]);
        assert_eq!(uncited(text, &["ana"], ""), ["cho"], "“board” is part of “cho” as long as that stands");
        assert_eq!(uncited(text, &["elsewhere"], ""), [""; 0]);
        let long: String = (0..=MOST).map(|it| format!("@misc{{k{it}}}\n")).collect();
        assert_eq!(uncited(&long, &["k1"], ""), [""; 0]);
    }

    #[test]
    fn a_page_without_a_day_is_told_where_the_list_keeps_them() {
        let undated = |text: &str| {
            let list = lists::read(lists::Kind::Bibtex, text);
            let file =
                ListFile { path: "/desk/refs.bib".into(), text: text.to_owned(), list, recoded: false };
            let library = Library::of_list(Arc::new(file), &Folders::default());
            let notes = undated_notes(&library);
            notes.into_iter().map(|it| it.span.of(text).to_owned()).collect::<Vec<_>>()
        };
        let dated = "@misc{cho, url={https://a.example/x}, urldate={2026-01-09}}\n";
        let open = "@misc{ana, url={https://b.example/y}}\n@misc{voss, url={https://c.example/z}, doi={10.1000/1}}\n\
                    @misc{ruiz, title={Log}}\n@misc{lund, url={https://d.example}, archiveurl={https://e.example}}\n";
        assert_eq!(undated(&format!("{dated}{open}")), ["ana"]);
        assert_eq!(undated(open), ["ana"]);
        assert_eq!(undated("@misc{ana, url={https://b.example/y}}\n"), [""; 0], "none of them is kept");
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
