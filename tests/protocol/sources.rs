//! The texts beside an article: what they say to its quotations, also when they change.

use std::fs;

use serde_json::json;

use super::{settings::Folder, *};

const TEXT: &str = "“We will never sell the new harbour,” Ana Cho said.\n";

fn altered(client: &mut Client, uri: &str) -> Vec<String> {
    let diagnostics = client.diagnostics(uri);
    let found = diagnostics.iter().filter(|it| it["code"] == "quote-altered");
    found.map(|it| it["message"].as_str().unwrap_or_default().to_owned()).collect()
}

#[test]
fn a_quotation_is_judged_again_when_its_source_changes() {
    let folder = Folder::new("sources");
    fs::create_dir_all(folder.0.join("desk/sources")).unwrap();
    let source = "desk/sources/hearing.txt";
    folder.write(source, "We will never sell the old harbour, whatever they offer.\n");
    let mut client = folder.client("desk", json!({}));
    let uri = folder.uri("desk/dam.md");
    client.open(&uri, "markdown", TEXT);
    let told = altered(&mut client, &uri);
    assert!(matches!(&told[..], [it] if it.contains("“old” became “new”")), "{told:?}");
    folder.write(source, "We will never sell the new harbour, whatever they may offer us.\n");
    let changes = json!({ "changes": [{ "uri": folder.uri(source), "type": 2 }] });
    client.tell("workspace/didChangeWatchedFiles", changes);
    assert_eq!(altered(&mut client, &uri), [""; 0]);
}

#[test]
fn a_list_shows_what_is_wrong_with_it_until_it_is_mended() {
    let folder = Folder::new("lists");
    folder.write("desk/refs.bib", "@misc{cho, title = {One}}\n@misc{cho, title = {Two}}\n");
    let mut client = folder.client("desk", json!({}));
    let uri = folder.uri("desk/dam.md");
    client.open(&uri, "markdown", "It is not for sale [@cho].\n");
    let told = client.expect("textDocument/publishDiagnostics");
    assert!(told["uri"].as_str().unwrap().ends_with("/desk/refs.bib"), "{told}");
    assert_eq!(told["diagnostics"][0]["code"], "duplicate-source");
    assert_eq!(told["diagnostics"][0]["range"]["start"], json!({ "line": 1, "character": 6 }));
    client.diagnostics(&uri);
    folder.write("desk/refs.bib", "@misc{cho, title = {One}}\n@misc{ana, title = {Two, mended}}\n");
    let changes = json!({ "changes": [{ "uri": folder.uri("desk/refs.bib"), "type": 2 }] });
    client.tell("workspace/didChangeWatchedFiles", changes);
    let told = client.expect("textDocument/publishDiagnostics");
    assert_eq!(told["diagnostics"], json!([]), "{told}");
    client.diagnostics(&uri);
    assert!(client.quit().success());
}

#[test]
fn settings_name_sources_and_lists() {
    let folder = Folder::new("named-sources");
    fs::create_dir_all(folder.0.join("desk/tapes")).unwrap();
    folder.write("desk/tapes/hearing.txt", "We will never sell the old harbour, whatever they offer.\n");
    folder.write("desk/mine.bib", "@misc{cho, title = {One}}\n");
    folder.write("desk/onrecord.toml", "sources = [\"tapes/\"]\nbibliography = [\"mine.bib\"]\n");
    let mut client = folder.client("desk", json!({}));
    let uri = folder.uri("desk/city/dam.md");
    client.open(&uri, "markdown", "“We will never sell the new harbour,” Ana Cho said [@chox].\n");
    let found = client.diagnostics(&uri);
    let codes: Vec<&str> = found.iter().filter_map(|it| it["code"].as_str()).collect();
    assert!(codes.contains(&"quote-altered") && codes.contains(&"unknown-source"), "{codes:?}");
    assert!(client.quit().success());
}

