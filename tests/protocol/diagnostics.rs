//! What is shown, when, and where.

use serde_json::json;

use super::{wire::words, *};

const PUBLISH: &str = "textDocument/publishDiagnostics";

fn pulling() -> Client {
    Client::start(json!({ "textDocument": { "diagnostic": {} } }))
}

#[test]
fn diagnostics_are_pushed_with_their_version_and_say_where_the_page_is() {
    let mut client = pushing();
    client.open(URI, "markdown", "The fund holds TK million.\n");
    let found = client.diagnostics(URI);
    let mark = marks(&found)[0];
    assert_eq!(mark["source"], "onrecord");
    assert_eq!(mark["severity"], 2);
    assert_eq!(mark["data"]["page"], "onrecord explain placeholder-left");
    assert_eq!(mark["data"]["code"], "placeholder-left");
    assert!(mark["message"].as_str().unwrap().contains("TK"));
    assert!(client.initialized["capabilities"].get("diagnosticProvider").is_none());
    assert!(client.quit().success());
}

#[test]
fn a_figure_that_has_two_values_shows_where_the_other_stands() {
    for relates in [true, false] {
        let push = json!({ "relatedInformation": relates });
        let mut client = Client::start(json!({ "textDocument": { "publishDiagnostics": push } }));
        let text = "😀 The army sent 3,000 troops. It rained.\n\nThe 2,300 troops were late.\n";
        client.open(URI, "markdown", text);
        let found = client.diagnostics(URI);
        let odd = found.iter().find(|it| it["code"] == "inconsistent-figure").expect("they differ");
        let related = odd["relatedInformation"].as_array().cloned().unwrap_or_default();
        assert_eq!(related.len(), usize::from(relates));
        for it in related {
            assert_eq!(it["location"]["uri"], URI);
            assert_eq!(words(text, &it["location"]["range"], &client.encoding), "3,000 troops");
        }
        assert!(client.quit().success());
    }
}

#[test]
fn the_next_desk_mark_can_be_gone_to() {
    let mut client = Client::start(json!({}));
    let text = "The fund holds TK million.\n\nIt was founded in 19XX by her.\n";
    client.open(URI, "markdown", text);
    client.diagnostics(URI);
    let mut next = |line: u32, character: u32| {
        let at = json!({ "line": line, "character": character });
        let asked = json!({ "command": "onrecord.nextMark", "arguments": [URI, at] });
        client.ask("workspace/executeCommand", asked).unwrap()
    };
    assert_eq!(next(0, 0)["range"]["start"], json!({ "line": 0, "character": 15 }));
    assert_eq!(next(0, 15)["range"]["start"], json!({ "line": 2, "character": 18 }), "the one behind it");
    assert_eq!(next(2, 25)["range"]["start"], json!({ "line": 0, "character": 15 }), "and round again");
    client.edit(URI, 0..text.len(), "All is filled in.\n");
    client.diagnostics(URI);
    let asked = json!({ "command": "onrecord.nextMark", "arguments": [URI, { "line": 0, "character": 0 }] });
    assert!(client.ask("workspace/executeCommand", asked).unwrap().is_null());
    assert!(client.quit().success());
}

#[test]
fn ranges_are_right_in_every_encoding() {
    for encoding in ["utf-8", "utf-16", "utf-32"] {
        let mut client = Client::start(json!({ "general": { "positionEncodings": [encoding] } }));
        let text = "# Zoë 😀\r\n\r\n😀 “Zoë” 👩‍👧 TK and é TK.\r\n\r\n- 𝔘 TK\n";
        client.open(URI, "markdown", text);
        let found = client.diagnostics(URI);
        let marks = marks(&found);
        assert_eq!(marks.len(), 3, "{encoding}");
        for mark in marks {
            assert_eq!(words(text, &mark["range"], encoding), "TK", "{encoding}");
        }
        assert!(client.quit().success());
    }
}

#[test]
fn an_editor_that_asks_is_answered_and_nothing_is_pushed() {
    let mut client = pulling();
    client.open(URI, "markdown", "The fund holds TK million.\n");
    let first = client.ask("textDocument/diagnostic", document(URI)).unwrap();
    assert_eq!(first["kind"], "full");
    assert_eq!(marks(first["items"].as_array().unwrap()).len(), 1);
    let again = json!({ "textDocument": { "uri": URI }, "previousResultId": first["resultId"] });
    let second = client.ask("textDocument/diagnostic", again.clone()).unwrap();
    assert_eq!(second, json!({ "kind": "unchanged", "resultId": first["resultId"] }));
    client.edit(URI, 0..0, "TK! ");
    let third = client.ask("textDocument/diagnostic", again).unwrap();
    assert_eq!(marks(third["items"].as_array().unwrap()).len(), 2);
    assert_ne!(third["resultId"], first["resultId"]);
    client.tell("textDocument/didClose", document(URI));
    // Closing the session shows whether anything was pushed: it would be a message nobody looked at.
    assert!(client.quit().success());
}

