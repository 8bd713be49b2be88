//! # unattributed-claim
//!
//! The article says it in its own voice, it can be disputed, and nothing near supports it.
//!
//! Agencies source every statement that is not an established fact, plainly public, or seen by the reporter.
//!
//! Most sentences without a source are none of our business, so this rule speaks seldom: at most once in a paragraph,
//! about once in two thousand words of an article that names its sources, and on the statement that could do most harm.
//!
//! ```article
//! The reform saved the city more than it cost.
//! ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ Who says so?
//! ```
//!
//! ```article
//! The dam is unsafe.
//! ^^^^^^^^^^^^^^^^^ Who says so?
//! ```
//!
//! ```article
//! The delegation handed over satellite images of the camp.
//! ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ Who says so?
//! ```
//!
//! ```article
//! The cuts caused the flood.
//! ^^^^^^^^^^^^^^^^^^^^^^^^^ Who says so?
//! ```
//!
//! ```article
//! The school failed its pupils.
//! ^^^^^^^^^^^^^^^^^^^^^^^^^^^^ Who says so?
//! ```
//!
//! Timetables, definitions and questions need no source, nor does what continues an attributed sentence:
//!
//! ```article
//! The committee meets on Tuesdays.
//! ```
//!
//! ```article
//! The auditor said the reform had failed. He also asked for more trucks.
//! ```
//!
//! ```article
//! The reform saved the city more than it cost, according to the auditor.
//! ```
//!
//! ```article
//! In 1948 the flood destroyed the old bridge.
//! ```
//!
//! ```article
//! Pilots had threatened a four-hour walkout. The strait is the most heavily trafficked in the north.
//! ```
//!
//! ```article
//! Did the reform save more than it cost?
//! ```
//!
//! ```article
//! The reform saved the city [more than it cost](https://example.org/audit).
//! ```
//!
//! What helps: say who says so, cite it, or note that you saw it yourself.

use super::{
    Check, Context, Finding, Fix, Limit, Profile, Rule, Severity, encyclopedia, settled,
    unattributed_allegation::who_accuses, unattributed_figure,
};
use crate::{
    article::{Paragraph, Status},
    markup::Kind,
    reading::{EntityKind, Traits},
    text::Span,
};

pub const RULE: Rule = Rule {
    code: "unattributed-claim",
    severity: Severity::Information,
    source: include_str!("unattributed_claim.rs"),
    check: Check::Whole(check),
    limit: Limit::Each,
};

/// One flag for this many words, at the most.
const WORDS_PER_FLAG: usize = 2_000;

/// Shorter sentences claim too little to be asked about in an article that names its sources.
const SHORTEST: usize = 40;

fn check(context: &Context) -> Vec<Finding> {
    if context.settings.profile == Profile::Encyclopedia {
        return encyclopedia::check(context);
    }
    let snippet = !context.goes_on();
    let mut claims: Vec<Claim> = context.body().filter_map(|it| worst(context, it, snippet)).collect();
    if !snippet {
        // The most harmful first; what stands earlier wins a tie.
        claims.retain(|it| it.harm >= HARM_IN_ARTICLE);
        claims.sort_by_key(|it| std::cmp::Reverse(it.harm));
        // An accusation is never one too many.
        let accusations = claims.iter().take_while(|it| it.harm >= ACCUSATION).count();
        claims.truncate((context.words() / WORDS_PER_FLAG).max(1).max(accusations));
        claims.sort_by_key(|it| (it.paragraph, it.sentence));
    }
    claims.iter().map(|it| finding(context, it)).collect()
}

/// A candidate: the sentence of a paragraph that could do most harm.
struct Claim {
    paragraph: usize,
    sentence: usize,
    harm: u32,
    traits: Traits,
}

/// The harm of wrongdoing asserted of somebody, before anything is added to it.
const ACCUSATION: u32 = 60;

/// What it adds that the accused can be told.
const NAMED: u32 = 20;

/// In an article with sources, an event must stand alone and name somebody to be asked about.
const HARM_IN_ARTICLE: u32 = 28;

fn worst(context: &Context, paragraph: Paragraph, snippet: bool) -> Option<Claim> {
    if paragraph.block.kind != Kind::Paragraph {
        return None;
    }
    let sentences = 0..paragraph.reading.passage.sentences.len();
    let candidates = sentences.filter(|&it| is_open(context, &paragraph, it, snippet)).map(|sentence| {
        let traits = paragraph.reading.statements[sentence].traits;
        Claim {
            paragraph: paragraph.index,
            sentence,
            harm: harm(context, &paragraph, sentence, traits),
            traits,
        }
    });
    candidates.filter(|it| it.harm > 0).max_by_key(|it| (it.harm, std::cmp::Reverse(it.sentence)))
}

