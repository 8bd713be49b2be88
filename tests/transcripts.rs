//! Transcripts as the tools of newsrooms export them: what was said is found word for word, and what only stands on
//! the tape never is.

use std::{path::Path, sync::Arc};

use onrecord::sources::{
    SourceText,
    import::{Kind, import},
    matching::{Grade, Indexed, Texts},
};

fn read(name: &str, bytes: &[u8]) -> SourceText {
    let path = Path::new(name);
    import(Kind::of_path(path).unwrap(), path, bytes.to_vec())
        .unwrap_or_else(|it| panic!("{name}: {it}"))
        .text
}

fn grade(text: &SourceText, quotation: &str) -> Grade {
    let read = Arc::new(onrecord::sources::import::Imported { text: text.clone(), ..Default::default() });
    Texts::new(vec![Arc::new(Indexed::new("tape", read))]).quotation(quotation, &[0]).grade
}

/// The words as said in one row, times and speakers apart.
#[track_caller]
fn says(name: &str, file: &str, expected: &str) -> SourceText {
    let text = read(name, file.as_bytes());
    let words = text.text.split_whitespace().collect::<Vec<_>>().join(" ");
    assert_eq!(words, expected, "{name}: {:?}", text.text);
    assert_eq!(grade(&text, expected), Grade::Verified);
    text
}

#[track_caller]
fn heard(text: &SourceText, words: &str, seconds: u64, speaker: &str) {
    let at = text.text.find(words).unwrap_or_else(|| panic!("{words} in {:?}", text.text));
    let place = text.place(at).unwrap();
    assert_eq!(place.time.map(|it| it.as_secs()), Some(seconds), "{words}");
    assert_eq!(place.speaker.as_deref().unwrap_or_default(), speaker, "{words}");
}

const FERRY: &str = "the ferry will not sail before the spring and nobody told the islanders";

#[test]
fn times_at_the_head_of_a_line_are_not_said() {
    for file in [
        "[00:00.000 --> 00:04.000]  the ferry will not sail\n[00:04.000 --> 00:08.000]  before the spring\n[00:08.000 --> 00:11.000]  and nobody told the islanders\n",
        "0:00\nthe ferry will not sail\n0:04\nbefore the spring\n0:08\nand nobody told the islanders\n",
        "0:00 the ferry will not sail\n0:04 before the spring\n0:08 and nobody told the islanders\n",
        "00:00:00 the ferry will not sail\n00:00:04 before the spring\n00:00:08 and nobody told the islanders\n",
        "(0:00) the ferry will not sail\n(0:04) before the spring\n(0:08) and nobody told the islanders\n",
        "00:00:00,000 --> 00:00:04,000\nthe ferry will not sail\n00:00:04,000 --> 00:00:08,000\nbefore the spring\n00:00:08,000 --> 00:00:11,000\nand nobody told the islanders\n",
        "00:00:00;12 - 00:00:04;02\nthe ferry will not sail\n00:00:04;02 - 00:00:08;01\nbefore the spring\n00:00:08;01 - 00:00:11;00\nand nobody told the islanders\n",
        "{00:00:00.00} the ferry will not sail\n{00:00:04.00} before the spring\n{00:00:08.00} and nobody told the islanders\n",
        "00:00 - 00:04 the ferry will not sail\n00:04 - 00:08 before the spring\n00:08 - 00:11 and nobody told the islanders\n",
    ] {
        let text = says("tape.txt", file, FERRY);
        heard(&text, "before the spring", 4, "");
    }
}

#[test]
fn times_between_words_are_not_said() {
    says(
        "tape.txt",
        "MT: the ferry will not sail #00:00:04-2# before the spring #00:00:08-1#\n\nMT: and nobody told #00:00:09-0# the islanders\n",
        FERRY,
    );
    says(
        "tape.txt",
        "Mara Teller: [00:00:03] the ferry will not sail before the spring\n\n[00:00:09] and nobody told [crosstalk 00:00:10] the islanders\n",
        FERRY,
    );
}

#[test]
fn a_programme_keeps_its_hours() {
    for file in [
        "9:00 opening of the fair\n10:30 the mayor speaks\n12:00 lunch on the quay\n",
        "The ferry leaves at 9:00 and is back at 10:30.\n\nIt is late.\n",
        "12:30 was the hour.\n\nNobody came.\n",
    ] {
        assert_eq!(read("a.txt", file.as_bytes()).text, file.trim_end());
    }
}