#[test]
fn what_is_asked_about_an_unknown_text_has_an_empty_answer() {
    let mut client = pulling();
    let nowhere = json!({ "textDocument": { "uri": URI }, "position": { "line": 0, "character": 0 } });
    assert_eq!(client.ask("textDocument/hover", nowhere), Ok(Value::Null));
    assert_eq!(client.ask("textDocument/documentSymbol", document(URI)), Ok(Value::Null));
    let diagnostics = client.ask("textDocument/diagnostic", document(URI)).unwrap();
    assert_eq!(diagnostics["items"], json!([]));
    let malformed = client.ask("textDocument/diagnostic", json!({ "uri": URI })).unwrap_err();
    assert_eq!(malformed["code"], -32602);
    let unknown = client.ask("textDocument/moonPhase", json!({})).unwrap_err();
    assert_eq!(unknown["code"], -32601);
    assert!(client.quit().success());
}

#[test]
fn fifty_edits_at_once_have_one_answer() {
    let mut client = pushing();
    client.open(URI, "markdown", &"The dam held. TK million.\n\n".repeat(200));
    client.diagnostics(URI);
    let burst: Vec<u8> =
        (0..50).flat_map(|at| wire::framed(&client.edit_message(URI, at..at, "a"))).collect();
    client.send_raw(&burst);
    let published = client.rest(PUBLISH);
    let versions: Vec<&Value> = published.iter().map(|it| &it["version"]).collect();
    assert_eq!(versions, [&json!(51)]);
    client.assert_same_text(URI);
    assert!(client.quit().success());
}

#[test]
fn nothing_is_published_for_an_older_text_however_fast_the_writer() {
    let mut client = pushing();
    client.open(URI, "markdown", &"The dam held. TK million.\n\n".repeat(100));
    let mut dice = Dice(3);
    for round in 0..rounds(400, 5_000) {
        let at = dice.roll(100) * 27;
        client.edit(URI, at..at, "a");
        client.edit(URI, at..at + 1, "");
        if round % 3 == 0 {
            // After this answer the test's client takes no diagnostics for older texts.
            client.assert_same_text(URI);
        }
    }
    assert_eq!(marks(&client.diagnostics(URI)).len(), 100);
    assert!(client.quit().success());
}

#[test]
fn closing_takes_the_diagnostics_down_and_opening_again_shows_them() {
    let mut client = pushing();
    client.open(URI, "markdown", "TK\n");
    assert_eq!(marks(&client.diagnostics(URI)).len(), 1);
    client.tell("textDocument/didClose", document(URI));
    assert_eq!(client.expect(PUBLISH)["diagnostics"], json!([]));
    client.allow_older(URI);
    client.open(URI, "markdown", "TK TK\n");
    assert_eq!(marks(&client.diagnostics(URI)).len(), 2);
    assert!(client.quit().success());
}

#[test]
fn any_language_and_any_address_is_read() {
    let mut client = pushing();
    for (uri, language) in [
        ("untitled:Untitled-1", "plaintext"),
        ("git:/a/b.md?x", "klingon"),
        ("file:///C:/Desk/a b.md", ""),
        ("x", "markdown"),
    ] {
        client.open(uri, language, "The fund holds TK million.\n");
        assert_eq!(marks(&client.diagnostics(uri)).len(), 1, "{uri}");
    }
    assert!(client.quit().success());
}

#[test]
fn a_text_too_large_to_check_is_said_to_be() {
    let mut client = pushing();
    let line = "The fund holds TK million.\n\n";
    client.open(URI, "markdown", &line.repeat(10_000_000 / line.len() + 1));
    let told = client.expect("window/showMessage");
    let message = told["message"].as_str().unwrap();
    assert!(message.contains("dam.md") && message.contains("10 MB"), "{message}");
    assert_eq!(told["type"], 3);
    client.expect("window/logMessage");
    assert_eq!(client.diagnostics(URI).len(), 0);
    client.edit(URI, 0..0, "a");
    assert_eq!(client.diagnostics(URI).len(), 0, "and it is not said again");
    let end = client.texts[URI].text.len();
    client.edit(URI, 28..end, "");
    assert_eq!(marks(&client.diagnostics(URI)).len(), 1);
    assert!(client.quit().success());
}
