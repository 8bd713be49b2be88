//! The traps that servers on this framework have fallen into, each a test (ARCHITECTURE.md, section 2).

use serde_json::json;

use super::{settings::Folder, *};

/// A server that is through with no text until the folder lets it.
fn held(folder: &Folder) -> Client {
    Client::start_with(json!({ "capabilities": pulling(), "initializationOptions": folder.hold("") }))
}

fn pulling() -> Value {
    json!({ "textDocument": { "diagnostic": {} } })
}

#[test]
fn every_question_is_answered_from_the_text_as_it_was_when_it_was_asked() {
    let mut client = Client::start(pulling());
    client.open(URI, "markdown", "");
    let mut expected = Vec::new();
    for round in 0..2_000 {
        let at = client.texts[URI].text.len();
        client.edit(URI, at..at, if round % 40 == 39 { "\n" } else { "é" });
        let question = client.question("onrecord/text", document(URI));
        expected.push((question, client.texts[URI].text.clone()));
    }
    for (question, text) in expected {
        assert_eq!(client.answer(question).unwrap()["text"], text);
    }
    assert!(client.quit().success());
}

#[test]
fn an_editor_that_answers_late_does_not_disturb_the_text() {
    let mut client = Client::spawn();
    client.settings = None;
    client.initialize(json!({ "capabilities": { "workspace": { "configuration": true } } }));
    client.open(URI, "markdown", "The dam.\n");
    (0..200).for_each(|at| client.edit(URI, at..at, "a"));
    // The replies to the server's questions stand behind the edits, the last one first.
    for _ in 0..3 {
        client.tell("workspace/didChangeConfiguration", json!({ "settings": null }));
    }
    client.assert_same_text(URI);
    client.wait_for_questions("workspace/configuration", 4);
    let questions = std::mem::take(&mut client.questions);
    for question in questions.iter().rev() {
        client.edit(URI, 0..1, "bb");
        client.send(&json!({ "jsonrpc": "2.0", "id": question["id"], "result": [null] }));
    }
    client.assert_same_text(URI);
    client.diagnostics(URI);
    client.rest("textDocument/publishDiagnostics");
    assert!(client.quit().success());
}

#[test]
fn an_editor_that_never_answers_does_not_stop_anything() {
    let mut client = Client::spawn();
    client.settings = None;
    client.initialize(json!({ "capabilities": { "workspace": { "configuration": true } } }));
    client.open(URI, "markdown", "TK\n");
    for round in 0..20 {
        client.tell("workspace/didChangeConfiguration", json!({ "settings": null }));
        (0..20).for_each(|at| client.edit(URI, at..at, if round % 2 == 0 { "a" } else { " " }));
    }
    assert_eq!(marks(&client.diagnostics(URI)).len(), 0, "the mark is part of a word now");
    client.assert_same_text(URI);
    assert!(client.quit().success());
}

#[test]
fn a_cancelled_question_is_answered_though_sixty_four_others_run() {
    let folder = Folder::new("sixty-four");
    let mut client = held(&folder);
    client.open(URI, "markdown", "The dam held.\n");
    let waiting: Vec<i64> =
        (0..64).map(|_| client.question("textDocument/documentSymbol", document(URI))).collect();
    let last = client.question("textDocument/hover", hover(0, 0));
    client.tell("$/cancelRequest", json!({ "id": last }));
    let refused = client.answer(last).unwrap_err();
    assert_eq!(refused["code"], -32800, "{refused}");
    assert_eq!(client.waiting_answers(), 0, "the others still run");
    client.withdraw(&waiting[7..8]);
    folder.let_go();
    client.ignore(&[&waiting[..7], &waiting[8..]].concat());
    assert!(client.quit().success());
}

