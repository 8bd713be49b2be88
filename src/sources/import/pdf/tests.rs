use std::{
    fmt::Write as _,
    io::Write,
    path::Path,
    time::{Duration, Instant},
};

use flate2::{Compression, write::ZlibEncoder};

use super::super::{Imported, Kind, Refused, import};
use crate::sources::lists::{Role, Value};

/// Two seconds, and more for a build without optimisation.
const TIME: Duration = Duration::from_secs(if cfg!(debug_assertions) { 15 } else { 2 });

/// A PDF of numbered objects, the first of them its catalogue.
fn pdf(objects: &[Vec<u8>]) -> Vec<u8> {
    let mut out = b"%PDF-1.5\n".to_vec();
    let mut places = Vec::new();
    for (number, object) in (1..).zip(objects) {
        places.push(out.len());
        out.extend(format!("{number} 0 obj\n").bytes());
        out.extend(object);
        out.extend(b"\nendobj\n");
    }
    let start = out.len();
    let mut table = format!("xref\n0 {}\n0000000000 65535 f \n", places.len() + 1);
    places.iter().for_each(|it| {
        let _ = write!(table, "{it:010} 00000 n \n");
    });
    let _ = write!(
        table,
        "trailer\n<</Root 1 0 R/Info 3 0 R/Size {}>>\nstartxref\n{start}\n%%EOF\n",
        places.len() + 1
    );
    out.extend(table.bytes());
    out
}

fn stream(head: &str, bytes: &[u8]) -> Vec<u8> {
    let head = format!("<<{head}/Length {}>>\nstream\n", bytes.len());
    [head.as_bytes(), bytes, b"\nendstream"].concat()
}

fn packed(bytes: &[u8]) -> Vec<u8> {
    let mut encoder = ZlibEncoder::new(Vec::new(), Compression::best());
    encoder.write_all(bytes).unwrap();
    encoder.finish().unwrap()
}

/// The same letter, each word one longer than the last, in codes of nine bits.
fn lzw(letter: u8) -> Vec<u8> {
    let codes = [256, u32::from(letter)].into_iter().chain(258..500);
    let bits: Vec<bool> = codes.flat_map(|code| (0..9).rev().map(move |it| code >> it & 1 == 1)).collect();
    bits.chunks(8)
        .map(|it| it.iter().fold(0, |byte, bit| byte << 1 | u8::from(*bit)) << (8 - it.len()))
        .collect()
}

/// A document with a page for each content, set in Helvetica.
fn pages(contents: &[Vec<u8>]) -> Vec<u8> {
    let kids: String = (0..contents.len()).map(|it| format!("{} 0 R ", 5 + it * 2)).collect();
    let mut objects = vec![
        b"<</Type/Catalog/Pages 2 0 R>>".to_vec(),
        format!("<</Type/Pages/Kids[{kids}]/Count {}>>", contents.len()).into_bytes(),
        b"<</Title(The quay)/Author(Ana Cho)>>".to_vec(),
        b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica/Encoding/WinAnsiEncoding>>".to_vec(),
    ];
    for (at, content) in contents.iter().enumerate() {
        let page = format!(
            "<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Resources<</Font<</F 4 0 R>>>>/Contents {} 0 R>>",
            6 + at * 2
        );
        objects.push(page.into_bytes());
        objects.push(content.clone());
    }
    pdf(&objects)
}

/// Lines from the top of a page, fourteen points apart; an empty one is a gap.
fn set(lines: &[&str]) -> Vec<u8> {
    let mut content = String::from("BT /F 11 Tf 72 770 Td 14 TL ");
    for line in lines {
        let _ = write!(content, "({line}) Tj T* ");
    }
    content.push_str("ET");
    stream("/Filter/FlateDecode", &packed(content.as_bytes()))
}

fn read(bytes: &[u8]) -> Result<Imported, Refused> {
    import(Kind::Pdf, Path::new("a.pdf"), bytes)
}

