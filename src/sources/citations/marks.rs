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
