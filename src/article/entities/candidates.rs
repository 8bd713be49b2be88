//! The people whom a pronoun may mean, what speaks for each, and what that weighs.

use std::sync::LazyLock;

use super::{
    directory::Directory,
    namings::Sight,
    pronouns::{Asked, STRANGER, Seen},
};

/// Names the features, which the weights are kept under.
macro_rules! features {
    ($($(#[$note:meta])* $name:ident,)*) => {
        /// What speaks for a person or against.
        #[derive(Clone, Copy)]
        pub enum F { $($(#[$note])* $name,)* }

        /// As the file of weights and the training call them.
        pub const NAMES: [&str; FEATURES] = [$(stringify!($name)),*];

        const FEATURES: usize = [$(F::$name),*].len();
    };
}

features! {
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

/// A person who may be meant.
pub struct Candidate {
    pub entity: u32,
    pub features: [f32; FEATURES],
    pub count: usize,
    /// Has spoken or done something lately.
    acts: bool,
    pub excluded: bool,
}

impl Candidate {
    pub fn new(entity: u32, order: usize) -> Candidate {
        let mut own = Candidate { entity, features: [0.0; FEATURES], count: 0, acts: false, excluded: false };
        own.set(F::Nearest, order == 0);
        own.set(F::Second, order == 1);
        own.set(F::Quoted, true);
        own
    }

    pub fn set(&mut self, feature: F, holds: bool) {
        self.features[feature as usize] = f32::from(u8::from(holds));
    }

    pub fn has(&self, feature: F) -> bool {
        self.features[feature as usize] > 0.0
    }

    fn add(&mut self, feature: F, holds: bool) {
        if holds {
            self.set(feature, true);
        }
    }

    /// Takes in a mention; the last one comes first.
    pub fn see(&mut self, seen: &Seen, asked: &Asked, last: bool) {
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
    pub fn know(&mut self, directory: &Directory, asked: &Asked) {
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

    pub fn score(&self, weights: &Weights, speaks: bool) -> f32 {
        let weighed = self.features.iter().zip(&weights.features);
        weighed.map(|(holds, weight)| holds * weight.of(speaks)).sum()
    }
}

/// Two numbers: for a pronoun like any other, and for one that speaks.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Weight {
    plain: f32,
    speaking: f32,
}

impl Weight {
    pub fn of(self, speaks: bool) -> f32 {
        if speaks { self.speaking } else { self.plain }
    }
}

/// What each feature weighs, and when nobody is meant.
///
/// Learned from articles whose pronouns people have resolved and from made ones: `training/train_pronouns.py`.
#[derive(Clone, Debug, PartialEq)]
pub struct Weights {
    features: [Weight; FEATURES],
    /// What somebody weighs who is not among those seen.
    pub nobody: Weight,
    /// How far whoever is meant has to be ahead of all others.
    pub margin: Weight,
}

impl Weights {
    /// Those that the product was built with.
    pub fn built_in() -> &'static Weights {
        static OWN: LazyLock<Weights> =
            LazyLock::new(|| Weights::parse(include_str!("../../../data/reading/pronouns.txt")));
        &OWN
    }

    /// Reads lines of `name|plain|speaking`; what is not named weighs nothing.
    pub fn parse(lines: &str) -> Weights {
        let none = Weight::default();
        let mut own = Weights { features: [none; FEATURES], nobody: none, margin: none };
        for line in lines.lines().filter(|it| !it.starts_with('#')) {
            let mut parts = line.split('|');
            let name = parts.next().unwrap_or_default();
            let mut number = || parts.next().and_then(|it| it.trim().parse().ok()).unwrap_or(0.0);
            let weight = Weight { plain: number(), speaking: number() };
            match name {
                "Nobody" => own.nobody = weight,
                "Margin" => own.margin = weight,
                _ => {
                    if let Some(at) = NAMES.iter().position(|it| *it == name) {
                        own.features[at] = weight;
                    }
                }
            }
        }
        own
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_feature_has_its_weight() {
        let file = include_str!("../../../data/reading/pronouns.txt");
        let named = file.lines().filter(|it| !it.starts_with('#')).filter_map(|it| it.split('|').next());
        let mut expected = vec!["Nobody", "Margin"];
        expected.extend(NAMES);
        assert_eq!(named.collect::<Vec<_>>(), expected);
        let own = Weights::built_in();
        assert!(own.margin.of(false) > 0.5 && own.margin.of(true) > 0.5);
    }
}
