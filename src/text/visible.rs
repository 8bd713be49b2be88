use std::borrow::Cow;

/// Whether a character is seen by what it does to others and not by itself: it moves a terminal's cursor,
/// ends a line or turns the direction of what follows.
pub fn is_hidden(char: char) -> bool {
    char.is_control()
        || matches!(char,
            '\u{61c}' | '\u{200e}' | '\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2066}'..='\u{206f}'
            | '\u{feff}' | '\u{fff9}'..='\u{fffb}' | '\u{e0000}'..='\u{e007f}')
}

/// Words of a file, or its name, on one line and with nothing hidden: "a\u{1b}[2Jb.md", "a\nb.md".
///
/// Where people read what comes from others, a hidden character could pass for words of ours.
pub fn visible(words: &str) -> Cow<'_, str> {
    if !words.contains(is_hidden) {
        return Cow::Borrowed(words);
    }
    let mut out = String::with_capacity(words.len() + 8);
    for char in words.chars() {
        match is_hidden(char) {
            true => out.extend(char.escape_default()),
            false => out.push(char),
        }
    }
    Cow::Owned(out)
}

/// The same for what a terminal or a log shows as a line, or at the start of one. What runs a workflow takes
/// commands from the lines of its log, indented or not: "::error …", and "##[error]" anywhere.
pub fn printed(words: &str) -> Cow<'_, str> {
    let words = visible(words);
    if !words.trim_start().starts_with("::") && !words.contains("##[") {
        return words;
    }
    let mark = if words.trim_start().starts_with("::") { "\\" } else { "" };
    Cow::Owned(format!("{mark}{}", words.replace("##[", "## [")))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_hidden_is_spelt_out_and_all_else_stays() {
        for words in ["", "the dam.md", "Zoë 👩\u{200d}🚒 — “so”", "دام.md"] {
            assert!(matches!(visible(words), Cow::Borrowed(it) if it == words), "{words}");
        }
        for (words, seen) in [
            ("a\nb\r\t.md", "a\\nb\\r\\t.md"),
            ("\u{1b}[2J\u{9b}31m", "\\u{1b}[2J\\u{9b}31m"),
            ("dam\u{202e}dm.exe", "dam\\u{202e}dm.exe"),
            ("a\u{2028}b\u{7f}\0", "a\\u{2028}b\\u{7f}\\u{0}"),
        ] {
            assert_eq!(visible(words), seen);
        }
    }

    #[test]
    fn no_line_is_a_command_to_whatever_runs_us() {
        for (words, seen) in [
            ("a::b.md", "a::b.md"),
            ("::error ::a.md", "\\::error ::a.md"),
            (" ::add-mask::a", "\\ ::add-mask::a"),
            ("a\n::error ::b", "a\\n::error ::b"),
            ("a ##[error]b", "a ## [error]b"),
        ] {
            assert_eq!(printed(words), seen);
        }
    }
}
