//! Words that are written into a document: its markup takes none of them for marks.

use super::Format;

/// Plain words as they have to stand in a document, so that a reader reads just them.
///
/// Where a markup has no way to say that a mark is none, its letters are written by number.
pub fn escaped(format: Format, words: &str) -> String {
    let mut out = String::with_capacity(words.len());
    let mut before = ' ';
    for char in words.chars() {
        match format {
            Format::Markdown if "\\*_`[]<@".contains(char) => out.extend(['\\', char]),
            Format::Typst if "\\*_`[]<@#$~".contains(char) => out.extend(['\\', char]),
            Format::ReStructuredText if "\\*_`|".contains(char) => out.extend(['\\', char]),
            Format::Latex => latex(char, &mut out),
            Format::Html if "&<>".contains(char) => by_number(char, &mut out),
            Format::MediaWiki if "&<>[]{}|".contains(char) => by_number(char, &mut out),
            // Two of them make a word slanted.
            Format::MediaWiki if char == '\'' && before == '\'' => by_number(char, &mut out),
            Format::AsciiDoc if "*_`#+{<".contains(char) => by_number(char, &mut out),
            Format::Org if char == '*' => out.push_str("\\ast{}"),
            Format::Org if char == '_' => out.push_str("\\under{}"),
            Format::Org if char == '[' && before == '[' => out.extend(['\u{200B}', char]),
            _ => out.push(char),
        }
        before = char;
    }
    out
}

fn latex(char: char, out: &mut String) {
    match char {
        '&' | '%' | '#' | '_' | '$' | '{' | '}' => out.extend(['\\', char]),
        '\\' => out.push_str("\\textbackslash{}"),
        '~' => out.push_str("\\textasciitilde{}"),
        '^' => out.push_str("\\textasciicircum{}"),
        '`' => out.push_str("\\textasciigrave{}"),
        _ => out.push(char),
    }
}

/// The five that everybody knows have names.
fn by_number(char: char, out: &mut String) {
    match char {
        '&' => out.push_str("&amp;"),
        '<' => out.push_str("&lt;"),
        '>' => out.push_str("&gt;"),
        _ => out.push_str(&format!("&#{};", u32::from(char))),
    }
}
