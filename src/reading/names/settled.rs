//! What is known of a marked name without any model: its kind by the lists, where a title ends and the name begins.
//!
//! A model weighs a name's surroundings and is now and then carried away by them: the West Bank
//! becomes an organisation where it "rejects" something. What the lists know for certain stands.

use std::ops::Range;

use super::{
    gazetteer::{Entry, Known},
    words::{Case, Words},
};
use crate::reading::{EntityKind, speakers::is_outlet_word};

/// A marked name as it is kept: without titles, of the kind the lists are sure of, two where two places were joined.
pub fn names(words: &Words, kind: EntityKind, tokens: &Range<usize>) -> Vec<(EntityKind, Range<usize>)> {
    let tokens = &without_edge(words, kind, tokens);
    if let Some(joint) = joint(words, kind, tokens) {
        return vec![(EntityKind::Place, tokens.start..joint), (EntityKind::Place, joint + 1..tokens.end)];
    }
    let start = match kind {
        EntityKind::Person => behind_titles(words, tokens),
        _ => tokens.start,
    };
    let told = by_lists(words, kind, tokens).or_else(|| by_shape(words, kind, tokens));
    vec![(told.unwrap_or(kind), start..tokens.end)]
}

/// "Friends of the" ends before its "of"; periods of time are told apart elsewhere.
fn without_edge(words: &Words, kind: EntityKind, tokens: &Range<usize>) -> Range<usize> {
    let mut end = tokens.end;
    let trails = |it: usize| {
        let small = matches!(words.passage.word(it), "of" | "the" | "a" | "in" | "for" | "to" | "and");
        small && words.word(it).case == Case::Lower
    };
    while kind != EntityKind::Date && tokens.start + 1 < end && trails(end - 1) {
        end -= 1;
    }
    tokens.start..end
}

/// The "and" of "the West Bank and Israel": two listed places that a model took for one name.
fn joint(words: &Words, kind: EntityKind, tokens: &Range<usize>) -> Option<usize> {
    let and = tokens.clone().find(|&it| words.is(it, "and"))?;
    let place = |start: usize, end: usize| words.looked_up(start, end).known.any(Known::PLACE);
    let both = || place(tokens.start, and) && place(and + 1, tokens.end) && !place(tokens.start, tokens.end);
    (kind != EntityKind::Person && tokens.start < and && and + 1 < tokens.end && both()).then_some(and)
}

/// Titles that are part of what their bearers are called.
const CALLED: [&str; 30] = [
    "lord", "lady", "sir", "dame", "king", "queen", "prince", "princess", "duke", "duchess", "emperor",
    "empress", "tsar", "czar", "kaiser", "sultan", "emir", "shah", "sheikh", "sheik", "pope", "saint", "st.",
    "mullah", "imam", "baron", "baroness", "count", "countess", "dalai",
];

/// "Justice" of "Justice Vale", "Prime Minister" of "Prime Minister Cho" are roles, no names.
fn behind_titles(words: &Words, tokens: &Range<usize>) -> usize {
    let mut start = tokens.start;
    while start + 1 < tokens.end {
        let known = words.known(start);
        let stop = words.is(start, ".") && start > tokens.start && words.known(start - 1).any(Known::ADDRESS);
        let titled = known.any(Known::MODIFIER) && words.known(start + 1).any(Known::ROLE);
        let title = known.any(Known::ROLE) || titled;
        // Few parents call a child "Judge", many "Dean".
        let court = matches!(words.passage.word(start), "justice" | "judge");
        let called = known.any(Known::PERSONAL) && !court || CALLED.contains(&words.passage.word(start));
        if !stop && (!title || called) {
            break;
        }
        start += 1;
    }
    let bare = words.known(start).any(Known::ROLE) && !words.known(start).any(Known::PERSONAL);
    if words.is_capital(start) && !bare { start } else { tokens.start }
}

/// The kind of a name that is on one list and on no other.
fn by_lists(words: &Words, kind: EntityKind, tokens: &Range<usize>) -> Option<EntityKind> {
    let Entry { known, thing, .. } = words.looked_up(tokens.start, tokens.end);
    let doubtful = known.any(Known::PERSONAL | Known::EVENT | Known::THING | Known::ORDINARY | Known::ROLE);
    let several = tokens.len() > 1;
    match (known.any(Known::PLACE), known.any(Known::ORG), known.any(Known::GROUP)) {
        _ if doubtful => None,
        // A city may stand for its team or its university.
        (true, false, false) if known.any(Known::COUNTRY) || several => Some(EntityKind::Place),
        (false, true, false) => Some(EntityKind::Org),
        // A people of the list of countries; creeds and camps are as the model sees them. A people may also be
        // an airline.
        (false, false, true) if thing != 0 && kind != EntityKind::Org => Some(EntityKind::Norp),
        _ => None,
    }
}

