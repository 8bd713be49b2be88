//! # vague-source
//!
//! A statement is given to critics, experts, some or many, and nobody is named.
//!
//! Readers weigh a statement by who makes it, and nobody can weigh “critics”.
//! Encyclopedia editors tag such sentences “Who?” more often than anything else, and NPR's handbook wants every source
//! described as clearly as can be.
//!
//! ```article
//! Critics say the bridge was never inspected.
//! ^^^^^^^ Who are they?
//! ```
//!
//! ```article
//! Many economists believe the levy will fail.
//! ^^^^^^^^^^^^^^^ Who are they?
//! ```
//!
//! ```article
//! The tunnel will flood within a year, some experts warn.
//!                                      ^^^^^^^^^^^^ Name one
//! ```
//!
//! ```article
//! Observers expect that the vote will fail.
//! ^^^^^^^^^ Who are they?
//! ```
//!
//! ```article
//! The plan is dead, analysts said.
//!                   ^^^^^^^^ Who are they?
//! ```
//!
//! So is any plural of people without article, number, owner, name or place, and a people of which only some speak:
//!
//! ```article
//! Retailers say buyers turn away above 40 crowns.
//! ^^^^^^^^^ Who are they?
//! ```
//!
//! ```article
//! People who know the clerk say he had been ill since spring.
//! ^^^^^^^^^^^^^^^^^^^^^^^^^ Who are they?
//! ```
//!
//! Who speaks for a body is told by the body. “Officials” is enough where one is named: in the same paragraph, in one of
//! the two before it or in the next. Police everybody can ask.
//!
//! ```article
//! A bus fell into the ravine at noon, officials said.
//!                                     ^^^^^^^^^ Which officials?
//! ```
//!
//! ```article
//! The Port Council shut the bridge at noon. Officials said the piles had moved.
//! ```
//!
//! A verdict is a statement too:
//!
//! ```article
//! Critics accuse the council of hiding the report. Experts have questioned that figure.
//! ^^^^^^^ Who are they?
//!                                                  ^^^^^^^ Who are they?
//! ```
//!
//! Somebody who spoke before, answers for an office or speaks of something else is none of them:
//!
//! ```article
//! Mayor Ana Cho said the bridge was safe. Critics say the bridge was never inspected.
//!                                         ^^^^^^^ Who are they?
//! ```
//!
//! ```article
//! Critics say the bridge was never inspected.
//! ^^^^^^^ Who are they?
//!
//! “The ovens are cold,” said Bo Diaz, a baker.
//! ```
//!
//! ```article
//! “We were told nothing at all,” said Mette Rask, who sells fish. Experts believe the pier could collapse at any time.
//!                                                                 ^^^^^^^ Who are they?
//! ```
//!
//! ```article
//! Analysts said the port would lose money. “We welcome every ship,” said Ravi Doran, the minister.
//! ^^^^^^^^ Who are they?
//! ```
//!
//! ```article
//! Critics say the bridge is unsafe, but Mayor Ana Cho said it would stand.
//! ^^^^^^^ Who are they?
//! ```
//!
//! Naming one of them nearby is enough, in the same paragraph or at the head of the next: by their own noun, by what one
//! of them does (“who farms barley” among farmers), or, among critics and others who only take a side, by going on with
//! what they said.
//!
//! ```article
//! Some pilots say they skip the checklist. “We all do,” said Dana Ruiz, who flies for Norlift.
//! ```
//!
//! ```article
//! Critics say the bridge is unsafe.
//!
//! “It is rotten,” said Bo Diaz, who lives beside it.
//! ```
//!
//! ```article
//! Lena Brandt, an economist, said the levy would bring in little. Most economists believe it will fail.
//! ```
//!
//! So is counting them, and people who say nothing are no source:
//!
//! ```article
//! Thirty experts signed the letter.
//! ```
//!
//! ```article
//! Critics such as Ana Cho say the bridge was never inspected.
//! ```
//!
//! ```article
//! Critics say the bridge was never inspected [@lund2024].
//! ```
//!
//! ```article
//! Experts watch consumer spending closely. Many promised reforms were slow to come.
//! ```
//!
//! ```article
//! Not everyone agrees on who should pay for the bridge.
//! ```
//!
//! ```article
//! Ana Cho and Bo Diaz met the mayor. Several also urged that the vote be held in May.
//! ```
//!
//! ```article
//! In an article in the journal *Harbours*, researchers said the dam would hold.
//! ```
//!
//! ```article
//! The council passed what critics call a giveaway.
//! ```
//!
//! ```article
//! “Critics say it is unsafe,” said Dana Ruiz, a nurse.
//! ```
//!
//! What helps: name one, say how many and who, or cite where they said it.

