//! Who has been introduced to the reader, and who needs no introduction.

use std::{collections::HashSet, sync::LazyLock};

use crate::{
    article::Paragraph,
    language::{Class, Passage, Shape},
    reading::{
        EntityKind, Mention,
        names::{Known, look_up},
    },
};

/// People whom every reader knows, by full name and by the name they go by.
static KNOWN: LazyLock<HashSet<&'static str>> = LazyLock::new(|| {
    let lines = include_str!("../../data/names/known.txt").lines().filter(|it| !it.starts_with('#'));
    lines.flat_map(|it| it.split(" / ")).map(str::trim).filter(|it| !it.is_empty()).collect()
});

/// Whether everybody knows them: heads of states and churches, saints, authors of schoolbooks.
pub(super) fn needs_none(name: &str) -> bool {
    const TITLES: &[&str] = &[
        "Pope", "King", "Queen", "Prince", "Princess", "Saint", "St.", "Emperor", "Emperess", "Lord", "Lady",
        "Sister",
    ];
    let first = name.split(' ').next().unwrap_or(name);
    KNOWN.contains(name) || TITLES.contains(&first)
}

/// Whether a single capital word is a person's surname, as far as can be told: no common word, no compound, no title.
pub(super) fn may_be_surname(passage: &Passage, mention: &Mention) -> bool {
    const SHORTEST: usize = 3;
    let first = passage.token_at(mention.span.start);
    let name = mention.span.of(&passage.text);
    let lower = mention.span.of(&passage.lower);
    let known = look_up(lower).known;
    let joined = name.contains(['-', '.', '/', '&']) || !name.contains(char::is_lowercase);
    let common = !passage.tokens[first].class.is_empty()
        || known.any(Known::ORDINARY | Known::NAME | Known::ROLE | Known::FUNCTION | Known::GIVEN)
        || lower.ends_with('s') && !known.any(Known::SURNAME);
    let determined = first > 0 && passage.tokens[first - 1].class.contains(Class::DETERMINER);
    let goes_on = matches!(passage.word(first + 1), "-" | "/" | "&");
    mention.kind == EntityKind::Person
        && name.chars().count() >= SHORTEST
        && !joined
        && !common
        && !determined
        && !goes_on
}

/// Whether several capital words are a person's name: the first is a given name, and no article stands before it.
pub(super) fn may_be_full_name(passage: &Passage, mention: &Mention) -> bool {
    let first = passage.token_at(mention.span.start);
    let determined = first > 0 && passage.tokens[first - 1].class.contains(Class::DETERMINER);
    let joined = first > 0 && passage.word(first - 1) == "-";
    look_up(passage.word(first)).known.any(Known::GIVEN) && !determined && !joined
}

/// "a spokeswoman for the port": such a role stands behind the name, with commas.
pub(super) fn follows_a_name(role: &str) -> bool {
    let first = role.split(' ').next().unwrap_or(role);
    Class::of(&first.to_lowercase()).contains(Class::DETERMINER)
}

/// Whether the first mention says who that is: before the name or behind it.
pub(super) fn has_role(paragraph: &Paragraph, mention: &Mention) -> bool {
    let passage = &paragraph.reading.passage;
    let first = passage.token_at(mention.span.start);
    let end = passage.tokens.partition_point(|it| it.span.start < mention.span.end);
    mention.role.is_some()
        || described_before(passage, first)
        || described_behind(passage, end)
        || named_in_commas(passage, first, end)
        || named_behind_long_role(passage, first, end)
        || reports(passage, end)
}

/// "A commissioner of the Danish Fisheries Commission, Lars Holm, said": a role at the head of the clause, however long.
fn named_behind_long_role(passage: &Passage, first: usize, end: usize) -> bool {
    const LONGEST: usize = 16;
    let sentence = passage.sentences[passage.sentence_of(first)].tokens.clone();
    let Some(comma) = first.checked_sub(1).filter(|it| *it > sentence.start) else { return false };
    let mark = |it: usize| {
        let apostrophe = matches!(passage.word(it), "’" | "'");
        matches!(passage.tokens[it].shape, Shape::Mark | Shape::CloseQuote) && !apostrophe
    };
    let from = sentence.start.max(comma.saturating_sub(LONGEST));
    let Some(opens) = (from..comma).rev().find(|it| *it == sentence.start || mark(it - 1)) else {
        return false;
    };
    let binds = |it: &usize| matches!(passage.word(*it), "of" | "for" | "in" | "at" | "from");
    let role = (opens..comma).find(binds).and_then(|it| it.checked_sub(1)).is_some_and(|it| {
        let called = passage.tokens[it].class.contains(Class::ROLE) || passage.word(it) == "head";
        called && it > opens && passage.tokens[it].shape == Shape::Lower
    });
    let acts = (opens..comma).any(|it| passage.tokens[it].class.intersects(Class::AUXILIARY | Class::MODAL));
    let determined = passage.tokens[opens].class.contains(Class::DETERMINER);
    passage.word(comma) == "," && passage.word(end) == "," && determined && role && !acts
}

/// "Karen Holm reports on what the fall does": whoever hands over to a colleague says who that is.
fn reports(passage: &Passage, end: usize) -> bool {
    passage.word(end) == "reports" && matches!(passage.word(end + 1), "on" | "from" | "for")
}

