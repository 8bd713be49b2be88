//! # quote-speaker
//!
//! The words are in the source, but it gives them to somebody else.
//!
//! A quotation in the wrong mouth is the worst slip that a true quotation can make: every word was said, and the reader
//! blames or praises the wrong person for it.
//! Transcripts say who speaks, by labels (“JON ABELE:”), voices of captions or columns; onrecord compares these with
//! whom the article names.
//! A surname is compatible with the full name, and a tape that only knows “Q”, “Interviewer” or “Speaker 1” proves nothing.
//!
//! ```source hearing
//! MARA TELLER: The gate was leaking in January and I told the board so twice.
//!
//! JON ABELE: We spent every krone that the council had given us for the pumps.
//!
//! MS. TELLER: That is not what the accounts say at all. Mr. Abele told me the pumps were never paid for.
//!
//! SPEAKER 3: Nobody in this room has read the accounts.
//! ```
//!
//! ```article
//! “We spent every krone that the council had given us,” Mara Teller said.
//! ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ from Jon Abele, not from Mara Teller
//! ```
//!
//! ```article
//! “The gate was leaking in January,” said Jon Abele [@hearing].
//! ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ from Mara Teller, not from Jon Abele
//! ```
//!
//! ```article
//! Jon Abele came late. “That is not what the accounts say at all,” he said.
//!                      ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ from Mara Teller
//! ```
//!
//! ```article
//! According to Mara Teller, “we spent every krone that the council had given us”.
//!                           ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ Jon Abele
//! ```
//!
//! ```article
//! Mara Teller told the board: “We spent every krone … for the pumps.”
//!                             ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ Jon Abele
//! ```
//!
//! ```article
//! “We spent every krone that the council had given us,” Jon Abele said.
//! ```
//!
//! ```article
//! Mara Teller objected. “That is not what the accounts say at all,” Teller said.
//! ```
//!
//! ```article
//! “Nobody in this room has read the accounts,” Mara Teller said.
//! ```
//!
//! ```article
//! Jon Abele had said “the pumps were never paid for”, Mara Teller told the board.
//! ```
//!
//! ```article
//! “We spent every krone that the council had given us,” the council said.
//! ```
//!
//! What helps: give the words to whoever said them, or correct the label where the tape is wrong.

use super::{Check, Context, Finding, Fix, Limit, Quoted, Related, Rule, Said, Severity, labels};
use crate::{
    article::Entity,
    reading::{self, EntityKind, Form, SourceKind},
    sources::{
        Locator, SourceText,
        matching::{Grade, STANDINGS, Stand},
    },
    text::{Edit, Span},
};
use labels::{Fit, Label, Person};

pub const RULE: Rule = Rule {
    code: "quote-speaker",
    severity: Severity::Warning,
    source: include_str!("quote_speaker.rs"),
    check: Check::Whole(check),
    limit: Limit::Each,
};

/// Words of another in a row that nobody takes for a slip of the label.
const PART: usize = 4;

fn check(context: &Context) -> Vec<Finding> {
    context.quoted().iter().filter_map(|it| finding(context, it)).collect()
}

/// Words of a source, and who says them there.
struct Heard {
    source: usize,
    span: Span,
    label: String,
    /// Whether the rest of the quotation is said by whom the article names.
    is_part: bool,
}

/// Whose words some are, as against whom the article names.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Mouth {
    Own,
    Unknown,
    Other,
}

/// Somebody whom the article lets speak.
struct Speaker<'a> {
    index: usize,
    entity: &'a Entity,
    person: Person,
}

