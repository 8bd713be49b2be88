//! Files made to hurt: each is refused with a sentence that names it and the limit, while everything
//! else stays readable, in less than two seconds and 100 MB.

#[path = "support/clock.rs"]
mod clock;

use std::{
    alloc::{GlobalAlloc, Layout, System},
    fs::{self, File},
    io::Write,
    path::PathBuf,
    sync::atomic::{AtomicUsize, Ordering::Relaxed},
    time::Duration,
};

use clock::Clock;
use flate2::{
    Compression,
    write::{DeflateEncoder, ZlibEncoder},
};
use onrecord::sources::library::{Folders, Library, Shelf, Wanted};
use rawzip::{CompressionMethod, ZipArchiveWriter};

/// Two seconds, and more for a build without optimisation.
const TIME: Duration = Duration::from_secs(if cfg!(debug_assertions) { 15 } else { 2 });

/// Counts what is in use, and how much it ever was.
struct Counting;

static IN_USE: AtomicUsize = AtomicUsize::new(0);
static MOST: AtomicUsize = AtomicUsize::new(0);

// SAFETY: everything is handed on to the system as it came.
unsafe impl GlobalAlloc for Counting {
    unsafe fn alloc(&self, layout: Layout) -> *mut u8 {
        let now = IN_USE.fetch_add(layout.size(), Relaxed) + layout.size();
        MOST.fetch_max(now, Relaxed);
        unsafe { System.alloc(layout) }
    }

    unsafe fn dealloc(&self, place: *mut u8, layout: Layout) {
        IN_USE.fetch_sub(layout.size(), Relaxed);
        unsafe { System.dealloc(place, layout) }
    }
}

#[global_allocator]
static COUNTING: Counting = Counting;

/// A folder with a file `sources/<name>` and a good text beside it.
struct Desk(PathBuf);

impl Desk {
    fn new(name: &str) -> Desk {
        let path = std::env::temp_dir().join(format!("onrecord-bombs-{}-{name}", std::process::id()));
        let _ = fs::remove_dir_all(&path);
        fs::create_dir_all(path.join("sources")).unwrap();
        let desk = Desk(fs::canonicalize(path).unwrap());
        fs::write(desk.file("good.txt"), "The ferry is late.").unwrap();
        desk
    }

    fn file(&self, name: &str) -> PathBuf {
        self.0.join("sources").join(name)
    }

    fn library(&self) -> Library {
        let wanted = Wanted { beside: Some(self.0.clone()), ..Wanted::default() };
        Shelf::new(Folders::new([self.0.clone()])).library(&wanted, &mut |_, _| {})
    }
}

impl Drop for Desk {
    fn drop(&mut self) {
        let _ = fs::remove_dir_all(&self.0);
    }
}

/// A stream of the same words over and over, packed while it is made.
fn repeated(words: &str, times: usize, mut into: impl Write) {
    let block = words.repeat(1_000);
    (0..times / 1_000).for_each(|_| into.write_all(block.as_bytes()).unwrap());
}

/// A document whose one part is "before", the words over and over, "after".
fn document(part: &str, before: &str, words: &str, times: usize, after: &str) -> Vec<u8> {
    let mut out = Vec::new();
    let mut archive = ZipArchiveWriter::new(&mut out);
    let (mut entry, config) =
        archive.new_file(part).compression_method(CompressionMethod::DEFLATE).start().unwrap();
    let encoder = DeflateEncoder::new(&mut entry, Compression::fast());
    let mut writer = config.wrap(encoder);
    writer.write_all(before.as_bytes()).unwrap();
    repeated(words, times, &mut writer);
    writer.write_all(after.as_bytes()).unwrap();
    let (encoder, descriptor) = writer.finish().unwrap();
    encoder.finish().unwrap();
    entry.finish(descriptor).unwrap();
    archive.finish().unwrap();
    out
}

/// A PDF of one page; its content is the words over and over.
fn pdf(words: &str, times: usize) -> Vec<u8> {
    let mut encoder = ZlibEncoder::new(Vec::new(), Compression::fast());
    repeated(words, times, &mut encoder);
    let content = encoder.finish().unwrap();
    let head = format!(
        "%PDF-1.4\n1 0 obj\n<</Type/Catalog/Pages 2 0 R>>\nendobj\n2 0 obj\n<</Type/Pages/Kids[3 0 R]/Count 1>>\nendobj\n\
         3 0 obj\n<</Type/Page/Parent 2 0 R/MediaBox[0 0 9 9]/Contents 4 0 R>>\nendobj\n\
         4 0 obj\n<</Filter/FlateDecode/Length {}>>\nstream\n",
        content.len()
    );
    [head.as_bytes(), &content, b"\nendstream\nendobj\ntrailer\n<</Root 1 0 R/Size 5>>\n%%EOF\n"].concat()
}

