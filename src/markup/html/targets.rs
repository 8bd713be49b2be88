use crate::markup::targets::{Target, between};

/// `id="…"` and `name="…"`, with quotation marks or without.
pub fn targets(text: &str) -> Vec<Target> {
    let marks: [(&str, &[char]); 6] = [
        ("id=\"", &['"']),
        ("id='", &['\'']),
        ("name=\"", &['"']),
        ("name='", &['\'']),
        ("id=", &[' ', '>', '/']),
        ("name=", &[' ', '>', '/']),
    ];
    let found = marks.into_iter().flat_map(|(mark, ends)| between(text, mark, ends));
    found.map(|it| Target::anchor(text, it)).collect()
}
