//! Whom a statement of this article could be given to.

use super::places;
use crate::{
    article::{Article, Entity},
    reading::{EntityKind, Form},
    rules::{Statement, is_quoted},
    text::Span,
};

/// As many are offered; a longer list is not read.
const MOST: usize = 3;

/// A named source of this article.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Speaker {
    /// The full name, for the list.
    pub name: String,
    /// As the text would call it at this place: the surname once the full name has stood, "the Harbour Board".
    pub words: String,
}

/// Those who are quoted or reported here, the nearest first; then people and organisations named nearest. Never
/// anybody whom the sentence at this place tells of or accuses; and nobody at all where it speaks of a wrong: who leads,
/// serves or loves the accused no article tells for certain, so the writer says who accuses.
pub(super) fn speakers(article: &Article, at: usize) -> Vec<Speaker> {
    let mut near: Vec<(bool, usize, usize)> = Vec::new();
    for sourced in article.attributions() {
        let Some(speaker) = sourced.speaker else { continue };
        let paragraph = article.paragraph(sourced.paragraph);
        let cue = paragraph.reading.attributions[sourced.attribution].cue.first();
        let Some(place) = cue.map(|it| paragraph.document(*it).start) else { continue };
        near.push((false, place.abs_diff(at), speaker));
    }
    for (index, entity) in article.entities().iter().enumerate() {
        let distance = names(article, entity).map(|it| it.0.abs_diff(at)).min();
        near.extend(distance.map(|it| (true, it, index)));
    }
    near.sort_unstable();
    let Some((paragraph, sentence)) = places::sentence(article, Span::at(at)) else { return Vec::new() };
    let statement = Statement::new(article, paragraph, sentence);
    if statement.is_of_wrong() {
        return Vec::new();
    }
    let nobodies = nobodies(article);
    let mut chosen: Vec<usize> = Vec::new();
    for (_, _, entity) in near {
        let Entity { kind, name, .. } = &article.entities()[entity];
        let speaks =
            matches!(kind, EntityKind::Person | EntityKind::Org) && !nobodies.contains(&name.to_lowercase());
        if speaks && !chosen.contains(&entity) && statement.may_be_said_by(entity) {
            chosen.push(entity);
        }
        if chosen.len() == MOST {
            break;
        }
    }
    chosen.into_iter().map(|it| speaker(article, &article.entities()[it], at)).collect()
}

/// What stands for a source here without naming one, lest "Critics" pass for a name.
fn nobodies(article: &Article) -> Vec<String> {
    let weak = article.attributions().iter().filter(|it| it.weak);
    weak.filter_map(|it| {
        let reading = article.paragraph(it.paragraph).reading;
        let source = reading.attributions[it.attribution].source.as_ref()?;
        Some(source.head.of(&reading.passage.text).to_lowercase())
    })
    .collect()
}

fn speaker(article: &Article, entity: &Entity, at: usize) -> Speaker {
    let last = names(article, entity).take_while(|(place, _)| *place < at).last();
    let words = match last {
        Some((place, words)) if article.text()[..place].ends_with("the ") => format!("the {words}"),
        Some((place, words)) if article.text()[..place].ends_with("The ") => format!("the {words}"),
        Some((_, words)) => words.to_owned(),
        None => entity.name.clone(),
    };
    Speaker { name: entity.name.clone(), words }
}

/// Where the article names somebody in its own voice, and how.
fn names<'a>(article: &'a Article, entity: &'a Entity) -> impl Iterator<Item = (usize, &'a str)> + 'a {
    entity.mentions.iter().filter_map(|place| {
        let paragraph = article.paragraph(place.paragraph as usize);
        let mention = &paragraph.reading.mentions[place.mention as usize];
        let named = mention.form == Form::Name
            && paragraph.block.kind.is_body()
            && !is_quoted(&paragraph, mention.span);
        named.then(|| {
            let words = mention.span.of(&paragraph.reading.passage.text);
            (paragraph.document(mention.span).start, words)
        })
    })
}
