//! Noun phrases beside a verb: who speaks.

use std::ops::Range;

use super::grammar::Grammar;
use crate::language::{Class, Shape};

/// A noun phrase and its head: "Hala Agha, a resident" / "Agha".
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Phrase {
    pub tokens: Range<usize>,
    /// The last token of the part before any "of …", "who …" or apposition.
    pub head: usize,
}

/// What stands where a subject should.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Subject {
    Phrase(Phrase),
    /// The subject of an earlier verb goes on: ", asserting", "and said".
    Elided,
    /// A comma or quotation mark: the subject may follow the verb.
    Missing,
}

impl Grammar<'_> {
    /// The subject of the verb group that begins at `verb`, looking no further left than `floor`.
    pub fn subject(&self, verb: usize, floor: usize, gerund: bool) -> Subject {
        let mut end = verb;
        while end > floor && self.is_adverb(end - 1) {
            end -= 1;
        }
        if end == floor {
            return Subject::Missing;
        }
        let last = end - 1;
        if matches!(self.word(last), "and" | "but" | "or" | "then") {
            return Subject::Elided;
        }
        if self.shape(last) == Shape::CloseQuote && self.quoted(last) {
            return if gerund { Subject::Elided } else { Subject::Missing };
        }
        if matches!(self.word(last), "," | "—" | "–" | "--" | ")") {
            return match self.before_apposition(last, floor) {
                Some(phrase) if !gerund => Subject::Phrase(phrase),
                _ if gerund => Subject::Elided,
                _ => Subject::Missing,
            };
        }
        if matches!(self.word(last), "who" | "which" | "that") {
            return self.antecedent(last, floor).map_or(Subject::Missing, Subject::Phrase);
        }
        if gerund && (self.class(last).contains(Class::PREPOSITION) || self.breaks_phrase(last)) {
            return Subject::Elided;
        }
        self.phrase_before(end, floor).map_or(Subject::Missing, Subject::Phrase)
    }

    /// The noun phrase that ends right before `end`.
    pub fn phrase_before(&self, end: usize, floor: usize) -> Option<Phrase> {
        let mut end = end;
        // "Cho on Monday said": the date is no part of the name.
        while end > floor + 1 && self.class(end - 1).contains(Class::WEEKDAY) {
            end -= 1;
            if self.word(end - 1) == "on" {
                end -= 1;
            }
        }
        if end <= floor {
            return None;
        }
        if self.class(end - 1).contains(Class::PRONOUN) && !self.class(end - 1).contains(Class::DETERMINER)
            || matches!(self.word(end - 1), "he" | "she" | "they" | "it" | "i" | "we" | "you")
        {
            return Some(Phrase { tokens: end - 1..end, head: end - 1 });
        }
        let mut start = end;
        while start > floor && self.extends_left(start - 1, start, end, floor) {
            start -= 1;
        }
        let start = self.trim_left(start, end);
        if start >= end || self.class(end - 1).intersects(Class::PREPOSITION | Class::CONJUNCTION) {
            return None;
        }
        Some(Phrase { head: self.head(start..end), tokens: start..end })
    }

    /// Whether `token` can be the next word to the left of a noun phrase that begins at `start`.
    fn extends_left(&self, token: usize, start: usize, end: usize, floor: usize) -> bool {
        if self.quoted(token) {
            return false;
        }
        // A relative clause between name and verb: "the aide who resigned said".
        if matches!(self.word(token), "who") && token > floor && end - start < 8 && start < end {
            return !self.is_mark(token - 1);
        }
        if self.breaks_phrase(token) {
            return false;
        }
        match self.word(token) {
            "and" | "or" | "&" => {
                token > floor
                    && start < end
                    && (self.is_name(token - 1) && self.is_name(start)
                        || self.word(token - 1).ends_with('s') && self.word(end - 1).ends_with('s'))
            }
            "to" | "into" | "by" | "than" => false,
            _ => true,
        }
    }

    /// Cuts adverbials and conjunctions off the front: "On Monday the mayor", "Meanwhile Cho", "And officials".
    fn trim_left(&self, start: usize, end: usize) -> usize {
        let mut start = start;
        while start < end
            && (self.is_mark(start)
                || matches!(
                    self.word(start),
                    "and"
                        | "or"
                        | "meanwhile"
                        | "but"
                        | "also"
                        | "then"
                        | "later"
                        | "earlier"
                        | "however"
                        | "today"
                        | "yesterday"
                        | "still"
                        | "yet"
                )
                || self.word(start).len() > 4
                    && self.word(start).ends_with("ly")
                    && start + 1 < end
                    && !self.is_name(start + 1)
                || self.class(start).contains(Class::WEEKDAY) && start + 1 < end)
        {
            start += 1;
        }
        if start >= end || !self.class(start).contains(Class::PREPOSITION) {
            return start;
        }
        // "In a statement Cho said", "On Monday the mayor said": the subject is the last phrase that
        // begins afresh after a noun.
        let fresh = (start + 2..end).rev().find(|&it| {
            let opens =
                self.class(it).contains(Class::DETERMINER) || self.is_name(it) && !self.is_name(it - 1);
            let after_noun =
                !self.class(it - 1).intersects(Class::PREPOSITION | Class::DETERMINER | Class::CONJUNCTION)
                    && !self.is_mark(it - 1)
                    && (self.shape(it - 1) == Shape::Lower
                        || self.class(it - 1).intersects(Class::WEEKDAY | Class::MONTH)
                        || self.shape(it - 1) == Shape::Number
                        || self.class(it).contains(Class::DETERMINER));
            opens && after_noun && !self.class(it - 1).contains(Class::ROLE)
        });
        // "with reports indicating": no other subject, so the preposition is all there is to cut.
        fresh.unwrap_or(start + 1)
    }

    /// "Hala Agha, a resident who organised the event," before a comma at `comma`.
    fn before_apposition(&self, comma: usize, floor: usize) -> Option<Phrase> {
        let opener = (floor..comma).rev().find(|&it| {
            matches!(self.word(it), "," | "(" | "—" | "–" | "--") || self.shape(it) == Shape::CloseQuote
        })?;
        if self.shape(opener) == Shape::CloseQuote
            || opener == floor
            || opener + 1 == comma
            || comma - opener > 30
        {
            return None;
        }
        let first = opener + 1;
        let opens = self.word(opener) == "("
            || self.is_adverb(first)
            || self.class(first).intersects(Class::DETERMINER | Class::ROLE)
            || self.shape(first) == Shape::Number
            || matches!(
                self.word(first),
                "who"
                    | "whose"
                    | "which"
                    | "chief"
                    | "head"
                    | "senior"
                    | "former"
                    | "then"
                    | "not"
                    | "along"
                    | "speaking"
                    | "citing"
                    | "when"
                    | "in"
                    | "like"
                    | "too"
                    | "for"
                    | "himself"
                    | "herself"
                    | "professor"
                    | "director"
                    | "co-founder"
            )
            || self.is_name(first) && comma - first <= 6 && !self.is_name(opener - 1)
            || self.shape(first) == Shape::Lower && self.class(first).is_empty() && self.is_name(opener - 1);
        if !opens || self.quoted(opener - 1) {
            return None;
        }
        let name = self.phrase_before(opener, floor)?;
        (self.is_name(name.head) || self.class(name.tokens.start).contains(Class::DETERMINER))
            .then_some(Phrase { tokens: name.tokens.start..comma, head: name.head })
    }

    /// What "who" or "which" at `relative` stands for.
    fn antecedent(&self, relative: usize, floor: usize) -> Option<Phrase> {
        let mut end = relative;
        if end > floor && self.word(end - 1) == "," {
            end -= 1;
        }
        if end == floor || self.quoted(end - 1) {
            return None;
        }
        self.phrase_before(end, floor)
    }

    /// The noun phrase that begins at `start`, appositions included, not beyond `ceiling`.
    pub fn phrase_from(&self, start: usize, ceiling: usize) -> Option<Phrase> {
        let mut end = start;
        if matches!(self.word(start), "he" | "she" | "they" | "it" | "i" | "we" | "him" | "her" | "them")
            && !self.is_noun_after(start, ceiling)
        {
            return Some(Phrase { tokens: start..start + 1, head: start });
        }
        while end < ceiling && self.extends_right(end, start, ceiling) {
            end += 1;
        }
        while end > start
            && (self.class(end - 1).intersects(Class::PREPOSITION | Class::CONJUNCTION | Class::DETERMINER)
                || self.is_adverb(end - 1))
        {
            end -= 1;
        }
        if end == start {
            return None;
        }
        let head = self.head(start..end);
        Some(Phrase { tokens: start..self.past_apposition(end, ceiling, head), head })
    }

    fn is_noun_after(&self, token: usize, ceiling: usize) -> bool {
        self.word(token) == "her"
            && token + 1 < ceiling
            && !self.is_mark(token + 1)
            && self.class(token + 1).is_empty()
    }

    fn extends_right(&self, token: usize, start: usize, ceiling: usize) -> bool {
        if matches!(self.word(token), "who") && token > start {
            return token + 1 < ceiling;
        }
        let after_who = (start..token).rev().take(12).any(|it| self.word(it) == "who");
        if after_who {
            return !self.is_mark(token);
        }
        if self.breaks_phrase(token) || self.shape(token) == Shape::OpenQuote {
            return false;
        }
        if self.class(token).contains(Class::WEEKDAY)
            || matches!(self.word(token), "yesterday" | "today" | "last" | "this") && token > start
        {
            return false;
        }
        if token > start && self.class(token).contains(Class::PREPOSITION) {
            let place = matches!(self.word(token), "of" | "for" | "at" | "from" | "with" | "in" | "near");
            let dated = self.class(token + 1).intersects(Class::WEEKDAY | Class::MONTH);
            let telling = matches!(
                self.word(token + 2),
                "statement"
                    | "interview"
                    | "speech"
                    | "letter"
                    | "tweet"
                    | "email"
                    | "news"
                    | "press"
                    | "written"
            ) || matches!(self.word(token + 1), "remarks" | "comments");
            return place && !dated && !telling;
        }
        if token > start && matches!(self.word(token), "and" | "or") {
            return self.is_name(token + 1) && self.is_name(token - 1)
                || self.class(token + 1).contains(Class::DETERMINER)
                || self.shape(token + 1) == Shape::Lower;
        }
        let joined = token > start
            && (self.class(token - 1).contains(Class::PREPOSITION)
                || matches!(self.word(token - 1), "and" | "or"));
        if token > start && !joined && self.class(token).contains(Class::DETERMINER) {
            return false;
        }
        // A pronoun or determiner after a complete noun begins something new.
        !(token > start
            && self.class(token).contains(Class::PRONOUN)
            && !self.class(token).contains(Class::DETERMINER))
    }

    /// Where an apposition behind `end` ends: ", a resident who …".
    fn past_apposition(&self, end: usize, ceiling: usize, head: usize) -> usize {
        if self.word(end) != "," || !self.is_name(head) {
            return end;
        }
        let first = end + 1;
        let opens = self.class(first).contains(Class::DETERMINER)
            || matches!(
                self.word(first),
                "who"
                    | "whose"
                    | "head"
                    | "chief"
                    | "director"
                    | "co-founder"
                    | "senior"
                    | "former"
                    | "president"
                    | "professor"
            )
            || self.class(first).contains(Class::ROLE) && self.shape(first) == Shape::Lower
            || self.shape(first) == Shape::Number;
        if !opens {
            return end;
        }
        let stop = (first..ceiling).find(|&it| {
            matches!(self.word(it), "," | ";" | ":" | "—" | "–" | "--") || self.shape(it) == Shape::OpenQuote
        });
        stop.unwrap_or(ceiling)
    }

    /// The head of a noun phrase: the last word before the first "of …", "in …", "who …" or comma.
    pub fn head(&self, phrase: Range<usize>) -> usize {
        let (start, end) = (phrase.start, phrase.end);
        let cut = (start + 1..end)
            .find(|&it| {
                self.class(it).contains(Class::PREPOSITION)
                    || self.breaks_phrase(it)
                    || matches!(self.word(it), "," | "(" | "familiar" | "close" | "briefed")
            })
            .unwrap_or(end);
        // A name stays whole: "University of Lund", "the Ministry of Defence" keep their first part as head.
        let mut head = cut - 1;
        while head > start && (self.is_mark(head) || matches!(self.word(head), "'s" | "’s" | "'" | "’")) {
            head -= 1;
        }
        head
    }
}
