//! What stands at the top of an article: headline and byline, where markup does not say which is which.

use super::{Block, Kind, lines::Line, roles};

/// Bytes of the byte order mark.
pub fn byte_order_mark(text: &str) -> usize {
    if text.starts_with('\u{feff}') { '\u{feff}'.len_utf8() } else { 0 }
}

/// Finds headline and byline among the blocks that begin before `head`. A headline is known by the
/// blank line below it, in formats where one parts blocks.
pub fn name(text: &str, blocks: &mut [Block], head: usize, parted: bool) {
    let spoken = blocks.iter_mut().filter(|it| !it.prose.text.is_empty() && it.span.start < head);
    let mut titled = false;
    let mut follows = 0;
    for block in spoken.take(3) {
        let words = block.prose.text.as_str();
        match block.kind {
            Kind::Heading(_) if !titled && follows == 0 => titled = true,
            Kind::Paragraph if follows <= 1 && roles::is_byline(words) => {
                block.kind = Kind::Byline;
                return;
            }
            Kind::Paragraph
                if parted
                    && !titled
                    && follows == 0
                    && roles::is_headline(without_notes(words))
                    && is_closed(text, block.span.end) =>
            {
                block.kind = Kind::Headline;
                titled = true;
            }
            Kind::Paragraph => follows += 1,
            _ => return,
        }
    }
}

/// Words without the notes behind them that lead nowhere yet, and so are words: “Costs doubled.[^9]”.
fn without_notes(words: &str) -> &str {
    let mut rest = words.trim_end();
    while let Some(at) = rest.strip_suffix(']').and_then(|it| it.rfind("[^")) {
        rest = rest[..at].trim_end();
    }
    rest
}

/// Whether a blank line follows the line that ends at `end`.
fn is_closed(text: &str, end: usize) -> bool {
    let below = Line::at(text, end).next;
    below < text.len() && {
        let line = Line::at(text, below);
        line.is_blank(text) && line.next > line.end
    }
}
