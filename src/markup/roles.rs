//! What a short line near the top, or below a picture, is for.

/// "Photo: …", "Credit: …".
pub fn is_caption(words: &str) -> bool {
    const OPENERS: [&str; 14] = [
        "photo",
        "photos",
        "photograph",
        "photographs",
        "photography",
        "photo by",
        "photo credit",
        "image",
        "images",
        "image credit",
        "credit",
        "illustration",
        "graphic",
        "picture",
    ];
    let words =
        words.trim_start_matches(|it: char| it.is_whitespace() || it == '\u{fffc}' || it == '(' || it == '[');
    let Some(colon) = words.bytes().take(16).position(|it| it == b':') else { return false };
    let opener = words[..colon].trim();
    // "Images: what they tell us" opens a sentence only when more than a credit follows.
    OPENERS.iter().any(|it| opener.eq_ignore_ascii_case(it))
        && words.len() < 300
        && !words.trim().contains("\n\n")
}

/// "By Ana Cho", "By Ana Cho and Li Wei in Lisbon", "Ana Cho, Science Correspondent".
pub fn is_byline(words: &str) -> bool {
    let words = words.trim();
    let count = words.split_whitespace().count();
    if words.len() > 120 || count > 14 || words.contains('\n') {
        return false;
    }
    let opener = words.get(..3).unwrap_or("");
    if opener.eq_ignore_ascii_case("by ") {
        return !is_sentence(words) && names(&words[3..]);
    }
    let Some((name, office)) = words.split_once(", ") else { return false };
    const OFFICES: [&str; 10] = [
        "correspondent",
        "reporter",
        "editor",
        "staff writer",
        "political writer",
        "bureau chief",
        "columnist",
        "staff",
        "writer",
        "contributor",
    ];
    let office = office.trim_end_matches('.').to_lowercase();
    (2..=5).contains(&name.split_whitespace().count())
        && names(name)
        && (OFFICES.iter().any(|it| office.ends_with(it))
            || office.starts_with("reporting from ")
            || office
                .split(" in ")
                .next()
                .is_some_and(|it| OFFICES.iter().any(|office| it.ends_with(office))))
}

/// Whether words are names of people, joined and placed: every other word is one of a few.
fn names(words: &str) -> bool {
    const BETWEEN: [&str; 26] = [
        "and", "in", "with", "for", "of", "the", "at", "de", "da", "di", "van", "von", "der", "den", "la",
        "le", "el", "al", "bin", "ibn", "y", "e", "dos", "du", "from", "our",
    ];
    let mut seen = false;
    for word in words.split([' ', ',', '|', '/', '·', '\t']).filter(|it| !it.is_empty()) {
        let is_name = word.starts_with(|it: char| it.is_uppercase());
        let is_mark = !word.contains(char::is_alphanumeric);
        let is_date = word.starts_with(|it: char| it.is_numeric());
        seen |= is_name;
        let is_office = ["correspondent", "reporter", "editor", "staff", "writer"].contains(&word);
        if !is_name && !is_mark && !is_date && !is_office && !BETWEEN.contains(&word) {
            return false;
        }
    }
    seen
}

/// A title: short, begins like one, and does not end like a sentence.
pub fn is_headline(line: &str) -> bool {
    let line = line.trim();
    let count = line.split_whitespace().count();
    let begins = line
        .trim_start_matches(['“', '"', '‘', '\''])
        .starts_with(|it: char| it.is_uppercase() || it.is_numeric());
    begins
        && (1..=18).contains(&count)
        && line.len() <= 140
        && line.matches('\n').count() <= 1
        && !line.ends_with(['.', ':', ',', ';', '…', '-', '—'])
        && !is_sentence(line)
        && !is_caption(line)
        && !is_byline(line)
        && !line.contains("\u{fffc}")
}

/// Whether words end like a sentence; a quotation or bracket may close after the mark.
pub fn is_sentence(words: &str) -> bool {
    let words = words.trim_end_matches(|it: char| it.is_whitespace() || "\"”’')]»*_".contains(it));
    words.ends_with(['.', '!', '…']) || (words.ends_with('?') && words.split_whitespace().count() > 12)
}
