use super::cuts;
use crate::{
    markup::{
        lines::lines,
        targets::{Aim, Target, between},
    },
    text::Span,
};

/// `.. [1] …`, `.. _name:`, `` _`name` ``, `` `name <target>`_ ``, `:name: …`. Names are kept as the frame keeps them.
pub fn targets(text: &str) -> Vec<Target> {
    let mut out = Vec::new();
    for line in lines(text, 0) {
        let words = line.of(text);
        let trimmed = words.trim_start();
        let start = line.end - trimmed.len();
        if let Some(rest) = trimmed.strip_prefix(".. [")
            && let Some(end) = rest.find(']')
        {
            let span = Span::new(start + 3, start + 4 + end + 1);
            out.push(Target::new(&rest[..end], Aim::Note, span));
        }
        if let Some(rest) = trimmed.strip_prefix(".. _") {
            let name = rest.rsplit_once(": ").map_or(rest.trim_end().trim_end_matches(':'), |it| it.0);
            out.push(Target::new(&cuts::label(name), Aim::Anchor, Span::new(start, line.end)));
            let short = rest.split(':').next().unwrap_or_default();
            out.push(Target::new(&cuts::label(short), Aim::Anchor, Span::new(start, line.end)));
        }
        if let Some(name) = trimmed.strip_prefix(":name:") {
            out.push(Target::new(&cuts::label(name), Aim::Anchor, Span::new(start, line.end)));
        }
    }
    let within = between(text, "_`", &['`']).chain(between(text, "`", &['<']));
    out.extend(within.map(|it| Target::new(&cuts::label(it.of(text)), Aim::Anchor, it)));
    out
}
