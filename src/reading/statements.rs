//! What kind of claim a sentence makes, and what exempts it from needing a source (rulebook 1.3).
//!
//! Words decide here, not truth: a sentence with "more than" compares, whatever it compares.
//! Words inside quotations are somebody else's and do not count.

use super::lists::Known;
use std::ops::Range;

use super::{
    Quote, Statement, Traits, figures,
    grammar::Grammar,
    readable,
    topics::topic,
    wrongs::{alleges, has_agent},
};
use crate::language::{Class, Passage, Shape};

/// One statement for each sentence of the passage.
pub fn statements(passage: &Passage, quotes: &[Quote]) -> Vec<Statement> {
    let grammar = Grammar::new(passage, quotes);
    passage.sentences.iter().map(|it| statement(&grammar, it.tokens.clone())).collect()
}

fn statement(grammar: &Grammar, tokens: Range<usize>) -> Statement {
    if readable::is_endless(&tokens) {
        return Statement { traits: Traits::UNREADABLE | Traits::ENDLESS, ..Statement::default() };
    }
    let figures = figures::figures(grammar, tokens.clone());
    let mut traits = kind(grammar, tokens.clone()) | exemption(grammar, tokens.clone());
    traits.set(Traits::FIGURE, !figures.is_empty());
    traits.set(Traits::UNREADABLE, readable::is_unreadable(grammar, tokens.clone()));
    if traits.contains(Traits::ALLEGATION) {
        // "The police beat the protesters", "Lund is a thief": an accusation is no label and defines nothing.
        traits.remove(Traits::FRAGMENT | Traits::DEFINITION | Traits::CALENDAR);
    }
    Statement { traits, figures, topic: topic(grammar.passage, tokens), need: None }
}

fn kind(grammar: &Grammar, tokens: Range<usize>) -> Traits {
    let mut traits = Traits::empty();
    for at in tokens.clone().filter(|&it| !grammar.quoted(it)) {
        let word = grammar.word(at);
        let next = grammar.word(at + 1);
        let comparative = matches!(word, "more" | "less" | "fewer" | "better" | "worse")
            || word.len() > 4 && word.ends_with("er") && next == "than";
        if comparative && (at + 1..tokens.end.min(at + 7)).any(|it| grammar.word(it) == "than")
            || DOUBLINGS.contains(&word)
        {
            traits |= Traits::COMPARISON;
        }
        if superlative(grammar, at) {
            traits |= Traits::SUPERLATIVE;
        }
        if Known::of(word).contains(Known::CAUSE)
            || matches!((word, next), ("led", "to") | ("due", "to") | ("thanks", "to") | ("resulted", "in"))
        {
            traits |= Traits::CAUSE;
        }
        if matches!(word, "will" | "'ll" | "’ll" | "inevitably" | "doomed") {
            traits |= Traits::PREDICTION;
        }
        if Known::of(word).contains(Known::EVALUATION) {
            traits |= Traits::EVALUATION;
        }
    }
    traits.set(Traits::ALLEGATION, alleges(grammar, tokens.clone()));
    traits.set(Traits::EVENT, past_event(grammar, tokens));
    traits
}

const DOUBLINGS: &[&str] =
    &["doubled", "tripled", "quadrupled", "halved", "outpaced", "outnumbered", "exceeded", "surpassed"];

fn superlative(grammar: &Grammar, at: usize) -> bool {
    let word = grammar.word(at);
    let determined = at > 0
        && (grammar.class(at - 1).contains(Class::DETERMINER) || matches!(grammar.word(at - 1), "'s" | "’s"));
    grammar.shape(at) == Shape::Lower
        && (word.len() > 4
            && word.ends_with("est")
            && !Known::of(word).contains(Known::NO_SUPERLATIVE)
            && determined
            || matches!(word, "worst" | "best") && determined
            || word == "most"
                && determined
                && !is_one_of(grammar, at)
                && grammar.class(at + 1).is_empty()
                && grammar.shape(at + 1) == Shape::Lower
                && !grammar.word(at + 1).ends_with('s')
            || word == "only"
                && at > 0
                && grammar.word(at - 1) == "the"
                && !matches!(grammar.word(at + 1), "one" | "way")
            || word == "first"
                && at > 0
                && grammar.word(at - 1) == "the"
                && matches!(grammar.word(at + 1), "ever" | "woman" | "country" | "city" | "time" | "person"))
}

