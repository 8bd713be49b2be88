//! What is weighed at each pronoun, for those who learn what it weighs.

use super::{Entity, Joining, candidates::Candidate, namings::Naming, pronouns::STRANGER};
use crate::article::Article;

pub use super::candidates::{NAMES as FEATURES, Weights};

/// A "he" or "she", and everybody whom it may mean.
#[derive(Clone, Debug, PartialEq)]
pub struct Weighed {
    /// Index into `Article::paragraph`.
    pub paragraph: usize,
    /// Index into that paragraph's `Reading::mentions`.
    pub mention: usize,
    /// It is whom words are attributed to.
    pub speaks: bool,
    pub people: Vec<Evidence>,
    /// Whom it was taken for: an index into the entities.
    pub meant: Option<usize>,
}

/// What speaks for one person.
#[derive(Clone, Debug, PartialEq)]
pub struct Evidence {
    /// An index into the entities; none for somebody without a name.
    pub entity: Option<usize>,
    /// In the order of [`FEATURES`].
    pub features: Vec<f32>,
}

impl Weighed {
    pub(super) fn new(pronoun: &Naming, paragraph: u32, people: &[Candidate], meant: Option<u32>) -> Weighed {
        let entity = |it: u32| (it != STRANGER).then_some(it as usize);
        let people =
            people.iter().map(|it| Evidence { entity: entity(it.entity), features: it.features.to_vec() });
        Weighed {
            paragraph: paragraph as usize,
            mention: pronoun.mention.unwrap_or_default() as usize,
            speaks: pronoun.sight.speaks,
            people: people.collect(),
            meant: meant.map(|it| it as usize),
        }
    }
}

/// Joins the names of an article by other weights, and tells what was weighed at each pronoun on the way.
pub fn weigh(article: &Article, weights: &Weights) -> (Vec<Entity>, Vec<Weighed>) {
    let mut joining = Joining::new(article, weights);
    joining.memory.weighed = Some(Vec::new());
    article.paragraphs().for_each(|it| joining.read(it));
    let weighed = joining.memory.weighed.take().unwrap_or_default();
    (joining.directory.into_entities().0, weighed)
}
