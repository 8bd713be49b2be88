use crate::reading::names::{Known, look_up};

/// As far as a given name, a title or a pronoun tells it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Gender {
    Unknown,
    Female,
    Male,
}

impl Gender {
    /// Whether two can be the same person's.
    pub fn fits(self, other: Gender) -> bool {
        self == other || self == Gender::Unknown || other == Gender::Unknown
    }
}

/// By the given name.
pub fn gender_of(given: &str) -> Gender {
    of(look_up(given).known)
}

/// By a title or a role: "Ms", "spokeswoman for the port".
pub fn gender_of_role(role: &str) -> Gender {
    let words = role.split([' ', '-', ',']).take(8);
    let genders = words.map(|word| {
        let known = look_up(&word.to_ascii_lowercase()).known;
        if known.any(Known::ROLE) { of(known) } else { Gender::Unknown }
    });
    genders.into_iter().find(|&it| it != Gender::Unknown).unwrap_or(Gender::Unknown)
}

fn of(known: Known) -> Gender {
    match (known.any(Known::MALE), known.any(Known::FEMALE)) {
        (true, false) => Gender::Male,
        (false, true) => Gender::Female,
        _ => Gender::Unknown,
    }
}

/// The last word of a name, "Jr." left aside.
pub fn surname(name: &str) -> &str {
    let name = ["jr", "jr.", "sr", "sr.", "ii", "iii"]
        .iter()
        .find_map(|suffix| name.strip_suffix(suffix).and_then(|it| it.strip_suffix(' ')))
        .unwrap_or(name);
    name.trim_end_matches(',').rsplit(' ').next().unwrap_or(name)
}

/// The first word of a name.
pub fn given_name(name: &str) -> &str {
    name.split(' ').next().unwrap_or(name)
}
