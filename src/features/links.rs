//! Links that can be followed.

use crate::{article::Article, markup::MarkKind, rules::Review, text::Span};

/// A link of the document.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Link {
    pub span: Span,
    pub target: Target,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Target {
    /// With its scheme: "https://example.org".
    Address(String),
    /// A file, seen from the document: "notes/gate.md".
    File(String),
}

/// Every link that leads out of the document, in order.
pub fn links(article: &Article) -> Vec<Link> {
    let mut out = Vec::new();
    for paragraph in article.paragraphs() {
        for mark in &paragraph.block.marks {
            let MarkKind::Link(target) = &mark.kind else { continue };
            let span = paragraph.mark_span(mark);
            out.extend(followed(target).map(|target| Link { span, target }));
        }
    }
    out
}

/// Where the keys of cited sources lead: to the address of each that has one.
pub fn of_keys(review: &Review) -> Vec<Link> {
    let library = review.texts().library();
    let known = review.article.keys().filter_map(|it| {
        let target = Target::Address(library.find(it.key)?.address()?);
        Some(Link { span: it.span, target })
    });
    known.collect()
}

fn followed(target: &str) -> Option<Target> {
    let target = target.trim();
    if target.is_empty() || target.starts_with('#') || target.contains(char::is_control) {
        return None;
    }
    if let Some((scheme, rest)) = target.split_once(':')
        && scheme.len() > 1
        && scheme.starts_with(|it: char| it.is_ascii_alphabetic())
        && scheme.chars().all(|it| it.is_ascii_alphanumeric() || matches!(it, '+' | '-' | '.'))
    {
        // What runs when it is followed is no link to a source.
        let leads =
            ["http", "https", "mailto", "doi", "file"].iter().any(|it| it.eq_ignore_ascii_case(scheme));
        return (leads && !rest.is_empty()).then(|| Target::Address(target.to_owned()));
    }
    if target.starts_with("www.") {
        return Some(Target::Address(format!("https://{target}")));
    }
    let file = target.split(['#', '?']).next().unwrap_or_default();
    (!file.is_empty() && !file.starts_with(['/', '\\'])).then(|| Target::File(file.to_owned()))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::markup::Format;

    fn found(text: &str, format: Format) -> Vec<(String, Target)> {
        let article = Article::read(text, format);
        links(&article).into_iter().map(|it| (article.words(it.span).to_owned(), it.target)).collect()
    }

    #[test]
    fn links_lead_to_addresses_and_files() {
        let text = "The [gate](https://example.org/gate) and [notes](notes/gate.md#key), \
                    <https://example.org>, [there][1].\n\n[1]: https://example.org/key\n";
        let address = |it: &str| Target::Address(it.to_owned());
        assert_eq!(
            found(text, Format::Markdown),
            [
                ("[gate](https://example.org/gate)".to_owned(), address("https://example.org/gate")),
                ("[notes](notes/gate.md#key)".to_owned(), Target::File("notes/gate.md".to_owned())),
                ("<https://example.org>".to_owned(), address("https://example.org")),
                ("[there][1]".to_owned(), address("https://example.org/key")),
            ]
        );
    }

    #[test]
    fn a_bare_address_is_a_link_in_plain_text() {
        let found = found("Ana Cho wrote it down at https://example.org/gate in May.\n", Format::Plain);
        assert_eq!(found[0].1, Target::Address("https://example.org/gate".to_owned()));
    }

    #[test]
    fn what_leads_nowhere_or_runs_is_no_link() {
        let text = "[a](#gate) [b](javascript:alert) [c](command:x) [d]() [e](/etc/hosts) [f](c:)\n";
        let targets: Vec<Target> = found(text, Format::Markdown).into_iter().map(|it| it.1).collect();
        assert_eq!(targets, [Target::File("c:".to_owned())]);
    }
}
