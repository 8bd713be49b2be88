use crate::markup::{
    lines::lines,
    targets::{Aim, Extent, Target, between, has},
};

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

/// A chapter has sections and no title of its own; a document that takes in files has places in them.
pub fn extent(text: &str) -> Extent {
    if has(text, "include::") || has(text, "leveloffset") {
        return Extent::Part;
    }
    let heads = || lines(text, 0).map(|it| it.of(text)).filter(|it| it.starts_with(['=', '#']));
    let title = |it: &str| it.starts_with("= ") || it.starts_with("# ");
    let has_title = heads().any(title) || has(text, ":doctype:");
    match () {
        () if has_title => Extent::Whole,
        () if heads().any(|it| it.starts_with("==") && it.contains(' ')) => Extent::Part,
        () => Extent::Unsure,
    }
}
