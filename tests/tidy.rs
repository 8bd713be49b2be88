//! The house rules that a compiler does not keep.
//!
//! `UPDATE=1 cargo test --test tidy` writes the README's table of rules.

use std::{
    fs,
    path::{Path, PathBuf},
};

use onrecord::rules;

/// Which rooms a room may use, from ARCHITECTURE.md.
const ROOMS: &[(&str, &[&str])] = &[
    ("text", &[]),
    ("markup", &["text"]),
    ("language", &["text"]),
    ("reading", &["text", "language"]),
    ("sources", &["text", "markup", "language", "reading"]),
    ("article", &["text", "markup", "language", "reading", "sources"]),
    ("rules", &["text", "markup", "language", "reading", "sources", "article"]),
    ("features", &["text", "markup", "language", "reading", "sources", "article", "rules"]),
    ("cli", &["text", "markup", "language", "reading", "sources", "article", "rules", "features", "server"]),
    ("server", &["text", "markup", "language", "reading", "sources", "article", "rules", "features"]),
];

#[test]
fn a_room_uses_only_rooms_above_it() {
    let mut wrong = Vec::new();
    for file in sources() {
        let Some((_, allowed)) = ROOMS.iter().find(|(room, _)| *room == file.room) else { continue };
        let used = paths(&file.code);
        wrong.extend(
            used.into_iter()
                .filter(|it| *it != file.room && !allowed.contains(it))
                .map(|it| format!("{} uses {it}", file.name)),
        );
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn every_room_is_drawn() {
    let mut rooms: Vec<String> = sources().into_iter().map(|it| it.room).collect();
    rooms.retain(|room| !matches!(room.as_str(), "lib" | "main") && !ROOMS.iter().any(|(it, _)| it == room));
    assert!(rooms.is_empty(), "{rooms:?} have no place in the house");
}

#[test]
fn paths_are_found_in_lists_and_alone() {
    let code = "use crate::{\n    article::{Article, rules},\n    text::Span,\n};\nlet x = crate::markup::outline(text);";
    assert_eq!(paths(code), ["article", "text", "markup"]);
}

#[test]
fn only_the_server_speaks_lsp() {
    absent(&["tower_lsp", "lsp_types", "tokio", "tower_service"], |it| it.room == "server");
}

#[test]
fn only_what_leaves_is_serialised() {
    absent(&["Serialize"], |it| {
        let leaves = ["src/features/report", "src/features/configuration"];
        matches!(it.room.as_str(), "cli" | "server") || leaves.iter().any(|leaf| it.name.starts_with(leaf))
    });
}

#[test]
fn nothing_reaches_for_the_network_or_another_program() {
    absent(&["std::net", "tokio::net", "process::Command"], |_| false);
}

#[test]
fn only_some_rooms_read_files() {
    absent(&["std::fs", "fs::read", "File::open"], |it| {
        matches!(it.room.as_str(), "sources" | "cli" | "server")
    });
}

/// Whoever opens a file asks first what it is: a pipe waits for ever, and a device has no end.
#[test]
fn files_are_opened_at_one_door() {
    const DOOR: &str = "src/sources/files.rs";
    absent(
        &["File::open", "File::options", "OpenOptions", "fs::read(", "fs::read_to_string", "fs::File"],
        |it| it.name == DOOR,
    );
    // Libraries that open files themselves are handed what was looked at before.
    absent(
        &[
            "WalkBuilder",
            "ignore::Walk",
            "Gitignore::new",
            "Gitignore::global",
            "builder.add(",
            "build_global",
        ],
        |_| false,
    );
    absent(&["ignore::"], |it| it.name == "src/sources/articles.rs");
    absent(&["gix_"], |it| it.name.starts_with("src/sources/commits"));
}

/// A card is rendered, and other people's words stand on it.
#[test]
fn cards_are_written_in_one_place() {
    const CARDS: &[&str] = &[
        "src/features/hover",
        "src/features/citing",
        "src/features/listed.rs",
        "src/features/lens.rs",
        "src/features/completion",
    ];
    let marks = ["format!(\"**", "format!(\"<", "format!(\"> ", "format!(\"["];
    absent(&marks, |it| !CARDS.iter().any(|card| it.name.starts_with(card)));
    absent(&["MarkupKind::Markdown"], |it| it.name == "src/server/to_lsp.rs");
    // Nothing but its own file makes Markdown of a string that was put together.
    let fields = ["Markdown(format!", "Markdown(String"];
    absent(&fields, |it| it.name == "src/features/markdown.rs");
}

#[test]
fn nothing_is_left_to_do_or_skipped() {
    // Spelt in halves, so that this list does not find itself.
    let marks =
        [["todo", "!("], ["unimplemented", "!("], ["#[ign", "ore"], ["dbg", "!("]].map(|it| it.concat());
    let mut wrong = Vec::new();
    for folder in ["src", "tests", "examples", "benches"] {
        for path in rust_files(&root().join(folder)) {
            let text = read(&path);
            let found = marks.iter().filter(|it| text.contains(it.as_str()));
            wrong.extend(found.map(|it| format!("{}: {it}", name(&path))));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn a_panic_in_one_rule_does_not_end_the_session() {
    let manifest = read(&root().join("Cargo.toml"));
    let aborts = manifest.lines().any(|it| it.replace(' ', "").starts_with("panic=\"abort\""));
    assert!(!aborts, "release builds unwind");
}

#[test]
fn files_and_functions_are_short() {
    const FILE: usize = 400;
    const FUNCTION: usize = 60;
    let mut wrong = Vec::new();
    for file in sources().iter().filter(|it| !it.name.ends_with("/tests.rs")) {
        let length = file.code.lines().count();
        if length > FILE {
            wrong.push(format!("{}: {length} lines", file.name));
        }
        for (function, length) in functions(&file.code).into_iter().filter(|(_, length)| *length > FUNCTION) {
            wrong.push(format!("{}: {length} lines in {function}", file.name));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn functions_are_measured_from_their_name_to_their_end() {
    let code = "impl It {\n    fn one() -> u8 { 1 }\n    pub fn many(\n        it: u8,\n    ) -> u8 {\n        it\n    }\n}\nfn last();\n";
    assert_eq!(functions(code), [("one".to_owned(), 1), ("many".to_owned(), 5)]);
}

#[test]
fn every_page_is_complete() {
    let mut wrong = Vec::new();
    for rule in rules::ALL {
        let page = rule.page();
        let (clean, flagged): (Vec<_>, Vec<_>) = page.examples.iter().partition(|it| it.flags.is_empty());
        let prose = page.markdown.split("```").step_by(2).collect::<String>();
        // A rule that compares with texts beside the article needs room for them.
        let least = if page.markdown.contains("```source") { 3 } else { 5 };
        let checks = [
            (page.title == rule.code, "its title is not its code"),
            (page.summary.ends_with('.') && !page.summary.contains("```"), "no summary"),
            (page.markdown.split("\n\n").nth(1).is_some_and(|it| !it.starts_with("```")), "no why"),
            (flagged.len() >= least, "too few flagged examples"),
            (clean.len() >= least, "too few clean examples"),
            (rule.code == "named-entity" || prose.contains("What helps:"), "it does not say what helps"),
            (!MACHINES.iter().any(|it| page.markdown.contains(it)), "a path of somebody's machine"),
        ];
        let failed = checks.into_iter().filter(|(holds, _)| !holds);
        wrong.extend(failed.map(|(_, what)| format!("{}: {what}", rule.code)));
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn every_file_with_a_page_is_listed() {
    let pages = sources().into_iter().filter(|it| it.name.starts_with("src/rules/"));
    let unlisted: Vec<String> = pages
        .filter_map(|it| it.text.strip_prefix("//! # ").map(|page| (page.to_owned(), it.name)))
        .filter(|(page, name)| {
            let code = page.lines().next().unwrap_or_default();
            let file = format!("src/rules/{}.rs", code.replace('-', "_"));
            rules::find(code).is_none() || *name != file
        })
        .map(|(_, name)| name)
        .collect();
    assert!(unlisted.is_empty(), "{unlisted:?} are not in rules::ALL under their file's name");
}

/// `.ci/run oldest` keeps the code to it.
#[test]
fn the_readme_names_the_rust_that_cargo_asks_for() {
    let cargo = fs::read_to_string(root().join("Cargo.toml")).expect("Cargo.toml can be read");
    let asked = cargo.lines().find_map(|it| it.strip_prefix("rust-version = ")).expect("a rust-version");
    let readme = fs::read_to_string(root().join("README.md")).expect("README.md can be read");
    let line = format!("You need [Rust](https://rustup.rs) {} or later.", asked.trim_matches('"'));
    assert!(readme.contains(&line), "README.md has no line {line:?}");
}

#[test]
fn the_readme_lists_every_rule() {
    const BEGIN: &str = "<!-- rules:begin -->\n";
    const END: &str = "<!-- rules:end -->";
    let path = root().join("README.md");
    // The README comes when there is something to show.
    let Ok(readme) = fs::read_to_string(&path) else { return };
    let (before, rest) = readme.split_once(BEGIN).expect("README.md has a line <!-- rules:begin -->");
    let (table, after) = rest.split_once(END).expect("README.md has a line <!-- rules:end -->");
    let fresh = table_of_rules();
    if table != fresh && std::env::var_os("UPDATE").is_some() {
        fs::write(&path, format!("{before}{BEGIN}{fresh}{END}{after}")).expect("README.md can be written");
        return;
    }
    assert_eq!(table, fresh, "UPDATE=1 cargo test --test tidy writes it");
}

#[test]
fn no_document_names_a_machine() {
    let documents = fs::read_dir(root()).into_iter().flatten().flatten().map(|it| it.path());
    let documents = documents.filter(|it| it.extension().is_some_and(|it| it == "md"));
    let wrong: Vec<String> = documents
        .filter(|it| {
            let text = read(it);
            MACHINES.iter().any(|machine| text.contains(machine))
        })
        .map(|it| name(&it))
        .collect();
    assert!(wrong.is_empty(), "{wrong:?} hold a path of somebody's machine");
}

/// How absolute paths of a person's machine begin.
const MACHINES: &[&str] = &["/home/", "/root/", "/Users/", "/work/", "C:\\Users"];

/// A source file of the product.
struct Source {
    /// From the root of the package, with "/".
    name: String,
    /// The first folder or file below `src`.
    room: String,
    text: String,
    /// Without its tests at the end and without comments.
    code: String,
}

fn sources() -> Vec<Source> {
    let files = rust_files(&root().join("src")).into_iter();
    files
        .map(|path| {
            let name = name(&path);
            let below = name.trim_start_matches("src/");
            let room = below.split(['/', '.']).next().unwrap_or_default().to_owned();
            let text = read(&path);
            let code = without_tests(&text);
            Source { room, name, text, code }
        })
        .collect()
}

/// The lines before the tests; comment lines stay as empty ones, so that lengths are true.
fn without_tests(text: &str) -> String {
    let end = text.find("#[cfg(test)]\nmod tests {").unwrap_or(text.len());
    let lines = text[..end].trim_end().lines();
    lines
        .map(|it| if it.trim_start().starts_with("//") { "\n".to_owned() } else { format!("{it}\n") })
        .collect()
}

/// Fails when a word stands in code outside the files where it may.
fn absent(words: &[&str], may: impl Fn(&Source) -> bool) {
    let files = sources().into_iter().filter(|it| !may(it));
    let wrong: Vec<String> = files
        .flat_map(|file| {
            let found = words.iter().filter(move |it| file.code.contains(**it)).copied().collect::<Vec<_>>();
            found.into_iter().map(move |it| format!("{}: {it}", file.name))
        })
        .collect();
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// The rooms that `crate::…` names, also in lists; in order, as often as they stand there.
fn paths(code: &str) -> Vec<&str> {
    code.split("crate::")
        .skip(1)
        .flat_map(|rest| if rest.starts_with('{') { listed(rest) } else { vec![word(rest)] })
        .collect()
}

/// The first words in "{article::{…}, text::Span}", not those of inner lists.
fn listed(list: &str) -> Vec<&str> {
    let mut depth = 0;
    let mut fresh = false;
    let mut out = Vec::new();
    for (at, char) in list.char_indices() {
        match char {
            '{' => depth += 1,
            '}' => depth -= 1,
            _ => {}
        }
        if depth == 0 {
            break;
        }
        if depth == 1 && fresh && char.is_alphabetic() {
            out.push(word(&list[at..]));
        }
        fresh = depth == 1 && (matches!(char, '{' | ',') || fresh && char.is_whitespace());
    }
    out
}

fn word(text: &str) -> &str {
    text.split(|it: char| !(it.is_alphanumeric() || it == '_')).next().unwrap_or_default()
}

/// Functions with a body, and how many lines each takes. Leans on the formatter: a function ends at its own indent.
fn functions(code: &str) -> Vec<(String, usize)> {
    let lines: Vec<&str> = code.lines().collect();
    let mut out = Vec::new();
    for (at, line) in lines.iter().enumerate() {
        let start = line.trim_start();
        let Some((before, after)) = start.split_once("fn ") else { continue };
        let qualifiers = ["pub", "const", "async", "unsafe", "extern"];
        let plain = before.split_whitespace().all(|it| qualifiers.iter().any(|word| it.starts_with(word)));
        if !plain || line.ends_with(';') {
            continue;
        }
        let indent = &line[..line.len() - start.len()];
        let end = format!("{indent}}}");
        let length = if line.ends_with('}') && line.contains('{') {
            1
        } else {
            lines[at..].iter().position(|it| *it == end).map_or(1, |it| it + 1)
        };
        out.push((word(after).to_owned(), length));
    }
    out
}

fn table_of_rules() -> String {
    let mut out = String::from("| rule | default | what it flags |\n|---|---|---|\n");
    for rule in rules::ALL {
        out += &format!("| `{}` | {} | {} |\n", rule.code, rule.severity.name(), rule.page().summary);
    }
    out
}

fn root() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
}

fn name(path: &Path) -> String {
    let name = path.strip_prefix(root()).unwrap_or(path).to_string_lossy();
    name.replace('\\', "/")
}

fn read(path: &Path) -> String {
    fs::read_to_string(path)
        .unwrap_or_else(|error| panic!("{}: {error}", path.display()))
        .replace("\r\n", "\n")
}

/// All Rust files below a folder, in order; none when there is no such folder.
fn rust_files(folder: &Path) -> Vec<PathBuf> {
    let mut out = Vec::new();
    let entries = fs::read_dir(folder).into_iter().flatten().flatten().map(|it| it.path());
    for path in entries {
        if path.is_dir() {
            out.extend(rust_files(&path));
        } else if path.extension().is_some_and(|it| it == "rs") {
            out.push(path);
        }
    }
    out.sort();
    out
}
