use crate::markup::targets::{Extent, Target, between, has};

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

/// A chapter, which another file takes in, leaves its looks to that one, or has a few of its own.
pub fn extent(text: &str) -> Extent {
    const JOINED: [&str; 2] = ["include \"", "include("];
    const WHOLE: [&str; 6] =
        ["#bibliography(", "#set page(", "#set document(", "#outline(", "#show: ", "#show:"];
    let has = |it: &str| has(text, it);
    match () {
        () if JOINED.iter().any(|it| has(it)) => Extent::Part,
        // What is imported may make labels.
        () if has("import \"") => Extent::Unsure,
        () if WHOLE.iter().any(|it| has(it)) => Extent::Whole,
        () => Extent::Part,
    }
}
