//! # unattributed-allegation
//!
//! Somebody who can be told is accused of a wrong, on nobody's word but the article's.
//!
//! An accusation in the writer's own voice is the writer's to prove.
//! Broadcasters want to know who alleges it and what the accused says; libel lawyers want the same, sooner.
//!
//! ```article
//! Mayor Lund took bribes from two developers.
//! ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ Who says so?
//! ```
//!
//! ```article
//! The company dumped the waste illegally.
//! ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ accuses
//! ```
//!
//! ```article
//! The bridge opened in May. The harbour office falsified the test records.
//!                           ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ accuses
//! ```
//!
//! ```article
//! Ana Cho embezzled money from the pension fund for years.
//! ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ accuses
//! ```
//!
//! ```article
//! The police beat the protesters behind the station.
//! ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ accuses
//! ```
//!
//! ```article
//! Councillor Lund has been taking bribes for years.
//! ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ accuses
//! ```
//!
//! ```article
//! The plant dumps ash in the river in breach of its licence.
//! ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ accuses
//! ```
//!
//! ```article
//! Ida Lund is a thief.
//! ^^^^^^^^^^^^^^^^^^^ accuses
//! ```
//!
//! With a source it is a report, and the outcome of a proceeding speaks for itself:
//!
//! ```article
//! Prosecutors say Mayor Lund took bribes.
//! ```
//!
//! ```article
//! Lund was convicted in May of taking bribes.
//! ```
//!
//! ```article
//! A jury found that Norlift had falsified the test records.
//! ```
//!
//! Nor does the accused answer for it, who is named twice:
//!
//! ```article
//! Tom Alder hid the inspection report from the public, Tom Alder said.
//! ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ Who says so?
//! ```
//!
//! Naming a wrong accuses nobody:
//!
//! ```article
//! Ana Cho filed a harassment lawsuit, and a conspiracy theorist wrote about it.
//! ```
//!
//! ```article
//! The deep-pocketed donors of the party met in Lund. The paper printed “How the Mayor Cheated”.
//! ```
//!
//! ```article
//! “The mayor lied to us,” said Dana Ruiz, a nurse.
//! ```
//!
//! ```article
//! If the mayor took bribes, the council will have to act.
//! ```
//!
//! In an article with sources it is silent where one may carry the accusation: anybody who speaks in its own paragraph,
//! and in the paragraph before or behind it a source that tells of the accused or of a charge, a court or the police.
//! Silence is no clearance: a wrong that needs knowledge of the world (“the firm books its losses abroad”) is not seen,
//! nor one that the sentence before has told.
//!
//! What helps: say who alleges it and what the accused answers, or give the court and the date of the ruling.

use super::{Check, Context, Finding, Fix, Limit, Rule, Severity, Spot};
use crate::{
    article::{Paragraph, Status},
    language::gerund_of_past,
    reading::{ContentKind, EntityKind, Form, Reading, Traits},
    text::Span,
};

pub const RULE: Rule = Rule {
    code: "unattributed-allegation",
    severity: Severity::Warning,
    source: include_str!("unattributed_allegation.rs"),
    check: Check::Phrases { find, judge },
    limit: Limit::OncePerParagraph,
};

/// Where one of these stands, the law or the accuser speaks, or nothing is asserted yet.
const PROCEEDINGS: &[&str] = &[
    "accusation",
    "accusations",
    "accuse",
    "accused",
    "accuses",
    "accusing",
    "allegation",
    "allegations",
    "allege",
    "alleged",
    "allegedly",
    "alleges",
    "alleging",
    "apologised",
    "apologized",
    "arrested",
    "charge",
    "charged",
    "charges",
    "claim",
    "claimed",
    "claims",
    "complaint",
    "convicted",
    "conviction",
    "could",
    "critics",
    "denied",
    "denies",
    "how",
    "if",
    "indicted",
    "indictment",
    "investigation",
    "lawsuit",
    "may",
    "might",
    "nearly",
    "never",
    "not",
    "n't",
    "n’t",
    "pleaded",
    "prosecutors",
    "reportedly",
    "ruled",
    "ruling",
    "sentenced",
    "sued",
    "suspected",
    "testified",
    "verdict",
    "whether",
    "would",
];

/// Before the verb these decide, and after it they may be lied to.
const DECIDING: &[&str] =
    &["court", "judge", "jury", "magistrate", "panel", "tribunal", "trial", "inquiry", "prosecutor"];

/// Wrongs in a manner of speaking: they cheat death, beat the clock, steal a show.
const FIGURES: &[&str] = &[
    "%",
    "box",
    "championship",
    "death",
    "goal",
    "heart",
    "headlines",
    "percent",
    "point",
    "points",
    "poll",
    "polls",
    "primary",
    "record",
    "scene",
    "show",
    "spotlight",
    "thunder",
];

