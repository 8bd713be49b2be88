use super::Comment;

/// The markup a document is written in.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Format {
    Markdown,
    Html,
    MediaWiki,
    Latex,
    AsciiDoc,
    ReStructuredText,
    Org,
    Typst,
    /// Also the answer to everything unknown.
    #[default]
    Plain,
}

impl Format {
    pub const ALL: [Format; 9] = [
        Format::Markdown,
        Format::Html,
        Format::MediaWiki,
        Format::Latex,
        Format::AsciiDoc,
        Format::ReStructuredText,
        Format::Org,
        Format::Typst,
        Format::Plain,
    ];

    /// By a file's name ("article.md").
    pub fn of_path(path: &str) -> Format {
        let ending = path.rsplit_once('.').map_or("", |(_, ending)| ending);
        let known =
            Format::ALL.into_iter().find(|it| it.endings().iter().any(|it| it.eq_ignore_ascii_case(ending)));
        known.unwrap_or_default()
    }

    /// By an editor's language identifier ("markdown", "plaintext").
    pub fn of_language(id: &str) -> Format {
        let known =
            Format::ALL.into_iter().find(|it| it.languages().iter().any(|it| it.eq_ignore_ascii_case(id)));
        known.unwrap_or_default()
    }

    /// How files of this format end.
    pub fn endings(self) -> &'static [&'static str] {
        match self {
            Format::Markdown => &["md", "markdown", "mdown", "mkd", "qmd", "rmd"],
            Format::Html => &["html", "htm", "xhtml"],
            Format::MediaWiki => &["wiki", "mediawiki", "wikitext"],
            Format::Latex => &["tex", "latex", "ltx"],
            Format::AsciiDoc => &["adoc", "asciidoc", "asc"],
            Format::ReStructuredText => &["rst", "rest"],
            Format::Org => &["org"],
            Format::Typst => &["typ"],
            Format::Plain => &["txt", "text"],
        }
    }

    /// What editors call it; the first is the name used in reports.
    pub fn languages(self) -> &'static [&'static str] {
        match self {
            Format::Markdown => &["markdown", "quarto", "rmd", "pandoc"],
            Format::Html => &["html", "xhtml"],
            Format::MediaWiki => &["mediawiki", "wikitext"],
            Format::Latex => &["latex", "tex", "plaintex"],
            Format::AsciiDoc => &["asciidoc", "asciidoctor"],
            Format::ReStructuredText => &["restructuredtext", "rst"],
            Format::Org => &["org"],
            Format::Typst => &["typst"],
            Format::Plain => &["plain", "plaintext", "text"],
        }
    }

    /// The name used in reports.
    pub fn name(self) -> &'static str {
        self.languages()[0]
    }

    /// How it writes what its readers do not see.
    pub fn comment(self) -> Comment {
        match self {
            Format::Markdown | Format::Html | Format::MediaWiki => Comment::Between("<!--", "-->"),
            Format::Latex => Comment::Line("%"),
            Format::AsciiDoc | Format::Typst => Comment::Line("//"),
            Format::Org => Comment::Line("#"),
            Format::ReStructuredText => Comment::Block(".."),
            Format::Plain => Comment::Bracketed,
        }
    }
}
