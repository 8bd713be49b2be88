//! Sources that lie where settings, articles and lists say, and nobody would look for them.

use std::{fs, time::Instant};

use serde_json::json;

use super::{settings::Folder, *};

const OLD: &str = "We will never sell the old harbour, whatever they offer us.\n";
const NEW: &str = "We will never sell the new harbour, whatever they offer us.\n";
const TEXT: &str = "“We will never sell the new harbour, whatever they offer us,” Ana Cho said [@hearing].\n\nThe gate fell [@voss].\n";

fn desk(name: &str) -> Folder {
    let folder = Folder::new(name);
    fs::create_dir_all(folder.0.join("desk/tapes/may")).unwrap();
    fs::create_dir_all(folder.0.join("desk/lists")).unwrap();
    folder.write("desk/onrecord.toml", "sources = [\"tapes/\"]\nbibliography = [\"lists/desk.json\"]\n");
    folder.write("desk/tapes/hearing.txt", OLD);
    folder.write("desk/lists/desk.json", "[{\"id\": \"cho\", \"title\": \"Log\"}]\n");
    folder
}

fn watching(is_new: bool) -> Value {
    let watching = json!({ "dynamicRegistration": true, "relativePatternSupport": is_new });
    json!({ "workspace": { "didChangeWatchedFiles": watching } })
}

/// The findings of an article about its sources.
fn asked(client: &mut Client, uri: &str) -> Vec<String> {
    let found = client.diagnostics(uri);
    let codes = found.iter().filter_map(|it| it["code"].as_str());
    let codes = codes.filter(|it| matches!(*it, "quote-altered" | "unknown-source"));
    codes.map(str::to_owned).collect()
}

fn patterns(client: &Client) -> Vec<Value> {
    let registered = client.questions.iter().filter(|it| it["method"] == "client/registerCapability");
    let all = registered.flat_map(|it| it["params"]["registrations"].as_array().unwrap());
    let watchers =
        all.flat_map(|it| it["registerOptions"]["watchers"].as_array().cloned().unwrap_or_default());
    watchers.map(|it| it["globPattern"].clone()).collect()
}

#[test]
fn what_settings_name_is_watched_and_read_again() {
    for is_new in [true, false] {
        let folder = desk("named-watched");
        let mut client = folder.client("desk", watching(is_new));
        let uri = folder.uri("desk/dam.md");
        client.open(&uri, "markdown", TEXT);
        assert_eq!(asked(&mut client, &uri), ["quote-altered", "unknown-source"]);
        client.wait_for_questions("client/registerCapability", 2);
        let patterns = patterns(&client);
        let (tapes, lists) = match is_new {
            true => (
                json!({ "baseUri": folder.uri("desk/tapes"), "pattern": "**/*" }),
                json!({ "baseUri": folder.uri("desk/lists"), "pattern": "*" }),
            ),
            false => (json!("**/tapes/**/*"), json!("**/lists/*")),
        };
        assert!(patterns.contains(&tapes) && patterns.contains(&lists), "{patterns:?}");

        folder.write("desk/tapes/hearing.txt", NEW);
        let change = |name: &str| json!({ "changes": [{ "uri": folder.uri(name), "type": 2 }] });
        client.tell("workspace/didChangeWatchedFiles", change("desk/tapes/hearing.txt"));
        assert_eq!(asked(&mut client, &uri), ["unknown-source"]);
        folder
            .write("desk/lists/desk.json", "[{\"id\": \"cho\"}, {\"id\": \"voss\", \"title\": \"Gate\"}]\n");
        client.tell("workspace/didChangeWatchedFiles", change("desk/lists/desk.json"));
        assert_eq!(asked(&mut client, &uri), [""; 0]);
        folder.write("desk/tapes/hearing.txt", OLD);
        client.tell("textDocument/didSave", document(&folder.uri("desk/tapes/hearing.txt")));
        assert_eq!(asked(&mut client, &uri), ["quote-altered"]);

        // Of other files nobody makes news.
        client.tell("workspace/didChangeWatchedFiles", change("desk/notes.txt"));
        client.tell("textDocument/didSave", document(&uri));
        let told = client.rest("textDocument/publishDiagnostics");
        assert!(told.is_empty(), "{told:?}");
        assert!(client.quit().success());
    }
}

#[test]
fn a_text_that_an_entry_names_is_read_when_it_is_there() {
    let folder = Folder::new("named-entry");
    fs::create_dir_all(folder.0.join("desk/tapes")).unwrap();
    folder.write(
        "desk/refs.bib",
        "@misc{hearing, title = {Hearing}, file = {tapes/hearing.txt}}\n@misc{voss}\n",
    );
    let mut client = folder.client("desk", json!({}));
    let uri = folder.uri("desk/dam.md");
    client.open(&uri, "markdown", TEXT);
    assert_eq!(asked(&mut client, &uri), [""; 0]);
    folder.write("desk/tapes/hearing.txt", OLD);
    let change = json!({ "changes": [{ "uri": folder.uri("desk/tapes/hearing.txt"), "type": 1 }] });
    client.tell("workspace/didChangeWatchedFiles", change);
    assert_eq!(asked(&mut client, &uri), ["quote-altered"]);
    client.rest("textDocument/publishDiagnostics");
    assert!(client.quit().success());
}

#[test]
fn a_transcript_in_a_folder_that_settings_name_is_no_article() {
    let folder = desk("named-tape");
    let tape = "Critics say the works will bring TK jobs.\n";
    folder.write("desk/tapes/may/critics.md", tape);
    folder.write("desk/dam.md", "The fund holds TK million.\n");
    let diagnostic = json!({ "textDocument": { "diagnostic": {} } });
    let mut client = folder.client("desk", diagnostic);
    let uri = folder.uri("desk/tapes/may/critics.md");
    client.open(&uri, "markdown", tape);
    let ask = |client: &mut Client| client.ask("textDocument/diagnostic", document(&uri)).unwrap();
    assert_eq!(ask(&mut client)["items"], json!([]));
    let hover = json!({ "textDocument": { "uri": uri }, "position": { "line": 0, "character": 2 } });
    assert_eq!(client.ask("textDocument/hover", hover), Ok(Value::Null));
    let all = client.ask("workspace/diagnostic", json!({ "previousResultIds": [] })).unwrap();
    let about: Vec<&str> =
        all["items"].as_array().unwrap().iter().filter_map(|it| it["uri"].as_str()).collect();
    assert!(about.iter().any(|it| it.ends_with("/desk/dam.md")), "{about:?}");
    let transcripts = all["items"].as_array().unwrap().iter();
    let mut transcripts = transcripts.filter(|it| it["uri"].as_str().unwrap().contains("/tapes/"));
    assert!(transcripts.all(|it| it["items"].as_array().is_none_or(Vec::is_empty)), "{all}");

    // Settings that do not name the folder any more make an article of it.
    folder.write("desk/onrecord.toml", "");
    client.tell("textDocument/didSave", document(&folder.uri("desk/onrecord.toml")));
    let end = Instant::now() + client::HANG;
    while marks(ask(&mut client)["items"].as_array().unwrap()).is_empty() {
        assert!(Instant::now() < end, "it is still passed over");
    }
    assert!(client.quit().success());
}
