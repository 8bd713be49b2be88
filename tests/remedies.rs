//! What hovers and quick fixes of single rules add: who speaks near, the role from the list, a citation
//! for a mark, the other value.

use std::sync::Arc;

use onrecord::{
    article::Article,
    features::{actions, hover},
    markup::Format,
    rules::{Finding, House, Known, Review, Settings},
    text::{Edit, Span},
};

fn review(format: Format, text: &str, settings: &Settings) -> Review {
    Review::of(Arc::new(Article::read(text, format)), settings)
}

#[track_caller]
fn found(review: &Review, code: &str) -> Finding {
    let found = review.findings.iter().find(|it| it.code == code);
    found.unwrap_or_else(|| panic!("no {code}: {:?}", review.findings)).clone()
}

/// The text after the action of this title, if there is one.
fn after(format: Format, text: &str, settings: &Settings, title: &str) -> Option<String> {
    let review = review(format, text, settings);
    let all = actions::actions(&review, Span::new(0, text.len()));
    let action = all.into_iter().find(|it| it.title == title)?;
    let mut out = text.to_owned();
    for Edit { span, text } in actions::resolve(&review, &action.key).into_iter().rev() {
        out.replace_range(span.start..span.end, &text);
    }
    Some(out)
}

/// What a hover on the orphaned quotation says.
fn hovered(text: &str) -> String {
    let review = review(Format::Markdown, text, &Settings::default());
    let span = found(&review, "unattributed-quote").span;
    hover::hover(&review, span.start + 1).expect("there is a question").text
}

#[test]
fn an_orphaned_quotation_names_those_who_speak_near() {
    let text = "Ana Cho, the harbour master, said the gate was locked.\n\n\
                The hearing opened at nine and the hall was full. Rain fell on the roof. “We had no warning at \
                all.” The hearing resumes at noon.\n\nThe hall was empty by then. The doors were shut.\n\n\
                Ben Voss, the clerk, said nothing was lost.\n";
    let told = hovered(text);
    assert!(told.contains("Nearest who speak: Ana Cho (19 words above), Ben Voss ("), "{told}");
    assert!(told.contains("words below)."), "{told}");
}

#[test]
fn a_quotation_in_a_text_without_speakers_names_nobody() {
    let text = "“We had no warning at all.” The hearing resumes at noon.";
    let told = hovered(text);
    assert!(told.contains("No speaker in its sentence, nor in the one before or after."), "{told}");
    assert!(!told.contains("Nearest who speak"), "{told}");
}

#[test]
fn the_people_list_gives_a_surname_its_role() {
    let known = |name: &str, role: &str| Known {
        name: name.to_owned(),
        role: Some(role.to_owned()),
        ..Known::default()
    };
    let house = |all: Vec<Known>| Settings { house: Arc::new(House::new(all)), ..Settings::default() };
    let text = "Okafor said it would pass.\n";
    let done = |settings: &Settings, title: &str| after(Format::Markdown, text, settings, title);
    let one = house(vec![known("Ada Okafor", "harbour master")]);
    let title = "Insert the role from the people list: harbour master Ada Okafor";
    assert_eq!(done(&one, title).as_deref(), Some("harbour master Ada Okafor said it would pass.\n"));
    let behind = house(vec![known("Ada Okafor", "the clerk of Orla")]);
    let title = "Insert the role from the people list: Ada Okafor, the clerk of Orla,";
    assert_eq!(done(&behind, title).as_deref(), Some("Ada Okafor, the clerk of Orla, said it would pass.\n"));
    let two = house(vec![known("Ada Okafor", "harbour master"), known("Ben Okafor", "pilot")]);
    let review = review(Format::Markdown, text, &two);
    let all = actions::actions(&review, Span::new(0, text.len()));
    assert!(all.iter().all(|it| !it.title.starts_with("Insert the role")), "either may be meant");
}

#[test]
fn a_mark_that_asks_for_a_source_becomes_a_citation() {
    let text = "The quay is closed [citation needed].\n";
    let done = |format| after(format, text, &Settings::default(), "Cite…");
    assert_eq!(done(Format::Markdown).as_deref(), Some("The quay is closed [@source].\n"));
    assert_eq!(done(Format::Org).as_deref(), Some("The quay is closed [cite:@source].\n"));
    assert_eq!(done(Format::Plain), None, "its own placeholder is such a mark again");
    let other = after(Format::Markdown, "The fund holds TK million.\n", &Settings::default(), "Cite…");
    assert_eq!(other, None, "a figure is missing here, no source");
}

#[test]
fn the_other_value_can_be_gone_to() {
    let text = "The army sent 3,000 troops. It rained.\n\nThe 2,300 troops were late.\n";
    let finding = found(&review(Format::Markdown, text, &Settings::default()), "inconsistent-figure");
    let [other] = &finding.related[..] else { panic!("{finding:?}") };
    assert!(other.is_here());
    assert_eq!(other.span.unwrap().of(text), "3,000 troops");
}
