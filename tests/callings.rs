//! A role in place of a name: "the secretary general said" is Rutte, where nobody else can be meant.

use std::sync::Arc;

use onrecord::{
    article::Article,
    features::{definition::definition, highlight, hover, references::references, rename::rename},
    markup::Format,
    reading::{Form, by_rules},
    rules::{Review, Settings},
    text::Span,
};

fn article(text: &str) -> Article {
    Article::read(text, Format::Markdown)
}

/// Who says each thing, in order.
fn speakers(article: &Article) -> Vec<Option<&str>> {
    let name = |it: usize| article.entities()[it].name.as_str();
    article.attributions().iter().map(|it| it.speaker.map(name)).collect()
}

/// The roles that stand for somebody, each with the name.
fn meant(article: &Article) -> Vec<(String, String)> {
    let mut out = Vec::new();
    for paragraph in article.paragraphs() {
        for (index, mention) in paragraph.reading.mentions.iter().enumerate() {
            let entity = article.entity_of(paragraph.index, index).filter(|_| mention.form == Form::Role);
            let words = article.words(paragraph.document(mention.span)).to_owned();
            out.extend(entity.map(|it| (words, article.entities()[it].name.clone())));
        }
    }
    out
}

#[track_caller]
fn check(text: &str, expected: &[(&str, &str)]) {
    let expected: Vec<_> = expected.iter().map(|it| (it.0.to_owned(), it.1.to_owned())).collect();
    assert_eq!(meant(&article(text)), expected, "{text}");
    let by_rules = Article::read_by(&by_rules(), text, Format::Markdown);
    assert_eq!(meant(&by_rules), expected, "by rules: {text}");
}

const RUTTE: &str = "NATO Secretary General Mark Rutte visited Lisbon on Monday.\n\n\
                     The secretary general said that the plan was ready.\n";

#[test]
fn a_role_that_speaks_is_the_person_introduced_by_it() {
    check(RUTTE, &[("The secretary general", "Mark Rutte")]);
    assert_eq!(speakers(&article(RUTTE)), [Some("Mark Rutte")]);
    check(
        "Mayor Ana Cho opened the bridge. It rained all day.\n\nThe city was proud of it, the mayor said.\n",
        &[("the mayor", "Ana Cho")],
    );
    check(
        "Ben Voss, the ambassador to Norway, left early.\n\n“We are done,” the ambassador said.\n",
        &[("the ambassador", "Ben Voss")],
    );
    check(
        "Dana Ruiz, president of the pilots’ union, met the board.\n\nAccording to the union president, nothing was agreed.\n",
        &[("the union president", "Dana Ruiz")],
    );
}

#[test]
fn where_another_may_be_meant_nobody_is() {
    check(
        "Mayor Ana Cho met Ben Voss, the mayor of Lund. It rained.\n\nThe mayor said the bridge was safe.\n",
        &[],
    );
    check("Former mayor Ana Cho was there.\n\nThe mayor said the bridge was safe.\n", &[]);
    check("The mayor said the bridge was safe. Mayor Ana Cho was not there.\n", &[]);
    check("Mayor Ana Cho was there.\n\nThe mayor of Lund said the bridge was safe.\n", &[]);
    check("Mayor Ana Cho was there.\n\nThe mayor’s office is on the left. The mayor is elected.\n", &[]);
    check(
        "Mayor Ana Cho was there.\n\nA mayor from the north said it rained. The mayor said the bridge was safe.\n",
        &[],
    );
    check("Mayor Ana Cho was there.\n\n“The mayor said the bridge was safe,” Ben Voss said.\n", &[]);
}

#[test]
fn what_an_editor_asks_about_a_name_it_can_ask_about_the_role() {
    let text = RUTTE;
    let read = article(text);
    let at = text.find("secretary general said").unwrap();
    let name = text.find("Mark Rutte").unwrap();
    assert_eq!(definition(&read, at), Some(Span::new(name, name + "Mark Rutte".len())));
    let role = Span::new(at - "The ".len(), at + "secretary general".len());
    assert!(references(&read, name, true).contains(&role), "found from the name");
    assert!(
        highlight::highlights(&read, at).iter().any(|it| it.span.start == name),
        "and the other way round"
    );
    let review = Review::of(Arc::new(read), &Settings::default());
    let card = hover::hover(&review, at).expect("there is a card").text;
    assert!(card.contains("**Mark Rutte**"), "{card}");
    assert!(card.contains("Mentioned twice, one of them by their role"), "{card}");
}

#[test]
fn a_new_name_leaves_the_role_alone() {
    let at = RUTTE.find("Rutte").unwrap();
    let renamed = rename(&article(RUTTE), at, "Mark Rutten").expect("somebody is named here");
    let places: Vec<Span> = renamed.edits.iter().map(|it| it.span).collect();
    assert_eq!(places.len(), 1, "{places:?}");
    let role = RUTTE.find("secretary general said").unwrap();
    assert!(rename(&article(RUTTE), role, "Marc Rutten").is_none(), "a role is no name");
}

#[test]
fn pronouns_go_on_from_a_role() {
    let text =
        "Mayor Ana Cho met Ben Voss. It rained.\n\nThe mayor said the bridge was safe. She left at noon.\n";
    let read = article(text);
    let cho = read.entities().iter().find(|it| it.name == "Ana Cho").unwrap();
    assert_eq!(cho.mentions.len(), 3);
}

#[test]
fn a_role_is_joined_anew_when_its_person_comes_and_goes() {
    let without = RUTTE.replace("NATO Secretary General ", "");
    let rival = RUTTE.replace("Lisbon", "UN Secretary General António Guterres");
    let mut read = article(RUTTE);
    for text in [without.as_str(), RUTTE, rival.as_str(), RUTTE, without.as_str()] {
        read = read.after(text);
        let fresh = article(text);
        assert_eq!(meant(&read), meant(&fresh), "{text}");
        assert_eq!(read.entities(), fresh.entities(), "{text}");
        assert_eq!(read.attributions(), fresh.attributions(), "{text}");
    }
    assert_eq!(meant(&article(&rival)), []);
}
