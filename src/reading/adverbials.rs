//! What stands between a verb of saying and what was said: the hearer, the day, the occasion.

use super::{
    cues::Frames,
    grammar::{Grammar, VerbGroup},
    lists::Known,
    phrases::Phrase,
};
use crate::language::{Class, Shape};

impl Grammar<'_> {
    /// Skips the hearer, adverbs and "on Monday", "in a statement" behind a verb of saying.
    pub fn past_adverbials(&self, group: &VerbGroup, end: usize) -> usize {
        let mut at = group.tokens.end;
        if group.cue.frames.contains(Frames::HEARER) {
            at = self.hearer(at, end).unwrap_or(at);
        }
        loop {
            let next = if at < end && self.is_adverb(at) && self.shape(at + 1) != Shape::Number {
                Some(at + 1)
            } else {
                self.adverbial(at, end)
            };
            match next {
                Some(next) if next > at => at = next,
                _ => return at,
            }
        }
    }

    /// Who is told: "reporters", "him", "the BBC".
    pub fn hearer(&self, at: usize, end: usize) -> Option<usize> {
        if at >= end
            || self.is_mark(at)
            || matches!(self.word(at), "that" | "of" | "to")
            || self.class(at).contains(Class::PREPOSITION)
        {
            return None;
        }
        if matches!(self.word(at), "me" | "us" | "him" | "her" | "them" | "you" | "it") {
            return Some(at + 1);
        }
        Some(self.phrase_from(at, end)?.tokens.end)
    }

    /// Whoever is told, as a source: "told the BBC", "said in an interview with Reuters".
    pub fn told(&self, group: &VerbGroup, end: usize) -> Option<super::Source> {
        if group.cue.frames.contains(Frames::HEARER) {
            let stop = self.hearer(group.tokens.end, end)?;
            return self
                .source(&Phrase { head: self.head(group.tokens.end..stop), tokens: group.tokens.end..stop });
        }
        None
    }

    /// The end of an adverbial that begins at `at`: "on Monday", "last week", "in an interview".
    pub fn adverbial(&self, at: usize, end: usize) -> Option<usize> {
        if at >= end || self.is_mark(at) {
            return None;
        }
        self.day(at, end).or_else(|| self.occasion(at, end))
    }

    /// "Monday", "yesterday", "last week", "earlier this month".
    fn day(&self, at: usize, end: usize) -> Option<usize> {
        let word = self.word(at);
        if self.class(at).contains(Class::WEEKDAY) || matches!(word, "yesterday" | "today" | "tonight") {
            return Some(self.past_day_part(at + 1));
        }
        let span = Known::of(self.word(at + 1)).contains(Known::PERIOD);
        if matches!(word, "last" | "this" | "earlier" | "late") && span {
            return self.adverbial(at + 1, end).or(Some(at + 2));
        }
        None
    }

    fn past_day_part(&self, at: usize) -> usize {
        if matches!(self.word(at), "morning" | "afternoon" | "evening" | "night") { at + 1 } else { at }
    }

    /// "on Monday", "in an interview", "during a visit to Lund".
    fn occasion(&self, at: usize, end: usize) -> Option<usize> {
        let opens = Known::of(self.word(at)).contains(Known::OCCASION);
        if !opens || matches!(self.word(at + 1), "that" | "be") {
            return None;
        }
        if self.class(at + 1).intersects(Class::WEEKDAY | Class::MONTH) {
            let mut stop = self.past_day_part(at + 2);
            while stop < end && (self.shape(stop) == Shape::Number || self.class(stop).contains(Class::MONTH))
            {
                stop += 1;
            }
            return Some(stop);
        }
        let phrase = self.phrase_from(at + 1, end)?;
        let stop = phrase.tokens.end;
        if phrase.tokens.len() <= 2
            && self.class(stop).contains(Class::WEEKDAY)
            && self.shape(stop + 1) == Shape::Lower
        {
            // "in a Friday interview"
            return self.phrase_from(stop + 1, end).map(|it| it.tokens.end);
        }
        // "said to be", "said after resigning": no adverbial of saying.
        let follows = stop >= end
            || self.is_mark(stop)
            || matches!(self.word(stop), "that" | "on" | "in" | "at" | "after" | "before" | "by" | "last")
            || self.class(stop).intersects(Class::WEEKDAY | Class::DETERMINER | Class::PRONOUN)
            || self.is_name(stop);
        follows.then_some(stop)
    }
}
