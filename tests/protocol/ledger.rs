//! Answers on record: the server says what to write, the editor writes it.

use serde_json::json;

use super::{settings::Folder, *};

const TEXT: &str = "\
The gate opens at nine.

It closes at six.

A delegation of the Harbour Board met with the owners of the quay in Lund.

A source said the deal is dead.
";

/// An editor that makes files, with an article of the desk open.
fn keeping(folder: &Folder) -> (Client, String) {
    let mut client = folder.client("desk", json!({
        "textDocument": { "codeAction": { "codeActionLiteralSupport": { "codeActionKind": { "valueSet": [] } } } },
        "workspace": { "workspaceEdit": { "documentChanges": true, "resourceOperations": ["create"] } },
    }));
    let uri = folder.uri("desk/dam.md");
    client.open(&uri, "markdown", TEXT);
    (client, uri)
}

fn codes(diagnostics: &[Value]) -> Vec<&str> {
    let codes = diagnostics.iter().map(|it| it["code"].as_str().unwrap());
    codes.filter(|it| *it != "named-entity").collect()
}

/// What is offered in a line.
fn offered(client: &mut Client, uri: &str, line: u32) -> Vec<Value> {
    asked(client, uri, line, json!({ "diagnostics": [] }))
}

fn asked(client: &mut Client, uri: &str, line: u32, context: Value) -> Vec<Value> {
    let range = json!({ "start": { "line": line, "character": 0 }, "end": { "line": line, "character": 9 } });
    let params = json!({ "textDocument": { "uri": uri }, "range": range, "context": context });
    serde_json::from_value(client.ask("textDocument/codeAction", params).unwrap()).unwrap()
}

fn titled<'a>(actions: &'a [Value], title: &str) -> &'a Value {
    let titles: Vec<&Value> = actions.iter().map(|it| &it["title"]).collect();
    actions
        .iter()
        .find(|it| it["title"] == title)
        .unwrap_or_else(|| panic!("{title} is not among {titles:?}"))
}

#[test]
fn an_editor_can_ask_for_the_answers_alone() {
    let folder = Folder::new("ledger-kinds");
    let (mut client, uri) = keeping(&folder);
    client.diagnostics(&uri);
    let only = json!({ "diagnostics": [], "only": ["quickfix.dismiss"] });
    let answers = asked(&mut client, &uri, 4, only);
    assert_eq!(answers.len(), 7, "a comment, and six for the ledger: {answers:?}");
    assert!(answers.iter().all(|it| it["kind"] == "quickfix.dismiss"), "{answers:?}");
    let fixes = asked(&mut client, &uri, 4, json!({ "diagnostics": [], "only": ["quickfix"] }));
    assert_eq!(fixes.len(), offered(&mut client, &uri, 4).len(), "an answer is a quick fix too");
    assert!(client.quit().success());
}

#[test]
fn an_answer_is_an_edit_of_the_ledger_and_counts_as_soon_as_it_is_written() {
    let folder = Folder::new("ledger");
    let (mut client, uri) = keeping(&folder);
    assert_eq!(codes(&client.diagnostics(&uri)), ["unattributed-claim", "anonymous-source"]);
    let actions = offered(&mut client, &uri, 4);
    let answers = actions.iter().filter(|it| it["title"].as_str().unwrap().starts_with("Witnessed"));
    assert_eq!(answers.count(), 1, "in the ledger, and not in a comment as well");
    let edit = &titled(&actions, "Witnessed by the reporter (in the ledger)")["edit"]["documentChanges"];
    let beside = format!("{uri}.onrecord");
    assert_eq!(edit[0]["kind"], "create");
    assert_eq!(edit[0]["uri"], beside);
    assert_eq!(edit[0]["options"]["ignoreIfExists"], true);
    assert_eq!(edit[1]["textDocument"], json!({ "uri": beside, "version": null }));
    let lines = edit[1]["edits"][0]["newText"].as_str().unwrap().to_owned();
    assert!(lines.starts_with("answer: witnessed\nrule: unattributed-claim\nsentence: "), "{lines}");

    folder.write("desk/dam.md.onrecord", &lines);
    client.tell("workspace/didChangeWatchedFiles", json!({ "changes": [{ "uri": beside, "type": 1 }] }));
    assert_eq!(codes(&client.diagnostics(&uri)), ["anonymous-source"]);

    // Open in the editor, what the editor has counts, and it is no article.
    client.open(&beside, "plaintext", "");
    assert_eq!(codes(&client.diagnostics(&uri)), ["unattributed-claim", "anonymous-source"]);
    client.edit(&beside, 0..0, &lines);
    assert_eq!(codes(&client.diagnostics(&uri)), ["anonymous-source"]);
    let hover = json!({ "textDocument": { "uri": beside }, "position": { "line": 0, "character": 0 } });
    assert_eq!(client.ask("textDocument/hover", hover), Ok(Value::Null));
    client.tell("textDocument/didClose", document(&beside));
    assert_eq!(codes(&client.diagnostics(&uri)), ["anonymous-source"]);

    let at = TEXT.find("in Lund").unwrap();
    client.edit(&uri, at..at, "again ");
    client.edit(&uri, 0..0, "So: ");
    assert_eq!(
        codes(&client.diagnostics(&uri)),
        ["unattributed-claim", "unused-dismissal", "anonymous-source"],
        "other words have no answer yet"
    );
    assert!(client.quit().success());
}