#[test]
fn cancelling_what_is_answered_or_was_never_asked_does_nothing() {
    let mut client = pushing();
    let question = client.question("onrecord/text", document(URI));
    assert_eq!(client.answer(question), Ok(Value::Null));
    for id in [json!(question), json!(777), json!("x"), json!(null), json!({})] {
        client.tell("$/cancelRequest", json!({ "id": id }));
    }
    assert_eq!(client.ask("onrecord/text", document(URI)), Ok(Value::Null));
    assert!(client.quit().success());
}

#[test]
fn a_text_that_takes_long_to_read_delays_no_other_question() {
    let folder = Folder::new("long-reading");
    let mut client = held(&folder);
    client.open(URI, "markdown", "The dam held.\n");
    let waiting: Vec<i64> =
        (0..100).map(|_| client.question("textDocument/documentSymbol", document(URI))).collect();
    client.assert_same_text(URI);
    assert_eq!(client.waiting_answers(), 0, "the text was read before");
    folder.let_go();
    client.ignore(&waiting);
    assert!(client.quit().success());
}

#[test]
fn a_panic_in_a_handler_costs_one_answer() {
    for method in ["textDocument/hover", "onrecord/text", "textDocument/diagnostic"] {
        let options = json!({ "testing": { "panicIn": method } });
        let mut client =
            Client::start_with(json!({ "capabilities": pulling(), "initializationOptions": options }));
        client.open(URI, "markdown", "TK\n");
        let refused = client.ask(method, hover(0, 0)).unwrap_err();
        assert_eq!(refused["code"], -32603, "{refused}");
        assert!(client.ask("textDocument/documentSymbol", document(URI)).is_ok());
        assert!(client.quit().success());
    }
}

#[test]
fn a_rule_that_fails_is_told_once_and_the_others_speak() {
    let options = json!({ "testing": { "failIn": "unnamed-report" } });
    let mut client = Client::start_with(json!({ "capabilities": {}, "initializationOptions": options }));
    let text = "The fund holds TK million.\n\nMedia reports suggest that it rains.\n";
    client.open(URI, "markdown", text);
    let told = client.expect("window/showMessage");
    assert_eq!(told["type"], 2);
    let message = told["message"].as_str().unwrap();
    assert!(message.starts_with("unnamed-report failed at dam.md and is left out there"), "{message}");
    client.expect("window/logMessage");
    for others in ["", "So: "] {
        client.edit(URI, 0..0, others);
        let found = client.diagnostics(URI);
        assert_eq!(marks(&found).len(), 1, "the others speak");
        assert!(found.iter().all(|it| it["code"] != "unnamed-report"), "{found:?}");
    }
    assert!(client.rest("window/showMessage").is_empty(), "once is enough");
    assert!(client.quit().success());
}

#[test]
fn a_panic_while_reading_is_told_once_and_not_repeated_until_the_text_changes() {
    let options = json!({ "testing": { "panicOn": "KABOOM" } });
    let mut client = Client::start_with(json!({ "capabilities": {}, "initializationOptions": options }));
    client.open(URI, "markdown", "TK. KABOOM.\n");
    assert!(
        client.expect("window/showMessage")["message"].as_str().unwrap().contains("failed at reading dam.md")
    );
    client.expect("window/logMessage");
    assert_eq!(client.diagnostics(URI).len(), 0);
    assert_eq!(client.ask("textDocument/hover", hover(0, 0)), Ok(Value::Null));
    // New settings would have everything read again; not this text.
    client.tell("workspace/didChangeConfiguration", json!({ "settings": {} }));
    client.assert_same_text(URI);
    client.edit(URI, 4..10, "Calm");
    assert_eq!(marks(&client.diagnostics(URI)).len(), 1);
    client.edit(URI, 0..0, "KABOOM ");
    assert_eq!(client.diagnostics(URI).len(), 0);
    client.expect("window/showMessage");
    client.expect("window/logMessage");
    assert!(client.quit().success());
}

fn hover(line: u32, character: u32) -> Value {
    json!({ "textDocument": { "uri": URI }, "position": { "line": line, "character": character } })
}
