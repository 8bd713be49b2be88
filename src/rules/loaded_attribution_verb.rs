//! # loaded-attribution-verb
//!
//! The verb judges what it should only report.
//!
//! “Revealed” and “pointed out” tell the reader that it is true, “claimed” that it may not be, “slammed” how to feel.
//! Style guides of news agencies and encyclopedias agree: *said* is enough, and nobody tires of it.
//!
//! ```article
//! She pointed out that the plan is reckless.
//!     ^^^^^^^^^^^ presents what follows as true
//! ```
//!
//! ```article
//! He claimed to have filed the form.
//!    ^^^^^^^ doubts
//! ```
//!
//! ```article
//! Ana Cho revealed that the fund is empty.
//!         ^^^^^^^^ presents what follows as true
//! ```
//!
//! ```article
//! Ana Cho, a clerk, admitted that the fund is empty.
//!                   ^^^^^^^^ presents what follows as true
//! ```
//!
//! ```article
//! “The fund is empty,” Jo Lund, a clerk, insisted.
//!                                        ^^^^^^^^ doubts what follows
//! ```
//!
//! Of a deed that nobody has proven “alleged” is the right word; of an opinion it is not:
//!
//! ```article
//! Ana Cho, a nurse, alleged that the mayor took bribes.
//! ```
//!
//! ```article
//! Ana Cho, a nurse, alleged that the levy was too high.
//!                   ^^^^^^^ doubts what follows
//! ```
//!
//! Verbs that doubt one side and believe the other weigh more:
//!
//! ```article
//! Ana Cho, a clerk, claimed that the fund is empty. Jo Lund, a teller, revealed that it is full.
//!                   ^^^^^^^ treat both sides alike
//!                                                                      ^^^^^^^^ presents what follows as true
//! ```
//!
//! Things that show are no speakers, a court confirms, and a state may claim an island:
//!
//! ```article
//! Tests revealed lead in the water.
//! ```
//!
//! ```article
//! The court confirmed the ruling.
//! ```
//!
//! ```article
//! Beijing claims the island.
//! ```
//!
//! ```article
//! Ana Cho said that the plan is reckless. She added that it is late.
//! ```
//!
//! ```article
//! The report revealed a hole of $2 million.
//! ```
//!
//! What helps: *said*. Keep the verb where it is proven, or where the other side disputes it, and say so.

use std::{collections::BTreeMap, ops::Range};

use super::{Check, Context, Finding, Fix, Limit, Rule, Said, Severity, Verbs};
use crate::{
    language::{Shape, gerund_of_past},
    reading::{Basis, ContentKind, Cue, EntityKind, Force, SourceKind},
    text::Span,
};

pub const RULE: Rule = Rule {
    code: "loaded-attribution-verb",
    severity: Severity::Hint,
    source: include_str!("loaded_attribution_verb.rs"),
    check: Check::Whole(check),
    limit: Limit::Each,
};

fn check(context: &Context) -> Vec<Finding> {
    let strict = context.settings.verbs == Verbs::Strict;
    let loaded: Vec<(Said, Cue)> = context
        .said()
        .filter_map(|said| {
            Some((
                said,
                said.attribution.verb.filter(|it| it.force != Force::Neutral && (strict || !it.weak))?,
            ))
        })
        .filter(|(said, cue)| speaks(context, said) && judges(said, cue))
        .filter(|(said, cue)| !accuses(said, cue) && !is_fair(said, cue))
        .collect();
    let sides = Sides::of(&loaded);
    loaded.iter().map(|(said, cue)| finding(context, said, cue, &sides)).collect()
}

/// How often each speaker’s verbs doubt and believe.
#[derive(Default)]
struct Sides(BTreeMap<usize, (usize, usize)>);

impl Sides {
    fn of(loaded: &[(Said, Cue)]) -> Sides {
        let mut sides = Sides::default();
        for (said, cue) in loaded {
            let Some(speaker) = said.sourced.speaker else { continue };
            let (doubts, truths) = sides.0.entry(speaker).or_default();
            match cue.force {
                Force::Doubt => *doubts += 1,
                Force::Truth => *truths += 1,
                _ => {}
            }
        }
        sides
    }

