use crate::{
    markup::{
        html,
        targets::{Aim, Target, between},
    },
    text::Span,
};

/// Notes with a name and a text, `{{anchor|…}}` and ids of tags.
pub fn targets(text: &str) -> Vec<Target> {
    let mut out = notes(text);
    // Templates that make notes take their names as arguments.
    let given = ["|name=", "| name=", "|name =", "| name ="];
    let given = given.into_iter().flat_map(|it| between(text, it, &['|', '}']));
    out.extend(given.map(|it| Target::new(it.of(text).trim().trim_matches(['"', '\'']), Aim::Note, it)));
    for mark in ["{{anchor|", "{{Anchor|", "{{visible anchor|", "{{Visible anchor|", "{{vanchor|"] {
        for span in between(text, mark, &['}']) {
            let labels = span.of(text).split('|').map(str::trim);
            out.extend(labels.map(|it| Target::new(it, Aim::Anchor, span)));
        }
    }
    out.extend(html::targets(text).into_iter().filter(|it| !text[..it.span.start].ends_with("name=\"")));
    out
}

/// `<ref name="…">…</ref>`: a tag that closes itself only refers to one.
fn notes(text: &str) -> Vec<Target> {
    let mut out = Vec::new();
    for at in memchr::memmem::find_iter(text.as_bytes(), "<ref ") {
        let length = html::tag_length(&text[at..]);
        let tag = &text[at..at + length];
        if length > 0
            && !tag.ends_with("/>")
            && let Some(name) = html::attribute(tag, "name")
        {
            out.push(Target::new(&name, Aim::Note, Span::new(at, at + length)));
        }
    }
    out
}
