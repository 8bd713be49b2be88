//! Verbs that attribute, with what they can take and what they imply.
//!
//! The list is `data/reading/cues.txt`; inflected forms are made here.

use std::{collections::HashMap, sync::LazyLock};

use bitflags::bitflags;

use crate::language::inflections;

/// A verb of saying, as it stands in the text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Cue {
    /// "point out"
    pub lemma: &'static str,
    pub inflection: Inflection,
    pub frames: Frames,
    pub force: Force,
    /// Loaded only under `verbs = "strict"`.
    pub weak: bool,
}

/// What a cue implies about the content.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Force {
    /// say, tell, add
    Neutral,
    /// reveal, point out, note, confirm
    Truth,
    /// claim, allege, insist
    Doubt,
    /// slam, gush
    Colour,
    /// assure
    Endorsement,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Inflection {
    Base,
    Third,
    Past,
    /// Where it differs from the past: "written"; elsewhere forms in -ed are `Past`.
    Participle,
    Gerund,
}

bitflags! {
    /// What may stand for the content.
    #[derive(Clone, Copy, Debug, PartialEq, Eq)]
    pub struct Frames: u16 {
        const QUOTE = 1;
        const THAT = 1 << 1;
        const BARE = 1 << 2;
        const NOUN_PHRASE = 1 << 3;
        const INFINITIVE = 1 << 4;
        const HEARER = 1 << 5;
        /// Said of studies and documents.
        const SHOWS = 1 << 6;
        /// The form is a common noun too.
        const ALSO_NOUN = 1 << 7;
    }
}

impl Cue {
    /// The cues whose first word is `word` (lower case); those of several words first.
    pub(super) fn starting(word: &str) -> &'static [(Cue, Vec<&'static str>)] {
        LEXICON.get(word).map_or(&[], Vec::as_slice)
    }

    /// What a word (lower case) can be a form of, or begin: "pointed" is "point out".
    pub fn lemmas(word: &str) -> impl Iterator<Item = &'static str> {
        Cue::starting(word).iter().map(|it| it.0.lemma)
    }

    /// The neutral verb in the same form.
    pub fn said(&self) -> &'static str {
        match self.inflection {
            Inflection::Base => "say",
            Inflection::Third => "says",
            Inflection::Past | Inflection::Participle => "said",
            Inflection::Gerund => "saying",
        }
    }
}

/// First word → the cues that begin with it and the words that must follow.
type Lexicon = HashMap<String, Vec<(Cue, Vec<&'static str>)>>;

static LEXICON: LazyLock<Lexicon> = LazyLock::new(|| {
    let mut lexicon = Lexicon::new();
    let lines = include_str!("../../data/reading/cues.txt").lines();
    for line in lines.filter(|it| !it.starts_with('#') && !it.is_empty()) {
        enter(line, &mut lexicon);
    }
    for cues in lexicon.values_mut() {
        cues.sort_by_key(|(_, rest)| std::cmp::Reverse(rest.len()));
    }
    lexicon
});

fn enter(line: &'static str, lexicon: &mut Lexicon) {
    let mut fields = line.split('|');
    let mut field = || fields.next().unwrap_or_default();
    let (lemma, frames, force, irregular) = (field(), field(), field(), field());
    let mut words = lemma.split(' ');
    let verb = words.next().unwrap_or_default();
    let rest: Vec<&'static str> = words.collect();
    let mut irregular = irregular.split_whitespace().map(str::to_owned);
    let regular = inflections(verb);
    let past = irregular.next().unwrap_or(regular.past);
    let participle = irregular.next().unwrap_or(regular.participle);
    let forms = [
        (Inflection::Base, regular.base),
        (Inflection::Third, regular.third),
        (Inflection::Past, past),
        (Inflection::Participle, participle),
        (Inflection::Gerund, regular.gerund),
    ];
    for (inflection, form) in forms {
        let cue = Cue {
            lemma,
            inflection,
            frames: frames.chars().filter_map(frame).collect(),
            force: implied(force),
            weak: force.chars().all(char::is_lowercase),
        };
        let cues = lexicon.entry(form).or_default();
        // "read" is its own past: the first entry of a form wins.
        if !cues.iter().any(|(it, _)| it.lemma == lemma) {
            cues.push((cue, rest.clone()));
        }
    }
}

fn frame(letter: char) -> Option<Frames> {
    Some(match letter {
        'q' => Frames::QUOTE,
        'c' => Frames::THAT,
        'b' => Frames::BARE,
        'n' => Frames::NOUN_PHRASE,
        'i' => Frames::INFINITIVE,
        'a' => Frames::HEARER,
        's' => Frames::SHOWS,
        'x' => Frames::ALSO_NOUN,
        _ => return None,
    })
}

fn implied(force: &str) -> Force {
    match force.to_ascii_uppercase().as_str() {
        "T" => Force::Truth,
        "D" => Force::Doubt,
        "C" => Force::Colour,
        "E" => Force::Endorsement,
        _ => Force::Neutral,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn forms_lead_back_to_their_verb() {
        for (form, lemma) in [
            ("said", "say"),
            ("denied", "deny"),
            ("admitted", "admit"),
            ("argues", "argue"),
            ("asserting", "assert"),
            ("planning", "plan"),
            ("wrote", "write"),
            ("foresees", ""),
        ] {
            let found = Cue::starting(form).last().map_or("", |(cue, _)| cue.lemma);
            assert_eq!(found, lemma, "{form}");
        }
    }

    #[test]
    fn a_verb_with_its_particle_comes_before_the_verb_alone() {
        let (cue, rest) = &Cue::starting("complained")[0];
        assert_eq!((cue.lemma, rest.as_slice()), ("complain of", ["of"].as_slice()));
    }

    #[test]
    fn said_keeps_the_tense() {
        let said: Vec<_> =
            ["reveals", "revealed", "revealing"].map(|it| Cue::starting(it)[0].0.said()).into();
        assert_eq!(said, ["says", "said", "saying"]);
    }
}
