//! Letters that the text explains where they stand: labels, brackets, what they are in commas, words in capitals.

use crate::{
    language::{Class, Passage, Shape},
    reading::names::{Known, look_up},
};

/// "NYSE: KZV", "KZV-12", "@KZV", "#KZV": a listing, a model, a handle.
pub(super) fn is_labelled(passage: &Passage, at: usize) -> bool {
    let before = passage.word(at.wrapping_sub(1));
    let touches = |it: usize| {
        passage
            .tokens
            .get(it)
            .zip(passage.tokens.get(it + 1))
            .is_some_and(|(a, b)| a.span.end == b.span.start)
    };
    let joined = matches!(passage.word(at + 1), "-" | "/" | "–") && touches(at);
    let behind = matches!(before, "-" | "/" | "–" | "@" | "#" | "&") && at > 0 && touches(at - 1);
    let listed = before == ":" && at > 1 && passage.tokens[at - 2].shape == Shape::Upper;
    let numbered = passage.tokens.get(at + 1).is_some_and(|it| it.shape == Shape::Number);
    let form = passage.form(at);
    // American stations are called by four letters.
    let station = form.len() == 4 && form.starts_with(['W', 'K']) && form.chars().all(char::is_uppercase);
    let aired = [at.wrapping_sub(1), at + 1].iter().any(|it| {
        let word = passage.word(*it);
        matches!(
            word,
            "station"
                | "television"
                | "radio"
                | "channel"
                | "network"
                | "tv"
                | "poll"
                | "broadcaster"
                | "site"
        )
    });
    let bracketed = before == "[" || matches!(passage.word(at + 1), "]" | "!");
    // "TF Cornerstone", "NARAL Pro-Choice America": part of a longer name. ", or AUNS,": the name stands before it.
    let named = passage.tokens.get(at + 1).is_some_and(|it| it.shape == Shape::Title && it.class.is_empty());
    let told = matches!(before, "or" | "as" | "called" | "acronym");
    joined || behind || listed || numbered || station || aired || bracketed || named || told
}

/// Whether what stands beside them says what they are: they need no long form here, nor further down.
pub(super) fn is_told(passage: &Passage, at: usize) -> bool {
    explains(passage, at) || is_described(passage, at)
}

/// "PUMAs (Party Unity …)", "KDX (also known as the Brown Tigers)": the long form, or another name, follows in brackets.
fn explains(passage: &Passage, at: usize) -> bool {
    const NEAR: usize = 3;
    let initial = |it: usize| passage.word(it).chars().next();
    let called = (at + 2..at + 2 + NEAR).any(|it| matches!(passage.word(it), "known" | "called"));
    let otherwise = matches!(
        passage.word(at + 2),
        "also" | "better" | "formerly" | "known" | "often" | "once" | "previously" | "sometimes" | "usually"
    );
    passage.form(at + 1) == "(" && (initial(at + 2) == initial(at) || called && otherwise)
}

/// What bodies are called: beside their letters one of these says what they are.
const BODIES: &[&str] = &[
    "agency",
    "airline",
    "alliance",
    "association",
    "authority",
    "bank",
    "body",
    "broadcaster",
    "carrier",
    "coalition",
    "commission",
    "committee",
    "company",
    "cooperative",
    "council",
    "federation",
    "firm",
    "foundation",
    "front",
    "fund",
    "group",
    "insurer",
    "league",
    "maker",
    "manufacturer",
    "militia",
    "ministry",
    "movement",
    "network",
    "office",
    "operator",
    "organisation",
    "organization",
    "party",
    "producer",
    "regulator",
    "retailer",
    "supplier",
    "union",
    "utility",
    "watchdog",
];

/// "the telephone company, OSTEL.", "ODVU, the dockers’ union", "NOPF, the North Ostland People’s Front".
fn is_described(passage: &Passage, at: usize) -> bool {
    let mark = |it: usize| passage.tokens.get(it).is_none_or(|it| it.shape == Shape::Mark);
    let before =
        at > 1 && passage.word(at - 1) == "," && BODIES.contains(&passage.word(at - 2)) && mark(at + 1);
    before
        || passage.word(at + 1) == "," && (is_body_behind(passage, at + 2) || is_spelled_behind(passage, at))
}

