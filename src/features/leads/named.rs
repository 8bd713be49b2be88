//! On an attribution: what the library has of whoever speaks.

use std::{cmp::Reverse, sync::Arc};

use super::{Lead, Leads, into, passage, start, to_entry};
use crate::{
    features::{
        citing::{Asked, Evidence, MOST},
        definition::definition,
        spot::Spot,
    },
    reading::Form,
    rules::Review,
    sources::{
        import::Imported,
        library::{Source, folded},
    },
    text::Span,
};

/// On the words that say who says it ("according to Varo News Agency"): the entries and texts of
/// theirs, those that the sentence cites or rests on first; then where the article first names them.
/// None where the library has nothing of theirs.
pub fn of_attribution(review: &Review, offset: usize) -> Option<Leads> {
    let spot = Spot::at(&review.article, offset)?;
    let (words, index) = spot.attribution()?;
    let reading = &spot.paragraph.reading;
    let source = reading.attributions[review.article.attributions()[index].attribution].source.as_ref();
    let source = source.map(|it| spot.paragraph.document(it.span));
    let mention = spot.mention().map(|it| reading.mentions[it].span);
    let names = names(&spot)?;
    let asked = Asked::at(review, offset);
    let evidence = asked.map_or_else(Vec::new, |it| it.evidence(MOST));
    let mut places = places(review, &names, asked.as_ref(), &evidence);
    if places.is_empty() {
        return None;
    }
    // Where these very words name them first, there is nothing to go to.
    let is_here = |it: &Span| it.touches(offset) || source.is_some_and(|source| source.overlaps(*it));
    let first = definition(&review.article, offset).filter(|it| !is_here(it));
    places.extend(first.map(Lead::Mention));
    Some(Leads { span: spot.paragraph.document(mention.unwrap_or(words)), places })
}

/// All that the article calls whoever is meant, folded.
fn names(spot: &Spot) -> Option<Vec<String>> {
    let article = spot.article;
    let (_, index) = spot.attribution()?;
    let sourced = &article.attributions()[index];
    let Some(entity) = spot.entity().or(sourced.speaker) else {
        let source = spot.paragraph.reading.attributions[sourced.attribution].source.as_ref()?;
        return Some(vec![folded(source.span.of(&spot.paragraph.reading.passage.text))]);
    };
    let entity = &article.entities()[entity];
    let mentions = article.mentions_of(entity).filter(|it| it.1.form == Form::Name);
    let mut names: Vec<String> =
        mentions.map(|(paragraph, it)| folded(it.span.of(&paragraph.reading.passage.text))).collect();
    names.push(folded(&entity.name));
    names.sort_unstable();
    names.dedup();
    Some(names)
}

fn places(review: &Review, names: &[String], asked: Option<&Asked>, evidence: &[Evidence]) -> Vec<Lead> {
    let texts = review.texts();
    let cited: Vec<&str> = asked.map_or_else(Vec::new, |asked| {
        asked.cited().into_iter().map(|it| texts.sources()[it].key.as_str()).collect()
    });
    let rank = |it: &Source| match cited.contains(&it.key.as_str()) {
        true => 0,
        false => 1 + evidence.iter().position(|at| at.text(review).key == it.key).unwrap_or(MOST),
    };
    let library = texts.library();
    let mut own: Vec<&Source> = library.sources.iter().filter(|it| it.is_word_of(names)).collect();
    if own.is_empty() {
        return voices(review, names, evidence);
    }
    own.sort_by_key(|it| (rank(it), Reverse(it.date())));
    own.truncate(MOST);
    own.into_iter().filter_map(|it| of_source(review, it, evidence)).collect()
}

/// Its entry; of a text without one, what it says to the sentence, or else its beginning.
fn of_source(review: &Review, source: &Source, evidence: &[Evidence]) -> Option<Lead> {
    if let Some(listed) = &source.listed {
        return Some(to_entry(listed));
    }
    let said = evidence.iter().find(|it| it.text(review).key == source.key);
    said.map(|it| passage(review, it)).or_else(|| source.texts.first().map(|it| start(it)))
}

/// Before the first word that somebody says, at a byte of the clean text.
fn first_words(read: &Arc<Imported>, at: usize) -> Lead {
    match into(read, Span::at(at), Span::new(at, at + 1)) {
        Lead::Passage { path, sentence, .. } => {
            Lead::Passage { path, passage: None, sentence: sentence.map(|it| Span::at(it.start)) }
        }
        other => other,
    }
}

/// The transcripts in which somebody speaks, each where it bears the sentence out or else at the
/// first of their words.
fn voices(review: &Review, names: &[String], evidence: &[Evidence]) -> Vec<Lead> {
    let is_theirs = |it: &Option<Arc<str>>| it.as_ref().is_some_and(|it| names.contains(&folded(it)));
    let mut found: Vec<(usize, Lead)> = Vec::new();
    for (number, source) in review.texts().sources().iter().enumerate() {
        let text = &source.read.text;
        let Some(first) = text.places.iter().find(|it| is_theirs(&it.speaker)) else { continue };
        let said = evidence.iter().position(|it| {
            it.source == number && text.place(it.sentence.start).is_some_and(|it| is_theirs(&it.speaker))
        });
        let lead = match said {
            Some(at) => passage(review, &evidence[at]),
            None => first_words(&source.read, first.start),
        };
        found.push((said.unwrap_or(MOST), lead));
    }
    found.sort_by_key(|it| it.0);
    found.into_iter().map(|it| it.1).take(MOST).collect()
}
