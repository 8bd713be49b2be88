use crate::markup::targets::{Target, between};

/// `<name>`, and names that code makes of words.
pub fn targets(text: &str) -> Vec<Target> {
    let named = between(text, "<", &['>']).filter(|it| {
        let name = it.of(text);
        // What is referred to or cited in a call is not there.
        let refers = ["#ref(<", "#cite(<", "#ref( <", "#cite( <", "#link(<"];
        !name.contains(' ') && !refers.iter().any(|mark| text[..it.start].ends_with(mark))
    });
    let made = between(text, "label(\"", &['"']).filter(|it| {
        let before = &text[..it.start - "label(\"".len()];
        !before.ends_with("ref(") && !before.ends_with("cite(") && !before.ends_with("link(")
    });
    named.chain(made).map(|it| Target::anchor(text, it)).collect()
}
