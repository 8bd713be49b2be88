//! Articles as they come: documents of word processors, and texts in other encodings.

#[path = "support/archive.rs"]
mod archive;

use std::{
    fs,
    io::Write,
    path::PathBuf,
    process::{Command, Stdio},
};

use archive::{docx, odt};
use serde_json::Value;

const STORY: &[&str] = &[
    "Bridge reopens",
    "",
    "ANA CHO: The bridge opened at nine.",
    "It was quiet. Critics say the bridge was never inspected.",
];

struct Folder(PathBuf);

impl Folder {
    fn new(name: &str) -> Folder {
        let path = std::env::temp_dir().join(format!("onrecord-manuscripts-{name}-{}", std::process::id()));
        let _ = fs::remove_dir_all(&path);
        fs::create_dir_all(&path).unwrap();
        Folder(path)
    }

    fn write(&self, name: &str, bytes: impl AsRef<[u8]>) -> &Folder {
        let path = self.0.join(name);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, bytes).unwrap();
        self
    }

    /// Status, what is printed, what is complained of.
    fn check(&self, arguments: &[&str], input: &[u8]) -> (i32, String, String) {
        let mut command = Command::new(env!("CARGO_BIN_EXE_onrecord"));
        command.current_dir(&self.0).arg("check").args(arguments);
        let command = command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
        let mut child = command.spawn().unwrap();
        child.stdin.take().unwrap().write_all(input).unwrap();
        let output = child.wait_with_output().unwrap();
        let text = |bytes: Vec<u8>| String::from_utf8(bytes).unwrap();
        (output.status.code().unwrap(), text(output.stdout), text(output.stderr))
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        let _ = fs::remove_dir_all(&self.0);
    }
}

#[test]
fn a_document_is_read_and_its_findings_are_found_by_paragraph() {
    let folder = Folder::new("documents");
    folder.write("story.docx", docx(STORY)).write("Story.ODT", odt(STORY));
    for name in ["story.docx", "Story.ODT"] {
        let (status, out, err) = folder.check(&[name], b"");
        assert_eq!((status, err.as_str()), (1, ""), "{out}");
        // The empty one between them is a line on the page and no paragraph.
        let expected = format!("{name}: paragraph 3 warning vague-source\n  ");
        assert!(out.contains(&expected), "{out}");
        let caret = out.lines().skip_while(|it| !it.contains("paragraph 3")).nth(2).unwrap();
        assert_eq!(caret.trim(), "^".repeat("Critics".len()), "{out}");
    }
}

#[test]
fn programs_are_told_the_paragraph_and_where_it_stands_in_what_was_read() {
    let folder = Folder::new("programs");
    folder.write("story.docx", docx(STORY));
    let read = "Bridge reopens\n\nANA CHO: The bridge opened at nine.\n\nIt was quiet. Critics";
    let end = read.chars().count();
    let json: Value = serde_json::from_str(&folder.check(&["--format", "json"], b"").1).unwrap();
    let file = &json["files"][0];
    assert_eq!((&file["path"], &file["language"]), (&"story.docx".into(), &"docx".into()));
    let finding = |all: &Value| {
        let all = all.as_array().unwrap().iter();
        all.clone().find(|it| it["code"] == "vague-source" || it["ruleId"] == "vague-source").unwrap().clone()
    };
    let vague = finding(&file["findings"]);
    assert_eq!((&vague["paragraph"], &vague["end"]["offset"]), (&3.into(), &end.into()), "{vague}");
    let sarif: Value = serde_json::from_str(&folder.check(&["--format", "sarif"], b"").1).unwrap();
    let place = finding(&sarif["runs"][0]["results"])["locations"][0].clone();
    assert_eq!(place["logicalLocations"][0]["name"], "paragraph 3");
    let region = &place["physicalLocation"]["region"];
    assert_eq!(region["charOffset"], end - "Critics".len());
    assert_eq!(region.get("startLine"), None, "a document has no lines: {region}");
    let (_, github, _) = folder.check(&["--format", "github"], b"");
    assert!(github.contains("file=story.docx,title=vague-source::Paragraph 3: "), "{github}");
    assert!(!github.contains("line="), "{github}");
}

