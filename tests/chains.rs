//! Who passed on what whom said: chains of attributions, which the corpora do not mark.
//!
//! Each case is a paragraph and the attributions that an editor would want to see in it, as
//! "source | cue", with "< source | cue" for the one whose content holds it.

use onrecord::{
    article::Article,
    markup::Format,
    reading::{Attribution, Reading},
};

/// The chain cases of the acceptance article, told anew about other people.
const RETOLD: &[(&str, &[&str])] = &[
    (
        "According to Nordpress, Falk emphasised that moving the pumps would breach the river treaty.",
        &["Nordpress | According to", "Falk | emphasised < Nordpress | According to"],
    ),
    (
        "Falk assured the towns that the board remains committed to a “dry and open valley,” asserting that its \
         safety is part of theirs.",
        &["Falk | assured", "Falk | asserting"],
    ),
    (
        "Falk confirmed the closure of the sluice, with reports indicating that crews had left Lower Fen.",
        &["Falk | confirmed", "reports | indicating"],
    ),
    ("Media reports suggest that some 3,000 sandbags were sold abroad.", &["Media reports | suggest"]),
];

/// More of them, from plain to knotted.
const INVENTED: &[(&str, &[&str])] = &[
    (
        "Okello said that Holt had told him the dam was safe.",
        &["Okello | said", "Holt | had told < Okello | said"],
    ),
    (
        "The Ledger reported that the mayor said the road would stay shut.",
        &["The Ledger | reported", "the mayor | said < The Ledger | reported"],
    ),
    (
        "According to the Fen Trust, engineers warned in May that the wall would not hold.",
        &["the Fen Trust | According to", "engineers | warned < the Fen Trust | According to"],
    ),
    (
        "The report says that two inspectors claimed the valves had been tested.",
        &["The report | says", "two inspectors | claimed < The report | says"],
    ),
    (
        "Vance wrote that the council believes the ferry is too old.",
        &["Vance | wrote", "the council | believes < Vance | wrote"],
    ),
    (
        "Police said a witness told officers that the car had no lights.",
        &["Police | said", "a witness | told < Police | said"],
    ),
    (
        "Northgate Rail announced that its engineers expect the line to open in June.",
        &["Northgate Rail | announced"],
    ),
    (
        "The clinic is said to have closed, a nurse told the Ledger.",
        &["a nurse | told", "– | is said < a nurse | told"],
    ),
    ("Holt denied that she had promised the harbour a new crane.", &["Holt | denied"]),
    ("The minister told the Ledger that the agency had found the memo genuine.", &["The minister | told"]),
    (
        "The union’s lawyer said the firm admitted that the brakes had failed.",
        &["The union’s lawyer | said", "the firm | admitted < The union’s lawyer | said"],
    ),
    (
        "Kestrel Hill said it would appeal, the Ledger reported.",
        &["the Ledger | reported", "Kestrel Hill | said < the Ledger | reported"],
    ),
    (
        "Two people briefed on the talks said the owners believe that the price is fair.",
        &[
            "Two people briefed on the talks | said",
            "the owners | believe < Two people briefed on the talks | said",
        ],
    ),
    (
        "In her letter, Sandoval says experts agree that the wall is too low.",
        &["Sandoval | says", "experts | agree < Sandoval | says"],
    ),
    (
        "Officials said residents had complained that the siren was silent.",
        &["Officials | said", "residents | had complained < Officials | said"],
    ),
    (
        "The audit found that managers believed the fund was safe.",
        &["The audit | found", "managers | believed < The audit | found"],
    ),
    (
        "According to the memo, the captain told his crew that the hull was sound.",
        &["the memo | According to", "the captain | told < the memo | According to"],
    ),
    (
        "The lawyer wrote that her client denies that he signed the order.",
        &["The lawyer | wrote", "her client | denies < The lawyer | wrote"],
    ),
    (
        "A spokesman said the board expects that the vote will be close.",
        &["A spokesman | said", "the board | expects < A spokesman | said"],
    ),
    (
        "The council said its auditor had warned that the fund was too small.",
        &["The council | said", "its auditor | had warned < The council | said"],
    ),
];

/// An attribution in words.
fn words(reading: &Reading, it: &Attribution) -> String {
    let text = &reading.passage.text;
    let source = it.source.as_ref().map_or("–", |it| it.span.of(text));
    let cue: Vec<&str> = it.cue.iter().map(|it| it.of(text)).collect();
    format!("{source} | {}", cue.join(" … "))
}

/// Every attribution, with the one that holds it.
fn found(text: &str) -> Vec<String> {
    let article = Article::read(text, Format::Plain);
    let paragraph = article.paragraph(0);
    let all = &paragraph.reading.attributions;
    let of = |it: &Attribution| match it.parent {
        Some(parent) => {
            format!("{} < {}", words(paragraph.reading, it), words(paragraph.reading, &all[parent]))
        }
        None => words(paragraph.reading, it),
    };
    all.iter().map(of).collect()
}

#[test]
fn who_passed_on_what_is_kept() {
    let mut wrong = Vec::new();
    for (text, expected) in RETOLD.iter().chain(INVENTED) {
        let found = found(text);
        let missing: Vec<&&str> =
            expected.iter().filter(|it| !found.iter().any(|found| found == **it)).collect();
        if !missing.is_empty() {
            wrong.push(format!("{text}\n    missing {missing:?}\n    found {found:?}"));
        }
    }
    assert!(wrong.is_empty(), "{} wrong\n{}", wrong.len(), wrong.join("\n"));
}

#[test]
fn a_chain_has_an_end() {
    for (text, _) in RETOLD.iter().chain(INVENTED) {
        let article = Article::read(text, Format::Plain);
        let all = &article.paragraph(0).reading.attributions;
        for first in 0..all.len() {
            let mut at = Some(first);
            let steps = std::iter::from_fn(|| {
                at = all[at?].parent;
                at
            });
            assert!(steps.take(all.len() + 1).count() <= all.len(), "{text}");
        }
    }
}

#[test]
fn whoever_passed_on_one_sentence_passed_on_the_next_of_the_same_speaker() {
    let article = Article::read(
        "According to the Harbour Gazette, Ana Holt said the dam was safe. She said the wall would hold. She added that \
         nobody need leave.\n\nHolt said the road was open.",
        Format::Plain,
    );
    let by: Vec<bool> = article.attributions().iter().map(|it| article.passed_on(it).is_some()).collect();
    assert_eq!(by, [false, true, true, true, false]);
}