fn finding(context: &Context, quoted: &Quoted) -> Option<Finding> {
    let stands = &quoted.verdict.everywhere;
    if stands.is_empty() || stands.len() >= STANDINGS || !is_close(quoted) {
        return None;
    }
    let said = said(context, quoted);
    let speakers = said.iter().map(|it| speaker(context, it)).collect::<Option<Vec<Speaker>>>()?;
    let own = speakers.last()?;
    // Somebody else may have said the same words: then the writer may have heard these.
    let heard: Vec<Heard> =
        stands.iter().map(|it| heard(context, quoted, it, &speakers)).collect::<Option<_>>()?;
    let first = heard.into_iter().next()?;
    let source = &context.texts.sources()[first.source];
    let place = source.read.text.place(first.span.start).and_then(Locator::of);
    let at = match place {
        Some(Locator::Time(time)) => format!(", heard at {}", Locator::Time(time)),
        Some(Locator::Page(page)) => format!(", {}", Locator::Page(page)),
        None => String::new(),
    };
    let what = match first.is_part {
        true => format!("“{}”", super::quoted::plain(source.words(first.span))),
        false => "these words".to_owned(),
    };
    let (name, own) = (in_full(context, &first)?, &own.entity.name);
    let message = format!("{} has {what} from {name}{at}, not from {own}.", source.name());
    let note = format!("The source: “{}”", super::quoted::plain(source.words(first.span)));
    let related = vec![Related::new(source, first.span)];
    let fixes = match (&said[..], first.is_part) {
        ([said], false) => renamed(context, quoted, said, &first, &name).into_iter().collect(),
        _ => Vec::new(),
    };
    Some(Finding { note, fixes, related, ..RULE.finding(quoted.span(), message) })
}

/// Whoever a label means, by the fullest name that the article or the tape has: “MS. TELLER” is Mara Teller.
fn in_full(context: &Context, heard: &Heard) -> Option<String> {
    let label = Label::new(&heard.label);
    let article = context.article;
    let people = article.entities().iter().filter(|it| it.kind == EntityKind::Person);
    let mut known = people.filter(|it| label.fit(&Person::of(article, it)) == Fit::Yes);
    if let (Some(one), None) = (known.next(), known.next()) {
        return Some(one.name.clone());
    }
    let text = &context.texts.sources()[heard.source].read.text;
    let mut full = distinct(text)
        .into_iter()
        .map(Label::new)
        .filter(Label::is_full)
        .filter(|it| it.name().is_some_and(|name| label.fit(&Person::called(name)) == Fit::Yes));
    let longer = match (full.next(), full.next()) {
        (Some(one), None) => one.name().map(str::to_owned),
        _ => None,
    };
    longer.or_else(|| label.name().map(str::to_owned))
}

/// Every label of a tape once.
fn distinct(text: &SourceText) -> Vec<&str> {
    let mut labels: Vec<&str> = text.places.iter().filter_map(|it| it.speaker.as_deref()).collect();
    labels.sort_unstable();
    labels.dedup();
    labels
}

/// Whether so much of a quotation is the source's that it can be nobody else's.
fn is_close(quoted: &Quoted) -> bool {
    let count = |it: &str| it.split_whitespace().count();
    let source = quoted.verdict.found.as_ref().map(|it| quoted.source(it));
    let changed = quoted.verdict.changes.iter().map(|it| {
        count(it.quote.of(quoted.words())).max(source.map_or(0, |source| count(source.words(it.source))))
    });
    quoted.verdict.grade < Grade::Altered
        || quoted.verdict.tidied.is_some()
        || 4 * changed.sum::<usize>() <= quoted.verdict.words
}

/// Whatever gives the quotation to somebody, from the outermost to the innermost.
fn said<'a>(context: &Context<'a>, quoted: &Quoted) -> Vec<Said<'a>> {
    let here = context.said_in(quoted.paragraph.index);
    here.filter(|it| it.attribution.content.iter().any(|it| it.overlaps(quoted.quote.inner))).collect()
}

/// Whom it names; none where that is no person, or nobody knows who.
fn speaker<'a>(context: &Context<'a>, said: &Said) -> Option<Speaker<'a>> {
    let index = said.sourced.speaker?;
    let entity = &context.article.entities()[index];
    let is_person = entity.kind == EntityKind::Person;
    is_person.then(|| Speaker { index, entity, person: Person::of(context.article, entity) })
}

