use std::sync::Arc;

use super::hover;
use crate::{
    article::Article,
    markup::Format,
    rules::{Review, Settings},
};

const ARTICLE: &str = "\
Mayor Ana Cho said on 4 May 2021 that the gate was locked for two years. She said the key was lost.

According to Norlift News, Cho pointed out that the plan is reckless.

Critics say the bridge was never inspected.

A delegation of the Harbour Board met with the owners of the quay in Lund.

The gate opens at nine.
";

/// What is said at the words, and the words it is about.
fn told(words: &str) -> (String, String) {
    let review = Review::of(Arc::new(Article::read(ARTICLE, Format::Markdown)), &Settings::default());
    let at = ARTICLE.find(words).expect("the words stand in the article");
    match hover(&review, at) {
        Some(it) => (it.text, ARTICLE[it.span.start..it.span.end].to_owned()),
        None => panic!("nothing is said at “{words}”"),
    }
}

fn holds(words: &str, all: &[&str]) {
    let (text, _) = told(words);
    for it in all {
        assert!(text.contains(it), "“{it}” is missing at “{words}”:\n{text}");
    }
}

#[test]
fn a_finding_says_what_is_missing_and_why_it_matters() {
    holds(
        "Critics",
        &["**Who are they?", "vague-source", "**Why?** Readers weigh a statement", "nobody is named"],
    );
    assert_eq!(told("Critics").1, "Critics");
}

#[test]
fn a_person_has_a_full_name_a_role_and_what_is_given_to_them() {
    holds("Cho pointed", &["**Ana Cho** · person", "First called: Mayor", "Mentioned", "line 1: "]);
    holds("She said", &["**Ana Cho** · person"]);
}

#[test]
fn the_chain_leads_from_the_speaker_to_the_reader() {
    holds("Cho pointed", &["Ana Cho → Norlift News → you"]);
    holds("pointed out", &["“pointed out” presents what follows as true", "Ana Cho → Norlift News → you"]);
}

/// What is said at the words of another article.
fn said_of(text: &str, words: &str) -> String {
    let review = Review::of(Arc::new(Article::read(text, Format::Markdown)), &Settings::default());
    let at = text.find(words).expect("the words stand in the article");
    hover(&review, at).map(|it| it.text).unwrap_or_default()
}

#[test]
fn the_chain_goes_on_where_the_scope_clearly_does() {
    let text = "According to Norlift News, Ana Cho said the gate was locked. She said the key was lost. \
                She said it had rained. Cho said the dam would hold.\n";
    let chain = "Ana Cho → Norlift News → you";
    assert!(said_of(text, "said the key").contains(chain), "{}", said_of(text, "said the key"));
    assert!(said_of(text, "said it had").contains(chain));
    assert!(!said_of(text, "said the dam").contains(chain), "who is named anew may be heard anew");
}

#[test]
fn a_card_lists_every_mention_and_every_spelling() {
    let text = "The envoy Olena Petrenkova met Ana Cho.\n\nPetrenkova left. She was late.\n\nIda Petrenkowa stayed.\n";
    let card = said_of(text, "Olena");
    for it in
        ["Mentioned 3 times, one of them by a pronoun: lines 1 and 3.", "Also meant by “Ida Petrenkowa”?"]
    {
        assert!(card.contains(it), "“{it}” is missing in:\n{card}");
    }
}

#[test]
fn a_sentence_says_what_it_stands_on() {
    holds("that the gate was locked", &["**Attributed** · Ana Cho → you"]);
    holds("met with the owners", &["**The article's own word**", "Nearest support: line 3, “"]);
}

#[test]
fn words_of_nobody_are_somebodys() {
    let text = "“We had no warning at all.” The hearing resumes at noon.\n";
    let told = said_of(text, "warning");
    assert!(told.contains("Who said this?") && told.contains("**Somebody's words**"), "{told}");
    assert!(!told.contains("Needs no source"), "{told}");
}

#[test]
fn beside_the_text_there_is_nothing_to_say() {
    let review = Review::of(Arc::new(Article::read(ARTICLE, Format::Markdown)), &Settings::default());
    for offset in [ARTICLE.len(), ARTICLE.len() + 9] {
        assert_eq!(hover(&review, offset), None);
    }
    let empty = Review::of(Arc::new(Article::read("", Format::Plain)), &Settings::default());
    assert_eq!(hover(&empty, 0), None);
}

#[test]
fn no_place_in_a_text_makes_it_stumble() {
    let text = "“É 🦀 said,” she—\r\n\r\n* [Ana *Cho*](x \"y\") said `a` &amp; TK.\n> Critics say so.[^1]\n\n[^1]: A.\n";
    for format in Format::ALL {
        let review = Review::of(Arc::new(Article::read(text, format)), &Settings::default());
        for offset in 0..=text.len() {
            if let Some(it) = hover(&review, offset) {
                assert!(text.get(it.span.start..it.span.end).is_some());
            }
        }
    }
}
