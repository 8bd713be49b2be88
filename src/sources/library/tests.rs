use std::{fs, path::Path};

use super::*;

/// A folder of its own for each test, taken away with it.
struct Desk(PathBuf);

impl Desk {
    fn new(name: &str) -> Desk {
        let path = std::env::temp_dir().join(format!("onrecord-library-{name}-{}", std::process::id()));
        let _ = fs::remove_dir_all(&path);
        fs::create_dir_all(&path).unwrap();
        Desk(fs::canonicalize(path).unwrap())
    }

    fn write(&self, name: &str, text: &str) -> PathBuf {
        let path = self.0.join(name);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(&path, text).unwrap();
        path
    }

    fn shelf(&self) -> Shelf {
        Shelf::new(Folders::new([self.0.clone()]))
    }

    fn wanted(&self) -> Wanted {
        Wanted { beside: Some(self.0.clone()), roots: vec![self.0.clone()], ..Wanted::default() }
    }

    fn library(&self) -> Library {
        self.shelf().library(&self.wanted(), &mut |_, _| {})
    }
}

impl Drop for Desk {
    fn drop(&mut self) {
        let _ = fs::remove_dir_all(&self.0);
    }
}

fn keys(library: &Library) -> Vec<(&str, usize)> {
    library.sources.iter().map(|it| (it.key.as_str(), it.texts.len())).collect()
}

#[test]
fn a_folder_of_transcripts_is_a_library() {
    let desk = Desk::new("bare");
    desk.write("sources/cho.txt", "ANA CHO: The ferry is late.\n");
    desk.write("sources/tapes/voss.vtt", "WEBVTT\n\n00:01.000 --> 00:02.000\nIt never came.\n");
    desk.write("sources/voss.srt", "1\n00:00:01,000 --> 00:00:02,000\nIt never came.\n");
    desk.write("sources/.hidden.txt", "Not this.");
    desk.write("sources/photo.jpg", "Nor this.");
    let library = desk.library();
    assert_eq!(keys(&library), [("cho", 1), ("voss", 2)]);
    assert_eq!(library.find("cho").unwrap().texts[0].text.text, "The ferry is late.");
    assert_eq!(library.notices, []);
}

#[test]
fn lists_and_texts_find_each_other() {
    let desk = Desk::new("lists");
    desk.write("refs.bib", "@misc{cho24, title={Call}, file={tapes/call one.txt}, speaker={Ana Cho}}\n@misc{quay, title={Quay}}\n");
    desk.write("tapes/call one.txt", "The ferry is late.");
    desk.write("sources/quay.txt", "The quay is long.");
    desk.write("sources/voss.md", "---\nspeaker: Ben Voss\nterms: off record\n---\nIt never came.\n");
    let library = desk.library();
    assert_eq!(keys(&library), [("cho24", 1), ("quay", 1), ("voss", 1)]);
    assert_eq!(library.find("cho24").unwrap().words(Role::Speaker), Some("Ana Cho"));
    assert_eq!(library.find("voss").unwrap().words(Role::Speaker), Some("Ben Voss"));
    assert_eq!(library.find("voss").unwrap().terms(), Some(Terms::OffRecord));
    assert_eq!(library.find("nobody").map(|it| &it.key), None);
    assert_eq!(library.texts().count(), 3);
    assert_eq!(library.notices, []);
}

#[test]
fn a_saved_page_is_one_source() {
    let desk = Desk::new("page");
    desk.write("sources/late.html", "<title>Late again</title><p>The ferry is late.</p>");
    desk.write("sources/late_files/saved_resource.html", "<p>Buy a boat.</p>");
    desk.write("sources/tape_files/cho.txt", "The quay is long.");
    let library = desk.library();
    assert_eq!(keys(&library), [("late", 1), ("cho", 1)]);
    assert_eq!(library.find("late").unwrap().title(), Some("Late again"));
}

