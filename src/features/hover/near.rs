//! Who speaks near a quotation that nobody has. Looked for when somebody asks, and not at every key press.

use crate::{article::Article, text::Span};

/// "Nearest who speak: Ana Cho (19 words above)."; none where nobody speaks.
pub(super) fn speakers(article: &Article, quote: Span) -> Option<String> {
    let near: Vec<String> = nearest(article, quote).iter().map(Near::told).collect();
    (!near.is_empty()).then(|| format!("Nearest who speak: {}.", near.join(", ")))
}

/// Somebody who speaks elsewhere in the article.
struct Near<'a> {
    name: &'a str,
    /// Words between them and the quotation.
    words: usize,
    above: bool,
}

impl Near<'_> {
    fn told(&self) -> String {
        let words = if self.words == 1 { "word" } else { "words" };
        format!("{} ({} {words} {})", self.name, self.words, if self.above { "above" } else { "below" })
    }
}

/// Those who speak nearest to a quotation, each once.
fn nearest(article: &Article, quote: Span) -> Vec<Near<'_>> {
    const MOST: usize = 3;
    let mut cues: Vec<(usize, Span, usize)> = Vec::new();
    for it in article.attributions() {
        let paragraph = article.paragraph(it.paragraph);
        let cue = paragraph.reading.attributions[it.attribution].cue.first();
        let (Some(speaker), Some(cue)) = (it.speaker, cue) else { continue };
        let cue = paragraph.document(*cue);
        let between = if cue.end <= quote.start {
            Span::new(cue.end, quote.start)
        } else {
            Span::new(quote.end.min(cue.start), cue.start)
        };
        cues.push((between.len(), between, speaker));
    }
    cues.sort_unstable();
    let mut met: Vec<usize> = Vec::new();
    cues.retain(|it| {
        !met.contains(&it.2) && {
            met.push(it.2);
            met.len() <= MOST
        }
    });
    let near = cues.into_iter().map(|(_, between, speaker)| Near {
        name: &article.entities()[speaker].name,
        words: article
            .words(between)
            .split_whitespace()
            .filter(|it| it.contains(char::is_alphanumeric))
            .count(),
        above: between.end == quote.start,
    });
    near.collect()
}
