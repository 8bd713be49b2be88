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
//! It asks wherever the accusation stands. A source near it carries it only if it goes on about it: whoever speaks in the
//! same paragraph of something else does not, nor does one in the paragraph beside. “She did so for years, prosecutors
//! said.” right behind it does. Silence is no clearance: how surely a desk would ask is learned, and a wrong that needs
//! knowledge of the world may be missed.
//!
//! What helps: say who alleges it and what the accused answers, or give the court and the date of the ruling.

use super::{
    Check, Context, Finding, Fix, Limit, Rule, Severity, asking::Question, unattributed_claim::sentence,
};
use crate::{
    article::{Paragraph, Status},
    language::gerund_of_past,
    reading::{ClaimKind, ContentKind, EntityKind, Form, Reading, Traits},
    text::Span,
};

pub const RULE: Rule = Rule {
    code: "unattributed-allegation",
    severity: Severity::Warning,
    source: include_str!("unattributed_allegation.rs"),
    check: Check::Whole(check),
    limit: Limit::Each,
};

/// Tokens in which a sentence says who did it.
const SUBJECT: usize = 4;

fn check(context: &Context) -> Vec<Finding> {
    let asked = context.questions().iter().filter(|it| it.kind == ClaimKind::Accusation);
    let mut findings: Vec<Finding> = asked.map(|it| accusation(context, it)).collect();
    findings.extend(context.body().flat_map(|it| confessions(context, it)));
    findings.sort_by_key(|it| it.span);
    findings
}

const ANSWER: &str = "and give the answer of the accused.";

fn accusation(context: &Context, question: &Question) -> Finding {
    let paragraph = context.article.paragraph(question.paragraph);
    let note = format!(
        "{} {}",
        question.note("an allegation of wrongdoing"),
        answered(context, &paragraph, question.sentence)
    );
    let message = format!(
        "This accuses somebody in the article's own voice. Who says so? Name or cite the source, {ANSWER}"
    );
    let found = finding(context, &paragraph, question.sentence, message, note);
    Finding { severity: question.severity, ..found }
}

/// Accusations that stand on the word of the accused alone.
fn confessions<'a>(context: &'a Context, paragraph: Paragraph<'a>) -> impl Iterator<Item = Finding> + 'a {
    let alleging = paragraph.reading.statements.iter().enumerate().filter(|(_, it)| {
        let exempt = Traits::QUESTION | Traits::INSTRUCTION | Traits::WITNESS;
        it.traits.contains(Traits::ALLEGATION) && !it.traits.intersects(exempt)
    });
    let confessed = alleging.filter(move |(sentence, _)| {
        accused(paragraph.reading, *sentence).is_some() && confesses(context, &paragraph, *sentence)
    });
    confessed.map(move |(sentence, _)| {
        let message = format!(
            "This accuses somebody by name on nobody's word but their own. Who says so? Name or cite whoever accuses, {ANSWER}"
        );
        finding(context, &paragraph, sentence, message, answered(context, &paragraph, sentence))
    })
}

fn finding(context: &Context, paragraph: &Paragraph, at: usize, message: String, note: String) -> Finding {
    let span = sentence(paragraph, at);
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
    fixes.extend(accusing(context, paragraph, at));
    Finding { fixes, note, ..RULE.finding(span, message) }
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

/// "The mayor took bribes" → "The mayor is accused by … of taking bribes", where the verb follows at once.
fn accusing(context: &Context, paragraph: &Paragraph, sentence: usize) -> Option<Fix> {
    let passage = &paragraph.reading.passage;
    let who = accused(paragraph.reading, sentence)?;
    let verb = passage.tokens[passage.sentences[sentence].tokens.clone()]
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
fn answered(context: &Context, paragraph: &Paragraph, sentence: usize) -> String {
    let Some(words) = accused(paragraph.reading, sentence) else { return String::new() };
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
    format!("No sentence gives the answer of {}.", who.trim_start_matches("The ").trim_start_matches("the "))
}
