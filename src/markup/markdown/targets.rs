use crate::{
    markup::{
        html,
        targets::{Aim, Target, between},
    },
    text::Span,
};

/// Lines that begin with "[label]:" outside fenced code, and anchors by hand: `id="…"`, `{#…}`.
pub fn targets(text: &str) -> Vec<Target> {
    let mut out = definitions(text);
    out.extend(html::targets(text));
    out.extend(between(text, "{#", &['}', ' ']).map(|it| Target::anchor(text, it)));
    out
}

fn definitions(text: &str) -> Vec<Target> {
    let mut out = Vec::new();
    if !text.contains("]:") {
        return out;
    }
    let mut start = 0;
    let mut fence: Option<&str> = None;
    for line in text.split_inclusive('\n') {
        let words = line.trim_start();
        let indent = line.len() - words.len();
        let mark = ["```", "~~~"].into_iter().find(|it| words.starts_with(it));
        match (fence, mark) {
            (None, Some(mark)) => fence = Some(mark),
            (Some(open), Some(mark)) if open == mark => fence = None,
            _ => {}
        }
        if fence.is_none()
            && mark.is_none()
            && indent < 4
            && let Some(label) = words.strip_prefix('[').and_then(|it| it.split_once("]:")).map(|it| it.0)
            && !label.is_empty()
            && !label.contains(['[', ']'])
        {
            let span = Span::at(start + indent).join(Span::at(start + indent + label.len() + 2));
            let (aim, label) = match label.strip_prefix('^') {
                Some(note) => (Aim::Note, note),
                None => (Aim::Reference, label),
            };
            out.push(Target::new(label, aim, span));
        }
        start += line.len();
    }
    out
}
