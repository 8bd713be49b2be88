//! Whom "he" and "she" mean.
//!
//! Every person lately spoken of is weighed by how they stood there; somebody is meant only where
//! nobody else comes near. Where two may be, nobody is: no words are put into the wrong mouth.

use super::{
    directory::Directory,
    namings::{Naming, Sight},
    people::Gender,
};
use crate::reading::Form;

/// Somebody whom the text does not name.
pub const STRANGER: u32 = u32::MAX;

/// A person mentioned, and how.
#[derive(Clone, Copy)]
struct Seen {
    entity: u32,
    paragraph: u32,
    sentence: u32,
    index: u32,
    sight: Sight,
    pronoun: bool,
    /// Of somebody without a name.
    gender: Gender,
}

/// The people mentioned, in order.
#[derive(Default)]
pub struct Memory {
    mentioned: Vec<Seen>,
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

impl Memory {
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
    pub fn meant(&self, pronoun: &Naming, paragraph: u32, directory: &mut Directory) -> Option<u32> {
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
        let entity = best(&candidates, pronoun.sight.speaks)?;
        // From now on the text has told it, where it is the writer's own and no belonging is spoken of.
        if !pronoun.sight.quoted && !pronoun.sight.owns {
            directory.tell(entity, gender);
        }
        Some(entity)
    }
}

/// A pronoun and where it stands.
struct Asked<'a> {
    pronoun: &'a Naming<'a>,
    paragraph: u32,
    gender: Gender,
}

impl Asked<'_> {
    /// How many sentences before it somebody was mentioned, in the same paragraph.
    fn distance(&self, seen: &Seen) -> Option<u32> {
        (seen.paragraph == self.paragraph).then(|| self.pronoun.sentence.saturating_sub(seen.sentence))
    }
}

/// What speaks for a person or against.
#[derive(Clone, Copy)]
enum F {
    /// In the same sentence.
    HereSubject,
    HereOther,
    HereOwner,
    /// In the sentence before.
    BeforeSubject,
    BeforeOther,
    BeforeOwner,
    /// Two sentences before.
    TwoSubject,
    TwoOther,
    /// Further up in the paragraph.
    Earlier,
    /// In the paragraph above.
    AboveSubject,
    AboveOther,
    /// Has spoken lately.
    Spoke,
    /// Was meant by a pronoun in this sentence or the one before, or further up.
    PronounNear,
    PronounFar,
    /// Has one word for a name, and no role.
    Slight,
    /// The given name is of the same gender, or of the other.
    Fits,
    Misfits,
    /// Is named in what the pronoun says, or even begins the paragraph there.
    Said,
    SaidFirst,
    /// Stands in other people's words only.
    Quoted,
    /// Has no name.
    Stranger,
    /// Was mentioned last, or last but one.
    Nearest,
    Second,
    /// How often, as a logarithm, and whether most often.
    Count,
    Topic,
    /// Hung on a preposition last: “with Cho”.
    Leant,
    /// A subject again.
    SubjectHere,
    SubjectBefore,
    /// Owns what is the pronoun's.
    OwnerHere,
    OwnerNearest,
    /// Did it to him or her.
    ObjectHere,
    /// Speaks again.
    SpeaksAgain,
    /// The pronoun opens its sentence.
    OpensBefore,
    OpensNamed,
    /// The paragraph begins with them.
    Heads,
}

const FEATURES: usize = F::Heads as usize + 1;

/// A person who may be meant.
struct Candidate {
    entity: u32,
    features: [f32; FEATURES],
    count: usize,
    /// Has spoken or done something lately.
    acts: bool,
    excluded: bool,
}

impl Candidate {
    fn new(entity: u32, order: usize) -> Candidate {
        let mut own = Candidate { entity, features: [0.0; FEATURES], count: 0, acts: false, excluded: false };
        own.set(F::Nearest, order == 0);
        own.set(F::Second, order == 1);
        own.set(F::Quoted, true);
        own
    }

    fn set(&mut self, feature: F, holds: bool) {
        self.features[feature as usize] = f32::from(u8::from(holds));
    }

    fn has(&self, feature: F) -> bool {
        self.features[feature as usize] > 0.0
    }

    fn add(&mut self, feature: F, holds: bool) {
        if holds {
            self.set(feature, true);
        }
    }

