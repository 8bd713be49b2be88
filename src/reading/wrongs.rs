//! Wrongs that a sentence says somebody has done.
//!
//! A word for a wrong accuses nobody; an accusation needs somebody who does it. Where a court, a charge or an
//! answer stands in the same sentence, somebody else speaks.

use std::{collections::HashMap, ops::Range, sync::LazyLock};

use super::{grammar::Grammar, lists::Known};
use crate::language::{Class, Shape, inflections};

/// Pairs that make a wrong of an innocent verb: "took bribes", "breaks the law".
const WRONG_PAIRS: &[(&str, &[&str])] = &[
    ("take", &["bribes", "bribe", "kickbacks", "kickback", "payoffs"]),
    ("accept", &["bribes", "bribe", "kickbacks"]),
    ("pay", &["bribes", "bribe", "kickbacks"]),
    ("demand", &["bribes", "bribe"]),
    ("break", &["law", "laws", "sanctions", "code"]),
    ("violate", &["law", "laws", "sanctions", "rules", "rights"]),
    ("cover", &["up"]),
    ("dump", &["illegally", "waste"]),
    ("evade", &["tax", "taxes", "sanctions"]),
    ("commit", &["fraud", "perjury", "murder", "crimes", "crime"]),
    ("destroy", &["evidence", "records", "documents"]),
    ("shred", &["evidence", "records", "documents"]),
    ("ignore", &["warnings", "warning"]),
    ("siphon", &["money", "funds", "off"]),
    ("misuse", &["funds", "money"]),
    ("pocket", &["money", "funds", "bribes"]),
    ("beat", &["prisoners", "protesters", "detainees", "his", "her"]),
];

/// Verbs that are wrong whatever they are done to, and whose present is no noun.
const WRONG_VERBS: &[&str] = &["defraud", "embezzle", "extort", "fabricate", "falsify", "launder", "swindle"];

/// Who "is a thief" is accused.
const WRONGDOERS: &[&str] = &[
    "blackmailer",
    "conman",
    "crook",
    "embezzler",
    "fraudster",
    "murderer",
    "paedophile",
    "pedophile",
    "rapist",
    "swindler",
    "thief",
    "thieves",
];

/// Words with which somebody else speaks, or nothing is asserted.
const SETTLED: &[&str] = &[
    "convicted",
    "guilty",
    "pleaded",
    "pled",
    "sentenced",
    "acquitted",
    "charged",
    "accused",
    "alleged",
    "allegedly",
    "suspected",
    "fined",
    "denied",
    "if",
    "would",
];

/// Words for a wrong that somebody else names: whose word it is, they do not settle.
const BLAME: &[&str] = &[
    "abuse",
    "abused",
    "accuse",
    "accused",
    "accuses",
    "allegation",
    "allegations",
    "alleged",
    "allegedly",
    "blame",
    "blamed",
    "bribe",
    "bribery",
    "bribes",
    "concealed",
    "corrupt",
    "corruption",
    "covered",
    "deceived",
    "failed",
    "failure",
    "fraud",
    "guilty",
    "hidden",
    "hide",
    "hides",
    "hiding",
    "illegal",
    "illegally",
    "knew",
    "liar",
    "lie",
    "lies",
    "lying",
    "misled",
    "negligence",
    "negligent",
    "neglected",
    "scandal",
    "suppressed",
    "unlawful",
    "unlawfully",
    "wasted",
    "wrongdoing",
];

/// Whether these words of a text speak of a wrong at all, whoever says so and however: for those who must not be
/// made to say it.
pub fn speak_of_wrong<'a>(words: impl IntoIterator<Item = &'a str>) -> bool {
    words.into_iter().any(|it| {
        let known = Known::of(it).contains(Known::WRONG) || FORMS.contains_key(it) && !INNOCENT.contains(&it);
        known
            || BLAME.contains(&it)
            || WRONGDOERS.contains(&it)
            || SETTLED.contains(&it) && it != "if" && it != "would"
    })
}

/// Forms of the pairs that are no wrong without their object, and stand in any text.
const INNOCENT: &[&str] = &["accepted", "paid", "pays", "paying", "taken", "takes", "taking", "took"];

/// How a form stands in its sentence.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Tense {
    Past,
    /// "takes"
    Present,
    /// "taking", behind "is" or "has been"
    Going,
}

/// A form of a verb → its tense and what it must be done to; nothing where the verb is wrong by itself.
static FORMS: LazyLock<HashMap<String, (Tense, &[&str])>> = LazyLock::new(|| {
    let pairs = WRONG_PAIRS.iter().copied();
    let verbs = WRONG_VERBS.iter().map(|it| (*it, [].as_slice()));
    let mut forms = HashMap::new();
    for (verb, objects) in pairs.chain(verbs) {
        let all = inflections(verb);
        forms.insert(all.gerund, (Tense::Going, objects));
        // "She beats her record" is sport.
        if verb != "beat" {
            forms.insert(all.third, (Tense::Present, objects));
        }
        forms.insert(all.past, (Tense::Past, objects));
        forms.insert(all.participle, (Tense::Past, objects));
    }
    forms
});

