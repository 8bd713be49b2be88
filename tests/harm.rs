//! First, do no harm: no fix makes a bad article pass, and none puts words into a mouth.

use std::sync::Arc;

use onrecord::{
    article::Article,
    features::actions::{self, Action},
    markup::Format,
    rules::{Review, Settings},
    text::{Edit, Span},
};

fn review(text: &str, format: Format) -> Review {
    Review::of(Arc::new(Article::read(text, format)), &Settings::default())
}

fn apply(text: &str, edits: &[Edit]) -> String {
    let mut out = text.to_owned();
    edits.iter().rev().for_each(|it| out.replace_range(it.span.start..it.span.end, &it.text));
    out
}

fn all(review: &Review) -> Vec<Action> {
    actions::actions(review, Span::new(0, review.article.text().len()))
}

/// The codes that ask, names apart: they are an index.
fn codes(review: &Review) -> Vec<&'static str> {
    review.findings.iter().map(|it| it.code).filter(|it| *it != "named-entity").collect()
}

fn markdown(text: &str) -> Vec<&'static str> {
    codes(&review(text, Format::Markdown))
}

/// Whether an action gives what is asked about to somebody of this article.
fn gives(action: &Action) -> bool {
    let title = &action.title;
    ["Attribute to", "Rewrite: “"].iter().any(|it| title.starts_with(it))
        || title.starts_with("Replace “") && title.contains("” by ")
}

/// An article, and who must not be made to say what it says last.
const ACCUSED: &[(&str, &[&str])] = &[
    (
        "Mayor Tom Alder said the bridge was safe.\n\nTom Alder hid the inspection report from the public.",
        &["Alder"],
    ),
    ("Mayor Tom Alder said the bridge was safe.\n\nThe mayor hid the inspection report.", &["Alder"]),
    ("Mayor Tom Alder said the bridge was safe. He hid the inspection report from the public.", &["Alder"]),
    (
        "Council chair Oona Feld said the pier was sound.\n\nThe council covered up a report from its own engineer.",
        &["Feld"],
    ),
    (
        "“The pier is sound,” said Jan Berg, a spokesman for the council.\n\nThe council covered up a report from its engineer.",
        &["Berg"],
    ),
    (
        "Dana Ruiz, the chief executive, said the plant was clean.\n\nThe company dumped the waste illegally.",
        &["Ruiz"],
    ),
    (
        "Dana Ruiz runs Norlift. Ruiz said the plant was clean.\n\nNorlift falsified the test records.",
        &["Ruiz", "Norlift"],
    ),
    (
        "The Tarnby Council met on 3 May 2024. Tom Alder, chair of the Tarnby Council, said no.\n\nTom Alder took bribes from two developers.",
        &["Alder", "Council"],
    ),
    (
        "Eva Lind, a lawyer for Tom Alder, said he was ill. Tom Alder stayed at home.\n\nTom Alder embezzled money from the pension fund.",
        &["Lind", "Alder"],
    ),
    (
        "Tom Alder said the bridge was safe.\n\nCritics say Tom Alder hid the report from the public.",
        &["Alder"],
    ),
    ("Tom Alder said the bridge was safe.\n\nIt is believed that Alder hid the report.", &["Alder"]),
    ("Tom Alder said the bridge was safe.\n\n“Alder lied to all of us.” It rained.", &["Alder"]),
    ("Tom Alder said the bridge was safe.\n\nThe mayor took bribes from two developers.", &["Alder"]),
];

#[test]
fn no_accused_is_made_to_confess() {
    for format in Format::ALL {
        for (text, accused) in ACCUSED {
            let before = review(text, format);
            let last = text.rfind("\n\n").unwrap_or_default();
            let there = |it: &&Action| it.finding.is_none_or(|it| before.findings[it].span.start >= last);
            for action in all(&before).iter().filter(|it| gives(it)).filter(there) {
                let named = accused.iter().find(|it| action.title.contains(**it));
                assert!(named.is_none(), "{} in {}: {text}", action.title, format.name());
            }
        }
    }
}

#[test]
fn whoever_accuses_is_asked_for_first() {
    for (text, _) in ACCUSED.iter().take(9) {
        let before = review(text, Format::Markdown);
        let index = before.findings.iter().position(|it| it.code == "unattributed-allegation");
        let Some(index) = index else { panic!("{text}: {:?}", codes(&before)) };
        let found = all(&before);
        let first = found.iter().find(|it| it.finding == Some(index)).expect("something is offered");
        assert_eq!(first.title, "Say who accuses", "{text}");
        let changed = apply(text, &actions::resolve(&before, &first.key));
        assert!(changed.contains(", according to [TK: who accuses?]"), "{changed}");
        assert!(markdown(&changed).contains(&"placeholder-left"), "{changed}");
    }
}

