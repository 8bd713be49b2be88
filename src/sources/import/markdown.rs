//! Markdown: notes, interviews typed up, saved press releases.

use super::{
    Imported, Refused, heads, plain,
    stretches::{Glue, Stretch, assemble},
};
use crate::{
    markup::{self, Block, Format},
    sources::{Origin, lists},
    text::Span,
};

pub fn import(bytes: &[u8]) -> Result<Imported, Refused> {
    let text = plain::decode(bytes)?;
    let outline = markup::outline(Format::Markdown, &text);
    let blocks = outline.chunks.iter().flat_map(|chunk| {
        let blocks = markup::blocks(Format::Markdown, &outline.frame, chunk.place, chunk.span.of(&text));
        blocks.into_iter().map(|it| stretch(&it, chunk.span.start))
    });
    let mut made = assemble(blocks.collect());
    if !plain::is_in_place(&text, bytes) {
        made.origin = Origin::default();
    }
    let mut about = lists::about(&text);
    heads::join(&mut about, heads::remarks(&text));
    heads::join(&mut about, heads::read(made.text.lines(), heads::Kind::Note).about);
    // What is a heading or quoted, and a line that runs on into the next, is none of the text's own lines.
    let start = lists::front_matter_of(&text).map_or(0, |it| it.end);
    let below = text[start..].lines().skip_while(|it| it.trim().chars().all(|it| "-+.".contains(it)));
    heads::join(&mut about, heads::read(below, heads::Kind::Note).about);
    Ok(Imported { text: made, about })
}

fn stretch(block: &Block, offset: usize) -> Stretch {
    let copied = block.prose.segments().iter().filter(|it| it.copied);
    let runs = copied.map(|it| (Span::new(it.prose.start, it.prose.end), offset + it.source.start)).collect();
    Stretch { words: block.prose.text.clone(), runs, glue: Glue::Paragraph, ..Stretch::default() }
}