#[test]
fn what_cannot_be_read_is_told_and_costs_nothing_else() {
    let desk = Desk::new("unread");
    desk.write("refs.json", "[{\"id\": \"a\", \"file\": \"gone.txt\"}, {\"title\": \"no id\"}]");
    fs::write(desk.0.join("sources.bib"), b"@misc{caf\xe9\0}").unwrap();
    desk.write("sources/b.txt", "The ferry is late.");
    fs::write(desk.0.join("sources/c.txt"), b"\0\0\0").unwrap();
    let library = desk.library();
    assert_eq!(keys(&library), [("a", 0), ("b", 1)]);
    let told: Vec<(String, &str)> = library
        .notices
        .iter()
        .map(|it| (it.path.file_name().unwrap().to_string_lossy().into_owned(), it.message.as_str()))
        .collect();
    assert_eq!(
        told,
        [
            ("sources.bib".to_owned(), "no text: it holds bytes that no text has"),
            ("refs.json".to_owned(), "This source has no “id”: nothing can cite it."),
            ("refs.json".to_owned(), "gone.txt: there is no such file"),
            ("c.txt".to_owned(), "no text: it holds bytes that no text has"),
        ]
    );
}

#[test]
fn only_what_changed_is_read_again() {
    let desk = Desk::new("again");
    let first = desk.write("sources/a.txt", "One.");
    desk.write("sources/b.txt", "Two.");
    let mut shelf = desk.shelf();
    let before = shelf.library(&desk.wanted(), &mut |_, _| {});
    fs::write(&first, "One and more.").unwrap();
    let after = shelf.library(&desk.wanted(), &mut |_, _| {});
    let same =
        |key: &str| Arc::ptr_eq(&before.find(key).unwrap().texts[0], &after.find(key).unwrap().texts[0]);
    assert_eq!((same("a"), same("b")), (false, true));
    assert_eq!(after.find("a").unwrap().texts[0].text.text, "One and more.");
    fs::remove_file(first).unwrap();
    assert_eq!(keys(&shelf.library(&desk.wanted(), &mut |_, _| {})), [("b", 1)]);
}

#[test]
fn named_lists_and_folders_are_read_and_missing_ones_told() {
    let desk = Desk::new("named");
    desk.write("lists/own.yaml", "a:\n  title: A\n");
    desk.write("tapes/b.txt", "Two.");
    let mut wanted = desk.wanted();
    wanted.lists = vec![(desk.0.clone(), "lists/own.yaml".into()), (desk.0.clone(), "gone.bib".into())];
    wanted.texts = vec![(desk.0.clone(), "tapes".into()), (desk.0.clone(), "../elsewhere".into())];
    let library = desk.shelf().library(&wanted, &mut |_, _| {});
    assert_eq!(keys(&library), [("a", 0), ("b", 1)]);
    let told: Vec<&str> = library.notices.iter().map(|it| it.message.as_str()).collect();
    assert_eq!(told, ["there is no such file", "not read: it is outside the folders that onrecord may read"]);
}