#[test]
fn the_editor_is_asked_to_show_the_entry_behind_a_key() {
    let folder = Folder::new("passage");
    folder.write("desk/refs.bib", "@misc{ana, title = {Two}}\n@misc{cho, title = {One, and more}}\n");
    let text = "It is not for sale [@cho].\n";
    for shows in [true, false] {
        let window = json!({ "showDocument": { "support": shows } });
        let mut client =
            folder.client("desk", json!({ "window": window, "workspace": { "executeCommand": {} } }));
        let uri = folder.uri("desk/dam.md");
        client.open(&uri, "markdown", text);
        client.diagnostics(&uri);
        let at = json!({ "line": 0, "character": text.find("cho").unwrap() });
        let asked = json!({ "command": "onrecord.openPassage", "arguments": [uri, at] });
        let shown = client.ask("workspace/executeCommand", asked).unwrap();
        assert_eq!(shown["uri"], folder.uri("desk/refs.bib"));
        assert_eq!(shown["range"]["start"], json!({ "line": 1, "character": 6 }));
        if shows {
            client.wait_for_questions("window/showDocument", 1);
        }
        let nowhere = json!({ "command": "onrecord.openPassage", "arguments": [uri] });
        assert_eq!(client.ask("workspace/executeCommand", nowhere).unwrap_err()["code"], -32602);
        assert!(client.quit().success());
    }
}

#[test]
fn a_key_is_added_where_the_entries_of_a_yaml_list_begin() {
    let folder = Folder::new("yaml-stub");
    folder.write("desk/refs.yml", "# Ours, é.\ngate:\n  type: web\n  title: Hearing\n");
    let mut client = folder.client(
        "desk",
        json!({
            "textDocument": { "codeAction": { "codeActionLiteralSupport": { "codeActionKind": { "valueSet": [] } } } },
            "workspace": { "workspaceEdit": { "documentChanges": true } },
        }),
    );
    let uri = folder.uri("desk/dam.md");
    client.open(&uri, "markdown", "It is not for sale [@harbour-log].\n");
    let found = client.diagnostics(&uri);
    let unknown = found.iter().find(|it| it["code"] == "unknown-source").expect("no list has it");
    let params = json!({ "textDocument": { "uri": uri }, "range": unknown["range"], "context": { "diagnostics": [] } });
    let actions = client.ask("textDocument/codeAction", params).unwrap();
    let mut actions = actions.as_array().unwrap().iter();
    let stub = actions.find(|it| it["title"] == "Add “harbour-log” to refs.yml").expect("it is offered");
    let change = &stub["edit"]["documentChanges"][0];
    assert!(change["textDocument"]["uri"].as_str().unwrap().ends_with("/desk/refs.yml"), "{change}");
    let at = json!({ "line": 1, "character": 0 });
    assert_eq!(change["edits"][0]["range"], json!({ "start": at, "end": at }));
    assert_eq!(change["edits"][0]["newText"], "harbour-log:\n  type: web\n  title: \"TK\"\n");
    assert!(client.quit().success());
}

#[test]
fn two_sources_that_disagree_are_shown_side_by_side() {
    let folder = Folder::new("disagree");
    fs::create_dir_all(folder.0.join("desk/sources")).unwrap();
    folder.write("desk/sources/audit.txt", "Zoë wrote it.\n\nRebuilding the gate cost 31 million euros.\n");
    folder.write("desk/sources/budget.txt", "Rebuilding the gate cost 24 million euros.\n");
    let text = "Rebuilding the gate cost 24 million euros [@budget; @audit].\n";
    for relates in [true, false] {
        let capabilities =
            json!({ "textDocument": { "publishDiagnostics": { "relatedInformation": relates } } });
        let mut client = folder.client("desk", capabilities);
        let uri = folder.uri("desk/dam.md");
        client.open(&uri, "markdown", text);
        let found = client.diagnostics(&uri);
        let odd = found.iter().find(|it| it["code"] == "sources-disagree").expect("they disagree");
        assert_eq!(odd["severity"], 3);
        assert_eq!(wire::words(text, &odd["range"], &client.encoding), "24");
        let related = odd["relatedInformation"].as_array().cloned().unwrap_or_default();
        assert_eq!(related.len(), if relates { 2 } else { 0 });
        for (place, name, line) in
            related.iter().zip(["budget.txt", "audit.txt"]).zip([0, 2]).map(|((a, b), c)| (a, b, c))
        {
            let at = &place["location"];
            assert_eq!(at["uri"], folder.uri(&format!("desk/sources/{name}")));
            assert_eq!(at["range"]["start"], json!({ "line": line, "character": 0 }));
            assert!(place["message"].as_str().unwrap().starts_with(name), "{place}");
        }
        assert!(client.quit().success());
    }
}

