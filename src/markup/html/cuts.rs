use super::{
    nesting::Nesting,
    tags::{Role, name, role, skipped, tag_length},
};

/// Where the stretch that starts at `start` ends: before a block's tag, behind words, where nothing is open.
pub fn stretch(text: &str, start: usize) -> usize {
    let mut nesting = Nesting::default();
    let mut worded = false;
    let mut at = start;
    while at < text.len() {
        let next = memchr::memchr(b'<', &text.as_bytes()[at..]).map_or(text.len(), |it| at + it);
        worded = worded || !text[at..next].trim().is_empty();
        let length = tag_length(&text[next..]);
        if length == 0 {
            worded |= next < text.len();
            at = (next + 1).min(text.len());
            continue;
        }
        let tag = &text[next..next + length];
        let name = name(tag);
        at = next + length;
        match role(&name, tag) {
            Role::Block => {
                if worded && !tag.starts_with("</") {
                    nesting.end_before(&name);
                    if nesting.is_empty() {
                        return next;
                    }
                }
                nesting.tag(&name, tag);
            }
            Role::Skip => at = skipped(text, at, &name, text.len()),
            Role::Picture => {
                at = skipped(text, at, &name, text.len());
                worded = true;
            }
            Role::Image | Role::Anchor | Role::Quote | Role::Cite | Role::Raised => worded = true,
            Role::Comment | Role::Break | Role::Inline => {}
        }
    }
    text.len()
}

/// From the first heading of a stretch to its end.
pub fn heading(stretch: &str) -> Option<&str> {
    let bytes = stretch.as_bytes();
    let start = memchr::memchr_iter(b'<', bytes).find(|at| {
        let level = bytes.get(at + 2).is_some_and(|it| (b'1'..=b'6').contains(it));
        level && matches!(bytes[at + 1], b'h' | b'H')
    })?;
    Some(&stretch[start..])
}