use super::{
    Check, Context, Finding, Fix, Limit, Rule, Said, Severity,
    crowds::{self, Crowd},
};
use crate::{
    language::Shape,
    reading::{Basis, ContentKind, Cue, EntityKind, Form, Frames},
};

pub const RULE: Rule = Rule {
    code: "vague-source",
    severity: Severity::Warning,
    source: include_str!("vague_source.rs"),
    check: Check::Whole(check),
    limit: Limit::Each,
};

fn check(context: &Context) -> Vec<Finding> {
    let crowds = context.said().filter_map(|it| Some((crowds::crowd(context, &it)?, it)));
    let unnamed = crowds
        .filter(|(crowd, it)| asserts(it, *crowd))
        .filter(|(crowd, it)| !it.is_cited(context) && !crowds::are_told(context, it, *crowd));
    // Whose officials they are is asked once.
    let mut asked: Vec<String> = Vec::new();
    let mut first = |crowd: Crowd, it: &Said| {
        let again = crowd == Crowd::Office && asked.contains(&crowds::head(it).to_owned());
        asked.push(crowds::head(it).to_owned());
        !again
    };
    unnamed.filter(|(crowd, it)| first(*crowd, it)).filter_map(|(crowd, it)| finding(&it, crowd)).collect()
}

/// A statement is given to them, not a wish or an attitude; and "voters who say so" are no source but a group.
fn asserts(said: &Said, crowd: Crowd) -> bool {
    let passage = &said.paragraph.reading.passage;
    let clause = said.attribution.kind != ContentKind::NounPhrase;
    // A verb that no list knows ("experts watch") says something only beside a quotation.
    let states = match said.attribution.verb {
        Some(it) => it.frames.intersects(Frames::THAT | Frames::BARE),
        None => said.attribution.basis != Basis::Verb || said.attribution.kind == ContentKind::Direct,
    };
    let behind = said.source().map_or(0, |it| passage.token_at(it.span.end));
    // "To see if it works": a question.
    let asks = starts_with(said, "if ") || starts_with(said, "whether ");
    let modal = said.attribution.cue[0]
        .of(&passage.lower)
        .split(' ')
        .any(|it| matches!(it, "could" | "would" | "might" | "can" | "will" | "did" | "do" | "not"));
    // Whoever has no more than a plural for a name is taken at no less than a word of saying.
    let says = said
        .attribution
        .verb
        .map_or(said.attribution.basis == Basis::AccordingTo, |it| it.frames.contains(Frames::QUOTE));
    let verdict = crowd != Crowd::Office || before(said) == "what";
    (clause && states && (says || crowd == Crowd::Known) || verdict && judges(said))
        && !asks
        && !modal
        && passage.word(behind) != "who"
        && !crowds::disagrees(said)
        && !lower(said).contains(" of whom")
        && !is_denied(said)
        && !(crowd == Crowd::Known && names_somebody(said))
        && !is_part_of_those_named(said)
        && !only_counts_things(said)
        && !is_superlative(said)
        && !knows_things(said)
        && !is_published(said)
}

/// "Not everyone agrees": nobody is said to say so.
fn is_denied(said: &Said) -> bool {
    let passage = &said.paragraph.reading.passage;
    let first = said.source().map_or(0, |it| passage.token_at(it.span.start));
    passage.word(first) == "not" || first.checked_sub(1).is_some_and(|it| passage.word(it) == "not")
}

/// "Critics accuse the council of …", "experts regard her as …": a statement without a clause. "What critics call …"
/// is the article's own term for it.
fn judges(said: &Said) -> bool {
    const VERDICTS: &[&str] = &[
        "accuse",
        "blame",
        "call",
        "condemn",
        "criticise",
        "criticize",
        "denounce",
        "describe",
        "dismiss",
        "dispute",
        "doubt",
        "fear",
        "forecast",
        "predict",
        "question",
        "remember",
    ];
    let passage = &said.paragraph.reading.passage;
    let cue = said.attribution.cue[0].of(&passage.lower);
    let verb = cue.rsplit(' ').next().unwrap_or(cue);
    let Some(content) = said.attribution.content.first() else { return false };
    let content = content.of(&passage.lower);
    let first = content.split(' ').next().unwrap_or_default();
    let before = before(said);
    // "What aides called a retreat": of them the article says no more than that they called it so.
    let term = matches!(before, "what" | "which" | "whom" | "who" | "that" | "as")
        && !(before == "what" && crowds::is_office(said));
    let lemma = Cue::lemmas(verb).last().unwrap_or_default();
    let blames = matches!(lemma, "accuse" | "blame");
    let fits = match lemma {
        "regard" => content.contains(" as "),
        "consider" | "recall" => !first.ends_with("ing"),
        "expect" => first != "to",
        _ => VERDICTS.contains(&lemma) && !verb.ends_with("ing"),
    };
    // "Used blunt words to denounce": not in words that are told here.
    let direct = !cue.contains(" to ");
    said.attribution.basis == Basis::Verb && fits && direct && !term && (blames || content.contains(' '))
}

