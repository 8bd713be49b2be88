use super::{Article, Paragraph};
use crate::{
    markup::{Format, Kind, Mark, MarkKind},
    sources::library::composed,
    text::Span,
};

/// A key that the article cites by, where it stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Key<'a> {
    pub key: &'a str,
    /// The key itself, in bytes of the document.
    pub span: Span,
    /// The citation that it stands in.
    pub mark: Span,
    /// A note's label, which may be a key.
    pub is_note: bool,
}

impl Article {
    /// The citation keys in order, each as often as it stands there.
    pub fn keys(&self) -> impl Iterator<Item = Key<'_>> {
        self.paragraphs().flat_map(move |it| self.keys_in(it))
    }

    /// Everywhere a key stands, in order: where it is cited, and before the note that it is the label of.
    pub fn uses(&self, key: &str) -> Vec<Span> {
        let notes = self.paragraphs().filter(|it| it.block.kind == Kind::Note);
        let labels = notes.filter_map(|it| self.label(it.span(), key));
        let mut out: Vec<Span> = labels.collect();
        let mut before: Option<(Span, usize)> = None;
        let wanted = composed(key);
        for it in self.keys().filter(|it| composed(it.key) == wanted) {
            let key = it.key;
            // One citation may name it twice.
            let number = before.filter(|before| before.0 == it.mark).map_or(0, |before| before.1 + 1);
            before = Some((it.mark, number));
            let again = whole(self.words(it.mark), key).nth(number).map(|at| it.mark.start + at);
            out.push(again.map_or(it.span, |at| Span::new(at, at + key.len())));
        }
        out.sort_unstable();
        out.dedup();
        out
    }

    /// The label before a note, if it is this one.
    fn label(&self, note: Span, key: &str) -> Option<Span> {
        let before = self.text().get(..note.start)?.trim_end_matches([' ', '\t']);
        let opened = before.strip_suffix("]:")?.strip_suffix(key)?.strip_suffix("[^")?;
        let start = opened.len() + "[^".len();
        Some(Span::new(start, start + key.len()))
    }

    /// The key at a byte of the document, the citation around it included where it is the only one.
    pub fn key_at(&self, offset: usize) -> Option<Key<'_>> {
        let near = self.paragraph_at(offset).map(|it| self.keys_in(it).collect::<Vec<_>>())?;
        let on = near.iter().find(|it| it.span.touches(offset));
        let mut around = near.iter().filter(|it| it.mark.contains(offset));
        let alone = around.next().filter(|_| around.next().is_none());
        on.or(alone).cloned()
    }

    /// The citation keys of one paragraph.
    pub fn keys_of<'a>(&'a self, paragraph: &Paragraph<'a>) -> impl Iterator<Item = Key<'a>> {
        self.keys_in(*paragraph)
    }

    fn keys_in<'a>(&'a self, paragraph: Paragraph<'a>) -> impl Iterator<Item = Key<'a>> {
        let block = paragraph.block;
        block.marks.iter().filter_map(move |mark| self.key(&paragraph, mark))
    }

    fn key<'a>(&'a self, paragraph: &Paragraph, mark: &'a Mark) -> Option<Key<'a>> {
        let span = paragraph.mark_span(mark);
        let words = self.text().get(span.start..span.end)?;
        let (key, is_note) = match &mark.kind {
            MarkKind::Citation(key) if cites_by_key(self.format(), words) => (key.as_str(), false),
            MarkKind::Footnote(label) if words.len() == label.len() + 3 => (label.as_str(), true),
            _ => return None,
        };
        let at = span.start + whole(words, key).next().filter(|_| !key.is_empty())?;
        Some(Key { key, span: Span::new(at, at + key.len()), mark: span, is_note })
    }
}

/// Where a key stands that is no part of another.
fn whole(words: &str, key: &str) -> impl Iterator<Item = usize> {
    let is_part = |it: char| it.is_alphanumeric() || matches!(it, '_' | '-');
    words.match_indices(key).map(|it| it.0).filter(move |at| {
        let before = words[..*at].chars().next_back();
        let behind = words[at + key.len()..].chars().next();
        !before.is_some_and(is_part) && !behind.is_some_and(is_part)
    })
}

