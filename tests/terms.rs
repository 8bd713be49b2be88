//! What was agreed on with a source holds wherever it was written down.

use std::{fs, path::PathBuf, sync::Arc};

use onrecord::{
    article::Article,
    features::{actions, citing::Asked, completion, wanted::wanted},
    markup::Format,
    rules::{Review, Settings},
    sources::{
        declared,
        library::{Folders, Shelf, Terms},
        lists::Date,
        matching::Texts,
    },
    text::Span,
};

const ARTICLE: &str = "\
# The ferry

The winter tests of the pumps were signed off without anybody reading them.

The winter tests of the pumps were “signed off unread by the whole crew”, a crew member said.

“All of us skip the checklist when the ferry is late,” Dana Ruiz said.

The ferry line lost 24 million euros last year.

The line will close in the spring, according to the budget [@budget].
";

/// What is at the head, what was said, and in which file.
const SAID: [(&str, &str, &str); 3] = [
    ("ruiz", "off the record", "The winter tests of the pumps were signed off unread by the whole crew."),
    (
        "pilot",
        "on background",
        "All of us skip the checklist when the ferry is late, and the master knows it.",
    ),
    (
        "budget",
        "embargo until 2027-05-01",
        "The ferry line lost 24 million euros last year and will close in the spring.",
    ),
];

struct Folder(PathBuf);

impl Folder {
    fn new(name: &str) -> Folder {
        let folder = std::env::temp_dir().join(format!("onrecord-terms-{name}-{}", std::process::id()));
        let _ = fs::remove_dir_all(&folder);
        fs::create_dir_all(folder.join("sources")).unwrap();
        Folder(fs::canonicalize(folder).unwrap())
    }

    fn write(&self, name: &str, text: impl AsRef<[u8]>) {
        fs::write(self.0.join("sources").join(name), text).unwrap();
    }

    fn review(&self, text: &str) -> Review {
        let declared = declared(text, Format::Markdown, &self.0.join("article.md"));
        let (wanted, roots) = wanted(&self.0, &[], &Settings::default(), declared);
        let library = Shelf::new(Folders::new(roots)).library(&wanted, &mut |_, _| {});
        let texts = Arc::new(Texts::of(Arc::new(library), &Texts::default()));
        let settings = Settings {
            today: Some(Date { year: 2026, month: Some(12), day: Some(1) }),
            ..Settings::default()
        };
        Review::beside(Arc::new(Article::read(text, Format::Markdown)), &settings, texts)
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        let _ = fs::remove_dir_all(&self.0);
    }
}

/// A file's name and its bytes, with terms at its head.
type Writing = fn(&str, &str, &str) -> (String, Vec<u8>);

