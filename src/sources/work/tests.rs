use std::{
    fs,
    sync::atomic::{AtomicUsize, Ordering},
};

use super::*;

/// A folder of its own for each test, taken away with it.
struct Desk(PathBuf);

impl Desk {
    fn new() -> Desk {
        static COUNT: AtomicUsize = AtomicUsize::new(0);
        let number = COUNT.fetch_add(1, Ordering::Relaxed);
        let path = std::env::temp_dir().join(format!("onrecord-work-{number}-{}", std::process::id()));
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
}

impl Drop for Desk {
    fn drop(&mut self) {
        let _ = fs::remove_dir_all(&self.0);
    }
}

/// What is known of the last of these files, in a folder that is open.
fn work(files: &[(&str, &str)]) -> Work {
    let desk = Desk::new();
    let paths: Vec<PathBuf> = files.iter().map(|it| desk.write(it.0, it.1)).collect();
    let (path, text) = (paths.last().unwrap(), files.last().unwrap().1);
    let format = Format::of_path(&path.to_string_lossy());
    let declared = Works::default().declared(text, format, path, std::slice::from_ref(&desk.0));
    (*declared.work.unwrap()).clone()
}

#[track_caller]
fn lists(files: &[(&str, &str)]) -> Vec<String> {
    work(files).lists.into_iter().map(|it| it.1).collect()
}

#[test]
fn a_chapter_leans_on_what_its_main_file_declares() {
    for files in [
        [
            ("main.tex", "\\documentclass{book}\\addbibresource{all.bib}\n\\include{parts/one}\n"),
            ("parts/one.tex", "Words.\n"),
        ],
        [
            ("main.tex", "\\documentclass{book}\\addbibresource{all.bib}\n\\import{parts/}{one}\n"),
            ("parts/one.tex", "Words.\n"),
        ],
        [
            ("main.tex", "\\documentclass{book}\\addbibresource{all.bib}\n"),
            ("parts/one.tex", "\\documentclass[../main.tex]{subfiles}\nWords.\n"),
        ],
        [
            ("main.tex", "\\documentclass{book}\\addbibresource{all.bib}\n"),
            ("parts/one.tex", "% !TeX root = ../main.tex\nWords.\n"),
        ],
        [
            ("book.adoc", "= Book\n:at: parts\n:bibtex-file: all.bib\n\ninclude::{at}/one.adoc[]\n"),
            ("parts/one.adoc", "Words.\n"),
        ],
        [
            ("main.typ", "#include \"parts/one.typ\"\n#bibliography(\"all.bib\")\n"),
            ("parts/one.typ", "Words.\n"),
        ],
        [
            ("main.org", "#+bibliography: all.bib\n#+INCLUDE: \"parts/one.org::*One\"\n"),
            ("parts/one.org", "* One\n"),
        ],
        [("index.qmd", "---\nbibliography: all.bib\n---\n"), ("parts/one.qmd", "Words.\n")],
        [("_quarto.yml", "format:\n  html:\n    bibliography: [all.bib]\n"), ("parts/one.qmd", "Words.\n")],
        [("parts/_metadata.yml", "bibliography: all.bib\n"), ("parts/one.qmd", "Words.\n")],
        [("mkdocs.yml", "plugins:\n  - bibtex:\n      bib_file: all.bib\n"), ("docs/one.md", "Words.\n")],
        [("conf.py", "bibtex_bibfiles = [\n    'all.bib',\n]\n"), ("docs/one.rst", "Words.\n")],
    ] {
        assert_eq!(lists(&files), ["all.bib"], "{files:?}");
    }
}

#[test]
fn what_is_no_part_of_a_work_is_alone() {
    for files in [
        [
            ("main.tex", "\\documentclass{book}\\addbibresource{all.bib}\n% \\include{one}\n"),
            ("one.tex", "Words.\n"),
        ],
        [
            ("main.tex", "\\documentclass{book}\\addbibresource{all.bib}\n\\include{two}\n"),
            ("one.tex", "Words.\n"),
        ],
        [("_quarto.yml", "project:\n  type: website\n"), ("one.qmd", "Words.\n")],
    ] {
        let work = work(&files);
        assert_eq!((work.seen, work.lists.len()), (Seen::Alone, 0), "{files:?}");
    }
}

#[test]
fn a_work_is_whole_where_all_of_it_was_read() {
    let main = |rest: &str| format!("\\documentclass{{book}}\n\\input{{one}}\n{rest}\n");
    let seen = |rest: &str| {
        let main = main(rest);
        work(&[("two.tex", "\\label{two}\n"), ("main.tex", &main), ("one.tex", "\\section{One}\n")])
    };
    let whole = seen("\\input{two}");
    assert_eq!(whole.seen, Seen::Whole);
    assert!(whole.places.has_id("two"));
    assert_eq!(seen("\\input{gone}").seen, Seen::Part);
    assert_eq!(seen("\\newcommand{\\mark}[1]{\\label{#1}}").seen, Seen::Part);
    // Two that take in each other lead nowhere, and end.
    let turning = [("two.tex", "\\input{one}\n"), ("one.tex", "\\input{two}\n")];
    assert_eq!(work(&turning).seen, Seen::Part);
}

#[test]
fn a_project_above_the_opened_folder_may_put_words_around_a_document() {
    let surrounds = |settings: &str, opened: &str| {
        let desk = Desk::new();
        desk.write(settings, "project = 'Gate'\nrst_epilog = '.. _board: https://example.org'\n");
        let path = desk.write("docs/guide/a.rst", "See board_.\n");
        let opened = [desk.0.join(opened)];
        let declared = Works::default().declared("See board_.\n", Format::ReStructuredText, &path, &opened);
        declared.work.unwrap().surrounds
    };
    assert!(surrounds("conf.py", ""));
    assert!(surrounds("conf.py", "docs"));
    assert!(surrounds("docs/conf.py", "docs/guide"));
    assert!(!surrounds("mkdocs.yml", "docs"));
}

#[test]
fn nothing_above_the_opened_folder_is_looked_at() {
    let desk = Desk::new();
    desk.write("main.tex", "\\documentclass{book}\\addbibresource{a.bib}\\input{desk/one}");
    let path = desk.write("desk/one.tex", "Words.");
    let opened = [path.parent().unwrap().to_owned()];
    let declared = Works::default().declared("Words.", Format::Latex, &path, &opened);
    assert_eq!(declared.work.unwrap().seen, Seen::Alone);
}
