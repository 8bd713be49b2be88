//! What articles taught that nobody had looked at before: each guard beside what it must not silence.

use std::sync::Arc;

use onrecord::{
    article::Article,
    markup::Format,
    rules::{Review, Settings},
};

use super::spoken;

/// A paragraph as articles have it, with one before and one behind: the opening is often exempt.
fn among_others(paragraph: &str) -> String {
    const BEFORE: &str = "The ferry came in at nine and left again at noon. The harbour was full of boats.";
    const BEHIND: &str = "The next ferry leaves at nine on Sunday. There is room for cars on the lower deck.";
    format!("{BEFORE}\n\n{paragraph}\n\n{BEHIND}")
}

/// A rule passes over the first ones and asks about the second.
fn tells_apart(code: &str, passed_over: &[&str], asked_about: &[&str]) {
    let asked = |text: &&str| spoken(code, &among_others(text));
    let loud = passed_over.iter().filter(|it| !asked(it).is_empty()).map(|it| format!("speaks: {it}"));
    let quiet = asked_about.iter().filter(|it| asked(it).is_empty()).map(|it| format!("is silent: {it}"));
    let wrong: Vec<String> = loud.chain(quiet).collect();
    assert!(wrong.is_empty(), "{code}\n{}", wrong.join("\n"));
}

#[test]
fn an_official_of_the_lead_has_a_name_in_the_next_sentence() {
    tells_apart(
        "anonymous-source",
        &[
            "A Danish official says the port has sent back three trawlers. Fisheries Ministry spokesman Lars Holm told reporters the crews were sent home on Monday.",
            "A Danish official says the port has sent back three trawlers.\n\nFisheries Ministry spokesman Lars Holm told reporters the crews were sent home on Monday.",
            "A customs official says several ports have refused the ship. The official, Lars Holm, spoke at a hearing on Monday.",
            "A Danish minister says the port will keep the quota. Deputy Minister Lars Holm made the comment in Ostby on Monday.",
            "A Danish official says the port will keep the quota. Deputy Minister Lars Holm made the comment in Ostby on Monday.",
            "A senior diplomat says the talks will go on. Danish Ambassador Karen Holm told reporters that they meet in May.",
        ],
        &[
            "A Danish official says the port has sent back three trawlers. The crews went home on Monday.",
            "A Danish official says the port has sent back three trawlers. Norwegian Prime Minister Lars Holm said he would complain.",
            "A Danish official says the port has sent back three trawlers. But Fisheries Ministry spokesman Lars Holm denied that any were sent.",
            "A Danish official says the port has sent back three trawlers. Fisheries Ministry spokesman Lars Holm denied that any were sent.",
            "A Danish official says the port has sent back three trawlers. “This is a shame,” said Lars Holm, the director of a fishing firm.",
            "A Danish official says the port has sent back three trawlers. Fishermen's leader Lars Holm said the crews were angry.",
            "“He is finished,” an official said. Harbour police chief Lars Holm said the crews were angry.",
            "A Danish official, speaking on condition of anonymity, says the port has sent back three trawlers. Police chief Lars Holm told reporters the crews were sent home.",
            "Port sources say the port has sent back three trawlers. Provincial police chief Lars Holm says the crews were sent home.",
            "Harbour chief Lars Holm said 15 men were hurt. On Saturday, another official said 40 men were hurt.",
        ],
    );
}

#[test]
fn whoever_will_not_be_named_is_asked_about_however_they_put_it() {
    tells_apart(
        "anonymous-source",
        &[
            "An official who asked not to be named because of an inquiry said a boat sank.",
            "An official who was named by the port said a boat sank.",
        ],
        &[
            "An official who asked not to be named said a boat sank.",
            "A clerk who asked not to be named said the boat sank.",
            "An official who did not want to be named told Nordpress that the boat sank.",
            "A clerk who declined to be identified told reporters that the boat sank.",
        ],
    );
}

#[test]
fn a_name_behind_a_comma_may_begin_with_a_rank() {
    tells_apart(
        "anonymous-source",
        &["A port official, First Officer Lars Holm, said the quay may sink."],
        &["A port official, speaking on Monday, said the quay may sink."],
    );
}

#[test]
fn the_sources_are_those_who_spoke_before() {
    tells_apart(
        "anonymous-source",
        &[
            "Witnesses in the yard say men have fired on a van of the port. The sources say six bullets hit the door.",
        ],
        &[
            "The port has a new gate. The sources say six men came in.",
            "Lars Holm said the port has a new gate. The sources say six men came in.",
        ],
    );
}