#[test]
fn what_is_no_speech_is_not_said() {
    let text = says(
        "hansard.txt",
        "Mara Teller (Lunde) (Ind): the ferry will not sail\n before the spring        [Interruption.]\n\n\
         The Minister for Ports (Jon Abele): and nobody told the islanders [Laughter.]\n\nMara Teller: (laughs) Well.\n",
        &format!("{FERRY} Well."),
    );
    assert_eq!(text.places.last().unwrap().speaker.as_deref(), Some("Mara Teller"));
    says(
        "tape.srt",
        "1\n00:00:01,000 --> 00:00:04,000\nthe ferry will not sail\n\n2\n00:00:04,000 --> 00:00:05,000\n[APPLAUSE]\n\n\
         3\n00:00:05,000 --> 00:00:06,000\n♪ before the spring ♪\n\n4\n00:00:06,000 --> 00:00:08,000\n(SIGHS) and nobody told the islanders\n",
        FERRY,
    );
}

#[test]
fn lines_of_courts_have_numbers() {
    let mut file = String::new();
    let words = [
        "Q.  Did the ferry sail?",
        "A.  It did not.",
        "Q.  Why not?",
        "A.  The gate was shut, and",
        "    nobody had the key.",
        "Q.  Nobody at all?",
        "A.  Nobody.",
        "MR. ABELE:  Objection.",
        "THE COURT:  Sustained.",
        "Q.  Go on.",
        "A.  I waited.",
        "Q.  How long?",
    ];
    for page in 0..2 {
        for (at, line) in words.iter().enumerate() {
            file += &format!("{:>2}  {line}\n", at + 1);
        }
        file += &format!("\n          Page {}\n\n", page + 1);
    }
    let text = read("court.txt", file.as_bytes());
    assert_eq!(grade(&text, "The gate was shut, and nobody had the key"), Grade::Verified);
    assert!(!text.text.contains("Q.") && !text.text.contains(" 5 "), "{}", text.text);
    let at = text.text.find("The gate was shut").unwrap();
    assert_eq!(text.place(at).unwrap().speaker.as_deref(), Some("A"));
    // A list keeps its numbers.
    let list = "1 Open the gate\n2 Wait\n3 Close it\n4 Sail\n5 Land\n6 Unload\n7 Sail back\n8 Rest\n";
    assert_eq!(read("list.txt", list.as_bytes()).text, list.trim_end());
}

#[test]
fn speakers_stand_in_columns() {
    for file in [
        "Mara Teller\tthe ferry will not sail\nJon Abele\tbefore the spring\nMara Teller\tand nobody told the islanders\n",
        "Mara Teller     the ferry will not sail\nJon Abele       before the spring\nMara Teller     and nobody told the islanders\n",
        "Mara Teller\nthe ferry will not sail\n\nJon Abele\nbefore the spring\n\nMara Teller\nand nobody told the islanders\n",
    ] {
        let text = says("tape.txt", file, FERRY);
        let at = text.text.find("before").unwrap();
        assert_eq!(text.place(at).unwrap().speaker.as_deref(), Some("Jon Abele"), "{file}");
    }
    let page = "<table><tr><td>Mara Teller</td><td>the ferry will not sail</td></tr><tr><td>Jon Abele</td><td>before the spring</td></tr>\
                <tr><td>Mara Teller</td><td>and nobody told the islanders</td></tr></table>";
    let text = says("tape.html", page, FERRY);
    assert_eq!(text.place(text.text.find("before").unwrap()).unwrap().speaker.as_deref(), Some("Jon Abele"));
}

#[test]
fn names_and_times_share_a_line() {
    for file in [
        "Mara Teller  0:03  \nthe ferry will not sail before the spring\n\nJon Abele  0:21  \nand nobody told the islanders\n",
        "Mara Teller (00:03):\nthe ferry will not sail before the spring\n\nJon Abele (00:21):\nand nobody told the islanders\n",
        "Mara Teller [00:00:03] the ferry will not sail before the spring\n\nJon Abele [00:00:21] and nobody told the islanders\n",
        "[00:00:03] Mara Teller: the ferry will not sail before the spring\n\n[00:00:21] Jon Abele: and nobody told the islanders\n",
        "Mara Teller: (00:03)\nthe ferry will not sail before the spring\n\nJon Abele: (00:21)\nand nobody told the islanders\n",
        "00:00:03 From Mara Teller to Everyone:\n\tthe ferry will not sail before the spring\n00:00:21 From Jon Abele to Everyone:\n\tand nobody told the islanders\n",
        "00:00:03\tMara Teller:\tthe ferry will not sail before the spring\n00:00:21\tJon Abele:\tand nobody told the islanders\n",
    ] {
        let text = says("tape.txt", file, FERRY);
        heard(&text, "the ferry", 3, "Mara Teller");
        heard(&text, "and nobody", 21, "Jon Abele");
    }
}

