//! First contact: what people type to try the tool, a sentence or three of their own.
//!
//! Each snippet is a whole text. What must be flagged stands in ⟦ ⟧ with the code before the bar;
//! a snippet without brackets must stay silent. Names are an index and do not count.

use std::sync::Arc;

use onrecord::{
    article::Article,
    features::{actions, hover},
    markup::Format,
    rules::{Review, Settings},
    text::Span,
};

/// Statements on nobody's word.
const FLAGGED: &[&str] = &[
    "The city spent ⟦unattributed-figure|$42 million⟧ on the scheme.",
    "⟦unattributed-claim|The reform saved the city more than it cost⟧.",
    "⟦vague-source|Critics⟧ say the bridge was never inspected.",
    "⟦unattributed-quote|“We had no warning at all.”⟧ The hearing resumes at noon.",
    "⟦unattributed-allegation|The mayor took bribes from two developers⟧.",
    "⟦unattributed-allegation|The company dumped the waste illegally⟧.",
    "⟦unattributed-figure|Two-thirds of nurses⟧ plan to leave.",
    "⟦vague-source|Many economists⟧ believe the levy will fail.",
    "⟦unnamed-report|Media reports⟧ suggest that 200 were hurt.",
    "⟦unattributed-claim|The delegation handed over satellite images of the camp⟧.",
    "The vault ⟦agentless-attribution|is believed to⟧ hold forged bonds.",
    "⟦anonymous-source|A source⟧ said the deal is dead.",
    "⟦unnamed-study|Studies show⟧ that night buses cut crashes.",
    "The remarks underscore ⟦faceless-sentiment|growing concerns⟧ about costs.",
    "She ⟦loaded-attribution-verb|pointed out⟧ that the plan is reckless.",
    "The storm displaced ⟦unattributed-figure|3,000 people⟧.",
    "The new line is ⟦unsupported-superlative|the most expensive ever⟧ built.",
    "⟦unattributed-claim|The cuts caused the flood⟧.",
    "⟦unattributed-allegation|The police chief lied to the court about the raid⟧.",
    "The vote is ⟦relative-time|on Monday⟧.",
    "⟦unattributed-figure|Forty percent⟧ of the trains are late.",
    "The fund holds ⟦placeholder-left|TK⟧ million.",
    "⟦vague-source|Some experts⟧ warn that the dam is unsafe.",
    "According to ⟦unnamed-report|local media⟧, the dam was empty.",
    "⟦unattributed-claim|The dam is unsafe⟧.",
    "⟦unattributed-allegation|The police beat the protesters⟧.",
    "⟦unattributed-claim|The school failed its pupils⟧.",
];

/// The same with a source; and what needs none.
const CLEAN: &[&str] = &[
    "The city spent $42 million on the scheme, the auditor found.",
    "The reform saved the city more than it cost, according to Ana Cho, the city's auditor.",
    "Ana Cho, an engineer, says the bridge was never inspected.",
    "“We had no warning at all,” said Dana Ruiz, a nurse. The hearing resumes at noon.",
    "Prosecutors say the mayor took bribes from two developers.",
    "The city spent [$42 million](https://example.org/audit) on the scheme.",
    "The city spent $42 million on the scheme.[^1]\n\n[^1]: City audit, 2024, page 12.",
    "The reform saved the city more than it cost [@lund2024].",
    "The mayor was convicted in May 2021 of taking bribes.",
    "The committee meets on Tuesdays.",
    "The council meets on the first Monday of each month.",
    "The library opens at nine.",
    "Lisbon is the capital of Portugal.",
    "A levy is a tax on a single good.",
    "Who paid for the bridge?",
    "Did the reform save more than it cost?",
    "Please send your letters to the editor.",
    "Click the button to save the file.",
    "Do not open the valve before the light turns green.",
    "Christmas falls on 25 December.",
    "The Danube flows through ten countries.",
    "The hearing resumes at noon.",
    "NASA stands for National Aeronautics and Space Administration.",
    "Thirty experts signed the letter.",
    "Critics such as Ana Cho say the bridge was never inspected.",
    "Reuters reports that 200 were hurt.",
    "The bus seats 52.",
    "He hosts “The Late Desk”.",
    "I saw the gate; it was locked.",
];

/// A snippet's text, and the code and words of each bracket.
fn parse(snippet: &str) -> (String, Vec<(String, Span)>) {
    let mut text = String::new();
    let mut flags = Vec::new();
    for (index, piece) in snippet.split(['⟦', '⟧']).enumerate() {
        if index % 2 == 0 {
            text.push_str(piece);
            continue;
        }
        let (code, words) = piece.split_once('|').unwrap();
        flags.push((code.to_owned(), Span::new(text.len(), text.len() + words.len())));
        text.push_str(words);
    }
    (text, flags)
}

fn review(text: &str) -> Review {
    Review::of(Arc::new(Article::read(text, Format::Markdown)), &Settings::default())
}

fn found(text: &str) -> Vec<(String, Span)> {
    let review = review(text);
    let findings = review.findings.iter().filter(|it| it.code != "named-entity");
    findings.map(|it| (it.code.to_owned(), it.span)).collect()
}

#[test]
fn what_stands_on_nobodys_word_is_flagged_and_what_has_a_source_is_not() {
    let mut wrong = Vec::new();
    for snippet in FLAGGED.iter().chain(CLEAN) {
        let (text, flags) = parse(snippet);
        let found = found(&text);
        if found != flags {
            let words: Vec<_> =
                found.iter().map(|(code, span)| format!("{code}: {}", span.of(&text))).collect();
            wrong.push(format!("{snippet}\n    found {words:?}"));
        }
    }
    assert!(wrong.is_empty(), "{} wrong\n{}", wrong.len(), wrong.join("\n"));
}

#[test]
fn every_flag_says_why_and_offers_to_cite_or_attribute() {
    for snippet in FLAGGED {
        let (text, flags) = parse(snippet);
        let review = review(&text);
        for (code, span) in flags {
            let hover = hover::hover(&review, span.start).map(|it| it.text).unwrap_or_default();
            assert!(hover.contains("Why?"), "{text}: {hover}");
            let titles: Vec<String> =
                actions::actions(&review, span).into_iter().map(|it| it.title).collect();
            let helps = titles.iter().any(|it| {
                let it = it.to_lowercase();
                ["cit", "attribute", "name", "source", "said", "date", "tk", "reason"]
                    .iter()
                    .any(|word| it.contains(word))
            });
            assert!(helps, "{code} in {text}: {titles:?}");
        }
    }
}

#[test]
fn three_snippets_on_a_page_are_asked_about_like_one() {
    let text = "The city spent $42 million on the scheme.\n\nThe reform saved the city more than it cost.\n\n\
                The mayor took bribes from two developers.\n";
    let codes: Vec<String> = found(text).into_iter().map(|(code, _)| code).collect();
    assert_eq!(codes, ["unattributed-figure", "unattributed-claim", "unattributed-allegation"]);
}
