use std::collections::HashMap;

use super::{
    Entity, MentionPlace,
    letters::{Letters, initials, letters},
    people::{Gender, gender_of, gender_of_role, given_name, surname},
};
use crate::{
    article::House,
    reading::{
        EntityKind,
        names::{Known, Quick, look_up},
    },
};

/// A name as it stands in the text.
#[derive(Clone, Copy)]
pub struct Seen<'a> {
    pub text: &'a str,
    pub lower: &'a str,
    pub role: Option<&'a str>,
    pub kind: EntityKind,
    /// The entity that this one, in brackets, abbreviates.
    pub defined: Option<u32>,
}

/// An entity while the article is still being read.
pub struct Draft<'a> {
    pub name: &'a str,
    /// Words of the name; nationalities count none, so that any name replaces them.
    pub words: usize,
    named_by: EntityKind,
    /// Mentions by kind, in the order of [`EntityKind`].
    kinds: [u16; 9],
    role: Option<&'a str>,
    /// As the name has it, until the text tells.
    pub gender: Gender,
    /// A title, a role or a pronoun has told the gender.
    pub told: bool,
    /// How often it was called by the bare surname.
    pub bare: u16,
    /// An earlier person of the same surname.
    pub namesake: Option<u32>,
    /// Whom the house knows it as.
    known: Option<usize>,
    mentions: Vec<MentionPlace>,
}

type Index<K> = HashMap<K, u32, Quick>;

/// Everyone and everything met so far, and how to find them again.
pub struct Directory<'a> {
    house: &'a House,
    /// Those of the house that were met, by their number there.
    met: HashMap<usize, u32>,
    pub drafts: Vec<Draft<'a>>,
    /// By the very words, in lower case.
    spelled: Index<&'a str>,
    /// By surname: the person of that name who was mentioned last.
    pub surnames: Index<&'a str>,
    /// By surname: those who were called by a fuller name.
    pub families: HashMap<&'a str, Vec<u32>, Quick>,
    /// Bare surnames that may be another's.
    pub doubts: Vec<MentionPlace>,
    /// By the first word of a person's name.
    pub given: Index<&'a str>,
    /// By the number of a listed thing: "Russia" and "Russian".
    things: Index<u32>,
    /// By initials; `SEVERAL` where they fit more than one.
    letters: Index<Letters>,
    /// By a shorter form of a long name; `SEVERAL` where it fits more than one.
    shorter: Index<&'a str>,
}

const SEVERAL: u32 = u32::MAX;

/// As many people of one surname are told apart.
const FAMILY: usize = 8;

