//! # anonymous-source
//!
//! A source goes without a name, and the reader is not told why.
//!
//! Sometimes it has to be so. Then say how the source knows, and why it cannot be named: agencies and broadcasters ask for both,
//! want a second source, and do not let the unnamed praise or attack anybody.
//!
//! ```article
//! A source said the deal is dead.
//! ^^^^^^^^ Why is there no name?
//! ```
//!
//! ```article
//! “He is finished,” an aide said.
//!                   ^^^^^^^ should not judge
//! ```
//!
//! ```article
//! The talks have stalled, according to people familiar with the matter.
//!                                      ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ Why is there no name?
//! ```
//!
//! ```article
//! A staffer said the deal is dead.
//! ^^^^^^^^^ Why is there no name?
//! ```
//!
//! ```article
//! A diplomat said the minister would resign within a week.
//! ^^^^^^^^^^ Why is there no name?
//! ```
//!
//! With a reason it is a choice, and the editor's:
//!
//! ```article
//! A witness who asked not to be named because she fears dismissal said the gate was locked.
//! ```
//!
//! The reason has to be the source's own:
//!
//! ```article
//! The bridge will stay shut, sources said, because the piles are soft.
//!                            ^^^^^^^ Why is there no name?
//! ```
//!
//! An institution that speaks through its office is no unnamed source:
//!
//! ```article
//! A police spokeswoman said the gate was locked.
//! ```
//!
//! ```article
//! The mayor's aide, Jo Lund, said the gate was locked.
//! ```
//!
//! ```article
//! An official said the gate was locked, speaking anonymously because of an ongoing inquiry.
//! ```
//!
//! ```article
//! Ana Cho, an aide to the mayor, said the gate was locked.
//! ```
//!
//! A name that follows at once is a name, and the lead may wait for it:
//!
//! ```article
//! A Danish official says the port has sent back three trawlers. Fisheries Ministry spokesman Lars Holm told reporters the crews were sent home on Monday.
//! ```
//!
//! ```article
//! A Danish official says the port has sent back three trawlers. Norwegian Prime Minister Lars Holm said he would complain.
//! ^^^^^^^^^^^^^^^^^ Why is there no name?
//! ```
//!
//! What helps: a name, or a position and a reason; what the source saw rather than what it thinks.

use super::{Check, Context, Finding, Fix, Limit, Rule, Said, Severity, role_then_name};
use crate::{
    language::{Class, Shape},
    reading::{EntityKind, SourceKind},
};

pub const RULE: Rule = Rule {
    code: "anonymous-source",
    severity: Severity::Information,
    source: include_str!("anonymous_source.rs"),
    check: Check::Whole(check),
    limit: Limit::OncePerParagraph,
};

/// Words that begin a reason.
const REASONS: &[&str] = &[
    "because",
    "citing",
    "fear",
    "fears",
    "feared",
    "authorized",
    "authorised",
    "allowed",
    "candidly",
    "frankly",
    "freely",
    "permitted",
    "since",
    "ongoing",
];

/// Words of a source that keeps its name back, wherever its reason stands.
const WITHHELD: &[&str] = &[
    "anonymity",
    "anonymous",
    "anonymously",
    "background",
    "identified",
    "name",
    "named",
    "publicly",
    "unnamed",
];

fn check(context: &Context) -> Vec<Finding> {
    let unnamed = context.said().filter(|it| it.kind() == Some(SourceKind::Anonymous));
    unnamed
        .filter(|it| !gives_reason(it) && !takes_up_speakers(context, it))
        .filter(|it| judges_somebody(it) || !role_then_name::names_the_official(context, it))
        .filter_map(|it| finding(context, &it))
        .collect()
}

/// "Witnesses say men have fired on a van. The sources say …": those of whom the sentence before lets several speak.
fn takes_up_speakers(context: &Context, said: &Said) -> bool {
    let Some(source) = said.source() else { return false };
    let words = source.span.of(&said.paragraph.reading.passage.lower);
    let Some((before, sentence)) = context.article.sentence_before(&said.paragraph, said.sentence()) else {
        return false;
    };
    let passage = &before.reading.passage;
    let span = passage.sentences[sentence].span;
    let several = |it: &Said| {
        it.source().is_some_and(|it| {
            let head = it.head.of(&passage.lower);
            it.kind != SourceKind::Anonymous
                && (head.ends_with('s') || head.ends_with("men") || head == "people")
        })
    };
    let here = |it: &Said| it.attribution.cue.iter().any(|cue| span.covers(*cue));
    words == "the sources" && context.said_in(before.index).any(|it| several(&it) && here(&it))
}

