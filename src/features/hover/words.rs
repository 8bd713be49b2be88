//! Words of an article as a hover shows them.

use crate::{
    article::{Article, Paragraph},
    reading::Attribution,
    text::{Encoding, Lines, Span},
};

/// The number of the line at a byte of the document, from 1.
pub(in crate::features) fn line(article: &Article, offset: usize) -> usize {
    Lines::new(article.text(), Encoding::Utf8).position(offset).line as usize + 1
}

/// At most `most` characters, cut between words.
pub(in crate::features) fn short(words: &str, most: usize) -> String {
    let words: Vec<&str> = words.split_whitespace().collect();
    let whole = words.join(" ");
    if whole.chars().count() <= most {
        return whole;
    }
    let mut out = String::new();
    for word in words {
        if !out.is_empty() && out.chars().count() + word.chars().count() + 1 > most {
            break;
        }
        if !out.is_empty() {
            out.push(' ');
        }
        out.extend(word.chars().take(most));
    }
    format!("{}…", out.trim_end_matches([',', '.', ';', ':']))
}

/// Source and verb as they stand: "Rutte stated"; at most as long as a reader takes in.
pub(super) fn said(paragraph: &Paragraph, attribution: &Attribution) -> String {
    let source = attribution.source.as_ref().map(|it| it.span);
    let mut pieces: Vec<Span> = source.into_iter().chain(attribution.cue.iter().copied()).collect();
    pieces.sort();
    let words: Vec<&str> = pieces.iter().map(|it| it.of(&paragraph.reading.passage.text)).collect();
    short(&words.join(" "), 60)
}