#[test]
fn references_that_leave_the_folders_are_refused() {
    let desk = Desk::new("refused");
    let secret = Desk::new("secret");
    secret.write("secret.txt", "Nobody may read this.");
    desk.write("work/sources/a.txt", "One.");
    desk.write("outer.txt", "Not in the workspace.");
    let work = desk.0.join("work");
    let folders = Folders::new([work.clone()]);
    let whole = |it: &Path| it.to_string_lossy().into_owned();
    let outside = whole(&secret.0.join("secret.txt"));
    let up = "../".repeat(40);
    for (reference, refusal) in [
        ("../outer.txt".to_owned(), Refusal::Outside),
        ("sources/../../outer.txt".to_owned(), Refusal::Outside),
        ("..\\outer.txt".to_owned(), Refusal::Outside),
        (format!("{up}etc/passwd"), Refusal::Outside),
        (outside.clone(), Refusal::Outside),
        (format!("file://{outside}"), Refusal::Outside),
        (format!("file://localhost{outside}"), Refusal::Outside),
        (format!("file:{outside}"), Refusal::Outside),
        ("file:///..%2f..%2fetc/passwd".to_owned(), Refusal::Outside),
        (format!("file://{}/%2e%2e/outer.txt", whole(&work)), Refusal::Outside),
        ("%2e%2e/outer.txt".to_owned(), Refusal::Missing),
        ("..%2fouter.txt".to_owned(), Refusal::Missing),
        ("%252e%252e/outer.txt".to_owned(), Refusal::Missing),
        ("file://harbour.example/a.txt".to_owned(), Refusal::Remote),
        ("file:////harbour/share/a.txt".to_owned(), Refusal::Remote),
        ("FILE://HARBOUR/a.txt".to_owned(), Refusal::Remote),
        ("\\\\harbour\\share\\a.txt".to_owned(), Refusal::Remote),
        ("//harbour/share/a.txt".to_owned(), Refusal::Remote),
        ("\\\\?\\C:\\a.txt".to_owned(), Refusal::Remote),
        ("https://harbour.example/a.txt".to_owned(), Refusal::NoFile),
        ("zotero://select/items/1".to_owned(), Refusal::NoFile),
        ("file://".to_owned(), Refusal::NoFile),
        ("file:///%zz".to_owned(), Refusal::NoFile),
        ("file:///a%00b".to_owned(), Refusal::NoFile),
        ("a\0b".to_owned(), Refusal::NoFile),
        (String::new(), Refusal::NoFile),
        ("gone.txt".to_owned(), Refusal::Missing),
    ] {
        assert_eq!(folders.admit(&work, &reference), Err(refusal), "{reference:?}");
    }
    for reference in ["sources/a.txt", "./sources//a.txt", "sources\\a.txt", "sources/../sources/a.txt"] {
        assert_eq!(folders.admit(&work, reference), Ok(work.join("sources/a.txt")), "{reference}");
    }
    assert_eq!(
        folders.admit(&work, &format!("file://{}/sources/a.txt", whole(&work))),
        Ok(work.join("sources/a.txt"))
    );
    assert_eq!(folders.read(&work.join("sources"), 100), Err(Refusal::Special));
    assert_eq!(folders.read(&work.join("sources/a.txt"), 2), Err(Refusal::TooLarge { bytes: 4, most: 2 }));
}

#[cfg(unix)]
#[test]
fn links_that_leave_the_folders_are_refused() {
    use std::os::unix::fs::symlink;
    let desk = Desk::new("links");
    let secret = Desk::new("linked");
    let file = secret.write("secret.txt", "Nobody may read this.");
    desk.write("sources/a.txt", "One.");
    symlink(&file, desk.0.join("sources/b.txt")).unwrap();
    symlink(&secret.0, desk.0.join("sources/folder")).unwrap();
    symlink(desk.0.join("sources/a.txt"), desk.0.join("sources/c.txt")).unwrap();
    symlink(&desk.0, desk.0.join("sources/round")).unwrap();
    symlink("/dev/zero", desk.0.join("sources/zero.txt")).unwrap();
    desk.write("refs.bib", "@misc{d, file={sources/b.txt}}\n@misc{e, file={sources/folder/secret.txt}}\n");
    let library = desk.library();
    assert_eq!(keys(&library), [("d", 0), ("e", 0), ("a", 1)]);
    assert!(
        library.notices.iter().all(|it| it.message.contains("outside the folders")),
        "{:?}",
        library.notices
    );
    assert_eq!(library.notices.len(), 4);
}

#[test]
fn duplicates_are_found_by_key_doi_and_address() {
    let desk = Desk::new("duplicates");
    desk.write("refs.bib", "@misc{a, url={https://varo.example/1?utm_source=x}}\n@misc{b, doi={10.1000/x}}\n@misc{a, title={Again}}\n@misc{c, url={http://www.varo.example/1/}}\n@misc{d, url={https://doi.org/10.1000/X}}\n@misc{e, url={https://varo.example/2}}\n");
    let library = desk.library();
    let found: Vec<_> = library
        .duplicates()
        .iter()
        .map(|it| (it.first.entry().key.clone(), it.second.entry().key.clone(), it.same))
        .collect();
    let of = |a: &str, b: &str, same| (a.to_owned(), b.to_owned(), same);
    assert_eq!(found, [of("a", "a", Same::Key), of("a", "c", Same::Address), of("b", "d", Same::Doi)]);
    let unused: Vec<String> =
        library.unused(&["a", "c"].into()).iter().map(|it| it.entry().key.clone()).collect();
    assert_eq!(unused, ["b", "d", "e"]);
}

