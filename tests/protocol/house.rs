//! What a desk takes as known: an edit of its own list, which the editor applies.

use serde_json::json;

use super::{settings::Folder, *};

const TEXT: &str = "The OQHC ruled on the case.\n";

fn accepting(folder: &Folder) -> (Client, String) {
    let mut client = folder.client("desk", json!({
        "textDocument": { "codeAction": { "codeActionLiteralSupport": { "codeActionKind": { "valueSet": [] } } } },
        "workspace": { "workspaceEdit": { "documentChanges": true, "resourceOperations": ["create"] } },
    }));
    let uri = folder.uri("desk/city/dam.md");
    client.open(&uri, "markdown", TEXT);
    assert_eq!(asked(&mut client, &uri), 1);
    (client, uri)
}

/// How often the letters are asked about.
fn asked(client: &mut Client, uri: &str) -> usize {
    client.diagnostics(uri).iter().filter(|it| it["code"] == "undefined-acronym").count()
}

/// The changes of the one offer to accept the letters.
fn changes(client: &mut Client, uri: &str) -> Value {
    let range = json!({ "start": { "line": 0, "character": 5 }, "end": { "line": 0, "character": 5 } });
    let params = json!({ "textDocument": { "uri": uri }, "range": range, "context": { "diagnostics": [] } });
    let actions = client.ask("textDocument/codeAction", params).unwrap();
    let actions = actions.as_array().unwrap();
    let mut offers = actions.iter().filter(|it| it["title"] == "Accept “OQHC” in this project");
    let edit = offers.next().expect("it is offered")["edit"]["documentChanges"].clone();
    assert!(offers.next().is_none());
    edit
}

#[test]
fn a_desk_without_settings_gets_a_file_for_them() {
    let folder = Folder::new("accept-new");
    let (mut client, uri) = accepting(&folder);
    let edit = changes(&mut client, &uri);
    let list = folder.uri("desk/onrecord.toml");
    assert_eq!((&edit[0]["kind"], &edit[0]["uri"]), (&json!("create"), &json!(list)));
    assert_eq!(edit[1]["textDocument"], json!({ "uri": list, "version": null }));
    let lines = edit[1]["edits"][0]["newText"].as_str().unwrap();
    assert_eq!(lines, "[[entities]]\nname = \"OQHC\"\nacronyms = [\"OQHC\"]\n");
    assert!(!folder.0.join("desk/onrecord.toml").exists(), "the server writes nothing");
    folder.write("desk/onrecord.toml", lines);
    client.tell("workspace/didChangeWatchedFiles", json!({ "changes": [{ "uri": list, "type": 1 }] }));
    assert_eq!(asked(&mut client, &uri), 0);
    assert!(client.quit().success());
}

#[test]
fn the_house_s_own_file_takes_the_entry_at_its_end() {
    let folder = Folder::new("accept-house");
    folder.write("desk/onrecord.toml", "house = \"known.toml\"\n");
    folder.write("desk/known.toml", "# Whom we know.\n[[entities]]\nname = \"Ana Cho\"");
    let (mut client, uri) = accepting(&folder);
    let edit = changes(&mut client, &uri);
    let list = folder.uri("desk/known.toml");
    assert_eq!(edit[1]["textDocument"]["uri"], list);
    let end = json!({ "line": 2, "character": 16 });
    assert_eq!(edit[1]["edits"][0]["range"], json!({ "start": end, "end": end }));
    let lines = edit[1]["edits"][0]["newText"].as_str().unwrap();
    folder.write("desk/known.toml", &format!("# Whom we know.\n[[entities]]\nname = \"Ana Cho\"{lines}"));
    client.tell("workspace/didChangeWatchedFiles", json!({ "changes": [{ "uri": list, "type": 2 }] }));
    assert_eq!(asked(&mut client, &uri), 0);
    assert!(client.quit().success());
}

#[test]
fn a_list_with_a_slip_is_not_made_worse() {
    let folder = Folder::new("accept-slip");
    folder.write("desk/onrecord.toml", "[rules\n");
    let (mut client, uri) = accepting(&folder);
    let range = json!({ "start": { "line": 0, "character": 5 }, "end": { "line": 0, "character": 5 } });
    let params = json!({ "textDocument": { "uri": uri }, "range": range, "context": { "diagnostics": [] } });
    let actions = client.ask("textDocument/codeAction", params).unwrap();
    let titles: Vec<&Value> = actions.as_array().unwrap().iter().map(|it| &it["title"]).collect();
    assert!(titles.iter().all(|it| !it.as_str().unwrap().starts_with("Accept")), "{titles:?}");
    let told = client.expect("window/showMessage");
    assert!(told["message"].as_str().unwrap().contains("this is not TOML"), "{told}");
    client.expect("window/logMessage");
    assert!(client.quit().success());
}
