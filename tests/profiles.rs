//! What each rule weighs in each kind of writing, as the rulebook has it.

use std::sync::Arc;

use onrecord::{
    article::Article,
    markup::Format,
    rules::{self, Profile, Review, Settings, Severity},
};

use Profile::{Encyclopedia, Feature, Opinion, Wire};
use Severity::{Error, Hint, Information, Warning};

/// Where all profiles agree; the others are below.
const WIRE: &[(&str, Severity)] = &[
    ("vague-source", Warning),
    ("unattributed-quote", Warning),
    ("unattributed-allegation", Warning),
    ("unnamed-report", Warning),
    ("unattributed-claim", Information),
    ("unattributed-figure", Information),
    ("agentless-attribution", Warning),
    ("first-reference", Warning),
    ("inconsistent-name", Warning),
    ("secondhand-attribution", Information),
    ("unnamed-study", Information),
    ("anonymous-source", Information),
    ("unresolved-citation", Error),
    ("placeholder-left", Warning),
    ("inconsistent-figure", Warning),
    ("faceless-sentiment", Information),
    ("loaded-attribution-verb", Hint),
    ("relative-time", Hint),
    ("attribution-gap", Hint),
    ("undefined-acronym", Hint),
    ("opinion-in-own-voice", Hint),
    ("unsupported-superlative", Hint),
];

const ELSEWHERE: &[(Profile, &str, Option<Severity>)] = &[
    (Feature, "unattributed-claim", Some(Hint)),
    (Opinion, "unattributed-claim", None),
    (Opinion, "opinion-in-own-voice", None),
    (Encyclopedia, "unattributed-claim", Some(Warning)),
    (Encyclopedia, "relative-time", Some(Warning)),
];

#[test]
fn every_rule_of_the_book_weighs_what_it_says() {
    for (code, severity) in WIRE {
        for profile in [Wire, Feature, Opinion, Encyclopedia] {
            let changed = ELSEWHERE.iter().find(|it| (it.0, it.1) == (profile, code));
            let expected = changed.map_or(Some(*severity), |it| it.2);
            let settings = Settings { profile, ..Settings::default() };
            let rule = rules::find(code).unwrap_or_else(|| panic!("{code} is missing"));
            assert_eq!(settings.severity(rule), expected, "{code} in {profile:?}");
        }
    }
}

fn found(text: &str, settings: &Settings) -> Vec<(&'static str, Severity)> {
    let review = Review::of(Arc::new(Article::read(text, Format::Markdown)), settings);
    let findings = review.findings.iter().filter(|it| it.code != "named-entity");
    findings.map(|it| (it.code, it.severity)).collect()
}

fn chosen(code: &str, severity: Severity) -> Settings {
    let mut settings = Settings::default();
    settings.rules.insert(code.to_owned(), Some(severity));
    settings
}

#[test]
fn a_milder_case_stays_milder_and_a_graver_one_gives_way_to_the_writer() {
    let unused = "The gate opens at nine.\n\n[old]: https://example.org/old\n";
    assert_eq!(found(unused, &Settings::default()), [("unresolved-citation", Hint)]);
    assert_eq!(found(unused, &chosen("unresolved-citation", Warning)), [("unresolved-citation", Hint)]);
    let judged = "“He is finished,” an aide said.";
    assert_eq!(found(judged, &Settings::default()), [("anonymous-source", Warning)]);
    assert_eq!(found(judged, &chosen("anonymous-source", Hint)), [("anonymous-source", Hint)]);
}

#[test]
fn an_encyclopedia_wants_a_reference_in_every_paragraph() {
    let settings = Settings { profile: Encyclopedia, ..Settings::default() };
    let claims = |text: &str| found(text, &settings).iter().filter(|it| it.0 == "unattributed-claim").count();
    let bare = "The old bridge was built of oak in 1703 and burned down twice within a century.\n";
    assert_eq!(claims(bare), 1);
    assert_eq!(claims("The old bridge was built of oak.\n"), 0, "too short to need one");
    assert_eq!(claims(&format!("{}[^1]\n\n[^1]: Town book.\n", bare.trim_end())), 0);
    assert_eq!(
        claims(&format!("{bare}\n- [Town book](https://example.org/book), page 4\n")),
        0,
        "the list is part of it"
    );
    assert_eq!(claims(&format!("{bare}\n## History\n\n{bare}")), 1, "the lead may rest on the body");
    assert_eq!(claims(&format!("According to the town book, {bare}")), 1, "a name is no reference");
}

#[test]
fn comment_may_judge() {
    let text = "The move will inevitably backfire.";
    let codes = |profile| {
        let settings = Settings { profile, ..Settings::default() };
        found(text, &settings).into_iter().map(|it| it.0).collect::<Vec<_>>()
    };
    assert_eq!(codes(Wire), ["opinion-in-own-voice"]);
    assert_eq!(codes(Opinion), [""; 0]);
}
