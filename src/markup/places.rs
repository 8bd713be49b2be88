use std::collections::{BTreeMap, BTreeSet};

use super::{
    Format,
    headings::{Frayed, frayed, headings, letters, names},
    targets::{Aim, Target, targets},
};

/// The names by which the places of one document, or of all parts of a work, can be referred to.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Places {
    /// Given by hand.
    ids: BTreeSet<String>,
    /// As CommonMark compares labels.
    notes: BTreeSet<String>,
    references: BTreeSet<String>,
    /// Of headings, by their letters and digits: how many are called so.
    headings: BTreeMap<String, usize>,
    frayed: Vec<Frayed>,
    /// Whether any heading is in a script that addresses may spell in another.
    is_foreign: bool,
}

impl Places {
    pub fn of(format: Format, text: &str) -> Places {
        let mut places = Places::default();
        targets(format, text).iter().for_each(|it| places.target(it));
        for heading in headings(format, text) {
            let raw = heading.of(text);
            places.is_foreign |= raw.chars().any(|it| it.is_alphabetic() && it > '\u{2ff}');
            for name in names(format, raw) {
                *places.headings.entry(name).or_default() += 1;
            }
            places.frayed.extend(frayed(format, raw));
        }
        places
    }

    fn target(&mut self, Target { label, aim, .. }: &Target) {
        match aim {
            Aim::Note => self.notes.insert(folded(label)),
            Aim::Reference => self.references.insert(folded(label)),
            Aim::Anchor => self.ids.insert(label.clone()),
        };
    }

    /// Those of another part of the same work.
    pub fn add(&mut self, other: &Places) {
        self.ids.extend(other.ids.iter().cloned());
        self.notes.extend(other.notes.iter().cloned());
        self.references.extend(other.references.iter().cloned());
        for (name, count) in &other.headings {
            *self.headings.entry(name.clone()).or_default() += count;
        }
        self.frayed.extend(other.frayed.iter().cloned());
        self.is_foreign |= other.is_foreign;
    }

    pub fn has_id(&self, id: &str) -> bool {
        self.ids.contains(id)
    }

    pub fn has_note(&self, label: &str) -> bool {
        self.notes.contains(&folded(label))
    }

    pub fn has_reference(&self, label: &str) -> bool {
        self.references.contains(&folded(label))
    }

    pub fn ids(&self) -> impl Iterator<Item = &str> {
        self.ids.iter().map(String::as_str)
    }

    /// A heading, however a site makes an anchor of it: of two that are called alike the second has a number.
    pub fn has_heading(&self, anchor: &str) -> bool {
        const FRAYED: usize = 200;
        let letters = letters(anchor);
        if self.headings.contains_key(&letters) || self.is_foreign && anchor.is_ascii() {
            return true;
        }
        let digits = letters.len() - letters.trim_end_matches(|it: char| it.is_ascii_digit()).len();
        let mut numbered = (1..=digits.min(6)).map(|it| &letters[..letters.len() - it]);
        numbered.any(|it| self.headings.get(it).is_some_and(|count| *count > 1))
            || self.frayed.len() > FRAYED
            || self.frayed.iter().any(|(before, behind)| {
                letters.len() >= before.len() + behind.len()
                    && letters.starts_with(before)
                    && letters.ends_with(behind)
            })
    }
}

/// As CommonMark compares labels.
pub fn folded(label: &str) -> String {
    label.split_whitespace().collect::<Vec<_>>().join(" ").to_lowercase()
}