/// Who else says these words in a source; none where that is not certain.
fn heard(context: &Context, quoted: &Quoted, stand: &Stand, speakers: &[Speaker]) -> Option<Heard> {
    let text = &context.texts.sources()[stand.source].read.text;
    let labelled = text.places.iter().any(|it| it.speaker.is_some());
    let mut turns: Vec<(Mouth, Span, String)> = Vec::new();
    for part in &stand.parts {
        for (span, label) in turns_in(text, *part) {
            let label = match label {
                Some(label) => label.to_owned(),
                // A text without any label may be one person's from its first word to the last.
                None if !labelled => whole(context, stand.source)?,
                None => return None,
            };
            let mouths = speakers.iter().map(|it| mouth(context, text, &label, it));
            let mouth = mouths.fold(Mouth::Other, |all, it| match (all, it) {
                (Mouth::Own, _) | (_, Mouth::Own) => Mouth::Own,
                (Mouth::Unknown, _) | (_, Mouth::Unknown) => Mouth::Unknown,
                _ => Mouth::Other,
            });
            turns.push((mouth, span, label));
        }
    }
    let others = turns.iter().filter(|it| it.0 == Mouth::Other).count();
    let words = |it: &Span| it.of(&text.text).split_whitespace().count();
    let is_part = others < turns.len();
    let found = turns.iter().find(|it| it.0 == Mouth::Other && (!is_part || words(&it.1) >= PART))?;
    let whole = quoted.verdict.grade == Grade::Verified && stand.parts.len() == 1;
    if is_part && (!whole || turns.iter().any(|it| it.0 == Mouth::Unknown))
        || passes_on(text, found.1, speakers)
    {
        return None;
    }
    let span = if is_part { found.1 } else { stand.parts[0].join(*stand.parts.last()?) };
    Some(Heard { source: stand.source, span, label: found.2.clone(), is_part })
}

/// The turns of a transcript that a stretch of it runs over, and whose each is.
fn turns_in(text: &SourceText, part: Span) -> Vec<(Span, Option<&str>)> {
    let first = text.places.partition_point(|it| it.start <= part.start).saturating_sub(1);
    let mut out: Vec<(Span, Option<&str>)> = Vec::new();
    for (at, place) in text.places.iter().enumerate().skip(first).take_while(|it| it.1.start < part.end) {
        let end = text.places.get(at + 1).map_or(part.end, |it| it.start.min(part.end));
        let words = place.start.max(part.start).min(end)..end;
        let span = Span::new(words.start, words.start + text.text[words].trim_end().len());
        match out.last_mut() {
            Some(last) if last.1 == place.speaker.as_deref() => last.0.end = span.end,
            _ => out.push((span, place.speaker.as_deref())),
        }
    }
    out
}

/// Who speaks in all of a source, as its head or its entry says.
fn whole(context: &Context, source: usize) -> Option<String> {
    let indexed = &context.texts.sources()[source];
    let known = context.texts.source(&indexed.key)?;
    known.speaker().filter(|_| known.via().is_none())
}

fn mouth(context: &Context, text: &SourceText, label: &str, speaker: &Speaker) -> Mouth {
    let label = Label::new(label);
    let fit = label.fit(&speaker.person);
    if fit == Fit::Yes {
        return Mouth::Own;
    }
    let told_apart = || {
        distinct(text).into_iter().map(Label::new).any(|it| {
            let own = it.fit(&speaker.person) == Fit::Yes && (fit == Fit::No || it.is_full());
            own && it.is_letters() == label.is_letters()
        })
    };
    let is_another = || {
        let others = context.article.entities().iter().enumerate();
        let mut people = others.filter(|it| it.0 != speaker.index && it.1.kind == EntityKind::Person);
        people.any(|it| label.fit(&Person::of(context.article, it.1)) == Fit::Yes)
    };
    let certain = match fit {
        _ if !label.is_name() => false,
        // “PM” may be Peter Moss and the prime minister.
        _ if label.is_letters() => told_apart(),
        Fit::No => is_another() || label.is_full() && speaker.person.is_full() || told_apart(),
        _ => label.is_full() && (is_another() || told_apart()),
    };
    if certain { Mouth::Other } else { Mouth::Unknown }
}