#[test]
fn an_accusation_in_the_mouth_of_the_accused_is_asked_about() {
    for text in [
        "Tom Alder hid the inspection report from the public, Tom Alder said.",
        "Mayor Tom Alder said the bridge was safe.\n\nTom Alder hid the inspection report from the public, Alder said.",
        "The mayor took bribes from two developers, the mayor said.",
    ] {
        assert!(markdown(text).contains(&"unattributed-allegation"), "{text}: {:?}", markdown(text));
    }
    for confession in [
        "Tom Alder said he hid the inspection report from the public.",
        "“Tom Alder hid the report,” Eva Lind, a teacher, said.",
        "Tom Alder took bribes from two developers, Eva Lind, a teacher, said.",
        "He hid the inspection report from the public, Tom Alder said.",
    ] {
        assert!(!markdown(confession).contains(&"unattributed-allegation"), "{confession}");
    }
}

#[test]
fn a_name_that_nobody_has_asked_waits_to_be_confirmed() {
    let known = "Ana Cho, the harbour master, said the gate was locked.\n\nThe ferries went on.\n\nThe tower stood empty in May.\n\n";
    let asked = [
        "The reform saved the city more than it cost.",
        "The city spent $42 million on the scheme.",
        "Many economists believe the levy will fail.",
        "It is believed that the fire began in the kitchen.",
        "“We had no warning at all.” The hearing resumes at noon.",
        "The move will inevitably backfire.",
        "The mayor took bribes from two developers.",
    ];
    let mut given = 0;
    for format in Format::ALL {
        for text in asked.map(|it| format!("{known}{it}")) {
            let before = review(&text, format);
            for action in all(&before).iter().filter(|it| gives(it)) {
                given += 1;
                let changed = apply(&text, &actions::resolve(&before, &action.key));
                let after = review(&changed, format);
                let left = after.findings.iter().find(|it| it.code == "placeholder-left");
                let told = left.unwrap_or_else(|| panic!("{}: nothing asks in {changed}", action.title));
                assert!(told.message.contains("Confirm"), "{}: {}", action.title, told.message);
                assert!(changed.contains("[TK: confirm]"), "{changed}");
            }
        }
    }
    assert!(given > 40, "{given}");
}

/// What stands where a writer has still something to fill in.
fn holes(written: &str, format: Format) -> bool {
    ["TK", "?]", " needed]", "{{citation needed}}"].iter().any(|it| written.contains(it))
        || written.contains(onrecord::sources::placeholder(format))
}

#[test]
fn every_hole_that_a_fix_leaves_is_asked_about() {
    let asked = [
        "Critics say the bridge was never inspected.",
        "Many economists believe the levy will fail.",
        "Media reports suggest that 200 people were hurt.",
        "The city spent $42 million on the scheme.",
        "The mayor took bribes from two developers.",
        "A source said the deal is dead.",
        "“We had no warning at all.” The hearing resumes at noon.",
        "According to Norlift News, Dana Ruiz said the pilots were tired.",
        "It is believed that the fire began in the kitchen.",
        "The vault is believed to hold forged bonds.",
        "The remarks underscore growing concerns about costs.",
        "The quay is closed [citation needed].",
        "The vote is on Monday.",
        "Studies show that night buses cut crashes.",
        "Okafor said it would pass.",
        "It is the largest harbour in the region.",
        "The OQHC ruled on the case.",
        "Ana Cho said she “knew nothing. Critics say it fell. That is all”.",
    ];
    let mut left = 0;
    for format in Format::ALL {
        for text in asked {
            let before = review(text, format);
            for action in all(&before) {
                let edits = actions::resolve(&before, &action.key);
                let written: String = edits.iter().map(|it| it.text.as_str()).collect();
                if written.contains("onrecord:") || !holes(&written, format) {
                    continue;
                }
                left += 1;
                let changed = apply(text, &edits);
                let after = codes(&review(&changed, format));
                let own = action.finding.map(|it| before.findings[it].code);
                let asks = after.contains(&"placeholder-left") || own.is_some_and(|it| after.contains(&it));
                assert!(asks, "“{}” in {}: nothing asks in {changed}", action.title, format.name());
            }
        }
    }
    assert!(left > 300, "{left}");
}

#[test]
fn a_citation_that_is_still_to_be_filled_in_is_none() {
    for (format, cited) in [
        (Format::Markdown, "[@source]"),
        (Format::Markdown, "[@TK, p. 3]"),
        (Format::Markdown, "[see @source]"),
        (Format::Markdown, "^[TK: the minutes]"),
        (Format::Markdown, "[minutes](TK)"),
        (Format::Latex, "\\autocite{source}"),
        (Format::Latex, "\\cite{TODO}"),
        (Format::Latex, "\\footnote{TK}"),
        (Format::AsciiDoc, "cite:[source]"),
        (Format::ReStructuredText, ":cite:p:`source`"),
        (Format::Org, "[cite:@source]"),
        (Format::Typst, "@source"),
        (Format::Typst, "#cite(<source>)"),
        (Format::MediaWiki, "<ref name=\"source\" />"),
        (Format::MediaWiki, "<ref>TK</ref>"),
        (Format::Html, "<cite>[source?]</cite>"),
        (Format::Plain, "[source?]"),
        (Format::Plain, "[@source]"),
    ] {
        for said in ["Critics say the pier is rotten", "The city spent $42 million on the scheme"] {
            let text = format!("{said} {cited}.\n");
            let codes = codes(&review(&text, format));
            assert!(codes.contains(&"placeholder-left"), "{text}");
            // A mark among the words asks for the source itself; a citation without one leaves the question open.
            let is_marked = cited.contains("TK") || cited.contains("[citation needed]");
            assert!(is_marked || codes.len() == 2, "{text}: {codes:?}");
        }
    }
}

