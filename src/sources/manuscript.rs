//! What the file of an article holds, whatever kind of file it is: its text, or the words of a document.

use std::path::Path;

use super::{ReadError, SIZE_LIMIT, import};

/// An article as it was written.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Manuscript {
    pub text: String,
    /// Where it comes from a word processor.
    pub document: Option<Document>,
}

/// A document of a word processor. Its readers count paragraphs, for it has no lines.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Document {
    /// "docx" or "odt".
    pub name: &'static str,
    /// Where its paragraphs begin, in code points of the text; those without words are not counted.
    pub paragraphs: Vec<usize>,
}

/// Documents whose words are read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Kind {
    Docx,
    Odt,
}

/// How archives begin, and with them documents.
const ARCHIVE: &[u8] = b"PK\x03\x04";

/// The most bytes that the file of an article may have.
pub fn longest(path: &Path) -> u64 {
    match Kind::of_path(path) {
        Some(_) => import::Kind::Docx.most(),
        None => SIZE_LIMIT as u64,
    }
}

/// Whether a file is a document by its name. Word and LibreOffice put files of their own beside one that is
/// open; these are none.
pub fn is_document(path: &Path) -> bool {
    let name = path.file_name().unwrap_or_default().to_string_lossy();
    Kind::of_path(path).is_some() && !name.starts_with(['~', '.'])
}

/// What to do about a file that holds an article in a way that is not read; what is left of a sentence that
/// begins with its name. Some endings are those of documents and of plain texts alike.
pub fn foreign(path: &Path, is_text: bool) -> Option<String> {
    let ending = path.extension()?.to_str()?.to_ascii_lowercase();
    let (what, how) = match ending.as_str() {
        "doc" | "dot" | "wpd" | "wps" if is_text => return None,
        "doc" | "dot" | "wpd" | "wps" | "rtf" | "rtfd" => {
            ("a document of an older kind", "open it in a word processor, and save it as")
        }
        "pages" => ("a document of Pages", "in Pages, export it (File > Export To) as"),
        "gdoc" => (
            "the address of a document and not its words",
            "in Google Docs, download it (File > Download) as",
        ),
        "pdf" => ("pages and no manuscript", "check what they were made from, or save their text as"),
        "epub" | "mht" | "mhtml" | "webarchive" => ("a package of pages", "save its text as"),
        _ => return None,
    };
    Some(format!("not read, it is {what}: {how} {}", readable()))
}

fn readable() -> &'static str {
    if cfg!(feature = "office") { ".docx, .odt, .md or .txt" } else { ".md or .txt" }
}

/// The text of an article's file; why there is none, in the same form.
pub fn manuscript(path: &Path, bytes: Vec<u8>) -> Result<Manuscript, String> {
    if let Some(kind) = Kind::of_path(path) {
        return document(kind, &bytes);
    }
    if bytes.starts_with(ARCHIVE) {
        // Whatever it is called, or piped in without a name.
        let found = document(Kind::Docx, &bytes).or_else(|_| document(Kind::Odt, &bytes));
        return found.map_err(|_| format!("not text, but an archive: save what is in it as {}", readable()));
    }
    for (mark, ending) in [(&b"%PDF-"[..], "pdf"), (b"{\\rtf", "rtf"), (b"\xd0\xcf\x11\xe0", "doc")] {
        if bytes.starts_with(mark) {
            return Err(foreign(Path::new(&format!("a.{ending}")), false).unwrap_or_default());
        }
    }
    if bytes.len() > SIZE_LIMIT {
        return Err(ReadError::TooLarge { bytes: bytes.len() }.to_string());
    }
    let text = match wide(&bytes) {
        Some(read) => read?,
        None => String::from_utf8(bytes).map_err(|it| {
            let why = ReadError::NotUtf8 { offset: it.utf8_error().valid_up_to() };
            foreign(path, false).unwrap_or_else(|| format!("{why}{}", encoding(it.as_bytes())))
        })?,
    };
    Ok(Manuscript { text, document: None })
}

impl Kind {
    fn of_path(path: &Path) -> Option<Kind> {
        match import::Kind::of_path(path)? {
            import::Kind::Docx => Some(Kind::Docx),
            import::Kind::Odt => Some(Kind::Odt),
            _ => None,
        }
    }
}

#[cfg(feature = "office")]
fn document(kind: Kind, bytes: &[u8]) -> Result<Manuscript, String> {
    let (name, paragraphs) = match kind {
        Kind::Docx => ("docx", import::docx_paragraphs(bytes)),
        Kind::Odt => ("odt", import::odt_paragraphs(bytes)),
    };
    let paragraphs = paragraphs.map_err(|it| it.to_string())?;
    let (mut starts, mut points) = (Vec::new(), 0);
    for paragraph in &paragraphs {
        starts.push(points);
        points += paragraph.chars().count() + 2;
    }
    let mut text = paragraphs.join("\n\n");
    text.push('\n');
    if text.len() > SIZE_LIMIT {
        return Err(ReadError::TooLarge { bytes: text.len() }.to_string());
    }
    Ok(Manuscript { text, document: Some(Document { name, paragraphs: starts }) })
}

