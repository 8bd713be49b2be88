//! News that nobody wrote: articles of any length out of a few moulds, the same on every run.

const PEOPLE: &[&str] = &[
    "Ines Falk",
    "Tomas Okello",
    "Mayor Rena Holt",
    "Dr. Jun Abara",
    "Captain Lior Vance",
    "Petra Sandoval",
    "Amir Castellan",
];
const GROUPS: &[&str] = &[
    "the Marrow Water Board",
    "the Harbor Union",
    "Northgate Rail",
    "the Council of Ostrava Bay",
    "the Fen Trust",
];
const PLACES: &[&str] = &["Marrow", "Ostrava Bay", "Lower Fen", "Port Ellery", "Kestrel Hill"];
const THINGS: &[&str] = &["the dam", "the new line", "the night ferry", "the flood wall", "the old mill"];

const MOULDS: &[&str] = &[
    "{person} said on Tuesday that {thing} would be closed until {group} had looked at it.",
    "“We had no warning at all,” {person} told reporters in {place}. “Nobody called.”",
    "According to {group}, {number} people left {place} before the water rose.",
    "Critics say {thing} was never inspected.",
    "{group} spent ${number} million on {thing} last year, more than any town on the coast.",
    "He added that work in {place} would begin in May.",
    "The road to {place} runs along the river and past {thing}.",
    "Media reports suggested that {person} had known about it since March.",
    "A spokeswoman for {group} declined to comment on {thing}.",
    "Studies show that towns like {place} lose a third of their trade after a flood.",
];

/// Markdown of at least `words` words: a heading for each dozen paragraphs, three sentences in a paragraph.
pub fn article(words: usize) -> String {
    let mut text = String::from("# The water at Marrow\n\n");
    let (mut count, mut turn) = (0, 0);
    while count < words {
        if turn % 36 == 35 {
            text.push_str(&format!("## What {} did next\n\n", PEOPLE[turn % PEOPLE.len()]));
        }
        let sentence = sentence(turn);
        count += sentence.split_whitespace().count();
        text.push_str(&sentence);
        text.push_str(if turn % 3 == 2 { "\n\n" } else { " " });
        turn += 1;
    }
    text
}

fn sentence(turn: usize) -> String {
    // Steps that share no factor with the lists' lengths, so that combinations do not repeat soon.
    let pick = |list: &[&'static str], step: usize| list[(turn * step + turn / 11) % list.len()];
    let words = MOULDS[(turn * 3 + turn / 7) % MOULDS.len()]
        .replace("{person}", pick(PEOPLE, 3))
        .replace("{group}", pick(GROUPS, 2))
        .replace("{place}", pick(PLACES, 3))
        .replace("{thing}", pick(THINGS, 2))
        .replace("{number}", &(17 + turn * 13 % 970).to_string());
    let mut letters = words.chars();
    letters.next().map_or(String::new(), |first| first.to_uppercase().chain(letters).collect())
}
