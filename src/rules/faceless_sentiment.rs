//! # faceless-sentiment
//!
//! Concern grows, criticism mounts, questions are raised, and nobody has them.
//!
//! A feeling without a holder is the writer's own, in disguise: MOS:WEASEL asks whose view it is.
//!
//! ```article
//! The remarks underscore growing concerns about costs.
//!                        ^^^^^^^^^^^^^^^^ Whose concerns?
//! ```
//!
//! ```article
//! Questions have been raised about the contract, and the mayor came under fire for it.
//! ^^^^^^^^^^^^^^^^^^^^^^^^^^ Whose questions?
//!                                                              ^^^^^^^^^^^^^^^ Whose criticism
//! ```
//!
//! ```article
//! The levy sparked widespread anger. It has raised eyebrows in spite of all that was promised.
//!                  ^^^^^^^^^^^^^^^^ Whose anger?
//!                                           ^^^^^^^^^^^^^^^ Whose eyebrows?
//! ```
//!
//! ```article
//! There are fears that the dam will break.
//! ^^^^^^^^^^^^^^^ Whose fears?
//! ```
//!
//! ```article
//! The new levy drew criticism within hours.
//!              ^^^^^^^^^^^^^^ Whose criticism?
//! ```
//!
//! ```article
//! The case has raised questions about how the port is run.
//!              ^^^^^^^^^^^^^^^^ Whose questions?
//! ```
//!
//! ```article
//! Rumours persist that the wages were late. There is a feeling along the quay of having been forgotten.
//! ^^^^^^^^^^^^^^^^^^^^ Whose rumours?
//!                                           ^^^^^^^^^^^^^^^^^^ Whose feeling?
//! ```
//!
//! ```article
//! The clerk has been under pressure to resign since May.
//!               ^^^^^^^^^^^^^^^^^^^^^^ Whose pressure?
//! ```
//!
//! With a holder it is a report:
//!
//! ```article
//! There is growing concern among shop owners. Residents' growing concerns were heard, and Ana Cho voiced growing doubts.
//! ```
//!
//! ```article
//! The auditor raised questions about the contract, which drew criticism from two ministers.
//! ```
//!
//! ```article
//! The vote follows rising Dutch fears and mounting Republican calls for a recount.
//! ```
//!
//! So it is when somebody says so, or when the next sentence shows one who feels it:
//!
//! ```article
//! Ana Cho said that there was growing anger in the valley.
//! ```
//!
//! ```article
//! Criticism of the levy came from teachers and nurses.
//! ```
//!
//! What helps: say whose it is, or replace it by one person who can be quoted.

use std::{ops::Range, sync::LazyLock};

use super::{Check, Context, Finding, Fix, Limit, Rule, Severity, Spot, markets, phrases::Phrases, voice};
use crate::{
    article::Paragraph,
    language::{Class, Passage, Shape},
    reading::Reading,
};

pub const RULE: Rule = Rule {
    code: "faceless-sentiment",
    severity: Severity::Information,
    source: include_str!("faceless_sentiment.rs"),
    check: Check::Phrases { find, judge },
    limit: Limit::Each,
};

/// A feeling with how much there is of it.
static FEELINGS: LazyLock<Phrases> = LazyLock::new(|| {
    Phrases::new(&[
        "growing|mounting|widespread|rising|increasing|deepening|simmering|heightened|swirling|renewed \
         public|international|global|political|popular|domestic|national? concern|concerns|fear|fears|anger|\
         pressure|criticism|calls|doubt|doubts|speculation|unease|frustration|discontent|outrage|alarm|\
         anxiety|worry|worries|resentment|skepticism|scepticism|suspicion|suspicions|backlash|\
         dissatisfaction|opposition|condemnation|scrutiny|questions|uncertainty",
    ])
});

