//! # unnamed-study
//!
//! Research or a poll speaks, and nobody made it.
//!
//! “Studies show” sends the reader to a library without a shelf number.
//! MOS:WEASEL lists “research has shown” among the phrases to replace; agencies want to know of every poll who did it and who paid.
//!
//! ```article
//! Studies show that night buses cut crashes.
//! ^^^^^^^^^^^^ Whose studies?
//! ```
//!
//! ```article
//! A new poll finds that most want an early vote.
//! ^^^^^^^^^^^^^^^^ Whose poll?
//! ```
//!
//! ```article
//! The tax would help, since recent research suggests that prices matter.
//!                           ^^^^^^^^^^^^^^^^^^^^^^^^ Whose research?
//! ```
//!
//! ```article
//! Night buses cut crashes, according to a recent study.
//!                                       ^^^^^^^^^^^^^^ Whose study?
//! ```
//!
//! ```article
//! Several studies have found that prices matter.
//! ^^^^^^^^^^^^^^^^^^^^^^^^^^ Whose studies?
//! ```
//!
//! A poll with a maker still needs its method, once in a file:
//!
//! ```article
//! A Lund University poll finds that 52 percent want an early vote.
//!                   ^^^^ Missing: when it was taken
//! ```
//!
//! A maker, a journal or a link is enough, in the sentence or beside it:
//!
//! ```article
//! A 2021 Lund University study shows that night buses cut crashes.
//! ```
//!
//! ```article
//! The poll, by Infratest, was held in May. Polls show that most want an early vote.
//! ```
//!
//! ```article
//! A new study finds that night buses cut crashes. The study was published in the Harbour Medical Journal.
//! ```
//!
//! ```article
//! [A new study](https://example.org/study) finds that night buses cut crashes.
//! ```
//!
//! So is somebody who says so and can be asked:
//!
//! ```article
//! Ana Cho said that studies show a fall in crashes.
//! ```
//!
//! ```article
//! A Lund University poll finds that 52 percent want an early vote. It was conducted in May among 1,002 adults.
//! ```
//!
//! What helps: name the maker and the year, link it, or cite it.

use std::{ops::Range, sync::LazyLock};

use super::{
    Check, Context, Finding, Fix, Limit, Placed, Rule, Severity, Spot, phrases::Phrases, polls, voice,
};
use crate::{
    article::Paragraph,
    language::{Class, Passage, Shape},
    reading::{Reading, SourceKind},
    text::Span,
};

pub const RULE: Rule = Rule {
    code: "unnamed-study",
    severity: Severity::Information,
    source: include_str!("unnamed_study.rs"),
    check: Check::Together { find, judge },
    limit: Limit::Each,
};

static STUDIES: LazyLock<Phrases> = LazyLock::new(|| {
    Phrases::new(&[
        "new|recent|several|many|some|most|numerous|multiple|various|other|previous|earlier|more|countless? \
         recent|new|scientific|academic|medical|national|independent? studies|polls|surveys|statistics have|\
         had? also|now|consistently|repeatedly|long|since? challenged|contradicted|dispute|disputed|put|questioned|show|shows|showed|shown|suggest|suggested|find|found|\
         indicate|indicated|reveal|revealed|linked|tied|established|concluded|demonstrate|demonstrated|estimate|confirm|confirmed|prove|proved|\
         proven",
        "some|new|recent|much|more|scientific|academic|medical|previous|earlier? research|polling|data has|\
         have|had? also|now|consistently|repeatedly|long? show|shows|showed|shown|suggest|suggests|suggested|\
         find|finds|found|indicate|indicates|indicated|reveal|reveals|revealed|demonstrate|demonstrates|\
         confirm|confirms|prove|proves",
        "a|an|one|another new|recent|major|large|landmark|separate|national|nationwide|latest|independent|\
         online|2024|2025? study|poll|survey has|had? also|now? shows|showed|shown|suggests|suggested|finds|\
         found|indicates|indicated|reveals|revealed|estimates|estimated|concludes|concluded|confirms|\
         confirmed|claims|claimed",
        "the? latest figures|statistics|data|polls|surveys|research show|shows|suggest|suggests|indicate|indicates",
        "opinion|recent|latest|most|some|several? polls put|give|point",
        "some|new|recent|growing|anecdotal? evidence suggests|indicates",
        "some|new|recent|several? research|studies|polls|surveys|polling",
        "a|an|one|another new|recent|major|large|landmark|separate|national|nationwide|independent|online? \
         study|poll|survey",
    ])
});

/// What a study does.
const FINDS: &[&str] =
    &["concluded", "finds", "found", "indicated", "indicates", "showed", "shows", "suggested", "suggests"];