/// "One of the mayor's most contested nominees" claims less.
fn is_one_of(grammar: &Grammar, at: usize) -> bool {
    const BEFORE: usize = 6;
    let from = at.saturating_sub(BEFORE);
    let from = (from..at).rev().find(|it| grammar.starts_sentence(*it)).unwrap_or(from);
    (from..at).any(|it| grammar.word(it) == "one" && grammar.word(it + 1) == "of")
}

/// An actor and a finite verb in the past: the ordinary news sentence.
fn past_event(grammar: &Grammar, tokens: Range<usize>) -> bool {
    let verb = tokens.clone().skip(1).find(|&it| {
        !grammar.quoted(it)
            && grammar.shape(it) == Shape::Lower
            && grammar.is_past(it)
            && !grammar.class(it - 1).intersects(Class::DETERMINER | Class::PREPOSITION)
    });
    verb.is_some_and(|it| {
        !Known::of(grammar.word(it)).contains(Known::PUBLIC) && has_agent(grammar, tokens.start, it)
    })
}

fn exemption(grammar: &Grammar, tokens: Range<usize>) -> Traits {
    let mut traits = Traits::empty();
    let first = tokens.clone().find(|&it| !grammar.is_mark(it)).unwrap_or(tokens.start);
    let open: Vec<usize> = tokens.clone().filter(|&it| !grammar.quoted(it)).collect();
    let question = tokens.clone().rev().take(2).any(|it| grammar.word(it) == "?" && !grammar.quoted(it));
    traits.set(Traits::QUESTION, question);
    traits.set(Traits::INSTRUCTION, instructs(grammar, first));
    traits.set(Traits::DEFINITION, defines(grammar, tokens.clone()));
    traits.set(Traits::CALENDAR, tells_the_time(grammar, tokens.clone()));
    traits.set(Traits::WITNESS, open.iter().any(|&it| is_writer(grammar, it)));
    traits.set(Traits::CONTINUES, continues(grammar, first, tokens.clone()));
    let spoken = speaks(grammar, &tokens, &open);
    traits.set(Traits::FRAGMENT, !spoken && !open.iter().any(|&it| grammar.is_verb_form(it)));
    traits
}

/// The writer, or the desk: "I", "our". Not the number of a war.
fn is_writer(grammar: &Grammar, token: usize) -> bool {
    let numbered = || {
        token > 0
            && matches!(
                grammar.word(token - 1),
                "war"
                    | "part"
                    | "phase"
                    | "title"
                    | "type"
                    | "article"
                    | "act"
                    | "division"
                    | "volume"
                    | "chapter"
            )
    };
    match grammar.word(token) {
        "i" => !numbered(),
        word => matches!(word, "we" | "my" | "our" | "me" | "us"),
    }
}

/// Nothing but somebody's words, and enough of them for a statement: no label, whoever speaks.
fn speaks(grammar: &Grammar, tokens: &Range<usize>, open: &[usize]) -> bool {
    const SHORTEST: usize = 4;
    let words = tokens.clone().filter(|&it| !grammar.is_mark(it));
    open.iter().all(|&it| grammar.is_mark(it)) && words.filter(|&it| grammar.quoted(it)).count() >= SHORTEST
}

fn instructs(grammar: &Grammar, first: usize) -> bool {
    Known::of(grammar.word(first)).contains(Known::INSTRUCTION)
        && !matches!(
            grammar.word(first + 1),
            "," | "'s" | "’s" | "of" | "is" | "are" | "was" | "were" | "has" | "have" | "will" | "said"
        )
        && grammar.shape(first) != Shape::Upper
        && !grammar.is_name(first + 1)
}

