use std::{collections::HashSet, sync::OnceLock};

use crate::{
    article::Article,
    markup::{self, Format},
    text::Span,
};

/// What an article said when it was last committed: its paragraphs have been looked at.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Committed {
    text: String,
    /// Made at the first question, for the format of the article that asks.
    paragraphs: OnceLock<HashSet<String>>,
}

impl Committed {
    pub fn new(text: String) -> Committed {
        Committed { text, paragraphs: OnceLock::new() }
    }

    /// Whether the paragraph that a span is in stood like this already, whatever its lines.
    pub fn holds(&self, article: &Article, span: Span) -> bool {
        let Some(paragraph) = article.paragraph_at(span.start) else { return false };
        let paragraphs = self.paragraphs.get_or_init(|| paragraphs(article.format(), &self.text));
        paragraphs.contains(&words(article.words(paragraph.span())))
    }
}

fn paragraphs(format: Format, text: &str) -> HashSet<String> {
    let outline = markup::outline(format, text);
    let blocks = outline.chunks.iter().flat_map(|chunk| {
        let words_of = |it: markup::Block| words(it.span.of(chunk.span.of(text)));
        markup::blocks(format, &outline.frame, chunk.place, chunk.span.of(text)).into_iter().map(words_of)
    });
    blocks.collect()
}

/// Text wrapped anew, or with the line ends of another system, is the same text.
fn words(raw: &str) -> String {
    raw.split_whitespace().collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use super::*;
    use crate::rules::{Review, Settings};

    const BEFORE: &str =
        "Critics say the bridge was never inspected.\n\nReports suggest the dam\nis leaking.\n";

    fn codes(text: &str, committed: Option<&str>) -> Vec<&'static str> {
        let committed = committed.map(|it| Arc::new(Committed::new(it.to_owned())));
        let settings = Settings { committed, ..Settings::default() };
        let review = Review::of(Arc::new(Article::read(text, Format::Plain)), &settings);
        review.findings.iter().map(|it| it.code).collect()
    }

    #[test]
    fn only_what_was_written_since_is_asked_about() {
        assert_eq!(codes(BEFORE, None), ["vague-source", "unnamed-report"]);
        assert_eq!(codes(BEFORE, Some(BEFORE)), [""; 0]);
        let after = BEFORE.replace("leaking", "leaking badly");
        assert_eq!(codes(&after, Some(BEFORE)), ["unnamed-report"]);
    }

    #[test]
    fn a_paragraph_that_was_moved_or_wrapped_anew_has_not_changed() {
        let after =
            "Reports suggest the dam is leaking.\r\n\r\nCritics say the bridge\r\nwas never inspected.\r\n";
        assert_eq!(codes(after, Some(BEFORE)), [""; 0]);
    }

    #[test]
    fn once_per_file_counts_what_is_asked() {
        let before = "The council will vote on Monday.\n";
        let after = format!("{before}\nThe gate will open on Friday.\n");
        assert_eq!(codes(&after, None), ["relative-time"]);
        assert_eq!(codes(&after, Some(before)), ["relative-time"]);
    }
}
