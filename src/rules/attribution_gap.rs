//! # attribution-gap
//!
//! A reported account runs on, six sentences and more after its last “she said”.
//!
//! Readers forget who speaks; after a while the account is the paper's own.
//! News agencies repeat the source every few sentences, and broadcasters keep what they were told apart from what they know.
//!
//! ```article
//! Ana Cho, a witness, said the ferry had left late. Cho stood on the quay. The crew argued with Cho. The captain was drunk. Cho ran along the ropes. The alarm failed twice. Cho waited until the lights were gone.
//!                                                                                                                                                                            ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ Ana Cho
//! ```
//!
//! ```article
//! Jo Haas, a clerk, said the firm grew fast. Haas owned two ferries. Haas bought four more by autumn. The yard delayed two. The banks trusted Haas. The crews waited for months. Haas sold two ships that winter.
//!                                                                                                                                                                                ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ Haas
//! ```
//!
//! ```article
//! According to Ana Haas, a clerk, the levy failed. Haas kept the books. The town owed Haas a year of wages. The safe stood open. Haas counted the notes each night. The mayor walked past Haas. The money ran out in May.
//!                                                                                                                                                                                               ^^^^^^^^^^^^^^^^^^^^^^^^ Ana Haas
//! ```
//!
//! ```article
//! “We were lost,” Jo Lund, a guide, said. Lund carried a map. The rain washed it white. Lund walked north, then east. The bread lasted a day. A goat followed Lund. The village helped Lund and the others.
//!                                                                                                                                                                   ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ Jo Lund
//! ```
//!
//! ```article
//! The gate was locked, Dana Ruiz, a nurse, told the court. Ruiz had tried it at two. The guard laughed at Ruiz. The key was lost. Ruiz broke a window. The glass cut two of them. Ruiz tied the wounds with a shirt.
//!                                                                                                                                                                                 ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ Dana Ruiz
//! ```
//!
//! A reminder on the way, a citation or a new topic is enough:
//!
//! ```article
//! Ana Cho, a witness, said the ferry had left late. Cho stood on the quay. The crew argued with Cho. The captain was drunk, Cho said. Cho saw two of the ropes snap. The alarm failed twice. Cho waited until the lights were gone.
//! ```
//!
//! ```article
//! Ana Cho, a witness, said the ferry had left late. Cho stood on the quay. The crew argued with Cho. The captain was drunk.[^1] Cho saw two of the ropes snap. The alarm failed twice. Cho waited until the lights were gone.
//!
//! [^1]: Harbour court, 4 May 2021.
//! ```
//!
//! ```article
//! Ana Cho, a witness, said the ferry had left late.
//!
//! # The harbour
//!
//! The old quay was built of oak. The new one stood beside it. The cranes came by rail. The sheds burned twice. The town paid for both. The third was made of stone. The last stood empty.
//! ```
//!
//! ```article
//! Ana Cho, a witness, said the ferry had left late. The quay was empty. The lamps were out. The wind turned. The tide fell. The boats lay still. The night was long.
//! ```
//!
//! ```article
//! Ana Cho, a guide, said we should follow her. Cho walked fast. We followed Cho through the reeds. The water rose. Cho found a boat. The rope had rotted. Cho laughed at it. Cho swam.
//! ```
//!
//! What helps: say again who says so, or cite what the background is taken from.

use super::{Check, Context, Finding, Fix, Limit, Rule, Severity, introductions};
use crate::{
    article::{Paragraph, Sourced, Status},
    markup::Kind,
    reading::Traits,
    text::Span,
};

pub const RULE: Rule = Rule {
    code: "attribution-gap",
    severity: Severity::Hint,
    source: include_str!("attribution_gap.rs"),
    check: Check::Whole(check),
    limit: Limit::Each,
};

/// Sentences of the article's own behind the last attribution: published copy seldom has as many.
const GAP: usize = 6;

