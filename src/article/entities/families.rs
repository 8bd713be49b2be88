//! Whom a surname means, where several bear it.

use super::{
    directory::Directory,
    people::{Gender, gender_of, given_name},
};

impl Directory<'_> {
    /// Whom a bare surname means, and whether it may as well be another of that name.
    pub fn by_surname(&self, surname: &str, gender: Gender, paragraph: u32) -> Option<(u32, bool)> {
        /// Whoever was called so this often, and nobody else, is the one the story is about.
        const ALWAYS: u16 = 3;
        let latest = self.namesake(surname, gender)?;
        let bare = |it: u32| self.drafts[it as usize].bare;
        let family = self.families.get(surname).map_or(&[][..], Vec::as_slice);
        let family = || family.iter().copied().filter(|it| self.drafts[*it as usize].gender.fits(gender));
        let first = family().max_by_key(|it| bare(*it)).filter(|it| bare(*it) >= ALWAYS);
        let first = first.filter(|one| family().all(|it| it == *one || 3 * bare(it) < bare(*one)));
        let entity = first.unwrap_or(latest);
        let distance = u32::from(first.is_none());
        let lately = |it: u32| self.last_mentioned(it).is_some_and(|it| it + distance >= paragraph);
        let doubt = family().any(|it| it != entity && lately(it))
            || first.is_none() && !lately(entity) && family().nth(1).is_some();
        Some((entity, doubt))
    }

    /// The person of a surname who was mentioned last and may be of this gender.
    fn namesake(&self, surname: &str, gender: Gender) -> Option<u32> {
        let mut next = self.surnames.get(surname).copied();
        let latest = next;
        // More than a handful of one name is a list, not a story.
        for _ in 0..8 {
            let Some(entity) = next else { break };
            let draft = &self.drafts[entity as usize];
            if draft.gender.fits(gender) {
                return Some(entity);
            }
            next = draft.namesake.filter(|&it| it < entity);
        }
        // A family of two is told apart by its title even if the elder one is hidden behind the younger.
        latest.filter(|_| gender == Gender::Unknown)
    }

    /// Somebody who was called by the bare surname, an initial or without a middle name so far.
    pub fn longer_name(&self, full: &str, surname: &str) -> Option<u32> {
        let given = given_name(full);
        let mut next = self.surnames.get(surname).copied();
        for _ in 0..8 {
            let entity = next?;
            let draft = &self.drafts[entity as usize];
            let same_given =
                given_name(draft.name).eq_ignore_ascii_case(given) && between_fits(draft.name, full);
            if draft.words == 1 && draft.gender.fits(gender_of(given)) || draft.words > 1 && same_given {
                return Some(entity);
            }
            next = draft.namesake.filter(|&it| it < entity);
        }
        None
    }
}

/// "Mary Ana Cho" and "Mary Li Cho" are two, "Mary A. Cho" and "Mary Cho" may be either.
fn between_fits(a: &str, b: &str) -> bool {
    let between = |it: &'_ str| -> Option<String> {
        let words: Vec<&str> = it.split(' ').collect();
        (words.len() > 2).then(|| words[1..words.len() - 1].join(" ").to_lowercase())
    };
    let (Some(a), Some(b)) = (between(a), between(b)) else { return true };
    let (short, long) = if a.len() < b.len() { (a, b) } else { (b, a) };
    long.starts_with(short.trim_end_matches('.'))
}
