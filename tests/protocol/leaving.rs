//! R7: the server ends when it should, and never later than the client.

use std::time::{Duration, Instant};

use serde_json::json;

use super::*;

/// The pledge is one second; a machine may take a little longer to let go of a process.
const GONE: Duration = Duration::from_secs(3);

/// What a loaded machine takes longer, seen by how long it needs now for a program that ends at once, which
/// is hundredths of a second on one that is not.
fn load() -> Duration {
    let start = Instant::now();
    let output = std::process::Command::new(env!("CARGO_BIN_EXE_onrecord")).arg("--version").output();
    assert!(output.is_ok_and(|it| it.status.success()));
    20 * start.elapsed()
}

/// A server that never is through with its text.
fn reading() -> Client {
    let options = json!({ "testing": { "held": "/nowhere/at/all" } });
    let mut client = Client::start_with(json!({ "capabilities": {}, "initializationOptions": options }));
    client.open(URI, "markdown", "The dam held.\n");
    client
}

fn assert_ends(mut client: Client, state: &str) {
    let before = load();
    let start = Instant::now();
    client.hang_up();
    let status = client.wait();
    let took = start.elapsed();
    assert!(took < GONE || took < GONE + before.max(load()), "{state}: {took:?}");
    assert_eq!(status.code(), Some(1), "{state}: nobody said exit");
}

#[test]
fn shutdown_and_exit_end_with_success_though_input_stays_open() {
    let mut client = pushing();
    client.ask("shutdown", Value::Null).unwrap();
    client.send(&json!({ "jsonrpc": "2.0", "method": "exit" }));
    assert_eq!(client.wait().code(), Some(0));
}

#[test]
fn shutdown_and_exit_in_one_breath_are_both_heard() {
    let mut client = pushing();
    let id = client.question("shutdown", Value::Null);
    client.send(&json!({ "jsonrpc": "2.0", "method": "exit" }));
    assert_eq!(client.answer(id), Ok(Value::Null));
    assert_eq!(client.wait().code(), Some(0));
}

#[test]
fn exit_alone_is_a_failure() {
    let mut client = pushing();
    client.send(&json!({ "jsonrpc": "2.0", "method": "exit" }));
    assert_eq!(client.wait().code(), Some(1));
}

#[test]
fn after_shutdown_nothing_is_answered_any_more() {
    let mut client = pushing();
    client.ask("shutdown", Value::Null).unwrap();
    let refused = client.ask("textDocument/hover", document(URI)).unwrap_err();
    assert_eq!(refused["code"], -32600, "{refused}");
    client.send(&json!({ "jsonrpc": "2.0", "method": "exit" }));
    assert_eq!(client.wait().code(), Some(0));
}

#[test]
fn a_client_that_goes_while_nothing_happens_takes_the_server_along() {
    assert_ends(pushing(), "idle");
}

#[test]
fn a_client_that_goes_before_it_has_spoken_takes_the_server_along() {
    assert_ends(Client::spawn(), "never initialized");
}

#[test]
fn a_client_that_goes_during_the_reading_takes_the_server_along() {
    let mut client = reading();
    client.assert_same_text(URI);
    assert_ends(client, "reading");
}

#[test]
fn a_client_that_goes_with_questions_open_takes_the_server_along() {
    let mut client = reading();
    for _ in 0..80 {
        client.question("textDocument/documentSymbol", document(URI));
    }
    client.assert_same_text(URI);
    assert_ends(client, "handlers waiting");
}

#[test]
fn a_client_that_goes_without_having_told_its_settings_takes_the_server_along() {
    let mut client = Client::spawn();
    client.settings = None;
    client.initialize(json!({ "capabilities": { "workspace": { "configuration": true } } }));
    assert_ends(client, "waiting for the client");
}

#[test]
fn a_client_that_goes_in_the_middle_of_a_frame_takes_the_server_along() {
    let mut client = pushing();
    client.send_raw(b"Content-Length: 5000\r\n\r\n{\"jsonrpc\":");
    assert_ends(client, "mid-frame");
}

#[test]
fn a_client_that_goes_without_taking_its_answers_takes_the_server_along() {
    // Nobody reads: the answers fill the pipe and the writer stands still in the middle of one.
    let mut client = Client::spawn_deaf();
    client.send(
        &json!({ "jsonrpc": "2.0", "id": 1, "method": "initialize", "params": { "capabilities": {} } }),
    );
    client.tell("initialized", json!({}));
    client.open(URI, "markdown", &"The fund holds TK million. ".repeat(20_000));
    for id in 2..40 {
        client
            .send(&json!({ "jsonrpc": "2.0", "id": id, "method": "onrecord/text", "params": document(URI) }));
    }
    // Such an answer is longer than any pipe; its end is still to be written.
    client.hear("TK million. ");
    assert_ends(client, "mid-write");
}

#[test]
#[cfg(target_os = "linux")]
fn a_parent_that_has_ended_takes_the_server_along() {
    let mut parent = std::process::Command::new("sleep").arg("60").spawn().unwrap();
    let mut client = Client::start_with(json!({ "capabilities": {}, "processId": parent.id() }));
    parent.kill().unwrap();
    parent.wait().unwrap();
    assert_eq!(client.wait().code(), Some(1));
}
