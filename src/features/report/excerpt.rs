use super::Excerpt;
use crate::text::{Span, is_hidden};

/// Code points of a line that a terminal shows without wrapping.
const WIDTH: usize = 96;

/// Code points shown before the words, at the most, when the line is long.
const BEFORE: usize = 32;

/// The line in which a span begins, cut to what can be read at a glance.
pub(super) fn excerpt(text: &str, span: Span) -> Excerpt {
    let breaks = ['\n', '\r'];
    let line_start = text[..span.start].rfind(breaks).map_or(0, |at| at + 1);
    let line_end = text[span.start..].find(breaks).map_or(text.len(), |at| span.start + at);
    // Control characters and marks of direction would move the carets or the terminal's cursor.
    let shown = |it: char| if is_hidden(it) { ' ' } else { it };
    let line: Vec<char> = text[line_start..line_end].chars().map(shown).collect();
    let start = text[line_start..span.start].chars().count();
    let length = text[span.start..span.end.min(line_end).max(span.start)].chars().count();
    let end = (start + length.max(1)).min(line.len().max(start + 1));
    if line.len() <= WIDTH {
        return Excerpt { text: line.into_iter().collect(), marked: start..end };
    }
    let (from, to) = window(&line, start);
    let head = if from > 0 { "… " } else { "" };
    let tail = if to < line.len() { " …" } else { "" };
    let words: String = line[from..to].iter().collect();
    let moved = |at: usize| at.clamp(from, to) - from + head.chars().count();
    Excerpt { text: format!("{head}{words}{tail}"), marked: moved(start)..moved(end).max(moved(start) + 1) }
}

/// Which part of a long line to show: from the sentence's start if that is near, between words.
fn window(line: &[char], start: usize) -> (usize, usize) {
    let stops = (start.saturating_sub(BEFORE)..start).rev();
    let sentence =
        stops.clone().find(|&at| at > 0 && line[at] == ' ' && matches!(line[at - 1], '.' | '!' | '?'));
    let near = if start <= BEFORE { 0 } else { start - BEFORE };
    let word =
        (near..start).find(|&at| near == 0 || line[at] == ' ').map_or(start, |at| at + usize::from(near > 0));
    let from = sentence.map_or(word, |at| at + 1);
    let limit = (from + WIDTH).min(line.len());
    let space = (from + WIDTH / 2..limit).rev().find(|&at| line[at] == ' ');
    let to = if limit == line.len() { limit } else { space.filter(|&at| at > start).unwrap_or(limit) };
    (from, to)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn marked(text: &str, words: &str) -> (String, String) {
        let start = text.find(words).expect("the words stand in the text");
        let it = excerpt(text, Span::new(start, start + words.len()));
        let marked = it.text.chars().skip(it.marked.start).take(it.marked.len()).collect();
        (it.text, marked)
    }

    #[test]
    fn a_short_line_is_shown_whole() {
        let (line, words) = marked("Before.\nÉva Ruiz said so.\r\nAfter.", "said");
        assert_eq!((line.as_str(), words.as_str()), ("Éva Ruiz said so.", "said"));
    }

    #[test]
    fn a_long_line_is_cut_between_words_around_what_is_marked() {
        let text = format!(
            "{}Critics say the bridge was never inspected. {}",
            "word ".repeat(60),
            "more ".repeat(60)
        );
        let (line, words) = marked(&text, "Critics");
        assert!(line.starts_with("… word") && line.ends_with(" …"), "{line}");
        assert!(line.chars().count() <= WIDTH + 4);
        assert_eq!(words, "Critics");
    }

    #[test]
    fn words_over_a_line_break_are_marked_to_the_end_of_their_line() {
        let (line, words) = marked("It was one\ntwo three.", "one\ntwo");
        assert_eq!((line.as_str(), words.as_str()), ("It was one", "one"));
    }
}
