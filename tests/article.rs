//! A whole article with what makes articles hard: a chain of sources, pronouns, verbs that judge,
//! reports of nobody. The text is ours; `tests/seed.rs` holds the acceptance article to the same.

use std::sync::Arc;

use onrecord::{
    article::{Article, Status},
    markup::Format,
    rules::{Review, Settings, Severity},
};

const TEXT: &str = include_str!("articles/harbour.txt");

fn article() -> Article {
    Article::read(TEXT, Format::Plain)
}

#[test]
fn an_editor_would_ask_nine_things() {
    let review = Review::of(Arc::new(article()), &Settings::default());
    let found: Vec<(&str, Severity, &str)> = review
        .findings
        .iter()
        .filter(|it| it.code != "named-entity")
        .map(|it| (it.code, it.severity, review.article.words(it.span).split(',').next().unwrap()))
        .collect();
    use Severity::*;
    assert_eq!(
        found,
        [
            ("relative-time", Hint, "on Thursday"),
            ("faceless-sentiment", Information, "mounting fears"),
            ("secondhand-attribution", Information, "According to Nordpress"),
            ("loaded-attribution-verb", Hint, "admitted"),
            ("loaded-attribution-verb", Hint, "revealed"),
            ("unattributed-claim", Information, "An Ostravan delegation"),
            ("loaded-attribution-verb", Hint, "confirmed"),
            ("unnamed-report", Warning, "reports"),
            ("unnamed-report", Warning, "Local media"),
        ]
    );
    let last = review.findings.iter().rfind(|it| it.code == "unnamed-report").unwrap();
    assert!(last.message.contains("about 1,400 sailors"), "{}", last.message);
}

#[test]
fn everything_said_leads_back_to_who_said_it() {
    let article = article();
    let name = |it: usize| article.entities()[it].name.as_str();
    let said: Vec<String> = article
        .attributions()
        .iter()
        .map(|it| {
            let reading = article.paragraph(it.paragraph).reading;
            let cue = reading.attributions[it.attribution].cue[0].of(&reading.passage.text);
            let via =
                it.via.and_then(|it| article.attributions()[it].speaker).map(|it| format!(" → {}", name(it)));
            format!("{cue}: {}{}", it.speaker.map_or("?", name), via.unwrap_or_default())
        })
        .collect();
    assert_eq!(
        said,
        [
            "said: Ines Calder",
            "According to: Nordpress",
            "warned: Ines Calder → Nordpress",
            "admitted: Ines Calder",
            "revealed: Ines Calder",
            "explained: Ines Calder",
            "said: Ines Calder",
            "adding: Ines Calder",
            "also mentioned: Ines Calder",
            "confirmed: Ines Calder",
            "suggesting: ?",
            "claim: ?",
        ]
    );
}

#[test]
fn one_person_has_many_names() {
    let article = article();
    let calder = article.entities().iter().find(|it| it.name == "Ines Calder").unwrap();
    assert_eq!(calder.role.as_deref(), Some("Harbour Commission President"));
    let words: Vec<&str> = calder
        .mentions
        .iter()
        .map(|it| {
            let reading = article.paragraph(it.paragraph as usize).reading;
            reading.mentions[it.mention as usize].span.of(&reading.passage.text)
        })
        .collect();
    assert_eq!(
        words,
        [
            "Ines Calder",
            "Calder",
            "Calder",
            "She",
            "Calder",
            "Calder",
            "Calder",
            "her",
            "Calder",
            "her",
            "Calder"
        ]
    );
}

#[test]
fn two_sentences_stand_on_the_writers_word() {
    let article = article();
    let own: Vec<&str> = article
        .paragraphs()
        .flat_map(|it| (0..it.reading.passage.sentences.len()).map(move |sentence| (it, sentence)))
        .filter(|(it, sentence)| article.support(it.index, *sentence).status == Status::OwnVoice)
        .map(|(it, sentence)| it.reading.passage.sentences[sentence].span.of(&it.reading.passage.text))
        .map(|it| it.split(',').next().unwrap())
        .collect();
    assert_eq!(own, ["Calder’s remarks", "An Ostravan delegation"]);
}
