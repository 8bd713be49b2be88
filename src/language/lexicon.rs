use std::{
    collections::HashMap,
    hash::{BuildHasherDefault, Hasher},
    sync::LazyLock,
};

use bitflags::bitflags;

bitflags! {
    /// Closed classes of English words that reading asks for. A word may have several.
    #[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
    pub struct Class: u32 {
        /// a, the, this, her, …
        const DETERMINER = 1;
        /// he, she, they, it, who
        const PRONOUN = 1 << 1;
        const PREPOSITION = 1 << 2;
        const CONJUNCTION = 1 << 3;
        /// be, have, do in all forms
        const AUXILIARY = 1 << 4;
        /// will, would, may, …
        const MODAL = 1 << 5;
        /// Mr, Senator, President, spokeswoman: stands before or beside a person's name.
        const ROLE = 1 << 6;
        const MONTH = 1 << 7;
        const WEEKDAY = 1 << 8;
        /// one, two, dozen, million
        const NUMBER_WORD = 1 << 9;
        /// Very common function words and adverbs that are never part of a name.
        const STOP = 1 << 10;
        /// A form of a verb of saying, thinking or showing; `reading::cues` knows which.
        const CUE = 1 << 11;
        const NEGATION = 1 << 12;
        const ADVERB = 1 << 13;
    }
}

impl Class {
    /// What the lexicon knows of a lower-cased word.
    pub fn of(word: &str) -> Class {
        CLASSES.get(word).copied().unwrap_or_else(|| by_ending(word))
    }

    /// What the lexicon knows of a word as it is written.
    pub(super) fn of_form(form: &str) -> Class {
        let mut lowered = [0; LONGEST];
        if let Some(slot) = lowered.get_mut(..form.len()) {
            slot.copy_from_slice(form.as_bytes());
            slot.make_ascii_lowercase();
            // ASCII letters alone were changed: it is UTF-8 still.
            if let Ok(word) = std::str::from_utf8(slot) {
                return Class::of(word);
            }
        }
        Class::empty()
    }
}

/// No word of the lexicon has more bytes, nor any adverb that matters.
const LONGEST: usize = 24;

/// Adverbs in -ly are too many to list; the nouns and adjectives among them are few.
fn by_ending(word: &str) -> Class {
    const OTHERS: [&str; 38] = [
        "family",
        "only",
        "early",
        "daily",
        "weekly",
        "monthly",
        "yearly",
        "hourly",
        "friendly",
        "likely",
        "unlikely",
        "lovely",
        "lonely",
        "ugly",
        "deadly",
        "costly",
        "elderly",
        "orderly",
        "supply",
        "reply",
        "apply",
        "imply",
        "comply",
        "rely",
        "fly",
        "july",
        "italy",
        "assembly",
        "anomaly",
        "monopoly",
        "holy",
        "silly",
        "bully",
        "rally",
        "ally",
        "belly",
        "jelly",
        "melancholy",
    ];
    let adverb = word.len() > 4 && word.ends_with("ly") && !OTHERS.contains(&word);
    if adverb { Class::ADVERB } else { Class::empty() }
}

static CLASSES: LazyLock<HashMap<String, Class, Quick>> = LazyLock::new(|| {
    let mut classes = HashMap::default();
    let lines = include_str!("../../data/language/classes.txt").lines();
    for (name, words) in lines.filter(|it| !it.starts_with('#')).filter_map(|it| it.split_once(':')) {
        let class = Class::from_name(&name.to_ascii_uppercase()).unwrap_or_default();
        words.split_whitespace().for_each(|it| enter(it, class, &mut classes));
    }
    let lines = include_str!("../../data/language/roles.txt").lines();
    for word in lines.filter(|it| !it.starts_with('#')).flat_map(str::split_whitespace) {
        match word.strip_prefix('=') {
            Some(word) => enter(word, Class::ROLE, &mut classes),
            None => {
                enter(word, Class::ROLE, &mut classes);
                enter(&plural(word), Class::ROLE, &mut classes);
            }
        }
    }
    classes
});

/// Straight and curly apostrophes alike.
fn enter(word: &str, class: Class, classes: &mut HashMap<String, Class, Quick>) {
    *classes.entry(word.to_owned()).or_default() |= class;
    if word.contains('\'') {
        *classes.entry(word.replace('\'', "’")).or_default() |= class;
    }
}

fn plural(word: &str) -> String {
    match word {
        _ if word.ends_with("woman") || word.ends_with("man") => {
            format!("{}en", &word[..word.len() - 2])
        }
        _ if word.ends_with(['s', 'x']) || word.ends_with("ch") => format!("{word}es"),
        _ if word.ends_with('y') && !word.ends_with(['a', 'e', 'o']) && !word.ends_with("ey") => {
            format!("{}ies", &word[..word.len() - 1])
        }
        "wife" | "midwife" => format!("{}ves", &word[..word.len() - 2]),
        _ => format!("{word}s"),
    }
}

/// FNV-1a: short keys from our own lists, looked up for every word; nobody can choose them.
#[derive(Clone, Copy)]
pub(super) struct Fnv(u64);

pub(super) type Quick = BuildHasherDefault<Fnv>;

impl Default for Fnv {
    fn default() -> Fnv {
        Fnv(0xcbf2_9ce4_8422_2325)
    }
}

impl Hasher for Fnv {
    fn write(&mut self, bytes: &[u8]) {
        for &byte in bytes {
            self.0 = (self.0 ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3);
        }
    }

    fn finish(&self) -> u64 {
        self.0
    }
}
