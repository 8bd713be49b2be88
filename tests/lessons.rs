//! What published copy has taught: most false alarms were of five kinds, and none may come back.
//!
//! Each sentence is a text of its own, and the rule named above it must stay silent.

#[path = "lessons/unseen.rs"]
mod unseen;

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

/// An article with sources of its own, around a paragraph.
fn among_sources(paragraph: &str) -> String {
    format!(
        "{paragraph}\n\nThe council met on Monday, clerk Bo Diaz said. He said the vote was close. The minutes will be \
         published, he added.\n\n{paragraph}\n\nThe harbour will be dredged in May, according to the port authority. It \
         will cost $3 million, the authority said.\n\nThe tide tables were printed by Ana Cho, a printer. “They are \
         right,” she said. The work took a year."
    )
}

#[test]
fn sources_of_something_else_carry_no_accusation() {
    let article = among_sources("Councillor Ida Lund took bribes from two developers.");
    assert_eq!(spoken("unattributed-allegation", &article).len(), 2, "in the lead and between the others");
    // Whoever speaks of the accused beside it, but not of the bribes, carries them no better.
    let beside = article
        .replace("the vote was close", "Lund had told him of it")
        .replace("It will cost $3 million", "Lund will not be there");
    assert_eq!(spoken("unattributed-allegation", &beside).len(), 2);
    let carried = [
        among_sources("Councillor Ida Lund was convicted in May of taking bribes."),
        among_sources("Councillor Ida Lund took bribes. She did so for years, prosecutors said."),
    ];
    silent("unattributed-allegation", &carried.each_ref().map(String::as_str));
}

#[test]
fn a_wrong_is_a_wrong_in_any_tense() {
    let wrongs = [
        "Councillor Lund takes bribes from developers.",
        "The company evades tax in three countries.",
        "The mayor pockets public money.",
        "Lund broke the members’ code of conduct.",
        "The office has been falsifying the test records.",
    ];
    for it in wrongs {
        assert!(!spoken("unattributed-allegation", it).is_empty(), "nothing is asked about “{it}”");
    }
    let innocent = [
        "The pockets of public money are empty.",
        "The coat has deep pockets, and money falls out.",
        "Lund was found to be in breach of the code.",
        "The film about a thief opens in May.",
        "Lund is no thief.",
        "Lund never took bribes.",
        "Bombshell Photo Surfaces — Some Say It Proves She Cheated",
        "It is important to deep-pocketed donors.",
    ];
    silent("unattributed-allegation", &innocent);
}

#[test]
fn letters_are_no_pronouns() {
    assert!(!spoken("unattributed-figure", "The US spent $42 million on the wall last year.").is_empty());
    silent("unattributed-figure", &["It cost us $42 million last year.", "WE SPENT $42 MILLION LAST YEAR."]);
    let judged = "The vote clearly shows that voters were misled. The US opened an office in Halvern.";
    assert!(!spoken("opinion-in-own-voice", judged).is_empty());
    silent("opinion-in-own-voice", &[&judged.replace("The US opened", "We opened")]);
}

#[test]
fn what_a_sentence_stands_on_is_what_its_words_say() {
    let stands = |text: &str| {
        let article = Article::read(text, Format::Plain);
        article.support(0, article.paragraph(0).reading.passage.sentences.len() - 1).status.code()
    };
    for (text, status) in [
        ("It is believed that the vault is empty.", "attributed-weak"),
        ("Rival clubs are reportedly watching her.", "attributed-weak"),
        (
            "Norlift was slow. Sales fell by 12 percent, according to figures the company published.",
            "attributed",
        ),
        ("Sales fell by 12 percent, according to new figures.", "attributed-weak"),
        ("The school she means, on the hill above the harbour, lost its state money in 2019.", "own-voice"),
        ("The waiting list for a flat now stands at 1,240 families.", "own-voice"),
        ("The mill stands on the hill above the harbour.", "exempt"),
        ("“We had no warning at all.”", "own-voice"),
        ("To slander means to lie about somebody.", "exempt"),
    ] {
        assert_eq!(stands(text), status, "{text}");
    }
}

#[test]
fn according_to_names_its_source_up_to_the_comma() {
    for rest in [
        "a consortium from Boston has offered $40 million for the club.",
        "a consortium from Boston has offered to buy the club.",
        "the owner of the club, a banker from Boston, will sell.",
    ] {
        let found = spoken("unnamed-report", &format!("According to local media, {rest}"));
        assert!(found.iter().all(|it| it.ends_with("at “local media”")) && found.len() == 1, "{found:?}");
    }
}

#[test]
fn a_clause_of_its_own_names_no_voice() {
    for (text, expected) in [
        ("The survey that Vale ordered will be read out in the council.", &[][..]),
        (
            "The survey that Vale ordered will be read out in the council, and she has asked the divers who took the samples to attend.",
            &["she"],
        ),
    ] {
        let article = Article::read(text, Format::Plain);
        let sources: Vec<&str> = article
            .paragraphs()
            .flat_map(|it| {
                it.reading.attributions.iter().filter_map(move |said| Some((it, said.source.as_ref()?)))
            })
            .map(|(paragraph, source)| article.words(paragraph.document(source.span)))
            .collect();
        assert!(!sources.iter().any(|it| ["Vale ordered", "The survey"].contains(it)), "{text}: {sources:?}");
        assert!(!expected.is_empty() || sources.is_empty(), "{text}: {sources:?}");
        assert!(expected.iter().all(|it| sources.contains(it)), "{text}: {sources:?}");
    }
}
