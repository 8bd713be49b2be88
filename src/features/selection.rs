//! What "select more" takes next: word, name, quotation, words said, attribution, sentence, paragraph, all.

use super::spot::Spot;
use crate::{
    article::Article,
    reading::{Attribution, Quote},
    text::Span,
};

/// Ever larger stretches around `offset`, each covering the one before; never empty.
pub fn selections(article: &Article, offset: usize) -> Vec<Span> {
    let offset = offset.min(article.text().len());
    let mut stretches = match Spot::at(article, offset) {
        Some(spot) => around(&spot),
        None => article.paragraph_at(offset).map(|it| it.span()).into_iter().collect(),
    };
    stretches.push(Span::new(0, article.text().len()));
    stretches.retain(|it| it.touches(offset));
    stretches.sort_by_key(|it| it.len());
    let mut out = vec![Span::at(offset)];
    for span in stretches {
        // Stretches that cross each other cannot both be taken: the smaller one is.
        if out.last().is_some_and(|it| span.covers(*it) && span != *it) {
            out.push(span);
        }
    }
    if out.len() > 1 {
        out.remove(0);
    }
    out
}

fn around(spot: &Spot) -> Vec<Span> {
    let reading = spot.paragraph.reading;
    let touched = |it: &Span| it.touches(spot.at);
    let mut out: Vec<Span> = reading.passage.tokens.iter().map(|it| it.span).filter(touched).collect();
    // Between a word and its full stop the word is meant.
    out.sort_by_key(|it| !it.of(&reading.passage.text).starts_with(char::is_alphanumeric));
    out.truncate(1);
    out.extend(reading.mentions.iter().map(|it| it.span).filter(touched));
    out.extend(reading.quotes.iter().flat_map(|it| [it.inner, it.span]).filter(touched));
    out.extend(reading.attributions.iter().flat_map(|it| it.content.iter().copied()).filter(touched));
    out.extend(reading.attributions.iter().filter_map(|it| whole(it, &reading.quotes)).filter(touched));
    out.extend(reading.passage.sentences.iter().map(|it| it.span).filter(touched).take(1));
    let mut out: Vec<Span> = out.into_iter().map(|it| spot.paragraph.document(it)).collect();
    out.push(spot.paragraph.span());
    out
}

/// Source, verb and the words said, with the marks of what is quoted.
fn whole(it: &Attribution, quotes: &[Quote]) -> Option<Span> {
    let marks = quotes.iter().filter(|quote| it.content.iter().any(|said| said.overlaps(quote.inner)));
    let source = it.source.as_ref().map(|it| it.span);
    let parts = it.content.iter().chain(&it.cue).copied().chain(source);
    parts.chain(marks.map(|it| it.span)).reduce(Span::join)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::features::testing::marked;

    fn check(text: &str, expected: &[&str]) {
        let marked = marked(text);
        let found = selections(&marked.article, marked.cursor);
        let words: Vec<&str> = found.iter().map(|it| marked.article.words(*it).trim_end()).collect();
        assert_eq!(words, expected);
    }

    #[test]
    fn a_selection_grows_from_the_word_to_the_article() {
        check(
            "The gate was shut. “We lost the k|ey in May,” Ana Cho said.\n\nThe quay is open.\n",
            &[
                "key",
                "We lost the key in May,",
                "“We lost the key in May,”",
                "“We lost the key in May,” Ana Cho said",
                "“We lost the key in May,” Ana Cho said.",
                "The gate was shut. “We lost the key in May,” Ana Cho said.",
                "The gate was shut. “We lost the key in May,” Ana Cho said.\n\nThe quay is open.",
            ],
        );
        check(
            "Ana Cho said that the ga|te was shut.\n\nRain.\n",
            &[
                "gate",
                "that the gate was shut",
                "Ana Cho said that the gate was shut",
                "Ana Cho said that the gate was shut.",
                "Ana Cho said that the gate was shut.\n\nRain.",
            ],
        );
    }

    #[test]
    fn every_place_has_an_answer() {
        let text = "# É 🦀\r\n\r\n“No,” *Ana* Cho said `x`.\n\n> So\n";
        let article = Article::read(text, crate::markup::Format::Markdown);
        for offset in 0..text.len() + 2 {
            let found = selections(&article, offset);
            assert!(found.windows(2).all(|it| it[1].covers(it[0]) && it[1] != it[0]), "{offset}: {found:?}");
            assert!(!found.is_empty());
        }
        assert_eq!(selections(&Article::read("", crate::markup::Format::Plain), 3), [Span::at(0)]);
    }
}
