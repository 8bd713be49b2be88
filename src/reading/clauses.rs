//! Whether words make a clause: a subject and, soon, a finite verb. No tagger: endings and lists decide.

use super::{cues::Cue, grammar::Grammar, lists::Known, phrases::Phrase};
use crate::language::{Class, Shape};

impl Grammar<'_> {
    /// Whether what begins at `at` is a clause: a subject and, soon, a finite verb.
    pub fn opens_clause(&self, at: usize, end: usize) -> bool {
        if end < at + 2
            || self.class(at).contains(Class::PREPOSITION)
                && !self.is_name(at)
                && !matches!(self.word(at), "in" | "on" | "at" | "under" | "after" | "by" | "with" | "for")
        {
            return false;
        }
        if self.is_mark(at)
            && !matches!(self.word(at), "$" | "£" | "€" | "\u{FFFC}")
            && self.shape(at) != Shape::OpenQuote
        {
            return false;
        }
        (at + 1..end.min(at + 25)).any(|it| self.is_finite(it))
    }

    pub fn is_finite(&self, token: usize) -> bool {
        let word = self.word(token);
        let before = token.checked_sub(1).map_or("", |it| self.word(it));
        self.class(token).intersects(Class::AUXILIARY | Class::MODAL)
            && !matches!(word, "be" | "been" | "being" | "having" | "doing")
            || matches!(
                word,
                "'s" | "’s"
                    | "'re"
                    | "’re"
                    | "'d"
                    | "’d"
                    | "'ll"
                    | "’ll"
                    | "n't"
                    | "n’t"
                    | "'ve"
                    | "’ve"
                    | "'m"
                    | "’m"
            )
            || self.shape(token) == Shape::Lower && (ends_in_ed(word) || irregular_past(word))
            || self.shape(token) == Shape::Lower && Known::of(word).contains(Known::PRESENT)
            || self.shape(token) == Shape::Lower
                && word.len() > 3
                && word.ends_with('s')
                && !word.ends_with("ss")
                && matches!(before, "he" | "she" | "it" | "who" | "that")
            || self.shape(token) == Shape::Lower && matches!(before, "they" | "we" | "i" | "you")
    }

    /// A finite verb or a participle: what a sentence has and a label lacks.
    pub fn is_verb_form(&self, token: usize) -> bool {
        self.is_finite(token)
            || !Cue::starting(self.word(token)).is_empty()
            || self.word(token).ends_with("ing")
            || self.shape(token) == Shape::Lower
                && self.word(token).ends_with('s')
                && self.class(token).is_empty()
    }

    /// A simple past: "handed", "took".
    pub fn is_past(&self, token: usize) -> bool {
        let word = self.word(token);
        word.len() > 4
            && word.ends_with("ed")
            && !matches!(word, "united" | "hundred" | "indeed" | "speed" | "breed" | "exceed" | "need")
            || irregular_past(word)
    }

    pub fn opens_noun_phrase(&self, at: usize) -> bool {
        !self.is_mark(at)
            && !self
                .class(at)
                .intersects(Class::PREPOSITION | Class::CONJUNCTION | Class::AUXILIARY | Class::MODAL)
            && !matches!(self.word(at), "that" | "to" | "himself" | "herself" | "themselves" | "itself")
            || self.shape(at) == Shape::OpenQuote
    }

    /// The first noun phrase of a sentence, as the speaker of what a colon introduces.
    pub fn opening_phrase(&self, start: usize, colon: usize) -> Option<Phrase> {
        let mut first = start;
        while first < colon
            && (self.is_mark(first) || matches!(self.word(first), "and" | "but" | "then" | "as" | "so"))
        {
            first += 1;
        }
        let mut end = first;
        while end < colon
            && !self.is_finite(end)
            && !self.breaks_phrase(end)
            && Cue::starting(self.word(end)).is_empty()
        {
            end += 1;
        }
        if end == first && matches!(self.word(first), "he" | "she" | "they" | "i" | "we" | "it") {
            end += 1;
        }
        self.phrase_before(end, first).filter(|it| it.tokens.start == first)
    }

    /// Whether a lower-case head is somebody who can speak.
    pub fn is_person_noun(&self, source: &super::Source) -> bool {
        let head = self.passage.token_at(source.head.start);
        self.class(head).contains(Class::ROLE)
            || self.word(head).ends_with("ers")
            || self.word(head).ends_with("ors")
            || Known::of(self.word(head)).contains(Known::BODY)
    }
}

fn irregular_past(word: &str) -> bool {
    Known::of(word).contains(Known::PAST)
}

/// "handed", "lied"; not "need" or "shed".
fn ends_in_ed(word: &str) -> bool {
    let noun = matches!(
        word,
        "need"
            | "seed"
            | "feed"
            | "deed"
            | "weed"
            | "reed"
            | "shed"
            | "sled"
            | "speed"
            | "greed"
            | "creed"
            | "breed"
            | "indeed"
            | "hundred"
            | "united"
            | "exceed"
            | "proceed"
            | "succeed"
            | "sacred"
    );
    word.len() > 3 && word.ends_with("ed") && !noun
}