impl<'a> Directory<'a> {
    /// Nobody met yet, in a house that knows some.
    pub fn new(house: &'a House) -> Directory<'a> {
        Directory {
            house,
            met: HashMap::new(),
            drafts: Vec::new(),
            spelled: Index::default(),
            surnames: Index::default(),
            families: HashMap::default(),
            doubts: Vec::new(),
            given: Index::default(),
            things: Index::default(),
            letters: Index::default(),
            shorter: Index::default(),
        }
    }

    /// The entity a name belongs to, which is a new one if nobody was called so before.
    pub fn meet(&mut self, seen: Seen<'a>, place: MentionPlace) -> u32 {
        let entity = match self.house.called(seen.lower) {
            Some(known) => self.known(&seen, known, place),
            None => self.read(&seen, place),
        };
        self.rename(entity, &seen);
        let draft = &mut self.drafts[entity as usize];
        let count = &mut draft.kinds[seen.kind as usize];
        *count = count.saturating_add(1);
        if draft.role.is_none() {
            draft.role = seen.role;
        }
        self.add(entity, place);
        entity
    }

    /// By the words alone.
    fn read(&mut self, seen: &Seen<'a>, place: MentionPlace) -> u32 {
        match seen.kind {
            EntityKind::Person => self.person(seen, place),
            _ => self.thing(seen),
        }
    }

    /// The house says who it is, whatever the words alone would say.
    fn known(&mut self, seen: &Seen<'a>, known: usize, place: MentionPlace) -> u32 {
        if let Some(&entity) = self.met.get(&known) {
            self.call(entity, seen);
            return entity;
        }
        let mut entity = self.read(seen, place);
        if self.drafts[entity as usize].known.is_some_and(|it| it != known) {
            entity = self.create(seen);
            self.call(entity, seen);
        }
        self.drafts[entity as usize].known = Some(known);
        self.met.insert(known, entity);
        entity
    }

    /// From now on these words mean an entity, and so does what is short for them.
    fn call(&mut self, entity: u32, seen: &Seen<'a>) {
        self.spelled.insert(seen.lower, entity);
        if seen.kind == EntityKind::Person {
            let gender = seen.role.map_or(Gender::Unknown, gender_of_role);
            self.call_by_surname(entity, surname(seen.lower), gender);
        }
    }

    pub fn add(&mut self, entity: u32, place: MentionPlace) {
        self.drafts[entity as usize].mentions.push(place);
    }

    /// Whether this last mention may be of another of the same surname.
    pub fn is_doubtful(&self, place: MentionPlace) -> bool {
        self.doubts.last() == Some(&place)
    }

    /// The paragraph of the last mention.
    pub fn last_mentioned(&self, entity: u32) -> Option<u32> {
        self.drafts[entity as usize].mentions.last().map(|it| it.paragraph)
    }

    pub fn is_person(&self, entity: u32) -> bool {
        let draft = &self.drafts[entity as usize];
        draft.named_by == EntityKind::Person
            || draft.kinds[EntityKind::Person as usize] > 0 && draft.words == 1
    }

    fn person(&mut self, seen: &Seen<'a>, place: MentionPlace) -> u32 {
        let gender = seen.role.map_or(Gender::Unknown, gender_of_role);
        let last = surname(seen.lower);
        if !seen.lower.contains(' ') {
            if let Some((entity, doubt)) = self.by_surname(last, gender, place.paragraph) {
                let draft = &mut self.drafts[entity as usize];
                draft.bare = draft.bare.saturating_add(u16::from(!doubt));
                if doubt {
                    self.doubts.push(place);
                }
                return self.call_by_surname(entity, last, gender);
            }
            let entity = self.given.get(last).or_else(|| self.spelled.get(seen.lower)).copied();
            let entity = entity.unwrap_or_else(|| self.create(seen));
            return self.call_by_surname(entity, last, gender);
        }
        let known = self.spelled.get(seen.lower).copied().or_else(|| self.longer_name(seen.lower, last));
        let entity = known.unwrap_or_else(|| {
            let entity = self.create(seen);
            self.drafts[entity as usize].namesake = self.surnames.get(last).copied();
            entity
        });
        let family = self.families.entry(last).or_default();
        // More than a handful of one name is a list, not a story.
        if family.len() < FAMILY && !family.contains(&entity) {
            family.push(entity);
        }
        self.spelled.insert(seen.lower, entity);
        self.given.insert(given_name(seen.lower), entity);
        if gender == Gender::Unknown {
            let draft = &mut self.drafts[entity as usize];
            if draft.gender == Gender::Unknown {
                draft.gender = gender_of(given_name(seen.lower));
            }
        }
        self.call_by_surname(entity, last, gender)
    }

    fn call_by_surname(&mut self, entity: u32, surname: &'a str, gender: Gender) -> u32 {
        self.surnames.insert(surname, entity);
        if gender != Gender::Unknown {
            self.tell(entity, gender);
        }
        entity
    }

    /// The text tells somebody's gender; the first word of it counts.
    pub fn tell(&mut self, entity: u32, gender: Gender) {
        let draft = &mut self.drafts[entity as usize];
        if !draft.told {
            (draft.gender, draft.told) = (gender, true);
        }
    }

    fn thing(&mut self, seen: &Seen<'a>) -> u32 {
        if let Some(&entity) = self.spelled.get(seen.lower) {
            return entity;
        }
        let entity = self.defined(seen).or_else(|| self.known_thing(seen));
        let entity = entity.unwrap_or_else(|| self.create(seen));
        self.spelled.insert(seen.lower, entity);
        let several = seen.lower.contains(' ');
        if several && matches!(seen.kind, EntityKind::Org | EntityKind::Misc | EntityKind::Event) {
            self.index_long_name(seen, entity);
        } else if let Some(key) = letters(seen.text) {
            self.letters.entry(key).or_insert(entity);
        }
        entity
    }

    /// "(OfR)" right behind "Office for Rail".
    fn defined(&self, seen: &Seen<'a>) -> Option<u32> {
        let entity = seen.defined?;
        let long = self.drafts[entity as usize].name;
        let same_letter = long.chars().next()?.eq_ignore_ascii_case(&seen.text.chars().next()?);
        (letters(seen.text).is_some() && same_letter && long.contains(' ')).then_some(entity)
    }

    fn known_thing(&mut self, seen: &Seen<'a>) -> Option<u32> {
        if matches!(seen.kind, EntityKind::Date | EntityKind::Number) {
            return None;
        }
        let entry = match seen.lower.contains('’') {
            true => look_up(&seen.lower.replace('’', "'")),
            false => look_up(seen.lower),
        };
        if entry.thing != 0 {
            let next = self.drafts.len() as u32;
            let entity = *self.things.entry(u32::from(entry.thing)).or_insert(next);
            return (entity != next).then_some(entity);
        }
        let single = !seen.lower.contains(' ');
        let one = |it: Option<&u32>| it.copied().filter(|&it| it != SEVERAL);
        let shorter = || one(self.shorter.get(seen.lower));
        let by_letters = || letters(seen.text).and_then(|key| one(self.letters.get(&key)));
        let person =
            || self.surnames.get(seen.lower).copied().filter(|_| single && !entry.known.any(Known::NAME));
        let longer =
            || initials(seen.text).and_then(|keys| keys.iter().find_map(|key| one(self.letters.get(key))));
        shorter().or_else(by_letters).or_else(person).or_else(|| if single { None } else { longer() })
    }

    /// Makes a long name findable by its initials and by its last words.
    fn index_long_name(&mut self, seen: &Seen<'a>, entity: u32) {
        for key in initials(seen.text).into_iter().flatten() {
            enter(&mut self.letters, key, entity);
        }
        let mut rest = seen.lower;
        while let Some((first, tail)) = rest.split_once(' ') {
            // "the Daily News" is the New York Daily News, but "the News" may be any.
            if tail.contains(' ') && !matches!(first, "of" | "for" | "and") {
                enter(&mut self.shorter, tail, entity);
            }
            rest = tail;
        }
        let (first, tail) = seen.lower.split_once(' ').unwrap_or((seen.lower, ""));
        let plain = look_up(first).known;
        let firm = seen.kind == EntityKind::Org && !tail.starts_with("of ") && !tail.starts_with("for ");
        if firm && plain.is_empty() {
            enter(&mut self.shorter, first, entity);
        }
    }

    fn create(&mut self, seen: &Seen<'a>) -> u32 {
        self.drafts.push(Draft {
            name: seen.text,
            words: words(seen),
            named_by: seen.kind,
            kinds: [0; 9],
            role: None,
            gender: Gender::Unknown,
            told: false,
            bare: 0,
            namesake: None,
            known: None,
            mentions: Vec::new(),
        });
        self.drafts.len() as u32 - 1
    }

    /// Takes a fuller name, or a quieter spelling of the same.
    fn rename(&mut self, entity: u32, seen: &Seen<'a>) {
        let draft = &mut self.drafts[entity as usize];
        if std::ptr::eq(draft.name, seen.text) {
            return;
        }
        let words = words(seen);
        let fuller =
            words > draft.words || words == draft.words && seen.text.len() > draft.name.len() && words > 0;
        let shouted = |it: &str| it.len() > 4 && !it.contains(|it: char| it.is_lowercase());
        let quieter = words == draft.words && shouted(draft.name) && !shouted(seen.text);
        // "Office for Rail (OfR)": an abbreviation is never the fuller name, a person stays a person.
        if fuller && (draft.named_by != EntityKind::Person || seen.kind == EntityKind::Person) || quieter {
            (draft.name, draft.words, draft.named_by) = (seen.text, words, seen.kind);
        }
    }

    /// All of them, and the mentions that may be another's.
    pub fn into_entities(self) -> (Vec<Entity>, Vec<MentionPlace>) {
        let house = self.house;
        (self.drafts.into_iter().map(|it| it.into_entity(house)).collect(), self.doubts)
    }
}

impl Draft<'_> {
    /// How often it is mentioned so far.
    pub fn count(&self) -> usize {
        self.mentions.len()
    }

