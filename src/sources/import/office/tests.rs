#[path = "../../../../tests/support/clock.rs"]
mod clock;

use std::{fmt::Write as _, io::Write, path::Path, time::Duration};

use flate2::{Compression, write::DeflateEncoder};

use clock::Clock;

use super::super::{Imported, Kind, Refused, import};
use crate::sources::lists::{Role, Value};

/// Two seconds, and more for a build without optimisation.
const TIME: Duration = Duration::from_secs(if cfg!(debug_assertions) { 15 } else { 2 });

/// An archive of parts, packed the way word processors do.
fn archive(parts: &[(&str, &[u8])]) -> Vec<u8> {
    let (mut out, mut directory) = (Vec::new(), Vec::new());
    for (name, bytes) in parts {
        let mut encoder = DeflateEncoder::new(Vec::new(), Compression::best());
        encoder.write_all(bytes).unwrap();
        let packed = encoder.finish().unwrap();
        let start = out.len() as u32;
        let mut about = Vec::new();
        // Version, switches, method 8, time and date.
        for number in [20u16, 0, 8, 0, 0] {
            about.extend(number.to_le_bytes());
        }
        for number in [crc32fast::hash(bytes), packed.len() as u32, bytes.len() as u32] {
            about.extend(number.to_le_bytes());
        }
        about.extend((name.len() as u16).to_le_bytes());
        about.extend(0u16.to_le_bytes());
        out.extend(b"PK\x03\x04");
        out.extend(&about);
        out.extend(name.as_bytes());
        out.extend(packed);
        directory.extend(b"PK\x01\x02\x14\0");
        directory.extend(&about);
        directory.extend([0; 10]);
        directory.extend(start.to_le_bytes());
        directory.extend(name.as_bytes());
    }
    let (start, size) = (out.len() as u32, directory.len() as u32);
    out.extend(directory);
    out.extend(b"PK\x05\x06\0\0\0\0");
    out.extend((parts.len() as u16).to_le_bytes());
    out.extend((parts.len() as u16).to_le_bytes());
    out.extend(size.to_le_bytes());
    out.extend(start.to_le_bytes());
    out.extend(0u16.to_le_bytes());
    out
}

fn docx(body: &str) -> Vec<u8> {
    let document = format!("<?xml version=\"1.0\"?><w:document><w:body>{body}</w:body></w:document>");
    let properties = "<cp:coreProperties><dc:title>The quay &amp; the ferry</dc:title><dc:creator>Ana Cho</dc:creator></cp:coreProperties>";
    archive(&[("docProps/core.xml", properties.as_bytes()), ("word/document.xml", document.as_bytes())])
}

fn odt(body: &str) -> Vec<u8> {
    let content = format!(
        "<office:document-content><office:body><office:text>{body}</office:text></office:body></office:document-content>"
    );
    let meta = "<office:meta><dc:title>Minutes</dc:title><meta:initial-creator>Ben Voss</meta:initial-creator></office:meta>";
    archive(&[("content.xml", content.as_bytes()), ("meta.xml", meta.as_bytes())])
}

fn read(name: &str, bytes: &[u8]) -> Result<Imported, Refused> {
    let path = Path::new(name);
    import(Kind::of_path(path).unwrap(), path, bytes)
}

fn words(name: &str, bytes: &[u8]) -> String {
    read(name, bytes).unwrap().text.text
}

fn about(imported: &Imported) -> Vec<(Role, String)> {
    let words = imported.about.iter().map(|it| match &it.value {
        Value::Words(words) => (it.role, words.clone()),
        Value::People(people) => (it.role, people[0].to_string()),
        Value::Date(date) => (it.role, date.to_string()),
    });
    words.collect()
}

#[test]
fn a_document_of_word_is_its_paragraphs() {
    let file = docx(
        "<w:p><w:pPr><w:tabs><w:tab/></w:tabs></w:pPr><w:r><w:t>The ferry</w:t></w:r><w:r><w:t xml:space=\"preserve\"> is late.</w:t></w:r></w:p>\
         <w:p/><w:p><w:r><w:t>Nobody&#8217;s quay &amp; nobody</w:t><w:noBreakHyphen/><w:t>else.</w:t><w:br/><w:t>It rained.</w:t></w:r></w:p>",
    );
    assert_eq!(words("a.docx", &file), "The ferry is late.\n\nNobody’s quay & nobody-else.\nIt rained.");
    let read = read("a.docx", &file).unwrap();
    let said = [(Role::Title, "The quay & the ferry".to_owned()), (Role::Author, "Ana Cho".to_owned())];
    assert_eq!(about(&read), said);
    assert!(read.text.places.iter().all(|it| it.page.is_none()));
}

#[test]
fn pages_of_word_are_counted_where_word_broke_them() {
    let text = |words: &str| format!("<w:p><w:r><w:t>{words}</w:t></w:r></w:p>");
    let file = docx(&format!(
        "{}<w:p><w:r><w:t>The ferry is </w:t><w:lastRenderedPageBreak/><w:t>late again.</w:t></w:r></w:p>\
         <w:p><w:r><w:br w:type=\"page\"/></w:r></w:p><w:p><w:r><w:lastRenderedPageBreak/><w:t>It rained.</w:t></w:r></w:p>",
        text("One.")
    ));
    let text = read("a.docx", &file).unwrap().text;
    assert_eq!(text.text, "One.\n\nThe ferry is late again.\n\nIt rained.");
    let pages: Vec<(&str, u32)> =
        text.places.iter().map(|it| (&text.text[it.start..it.start + 3], it.page.unwrap())).collect();
    assert_eq!(pages, [("One", 1), ("The", 1), ("lat", 2), ("It ", 3)]);
}

