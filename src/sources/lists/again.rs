//! A list read again after a change: only what lies around it is read, and the rest moves.

use super::{Entry, List, bibtex};
use crate::text::Span;

/// What [`bibtex::read`] makes of `now`, given what it made of `before`.
pub fn bibtex(before: &str, list: &List, now: &str) -> List {
    // What an abbreviation stands for is told anywhere before it.
    if has_abbreviations(before) || has_abbreviations(now) {
        return bibtex::read(now);
    }
    let (head, tail) = same(before.as_bytes(), now.as_bytes());
    let entries = &list.entries;
    // An entry reaches as far as the line that begins the next: that line may have been changed into one that does
    // not, and then the entry before it has grown.
    let begins_before = entries.partition_point(|it| first_line(before, it) < head);
    let Some(first) = (0..begins_before).rev().find(|it| begins_line(before, &entries[*it])) else {
        return bibtex::read(now);
    };
    let behind = before.len() - tail;
    let rest = entries.partition_point(|it| it.span.start <= behind).max(first + 1);
    let last = (rest..entries.len()).find(|it| {
        let start = entries[*it].span.start;
        let line = before[..start].rfind('\n');
        line.is_some_and(|it| it > behind) && begins_line(before, &entries[*it])
    });
    let start = entries[first].span.start;
    let moved = |at: usize| now.len() + at - before.len();
    let (end, kept) = match last {
        Some(last) => (entries[last].span.start, &entries[last..]),
        None => (before.len(), &[][..]),
    };
    let fresh = bibtex::read_in(now, Span::new(start, moved(end)));
    let shift = |it: Span| Span::new(moved(it.start), moved(it.end));
    let mut out = List { entries: Vec::with_capacity(first + kept.len() + 8), problems: Vec::new() };
    out.entries.extend_from_slice(&entries[..first]);
    out.entries.extend(fresh.entries);
    out.entries.extend(kept.iter().map(|it| it.at(shift)));
    out.problems.extend(list.problems.iter().filter(|it| it.span.start < start).cloned());
    out.problems.extend(fresh.problems);
    let behind = list.problems.iter().filter(|it| it.span.start >= end && !kept.is_empty()).cloned();
    out.problems.extend(behind.map(|it| super::Problem { span: shift(it.span), ..it }));
    out
}

impl Entry {
    /// The same somewhere else in its file.
    fn at(&self, moved: impl Fn(Span) -> Span) -> Entry {
        let mut it = self.clone();
        it.span = moved(it.span);
        it.key_span = moved(it.key_span);
        for field in &mut it.fields {
            field.span = moved(field.span);
            field.name_span = moved(field.name_span);
        }
        it
    }
}

fn has_abbreviations(text: &str) -> bool {
    const NAME: &[u8] = b"string";
    let bytes = text.as_bytes();
    memchr::memchr_iter(b'@', bytes)
        .any(|at| bytes.get(at + 1..at + 1 + NAME.len()).is_some_and(|it| it.eq_ignore_ascii_case(NAME)))
}

/// Where the line ends that an entry begins in.
fn first_line(text: &str, entry: &Entry) -> usize {
    let start = entry.span.start;
    text[start..].find('\n').map_or(text.len(), |it| start + it)
}

/// Whether an entry is what its line begins with.
fn begins_line(text: &str, entry: &Entry) -> bool {
    let start = entry.span.start;
    let line = text[..start].rfind('\n').map_or(0, |it| it + 1);
    let end = first_line(text, entry);
    bibtex::begun(&text[line..end]) == Some(start - line)
}

/// How many bytes two texts share at their start, and how many of the rest at their end.
fn same(a: &[u8], b: &[u8]) -> (usize, usize) {
    const STRIDE: usize = 4096;
    let whole = a.chunks(STRIDE).zip(b.chunks(STRIDE)).take_while(|(a, b)| a == b).count();
    let begun = (whole * STRIDE).min(a.len()).min(b.len());
    let head = begun + a[begun..].iter().zip(&b[begun..]).take_while(|(a, b)| a == b).count();
    let (a, b) = (&a[head..], &b[head..]);
    let whole = a.rchunks(STRIDE).zip(b.rchunks(STRIDE)).take_while(|(a, b)| a == b).count();
    let begun = (whole * STRIDE).min(a.len()).min(b.len());
    let (a, b) = (&a[..a.len() - begun], &b[..b.len() - begun]);
    (head, begun + a.iter().rev().zip(b.iter().rev()).take_while(|(a, b)| a == b).count())
}

#[cfg(test)]
mod tests {
    use super::*;

    const LIST: &str = "\u{feff}% of the desk\n@misc{cho, title = {The ferry}, year = 2024}\n\n  @book{voss,\n  author = {Voss, Ben},\n  title = {Quäy},\n}\n@comment{none}\n@misc{a, title={x}} @misc{b, title={y}}\n@misc(ana,\n  title = \"Log\n)\n@online{ruiz,\n  url = {https://varo.example}\n}\n";

    #[track_caller]
    fn is_the_same(before: &str, now: &str) {
        let list = bibtex::read(before);
        assert_eq!(bibtex(before, &list, now), bibtex::read(now), "{before}\n– became –\n{now}");
    }

    #[test]
    fn a_letter_anywhere_gives_what_reading_all_of_it_gives() {
        let places = || LIST.char_indices().map(|it| it.0).chain([LIST.len()]);
        for at in places() {
            for typed in ["x", "@", "{", "}", "\n", "\"", "@misc{new,\n}\n", "@string{x = {y}}\n", ","] {
                let mut now = LIST.to_owned();
                now.insert_str(at, typed);
                is_the_same(LIST, &now);
                is_the_same(&now, LIST);
            }
        }
    }

    #[test]
    fn so_does_whatever_is_taken_out() {
        let places: Vec<usize> = LIST.char_indices().map(|it| it.0).chain([LIST.len()]).collect();
        for (nth, from) in places.iter().enumerate() {
            for to in places[nth..].iter().step_by(7) {
                let now = format!("{}{}", &LIST[..*from], &LIST[*to..]);
                is_the_same(LIST, &now);
                is_the_same(&now, LIST);
            }
        }
    }
}
