use super::*;
use crate::{
    language::Passage,
    reading::names::{join, tests::told},
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
    assert_eq!(told(&mentions, text), kept, "in {text}");
}

#[test]
fn what_is_on_one_list_only_is_of_that_kind() {
    check(
        "The African Union met Senegal.",
        &[("African Union", EntityKind::Place), ("Senegal", EntityKind::Norp)],
        &["African Union ORG", "Senegal PLACE"],
    );
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
fn people_and_towns_may_be_called_like_a_firm_or_a_place() {
    check("Then Bloomberg spoke.", &[("Bloomberg", EntityKind::Person)], &["Bloomberg PERSON"]);
    check("Then Prince George spoke.", &[("Prince George", EntityKind::Person)], &["Prince George PERSON"]);
    check("A fire in Princeton.", &[("Princeton", EntityKind::Place)], &["Princeton PLACE"]);
}

#[test]
fn a_role_before_a_name_is_no_part_of_it() {
    check("When Justice Vale wrote it.", &[("Justice Vale", EntityKind::Person)], &["Vale PERSON (Justice)"]);
    check("It was Gen. Ana Cho.", &[("Gen. Ana Cho", EntityKind::Person)], &["Ana Cho PERSON (Gen.)"]);
    check("It was Lord Harlow.", &[("Lord Harlow", EntityKind::Person)], &["Lord Harlow PERSON"]);
    check("It was Dean Berg.", &[("Dean Berg", EntityKind::Person)], &["Dean Berg PERSON"]);
    check("As Governor Cho left.", &[("Governor Cho", EntityKind::Person)], &["Cho PERSON (Governor)"]);
    check("It was Mother Teresa.", &[("Mother Teresa", EntityKind::Person)], &["Mother Teresa PERSON"]);
    check("It was Son Heung-min.", &[("Son Heung-min", EntityKind::Person)], &["Son Heung-min PERSON"]);
    check("The Prime Minister left.", &[("Prime Minister", EntityKind::Person)], &[]);
    check("The Prime Minister left.", &[("Prime", EntityKind::Person)], &[]);
}

#[test]
fn an_office_behind_an_organisation_is_no_part_of_its_name() {
    check("The UN Secretary General spoke.", &[("UN Secretary General", EntityKind::Org)], &["UN ORG"]);
    check(
        "The Orla Fund Director-General left.",
        &[("Orla Fund Director-General", EntityKind::Org)],
        &["Orla Fund ORG"],
    );
    let office = "Office of the President";
    check(
        "The Office of the President knew.",
        &[(office, EntityKind::Org)],
        &["Office of the President ORG"],
    );
    check("It is a Dollar General.", &[("Dollar General", EntityKind::Org)], &["Dollar General ORG"]);
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
    let province = "Newfoundland and Labrador";
    check(
        "In Newfoundland and Labrador.",
        &[(province, EntityKind::Place)],
        &["Newfoundland and Labrador PLACE"],
    );
    check("Vale and Berg sued.", &[("Vale and Berg", EntityKind::Org)], &["Vale and Berg ORG"]);
}

#[test]
fn a_names_own_words_tell_its_kind() {
    check("At Orla College they met.", &[("Orla College", EntityKind::Place)], &["Orla College ORG"]);
    check("The Boston Harriers won.", &[("Boston Harriers", EntityKind::Place)], &["Boston Harriers ORG"]);
    check("In the Yorkshire Dales.", &[("Yorkshire Dales", EntityKind::Place)], &["Yorkshire Dales PLACE"]);
    check("Near Niagara Falls.", &[("Niagara Falls", EntityKind::Place)], &["Niagara Falls PLACE"]);
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
