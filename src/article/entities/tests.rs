use super::Entity;
use crate::{
    article::Article,
    markup::Format,
    reading::{EntityKind, by_rules},
};

/// Who is meant where: each entity as "name: the words of its mentions".
fn who(text: &str) -> Vec<String> {
    let article = Article::read_by(&by_rules(), text, Format::Plain);
    let entities = article.entities().iter();
    entities
        .map(|entity| {
            let words = entity.mentions.iter().map(|place| {
                let paragraph = article.paragraph(place.paragraph as usize);
                let span = paragraph.reading.mentions[place.mention as usize].span;
                article.words(paragraph.document(span)).to_owned()
            });
            format!("{}: {}", entity.name, words.collect::<Vec<_>>().join(", "))
        })
        .collect()
}

const HARBOUR: &str = "\
LISBON: The Norwegian Prime Minister Ingrid Solberg said on Monday that Norway would pay. Solberg’s words reached Portugal.

She noted that the Office for Coastal Safety (OfCS) had warned. The OfCS, she said, was right.

Solberg thanked Portuguese President Paulo Teixeira for his patience.
";

#[test]
fn names_pronouns_and_adjectives_join_their_entity() {
    let found = who(HARBOUR);
    let expected = [
        "Ingrid Solberg: Ingrid Solberg, Solberg, She, she, Solberg",
        "Norway: Norwegian, Norway",
        "Portugal: Portugal, Portuguese",
        "Office for Coastal Safety: Office for Coastal Safety, OfCS, OfCS",
    ];
    for line in expected {
        assert!(found.iter().any(|it| it == line), "{line:?} is missing in {found:#?}");
    }
}

#[test]
fn a_role_is_kept_from_the_first_mention_that_has_one() {
    let article = Article::read_by(&by_rules(), HARBOUR, Format::Plain);
    let solberg = article.entities().iter().find(|it| it.name == "Ingrid Solberg").unwrap();
    assert_eq!(solberg.role.as_deref(), Some("Norwegian Prime Minister"));
    assert_eq!(solberg.kind, EntityKind::Person);
}

#[test]
fn two_people_of_one_surname_stay_two() {
    let found = who("Paul Meier met Anna Meier. Meier smiled. Mr Meier left.\n");
    assert_eq!(found, ["Paul Meier: Paul Meier, Meier", "Anna Meier: Anna Meier, Meier"]);
}

#[test]
fn he_is_a_man_the_sentence_before_began_with() {
    let found = who("Peter Osei thanked Maria Costa. He left, and she stayed.\n");
    assert_eq!(found, ["Peter Osei: Peter Osei, He", "Maria Costa: Maria Costa, she"]);
}

#[test]
fn he_is_never_an_organisation() {
    let found = who("The Kuwait News Agency wrote it. He denied it.\n");
    assert_eq!(found, ["Kuwait News Agency: Kuwait News Agency"]);
}

#[test]
fn a_bare_surname_in_the_headline_joins_the_full_name_below() {
    let found = who("Osei warned the port.\n\nPeter Osei spoke in Lisbon.\n");
    assert_eq!(found[0], "Peter Osei: Osei, Peter Osei");
}

#[test]
fn long_and_short_names_of_an_organisation_are_one() {
    let found =
        who("The United Nations met. The UN and the Harlow Daily News agreed. The Daily News left.\n");
    assert_eq!(
        found,
        ["United Nations: United Nations, UN", "Harlow Daily News: Harlow Daily News, Daily News"]
    );
}

#[test]
fn entities_stand_in_order_of_their_first_mention() {
    let article = Article::read_by(&by_rules(), HARBOUR, Format::Plain);
    let first: Vec<_> =
        article.entities().iter().map(|it| (it.mentions[0].paragraph, it.mentions[0].mention)).collect();
    assert!(first.is_sorted(), "{first:?}");
}

#[test]
fn an_article_knows_better_than_a_sentence_what_it_names() {
    let of = |kind| Entity { name: "Orla".to_owned(), kind, role: None, known: None, mentions: Vec::new() };
    let kinds = [
        (EntityKind::Place, EntityKind::Org, EntityKind::Place),
        (EntityKind::Org, EntityKind::Person, EntityKind::Org),
        // The people of a country, and a town that bears somebody's surname.
        (EntityKind::Place, EntityKind::Norp, EntityKind::Norp),
        (EntityKind::Person, EntityKind::Place, EntityKind::Place),
    ];
    for (entity, mention, expected) in kinds {
        assert_eq!(of(entity).kind_of(mention), expected, "{mention:?} in {entity:?}");
    }
}