const WAYS: &[(&str, Writing)] = &[
    ("front matter of a text", |key, terms, said| {
        (format!("{key}.txt"), format!("---\nterms: {terms}\nspeaker: Dana Ruiz\n---\n{said}\n").into())
    }),
    ("a line of a text", |key, terms, said| {
        (
            format!("{key}.txt"),
            format!("Call, 3 May\r\nTERMS: {terms}\r\nSpeaker: Dana Ruiz\r\n\r\n{said}\r\n").into(),
        )
    }),
    ("front matter of Markdown", |key, terms, said| {
        (format!("{key}.md"), format!("---\nterms: {terms}\nspeaker: Dana Ruiz\n---\n{said}\n").into())
    }),
    ("a line of Markdown", |key, terms, said| {
        (
            format!("{key}.md"),
            format!("# Call\n\n**Terms:** {terms}\n\nSpeaker: Dana Ruiz\n\n{said}\n").into(),
        )
    }),
    ("a remark of Markdown", |key, terms, said| {
        (format!("{key}.md"), format!("<!--\nterms: {terms}\nspeaker: Dana Ruiz\n-->\n\n{said}\n").into())
    }),
    ("front matter of subtitles", |key, terms, said| {
        (
            format!("{key}.srt"),
            format!(
                "---\nterms: {terms}\nspeaker: Dana Ruiz\n---\n\n1\n00:00:01,000 --> 00:00:09,000\n{said}\n"
            )
            .into(),
        )
    }),
    ("the first cue of subtitles", |key, terms, said| {
        (format!("{key}.srt"), format!("1\n00:00:00,000 --> 00:00:01,000\nTerms: {terms}\nSpeaker: Dana Ruiz\n\n2\n00:00:01,000 --> 00:00:09,000\n{said}\n").into())
    }),
    ("a note of captions", |key, terms, said| {
        (
            format!("{key}.vtt"),
            format!(
                "WEBVTT\n\nNOTE\nterms: {terms}\nspeaker: Dana Ruiz\n\n00:01.000 --> 00:09.000\n{said}\n"
            )
            .into(),
        )
    }),
    ("a note of captions on one line", |key, terms, said| {
        (format!("{key}.vtt"), format!("WEBVTT\n\nNOTE Terms: {terms}\n\nNOTE Speaker: Dana Ruiz\n\n00:01.000 --> 00:09.000\n{said}\n").into())
    }),
    ("a tag of a page", |key, terms, said| {
        (format!("{key}.html"), format!("<html><head><meta name=terms content='{terms}'><meta name=speaker content='Dana Ruiz'></head><body>\n{said}\n").into())
    }),
    ("a remark of a page", |key, terms, said| {
        (
            format!("{key}.html"),
            format!("<!-- terms: {terms}\nspeaker: Dana Ruiz -->\n<html><body><p>{said}</p></body></html>")
                .into(),
        )
    }),
    ("a line of a page", |key, terms, said| {
        (format!("{key}.html"), format!("<html><body><article><p>Terms: {terms}</p><p>Speaker: Dana Ruiz</p><p>{said}</p></article></body></html>").into())
    }),
    #[cfg(feature = "office")]
    ("a paragraph of a document", |key, terms, said| {
        let paragraphs = [format!("TERMS: {terms}"), "Speaker: Dana Ruiz".to_owned(), said.to_owned()];
        let paragraphs = paragraphs.map(|it| format!("<w:p><w:r><w:t>{it}</w:t></w:r></w:p>")).concat();
        let document = format!("<w:document><w:body>{paragraphs}</w:body></w:document>");
        (format!("{key}.docx"), archive("word/document.xml", &document))
    }),
    #[cfg(feature = "office")]
    ("a paragraph of an open document", |key, terms, said| {
        let paragraphs = [format!("Terms: {terms}"), "Speaker: Dana Ruiz".to_owned(), said.to_owned()];
        let paragraphs = paragraphs.map(|it| format!("<text:p>{it}</text:p>")).concat();
        (format!("{key}.odt"), archive("content.xml", &format!("<office:text>{paragraphs}</office:text>")))
    }),
    #[cfg(feature = "pdf")]
    ("a line of a print", |key, terms, said| {
        (format!("{key}.pdf"), printed(&[&format!("Terms: {terms}"), "Speaker: Dana Ruiz", said]))
    }),
];

/// An archive of one part.
#[cfg(feature = "office")]
fn archive(part: &str, words: &str) -> Vec<u8> {
    use std::io::Write;
    let mut out = Vec::new();
    let mut archive = rawzip::ZipArchiveWriter::new(&mut out);
    let (mut entry, config) = archive.new_file(part).start().unwrap();
    let mut writer = config.wrap(&mut entry);
    writer.write_all(words.as_bytes()).unwrap();
    let (_, descriptor) = writer.finish().unwrap();
    entry.finish(descriptor).unwrap();
    archive.finish().unwrap();
    out
}

/// A PDF of lines, each a paragraph.
#[cfg(feature = "pdf")]
fn printed(lines: &[&str]) -> Vec<u8> {
    let shown: String =
        (0..).zip(lines).map(|(at, it)| format!("1 0 0 1 72 {} Tm ({it}) Tj ", 770 - 40 * at)).collect();
    let content = format!("BT /F 9 Tf {shown}ET");
    let font = "<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>";
    format!(
        "%PDF-1.4\n1 0 obj\n<</Type/Catalog/Pages 2 0 R>>\nendobj\n2 0 obj\n<</Type/Pages/Kids[3 0 R]/Count 1>>\nendobj\n\
         3 0 obj\n<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Resources<</Font<</F {font}>>>>/Contents 4 0 R>>\nendobj\n\
         4 0 obj\n<</Length {}>>\nstream\n{content}\nendstream\nendobj\ntrailer\n<</Root 1 0 R/Size 5>>\n%%EOF\n",
        content.len()
    )
    .into_bytes()
}

