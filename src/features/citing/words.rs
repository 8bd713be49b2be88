//! A source's words where there is little room for them.

use super::Evidence;
use crate::{language, rules::Review, text::Span};

/// Characters of a passage in the title of an action.
const SHORT: usize = 64;

/// Bytes before the stretch that tells that are shown with it.
const LEAD: usize = 16;

/// The words that say so, on one line: "… 3,000 troops have left the port …".
pub fn snippet(review: &Review, evidence: &Evidence) -> String {
    let text = &evidence.text(review).read.text.text;
    let sentence = evidence.sentence;
    if line(sentence.of(text)).chars().count() <= SHORT {
        return line(sentence.of(text));
    }
    // The stretch with most of the words, from the word that begins it.
    let starts = evidence.shared.iter().map(|it| it.start);
    let reach = |start: usize| {
        let end = start + SHORT;
        evidence.shared.iter().filter(|it| it.start >= start && it.end <= end).count()
    };
    let best = starts.max_by_key(|it| (reach(*it), std::cmp::Reverse(*it)));
    let from = best.unwrap_or(sentence.start).clamp(sentence.start, sentence.end);
    // A word or two are not worth an ellipsis.
    let from = if from - sentence.start <= LEAD { sentence.start } else { from };
    let mut words = String::new();
    let mut to = from;
    for word in Span::new(from, sentence.end).of(text).split_inclusive(char::is_whitespace) {
        if !words.is_empty() && words.chars().count() + word.trim_end().chars().count() > SHORT {
            break;
        }
        words.push_str(word);
        to += word.len();
    }
    let words = line(&words);
    let before = if from > sentence.start { "… " } else { "" };
    let behind = if to < sentence.end { " …" } else { "" };
    format!("{before}{}{behind}", words.trim_end_matches([',', ';', ':']))
}

/// The passage with a sentence on either side, and where in it the sentence stands that says so.
pub fn passage(review: &Review, evidence: &Evidence) -> (String, Span) {
    let text = &evidence.text(review).read.text.text;
    let paragraph = around(text, evidence.sentence);
    let words = paragraph.of(text);
    let inner = Span::new(evidence.sentence.start - paragraph.start, evidence.sentence.end - paragraph.start);
    let sentences = language::Passage::new(words).sentences;
    let first = sentences.iter().position(|it| it.span.end > inner.start).unwrap_or_default();
    let last = sentences.iter().rposition(|it| it.span.start < inner.end).unwrap_or_default();
    let start = sentences.get(first.saturating_sub(1)).map_or(0, |it| it.span.start).min(inner.start);
    let end =
        sentences.get(last + 1).or(sentences.last()).map_or(words.len(), |it| it.span.end).max(inner.end);
    let before = line(Span::new(start, inner.start).of(words));
    let says = line(inner.of(words));
    let behind = line(Span::new(inner.end, end).of(words));
    let from = if before.is_empty() { 0 } else { before.len() + 1 };
    let whole = [before, says.clone(), behind].into_iter().filter(|it| !it.is_empty()).collect::<Vec<_>>();
    (whole.join(" "), Span::new(from, from + says.len()))
}

/// The paragraphs of a text that a span touches.
fn around(text: &str, span: Span) -> Span {
    let start = text[..span.start].rfind("\n\n").map_or(0, |it| it + 2);
    let end = text[span.end..].find("\n\n").map_or(text.len(), |it| span.end + it);
    Span::new(start, end)
}

/// Words on one line, without marks that would end a quotation around them.
fn line(words: &str) -> String {
    words.split_whitespace().collect::<Vec<_>>().join(" ").replace('“', "‘").replace('”', "’")
}