/// Whether whoever speaks in the source only tells what the article's speaker has said: “Mara told me that we …”.
fn passes_on(text: &SourceText, span: Span, speakers: &[Speaker]) -> bool {
    const REACH: usize = 600;
    let all = &text.text;
    let from = all.floor_char_boundary(span.start.saturating_sub(REACH));
    let before = &all[from..span.start];
    let before = &before[before.rfind("\n\n").map_or(0, |it| it + 2)..];
    let open = before.matches('“').count() > before.matches('”').count();
    if open || before.matches('"').count() % 2 == 1 {
        return true;
    }
    let start = span.start - before.len() + before.rfind(['.', '!', '?', '\n']).map_or(0, |it| it + 1);
    let end = all.floor_char_boundary((span.end + REACH).min(all.len()));
    let end = all[span.end..end].find(['.', '!', '?', '\n']).map_or(end, |it| span.end + it + 1);
    let sentence = &all[start..end];
    let reading = reading::by_rules().read(sentence);
    let words = Span::new(span.start - start, span.end - start);
    // Whoever says “she promised” between these words tells it of her; what stands around them gives them to her.
    let holding = reading.attributions.iter().filter(|it| {
        it.content.iter().any(|it| it.overlaps(words)) && !it.cue.iter().any(|it| it.overlaps(words))
    });
    holding.filter_map(|it| it.source.as_ref()).any(|it| match it.kind {
        SourceKind::Pronoun => matches!(&*it.head.of(sentence).to_lowercase(), "he" | "she" | "they"),
        SourceKind::Named => {
            speakers.iter().any(|who| Label::new(it.span.of(sentence)).fit(&who.person) > Fit::No)
        }
        _ => false,
    })
}

/// The right name in the place of the wrong one. Not where that would give more to whoever is named than these words,
/// or leave a “she” behind without anybody she could be.
fn renamed(context: &Context, quoted: &Quoted, said: &Said, heard: &Heard, name: &str) -> Option<Fix> {
    let article = context.article;
    let paragraph = said.paragraph;
    let source = said.source()?;
    let texts = context.texts.source(&context.texts.sources()[heard.source].key);
    if texts.and_then(|it| it.terms()).is_some_and(|it| it != crate::sources::library::Terms::OnRecord) {
        return None;
    }
    let own = said.attribution.content.iter();
    let prose = &paragraph.reading.passage.text;
    let beyond = |it: &Span| {
        let inside = it.start >= quoted.quote.span.start && it.end <= quoted.quote.span.end;
        !inside && it.of(prose).contains(char::is_alphanumeric)
    };
    if own.clone().any(beyond) || said.sourced.via.is_some() {
        return None;
    }
    let index = said.sourced.speaker?;
    let span = paragraph.document(source.span);
    let mut later = article
        .mentions_of(&article.entities()[index])
        .map(|(paragraph, mention)| (paragraph.document(mention.span), mention.form))
        .skip_while(|it| it.0.start < span.end);
    if later.next().is_some_and(|it| it.1 != Form::Name) {
        return None;
    }
    let name = labels::called(article, name, span.start)?;
    let sentence = paragraph.reading.passage.sentence_at(quoted.quote.span.start);
    let statement = super::Statement::new(article, paragraph, sentence);
    if !statement.may_be_said_by_name(&name) || span.len() != source.span.len() {
        return None;
    }
    let title = format!("Give the words to {name}");
    Some(Fix::Rewrite { edits: vec![Edit::replace(span, name)], title })
}