    /// The other side, whom the verbs believe, where they only doubt this one.
    fn believed_instead(&self, speaker: usize) -> Option<usize> {
        self.0.get(&speaker).filter(|it| it.0 > 0 && it.1 == 0)?;
        let believed = |(other, (doubts, truths)): (&usize, &(usize, usize))| {
            (*other != speaker && *doubts == 0 && *truths > 0).then_some(*other)
        };
        self.0.iter().find_map(believed)
    }

    fn count(&self, speaker: usize) -> String {
        let (doubts, truths) = self.0.get(&speaker).copied().unwrap_or_default();
        format!("Verbs that doubt this speaker: {doubts}; verbs that believe: {truths}.")
    }
}

/// A person, or whoever a pronoun stands for; things and courts do not load their verbs.
fn speaks(context: &Context, said: &Said) -> bool {
    let person =
        said.sourced.speaker.is_none_or(|it| context.article.entities()[it].kind == EntityKind::Person);
    match said.kind() {
        Some(SourceKind::Named) => said.sourced.speaker.is_some() && person,
        Some(SourceKind::Pronoun) => {
            person && matches!(said.source_words().to_lowercase().as_str(), "he" | "she" | "they" | "who")
        }
        None => said.attribution.basis == Basis::Participle && said.sourced.speaker.is_some() && person,
        _ => false,
    }
}

/// A noun phrase is loaded only when it names an event that the verb makes a fact of.
fn judges(said: &Said, cue: &Cue) -> bool {
    if said.attribution.kind != ContentKind::NounPhrase {
        return true;
    }
    let passage = &said.paragraph.reading.passage;
    let content = said.attribution.content[0];
    let first = passage.token_at(content.start);
    let event = (first..first + 5).map(|it| passage.word(it)).any(|it| {
        it.ends_with("ment")
            || it.ends_with("tion")
            || it.ends_with("sion")
            || matches!(
                it,
                "attack" | "deaths" | "killing" | "withdrawal" | "arrest" | "meeting" | "visit" | "deal"
            )
    });
    matches!(cue.force, Force::Truth | Force::Doubt) && event || cue.force == Force::Colour
}

/// "Alleged that the mayor took bribes": of a deed that nobody has proven it is the right word. Of an opinion
/// ("alleged that the levy was too high") it is not.
fn accuses(said: &Said, cue: &Cue) -> bool {
    let passage = &said.paragraph.reading.passage;
    let deed = |it: usize| {
        let word = passage.word(it);
        let being = matches!(word, "was" | "were" | "been" | "had" | "did");
        let going =
            word.ends_with("ing") && matches!(passage.word(it - 1), "is" | "are" | "was" | "were" | "been");
        passage.tokens[it].shape == Shape::Lower && !being && (going || gerund_of_past(word).is_some())
    };
    let within = |span: &Span| {
        let first = passage.token_at(span.start);
        let end = passage.tokens.partition_point(|it| it.span.start < span.end);
        (first + 1..end).any(deed)
    };
    cue.lemma == "allege" && said.attribution.content.iter().any(within)
}

fn finding(context: &Context, said: &Said, cue: &Cue, sides: &Sides) -> Finding {
    let span = verb(said, cue);
    let document = said.paragraph.document(span);
    let word = span.of(&said.paragraph.reading.passage.text);
    let noun_phrase = said.attribution.kind == ContentKind::NounPhrase;
    let implies = match (cue.force, noun_phrase) {
        (Force::Truth, true) => {
            "presents the event as a fact. Right if it was reported before; then say where"
        }
        (Force::Truth, false) => "presents what follows as true",
        (Force::Doubt, _) => "doubts what follows",
        (Force::Colour, _) => "colours what follows",
        (Force::Endorsement, _) => "vouches for what follows",
        (Force::Neutral, _) => "is neutral",
    };
    let said_instead = cue.said();
    let replaceable =
        !noun_phrase && said.attribution.hearer.is_none() && said.attribution.content[0].start > span.end;
    let infinitive = said.paragraph.reading.passage.lower[span.end..].trim_start().starts_with("to ");
    let (advice, fixes) = if replaceable && !infinitive || said.attribution.kind == ContentKind::Direct {
        (format!(". “{said_instead}” would not"), vec![Fix::Say { span: document, with: said_instead }])
    } else {
        (String::new(), Vec::new())
    };
    let speaker = said.sourced.speaker;
    let other = speaker.filter(|_| cue.force == Force::Doubt).and_then(|it| sides.believed_instead(it));
    let count = speaker.map(|it| format!(" {}", sides.count(it))).unwrap_or_default();
    let note = format!("“{}” {implies}.{count}", cue.lemma);
    let mut message = format!("“{word}” {implies}{advice}.");
    if let Some(other) = other {
        let name = &context.article.entities()[other].name;
        message.push_str(&format!(
            " Elsewhere the verbs take the word of {name} as true: treat both sides alike."
        ));
    }
    let severity = if other.is_some() { Severity::Information } else { RULE.severity };
    Finding { fixes, note, severity, ..RULE.finding(document, message) }
}

