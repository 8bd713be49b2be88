//! Need and support: whether a sentence is asked about depends on what it says and on who carries it, and on nothing else.

use std::{
    collections::BTreeSet,
    io::{BufRead, BufReader},
    sync::Arc,
};

use flate2::read::GzDecoder;
use onrecord::{
    article::Article,
    markup::Format,
    rules::{Ask, Review, Settings, Severity},
};

/// Statements that practically every desk asks about.
const ASKED: &[&str] = &[
    "The village headman and his men beat three youths, killing one and wounding two.",
    "The harbour office falsified the test records for years.",
    "Councillor Lund took bribes from two developers.",
    "The firm had known for two years that the valve leaked, and sold the stoves anyway.",
    "Police officers beat the protesters behind the station.",
    "The ministry hid the report from parliament.",
    "Lund’s brother was paid twice for the same road.",
    "The scheme has cost the city $42 million.",
    "Thefts from the port have doubled since the guards were dismissed.",
    "Four in ten nurses want to leave the profession within two years.",
    "The closure destroyed 340 jobs in the valley.",
    "The drought was caused by the dam upstream.",
    "The minister feared that the coalition would break over the tax.",
    "The tax will ruin most of the small shops by next winter.",
];

/// What needs nobody.
const QUIET: &[&str] = &[
    "The committee meets on Tuesdays.",
    "The road is 12 kilometres long.",
    "Lund was born in 1961 and has two sons.",
    "The council will vote on the plan on 4 May.",
    "A man in a red coat stood by the gate.",
];

const HEAD: &str = "The council of Tarnby has opened a new road to the port.\n\nThe road links two towns.";
const SAID: &str = "Mayor Ada Lowe said the road would bring visitors to the old market.";
const PLAIN: &[&str] = &[
    "It has two lanes.",
    "The north end lies by the river.",
    "The south end lies by the mill.",
    "A path runs beside it.",
    "The bus stops there twice a day.",
    "The bridge was built in 1974.",
];

/// Code, severity and sentence of what is asked on nobody's word.
fn asked(text: &str, settings: &Settings) -> Vec<(String, Severity, String)> {
    let review = Review::of(Arc::new(Article::read(text, Format::Plain)), settings);
    let ours = ["opinion-in-own-voice", "unsupported-superlative"];
    let ours =
        review.findings.iter().filter(|it| it.code.starts_with("unattributed-") || ours.contains(&it.code));
    ours.map(|it| (it.code.to_owned(), it.severity, sentence(&review.article, it.span.start))).collect()
}

fn sentence(article: &Article, at: usize) -> String {
    let paragraph = article.paragraph_at(at).unwrap();
    let passage = &paragraph.reading.passage;
    let sentence = passage.sentence_at(paragraph.prose_offset(at).unwrap_or_default());
    passage.sentences[sentence].span.of(&passage.text).to_owned()
}

fn about<'a>(
    found: &'a [(String, Severity, String)],
    statement: &str,
) -> Option<&'a (String, Severity, String)> {
    found.iter().find(|it| statement == it.2)
}

/// The statement among others, `more` plain paragraphs and somebody's words behind it.
fn article(statement: &str, more: usize, said: bool) -> String {
    let mut paragraphs = vec![HEAD, "It was paid for by the county.", statement, "The old market is closed."];
    paragraphs.extend(PLAIN.iter().cycle().take(more));
    if said {
        paragraphs.push(SAID);
    }
    paragraphs.join("\n\n")
}

#[test]
fn statements_on_nobody_s_word_are_asked_about_and_plain_ones_are_not() {
    let silent: Vec<_> = ASKED
        .iter()
        .filter(|it| about(&asked(&article(it, 3, true), &Settings::default()), it).is_none())
        .collect();
    assert!(silent.is_empty(), "silent: {silent:#?}");
    let asked: Vec<_> = QUIET
        .iter()
        .filter(|it| about(&asked(&article(it, 3, true), &Settings::default()), it).is_some())
        .collect();
    assert!(asked.is_empty(), "asked: {asked:#?}");
}

