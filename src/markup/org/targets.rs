use crate::{
    markup::{
        lines::lines,
        targets::{Aim, Target, between},
    },
    text::Span,
};

/// `[fn:1] …` at the margin, `[fn:1:…]` anywhere, `:CUSTOM_ID:`, `<<target>>` and `#+NAME:`.
pub fn targets(text: &str) -> Vec<Target> {
    let mut out = Vec::new();
    for line in lines(text, 0) {
        let words = line.of(text);
        if let Some(rest) = words.strip_prefix("[fn:")
            && let Some(end) = rest.find(']')
        {
            let span = Span::new(line.start, line.start + end + "[fn:]".len());
            out.push(Target::new(&rest[..end], Aim::Note, span));
        }
        let trimmed = words.trim_start();
        for name in [":CUSTOM_ID:", ":ID:", "#+NAME:"] {
            if let Some(start) = trimmed.get(..name.len()).filter(|it| it.eq_ignore_ascii_case(name)) {
                let label = trimmed[start.len()..].trim();
                out.push(Target::new(label, Aim::Anchor, Span::new(line.start, line.end)));
            }
        }
    }
    let inline = between(text, "[fn:", &[':', ']', '[']).filter(|it| text[it.end..].starts_with(':'));
    out.extend(inline.map(|it| Target::new(it.of(text), Aim::Note, it)));
    out.extend(between(text, "<<", &['>']).map(|it| Target::anchor(text, it)));
    out
}
