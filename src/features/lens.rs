//! The support lens: what each sentence stands on, beside the sentence.
//!
//! It is a view and no finding: nothing is asked, everything is shown. Editors show it when the
//! writer turns it on.

use super::{hover::sentence, spot::Spot};
use crate::{
    article::{Article, Status},
    text::Span,
};

/// A sentence and what it stands on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Standing {
    /// The sentence, in bytes of the document.
    pub span: Span,
    pub status: Status,
}

/// The sentences of the article's own text that touch `within`, in order.
pub fn standings(article: &Article, within: Span) -> Vec<Standing> {
    let mut out = Vec::new();
    for paragraph in article.paragraphs().filter(|it| it.block.kind.is_body()) {
        let place = paragraph.span();
        if place.end < within.start || within.end < place.start {
            continue;
        }
        for (index, sentence) in paragraph.reading.passage.sentences.iter().enumerate() {
            let span = paragraph.document(sentence.span);
            if span.start <= within.end && within.start <= span.end {
                out.push(Standing { span, status: article.support(paragraph.index, index).status });
            }
        }
    }
    out
}

/// A status in two words, as it stands behind a sentence.
pub fn label(status: Status) -> &'static str {
    match status {
        Status::Quoted => "quoted",
        Status::Attributed => "attributed",
        Status::AttributedWeak => "weak source",
        Status::Cited => "cited",
        Status::Inherited => "goes on",
        Status::Exempt => "needs no source",
        Status::OwnVoice => "own voice",
        Status::Unread => "not read",
    }
}

/// What the sentence that ends at `end` stands on, at length and in Markdown.
pub fn detail(article: &Article, end: usize) -> Option<String> {
    let spot = Spot::at(article, end)?;
    let sentences = &spot.paragraph.reading.passage.sentences;
    let index = sentences.iter().position(|it| spot.paragraph.document(it.span).end == end)?;
    Some(sentence::standing(article, &spot.paragraph, index).into_text())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::markup::Format;

    const TEXT: &str = "# The gate\n\n\
        Ana Cho said the key was lost. She also said the gate was shut.\n\n\
        Critics say the dam is unsafe. The council met the owners of the quay. Will it hold?\n\n\
        The quay was sold in May ([register](https://example.org)). “It is ours,” Cho said.\n";

    #[test]
    fn every_sentence_of_the_text_says_what_it_stands_on() {
        let article = Article::read(TEXT, Format::Markdown);
        let all = standings(&article, Span::new(0, TEXT.len()));
        let said: Vec<String> = all
            .iter()
            .map(|it| {
                let words = article.words(it.span).split(' ').take(2).collect::<Vec<_>>().join(" ");
                format!("{words}: {}", label(it.status))
            })
            .collect();
        assert_eq!(
            said,
            [
                "Ana Cho: attributed",
                "She also: attributed",
                "Critics say: weak source",
                "The council: own voice",
                "Will it: needs no source",
                "The quay: cited",
                "“It is: quoted",
            ]
        );
    }

    #[test]
    fn a_part_of_the_article_can_be_asked_about() {
        let article = Article::read(TEXT, Format::Markdown);
        let at = TEXT.find("Critics").expect("they stand there");
        let some = standings(&article, Span::new(at + 3, at + 5));
        assert_eq!(some.len(), 1);
        assert!(
            detail(&article, some[0].span.end).is_some_and(|it| it.contains("nobody the reader can name"))
        );
        assert_eq!(detail(&article, at + 3), None);
    }
}
