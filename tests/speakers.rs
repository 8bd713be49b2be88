//! Never the wrong mouth: who speaks is right, or open.

use std::sync::Arc;

use onrecord::{
    article::Article,
    features::configuration::from_toml,
    markup::Format,
    rules::{Review, Settings},
};

/// Who says each thing in a text, in order; "?" where nobody can be told.
fn speakers(text: &str) -> Vec<String> {
    let article = Article::read(text, Format::Plain);
    let name = |it: usize| article.entities()[it].name.clone();
    article.attributions().iter().map(|it| it.speaker.map_or("?".to_owned(), name)).collect()
}

#[track_caller]
fn check(text: &str, expected: &[&str]) {
    assert_eq!(speakers(text), expected, "{text}");
}

#[test]
fn of_two_who_may_be_meant_nobody_is() {
    check(
        "Paul Reed sued Peter Lund in May over the sale of the mill. In court he said that he had been cheated.\n",
        &["?"],
    );
    // A man who is named once in a list is not the witness.
    let spoken = speakers(include_str!("speakers/witness.txt"));
    assert!(spoken.iter().all(|it| it == "?" || it == "Victor Stahl"), "{spoken:?}");
}

#[test]
fn somebody_without_a_name_is_nobody_else() {
    let spoken = speakers(
        "Clara Holm, a baker from Orla, was sent a voucher for her broken oven.\n\n\
         A former clerk, who left the insurer in May and did not want her name printed, described a list on the wall.\n\n\
         “You got a star for every voucher,” she said.\n",
    );
    assert_eq!(spoken.last().map(String::as_str), Some("?"), "{spoken:?}");
}

#[test]
fn whoever_owns_something_is_not_who_does_it() {
    check(
        "Holm’s mother, Rosa Holm, watched from the first row with her coat on. She said that the evening was long.\n",
        &["Rosa Holm"],
    );
}

#[test]
fn titles_are_no_given_names_and_letters_no_people() {
    check(
        "Coun Dennis Hale (Con) was for the plan.\n\nCoun Priya Hale (Ind), who is no kin of his, told the meeting that the road was full.\n",
        &["Priya Hale"],
    );
    check(
        "SP Anita Rathi said three men were held. The men were not beaten, the SP said.\n",
        &["Anita Rathi", "Anita Rathi"],
    );
    check("Linebacker Cody Dusk said the hit was clean.\n", &["Cody Dusk"]);
}

#[test]
fn the_bare_name_of_a_family_is_open_while_two_are_at_issue() {
    check(
        "Shanti Prasad runs the school. Anil Prasad mends the pipes.\n\nThe work will take five weeks, Prasad said.\n",
        &["?"],
    );
    check(
        "Shanti Prasad runs the school.\n\nIt opened in May.\n\nThe roof leaks.\n\nAnil Prasad mends the pipes. The work will take five weeks, Prasad said.\n",
        &["Anil Prasad"],
    );
}

#[test]
fn an_outlet_that_quotes_somebody_does_not_say_it() {
    check(
        "The helicopter has been grounded since May, the newspaper The Harbour Post reported, citing two air force officers.\n",
        &["?", "The Harbour Post"],
    );
}

#[test]
fn a_clause_that_tells_who_somebody_is_speaks_no_word() {
    check(
        "Tom Berg, who heads the Port Council, a lobby of shipowners, said the measure would push the trade to other towns.\n",
        &["Tom Berg"],
    );
    let spoken = speakers(
        "Anna Kolb told us an adviser had said that if she wanted money she should have lost a cheaper phone.\n",
    );
    assert_eq!(spoken[..2], ["Anna Kolb", "?"], "{spoken:?}");
}

#[test]
fn who_says_it_is_whoever_stands_before_the_clause() {
    let spoken = speakers("The court heard Brian Osei, who said that he had been beaten in his cell.\n");
    assert!(spoken.contains(&"Brian Osei".to_owned()), "{spoken:?}");
}

#[test]
fn a_company_or_a_council_is_meant_where_one_is_at_issue() {
    check(
        "The Brackfield Council shut the bridge on Monday. The council said that it was safe again.\n",
        &["Brackfield Council"],
    );
    check(
        "The Brackfield Council met the Orla Council on Monday. The council said that the bridge was safe again.\n",
        &["?"],
    );
}

#[test]
fn what_people_told_the_writers_own_outlet_is_first_hand() {
    let text = "The mayor told The Harbour Times that the bridge was safe.\n";
    let codes = |settings: &Settings| {
        let review = Review::of(Arc::new(Article::read(text, Format::Plain)), settings);
        review.findings.iter().map(|it| it.code).collect::<Vec<_>>()
    };
    assert!(codes(&Settings::default()).contains(&"secondhand-attribution"));
    let own = from_toml("outlet = [\"Harbour Times\", \"harbour.example\"]\n");
    assert_eq!(own.complaints, [""; 0]);
    assert!(!codes(&own.settings).contains(&"secondhand-attribution"));
}