fn check(context: &Context) -> Vec<Finding> {
    let mut findings = Vec::new();
    let mut run = None;
    for paragraph in context.article.paragraphs() {
        match paragraph.block.kind {
            Kind::Paragraph => {}
            Kind::Heading(_) | Kind::ListItem | Kind::TableCell | Kind::BlockQuote => {
                run = None;
                continue;
            }
            _ => continue,
        }
        for sentence in 0..paragraph.reading.passage.sentences.len() {
            findings.extend(step(context, &paragraph, sentence, &mut run));
        }
    }
    findings
}

/// An account and how far it has run.
struct Run {
    /// The attribution it began with: an index into `Article::attributions`.
    said: usize,
    own: usize,
    /// Sentences of its own that name whoever speaks.
    about: usize,
    /// Sentences of its own that tell what happened.
    events: usize,
}

fn step(context: &Context, paragraph: &Paragraph, sentence: usize, run: &mut Option<Run>) -> Option<Finding> {
    let support = context.article.support(paragraph.index, sentence);
    match support.status {
        Status::Attributed | Status::Quoted | Status::Inherited => {
            *run = support.by.map(|said| Run { said, own: 0, about: 0, events: 0 });
            return None;
        }
        Status::OwnVoice => {}
        Status::Exempt | Status::Unread
            if !paragraph.reading.statements[sentence].traits.contains(Traits::WITNESS) =>
        {
            return None;
        }
        _ => {
            *run = None;
            return None;
        }
    }
    let open = run.as_mut()?;
    let speaker = context.article.attributions()[open.said].speaker;
    open.own += 1;
    open.about += usize::from(names(context, paragraph, sentence, speaker));
    open.events += usize::from(paragraph.reading.statements[sentence].traits.contains(Traits::EVENT));
    if open.own < GAP {
        return None;
    }
    let run = run.take()?;
    // An account of events, half of it about whoever tells it; else the article has moved on.
    let known = speaker.is_none_or(|it| introductions::needs_none(&context.article.entities()[it].name));
    (2 * run.about >= GAP && 2 * run.events >= GAP && !known)
        .then(|| finding(context, paragraph, sentence, &context.article.attributions()[run.said]))
}

/// Whether a sentence mentions whoever spoke last, by name or pronoun.
fn names(context: &Context, paragraph: &Paragraph, sentence: usize, speaker: Option<usize>) -> bool {
    let Some(entity) = speaker.map(|it| &context.article.entities()[it]) else { return false };
    let span = paragraph.reading.passage.sentences[sentence].span;
    let from = entity.mentions.partition_point(|it| (it.paragraph as usize) < paragraph.index);
    let here = entity.mentions[from..].iter().take_while(|it| it.paragraph as usize == paragraph.index);
    here.into_iter().any(|it| span.covers(paragraph.reading.mentions[it.mention as usize].span))
}

fn finding(context: &Context, paragraph: &Paragraph, sentence: usize, last: &Sourced) -> Finding {
    let start = paragraph.reading.passage.sentences[sentence].span.start;
    let end = super::sentence_end(paragraph, sentence);
    let span = paragraph.document(Span::new(start, end));
    let who = last.speaker.map_or("the last source", |it| context.article.entities()[it].name.as_str());
    let message = format!(
        "Is this still the account of {who}? Nobody has been named as the source for {GAP} sentences."
    );
    let fixes = vec![
        Fix::Attribute { at: span.end },
        Fix::Insert {
            at: span.end,
            text: " [TK: background from]".to_owned(),
            title: "Mark as background".to_owned(),
        },
        Fix::Cite { at: span.end },
    ];
    let words = last_cue(context, last);
    let note = format!("The last cue was “{words}”, {GAP} sentences above.");
    Finding { fixes, note, ..RULE.finding(span, message) }
}

fn last_cue(context: &Context, last: &Sourced) -> String {
    let paragraph = context.article.paragraph(last.paragraph);
    let cue = paragraph.reading.attributions[last.attribution].cue.first().copied().unwrap_or_default();
    context.article.shown(paragraph.document(cue))
}