/// The word before a source.
fn before<'a>(said: &Said<'a>) -> &'a str {
    let passage = &said.paragraph.reading.passage;
    let first = said.source().and_then(|it| passage.token_at(it.span.start).checked_sub(1));
    first.map_or("", |it| passage.word(it))
}

/// "Almost everyone in the town knew one of them": not a statement.
fn knows_things(said: &Said) -> bool {
    said.attribution.verb.is_some_and(|it| it.lemma == "know") && !starts_with(said, "that ")
}

fn starts_with(said: &Said, words: &str) -> bool {
    let lower = &said.paragraph.reading.passage.lower;
    said.attribution.content.first().is_some_and(|it| it.of(lower).starts_with(words))
}

/// "In an article in the journal Nature, researchers said": where to read it stands in this sentence or the next.
fn is_published(said: &Said) -> bool {
    let passage = &said.paragraph.reading.passage;
    let sentences = passage.sentences.iter().skip(said.sentence()).take(2);
    sentences.flat_map(|it| it.tokens.clone()).any(|it| passage.word(it) == "journal")
}

/// "Several" alone, and "some" behind a sentence that names people: some of those.
fn is_part_of_those_named(said: &Said) -> bool {
    let reading = said.paragraph.reading;
    if lower(said) == "several" {
        return true;
    }
    let Some(before) = said.sentence().checked_sub(1) else { return false };
    let before = reading.passage.sentences[before].span;
    let people = reading
        .mentions
        .iter()
        .filter(|it| it.kind == EntityKind::Person && it.form == Form::Name && before.covers(it.span));
    !said.source_words().contains(' ') && QUANTITIES.contains(&lower(said).as_str()) && people.count() > 1
}

const QUANTITIES: &[&str] = &["many", "some", "several", "most", "few", "others"];

/// "Many promised reforms were slow": the participle belongs to the noun behind it, and the reforms are many.
fn only_counts_things(said: &Said) -> bool {
    const ADJECTIVES: &[&str] = &[
        "promised",
        "proposed",
        "expected",
        "planned",
        "suggested",
        "recommended",
        "reported",
        "alleged",
        "claimed",
        "predicted",
        "estimated",
        "feared",
        "forecast",
    ];
    let passage = &said.paragraph.reading.passage;
    let Some(source) = said.source().filter(|_| QUANTITIES.contains(&lower(said).as_str())) else {
        return false;
    };
    let verb = passage.token_at(source.span.end);
    let noun = passage.tokens.get(verb + 1);
    ADJECTIVES.contains(&passage.word(verb))
        && noun.is_some_and(|it| it.shape == Shape::Lower && it.class.is_empty())
}

/// "Some of the greatest fear": no people, but how great a thing is.
fn is_superlative(said: &Said) -> bool {
    let words = lower(said);
    let of = words.split_once(" of the ").and_then(|(_, of)| of.split(' ').next());
    of.is_some_and(|it| it == "most" || it == "least" || it.len() > 4 && it.ends_with("est"))
}

fn lower(said: &Said) -> String {
    said.source_words().to_lowercase()
}

/// "Edwards and others": the first of them is named.
fn names_somebody(said: &Said) -> bool {
    let Some(source) = said.source() else { return false };
    said.paragraph
        .reading
        .mentions
        .iter()
        .any(|it| it.kind == EntityKind::Person && it.form == Form::Name && source.span.covers(it.span))
}

fn finding(said: &Said, crowd: Crowd) -> Option<Finding> {
    let span = said.paragraph.document(said.source()?.span);
    let who = lower(said);
    let message = match crowd {
        Crowd::Office => {
            format!(
                "Which {who}? Name the body they speak for, or one of them: nothing near tells whose they are."
            )
        }
        _ => format!(
            "Who are they? Name one, say how many, or cite: nothing near tells the reader who “{who}” are."
        ),
    };
    let severity = if crowd == Crowd::Known { RULE.severity } else { Severity::Information };
    let finding = Finding { severity, ..RULE.finding(span, message) };
    let insert = |at: usize, text: &str, title: &str| Fix::Insert {
        at,
        text: text.to_owned(),
        title: title.to_owned(),
    };
    let fixes = vec![
        insert(span.end, " such as [TK: name]", "Name them…"),
        Fix::ReplaceSource { span },
        Fix::Cite { at: said.sentence_end() },
        insert(span.end, " ([TK: how many])", "Say how many"),
    ];
    Some(Finding {
        fixes,
        note: format!("Given to “{who}”; nobody is named as one of them. Readers cannot weigh it."),
        ..finding
    })
}