/// Tokens in which a sentence says who did it.
const SUBJECT: usize = 4;

fn find(reading: &Reading) -> Vec<Spot> {
    let statements = reading.statements.iter().enumerate();
    let alleging = statements.filter(|(_, it)| {
        let exempt = Traits::QUESTION | Traits::INSTRUCTION | Traits::WITNESS;
        it.traits.contains(Traits::ALLEGATION) && !it.traits.intersects(exempt)
    });
    alleging
        .filter(|(sentence, _)| is_assertion(reading, *sentence))
        .map(|(sentence, _)| Spot { span: reading.passage.sentences[sentence].span, sentence, detail: 0 })
        .collect()
}

/// Somebody who can be told, and no proceeding.
fn is_assertion(reading: &Reading, sentence: usize) -> bool {
    let passage = &reading.passage;
    let tokens = passage.sentences[sentence].tokens.clone();
    let spoken = |it: usize| super::voice::is_quoted(reading, passage.tokens[it].span);
    let mut words = tokens.clone().filter(|it| !spoken(*it)).map(|it| passage.word(it));
    let decided = tokens.clone().take(SUBJECT).any(|it| DECIDING.contains(&passage.word(it)));
    !decided
        && !words.any(|it| PROCEEDINGS.contains(&it) || FIGURES.contains(&it))
        && accused(reading, sentence).is_some()
}

/// The words for whoever did it, before the verb: a name, "the company", "he".
fn accused(reading: &Reading, sentence: usize) -> Option<Span> {
    let passage = &reading.passage;
    let tokens = passage.sentences[sentence].tokens.clone();
    let first = (tokens.start..tokens.end).find(|it| passage.form(*it).chars().any(char::is_alphanumeric))?;
    let near = passage.span(first..tokens.end.min(first + SUBJECT));
    let named = reading.mentions.iter().find(|it| {
        let body = matches!(it.kind, EntityKind::Person | EntityKind::Org);
        body && it.span.start < near.end && near.start <= it.span.start
    });
    named.map(|it| it.span).or_else(|| {
        let definite = matches!(passage.word(first), "the" | "his" | "her" | "their" | "he" | "she");
        definite.then(|| passage.span(first..(first + 2).min(tokens.end)))
    })
}

fn judge(context: &Context, paragraph: &Paragraph, spot: &Spot) -> Option<Finding> {
    let is_own = context.status(paragraph.index, spot.sentence) == Status::OwnVoice
        && !(context.goes_on() && is_carried(context, paragraph, spot));
    let confesses = !is_own && confesses(context, paragraph, spot.sentence);
    if !is_own && !confesses {
        return None;
    }
    let end = super::sentence_end(paragraph, spot.sentence);
    let span = paragraph.document(Span::new(spot.span.start, end.max(spot.span.start + 1)));
    let message = if confesses {
        "This accuses somebody by name on nobody's word but their own. Who says so? Name or cite whoever accuses, and give the answer of the accused."
    } else {
        "This accuses somebody in the article's own voice. Who says so? Name or cite the source, and give the answer of the accused."
    };
    let insert = |text: &str, title: &str| Fix::Insert {
        at: span.end,
        text: text.to_owned(),
        title: title.to_owned(),
    };
    // Whoever stands nearest is often the accused: first of all the writer says who accuses.
    let mut fixes = vec![
        who_accuses(span.end),
        Fix::Attribute { at: span.end },
        Fix::Cite { at: span.end },
        insert(" [TK: court and date of the ruling]", "Record the ruling"),
    ];
    fixes.extend(accusing(context, paragraph, spot));
    Some(Finding { fixes, note: note(context, paragraph, spot), ..RULE.finding(span, message) })
}

/// The first thing to do about an accusation: whoever stands nearest is often the accused.
pub(super) fn who_accuses(at: usize) -> Fix {
    let (text, title) = (", according to [TK: who accuses?]".to_owned(), "Say who accuses".to_owned());
    Fix::Insert { at, text, title }
}

