use super::*;

/// The head of a text.
fn of(text: &str) -> Option<&str> {
    let passage = Passage::new(text);
    head(&passage).map(|it| it.span(&passage).of(text))
}

const LEADS: [&str; 4] = [
    "At least 12 people were hurt when a bus fell into a ravine, officials said.",
    "The mayor said on Monday that the bridge would stay closed.",
    "Anna Kolb, the port's director, denied that the harbour had dumped oil.",
    "“We had no warning,” said Peter Osei, a farmer.",
];

#[test]
fn datelines_of_every_kind_end_where_the_sentence_begins() {
    let kinds = [
        "BRUSSELS:",
        "WASHINGTON (AP) —",
        "LIMA, Peru, Oct. 21 –",
        "NAIROBI (Reuters) -",
        "LAGOS, Nigeria (Agency) —",
        "February 6 (ANI):",
        "New Delhi [India], February 6 (ANI):",
        "Boston, March 3 -",
        "PORT HALE, March 3 (Agency) —",
        "PARIS/BERLIN, March 3 (Reuters) -",
        "WASHINGTON and NEW YORK —",
        "Islamabad:",
        "Port Hale –",
        "Port-au-Prince —",
        "Orla, Vesland —",
        "(Reuters) -",
        "MOSCOW, March 3. /TASS/.",
        "NEW DELHI, 6 Feb (PTI)",
        "JERUSALEM |",
        "Kampala | URN |",
        "[Nairobi]",
        "GENEVA (3 March 2024) –",
        "Updated 3 March 2024, 10:15 GMT:",
        "By Our Correspondent LAHORE:",
        "HONG KONG, CHINA - Media OutReach Newswire - 3 March 2024 -",
        "GOMA, Democratic Republic of the Congo (AP) —",
        "ST. JOHN’S, N.L. —",
    ];
    for kind in kinds {
        for lead in LEADS {
            assert_eq!(of(&format!("{kind} {lead}")), Some(kind), "{kind} {lead}");
        }
    }
}

#[test]
fn lines_that_tell_who_wrote_end_with_the_line() {
    let kinds = [
        "By Ana Cho in Lisbon",
        "By ANA CHO, Staff Writer",
        "By Ana Cho, education correspondent",
        "By Ana Cho and Li Wei",
        "Ana Cho | The Harbour Times",
        "Ana Cho | The Harbour Times | 3 March 2024",
        "Reporting by Ana Cho; Editing by Li Wei",
        "Updated 3 March 2024, 10:15 GMT",
        "Published: 3 March 2024",
    ];
    for kind in kinds {
        assert_eq!(of(kind), Some(kind));
        for lead in LEADS {
            assert_eq!(of(&format!("{kind}\n{lead}")), Some(kind), "{kind} {lead}");
        }
    }
    let both = "By Ana Cho\nLISBON (Agency) —";
    assert_eq!(of(&format!("{both} {}", LEADS[0])), Some(both));
}

#[test]
fn ordinary_openings_are_no_datelines() {
    let openings = [
        "NATO said on Monday — twice — that it would wait.",
        "NATO — the alliance — would wait.",
        "The plan: resign.",
        "He resigned.",
        "By Monday Ana Cho had left.",
        "By Ana Cho’s count, nine ships had left.",
        "Reporting by Ana Cho showed that the port had leaked.",
        "CHO: We had no warning.",
        "Osei – I never saw the letter.",
        "Peter Osei – The mayor knew.",
        "March – The band left.",
        "Airbus (AIR) Chief Executive Ana Cho said it would wait.",
        "Lisbon – and Porto – would wait.",
        "In Lisbon, the mayor resigned.",
        "Updated figures were published in March 2024.",
        "Mayor Ana Cho, Lisbon’s first, resigned.",
        "",
        "–",
    ];
    for opening in openings {
        assert_eq!(of(opening), None, "{opening}");
    }
}

#[test]
fn whoever_wrote_is_nobody_in_the_article() {
    let reading = crate::reading::by_rules()
        .read("By Ana Cho in Lisbon\nPORT HALE, March 3 (Agency) — The mayor said the bridge was safe.");
    let named = reading.mentions.iter().map(|it| (it.span.of(&reading.passage.text), it.kind));
    let named: Vec<_> = named.filter(|it| it.0 != "The mayor").collect();
    let expected =
        [("PORT HALE", EntityKind::Place), ("March 3", EntityKind::Date), ("Agency", EntityKind::Org)];
    assert_eq!(named, expected);
    let sentences = reading.passage.sentences.iter().map(|it| it.span.of(&reading.passage.text));
    assert_eq!(sentences.collect::<Vec<_>>(), ["The mayor said the bridge was safe."]);
    assert_eq!(reading.attributions.len(), 1);
}