    /// One word without an introduction: it may be anything.
    pub fn is_slight(&self) -> bool {
        self.words < 2 && self.role.is_none() && self.known.is_none()
    }

    fn into_entity(self, house: &House) -> Entity {
        let most = (0..self.kinds.len()).max_by_key(|&it| (self.kinds[it], KINDS[it] == self.named_by));
        let majority = most.map_or(self.named_by, |it| KINDS[it]);
        // A full name says what it names; a single word is what it is taken for most often.
        let by_name = self.words > 1 || majority == EntityKind::Norp;
        let kind = if by_name { self.named_by } else { majority };
        Entity {
            name: self.known.map_or(self.name, |it| &house.known()[it].name).to_owned(),
            kind,
            role: self.role.map(str::to_owned),
            known: self.known,
            mentions: self.mentions,
        }
    }
}

/// As declared, so that a kind's number is its place here.
const KINDS: [EntityKind; 9] = [
    EntityKind::Person,
    EntityKind::Org,
    EntityKind::Place,
    EntityKind::Norp,
    EntityKind::Event,
    EntityKind::Product,
    EntityKind::Date,
    EntityKind::Number,
    EntityKind::Misc,
];

fn words(seen: &Seen) -> usize {
    if seen.kind == EntityKind::Norp { 0 } else { seen.text.bytes().filter(|&it| it == b' ').count() + 1 }
}

fn enter<K: std::hash::Hash + Eq>(index: &mut Index<K>, key: K, entity: u32) {
    let found = index.entry(key).or_insert(entity);
    if *found != entity {
        *found = SEVERAL;
    }
}