/// What happens to a thing that somebody must have felt or said.
static EVENTS: LazyLock<Phrases> = LazyLock::new(|| {
    Phrases::new(&[
        "questions|concerns|doubts|fears|eyebrows|objections|suspicions were|are also|now|soon? being? raised",
        "questions|concerns|doubts|fears|eyebrows|objections|suspicions have|had also|now|since|long? been \
         raised",
        "there is|are|was|were also|still|now? serious|real|deep|grave|genuine|fresh? concern|concerns|fears|doubts|\
         worries|suspicions|unease",
        "international|global|political|popular|public? concern|concerns|fear|fears|anger|pressure|criticism|calls|doubts|\
         speculation|unease|frustration|discontent|outrage|alarm|anxiety|opposition|rumours|rumors is|are|was|were|been \
         also|now|still|quickly|steadily? growing|mounting|rising|deepening|spreading|swirling",
        "doubt|doubts has|have|was|were also|now|since? been? cast",
        "rumours|rumors|speculation|whispers|gossip|suspicion|suspicions have|has|had? also|still? persist|\
         persists|persisted|abound|abounds|abounded|linger|lingers|lingered|circulate|circulates|circulated|circulating|\
         swirl|swirls|swirled|spread that|about|of?",
        "there is|are|was|were also|still|now? a|some? growing|widespread|general|strong|real|common? feeling|sense|\
         perception|belief|suspicion|consensus|talk|speculation|expectation|rumours|rumors",
        "been|is|are|was|were also|now|still? under growing|mounting|heavy|intense|increasing|strong|great? pressure to",
        "was|were|been widely|quickly|immediately? met with widespread|fierce|immediate|sharp|public? criticism|outrage|\
         anger|condemnation|scorn|ridicule|dismay|scepticism|skepticism",
        "came|come|comes|coming in for heavy|sharp|fierce|widespread|some|much? criticism",
        "raised|raising|raises|raise some|many|more|several? eyebrows",
        "drew|drawn|drawing|draws sharp|fierce|heavy|strong|immediate|swift|harsh|intense|much? \
         criticism|condemnation|ire|outrage|anger|scorn|ridicule",
        "sparked|sparking|sparks|prompted|provoked|provoking|triggered|triggering|fuelled|fueled|fueling|\
         stirred|ignited|caused a|an? public|new|fierce|immediate|fresh|further|much|huge? \
         outrage|anger|fury|speculation|backlash|criticism|uproar|outcry|concern|concerns|fears|alarm|unease",
        "came|come|comes|coming under heavy|intense|sharp? fire|criticism|pressure",
        "faced|faces|facing intense|heavy|fierce|sharp? criticism|backlash",
        "been|was|were|is|are widely|heavily|sharply|harshly criticised|criticized|condemned|ridiculed|\
         mocked|denounced|panned",
    ])
});

/// What a thing raises in somebody: "the case has raised questions".
static RAISED: LazyLock<Phrases> = LazyLock::new(|| {
    Phrases::new(&[
        "raised|raises|raising serious|new|fresh|further|difficult|awkward|many? questions|concerns|doubts|fears|suspicions",
    ])
});

/// Things that raise questions, and cannot ask them.
const THINGS: &[&str] = &[
    "affair", "arrest", "arrests", "case", "collapse", "contract", "crash", "deal", "death", "deaths",
    "decision", "delay", "delays", "episode", "fire", "incident", "leak", "losses", "move", "plan", "plans",
    "sale", "scandal", "timing",
];

/// Nouns whose "of" gives the object, not the holder: fear of heights, criticism of the plan.
const OBJECT_OF: &[&str] = &[
    "fear",
    "fears",
    "criticism",
    "suspicion",
    "suspicions",
    "skepticism",
    "scepticism",
    "condemnation",
    "scrutiny",
    "opposition",
    "speculation",
    "calls",
    "questions",
    "doubts",
    "uncertainty",
    "ridicule",
];

/// Verbs whose subject has the feeling: "residents voiced growing concerns".
const HELD: &[&str] = &[
    "acknowledged",
    "cite",
    "cited",
    "cites",
    "citing",
    "echo",
    "echoed",
    "echoes",
    "express",
    "expressed",
    "expresses",
    "expressing",
    "feel",
    "feels",
    "felt",
    "had",
    "harbor",
    "harbour",
    "has",
    "have",
    "having",
    "made",
    "make",
    "noted",
    "raise",
    "raised",
    "raises",
    "raising",
    "share",
    "shared",
    "shares",
    "voice",
    "voiced",
    "voices",
    "voicing",
];

/// Where shots are meant, "under fire" is no criticism.
const SHOTS: &[&str] = &[
    "army",
    "artillery",
    "convoy",
    "gunfire",
    "gunmen",
    "militants",
    "mortar",
    "patrol",
    "rebels",
    "rocket",
    "sniper",
    "snipers",
    "soldier",
    "soldiers",
    "troops",
];

