//! Who is who: the names of a whole article joined into people and things.
//!
//! One pass from the first word to the last, at every key press. It keeps borrowed words and
//! numbers only; a name is built once for each entity, at the end.

mod callings;
mod directory;
mod letters;
mod people;
mod pronouns;
#[cfg(test)]
mod tests;

use super::{Article, Paragraph};
use crate::reading::{EntityKind, Form};
use callings::Callings;
use directory::{Directory, Seen};
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

/// Everyone and everything named, in order of first mention.
pub(super) fn entities(article: &Article) -> Vec<Entity> {
    let mut directory = Directory::new(&article.house);
    let mut memory = Memory::default();
    let mut callings = Callings::default();
    for paragraph in article.paragraphs() {
        let mut before = None;
        for (index, naming) in namings(paragraph).enumerate() {
            let place = MentionPlace { paragraph: paragraph.index as u32, mention: index as u32 };
            let at = (place.paragraph, naming.sentence);
            if naming.form == Form::Pronoun {
                if let Some(entity) = memory.meant(naming.lower, naming.opens, at, &mut directory) {
                    directory.add(entity, place);
                    memory.remember(entity, at);
                }
                continue;
            }
            if naming.form == Form::Role {
                if !naming.lower.starts_with("the ") {
                    callings.stranger(naming.lower);
                    continue;
                }
                let last = |it| directory.last_mentioned(it);
                if let Some(entity) = callings.meant(naming.lower, place.paragraph, last) {
                    directory.add(entity, place);
                    memory.remember(entity, at);
                }
                continue;
            }
            let seen = Seen {
                text: naming.text,
                lower: naming.lower,
                role: naming.role,
                kind: naming.kind,
                defined: before.filter(|_| naming.defines),
            };
            let entity = directory.meet(seen, place);
            before = Some(entity);
            if directory.is_person(entity) {
                memory.remember(entity, at);
                naming.called.into_iter().for_each(|it| callings.introduce(entity, it));
            }
        }
    }
    directory.into_entities()
}

/// Whether two paragraphs of the same number name the same in the same way. Where all do, the
/// entities of their articles are the same.
pub(super) fn name_the_same(a: Paragraph, b: Paragraph) -> bool {
    namings(a).eq(namings(b))
}

/// All that joining looks at in a mention.
#[derive(PartialEq)]
struct Naming<'a> {
    text: &'a str,
    lower: &'a str,
    role: Option<&'a str>,
    /// The role in lower case.
    called: Option<&'a str>,
    kind: EntityKind,
    form: Form,
    sentence: u32,
    /// Its sentence begins with it.
    opens: bool,
    /// It stands in brackets right behind another name: "Office for Rail (OfR)".
    defines: bool,
}

fn namings(paragraph: Paragraph<'_>) -> impl Iterator<Item = Naming<'_>> {
    let passage = &paragraph.reading.passage;
    let mut sentence = 0;
    let mut before = None;
    paragraph.reading.mentions.iter().map(move |mention| {
        let span = mention.span;
        while passage.sentences.get(sentence).is_some_and(|it| it.span.end <= span.start) {
            sentence += 1;
        }
        let defines = before.is_some_and(|end| is_definition(&passage.text, end, span));
        if mention.form == Form::Name {
            before = Some(span.end);
        }
        Naming {
            text: span.of(&passage.text),
            lower: span.of(&passage.lower),
            role: mention.role.map(|role| role.of(&passage.text)),
            called: mention.role.map(|role| role.of(&passage.lower)),
            kind: mention.kind,
            form: mention.form,
            sentence: sentence as u32,
            opens: passage.sentences.get(sentence).is_some_and(|it| it.span.start == span.start),
            defines,
        }
    })
}

fn is_definition(text: &str, end: usize, span: crate::text::Span) -> bool {
    text.get(end..span.start).is_some_and(|it| it == " (" || it == " (the ")
        && text[span.end..].starts_with(')')
}
