//! # opinion-in-own-voice
//!
//! News copy judges, predicts or draws the conclusion, and nobody is named who does.
//!
//! “Clearly” is what a writer puts where the evidence should stand.
//! Broadcasters keep judgements out of the reporter's mouth, and MOS:EDITORIAL lists the words that give them away.
//!
//! ```article
//! The vote clearly shows that voters were misled.
//!          ^^^^^^^ Whose judgement
//! ```
//!
//! ```article
//! The move will inevitably backfire.
//!          ^^^^^^^^^^^^^^^ Whose forecast
//! ```
//!
//! ```article
//! The attack was a spectacular blunder of the guard.
//!                  ^^^^^^^^^^^^^^^^^^^ Whose judgement
//! ```
//!
//! ```article
//! The delay underscores the need for a new bridge.
//!           ^^^^^^^^^^^ Whose conclusion
//! ```
//!
//! ```article
//! Sadly, nobody has mended the gate.
//! ^^^^^ Whose judgement
//! ```
//!
//! Those who judge may be quoted or named:
//!
//! ```article
//! “It will inevitably backfire,” Ana Haas, a clerk, said.
//! ```
//!
//! ```article
//! Ana Haas, a clerk, said the move would inevitably backfire.
//! ```
//!
//! A writer who says “I” is known to judge, and so is an article that is called a comment:
//!
//! ```article
//! I think that the move will inevitably backfire.
//! ```
//!
//! ```article
//! # Comment: the wrong move
//!
//! The move will inevitably backfire.
//! ```
//!
//! ```article
//! The road sign was clearly visible. Sadly is an adverb, and a brilliant white gate stood open.
//! ```
//!
//! What helps: give the judgement to whoever makes it, or cut the word.

use std::sync::LazyLock;

use super::{Check, Context, Finding, Fix, Limit, Placed, Rule, Severity, Spot, phrases::Phrases, voice};
use crate::{
    article::{Paragraph, Status},
    language::Class,
    reading::{Attribution, Frames, Reading, SourceKind, Traits},
    text::Span,
};

pub const RULE: Rule = Rule {
    code: "opinion-in-own-voice",
    severity: Severity::Hint,
    source: include_str!("opinion_in_own_voice.rs"),
    check: Check::Together { find, judge },
    limit: Limit::OncePerParagraph,
};

/// Words that judge or are surer than the writer can be.
static JUDGEMENTS: LazyLock<Phrases> = LazyLock::new(|| {
    Phrases::new(&[
        "clearly|obviously|plainly|undeniably|unquestionably|undoubtedly show|shows|showed|shown|prove|proves|proved|\
         demonstrate|demonstrates|demonstrated|want|wants|wanted|failed|fails|violated|violates|wrong|misled|lied|\
         false|untrue|unfair|illegal|intended|meant|believes|needs|hopes",
        "unquestionably|undeniably|undoubtedly|indisputably|shamefully|disgracefully|outrageously|laughably|\
         needlessly|thankfully|mercifully|regrettably",
        "needless to say",
        "without a? doubt|question",
        "a|an dangerous|reckless|disastrous|catastrophic|shameful|disgraceful|outrageous|ludicrous|absurd|ridiculous|\
         appalling|botched|stunning|spectacular|colossal|unprecedented|humiliating|brilliant|masterful|cynical|\
         blatant|shocking failure|defeat|blunder|mistake|expansion|decision|move|policy|attempt|betrayal|assault|\
         disregard|display|success|victory|triumph|stroke|error|lie|lies|abuse|waste|farce|failing",
    ])
});

/// The writer tells the future.
static FORECASTS: LazyLock<Phrases> = LazyLock::new(|| {
    Phrases::new(&[
        "will|would inevitably|undoubtedly|surely|certainly",
        "is|are|was|were doomed|destined|bound|certain to fail|backfire|collapse|lose|win|rise|fall|suffer|cost",
        "doomed to fail|failure|defeat|repeat",
    ])
});

/// The writer draws the conclusion for the reader.
static CONCLUSIONS: LazyLock<Phrases> = LazyLock::new(|| {
    Phrases::new(&[
        "underscores|underscored|underscore|underlines|underlined the|how|just growing|urgent|dire|deep? \
         need|importance|danger|dangers|risk|risks|extent|depth|difficulty|difficulties|challenge|challenges|gulf|divide|failure|\
         failures|seriousness|urgency|fragility|fragile|much|far|deeply|badly",
    ])
});

/// A judgement that opens a sentence, before its comma.
const OPENERS: &[&str] = &[
    "sadly",
    "shamefully",
    "thankfully",
    "tragically",
    "unfortunately",
    "inexplicably",
    "outrageously",
    "obviously",
    "clearly",
    "predictably",
    "disgracefully",
    "mercifully",
];

const JUDGED: usize = 0;
const FORETOLD: usize = 1;
const CONCLUDED: usize = 2;