// One test: tests at the same time would share the count of memory.
#[test]
fn a_file_made_to_hurt_is_refused_in_little_time_and_memory() {
    let open = "<w:document><w:body><w:p><w:r><w:t>";
    let close = "</w:t></w:r></w:p></w:body></w:document>";
    let laughs = "<!DOCTYPE a [<!ENTITY a \"ha\"><!ENTITY b \"&a;&a;&a;&a;&a;&a;&a;&a;\">]><a>&b;</a>";
    let inner = document("word/document.xml", open, "ferry ", 1_000, close);
    let mut nested = Vec::new();
    let mut archive = ZipArchiveWriter::new(&mut nested);
    let (mut entry, config) = archive.new_file("word/document.xml").start().unwrap();
    let mut writer = config.wrap(&mut entry);
    writer.write_all(&inner).unwrap();
    let (_, descriptor) = writer.finish().unwrap();
    entry.finish(descriptor).unwrap();
    archive.finish().unwrap();
    let cases: Vec<(&str, Option<Vec<u8>>, &str)> = vec![
        ("huge.txt", None, "too large to read: 1000.0 MB, the limit is 16 MB"),
        ("huge.html", None, "too large to read: 1000.0 MB, the limit is 16 MB"),
        ("huge.pdf", None, "too large to read: 1000.0 MB, the limit is 40 MB"),
        ("huge.docx", None, "too large to read: 1000.0 MB, the limit is 40 MB"),
        (
            "ratio.docx",
            Some(document("word/document.xml", "", " ", 1_000_000_000, "")),
            "not read: it unpacks to more than the limit of 32 MB",
        ),
        (
            "ratio.odt",
            Some(document("content.xml", "<a>", "<b>the ferry is late again</b>", 2_000_000, "</a>")),
            "not read: it unpacks to more than the limit of 32 MB",
        ),
        (
            "words.docx",
            Some(document("word/document.xml", open, "ferry ", 4_000_000, close)),
            "too large to read: 24.0 MB, the limit is 16 MB",
        ),
        (
            "deep.docx",
            Some(document("word/document.xml", "", "<a>", 9_000_000, "")),
            "too deeply nested to read: the limit is 1000 levels",
        ),
        (
            "laughs.docx",
            Some(document("word/document.xml", laughs, "", 0, "")),
            "not read: it declares entities of its own",
        ),
        ("nested.docx", Some(nested), "cannot be read: the file is damaged"),
        (
            "ratio.pdf",
            Some(pdf("0 0 m ", 100_000_000)),
            "not read: it unpacks to more than the limit of 32 MB",
        ),
        (
            "deep.html",
            Some("<div>".repeat(3_000_000).into_bytes()),
            "too deeply nested to read: the limit is 1000 levels",
        ),
        (
            "lines.txt",
            Some("a\n\n".repeat(5_000_000).into_bytes()),
            "too many lines to read: the limit is 200000",
        ),
        (
            "lines.html",
            Some("<p>a".repeat(3_900_000).into_bytes()),
            "too many tags to read: the limit is 300000",
        ),
        (
            "lines.docx",
            Some(document(
                "word/document.xml",
                "<w:document>",
                "<w:p><w:r><w:t>a</w:t></w:r></w:p>",
                900_000,
                "</w:document>",
            )),
            "too many lines to read: the limit is 200000",
        ),
        (
            "many.html",
            Some("<ul></ul>".repeat(1_700_000).into_bytes()),
            "too many tags to read: the limit is 300000",
        ),
    ];
    for (name, bytes, why) in cases {
        let desk = Desk::new(name);
        match bytes {
            Some(bytes) => fs::write(desk.file(name), bytes).unwrap(),
            // As large as it says, without a byte on the disk.
            None => File::create(desk.file(name)).unwrap().set_len(1_000_000_000).unwrap(),
        }
        let before = IN_USE.load(Relaxed);
        MOST.store(before, Relaxed);
        let begun = Clock::of_all();
        let library = desk.library();
        let (took, memory) = (begun.elapsed(), MOST.load(Relaxed).saturating_sub(before));
        let notices: Vec<(PathBuf, &str)> =
            library.notices.iter().map(|it| (it.path.clone(), it.message.as_str())).collect();
        assert_eq!(notices, [(desk.file(name), why)]);
        assert_eq!(library.find("good").unwrap().texts[0].text.text, "The ferry is late.");
        println!("{name}: {took:?}, {} MB", memory / 1_000_000);
        assert!(took < TIME, "{name}: {took:?}");
        assert!(memory < 100_000_000, "{name}: {memory} bytes");
    }
}
