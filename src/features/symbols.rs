//! The people and organisations of an article, for a search over all articles of a desk.

use crate::{
    article::{Article, Entity},
    reading::{EntityKind, Form},
    text::Span,
};

/// Somebody whom an article names.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Named {
    pub name: String,
    pub kind: EntityKind,
    /// How they are introduced.
    pub role: Option<String>,
    /// Their first mention.
    pub span: Span,
}

/// People and organisations, in order of their first mention.
pub fn symbols(article: &Article) -> Vec<Named> {
    let wanted = |it: &&Entity| matches!(it.kind, EntityKind::Person | EntityKind::Org);
    article.entities().iter().filter(wanted).filter_map(|it| named(article, it)).collect()
}

fn named(article: &Article, entity: &Entity) -> Option<Named> {
    let (paragraph, mention) = article.mentions_of(entity).find(|(_, it)| it.form == Form::Name)?;
    let (name, role) = (entity.name.clone(), entity.role.clone());
    Some(Named { name, kind: entity.kind, role, span: paragraph.document(mention.span) })
}

/// Whether the letters of what was typed stand in a name in their order, whatever stands between.
pub fn fits(name: &str, typed: &str) -> bool {
    let mut letters = name.chars().flat_map(char::to_lowercase);
    let mut wanted = typed.chars().filter(|it| !it.is_whitespace()).flat_map(char::to_lowercase);
    wanted.all(|it| letters.any(|letter| letter == it))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::markup::Format;

    #[test]
    fn people_and_organisations_are_listed_once() {
        let text = "The harbour master Ana Cho met the Office for Coastal Safety in Lund. Cho thanked it.\n";
        let article = Article::read(text, Format::Plain);
        let found: Vec<_> =
            symbols(&article).into_iter().map(|it| (it.name, it.kind, it.span.start)).collect();
        let expected = [
            ("Ana Cho".to_owned(), EntityKind::Person, 19),
            ("Office for Coastal Safety".to_owned(), EntityKind::Org, 35),
        ];
        assert_eq!(found, expected);
    }

    #[test]
    fn what_is_typed_may_skip_letters() {
        for (typed, fitting) in [("", true), ("cho", true), ("an ch", true), ("AC", true), ("hoc", false)] {
            assert_eq!(fits("Ana Cho", typed), fitting, "{typed}");
        }
    }
}