/// "the dockers’ union" up to a mark, or what belongs to it; not "the union said".
fn is_body_behind(passage: &Passage, first: usize) -> bool {
    const LONGEST: usize = 10;
    let Some(opening) = passage.tokens.get(first) else { return false };
    let goes_on = |it: usize| {
        let mark = passage.tokens.get(it).is_none_or(|it| it.shape == Shape::Mark);
        mark || matches!(passage.word(it), "of" | "for" | "in" | "that" | "which" | "behind")
    };
    let rest = first + 1..passage.tokens.len().min(first + LONGEST);
    let mut phrase = rest.take_while(|it| matches!(passage.word(*it), "’" | "'") || !goes_on(*it));
    opening.class.contains(Class::DETERMINER)
        && phrase.any(|it| BODIES.contains(&passage.word(it)) && goes_on(it + 1))
}

/// "NOPF, the North Ostland People’s Front": several capitals, the first with the first of the letters.
fn is_spelled_behind(passage: &Passage, at: usize) -> bool {
    let first = at + 2 + usize::from(passage.word(at + 2) == "the");
    let title = |it: usize| passage.tokens.get(it).is_some_and(|it| it.shape == Shape::Title);
    let initial = |it: usize| passage.word(it).chars().next();
    title(first) && title(first + 1) && initial(first) == initial(at)
}

/// In capitals a word is loud, and stands for nothing: "a DONKEY", "the KORBAI government".
pub(super) fn is_a_word(passage: &Passage, at: usize) -> bool {
    const LETTERS: usize = 5;
    let word = passage.word(at);
    let ordinary = || look_up(word).known.any(Known::ORDINARY) || !passage.tokens[at].class.is_empty();
    let ruled = matches!(passage.word(at + 1), "government" | "administration" | "regime" | "cabinet");
    word.len() >= LETTERS && (ordinary() || ruled && can_be_spoken(word))
}

/// Two vowels or more, and nowhere three consonants running.
fn can_be_spoken(word: &str) -> bool {
    let vowel = |it: char| "aeiouy".contains(it);
    let consonants = word.split(vowel).map(str::len).max().unwrap_or_default();
    word.chars().filter(|it| vowel(*it)).count() >= 2 && consonants < 3
}

/// In brackets behind a long form with these initials.
pub(super) fn is_introduced(passage: &Passage, at: usize) -> bool {
    if at < 2 || passage.form(at - 1) != "(" || passage.form(at + 1) != ")" {
        return false;
    }
    long_form(passage, at - 1, passage.form(at)) || follows_a_name(passage, at - 1, at)
}

/// "Petrolera del Istmo (PDISA)": a name of several words with the same first letter, in whatever language and order.
fn follows_a_name(passage: &Passage, bracket: usize, letters: usize) -> bool {
    let capital = |it: usize| matches!(passage.tokens[it].shape, Shape::Title | Shape::Upper);
    let inside = |it: usize| {
        matches!(
            passage.word(it),
            "and"
                | "da"
                | "de"
                | "del"
                | "der"
                | "des"
                | "di"
                | "do"
                | "du"
                | "et"
                | "for"
                | "la"
                | "of"
                | "on"
                | "para"
                | "pour"
                | "und"
                | "y"
                | "’s"
                | "'s"
                | "&"
        )
    };
    let start = passage.sentences[passage.sentence_of(bracket)].tokens.start;
    let name: Vec<usize> = (start..bracket).rev().take_while(|it| capital(*it) || inside(*it)).collect();
    let initial = |it: usize| passage.word(it).chars().next();
    let same = |it: &usize| capital(*it) && initial(*it) == initial(letters);
    // Two words at least: what shares the first letter, and one behind it.
    capital(bracket - 1) && name.iter().skip(1).any(same)
}

/// Whether the words that end before a token have these initials; small words count or not, as the letters want.
fn long_form(passage: &Passage, end: usize, letters: &str) -> bool {
    let mut letters = letters.chars().rev().map(|it| it.to_ascii_lowercase()).peekable();
    let mut at = end;
    while letters.peek().is_some() {
        let Some(before) = at.checked_sub(1) else { return false };
        at = before;
        let token = passage.tokens[at];
        let initial = passage.word(at).chars().next();
        if initial == letters.peek().copied() {
            letters.next();
        } else if !matches!(token.shape, Shape::Lower) && token.shape != Shape::Mark
            || passage.word(at).len() > 4
        {
            return false;
        }
        if matches!(passage.form(at), "." | ";" | ":" | ")") {
            return false;
        }
    }
    true
}
