//! The support lens: hints, tokens, the notes on the story, the pull-out test.

use serde_json::json;

use super::*;

const TEXT: &str = "\
😀 Ana Cho said the key was lost. Cho said the gate was shut. She added that it rained.

Critics say the dam is unsafe. The council met the owners of the quay.
";

/// An editor that shows all of it.
fn showing(settings: Value) -> Client {
    let mut client = Client::start_with(json!({ "initializationOptions": settings, "capabilities": {
        "textDocument": {
            "diagnostic": {}, "codeLens": {}, "semanticTokens": tokens(&["type", "keyword"]),
            "inlayHint": { "resolveSupport": { "properties": ["tooltip"] } },
        },
        "workspace": {
            "executeCommand": {},
            "inlayHint": { "refreshSupport": true }, "semanticTokens": { "refreshSupport": true },
        },
    }}));
    client.open(URI, "markdown", TEXT);
    client
}

/// What an editor says of its semantic tokens.
fn tokens(types: &[&str]) -> Value {
    let requests = json!({ "range": true, "full": { "delta": true } });
    json!({ "requests": requests, "tokenTypes": types, "tokenModifiers": [], "formats": ["relative"] })
}

fn all() -> Value {
    let range = json!({ "start": { "line": 0, "character": 0 }, "end": { "line": 9, "character": 0 } });
    json!({ "textDocument": { "uri": URI }, "range": range })
}

fn labels(hints: &Value) -> Vec<&str> {
    hints.as_array().unwrap().iter().map(|it| it["label"].as_str().unwrap()).collect()
}

const LABELS: [&str; 5] = ["attributed", "attributed", "attributed", "weak source", "own voice"];

#[test]
fn hints_are_off_until_a_setting_or_the_command_turns_them_on() {
    let mut client = showing(json!({}));
    assert_eq!(client.ask("textDocument/inlayHint", all()), Ok(json!([])));
    let turned = client.ask("workspace/executeCommand", json!({ "command": "onrecord.toggleLens" }));
    assert_eq!(turned, Ok(json!(true)));
    client.wait_for_questions("workspace/inlayHint/refresh", 1);
    client.wait_for_questions("workspace/semanticTokens/refresh", 1);
    let found = client.ask("textDocument/inlayHint", all()).unwrap();
    assert_eq!(labels(&found), LABELS);
    let off = json!({ "command": "onrecord.toggleLens", "arguments": [false] });
    assert_eq!(client.ask("workspace/executeCommand", off), Ok(json!(false)));
    assert_eq!(client.ask("textDocument/inlayHint", all()), Ok(json!([])));
    client.wait_for_questions("workspace/semanticTokens/refresh", 2);
    assert!(client.quit().success());
}

#[test]
fn a_changed_setting_turns_them_on_and_a_hint_says_more_when_pointed_at() {
    let mut client = showing(json!({ "lens": "on" }));
    let mut found = client.ask("textDocument/inlayHint", all()).unwrap();
    assert_eq!(labels(&found), LABELS);
    assert_eq!(found[0]["position"], json!({ "line": 0, "character": 33 }), "counted in UTF-16");
    assert_eq!(found[0].get("tooltip"), None);
    let told = client.ask("inlayHint/resolve", found[3].clone()).unwrap();
    let tooltip = told["tooltip"]["value"].as_str().unwrap();
    assert!(tooltip.contains("nobody the reader can name") && !tooltip.contains('*'), "{tooltip}");
    client.edit(URI, 0..0, "So: ");
    let stale = client.ask("inlayHint/resolve", found[3].take()).unwrap();
    assert_eq!(stale.get("tooltip"), None, "it was meant for another text");
    client.settings = Some(json!({ "lens": "off" }));
    client.tell("workspace/didChangeConfiguration", json!({ "settings": { "onrecord": { "lens": "off" } } }));
    client.wait_for_questions("workspace/inlayHint/refresh", 1);
    assert_eq!(client.ask("textDocument/inlayHint", all()), Ok(json!([])));
    assert!(client.quit().success());
}