#[test]
fn a_pdf_is_its_paragraphs_by_page() {
    let file = pages(&[
        set(&[
            "Varo Harbour Council",
            "",
            "The ferry to the outer is-",
            "lands is late, the office",
            "said.",
            "",
            "- 1 -",
        ]),
        set(&[
            "Varo Harbour Council",
            "",
            "It rained, and it rained",
            "again.",
            "",
            "Nobody knows why the",
            "",
            "- 2 -",
        ]),
        set(&["Varo Harbour Council", "", "engine broke.", "", "Then it rained", "once more.", "", "- 3 -"]),
    ]);
    let read = read(&file).unwrap();
    assert_eq!(
        read.text.text,
        "The ferry to the outer islands is late, the office\nsaid.\n\n\
         It rained, and it rained\nagain.\n\nNobody knows why the\nengine broke.\n\nThen it rained\nonce more."
    );
    let pages: Vec<(u32, u32)> = read.text.places.iter().map(|it| (it.page.unwrap(), it.paragraph)).collect();
    assert_eq!(pages, [(1, 1), (2, 2), (2, 3), (3, 3), (3, 4)]);
    let title = read.about.iter().find(|it| it.role == Role::Title).map(|it| it.value.clone());
    assert_eq!(title, Some(Value::Words("The quay".to_owned())));
}

#[test]
fn spaces_are_where_the_letters_are_apart() {
    // A space that is a distance, one that is a letter, letters drawn twice for weight, an old code.
    let content = b"BT /F 11 Tf 72 770 Td [(Nobody)-300(came) -20 ( to)] TJ ( the \\223quay\\224.) Tj ET \
        BT /F 11 Tf 72 700 Td (It) Tj ET BT /F 11 Tf 72.3 700 Td (It) Tj ET";
    let text = read(&pages(&[stream("", content)])).unwrap().text.text;
    assert_eq!(text.lines().next(), Some("Nobody came to the “quay”."));
}

#[test]
fn a_scanned_page_is_told() {
    let file = pages(&[stream("", b"0 0 100 100 re f")]);
    assert_eq!(read(&file).unwrap_err().0, "holds no text: its pages are pictures");
}

/// A document that anyone may open and nobody may change: its content is locked with a key that
/// follows from what stands in it.
fn locked(content: &str) -> Vec<u8> {
    let bytes: Vec<u8> = (0..content.len())
        .step_by(2)
        .map(|it| u8::from_str_radix(&content[it..it + 2], 16).unwrap())
        .collect();
    let file = pages(&[stream("", &bytes)]);
    let end = memchr::memmem::rfind(&file, b"/Info 3 0 R").unwrap();
    let lock = "/ID[<30313233343536373839616263646566><30313233343536373839616263646566>]/Encrypt<</Filter/Standard/V 1/R 2/P -4\
        /O<4142434445464748494a4b4c4d4e4f505152535455565758595a5b5c5d5e5f60>\
        /U<c4cbe72f59dcd3681893458689eb52b5b2c680f217605073560a0a1fe1f34d2d>>>";
    [&file[..end], lock.as_bytes(), &file[end + b"/Info 3 0 R".len()..]].concat()
}

#[test]
fn a_pdf_that_anyone_may_open_is_read() {
    let file = locked(
        "fbdccb93b3963a04b789997f4890eca1224996f07bcd5f29f101750af280e557b8a5ce1a04b924fff598ccdaf23ea4fc",
    );
    assert_eq!(read(&file).unwrap().text.text, "The ferry is late.");
}

#[test]
fn odd_pdfs_are_refused_with_a_reason() {
    let whole = pages(&[set(&["One."])]);
    for bytes in [&b""[..], b"%PDF-1.4", b"<html>", &whole[..40]] {
        assert_eq!(read(bytes).unwrap_err().0, "cannot be read: the file is damaged");
    }
    // Cut off at its end, it is put together again.
    assert_eq!(read(&whole[..whole.len() - 60]).unwrap().text.text, "One.");
}

#[test]
fn a_damaged_pdf_is_read_or_refused() {
    let whole = pages(&[set(&["The ferry is late.", "", "It rained."]), set(&["Nobody spoke."])]);
    for at in (0..whole.len()).step_by(3) {
        let mut bytes = whole.clone();
        bytes[at] ^= 0x15;
        let _ = read(&bytes);
        let _ = read(&whole[..at]);
    }
}

