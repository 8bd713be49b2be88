//! How surely a desk would ask who says so: the order of statements, and the neighbours' word.

use onrecord::{
    article::{Article, Need},
    markup::Format,
    reading::ClaimKind,
};

/// What is said of the last sentence.
fn last(text: &str) -> Need {
    let article = Article::read(text, Format::Plain);
    let paragraph = article.paragraphs().next_back().unwrap();
    article.need(paragraph.index, paragraph.reading.passage.sentences.len() - 1).unwrap()
}

#[test]
fn an_accusation_needs_a_source_and_a_timetable_does_not() {
    let before = "The council met in Orla on Monday. Anna Brandt, the clerk, read the minutes.\n\n";
    for (needs, plain) in [
        ("The mayor took bribes from two builders.", "The council meets on the first Monday of each month."),
        ("The harbour chief had hidden the report for two years.", "The harbour lies north of the town."),
        ("The closure has cost the town 200 jobs.", "The closure takes effect on 1 May."),
        ("Soldiers burned forty houses and shot at those who fled.", "The vote was 9 to 4."),
    ] {
        let (high, low) = (last(&format!("{before}{needs}")).asked, last(&format!("{before}{plain}")).asked);
        assert!(high > low + 0.2, "{needs} {high}, {plain} {low}");
    }
}

#[test]
fn a_statement_is_of_a_kind() {
    for (text, kind) in [
        ("“We have waited for this bridge for nine years,” she wrote to the board.", ClaimKind::Quotation),
        ("The mayor took bribes from two builders.", ClaimKind::Accusation),
        ("Prices will fall again next year.", ClaimKind::Prediction),
        ("The scheme has cost $42 million.", ClaimKind::Figure),
    ] {
        assert_eq!(last(text).kind, kind, "{text}");
    }
}

#[test]
fn neighbours_have_a_word_across_paragraphs() {
    let claim = "The pumps had failed twice in May.";
    let alone = last(claim);
    let beside = last(&format!("Anna Brandt, the engineer, said nobody had warned her.\n\n{claim}"));
    let joined = last(&format!("Anna Brandt, the engineer, said nobody had warned her. {claim}"));
    assert_ne!(alone.open, beside.open);
    // A paragraph's first sentence looks a little different to the network.
    assert!((beside.open - joined.open).abs() < 0.1, "{} {}", beside.open, joined.open);
}