fn find(reading: &Reading) -> Vec<Spot> {
    let passage = &reading.passage;
    let feelings = FEELINGS.find(passage);
    let raised = RAISED.find(passage).into_iter().filter(|it| is_raised_by_a_thing(passage, it));
    let events = EVENTS.find(passage).into_iter().chain(raised);
    let events =
        events.filter(|event| !feelings.iter().any(|it| it.start < event.end && event.start < it.end));
    let events = events.filter(|it| !is_shooting(passage, it) && !is_owned(passage, it));
    let feelings = feelings.iter().filter(|it| !holder_before(passage, it)).cloned();
    let mut spots: Vec<Spot> = feelings
        .chain(events)
        .filter(|it| !holder_behind(passage, it) && !markets::presses_a_thing(passage, it))
        .filter(|it| !markets::moves_a_price(passage, it))
        .map(|it| voice::spot(reading, it.clone(), it.end - 1))
        .filter(|it| !voice::is_quoted(reading, it.span) && !voice::is_vouched(reading, it.span))
        .filter(|it| !shown_next(reading, it.sentence))
        .collect();
    spots.sort_by_key(|it| it.span.start);
    spots
}

/// "The case has raised questions": who raises them is a thing.
fn is_raised_by_a_thing(passage: &Passage, raised: &Range<usize>) -> bool {
    let sentence = passage.sentences[passage.sentence_of(raised.start)].tokens.start;
    let subject = (sentence..raised.start).rev().find(|it| {
        !matches!(passage.word(*it), "has" | "have" | "had" | "also" | "already" | "since" | "now")
    });
    subject.is_some_and(|it| THINGS.contains(&passage.word(it)))
}

/// "Residents' growing concerns", "her mounting doubts", "voiced growing concerns", "Republican calls".
fn holder_before(passage: &Passage, feeling: &Range<usize>) -> bool {
    const VERB: usize = 3;
    let sentence = passage.sentences[passage.sentence_of(feeling.start)].tokens.clone();
    let start = feeling.start.saturating_sub(VERB).max(sentence.start);
    let owner = feeling.start.checked_sub(1).is_some_and(|it| {
        matches!(
            passage.word(it),
            "’s" | "'s" | "’" | "'" | "my" | "our" | "their" | "his" | "her" | "its" | "your"
        )
    });
    owner
        || is_known(passage, feeling)
        || is_verb(passage, feeling.start)
        || (start..feeling.start).any(|it| HELD.contains(&passage.word(it)))
}

/// "Their anger is growing", "teachers' concerns were raised", "Republican criticism is mounting".
fn is_owned(passage: &Passage, event: &Range<usize>) -> bool {
    let Some(before) = event.start.checked_sub(1) else { return false };
    let sentence = passage.sentences[passage.sentence_of(event.start)].tokens.clone();
    let noun = matches!(passage.word(event.end - 1), "raised" | "cast")
        || passage.word(event.end - 1).ends_with("ing");
    let token = passage.tokens[before];
    let name = matches!(token.shape, Shape::Title | Shape::Upper) && before > sentence.start;
    let owner = token.class.contains(Class::DETERMINER)
        || matches!(passage.word(before), "’s" | "'s" | "’" | "'" | "of" | "her" | "his");
    noun && sentence.contains(&before) && (name || owner)
}

/// "exports are increasing pressure on the port" is a verb; "there is growing concern" is none.
fn is_verb(passage: &Passage, at: usize) -> bool {
    let Some(be) = at.checked_sub(1) else { return false };
    let there = be.checked_sub(1).is_some_and(|it| passage.word(it) == "there");
    !there && matches!(passage.word(be), "is" | "are" | "was" | "were" | "be" | "been" | "’s" | "'s")
}

/// "this growing anger", "the growing pressure": told before, unless a topic follows that tells it now.
fn is_known(passage: &Passage, feeling: &Range<usize>) -> bool {
    let topic = ["about", "over", "that", "surrounding", "around", "regarding", "on", "for", "of"];
    match passage.word(feeling.start.wrapping_sub(1)) {
        "this" | "that" | "these" | "those" | "such" => true,
        "the" => !topic.contains(&passage.word(feeling.end)),
        _ => false,
    }
}

/// Words and marks that open another clause, whose "by" holds nothing of this one.
const CLAUSES: &[&str] = &[
    ",", ";", ":", "—", "–", "--", "after", "as", "because", "but", "that", "when", "where", "which",
    "while", "who",
];