#[test]
fn a_role_that_is_the_subject_before_introduces_the_name_behind() {
    tells_apart(
        "first-reference",
        &[
            "The Danish fisheries minister says the quota will stay. Lars Holm told reporters Monday that the fleet is too large.",
            "The Danish fisheries minister says the quota will stay.\n\nLars Holm told reporters Monday that the fleet is too large.",
            "The leader of the dockers' union is warning of a strike. In Ostby on Saturday, Lars Holm said the port should pay more.",
            "The mother of a drowned sailor is camped at the gate. Karen Holm says she wants to know why he died.",
            "A lawyer for the seamen says the quota is illegal. Lars Holm told reporters Monday that he would sue.",
            "Denmark's fisheries minister has defended the quota. “The fleet is too large,” Lars Holm told reporters.",
        ],
        &[
            "Fishermen say the quota will stay. Lars Holm told reporters Monday that the fleet is too large.",
            "Fisheries Minister Peter Lund says the quota will stay. Lars Holm told reporters Monday that the fleet is too large.",
            "A man has sued the Danish fisheries minister. Lars Holm told reporters Monday that the fleet is too large.",
            "The quota will stay. Lars Holm told reporters Monday that the fleet is too large.",
            "No minister has defended the quota. Lars Holm told reporters Monday that the fleet is too large.",
            "The ministers say the quota will stay. Lars Holm told reporters Monday that the fleet is too large.",
            "The Danish fisheries minister says the quota will stay. But Lars Holm told reporters Monday that he would sue.",
        ],
    );
}

#[test]
fn a_long_role_before_a_name_in_commas_introduces_it() {
    tells_apart(
        "first-reference",
        &[
            "A commissioner of the Danish Fisheries Commission, Lars Holm, said Wednesday that 36 boats were struck off.",
            "The leader of the northern dockers' union, Lars Holm, said Wednesday that 36 boats were struck off.",
            "The head of the harbour police training mission in the northern islands, Lars Holm, says the money will go to the yard.",
        ],
        &[
            "In the hall of the old court, Lars Holm, unasked, said the money will go to the yard.",
            "At a meeting of the Danish Fisheries Commission, Lars Holm said the money will go to the yard.",
            "The hall of the old court, Lars Holm, unasked, said, will be closed.",
        ],
    );
}

#[test]
fn reporters_and_people_identified_as_somebody_are_introduced() {
    tells_apart(
        "first-reference",
        &[
            "A bad harvest can hurt the health of islanders. Karen Holm reports on what the fall in prices does to families.",
            "Two thieves were shown. One of them, identified as Abdul al-Karim, said the plan was to burn the yard.",
        ],
        &[
            "A bad harvest can hurt the health of islanders. Karen Holm reports that the fall in prices hurts families.",
            "Two thieves were shown. One day later, Abdul al-Karim said the plan was to burn the yard.",
        ],
    );
}

#[test]
fn allegedly_goes_on_with_what_the_law_said_beside_it() {
    tells_apart(
        "agentless-attribution",
        &[
            "Police say the men were held overnight. They allegedly stole 20 ballot boxes after landing on Monday.",
            "Local officials say 38-year-old Lars Holm went on a rampage Sunday. Holm allegedly burned a shed and drove off.",
            "Lars Holm was arrested on Sunday. He allegedly burned a shed and drove off.",
            "Lars Holm is on trial in Ostby. He allegedly burned a shed and drove off.",
            "Prosecutors say the men were held overnight. They allegedly stole 20 ballot boxes.",
            "Holm allegedly used it to pay for a war. The former president is facing 11 charges in the Hague.",
            "Four sailors remain under investigation for the fire of 2015, in which they are alleged to have killed two clerks.",
        ],
        &[
            "Shopkeepers say the men were drunk. They allegedly stole 20 ballot boxes after landing on Monday.",
            "The men came by ferry. They allegedly stole 20 ballot boxes after landing on Monday.",
            "Sailors are alleged to have killed two clerks in the winter of 2015.",
            "Lars Holm was arrested on Sunday. The port reportedly burned for a day.",
            "Lars Holm was arrested on Sunday. The port allegedly cheated two clerks.",
            "The mayor was arrested on Sunday. The port allegedly cheated two clerks.",
            "Holm allegedly burned a shed and drove off. The police have a new boat.",
            "Sailors allegedly burned a shed and drove off. Some islanders ask whether they could be charged for the water.",
        ],
    );
}

#[test]
fn early_reports_may_be_put_right_at_once() {
    tells_apart(
        "unnamed-report",
        &["Initial reports said a sailor was killed. The coast guard later said that nobody was hurt."],
        &[
            "Earlier reports said a sailor was killed. The ferry was late.",
            "Media reports said a sailor was killed. The coast guard later said that nobody was hurt.",
        ],
    );
}

#[test]
fn the_state_whose_media_speak_is_in_the_sentence() {
    tells_apart(
        "unnamed-report",
        &["In China, state media said Monday that inspectors found no sign of fire on the ship."],
        &[
            "State media said Monday that inspectors found no sign of fire on the ship.",
            "State media said Monday that inspectors in China found no sign of fire on the ship.",
            "In China, local media said Monday that inspectors found no sign of fire on the ship.",
        ],
    );
}