/// Whether a citation names its source by a key; others name it by its title or in a template.
fn cites_by_key(format: Format, words: &str) -> bool {
    match format {
        // MyST, commands that pandoc passes on, jekyll-scholar, elements of HTML.
        Format::Markdown if words.starts_with(['{', '\\', '<']) => true,
        Format::Markdown | Format::Plain => words.contains('@'),
        Format::Latex => words.starts_with('\\'),
        Format::AsciiDoc => words.starts_with("cite"),
        Format::ReStructuredText => words.starts_with(':'),
        Format::Org => words.starts_with("[cite") || words.starts_with("cite") || words.starts_with("[["),
        Format::Typst => words.starts_with('@') || words.starts_with("#cite"),
        Format::MediaWiki => words.starts_with("<ref"),
        Format::Html => words.starts_with("<d-cite") || words.contains("data-cites="),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn keys(text: &str, format: Format) -> Vec<(String, bool)> {
        let article = Article::read(text, format);
        let found = article.keys().inspect(|it| assert_eq!(it.span.of(text), it.key));
        found.map(|it| (it.key.to_owned(), it.is_note)).collect()
    }

    #[test]
    fn keys_are_found_in_every_markup() {
        for (format, text) in [
            (Format::Markdown, "The gate fell [see @cho-24, p. 3; @board_24]."),
            (Format::Latex, "The gate fell \\autocite[3]{cho-24,board_24}."),
            (Format::AsciiDoc, "The gate fell cite:[cho-24(3),board_24]."),
            (Format::ReStructuredText, "The gate fell :cite:p:`cho-24,board_24`."),
            (Format::Org, "The gate fell [cite:@cho-24 p. 3;@board_24]."),
            (Format::Typst, "The gate fell @cho-24[p. 3] #cite(<board_24>)."),
            (Format::Plain, "The gate fell [@cho-24; @board_24]."),
            (Format::Latex, "The gate fell \\volcites(see)(p. 3){1}{cho-24}{2}[4]{board_24}."),
            (Format::Latex, "The gate fell \\pvolcite{2}{cho-24} \\citefield{board_24}{title}."),
            (Format::Latex, "The gate fell \\cites(see)(p. 3)[1]{cho-24}[2]{board_24}."),
            (Format::Typst, "The gate fell #cite(label(\"cho-24\")) #cite( label( \"board_24\"))."),
            (Format::Org, "The gate fell cite:cho-24,board_24."),
            (Format::Org, "The gate fell [[citep:&cho-24;&board_24]]."),
            (Format::Latex, "The gate fell \\citenum{cho-24} \\citenum{board_24}."),
            (Format::Latex, "\\Citep[see][3]{cho-24} and \\Citet*{board_24} say so."),
            (Format::Latex, "The gate fell \\parencites[see][3]{cho-24}[4]{board_24}."),
            (Format::Markdown, "The gate fell \\citep[see][3]{cho-24,board_24}."),
            (Format::Markdown, "The gate fell \\parencites[3]{cho-24}[4]{board_24}."),
            (Format::Markdown, "The gate fell {cite}`cho-24,board_24`."),
            (Format::Markdown, "{cite:t}`cho-24` says so {cite:p}`board_24`."),
            (Format::Markdown, "The gate fell {% cite cho-24 board_24 --locator 3 %}."),
            (Format::Markdown, "The gate fell <d-cite key=\"cho-24,board_24\"></d-cite>."),
            (Format::Html, "<p>The gate fell <d-cite key=\"cho-24,board_24\"></d-cite>."),
            (
                Format::Html,
                "<p>It fell <span class=\"citation\" data-cites=\"cho-24 board_24\">(Cho 2024; Board 2024)</span>.",
            ),
        ] {
            assert_eq!(
                keys(text, format),
                [("cho-24".to_owned(), false), ("board_24".to_owned(), false)],
                "{text}"
            );
        }
        assert_eq!(
            keys("The gate fell.<ref name=\"cho\" />", Format::MediaWiki),
            [("cho".to_owned(), false)]
        );
        assert_eq!(
            keys("It fell.[^cho]\n\n[^cho]: Cho, 2024.\n", Format::Markdown),
            [("cho".to_owned(), true)]
        );
    }

    #[test]
    fn a_note_has_its_key_before_it() {
        for text in [
            "It fell.[^cho] It rose [@cho].\n\n[^cho]: Cho, 2024.\n",
            "It fell.[^cho]\n\n[^ana]: Ana.\n[^cho]: Cho, 2024.\n\n    More of it.\n",
        ] {
            let article = Article::read(text, Format::Markdown);
            let spans = article.uses("cho");
            let every: Vec<usize> = text.match_indices("cho").map(|it| it.0).collect();
            assert_eq!(spans.iter().map(|it| it.start).collect::<Vec<_>>(), every, "{text}");
            assert!(spans.iter().all(|it| it.of(text) == "cho"));
        }
    }

    #[test]
    fn what_is_no_key_is_none() {
        for text in [
            "Set `\\citep{cho}` so.",
            "Set \\\\citep{cho} so.",
            "It is \\emph{late}.",
            "{% include cho %}",
            "\\citep{the gate} fell",
        ] {
            assert_eq!(keys(text, Format::Markdown), [], "{text}");
        }
        assert_eq!(keys("It fell <cite>Harbour log</cite>.", Format::Html), []);
        assert_eq!(keys("It fell (Harbour Board, 28 October 2024).", Format::Plain), []);
        assert_eq!(keys("It fell.<ref>Harbour log, 2024</ref>", Format::MediaWiki), []);
    }

    #[test]
    fn a_key_is_found_under_the_cursor_and_around_it() {
        let text = "The gate fell [@cho, p. 3], they say [@ana; @ben].";
        let article = Article::read(text, Format::Markdown);
        let at = |words: &str| article.key_at(text.find(words).unwrap()).map(|it| it.key.to_owned());
        assert_eq!(at("ho, p").as_deref(), Some("cho"));
        assert_eq!(at("3]").as_deref(), Some("cho"), "the only one of its citation");
        assert_eq!(at("en]").as_deref(), Some("ben"));
        assert_eq!(at("fell"), None);
    }
}
