use crate::{markup::Format, text::Span};

/// No citation is longer in bytes on its line.
const FAR: usize = 400;

/// The key that is being typed at `offset`, as far as it stands there; none where no key belongs.
pub fn key(text: &str, format: Format, offset: usize) -> Option<Span> {
    let line = text[..offset].rfind('\n').map_or(0, |it| it + 1);
    let mut from = line.max(offset.saturating_sub(FAR));
    while !text.is_char_boundary(from) {
        from += 1;
    }
    let before = &text[from..offset];
    let start = before.trim_end_matches(is_key).len();
    let opening = &before[..start];
    let opens = match format {
        Format::Markdown => at_sign(opening),
        Format::Typst => at_sign(opening) || opening.ends_with("#cite(<"),
        Format::Plain => at_sign(opening) && within(opening, "[", "]"),
        Format::Org => at_sign(opening) && within(opening, "[cite", "]"),
        Format::Latex => in_command(opening),
        Format::AsciiDoc => {
            at_list(opening) && (within(opening, "cite:[", "]") || within(opening, "citenp:[", "]"))
        }
        Format::ReStructuredText => opening
            .rsplit_once(":cite:")
            .is_some_and(|(_, rest)| at_list(opening) && rest.matches('`').count() == 1),
        Format::MediaWiki => ["<ref name=\"", "<ref name="].iter().any(|it| opening.ends_with(it)),
        Format::Html => false,
    };
    let behind = text[offset..].len() - text[offset..].trim_start_matches(is_key).len();
    opens.then(|| Span::new(from + start, offset + behind))
}

fn is_key(it: char) -> bool {
    it.is_alphanumeric() || matches!(it, '_' | '-' | ':' | '.' | '/' | '+')
}

/// Behind an "@" that is no part of an address.
fn at_sign(opening: &str) -> bool {
    let before = opening.strip_suffix('@').map(|it| it.chars().next_back());
    before.is_some_and(|it| {
        it.is_none_or(|it| it.is_whitespace() || matches!(it, '[' | '(' | ';' | '-' | ':' | '—'))
    })
}

fn within(opening: &str, open: &str, close: &str) -> bool {
    opening.rfind(open).is_some_and(|at| !opening[at + open.len()..].contains(close))
}

/// At the start of a list of keys or behind a comma in it.
fn at_list(opening: &str) -> bool {
    opening.trim_end().ends_with(['[', ',', '`'])
}

/// `\autocite[3]{one, `
fn in_command(opening: &str) -> bool {
    let Some((_, rest)) = opening.rsplit_once('\\') else { return false };
    let name = rest.len() - rest.trim_start_matches(|it: char| it.is_ascii_alphabetic() || it == '*').len();
    let mut arguments = &rest[name..];
    while let Some(option) = arguments.strip_prefix('[') {
        let Some((_, behind)) = option.split_once(']') else { return false };
        arguments = behind;
    }
    let keys = arguments.strip_prefix('{').filter(|it| !it.contains('}'));
    rest[..name].to_ascii_lowercase().contains("cite")
        && keys.is_some_and(|it| it.is_empty() || it.trim_end().ends_with(','))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The key typed at "|", or nothing.
    fn typed(text: &str, format: Format) -> Option<String> {
        let offset = text.find('|').unwrap();
        let text = text.replacen('|', "", 1);
        key(&text, format, offset).map(|it| it.of(&text).to_owned())
    }

    #[test]
    fn a_key_belongs_where_a_citation_is_opened() {
        for (format, text, key) in [
            (Format::Markdown, "It fell [@ch|", "ch"),
            (Format::Markdown, "It fell [see @cho; @|]", ""),
            (Format::Markdown, "As @ch|o says", "cho"),
            (Format::Typst, "It fell @ch|", "ch"),
            (Format::Typst, "It fell #cite(<c|>)", "c"),
            (Format::Latex, "It fell \\cite{|", ""),
            (Format::Latex, "It fell \\autocite[see][3]{cho, be|}", "be"),
            (Format::AsciiDoc, "It fell cite:[|]", ""),
            (Format::AsciiDoc, "It fell cite:[cho(3),b|", "b"),
            (Format::ReStructuredText, "It fell :cite:p:`ch|", "ch"),
            (Format::Org, "It fell [cite:@|", ""),
            (Format::Org, "It fell [cite/t:@cho;@b|", "b"),
            (Format::MediaWiki, "It fell.<ref name=\"|", ""),
            (Format::MediaWiki, "It fell.<ref name=c|", "c"),
            (Format::Typst, "It fell @c|", "c"),
            (Format::Typst, "It fell #cite(<|>)", ""),
            (Format::Plain, "It fell [@c|]", "c"),
        ] {
            assert_eq!(typed(text, format).as_deref(), Some(key), "{text}");
        }
    }

    #[test]
    fn elsewhere_none_belongs() {
        for (format, text) in [
            (Format::Markdown, "Write to ana@ch|"),
            (Format::Markdown, "[|"),
            (Format::Markdown, "“|"),
            (Format::Latex, "\\emph{|"),
            (Format::Latex, "\\cite{cho} and {|"),
            (Format::Latex, "\\cite[|"),
            (Format::AsciiDoc, "cite:[cho] and [|"),
            (Format::ReStructuredText, ":cite:p:`cho` and `|"),
            (Format::MediaWiki, "<ref group=\"|"),
            (Format::Plain, "Thanks to @c|"),
            (Format::Html, "<cite>|"),
            (Format::Plain, "|"),
        ] {
            assert_eq!(typed(text, format), None, "{text}");
        }
    }
}
