//! One document, however an editor spells its address and counts its versions.

use std::fs;

use serde_json::json;

use super::{settings::Folder, *};

fn text(client: &mut Client, uri: &str) -> Value {
    client.ask("onrecord/text", document(uri)).unwrap()["text"].clone()
}

/// A version that is no number must not cost the edit: every later one would land beside its place.
#[test]
fn an_edit_counts_whatever_its_version_is() {
    let mut client = pushing();
    client.open(URI, "markdown", "The bridge.\n");
    let mut expected = "The bridge.\n".to_owned();
    for version in [json!(2.0), json!("3"), json!(null), json!("four"), json!(5), json!({}), json!(1e40)] {
        let range = json!({
            "start": { "line": 0, "character": 0 }, "end": { "line": 0, "character": 0 },
        });
        let change = json!({
            "textDocument": { "uri": URI, "version": version },
            "contentChanges": [{ "range": range, "text": "TK " }],
        });
        client.tell("textDocument/didChange", change);
        expected.insert_str(0, "TK ");
        assert_eq!(text(&mut client, URI), expected.as_str(), "{version}");
    }
    let unversioned = json!({ "textDocument": { "uri": URI }, "contentChanges": [{ "text": "All.\n" }] });
    client.tell("textDocument/didChange", unversioned);
    assert_eq!(text(&mut client, URI), "All.\n");
    client.allow_older(URI);
    // More may be said of what was typed last, or of the other text.
    client.rest("textDocument/publishDiagnostics");
    assert!(client.quit().success());
}

#[test]
fn a_text_is_opened_whatever_its_version_is() {
    for version in [json!(1.0), json!("1"), json!(null)] {
        let mut client = pushing();
        let opened = json!({ "uri": URI, "languageId": "markdown", "version": version, "text": "TK\n" });
        client.tell("textDocument/didOpen", json!({ "textDocument": opened }));
        assert_eq!(text(&mut client, URI), "TK\n", "{version}");
        // More may be said of what was typed last, or of the other text.
        client.rest("textDocument/publishDiagnostics");
        assert!(client.quit().success());
    }
}

#[test]
fn one_document_is_one_in_all_spellings_of_its_address() {
    let folder = Folder::new("spelled");
    folder.write("desk/a (1).md", "The fund holds TK million.\n");
    let path = folder.0.join("desk").display().to_string();
    let opened = format!("file://{path}/a%20(1).md");
    let spellings = [
        format!("file://{path}/a%20%281%29.md"),
        format!("file:{path}/a%20(1).md"),
        format!("FILE://{path}/a%20%281).md"),
        format!("file://localhost{path}/%61%20(1).md"),
        format!("file://{path}/city/../a (1).md"),
    ];
    let mut client = folder.client("desk", json!({ "textDocument": { "diagnostic": {} } }));
    for (count, uri) in spellings.iter().enumerate() {
        client.open(&opened, "markdown", "The fund holds TK million.\n");
        let change = json!({
            "textDocument": { "uri": uri, "version": 2 }, "contentChanges": [{ "text": "TK and TK.\n" }],
        });
        client.tell("textDocument/didChange", change);
        assert_eq!(text(&mut client, &opened), "TK and TK.\n", "{uri}");
        let told = client.ask("textDocument/diagnostic", document(uri)).unwrap();
        assert_eq!(marks(told["items"].as_array().unwrap()).len(), 2, "{uri}");
        let previous = json!({ "previousResultIds": [] });
        let all = client.ask("workspace/diagnostic", previous).unwrap();
        assert_eq!(all["items"], json!([]), "{uri}: it is open");
        client.tell("textDocument/didClose", document(uri));
        assert_eq!(text(&mut client, &opened), Value::Null, "{count}: {uri}");
    }
    let before = json!([{ "uri": opened, "value": "another" }]);
    let all = client.ask("workspace/diagnostic", json!({ "previousResultIds": before })).unwrap();
    let items = all["items"].as_array().unwrap();
    assert_eq!(items.len(), 1, "what the editor knows under its own spelling is not told twice: {items:?}");
    assert_eq!(items[0]["uri"], opened);
    assert!(client.quit().success());
}

#[test]
fn an_address_with_one_slash_has_a_folder_all_the_same() {
    let folder = Folder::new("slash");
    folder.write("desk/onrecord.toml", "[rules]\nplaceholder-left = \"hint\"\n");
    fs::create_dir_all(folder.0.join("desk/sources")).unwrap();
    folder.write("desk/sources/cho.txt", "Ana Cho: The dam will hold for a year.\n");
    let mut client = pushing();
    for scheme in ["file:", "FILE://", "file://localhost"] {
        let uri = format!("{scheme}{}", folder.0.join("desk/dam.md").display());
        client.open(&uri, "markdown", "“The dam will hold for a day,” Ana Cho said. It cost TK.\n");
        let found = client.diagnostics(&uri);
        assert_eq!(marks(&found)[0]["severity"], 4, "{uri}: settings");
        assert!(found.iter().any(|it| it["code"] == "quote-altered"), "{uri}: sources: {found:?}");
        client.tell("textDocument/didClose", document(&uri));
        assert!(client.diagnostics(&uri).is_empty());
        client.texts.remove(&uri);
    }
    assert!(client.quit().success());
}
