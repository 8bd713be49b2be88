//! People and organisations that a desk knows.
//!
//! A desk lists them once, with the names they go by; an article read in that house takes all names
//! of one for one.

use std::collections::HashMap;

/// What a house need not be asked about, and how it spells whom it knows.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct House {
    known: Vec<Known>,
    /// By names, aliases and acronyms in lower case; the first to be called so has it.
    called: HashMap<String, u32>,
}

/// Somebody or something that the house knows.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Known {
    /// As the house spells it.
    pub name: String,
    pub role: Option<String>,
    /// Other names that may stand for it.
    pub aliases: Vec<String>,
    /// Letters that need not be spelled out.
    pub acronyms: Vec<String>,
}

impl House {
    /// A house that knows these; what is said of one name in two places is put together.
    pub fn new(all: impl IntoIterator<Item = Known>) -> House {
        let mut known: Vec<Known> = Vec::new();
        let mut places: HashMap<String, usize> = HashMap::new();
        for it in all {
            match places.get(&it.name) {
                Some(&place) => known[place].learn(it),
                None => {
                    places.insert(it.name.clone(), known.len());
                    known.push(it);
                }
            }
        }
        let mut called = HashMap::new();
        for (number, it) in known.iter().enumerate() {
            for form in it.forms() {
                called.entry(form.to_ascii_lowercase()).or_insert(number as u32);
            }
        }
        House { known, called }
    }

    /// This house, with more that it knows.
    pub fn with(&self, more: &House) -> House {
        House::new(self.known.iter().chain(&more.known).cloned())
    }

    /// In the order in which it lists them.
    pub fn known(&self) -> &[Known] {
        &self.known
    }

    /// Who is meant by a name or by one of its aliases.
    pub fn knows(&self, name: &str) -> Option<&Known> {
        let known = &self.known[self.called(&name.to_ascii_lowercase())?];
        (known.name == name || known.aliases.iter().any(|it| it == name)).then_some(known)
    }

    /// Whether letters may stand unexplained.
    pub fn accepts(&self, letters: &str) -> bool {
        self.known.iter().any(|it| it.acronyms.iter().chain(&it.aliases).any(|it| it == letters))
    }

    /// Who goes by words in lower case: an index into [`House::known`].
    pub fn called(&self, lower: &str) -> Option<usize> {
        self.called.get(lower).map(|it| *it as usize)
    }
}

impl Known {
    fn forms(&self) -> impl Iterator<Item = &String> {
        std::iter::once(&self.name).chain(&self.aliases).chain(&self.acronyms)
    }

    fn learn(&mut self, more: Known) {
        self.role = self.role.take().or(more.role);
        self.aliases.extend(more.aliases);
        self.acronyms.extend(more.acronyms);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn letters_are_accepted_whoever_else_is_called_so() {
        let named = Known { name: "ORS".to_owned(), ..Known::default() };
        let office = Known {
            name: "Office for Rail Safety".to_owned(),
            acronyms: vec!["ORS".to_owned()],
            ..Known::default()
        };
        assert!(!House::new([named.clone()]).accepts("ORS"));
        assert!(House::new([named, office]).accepts("ORS"));
    }
}
