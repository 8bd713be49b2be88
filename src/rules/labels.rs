//! What a tape calls whoever speaks, and whether that may be somebody whom the article names.
//!
//! “MARA TELLER”, “Teller, Mara (Harbour Board)”, “The Minister for Ports (Jon Abele)”, “Q” and “Speaker 1”: some labels
//! name a person, others only say in which part somebody speaks. Names on tapes are typed by hand or heard by a machine,
//! so that nearly the same name is the same.

use unicode_normalization::{UnicodeNormalization, char::is_combining_mark};

use crate::{
    article::{Article, Entity},
    reading::{
        self, EntityKind, Form,
        names::{Known, look_up},
    },
};

/// A name as it may be meant by a label.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Name {
    /// As an article would write it: “Mara Teller”.
    shown: String,
    /// Its words without case and accents.
    words: Vec<String>,
}

/// A label of a tape.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Label {
    /// What in it may be somebody's name, the likeliest first; empty where it only tells the part they play.
    names: Vec<Name>,
}

/// How well a label and a person go together.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Fit {
    No,
    /// By the surname alone: “Bill Teller” may be William.
    Perhaps,
    Yes,
}

/// All that somebody is called.
#[derive(Clone, Debug, Default)]
pub struct Person {
    /// The fullest name first, each in its words.
    names: Vec<Vec<String>>,
}

/// What transcripts call those who have no name in them, beside all roles.
const PARTS: &[&str] = &[
    "all",
    "announcer",
    "answer",
    "anon",
    "anonymous",
    "audience",
    "both",
    "caller",
    "camera",
    "channel",
    "clerk",
    "court",
    "crew",
    "crowd",
    "everyone",
    "female",
    "guest",
    "hon",
    "honourable",
    "host",
    "inaudible",
    "interpreter",
    "interviewee",
    "interviewer",
    "iphone",
    "ipad",
    "macbook",
    "male",
    "man",
    "member",
    "members",
    "meeting",
    "mic",
    "microphone",
    "moderator",
    "multiple",
    "narrator",
    "off",
    "operator",
    "panel",
    "panelist",
    "panellist",
    "participant",
    "person",
    "phone",
    "presenter",
    "question",
    "questioner",
    "radio",
    "reporter",
    "room",
    "respondent",
    "several",
    "speaker",
    "staff",
    "subject",
    "translator",
    "unidentified",
    "unknown",
    "user",
    "video",
    "voice",
    "witness",
    "woman",
    "zoom",
];

impl Label {
    pub fn new(text: &str) -> Label {
        let pieces = text.split(['(', ')', '[', ']', '|', '/', '–', '—', ';']);
        let pieces = pieces.flat_map(|it| it.split(" - ")).flat_map(turned);
        Label { names: pieces.filter_map(|it| Name::new(&it)).collect() }
    }

    /// Whether it names anybody at all.
    pub fn is_name(&self) -> bool {
        !self.names.is_empty()
    }

    /// As an article would write the name; none for a part.
    pub fn name(&self) -> Option<&str> {
        self.names.first().map(|it| it.shown.as_str())
    }

    /// Whether it gives a name in full and that reads as a person's.
    pub fn is_full(&self) -> bool {
        self.names.iter().any(Name::is_persons)
    }

    /// Whether it is letters only, “MT”: these stand for many.
    pub fn is_letters(&self) -> bool {
        self.names.iter().all(|it| it.words.iter().all(|it| it.chars().count() <= 3)) && self.is_name()
    }

    pub fn fit(&self, person: &Person) -> Fit {
        let fits = self.names.iter().flat_map(|it| person.names.iter().map(|name| fit(&it.words, name)));
        fits.max().unwrap_or(Fit::No)
    }
}

/// “Teller, Mara” is Mara Teller; “Mara Teller, Harbour Board” is a name and where she belongs.
fn turned(piece: &str) -> Vec<String> {
    match piece.split_once(',') {
        Some((last, first)) if !last.trim().contains(' ') && !first.contains(',') => {
            vec![format!("{} {}", first.trim(), last.trim())]
        }
        _ => piece.split(',').map(str::to_owned).collect(),
    }
}

