//! What is known of a marked name without any model: its kind by the lists, where a title ends and the name begins.
//!
//! A model weighs a name's surroundings and is now and then carried away by them: the African Union
//! becomes a place where soldiers are "in" it. What the lists know for certain stands.

use std::ops::Range;

use super::{
    gazetteer::{Entry, Known},
    words::{Case, Words},
};
use crate::reading::{EntityKind, speakers::is_outlet_word};

/// A marked name as it is kept: without titles, of the kind the lists are sure of; two where two places were joined,
/// none where only a title was marked.
pub fn names(words: &Words, kind: EntityKind, tokens: &Range<usize>) -> Vec<(EntityKind, Range<usize>)> {
    if kind == EntityKind::Person && tokens.clone().all(|it| is_title(words, it)) {
        return Vec::new();
    }
    let tokens = &without_edge(words, kind, tokens);
    if let Some(joint) = joint(words, kind, tokens) {
        return vec![(EntityKind::Place, tokens.start..joint), (EntityKind::Place, joint + 1..tokens.end)];
    }
    let (start, end) = match kind {
        EntityKind::Person => (behind_titles(words, tokens), tokens.end),
        EntityKind::Org if tokens.len() > 2 => (tokens.start, before_office(words, tokens)),
        _ => (tokens.start, tokens.end),
    };
    let kept = start..end;
    let told = by_lists(words, kind, &kept).or_else(|| by_shape(words, kind, &kept));
    vec![(told.unwrap_or(kind), kept)]
}

/// "Friends of the" ends before its "of"; a date keeps all its words.
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
    (kind == EntityKind::Org && tokens.start < and && and + 1 < tokens.end && both()).then_some(and)
}

/// Offices and forms of address that stand before a name and are never a part of it, as "King" and "Lord" may be.
const TITLES: [&str; 78] = [
    "mr",
    "mr.",
    "mrs",
    "mrs.",
    "ms",
    "ms.",
    "dr",
    "dr.",
    "prof",
    "prof.",
    "professor",
    "rev.",
    "reverend",
    "hon.",
    "gov.",
    "governor",
    "sen.",
    "senator",
    "rep.",
    "representative",
    "congressman",
    "congresswoman",
    "president",
    "minister",
    "secretary",
    "chancellor",
    "commissioner",
    "ambassador",
    "mayor",
    "councillor",
    "councilman",
    "councilwoman",
    "coun",
    "coun.",
    "cllr",
    "cllr.",
    "judge",
    "justice",
    "prosecutor",
    "sheriff",
    "detective",
    "det.",
    "inspector",
    "insp.",
    "officer",
    "superintendent",
    "supt.",
    "constable",
    "gen.",
    "general",
    "lt.",
    "lieutenant",
    "col.",
    "colonel",
    "maj.",
    "capt.",
    "captain",
    "cmdr.",
    "commander",
    "adm.",
    "admiral",
    "brig.",
    "brigadier",
    "sgt.",
    "sergeant",
    "cpl.",
    "corporal",
    "pvt.",
    "spokesman",
    "spokeswoman",
    "spokesperson",
    "chairman",
    "chairwoman",
    "director",
    "coach",
    "lawyer",
    "attorney",
    "archbishop",
];

/// Words that rank a title: "Vice" of "Vice President".
const RANKS: [&str; 7] = ["prime", "vice", "deputy", "major", "former", "senior", "foreign"];

/// "Secretary" and "Prime" of "Prime Minister" alone are nobody's names, "Mr" neither.
fn is_title(words: &Words, token: usize) -> bool {
    let word = words.passage.word(token);
    TITLES.contains(&word) || word == "prime" || word == "vice"
}

/// "Justice" of "Justice Vale", "Prime Minister" of "Prime Minister Cho" are roles, no names.
fn behind_titles(words: &Words, tokens: &Range<usize>) -> usize {
    let title = |it: usize| TITLES.contains(&words.passage.word(it));
    let rank = |it: usize| RANKS.contains(&words.passage.word(it)) && title(it + 1);
    let mut start = tokens.start;
    while start + 1 < tokens.end && (title(start) || rank(start)) {
        start += 1;
    }
    if start + 2 < tokens.end && (is_rank(words, start) || is_occupation(words, start)) {
        start += 1;
    }
    if words.is_capital(start) { start } else { tokens.start }
}

/// "ADG" of "ADG JS Gupta", "SP" of "SP Anita Rathi": letters before a whole name are an office.
fn is_rank(words: &Words, at: usize) -> bool {
    const MOST: usize = 5;
    let form = words.passage.form(at);
    let letters = (2..=MOST).contains(&form.len()) && form.bytes().all(|it| it.is_ascii_uppercase());
    let next = words.passage.form(at + 1);
    let shouted = next.len() > 3 && next.bytes().all(|it| it.is_ascii_uppercase());
    letters && !shouted && !words.known(at).any(Known::PERSONAL)
}

