use crate::markup::targets::{Aim, Target, between};

/// `[[name]]`, `[#name]`, `[id=name]` and `anchor:name[]`; titles of blocks are places by their words.
pub fn targets(text: &str) -> Vec<Target> {
    let marks: [(&str, &[char]); 8] = [
        ("[[", &[']', ',']),
        ("[[[", &[']', ',']),
        ("[#", &[']', ',', '.', '%']),
        ("id=", &[']', ',']),
        ("id=\"", &['"']),
        ("anchor:", &['[']),
        ("reftext=", &[']', ',']),
        ("reftext=\"", &['"']),
    ];
    let found = marks.into_iter().flat_map(|(mark, ends)| between(text, mark, ends));
    let styled = between(text, "#", &[']', ',', '.', '%']).filter(|it| in_brackets(text, it.start));
    let mut out: Vec<Target> = found.chain(styled).map(|it| Target::anchor(text, it)).collect();
    let notes = between(text, "footnote:", &['[']).filter(|it| !text[it.end..].starts_with("[]"));
    out.extend(notes.map(|it| Target::new(it.of(text), Aim::Note, it)));
    for span in between(text, "[[", &[']']) {
        let words = span.of(text).split_once(',').map(|it| it.1.trim());
        out.extend(words.map(|it| Target { label: it.to_owned(), ..Target::anchor(text, span) }));
    }
    out
}

/// Whether it stands in block attributes: `[quote#name]`.
fn in_brackets(text: &str, at: usize) -> bool {
    text[..at].rsplit(['\n', '\r']).next().is_some_and(|it| it.starts_with('['))
}