impl Name {
    /// The name in a piece of a label; none where it says what somebody is and not who.
    fn new(piece: &str) -> Option<Name> {
        let piece = piece.trim().trim_end_matches(':');
        let spelled = piece.split([' ', '_', '\u{a0}', '\t']).filter(|it| !it.is_empty());
        let mut kept: Vec<(&str, String)> = spelled.map(|it| (it, folded(it))).collect();
        kept.retain(|it| !it.1.is_empty());
        if kept.is_empty() || kept.iter().any(|it| it.1.contains(|it: char| it.is_numeric())) {
            return None;
        }
        let known = |it: &str| look_up(it).known;
        let title = Known::ROLE.union(Known::ADDRESS).union(Known::MODIFIER);
        let titled = |it: &str| known(it).any(title) && !known(it).any(Known::GIVEN);
        // “The Minister for Ports” is a role with its office, “Mayor Teller” a name with its title.
        let office = kept.iter().any(|it| matches!(it.1.as_str(), "of" | "for" | "the" | "and" | "to"));
        if office || kept.iter().any(|it| PARTS.contains(&it.1.as_str())) {
            return None;
        }
        let titles = kept.iter().take_while(|it| titled(&it.1)).count();
        kept.drain(..titles);
        let words: Vec<String> = kept.iter().flat_map(|it| parts(it.0)).collect();
        let is_body =
            words.iter().any(|it| known(it).any(Known::ORG_LAST.union(Known::ROLE)) && !personal(it));
        let everyday = |it: &String| known(it).any(Known::ORDINARY) && !personal(it);
        let lone = words.len() == 1 && words[0].chars().count() == 1;
        if words.is_empty() || is_body || lone || words.iter().all(everyday) && words.len() > 1 {
            return None;
        }
        let shouts = !piece.chars().any(char::is_lowercase) && piece.chars().count() > 3;
        let shown: Vec<String> =
            kept.iter().map(|it| if shouts { capitals(it.0) } else { it.0.to_owned() }).collect();
        Some(Name { shown: shown.join(" "), words })
    }

    fn is_persons(&self) -> bool {
        let given = |it: &str| look_up(it).known.any(Known::GIVEN);
        if self.words.len() < 2 || self.words.iter().all(|it| it.chars().count() <= 2) {
            return false;
        }
        if given(&self.words[0]) {
            return true;
        }
        let told = format!("“We will see,” {} said.", self.shown);
        let reading = reading::by_rules().read(&told);
        let named = |it: &reading::Mention| {
            it.form == Form::Name && it.kind == EntityKind::Person && it.span.of(&told) == self.shown
        };
        reading.mentions.iter().any(named)
    }
}

fn personal(word: &str) -> bool {
    look_up(word).known.any(Known::PERSONAL)
}

impl Person {
    /// By all the names that an article gives to somebody.
    pub fn of(article: &Article, entity: &Entity) -> Person {
        let mut person = Person::called(&entity.name);
        for (paragraph, mention) in article.mentions_of(entity) {
            if mention.form == Form::Name {
                person.call(mention.span.of(&paragraph.reading.passage.text));
            }
        }
        person
    }

    /// By one name alone.
    pub fn called(name: &str) -> Person {
        let mut person = Person::default();
        person.call(name);
        person
    }

    fn call(&mut self, name: &str) {
        let spelled = name.split([' ', '\u{a0}']).flat_map(parts);
        let words: Vec<String> = spelled.filter(|it| !is_suffix(it)).collect();
        if !words.is_empty() && !self.names.contains(&words) {
            self.names.push(words);
        }
    }

    /// Whether anybody of the name is told by more than one word.
    pub fn is_full(&self) -> bool {
        self.names.iter().any(|it| it.len() > 1)
    }
}

fn is_suffix(word: &str) -> bool {
    matches!(word, "jr" | "sr" | "ii" | "iii")
}