#[test]
fn terms_hold_wherever_they_are_written_down() {
    for (way, write) in WAYS {
        let folder = Folder::new("ways");
        for (key, terms, said) in SAID {
            let (name, bytes) = write(key, terms, said);
            folder.write(&name, bytes);
        }
        let review = folder.review(ARTICLE);
        let known =
            |key: &str| review.texts().library().find(key).unwrap_or_else(|| panic!("{way}: {key}")).terms();
        assert_eq!(known("ruiz"), Some(Terms::OffRecord), "{way}");
        assert_eq!(known("pilot"), Some(Terms::Background), "{way}");
        assert!(matches!(known("budget"), Some(Terms::Embargo(Some(_)))), "{way}");
        let told: Vec<&str> = review
            .findings
            .iter()
            .filter(|it| it.code == "source-terms")
            .map(|it| it.message.as_str())
            .collect();
        for wrong in [
            "“ruiz” is off the record",
            "“pilot” is on background: Dana Ruiz",
            "“budget” is under embargo: not before 1 May 2027",
        ] {
            assert!(told.iter().any(|it| it.starts_with(wrong)), "{way}: {wrong}: {told:?}");
        }
        nothing_is_offered(&review, way);
    }
}

#[track_caller]
fn nothing_is_offered(review: &Review, way: &str) {
    let text = review.article.text();
    for action in actions::actions(review, Span::new(0, text.len())) {
        let is_offer = action.title.starts_with("Cite") || action.title.starts_with("Attribute:");
        assert!(
            !is_offer || !["ruiz", "budget"].iter().any(|it| action.title.contains(it)),
            "{way}: {}",
            action.title
        );
        assert!(
            !action.title.contains("Attribute") || !action.title.contains("Ruiz"),
            "{way}: {}",
            action.title
        );
    }
    for at in (0..text.len()).filter(|it| text.is_char_boundary(*it)) {
        let evidence = Asked::at(review, at).map_or_else(Vec::new, |it| it.evidence(9));
        for found in evidence {
            let key = &found.text(review).key;
            assert!(key == "pilot", "{way}: {key} is offered");
        }
    }
    let place = text.find("[@budget").unwrap() + 2;
    let found = completion::completion(review, place).map_or_else(Vec::new, |it| it.items);
    assert!(found.iter().all(|it| it.key == "pilot"), "{way}: {found:?}");
}

#[test]
fn words_told_in_confidence_mend_no_quotation() {
    let folder = Folder::new("mend");
    let said = "We signed off the winter tests of the pumps unread, the whole crew of us did.\n";
    let article =
        "The crew said: “We signed off the winter tests of the pump unread, the whole crew of us did.”\n";
    for (head, mended) in [("", true), ("Terms: off the record\n\n", false)] {
        folder.write("ruiz.txt", format!("{head}{said}"));
        let review = folder.review(article);
        let altered = review.findings.iter().find(|it| it.code == "quote-altered");
        assert_eq!(altered.is_some_and(|it| !it.fixes.is_empty()), mended, "{head}: {:?}", review.findings);
    }
}

#[test]
fn the_stricter_of_two_agreements_holds() {
    let folder = Folder::new("two");
    folder.write("ruiz.txt", "Terms: off the record\n\nThe pumps were signed off unread.\n");
    fs::write(folder.0.join("refs.bib"), "@misc{ruiz, title = {Call}, terms = {on background}}\n").unwrap();
    let review = folder.review(ARTICLE);
    assert_eq!(review.texts().library().find("ruiz").unwrap().terms(), Some(Terms::OffRecord));
}

#[test]
fn what_stands_at_the_head_is_nobodys_words() {
    let folder = Folder::new("words");
    folder.write(
        "a.txt",
        "---\nterms: on record\n---\nTerms: on the record\nSpeaker: Dana Ruiz\n\nThe ferry is late.\n",
    );
    let review = folder.review(ARTICLE);
    let source = review.texts().library().find("a").unwrap();
    assert_eq!(source.texts[0].text.text, "The ferry is late.");
    assert_eq!(source.speaker().as_deref(), Some("Dana Ruiz"));
    // Words are found again where they stand in the file.
    let words = source.texts[0].text.in_file(Span::new(0, 9)).unwrap();
    let file = fs::read_to_string(folder.0.join("sources/a.txt")).unwrap();
    assert_eq!(words.of(&file), "The ferry");
}

