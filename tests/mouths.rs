//! True words in the wrong mouth: whom a tape gives them to, and whom the article does.

use std::{path::Path, sync::Arc};

use onrecord::{
    article::Article,
    features::actions,
    markup::Format,
    rules::{Finding, Review, Settings},
    sources::{
        import::{Kind, import},
        matching::{Indexed, Texts},
    },
    text::Span,
};

fn texts(files: &[(&str, &str)]) -> Arc<Texts> {
    let source = |(name, text): &(&str, &str)| {
        let path = Path::new(name);
        let read = import(Kind::of_path(path).unwrap(), path, text.as_bytes()).unwrap();
        Arc::new(Indexed::new(path.file_stem().unwrap().to_str().unwrap(), Arc::new(read)))
    };
    Arc::new(Texts::new(files.iter().map(source).collect()))
}

fn review(article: &str, files: &[(&str, &str)]) -> Review {
    Review::beside(Arc::new(Article::read(article, Format::Markdown)), &Settings::default(), texts(files))
}

fn wrong<'a>(review: &'a Review) -> Vec<&'a Finding> {
    review.findings.iter().filter(|it| it.code == "quote-speaker").collect()
}

/// How often the words are in the wrong mouth.
#[track_caller]
fn asked(article: &str, files: &[(&str, &str)], times: usize) {
    let review = review(article, files);
    let found = wrong(&review);
    assert_eq!(found.len(), times, "{article}\n{files:?}\n{found:#?}");
}

const TAPES: &[(&str, &str)] = &[
    (
        "labels.txt",
        "MARA TELLER: The gate was leaking in January and I told the board.\n\n\
         JON ABELE: We spent every krone that the council gave us.\n\nMARA TELLER: So you say.\n",
    ),
    (
        "titles.txt",
        "MS. TELLER: The gate was leaking in January and I told the board.\n\n\
         MR. ABELE: We spent every krone that the council gave us.\n\nMS. TELLER: So you say.\n",
    ),
    (
        "voices.vtt",
        "WEBVTT\n\n00:00:03.000 --> 00:00:06.000\n<v Teller, Mara (Harbour Board)>The gate was leaking in January</v>\n\n\
         00:00:06.100 --> 00:00:09.000\n<v Teller, Mara (Harbour Board)>and I told the board.</v>\n\n\
         00:00:12.000 --> 00:00:15.000\n<v Abele, Jon>We spent every krone that the council gave us.</v>\n",
    ),
    (
        "zoom.vtt",
        "WEBVTT\n\n1\n00:00:03.000 --> 00:00:06.000\nMara Teller: The gate was leaking in January and I told the board.\n\n\
         2\n00:00:12.000 --> 00:00:15.000\nJon Abele: We spent every krone that the council gave us.\n\n\
         3\n00:00:16.000 --> 00:00:17.000\nMara Teller: So you say.\n",
    ),
    (
        "otter.txt",
        "Mara Teller  0:03  \nThe gate was leaking in January and I told the board.\n\n\
         Jon Abele  0:12  \nWe spent every krone that the council gave us.\n\nMara Teller  1:02:11  \nSo you say.\n",
    ),
    (
        "hansard.txt",
        "Mara Teller (Lunde) (Ind): The gate was leaking in January and I told the board.\n\n\
         The Minister for Ports (Jon Abele): We spent every krone that the council gave us.\n\n\
         Mara Teller: So you say.\n",
    ),
];

#[test]
fn every_dress_of_a_label_tells_whose_words_these_are() {
    for tape in TAPES {
        let tape = std::slice::from_ref(tape);
        asked("“The gate was leaking in January and I told the board,” Mara Teller said.", tape, 0);
        asked("“We spent every krone that the council gave us,” Jon Abele said.", tape, 0);
        asked("“The gate was leaking in January and I told the board,” Jon Abele said.", tape, 1);
        asked("“We spent every krone that the council gave us,” said Mara Teller.", tape, 1);
        asked(
            "Mara Teller, the harbour master, spoke first. “We spent every krone that the council gave us,” Teller said.",
            tape,
            1,
        );
    }
}

#[test]
fn the_message_says_when_and_from_whom() {
    let review = review(
        "“We spent every krone that the council gave us,” Mara Teller said.",
        std::slice::from_ref(&TAPES[2]),
    );
    let message = &wrong(&review)[0].message;
    assert_eq!(
        message,
        "voices.vtt has these words from Jon Abele, heard at 00:00:12, not from Mara Teller."
    );
}