/// Whether words on a label may be a name.
fn fit(label: &[String], name: &[String]) -> Fit {
    let (Some(given), Some(surname)) = (name.first(), name.last()) else { return Fit::No };
    let has = |word: &String| label.iter().any(|it| alike(it, word));
    let initials = |from: &[String]| from.iter().filter_map(|it| it.chars().next()).collect::<String>();
    let is_initials = |it: &String| {
        let (all, ends) = (initials(name), initials(&[given.clone(), surname.clone()]));
        name.len() > 1 && (*it == all || *it == ends)
    };
    if let [word] = label {
        // “mteller” is an account's name.
        let account = surname.len() > 4 && word.len() > surname.len() && word.contains(surname.as_str());
        return if name.iter().any(has) || is_initials(word) || account { Fit::Yes } else { Fit::No };
    }
    if label.iter().all(|it| it.chars().count() == 1) {
        return if is_initials(&label.concat()) { Fit::Yes } else { Fit::No };
    }
    if name.len() == 1 {
        return if has(given) { Fit::Yes } else { Fit::No };
    }
    let both = name.iter().filter(|it| has(it)).count() > 1;
    let starts = |a: &String, b: &String| {
        a.chars().count() == 1 && b.starts_with(a.as_str())
            || b.chars().count() == 1 && a.starts_with(b.as_str())
    };
    let short = |word: &String, kept: &String| has(kept) && label.iter().any(|it| starts(it, word));
    if both || short(given, surname) || short(surname, given) {
        return Fit::Yes;
    }
    if has(surname) { Fit::Perhaps } else { Fit::No }
}

/// Equal, or one slip apart.
fn alike(a: &str, b: &str) -> bool {
    const SHORTEST: usize = 4;
    let shorter = a.chars().count().min(b.chars().count());
    a == b || shorter >= SHORTEST && strsim::damerau_levenshtein(a, b) <= shorter / SHORTEST
}

/// Letters alone, without case and accents: “Š” is “s”, “O’Neill” is “oneill”, “Mara’s” is “mara”.
fn folded(word: &str) -> String {
    let word = word.trim_end_matches("'s").trim_end_matches("’s");
    word.nfd()
        .filter(|it| it.is_alphanumeric() && !is_combining_mark(*it))
        .flat_map(char::to_lowercase)
        .collect()
}

/// The words of a name’s word: “Teller-Lund” may be told by either half.
fn parts(word: &str) -> impl Iterator<Item = String> + '_ {
    word.split(['-', '‐', '‑']).map(folded).filter(|it| !it.is_empty())
}

/// “ABELE-ROSS” as it is written in a text that does not shout.
fn capitals(word: &str) -> String {
    let mut out = String::with_capacity(word.len());
    let mut fresh = true;
    for char in word.chars() {
        if fresh {
            out.extend(char.to_uppercase())
        } else {
            out.extend(char.to_lowercase())
        }
        fresh = !char.is_alphanumeric();
    }
    out
}

/// A label or a name as the article would write it at a byte of the document: by the last name once
/// the full name has stood.
pub fn called(article: &Article, label: &str, at: usize) -> Option<String> {
    let parsed = Label::new(label);
    let shouts = !label.chars().any(char::is_lowercase);
    let plain = || if shouts { capitals(label) } else { label.to_owned() };
    let name = parsed.name().map_or_else(plain, str::to_owned);
    let last = |it: &str| it.rsplit(' ').next().unwrap_or_default().to_lowercase();
    let is_same = |it: &str| {
        let alone = !it.contains(' ') || !name.contains(' ');
        it.to_lowercase() == name.to_lowercase() || alone && last(it) == last(&name)
    };
    let is_introduced = |it: &Entity| {
        article.mentions_of(it).next().is_some_and(|(paragraph, it)| paragraph.document(it.span).start < at)
    };
    let people = || article.entities().iter().filter(|it| it.kind == EntityKind::Person);
    match article.entities().iter().find(|it| is_same(&it.name)) {
        // Named in full already: from then on by the last word, unless another has it too.
        Some(entity) if entity.kind == EntityKind::Person => {
            let shared = people().filter(|it| last(&it.name) == last(&entity.name)).count() > 1;
            let word = entity.name.rsplit(' ').next().filter(|_| !shared && is_introduced(entity));
            Some(word.unwrap_or(&entity.name).to_owned())
        }
        Some(entity) => Some(entity.name.clone()),
        // “Moderator” or “Q” is no name that an article could give.
        None => name.contains(' ').then_some(name),
    }
}

#[cfg(test)]
mod tests;
