//! Words that readers see and that belong to no block: notes inside a sentence, descriptions of pictures
//! among words, front matter.

use crate::{
    article::{Article, Paragraph},
    markup::{Format, MarkKind},
    text::Span,
};

/// What of front matter readers see.
const SHOWN: &[&str] = &[
    "title",
    "subtitle",
    "headline",
    "dek",
    "deck",
    "standfirst",
    "lede",
    "description",
    "summary",
    "abstract",
    "excerpt",
    "author",
    "byline",
    "caption",
    "alt",
];

/// Such words for which `may` holds, in order, by their bytes in the document.
pub(super) fn apart(article: &Article, may: impl Fn(&str) -> bool) -> Vec<Span> {
    let text = article.text();
    let mut out: Vec<Span> = front_matter(article).into_iter().filter(|it| may(it.of(text))).collect();
    for paragraph in article.paragraphs() {
        out.extend(
            notes(article, &paragraph).chain(pictures(article, &paragraph)).filter(|it| may(it.of(text))),
        );
    }
    out
}

/// The words of notes that are written where they stand.
fn notes<'a>(article: &'a Article, paragraph: &Paragraph<'a>) -> impl Iterator<Item = Span> + use<'a> {
    let (text, format, paragraph) = (article.text(), article.format(), *paragraph);
    let notes = paragraph.block.marks.iter().filter(move |it| {
        matches!(it.kind, MarkKind::Footnote(_))
            || format == Format::MediaWiki && matches!(it.kind, MarkKind::Citation(_))
    });
    notes.filter_map(move |it| {
        let span = paragraph.mark_span(it);
        note(format, span.of(text)).map(|it| it.shifted(span.start))
    })
}

/// Where the words of a note stand in what writes it; None where it is only a reference to one.
pub(super) fn note(format: Format, mark: &str) -> Option<Span> {
    let (start, close) = match format {
        Format::Markdown => (mark.strip_prefix("^[").map(|_| 2)?, "]"),
        Format::Org => {
            let label = mark.strip_prefix("[fn:")?.find(':')?;
            ("[fn:".len() + label + 1, "]")
        }
        Format::MediaWiki => {
            (mark.get(..4).filter(|it| it.eq_ignore_ascii_case("<ref")).and(mark.find('>'))? + 1, "</")
        }
        Format::Latex => (mark.find('{')? + 1, "}"),
        Format::AsciiDoc | Format::Typst => (mark.find('[')? + 1, "]"),
        Format::Html | Format::ReStructuredText | Format::Plain => return None,
    };
    let end = mark.rfind(close)?;
    (start < end).then(|| Span::new(start, end))
}

/// What describes a picture that stands among words.
fn pictures<'a>(article: &'a Article, paragraph: &Paragraph<'a>) -> impl Iterator<Item = Span> + use<'a> {
    let (text, format, offset) = (article.text(), article.format(), paragraph.chunk_start());
    let holes = paragraph.block.prose.segments().iter().filter(|it| !it.copied);
    holes.filter_map(move |it| {
        let span = it.source.shifted(offset);
        described(format, span.of(text)).map(|it| it.shifted(span.start))
    })
}

fn described(format: Format, picture: &str) -> Option<Span> {
    let (start, close) = match format {
        Format::Markdown => (picture.strip_prefix("![").map(|_| 2)?, "]"),
        Format::AsciiDoc => (picture.strip_prefix("image:").and(picture.find('['))? + 1, "]"),
        Format::Html => {
            let at = picture.strip_prefix("<img").and(picture.find("alt="))? + "alt=".len();
            let close = if picture[at..].starts_with('"') { "\"" } else { "'" };
            (at + 1, close)
        }
        _ => return None,
    };
    let end = start + picture.get(start..)?.find(close)?;
    (start < end).then(|| Span::new(start, end))
}