#[test]
fn neither_the_length_of_an_article_nor_a_source_for_something_else_decides() {
    for statement in ASKED.iter().chain(QUIET) {
        let short = asked(&article(statement, 0, false), &Settings::default());
        let expected = about(&short, statement).map(|it| (&it.0, it.1));
        for (more, said) in [(1, false), (1, true), (5, true), (12, false), (40, true)] {
            let long = asked(&article(statement, more, said), &Settings::default());
            let found = about(&long, statement).map(|it| (&it.0, it.1));
            assert_eq!(found, expected, "{statement} with {more} paragraphs more, a source: {said}");
        }
    }
}

#[test]
fn who_wants_more_is_asked_more_and_who_wants_less_less() {
    for article in articles(12) {
        let [all, most, some] = [Ask::All, Ask::Most, Ask::Some].map(|ask| {
            let found = asked(&article.join("\n\n"), &Settings { ask, ..Settings::default() });
            found.into_iter().map(|it| it.2).collect::<BTreeSet<_>>()
        });
        assert!(some.is_subset(&most), "{:?}", some.difference(&most));
        assert!(most.is_subset(&all), "{:?}", most.difference(&all));
    }
}

#[test]
fn a_question_stays_while_an_article_is_typed() {
    let mut lost = Vec::new();
    for article in articles(40) {
        let mut before: Vec<(String, Severity, String)> = Vec::new();
        for typed in 1..=article.len() {
            let text = article[..typed].join("\n\n");
            let now = asked(&text, &Settings::default());
            let gone = before.iter().filter(|it| !now.iter().any(|now| now.2 == it.2));
            lost.extend(
                gone.filter(|it| !answered(&it.2, &article[typed - 1]))
                    .map(|it| format!("{} – when this was typed: {}", it.2, article[typed - 1])),
            );
            before = now;
        }
    }
    assert!(lost.is_empty(), "{} questions lost\n{}", lost.len(), lost.join("\n"));
}

/// Whether a paragraph speaks of what was asked about: some of its longer words or its numbers come back.
fn answered(question: &str, paragraph: &str) -> bool {
    let words = |it: &str| -> BTreeSet<String> {
        let words = it.split(|it: char| !it.is_alphanumeric()).map(str::to_lowercase);
        words.filter(|it| it.len() > 4 || it.starts_with(|it: char| it.is_ascii_digit())).collect()
    };
    let again = words(paragraph);
    2 <= words(question)
        .iter()
        .filter(|it| again.iter().any(|word| word[..4.min(word.len())] == it[..4.min(it.len())]))
        .count()
}

/// Paragraphs of the articles that were written for the project.
fn articles(count: usize) -> Vec<Vec<String>> {
    let file = std::fs::File::open("training/articles/labelled.jsonl.gz").unwrap();
    let lines = BufReader::new(GzDecoder::new(file)).lines();
    let article = |line: String| {
        let article: serde_json::Value = serde_json::from_str(&line).unwrap();
        let paragraph = |it: &serde_json::Value| {
            let sentences = it.as_array().unwrap().iter().map(|it| it[0].as_str().unwrap());
            sentences.collect::<Vec<_>>().join(" ")
        };
        article["paragraphs"].as_array().unwrap().iter().map(paragraph).collect()
    };
    lines.step_by(7).take(count).map(|it| article(it.unwrap())).collect()
}

#[test]
fn lists_minutes_and_texts_without_a_source_are_never_a_wall() {
    let rows =
        |row: &str| (0..150).map(|it| row.replace('N', &it.to_string())).collect::<Vec<_>>().join("\n\n");
    for text in [
        rows("Ward N lost N7 beds last year."),
        rows("- Output rose by N per cent in week N."),
        rows("// The loop in file N has leaked memory N times since May."),
        rows("Item N: the chair said nothing, and N members left."),
        ASKED.iter().cycle().take(2_000).copied().collect::<Vec<_>>().join(" "),
        ASKED.iter().cycle().take(400).copied().collect::<Vec<_>>().join("\n\n"),
    ] {
        let found = asked(&text, &Settings::default());
        assert!(found.len() <= 12, "{} findings in {:?} …", found.len(), &text[..40]);
    }
}
