//! Just enough grammar to find who stands before a verb and what stands behind it.
//!
//! There is no tagger here: closed classes, shapes and endings decide, and where they cannot, the
//! shorter phrase wins. All numbers are token indices of one passage.

use std::ops::Range;

use super::{Cue, Quote, QuoteNature, cues::Frames};
use crate::{
    language::{Class, Passage, Shape},
    text::Span,
};

/// A passage with what reading asks of each token again and again.
pub(super) struct Grammar<'a> {
    pub passage: &'a Passage,
    pub quotes: &'a [Quote],
    /// The quote each token is in, outermost.
    inside: Vec<Option<u32>>,
    /// Of each sentence, what is asked at each of its tokens again.
    sentences: Vec<Told>,
}

/// What the words of a sentence tell together.
struct Told {
    /// Its first token that is no mark; its end where there is none.
    first: usize,
    /// Whether not all of it is in capitals.
    mixed: bool,
}

/// A verb of saying with its auxiliaries.
#[derive(Clone, Debug)]
pub(super) struct VerbGroup {
    pub cue: Cue,
    /// From the first auxiliary to the last particle.
    pub tokens: Range<usize>,
    /// "is believed", "was told".
    pub passive: bool,
    /// "to say", after no auxiliary.
    pub infinitive: bool,
}

