//! Words that pass a belief or a report on, and leave out whose it is: “it is believed that”, “is said to”, “has been
//! called”, “is expected to”.

use std::{ops::Range, sync::LazyLock};

use super::phrases::Phrases;
use crate::{
    language::{Class, Passage, Shape},
    reading::Reading,
};

pub(super) static CUES: LazyLock<Phrases> = LazyLock::new(|| {
    Phrases::new(&[
        "it is|was|’s|'s not|n't|n’t? also|now|widely|generally|commonly|often|sometimes? believed|thought|\
         feared|understood|alleged|reported|rumoured|rumored|claimed|said|suspected|assumed|argued that",
        "it has|had not|n't|n’t? also|now|widely|often|long? been widely|generally|often? believed|thought|\
         feared|understood|alleged|reported|rumoured|rumored|claimed|said|suspected|assumed|argued that",
        "it is|was|’s|'s also|now|widely|generally? believed|thought|feared|understood|alleged|rumoured|rumored|claimed",
        "it is|was|’s|'s widely|generally|commonly accepted|acknowledged|agreed|held|recognised|recognized that",
        "it has|had also|often|long? been suggested|hinted that",
        "it is|was|’s|'s also|now|widely? learnt|learned|gathered|hoped|expected|estimated|felt|whispered that",
        "it has|had also|now|widely? been learnt|learned|gathered|claimed|alleged|reported that",
        "is|are|was|were also? reputed to",
        "is|are|was|were|been|being not|n't|n’t? also|now|still|widely|generally|commonly|often? believed|\
         thought|understood|alleged|reported|rumoured|rumored|suspected|said|feared to",
        "is|are|was|were|been|being now|still? widely|generally|commonly|broadly|largely|universally \
         regarded|seen|viewed|considered|perceived|believed|thought as|to?",
        "has|have|had also|now|often|long|variously? been also|now|often|widely|variously? regarded|seen|viewed|perceived|described|\
         hailed|portrayed|dismissed as",
        "has|have|had been seen|viewed|regarded|described by some|many|others|critics|experts|observers|analysts as",
        "has|have|had also|often|long? been also|often|widely|variously? called|labelled|labeled|branded|dubbed",
        "is|are|was|were|been also|widely|generally|often|largely? credited with",
        "has|have|had been put at",
        "is|are|was|were also|now|still|widely|generally? expected to",
        "as others|many|some|several|critics|experts have|had? found|noted|observed|argued|said|discovered|warned",
        "is|are|was|were|been now|still|all? feared dead|drowned|killed|lost|missing|trapped",
        "is|are|was|were|been now|still|also? reported dead|drowned|injured|killed|missing|trapped|wounded",
        "is|are|was|were|been now|still|also|often|partly|largely|widely? blamed for|on",
        "believed|thought|rumoured|rumored|suspected to be|have",
        "reportedly",
        "allegedly",
        "purportedly",
    ])
});

/// "It is understood" without "that" needs a clause behind it: "it is understood the firm will move", not "it is understood".
pub(super) fn is_open(passage: &Passage, cue: &Range<usize>) -> bool {
    let impersonal = passage.word(cue.start) == "it" && passage.word(cue.end - 1) != "that";
    let clause = passage.tokens.get(cue.end).is_some_and(|next| {
        let subject = next.class.intersects(Class::DETERMINER | Class::PRONOUN);
        let time = next.class.intersects(Class::MONTH | Class::WEEKDAY);
        subject || matches!(next.shape, Shape::Title | Shape::Upper) && !time
    });
    impersonal && !clause
}

/// "A woman believed to have caught the fever": the participle follows a noun. Behind "be", "widely" or a pronoun it is
/// another cue, or somebody's own belief.
pub(super) fn is_active(passage: &Passage, cue: &Range<usize>) -> bool {
    let is_bare =
        matches!(passage.word(cue.start), "believed" | "thought" | "rumoured" | "rumored" | "suspected");
    let noun = cue.start.checked_sub(1).is_some_and(|it| {
        let token = &passage.tokens[it];
        let word = passage.word(it);
        let joins = matches!(word, "and" | "or" | "not" | "also" | "now" | "still" | "be" | "been" | "being")
            || matches!(word, "is" | "are" | "was" | "were" | "n't" | "n’t" | "has" | "have" | "had")
            || word.ends_with("ly");
        token.shape == Shape::Lower && (token.class - Class::ROLE).is_empty() && !joins
            || token.shape == Shape::Number
            || matches!(word, "," | "(" | "—" | "–")
    });
    is_bare && !noun
}

