//! One person, one name: corrected everywhere in the article's own words.
//!
//! A mention may be a part of the full name, so that names are put beside each other word by word:
//! where "Mark Rutte" becomes "Marc Rutten", "Rutte’s" becomes "Rutten’s". What stands in
//! quotation marks was written or said by somebody else and stays; the writer is told where.

use super::spot::Spot;
use crate::{
    article::{Article, Paragraph},
    markup::Kind,
    reading::{EntityKind, Form},
    text::{Edit, Span},
};

/// A name that can be changed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Renamable {
    pub span: Span,
    pub name: String,
}

/// What changes, and which mentions in other people's words stay as they are.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Rename {
    /// In order, never overlapping.
    pub edits: Vec<Edit>,
    pub skipped: Vec<Span>,
}

/// The name under the cursor, if it is one: no pronoun, no date, no quantity.
pub fn renamable(article: &Article, offset: usize) -> Option<Renamable> {
    let (spot, _) = named(article, offset)?;
    let span = spot.paragraph.reading.mentions[spot.mention()?].span;
    let name = span.of(&spot.paragraph.reading.passage.text).to_owned();
    Some(Renamable { span: spot.paragraph.document(span), name })
}

/// Gives whoever is named at `offset` another name. None where nobody is, or where `to` is no name.
pub fn rename(article: &Article, offset: usize, to: &str) -> Option<Rename> {
    let (_, entity) = named(article, offset)?;
    let from = renamable(article, offset)?.name;
    let to: Vec<&str> = to.split_whitespace().collect();
    if to.is_empty() {
        return None;
    }
    let change = Change { from: from.split_whitespace().collect(), to };
    let mut out = Rename::default();
    for (paragraph, mention) in article.mentions_of(&article.entities()[entity]) {
        if mention.form != Form::Name {
            continue;
        }
        let edits = change.edits(article, &paragraph, mention.span);
        if edits.is_empty() {
            continue;
        }
        if is_of_others(&paragraph, mention.span) {
            out.skipped.push(paragraph.document(mention.span));
        } else {
            out.edits.extend(edits);
        }
    }
    Some(out)
}

fn named(article: &Article, offset: usize) -> Option<(Spot<'_>, usize)> {
    let spot = Spot::at(article, offset)?;
    let mention = &spot.paragraph.reading.mentions[spot.mention()?];
    let counts = matches!(mention.kind, EntityKind::Date | EntityKind::Number);
    (mention.form == Form::Name && !counts).then_some((spot, spot.entity()?))
}

/// Whether words are somebody else's: in quotation marks, a block quotation, a list of references.
fn is_of_others(paragraph: &Paragraph, span: Span) -> bool {
    matches!(paragraph.block.kind, Kind::BlockQuote | Kind::Reference)
        || paragraph.reading.quotes.iter().any(|it| it.inner.covers(span))
}

/// One name becomes another.
struct Change<'a> {
    from: Vec<&'a str>,
    to: Vec<&'a str>,
}

impl Change<'_> {
    /// What a mention of the same person becomes; nothing where it shares no word with the old name.
    fn edits(&self, article: &Article, paragraph: &Paragraph, mention: Span) -> Vec<Edit> {
        let words = words(paragraph, mention);
        let text = &paragraph.reading.passage.text;
        let whole = words
            .windows(self.from.len())
            .position(|it| self.from.iter().copied().eq(it.iter().map(|it| it.of(text))));
        let pairs: Vec<(Span, String)> = match whole {
            Some(at) if self.from.len() != self.to.len() => {
                let (first, last) = (words[at], words[at + self.from.len() - 1]);
                vec![(first.join(last), self.to.join(" "))]
            }
            _ => {
                words.iter().filter_map(|it| Some((*it, self.counterpart(it.of(text))?.to_owned()))).collect()
            }
        };
        let changed = pairs.into_iter().filter_map(|(span, to)| {
            let place = paragraph.document(span);
            // Markup inside a word cannot be kept and is not thrown away.
            let as_written = article.words(place) == span.of(text);
            (as_written && span.of(text) != to).then(|| Edit::replace(place, to))
        });
        changed.collect()
    }

    /// What a single word of the old name is in the new one.
    fn counterpart(&self, word: &str) -> Option<&str> {
        let at = self.from.iter().position(|it| *it == word)?;
        if self.from.len() == self.to.len() {
            return self.to.get(at).copied();
        }
        match at {
            // The surname stands at the end, the given name at the start.
            it if it + 1 == self.from.len() => self.to.last().copied(),
            0 => self.to.first().copied(),
            _ => None,
        }
    }
}

/// The words of a mention, as space cuts them.
fn words(paragraph: &Paragraph, mention: Span) -> Vec<Span> {
    let text = mention.of(&paragraph.reading.passage.text);
    let start = text.as_ptr() as usize;
    let place = |it: &str| Span::new(0, it.len()).shifted(mention.start + (it.as_ptr() as usize - start));
    text.split_whitespace().map(place).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::features::testing::marked;

    /// What an article becomes when the name under the cursor is changed; carets are under what stays.
    fn check(text: &str, to: &str, expected: &str) {
        let marked = marked(text);
        let rename = rename(&marked.article, marked.cursor, to).expect("somebody is named here");
        let mut out = marked.article.text().to_owned();
        for edit in rename.edits.iter().rev() {
            out.replace_range(edit.span.start..edit.span.end, &edit.text);
        }
        assert_eq!(out, expected.trim_start_matches('\n'));
        assert_eq!(rename.skipped, marked.spans);
    }

    #[test]
    fn a_surname_changes_with_its_possessive_and_quotations_stay() {
        check(
            "
The harbour master Ana Cho left. Ch|o’s deputy said: “Cho has the key.” Cho went.
                                                      ^^^
",
            "Choi",
            "
The harbour master Ana Choi left. Choi’s deputy said: “Cho has the key.” Choi went.
",
        );
    }

    #[test]
    fn a_full_name_changes_word_by_word() {
        check(
            "\n**Ana** C|ho left, and Cho’s deputy stayed. Ana is free.\n",
            "Anna Choi",
            "\n**Anna** Choi left, and Choi’s deputy stayed. Anna is free.\n",
        );
    }

    #[test]
    fn a_name_may_grow() {
        check(
            "\nAna C|ho left. Cho’s deputy stayed.\n",
            "Ana Maria Choi",
            "\nAna Maria Choi left. Choi’s deputy stayed.\n",
        );
        check(
            "\nAna Cho left. C|ho’s deputy stayed.\n",
            "Cho Diaz",
            "\nAna Cho Diaz left. Cho Diaz’s deputy stayed.\n",
        );
    }

    #[test]
    fn what_somebody_else_wrote_stays() {
        check(
            "
Ana C|ho left.

> Cho wrote this.
  ^^^
",
            "Ana Choi",
            "
Ana Choi left.

> Cho wrote this.
",
        );
    }

    #[test]
    fn pronouns_dates_and_other_words_have_no_name_to_change() {
        for text in ["Ana Cho left, and sh|e sang.\n", "Ana Cho left on 4 M|ay 2021.\n", "Ana Cho le|ft.\n"] {
            let marked = marked(text);
            assert_eq!(renamable(&marked.article, marked.cursor), None, "{text}");
        }
        let named = marked("Ana Ch|o left.\n");
        assert_eq!(renamable(&named.article, named.cursor).map(|it| it.name).as_deref(), Some("Ana Cho"));
        assert_eq!(rename(&named.article, named.cursor, " \n"), None);
    }
}