#[test]
fn a_number_that_is_missing_answers_no_question_about_the_source() {
    let text = "Critics say the fund holds TK million.\n";
    assert_eq!(codes(&review(text, Format::Markdown)), ["vague-source", "placeholder-left"]);
    let text = "Critics [TK: who?] say the fund is empty.\n";
    assert_eq!(codes(&review(text, Format::Markdown)), ["placeholder-left"]);
}

#[test]
fn a_citation_that_leads_somewhere_still_answers() {
    for (format, text) in [
        (Format::Markdown, "Critics say the pier is rotten [@source2024].\n"),
        (Format::Markdown, "Critics say the pier is rotten.[^source]\n\n[^source]: Harbour log, 2024.\n"),
        (Format::Markdown, "Critics say the pier is rotten [here](https://a.example/source).\n"),
        (Format::Latex, "Critics say the pier is rotten \\autocite{sources-of-the-nile}.\n"),
        (Format::MediaWiki, "Critics say the pier is rotten.<ref name=\"source\">Harbour log, 2024</ref>\n"),
    ] {
        assert_eq!(codes(&review(text, format)), [""; 0], "{text}");
    }
}

#[test]
fn a_bracket_that_no_desk_would_find_silences_nothing() {
    for text in [
        "Critics say the pier is rotten [really?].",
        "Critics say the pier is rotten {{sfn}}.",
        "Critics say the pier is rotten [is it not so?].",
    ] {
        assert!(markdown(text).contains(&"vague-source"), "{text}");
    }
    // Whoever wants no marks told is asked the question itself.
    let ignored =
        "Critics say the pier is rotten [citation needed]. <!-- onrecord: ignore placeholder-left -->";
    assert_eq!(markdown(ignored), ["vague-source"]);
}

#[test]
fn a_crowd_is_excused_by_one_of_it_only() {
    for text in [
        "“We were told nothing at all,” said Mette Rask, who sells fish. Experts believe the pier could collapse at any time.",
        "Experts believe the pier could collapse at any time. “It is rotten,” said Mette Rask, who sells fish.",
        "Experts believe the pier could collapse.\n\n“It is rotten,” said Mette Rask, who sells fish.",
        "Analysts said the country could spend $35bn. “We welcome firms,” said Ravi Doran, the minister.",
        "The minister, Ravi Doran, opened the show on 3 May 2024. “We welcome firms,” said Mr Doran. Analysts said the country could spend $35bn.",
        "Analysts said the country could spend $35bn on aircraft.\n\nLockwell said it had signed an agreement with a state firm.",
        "Critics say the bridge is unsafe. “We are proud of it,” said Ana Cho, the mayor.",
        "Critics say the bridge is unsafe, but Mayor Ana Cho said it would stand.",
        "Experts warn the dam will fail. Lena Cho, the minister, said the dam is safe.",
        "Economists expect a recession. “Nobody buys bread,” said Bo Diaz, a baker.",
    ] {
        assert!(markdown(text).contains(&"vague-source"), "{text}: {:?}", markdown(text));
    }
    for text in [
        "Experts believe the pier could collapse. “It is rotten,” said Mette Rask, an engineer.",
        "Experts believe the pier could collapse. “The piles are soft,” said Mette Rask, who studies piers at the University of Lund.",
        "Analysts said the country could spend $35bn. “They will,” said Lena Brandt, an analyst at Norbank.",
        "Critics say the bridge is unsafe. “It is rotten,” said Bo Diaz, who lives beside it.",
        "Critics such as Bo Diaz say the bridge is unsafe.",
        "Many farmers say the levy will ruin them. “I pay it twice,” said Bo Diaz, who farms barley.",
    ] {
        assert!(!markdown(text).contains(&"vague-source"), "{text}");
    }
    for text in [
        "Critics say the law is unfair. “It protects everyone,” Senator Joan Orr said.",
        "Critics say the law is unfair. “It protects everyone,” said Joan Orr, a senator.",
    ] {
        assert!(codes(&review(text, Format::Markdown)).contains(&"vague-source"), "{text}");
    }
    let two = "Critics say the council knew about the damage for years. “We were told nothing at all,” said Mette Rask, who sells fish on the quay. Experts believe the pier could collapse at any time.";
    assert_eq!(markdown(two).iter().filter(|it| **it == "vague-source").count(), 2);
}