/// The cue's own verb or adverb, as a token.
pub(super) fn participle(passage: &Passage, cue: &Range<usize>) -> usize {
    let behind = [
        "as", "at", "be", "by", "dead", "drowned", "for", "have", "injured", "killed", "lost", "missing",
        "on", "that", "to", "trapped", "with", "wounded",
    ];
    cue.clone().rev().find(|it| !behind.contains(&passage.word(*it))).unwrap_or(cue.start)
}

/// "by" and whoever does it: right behind the verb, or behind what a thing is "seen as". Further on, "by" belongs
/// to another verb: "is believed to have been built by monks". "According to" answers anywhere in the sentence.
pub(super) fn is_answered(passage: &Passage, cue: &Range<usize>) -> bool {
    const NEAR: usize = 10;
    let sentence = passage.sentences[passage.sentence_of(cue.start)].tokens.clone();
    let seen_as = !matches!(passage.word(cue.end - 1), "to" | "that") && cue.len() > 1;
    let near = if seen_as { NEAR } else { 1 };
    let agent = |it: usize| match passage.word(it) {
        "among" | "amongst" => true,
        "by" if is_anybody(passage, it + 1) => false,
        "by" => passage.tokens.get(it + 1).is_some_and(|next| {
            let time = next.class.intersects(Class::MONTH | Class::WEEKDAY) || next.shape == Shape::Number;
            !time && !passage.word(it + 1).ends_with("ing")
        }),
        _ => false,
    };
    let named = (cue.end..sentence.end.min(cue.end + near)).any(agent);
    named || sentence.into_iter().any(|it| passage.word(it) == "according" && passage.word(it + 1) == "to")
}

/// "if it is believed that", "could have been said to": nobody is said to believe it yet.
pub(super) fn is_supposed(passage: &Passage, cue: &Range<usize>) -> bool {
    const BEFORE: usize = 3;
    (cue.start.saturating_sub(BEFORE)..cue.start).any(|it| {
        let conditional = matches!(
            passage.word(it),
            "if" | "unless" | "whether" | "would" | "could" | "can" | "should" | "may" | "might" | "must"
        );
        conditional && passage.sentence_of(it) == passage.sentence_of(cue.start)
    })
}

/// "By some", "by many analysts": whoever they are, nobody is named.
fn is_anybody(passage: &Passage, at: usize) -> bool {
    let crowd = ["analysts", "critics", "experts", "many", "observers", "others", "several", "some"];
    crowd.contains(&passage.word(at)) && !matches!(passage.word(at + 1), "in" | "of" | "at" | "from")
}

/// "The mayor is expected to speak on Monday": a plan that its maker tells, and anybody can look up. What becomes of
/// prices and crops is a forecast, and somebody's.
pub(super) fn is_planned(passage: &Passage, cue: &Range<usize>) -> bool {
    let words: Vec<&str> = cue.clone().map(|it| passage.word(it)).collect();
    if !words.ends_with(&["expected", "to"]) {
        return false;
    }
    let sentence = passage.sentences[passage.sentence_of(cue.start)].tokens.clone();
    let is_dated = (cue.end..sentence.end).any(|it| {
        passage.tokens[it].class.intersects(Class::WEEKDAY | Class::MONTH)
            || matches!(passage.word(it), "today" | "tomorrow" | "tonight")
    });
    let subject = cue.start.checked_sub(1).filter(|it| sentence.contains(it));
    let thing = subject.is_some_and(|it| {
        let token = passage.tokens[it];
        // "Rents are expected to double": a sentence begins with a capital.
        let common = token.shape == Shape::Lower || it == sentence.start && token.shape == Shape::Title;
        common && token.class.is_empty() && !matches!(passage.word(it), "people" | "children")
    });
    // "Is expected to be ratified": an act, and somebody's to announce.
    let next = passage.word(cue.end + 1);
    let act = passage.word(cue.end) == "be" && (next.ends_with("ed") || next.ends_with("en"));
    is_dated || act || !thing
}

/// "He has been called up", "was called to the scene": nobody gives it a name.
pub(super) fn is_summons(passage: &Passage, cue: &Range<usize>) -> bool {
    let next = passage.tokens.get(cue.end);
    let moved = next.is_none_or(|it| {
        it.class.intersects(Class::PREPOSITION | Class::CONJUNCTION | Class::WEEKDAY)
            || it.shape == Shape::Mark
    });
    passage.word(cue.end - 1) == "called"
        && (moved
            || matches!(passage.word(cue.end), "up" | "back" | "out" | "off" | "away" | "home" | "again"))
}

/// "As some have noted" has a source, and is asked about as a crowd.
pub(super) fn has_crowd(reading: &Reading, cue: &Range<usize>) -> bool {
    let span = reading.passage.span(cue.clone());
    reading.passage.word(cue.start) == "as"
        && reading.attributions.iter().filter_map(|it| it.source.as_ref()).any(|it| it.span.overlaps(span))
}
