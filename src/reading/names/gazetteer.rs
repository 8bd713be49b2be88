//! What the word lists know of a name.
//!
//! All lists are poured into one table, keyed by the name in lower case; names of several words
//! are keys too, and their first words say how far to look ahead.

use std::{collections::HashMap, sync::LazyLock};

use bitflags::bitflags;

use super::hash::Quick;

bitflags! {
    /// What a word or a name can be. A word may be many things: "Chad", "May", "Post".
    #[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
    pub struct Known: u32 {
        const GIVEN = 1;
        const MALE = 1 << 1;
        const FEMALE = 1 << 2;
        const SURNAME = 1 << 3;
        const PLACE = 1 << 4;
        const ORG = 1 << 5;
        /// A nationality, religion or political camp.
        const GROUP = 1 << 6;
        const EVENT = 1 << 7;
        const THING = 1 << 8;
        /// An everyday word of English.
        const ORDINARY = 1 << 9;
        /// Never part of a name, except inside it ("of").
        const FUNCTION = 1 << 10;
        /// Says who somebody is: "mayor".
        const ROLE = 1 << 11;
        /// A form of address, only ever before a name: "Mr".
        const ADDRESS = 1 << 12;
        /// Stands before a role and belongs to it: "former".
        const MODIFIER = 1 << 13;
        const ORG_LAST = 1 << 14;
        const ORG_OF = 1 << 15;
        const PLACE_LAST = 1 << 16;
        /// Ends a place's name even in lower case: "region".
        const PLACE_LOWER = 1 << 17;
        const PLACE_FIRST = 1 << 18;
        /// A direction before a place's name.
        const PART = 1 << 19;
        const EVENT_LAST = 1 << 20;
        const EVENT_FIRST = 1 << 21;
        const WORK_LAST = 1 << 22;
        /// Capitals that name nothing: "CEO", "GDP".
        const NO_ACRONYM = 1 << 23;
        const SPEECH = 1 << 24;
        /// Ten or more: "dozen", "million".
        const NUMBER = 1 << 25;
        const SMALL = 1 << 26;
        /// Written in capitals only: "WHO", "US".
        const CAPITALS = 1 << 27;
        /// A longer name begins with this word.
        const OPENS = 1 << 28;
        const COUNTRY = 1 << 29;
    }
}

impl Known {
    /// Something that has a name of its own.
    pub const NAME: Known =
        Known::PLACE.union(Known::ORG).union(Known::GROUP).union(Known::EVENT).union(Known::THING);
    /// Part of a person's name.
    pub const PERSONAL: Known = Known::GIVEN.union(Known::SURNAME);

    /// Whether any of `what` applies.
    pub fn any(self, what: Known) -> bool {
        self.intersects(what)
    }
}

/// What the lists say of one name.
#[derive(Clone, Copy, Debug, Default)]
pub struct Entry {
    pub known: Known,
    /// Names of the same thing share a number: "Russia" and "Russian", "UN" and "United Nations". 0 is none.
    pub thing: u16,
    /// The most words a name beginning here has.
    pub longest: u8,
}

/// Looks a name up, given in lower case with straight apostrophes or none.
pub fn look_up(lower: &str) -> Entry {
    TABLE.names.get(lower).copied().unwrap_or_default()
}

static TABLE: LazyLock<Table> = LazyLock::new(Table::read);

/// Room for all lists, so that the table is never moved while it grows.
const ROOM: usize = 60_000;

struct Table {
    names: HashMap<&'static str, Entry, Quick>,
    /// How many things have been numbered.
    things: u16,
}

impl Table {
    fn read() -> Table {
        let names = HashMap::with_capacity_and_hasher(ROOM, Quick::default());
        let mut table = Table { names, things: 0 };
        table.words(include_str!("../../../data/names/surnames.txt"), Known::SURNAME);
        table.words(include_str!("../../../data/names/ordinary.txt"), Known::ORDINARY);
        table.given(include_str!("../../../data/names/given.txt"));
        table.roles(include_str!("../../../data/names/roles.txt"));
        table.shapes(include_str!("../../../data/names/shapes.txt"));
        table.list(include_str!("../../../data/names/cities.txt"), Known::PLACE);
        table.list(include_str!("../../../data/names/regions.txt"), Known::PLACE);
        table.list(include_str!("../../../data/names/groups.txt"), Known::GROUP);
        table.things(include_str!("../../../data/names/countries.txt"), Known::PLACE | Known::COUNTRY);
        table.things(include_str!("../../../data/names/organisations.txt"), Known::ORG);
        table.others(include_str!("../../../data/names/other.txt"));
        table
    }

    fn words(&mut self, list: &'static str, known: Known) {
        for word in lines(list).flat_map(str::split_whitespace) {
            self.word(word, known);
        }
    }