#[cfg(not(feature = "office"))]
fn document(_: Kind, _: &[u8]) -> Result<Manuscript, String> {
    let why = "not read, this onrecord was built without such files: save it as";
    Err(format!("{why} {}", readable()))
}

/// Text of two bytes a letter. Only what says so itself is read; what only looks like it is named.
fn wide(bytes: &[u8]) -> Option<Result<String, String>> {
    let save = "save it as UTF-8";
    let order: fn([u8; 2]) -> u16 = match bytes {
        [0xff, 0xfe, 0, 0, ..] | [0, 0, 0xfe, 0xff, ..] => {
            return Some(Err(format!("not UTF-8 text, but UTF-32: {save}")));
        }
        [0xff, 0xfe, ..] => u16::from_le_bytes,
        [0xfe, 0xff, ..] => u16::from_be_bytes,
        _ => {
            let head = &bytes[..bytes.len().min(1_000)];
            let zeros = head.iter().filter(|it| **it == 0).count();
            let looks_so = zeros > 0 && zeros * 4 > head.len();
            return looks_so.then(|| Err(format!("not UTF-8 text, but UTF-16 as it seems: {save}")));
        }
    };
    let units = bytes[2..].chunks_exact(2).map(|it| order([it[0], it[1]]));
    let text: Result<String, _> = char::decode_utf16(units).collect();
    let is_whole = bytes.len().is_multiple_of(2);
    let torn = || format!("not whole UTF-16 text: {save}");
    Some(text.ok().filter(|_| is_whole).ok_or_else(torn))
}

/// Which encoding a text that is not UTF-8 has, as far as can be told, and what helps.
fn encoding(bytes: &[u8]) -> &'static str {
    if bytes.iter().take(8_000).any(|it| *it == 0) {
        return "; it is no text file";
    }
    // Only Windows puts letters and quotation marks there.
    match bytes.iter().any(|it| (0x80..0xa0).contains(it)) {
        true => "; it may be Windows-1252 or Mac Roman: save it as UTF-8",
        false => "; it may be Latin-1 (ISO 8859-1): save it as UTF-8",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(name: &str, bytes: &[u8]) -> Result<String, String> {
        manuscript(Path::new(name), bytes.to_vec()).map(|it| it.text)
    }

    #[test]
    fn text_is_read_in_the_encodings_that_say_which_they_are() {
        let words = "“The dam held,” Zoë Ruiz said. 😀\n";
        let units: Vec<u16> = words.encode_utf16().collect();
        let little: Vec<u8> = units.iter().flat_map(|it| it.to_le_bytes()).collect();
        let big: Vec<u8> = units.iter().flat_map(|it| it.to_be_bytes()).collect();
        assert_eq!(read("a.md", words.as_bytes()).as_deref(), Ok(words));
        assert_eq!(read("a.md", &[b"\xff\xfe", &little[..]].concat()).as_deref(), Ok(words));
        assert_eq!(read("a.txt", &[b"\xfe\xff", &big[..]].concat()).as_deref(), Ok(words));
        for (bytes, named) in [
            (little.clone(), "UTF-16"),
            (b"T\0h\0e\0 \0d\0a\0m\0".to_vec(), "UTF-16"),
            ([b"\xff\xfe", &little[..little.len() - 1]].concat(), "UTF-16"),
            (b"\xff\xfe\0\0T\0\0\0".to_vec(), "UTF-32"),
            (b"Zo\xeb Ruiz".to_vec(), "Latin-1"),
            (b"\x93The dam held,\x94 she said".to_vec(), "Windows-1252"),
        ] {
            let why = read("a.md", &bytes).unwrap_err();
            assert!(why.contains(named) && why.contains("save it as UTF-8"), "{named}: {why}");
        }
        assert!(read("a.md", b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\xff").unwrap_err().contains("no text file"));
    }

    #[test]
    fn what_is_no_text_is_told_how_to_become_one() {
        for name in ["a.rtf", "a.pages", "a.gdoc", "A.PDF", "a.doc", "a.epub"] {
            let why = foreign(Path::new(name), false).unwrap();
            assert!(why.contains(".md or .txt"), "{name}: {why}");
        }
        for bytes in [&b"%PDF-1.7 \xff"[..], b"{\\rtf1 The dam}", b"\xd0\xcf\x11\xe0\xa1", b"PK\x03\x04 no"] {
            let why = read("a.txt", bytes).unwrap_err();
            assert!(why.contains(".md or .txt"), "{why}");
        }
        assert_eq!(foreign(Path::new("a.doc"), true), None);
        assert_eq!(read("a.doc", b"The dam held.").as_deref(), Ok("The dam held."));
        assert!(read("a.wpd", b"\xffWPC\0").unwrap_err().contains("save it as"));
        for name in ["a.md", "a", "pages", "a.docx"] {
            assert_eq!(foreign(Path::new(name), false), None, "{name}");
        }
        assert!(is_document(Path::new("x/Story.DOCX")) && is_document(Path::new("a.odt")));
        assert!(!is_document(Path::new("x/~$story.docx")) && !is_document(Path::new(".~lock.a.odt")));
    }
}
