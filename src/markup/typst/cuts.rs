use super::code::Code;
use crate::markup::lines::lines;

/// Where the stretch that starts at `start` ends: around a heading, and at a blank line outside code,
/// raw text and comments, where the next line is not indented.
pub fn stretch(text: &str, start: usize) -> usize {
    let mut code = Code::default();
    let mut after_blank = false;
    let mut after_heading = false;
    for line in lines(text, start) {
        let words = line.of(text);
        if words.trim().is_empty() {
            after_blank = true;
            code.blank();
            continue;
        }
        let is_heading = heading(words).is_some();
        let begins = is_heading || after_heading;
        let parted = after_blank && code.is_closed() && !words.starts_with([' ', '\t']);
        if line.start > start && (begins || parted) {
            return line.start;
        }
        after_blank = false;
        after_heading = is_heading;
        code.line(text, line.start, line.end);
    }
    text.len()
}

/// Equals signs of a heading.
pub fn heading(line: &str) -> Option<usize> {
    let signs = line.bytes().take_while(|it| *it == b'=').count();
    ((1..=9).contains(&signs) && line[signs..].starts_with([' ', '\t'])).then_some(signs)
}