#[test]
fn who_a_source_is_goes_into_a_file_that_no_repository_takes() {
    let folder = Folder::new("identity");
    let (mut client, uri) = keeping(&folder);
    client.diagnostics(&uri);
    let title = "Record who this is, in a private file";
    let actions = offered(&mut client, &uri, 6);
    let edit = titled(&actions, title)["edit"]["documentChanges"].as_array().unwrap();
    let uris: Vec<&Value> = edit.iter().step_by(2).map(|it| &it["uri"]).collect();
    assert_eq!(uris, [&json!(format!("{uri}.onrecord-private")), &json!(folder.uri("desk/.gitignore"))]);
    assert_eq!(edit[3]["edits"][0]["newText"], "*.onrecord-private\n");
    folder.write("desk/.gitignore", "*.onrecord-private\n");
    let actions = offered(&mut client, &uri, 6);
    let edit = titled(&actions, title)["edit"]["documentChanges"].as_array().unwrap();
    assert_eq!(edit.len(), 2, "it stands there already");
    assert!(client.quit().success());
}

#[test]
fn a_torn_ledger_is_told_with_its_line_counts_as_far_as_it_goes_and_is_left_alone() {
    let folder = Folder::new("torn");
    folder.write("desk/dam.md.onrecord", "<<<<<<< HEAD\nhello\n=======\n>>>>>>> theirs\n");
    let (mut client, uri) = keeping(&folder);
    let told = client.expect("window/showMessage");
    let message = told["message"].as_str().unwrap();
    assert!(message.contains("dam.md.onrecord: Line 1: two versions"), "{message}");
    client.expect("window/logMessage");
    assert_eq!(codes(&client.diagnostics(&uri)), ["unattributed-claim", "anonymous-source"]);
    let actions = offered(&mut client, &uri, 4);
    assert!(!actions.iter().any(|it| it["title"].as_str().unwrap().contains("ledger")));
    let inline = titled(&actions, "Witnessed by the reporter");
    assert!(inline.to_string().contains("<!-- onrecord: ignore unattributed-claim"), "{inline}");
    assert!(client.quit().success());
}

#[test]
fn a_ledger_takes_the_new_name_of_its_article() {
    let folder = Folder::new("ledger-renamed");
    folder.write("desk/dam.md.onrecord", "");
    let mut client = folder.client(
        "desk",
        json!({
            "workspace": {
                "fileOperations": { "willRename": true },
                "workspaceEdit": { "documentChanges": true, "resourceOperations": ["rename"] },
            },
        }),
    );
    let filters = &client.initialized["capabilities"]["workspace"]["fileOperations"]["willRename"]["filters"];
    let glob = filters[0]["pattern"]["glob"].as_str().unwrap();
    assert!(glob.starts_with("**/*.{") && glob.contains("md,"), "{glob}");
    let (old, new) = (folder.uri("desk/dam.md"), folder.uri("desk/city/dam two.md"));
    let renamed = json!({ "files": [{ "oldUri": old, "newUri": new }] });
    let edit = client.ask("workspace/willRenameFiles", renamed).unwrap();
    let change = &edit["documentChanges"][0];
    assert_eq!(change["kind"], "rename");
    assert_eq!(change["oldUri"], format!("{old}.onrecord"));
    assert_eq!(change["newUri"], format!("{new}.onrecord"));
    let alone = json!({ "files": [{ "oldUri": new, "newUri": old }] });
    assert_eq!(client.ask("workspace/willRenameFiles", alone), Ok(Value::Null));
    assert!(client.quit().success());
}
