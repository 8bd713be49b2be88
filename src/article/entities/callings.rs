//! Whom "the mayor" means.

use std::collections::HashMap;

use crate::reading::names::Quick;

/// Somebody of a role whose name the article does not tell.
const STRANGER: u32 = u32::MAX;

/// As many of one role are kept; with a second one nobody is meant.
const MOST: usize = 8;

/// How many paragraphs after the last mention "the mayor" is still the same, and "the nurse".
const REACH: (u32, u32) = (40, 1);

/// Words that make another role of a role: the former mayor is not the mayor, the attorney general no general.
const OTHERS: [&str; 26] = [
    "acting",
    "assistant",
    "associate",
    "attorney",
    "brigadier",
    "candidate",
    "co",
    "deputy",
    "designate",
    "elect",
    "ex",
    "former",
    "honorary",
    "incoming",
    "junior",
    "late",
    "lieutenant",
    "major",
    "onetime",
    "outgoing",
    "prime",
    "retired",
    "secretary",
    "shadow",
    "then",
    "vice",
];

/// Roles that many have at the same time, in one house too.
const SHARED: [&str; 8] =
    ["spokesman", "spokeswoman", "spokesperson", "official", "officer", "lawyer", "professor", "analyst"];

/// The roles by which people were introduced, by their noun.
#[derive(Default)]
pub struct Callings<'a> {
    by_noun: HashMap<&'a str, Vec<(u32, Role<'a>)>, Quick>,
}

/// "NATO secretary general", "the mayor of Orla", in lower case.
#[derive(Clone, Copy, PartialEq, Eq)]
struct Role<'a> {
    words: &'a str,
    /// As much of it as stands before "of …" or "for …", without an article.
    core: &'a str,
    /// "a nurse": one of several.
    one_of_many: bool,
}

impl<'a> Callings<'a> {
    /// A person is introduced by a role.
    pub fn introduce(&mut self, entity: u32, words: &'a str) {
        let Some(role) = Role::new(words) else { return };
        let all = self.by_noun.entry(role.noun()).or_default();
        if all.len() < MOST && !all.iter().any(|it| it.0 == entity && it.1 == role) {
            all.push((entity, role));
        }
    }

    /// "a mayor said": whoever that is, "the mayor" may be them from now on.
    pub fn stranger(&mut self, words: &'a str) {
        self.introduce(STRANGER, words);
    }

    /// The one person of this role, where there is one; `last` tells the paragraph that mentioned somebody last.
    pub fn meant(&self, phrase: &'a str, paragraph: u32, last: impl Fn(u32) -> Option<u32>) -> Option<u32> {
        let asked = Role::new(phrase)?;
        let fits = self.by_noun.get(asked.noun())?.iter().filter(|it| it.1.may_be(asked));
        let mut found: Option<(u32, bool)> = None;
        for (entity, role) in fits {
            if found.is_some_and(|it| it.0 != *entity) {
                return None;
            }
            let shared = role.one_of_many || SHARED.contains(&role.noun());
            found = Some((*entity, shared && found.is_none_or(|it| it.1)));
        }
        let (entity, shared) = found.filter(|it| it.0 != STRANGER)?;
        let reach = if shared { REACH.1 } else { REACH.0 };
        (paragraph.saturating_sub(last(entity)?) <= reach).then_some(entity)
    }
}

impl<'a> Role<'a> {
    fn new(words: &'a str) -> Option<Role<'a>> {
        let mut core = words.trim();
        let mut one_of_many = false;
        for article in ["the ", "a ", "an ", "one of the ", "his ", "her ", "their ", "its "] {
            if let Some(rest) = core.strip_prefix(article) {
                one_of_many = matches!(article, "a " | "an " | "one of the ");
                core = rest;
                break;
            }
        }
        let ends = [
            " of ", " for ", " at ", " in ", " from ", " to ", " on ", " with ", " who ", " and ", " as ",
            ",",
        ];
        let end = ends.iter().filter_map(|it| core.find(it)).min().unwrap_or(core.len());
        core = core[..end].trim();
        let told = !core.is_empty() && !core.starts_with("who ") && core.len() < 80;
        told.then_some(Role { words, core, one_of_many })
    }

    fn parts(words: &'a str) -> impl DoubleEndedIterator<Item = &'a str> {
        words.split([' ', '-']).filter(|it| !it.is_empty())
    }

    fn noun(self) -> &'a str {
        Role::parts(self.core).next_back().unwrap_or(self.core)
    }

    /// Whether somebody of this role may be called so: by the same noun, with no word that the role does
    /// not have, and without leaving out one that makes it another.
    fn may_be(self, asked: Role) -> bool {
        let plain = |it: &'a str| it.trim_end_matches("’s").trim_end_matches("'s").trim_matches(',');
        let has = |word: &str| Role::parts(self.words).any(|it| plain(it) == word);
        let said = |word: &str| Role::parts(asked.core).any(|it| it == word);
        Role::parts(asked.core).all(|it| has(it.trim_end_matches("’s").trim_end_matches("'s")))
            && Role::parts(self.core).all(|it| said(it) || !OTHERS.contains(&it))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn is(role: &str, phrase: &str) -> bool {
        let mut callings = Callings::default();
        callings.introduce(0, role);
        callings.meant(phrase, 0, |_| Some(0)).is_some()
    }

    #[test]
    fn a_role_is_called_by_its_noun_and_the_words_it_has() {
        assert!(is("nato secretary general", "the secretary general"));
        assert!(is("nato secretary-general", "the secretary general"));
        assert!(is("mayor of orla", "the mayor"));
        assert!(is("the mayor of orla", "the mayor"));
        assert!(is("president of the dockers’ union", "the president"));
        assert!(is("president of the union", "the union president"));
        assert!(is("former mayor", "the former mayor"));
        assert!(is("vice president", "the vice president"));
    }

    #[test]
    fn another_role_is_another() {
        assert!(!is("former mayor of orla", "the mayor"));
        assert!(!is("vice president", "the president"));
        assert!(!is("secretary general", "the general"));
        assert!(!is("prime minister", "the minister"));
        assert!(!is("mayor of orla", "the union president"));
        assert!(!is("president", "the union president"));
        assert!(!is("who runs the port", "the port"));
    }

    #[test]
    fn of_two_nobody_is_meant() {
        let mut callings = Callings::default();
        callings.introduce(0, "mayor of orla");
        assert_eq!(callings.meant("the mayor", 3, |_| Some(0)), Some(0));
        callings.introduce(1, "mayor of lund");
        assert_eq!(callings.meant("the mayor", 3, |_| Some(0)), None);
        callings.introduce(2, "a nurse");
        assert_eq!(callings.meant("the nurse", 1, |_| Some(0)), Some(2));
        assert_eq!(callings.meant("the nurse", 2, |_| Some(0)), None, "too far away");
        callings.stranger("a nurse");
        assert_eq!(callings.meant("the nurse", 1, |_| Some(0)), None, "it may be the other");
    }
}
