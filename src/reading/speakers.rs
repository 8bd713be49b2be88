//! How well a source can be told from its words alone.

use super::lists::Known;
use std::ops::Range;

use super::{Source, SourceKind, grammar::Grammar, phrases::Phrase};
use crate::language::{Class, Shape};

const REPORTS: &[&str] =
    &["reports", "media", "rumours", "rumors", "accounts", "press", "outlets", "headlines"];

/// "Nordpress", "Lundpost": the ending tells.
pub(super) fn is_outlet_word(word: &str) -> bool {
    const ENDINGS: &[&str] = &["press", "post", "news", "wire", "zeitung", "blad", "times"];
    ENDINGS.iter().any(|it| word.len() > it.len() + 2 && word.ends_with(it))
        && !matches!(word, "express" | "compress" | "impress" | "signpost" | "outpost")
}

impl Grammar<'_> {
    /// A noun phrase as a source.
    pub fn source(&self, phrase: &Phrase) -> Option<Source> {
        let span = self.span(phrase.tokens.clone())?;
        let head = self.span(self.name_around(phrase))?;
        Some(Source { span, head, kind: self.kind_of(phrase) })
    }

    fn kind_of(&self, phrase: &Phrase) -> SourceKind {
        let (tokens, head) = (phrase.tokens.clone(), phrase.head);
        let word = self.word(head);
        if self.class(head).contains(Class::PRONOUN)
            && tokens.len() == 1
            && !Known::of(word).contains(Known::CROWD)
            || matches!(word, "he" | "she" | "they" | "it" | "i" | "we" | "you" | "who")
        {
            return SourceKind::Pronoun;
        }
        if self.asks_not_to_be_named(tokens.clone()) {
            return SourceKind::Anonymous;
        }
        let named_before = (tokens.start..head).any(|it| {
            self.is_name(it) && !(self.starts_sentence(it) && Known::of(self.word(it)).contains(Known::PLAIN))
        });
        let definite = matches!(
            self.word(tokens.start),
            "the" | "this" | "that" | "these" | "those" | "his" | "her" | "their" | "its"
        );
        let lower_head = self.shape(head) == Shape::Lower || self.starts_sentence(head);
        // "the media" are a trade, "fundraising reports" are papers: neither is a report of nobody.
        let plain = (tokens.start..head).all(|it| self.describes_plainly(it) || self.is_mark(it));
        if lower_head && REPORTS.contains(&word) && !named_before && !definite && plain {
            return SourceKind::Report;
        }
        if lower_head && Known::of(word).contains(Known::STUDY) {
            return SourceKind::Study;
        }
        if lower_head && (Known::of(word).contains(Known::DOCUMENT) || word == "reports") {
            return SourceKind::Document;
        }
        if lower_head && self.is_crowd(tokens.clone(), head, definite, named_before) {
            return SourceKind::Crowd;
        }
        if lower_head
            && Known::of(word).contains(Known::ANONYMOUS)
            && self.is_anonymous(tokens.clone(), head, definite)
        {
            return SourceKind::Anonymous;
        }
        if self.is_name(head) {
            return if self.is_outlet(tokens.start..head + 1) {
                SourceKind::Outlet
            } else {
                SourceKind::Named
            };
        }
        // "the mayor, Ana Cho": the name stands behind the role.
        let apposition = (head + 1..tokens.end).find(|&it| self.word(it) == ",");
        if apposition.is_some_and(|comma| self.is_name(comma + 1) && comma + 1 < tokens.end) {
            return SourceKind::Named;
        }
        SourceKind::Described
    }

    fn is_crowd(&self, tokens: Range<usize>, head: usize, definite: bool, named: bool) -> bool {
        let word = self.word(head);
        let counted = tokens
            .clone()
            .any(|it| self.shape(it) == Shape::Number || self.class(it).contains(Class::NUMBER_WORD));
        if definite || counted || self.word(tokens.start) == "both" {
            return false;
        }
        let quantified = matches!(
            self.word(tokens.start),
            "some" | "many" | "several" | "most" | "few" | "other" | "others" | "numerous" | "various"
        ) && tokens.len() <= 4;
        let some = quantified
            && (Known::of(word).contains(Known::CROWD)
                || matches!(
                    word,
                    "people"
                        | "voters"
                        | "residents"
                        | "parents"
                        | "doctors"
                        | "lawyers"
                        | "lawmakers"
                        | "politicians"
                        | "supporters"
                        | "fans"
                        | "users"
                        | "witnesses"
                        | "locals"
                ));
        // "NATO experts" are somebody's; "U.S. experts" are anybody.
        let bodied = word == "experts"
            && head > tokens.start
            && self.shape(head - 1) == Shape::Upper
            && !matches!(self.word(head - 1), "us" | "u.s." | "uk" | "u.k.");
        if bodied {
            return false;
        }
        if word == "groups" {
            return self.are_campaigners(tokens, head, named);
        }
        if Known::of(word).contains(Known::ALWAYS_CROWD) || some && !named {
            // "critics of the bill such as Ana Cho" names one.
            return !tokens
                .clone()
                .any(|it| matches!(self.word(it), "including" | "like") || self.word(it) == "such");
        }
        Known::of(word).contains(Known::CROWD) && !named && tokens.len() <= 3
    }

    /// "Rights groups", "environmental groups": who they are is told by what they are for.
    fn are_campaigners(&self, tokens: Range<usize>, head: usize, named: bool) -> bool {
        const CAUSES: &[&str] = &[
            "activist",
            "advocacy",
            "aid",
            "campaign",
            "civil",
            "conservation",
            "consumer",
            "environmental",
            "green",
            "industry",
            "lobby",
            "relief",
            "rights",
            "victims",
            "watchdog",
        ];
        // A capital at the head of the sentence names nobody.
        let named = named && head > tokens.start + 1;
        let named_behind = tokens.clone().any(|it| matches!(self.word(it), "including" | "like" | "such"));
        head > tokens.start
            && CAUSES.contains(&self.word(head - 1))
            && !named
            && !named_behind
            && head < tokens.start + 3
    }

    fn is_anonymous(&self, tokens: Range<usize>, head: usize, definite: bool) -> bool {
        let word = self.word(head);
        if matches!(word, "source" | "sources" | "insider") {
            return true;
        }
        let indefinite = matches!(self.word(tokens.start), "a" | "an" | "one" | "another");
        indefinite
            && !definite
            && !(head + 1..tokens.end)
                .any(|it| self.word(it) == "," && self.names_somebody(it + 1, tokens.end))
    }

    /// "Ana Cho", "First Officer Lars Holm": capitals, of which one is a name.
    fn names_somebody(&self, start: usize, end: usize) -> bool {
        let mut capitals =
            (start..end).take_while(|it| matches!(self.shape(*it), Shape::Title | Shape::Upper));
        capitals.any(|it| self.is_name(it))
    }

    /// "media" before "reports": says what they are, not whose.
    pub fn describes_plainly(&self, token: usize) -> bool {
        Known::of(self.word(token)).contains(Known::PLAIN)
            || matches!(self.word(token), "some" | "several" | "many")
    }

    /// Whether a name is that of a news organisation.
    pub fn is_outlet(&self, tokens: Range<usize>) -> bool {
        tokens.clone().any(|it| self.is_name(it))
            && tokens.clone().any(|it| {
                self.shape(it) != Shape::Lower
                    && (Known::of(self.word(it)).contains(Known::OUTLET) || is_outlet_word(self.word(it)))
            })
            && tokens.len() <= 6
            && !self.class(tokens.end - 1).contains(Class::ROLE)
    }

    /// The whole name around a head that is one: "Ana Cho"; otherwise the head alone.
    fn name_around(&self, phrase: &Phrase) -> Range<usize> {
        let head = phrase.head;
        if !self.is_name(head) {
            let apposition = (head + 1..phrase.tokens.end).find(|&it| self.word(it) == ",");
            if let Some(comma) = apposition.filter(|&it| self.is_name(it + 1) && it + 1 < phrase.tokens.end) {
                let end =
                    (comma + 1..phrase.tokens.end).find(|&it| !self.is_name(it)).unwrap_or(phrase.tokens.end);
                return comma + 1..end;
            }
            return head..head + 1;
        }
        let mut start = head;
        while start > phrase.tokens.start
            && self.is_name(start - 1)
            && !self.class(start - 1).contains(Class::ROLE)
        {
            start -= 1;
        }
        start..head + 1
    }
}