/// The values of front matter that readers see, line by line.
fn front_matter(article: &Article) -> Vec<Span> {
    let text = article.text();
    let start = text.len() - text.trim_start_matches('\u{feff}').len();
    let mut out = Vec::new();
    let is_fence = |it: &str| matches!(it.trim_end(), "---" | "+++");
    if article.format() != Format::Markdown || !text[start..].lines().next().is_some_and(is_fence) {
        return out;
    }
    let mut at = start;
    for (number, line) in text[start..].split_inclusive('\n').enumerate() {
        let from = at;
        at += line.len();
        if number > 0 && matches!(line.trim_end(), "---" | "+++" | "...") {
            return out;
        }
        let Some(sign) = line.find([':', '=']) else { continue };
        let key = line[..sign].trim().trim_start_matches("- ").to_ascii_lowercase();
        if SHOWN.contains(&key.as_str()) {
            out.push(Span::new(from + sign + 1, from + line.trim_end().len().max(sign + 1)));
        }
    }
    // Never closed: it has been read as prose.
    Vec::new()
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use super::*;
    use crate::rules::{Review, Settings};

    /// What is asked of a text of a format as a desk mark that was left.
    fn marks(format: Format, text: &str) -> Vec<String> {
        let review = Review::of(Arc::new(Article::read(text, format)), &Settings::default());
        let left = review.findings.iter().filter(|it| it.code == "placeholder-left");
        left.map(|it| it.span.of(text).to_owned()).collect()
    }

    #[test]
    fn desk_marks_are_seen_wherever_readers_see_them() {
        let texts = [
            (Format::Markdown, "# The TK gate\n\nIt opens.\n"),
            (Format::Markdown, "Costs rose.[^1]\n\n[^1]: TK find the page.\n"),
            (Format::Markdown, "Costs rose.^[TK find the page.] They fell.\n"),
            (Format::Markdown, "> It cost TK million.\n"),
            (Format::Markdown, "> [!warning]\n> It was never costed. TK who.\n"),
            (Format::Markdown, "| Who | What |\n|---|---|\n| Cho | TK |\n"),
            (Format::Markdown, "![TK: what do we see?](gate.png)\n"),
            (Format::Markdown, "It stands here ![TK describe it](gate.png) and there.\n"),
            (Format::Markdown, "---\ntitle: The TK gate\n---\n\nIt opens.\n"),
            (Format::Html, "<h1>The TK gate</h1><p>It opens.</p>"),
            (Format::Html, "<table><tr><td>TK</td></tr></table>"),
            (Format::Html, "<figure><img src='a.png'><figcaption>TK who</figcaption></figure>"),
            (Format::Html, "<dl><dt>Costs</dt><dd>It cost TK million.</dd></dl>"),
            (Format::MediaWiki, "Costs rose.<ref>TK find the page.</ref>\n"),
            (Format::MediaWiki, "Costs rose.<ref name=\"a\">TK find the page.</ref>\n"),
            (Format::MediaWiki, "; Costs : It cost TK million.\n"),
            (Format::MediaWiki, "{|\n| Cho || TK\n|}\n"),
            (Format::Latex, "\\begin{figure}\\caption{TK: it was worse.}\\end{figure}\n"),
            (Format::Latex, "Costs rose.\\footnote{TK find the page.}\n"),
            (Format::Latex, "\\section{The TK gate}\nIt opens.\n"),
            (Format::Latex, "\\begin{tabular}{ll}\nCho & TK \\\\\n\\end{tabular}\n"),
            (Format::AsciiDoc, "Costs rose.footnote:[TK find the page.]\n"),
            (Format::AsciiDoc, "Costs:: It cost TK million.\n"),
            (Format::AsciiDoc, "|===\n|Cho |TK\n|===\n"),
            (Format::AsciiDoc, ".The TK gate\nIt opens.\n"),
            (Format::Org, "Costs rose.[fn:1]\n\n[fn:1] TK find the page.\n"),
            (Format::Org, "Costs rose.[fn:: TK find the page.]\n"),
            (Format::Org, "- Costs :: It cost TK million.\n"),
            (Format::Org, "| Cho | TK |\n"),
            (Format::Org, "#+caption: TK who\n[[file:gate.png]]\n"),
            (Format::Typst, "Costs rose.#footnote[TK find the page.]\n"),
            (Format::Typst, "/ Costs: It cost TK million.\n"),
            (Format::Typst, "#figure(rect(), caption: [TK who])\n"),
            (Format::Typst, "#figure(rect(), caption: \"TK who\")\n"),
            (Format::Typst, "#table(columns: 2, [Cho], [TK])\n"),
            (Format::Typst, "#figure(table([Cho], [TK]), caption: [Whom we asked])\n"),
            (Format::ReStructuredText, "Costs rose [1]_.\n\n.. [1] TK find the page.\n"),
            (Format::ReStructuredText, "Costs\n   It cost TK million.\n"),
            (Format::ReStructuredText, ".. figure:: gate.png\n\n   TK who\n"),
            (Format::ReStructuredText, "====  ====\nCho   TK\n====  ====\n"),
        ];
        for (format, text) in texts {
            assert_eq!(marks(format, text), ["TK"], "{format:?}: {text}");
        }
    }

    #[test]
    fn references_to_notes_and_numerals_of_volumes_are_no_marks() {
        for (format, text) in [
            (Format::Markdown, "Costs rose.[^TK]\n\n[^TK]: Harbour register, 2021.\n"),
            (Format::Markdown, "Costs rose.^[Harbour register, 2021: are they paid?]\n"),
            (Format::Markdown, "---\nlang: TK\n---\n\nIt opens.\n"),
            (Format::Org, "Costs rose.[fn:TK]\n\n[fn:TK] Harbour register.\n"),
            (Format::Markdown, "It opens.\n\n## References\n\n- Cho, A. Annals of the harbour, XX, 1965.\n"),
        ] {
            assert!(marks(format, text).is_empty(), "{format:?}: {text}");
        }
    }
}
