//! Links that can be followed.

use crate::{article::Article, markup::MarkKind, rules::Review, sources::library, text::Span};

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
    /// A file, seen from the document: "notes/gate.md". Whether it may be opened, the folders decide.
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
        // Pages and files. All else starts a program, runs a command or writes a letter when it is followed.
        return match scheme.to_ascii_lowercase().as_str() {
            "http" | "https" => library::followed(target).map(Target::Address),
            "doi" => library::followed(&format!("https://doi.org/{rest}")).map(Target::Address),
            "file" => Some(Target::File(target.to_owned())),
            _ => None,
        };
    }
    if target.starts_with("www.") {
        return library::followed(&format!("https://{target}")).map(Target::Address);
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
    fn links_lead_to_pages_and_files_and_to_nothing_that_runs() {
        let text = "[a](command:onrecord.restart) [b](vscode://x/y) [c](data:text/html,x) [d](javascript:x) \
                    [e](mailto:a@b.example) [f](\\\\\\\\host\\\\a) [g](//host/a) [h](doi:10.1000/x<y) \
                    [i](file://host/a) [j](HTTPS://a.example/x\u{202e}y) [k](https://a<b/) [l](COMMAND:x)\n";
        let targets: Vec<Target> = found(text, Format::Markdown).into_iter().map(|it| it.1).collect();
        let address = |it: &str| Target::Address(it.to_owned());
        assert_eq!(
            targets,
            [
                address("https://doi.org/10.1000/x%3Cy"),
                Target::File("file://host/a".to_owned()),
                address("https://a.example/x%E2%80%AEy"),
            ]
        );
    }

    #[test]
    fn what_leads_nowhere_or_runs_is_no_link() {
        let text = "[a](#gate) [b](javascript:alert) [c](command:x) [d]() [e](/etc/hosts) [f](c:)\n";
        let targets: Vec<Target> = found(text, Format::Markdown).into_iter().map(|it| it.1).collect();
        assert_eq!(targets, [Target::File("c:".to_owned())]);
    }
}
