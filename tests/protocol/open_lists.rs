//! Lists that are open count as the editor shows them, and what lies on disk counts when they are closed.

use std::fs;

use serde_json::json;

use super::{settings::Folder, *};

const LIST: &str = "@misc{cho, title = {Log}}\n";

/// The keys of an article that stand in no list, when nothing is said about it any more.
fn unknown(client: &mut Client, uri: &str) -> Vec<String> {
    let found = client.diagnostics(uri);
    let text = client.texts[uri].text.clone();
    let found = found.iter().filter(|it| it["code"] == "unknown-source" && it["severity"] == 1);
    found.map(|it| wire::words(&text, &it["range"], &client.encoding).to_owned()).collect()
}

fn close(client: &mut Client, uri: &str) {
    client.texts.remove(uri);
    client.tell("textDocument/didClose", document(uri));
}

fn quit(mut client: Client) {
    client.rest("textDocument/publishDiagnostics");
    assert!(client.quit().success());
}

#[test]
fn a_key_counts_as_soon_as_it_stands_in_a_list_that_is_open() {
    let folder = Folder::new("open-list");
    folder.write("desk/refs.bib", LIST);
    let completion = json!({ "textDocument": { "completion": {} } });
    let mut client = folder.client("desk", completion);
    let (uri, list) = (folder.uri("desk/dam.md"), folder.uri("desk/refs.bib"));
    let text = "The gate fell [@varo2024], and the log says so [@cho].\n";
    client.open(&uri, "markdown", text);
    assert_eq!(unknown(&mut client, &uri), ["varo2024"]);
    client.open(&list, "bibtex", LIST);
    let end = LIST.len();
    client.edit(&list, end..end, "\n@misc{varo2024, title = {Ferries late}}\n");
    assert_eq!(unknown(&mut client, &uri), [""; 0]);
    let at = json!({ "textDocument": { "uri": uri }, "position": { "line": 0, "character": 18 } });
    let hover = client.ask("textDocument/hover", at.clone()).unwrap();
    assert!(hover["contents"]["value"].as_str().unwrap().contains("Ferries late"), "{hover}");
    let found = client.ask("textDocument/completion", at).unwrap();
    let keys: Vec<&Value> = found["items"].as_array().unwrap().iter().map(|it| &it["label"]).collect();
    assert!(keys.contains(&&json!("varo2024")), "{keys:?}");

    // Closed without being saved, it is not there.
    close(&mut client, &list);
    assert_eq!(unknown(&mut client, &uri), ["varo2024"]);
    quit(client);
}

#[test]
fn an_entry_that_is_half_written_hides_no_other() {
    let folder = Folder::new("open-half");
    let list = "@misc{cho, title = {Log}}\n@misc{voss, title = {Gate}}\n";
    folder.write("desk/refs.bib", list);
    let mut client = folder.client("desk", json!({}));
    let (uri, refs) = (folder.uri("desk/dam.md"), folder.uri("desk/refs.bib"));
    client.open(&uri, "markdown", "The gate fell [@voss], and the log says so [@cho].\n");
    assert_eq!(unknown(&mut client, &uri), [""; 0]);
    client.open(&refs, "bibtex", list);
    client.edit(&refs, 0..0, "@misc{varo, title = {Fer\n");
    let told = client.rest("textDocument/publishDiagnostics");
    let told = told.iter().filter(|it| it["uri"] == uri);
    for it in told.flat_map(|it| it["diagnostics"].as_array().unwrap()) {
        assert_ne!(it["code"], "unknown-source", "{it}");
    }
    quit(client);
}

#[test]
fn a_list_that_says_the_same_is_no_news_to_articles() {
    let folder = Folder::new("open-same");
    folder.write("desk/refs.bib", LIST);
    let mut client = folder.client("desk", json!({}));
    let (uri, list) = (folder.uri("desk/dam.md"), folder.uri("desk/refs.bib"));
    client.open(&uri, "markdown", "The gate fell [@cho].\n");
    client.diagnostics(&uri);
    client.open(&list, "bibtex", LIST);
    let told = client.rest("textDocument/publishDiagnostics");
    assert!(told.iter().all(|it| it["uri"] != uri), "{told:?}");
    quit(client);
}

#[test]
fn a_new_list_that_nobody_has_saved_counts_too() {
    let folder = Folder::new("open-new");
    folder.write("desk/sources.yml", "cho:\n  title: Log\n");
    let mut client = folder.client("desk", json!({}));
    let (uri, list) = (folder.uri("desk/dam.md"), folder.uri("desk/refs.bib"));
    client.open(&uri, "markdown", "The gate fell [@voss].\n");
    assert_eq!(unknown(&mut client, &uri), ["voss"]);
    client.open(&list, "bibtex", "@misc{voss, title = {Gate}}\n");
    assert_eq!(unknown(&mut client, &uri), [""; 0]);
    quit(client);
}

