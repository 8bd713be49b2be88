//! What published copy has taught: most false alarms were of five kinds, and none may come back.
//!
//! Each sentence is a text of its own, and the rule named above it must stay silent.

use std::sync::Arc;

use onrecord::{
    article::Article,
    markup::Format,
    rules::{Review, Settings},
};

fn silent(code: &str, texts: &[&str]) {
    let spoken: Vec<String> = texts.iter().flat_map(|text| spoken(code, text)).collect();
    assert!(spoken.is_empty(), "{code} speaks\n{}", spoken.join("\n"));
}

fn spoken(code: &str, text: &str) -> Vec<String> {
    let review = Review::of(Arc::new(Article::read(text, Format::Plain)), &Settings::default());
    let findings = review.findings.iter().filter(|it| it.code == code);
    findings.map(|it| format!("    {text}\n    at “{}”", review.article.words(it.span))).collect()
}

#[test]
fn somebody_reports_and_the_report_says() {
    silent(
        "unnamed-report",
        &[
            "Reuters reports that 200 were hurt.",
            "The Harbour Gazette reports that two cables have been replaced.",
            "The audit office's report says the dam was empty. The report adds that nobody looked.",
            "Ana Cho reports from Lisbon that the gate is open.",
            "Norlift reports earnings on Monday.",
            "The clerk reports to the board, and files reports of every meeting.",
            "In its report, the audit office says the dam was empty.",
            "Nordpress reports suggest that the dam was empty.",
        ],
    );
    assert!(!spoken("unnamed-report", "Media reports suggest that 200 were hurt.").is_empty());
}

#[test]
fn the_poll_is_the_one_that_was_named() {
    silent(
        "unnamed-study",
        &[
            "The poll, by Infratest, was held in May. The poll found that most want an early vote.",
            "Infratest asked 1,002 voters. The survey shows that most want an early vote.",
            "A Lund University study followed the buses for a year. The study found fewer crashes.",
            "Researchers at Lund University counted crashes. Their research shows a fall.",
            "The Infratest poll was held in May.\n\nThe new poll finds that most want an early vote.",
            "The Census Bureau counted the houses. The data show a rise.",
        ],
    );
    assert!(!spoken("unnamed-study", "Studies show that night buses cut crashes.").is_empty());
}

#[test]
fn feelings_have_holders_behind_and_before_them() {
    silent(
        "faceless-sentiment",
        &[
            "There is growing concern among shop owners.",
            "The plan drew criticism from two ministers.",
            "The levy was met with widespread criticism by teachers and nurses.",
            "The vote follows mounting Republican calls for a recount.",
            "Rising Dutch fears of a flood have changed the plan.",
            "He faced growing pressure from within the party.",
            "Growing Democratic criticism has slowed the bill.",
        ],
    );
    assert!(!spoken("faceless-sentiment", "The levy comes amid growing concern over costs.").is_empty());
}

#[test]
fn titles_and_headlines_are_no_speech() {
    silent(
        "unattributed-quote",
        &[
            "The station broadcasts “The Late Desk”.",
            "The film “Who Framed the Harbour Board?” opens in May.",
            "The paper's headline was “Bridge Closes for Two Years After Inspectors Find Cracks”.",
            "Her song “You Never Told Me Why” was played twice.",
            "The band opened with “This Land Was Made for Nobody” and left.",
            "A banner read “We will not move.” The square was full.",
            "The chapter is called “What the Clerk Saw.”",
        ],
    );
    assert!(
        !spoken("unattributed-quote", "“We had no warning at all.” The hearing resumes at noon.").is_empty()
    );
}

#[test]
fn a_word_for_a_wrong_accuses_nobody() {
    let texts = [
        "Ana Cho filed a harassment lawsuit in May.",
        "A conspiracy theorist wrote about the bridge.",
        "The fraud squad moved to a new office.",
        "The committee on corruption meets at noon.",
        "The council debated a law on bribery.",
        "Norlift offers a course on abuse at work.",
        "The murder trial opened on Monday, 4 May.",
        "The assault weapons bill has no sponsor.",
    ];
    silent("unattributed-allegation", &texts);
    assert!(!spoken("unattributed-allegation", "Mayor Lund took bribes from two developers.").is_empty());
}

#[test]
fn a_clause_of_its_own_names_no_voice() {
    let text = "The survey that Vale ordered will be read out in the council.";
    let article = Article::read(text, Format::Plain);
    let sources: Vec<&str> = article
        .paragraphs()
        .flat_map(|it| {
            it.reading.attributions.iter().filter_map(move |said| Some((it, said.source.as_ref()?)))
        })
        .map(|(paragraph, source)| article.words(paragraph.document(source.span)))
        .collect();
    assert_eq!(sources, [] as [&str; 0]);
}
