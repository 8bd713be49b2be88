//! The examples on the rules' pages are their tests.
//!
//! An article with carets under its words is flagged exactly there, with the words behind the
//! carets in the message; one without carets is clean. Other rules may say what they like.
//! The sources on a page lie beside each of its examples.

use std::{fmt::Write, path::Path, sync::Arc};

use onrecord::{
    article::Article,
    markup::Format,
    rules::{self, Example, Finding, Review, Rule, Settings},
    sources::{
        import::{Kind, import},
        matching::{Indexed, Texts},
    },
};

#[test]
fn every_example_on_every_page_holds() {
    let failures: Vec<String> = rules::ALL.iter().flat_map(failures).collect();
    assert!(failures.is_empty(), "{} wrong\n\n{}", failures.len(), failures.join("\n"));
}

#[test]
fn a_wrong_example_is_noticed() {
    let rule = rules::find("placeholder-left").unwrap();
    let wrong = |article: &str| failure(rule, &Example::parse(article)).is_some();
    assert!(wrong("The fund holds TK million."), "a finding without carets");
    assert!(wrong("The fund holds little.\n               ^^^^^^"), "carets without a finding");
    assert!(wrong("The fund holds TK million.\n               ^^^^^^^^^^"), "carets too wide");
    assert!(wrong("The fund holds TK million.\n               ^^ Whose fund?"), "another message");
}

/// What would crowd a page: an article of several examples, each a paragraph.
fn check(code: &str, articles: &[&str]) {
    let rule = rules::find(code).unwrap();
    let failures: Vec<String> = articles.iter().filter_map(|it| failure(rule, &Example::parse(it))).collect();
    assert!(failures.is_empty(), "{}", failures.join("\n"));
}

#[test]
fn desk_marks_come_in_many_spellings() {
    check(
        "placeholder-left",
        &[
            "It cost $XX,XXX in Oct. XX and weighs TKTKTK tons.\n         ^^^^^^ Fill\n                        ^^ Fill\n                                      ^^^^^^ Fill",
            "Mayor TK met TKname [outlet?] on Monday.\n      ^^ Fill\n             ^^^^^^ Fill\n                    ^^^^^^^^^ Fill",
            "He left {{Citation needed|date=May 2024}} in a hurry [tk].\n        ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ Fill\n",
            "They met at XX a.m. (sp?) in the hall.\n            ^^ Fill\n                    ^^^^^ Fill",
        ],
    );
}

#[test]
fn names_currencies_and_quotations_hold_no_desk_marks() {
    check(
        "placeholder-left",
        &[
            "The fee is TK 500 in Dhaka, and TK Maxx is open.",
            "Legion XX fought the XX Legion, XX and XY were told apart, and an XXX film was shown.",
            "“Write TK million and move on,” Ana Cho said.",
            "He paid [in cash] (so they say) and left [sic] for the {{city}}.",
            "The HTTP answer was 4XX, and the shirt was XXL.",
        ],
    );
}

#[test]
fn days_are_relative_only_to_an_unknown_date() {
    check(
        "relative-time",
        &[
            "Several weeks ago the mill burned.\n^^^^^^^^^^^^^^^^^ “Several weeks ago”",
            "Ana Cho resigned Tuesday night.\n                 ^^^^^^^^^^^^^ “Tuesday night”",
            "She will stay until next year.\n                    ^^^^^^^^^ “next year”",
            "Black Friday is near, Good Friday is not, and USA Today wrote about it.",
            "“I left yesterday,” Ana Cho said.",
            "Today’s children read less.",
            "Published 21 October 2024\n\nThe council votes on Monday.",
            "On 2024-10-21, the last day, the council voted; on Monday it rested.",
            "+++\ndate = 2024-10-21\n+++\n\nThe council votes on Monday.",
            "The council votes in May. On Monday it rests.\n                          ^^^^^^^^^ “Monday”",
        ],
    );
}

#[test]
fn front_matter_without_a_date_dates_nothing() {
    check(
        "relative-time",
        &["---\ntitle: The vote\n---\n\nThe council votes on Monday.\n                  ^^^^^^^^^ “Monday”"],
    );
}

#[test]
fn feelings_are_faceless_without_somebody_who_feels() {
    check(
        "faceless-sentiment",
        &[
            "Amid mounting criticism over the dam, the mayor resigned.\n     ^^^^^^^^^^^^^^^^^^ Whose criticism?",
            "Concerns were raised about the dam.\n^^^^^^^^^^^^^^^^^^^^ Whose concerns?",
            "The plan has been widely criticised.\n             ^^^^^^^^^^^^^^^^^^^^^^ Whose criticism",
            "There is growing concern that the dam is weak.\n         ^^^^^^^^^^^^^^^ Whose concern?",
            "Exports are increasing pressure on the port.",
            "The convoy came under fire for an hour before the rebels left.",
            "The plan has been widely criticised by teachers.",
            "Their growing frustration was plain, and the growing pressure told.",
            "Growing anger in Lisbon has ended the talks.",
            "The film “Rising Fears” opened.",
            "Widespread anger met the plan. “It is a disgrace,” said Ana Cho, who teaches.",
        ],
    );
}

