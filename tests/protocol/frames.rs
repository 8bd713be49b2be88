//! R3: a malformed frame costs itself and nothing else.

use serde_json::json;

use super::{wire::framed, *};

/// What is wrong, and the bytes. The frame is followed by good ones.
fn malformed() -> Vec<(&'static str, Vec<u8>)> {
    let good = json!({ "jsonrpc": "2.0", "method": "$/setTrace", "params": { "value": "off" } }).to_string();
    let with = |header: &str| format!("{header}\r\n\r\n{good}").into_bytes();
    let body = |body: &[u8]| [format!("Content-Length: {}\r\n\r\n", body.len()).as_bytes(), body].concat();
    let length = good.len();
    vec![
        ("no length", with("Content-Type: application/vscode-jsonrpc; charset=utf-8")),
        ("a length that is no number", with("Content-Length: many")),
        ("a negative length", with("Content-Length: -5")),
        ("a length beyond all bounds", with("Content-Length: 99999999999999999999999999")),
        ("a length above the limit", with("Content-Length: 1000000000")),
        ("two lengths", with(&format!("Content-Length: {length}\r\nContent-Length: 7"))),
        ("a header line without a colon", with(&format!("Content-Length {length}"))),
        (
            "header bytes that are no text",
            [b"\xff\xfe\x00Content-Length: ", with(&length.to_string()).as_slice()].concat(),
        ),
        ("line feeds alone", format!("Content-Length: {length}\n\n{good}").into_bytes()),
        ("a length that is too long", with(&format!("Content-Length: {}", length + 40))),
        ("a length that is too short", with(&format!("Content-Length: {}", length - 9))),
        ("an empty body", body(b"")),
        ("a body that is not UTF-8", body(b"{\"jsonrpc\":\"2.0\",\"method\":\"\xff\xfe\"}")),
        ("a body that is no JSON", body(b"{\"jsonrpc\":\"2.0\",")),
        ("a batch", body(b"[{\"jsonrpc\":\"2.0\",\"id\":90,\"method\":\"shutdown\"}]")),
        ("JSON that is no object", body(b"42")),
        ("no version of JSON-RPC", body(b"{\"id\":91,\"method\":\"shutdown\"}")),
        ("an id that is an object", body(b"{\"jsonrpc\":\"2.0\",\"id\":{},\"method\":\"shutdown\"}")),
        ("a method that is a number", body(b"{\"jsonrpc\":\"2.0\",\"id\":92,\"method\":5}")),
        ("a thousand brackets", body(&[b"[".repeat(1000), b"]".repeat(1000)].concat())),
        (
            "another character set",
            with(&format!("Content-Length: {length}\r\nContent-Type: text/plain; charset=latin1")),
        ),
        ("a header without an end", b"x".repeat(20_000)),
    ]
}

#[test]
fn every_kind_of_malformed_frame_is_survived() {
    for (what, bytes) in malformed() {
        let mut client = Client::start(json!({ "textDocument": { "diagnostic": {} } }));
        client.send_raw(&bytes);
        client.open(URI, "markdown", "TK\n");
        let told = client.ask("onrecord/text", document(URI)).unwrap_or_else(|it| panic!("{what}: {it}"));
        assert_eq!(told["text"], "TK\n", "{what}");
        let line =
            client.stderr.recv_timeout(client::HANG).unwrap_or_else(|_| panic!("{what}: nothing is said"));
        assert!(line.contains("dropped"), "{what}: {line}");
        assert!(client.quit().success(), "{what}");
    }
}

#[test]
fn a_bad_frame_before_the_first_message_is_survived() {
    let mut client = Client::spawn();
    client.send_raw(b"\xef\xbb\xbfGET / HTTP/1.1\r\nHost: localhost\r\n\r\n");
    client.initialize(json!({ "capabilities": {} }));
    assert!(client.quit().success());
}

#[test]
fn frames_may_come_in_pieces_of_any_size() {
    let mut client = Client::start(json!({ "textDocument": { "diagnostic": {} } }));
    let text = "Zoë’s dam 😀\n";
    let params =
        json!({ "textDocument": { "uri": URI, "languageId": "markdown", "version": 1, "text": text } });
    let message = json!({ "jsonrpc": "2.0", "method": "textDocument/didOpen", "params": params });
    for byte in framed(&message) {
        assert!(client.send_raw(&[byte]));
    }
    assert_eq!(client.ask("onrecord/text", document(URI)).unwrap()["text"], text);
    assert!(client.quit().success());
}

#[test]
fn mutated_frames_never_end_the_session() {
    let mut client = Client::start(json!({ "textDocument": { "diagnostic": {} } }));
    client.open(URI, "markdown", "TK\n");
    let mut dice = Dice(11);
    let seed = framed(
        &json!({ "jsonrpc": "2.0", "method": "$/hello", "params": { "text": "The dam “held”.", "list": [1, 2.5] } }),
    );
    for round in 0..rounds(1_000, 100_000) {
        let mut bytes = seed.clone();
        for _ in 0..1 + dice.roll(4) {
            mutate(&mut bytes, &mut dice);
        }
        assert!(client.send_raw(&bytes), "round {round}");
        if round % 50 == 0 {
            let told = client.ask("onrecord/text", document(URI)).unwrap();
            assert_eq!(told["text"], "TK\n", "round {round}");
        }
    }
    client.assert_same_text(URI);
    assert!(client.quit().success());
}

fn mutate(bytes: &mut Vec<u8>, dice: &mut Dice) {
    let at = dice.roll(bytes.len());
    match dice.roll(5) {
        0 => bytes.truncate(at),
        1 => bytes.insert(at, dice.roll(256) as u8),
        2 if !bytes.is_empty() => drop(bytes.remove(at)),
        3 if !bytes.is_empty() => bytes[at] = dice.roll(256) as u8,
        _ => {
            let (a, b) = (dice.roll(bytes.len()), dice.roll(bytes.len()));
            let piece = bytes[a.min(b)..a.max(b)].to_vec();
            bytes.splice(at..at, piece);
        }
    }
}

#[test]
fn a_question_that_nobody_knows_is_answered_all_the_same() {
    let mut client = Client::start(json!({}));
    for method in ["$/hello", "textDocument/hello"] {
        let refused = client.ask(method, json!({})).unwrap_err();
        assert_eq!(refused["code"], -32601, "{method}: {refused}");
    }
    assert!(client.quit().success());
}

#[test]
fn an_edit_that_is_sent_as_a_request_is_refused_and_deafens_nobody() {
    let mut client = Client::start(json!({}));
    client.open(URI, "markdown", "TK\n");
    assert_eq!(client.diagnostics(URI).len(), 1);
    let change =
        json!({ "textDocument": { "uri": URI, "version": 2 }, "contentChanges": [{ "text": "Lost.\n" }] });
    client
        .send(&json!({ "jsonrpc": "2.0", "id": 900, "method": "textDocument/didChange", "params": change }));
    client.expect_answer(900);
    assert!(client.answer(900).is_err());
    client.edit(URI, 0..2, "TK and TK");
    assert_eq!(client.diagnostics(URI).len(), 2);
    assert!(client.quit().success());
}
