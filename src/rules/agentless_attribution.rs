//! # agentless-attribution
//!
//! Something is believed, said or reported, and nobody does it.
//!
//! “It is believed” and “reportedly” borrow trust without saying from whom.
//! NPR's handbook tells reporters not to call a thing “reportedly” so, and MOS:WEASEL asks for the name behind “is widely regarded as”.
//!
//! ```article
//! The vault is believed to hold forged bonds.
//!           ^^^^^^^^^^^^^^ Believed by whom?
//! ```
//!
//! ```article
//! He reportedly shouted at the chair.
//!    ^^^^^^^^^^ Reported by whom?
//! ```
//!
//! ```article
//! It is widely feared that the dam will not hold. The valley is widely regarded as the driest in the land.
//! ^^^^^^^^^^^^^^^^^^^^^^^^ Feared by whom?
//!                                                            ^^^^^^^^^^^^^^^^^^^^^ Regarded by whom?
//! ```
//!
//! ```article
//! The clerk has allegedly taken bribes, and is said to have left the country.
//!               ^^^^^^^^^ Alleged by whom?
//!                                           ^^^^^^^^^^ Said by whom?
//! ```
//!
//! ```article
//! The bridge is widely seen as a failure.
//!            ^^^^^^^^^^^^^^^^^ Seen by whom?
//! ```
//!
//! ```article
//! It was widely seen as a warning.
//!    ^^^^^^^^^^^^^^^^^^ Seen by whom?
//! ```
//!
//! ```article
//! The limit has been called impossible. Rents are expected to double within a decade.
//!           ^^^^^^^^^^^^^^^ Called by whom?
//!                                             ^^^^^^^^^^^^^^^ Expected by whom?
//! ```
//!
//! Whoever is named behind it, or anywhere in the sentence, answers for it:
//!
//! ```article
//! The vault is believed by police to hold forged bonds. It is thought to be empty, according to Ana Cho.
//! ```
//!
//! In a court report “allegedly” belongs to the charge:
//!
//! ```article
//! Prosecutors charged the clerk, who allegedly took bribes.
//! ```
//!
//! So it does where the law has spoken a sentence before:
//!
//! ```article
//! Police say the men were held overnight. They allegedly stole 20 ballot boxes.
//! ```
//!
//! ```article
//! Shopkeepers say the men were drunk. They allegedly stole 20 ballot boxes.
//!                                          ^^^^^^^^^ Alleged by whom?
//! ```
//!
//! What somebody plans to do, or what stands in the calendar, is no forecast:
//!
//! ```article
//! Mayor Ana Cho is expected to speak at noon. The results are expected to be read out on 3 May.
//! ```
//!
//! Not every such word reports a belief:
//!
//! ```article
//! She is considered for the post. They were supposed to arrive at six, and it is said of nobody.
//! ```
//!
//! ```article
//! “He is said to be ill,” Ana Cho said.
//! ```
//!
//! ```article
//! It is believed that the vault is empty [@lund2024].
//! ```
//!
//! What helps: say who believes it, or say it yourself and stand behind it.

use super::{Check, Context, Finding, Fix, Limit, Rule, Severity, Spot, passives, voice};
use crate::{
    article::Paragraph,
    language::{Passage, Shape, inflections},
    reading::Reading,
    text::Span,
};

pub const RULE: Rule = Rule {
    code: "agentless-attribution",
    severity: Severity::Warning,
    source: include_str!("agentless_attribution.rs"),
    check: Check::Phrases { find, judge },
    limit: Limit::Each,
};

/// Whoever accuses in the law's name, and words of a quarrel that need no court: beside a sentence they prove no charge.
const NO_CHARGE: &[&str] = &["attorney", "authorities", "complaint", "court", "police", "suit"];

/// Those whose word in the sentence before is a charge.
const LAW: &[&str] = &[
    "agents",
    "authorities",
    "detectives",
    "indictment",
    "investigators",
    "officers",
    "officials",
    "police",
    "prosecution",
    "prosecutor",
    "prosecutors",
    "sheriff",
];

/// Where a charge stands beside “allegedly”, the law speaks.
const CHARGES: &[&str] = &[
    "accusation",
    "accusations",
    "accused",
    "accuses",
    "accusing",
    "affidavit",
    "arrest",
    "arrested",
    "attorney",
    "authorities",
    "charge",
    "charged",
    "charges",
    "charging",
    "complaint",
    "convicted",
    "court",
    "defendant",
    "defendants",
    "detained",
    "indicted",
    "indictment",
    "inquiries",
    "inquiry",
    "investigated",
    "investigating",
    "investigation",
    "investigations",
    "investigators",
    "jury",
    "lawsuit",
    "lawsuits",
    "plaintiff",
    "plaintiffs",
    "pleaded",
    "police",
    "probe",
    "probes",
    "prosecutor",
    "prosecutors",
    "sued",
    "suing",
    "suit",
    "suspect",
    "suspects",
    "trial",
    "warrant",
];

fn find(reading: &Reading) -> Vec<Spot> {
    let passage = &reading.passage;
    let cues = passives::CUES.find(passage).into_iter();
    cues.filter(|it| !passives::is_open(passage, it) && !passives::is_active(passage, it))
        .filter(|it| !passives::is_answered(passage, it) && !passives::is_supposed(passage, it))
        .filter(|it| !passives::is_planned(passage, it) && !passives::is_summons(passage, it))
        .filter(|it| !passives::has_crowd(reading, it))
        .map(|it| voice::spot(reading, it.clone(), passives::participle(passage, &it)))
        .filter(|it| !voice::is_quoted(reading, it.span))
        .filter(|it| !voice::somebody_speaks_beside(reading, it) && !is_charged(reading, it))
        .collect()
}