#[test]
fn a_walk_finds_documents_and_leaves_out_sources_and_what_word_puts_beside() {
    let folder = Folder::new("walk");
    folder.write("drafts/story.docx", docx(STORY)).write("drafts/~$story.docx", b"Ana Cho");
    folder.write("drafts/sources/cho.docx", docx(STORY));
    folder.write("drafts/refs.bib", "@misc{log, title = {Log}, file = {files/log.docx}}\n");
    folder.write("drafts/files/log.docx", docx(STORY));
    folder.write("drafts/note.md", "The gate opens at nine.\n");
    let (status, out, err) = folder.check(&["drafts", "--format", "json"], b"");
    let json: Value = serde_json::from_str(&out).unwrap();
    let paths: Vec<&str> =
        json["files"].as_array().unwrap().iter().map(|it| it["path"].as_str().unwrap()).collect();
    assert_eq!(paths, ["drafts/note.md", "drafts/story.docx"], "{err}");
    assert_eq!(status, 1);
    // Whoever names it wants to know.
    assert!(folder.check(&["drafts/files/log.docx"], b"").1.contains("paragraph 3"));
}

#[test]
fn a_document_is_compared_with_its_sources_and_may_be_piped_in() {
    let folder = Folder::new("sources");
    let words = ["“The dam will hold for a day,” Ana Cho said [@cho]."];
    folder.write("sources/cho.txt", "Ana Cho: The dam will hold for a year.\n");
    folder.write("story.docx", docx(&words));
    let (status, out, _) = folder.check(&["story.docx", "--language", "markdown"], b"");
    assert!(status == 1 && out.contains("paragraph 1 warning quote-altered"), "{out}");
    let (status, out, _) = folder.check(&["-"], &docx(STORY));
    assert!(status == 1 && out.contains("-: paragraph 3"), "{out}");
}

#[test]
fn what_cannot_be_read_is_told_with_what_to_do() {
    let folder = Folder::new("refused");
    let whole = docx(STORY);
    let manifest = "<manifest><file-entry><encryption-data/></file-entry></manifest>";
    folder
        .write("half.docx", &whole[..whole.len() / 2])
        .write("empty.docx", b"")
        .write("locked.docx", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1")
        .write(
            "locked.odt",
            archive::archive(&[("content.xml", "\u{1}x"), ("META-INF/manifest.xml", manifest)]),
        )
        .write("old.doc", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1")
        .write("rich.rtf", "{\\rtf1 The dam held.}")
        .write("rich.txt", "{\\rtf1 The dam held.}")
        .write("link.gdoc", "{\"doc_id\": \"1\"}")
        .write("pages.pdf", "%PDF-1.7")
        .write("a.pages/Index.zip", "PK")
        .write("latin.md", b"Zo\xeb Ruiz said so.\n")
        .write("wide.md", b"T\0h\0e\0 \0d\0a\0m\0.\0\n\0");
    for (name, why) in [
        ("half.docx", "the file is damaged"),
        ("empty.docx", "the file is damaged"),
        ("locked.docx", "locked with a password"),
        ("locked.odt", "locked with a password"),
        ("old.doc", "save it as .docx"),
        ("rich.rtf", "save it as .docx"),
        ("rich.txt", "save it as .docx"),
        ("link.gdoc", "File > Download"),
        ("pages.pdf", "save their text as"),
        ("a.pages", "File > Export To"),
        ("latin.md", "Latin-1 (ISO 8859-1): save it as UTF-8"),
        ("wide.md", "UTF-16 as it seems: save it as UTF-8"),
    ] {
        let (status, _, err) = folder.check(&[name], b"");
        assert_eq!(status, 2, "{name}: {err}");
        assert!(err.starts_with(&format!("onrecord: {name}: ")) && err.contains(why), "{name}: {err}");
    }
}

#[test]
fn a_text_of_two_bytes_a_letter_is_read_where_it_says_so() {
    let folder = Folder::new("wide");
    let units = "\u{feff}Critics say the bridge was never inspected.\n".encode_utf16();
    let bytes: Vec<u8> = units.flat_map(|it| it.to_le_bytes()).collect();
    folder.write("a.md", bytes);
    let (status, out, err) = folder.check(&["a.md"], b"");
    assert!(status == 1 && out.contains("a.md:1:1"), "{out}{err}");
}
