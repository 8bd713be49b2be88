//! Attribution to nobody: crowds of every kind, beliefs without a believer, rumours and research without an owner, and
//! who excuses them.

use std::sync::Arc;

use onrecord::{
    article::Article,
    markup::Format,
    rules::{Review, Settings},
};

fn review(text: &str) -> Review {
    Review::of(Arc::new(Article::read(text, Format::Plain)), &Settings::default())
}

/// The words that a rule asks about.
fn asked(code: &str, text: &str) -> Vec<String> {
    let review = review(text);
    let found = review.findings.iter().filter(|it| it.code == code);
    found.map(|it| review.article.words(it.span).to_string()).collect()
}

fn check(code: &str, flagged: &[(&str, &str)], clean: &[&str]) {
    let missed = flagged.iter().filter(|(text, words)| !asked(code, text).iter().any(|it| it == words));
    let missed: Vec<String> =
        missed.map(|(text, _)| format!("missed: {text}: {:?}", asked(code, text))).collect();
    let spoken = clean.iter().filter(|it| !asked(code, it).is_empty());
    let spoken: Vec<String> = spoken.map(|it| format!("spoken: {it}: {:?}", asked(code, it))).collect();
    assert!(missed.is_empty() && spoken.is_empty(), "{code}\n{}", [missed, spoken].concat().join("\n"));
}

#[test]
fn a_plural_of_people_is_a_crowd() {
    check(
        "vague-source",
        &[
            ("The shop shut in May. Retailers say buyers turn away above 40 crowns.", "Retailers"),
            ("The ferry sank at noon. Survivors said the alarm had been silent.", "Survivors"),
            ("Locals said no guard had been seen on the quay for a month.", "Locals"),
            ("People who know Brandt say he had been ill since spring.", "People who know Brandt"),
            ("Insiders say gifts to the club have tripled since September.", "Insiders"),
            ("Many ecologists blame both.", "Many ecologists"),
            ("In Norhaven, many Democrats said the result puts 30 seats in play.", "many Democrats"),
            ("The lane was dark, according to shopkeepers.", "shopkeepers"),
        ],
        &[
            "Residents of Norhaven said the water was brown.",
            "Three survivors said the alarm had been silent.",
            "Her neighbours said she had left in May.",
            "Tenants at Brandt House said the lift had stopped.",
            "Norlift pilots said the strip was wet.",
            "The retailers said buyers turn away above 40 crowns.",
            "Police said the lane was dark.",
            "Protesters said they would march again on Friday.",
            "Jon Sanders is the coach. Sanders said the pitch was dry.",
        ],
    );
}

#[test]
fn a_crowd_has_members_and_no_neighbours() {
    check(
        "vague-source",
        &[
            (
                "Residents said the water was brown. Ravi Doran, who runs the ferry, said the dock was full.",
                "Residents",
            ),
            (
                "Some critics have dismissed the work as ‘a very long shrug’. Mette Rask, who made it, said she was tired.",
                "Some critics",
            ),
            ("Parents said the bus was late, and Bo Diaz said the fare had gone up.", "Parents"),
        ],
        &[
            "Residents said the water was brown. “I boil it twice,” said Mette Rask, who lives on the quay.",
            "Survivors said the alarm was silent. Bo Diaz, who was aboard, said he woke in the water.",
            "Parents said the bus was late. Mette Rask, a mother of two, said she walked.",
        ],
    );
}

#[test]
fn whoever_speaks_for_a_body_is_told_by_it() {
    check(
        "vague-source",
        &[
            ("At least 12 people were killed when a bus fell into a ravine, officials said.", "officials"),
            ("The bridge was shut at noon. Authorities said the piles had moved.", "Authorities"),
            (
                "Senior law-enforcement officials said the man had fled north.",
                "Senior law-enforcement officials",
            ),
        ],
        &[
            "The Port Council shut the bridge at noon. Officials said the piles had moved.",
            "Norhaven officials said the bridge would stay shut.",
            "The bridge was shut at noon, officials at the Port Council said.",
        ],
    );
    // Whose they are is asked once.
    let twice = "The bridge was shut at noon. Officials said the piles had moved.\n\nThe lock is dry. Officials said the gate had jammed.";
    assert_eq!(asked("vague-source", twice).len(), 1);
}

#[test]
fn an_article_s_length_excuses_no_crowd() {
    let lead = "Critics say the bridge was never inspected.\n\nMette Rask said the ferry was late.";
    let rest = "\n\nThe quay was built in 1931. It is of stone. The lock is of oak. Ana Cho said the gate was new. The gate is \
                green. The dock is wide. The crane is blue. The rail is old. The shed is red.";
    for text in [lead.to_owned(), format!("{lead}{rest}")] {
        assert_eq!(asked("vague-source", &text), ["Critics"], "{text}");
    }
}

#[test]
fn nobody_learns_gathers_calls_or_expects() {
    check(
        "agentless-attribution",
        &[
            ("It is learnt that four guards will stand on the road from Saturday.", "It is learnt that"),
            ("It was gathered that a cable cut had stopped the tills.", "It was gathered that"),
            ("The limit has been called impossible at current volumes.", "has been called"),
            ("The cost has been put at 31 million crowns a year.", "has been put at"),
            ("The watchdog is understood to have opened a case and asked for the rota.", "is understood to"),
            ("Rents are expected to double within a decade.", "are expected to"),
            ("The clerk is widely credited with saving the ferry.", "is widely credited with"),
            ("The vote has been seen by some as a warning.", "has been seen by some as"),
        ],
        &[
            "Mayor Ana Cho is expected to speak on Monday.",
            "The results are expected to be read out on 3 May.",
            "The guard has been called up.",
            "The limit has been called impossible by the port's own engineer.",
            "The cost has been put at 31 million crowns by the auditor.",
            "The vote has been seen by Ana Cho as a warning.",
        ],
    );
}

#[test]
fn rumours_and_pressure_are_somebody_s() {
    check(
        "faceless-sentiment",
        &[
            (
                "Dack has his own worries. Rumours persist that the crew was paid nine days late.",
                "Rumours persist that",
            ),
            ("There is a feeling along the quay of having been forgotten by the town.", "There is a feeling"),
            ("The clerk has been under pressure to resign since May.", "been under pressure to"),
        ],
        &[
            "There is a feeling among the pilots that the strip is too short.",
            "The clerk has been under pressure to resign from three members of the council.",
            "There was a sense of calm on the quay.",
        ],
    );
}

#[test]
fn a_reason_for_the_matter_is_none_for_the_silence() {
    check(
        "anonymous-source",
        &[("The pipe will stay dry for a week, sources said, because the lane is narrow.", "sources")],
        &["The pipe will stay dry, said a source who asked not to be named because she fears dismissal."],
    );
}

#[test]
fn studies_have_makers_whatever_they_do() {
    check(
        "unnamed-study",
        &[
            ("Studies put its extent at about 12 per cent of the coast.", "Studies put"),
            ("Studies have since disputed the argument.", "Studies have since disputed"),
        ],
        &["Studies by Lund University put its extent at about 12 per cent of the coast."],
    );
}
