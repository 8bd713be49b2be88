//! Keys to cite by, the best for the sentence first.
//!
//! The place is found in the bytes before the cursor and not in what was read: a citation that is
//! being typed is none yet.

mod typed;

use std::collections::HashSet;

use super::citing::{Asked, card};
use crate::{
    rules::Review,
    sources::{library::Source, lists::Role},
    text::Span,
};

/// Keys that could be meant at a place.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Completion {
    /// What of a key stands there, in bytes of the document.
    pub span: Span,
    /// The best first.
    pub items: Vec<Item>,
    /// Whether there are others that more letters would find.
    pub is_part: bool,
}

/// A source to choose.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Item {
    pub key: String,
    /// "Norlift News, 28 Oct"
    pub label: String,
    pub title: String,
    /// All that it may be found by.
    pub found_by: String,
    /// It bears the sentence out, as far as onrecord can tell.
    pub is_evident: bool,
}

/// As many are listed; whoever types on finds the others.
const MOST: usize = 200;

/// What opens a citation: a client asks for keys when one is typed.
pub const TRIGGERS: &[&str] = &["@", "{", "[", "`", "\"", ",", "<"];

/// None where no key belongs.
pub fn completion(review: &Review, offset: usize) -> Option<Completion> {
    let article = &review.article;
    let span = typed::key(article.text(), article.format(), offset)?;
    let library = review.texts().library();
    if library.sources.is_empty() {
        return None;
    }
    let typed = &article.text()[span.start..offset];
    let is_part = library.sources.len() > MOST;
    let found: Vec<&Source> =
        if is_part { library.matching(typed) } else { library.sources.iter().collect() };
    let evident: Vec<String> = Asked::by_citation(review, span.start).map_or_else(Vec::new, |asked| {
        asked.evidence(usize::MAX).iter().map(|it| it.text(review).key.clone()).collect()
    });
    let mut rest = found;
    // A key that would be an error the moment it stands there.
    if review.texts().has_terms() {
        rest.retain(|it| it.terms().is_none_or(|it| !it.close(review.day)));
    }
    rest.sort_by(|a, b| (b.date(), &a.key).cmp(&(a.date(), &b.key)));
    let first = evident.iter().filter_map(|it| library.find(it));
    let mut seen = HashSet::new();
    let all = first.chain(rest).filter(|it| seen.insert(it.key.as_str())).take(MOST);
    let items = all.map(|it| item(it, evident.contains(&it.key))).collect();
    Some(Completion { span, items, is_part })
}

/// What is known of a source that is offered at a place, in Markdown.
pub fn documentation(review: &Review, key: &str, offset: usize) -> String {
    card(review, key, Asked::by_citation(review, offset).as_ref())
}

fn item(source: &Source, is_evident: bool) -> Item {
    let title = source.title().unwrap_or_default().to_owned();
    let people = [Role::Author, Role::Editor].into_iter().flat_map(|it| source.people(it));
    let mut words = vec![source.key.clone(), source.name(), title.clone()];
    words.extend(people.map(ToString::to_string));
    words.retain(|it| !it.is_empty());
    words.dedup();
    Item { key: source.key.clone(), label: source.label(), title, found_by: words.join(" "), is_evident }
}
