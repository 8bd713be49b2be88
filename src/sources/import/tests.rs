use std::{path::Path, time::Duration};

use super::*;
use crate::text::Span;

fn read(name: &str, text: &str) -> SourceText {
    let path = Path::new(name);
    import(Kind::of_path(path).unwrap(), path, text.as_bytes()).unwrap().text
}

/// Every word of the clean text that stands in the file is found there.
#[track_caller]
fn leads_back(file: &str, text: &SourceText, words: &str, original: &str) {
    let start = text.text.find(words).unwrap_or_else(|| panic!("{words:?} in {:?}", text.text));
    let span = text.in_file(Span::new(start, start + words.len())).unwrap();
    assert_eq!(span.of(file), original);
}

#[test]
fn plain_text_stays_as_it_is() {
    let file = "The quay was empty.\nNobody spoke.\n\nThen the ferry came.\n";
    let text = read("a.txt", file);
    assert_eq!(text.text, "The quay was empty.\nNobody spoke.\n\nThen the ferry came.");
    assert_eq!(text.places.iter().map(|it| it.paragraph).collect::<Vec<_>>(), [1, 2]);
    leads_back(file, &text, "spoke.\n\nThen", "spoke.\n\nThen");
}

#[test]
fn a_line_is_a_paragraph_where_nobody_wrapped_it() {
    let long = "The harbour office said on Monday that the ferry to the outer islands will not run before the first week of May because both of its engines have to be replaced.";
    let text = read("a.txt", &format!("{long} One.\n{long} Two.\n"));
    assert_eq!(text.places.len(), 2);
}

#[test]
fn words_cut_at_the_end_of_a_line_are_whole() {
    let file = "The har-\nbour was well-\nknown, a well-known harbour.\nThe ferry - and\nthe rest -\ncame.\n";
    let text = read("a.txt", file);
    assert_eq!(
        text.text,
        "The harbour was well-known, a well-known harbour.\nThe ferry - and\nthe rest -\ncame."
    );
    leads_back(file, &text, "harbour was", "har-\nbour was");
}

#[test]
fn running_heads_are_left_out() {
    let mut file = String::new();
    let mut expected = Vec::new();
    for line in 0..200 {
        if line % 40 == 0 {
            file += &format!("Harbour Council Minutes          Page {}\n", line / 40 + 1);
        }
        let (one, two) = (char::from(b'a' + (line / 20) as u8), char::from(b'a' + (line % 20) as u8));
        let words =
            format!("Member {one}{two} asked what the council said about the ferry and when it will come");
        file += &format!("{words}\n");
        expected.push(words);
    }
    assert_eq!(read("a.txt", &file).text, expected.join("\n"));
}

#[test]
fn pages_are_counted_and_their_edges_left_out() {
    let page = |number: u32, words: &str| format!("VARO HARBOUR\n\n{words}\n\n- {number} -\n\x0c");
    let file = page(1, "The council met on the quay and said the")
        + &page(2, "ferry will wait. Nobody asked.")
        + &page(3, "Then it rained.");
    let text = read("a.txt", &file);
    assert_eq!(
        text.text,
        "The council met on the quay and said the\nferry will wait. Nobody asked.\n\nThen it rained."
    );
    assert_eq!(
        text.places.iter().map(|it| (it.page.unwrap(), it.paragraph)).collect::<Vec<_>>(),
        [(1, 1), (2, 1), (3, 2)]
    );
    leads_back(&file, &text, "Nobody asked", "Nobody asked");
}

#[test]
fn what_a_speaker_repeats_is_no_running_head() {
    let file = "Thank you.\nWe wait.\nThank you.\nWe go.\n(Applause)\nThank you.\n(Applause)\nWe come.\nThank you.\n";
    assert_eq!(read("a.txt", file).text, file.trim_end());
}

#[test]
fn a_transcript_has_speakers() {
    let file = "ANA CHO: We wait for the ferry.\nIt is late.\nBEN VOSS: It never came.\nANA CHO: No.\n";
    let text = read("a.txt", file);
    assert_eq!(text.text, "We wait for the ferry.\nIt is late.\n\nIt never came.\n\nNo.");
    let speakers: Vec<&str> = text.places.iter().map(|it| it.speaker.as_deref().unwrap()).collect();
    assert_eq!(speakers, ["ANA CHO", "BEN VOSS", "ANA CHO"]);
    leads_back(file, &text, "It never came.\n\nNo", "It never came.\nANA CHO: No");
}

#[test]
fn a_transcript_has_times() {
    let file =
        "Ana Cho  0:00\nWe wait for the ferry.\n\nBen Voss  1:05\nIt never came.\n\nAna Cho  1:10\nNo.\n";
    let text = read("a.txt", file);
    assert_eq!(text.text, "We wait for the ferry.\n\nIt never came.\n\nNo.");
    let times: Vec<u64> = text.places.iter().map(|it| it.time.unwrap().as_secs()).collect();
    assert_eq!(times, [0, 65, 70]);
    assert_eq!(text.places[1].speaker.as_deref(), Some("Ben Voss"));
}

#[test]
fn turns_at_even_distances_are_no_running_heads() {
    let mut file = String::new();
    for turn in 0..12 {
        let name = ["Ana Cho", "Ben Voss", "Dana Ruiz", "Eva Lund", "Finn Moe", "Gro Dahl"][turn % 6];
        file += &format!(
            "{name}  {}:10\nThis is what {} says of it.\n\n",
            turn + 1,
            char::from(b'a' + turn as u8)
        );
    }
    let text = read("a.txt", &file);
    let at = text.text.find("what h says").unwrap();
    assert_eq!(text.place(at).unwrap().speaker.as_deref(), Some("Ben Voss"));
    assert!(!text.text.contains("Ana Cho"), "{}", text.text);
}

