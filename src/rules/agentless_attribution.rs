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

use std::{ops::Range, sync::LazyLock};

use super::{Check, Context, Finding, Fix, Limit, Rule, Severity, Spot, phrases::Phrases, voice};
use crate::{
    article::Paragraph,
    language::{Class, Passage, Shape, inflections},
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

static CUES: LazyLock<Phrases> = LazyLock::new(|| {
    Phrases::new(&[
        "it is|was|’s|'s not|n't|n’t? also|now|widely|generally|commonly|often|sometimes? believed|thought|\
         feared|understood|alleged|reported|rumoured|rumored|claimed|said|suspected|assumed|argued that",
        "it has|had not|n't|n’t? also|now|widely|often|long? been widely|generally|often? believed|thought|\
         feared|understood|alleged|reported|rumoured|rumored|claimed|said|suspected|assumed|argued that",
        "it is|was|’s|'s also|now|widely|generally? believed|thought|feared|understood|alleged|rumoured|rumored|claimed",
        "it is|was|’s|'s widely|generally|commonly accepted|acknowledged|agreed|held|recognised|recognized that",
        "it has|had also|often|long? been suggested|hinted that",
        "is|are|was|were also? reputed to",
        "is|are|was|were|been|being not|n't|n’t? also|now|still|widely|generally|commonly|often? believed|\
         thought|understood|alleged|reported|rumoured|rumored|suspected|said|feared to",
        "is|are|was|were|been|being now|still? widely|generally|commonly|broadly|largely|universally \
         regarded|seen|viewed|considered|perceived|believed|thought as|to?",
        "is|are|was|were|been now|still|all? feared dead|drowned|killed|lost|missing|trapped",
        "is|are|was|were|been now|still|also? reported dead|drowned|injured|killed|missing|trapped|wounded",
        "is|are|was|were|been now|still|also|often|partly|largely|widely? blamed for|on",
        "believed|thought|rumoured|rumored|suspected to be|have",
        "reportedly",
        "allegedly",
        "purportedly",
    ])
});

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
    let cues = CUES.find(passage).into_iter();
    cues.filter(|it| !is_open(passage, it) && !is_active(passage, it))
        .filter(|it| !is_answered(passage, it) && !is_supposed(passage, it))
        .map(|it| voice::spot(reading, it.clone(), participle(passage, &it)))
        .filter(|it| !voice::is_quoted(reading, it.span))
        .filter(|it| !voice::somebody_speaks_beside(reading, it) && !is_charged(reading, it))
        .collect()
}

/// "It is understood" without "that" needs a clause behind it: "it is understood the firm will move", not "it is understood".
fn is_open(passage: &Passage, cue: &Range<usize>) -> bool {
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
fn is_active(passage: &Passage, cue: &Range<usize>) -> bool {
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
fn participle(passage: &Passage, cue: &Range<usize>) -> usize {
    let behind = [
        "as", "be", "dead", "drowned", "for", "have", "injured", "killed", "lost", "missing", "on", "that",
        "to", "trapped", "wounded",
    ];
    cue.clone().rev().find(|it| !behind.contains(&passage.word(*it))).unwrap_or(cue.start)
}

/// "by" and whoever does it: right behind the verb, or behind what a thing is "seen as". Further on, "by" belongs
/// to another verb: "is believed to have been built by monks". "According to" answers anywhere in the sentence.
fn is_answered(passage: &Passage, cue: &Range<usize>) -> bool {
    const NEAR: usize = 10;
    let sentence = passage.sentences[passage.sentence_of(cue.start)].tokens.clone();
    let seen_as = !matches!(passage.word(cue.end - 1), "to" | "that") && cue.len() > 1;
    let near = if seen_as { NEAR } else { 1 };
    let agent = |it: usize| match passage.word(it) {
        "among" | "amongst" => true,
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
fn is_supposed(passage: &Passage, cue: &Range<usize>) -> bool {
    const BEFORE: usize = 3;
    (cue.start.saturating_sub(BEFORE)..cue.start).any(|it| {
        let conditional = matches!(
            passage.word(it),
            "if" | "unless" | "whether" | "would" | "could" | "can" | "should" | "may" | "might" | "must"
        );
        conditional && passage.sentence_of(it) == passage.sentence_of(cue.start)
    })
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