/// A charge stands in the sentence, in the one before about the same people, or in the one behind.
fn is_charged(reading: &Reading, spot: &Spot) -> bool {
    let passage = &reading.passage;
    let charged = |sentence: usize, but: &[&str]| {
        passage.sentences.get(sentence).is_some_and(|it| {
            let mut words = it.tokens.clone().map(|it| passage.word(it));
            words.any(|it| CHARGES.contains(&it) && !but.contains(&it))
        })
    };
    let before = spot.sentence.checked_sub(1).is_some_and(|before| {
        (charged(before, NO_CHARGE) || law_speaks(reading, before)) && is_about_the_same(passage, spot)
    });
    let alleged = matches!(passage.word(spot.detail), "allegedly" | "alleged");
    let behind = || charged(spot.sentence + 1, NO_CHARGE) && goes_on_about(passage, spot.sentence);
    alleged && (charged(spot.sentence, &[]) || before || behind())
}

/// "The former president is facing 11 charges": the next sentence begins with somebody who has come in.
fn goes_on_about(passage: &Passage, sentence: usize) -> bool {
    let first = passage.sentences[sentence + 1].tokens.start;
    let mut here = passage.sentences[sentence].tokens.clone();
    let mut named = || here.any(|it| passage.form(it) == passage.form(first));
    matches!(passage.word(first), "he" | "she" | "the" | "they")
        || passage.tokens[first].class.is_empty() && named()
}

/// "Police say", "local officials said".
fn law_speaks(reading: &Reading, sentence: usize) -> bool {
    let passage = &reading.passage;
    let span = passage.sentences[sentence].span;
    let here = reading.attributions.iter().filter(|it| it.cue.iter().any(|cue| span.covers(*cue)));
    let sources = here.filter_map(|it| it.source.as_ref()).map(|it| it.span.of(&passage.lower));
    sources.into_iter().any(|it| it.split([' ', ',']).any(|word| LAW.contains(&word)))
}

/// Whoever allegedly did it is a pronoun, or a name out of the sentence before.
fn is_about_the_same(passage: &Passage, spot: &Spot) -> bool {
    let before = passage.sentences[spot.sentence - 1].tokens.clone();
    let cue = passage.token_at(spot.span.start);
    (passage.sentences[spot.sentence].tokens.start..cue).any(|it| {
        let token = passage.tokens[it];
        let capital = matches!(token.shape, Shape::Title | Shape::Upper) && token.class.is_empty();
        let called = || before.clone().any(|other| passage.form(other) == passage.form(it));
        matches!(passage.word(it), "he" | "she" | "they") || capital && called()
    })
}

fn judge(context: &Context, paragraph: &Paragraph, spot: &Spot) -> Option<Finding> {
    if context.is_cited(paragraph, spot.sentence..spot.sentence + 1) {
        return None;
    }
    let span = paragraph.document(spot.span);
    let asked = asked(paragraph.reading.passage.word(spot.detail));
    let words = context.article.shown(span);
    let message = format!("{asked} by whom? Name who stands behind “{words}”, or cite where it is said.");
    let end = paragraph.document(Span::at(super::sentence_end(paragraph, spot.sentence))).start;
    let mut fixes = vec![Fix::Attribute { at: end }, Fix::Cite { at: end }];
    let verb = paragraph.document(paragraph.reading.passage.tokens[spot.detail].span);
    if !paragraph.reading.passage.word(spot.detail).ends_with("ly") {
        let text = " by [TK: whom]".to_owned();
        fixes.insert(0, Fix::Insert { at: verb.end, text, title: "By whom?".to_owned() });
    }
    fixes.extend(actively(context, paragraph, spot));
    let note = "No sentence part tells whose belief or report this is.".to_owned();
    Some(Finding { fixes, note, ..RULE.finding(span, message) })
}

/// What is believed, said or feared by nobody, by base form.
const BELIEFS: &[&str] = &[
    "accept",
    "acknowledge",
    "agree",
    "allege",
    "argue",
    "assume",
    "believe",
    "claim",
    "fear",
    "hint",
    "hold",
    "recognise",
    "recognize",
    "report",
    "say",
    "suggest",
    "suspect",
    "think",
    "understand",
];

/// "It is believed that" → "NAME believes that"; nothing where the words would not be the same about somebody.
fn actively(context: &Context, paragraph: &Paragraph, spot: &Spot) -> Option<Fix> {
    let passage = &paragraph.reading.passage;
    let words: Vec<&str> = spot.span.of(&passage.lower).split(' ').collect();
    let participle = passage.word(spot.detail);
    let verb = BELIEFS.iter().map(|it| inflections(it)).find(|it| it.participle == participle)?;
    let verb = match words.as_slice() {
        ["it", "is", it, "that"] if *it == participle => verb.third,
        ["it", "was", it, "that"] if *it == participle => verb.past,
        ["it", has @ ("has" | "had"), "been", it, "that"] if *it == participle => {
            format!("{has} {}", verb.participle)
        }
        _ => return None,
    };
    let end = passage.tokens[spot.detail].span.end;
    let span = paragraph.document(Span::new(spot.span.start, end));
    let as_written = context.article.words(span) == Span::new(spot.span.start, end).of(&passage.text);
    as_written.then_some(Fix::Actively { span, verb })
}

/// The question's first word: "Believed", "Reported".
fn asked(word: &str) -> String {
    let participle = match word {
        "reportedly" => "reported",
        "allegedly" => "alleged",
        "purportedly" => "claimed",
        other => other,
    };
    let (first, rest) = participle.split_at(1);
    first.to_uppercase() + rest
}