fn find(reading: &Reading) -> Vec<Spot> {
    let passage = &reading.passage;
    let openers = passage.sentences.iter().filter_map(|it| {
        let first = it.tokens.start;
        let opens = OPENERS.contains(&passage.word(first)) && passage.word(first + 1) == ",";
        opens.then_some((first..first + 1, JUDGED))
    });
    let judged = JUDGEMENTS.find(passage).into_iter().map(|it| {
        // The judging word alone; with its noun where it needs one.
        let adverb = passage.word(it.start).ends_with("ly");
        let article = matches!(passage.word(it.start), "a" | "an");
        let tokens = if adverb { it.start..it.start + 1 } else { it.start + usize::from(article)..it.end };
        (tokens, JUDGED)
    });
    let told = FORECASTS.find(passage).into_iter().map(|it| (it, FORETOLD));
    let concluded = CONCLUSIONS.find(passage).into_iter().map(|it| (it.start..it.start + 1, CONCLUDED));
    let mut spots: Vec<Spot> = openers
        .chain(judged)
        .chain(told)
        .chain(concluded)
        .map(|(tokens, kind)| voice::spot(reading, tokens, kind))
        .filter(|it| !voice::is_quoted(reading, it.span) && !is_anybodys(reading, it))
        .collect();
    spots.sort_by_key(|it| it.span);
    spots
}

/// Whether somebody speaks in the sentence. “The vote clearly shows that …”: a thing that shows is no speaker.
fn is_anybodys(reading: &Reading, spot: &Spot) -> bool {
    let passage = &reading.passage;
    let sentence = passage.sentences[spot.sentence].span;
    let tokens = passage.sentences[spot.sentence].tokens.start..passage.token_at(spot.span.start);
    // "continue to warn that …": whoever does it, the judgement is theirs.
    let said = tokens.clone().any(|it| {
        passage.tokens[it].class.contains(Class::CUE)
            && (it..tokens.end.min(it + 4)).any(|it| passage.word(it) == "that")
    });
    said || reading.attributions.iter().any(|it| {
        let here = it.cue.iter().chain(&it.content).any(|it| sentence.overlaps(*it));
        here && !shows(it)
    })
}

/// "The vote shows", "the delay underscores": what a thing does.
fn shows(attribution: &Attribution) -> bool {
    let verb = attribution.verb.is_some_and(|it| {
        it.frames.contains(Frames::SHOWS)
            || matches!(it.lemma, "underscore" | "underline" | "highlight" | "prove" | "demonstrate")
    });
    verb && attribution.source.as_ref().is_some_and(|it| it.kind == SourceKind::Described)
}

/// Own voice, or what a thing shows.
fn is_own(context: &Context, placed: &Placed) -> bool {
    let support = context.article.support(placed.paragraph, placed.spot.sentence);
    let by = support.by.map(|it| &context.article.attributions()[it]);
    support.status == Status::OwnVoice
        || by.is_some_and(|it| {
            it.paragraph == placed.paragraph
                && shows(&context.article.paragraph(it.paragraph).reading.attributions[it.attribution])
        })
}

fn judge(context: &Context, placed: &[Placed]) -> Vec<Finding> {
    if placed.is_empty() || is_personal(context) || is_labelled(context) {
        return Vec::new();
    }
    let own = placed.iter().filter(|it| is_own(context, it));
    own.map(|it| finding(context, &context.article.paragraph(it.paragraph), it.spot)).collect()
}

/// The writer says "I" or "we": everybody knows whose judgement it is.
fn is_personal(context: &Context) -> bool {
    context.body().any(|paragraph| {
        let statements = &paragraph.reading.statements;
        (0..statements.len()).any(|it| {
            statements[it].traits.contains(Traits::WITNESS)
                && !context.status(paragraph.index, it).is_support()
        })
    })
}

/// "Analysis", "Comment: …": a label at the top says that somebody judges here.
fn is_labelled(context: &Context) -> bool {
    const TOP: usize = 4;
    const LABELS: &[&str] = &[
        "analysis",
        "blog",
        "column",
        "comment",
        "commentary",
        "editorial",
        "essay",
        "letter",
        "op-ed",
        "opinion",
        "perspective",
        "review",
        "viewpoint",
    ];
    context.article.paragraphs().take(TOP).any(|it| {
        let passage = &it.reading.passage;
        let alone = !it.block.kind.is_body() || passage.tokens.len() == 1;
        alone && LABELS.contains(&passage.word(0))
            || passage.word(1) == ":" && LABELS.contains(&passage.word(0))
    })
}

fn finding(context: &Context, paragraph: &Paragraph, spot: &Spot) -> Finding {
    let span = paragraph.document(spot.span);
    let words = context.article.shown(span);
    let what = match spot.detail {
        FORETOLD => "forecast",
        CONCLUDED => "conclusion",
        _ => "judgement",
    };
    let message = format!("Whose {what} is “{words}”? Give it to whoever says so, or cut it.");
    let end = paragraph.document(Span::at(super::sentence_end(paragraph, spot.sentence))).start;
    let mut fixes = vec![Fix::Attribute { at: end }];
    fixes.extend(cut(context, paragraph, spot, span));
    let note = format!("“{words}” is the writer's own {what}: nobody in this sentence says it.");
    Finding { fixes, note, ..RULE.finding(span, message) }
}

/// An adverb inside a sentence can go without more; "will inevitably" keeps its "will".
fn cut(context: &Context, paragraph: &Paragraph, spot: &Spot, span: Span) -> Option<Fix> {
    let words = context.article.words(span);
    let adverb = words.rsplit(' ').next().filter(|it| it.ends_with("ly"))?;
    let opens = paragraph.reading.passage.sentences[spot.sentence].span.start == spot.span.start;
    let start = span.end - adverb.len();
    let space = context.article.text()[span.end..].starts_with(' ');
    (!opens && space).then(|| Fix::replace([Span::new(start, span.end + 1)], "", format!("Cut “{adverb}”")))
}