#[test]
fn colons_in_prose_are_no_speakers() {
    for file in [
        "Mr. Speaker: I come before you.\n\nThe state of the harbour is good.\n\nThe ferry runs.\n\nThe quay is long.\n\nNobody waits.",
        "Date: 2 March\nPlace: Varo\n\nThe council met.\n\nIt was late.",
        "Note: the ferry is late.",
    ] {
        let text = read("a.txt", file);
        assert_eq!(text.text, file);
        assert!(text.places.iter().all(|it| it.speaker.is_none()), "{file}");
    }
}

#[test]
fn captions_keep_their_times() {
    let file = "WEBVTT\n\nNOTE a remark\nof two lines\n\n1\n00:00:01.000 --> 00:00:03.000 align:start\n<v Ana Cho>We wait for\nthe <i>ferry</i> &amp; the boat.</v>\n\n00:00:03.500 --> 00:00:05.000\n<v Ana Cho>It is late.\n\n00:01:00.000 --> 00:01:02.000\n<v.loud Ben Voss>It never came.</v>\n";
    let text = read("a.vtt", file);
    assert_eq!(text.text, "We wait for\nthe ferry & the boat.\nIt is late.\n\nIt never came.");
    let places: Vec<(u64, &str)> = text
        .places
        .iter()
        .map(|it| (it.time.unwrap().as_millis() as u64, it.speaker.as_deref().unwrap()))
        .collect();
    assert_eq!(places, [(1000, "Ana Cho"), (3500, "Ana Cho"), (60_000, "Ben Voss")]);
    leads_back(file, &text, "the ferry & the boat", "the <i>ferry</i> &amp; the boat");
}

#[test]
fn subtitles_are_captions_too() {
    let file = "1\r\n00:00:01,000 --> 00:00:03,000\r\n{\\an8}ANA CHO: We wait {really}.\r\n\r\n2\r\n00:00:03,100 --> 00:00:05,000\r\nBEN VOSS: It is <b>late.\r\n";
    let text = read("a.srt", file);
    assert_eq!(text.text, "We wait {really}.\n\nIt is late.");
    assert_eq!(text.places[1].speaker.as_deref(), Some("BEN VOSS"));
    assert_eq!(text.places[1].time, Some(Duration::from_millis(3100)));
}

#[test]
fn captions_that_roll_are_read_once() {
    let file = "WEBVTT\n\n00:00:01.000 --> 00:00:02.000\nthe ferry is late\n\n00:00:02.000 --> 00:00:03.000\nthe ferry is late\nand nobody came\n\n00:00:03.000 --> 00:00:04.000\nand nobody came\nto the quay\n";
    assert_eq!(read("a.vtt", file).text, "the ferry is late\nand nobody came\nto the quay");
}

#[test]
fn markdown_is_read_without_its_marks() {
    let file = "---\nspeaker: Ana Cho\n---\n\n# Minutes\n\nThe **ferry** is [late](https://varo.example), she said.\n\n- One\n- Two &amp; three\n";
    let text = read("a.md", file);
    assert_eq!(text.text, "Minutes\n\nThe ferry is late, she said.\n\nOne\n\nTwo & three");
    leads_back(file, &text, "ferry is late", "ferry** is [late");
    let about = import(Kind::Markdown, Path::new("a.md"), file.as_bytes()).unwrap().about;
    assert_eq!(about[0].name, "speaker");
}

#[test]
fn old_encodings_are_read() {
    let read = |bytes: &[u8]| import(Kind::Plain, Path::new("a.txt"), bytes).map(|it| it.text.text);
    assert_eq!(read(b"Caf\xe9 \x93quay\x94").as_deref(), Ok("Café “quay”"));
    assert_eq!(read(b"\xff\xfeH\0i\0").as_deref(), Ok("Hi"));
    assert_eq!(read(b"\xef\xbb\xbfHi").as_deref(), Ok("Hi"));
    assert_eq!(read(b"PK\x03\x04\0\0").unwrap_err().0, "no text: it holds bytes that no text has");
}

#[test]
fn odd_texts_are_read() {
    let odd = [
        "",
        "\n",
        "\r\n\r\n",
        "\x0c\x0c\x0c",
        "-\n-\n-",
        "a-\n",
        ":",
        "A:",
        "A: \nA: \nA: ",
        "-->",
        "00:00:01 --> 00:00:02",
        "00:00:01.000 --> 00:00:02.000\n<v",
        "00:00:01.000 --> 00:00:02.000\n{{{<&",
        "\u{feff}",
        "[[[",
        "é-\né",
        "---\n---\n",
    ];
    for text in odd {
        for name in ["a.txt", "a.md", "a.vtt", "a.srt"] {
            let source = read(name, text);
            assert!(source.places.first().is_none_or(|it| it.start == 0));
            assert!(source.places.iter().all(|it| source.text.is_char_boundary(it.start)));
        }
    }
}

#[test]
fn a_text_above_the_limit_is_refused_with_the_limit() {
    let bytes = vec![b'a'; limits::TEXT as usize + 1];
    let refused = import(Kind::Plain, Path::new("a.txt"), &bytes).unwrap_err();
    assert_eq!(refused.0, "too large to read: 16.0 MB, the limit is 16 MB");
}
