//! Keys of sources over all articles of a folder: where they are cited, and what they are called.

use std::fs;

use serde_json::json;

use super::{settings::Folder, *};

const HEARING: &str = "We will never sell the old harbour.\n";

const CITING: &str = "It is not for sale, Ana Cho said [@hearing].\n";

fn desk(name: &str) -> Folder {
    let folder = Folder::new(name);
    for path in ["desk/sources", "desk/city/sources"] {
        fs::create_dir_all(folder.0.join(path)).unwrap();
    }
    folder.write("desk/sources/hearing.txt", HEARING);
    folder.write("desk/gate.md", "The gate is shut [@other].\n");
    folder.write("desk/quay.md", "The quay is shut.[^hearing]\n\n[^hearing]: The hearing of March.\n");
    folder.write("above.md", CITING);
    folder
}

fn editor(folder: &Folder, resources: Value) -> Client {
    let capabilities = json!({
        "textDocument": { "rename": { "prepareSupport": true }, "references": {} },
        "workspace": { "workspaceEdit": { "documentChanges": true, "resourceOperations": resources } },
    });
    folder.client("desk", capabilities)
}

fn on_key(uri: &str) -> Value {
    json!({ "textDocument": { "uri": uri }, "position": { "line": 0, "character": 37 } })
}

/// What an edit does, a line for each file: its name and how often it gets the new word, or where it goes.
fn told(folder: &Folder, edit: &Value) -> Vec<String> {
    let root = folder.uri("");
    let name = |it: &Value| it.as_str().unwrap().trim_start_matches(&root).to_owned();
    let line = |it: &Value| match it["kind"].as_str() {
        Some("rename") => format!("{} → {}", name(&it["oldUri"]), name(&it["newUri"])),
        _ => format!("{} {}", name(&it["textDocument"]["uri"]), it["edits"].as_array().unwrap().len()),
    };
    edit["documentChanges"].as_array().unwrap().iter().map(line).collect()
}

fn rename(client: &mut Client, uri: &str, to: &str) -> Result<Value, Value> {
    let mut params = on_key(uri);
    params["newName"] = json!(to);
    client.ask("textDocument/rename", params)
}

#[test]
fn a_file_gets_the_new_key_for_its_name_and_closed_articles_follow() {
    let folder = desk("keys-file");
    folder.write("desk/city/dam.md", CITING);
    let mut client = editor(&folder, json!(["rename"]));
    let uri = folder.uri("desk/open.md");
    client.open(&uri, "markdown", CITING);
    client.diagnostics(&uri);
    let prepared = client.ask("textDocument/prepareRename", on_key(&uri)).unwrap();
    assert_eq!(prepared["placeholder"], "hearing");
    let edit = rename(&mut client, &uri, "tape-1").unwrap();
    assert_eq!(
        told(&folder, &edit),
        [
            "desk/city/dam.md 1",
            "desk/open.md 1",
            "desk/quay.md 2",
            "desk/sources/hearing.txt → desk/sources/tape-1.txt",
        ]
    );
    let dam = &edit["documentChanges"][0];
    assert_eq!(dam["textDocument"]["version"], Value::Null);
    assert_eq!(wire::words(CITING, &dam["edits"][0]["range"], &client.encoding), "hearing");
    assert_eq!(edit["documentChanges"][1]["textDocument"]["version"], 1);
    assert!(fs::read_to_string(folder.0.join("desk/city/dam.md")).unwrap() == CITING, "the editor writes it");

    let mut uses = on_key(&uri);
    uses["context"] = json!({ "includeDeclaration": true });
    let found = client.ask("textDocument/references", uses).unwrap();
    assert_eq!(found.as_array().unwrap().len(), 4, "{found}");

    folder.write("desk/sources/minutes.odt", "no document");
    for wrong in ["minutes.v2/x", "a:b", "other key"] {
        assert!(rename(&mut client, &uri, wrong).is_err(), "{wrong}");
    }
    folder.write("desk/sources/minutes.txt", "");
    assert!(rename(&mut client, &uri, "minutes").is_err(), "another file has this name");
    assert!(client.quit().success());
}

#[test]
fn the_same_key_of_another_folder_is_another_source() {
    let folder = desk("keys-other");
    folder.write("desk/city/dam.md", CITING);
    folder.write("desk/city/refs.bib", "@misc{hearing, title = {Another hearing}}\n");
    let mut client = editor(&folder, json!(["rename"]));
    let uri = folder.uri("desk/open.md");
    client.open(&uri, "markdown", CITING);
    client.diagnostics(&uri);
    let edit = rename(&mut client, &uri, "tape").unwrap();
    assert_eq!(
        told(&folder, &edit),
        ["desk/open.md 1", "desk/quay.md 2", "desk/sources/hearing.txt → desk/sources/tape.txt"]
    );
    assert!(client.quit().success());
}

#[test]
fn an_entry_takes_the_text_of_its_name_along_and_leaves_one_that_it_names() {
    let folder = desk("keys-entry");
    folder.write("desk/refs.bib", "@misc{hearing, title = {Hearing}}\n");
    let mut client = editor(&folder, json!(["create", "rename"]));
    let uri = folder.uri("desk/open.md");
    client.open(&uri, "markdown", CITING);
    client.diagnostics(&uri);
    let edit = rename(&mut client, &uri, "tape").unwrap();
    let all = [
        "desk/open.md 1",
        "desk/quay.md 2",
        "desk/refs.bib 1",
        "desk/sources/hearing.txt → desk/sources/tape.txt",
    ];
    assert_eq!(told(&folder, &edit), all);
    folder.write("desk/refs.bib", "@misc{hearing, title = {Hearing}, file = {sources/hearing.txt}}\n");
    let changes = json!({ "changes": [{ "uri": folder.uri("desk/refs.bib"), "type": 2 }] });
    client.tell("workspace/didChangeWatchedFiles", changes);
    client.diagnostics(&uri);
    let edit = rename(&mut client, &uri, "tape").unwrap();
    assert_eq!(told(&folder, &edit), all[..3]);
    assert!(client.quit().success());
}

#[test]
fn an_editor_that_renames_no_files_is_told_why_a_key_has_to_stay() {
    let folder = desk("keys-plain");
    let mut client = editor(&folder, json!(["create"]));
    let uri = folder.uri("desk/open.md");
    client.open(&uri, "markdown", CITING);
    client.diagnostics(&uri);
    assert_eq!(client.ask("textDocument/prepareRename", on_key(&uri)), Ok(Value::Null));
    let refused = rename(&mut client, &uri, "tape").unwrap_err();
    assert!(refused["message"].as_str().unwrap().contains("rename the file"), "{refused}");
    assert!(client.quit().success());
}
