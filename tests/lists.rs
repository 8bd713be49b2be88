//! Source lists as people and programs write them: good, broken and odd, in four formats.
//!
//! ⟦ ⟧ stand around the key of every entry that has to be read, broken files included. Exactly
//! these are found, each key where it stands; no file makes the reader panic, whole or cut off
//! anywhere; and what was read whole before a cut is still read.

use onrecord::{
    sources::lists::{self, Kind, List},
    text::Span,
};

mod corpus {
    pub mod bibtex;
    pub mod csl;
    pub mod hayagriva;
}
use corpus::{bibtex, csl, hayagriva};

/// A list without its marks, and where the keys stand in it.
fn unmarked(marked: &str) -> (String, Vec<Span>) {
    let (mut text, mut keys) = (String::new(), Vec::new());
    for (at, part) in marked.split('⟦').enumerate() {
        let Some((key, rest)) = part.split_once('⟧').filter(|_| at > 0) else {
            text += part;
            continue;
        };
        keys.push(Span::new(text.len(), text.len() + key.len()));
        text += key;
        text += rest;
    }
    (text, keys)
}

fn all() -> impl Iterator<Item = (Kind, &'static str)> {
    let of = |kind, files: &'static [&'static str]| files.iter().map(move |it| (kind, *it));
    of(Kind::Bibtex, bibtex::FILES)
        .chain(of(Kind::Json, csl::JSON))
        .chain(of(Kind::Yaml, csl::YAML))
        .chain(of(Kind::Yaml, hayagriva::FILES))
}

/// Every span lies in the text, and the names of fields stand where they are said to.
#[track_caller]
fn placed(text: &str, list: &List) {
    for entry in &list.entries {
        assert!(text.get(entry.span.start..entry.span.end).is_some(), "{text}");
        assert!(entry.span.covers(entry.key_span), "{text}");
        for field in &entry.fields {
            let name = field.name_span.of(text).trim_matches(['"', '\'']).to_ascii_lowercase();
            assert_eq!(name, field.name, "{text}");
            assert!(text.get(field.span.start..field.span.end).is_some(), "{text}");
        }
    }
    for problem in &list.problems {
        assert!(text.get(problem.span.start..problem.span.end).is_some(), "{problem:?} {text}");
    }
}

#[test]
fn every_good_entry_is_found_where_it_stands() {
    assert!(all().count() >= 60);
    for (kind, marked) in all() {
        let (text, keys) = unmarked(marked);
        let list = lists::read(kind, &text);
        placed(&text, &list);
        let found: Vec<(Span, &str)> = list.entries.iter().map(|it| (it.key_span, it.key.as_str())).collect();
        let expected: Vec<(Span, &str)> = keys.iter().map(|it| (*it, it.of(&text))).collect();
        assert_eq!(found, expected, "{kind:?}: {text}\n{:#?}", list.problems);
    }
}

#[test]
fn a_file_cut_off_anywhere_keeps_what_stands_before() {
    for (kind, marked) in all() {
        let (text, _) = unmarked(marked);
        let whole = lists::read(kind, &text);
        // What stands in brackets is no YAML without the last of them.
        let in_brackets = kind == Kind::Yaml && (text.starts_with('{') || text.contains("[{"));
        let is_good = whole.problems.is_empty() && !in_brackets;
        for cut in (0..text.len()).filter(|it| text.is_char_boundary(*it)) {
            let list = lists::read(kind, &text[..cut]);
            placed(&text[..cut], &list);
            let before = whole.entries.iter().filter(|it| is_good && it.span.end <= cut);
            for entry in before {
                let found =
                    list.entries.iter().any(|it| (it.key_span, &it.key) == (entry.key_span, &entry.key));
                assert!(found, "{} is lost in: {}", entry.key, &text[..cut]);
            }
        }
    }
}