#[test]
fn whoever_reports_the_poll_may_stand_in_the_next_sentence() {
    tells_apart(
        "unnamed-study",
        &[
            "A new poll indicates only a third of islanders trust the council. In a poll of 1,000 adults in May, Nordpress reports, 45 percent gave the council poor marks.",
        ],
        &[
            "A new poll indicates only a third of islanders trust the council. The council meets on Friday.",
            "A new poll indicates only a third of islanders trust the council. The council meets on Friday, Nordpress reports.",
        ],
    );
}

#[test]
fn letters_are_explained_on_the_spot_in_many_ways() {
    tells_apart(
        "undefined-acronym",
        &[
            "The minister would sell the country's largest telephone company, OSTEL.",
            "A letter went to ODVU, the dockers' union.",
            "Both men are from the NOPF, the North Ostland People's Front.",
            "Both men are from the ruling NOPAF, North Ostland People's Front, party.",
            "The group KDX (also known as the Brown Tigers) said it would leave.",
            "A letter went to ODVU, the dockers' union. The ODVU met on Friday.",
        ],
        &[
            "The minister would sell OSTV.",
            "He is a clerk of ODVU, and he lives in the port.",
            "He is a clerk of ODVU, the union said on Monday.",
            "Both men are from the NOPF. The North Ostland People's Front has nine clerks.",
            "The group KDX (which left in May) said it would leave.",
        ],
    );
}

#[test]
fn letters_in_brackets_belong_to_the_name_before_them() {
    tells_apart(
        "undefined-acronym",
        &[
            "Petrolera del Istmo (PDISA) said the work would begin. PDISA has nine rigs.",
            "Four parties formed the Alliance for Harbour Integration (AIH), which ruled until May. The AIH lost in June.",
        ],
        &[
            "The work of the yard (PDISA) would begin Wednesday.",
            "Four parties formed a league of harbours (AIH), which ruled until May.",
        ],
    );
}

#[test]
fn a_loud_word_stands_for_nothing() {
    tells_apart(
        "undefined-acronym",
        &[
            "A HORSE saw an ox hard at work, and mocked him.",
            "After some progress, the KORBAI government was shaken by scandals.",
        ],
        &[
            "The OQHC saw an ox hard at work.",
            "After some progress, the ORDK government was shaken by scandals.",
        ],
    );
}

#[test]
fn a_surname_may_be_short_for_what_was_read_as_a_place_or_a_body() {
    tells_apart(
        "first-reference",
        &[
            "The charge was made by the governor of eastern Ghana, Kofu Okafor. The boats must leave. Okafor said the fleet was too large.",
            "Lawyers say PPP leader Asif Ali Bhuttar is reluctant to reinstate the judges because of concerns they could sue. Bhuttar said Saturday that he would run for president.",
            "Greenwatch says the deal gives too few safeguards. Greenwatch International called on the port to end it.",
        ],
        &[
            "The charge was made by the governor of eastern Ghana, Kofu Okafor. The boats must leave. Mensah said the fleet was too large.",
            "Greenholm says the deal gives too few safeguards. Peter Greenholm is a clerk of the port.",
        ],
    );
}

#[test]
fn whoever_does_not_speak_is_no_link_of_a_chain() {
    tells_apart(
        "secondhand-attribution",
        &[
            "The Harbour Gazette says a first count showed that the levy had failed.",
            "In exchange for its help, the Times says Ostland is seeking to be removed from the list.",
            "Reuters reports that officials are checking the new dam suggested by Norland.",
        ],
        &[
            "The Associated Press says officials warned that the levy had failed.",
            "The Times says Ostland demanded that it be removed from the list.",
            "Reuters reports that officials suggested a new dam.",
            "Reuters reports that the ministry confirmed the plan for a new dam.",
            "The Harbour Gazette says the clerk denied that the levy had failed.",
            "The Harbour Gazette says the clerk said that the levy had failed.",
        ],
    );
}

#[test]
fn markets_and_numbers_press_without_a_voice() {
    tells_apart(
        "faceless-sentiment",
        &[
            "Fares came under pressure in spring, as demand fell.",
            "Population growth, increasing pressure on farm land, and floods trouble the valley.",
            "Rising pressure on water supplies troubles the valley.",
            "Oil prices hit a record on heightened concerns about a strike in Norland.",
        ],
        &[
            "The mayor came under pressure to resign.",
            "There is increasing pressure on the mayor to resign.",
            "Increasing pressure on the port to open its books has worn out the mayor.",
            "The mayor left amid growing fears of a strike in Norland.",
            "The mayor left the fish market amid growing fears of a strike in Norland.",
        ],
    );
}

#[test]
fn an_outlet_is_named_without_what_it_owns() {
    let article = Article::read("Lars Holm told NBC's Today show that he left.", Format::Plain);
    let review = Review::of(Arc::new(article), &Settings::default());
    let mut found = review.findings.iter().filter(|it| it.code == "secondhand-attribution");
    assert!(found.any(|it| it.message.contains("Lars Holm → NBC → you")), "{:?}", review.findings);
}