#[test]
fn keys_are_found_by_what_is_remembered_of_them() {
    let desk = Desk::new("search");
    desk.write("refs.bib", "@misc{cho23, author={Cho, Ana}, title={Ferries}, date={2023}}\n@misc{cho24, author={Cho, Ana}, title={The quay}, date={2024}}\n@misc{voss, title={On Cho}}\n");
    let library = desk.library();
    let found = |typed: &str| library.matching(typed).iter().map(|it| it.key.as_str()).collect::<Vec<_>>();
    assert_eq!(found("cho"), ["cho24", "cho23", "voss"]);
    assert_eq!(found("ana quay"), ["cho24"]);
    assert_eq!(found(""), ["cho24", "cho23", "voss"]);
    assert_eq!(found("nobody"), [""; 0]);
    assert_eq!(
        (library.nearest("cho2024"), library.nearest("ch024"), library.nearest("zebra")),
        (Some("cho24"), Some("cho24"), None)
    );
}

#[test]
fn fields_of_reference_managers_name_their_files() {
    let desk = Desk::new("managers");
    desk.write("refs.bib", "@misc{a, file={:files/a.txt:PDF}}\n@misc{b, file={Full text:files/b.txt:text/plain;Other:files/b.vtt:text/vtt}}\n");
    for name in ["files/a.txt", "files/b.txt", "files/b.vtt"] {
        desk.write(name, "Words.");
    }
    assert_eq!(keys(&desk.library()), [("a", 1), ("b", 2)]);
}

#[test]
fn another_key_of_an_entry_names_it_too() {
    let desk = Desk::new("ids");
    desk.write("refs.bib", "@misc{new, ids = {old, older}, title={A}}\n@misc{older, title={B}}\n");
    desk.write("sources/new.txt", "The gate fell.\n");
    let library = desk.library();
    let named = |key: &str| library.find(key).and_then(|it| it.title().map(str::to_owned));
    assert_eq!(named("old").as_deref(), Some("A"));
    assert_eq!(named("older").as_deref(), Some("B"), "an entry's own key counts first");
    let texts = crate::sources::matching::Texts::of(library.into(), &Default::default());
    assert_eq!(texts.cited("old"), texts.cited("new"));
    assert_eq!(texts.cited("old").len(), 1);
}

#[test]
fn letters_and_accents_apart_are_the_same_letters() {
    let (one, apart) = ("caf\u{e9}", "cafe\u{301}");
    let desk = Desk::new("accents");
    desk.write(&format!("sources/{apart}.txt"), "The gate fell.\n");
    desk.write(
        "refs.bib",
        &format!("@misc{{zz, title={{Z}}, file={{tapes/{one}.txt}}}}\n@misc{{b{apart}}}\n"),
    );
    desk.write(&format!("tapes/{apart}.txt"), "The pier fell.\n");
    let library = desk.library();
    for key in [one.to_owned(), apart.to_owned(), format!("b{one}"), format!("b{apart}"), "zz".to_owned()] {
        let source = library.find(&key).unwrap_or_else(|| panic!("{key}: {library:?}"));
        assert_eq!(source.texts.len(), usize::from(!key.starts_with('b')), "{key}");
    }
    assert_eq!(library.notices, []);
}

#[test]
fn a_list_older_than_utf8_is_read_and_not_written_into() {
    let desk = Desk::new("latin");
    let path = desk.write("refs.bib", "");
    fs::write(path, b"@misc{cho2024,\n title = {Caf\xe9 closes},\n author = {Ana Cho}\n}\n").unwrap();
    let library = desk.library();
    assert_eq!(library.find("cho2024").and_then(Source::title), Some("Café closes"));
    assert_eq!(library.notices, []);
    assert!(library.lists[0].recoded);
}
