//! Whom "he" and "she" mean.
//!
//! Every person lately spoken of is weighed by how they stood there; somebody is meant only where
//! nobody else comes near. Where two may be, nobody is: no words are put into the wrong mouth.

use super::{
    candidates::{Candidate, F, Weights},
    directory::Directory,
    evidence::Weighed,
    namings::{Naming, Sight},
    people::Gender,
};
use crate::reading::Form;

/// Somebody whom the text does not name.
pub const STRANGER: u32 = u32::MAX;

/// A person mentioned, and how.
#[derive(Clone, Copy)]
pub struct Seen {
    pub entity: u32,
    paragraph: u32,
    pub sentence: u32,
    pub index: u32,
    pub sight: Sight,
    pub pronoun: bool,
    /// Of somebody without a name.
    pub gender: Gender,
}

/// The people mentioned, in order.
pub struct Memory<'a> {
    mentioned: Vec<Seen>,
    weights: &'a Weights,
    /// What was weighed at each pronoun, if somebody wants to know.
    pub weighed: Option<Vec<Weighed>>,
}

/// How many mentions back a pronoun may reach, and how many paragraphs.
const REACH: usize = 24;
const PARAGRAPHS: u32 = 1;

/// The gender of a pronoun for one person.
pub fn gender_of_pronoun(pronoun: &str) -> Gender {
    match pronoun {
        "he" | "him" | "his" | "himself" => Gender::Male,
        "she" | "her" | "hers" | "herself" => Gender::Female,
        _ => Gender::Unknown,
    }
}

impl<'a> Memory<'a> {
    pub fn new(weights: &'a Weights) -> Memory<'a> {
        Memory { mentioned: Vec::new(), weights, weighed: None }
    }

    pub fn remember(&mut self, entity: u32, naming: &Naming, paragraph: u32, gender: Gender) {
        self.mentioned.push(Seen {
            entity,
            paragraph,
            sentence: naming.sentence,
            index: naming.index,
            sight: naming.sight,
            pronoun: naming.form == Form::Pronoun,
            gender,
        });
    }

    /// The person that a pronoun means, if nobody else comes near.
    pub fn meant(&mut self, pronoun: &Naming, paragraph: u32, directory: &mut Directory) -> Option<u32> {
        let gender = gender_of_pronoun(pronoun.lower);
        if gender == Gender::Unknown {
            return None;
        }
        let asked = Asked { pronoun, paragraph, gender };
        let mut candidates: Vec<Candidate> = Vec::new();
        let floor = self.mentioned.len().saturating_sub(REACH);
        let lately = self.mentioned[floor..].iter().rev();
        for seen in lately.take_while(|it| it.paragraph + PARAGRAPHS >= paragraph) {
            // A name inside the sentence cannot be meant by the word that opens it.
            if asked.distance(seen) == Some(0) && pronoun.sight.opens {
                continue;
            }
            let known = candidates.iter().position(|it| it.entity == seen.entity);
            let at = known.unwrap_or_else(|| {
                candidates.push(Candidate::new(seen.entity, candidates.len()));
                candidates.len() - 1
            });
            candidates[at].see(seen, &asked, known.is_none());
        }
        candidates.iter_mut().for_each(|it| it.know(directory, &asked));
        candidates.retain(|it| !it.excluded);
        let most = candidates.iter().map(|it| it.count).max().unwrap_or(0);
        candidates.iter_mut().for_each(|it| it.set(F::Topic, it.count == most && most > 1));
        let meant = best(&candidates, self.weights, pronoun.sight.speaks);
        if let Some(all) = &mut self.weighed {
            all.push(Weighed::new(pronoun, paragraph, &candidates, meant));
        }
        let entity = meant?;
        // From now on the text has told it, where it is the writer's own and no belonging is spoken of.
        if !pronoun.sight.quoted && !pronoun.sight.owns {
            directory.tell(entity, gender);
        }
        Some(entity)
    }
}

/// A pronoun and where it stands.
pub struct Asked<'a> {
    pub pronoun: &'a Naming<'a>,
    paragraph: u32,
    pub gender: Gender,
}

impl Asked<'_> {
    /// How many sentences before it somebody was mentioned, in the same paragraph.
    pub fn distance(&self, seen: &Seen) -> Option<u32> {
        (seen.paragraph == self.paragraph).then(|| self.pronoun.sentence.saturating_sub(seen.sentence))
    }
}

/// Whoever is ahead of all others, and of nobody, by enough.
fn best(candidates: &[Candidate], weights: &Weights, speaks: bool) -> Option<u32> {
    let scores = candidates.iter().map(|it| (it.entity, it.score(weights, speaks)));
    let first = scores.clone().max_by(|a, b| a.1.total_cmp(&b.1))?;
    let others = scores.filter(|it| it.0 != first.0).map(|it| it.1);
    let second = others.fold(weights.nobody.of(speaks), f32::max);
    // "Cho has stopped five vans, she says": whoever the words begin with may say them, and so may another.
    let opens = |it: u32| candidates.iter().any(|own| own.entity == it && own.has(F::SaidFirst));
    if candidates.iter().any(|it| it.has(F::SaidFirst)) && !opens(first.0) {
        return None;
    }
    let ahead = first.1 - second >= weights.margin.of(speaks);
    (ahead && first.0 != STRANGER).then_some(first.0)
}