/// The words of tokens with their types, as the protocol says they are counted.
fn read(client: &Client, data: &[u64]) -> Vec<(String, u64)> {
    let text = &client.texts[URI].text;
    let (mut line, mut character) = (0, 0);
    let read = data.chunks(5).map(|it| {
        character = if it[0] == 0 { character + it[1] } else { it[1] };
        line += it[0];
        let at = |character| json!({ "line": line, "character": character });
        let range = json!({ "start": at(character), "end": at(character + it[2]) });
        (wire::words(text, &range, &client.encoding).to_owned(), it[3])
    });
    read.collect()
}

fn data(tokens: &Value) -> Vec<u64> {
    serde_json::from_value(tokens["data"].clone()).unwrap()
}

#[test]
fn tokens_say_who_said_what_and_only_what_has_changed_is_sent_again() {
    let mut client = showing(json!({ "lens": "on" }));
    let legend = &client.initialized["capabilities"]["semanticTokensProvider"]["legend"];
    assert_eq!(legend["tokenTypes"], json!(["type", "keyword", "string", "variable"]));
    let modifiers = legend["tokenModifiers"].as_array().unwrap();
    assert_eq!(modifiers[..4], ["source", "cue", "content", "entity"]);
    let full = client.ask("textDocument/semanticTokens/full", document(URI)).unwrap();
    let old = data(&full);
    let words = |words: &str, part| (words.to_owned(), part);
    let expected = [words("Ana Cho", 0), words("said", 1), words("the key was lost", 2)];
    assert_eq!(read(&client, &old)[..3], expected);

    client.edit(URI, 0..0, "So: ");
    let params = json!({ "textDocument": { "uri": URI }, "previousResultId": full["resultId"] });
    let delta = client.ask("textDocument/semanticTokens/full/delta", params.clone()).unwrap();
    let edits = delta["edits"].as_array().unwrap();
    assert_eq!(edits.len(), 1);
    let mut patched = old;
    for edit in edits {
        let start = edit["start"].as_u64().unwrap() as usize;
        let gone = edit["deleteCount"].as_u64().unwrap() as usize;
        patched.splice(start..start + gone, data(edit));
    }
    assert_eq!(read(&client, &patched)[..2], expected[..2]);
    let unknown = client.ask("textDocument/semanticTokens/full/delta", params).unwrap();
    assert_eq!(data(&unknown), patched, "what was given before is not known: all is sent");
    let part = client.ask(
        "textDocument/semanticTokens/range",
        json!({ "textDocument": { "uri": URI }, "range": {
        "start": { "line": 2, "character": 0 }, "end": { "line": 2, "character": 3 } } }),
    );
    let part = data(&part.unwrap());
    assert_eq!(part[0], 2, "the first token counts from the start of the document");
    assert_eq!(read(&client, &part)[0].0, "Critics");
    assert!(client.quit().success());
}

#[test]
fn an_editor_can_colour_what_each_sentence_stands_on() {
    let mut client = showing(json!({}));
    let ask = json!({ "command": "onrecord.support", "arguments": [URI] });
    let off = client.ask("workspace/executeCommand", ask.clone()).unwrap();
    assert_eq!((&off["lens"], &off["ranges"]), (&json!(false), &json!([])), "the lens is off");
    client.ask("workspace/executeCommand", json!({ "command": "onrecord.toggleLens" })).unwrap();
    let on = client.ask("workspace/executeCommand", ask).unwrap();
    let support: Vec<_> = on["ranges"].as_array().unwrap().iter().map(|it| &it["support"]).collect();
    assert_eq!(support, ["attributed", "attributed", "attributed", "attributed-weak", "own-voice"]);
    assert_eq!(covered(&client, &on["ranges"])[3], "Critics say the dam is unsafe.");
    client.wait_for_questions("workspace/inlayHint/refresh", 1);
    client.wait_for_questions("workspace/semanticTokens/refresh", 1);
    assert!(client.quit().success());
}

