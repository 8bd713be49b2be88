//! Whom the house knows: no questions about them, one entity under all their names.

use std::sync::Arc;

use onrecord::{
    article::Article,
    features::{accepting, configuration, hover, references, story},
    markup::Format,
    rules::{House, Known, Review, Settings},
    text::Span,
};

fn known(name: &str, aliases: &[&str], acronyms: &[&str]) -> Known {
    let words = |all: &[&str]| all.iter().map(|it| (*it).to_owned()).collect();
    Known { name: name.to_owned(), role: None, aliases: words(aliases), acronyms: words(acronyms) }
}

fn house() -> House {
    House::new([
        known("Office for Quays", &["Quay Office"], &["OQHC"]),
        Known {
            role: Some("judge at the court of Lund".to_owned()),
            ..known("Katherine Meier", &["Kitty Brandt"], &[])
        },
    ])
}

fn review(text: &str, house: House) -> Review {
    let settings = Settings { house: Arc::new(house), ..Settings::default() };
    Review::of(Arc::new(Article::read(text, Format::Plain)), &settings)
}

/// What one rule marks, by what the house knows.
fn marked(text: &str, code: &str, house: House) -> Vec<String> {
    let review = review(text, house);
    let found = review.findings.iter().filter(|it| it.code == code);
    found.map(|it| it.span.of(text).to_owned()).collect()
}

#[test]
fn letters_of_the_house_need_no_long_form() {
    let text = "The OQHC ruled on the case.";
    assert_eq!(marked(text, "undefined-acronym", House::default()), ["OQHC"]);
    assert_eq!(marked(text, "undefined-acronym", house()), [""; 0]);
}

#[test]
fn whoever_the_house_knows_needs_no_introduction() {
    let text = "Katherine Meier said that the ferry would stay.";
    assert_eq!(marked(text, "first-reference", House::default()), ["Katherine Meier"]);
    assert_eq!(marked(text, "first-reference", house()), [""; 0]);
}

#[test]
fn the_spelling_of_the_house_is_the_right_one() {
    let text = "Catherine Meier, a judge, opened the session. Later Katherine Meier closed it.";
    assert_eq!(marked(text, "inconsistent-name", House::default()), ["Katherine Meier"]);
    assert_eq!(marked(text, "inconsistent-name", house()), ["Catherine Meier"]);
}

const TWO_NAMES: &str = "The judge Kitty Brandt said the gate was locked. She left the court.\n\n\
                         Katherine Meier said the key was lost. Brandt was late.\n";

#[test]
fn all_names_that_the_house_lists_are_one_person() {
    let review = review(TWO_NAMES, house());
    let people: Vec<&str> = review.article.entities().iter().map(|it| it.name.as_str()).collect();
    assert_eq!(people, ["Katherine Meier"]);
    let places = references::references(&review.article, TWO_NAMES.find("Katherine").unwrap(), true);
    let words: Vec<&str> = places.iter().map(|it| it.of(TWO_NAMES)).collect();
    for it in ["Kitty Brandt", "She", "Katherine Meier", "Brandt"] {
        assert!(words.contains(&it), "{it} is missing in {words:?}");
    }
    let voices = story::story(&review.article).voices;
    assert_eq!(
        voices.iter().map(|it| (it.name.as_str(), it.statements)).collect::<Vec<_>>(),
        [("Katherine Meier", 2)]
    );
}

#[test]
fn the_card_says_what_the_house_knows() {
    let review = review(TWO_NAMES, house());
    let card = hover::hover(&review, TWO_NAMES.find("Brandt was").unwrap()).unwrap().text;
    for it in [
        "**Katherine Meier** · person",
        "Known to the house: judge at the court of Lund",
        "First called: judge",
    ] {
        assert!(card.contains(it), "“{it}” is missing in:\n{card}");
    }
}

#[test]
fn two_of_the_house_stay_two_whatever_the_words_say() {
    let text = "The Quay Works and the QW met. QW left.\n";
    let house = House::new([known("Quay Works", &[], &[]), known("Queen’s Wharf", &["QW"], &[])]);
    let review = review(text, house);
    let names: Vec<(&str, usize)> =
        review.article.entities().iter().map(|it| (it.name.as_str(), it.mentions.len())).collect();
    assert_eq!(names, [("Quay Works", 1), ("Queen’s Wharf", 2)]);
}

#[test]
fn a_house_that_learns_is_the_same_as_one_that_knew() {
    let fresh = review(TWO_NAMES, house());
    let settings = Settings { house: Arc::new(house()), ..Settings::default() };
    let before = review(TWO_NAMES, House::default());
    assert_eq!(before.article.entities().len(), 2);
    let after = before.after(before.article.clone(), &settings);
    assert_eq!(after.article.entities(), fresh.article.entities());
    assert_eq!(after.findings, fresh.findings);
    let forgotten = after.after(after.article.clone(), &Settings::default());
    assert_eq!(forgotten.article.entities(), before.article.entities());
}

/// The list after what is offered for a text has been taken up, and the questions of a rule then.
fn accepted(text: &str, code: &str, list: &str) -> (String, Vec<String>) {
    let house = |list: &str| (*configuration::from_toml(list).settings.house).clone();
    let before = review(text, house(list));
    let offers = accepting::offers(&before, Span::new(0, text.len()));
    let offer =
        offers.iter().find(|it| before.findings[it.finding].code == code).expect("something is offered");
    let known = accepting::entry(&before, &offer.key).unwrap();
    let list = format!("{list}{}", accepting::lines(list, &known).unwrap());
    let left = marked(text, code, house(&list));
    (list, left)
}

#[test]
fn what_is_accepted_is_asked_no_more() {
    let ours = "# The desk's.\nprofile = \"wire\"  # for now\n";
    let (list, left) = accepted("The OQHC ruled on the case.", "undefined-acronym", ours);
    assert_eq!(list, format!("{ours}\n[[entities]]\nname = \"OQHC\"\nacronyms = [\"OQHC\"]\n"));
    assert_eq!(left, [""; 0]);
    let (list, left) = accepted("Katherine Meier said that the ferry would stay.", "first-reference", ours);
    assert_eq!(list, format!("{ours}\n[[entities]]\nname = \"Katherine Meier\"\n"));
    assert_eq!(left, [""; 0]);
}

#[test]
fn letters_are_accepted_with_the_long_form_that_comes_later() {
    let text =
        "The RHB ruled on the case. It rained.\n\nNobody left.\n\nThe Regional Harbour Board is small.\n";
    let (list, left) = accepted(text, "undefined-acronym", "");
    assert_eq!(list, "[[entities]]\nname = \"Regional Harbour Board\"\nacronyms = [\"RHB\"]\n");
    assert_eq!(left, [""; 0]);
}

#[test]
fn an_offer_for_other_words_fits_no_more() {
    let text = "The OQHC ruled on the case.";
    let before = review(text, House::default());
    let offer = &accepting::offers(&before, Span::new(0, text.len()))[0];
    assert_eq!(offer.title, "Accept “OQHC” in this project");
    assert_eq!(accepting::entry(&review("The OQHD ruled on the case.", House::default()), &offer.key), None);
}