/// "Her former agent, Viktor Somlai, said": who it is, the name, and a comma on either side.
fn named_in_commas(passage: &Passage, first: usize, end: usize) -> bool {
    const TIMES: &[&str] = &[
        "afternoon",
        "day",
        "decade",
        "evening",
        "hour",
        "minute",
        "moment",
        "month",
        "morning",
        "night",
        "time",
        "week",
        "weekend",
        "year",
    ];
    const LONGEST: usize = 6;
    let sentence = passage.sentences[passage.sentence_of(first)].tokens.clone();
    let Some(comma) = first.checked_sub(1).filter(|it| *it > sentence.start) else { return false };
    let noun = |it: usize| passage.tokens[it].shape == Shape::Lower && !TIMES.contains(&passage.word(it));
    let from = sentence.start.max(comma.saturating_sub(LONGEST));
    let opens = (from..comma).find(|&it| {
        let before = it.checked_sub(1).filter(|it| *it >= sentence.start);
        let fresh =
            before.is_none_or(|it| matches!(passage.tokens[it].shape, Shape::Mark | Shape::CloseQuote));
        fresh && passage.tokens[it].class.contains(Class::DETERMINER)
    });
    passage.word(comma) == ","
        && passage.word(end) == ","
        && noun(comma - 1)
        && opens.is_some_and(|it| {
            (it + 1..comma)
                .all(|it| !passage.tokens[it].class.intersects(Class::PREPOSITION | Class::AUXILIARY))
        })
}

/// Whether the next sentence says who that is: "Brandt is the clerk of the senate.", "She runs a bakery."
pub(super) fn has_role_next(paragraph: &Paragraph, mention: &Mention, name: &str) -> bool {
    let passage = &paragraph.reading.passage;
    described_next(passage, passage.sentence_of(passage.token_at(mention.span.start)), name)
}

/// "One of them, identified as Ana Cho", "the pilot Ana Cho", "Norlift’s Ana Cho", "critics such as Ana Cho", "his wife, Ana Cho", "the Republican Ana Cho".
fn described_before(passage: &Passage, first: usize) -> bool {
    const BACK: usize = 6;
    let sentence = passage.sentences[passage.sentence_of(first)].tokens.clone();
    let Some(before) = first.checked_sub(1).filter(|it| sentence.contains(it)) else { return false };
    let token = passage.tokens[before];
    let word = passage.word(before);
    let function = Class::DETERMINER
        | Class::PRONOUN
        | Class::PREPOSITION
        | Class::CONJUNCTION
        | Class::AUXILIARY
        | Class::MODAL
        | Class::STOP
        | Class::CUE
        | Class::NEGATION
        | Class::ADVERB
        | Class::MONTH
        | Class::WEEKDAY
        | Class::NUMBER_WORD;
    let noun = matches!(token.shape, Shape::Lower | Shape::Title | Shape::Upper)
        && !token.class.intersects(function)
        && before > sentence.start
        && !word.ends_with("ed")
        && !word.ends_with("ing");
    let listed = (sentence.start.max(first.saturating_sub(BACK))..first).any(|it| {
        let role = passage.tokens[it].class.contains(Class::ROLE);
        role || matches!(
            (passage.word(it), passage.word(it + 1)),
            ("such", "as") | ("including", _) | ("like", _)
        )
    });
    let identified = word == "as" && before > sentence.start && passage.word(before - 1) == "identified";
    noun || listed || identified || matches!(word, "’s" | "'s" | "’" | "'" | "named" | "called")
}

/// ", a nurse", ", who flies", ", of Norlift", "(D-Ohio)", ", 52", "of the harbour board".
fn described_behind(passage: &Passage, end: usize) -> bool {
    let comma = passage.word(end) == ",";
    let next = if comma { end + 1 } else { end };
    let token = passage.tokens.get(next);
    let article = matches!(
        passage.word(next),
        "a" | "an" | "the" | "his" | "her" | "one" | "my" | "our" | "its" | "their"
    );
    let related = matches!(
        passage.word(next),
        "who"
            | "whose"
            | "whom"
            | "which"
            | "of"
            | "from"
            | "at"
            | "with"
            | "chief"
            | "head"
            | "director"
            | "president"
    );
    let number = token.is_some_and(|it| it.shape == Shape::Number);
    let titled = comma && token.is_some_and(|it| it.class.contains(Class::ROLE) || named(passage, next));
    let office = comma
        && (next..passage.tokens.len().min(next + 5))
            .take_while(|it| !matches!(passage.word(*it), "," | "." | ";"))
            .any(|it| passage.tokens[it].class.contains(Class::ROLE));
    // "Nigel Prowse, defending, said": what somebody does in a court or a chair.
    let acting = comma
        && matches!(
            passage.word(next),
            "defending" | "prosecuting" | "presiding" | "representing" | "chairing"
        );
    matches!(passage.word(end), "(" | "[" | "—" | "–")
        || acting
        || related
        || comma && (article || number)
        || titled
        || office
}

/// "Ana Cho, Norlift’s clerk": the name of what somebody belongs to.
fn named(passage: &Passage, at: usize) -> bool {
    passage.word(at + 1) == "’s" || passage.word(at + 1) == "'s"
}

fn described_next(passage: &Passage, sentence: usize, name: &str) -> bool {
    const HEAD: usize = 12;
    let Some(next) = passage.sentences.get(sentence + 1) else { return false };
    let head = next.tokens.start..next.tokens.end.min(next.tokens.start + HEAD);
    let surname = name.rsplit(' ').next().unwrap_or(name);
    let same = head
        .clone()
        .take(4)
        .any(|it| matches!(passage.word(it), "he" | "she" | "his" | "her") || passage.form(it) == surname);
    let tells = head.clone().any(|it| {
        let class = passage.tokens[it].class;
        class.contains(Class::ROLE)
            || matches!(
                passage.word(it),
                "is" | "was"
                    | "runs"
                    | "works"
                    | "worked"
                    | "leads"
                    | "led"
                    | "heads"
                    | "owns"
                    | "teaches"
                    | "lives"
                    | "serves"
            )
    });
    same && tells
}
