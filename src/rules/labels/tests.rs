use super::*;

#[test]
fn a_name_has_many_dresses_on_tapes() {
    for label in [
        "MARA TELLER",
        "Teller, Mara (Harbour Board)",
        "Mara Teller (Lunde) (Ind)",
        "The Member for Lunde (Mara Teller)",
        "Mara Teller | Harbour Board",
        "Mara Teller, Harbour Board",
        "Ms. Teller",
        "Mayor Teller",
        "M. Teller",
        "Mara T.",
        "Mara",
        "TELLER",
        "MT",
        "M.T.",
        "mteller",
        "Mara’s",
        "Mara Anne Teller",
        "Mára Tellér",
        "Mara Tellar",
    ] {
        assert_eq!(Label::new(label).fit(&Person::called("Mara Teller")), Fit::Yes, "{label}");
    }
    assert_eq!(Label::new("Teller-Lund").fit(&Person::called("Mara Lund")), Fit::Perhaps);
    assert_eq!(Label::new("Bill Teller").fit(&Person::called("William Teller")), Fit::Perhaps);
    for label in ["JON ABELE", "Mara Lund", "ABELE", "JA", "J. Abele", "Abele, Jon"] {
        assert_eq!(Label::new(label).fit(&Person::called("Mara Teller")), Fit::No, "{label}");
    }
}

#[test]
fn parts_and_offices_are_no_names() {
    for label in [
        "Q",
        "A",
        "Q.",
        "Speaker 1",
        "SPEAKER_00",
        "Interviewer",
        "MODERATOR",
        "The Minister for Ports",
        "THE COURT",
        "THE WITNESS",
        "UNIDENTIFIED SPEAKER",
        "Female Voice",
        "Harbour Board",
        "Mayor",
        "Chairwoman",
        "Deputy Mayor",
        "Several hon. Members",
        "Zoom user",
        "iPhone",
        "",
        "()",
    ] {
        assert!(!Label::new(label).is_name(), "{label}: {:?}", Label::new(label));
    }
}

#[test]
fn a_label_is_written_as_an_article_would() {
    for (label, name) in [
        ("JON ABELE", "Jon Abele"),
        ("Abele, Jon (Harbour Board)", "Jon Abele"),
        ("The Minister for Ports (Jon Abele)", "Jon Abele"),
        ("Mr. JON ABELE-ROSS:", "Jon Abele-Ross"),
        ("Dr. Jon Abele", "Jon Abele"),
    ] {
        assert_eq!(Label::new(label).name().map(str::to_lowercase), Some(name.to_lowercase()), "{label}");
    }
    assert!(Label::new("Jon Abele").is_full() && Label::new("Ngozi Adeyemi").is_full());
    assert!(!Label::new("ABELE").is_full() && !Label::new("J A").is_full());
}
