use crate::{
    article::{Article, Sourced},
    reading::{Source, SourceKind},
};

/// Whoever words rest on.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub(super) enum Carrier {
    Entity(usize),
    /// Somebody without a name, as the text calls them: "port officials".
    Words(String),
}

impl Carrier {
    /// None where nobody is told of at all: “it is believed”.
    pub fn of(article: &Article, sourced: &Sourced) -> Option<Carrier> {
        let paragraph = article.paragraph(sourced.paragraph);
        let source = paragraph.reading.attributions[sourced.attribution].source.as_ref();
        let words =
            |source: &Source| Carrier::Words(called(source.span.of(&paragraph.reading.passage.lower)));
        sourced.speaker.map(Carrier::Entity).or_else(|| source.map(words))
    }

    /// Whether an attribution comes from here, or came by here on its way to the reader.
    pub fn carries(&self, article: &Article, sourced: &Sourced) -> bool {
        let all = article.attributions();
        let way = std::iter::successors(Some(sourced), |it| all.get(article.passed_on(it)?));
        // A chain of reports is short; a longer one would be a fault of ours.
        way.take(8).any(|it| Carrier::of(article, it).as_ref() == Some(self) || self.heard(article, it))
    }

    /// As a reader would call them.
    pub fn name(&self, article: &Article) -> String {
        match self {
            Carrier::Entity(entity) => article.entities()[*entity].name.clone(),
            Carrier::Words(words) => words.clone(),
        }
    }

    /// "told the Harlow Post": the reader has it from the Post.
    fn heard(&self, article: &Article, sourced: &Sourced) -> bool {
        let paragraph = article.paragraph(sourced.paragraph);
        let Some(hearer) = &paragraph.reading.attributions[sourced.attribution].hearer else { return false };
        let mut mentions = paragraph.reading.mentions.iter().enumerate();
        let named = mentions.find(|(_, it)| it.span.overlaps(hearer.head));
        let entity = named.and_then(|(mention, _)| article.entity_of(paragraph.index, mention));
        entity.is_some_and(|it| *self == Carrier::Entity(it))
    }
}

/// Without its article: "the officials" and "officials" are the same.
fn called(words: &str) -> String {
    let bare = ["the ", "a ", "an "].iter().find_map(|it| words.strip_prefix(it));
    bare.unwrap_or(words).to_owned()
}

/// Whether the reader has an attribution from somebody who has it from somebody: it was told to an
/// outlet, passed on by one, or is an outlet's own word.
pub(super) fn is_second_hand(article: &Article, sourced: &Sourced) -> bool {
    let attribution = &article.paragraph(sourced.paragraph).reading.attributions[sourced.attribution];
    let mut outlets = attribution.source.iter().chain(&attribution.hearer);
    article.passed_on(sourced).is_some() || outlets.any(|it| it.kind == SourceKind::Outlet)
}
