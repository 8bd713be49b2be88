//! "By Ana Cho in Lisbon", "Reporting by Ana Cho; editing by Li Wei", "Ana Cho | The Harbour Times".

use super::items;
use crate::{
    language::{Class, Passage, Shape},
    reading::names::{Known, look_up},
};

/// What is done to an article, by somebody who is named behind it.
const DONE: [&str; 16] = [
    "story",
    "reporting",
    "words",
    "written",
    "writing",
    "text",
    "photos",
    "photo",
    "photograph",
    "photographs",
    "pictures",
    "edited",
    "editing",
    "compiled",
    "translated",
    "interview",
];
/// Words of a line that tells who did what.
const BETWEEN: [&str; 24] = [
    "and",
    "by",
    "in",
    "with",
    "for",
    "at",
    "from",
    "the",
    "of",
    "our",
    "additional",
    "editing",
    "reporting",
    "writing",
    "de",
    "da",
    "van",
    "von",
    "der",
    "den",
    "bin",
    "al",
    "el",
    "la",
];
/// A line of more words is a sentence.
const LONGEST: usize = 40;

/// Where a line that tells who wrote ends, in tokens.
pub fn credit(passage: &Passage, at: usize) -> Option<usize> {
    by(passage, at).or_else(|| done(passage, at)).or_else(|| columns(passage, at))
}

/// "By Ana Cho, education correspondent", "By Our Correspondent".
fn by(passage: &Passage, at: usize) -> Option<usize> {
    if passage.word(at) != "by" || passage.tokens[at].shape == Shape::Lower {
        return None;
    }
    let who = items::run(passage, at + 1)?;
    if passage.tokens[at + 1].class.intersects(Class::DETERMINER.union(Class::PRONOUN))
        && !who.proof.contains(items::Proof::WRITER)
    {
        return None;
    }
    let end = line(passage, at);
    if is_credit(passage, at + 1, end, false) || is_office(passage, who.end, end) {
        return Some(end);
    }
    // "By Our Correspondent LAHORE: …": the place is the next head.
    let dateline =
        passage.tokens.get(who.end).is_some_and(|it| it.shape == Shape::Upper && it.span.len() > 3);
    (dateline && super::one(passage, who.end, false).is_some()).then_some(who.end)
}

/// "Reporting by Ana Cho; editing by Li Wei", also in brackets.
fn done(passage: &Passage, at: usize) -> Option<usize> {
    let mut first = at + usize::from(matches!(passage.word(at), "(" | "["));
    first += usize::from(passage.word(first) == "additional");
    if !DONE.contains(&passage.word(first)) {
        return None;
    }
    let by = (first + 1..first + 5).find(|&it| passage.word(it) == "by")?;
    let between = |it: usize| DONE.contains(&passage.word(it)) || matches!(passage.word(it), "and" | "&");
    let end = line(passage, at);
    ((first + 1..by).all(between) && is_credit(passage, by + 1, end, true)).then_some(end)
}

/// "Ana Cho | The Harbour Times | 3 March 2024".
fn columns(passage: &Passage, at: usize) -> Option<usize> {
    let end = line(passage, at);
    let mut next = at;
    let mut marks = 0;
    while next < end {
        next = items::item(passage, next)?.end;
        if next < end {
            let mark = matches!(passage.word(next), "|" | "•" | "·");
            marks += usize::from(mark);
            if !mark && passage.word(next) != "," {
                return None;
            }
            next += 1;
        }
    }
    (marks > 0).then_some(end)
}

/// The first token behind the line of a token.
fn line(passage: &Passage, at: usize) -> usize {
    let upto = passage.tokens.len().min(at + LONGEST + 1);
    let breaks = |it: &usize| {
        passage.text[passage.tokens[it - 1].span.end..passage.tokens[*it].span.start].contains('\n')
    };
    (at + 1..upto).find(breaks).unwrap_or(upto)
}

/// Nothing but names, what joins them, and what was done; a stop only where several are told of.
fn is_credit(passage: &Passage, start: usize, end: usize, stops: bool) -> bool {
    let name = |it: usize| matches!(passage.tokens[it].shape, Shape::Upper | Shape::Title);
    let fits = |it: usize| {
        let token = passage.tokens[it];
        name(it)
            || matches!(token.shape, Shape::Number)
            || token.shape == Shape::Mark && (stops || !matches!(passage.word(it), "." | "?" | "!"))
            || BETWEEN.contains(&passage.word(it))
            || DONE.contains(&passage.word(it))
            || look_up(passage.word(it)).known.any(Known::ROLE)
    };
    start < end && end - start < LONGEST && name(start) && (start..end).all(fits)
}

/// ", education correspondent" up to the end of the line.
fn is_office(passage: &Passage, comma: usize, end: usize) -> bool {
    const MOST: usize = 7;
    let last = end.saturating_sub(1);
    let writes = matches!(
        passage.word(last),
        "correspondent" | "reporter" | "editor" | "writer" | "staff" | "chief" | "columnist" | "contributor"
    );
    passage.word(comma) == "," && end > comma + 1 && end - comma <= MOST && writes
}