    fn word(&mut self, word: &'static str, known: Known) {
        self.names.entry(word).or_default().known |= known;
    }

    fn given(&mut self, list: &'static str) {
        let mut known = Known::GIVEN;
        for line in list.lines() {
            match line {
                "## m" => known = Known::GIVEN | Known::MALE,
                "## f" => known = Known::GIVEN | Known::FEMALE,
                "## u" => known = Known::GIVEN,
                line if line.starts_with('#') => {}
                line => line.split_whitespace().for_each(|word| self.word(word, known)),
            }
        }
    }

    fn roles(&mut self, list: &'static str) {
        for line in lines(list) {
            let (known, words) = match line.strip_prefix("= ") {
                Some(words) => (Known::ADDRESS | Known::ROLE, words),
                None => (Known::ROLE, line),
            };
            for item in words.split(", ") {
                match item.split_once(' ') {
                    Some((word, "m")) => self.word(word, known | Known::MALE),
                    Some((word, _)) => self.word(word, known | Known::FEMALE),
                    None => self.word(item, known),
                }
            }
        }
    }

    fn shapes(&mut self, list: &'static str) {
        for (label, words) in lines(list).filter_map(|line| line.split_once(": ")) {
            let known = match label {
                "org" => Known::ORG_LAST,
                "org-of" => Known::ORG_OF,
                "place" => Known::PLACE_LAST,
                "place-lower" => Known::PLACE_LOWER,
                "place-first" => Known::PLACE_FIRST,
                "part" => Known::PART,
                "event" => Known::EVENT_LAST,
                "event-first" => Known::EVENT_FIRST,
                "work" => Known::WORK_LAST,
                "function" => Known::FUNCTION,
                "modifier" => Known::MODIFIER,
                "not-acronym" => Known::NO_ACRONYM,
                "number" => Known::NUMBER,
                "small" => Known::SMALL,
                _ => Known::SPEECH,
            };
            words.split(", ").for_each(|word| self.word(word, known));
        }
    }

    fn list(&mut self, list: &'static str, known: Known) {
        for name in lines(list).flat_map(|line| line.split(", ")) {
            self.name(name, known, 0);
        }
    }

    /// "Name / other names: words of the people".
    fn things(&mut self, list: &'static str, known: Known) {
        for line in lines(list) {
            let (names, people) = line.split_once(": ").unwrap_or((line, ""));
            self.things += 1;
            let thing = self.things;
            for name in names.split(" / ") {
                self.name(name.strip_prefix("the ").unwrap_or(name), known, thing);
            }
            for word in people.split(", ").filter(|it| !it.is_empty()) {
                self.name(word, Known::GROUP, thing);
            }
        }
    }

    fn others(&mut self, list: &'static str) {
        for (label, names) in lines(list).filter_map(|line| line.split_once(": ")) {
            let known = if label == "E" { Known::EVENT } else { Known::THING };
            names.split(", ").for_each(|name| self.name(name, known, 0));
        }
    }

    fn name(&mut self, name: &'static str, known: Known, thing: u16) {
        let lower = self.key(name);
        let words = lower.split([' ', '-', '/', '\'', '.']).filter(|it| !it.is_empty()).count() as u8;
        if words > 1 {
            let first = lower.split([' ', '-', '/']).next().unwrap_or(lower);
            for first in [first, first.split(['\'', '.']).next().unwrap_or(first)] {
                let opener = self.names.entry(first).or_default();
                opener.known |= Known::OPENS;
                opener.longest = opener.longest.max(2 * words);
            }
        }
        let entry = self.names.entry(lower).or_default();
        let capitals = name.len() <= 5 && !name.contains(|it: char| it.is_lowercase());
        match (capitals, entry.known.any(Known::NAME)) {
            // "Tass" beside "TASS": the freer spelling wins.
            (false, _) => entry.known -= Known::CAPITALS,
            (true, false) => entry.known |= Known::CAPITALS,
            (true, true) => {}
        }
        entry.known |= known;
        if thing != 0 {
            entry.thing = thing;
        }
    }

    /// A name in lower case. A few hundred are written with capitals in their list; those keys live
    /// as long as the table, once each.
    fn key(&self, name: &'static str) -> &'static str {
        if !name.contains(|it: char| it.is_ascii_uppercase()) {
            return name;
        }
        let lower = name.to_ascii_lowercase();
        match self.names.get_key_value(lower.as_str()) {
            Some((key, _)) => key,
            None => Box::leak(lower.into_boxed_str()),
        }
    }
}

fn lines(list: &'static str) -> impl Iterator<Item = &'static str> {
    list.lines().filter(|line| !line.is_empty() && !line.starts_with('#'))
}
