//! Whom "he" and "she" mean.

use super::{directory::Directory, people::Gender};

/// The people mentioned, in order, each with paragraph and sentence.
#[derive(Default)]
pub struct Memory {
    mentioned: Vec<(u32, (u32, u32))>,
}

/// How many mentions back a pronoun may reach.
const REACH: usize = 24;

impl Memory {
    pub fn remember(&mut self, entity: u32, at: (u32, u32)) {
        self.mentioned.push((entity, at));
    }

    /// The person a pronoun means: the one its sentence began with, or else the one that the
    /// sentence before began with, and so on back to the start of the paragraph before.
    pub fn meant(
        &self,
        pronoun: &str,
        opens: bool,
        at: (u32, u32),
        directory: &mut Directory,
    ) -> Option<u32> {
        let gender = match pronoun {
            "he" | "him" | "his" | "himself" => Gender::Male,
            "she" | "her" | "hers" | "herself" => Gender::Female,
            _ => return None,
        };
        let mut end = self.mentioned.len();
        let floor = end.saturating_sub(REACH);
        while end > floor {
            let (_, sentence) = self.mentioned[end - 1];
            if sentence.0 + 1 < at.0 {
                return None;
            }
            let mut start = end;
            while start > floor && self.mentioned[start - 1].1 == sentence {
                start -= 1;
            }
            let people = &self.mentioned[start..end];
            // A name inside the sentence cannot be meant by the word that opens it.
            let subject = people.iter().find(|it| directory.drafts[it.0 as usize].gender.fits(gender));
            if let Some(&(entity, _)) = subject.filter(|_| !(opens && sentence == at)) {
                // From now on the text has told it.
                directory.drafts[entity as usize].gender = gender;
                return Some(entity);
            }
            end = start;
        }
        None
    }
}