#[test]
fn a_tape_that_does_not_know_proves_nothing() {
    let article = "“We spent every krone that the council gave us,” Mara Teller said.";
    for labels in
        [["Q", "A"], ["Interviewer", "Speaker 1"], ["SPEAKER_00", "SPEAKER_01"], ["MODERATOR", "WITNESS"]]
    {
        let [one, other] = labels;
        let tape = format!(
            "{one}: Where did the money go?\n\n{other}: We spent every krone that the council gave us.\n\n{one}: All?\n\n{other}: All.\n"
        );
        asked(article, &[("tape.txt", &tape)], 0);
    }
    // Nobody is labelled, or somebody else has said the same.
    asked(article, &[("tape.txt", "We spent every krone that the council gave us.\n")], 0);
    asked(article, &[TAPES[0], ("memo.txt", "We spent every krone that the council gave us.\n")], 0);
    asked(
        &article.replace("said.", "said [@labels]."),
        &[TAPES[0], ("memo.txt", "We spent every krone that the council gave us.\n")],
        1,
    );
}

#[test]
fn names_of_one_person_are_compatible() {
    let tape = |label: &str| {
        format!(
            "{label}: We spent every krone that the council gave us.\n\nJON ABELE: All?\n\n{label}: All of it, yes.\n\nJON ABELE: So.\n"
        )
    };
    for label in [
        "TELLER",
        "Mara",
        "M. TELLER",
        "MT",
        "Mayor Teller",
        "Mara A. Teller",
        "Mara Tellar",
        "MARA TELLER-LUND",
    ] {
        asked(
            "“We spent every krone that the council gave us,” Mara Teller said.",
            &[("tape.txt", &tape(label))],
            0,
        );
    }
    for label in ["DANA RUIZ", "Ngozi Adeyemi", "Ruiz, Dana"] {
        asked(
            "“We spent every krone that the council gave us,” Mara Teller said.",
            &[("tape.txt", &tape(label))],
            1,
        );
    }
}

#[test]
fn letters_speak_only_beside_her_own() {
    let article = "“We spent every krone that the council gave us,” Mara Teller said.";
    let tape = |one: &str| {
        format!(
            "{one}: Where did it go?\n\nJA: We spent every krone that the council gave us.\n\n{one}: All?\n\nJA: All.\n"
        )
    };
    asked(article, &[("tape.txt", &tape("MT"))], 1);
    asked(article, &[("tape.txt", &tape("DR"))], 0);
}

#[test]
fn words_passed_on_are_whose_they_are() {
    let tape = "JON ABELE: Mara Teller told me that the money was gone before the spring.\n\nMARA TELLER: No.\n\n\
                JON ABELE: She wrote, “Nobody in this town will ever see the money again.”\n\nMARA TELLER: Did I?\n";
    asked("“The money was gone before the spring,” Mara Teller said.", &[("tape.txt", tape)], 0);
    asked(
        "“Nobody in this town will ever see the money again,” Mara Teller wrote.",
        &[("tape.txt", tape)],
        0,
    );
    let article = "Jon Abele said Mara Teller had told him “the money was gone before the spring”.";
    asked(article, &[("tape.txt", tape)], 0);
}

#[test]
fn a_quotation_over_two_turns_has_two_mouths() {
    let article = "“I told the board. We spent every krone that the council gave us,” Mara Teller said.";
    let review = review(article, &[TAPES[0]]);
    assert!(wrong(&review)[0].message.contains("“We spent every krone"), "{:#?}", review.findings);
}

#[test]
fn a_text_of_one_person_is_hers() {
    let memo = "---\nspeaker: Jon Abele\n---\n\nWe spent every krone that the council gave us.\n";
    asked(
        "“We spent every krone that the council gave us,” Mara Teller said [@memo].",
        &[("memo.md", memo)],
        1,
    );
    asked("“We spent every krone that the council gave us,” Abele said [@memo].", &[("memo.md", memo)], 0);
}

#[test]
fn the_fix_names_who_said_it_and_nothing_else() {
    let fixes = |article: &str| {
        let review = review(article, &[TAPES[0]]);
        let all = actions::actions(&review, Span::new(0, article.len()));
        let given = all.iter().find(|it| it.title.starts_with("Give the words to"))?;
        let mut out = article.to_owned();
        for edit in actions::resolve(&review, &given.key).iter().rev() {
            out.replace_range(edit.span.start..edit.span.end, &edit.text);
        }
        Some(out)
    };
    assert_eq!(
        fixes("“We spent every krone that the council gave us,” Mara Teller, the mayor, said.").as_deref(),
        Some("“We spent every krone that the council gave us,” Jon Abele said.")
    );
    // The rest of what she says would be his, or “she” nobody.
    for article in [
        "“We spent every krone that the council gave us,” Mara Teller said, and that she would go.",
        "“We spent every krone that the council gave us,” Mara Teller said. She left the room.",
    ] {
        assert_eq!(fixes(article), None, "{article}");
    }
}