#[test]
fn studies_have_makers() {
    check(
        "unnamed-study",
        &[
            "Several studies have shown that buses help.\n^^^^^^^^^^^^^^^^^^^^^^^^^^ Whose studies?",
            "Polls show the mayor ahead.\n^^^^^^^^^^ Whose polls?",
            "Data show a fall in crashes.\n^^^^^^^^^ Whose data?",
            "Census data show a fall, and police statistics show a rise.",
            "Research shows that buses help [3].",
            "Studies show that buses help (Cho et al., 2019).",
            "The council’s own research shows that buses help.",
            "A recent study by the Harbour Institute found little.",
            "She began a new study of buses.",
            "Studies show that buses help, according to Ana Cho of the port.",
        ],
    );
}

#[test]
fn beliefs_have_believers() {
    check(
        "agentless-attribution",
        &[
            "Ten sailors are feared dead.\n            ^^^^^^^^^^^^^^^ Feared by whom?",
            "It has long been thought that the dam was weak.\n^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ Thought by whom?",
            "It’s believed that the clerk warned her.\n^^^^^^^^^^^^^^^^^^ Believed by whom?",
            "She was widely seen as the winner.\n    ^^^^^^^^^^^^^^^^^^ Seen by whom?",
            "The dam is widely regarded by engineers as weak.",
            "If it is believed that the dam is weak, nobody will stay.",
            "The clerk reportedly fled, according to the Harbour Gazette.",
            "Ana Cho said the clerk is thought to have fled.",
            "It is believed that the dam is weak, Ana Cho said.",
            "The clerk reportedly fled, the Harbour Gazette reported.",
            "He was arrested after he allegedly took the money.",
            "The chapel is believed to have been built by monks.\n           ^^^^^^^^^^^^^^ Believed by whom?",
        ],
    );
}

fn failures(rule: &Rule) -> Vec<String> {
    rule.page().examples.iter().filter_map(|it| failure(rule, it)).collect()
}

/// What is wrong with an example, as a reader of the page would write it; None when it holds.
fn failure(rule: &Rule, example: &Example) -> Option<String> {
    let found = findings(rule, &example.text);
    let same = found.len() == example.flags.len()
        && found.iter().zip(&example.flags).all(|(it, (span, words))| {
            it.span == *span && it.message.to_lowercase().contains(&words.to_lowercase())
        });
    (!same).then(|| {
        let wanted: Vec<_> = example.flags.iter().map(|(span, words)| (*span, words.as_str())).collect();
        let found: Vec<_> = found.iter().map(|it| (it.span, it.message.as_str())).collect();
        format!(
            "{}: the page says\n{}but the rule says\n{}",
            rule.code,
            drawn(&example.text, &wanted),
            drawn(&example.text, &found)
        )
    })
}

fn findings(rule: &Rule, text: &str) -> Vec<Finding> {
    let article = Arc::new(Article::read(text, Format::Markdown));
    let review = Review::beside(article, &Settings::default(), texts(rule));
    review.findings.into_iter().filter(|it| it.code == rule.code).collect()
}

/// The sources on a rule's page.
fn texts(rule: &Rule) -> Arc<Texts> {
    let sources = rule.page().sources.into_iter().map(|(key, text)| {
        let path = Path::new(&key).with_extension("txt");
        // What a source says about itself stands at its head.
        let kind = if text.starts_with("---") { Kind::Markdown } else { Kind::Plain };
        let read = import(kind, &path, text.as_bytes()).unwrap();
        Arc::new(Indexed::new(key, Arc::new(read)))
    });
    Arc::new(Texts::new(sources.collect()))
}

/// The article with carets under the spans.
fn drawn(text: &str, spans: &[(onrecord::text::Span, &str)]) -> String {
    let mut out = String::new();
    let mut start = 0;
    for line in text.split_inclusive('\n') {
        writeln!(out, "    {}", line.trim_end_matches('\n')).unwrap();
        let end = start + line.len();
        for (span, words) in spans.iter().filter(|(it, _)| start <= it.start && it.start < end) {
            let before = text[start..span.start].chars().count();
            let carets = text[span.start..span.end.min(end)].chars().count();
            writeln!(out, "    {}{} {words}", " ".repeat(before), "^".repeat(carets)).unwrap();
        }
        start = end;
    }
    out
}