/// "from", "by" and "among" with somebody behind them in the same clause; "in Congress" right behind.
fn holder_behind(passage: &Passage, feeling: &Range<usize>) -> bool {
    let end = passage.sentences[passage.sentence_of(feeling.start)].tokens.end;
    let noun = passage.word(feeling.end - 1);
    let right_behind = match passage.word(feeling.end) {
        "in" | "within" | "inside" | "across" | "at" => names_place(passage, feeling.end + 1),
        "both" | "outside" | "here" | "there" => true,
        "of" => !OBJECT_OF.contains(&noun),
        _ => false,
    };
    // "There is a feeling of having been forgotten by the town": the town has no such feeling.
    let there = passage.word(feeling.start) == "there";
    let held = |it: usize| match passage.word(it) {
        "among" | "amongst" => true,
        "from" | "by" => !(there && passage.word(it) == "by") && is_holder(passage, it + 1),
        _ => false,
    };
    let mut clause = (feeling.end..end).take_while(|it| !CLAUSES.contains(&passage.word(*it)));
    right_behind || clause.any(held)
}

/// A noun phrase, rather than "by raising", "by Monday", "from 2019".
fn is_holder(passage: &Passage, at: usize) -> bool {
    let Some(token) = passage.tokens.get(at) else { return false };
    let time = token.class.intersects(Class::MONTH | Class::WEEKDAY) || token.shape == Shape::Number;
    !time && !passage.word(at).ends_with("ing")
}

/// "in Congress", "within the party", "in the capital"; not "in recent weeks", "in 2019".
fn names_place(passage: &Passage, at: usize) -> bool {
    let Some(token) = passage.tokens.get(at) else { return false };
    let named = matches!(token.shape, Shape::Title | Shape::Upper)
        && !token.class.intersects(Class::MONTH | Class::WEEKDAY);
    let definite = token.class.contains(Class::DETERMINER);
    let time = matches!(
        passage.word(at + 1),
        "last" | "past" | "wake" | "run" | "days" | "weeks" | "months" | "years" | "aftermath"
    );
    named || definite && !time
}

/// "came under fire" is criticism only with what for, and where nobody shoots.
fn is_shooting(passage: &Passage, feeling: &Range<usize>) -> bool {
    if passage.word(feeling.end - 1) != "fire" {
        return false;
    }
    let mut sentence = passage.sentences[passage.sentence_of(feeling.start)].tokens.clone();
    !matches!(passage.word(feeling.end), "for" | "over" | "after")
        || sentence.any(|it| SHOTS.contains(&passage.word(it)))
}

/// The next sentence of the paragraph lets somebody speak: this one only announces it.
fn shown_next(reading: &Reading, sentence: usize) -> bool {
    sentence + 1 < reading.passage.sentences.len() && voice::somebody_speaks(reading, sentence + 1)
}

fn judge(context: &Context, paragraph: &Paragraph, spot: &Spot) -> Option<Finding> {
    if context.is_cited(paragraph, spot.sentence..spot.sentence + 1) {
        return None;
    }
    let span = paragraph.document(spot.span);
    let noun = noun(paragraph.reading.passage.word(spot.detail), context.article.words(span));
    let message = match &noun {
        Some(noun) => {
            format!("Whose {noun}? Name who has them, or show one who does.").replace("them", pronoun(noun))
        }
        None => "Whose criticism is this? Name who holds it, or show one who does.".to_owned(),
    };
    let whose =
        Fix::Insert { at: span.end, text: " among [TK: whom]".to_owned(), title: "Say whose".to_owned() };
    let note = "Nobody in this sentence, or speaking in the next, holds it.".to_owned();
    Some(Finding { fixes: vec![whose], note, ..RULE.finding(span, message) })
}

/// The feeling in the question: the last word, or the first where something is raised or goes about.
fn noun(last: &str, words: &str) -> Option<String> {
    match last {
        "to" => Some("pressure".to_owned()),
        "raised" | "that" | "about" | "of" => words.split(' ').next().map(str::to_lowercase),
        "fire" | "criticised" | "criticized" | "condemned" | "ridiculed" | "mocked" | "denounced"
        | "panned" => None,
        noun => Some(noun.to_owned()),
    }
}

fn pronoun(noun: &str) -> &'static str {
    if noun.ends_with('s') { "them" } else { "it" }
}