/// Where the verb is right whoever speaks: it is denied, it takes the blame, or it is no speech.
fn is_fair(said: &Said, cue: &Cue) -> bool {
    const BEFORE: usize = 4;
    let passage = &said.paragraph.reading.passage;
    let verb = verb_tokens(said, cue);
    // "Cannot confirm that", "neither confirmed nor denied": the verb itself is denied.
    let first = passage.sentences[said.sentence()].tokens.start.max(verb.start.saturating_sub(BEFORE));
    let denied = (first..verb.start).any(|it| {
        let negative =
            matches!(passage.word(it), "not" | "n't" | "n’t" | "cannot" | "never" | "neither" | "nor");
        negative && !(it + 1..verb.start).any(|it| matches!(passage.word(it), "," | ";" | "and" | "but"))
    });
    let behind = passage.word(verb.end);
    let claims = cue.lemma == "claim"
        && (matches!(behind, "responsibility" | "credit") && passage.word(verb.end + 1) == "for"
            || behind == "by");
    denied || claims || owns_up(said, cue)
}

/// "She admitted that her boats were late", "he confessed to taking it": against oneself it is just the word.
fn owns_up(said: &Said, cue: &Cue) -> bool {
    const ADMISSIONS: &[&str] = &["acknowledge", "admit", "concede", "confess"];
    let passage = &said.paragraph.reading.passage;
    let Some(content) = said.attribution.content.first().filter(|_| ADMISSIONS.contains(&cue.lemma)) else {
        return false;
    };
    let mut first = passage.token_at(content.start);
    while matches!(passage.word(first), "that" | "to" | "“" | "\"") {
        first += 1;
    }
    let own = matches!(
        passage.word(first),
        "he" | "she" | "they" | "his" | "her" | "their" | "having" | "i" | "we" | "my" | "our"
    );
    own || is_gerund(passage.word(first)) && passage.tokens[first].shape == Shape::Lower
}

/// "Taking", not "nothing" or "spring".
fn is_gerund(word: &str) -> bool {
    const OTHERS: &[&str] = &[
        "anything",
        "during",
        "evening",
        "everything",
        "king",
        "morning",
        "nothing",
        "something",
        "spring",
        "thing",
    ];
    word.ends_with("ing") && word.len() > 4 && !OTHERS.contains(&word)
}

/// The verb and its particle, without auxiliaries.
fn verb(said: &Said, cue: &Cue) -> Span {
    said.paragraph.reading.passage.span(verb_tokens(said, cue))
}

/// A reader may take a day into the cue: "confirmed Tuesday".
fn verb_tokens(said: &Said, cue: &Cue) -> Range<usize> {
    let passage = &said.paragraph.reading.passage;
    let whole = said.attribution.cue[0];
    let (start, last) = (passage.token_at(whole.start), passage.token_at(whole.end - 1));
    let words = cue.lemma.split(' ').count();
    let is_verb = |it: &usize| Cue::lemmas(passage.word(*it)).any(|it| it == cue.lemma);
    let first = (start..=last).rev().find(is_verb).unwrap_or((last + 1).saturating_sub(words));
    first..(first + words).min(last + 1).max(first + 1)
}
