//! Links that become citations: one change of the article and of the list, whatever the editor can do.

use serde_json::json;

use super::{settings::Folder, *};

const TEXT: &str = "Rain, ö. See https://varo.example/2024/10/28/ferries-late now.\n";

fn editor(folder: &Folder, edits: Value) -> Client {
    let capabilities = json!({
        "textDocument": { "codeAction": {
            "codeActionLiteralSupport": { "codeActionKind": { "valueSet": [] } },
            "dataSupport": true,
            "resolveSupport": { "properties": ["edit"] },
        } },
        "workspace": { "workspaceEdit": edits },
    });
    folder.client("desk", capabilities)
}

/// The action of a kind at the link, with its edit.
fn resolved(client: &mut Client, uri: &str, kind: &str) -> Value {
    let at = json!({ "line": 0, "character": 20 });
    let params = json!({
        "textDocument": { "uri": uri },
        "range": { "start": at, "end": at },
        "context": { "diagnostics": [], "only": [kind] },
    });
    let found = client.ask("textDocument/codeAction", params).unwrap();
    let action = found.as_array().unwrap().first().unwrap_or_else(|| panic!("{kind}")).clone();
    assert_eq!(action["kind"], kind);
    assert_eq!(action["edit"], Value::Null);
    client.ask("codeAction/resolve", action).unwrap()
}

#[test]
fn an_address_becomes_a_citation_and_an_entry_in_one_change() {
    let folder = Folder::new("links");
    folder.write("desk/refs.bib", "@misc{gate, title = {Hearing}}\n");
    let mut client = editor(&folder, json!({ "documentChanges": true, "changeAnnotationSupport": {} }));
    let uri = folder.uri("desk/dam.md");
    client.open(&uri, "markdown", TEXT);
    client.diagnostics(&uri);
    for (kind, title) in [
        ("refactor.rewrite", "Make a source of varo.example, 28 October 2024"),
        ("source.onrecord.citations", "Turn all bare links into citations"),
    ] {
        let action = resolved(&mut client, &uri, kind);
        assert_eq!(action["title"], title);
        let [article, list] = &action["edit"]["documentChanges"].as_array().unwrap()[..] else {
            panic!("{action}")
        };
        assert_eq!(article["textDocument"]["version"], 1);
        let edit = &article["edits"][0];
        assert_eq!(edit["newText"], "[@varo2024]");
        let words = wire::words(TEXT, &edit["range"], &client.encoding);
        assert_eq!(words, "https://varo.example/2024/10/28/ferries-late");
        assert_eq!(list["textDocument"]["version"], Value::Null);
        assert!(list["textDocument"]["uri"].as_str().unwrap().ends_with("/desk/refs.bib"), "{list}");
        let entry = list["edits"][0]["newText"].as_str().unwrap();
        assert!(entry.starts_with("@online{varo2024,\n  title = {Ferries late},"), "{entry}");
        assert!(entry.contains("urldate = {20"), "{entry}");
        let annotation = list["edits"][0]["annotationId"].as_str().unwrap();
        assert_eq!(action["edit"]["changeAnnotations"][annotation]["label"], "Add to refs.bib");
    }
    assert!(client.quit().success());
}

#[test]
fn an_editor_without_versions_gets_both_files_too() {
    let folder = Folder::new("links-plain");
    folder.write("desk/refs.bib", "@misc{gate, title = {Hearing}}\n");
    let mut client = editor(&folder, json!({}));
    let uri = folder.uri("desk/dam.md");
    client.open(&uri, "markdown", TEXT);
    client.diagnostics(&uri);
    let action = resolved(&mut client, &uri, "refactor.rewrite");
    let changes = action["edit"]["changes"].as_object().unwrap();
    assert_eq!(changes.len(), 2, "{action}");
    assert_eq!(changes[&uri][0]["newText"], "[@varo2024]");
    assert_eq!(action["edit"]["changeAnnotations"], Value::Null);
    assert!(client.quit().success());
}