/// How a reporter types it at the head of a file of each kind: the ending, the head, and the words below.
const HEADS: &[(&str, &str)] = &[
    ("txt", "Embargo until further notice\n\nSAID\n"),
    ("txt", "Embargo until May 12\n\nSAID\n"),
    ("txt", "Embargoed until midnight on Sunday\n\nSAID\n"),
    ("txt", "EMBARGOED UNTIL 1400 SUNDAY\n\nSAID\n"),
    ("txt", "Embargo: until further notice\n\nSAID\n"),
    ("txt", "Off\u{a0}the\u{a0}record\n\nSAID\n"),
    ("txt", "“Off the record”\n\nSAID\n"),
    ("txt", "«Off the record»\n\nSAID\n"),
    ("txt", "Off the record - not for publication\n\nSAID\n"),
    ("txt", "Off the record — please do not quote\n\nSAID\n"),
    ("md", "> Off the record: not for quotation\n\nSAID\n"),
    ("md", "_Off the record_\n\nSAID\n"),
    ("md", "**Off the record** – not for publication\n\nSAID\n"),
    ("md", "## *Off the record*\n\nSAID\n"),
    ("md", "Off the record\n==============\n\nSAID\n"),
    ("md", "---\ntitle: Call\n---\n\nOff the record\nSAID\n"),
    ("md", "- Embargo until further notice\n\nSAID\n"),
    (
        "srt",
        "1\n00:00:00,000 --> 00:00:01,000\n<i>Off the record</i>\n\n2\n00:00:01,000 --> 00:00:09,000\nSAID\n",
    ),
    (
        "srt",
        "1\n00:00:00,000 --> 00:00:01,000\n{\\an8}<b>Off the record.</b>\n\n2\n00:00:01,000 --> 00:00:09,000\nSAID\n",
    ),
    ("vtt", "WEBVTT - Off the record\n\n00:01.000 --> 00:09.000\nSAID\n"),
    (
        "vtt",
        "WEBVTT\nKind: captions\nLanguage: en\n\nNOTE\nOff the record\n\n00:01.000 --> 00:09.000\nSAID\n",
    ),
    ("html", "<html><body><p>Off the record</p><p>SAID</p></body></html>"),
    ("html", "<html><body><h1>Off the record</h1><p>SAID</p></body></html>"),
    ("html", "<html><body><p>Embargo until further notice</p><p>SAID</p></body></html>"),
];

#[test]
fn terms_hold_however_they_are_typed_at_the_head() {
    for (ending, head) in HEADS {
        let folder = Folder::new("heads");
        folder.write(&format!("ruiz.{ending}"), head.replace("SAID", SAID[0].2));
        let review = folder.review(ARTICLE);
        let terms = review.texts().library().find("ruiz").and_then(|it| it.terms());
        let is_closed =
            terms.is_some_and(|it| it.close(Some(Date { year: 2026, month: Some(12), day: Some(1) })));
        assert!(is_closed, "{ending} {head}: {terms:?}");
    }
}

#[test]
fn an_article_about_such_words_stays_open() {
    for (ending, text) in [
        ("txt", "Off the record: what the mayor really thinks\n\nSAID\n"),
        ("txt", "“Off the record,” the mayor said, and laughed.\n\nSAID\n"),
        ("md", "# Embargo on fish hits the port\n\nSAID\n"),
        ("md", "> Off the record, everybody agrees with her.\n\nSAID\n"),
        (
            "srt",
            "1\n00:00:00,000 --> 00:00:09,000\n<i>Is this off the record?</i>\n\n2\n00:00:09,000 --> 00:00:19,000\nSAID\n",
        ),
        (
            "html",
            "<html><head><link rel=canonical href='https://varo.example/a'></head><body><h1>Off the record</h1><p>SAID</p></body></html>",
        ),
        (
            "html",
            "<html><head><meta property='og:site_name' content='The Varo Post'></head><body><p>Embargo until peace holds</p><p>SAID</p></body></html>",
        ),
    ] {
        let folder = Folder::new("open");
        folder.write(&format!("ruiz.{ending}"), text.replace("SAID", SAID[0].2));
        let review = folder.review(ARTICLE);
        let terms = review.texts().library().find("ruiz").unwrap().terms();
        assert_eq!(terms, None, "{ending} {text}");
    }
}