/// Why the source goes without a name; "because the lane is narrow" is why something else is so.
fn gives_reason(said: &Said) -> bool {
    let passage = &said.paragraph.reading.passage;
    let tokens = passage.sentences[said.sentence()].tokens.clone();
    let of_the_matter =
        |it: usize| said.attribution.content.iter().any(|part| part.covers(passage.tokens[it].span));
    let withholds = tokens.clone().any(|it| WITHHELD.contains(&passage.word(it)));
    tokens.into_iter().any(|it| REASONS.contains(&passage.word(it)) && (withholds || !of_the_matter(it)))
}

fn finding(context: &Context, said: &Said) -> Option<Finding> {
    let source = said.source()?;
    let span = said.paragraph.document(source.span);
    let judges = judges_somebody(said);
    let message = if judges {
        "Why is there no name? The unnamed should not judge anybody: find somebody who says it openly."
    } else {
        "Why is there no name? Give the position and the reason, or find somebody who can be named."
    };
    let insert = |text: &str, title: &str| Fix::Insert {
        at: span.end,
        text: text.to_owned(),
        title: title.to_owned(),
    };
    let fixes = vec![
        insert(", who asked not to be named because [TK: reason],", "Add the reason"),
        insert(" [TK: position]", "Add the position"),
        insert(" [TK: how do they know?]", "Say how they know"),
    ];
    let severity = if judges { Severity::Warning } else { RULE.severity };
    Some(Finding { note: checklist(context, said, judges), fixes, severity, ..RULE.finding(span, message) })
}

/// What a desk ticks off before it lets a source go without a name.
fn checklist(context: &Context, said: &Said, judges: bool) -> String {
    let Some(source) = said.source() else { return String::new() };
    let tick = |yes: bool| if yes { "✓" } else { "–" };
    let described = source.span.len() > source.head.len() + 4;
    let others = context
        .said_in(said.paragraph.index)
        .filter(|it| it.source().is_some_and(|it| it.kind != SourceKind::Pronoun && it.span != source.span))
        .count();
    let passage = &said.paragraph.reading.passage;
    let several = source.head.of(&passage.lower).ends_with('s') || source.head.of(&passage.lower) == "people";
    let mut out = format!(
        "Described {} · reason given – · tells how they know {} · fact, not opinion {} · a second source {}",
        tick(described),
        tick(knows(said)),
        tick(!judges),
        tick(others > 0)
    );
    if several {
        out.push_str(" · is it more than one? The plural says so.");
    }
    out
}

/// "familiar with the matter", "who was briefed", "who attended".
fn knows(said: &Said) -> bool {
    const KNOWING: &[&str] = &[
        "attended",
        "briefed",
        "close",
        "familiar",
        "heard",
        "involved",
        "knowledge",
        "present",
        "saw",
        "seen",
        "witnessed",
    ];
    let passage = &said.paragraph.reading.passage;
    let mut tokens = passage.sentences[said.sentence()].tokens.clone();
    tokens.any(|it| KNOWING.contains(&passage.word(it)))
}

/// “He is finished”: somebody, a form of "be" and a judgement.
fn judges_somebody(said: &Said) -> bool {
    let reading = said.paragraph.reading;
    let passage = &reading.passage;
    let Some(content) = said.attribution.content.first() else { return false };
    let mut at = passage.token_at(content.start);
    while matches!(passage.word(at), "that" | "“" | "\"" | "‘") {
        at += 1;
    }
    let Some(first) = passage.tokens.get(at) else { return false };
    let person =
        reading.mentions.iter().find(|it| it.span.start == first.span.start && it.kind == EntityKind::Person);
    let verb = match person {
        Some(it) => passage.token_at(it.span.end),
        None if matches!(passage.word(at), "he" | "she") => at + 1,
        None => return false,
    };
    let be = matches!(passage.word(verb), "is" | "was" | "’s" | "'s" | "isn" | "wasn");
    let mut next = verb + 1;
    while passage
        .tokens
        .get(next)
        .is_some_and(|it| it.class.intersects(Class::ADVERB | Class::DETERMINER | Class::NEGATION))
    {
        next += 1;
    }
    let word = passage.word(next);
    let judged = passage
        .tokens
        .get(next)
        .is_some_and(|it| it.shape == Shape::Lower && (it.class.is_empty()) && !word.ends_with("ing"));
    // What becomes of somebody is a fact: "is expected", "was arrested".
    be && judged && !FATES.contains(&word)
}

/// Participles that tell what happened to somebody, not what they are like.
const FATES: &[&str] = &[
    "appointed",
    "arrested",
    "asked",
    "born",
    "briefed",
    "charged",
    "chosen",
    "detained",
    "elected",
    "expected",
    "fired",
    "found",
    "freed",
    "given",
    "hit",
    "hired",
    "hurt",
    "injured",
    "interviewed",
    "invited",
    "killed",
    "known",
    "named",
    "offered",
    "paid",
    "questioned",
    "released",
    "seen",
    "sent",
    "set",
    "shot",
    "slated",
    "taken",
    "told",
    "wounded",
];