#[test]
fn places_in_an_open_list_are_those_of_the_editor() {
    let folder = Folder::new("unsaved-list");
    let saved = "@misc{gate, title = {Hearing}}\n@misc{cho, title = {One}}\n";
    folder.write("desk/refs.bib", saved);
    let mut client = folder.client(
        "desk",
        json!({
            "textDocument": {
                "definition": { "linkSupport": true }, "references": {}, "rename": {},
                "codeAction": { "codeActionLiteralSupport": { "codeActionKind": { "valueSet": [] } } },
            },
            "workspace": { "workspaceEdit": { "documentChanges": true } },
        }),
    );
    let (list, uri) = (folder.uri("desk/refs.bib"), folder.uri("desk/dam.md"));
    let text = "It is not for sale [@cho], or lost [@harbour-log].\n";
    client.open(&uri, "markdown", text);
    let found = client.diagnostics(&uri);
    let unknown = found.iter().find(|it| it["code"] == "unknown-source").unwrap()["range"].clone();
    client.open(&list, "bibtex", saved);
    client.edit(&list, 0..0, "@misc{dam, title = {Über}}\n\n");
    client.rest("textDocument/publishDiagnostics");
    let words = |client: &Client, range: &Value| {
        wire::words(&client.texts[&list].text, range, &client.encoding).to_owned()
    };
    let key = json!({ "line": 0, "character": text.find("cho").unwrap() });
    let mut params = json!({ "textDocument": { "uri": uri }, "position": key });
    let found = client.ask("textDocument/definition", params.clone()).unwrap();
    assert_eq!(found[0]["targetUri"], list);
    assert_eq!(words(&client, &found[0]["targetSelectionRange"]), "cho");
    assert_eq!(words(&client, &found[0]["targetRange"]), "@misc{cho, title = {One}}");
    params["context"] = json!({ "includeDeclaration": true });
    let found = client.ask("textDocument/references", params.clone()).unwrap();
    assert_eq!(words(&client, &found[0]["range"]), "cho");
    params["newName"] = json!("cho24");
    let found = client.ask("textDocument/rename", params).unwrap();
    let mut changes = found["documentChanges"].as_array().unwrap().iter();
    let change = changes.find(|it| it["textDocument"]["uri"] == list).unwrap();
    assert_eq!(words(&client, &change["edits"][0]["range"]), "cho");
    // A new entry goes into the text as it is now, and says so.
    let params =
        json!({ "textDocument": { "uri": uri }, "range": unknown, "context": { "diagnostics": [] } });
    let actions = client.ask("textDocument/codeAction", params).unwrap();
    let mut actions = actions.as_array().unwrap().iter();
    let stub = actions.find(|it| it["title"] == "Add “harbour-log” to refs.bib").unwrap();
    let change = &stub["edit"]["documentChanges"][0];
    assert_eq!(change["textDocument"], json!({ "uri": list, "version": 2 }));
    let at = wire::bytes(&client.texts[&list].text, &change["edits"][0]["range"], &client.encoding);
    assert_eq!(at, 0..0);
    assert!(client.quit().success());
}

