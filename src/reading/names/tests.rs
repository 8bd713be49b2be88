use super::mentions;
use crate::{
    language::Passage,
    reading::{Form, Mention},
};

/// Reads a line with carets under its names: "^^^^ PERSON", and one line more for each name.
#[track_caller]
fn check(article: &str) {
    let mut lines = article.trim_matches('\n').lines();
    let text = lines.next().unwrap_or_default();
    let mut expected: Vec<(usize, String)> = lines
        .map(|line| {
            let carets = line.trim_start();
            let start = line.len() - carets.len();
            let kind = carets.trim_start_matches('^');
            let name: String = text.chars().skip(start).take(carets.len() - kind.len()).collect();
            (start, format!("{name} {}", kind.trim()))
        })
        .collect();
    expected.sort();
    let expected: Vec<String> = expected.into_iter().map(|(_, it)| it).collect();
    let passage = Passage::new(text);
    let found = told(&mentions(&passage), text);
    assert_eq!(found, expected, "in {text}");
}

/// Each name with its kind and, in brackets, its role.
pub(super) fn told(mentions: &[Mention], text: &str) -> Vec<String> {
    let names = mentions.iter().filter(|it| it.form == Form::Name);
    names
        .map(|it| match it.role {
            Some(role) => format!("{} {} ({})", it.span.of(text), it.kind.code(), role.of(text)),
            None => format!("{} {}", it.span.of(text), it.kind.code()),
        })
        .collect()
}

#[test]
fn a_title_is_no_part_of_the_name_and_tells_the_role() {
    check(
        "
The NATO Secretary General Marten Veldhuis met Norwegian Prime Minister Ingrid Solberg.
    ^^^^ ORG
                           ^^^^^^^^^^^^^^^ PERSON (NATO Secretary General)
                                               ^^^^^^^^^ NORP
                                                                        ^^^^^^^^^^^^^^ PERSON (Norwegian Prime Minister)
",
    );
}

#[test]
fn a_role_may_follow_between_commas() {
    check(
        "
Anna Lindqvist, mayor of Harlow, thanked Peter Osei, who runs the port authority, for help.
^^^^^^^^^^^^^^ PERSON (mayor of Harlow)
                         ^^^^^^ PLACE
                                         ^^^^^^^^^^ PERSON (who runs the port authority)
",
    );
    check(
        "
Maria Costa, 45, a nurse, left early.
^^^^^^^^^^^ PERSON (a nurse)
             ^^ NUMBER
",
    );
}

#[test]
fn an_everyday_word_at_a_sentences_start_is_no_name() {
    check("\nOfficials closed the road. However, residents stayed. The council met.\n");
    check("\nResearchers warned of floods. Firefighters said the road was safe. Footage revealed more.\n");
}

#[test]
fn an_unknown_word_that_speaks_is_somebody() {
    check(
        "
Zorvette revealed the plan. Zorvette’s office agreed.
^^^^^^^^ PERSON
                            ^^^^^^^^ MISC
",
    );
}

#[test]
fn telling_words_make_organisations_and_places() {
    check(
        "
The Ministry of Rural Affairs and the Veltro News Agency sent boats up the Senna River to the Tarn region.
    ^^^^^^^^^^^^^^^^^^^^^^^^^ ORG
                                      ^^^^^^^^^^^^^^^^^^ ORG
                                                                           ^^^^^^^^^^^ PLACE
                                                                                              ^^^^^^^^^^^ PLACE
",
    );
}

#[test]
fn nationality_and_country_are_two_kinds() {
    check(
        "
North Korean divers left South Korea for the Korean Peninsula.
^^^^^^^^^^^^ NORP
                         ^^^^^^^^^^^ PLACE
                                             ^^^^^^^^^^^^^^^^ PLACE
",
    );
}

#[test]
fn a_surname_is_known_from_the_full_name_nearby() {
    check(
        "
Later Zqorvan spoke, and Dora Zqorvan smiled.
      ^^^^^^^ PERSON
                         ^^^^^^^^^^^^ PERSON
",
    );
}

#[test]
fn dates_and_quantities_are_taken_whole() {
    check(
        "
On Monday the port counted 3,000 crates, 12 percent more than in October 2023.
   ^^^^^^ DATE
                           ^^^^^ NUMBER
                                         ^^^^^^^^^^ NUMBER
                                                                 ^^^^^^^^^^^^ DATE
",
    );
}

#[test]
fn small_articles_initials_and_firms_belong_to_their_names() {
    check(
        "
The lawyers of Karim al-Dosari, John W. Harlan and Veltro Boats, Inc. met in the U.S. capital.
               ^^^^^^^^^^^^^^^ PERSON
                                ^^^^^^^^^^^^^^ PERSON
                                                   ^^^^^^^^^^^^^^^^^^ ORG
                                                                                 ^^^^ PLACE
",
    );
}

#[test]
fn the_pronoun_us_is_no_country() {
    check("\nThey told us to wait, and who would not?\n");
}

#[test]
fn no_text_makes_it_panic() {
    for text in [
        "", "'", "’s", "U.", "&", "Mr", "Mr.", "A-", "-A", "$", "$5", "5 per", "Al-", "of X", "X, Inc",
        "May", "in 2016", "“", "É", "Ж Ж-Ж",
    ] {
        mentions(&Passage::new(text));
        mentions(&Passage::new(&format!("{text} {text}, {text}")));
    }
}

#[test]
fn years_of_living_memory_are_dates() {
    check(
        "
After a 2031 flood and Norway’s 1994 vote, 2005 will count, but a 1950 dollars fine will not.
        ^^^^ DATE
                       ^^^^^^ PLACE
                                ^^^^ DATE
                                           ^^^^ DATE
                                                                  ^^^^^^^^^^^^ NUMBER
",
    );
}