#[test]
fn machines_write_transcripts_in_many_shapes() {
    for file in [
        r#"{"text":"x y","segments":[{"id":0,"start":3.0,"end":9.0,"text":" the ferry will not sail before the spring","speaker":"Mara Teller"},{"id":1,"start":21.5,"end":25.0,"text":" and nobody told the islanders","speaker":"Jon Abele"}]}"#,
        r#"{"speakers":[{"id":0,"name":"Mara Teller"},{"id":1,"name":"Jon Abele"}],"monologues":[{"speaker":0,"elements":[{"type":"text","value":"the ferry will not sail","ts":3.0},{"type":"punct","value":" "},{"type":"text","value":"before the spring"}]},{"speaker":1,"elements":[{"type":"text","value":"and nobody told the islanders","ts":21.2}]}]}"#,
        r#"{"utterances":[{"speaker":"Mara Teller","start":3000,"end":9000,"text":"the ferry will not sail before the spring","words":[{"text":"the","start":3000}]},{"speaker":"Jon Abele","start":21000,"end":25000,"text":"and nobody told the islanders"}]}"#,
        r#"[{"start":"00:00:03","speaker":{"name":"Mara Teller"},"text":"the ferry will not sail before the spring"},{"start":"00:00:21","speaker":{"name":"Jon Abele"},"text":"and nobody told the islanders"}]"#,
    ] {
        let text = says("tape.json", file, FERRY);
        heard(&text, "the ferry", 3, "Mara Teller");
        heard(&text, "and nobody", 21, "Jon Abele");
    }
    says(
        "tape.json3",
        r#"{"events":[{"tStartMs":0,"segs":[{"utf8":"the ferry"},{"utf8":" will not sail"}]},{"tStartMs":4000,"segs":[{"utf8":"\n"}]},{"tStartMs":4000,"segs":[{"utf8":"before the spring and nobody told the islanders"}]}]}"#,
        FERRY,
    );
    says(
        "tape.json",
        r#"{"results":{"transcripts":[{"transcript":"the ferry will not sail before the spring and nobody told the islanders"}],"items":[{"type":"x"}]}}"#,
        FERRY,
    );
    for file in [
        "{",
        "[]",
        r#"[{"id":"cho2024","type":"book","title":"The Harbour"}]"#,
        "3",
        "{\"a\":[[[[[[[[[[[]]]]]]]]]]]}",
    ] {
        assert!(import(Kind::Json, Path::new("a.json"), file.as_bytes().to_vec()).is_err(), "{file}");
    }
}

#[test]
fn columns_are_read_by_their_heads() {
    for (name, file) in [
        (
            "tape.tsv",
            "start\tend\ttext\n3000\t9000\tthe ferry will not sail before the spring\n21000\t25000\tand nobody told the islanders\n",
        ),
        (
            "tape.csv",
            "Speaker,Start,Text\n,3.0,\"the ferry will not sail before the spring\"\n,21.0,and nobody told the islanders\n",
        ),
        (
            "tape.csv",
            "Timestamp;Transcript\n00:00:03;the ferry will not sail before the spring\n00:00:21;and nobody told the islanders\n",
        ),
    ] {
        let text = says(name, file, FERRY);
        heard(&text, "and nobody", 21, "");
    }
    let text = says(
        "tape.csv",
        "name,text\nMara Teller,\"the ferry will not sail\n before the spring\"\nJon Abele,and nobody told the islanders\n",
        FERRY,
    );
    assert_eq!(text.places.last().unwrap().speaker.as_deref(), Some("Jon Abele"));
    assert_eq!(
        read("fares.csv", b"line,fare\nouter,24\ninner,12\n").text,
        "line, fare\n\nouter, 24\n\ninner, 12"
    );
}

