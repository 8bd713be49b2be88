use super::pieces::{Role, ends, is_capitals};
use crate::markup::{
    cuts::{Cut, Style},
    lines::{Line, lines},
    roles,
    titles::opens_references,
};

/// Where the chunk that starts at `start` ends: at a blank line, or between two lines that are
/// paragraphs whatever stands around them.
pub fn cut(text: &str, start: usize, style: Style) -> Cut {
    let body = start.max(if start == 0 { style.body } else { 0 });
    let (mut headed, mut refers) = (false, false);
    let mut above: Option<Line> = None;
    for line in lines(text, body) {
        if line.of(text).trim_ascii().is_empty() && line.of(text).trim().is_empty() {
            above = None;
            continue;
        }
        let parts = match above {
            None => line.start > body,
            Some(above) => !style.wrapped && is_paragraph(above.of(text)) && is_paragraph(line.of(text)),
        };
        if parts && line.start >= style.head {
            return Cut { end: line.start, headed, refers };
        }
        above = Some(line);
        if line.end - line.start <= 120 {
            refers |= opens_references(line.of(text));
            headed |= refers || is_capitals(line.of(text));
        }
    }
    Cut { end: text.len(), headed, refers }
}

/// Whether a line is a paragraph by itself, whatever its neighbours.
fn is_paragraph(line: &str) -> bool {
    const LONG: usize = 60;
    line.len() >= LONG
        && ends(line)
        && roles::is_sentence(line)
        && !line.starts_with([' ', '\t'])
        && matches!(Role::of(line), Role::Words(_))
        && !roles::is_caption(line)
        && !line.trim_start_matches(char::is_whitespace).starts_with(char::is_lowercase)
}

/// Whether the lines of a text are wrapped: none is long, and many break off in mid-sentence.
/// The first few hundred lines tell.
pub fn is_wrapped(text: &str, body: usize) -> bool {
    const SAMPLE: usize = 300;
    const COLUMNS: usize = 110;
    let (mut pairs, mut soft, mut long, mut count) = (0, 0, 0, 0);
    let mut above: Option<&str> = None;
    for line in lines(text, body).take(SAMPLE) {
        let words = line.of(text);
        let head = words.get(..COLUMNS * 4).unwrap_or(words);
        if words.trim_ascii().is_empty() {
            above = None;
            continue;
        }
        count += 1;
        long += usize::from(
            words.len() > COLUMNS && (head.len() < words.len() || head.chars().count() > COLUMNS),
        );
        if let Some(above) = above {
            pairs += 1;
            let goes_on = words.trim_start().starts_with(char::is_lowercase) && !ends(above);
            soft += usize::from(goes_on && above.len() >= 30);
        }
        above = Some(words);
    }
    soft * 5 >= pairs * 2 && soft > 0 && long * 20 <= count
}
