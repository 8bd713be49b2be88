use crate::markup::Format;

/// The mark that asks for a source, in the document's own syntax.
pub fn needed(format: Format) -> &'static str {
    match format {
        Format::MediaWiki => "{{citation needed}}",
        _ => "[citation needed]",
    }
}

/// A citation that the writer still has to fill in, in the document's own syntax.
pub fn placeholder(format: Format) -> &'static str {
    match format {
        Format::Markdown => "[@source]",
        Format::MediaWiki => "<ref name=\"source\" />",
        Format::Latex => "\\autocite{source}",
        Format::AsciiDoc => "cite:[source]",
        Format::ReStructuredText => ":cite:p:`source`",
        Format::Org => "[cite:@source]",
        Format::Typst => "@source",
        Format::Html => "<cite>[source?]</cite>",
        Format::Plain => "[source?]",
    }
}

/// Whether a key, a title or an address only holds the place of one: what [`placeholder`] writes, “TK”, “todo”.
///
/// A list may have an entry of this name all the same; whoever knows the lists asks them first.
pub fn is_placeholder(named: &str) -> bool {
    const WORDS: &[&str] = &[
        "cite",
        "citation",
        "citationneeded",
        "fixme",
        "placeholder",
        "source",
        "sourceneeded",
        "sources",
        "tba",
        "tbd",
        "todo",
    ];
    // Keys are short: an address or the text of a note need not be looked at to its end.
    const LONGEST: usize = 40;
    if named.len() > LONGEST {
        return named.trim_start_matches(['[', '(']).starts_with("TK:");
    }
    let parts = || named.split(|it: char| !it.is_alphanumeric()).filter(|it| !it.is_empty());
    let held = |it: &str| {
        let pairs = it.len() >= 2 && it.len().is_multiple_of(2);
        let tk = pairs && it.as_bytes().chunks(2).all(|it| it.eq_ignore_ascii_case(b"tk"));
        tk || it.len() >= 2 && it.bytes().all(|it| it.eq_ignore_ascii_case(&b'x'))
    };
    let joined: String = parts().collect::<String>().to_lowercase();
    WORDS.contains(&joined.as_str()) || parts().next().is_some_and(held)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_holds_the_place_of_a_key_is_told_from_keys() {
        let open = [
            "source",
            "Source",
            "[source?]",
            "TK",
            "tktk",
            "tk-who",
            "TODO",
            "XXX",
            "citation-needed",
            "[TK: a book]",
        ];
        for named in open {
            assert!(is_placeholder(named), "{named}");
        }
        for named in [
            "source2024",
            "hearing",
            "tkach1998",
            "x",
            "",
            "todorov",
            "sources-of-the-nile",
            "https://a.example/TK",
        ] {
            assert!(!is_placeholder(named), "{named}");
        }
    }
}
