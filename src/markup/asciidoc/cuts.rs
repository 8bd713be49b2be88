use crate::markup::lines::lines;

/// What a pair of delimiter lines does to the lines between them.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Fence {
    /// Nothing in it is prose.
    Hidden,
    Quote,
    Table,
    /// Only groups.
    Open,
}

/// Where the stretch that starts at `start` ends: around a section's title, and at a blank line
/// where no delimited block is open. The header of a document is one stretch.
pub fn stretch(text: &str, start: usize) -> usize {
    let mut open: Option<&str> = None;
    let mut after_blank = false;
    let mut joined = false;
    let mut titled = None;
    for line in lines(text, start) {
        let words = line.of(text).trim_end();
        if words.is_empty() {
            after_blank = true;
            continue;
        }
        if let Some(fence) = open {
            let begins = section(words).is_some() && self::fence(fence) == Some(Fence::Quote);
            if begins && after_blank {
                return line.start;
            }
            open = Some(fence).filter(|it| !closes(it, words));
            after_blank = false;
            continue;
        }
        let is_section = section(words).is_some();
        // Words below a document's title are its header.
        let is_header = titled == Some(1) && !after_blank;
        let begins = is_section || titled.is_some() && !is_header || after_blank && !joined;
        if line.start > start && begins {
            return line.start;
        }
        after_blank = false;
        titled = section(words).map(|it| it.0).or(titled.filter(|_| is_header));
        // A line with a plus goes on with the item above, and block attributes with what is below.
        joined = words == "+";
        open = fence(words).filter(|it| *it != Fence::Open).map(|_| words);
    }
    text.len()
}

/// Level and bytes of the marker of a section's title: `== Words`.
pub fn section(line: &str) -> Option<(u8, usize)> {
    let mark = line.bytes().next().filter(|it| matches!(it, b'=' | b'#'))?;
    let level = line.bytes().take_while(|it| *it == mark).count();
    let spaced = line[level..].starts_with(' ') && !line[level..].trim().is_empty();
    (level <= 6 && spaced).then_some((level as u8, level))
}

/// Whether a line ends what a delimiter has begun: "```ruby" ends with "```", all others with their like.
pub fn closes(delimiter: &str, line: &str) -> bool {
    line == delimiter || line == "```" && delimiter.starts_with("```")
}

/// Whether a line underlines the one above as a title, in the older of two ways: as long as it, or nearly so.
pub fn underlines(title: &str, line: &str) -> bool {
    let is_line =
        line.len() >= 2 && ["=", "-", "~", "^", "+"].iter().any(|it| line.replace(it, "").is_empty());
    is_line
        && title.starts_with(char::is_alphanumeric)
        && title.chars().count().abs_diff(line.chars().count()) <= 1
}

/// What a line delimits.
pub fn fence(line: &str) -> Option<Fence> {
    if line.len() > 200 {
        return None;
    }
    if ["|===", ",===", ":===", "!==="].contains(&line) {
        return Some(Fence::Table);
    }
    if line == "--" {
        return Some(Fence::Open);
    }
    if line.starts_with("```") && !line[3..].contains(['`', ' ']) {
        return Some(Fence::Hidden);
    }
    let mark = line.chars().next()?;
    if line.len() < 4 || line.chars().any(|it| it != mark) {
        return None;
    }
    match mark {
        '-' | '.' | '+' | '/' => Some(Fence::Hidden),
        '_' => Some(Fence::Quote),
        '=' | '*' => Some(Fence::Open),
        _ => None,
    }
}