#[test]
fn what_an_author_struck_out_is_not_said() {
    let file = docx(
        "<w:p><w:r><w:t>The ferry is </w:t></w:r><w:del><w:r><w:delText>never</w:delText><w:t>never</w:t></w:r></w:del>\
         <w:ins><w:r><w:t>often</w:t></w:r></w:ins><w:r><w:instrText>PAGE</w:instrText><w:t> late.</w:t></w:r></w:p>",
    );
    assert_eq!(words("a.docx", &file), "The ferry is often late.");
}

#[test]
fn a_transcript_in_a_document_has_speakers() {
    let text = |words: &str| format!("<w:p><w:r><w:t>{words}</w:t></w:r></w:p>");
    let file = docx(&["ANA CHO: We wait.", "BEN VOSS: It never came.", "ANA CHO: No."].map(text).concat());
    let read = read("a.docx", &file).unwrap().text;
    assert_eq!(read.text, "We wait.\n\nIt never came.\n\nNo.");
    assert_eq!(read.places[1].speaker.as_deref(), Some("BEN VOSS"));
}

#[test]
fn a_document_of_libreoffice_is_its_paragraphs() {
    let file = odt(
        "<text:tracked-changes><text:deletion><text:p>Never.</text:p></text:deletion></text:tracked-changes>\
         <text:h>Minutes</text:h>\n <text:p>The ferry<text:s text:c=\"2\"/>is\n   late<text:note><text:note-citation>1</text:note-citation>\
         <text:note-body><text:p>So said the office.</text:p></text:note-body></text:note>, <text:span>again</text:span>.<text:line-break/>It rained.</text:p>",
    );
    assert_eq!(
        words("a.odt", &file),
        "Minutes\n\nThe ferry is late, again.\nIt rained.\n\nSo said the office."
    );
    let said = [(Role::Title, "Minutes".to_owned()), (Role::Author, "Ben Voss".to_owned())];
    assert_eq!(about(&read("a.odt", &file).unwrap()), said);
}

#[test]
fn odd_documents_are_refused_with_a_reason() {
    let part = |name: &str, words: &str| archive(&[(name, words.as_bytes())]);
    let damaged = "cannot be read: the file is damaged";
    let whole = docx("<w:p><w:r><w:t>One.</w:t></w:r></w:p>");
    for (bytes, why) in [
        (b"".to_vec(), damaged),
        (b"PK\x03\x04 and no more".to_vec(), damaged),
        (whole[..whole.len() / 2].to_vec(), damaged),
        (part("word/other.xml", "<a/>"), damaged),
        (part("word/document.xml", ""), ""),
        (part("word/document.xml", "<a><b></a>"), damaged),
        (part("word/document.xml", "<a>"), damaged),
        (
            b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1".to_vec(),
            "cannot be read: it is locked with a password, or of an older kind than its name says",
        ),
        // An archive in an archive is no document.
        (archive(&[("word/document.xml", &whole)]), damaged),
    ] {
        let read = read("a.docx", &bytes).map(|it| it.text.text).unwrap_or_else(|it| it.0);
        assert_eq!(read, why);
    }
}

#[test]
fn a_damaged_document_is_read_or_refused() {
    let whole = docx("<w:p><w:r><w:t>One &amp; two.</w:t><w:br/></w:r></w:p>");
    for at in 0..whole.len() {
        let mut bytes = whole.clone();
        bytes[at] ^= 0x55;
        let _ = read("a.docx", &bytes);
        let _ = read("a.docx", &whole[..at]);
        let _ = read("a.odt", &bytes);
    }
}

#[test]
fn what_grows_beyond_all_measure_is_refused_with_the_limit() {
    let laughs = {
        let mut entities = String::from("<!ENTITY a \"ha\">");
        for (name, inner) in ["b", "c", "d", "e"].iter().zip(["a", "b", "c", "d"]) {
            let _ = write!(entities, "<!ENTITY {name} \"{}\">", format!("&{inner};").repeat(100));
        }
        format!("<!DOCTYPE w [{entities}]><w:document><w:p><w:r><w:t>&e;</w:t></w:r></w:p></w:document>")
    };
    let quiet = vec![b' '; 200_000_000];
    let long = format!("<w:p><w:r><w:t>{}</w:t></w:r></w:p>", "ferry ".repeat(3_000_000));
    let deep = "<a>".repeat(3_000_000);
    for (name, bytes, why) in [
        (
            "a.docx",
            archive(&[("word/document.xml", &quiet)]),
            "not read: it unpacks to more than the limit of 32 MB",
        ),
        (
            "a.odt",
            archive(&[("content.xml", &quiet)]),
            "not read: it unpacks to more than the limit of 32 MB",
        ),
        ("a.docx", docx(&long), "too large to read: 18.0 MB, the limit is 16 MB"),
        ("a.docx", docx(&deep), "too deeply nested to read: the limit is 1000 levels"),
        (
            "a.docx",
            archive(&[("word/document.xml", laughs.as_bytes())]),
            "not read: it declares entities of its own",
        ),
        ("a.docx", archive(&vec![("x", &b""[..]); 30_000]), "too many parts to read: the limit is 20000"),
    ] {
        let begun = Clock::start();
        assert_eq!(read(name, &bytes).unwrap_err().0, why);
        assert!(begun.elapsed() < TIME, "{why}: {:?}", begun.elapsed());
    }
}