impl<'a> Grammar<'a> {
    pub fn new(passage: &'a Passage, quotes: &'a [Quote]) -> Grammar<'a> {
        let mut inside = vec![None; passage.tokens.len()];
        for (index, quote) in quotes.iter().enumerate().filter(|(_, it)| !it.nested) {
            let first = passage.token_at(quote.span.start);
            for slot in passage.tokens[first..].iter().zip(&mut inside[first..]) {
                if slot.0.span.start >= quote.span.end {
                    break;
                }
                *slot.1 = Some(index as u32);
            }
        }
        let is_word = |it: &usize| {
            !matches!(passage.tokens[*it].shape, Shape::Mark | Shape::OpenQuote | Shape::CloseQuote)
        };
        let told = |tokens: Range<usize>| Told {
            first: tokens.clone().find(is_word).unwrap_or(tokens.end),
            mixed: passage.tokens[tokens].iter().any(|it| matches!(it.shape, Shape::Lower | Shape::Title)),
        };
        let sentences = passage.sentences.iter().map(|it| told(it.tokens.clone())).collect();
        Grammar { passage, quotes, inside, sentences }
    }

    /// In lower case, save for letters that spell a pronoun: "the US", "the WHO", "the IT department".
    pub fn word(&self, token: usize) -> &str {
        if self.are_letters(token) { self.passage.form(token) } else { self.passage.word(token) }
    }

    /// In a sentence that is all in capitals nobody can tell.
    fn are_letters(&self, token: usize) -> bool {
        let passage = self.passage;
        let Some(it) = passage.tokens.get(token).filter(|it| it.shape == Shape::Upper) else { return false };
        let letters = matches!(it.span.of(&passage.text), "US" | "IT" | "WE" | "WHO");
        letters && self.sentences[passage.sentence_of(token)].mixed
    }

    pub fn class(&self, token: usize) -> Class {
        self.passage.tokens.get(token).map_or(Class::empty(), |it| it.class)
    }

    pub fn shape(&self, token: usize) -> Shape {
        self.passage.tokens.get(token).map_or(Shape::Mark, |it| it.shape)
    }

    /// The quotation a token is in, its marks included.
    pub fn quote(&self, token: usize) -> Option<&'a Quote> {
        self.quotes.get((*self.inside.get(token)?)? as usize)
    }

    /// Inside somebody else's words: a speech or a fragment, not a title.
    pub fn quoted(&self, token: usize) -> bool {
        self.quote(token).is_some_and(|it| it.nature != QuoteNature::Title)
    }

    pub fn is_mark(&self, token: usize) -> bool {
        matches!(self.shape(token), Shape::Mark | Shape::OpenQuote | Shape::CloseQuote)
    }

    /// Capitalised, and not only because the sentence begins there.
    pub fn is_name(&self, token: usize) -> bool {
        match self.shape(token) {
            Shape::Upper => self.passage.form(token).chars().count() > 1,
            Shape::Title => {
                !self.class(token).intersects(
                    Class::DETERMINER
                        | Class::PRONOUN
                        | Class::PREPOSITION
                        | Class::CONJUNCTION
                        | Class::AUXILIARY
                        | Class::MODAL
                        | Class::STOP
                        | Class::WEEKDAY
                        | Class::MONTH
                        | Class::NUMBER_WORD,
                ) && !self.opens_with_noun(token)
                    || (self.class(token).contains(Class::ROLE) && !self.starts_sentence(token))
            }
            _ => false,
        }
    }

    /// "Officials said": an everyday noun, or somebody's role, has its capital from the sentence it begins.
    fn opens_with_noun(&self, token: usize) -> bool {
        use super::names::Known;
        if !self.starts_sentence(token) || self.shape(token + 1) != Shape::Lower {
            return false;
        }
        let known = super::names::look_up(self.word(token)).known;
        known.any(Known::ORDINARY | Known::ROLE) && !known.any(Known::PERSONAL | Known::NAME)
    }

    pub fn starts_sentence(&self, token: usize) -> bool {
        token <= self.sentences[self.passage.sentence_of(token)].first
    }

    pub fn is_adverb(&self, token: usize) -> bool {
        self.shape(token) == Shape::Lower
            && (self.class(token).contains(Class::ADVERB)
                || matches!(
                    self.word(token),
                    "also"
                        | "later"
                        | "then"
                        | "now"
                        | "once"
                        | "never"
                        | "always"
                        | "often"
                        | "even"
                        | "still"
                        | "again"
                        | "ever"
                        | "first"
                        | "further"
                        | "too"
                        | "not"
                        | "n't"
                        | "n’t"
                )
                || (self.word(token).len() > 4
                    && self.word(token).ends_with("ly")
                    && !matches!(
                        self.word(token),
                        "family" | "italy" | "ally" | "july" | "supply" | "assembly" | "rally" | "reply"
                    )))
    }

    pub fn is_auxiliary(&self, token: usize) -> bool {
        // "Cho’s remarks" owns, "she’s said" has.
        if matches!(self.word(token), "'s" | "’s") {
            return token > 0
                && matches!(self.word(token - 1), "he" | "she" | "it" | "who" | "that" | "what" | "there");
        }
        self.class(token).intersects(Class::AUXILIARY | Class::MODAL)
    }

    fn is_be(&self, token: usize) -> bool {
        matches!(
            self.word(token),
            "is" | "are" | "was" | "were" | "be" | "been" | "being" | "am" | "'re" | "’re" | "'m" | "’m"
        )
    }

    /// The verb of saying whose first word is `token`, with what stands before it.
    pub fn verb_group(&self, token: usize, floor: usize) -> Option<VerbGroup> {
        let (cue, rest) = Cue::starting(self.word(token))
            .iter()
            .find(|(_, rest)| rest.iter().enumerate().all(|(at, word)| self.word(token + 1 + at) == *word))?;
        if self.shape(token) == Shape::Title && !self.starts_sentence(token) {
            return None;
        }
        let mut start = token;
        while start > floor
            && (self.is_auxiliary(start - 1) || self.is_adverb(start - 1))
            && !self.quoted(start - 1)
        {
            start -= 1;
        }
        // Adverbs before the first auxiliary belong to the sentence, not to the cue.
        while start < token && self.is_adverb(start) {
            start += 1;
        }
        let be = (start..token).rev().find(|&it| !self.is_adverb(it)).is_some_and(|it| self.is_be(it));
        let past = matches!(cue.inflection, super::Inflection::Past | super::Inflection::Participle);
        let infinitive =
            cue.inflection == super::Inflection::Base && start > floor && self.word(start - 1) == "to";
        Some(VerbGroup { cue: *cue, tokens: start..token + 1 + rest.len(), passive: be && past, infinitive })
    }

    /// Whether a form that is also a noun is a verb here: "Reuters reports" against "the reports".
    pub fn is_verb(&self, group: &VerbGroup, token: usize, floor: usize) -> bool {
        use super::Inflection::*;
        let before = |it: usize| it.checked_sub(1).filter(|&it| it >= floor);
        if group.tokens.start < token && self.is_auxiliary(group.tokens.start) {
            return true;
        }
        // "Media reports suggest", "his claims were": the verb is the next word.
        let next = group.tokens.end;
        let verb_next = self.is_auxiliary(next)
            || Cue::starting(self.word(next))
                .iter()
                .any(|(it, _)| it.inflection != Gerund && !it.frames.contains(Frames::ALSO_NOUN));
        if verb_next && group.cue.frames.contains(Frames::ALSO_NOUN) {
            return false;
        }
        let Some(previous) = before(group.tokens.start) else { return false };
        let class = self.class(previous);
        if matches!(self.word(previous), "'s" | "’s" | "'" | "’") {
            return false;
        }
        let noun_next = matches!(self.word(token + 1), "of" | "by" | "about" | "on" | "from" | "for");
        match group.cue.inflection {
            Gerund => true,
            Past | Participle => {
                !(class.intersects(Class::DETERMINER | Class::PREPOSITION)
                    && self.class(previous) & Class::PRONOUN == Class::empty())
            }
            Third if !group.cue.frames.contains(Frames::ALSO_NOUN) => !class.contains(Class::DETERMINER),
            Third => {
                let singular = self.is_name(previous)
                    || matches!(self.word(previous), "he" | "she" | "it" | "who" | "which" | "also");
                (singular || self.singular_subject(previous, floor)) && !noun_next
            }
            Base => {
                matches!(
                    self.word(previous),
                    "they"
                        | "we"
                        | "i"
                        | "you"
                        | "who"
                        | "some"
                        | "many"
                        | "others"
                        | "most"
                        | "several"
                        | "few"
                        | "not"
                        | "n't"
                        | "n’t"
                        | "that"
                ) || (self.plural(previous) && !noun_next)
            }
        }
    }

    /// "the spokeswoman claims": a lower-case noun that is no plural, with a determiner before it.
    fn singular_subject(&self, noun: usize, floor: usize) -> bool {
        let word = self.word(noun);
        self.shape(noun) == Shape::Lower
            && !word.ends_with('s')
            && self.class(noun).contains(Class::ROLE)
            && (floor..noun).rev().take(4).any(|it| self.class(it).contains(Class::DETERMINER))
    }

    fn plural(&self, noun: usize) -> bool {
        let word = self.word(noun);
        let marked = word.ends_with('s') && !word.ends_with("ss") && !word.ends_with("us") && word.len() > 3;
        (marked || matches!(word, "people" | "police" | "media" | "women" | "men" | "data"))
            && !self.class(noun).intersects(Class::PREPOSITION | Class::AUXILIARY | Class::ADVERB)
    }

    /// Words that cannot be inside a simple noun phrase.
    pub fn breaks_phrase(&self, token: usize) -> bool {
        let class = self.class(token);
        if self.is_mark(token) {
            return !matches!(self.passage.form(token), "&" | "-" | "/" | "'" | "’" | "\u{FFFC}");
        }
        class.intersects(Class::AUXILIARY | Class::MODAL) && self.shape(token) == Shape::Lower
            || (class.contains(Class::CONJUNCTION) && !matches!(self.word(token), "and" | "or" | "&"))
            || matches!(
                self.word(token),
                "that"
                    | "which"
                    | "who"
                    | "whom"
                    | "whose"
                    | "because"
                    | "if"
                    | "when"
                    | "while"
                    | "after"
                    | "before"
                    | "as"
                    | "than"
                    | "so"
                    | "where"
                    | "why"
                    | "how"
                    | "since"
                    | "until"
                    | "though"
                    | "although"
                    | "unless"
                    | "but"
            )
            || matches!(self.word(token), "he" | "she" | "they" | "i" | "we" | "it")
    }

    /// The bytes of a range of tokens; empty ranges have none.
    pub fn span(&self, tokens: Range<usize>) -> Option<Span> {
        (tokens.start < tokens.end).then(|| self.passage.span(tokens))
    }
}