#[test]
fn a_rules_page_can_be_asked_for() {
    let mut client = showing(json!({}));
    let page = |code: &str| json!({ "command": "onrecord.rule", "arguments": [code] });
    let told = client.ask("workspace/executeCommand", page("vague-source")).unwrap();
    assert!(told["markdown"].as_str().unwrap().contains("What helps:"), "{told}");
    assert_eq!(client.ask("workspace/executeCommand", page("vague-sauce")).unwrap_err()["code"], -32602);
    assert!(client.quit().success());
}

#[test]
fn an_editor_with_words_of_its_own_gets_them() {
    let client = Client::start(
        json!({ "textDocument": { "semanticTokens": tokens(&["source", "cue", "content", "entity"]) } }),
    );
    let legend = &client.initialized["capabilities"]["semanticTokensProvider"]["legend"];
    assert_eq!(legend["tokenTypes"], json!(["source", "cue", "content", "entity"]));
    assert!(client.quit().success());
}

#[test]
fn the_first_line_says_who_is_heard_and_opens_the_list() {
    let mut client = showing(json!({}));
    let found = client.ask("textDocument/codeLens", document(URI)).unwrap();
    assert_eq!(found.as_array().unwrap().len(), 1);
    assert_eq!(found[0]["range"]["start"], json!({ "line": 0, "character": 0 }));
    assert_eq!(found[0].get("command"), None);
    let lens = client.ask("codeLens/resolve", found[0].clone()).unwrap();
    let title = lens["command"]["title"].as_str().unwrap();
    assert_eq!(
        title,
        "no documents · 25 % unnamed · 4 of 5 sentences supported, 1 in its own voice · 1 source"
    );
    let command = json!({ "command": lens["command"]["command"], "arguments": lens["command"]["arguments"] });
    let told = client.ask("workspace/executeCommand", command).unwrap();
    let first = &told["sources"][0];
    assert_eq!(
        (&first["name"], &first["statements"], &first["quoted"]),
        (&json!("Ana Cho"), &json!(3), &json!(0))
    );
    assert_eq!(first["ranges"][0]["end"], json!({ "line": 0, "character": 33 }), "counted in UTF-16");
    assert_eq!(told["notes"][0]["code"], "no-documents");
    let shown = client.expect("window/showMessage");
    assert!(shown["message"].as_str().unwrap().contains("Ana Cho: 3 (75 %)"), "{shown}");
    assert!(client.quit().success());
}

#[test]
fn a_note_without_sources_has_no_lens() {
    let mut client = showing(json!({}));
    client.edit(URI, 0..TEXT.len(), "Buy milk.\n");
    assert_eq!(client.ask("textDocument/codeLens", document(URI)), Ok(json!([])));
    assert!(client.quit().success());
}

#[test]
fn the_pull_out_test_names_what_would_fall() {
    let mut client = showing(json!({}));
    let told = client.ask("workspace/executeCommand", json!({ "command": "onrecord.pullOut" })).unwrap();
    assert_eq!(told["ranges"][0]["rests"], "unnamed");
    assert_eq!(covered(&client, &told["ranges"]), ["Critics say the dam is unsafe."]);
    let shown = client.expect("window/showMessage");
    assert!(shown["message"].as_str().unwrap().ends_with("line 3."), "{shown}");
    let quiet = json!({ "command": "onrecord.pullOut", "arguments": [URI, false] });
    assert_eq!(client.ask("workspace/executeCommand", quiet).unwrap(), told);
    let closed = json!({ "command": "onrecord.pullOut", "arguments": ["file:///desk/other.md"] });
    assert_eq!(client.ask("workspace/executeCommand", closed), Ok(Value::Null));
    let unknown = json!({ "command": "onrecord.sing", "arguments": [URI] });
    assert_eq!(client.ask("workspace/executeCommand", unknown).unwrap_err()["code"], -32602);
    assert!(client.quit().success());
}
