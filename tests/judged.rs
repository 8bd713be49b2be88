//! What judging the rules on news that nobody had tuned them on has taught: each pair is a false alarm that
//! is gone and, beside it, a sentence that must still be asked about.

use std::sync::Arc;

use onrecord::{
    article::Article,
    markup::Format,
    rules::{Review, Settings},
};

/// The sentence in an article, where no rule takes it for the opening.
fn spoken(code: &str, text: &str) -> Vec<String> {
    let text = format!("The pier is wet.\n\nThe clock has stopped.\n\n{text}\n\nThe lamp is out.\n");
    let review = Review::of(Arc::new(Article::read(&text, Format::Plain)), &Settings::default());
    let findings = review.findings.iter().filter(|it| it.code == code);
    findings.map(|it| review.article.words(it.span).to_owned()).collect()
}

fn check(code: &str, silent: &[&str], asked: &[&str]) {
    let mut faults: Vec<String> = Vec::new();
    for text in silent {
        let found = spoken(code, text);
        faults.extend((!found.is_empty()).then(|| format!("speaks of {found:?}: {text}")));
    }
    faults.extend(asked.iter().filter(|it| spoken(code, it).is_empty()).map(|it| format!("is silent: {it}")));
    assert!(faults.is_empty(), "{code}\n{}", faults.join("\n"));
}

#[test]
fn a_verb_that_is_denied_or_takes_the_blame_loads_nothing() {
    check(
        "loaded-attribution-verb",
        &[
            "Ana Cho, a clerk, cannot confirm that the boat sank.",
            "Ana Cho, a rebel, did not directly claim that the gang had burned the mill.",
            "Rebel leader Ana Cho claimed responsibility for a deadly attack on the mill.",
            "Ana Cho, a clerk, acknowledged that her own boats were late.",
            "Ana Cho, a clerk, admitted that she had taken the bell.",
            "The reefs hold oil. They are claimed in their entirety by Norland and Marland.",
        ],
        &[
            "Ana Cho, a clerk, claimed that the fund is not empty.",
            "Ana Cho, a clerk, claimed that responsibility was hers.",
            "Ana Cho, a clerk, admitted that the fund is empty.",
            "Ana Cho, a clerk, admitted nothing had been done.",
            "Ana Cho, a clerk, claimed that the fund is empty.",
        ],
    );
}

#[test]
fn a_day_beside_the_verb_is_not_the_verb() {
    for (text, verb) in [
        ("Ana Cho, a clerk, confirmed Tuesday that the boat had sunk.", "confirmed"),
        ("Ana Cho, a clerk, insisted yesterday that the boat had sunk.", "insisted"),
        ("Ana Cho, a clerk, pointed out that the boat had sunk.", "pointed out"),
    ] {
        assert_eq!(spoken("loaded-attribution-verb", text), [verb], "{text}");
    }
}

#[test]
fn what_everybody_can_look_up_is_no_claim() {
    check(
        "unattributed-claim",
        &[
            "Following World War I, Norland acquired a mandate over the island.",
            "Ash from the Brenna volcano of 1875 ruined the island's farms and caused a famine.",
            "In early 2010, the island's government created the Harbour Exchange to retire old bonds.",
            "Long ferry talks finally resulted in a harbour treaty, signed in January 2005.",
            "A total of 46 members of the island's parliament endorsed the dismissal of the ferry minister.",
            "A showdown looms in the senate over one of the mayor's most contested nominees.",
        ],
        &[
            "Ash from the volcano ruined the island's farms last year and caused a famine.",
            "After World War II ended the island's grain trade, the board saved the city more than it cost.",
            "The talks resulted in a ruined harbour and a lost year.",
        ],
    );
    check(
        "unattributed-allegation",
        &["A total of 46 members of the island's parliament endorsed the dismissal of the ferry minister."],
        &["A total of 46 members of the island's parliament took bribes from the ferry firm."],
    );
}

#[test]
fn what_was_measured_long_ago_or_on_a_map_is_no_statistic() {
    check(
        "unattributed-figure",
        &[
            "The bases cover 254 square kilometers.",
            "The duchy lost more than half of its territory to Norland in 1839.",
            "Coast listeners can tune in 102.4 FM in the hills.",
        ],
        &[
            "Norland kept two camps of 254 sailors on the island.",
            "An army of 1200 men came to the island.",
            "Since 1949 some 2 million islanders have fled to the hills.",
            "The port lost more than half of its trade to Norland last year.",
        ],
    );
}

#[test]
fn a_price_a_date_and_a_list_boast_of_nothing() {
    check(
        "unsupported-superlative",
        &[
            "Wheat closed at a record $9 a bushel, the highest price since 1983.",
            "The shares closed at the lowest level since May.",
            "Nine islanders have died since the first confirmed case in the country a year ago.",
            "The list ranks Norhaven as the oldest port in the country.",
        ],
        &[
            "Norlift pays the lowest wages in the country.",
            "Since the reform, Norhaven has had the first night ferry in the country.",
            "Norhaven is the oldest port in the country.",
        ],
    );
}

#[test]
fn a_full_stop_is_no_other_spelling() {
    check(
        "inconsistent-name",
        &["Mr. Bo Abdel-Al, a pilot, was held. The clerk met Mr. Abdel-Al. Later he left."],
        &["Mr. Bo Abdel-Al, a pilot, was held. The clerk met Mr. Abdal-Al, and later he left."],
    );
}

#[test]
fn crowds_are_known_by_what_they_are_for() {
    check(
        "vague-source",
        &[
            "NATO experts say the fever is back.",
            "Rights groups such as Harbour Watch say the guards beat the sailors.",
            "Her supporters say the charges are political.",
            "Three lobbyists say the charges are political.",
        ],
        &[
            "Diplomats say the island is still buying arms.",
            "Rights groups say the guards beat the sailors.",
            "Supporters say the charges are political.",
            "Environmentalists say the dam will crack.",
            "Critics in China say the dam will crack.",
        ],
    );
}

#[test]
fn nobody_believes_blames_or_reports() {
    check(
        "agentless-attribution",
        &[
            "The rain is blamed by the miners for a crash.",
            "Ana Cho was blamed for the crash by an inquiry.",
            "Two divers were reported missing by their families.",
        ],
        &[
            "The rain is also blamed for a crash that hurt two drivers.",
            "The police held a man thought to have fled the camp.",
            "Two divers were reported drowned near the lighthouse.",
        ],
    );
}

#[test]
fn an_adverb_is_nobody_s_word() {
    check(
        "unattributed-allegation",
        &["Prosecutors say Mayor Ana Cho blatantly rigged the vote."],
        &["Mayor Ana Cho blatantly rigged the vote.", "Mayor Ana Cho rigged the vote."],
    );
}