/// The kind that a name's own words tell.
fn by_shape(words: &Words, kind: EntityKind, tokens: &Range<usize>) -> Option<EntityKind> {
    let last = tokens.end.saturating_sub(1);
    let word = words.passage.word(last);
    let several = tokens.len() > 1 && words.word(last).case == Case::Title;
    match kind {
        // "Nordpress", "Lundpost": no person is called so, whatever a model that never saw the word thinks.
        EntityKind::Person if tokens.len() == 1 && is_outlet_word(word) => Some(EntityKind::Org),
        EntityKind::Place | EntityKind::Product if several && is_institution(word) => Some(EntityKind::Org),
        EntityKind::Org | EntityKind::Person | EntityKind::Place
            if tokens.len() > 1
                && matches!(words.passage.word(tokens.start), "hurricane" | "typhoon" | "cyclone") =>
        {
            Some(EntityKind::Event)
        }
        _ => None,
    }
}

/// What teaches, governs or decides is an organisation, wherever it stands.
fn is_institution(word: &str) -> bool {
    matches!(
        word,
        "college"
            | "university"
            | "academy"
            | "ministry"
            | "committee"
            | "commission"
            | "council"
            | "party"
            | "agency"
    )
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        language::Passage,
        reading::{Form, names::join},
    };

    /// Marks names as a model might have, and checks what is kept: "Hamas PLACE" becomes "Hamas ORG".
    #[track_caller]
    fn check(text: &str, marked: &[(&str, EntityKind)], kept: &[&str]) {
        let passage = Passage::new(text);
        let tokens = |name: &str| {
            let start = text.find(name).expect("the name stands in the text");
            let inside = |at: &usize| (start..start + name.len()).contains(&passage.tokens[*at].span.start);
            let all: Vec<usize> = (0..passage.tokens.len()).filter(inside).collect();
            all[0]..all[all.len() - 1] + 1
        };
        let marked: Vec<_> = marked.iter().map(|(name, kind)| (*kind, tokens(name))).collect();
        let mut mentions = Vec::new();
        join(&passage, &mut mentions, &marked);
        let found: Vec<String> = mentions
            .iter()
            .filter(|it| it.form == Form::Name)
            .map(|it| match it.role {
                Some(role) => format!("{} {} ({})", it.span.of(text), it.kind.code(), role.of(text)),
                None => format!("{} {}", it.span.of(text), it.kind.code()),
            })
            .collect();
        assert_eq!(found, kept, "in {text}");
    }

    #[test]
    fn what_is_on_one_list_only_is_of_that_kind() {
        check("The West Bank rejects it.", &[("West Bank", EntityKind::Org)], &["West Bank PLACE"]);
        check(
            "Kenyans, Muslims and the U.N. left.",
            &[("Kenyans", EntityKind::Misc), ("Muslims", EntityKind::Misc), ("U.N.", EntityKind::Place)],
            &["Kenyans NORP", "Muslims MISC", "U.N. ORG"],
        );
    }

    #[test]
    fn a_city_that_plays_and_a_name_on_two_lists_are_left_to_the_model() {
        check("Boston beat Dallas.", &[("Boston", EntityKind::Org)], &["Boston ORG"]);
        check("Chad spoke at length.", &[("Chad", EntityKind::Person)], &["Chad PERSON"]);
        check("The New Yorker asked.", &[("New Yorker", EntityKind::Org)], &["New Yorker ORG"]);
    }

    #[test]
    fn a_role_before_a_name_is_no_part_of_it() {
        check(
            "When Justice Vale wrote it.",
            &[("Justice Vale", EntityKind::Person)],
            &["Vale PERSON (Justice)"],
        );
        check("It was Gen. Ana Cho.", &[("Gen. Ana Cho", EntityKind::Person)], &["Ana Cho PERSON (Gen.)"]);
        check("It was Lord Harlow.", &[("Lord Harlow", EntityKind::Person)], &["Lord Harlow PERSON"]);
        check("It was Dean Berg.", &[("Dean Berg", EntityKind::Person)], &["Dean Berg PERSON"]);
        check(
            "The Prime Minister left.",
            &[("Prime Minister", EntityKind::Person)],
            &["Prime Minister PERSON"],
        );
    }

    #[test]
    fn two_places_are_two_names() {
        let both = ["West Bank PLACE", "Israel PLACE"];
        check("In the West Bank and Israel.", &[("West Bank and Israel", EntityKind::Org)], &both);
        check(
            "Trinidad and Tobago.",
            &[("Trinidad and Tobago", EntityKind::Place)],
            &["Trinidad and Tobago PLACE"],
        );
        check("Vale and Berg sued.", &[("Vale and Berg", EntityKind::Org)], &["Vale and Berg ORG"]);
    }

    #[test]
    fn a_names_own_words_tell_its_kind() {
        check("At Orla College they met.", &[("Orla College", EntityKind::Place)], &["Orla College ORG"]);
        check("Then Cyclone Ada came.", &[("Cyclone Ada", EntityKind::Org)], &["Cyclone Ada EVENT"]);
        check("Lundpost wrote.", &[("Lundpost", EntityKind::Person)], &["Lundpost ORG"]);
    }

    #[test]
    fn small_words_at_its_end_are_no_part_of_a_name() {
        check("Friends of the Orla.", &[("Friends of the", EntityKind::Org)], &["Friends ORG"]);
    }

    #[test]
    fn an_address_is_no_name() {
        check("Write to ana.cho@example.org now.", &[("ana.cho@example.org", EntityKind::Place)], &[]);
    }
}
