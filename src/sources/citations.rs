use crate::markup::Format;

/// The mark that asks for a source, in the document's own syntax.
pub fn needed(format: Format) -> &'static str {
    match format {
        Format::Markdown | Format::Plain => "[citation needed]",
    }
}

/// A citation that the writer still has to fill in, in the document's own syntax.
pub fn placeholder(format: Format) -> &'static str {
    match format {
        Format::Markdown => "[@source]",
        Format::Plain => "[source?]",
    }
}
