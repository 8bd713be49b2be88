//! One list of settings: what is read, what VS Code offers and what the pages say are the same.
//!
//! `UPDATE=1 cargo test --test settings` writes the manifest and the pages.

use std::{fs, path::Path};

use onrecord::{
    features::configuration::{SETTINGS, Takes, from_toml, reference},
    rules::Settings,
};
use serde_json::{Value, json};

#[test]
fn every_word_of_every_setting_is_read_and_the_first_is_the_default() {
    for setting in SETTINGS {
        let key = setting.key;
        let read = |word: &str| match setting.takes {
            Takes::Rules(_) => from_toml(&format!("[{key}]\nvague-source = \"{word}\"\n")),
            _ => from_toml(&format!("{key} = \"{word}\"\n")),
        };
        let (Takes::Words(words) | Takes::Rules(words)) = setting.takes else {
            assert_eq!(read("some/file").complaints, [""; 0], "{key}");
            continue;
        };
        for (word, _) in words() {
            assert_eq!(read(word).complaints, [""; 0], "{key} = {word}");
        }
        let listed = words().iter().map(|it| it.0).collect::<Vec<_>>().join(", ");
        assert!(read("nonsense").complaints[0].contains(&format!("one of {listed}.")), "{key}");
        if let Takes::Words(words) = setting.takes {
            assert_eq!(read(words()[0].0).settings, Settings::default(), "{key}");
        }
    }
}

#[test]
fn vs_code_offers_every_setting() {
    let path = "editors/vscode/package.json";
    let manifest: Value = serde_json::from_str(&read(path)).expect("the manifest is JSON");
    let pages = manifest["contributes"]["configuration"].as_array().expect("pages of settings");
    let ours = &pages[0]["properties"];
    if *ours != reference::properties() && update() {
        return write(path, &with_properties(&read(path)));
    }
    assert_eq!(*ours, reference::properties(), "{HINT}");
    let editors: Vec<&String> = pages[1]["properties"].as_object().expect("settings").keys().collect();
    assert!(editors.iter().all(|it| ours.get(it.as_str()).is_none()), "{editors:?}");
}

#[test]
fn the_pages_for_writers_name_every_setting() {
    between("docs/guide/settings.md", &reference::sections());
    between("editors/vscode/README.md", &reference::table("onrecord."));
    between("editors/nvim/README.md", &reference::table(""));
    let help = read("editors/nvim/doc/onrecord.txt");
    let missing: Vec<&str> =
        SETTINGS.iter().map(|it| it.key).filter(|it| !help.contains(&format!("`{it}`"))).collect();
    assert!(missing.is_empty(), "`:help onrecord` does not know {missing:?}");
}

#[test]
fn the_examples_of_the_pages_are_right() {
    for page in ["README.md", "docs/guide/settings.md", "docs/guide/desk.md"] {
        for example in read(page).split("```toml\n").skip(1) {
            let example = example.split("```").next().unwrap_or_default();
            assert_eq!(from_toml(example).complaints, [""; 0], "{page}: {example}");
        }
    }
}

const HINT: &str = "UPDATE=1 cargo test --test settings writes it";

fn update() -> bool {
    std::env::var_os("UPDATE").is_some()
}

/// What stands between the two marks of a page.
fn between(path: &str, fresh: &str) {
    let page = read(path);
    let missing = || panic!("{path} has no room for the settings");
    let (before, rest) = page.split_once("<!-- settings:begin -->\n").unwrap_or_else(missing);
    let (old, after) = rest.split_once("<!-- settings:end -->").unwrap_or_else(missing);
    if old != fresh && update() {
        return write(path, &format!("{before}<!-- settings:begin -->\n{fresh}<!-- settings:end -->{after}"));
    }
    assert_eq!(old, fresh, "{path}: {HINT}");
}

/// The manifest with our settings as they are, all else as it stands: keys keep their order.
fn with_properties(manifest: &str) -> String {
    let opening = "\"properties\": {";
    let at = manifest.find("\"title\": \"onrecord\",").expect("a page of settings");
    let start = at + manifest[at..].find(opening).expect("settings") + opening.len() - 1;
    let indent = &manifest[manifest[..start].rfind('\n').map_or(0, |it| it + 1)..];
    let indent = &indent[..indent.len() - indent.trim_start().len()];
    let end = start + manifest[start..].find(&format!("\n{indent}}}")).expect("an end") + indent.len() + 2;
    let fresh = serde_json::to_string_pretty(&json!(reference::properties())).expect("JSON");
    format!("{}{}{}", &manifest[..start], fresh.replace('\n', &format!("\n{indent}")), &manifest[end..])
}

fn path(name: &str) -> std::path::PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join(name)
}

fn read(name: &str) -> String {
    fs::read_to_string(path(name)).unwrap_or_else(|error| panic!("{name}: {error}")).replace("\r\n", "\n")
}

fn write(name: &str, text: &str) {
    fs::write(path(name), text).unwrap_or_else(|error| panic!("{name}: {error}"));
}