/// "Linebacker Cody Rusk": what somebody is, in front of a given name.
fn is_occupation(words: &Words, at: usize) -> bool {
    const ENDINGS: [&str; 6] = ["er", "or", "ist", "man", "woman", "back"];
    let word = words.passage.word(at);
    let given = words.known(at + 1).any(Known::GIVEN);
    let ends = word.len() > 4 && ENDINGS.iter().any(|it| word.ends_with(it));
    given && ends && !words.known(at).any(Known::PERSONAL | Known::NAME)
}

/// "Harbour Office Director-General" is an office in the Harbour Office, whoever holds it.
fn before_office(words: &Words, tokens: &Range<usize>) -> usize {
    let last = tokens.end - 1;
    let mut office = match words.passage.word(last) {
        "general" => {
            let before = if words.is(last - 1, "-") { last - 2 } else { last - 1 };
            if !matches!(words.passage.word(before), "secretary" | "director" | "attorney") {
                return tokens.end;
            }
            before
        }
        "president" | "chairman" | "chairwoman" | "minister" | "spokesman" | "spokeswoman" => last,
        _ => return tokens.end,
    };
    while office > tokens.start
        && matches!(words.passage.word(office - 1), "vice" | "prime" | "deputy" | "foreign")
    {
        office -= 1;
    }
    // "Office of the President" is named after the office.
    let whole =
        tokens.clone().any(|it| matches!(words.word(it).case, Case::Lower | Case::Mark) && it < office);
    if office > tokens.start && !whole && words.is_capital(office) { office } else { tokens.end }
}

/// The kind of a name that is on one list and on no other.
fn by_lists(words: &Words, kind: EntityKind, tokens: &Range<usize>) -> Option<EntityKind> {
    let Entry { known, thing, .. } = words.looked_up(tokens.start, tokens.end);
    let doubtful = known.any(Known::PERSONAL | Known::EVENT | Known::THING | Known::ORDINARY | Known::ROLE);
    let several = tokens.len() > 1;
    match (known.any(Known::PLACE), known.any(Known::ORG), known.any(Known::GROUP)) {
        // People bear the names of places and of firms, and no list has all who do; days are on none.
        _ if doubtful || matches!(kind, EntityKind::Person | EntityKind::Date) => None,
        // A place may stand for its team, its university or those who govern it.
        (true, false, false) if kind != EntityKind::Org && (known.any(Known::COUNTRY) || several) => {
            Some(EntityKind::Place)
        }
        // "Princeton" is a town as well, "UN" and "African Union" are not.
        (false, true, false)
            if kind != EntityKind::Place || several || words.word(tokens.start).case == Case::Upper =>
        {
            Some(EntityKind::Org)
        }
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
        EntityKind::Place if several && (is_institution(word) || is_newspaper(word)) => Some(EntityKind::Org),
        EntityKind::Product if several && is_newspaper(word) => Some(EntityKind::Org),
        EntityKind::Place if several && is_team(words, tokens) => Some(EntityKind::Org),
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
            | "school"
            | "ministry"
            | "committee"
            | "commission"
            | "council"
            | "party"
            | "agency"
    )
}

fn is_newspaper(word: &str) -> bool {
    matches!(
        word,
        "bulletin" | "chronicle" | "courier" | "examiner" | "gazette" | "herald" | "telegraph" | "tribune"
    )
}

/// Plurals that places are called by behind a place's name: the Yorkshire Dales, the Florida Keys.
const LANDS: [&str; 20] = [
    "dales",
    "docklands",
    "everglades",
    "lowlands",
    "highlands",
    "uplands",
    "midlands",
    "wetlands",
    "wolds",
    "quays",
    "lakes",
    "moors",
    "downs",
    "gardens",
    "plains",
    "marshes",
    "borders",
    "suburbs",
    "flats",
    "keys",
];

/// "Boston Harriers": a city and a plural nobody knows are a team.
fn is_team(words: &Words, tokens: &Range<usize>) -> bool {
    let last = tokens.end - 1;
    let city = words.looked_up(tokens.start, last).known;
    let word = words.passage.word(last);
    let listed =
        Known::NAME | Known::PERSONAL | Known::ROLE | Known::FUNCTION | Known::PLACE_LAST | Known::ORDINARY;
    let plural = word.len() > 4 && word.ends_with('s') && !word.ends_with("ss");
    city.any(Known::PLACE)
        && !city.any(Known::COUNTRY)
        && plural
        && !LANDS.contains(&word)
        && !words.known(last).any(listed)
}

#[cfg(test)]
mod tests;
