//! What an editor asks, before, between and after.

use serde_json::json;

use super::*;

#[test]
fn a_document_that_is_opened_as_text_is_told_where_it_is_read() {
    let mut client = pushing();
    for (name, text, told) in [
        ("dam.docx", "PK\u{3}\u{4}\u{fffd}\0", "`onrecord check dam.docx`"),
        ("dam.rtf", "{\\rtf1 TK}", "save it as"),
        ("dam.gdoc", "{\"doc_id\": \"TK\"}", "Google Docs"),
    ] {
        let uri = format!("file:///desk/{name}");
        client.open(&uri, "plaintext", text);
        let said = client.expect("window/showMessage")["message"].as_str().unwrap().to_owned();
        assert!(said.contains(name) && said.contains(told), "{said}");
        client.expect("window/logMessage");
        client
            .ask(
                "textDocument/hover",
                json!({ "textDocument": { "uri": uri }, "position": { "line": 0, "character": 0 } }),
            )
            .unwrap();
        client.tell("textDocument/didClose", document(&uri));
        client.texts.remove(&uri);
    }
    // An extension that makes text of it has made an article of it.
    client.open("file:///desk/bridge.docx", "plaintext", "The fund holds TK million.\n");
    assert_eq!(marks(&client.diagnostics("file:///desk/bridge.docx")).len(), 1);
    assert!(client.quit().success());
}

#[test]
fn questions_before_the_beginning_are_refused_and_edits_ignored() {
    let mut client = Client::spawn();
    client.open(URI, "markdown", "TK\n");
    let refused = client.ask("textDocument/hover", document(URI)).unwrap_err();
    assert_eq!(refused["code"], -32002, "{refused}");
    let refused = client.ask("textDocument/diagnostic", document(URI)).unwrap_err();
    assert_eq!(refused["code"], -32002, "{refused}");
    client.initialize(json!({ "capabilities": {} }));
    assert_eq!(client.ask("onrecord/text", document(URI)), Ok(Value::Null));
    let twice = client.ask("initialize", json!({ "capabilities": {} })).unwrap_err();
    assert_eq!(twice["code"], -32600, "{twice}");
    assert!(client.quit().success());
}

#[test]
fn the_same_id_twice_is_refused_and_the_first_goes_on() {
    let folder = settings::Folder::new("same-id");
    let options = folder.hold("");
    let mut client = Client::start_with(json!({ "capabilities": {}, "initializationOptions": options }));
    client.open(URI, "markdown", "The dam held.\n");
    let ask = json!({ "jsonrpc": "2.0", "id": 1_000, "method": "textDocument/documentSymbol", "params": document(URI) });
    client.expect_answer(1_000);
    client.send(&ask);
    client.expect_answer(1_000);
    client.send(&ask);
    assert_eq!(client.answer(1_000).unwrap_err()["code"], -32600);
    folder.let_go();
    client.expect_answer(1_000);
    assert!(client.answer(1_000).is_ok());
    client.diagnostics(URI);
    assert!(client.quit().success());
}

#[test]
fn a_stale_action_has_no_edit_and_says_so() {
    let capabilities = json!({ "textDocument": { "diagnostic": {}, "codeAction": {
        "dataSupport": true, "resolveSupport": { "properties": ["edit"] }, "codeActionLiteralSupport": { "codeActionKind": { "valueSet": [] } },
    }}});
    let mut client = Client::start(capabilities);
    client.open(URI, "markdown", "The fund holds TK million.\n");
    client.edit(URI, 0..0, "So: ");
    let keys = [
        json!({ "uri": URI, "version": 1, "revision": 1, "key": "0" }),
        json!({ "uri": URI, "version": 2, "revision": 99, "key": "0" }),
        json!({ "uri": "file:///elsewhere.md", "version": 1, "revision": 1, "key": "0" }),
    ];
    for data in keys {
        let action = client.ask("codeAction/resolve", json!({ "title": "Cut it", "data": data })).unwrap();
        assert_eq!(action.get("edit"), None, "{action}");
        let told = client.expect("window/showMessage");
        assert!(told["message"].as_str().unwrap().contains("“Cut it”"), "{told}");
    }
    let foreign = client.ask("codeAction/resolve", json!({ "title": "Not ours", "data": 5 })).unwrap();
    assert_eq!(foreign.get("edit"), None);
    assert!(client.quit().success());
}

#[test]
fn symbols_hover_and_actions_are_announced_as_the_editor_wants_them() {
    let mut client = pushing();
    let told = client.initialized["capabilities"].clone();
    assert_eq!(told["hoverProvider"], true);
    assert_eq!(told["documentSymbolProvider"], true);
    assert_eq!(told["textDocumentSync"]["change"], 2);
    let actions = &told["codeActionProvider"];
    assert_eq!(actions["resolveProvider"], false, "an editor that says nothing of actions gets them whole");
    client.tell("$/setTrace", json!({ "value": "verbose" }));
    assert!(client.quit().success());

    let client = Client::start(json!({ "textDocument": { "codeAction": {} } }));
    let told = client.initialized["capabilities"].clone();
    assert_eq!(told.get("codeActionProvider"), None, "an editor that takes only commands gets none");
    assert!(client.quit().success());
}

#[test]
fn an_editor_may_announce_what_nobody_has_heard_of() {
    let mut client = Client::start_with(json!({
        "processId": null,
        "clientInfo": { "name": "quill", "version": "∞" },
        "trace": "off",
        "rootUri": null,
        "workspaceFolders": null,
        "initializationOptions": null,
        "capabilities": {
            "general": { "positionEncodings": ["ebcdic", "utf-32"] },
            "textDocument": { "hover": { "contentFormat": ["html", "markdown"] }, "sonnet": true },
            "workspace": { "symbol": { "symbolKind": { "valueSet": [1, 99] } }, "workspaceEdit": { "failureHandling": "pray" } },
            "experimental": { "x": [1, {}] },
        },
    }));
    assert_eq!(client.encoding, "utf-32");
    client.open(URI, "markdown", "TK\n");
    assert_eq!(marks(&client.diagnostics(URI)).len(), 1);
    assert!(client.quit().success());
}

#[test]
fn what_other_servers_have_said_does_not_disturb_the_actions() {
    let literal = json!({ "codeActionLiteralSupport": { "codeActionKind": { "valueSet": ["quickfix"] } } });
    let mut client = Client::start(json!({ "textDocument": { "diagnostic": {}, "codeAction": literal } }));
    client.open(URI, "markdown", "The fund holds TK million.\n");
    let range = json!({ "start": { "line": 0, "character": 15 }, "end": { "line": 0, "character": 17 } });
    let foreign = json!([{ "range": 5, "code": { "value": 1.5 }, "source": "other" }, "nonsense", null]);
    let params =
        json!({ "textDocument": { "uri": URI }, "range": range, "context": { "diagnostics": foreign } });
    assert!(client.ask("textDocument/codeAction", params).unwrap().is_array());
    assert!(client.quit().success());
}