/// "X is a …", "X means", "X stands for": what a word is, not what happened.
fn defines(grammar: &Grammar, tokens: Range<usize>) -> bool {
    let verb = tokens.clone().skip(1).take(9).find(|&it| {
        matches!(grammar.word(it), "is" | "are" | "means" | "denotes" | "stands" | "refers" | "was" | "were")
    });
    let Some(verb) = verb else { return false };
    // "The school she means lost its money": who means it stands right before.
    if matches!(grammar.word(verb - 1), "he" | "she" | "they" | "we" | "you" | "i") {
        return false;
    }
    let next = grammar.word(verb + 1);
    let claims = tokens.clone().any(|it| {
        superlative(grammar, it)
            || Known::of(grammar.word(it)).contains(Known::EVALUATION)
            || matches!(grammar.word(it), "than" | "because" | "should" | "must")
    });
    let first = tokens.clone().find(|&it| !grammar.is_mark(it)).unwrap_or(tokens.start);
    let pronoun = matches!(grammar.word(first), "he" | "she" | "this" | "that" | "these" | "there");
    !claims
        && !pronoun
        && match grammar.word(verb) {
            "is" | "are" => {
                matches!(
                    next,
                    "a" | "an"
                        | "the"
                        | "one"
                        | "called"
                        | "defined"
                        | "known"
                        | "located"
                        | "part"
                        | "measured"
                        | "made"
                        | "named"
                        | "short"
                ) || !next.is_empty() && grammar.class(verb + 1).contains(Class::NUMBER_WORD)
            }
            "means" | "denotes" => true,
            "stands" => next == "for",
            "refers" => next == "to",
            _ => false,
        }
}

/// Timetable, calendar and geography: "The committee meets on Tuesdays."
fn tells_the_time(grammar: &Grammar, tokens: Range<usize>) -> bool {
    let judged = tokens.clone().any(|it| {
        superlative(grammar, it)
            || matches!(grammar.word(it), "than" | "because")
            || Known::of(grammar.word(it)).contains(Known::EVALUATION)
    });
    let verb = |list: Known| tokens.clone().skip(1).any(|it| Known::of(grammar.word(it)).contains(list));
    let placed = tokens.clone().any(|it| {
        matches!(
            grammar.word(it),
            "on" | "in"
                | "north"
                | "south"
                | "east"
                | "west"
                | "between"
                | "near"
                | "along"
                | "into"
                | "through"
                | "at"
                | "of"
        )
    });
    let counts = tokens.clone().any(|it| {
        matches!(grammar.word(it), "stands" | "sits" | "lies")
            && grammar.word(it + 1) == "at"
            && is_number(grammar, it + 2)
    });
    !judged
        && !counts
        && (verb(Known::TIMED) && dated(grammar, tokens.clone()) || verb(Known::PLACED) && placed)
}

/// "The list stands at 1,240 families", "at nearly $3 million".
fn is_number(grammar: &Grammar, at: usize) -> bool {
    const HEDGED: usize = 3;
    (at..at + HEDGED)
        .any(|it| grammar.shape(it) == Shape::Number || grammar.class(it).contains(Class::NUMBER_WORD))
}

fn dated(grammar: &Grammar, tokens: Range<usize>) -> bool {
    tokens.clone().any(|it| {
        let class = grammar.class(it);
        let word = grammar.word(it);
        class.intersects(Class::WEEKDAY | Class::MONTH)
            || matches!(
                word,
                "noon"
                    | "midnight"
                    | "tomorrow"
                    | "today"
                    | "tonight"
                    | "yesterday"
                    | "daily"
                    | "weekly"
                    | "monthly"
                    | "a.m."
                    | "p.m."
                    | "o'clock"
                    | "o’clock"
                    | "weekdays"
                    | "weekends"
            )
            || word.strip_suffix('s').is_some_and(|it| Class::of(it).contains(Class::WEEKDAY))
            || grammar.shape(it) == Shape::Number
                && word.len() == 4
                && (word.starts_with("19") || word.starts_with("20") || word.starts_with("18"))
    })
}

fn continues(grammar: &Grammar, first: usize, tokens: Range<usize>) -> bool {
    let opener = Known::of(grammar.word(first)).contains(Known::CONTINUING);
    let also = tokens.clone().take(6).any(|it| grammar.word(it) == "also");
    let subject = tokens.clone().take(8).any(|it| matches!(grammar.word(it), "he" | "she"));
    opener
        || also
        || subject
        || matches!(
            (grammar.word(first), grammar.word(first + 1)),
            ("in", "addition") | ("as", "well") | ("at", "the")
        )
}