#[test]
fn captions_are_read_as_they_were_shown() {
    says(
        "tape.ttml",
        "<?xml version=\"1.0\"?><tt xmlns=\"http://www.w3.org/ns/ttml\"><body><div><p begin=\"00:00:03.000\" end=\"00:00:05.000\">the ferry<br/>will <span>not</span> sail</p>\
         <p begin=\"5s\">before the spring</p><p begin=\"7s\">and nobody told the islanders</p></div></body></tt>",
        FERRY,
    );
    says(
        "tape.sbv",
        "0:00:01.000,0:00:03.000\nthe ferry will not sail\n\n0:00:03.000,0:00:05.000\nbefore the spring\nand nobody told the islanders\n",
        FERRY,
    );
    says(
        "cr.vtt",
        "WEBVTT\r\r00:01.000 --> 00:04.000\rthe ferry will not sail before the spring\r\r00:04.000 --> 00:06.000\rand nobody told the islanders\r",
        FERRY,
    );
    says(
        "gap.vtt",
        "WEBVTT\n\nNOTE\nnobody says this\n\n00:01.000 --> 00:04.000\n \nthe ferry will not sail\n\nbefore the spring\n\nb7\n00:04.000 --> 00:06.000\nand nobody told the islanders\n",
        FERRY,
    );
    // What rolls is said once, what is said twice is said twice.
    says(
        "roll.srt",
        "1\n00:00:00,000 --> 00:00:02,000\nthe ferry will not sail\n\n2\n00:00:02,000 --> 00:00:02,010\nthe ferry will not sail\n \n\n\
         3\n00:00:02,010 --> 00:00:05,000\nthe ferry will not sail\nbefore the spring\n\n4\n00:00:05,000 --> 00:00:08,000\nbefore the spring\nand nobody told the islanders\n",
        FERRY,
    );
    says(
        "twice.srt",
        "1\n00:00:00,000 --> 00:00:02,000\nNo.\n\n2\n00:00:02,000 --> 00:00:03,000\nNo.\n\n3\n00:00:03,000 --> 00:00:05,000\nThe ferry will not sail.\n",
        "No. No. The ferry will not sail.",
    );
}

#[test]
fn letters_and_pages_in_one_file_are_read() {
    let letter = "From: Mara Teller <mara@varo.example>\r\nTo: desk@varo.example\r\nSubject: =?utf-8?Q?F=C3=A4hre?=\r\nDate: Tue, 3 Mar 2026 10:00:00 +0100\r\nMIME-Version: 1.0\r\n\
        Content-Type: multipart/alternative; boundary=\"b1\"\r\n\r\n--b1\r\nContent-Type: text/html\r\n\r\n<p>not this</p>\r\n--b1\r\n\
        Content-Type: text/plain; charset=utf-8\r\nContent-Transfer-Encoding: quoted-printable\r\n\r\nthe ferry will not sail before the spring and no=\r\nbody told the islanders=E2=80=93\r\n--b1--\r\n";
    let text = read("m.eml", letter.as_bytes());
    assert_eq!(grade(&text, FERRY), Grade::Verified);
    assert_eq!(text.places[0].speaker.as_deref(), Some("Mara Teller"));
    let base64 = "From: a@b.example\nContent-Type: text/plain\nContent-Transfer-Encoding: base64\n\ndGhlIGZlcnJ5IHdpbGwgbm90IHNhaWwgYmVmb3JlIHRoZSBzcHJp\nbmcgYW5kIG5vYm9keSB0b2xkIHRoZSBpc2xhbmRlcnM=\n";
    says("m.eml", base64, FERRY);
    let page = "MIME-Version: 1.0\nContent-Type: multipart/related; boundary=x\n\n--x\nContent-Type: text/html\nContent-Transfer-Encoding: quoted-printable\n\n<html><body><p>the ferry will not sail before the spring =\nand nobody told the islanders</p></body></html>\n--x\nContent-Type: image/png\n\nPNG\n--x--\n";
    says("page.mhtml", page, FERRY);
    assert!(import(Kind::Mime, Path::new("m.eml"), b"Content-Type: image/png\n\nPNG".to_vec()).is_err());
}

#[test]
fn rich_text_is_read() {
    says(
        "n.rtf",
        "{\\rtf1\\ansi\\ansicpg1252{\\fonttbl{\\f0 Times;}}{\\*\\generator Pad;}{\\b the ferry} will not sail\\par before the spring {\\v hidden}and nob\\'6fdy told the \\u105?slanders\\par}",
        FERRY,
    );
    for broken in ["{\\rtf", "{\\rtf1 \\'", "{\\rtf1 }}}}", "{\\rtf1 \\u-", "{\\rtf1\\u55357?\\par"] {
        import(Kind::Rtf, Path::new("a.rtf"), broken.as_bytes().to_vec()).unwrap();
    }
    assert!(import(Kind::Rtf, Path::new("a.rtf"), b"words".to_vec()).is_err());
    assert!(import(Kind::Rtf, Path::new("a.rtf"), "{\\rtf".repeat(5_000).into_bytes()).is_err());
}