#[test]
fn what_grows_beyond_all_measure_is_refused_with_the_limit() {
    let quiet = packed(&vec![b' '; 200_000_000]);
    let twice = packed(&packed(&vec![b' '; 20_000_000]));
    let nested = pdf(&[format!("<</Type/Catalog/Pages {}>>", "[".repeat(1_000_000)).into_bytes()]);
    let forms = |calls: usize| {
        // Forty forms, each of which draws the next twice.
        let mut objects = vec![
            b"<</Type/Catalog/Pages 2 0 R>>".to_vec(),
            b"<</Type/Pages/Kids[4 0 R]/Count 1>>".to_vec(),
            b"<<>>".to_vec(),
            b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 9 9]/Resources<</XObject<</X 6 0 R>>>>/Contents 5 0 R>>"
                .to_vec(),
            stream("", b"/X Do"),
        ];
        for at in 0..40 {
            let head = format!(
                "/Type/XObject/Subtype/Form/BBox[0 0 9 9]/Resources<</XObject<</X {} 0 R>>>>",
                7 + at
            );
            objects.push(stream(&head, "/X Do ".repeat(calls).as_bytes()));
        }
        objects.push(stream("/Type/XObject/Subtype/Form/BBox[0 0 9 9]", b"0 0 1 1 re f"));
        pdf(&objects)
    };
    // Pages that hold themselves, and a form that draws itself.
    let itself = |kid: usize| {
        let form = "/Type/XObject/Subtype/Form/BBox[0 0 9 9]/Resources<</XObject<</X 6 0 R>>>>";
        pdf(&[
            b"<</Type/Catalog/Pages 2 0 R>>".to_vec(),
            format!("<</Type/Pages/Kids[{kid} 0 R]/Count 1/Parent 2 0 R>>").into_bytes(),
            b"<<>>".to_vec(),
            b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 9 9]/Resources<</XObject<</X 6 0 R>>>>/Contents 5 0 R>>"
                .to_vec(),
            stream("", b"/X Do"),
            stream(form, b"/X Do /X Do"),
        ])
    };
    for (what, bytes, why) in [
        (
            "packed",
            pages(&[stream("/Filter/FlateDecode", &quiet)]),
            "not read: it unpacks to more than the limit of 32 MB",
        ),
        (
            "picture",
            pages(&[stream("/Subtype/Image/Filter/FlateDecode", &quiet)]),
            "not read: it unpacks to more than the limit of 100 MB",
        ),
        (
            "packed twice",
            pages(&[stream("/Filter[/FlateDecode/FlateDecode]", &twice)]),
            "not read: a part of it is packed twice, or in disguise",
        ),
        (
            "disguised",
            pages(&[stream("/Filter/#46lateDecode", &quiet)]),
            "not read: a part of it is packed twice, or in disguise",
        ),
        (
            "nested in a page",
            pages(&[stream("", "[".repeat(1_000_000).as_bytes())]),
            "too deeply nested to read: the limit is 500 levels",
        ),
        (
            "nested in runs",
            pages(&[stream("/Filter/RunLengthDecode", &[129, b'['].repeat(10_000))]),
            "too deeply nested to read: the limit is 500 levels",
        ),
        (
            "nested in digits",
            pages(&[stream("/Filter/ASCIIHexDecode", "5B".repeat(100_000).as_bytes())]),
            "too deeply nested to read: the limit is 500 levels",
        ),
        (
            // The codes of nine bits for "[", for "[[" and so on, as packing makes them.
            "nested in LZW",
            pages(&[stream("/Filter/LZWDecode", &lzw(b'['))]),
            "too deeply nested to read: the limit is 500 levels",
        ),
        ("nested", nested, "too deeply nested to read: the limit is 500 levels"),
        ("forms", forms(2), "not read: it takes "),
        ("a loop of pages", itself(2), "cannot be read: the file is damaged"),
        ("a loop of forms", itself(4), "not read: it takes "),
    ] {
        let begun = Instant::now();
        let read = read(&bytes).map(|it| it.text.text).unwrap_or_else(|it| it.0);
        // Which limit it meets first, in steps or in time, is the machine's matter.
        assert!(read.starts_with(why), "{what}: {read}");
        assert!(begun.elapsed() < TIME, "{what}: {:?}", begun.elapsed());
    }
}
