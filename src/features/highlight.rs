//! What belongs together with the words under the cursor, for an editor to light up.

use super::{references, spot::Spot};
use crate::{article::Article, text::Span};

/// A place to light up.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Highlight {
    pub span: Span,
    pub kind: HighlightKind,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum HighlightKind {
    /// The mention that introduces somebody.
    First,
    /// Any other mention.
    Again,
    /// Source, cue or attributed words.
    Part,
}

/// On a name all its mentions; on a source without a name or a verb of saying, who says what there.
pub fn highlights(article: &Article, offset: usize) -> Vec<Highlight> {
    let Some(spot) = Spot::at(article, offset) else { return Vec::new() };
    if let Some(entity) = spot.entity() {
        let mentions = references::mentions(article, entity).enumerate();
        let kind = |index| if index == 0 { HighlightKind::First } else { HighlightKind::Again };
        return mentions.map(|(index, span)| Highlight { span, kind: kind(index) }).collect();
    }
    let Some((_, index)) = spot.attribution() else { return Vec::new() };
    let attribution = &spot.paragraph.reading.attributions[article.attributions()[index].attribution];
    let parts = super::spot::said_by(attribution).chain(attribution.content.iter().copied());
    let mut spans: Vec<Span> = parts.map(|it| spot.paragraph.document(it)).collect();
    spans.sort();
    spans.into_iter().map(|span| Highlight { span, kind: HighlightKind::Part }).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::features::testing::marked;

    fn check(text: &str) {
        let marked = marked(text);
        let found = highlights(&marked.article, marked.cursor);
        assert_eq!(found.iter().map(|it| it.span).collect::<Vec<_>>(), marked.spans, "{text}");
        let kinds: Vec<String> = found.iter().map(|it| format!("{:?}", it.kind).to_lowercase()).collect();
        assert_eq!(kinds, marked.notes, "{text}");
    }

    #[test]
    fn a_name_lights_up_everywhere() {
        check(
            "
The harbour master Ana Cho left, and C|ho took the key.
                   ^^^^^^^ first     ^^^^ again
",
        );
    }

    #[test]
    fn a_verb_lights_up_who_says_what() {
        check(
            "
Ana Cho exp|lained that the key was lost.
^^^^^^^ part
        ^^^^^^^^^^ part
                   ^^^^^^^^^^^^^^^^^^^^^ part
",
        );
    }

    #[test]
    fn other_words_stay_dark() {
        check("\nThe harbour mas|ter left.\n");
    }
}