#[test]
fn a_text_knows_who_quotes_it() {
    let folder = Folder::new("quoting");
    fs::create_dir_all(folder.0.join("desk/sources")).unwrap();
    let source = "ANA CHO: We will never sell the old harbour, é or not.\n\nBEN VOSS: The gate fell at noon on Monday, and nobody saw it.\n";
    folder.write("desk/sources/hearing.txt", source);
    let mut client = folder.client("desk", json!({ "textDocument": { "references": {} } }));
    let (uri, text) = (folder.uri("desk/dam.md"), folder.uri("desk/sources/hearing.txt"));
    let article = "“The gate fell at noon on Monday,” Ben Voss said.\n";
    client.open(&uri, "markdown", article);
    client.diagnostics(&uri);
    client.open(&text, "plaintext", source);
    for (words, quoted) in [("fell at noon", true), ("never sell", false)] {
        let at = wire::position(source, source.find(words).unwrap(), &client.encoding);
        let params = json!({ "textDocument": { "uri": text }, "position": at, "context": { "includeDeclaration": true } });
        let found = client.ask("textDocument/references", params).unwrap();
        let found = found.as_array().unwrap();
        assert_eq!(found.len(), usize::from(quoted), "{found:?}");
        for it in found {
            assert_eq!(it["uri"], uri);
            assert_eq!(
                wire::words(article, &it["range"], &client.encoding),
                "“The gate fell at noon on Monday,”"
            );
        }
    }
    client.rest("textDocument/publishDiagnostics");
    assert!(client.quit().success());
}

#[test]
#[cfg(feature = "pdf")]
fn a_file_that_is_no_text_opens_as_what_was_read_of_it() {
    let folder = Folder::new("copies");
    fs::create_dir_all(folder.0.join("desk/sources")).unwrap();
    folder.write(
        "desk/sources/log.pdf",
        &String::from_utf8(pdf::printed(
            "Nobody spoke. We will never sell the old harbour, whatever they offer.",
        ))
        .unwrap(),
    );
    let uri = folder.uri("desk/dam.md");
    let copy = folder.uri("desk/sources/log.pdf").replace("file:", "onrecord:") + ".txt";
    let related = json!({ "publishDiagnostics": { "relatedInformation": true } });
    let at = json!({ "textDocument": { "uri": uri }, "position": { "line": 0, "character": 30 } });
    let quoted = "We will never sell the old harbour";

    let knows = json!({ "textDocument": related, "workspace": { "textDocumentContent": {} } });
    let mut client = folder.client("desk", knows);
    client.open(&uri, "markdown", TEXT);
    let found = client.diagnostics(&uri);
    let text = client.ask("workspace/textDocumentContent", json!({ "uri": copy })).unwrap();
    let text = text["text"].as_str().unwrap();
    let led = client.ask("textDocument/definition", at.clone()).unwrap();
    assert_eq!(led[0]["uri"], copy);
    assert_eq!(wire::words(text, &led[0]["range"], "utf-16"), quoted);
    let altered = found.iter().find(|it| it["code"] == "quote-altered").unwrap();
    let place = &altered["relatedInformation"][0]["location"];
    assert_eq!(place["uri"], copy);
    assert_eq!(wire::words(text, &place["range"], "utf-16"), quoted, "{place}");
    let other =
        client.ask("workspace/textDocumentContent", json!({ "uri": "onrecord:///desk/none.pdf.txt" }));
    assert!(other.unwrap_err()["message"].as_str().unwrap().contains("No open article uses this source"));
    quit(client);

    let mut client = folder.client("desk", json!({ "textDocument": related }));
    client.open(&uri, "markdown", TEXT);
    client.diagnostics(&uri);
    let led = client.ask("textDocument/definition", at).unwrap();
    assert_eq!(led[0]["uri"], folder.uri("desk/sources/log.pdf"));
    quit(client);
}

#[cfg(feature = "pdf")]
fn quit(mut client: Client) {
    client.rest("textDocument/publishDiagnostics");
    assert!(client.quit().success());
}