/// Own voice, not asked about by another rule, not in the lead of an article that goes on.
fn is_open(context: &Context, paragraph: &Paragraph, sentence: usize, snippet: bool) -> bool {
    let statement = &paragraph.reading.statements[sentence];
    context.status(paragraph.index, sentence) == Status::OwnVoice
        && (snippet || !context.is_lead(paragraph, sentence))
        && !(snippet && statement.traits.contains(Traits::FIGURE))
        && !statement.traits.contains(Traits::CONTINUES)
        && !paragraph.reading.quotes.iter().any(|it| {
            paragraph.reading.passage.sentences[sentence].span.overlaps(it.span)
                && it.nature == crate::reading::QuoteNature::Speech
        })
}

/// Allegation about somebody > figure > comparison or superlative > cause > the rest (rulebook 8.4).
fn harm(context: &Context, paragraph: &Paragraph, sentence: usize, traits: Traits) -> u32 {
    let kind = match traits {
        it if it.contains(Traits::ALLEGATION) => {
            ACCUSATION + if context.person_in(paragraph, sentence) { NAMED } else { 0 }
        }
        it if it.contains(Traits::FIGURE) => {
            if unattributed_figure::on_record(context, paragraph) {
                0
            } else {
                18
            }
        }
        it if it.intersects(Traits::SUPERLATIVE | Traits::COMPARISON) => 14,
        it if it.intersects(Traits::CAUSE | Traits::EVALUATION) => 12,
        it if it.intersects(Traits::EVENT) => 10,
        _ => return 0,
    };
    let span = paragraph.reading.passage.sentences[sentence].span;
    let bodies = paragraph
        .reading
        .mentions
        .iter()
        .filter(|it| span.covers(it.span) && it.kind == EntityKind::Org)
        .count() as u32;
    let long = if span.len() >= SHORTEST { 1 } else { 0 };
    let alone = if context.is_supported_around(paragraph) { 0 } else { 12 };
    let fresh = if opens_afresh(paragraph, sentence) { 12 } else { 0 };
    let harm = kind + alone + fresh + long + 3 * bodies.min(3);
    // Asked last, for it looks at every word, and most sentences are harmless anyhow.
    let counts = harm >= HARM_IN_ARTICLE || !context.goes_on();
    if counts && settled::is_settled(paragraph, sentence, traits) { 0 } else { harm }
}

/// "A delegation met …": an actor nobody has mentioned, so no sentence before can cover it.
fn opens_afresh(paragraph: &Paragraph, sentence: usize) -> bool {
    let passage = &paragraph.reading.passage;
    let first = passage.sentences[sentence].tokens.start;
    matches!(passage.word(first), "a" | "an")
        && paragraph.reading.statements[sentence].traits.contains(Traits::EVENT)
}

fn finding(context: &Context, claim: &Claim) -> Finding {
    let paragraph = context.article.paragraph(claim.paragraph);
    let start = paragraph.reading.passage.sentences[claim.sentence].span.start;
    let end = super::sentence_end(&paragraph, claim.sentence);
    let span = paragraph.document(Span::new(start, end));
    let (kind, message) = described(claim.traits);
    let note = format!("Own voice: {kind}, and no source in this sentence or beside it.");
    let mut fixes = vec![Fix::Attribute { at: span.end }, Fix::Cite { at: span.end }];
    if claim.traits.contains(Traits::ALLEGATION) {
        fixes.insert(0, who_accuses(span.end));
    }
    Finding { fixes, note, ..RULE.finding(span, message) }
}

fn described(traits: Traits) -> (&'static str, &'static str) {
    match traits {
        it if it.contains(Traits::ALLEGATION) => (
            "an allegation of wrongdoing",
            "This accuses somebody in the article's own voice. Who says so? Name or cite the source.",
        ),
        it if it.contains(Traits::SUPERLATIVE) => {
            ("a superlative", "Who says so? Name or cite the source of this comparison.")
        }
        it if it.contains(Traits::COMPARISON) => {
            ("a comparison", "Who says so? Name or cite the source of this comparison.")
        }
        it if it.contains(Traits::CAUSE) => {
            ("cause and effect", "Who says so? Name or cite the source, or say that you saw it.")
        }
        it if it.contains(Traits::EVALUATION) => {
            ("a judgement", "Who says so? Name or cite the source, or say that you saw it.")
        }
        it if it.contains(Traits::FIGURE) => {
            ("a figure", "Who counted? Name or cite the source of this figure.")
        }
        _ => ("an event", "Who says so? Name or cite the source, or say that you saw it."),
    }
}