/// "Tom Alder hid the report, Tom Alder said": nobody accuses himself by his own name. "He hid it, Alder said" may be
/// a confession, and so may whatever stands between quotation marks.
fn confesses(context: &Context, paragraph: &Paragraph, sentence: usize) -> bool {
    let Some(by) = context.article.support(paragraph.index, sentence).by else { return false };
    let sourced = &context.article.attributions()[by];
    if sourced.paragraph != paragraph.index {
        return false;
    }
    let reading = paragraph.reading;
    let attribution = &reading.attributions[sourced.attribution];
    // "Alder said the bridge was safe. He hid the report": what goes on is the article's, not a confession.
    if context.status(paragraph.index, sentence) == Status::Inherited {
        let who = accused(reading, sentence);
        let mentions = reading.mentions.iter().enumerate();
        let mut here = mentions.filter(|(_, it)| who.is_some_and(|who| who.overlaps(it.span)));
        return sourced.speaker.is_some()
            && here.any(|(at, _)| context.article.entity_of(paragraph.index, at) == sourced.speaker);
    }
    let (Some(source), false) = (&attribution.source, attribution.kind == ContentKind::Direct) else {
        return false;
    };
    let passage = &reading.passage;
    attribution.content.iter().any(|content| {
        // "The mayor … the mayor said": the same words for the same office.
        let words = source.span.of(&passage.lower);
        let same_words =
            words.starts_with("the ") && content.of(&passage.lower).starts_with(&format!("{words} "));
        let first = passage.token_at(content.start);
        let near = passage.span(first..(first + SUBJECT).min(passage.tokens.len()));
        same_words
            || reading.mentions.iter().enumerate().any(|(at, it)| {
                let opens = it.form == Form::Name && near.start <= it.span.start && it.span.start < near.end;
                let by_name =
                    reading.mentions.iter().any(|it| it.form == Form::Name && it.span.overlaps(source.head));
                opens
                    && by_name
                    && !source.span.covers(it.span)
                    && sourced.speaker.is_some()
                    && context.article.entity_of(paragraph.index, at) == sourced.speaker
            })
    })
}

/// Whether a source near it may carry it: one in its own paragraph, or one beside it that speaks of the same person or
/// of a proceeding. What the port authority says of the dredging carries no accusation.
fn is_carried(context: &Context, paragraph: &Paragraph, spot: &Spot) -> bool {
    let Some(who) = accused(paragraph.reading, spot.sentence) else { return true };
    // The last word of a name or of "the company"; "he" goes on from whoever was told of before.
    let who = who.of(&paragraph.reading.passage.lower);
    let who = who.rsplit(' ').next().unwrap_or(who);
    let goes_on = matches!(who, "he" | "she" | "they");
    let speaks_of = |it: &Paragraph| {
        let passage = &it.reading.passage;
        let mut words = (0..passage.tokens.len()).map(|it| passage.word(it));
        goes_on || words.any(|it| it == who || SPOKEN.contains(&it) || DECIDING.contains(&it))
    };
    context.is_supported(paragraph) || context.supported_beside(paragraph).any(|it| speaks_of(&it))
}

/// Words of a proceeding that a neighbouring paragraph tells of.
const SPOKEN: &[&str] = &[
    "accusation",
    "accusations",
    "accused",
    "accuses",
    "allegation",
    "allegations",
    "alleged",
    "alleges",
    "charged",
    "charges",
    "complaint",
    "convicted",
    "conviction",
    "indicted",
    "indictment",
    "investigation",
    "investigators",
    "lawsuit",
    "pleaded",
    "police",
    "prosecution",
    "prosecutors",
    "sentenced",
    "sued",
    "testified",
    "verdict",
    "witnesses",
];

/// "The mayor took bribes" → "The mayor is accused by … of taking bribes", where the verb follows at once.
fn accusing(context: &Context, paragraph: &Paragraph, spot: &Spot) -> Option<Fix> {
    let passage = &paragraph.reading.passage;
    let who = accused(paragraph.reading, spot.sentence)?;
    let verb = passage.tokens[passage.sentences[spot.sentence].tokens.clone()]
        .iter()
        .find(|it| it.span.start >= who.end)?
        .span;
    let doing = gerund_of_past(verb.of(&passage.text))?;
    let span = paragraph.document(verb);
    let as_written = context.article.words(span) == verb.of(&passage.text);
    let with = format!("is accused by [TK: whom] of {doing}");
    as_written.then(|| Fix::replace([span], &with, "Insert “is accused of …”".to_owned()))
}

/// Whether the accused answers anywhere in the file.
fn note(context: &Context, paragraph: &Paragraph, spot: &Spot) -> String {
    let Some(words) = accused(paragraph.reading, spot.sentence) else { return String::new() };
    let mentions = &paragraph.reading.mentions;
    let mention = mentions.iter().position(|it| it.form == Form::Name && it.span.overlaps(words));
    let place = mention.map(|it| (paragraph.index as u32, it as u32));
    let entities = context.article.entities().iter();
    let entity = place.and_then(|place| {
        entities.into_iter().position(|it| it.mentions.iter().any(|it| (it.paragraph, it.mention) == place))
    });
    let answers = entity
        .is_some_and(|entity| context.article.attributions().iter().any(|it| it.speaker == Some(entity)));
    if answers {
        return "The accused speaks elsewhere in this file; see that the answer is to this.".to_owned();
    }
    let who =
        entity.map_or(words.of(&paragraph.reading.passage.text), |it| &context.article.entities()[it].name);
    format!(
        "An allegation of wrongdoing. No sentence gives the answer of {}.",
        who.trim_start_matches("The ").trim_start_matches("the ")
    )
}
