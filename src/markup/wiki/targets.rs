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
    out.extend(
        given.map(|it| Target::new(&named(it.of(text).trim().trim_matches(['"', '\''])), Aim::Note, it)),
    );
    for mark in ["{{anchor|", "{{Anchor|", "{{visible anchor|", "{{Visible anchor|", "{{vanchor|"] {
        for span in between(text, mark, &['}']) {
            let labels = span.of(text).split('|').map(str::trim);
            out.extend(labels.map(|it| Target::new(it, Aim::Anchor, span)));
        }
    }
    out.extend(html::targets(text).into_iter().filter(|it| !text[..it.span.start].ends_with("name=\"")));
    out
}

/// Whether a text begins with the tag of a note, in capitals or not.
pub fn is_ref(text: &str) -> bool {
    let starts = text.get(..4).is_some_and(|it| it.eq_ignore_ascii_case("<ref"));
    starts && text[4..].starts_with([' ', '\t', '\n', '\r', '/', '>'])
}

/// A name as it is read: what is an entity in one place may be a letter in the other.
pub fn named(name: &str) -> String {
    let mut out = String::with_capacity(name.len());
    let mut rest = name;
    while let Some(at) = rest.find('&') {
        out.push_str(&rest[..at]);
        let (letters, length) = html::entity(&rest[at..]).unwrap_or_else(|| ("&".to_owned(), 1));
        out.push_str(&letters);
        rest = &rest[at + length..];
    }
    out + rest
}

/// The name of a section as its address may write it: `Costs.2C_and_sums`, `Costs%2C_and_sums`.
pub fn section(anchor: &str) -> String {
    let bytes = anchor.as_bytes();
    let mut out = Vec::with_capacity(bytes.len());
    let mut at = 0;
    while at < bytes.len() {
        let digits = bytes.get(at + 1..at + 3).filter(|it| it.iter().all(u8::is_ascii_hexdigit));
        let code = digits.filter(|_| matches!(bytes[at], b'.' | b'%'));
        let code = code.and_then(|it| u8::from_str_radix(std::str::from_utf8(it).ok()?, 16).ok());
        out.push(code.unwrap_or(if bytes[at] == b'_' { b' ' } else { bytes[at] }));
        at += if code.is_some() { 3 } else { 1 };
    }
    String::from_utf8_lossy(&out).into_owned()
}

/// `<ref name="…">…</ref>`: a tag that closes itself only refers to one.
fn notes(text: &str) -> Vec<Target> {
    let mut out = Vec::new();
    for at in memchr::memchr_iter(b'<', text.as_bytes()) {
        if !is_ref(&text[at..]) {
            continue;
        }
        let length = html::tag_length(&text[at..]);
        let tag = &text[at..at + length];
        if length > 0
            && !tag.ends_with("/>")
            && let Some(name) = html::attribute(tag, "name")
        {
            out.push(Target::new(&named(&name), Aim::Note, Span::new(at, at + length)));
        }
    }
    out
}