    /// Takes in a mention; the last one comes first.
    fn see(&mut self, seen: &Seen, asked: &Asked, last: bool) {
        let Asked { pronoun, .. } = *asked;
        let distance = asked.distance(seen);
        let Sight { subject, owns, speaks, quoted, leans, .. } = seen.sight;
        let place = match (distance, subject, owns) {
            (Some(0), true, _) => F::HereSubject,
            (Some(0), _, true) => F::HereOwner,
            (Some(0), ..) => F::HereOther,
            (Some(1), true, _) => F::BeforeSubject,
            (Some(1), _, true) => F::BeforeOwner,
            (Some(1), ..) => F::BeforeOther,
            (Some(2), true, _) => F::TwoSubject,
            (Some(2), ..) => F::TwoOther,
            (Some(_), ..) => F::Earlier,
            (None, true, _) => F::AboveSubject,
            (None, ..) => F::AboveOther,
        };
        self.set(place, true);
        let here = distance == Some(0);
        let before = distance == Some(1);
        let own = pronoun.sight;
        let plain = matches!(pronoun.lower, "he" | "she");
        let said = distance.is_some() && pronoun.says.iter().any(|it| it.contains(&seen.index));
        self.acts |= speaks || subject && !said;
        self.add(F::Spoke, speaks);
        self.add(F::PronounNear, seen.pronoun && (here || before));
        self.add(F::PronounFar, seen.pronoun && !here && !before);
        self.add(F::Said, said);
        self.add(F::SaidFirst, said && !owns && !leans && seen.sentence == 0);
        if !quoted || own.quoted {
            self.set(F::Quoted, false);
        }
        self.add(F::Leant, last && leans);
        self.add(F::SubjectHere, here && subject && plain);
        self.add(F::SubjectBefore, before && subject && plain);
        self.add(F::OwnerHere, here && subject && own.owns);
        self.add(F::OwnerNearest, last && own.owns && self.has(F::Nearest));
        self.add(F::ObjectHere, here && subject && !plain && !own.owns);
        self.add(F::SpeaksAgain, own.speaks && speaks);
        self.add(F::OpensBefore, own.opens && before && subject);
        self.add(F::OpensNamed, own.opens && before && !seen.pronoun);
        self.add(F::Heads, distance.is_some() && seen.sentence == 0 && subject);
        if seen.entity == STRANGER {
            self.excluded = last && !seen.gender.fits(asked.gender) || self.excluded;
        }
    }

    /// Takes in what is known of the person.
    fn know(&mut self, directory: &Directory, asked: &Asked) {
        let gender = asked.gender;
        self.set(F::Stranger, self.entity == STRANGER);
        if self.entity == STRANGER {
            return;
        }
        let draft = &directory.drafts[self.entity as usize];
        self.count = draft.count();
        // "The system, named Sharp", "in Sluice magazine": one word that does nothing is nobody.
        let nobody = asked.pronoun.sight.speaks && draft.is_slight() && !self.acts;
        self.excluded = nobody || draft.told && !draft.gender.fits(gender);
        self.set(F::Slight, draft.is_slight());
        self.set(F::Fits, draft.gender == gender);
        self.set(F::Misfits, !draft.gender.fits(gender));
        self.features[F::Count as usize] = (1.0 + f32::from(self.count.min(20) as u8)).ln();
    }

    fn score(&self, speaks: bool) -> f32 {
        let weighed = self.features.iter().zip(&WEIGHTS);
        weighed.map(|(holds, (plain, speaking))| holds * if speaks { *speaking } else { *plain }).sum()
    }
}

/// What each feature weighs for a pronoun like any other, and for one that speaks, in the order of [`F`].
///
/// Learned from articles whose pronouns people have resolved (GUM, GAP) and from news in which a surname that
/// speaks was made a pronoun; genders, the subject of the
/// same sentence and what somebody says of themselves are set by hand.
#[rustfmt::skip]
const WEIGHTS: [(f32, f32); FEATURES] = [
    (0.63, 2.00), // HereSubject
    (0.76, 0.01), // HereOther
    (-0.29, -0.24), // HereOwner
    (0.23, 1.12), // BeforeSubject
    (-0.40, 1.00), // BeforeOther
    (-0.17, 0.95), // BeforeOwner
    (0.14, 0.55), // TwoSubject
    (-0.37, -0.21), // TwoOther
    (0.02, 0.16), // Earlier
    (-0.11, 0.19), // AboveSubject
    (0.04, -0.33), // AboveOther
    (-0.24, 0.52), // Spoke
    (-0.84, -0.32), // PronounNear
    (0.07, 0.40), // PronounFar
    (0.63, -1.30), // Slight
    (0.30, 0.30), // Fits
    (-1.20, -1.20), // Misfits
    (-1.00, -1.00), // Said
    (1.00, 1.00), // SaidFirst
    (0.02, -0.35), // Quoted
    (-0.45, -1.70), // Stranger
    (0.79, 0.25), // Nearest
    (0.85, 0.28), // Second
    (1.39, -0.09), // Count
    (0.42, 0.35), // Topic
    (-0.42, -0.08), // Leant
    (0.25, -0.21), // SubjectHere
    (0.36, 1.06), // SubjectBefore
    (0.40, 0.20), // OwnerHere
    (0.60, 0.18), // OwnerNearest
    (-0.01, 0.00), // ObjectHere
    (0.00, 0.52), // SpeaksAgain
    (0.46, -0.68), // OpensBefore
    (0.64, 1.65), // OpensNamed
    (-0.07, -0.27), // Heads
];

/// How far somebody has to be ahead of all others, for a pronoun like any other and for one that speaks.
const MARGIN: (f32, f32) = (1.2, 1.0);

/// Whoever is ahead of all others by enough.
fn best(candidates: &[Candidate], speaks: bool) -> Option<u32> {
    let scores = candidates.iter().map(|it| (it.entity, it.score(speaks)));
    let first = scores.clone().max_by(|a, b| a.1.total_cmp(&b.1))?;
    let second = scores.filter(|it| it.0 != first.0).map(|it| it.1).max_by(f32::total_cmp);
    // "Cho has stopped five vans, she says": whoever the words begin with may say them, and so may another.
    let opens = |it: u32| candidates.iter().any(|own| own.entity == it && own.has(F::SaidFirst));
    if candidates.iter().any(|it| it.has(F::SaidFirst)) && !opens(first.0) {
        return None;
    }
    let ahead = second.is_none_or(|it| first.1 - it >= if speaks { MARGIN.1 } else { MARGIN.0 });
    (ahead && first.0 != STRANGER).then_some(first.0)
}