/// What research is called; a name beside one of these is its maker.
const WORKS: &[&str] = &[
    "analysis",
    "data",
    "evidence",
    "figures",
    "paper",
    "poll",
    "pollster",
    "pollsters",
    "polling",
    "polls",
    "report",
    "research",
    "researcher",
    "researchers",
    "scientist",
    "scientists",
    "statistics",
    "studies",
    "study",
    "survey",
    "surveys",
];

/// Words of a maker's or a journal's name.
const MAKERS: &[&str] = &[
    "academy",
    "agency",
    "association",
    "bureau",
    "center",
    "centre",
    "census",
    "college",
    "commission",
    "foundation",
    "gallup",
    "institute",
    "institution",
    "journal",
    "lancet",
    "nature",
    "pew",
    "school",
    "university",
];

fn find(reading: &Reading) -> Vec<Spot> {
    let passage = &reading.passage;
    let studies = STUDIES.find(passage).into_iter();
    let studies = studies
        .filter(|it| speaks(passage, it) && !owner_before(passage, it.start) && !maker_behind(passage, it))
        .map(|it| {
            let work = work(passage, &it);
            voice::spot(reading, it, work)
        })
        .filter(|it| !voice::is_quoted(reading, it.span) && !voice::is_vouched(reading, it.span))
        .filter(|it| !has_maker(passage, it.sentence) && !is_referenced(passage, it.sentence));
    studies.chain(polls::find(reading)).collect()
}

/// The token that says what it is: study, poll, research.
fn work(passage: &Passage, found: &Range<usize>) -> usize {
    found.clone().find(|it| WORKS.contains(&passage.word(*it))).unwrap_or(found.start)
}

/// It finds something, or somebody relies on it: "according to a recent study"; "she began a new study" says nothing.
fn speaks(passage: &Passage, found: &Range<usize>) -> bool {
    let verb = work(passage, found) + 1 < found.end;
    let leant_on = found.start > 1
        && passage.word(found.start - 1) == "to"
        && passage.word(found.start - 2) == "according";
    verb || leant_on || finds_later(passage, found)
}

/// "a study published last year found": what stands between says which study, and the verb comes late.
fn finds_later(passage: &Passage, found: &Range<usize>) -> bool {
    const LATE: usize = 9;
    let end = passage.sentences[passage.sentence_of(found.start)].tokens.end;
    let single = matches!(passage.word(found.start), "a" | "an" | "one" | "another");
    let described = matches!(
        passage.word(found.end),
        "of" | "published" | "released" | "out" | "conducted" | "on" | "into"
    );
    single && described && (found.end..end.min(found.end + LATE)).any(|it| FINDS.contains(&passage.word(it)))
}

/// "the university’s research shows", "Dutch studies show", "exit polls show", "census data show".
fn owner_before(passage: &Passage, start: usize) -> bool {
    let Some(before) =
        start.checked_sub(1).filter(|it| passage.sentence_of(*it) == passage.sentence_of(start))
    else {
        return false;
    };
    let token = passage.tokens[before];
    let function = token.class.intersects(
        Class::PREPOSITION
            | Class::CONJUNCTION
            | Class::STOP
            | Class::ADVERB
            | Class::NUMBER_WORD
            | Class::MODAL,
    );
    let owner = matches!(passage.word(before), "’s" | "'s" | "’" | "'" | "own")
        || token.class.contains(Class::DETERMINER);
    owner || !function && !matches!(token.shape, Shape::Mark | Shape::CloseQuote | Shape::OpenQuote)
}

/// "a new study by Ana Cho", "from the harbour office", "in the Harbour Gazette"; "…, according to a Nordpress poll".
fn maker_behind(passage: &Passage, found: &Range<usize>) -> bool {
    const NEAR: usize = 3;
    let end = passage.sentences[passage.sentence_of(found.start)].tokens.end;
    let named = |tokens: Range<usize>| tokens.into_iter().any(|it| is_name(passage, it));
    let near = (found.start..end.min(found.end + NEAR)).any(|it| {
        matches!(passage.word(it), "by" | "from" | "in" | "with" | "at") && named(it + 1..end.min(it + 3))
    });
    near || (found.start..end).any(|it| {
        let made = ["according", "conducted", "commissioned", "published"].contains(&passage.word(it));
        made && named(it..end)
    })
}

fn is_name(passage: &Passage, at: usize) -> bool {
    let token = passage.tokens[at];
    let capital = matches!(token.shape, Shape::Title | Shape::Upper);
    capital && !token.class.intersects(Class::MONTH | Class::WEEKDAY)
}

/// A maker's or a journal's name in the sentence: a capital on one of its words.
fn has_maker(passage: &Passage, sentence: usize) -> bool {
    passage.sentences[sentence]
        .tokens
        .clone()
        .any(|it| passage.tokens[it].shape == Shape::Title && MAKERS.contains(&passage.word(it)))
}