/// Whether somebody is said to have done a wrong, on no word but the article's.
pub(super) fn alleges(grammar: &Grammar, tokens: Range<usize>) -> bool {
    let settled = tokens.clone().any(|it| SETTLED.contains(&grammar.word(it)));
    !settled
        && tokens.clone().skip(1).any(|it| {
            !grammar.quoted(it)
                && grammar.shape(it) == Shape::Lower
                && (does_wrong(grammar, &tokens, it)
                    || is_wrongdoer(grammar, &tokens, it)
                    || is_in_breach(grammar, &tokens, it))
        })
}

/// "Took bribes", "has been embezzling": a verb and who does it.
fn does_wrong(grammar: &Grammar, tokens: &Range<usize>, verb: usize) -> bool {
    const NEAR: usize = 7;
    let word = grammar.word(verb);
    let known = Known::of(word).contains(Known::WRONG);
    let form = FORMS.get(word).filter(|(_, objects)| {
        objects.is_empty()
            || (verb + 1..tokens.end.min(verb + NEAR)).any(|at| objects.contains(&grammar.word(at)))
    });
    let tense = match form {
        Some((tense, _)) => *tense,
        None if known => Tense::Past,
        None => return false,
    };
    let fits = match tense {
        Tense::Past => true,
        // "The pockets of", "his public money": a noun.
        Tense::Present => {
            !grammar.class(verb - 1).intersects(Class::DETERMINER | Class::PREPOSITION)
                && !matches!(grammar.word(verb + 1), "of" | "and" | "," | "for")
        }
        Tense::Going => grammar.word(before_adverbs(grammar, tokens.start, verb).saturating_sub(1)) != "not",
    };
    fits && (word != "threatened" || threatens_somebody(grammar, verb))
        && (word != "hid" || !hides_itself(grammar, verb))
        && !describes(grammar, verb)
        && match tense {
            Tense::Going => is_going_on(grammar, tokens.start, verb),
            _ => has_agent(grammar, tokens.start, verb),
        }
}

/// "Lund has been taking", "the firm is evading": somebody, and a form of "be" right before.
fn is_going_on(grammar: &Grammar, start: usize, gerund: usize) -> bool {
    let be = before_adverbs(grammar, start, gerund);
    let Some(be) = be.checked_sub(1).filter(|it| *it > start) else { return false };
    let first = if grammar.word(be) == "been" { before_adverbs(grammar, start, be) } else { be };
    matches!(grammar.word(be), "is" | "are" | "was" | "were" | "been") && has_agent(grammar, start, first)
}

/// "Ida Lund is a thief": not "is no thief", "is not a thief".
fn is_wrongdoer(grammar: &Grammar, tokens: &Range<usize>, noun: usize) -> bool {
    const DESCRIBED: usize = 2;
    if !WRONGDOERS.contains(&grammar.word(noun)) {
        return false;
    }
    let from = noun.saturating_sub(DESCRIBED + 1).max(tokens.start + 1);
    let article = (from..noun).rev().find(|&it| matches!(grammar.word(it), "a" | "an"));
    let be = match article {
        Some(it) => it - 1,
        None if grammar.word(noun) == "thieves" => noun - 1,
        None => return false,
    };
    be > tokens.start
        && matches!(grammar.word(be), "is" | "was" | "are" | "were")
        && has_agent(grammar, tokens.start, be)
}

/// "The plant dumps ash in breach of its licence": whoever does it, the law is broken.
fn is_in_breach(grammar: &Grammar, tokens: &Range<usize>, at: usize) -> bool {
    let breach = matches!(grammar.word(at), "breach" | "violation")
        && grammar.word(at - 1) == "in"
        && grammar.word(at + 1) == "of";
    let judged =
        |it: usize| matches!(grammar.word(it), "found" | "ruled" | "judged" | "held" | "not" | "could");
    let verb =
        (tokens.start + 1..at).find(|&it| grammar.is_verb_form(it) && grammar.shape(it) == Shape::Lower);
    breach
        && !tokens.clone().any(judged)
        && verb.is_some_and(|it| {
            has_agent(grammar, tokens.start, it) || grammar.is_auxiliary(it) && it > tokens.start
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
    // "Deep-pocketed donors".
    let graded = matches!(grammar.word(participle - 1), "heavily" | "lightly" | "highly" | "-");
    let limited = grammar.class(participle - 1).intersects(Class::DETERMINER | Class::PREPOSITION)
        && grammar.class(participle + 1).is_empty()
        && grammar.shape(participle + 1) == Shape::Lower;
    graded || limited && !grammar.is_adverb(participle - 1)
}

/// A name, or a person or body with an article, before the verb.
pub(super) fn has_agent(grammar: &Grammar, start: usize, verb: usize) -> bool {
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
