//! Who is named where, over the wire.

use serde_json::json;

use super::{settings::Folder, *};

const TEXT: &str = "\
The harbour master Ana Cho closed the gate 😀. Cho’s deputy said: “Cho has the key.”

According to Nordpress, Cho said the key was lost.
";

/// An editor that knows all questions about names.
fn asking() -> Client {
    let mut client = Client::start(json!({
        "textDocument": {
            "diagnostic": {}, "definition": {}, "references": {}, "documentHighlight": {},
            "rename": { "prepareSupport": true },
        },
        "workspace": { "symbol": {}, "workspaceEdit": { "documentChanges": true } },
    }));
    client.open(URI, "markdown", TEXT);
    client
}

#[test]
fn questions_are_announced_to_editors_that_know_them() {
    let client = pushing();
    let told = client.initialized["capabilities"].clone();
    for it in ["definitionProvider", "referencesProvider", "renameProvider", "workspaceSymbolProvider"] {
        assert_eq!(told.get(it), None, "{it}");
    }
    assert!(client.quit().success());
    let client = asking();
    let told = client.initialized["capabilities"].clone();
    assert_eq!(told["definitionProvider"], true);
    assert_eq!(told["referencesProvider"], true);
    assert_eq!(told["documentHighlightProvider"], true);
    assert_eq!(told["workspaceSymbolProvider"], true);
    assert_eq!(told["renameProvider"], json!({ "prepareProvider": true }));
    assert_eq!(told.get("foldingRangeProvider"), None);
    assert!(client.quit().success());
}

#[test]
fn a_name_leads_to_its_first_mention() {
    let mut client = asking();
    let params = place(&client, "Cho said");
    let found = client.ask("textDocument/definition", params).unwrap();
    assert_eq!(found["uri"], URI);
    assert_eq!(covered(&client, &json!([found])), ["Ana Cho"]);
    let nowhere = place(&client, "closed");
    assert_eq!(client.ask("textDocument/definition", nowhere), Ok(Value::Null));
    assert!(client.quit().success());
}

#[test]
fn references_of_a_source_are_its_mentions_and_what_it_carries() {
    let mut client = asking();
    let mut params = place(&client, "Nordpress");
    params["context"] = json!({ "includeDeclaration": true });
    let found = client.ask("textDocument/references", params.clone()).unwrap();
    assert_eq!(covered(&client, &found), ["Nordpress", "Cho said the key was lost"]);
    params["context"] = json!({ "includeDeclaration": false });
    let found = client.ask("textDocument/references", params).unwrap();
    assert_eq!(covered(&client, &found), ["Cho said the key was lost"]);
    assert!(client.quit().success());
}

#[test]
fn all_mentions_light_up() {
    let mut client = asking();
    let params = place(&client, "Ana Cho");
    let found = client.ask("textDocument/documentHighlight", params).unwrap();
    assert_eq!(covered(&client, &found), ["Ana Cho", "Cho", "Cho", "Cho"]);
    assert_eq!(found[0]["kind"], 3, "the first is where the name is given");
    assert_eq!(found[1]["kind"], 2);
    assert!(client.quit().success());
}

#[test]
fn a_new_name_stands_everywhere_but_in_quotations() {
    let mut client = asking();
    let params = place(&client, "Cho said");
    let prepared = client.ask("textDocument/prepareRename", params.clone()).unwrap();
    assert_eq!(prepared["placeholder"], "Cho");
    let mut params = params;
    params["newName"] = json!("Choi");
    let edit = client.ask("textDocument/rename", params.clone()).unwrap();
    let changes = &edit["documentChanges"][0];
    assert_eq!(changes["textDocument"], json!({ "uri": URI, "version": 1 }));
    assert_eq!(covered(&client, &changes["edits"]), ["Cho", "Cho", "Cho"]);
    assert!(changes["edits"].as_array().unwrap().iter().all(|it| it["newText"] == "Choi"));
    let told = client.expect("window/showMessage");
    assert_eq!(told["type"], 3);
    assert!(told["message"].as_str().unwrap().contains("line 1"), "{told}");
    params["newName"] = json!(" ");
    assert_eq!(client.ask("textDocument/rename", params).unwrap_err()["code"], -32602);
    let mut nobody = place(&client, "closed");
    assert_eq!(client.ask("textDocument/prepareRename", nobody.clone()), Ok(Value::Null));
    nobody["newName"] = json!("Choi");
    assert_eq!(client.ask("textDocument/rename", nobody), Ok(Value::Null));
    assert!(client.quit().success());
}

#[test]
fn an_editor_without_versions_gets_plain_changes() {
    let mut client = Client::start(json!({ "textDocument": { "diagnostic": {}, "rename": {} } }));
    client.open(URI, "markdown", TEXT);
    assert_eq!(client.initialized["capabilities"]["renameProvider"], true);
    let mut params = place(&client, "Nordpress");
    params["newName"] = json!("Norlift News");
    let edit = client.ask("textDocument/rename", params).unwrap();
    assert_eq!(covered(&client, &edit["changes"][URI]), ["Nordpress"]);
    assert!(client.quit().success());
}

#[test]
fn names_are_found_over_all_articles_of_the_desk_and_nowhere_else() {
    let folder = Folder::new("names");
    folder.write("desk/city/bridge.md", "The engineer Dana Ruiz closed the bridge.\n");
    folder.write("desk/city/draft.md", "The engineer Dana Ruizo closed the bridge.\n");
    folder.write("desk/.gitignore", "draft.md\n");
    folder.write("elsewhere.md", "The engineer Dana Ruizi closed the bridge.\n");
    let capabilities = json!({ "textDocument": { "diagnostic": {} }, "workspace": { "symbol": {} } });
    let mut client = folder.client("desk", capabilities);
    let open = folder.uri("desk/dam.md");
    client.open(&open, "markdown", "The mayor Dana Ruis opened the dam. Critics left.\n");
    let found = client.ask("workspace/symbol", json!({ "query": "danaru" })).unwrap();
    let named = |found: &Value| -> Vec<(String, String)> {
        let text = |it: &Value| it.as_str().unwrap().to_owned();
        let found = found.as_array().unwrap().iter();
        found.map(|it| (text(&it["name"]), text(&it["location"]["uri"]))).collect()
    };
    let bridge = folder.uri("desk/city/bridge.md");
    assert_eq!(named(&found), [("Dana Ruis".to_owned(), open), ("Dana Ruiz".to_owned(), bridge.clone())]);
    assert_eq!(found[1]["containerName"], "engineer");
    assert_eq!(found[1]["location"]["range"]["start"], json!({ "line": 0, "character": 13 }));
    folder.write("desk/city/bridge.md", "The engineer Dana Ruizetti closed the bridge.\n");
    let found = client.ask("workspace/symbol", json!({ "query": "Ruiz" })).unwrap();
    assert_eq!(named(&found), [("Dana Ruizetti".to_owned(), bridge)]);
    assert!(client.quit().success());
}
