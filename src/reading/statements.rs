//! What kind of claim a sentence makes, and what exempts it from needing a source (rulebook 1.3).
//!
//! Words decide here, not truth: a sentence with "more than" compares, whatever it compares.
//! Words inside quotations are somebody else's and do not count.

use super::lists::Known;
use std::ops::Range;

use super::{Quote, Statement, Traits, figures, grammar::Grammar, readable};
use crate::language::{Class, Passage, Shape};

/// One statement for each sentence of the passage.
pub fn statements(passage: &Passage, quotes: &[Quote]) -> Vec<Statement> {
    let grammar = Grammar::new(passage, quotes);
    passage.sentences.iter().map(|it| statement(&grammar, it.tokens.clone())).collect()
}

fn statement(grammar: &Grammar, tokens: Range<usize>) -> Statement {
    let figures = figures::figures(grammar, tokens.clone());
    let mut traits = kind(grammar, tokens.clone()) | exemption(grammar, tokens.clone());
    traits.set(Traits::FIGURE, !figures.is_empty());
    traits.set(Traits::UNREADABLE, readable::is_unreadable(grammar, tokens));
    if traits.contains(Traits::ALLEGATION) {
        // "The police beat the protesters": an act is no label, whatever the lists make of its verb.
        traits.remove(Traits::FRAGMENT);
    }
    Statement { traits, figures }
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

/// Pairs that make a wrong of an innocent verb: "took bribes", "broke the law".
const WRONG_PAIRS: &[(&str, &[&str])] = &[
    ("took", &["bribes", "bribe", "kickbacks", "kickback", "payoffs"]),
    ("accepted", &["bribes", "bribe", "kickbacks"]),
    ("paid", &["bribes", "bribe", "kickbacks"]),
    ("demanded", &["bribes", "bribe"]),
    ("broke", &["law", "laws", "sanctions"]),
    ("violated", &["law", "laws", "sanctions", "rules", "rights"]),
    ("covered", &["up"]),
    ("dumped", &["illegally", "waste"]),
    ("evaded", &["tax", "taxes", "sanctions"]),
    ("committed", &["fraud", "perjury", "murder", "crimes", "crime"]),
    ("destroyed", &["evidence", "records", "documents"]),
    ("shredded", &["evidence", "records", "documents"]),
    ("ignored", &["warnings", "warning"]),
    ("siphoned", &["money", "funds", "off"]),
    ("misused", &["funds", "money"]),
    ("beat", &["prisoners", "protesters", "detainees", "his", "her"]),
];

fn alleges(grammar: &Grammar, tokens: Range<usize>) -> bool {
    let settled = tokens.clone().any(|it| {
        matches!(
            grammar.word(it),
            "convicted"
                | "guilty"
                | "pleaded"
                | "pled"
                | "sentenced"
                | "acquitted"
                | "charged"
                | "accused"
                | "alleged"
                | "allegedly"
                | "suspected"
                | "fined"
                | "denied"
                | "if"
                | "would"
        )
    });
    !settled
        && tokens.clone().skip(1).any(|it| {
            let word = grammar.word(it);
            let pair = WRONG_PAIRS.iter().find(|(verb, _)| *verb == word);
            let paired = pair.is_some_and(|(_, objects)| {
                (it + 1..tokens.end.min(it + 7)).any(|at| objects.contains(&grammar.word(at)))
            });
            (Known::of(word).contains(Known::WRONG) || paired)
                && !grammar.quoted(it)
                && (word != "threatened" || threatens_somebody(grammar, it))
                && (word != "hid" || !hides_itself(grammar, it))
                && !describes(grammar, it)
                && has_agent(grammar, tokens.start, it)
        })
}

/// "Threatened her with a knife" is an accusation, "threatened a walkout" and "threatened to sue" are announcements.
fn threatens_somebody(grammar: &Grammar, verb: usize) -> bool {
    let person = |it: usize| {
        grammar.is_name(it)
            || grammar.class(it).contains(Class::ROLE)
            || Known::of(grammar.word(it)).contains(Known::CROWD)
            || matches!(grammar.word(it), "him" | "her" | "them" | "people" | "me" | "us")
    };
    let until = (verb + 1..verb + 5).find(|&it| grammar.is_mark(it) || grammar.word(it) == "to");
    (verb + 1..until.unwrap_or(verb + 5)).any(person)
}

/// "They hid from the police", not "they hid the report".
fn hides_itself(grammar: &Grammar, verb: usize) -> bool {
    grammar.is_mark(verb + 1)
        || matches!(
            grammar.word(verb + 1),
            "from" | "in" | "inside" | "at" | "behind" | "under" | "among" | "out" | "and" | "for" | "there"
        )
}

/// "The most heavily trafficked road", "of forged papers": what a thing is like, not what somebody did.
fn describes(grammar: &Grammar, participle: usize) -> bool {
    let graded = matches!(grammar.word(participle - 1), "heavily" | "lightly" | "highly");
    let limited = grammar.class(participle - 1).intersects(Class::DETERMINER | Class::PREPOSITION)
        && grammar.class(participle + 1).is_empty()
        && grammar.shape(participle + 1) == Shape::Lower;
    graded || limited && !grammar.is_adverb(participle - 1)
}

/// A name, or a person or body with an article, before the verb.
fn has_agent(grammar: &Grammar, start: usize, verb: usize) -> bool {
    let mut end = before_adverbs(grammar, start, verb);
    // "Was kidnapped and murdered": the verb before tells whether they did it or it was done to them.
    while end > start + 1
        && matches!(grammar.word(end - 1), "and" | "or" | ",")
        && grammar.is_past(end - 2)
        && grammar.shape(end - 2) == Shape::Lower
    {
        end = before_adverbs(grammar, start, end - 2);
    }
    end > start
        && !grammar.is_auxiliary(end - 1)
        && (start..end).any(|it| {
            grammar.is_name(it)
                || grammar.class(it).intersects(Class::DETERMINER | Class::ROLE)
                || matches!(grammar.word(it), "he" | "she" | "they")
        })
}

fn before_adverbs(grammar: &Grammar, start: usize, mut end: usize) -> usize {
    while end > start
        && (grammar.is_adverb(end - 1) || matches!(grammar.word(end - 1), "has" | "have" | "had"))
    {
        end -= 1;
    }
    end
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
    traits.set(
        Traits::WITNESS,
        open.iter().any(|&it| matches!(grammar.word(it), "i" | "we" | "my" | "our" | "me" | "us")),
    );
    traits.set(Traits::CONTINUES, continues(grammar, first, tokens.clone()));
    traits.set(Traits::FRAGMENT, !open.iter().any(|&it| grammar.is_verb_form(it)));
    traits
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
    !judged && (verb(Known::TIMED) && dated(grammar, tokens.clone()) || verb(Known::PLACED) && placed)
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