/// "[1]", "(Cho, 2021)", "(Cho et al. 2021)": how papers cite.
fn is_referenced(passage: &Passage, sentence: usize) -> bool {
    const NEAR: usize = 9;
    let tokens = passage.sentences[sentence].tokens.clone();
    let number = |it: usize| passage.tokens.get(it).is_some_and(|it| it.shape == Shape::Number);
    tokens.clone().any(|it| match passage.form(it) {
        "[" => number(it + 1),
        "(" => {
            let year = |it: usize| number(it) && passage.form(it).len() >= 4;
            it + 1 < tokens.end && is_name(passage, it + 1) && (it + 2..tokens.end.min(it + NEAR)).any(year)
        }
        _ => false,
    })
}

fn judge(context: &Context, placed: &[Placed]) -> Vec<Finding> {
    let (polls, studies): (Vec<Placed>, Vec<Placed>) =
        placed.iter().partition(|it| it.spot.detail == polls::POLL);
    let unnamed =
        studies.iter().filter_map(|it| asked(context, &context.article.paragraph(it.paragraph), it.spot));
    let mut findings: Vec<Finding> = unnamed.collect();
    // The method of one poll is asked for; the writer knows of the others.
    findings.extend(polls.first().and_then(|it| polls::judge(context, it)));
    findings.sort_by_key(|it| it.span);
    findings
}

fn asked(context: &Context, paragraph: &Paragraph, spot: &Spot) -> Option<Finding> {
    if context.is_cited(paragraph, spot.sentence..spot.sentence + 1)
        || introduced(context, paragraph, spot.sentence)
    {
        return None;
    }
    let passage = &paragraph.reading.passage;
    let work = passage.word(spot.detail);
    let span = paragraph.document(spot.span);
    let message = format!("Whose {work}? Name the maker and the year, or cite it.");
    let maker = Fix::Insert {
        at: paragraph.document(passage.tokens[spot.detail].span).end,
        text: " by [TK: who made it, when]".to_owned(),
        title: "Insert the maker".to_owned(),
    };
    let end = paragraph.document(Span::at(super::sentence_end(paragraph, spot.sentence))).start;
    let note = "No maker, author, journal or link in its sentence or near it.".to_owned();
    Some(Finding { fixes: vec![Fix::Cite { at: end }, maker], note, ..RULE.finding(span, message) })
}

/// Whether one of the three sentences before, or the two behind, names who made it.
fn introduced(context: &Context, paragraph: &Paragraph, sentence: usize) -> bool {
    const BEFORE: usize = 3;
    const BEHIND: usize = 2;
    let named = |paragraph: &Paragraph, it: usize| names_a_maker(paragraph.reading, it);
    let here = paragraph.reading.passage.sentences.len();
    let around = sentence.saturating_sub(BEFORE)..here.min(sentence + 1 + BEHIND);
    if around.filter(|it| *it != sentence).any(|it| named(paragraph, it)) {
        return true;
    }
    let beside = |index: usize, take: usize, last: bool| {
        let other = context.article.paragraph(index);
        let count = other.reading.passage.sentences.len();
        let range = if last { count.saturating_sub(take)..count } else { 0..count.min(take) };
        other.block.kind.is_body() && range.into_iter().any(|it| named(&other, it))
    };
    let missing = BEFORE.saturating_sub(sentence);
    let left = BEHIND.saturating_sub(here - sentence - 1);
    paragraph.index > 0 && beside(paragraph.index - 1, missing, true)
        || paragraph.index + 1 < context.article.paragraphs().len()
            && beside(paragraph.index + 1, left, false)
}

/// A work of research with a name beside it: "the Infratest poll", "a study by Ana Cho".
fn names_a_maker(reading: &Reading, sentence: usize) -> bool {
    const BESIDE: usize = 5;
    let passage = &reading.passage;
    let tokens = passage.sentences[sentence].tokens.clone();
    // A capital at the head of a sentence names nobody.
    let first = tokens.start + 1;
    let mut works = tokens.clone().filter(|it| WORKS.contains(&passage.word(*it)));
    works.any(|it| {
        let beside = first.max(it.saturating_sub(BESIDE))..tokens.end.min(it + 1 + BESIDE);
        beside.into_iter().any(|it| is_name(passage, it))
    }) || tokens.clone().any(|it| WORKS.contains(&passage.word(it))) && is_passed_on(reading, sentence)
}

/// "In a poll of 1,000 adults in May, Nordpress reports, 45 percent …": an outlet stands behind the work.
fn is_passed_on(reading: &Reading, sentence: usize) -> bool {
    let span = reading.passage.sentences[sentence].span;
    reading.attributions.iter().any(|it| {
        let outlet = it.source.as_ref().is_some_and(|it| it.kind == SourceKind::Outlet);
        outlet && it.cue.iter().any(|cue| span.covers(*cue))
    })
}
