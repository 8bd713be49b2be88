//! The pull-out test: what would be left if nobody without a name, and nobody who has it from
//! somebody else, were believed.

use super::carrier;
use crate::{
    article::{Article, Paragraph, Sourced},
    text::Span,
};

/// A sentence that would fall.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Falls {
    pub span: Span,
    pub rests: Rests,
}

/// What a sentence that would fall rests on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Rests {
    /// The reader cannot tell who says it.
    Unnamed,
    /// Somebody else has gathered it.
    SecondHand,
}

/// The sentences that rest on unnamed or second-hand sources only, in order. What carries a link, a
/// note or a citation can be looked up and stays.
pub fn pull_out(article: &Article) -> Vec<Falls> {
    let mut out = Vec::new();
    for paragraph in article.paragraphs().filter(|it| it.block.kind.is_body()) {
        for (index, sentence) in paragraph.reading.passage.sentences.iter().enumerate() {
            let span = paragraph.document(sentence.span);
            out.extend(rests(article, &paragraph, index).map(|rests| Falls { span, rests }));
        }
    }
    out
}

/// None when a sentence stands by itself, or on somebody whom the reader can ask.
fn rests(article: &Article, paragraph: &Paragraph, index: usize) -> Option<Rests> {
    let support = article.support(paragraph.index, index);
    if paragraph.is_cited(index..index + 1) || !support.status.is_support() {
        return None;
    }
    let sentence = paragraph.reading.passage.sentences[index].span;
    let all = article.attributions();
    let own = all.iter().enumerate().filter(|(_, it)| {
        let attribution = it.paragraph == paragraph.index;
        attribution
            && paragraph.reading.attributions[it.attribution].cue.iter().any(|cue| sentence.covers(*cue))
    });
    let leans = own.map(|(number, _)| number).chain(support.by);
    // Whoever only passes on is judged with the words that were passed on.
    let carriers: Vec<usize> = all.iter().filter_map(|it| it.via).collect();
    let mut judged = leans.filter(|it| !carriers.contains(it)).map(|it| weakness(article, &all[it]));
    let first = judged.next()??;
    judged.try_fold(first, |worst, it| it.map(|it| if it == Rests::Unnamed { it } else { worst }))
}

fn weakness(article: &Article, sourced: &Sourced) -> Option<Rests> {
    if sourced.weak {
        return Some(Rests::Unnamed);
    }
    carrier::is_second_hand(article, sourced).then_some(Rests::SecondHand)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::markup::Format;

    #[test]
    fn what_nobody_named_or_only_another_has_heard_falls() {
        let text = "Ana Cho said the key was lost. Critics say the dam is unsafe.\n\n\
                    According to Nordpress, Cho said the gate was shut. The council met the owners.\n\n\
                    Media reports suggest that boats sank ([list](https://example.org)).\n\n\
                    Cho told the Harlow Post that she would go, and she said the post was empty.\n\n\
                    A source said the deal is dead. It was also too dear.\n";
        let article = Article::read(text, Format::Markdown);
        let found: Vec<(&str, Rests)> =
            pull_out(&article).iter().map(|it| (article.words(it.span), it.rests)).collect();
        assert_eq!(
            found,
            [
                ("Critics say the dam is unsafe.", Rests::Unnamed),
                ("According to Nordpress, Cho said the gate was shut.", Rests::SecondHand),
                ("A source said the deal is dead.", Rests::Unnamed),
                ("It was also too dear.", Rests::Unnamed),
            ]
        );
    }
}
