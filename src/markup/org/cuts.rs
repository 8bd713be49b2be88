use crate::markup::lines::lines;

/// Where the stretch that starts at `start` ends: around a headline, and at a blank line outside
/// blocks and drawers, where the next line is not indented.
pub fn stretch(text: &str, start: usize) -> usize {
    let mut open: Option<&str> = None;
    let mut after_blank = false;
    let mut after_headline = false;
    for line in lines(text, start) {
        let words = line.of(text);
        let trimmed = words.trim();
        if trimmed.is_empty() {
            after_blank = true;
            continue;
        }
        let is_headline = headline(words).is_some();
        let begins = is_headline || after_headline;
        let parted = after_blank && open.is_none() && !words.starts_with([' ', '\t']);
        if line.start > start && (begins || parted) {
            return line.start;
        }
        after_blank = false;
        after_headline = is_headline;
        open = match open {
            Some(end) => Some(end).filter(|it| !trimmed.eq_ignore_ascii_case(it)),
            None => opened(trimmed),
        };
    }
    text.len()
}

/// Stars of a headline.
pub fn headline(line: &str) -> Option<usize> {
    let stars = line.bytes().take_while(|it| *it == b'*').count();
    (stars > 0 && line[stars..].starts_with([' ', '\t'])).then_some(stars)
}

/// What ends the block or drawer that a line opens.
fn opened(line: &str) -> Option<&'static str> {
    let blocks = [
        ("src", "#+end_src"),
        ("example", "#+end_example"),
        ("export", "#+end_export"),
        ("comment", "#+end_comment"),
        ("quote", "#+end_quote"),
        ("verse", "#+end_verse"),
        ("center", "#+end_center"),
    ];
    if let Some(name) = block(line, "#+begin_") {
        return blocks.iter().find(|it| name.eq_ignore_ascii_case(it.0)).map(|it| it.1);
    }
    drawer(line).filter(|it| !it.eq_ignore_ascii_case("end")).map(|_| ":end:")
}

/// The name of the block that a line begins or ends.
pub fn block<'a>(line: &'a str, mark: &str) -> Option<&'a str> {
    let start = line.get(..mark.len())?;
    let name = line[mark.len()..].split_whitespace().next()?;
    start.eq_ignore_ascii_case(mark).then_some(name)
}

/// The name in `:NAME:`, alone on its line.
pub fn drawer(line: &str) -> Option<&str> {
    let name = line.strip_prefix(':')?.strip_suffix(':')?;
    let is_name =
        !name.is_empty() && name.bytes().all(|it| it.is_ascii_alphanumeric() || b"-_".contains(&it));
    is_name.then_some(name)
}