#[test]
fn a_text_that_cannot_be_read_is_told_in_its_list_and_is_no_unknown_source() {
    let folder = Folder::new("unread");
    fs::create_dir_all(folder.0.join("desk/sources")).unwrap();
    let list = "@misc{cho, title = {Log}, file = {sources/log.pdf}}\n@misc{ana}\n";
    folder.write("desk/refs.bib", list);
    folder.write("desk/sources/log.pdf", "%PDF-1.4\nnot really\n");
    folder.write("desk/sources/alone.pdf", "%PDF-1.4\nnor this\n");
    let mut client = folder.client("desk", json!({}));
    let uri = folder.uri("desk/dam.md");
    let text = "The gate fell [@cho], and it was late [@alone].\n";
    client.open(&uri, "markdown", text);
    let told = client.expect("textDocument/publishDiagnostics");
    let refs = folder.uri("desk/refs.bib");
    assert_eq!(told["uri"], refs, "{told}");
    let is_told = |told: &Value| {
        let [note] = &told["diagnostics"].as_array().unwrap()[..] else { panic!("{told}") };
        assert_eq!(note["severity"], 3);
        assert_eq!(wire::words(list, &note["range"], "utf-16"), "{sources/log.pdf}");
        let message = note["message"].as_str().unwrap();
        assert!(message.starts_with("sources/log.pdf: "), "{message}");
    };
    is_told(&told);
    let found = client.diagnostics(&uri);
    let about: Vec<&Value> = found.iter().filter(|it| it["code"] == "unknown-source").collect();
    let [note] = about[..] else { panic!("{found:?}") };
    assert_eq!((&note["severity"], wire::words(text, &note["range"], "utf-16")), (&json!(3), "alone"));
    let message = note["message"].as_str().unwrap();
    assert!(message.contains("could not be read. alone.pdf: "), "{message}");
    for (key, name) in [("cho]", "log.pdf"), ("alone]", "alone.pdf")] {
        let at = json!({ "line": 0, "character": text.find(key).unwrap() });
        let asked = json!({ "textDocument": { "uri": uri }, "position": at });
        let hover = client.ask("textDocument/hover", asked).unwrap();
        let told = hover["contents"]["value"].as_str().unwrap();
        assert!(told.contains(&format!("could not be read. {name}: ")), "{told}");
    }
    // The same where the list is open, and nothing else.
    let told = client.rest("window/logMessage");
    assert!(told.iter().any(|it| it["message"].as_str().unwrap().contains("alone.pdf")), "{told:?}");
    client.tell("textDocument/didClose", document(&uri));
    client.texts.remove(&uri);
    client.rest("textDocument/publishDiagnostics");
    client.open(&refs, "bibtex", list);
    let told = client.rest("textDocument/publishDiagnostics");
    told.iter().filter(|it| it["uri"] == refs).for_each(is_told);
    client.edit(&refs, list.len()..list.len(), "\n");
    let told = client.rest("textDocument/publishDiagnostics");
    assert!(told.iter().all(|it| it["uri"] != refs), "{told:?}");
    quit(client);
}

#[test]
fn sources_that_take_a_while_are_read_under_a_line_of_progress() {
    let folder = Folder::new("indexing");
    fs::create_dir_all(folder.0.join("desk/sources")).unwrap();
    let many: String =
        (0..60_000).map(|it| format!("Gate {it} fell at {}, says log {}. ", it % 97, it % 89)).collect();
    (0..24).for_each(|it| folder.write(&format!("desk/sources/log{it}.txt"), &many));
    let mut client = folder.client("desk", json!({ "window": { "workDoneProgress": true } }));
    let uri = folder.uri("desk/dam.md");
    client.open(&uri, "markdown", "The gate fell.\n");
    client.diagnostics(&uri);
    let mut told = vec![client.expect("$/progress")];
    while told.last().unwrap()["value"]["kind"] != "end" {
        told.push(client.expect("$/progress"));
    }
    let kinds: Vec<&str> = told.iter().filter_map(|it| it["value"]["kind"].as_str()).collect();
    assert_eq!((kinds.first(), kinds.last()), (Some(&"begin"), Some(&"end")), "{told:?}");
    assert_eq!(told[0]["value"]["title"], "Reading sources");
    assert!(told.iter().all(|it| it["token"] == told[0]["token"]), "{told:?}");
    client.wait_for_questions("window/workDoneProgress/create", 1);

    // What is read already takes no while.
    client.edit(&uri, 0..0, "Now. ");
    client.diagnostics(&uri);
    assert!(client.rest("$/progress").is_empty());
    quit(client);
}
