//! Who is who: the names of a whole article joined into people and things.
//!
//! One pass from the first word to the last, at every key press. It keeps borrowed words and
//! numbers only; a name is built once for each entity, at the end.

mod callings;
mod candidates;
mod directory;
pub mod evidence;
mod families;
mod letters;
mod namings;
mod people;
mod pronouns;
#[cfg(test)]
mod tests;

use std::collections::HashSet;

use super::{Article, Paragraph};
use crate::reading::{EntityKind, Form};
use callings::Callings;
use candidates::Weights;
use directory::{Directory, Seen};
use namings::{Naming, namings};
use pronouns::Memory;

/// One person, organisation, place or other thing that the article names, under all its names.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Entity {
    /// The name it has in the house, or else the fullest one used: "Mark Rutte".
    pub name: String,
    pub kind: EntityKind,
    /// How the text introduces it: "NATO Secretary General".
    pub role: Option<String>,
    /// Whom the house knows it as: an index into `House::known`.
    pub known: Option<usize>,
    /// In order; never empty.
    pub mentions: Vec<MentionPlace>,
}

impl Entity {
    /// What a mention of this entity is that its own sentence took for `mention`: the whole article knows better.
    ///
    /// A people is not its country, a day and a figure are no names, and a town may bear somebody's surname.
    pub fn kind_of(&self, mention: EntityKind) -> EntityKind {
        let own = |it| matches!(it, EntityKind::Norp | EntityKind::Date | EntityKind::Number);
        let namesake = mention == EntityKind::Place && self.kind == EntityKind::Person;
        if own(mention) || own(self.kind) || namesake { mention } else { self.kind }
    }
}

/// A mention in its paragraph: indices into `Article::paragraph` and `Reading::mentions`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct MentionPlace {
    pub paragraph: u32,
    pub mention: u32,
}

/// Everyone and everything named, in order of first mention, and the mentions that may be another's.
pub(super) fn entities(article: &Article) -> (Vec<Entity>, Vec<MentionPlace>) {
    let mut joining = Joining::new(article, Weights::built_in());
    for paragraph in article.paragraphs() {
        joining.read(paragraph);
    }
    joining.directory.into_entities()
}

/// The pass from the first word to the last.
struct Joining<'a> {
    directory: Directory<'a>,
    memory: Memory<'a>,
    callings: Callings<'a>,
    /// Offices in short: "sp".
    ranks: HashSet<&'a str>,
}

impl<'a> Joining<'a> {
    fn new(article: &'a Article, weights: &'a Weights) -> Joining<'a> {
        Joining {
            ranks: HashSet::new(),
            directory: Directory::new(&article.house),
            memory: Memory::new(weights),
            callings: Callings::default(),
        }
    }

    fn read(&mut self, paragraph: Paragraph<'a>) {
        let number = paragraph.index as u32;
        let mut before = None;
        let mut rank: Option<&str> = None;
        for naming in namings(paragraph) {
            match (naming.mention, naming.form) {
                (None, _) => self.stranger(&naming, number),
                (Some(mention), Form::Pronoun) => {
                    let meant = self.memory.meant(&naming, number, &mut self.directory);
                    self.mean(meant, &naming, MentionPlace { paragraph: number, mention });
                }
                (Some(mention), Form::Role) => {
                    let last = |it| self.directory.last_mentioned(it);
                    let meant = match naming.lower.starts_with("the ") {
                        true => self.callings.meant(naming.lower, number, last),
                        false => None,
                    };
                    if meant.is_none() {
                        self.stranger(&naming, number);
                    }
                    self.mean(meant, &naming, MentionPlace { paragraph: number, mention });
                }
                (Some(_), Form::Name) if naming.ranks => {
                    rank = Some(naming.lower);
                    self.ranks.insert(naming.lower);
                }
                (Some(mention), Form::Name) if self.ranks.contains(naming.lower) => {
                    let last = |it| self.directory.last_mentioned(it);
                    let meant = self.callings.meant(naming.lower, number, last);
                    self.mean(meant, &naming, MentionPlace { paragraph: number, mention });
                }
                (Some(mention), Form::Name) => {
                    let place = MentionPlace { paragraph: number, mention };
                    before = Some(self.name(&naming, before, rank.take(), place));
                }
            }
        }
    }

    /// Whoever is meant is mentioned once more.
    fn mean(&mut self, meant: Option<u32>, naming: &Naming, place: MentionPlace) {
        let Some(entity) = meant else { return };
        self.directory.add(entity, place);
        let gender = self.directory.drafts[entity as usize].gender;
        self.memory.remember(entity, naming, place.paragraph, gender);
    }

    /// Somebody whose name is not told.
    fn stranger(&mut self, naming: &Naming<'a>, paragraph: u32) {
        if !naming.lower.starts_with("the ") {
            self.callings.stranger(naming.lower);
        }
        self.memory.remember(pronouns::STRANGER, naming, paragraph, people::gender_of_role(naming.lower));
    }

    fn name(
        &mut self,
        naming: &Naming<'a>,
        before: Option<u32>,
        rank: Option<&'a str>,
        place: MentionPlace,
    ) -> u32 {
        let seen = Seen {
            text: naming.text,
            lower: naming.lower,
            role: naming.role,
            kind: naming.kind,
            defined: before.filter(|_| naming.defines),
        };
        let entity = self.directory.meet(seen, place);
        if self.directory.is_doubtful(place) {
            // It may be one of a family: nobody whom a pronoun could mean for certain.
            self.memory.remember(pronouns::STRANGER, naming, place.paragraph, people::Gender::Unknown);
        } else if self.directory.is_person(entity) {
            let gender = self.directory.drafts[entity as usize].gender;
            self.memory.remember(entity, naming, place.paragraph, gender);
            naming.called.into_iter().chain(rank).for_each(|it| self.callings.introduce(entity, it));
        }
        entity
    }
}

/// Whether two paragraphs of the same number name the same in the same way. Where all do, the
/// entities of their articles are the same.
pub(super) fn name_the_same(a: Paragraph, b: Paragraph) -> bool {
    namings(a) == namings(b)
}
