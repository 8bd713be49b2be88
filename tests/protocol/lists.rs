//! Lists of sources that are open in the editor: what is said about their entries.

use std::fs;

use serde_json::json;

use super::{settings::Folder, *};

const LIST: &str =
    "@misc{cho, title = {One}}\n@misc{ana, title = {Two}}\n@misc{log, url = {https://a.example/log}}\n";

/// The notes on an open list: their code and the words they are about. What is said of an article in the
/// meantime is passed over.
fn notes(client: &mut Client, uri: &str, article: Option<&str>) -> Vec<(String, String)> {
    let text = client.texts[uri].text.clone();
    let mut missing: Vec<&str> = [Some(uri), article].into_iter().flatten().collect();
    let mut found = Vec::new();
    while !missing.is_empty() {
        let mut told = client.expect("textDocument/publishDiagnostics");
        missing.retain(|it| told["uri"] != *it);
        if told["uri"] == uri {
            found = serde_json::from_value(told["diagnostics"].take()).unwrap();
        }
    }
    let note = |it: &Value| {
        let words = wire::words(&text, &it["range"], &client.encoding);
        (it["code"].as_str().unwrap().to_owned(), words.to_owned())
    };
    Vec::from_iter(found.iter().map(note))
}

fn unused(words: &str) -> (String, String) {
    ("unused-source".to_owned(), words.to_owned())
}

/// Nothing is said.
fn is_silent(client: &mut Client) -> bool {
    client.rest("textDocument/publishDiagnostics").is_empty()
}

fn close(client: &mut Client, uri: &str) {
    client.texts.remove(uri);
    client.tell("textDocument/didClose", json!({ "textDocument": { "uri": uri } }));
}

#[test]
fn an_entry_that_nobody_cites_is_shown_while_its_list_is_open() {
    let folder = Folder::new("unused");
    folder.write("desk/refs.bib", LIST);
    folder.write("desk/city/dam.md", "It is for sale [@cho].\n");
    let mut client = folder.client("desk", json!({}));
    let (list, dam) = (folder.uri("desk/refs.bib"), folder.uri("desk/quay.md"));
    client.open(&list, "bibtex", LIST);
    let told = client.expect("textDocument/publishDiagnostics");
    let [ana, log] = &told["diagnostics"].as_array().unwrap()[..] else { panic!("{told}") };
    assert_eq!((&told["uri"], &told["version"]), (&json!(list), &json!(1)));
    assert_eq!(wire::words(LIST, &ana["range"], &client.encoding), "@misc{ana, title = {Two}}");
    assert_eq!(
        (&ana["severity"], &ana["tags"], &ana["code"]),
        (&json!(4), &json!([1]), &json!("unused-source"))
    );
    assert_eq!(
        wire::words(LIST, &log["range"], &client.encoding),
        "@misc{log, url = {https://a.example/log}}"
    );

    // An open article counts as it is written, and a link to the page of a source cites it.
    client.open(&dam, "markdown", "It is not for sale, [the log](http://www.a.example/log/) says.\n");
    assert_eq!(notes(&mut client, &list, Some(&dam)), [unused("@misc{ana, title = {Two}}")]);
    let end = client.texts[&dam].text.len();
    client.edit(&dam, end..end, "Ana said so [@ana].\n");
    assert_eq!(notes(&mut client, &list, Some(&dam)), []);

    // Unsaved words of the list count too.
    let end = LIST.len();
    client.edit(&list, end..end, "@misc{gate}\n@misc{cho}\n");
    assert_eq!(
        notes(&mut client, &list, None),
        [unused("@misc{gate}"), ("duplicate-source".to_owned(), "cho".to_owned())]
    );
    // Closed, it shows what lies on disk: nothing is wrong there.
    close(&mut client, &list);
    let told = client.expect("textDocument/publishDiagnostics");
    assert_eq!((&told["uri"], &told["diagnostics"]), (&json!(list), &json!([])));
    // More may be said of what was typed last, or of the other text.
    client.rest("textDocument/publishDiagnostics");
    assert!(client.quit().success());
}

#[test]
fn what_is_shown_uncited_or_kept_for_others_is_not_unused() {
    let long: String = (0..1001).map(|it| format!("@misc{{k{it}}}\n")).collect();
    let settings = "bibliography = [\"../elsewhere.bib\"]\n";
    for (name, list, file, text) in [
        ("latex", LIST, "main.tex", "It fell \\cite{cho}. \\nocite{*}\n\\bibliography{refs}\n"),
        ("pandoc", LIST, "main.md", "---\nnocite: '@*'\n---\n\nIt fell [@cho].\n"),
        ("typst", LIST, "main.typ", "It fell @cho.\n\n#bibliography(\"refs.bib\", full: true)\n"),
        ("database", LIST, "main.md", "It fell.\n"),
        ("long", &long, "main.md", "It fell [@k1].\n"),
        ("elsewhere", LIST, "onrecord.toml", settings),
    ] {
        let folder = Folder::new(&format!("used-{name}"));
        folder.write("desk/refs.bib", list);
        folder.write("elsewhere.bib", list);
        folder.write("desk/other.md", if name == "elsewhere" { "It fell [@cho].\n" } else { "It fell.\n" });
        folder.write(&format!("desk/{file}"), text);
        let mut client = folder.client("desk", json!({}));
        let uri = folder.uri(if name == "elsewhere" { "elsewhere.bib" } else { "desk/refs.bib" });
        client.open(&uri, "bibtex", list);
        assert!(is_silent(&mut client), "{name}");
        assert!(client.quit().success());
    }
}

#[test]
fn in_a_folder_of_too_many_articles_nobody_knows() {
    let folder = Folder::new("used-many");
    folder.write("desk/refs.bib", LIST);
    folder.write("desk/a.md", "It fell [@cho].\n");
    fs::create_dir_all(folder.0.join("desk/wire")).unwrap();
    (0..2000).for_each(|it| folder.write(&format!("desk/wire/{it}.md"), ""));
    let mut client = folder.client("desk", json!({}));
    let uri = folder.uri("desk/refs.bib");
    client.open(&uri, "bibtex", LIST);
    assert!(is_silent(&mut client));
    assert!(client.quit().success());
}

#[test]
fn a_list_of_any_kind_is_never_read_as_an_article() {
    let folder = Folder::new("no-article");
    let mut client = folder.client("desk", json!({}));
    for (name, language) in [("refs.yml", "yaml"), ("sources.json", "plaintext"), ("mine.yaml", "markdown")] {
        let uri = folder.uri(&format!("desk/{name}"));
        client.open(&uri, language, "cho:\n  title: Critics say the TK fund is empty.\n");
        for question in ["foldingRange", "codeLens", "semanticTokens/full"] {
            assert_eq!(client.ask(&format!("textDocument/{question}"), document(&uri)), Ok(Value::Null));
        }
        let hover = json!({ "textDocument": { "uri": uri }, "position": { "line": 1, "character": 12 } });
        let found = client.ask("textDocument/hover", hover).unwrap();
        let told = found["contents"]["value"].as_str().unwrap_or_default();
        assert!(told.is_empty() || told.contains("· cho"), "{told}");
    }
    client.rest("textDocument/publishDiagnostics").iter().for_each(|it| {
        assert!(it["uri"].as_str().unwrap().ends_with("sources.json"), "{it}");
        assert!(it["diagnostics"].as_array().unwrap().iter().all(|it| it["code"] == "broken-entry"), "{it}");
    });
    assert!(client.quit().success());
}

fn editor(folder: &Folder, is_lazy: bool) -> Client {
    let mut actions = json!({ "codeActionLiteralSupport": { "codeActionKind": { "valueSet": [] } } });
    if is_lazy {
        actions["resolveSupport"] = json!({ "properties": ["edit"] });
        actions["dataSupport"] = json!(true);
    }
    let edits = json!({ "documentChanges": true, "changeAnnotationSupport": {} });
    let capabilities =
        json!({ "textDocument": { "codeAction": actions }, "workspace": { "workspaceEdit": edits } });
    folder.client("desk", capabilities)
}

/// The actions on the place of these words.
fn actions(client: &mut Client, uri: &str, words: &str) -> Vec<Value> {
    let text = &client.texts[uri].text;
    let at = wire::position(text, text.find(words).expect(words), &client.encoding);
    let params = json!({
        "textDocument": { "uri": uri }, "range": { "start": at, "end": at }, "context": { "diagnostics": [] },
    });
    let found = client.ask("textDocument/codeAction", params).unwrap();
    found.as_array().unwrap().clone()
}

fn titles(actions: &[Value]) -> Vec<&str> {
    actions.iter().filter_map(|it| it["title"].as_str()).collect()
}

/// A text with the edits that a change of documents has for it.
fn changed(client: &Client, text: &str, change: &Value) -> String {
    let edit = |it: &Value| {
        let place = wire::bytes(text, &it["range"], &client.encoding);
        (place.start, place.end, it["newText"].as_str().unwrap().to_owned())
    };
    let mut edits: Vec<(usize, usize, String)> =
        change["edits"].as_array().unwrap().iter().map(edit).collect();
    edits.sort_unstable();
    let mut out = text.to_owned();
    edits.iter().rev().for_each(|(start, end, words)| out.replace_range(start..end, words));
    out
}

#[test]
fn an_unused_entry_can_be_taken_out() {
    let folder = Folder::new("remove");
    folder
        .write("desk/refs.yml", "cho:\n  title: One\nana:\n  title: Two\n# The last.\nlog:\n  title: Log\n");
    folder.write("desk/dam.md", "It is for sale [@cho; @log].\n");
    let mut client = editor(&folder, false);
    let list = folder.uri("desk/refs.yml");
    client.open(&list, "yaml", "cho:\n  title: One\nana:\n  title: Two\n# The last.\nlog:\n  title: Log\n");
    assert_eq!(notes(&mut client, &list, None), [unused("ana:\n  title: Two")]);
    assert_eq!(titles(&actions(&mut client, &list, "cho")), [""; 0]);
    let found = actions(&mut client, &list, "Two");
    let [remove] = &found[..] else { panic!("{found:?}") };
    assert_eq!((&remove["title"], &remove["kind"]), (&json!("Remove the entry “ana”"), &json!("quickfix")));
    assert_eq!(remove["diagnostics"][0]["code"], "unused-source");
    let change = &remove["edit"]["documentChanges"][0];
    assert_eq!(change["textDocument"], json!({ "uri": list, "version": 1 }));
    assert_eq!(
        changed(&client, &client.texts[&list].text, change),
        "cho:\n  title: One\n# The last.\nlog:\n  title: Log\n"
    );
    assert!(client.quit().success());
}

#[test]
fn an_unused_entry_can_be_moved_to_a_list_of_old_ones() {
    let text = "@misc{cho, title = {One}}\n@misc{ana,\n  title = {Two},\n}\n";
    let folder = Folder::new("move");
    folder.write("desk/refs.bib", text);
    folder.write("desk/dam.md", "It is for sale [@cho].\n");
    let edits = json!({ "workspace": { "workspaceEdit": { "documentChanges": true, "resourceOperations": ["create"] } } });
    let mut client = folder.client("desk", edits);
    let list = folder.uri("desk/refs.bib");
    client.open(&list, "bibtex", text);
    assert_eq!(notes(&mut client, &list, None).len(), 1);
    let found = actions(&mut client, &list, "Two");
    assert_eq!(titles(&found), ["Remove the entry “ana”", "Move “ana” to refs-archive.bib"]);
    let changes = found[1]["edit"]["documentChanges"].as_array().unwrap();
    assert_eq!(changed(&client, text, &changes[0]), "@misc{cho, title = {One}}\n");
    let archive = folder.uri("desk/refs-archive.bib");
    assert_eq!((&changes[1]["kind"], &changes[1]["uri"]), (&json!("create"), &json!(archive)));
    assert_eq!(changes[1]["options"]["ignoreIfExists"], true);
    assert_eq!(changes[2]["textDocument"]["uri"], archive);
    assert_eq!(changed(&client, "", &changes[2]), "@misc{ana,\n  title = {Two},\n}\n\n");
    // Nobody leans on what lies there.
    folder.write("desk/refs-archive.bib", "@misc{voss, title = {Two}}\n");
    let dam = folder.uri("desk/dam.md");
    client.open(&dam, "markdown", "It is for sale [@voss].\n");
    let told = client.diagnostics(&dam);
    assert!(told.iter().any(|it| it["code"] == "unknown-source"), "{told:?}");
    client.rest("textDocument/publishDiagnostics");
    assert!(client.quit().success());
}

#[test]
fn two_entries_become_one_in_the_list_and_in_every_article() {
    let twice = "@misc{cho,\n  title = {Ferries are late again},\n  year = 2024\n}\n@misc{ana, title = {Ferries are Late Again!}, year = 2024, speaker = {Ana Cho}}\n";
    let closed = "It is for sale [@ana; @ana].\n";
    let folder = Folder::new("merge");
    fs::create_dir_all(folder.0.join("desk/sources")).unwrap();
    folder.write("desk/refs.bib", twice);
    folder.write("desk/city/dam.md", closed);
    folder.write("desk/onrecord.toml", "bibliography = [\"refs.bib\"]\n");
    let mut client = editor(&folder, true);
    let (list, dam) = (folder.uri("desk/refs.bib"), folder.uri("desk/quay.md"));
    client.open(&dam, "markdown", "It is not for sale [@cho], Ana Cho said [@ana].\n");
    let told = client.rest("textDocument/publishDiagnostics");
    let told = &told.iter().find(|it| it["uri"] == list).expect("it is told")["diagnostics"];
    client.open(&list, "bibtex", twice);
    assert!(told[0]["message"].as_str().unwrap().starts_with("The same title and year as “cho”"), "{told}");
    let found = actions(&mut client, &list, "ana,");
    assert_eq!(titles(&found), ["Merge “ana” into “cho”"]);
    assert_eq!((&found[0]["edit"], &found[0]["kind"]), (&Value::Null, &json!("quickfix")));
    let resolved = client.ask("codeAction/resolve", found[0].clone()).unwrap();
    let edit = &resolved["edit"];
    let label = edit["changeAnnotations"]["onrecord"]["label"].as_str();
    assert_eq!(label, Some("Cite “cho” in place of “ana”"));
    let all = edit["documentChanges"].as_array().unwrap();
    let of = |uri: &str| all.iter().find(|it| it["textDocument"]["uri"] == uri).expect(uri);
    assert_eq!(
        changed(&client, twice, of(&list)),
        "@misc{cho,\n  title = {Ferries are late again},\n  year = 2024,\n  speaker = {Ana Cho}\n}\n"
    );
    assert_eq!(
        changed(&client, &client.texts[&dam].text, of(&dam)),
        "It is not for sale [@cho], Ana Cho said [@cho].\n"
    );
    let closed_one = of(&folder.uri("desk/city/dam.md"));
    assert_eq!(changed(&client, closed, closed_one), "It is for sale [@cho; @cho].\n");
    assert_eq!(closed_one["edits"][0]["annotationId"], "onrecord");
    assert_eq!(all.len(), 3);

    // A text of the same name would be a source of its own afterwards.
    folder.write("desk/sources/ana.txt", "The ferry is late.\n");
    assert_eq!(titles(&actions(&mut client, &list, "ana,")), [""; 0]);
    // An action is for the text that it was made for.
    client.edit(&list, 0..0, "% Ours.\n");
    let late = client.ask("codeAction/resolve", found[0].clone()).unwrap();
    assert_eq!(late["edit"], Value::Null);
    let told = client.expect("window/showMessage");
    assert!(told["message"].as_str().unwrap().contains("Please ask for it again"), "{told}");
    client.rest("textDocument/publishDiagnostics");
    assert!(client.quit().success());
}

#[test]
fn an_entry_names_a_copy_of_its_page() {
    let folder = Folder::new("archive");
    let text = "[\n  {\"id\": \"cho\", \"URL\": \"https://a.example/x\"},\n  {\"id\": \"ana\"}\n]\n";
    let mut client = editor(&folder, false);
    let list = folder.uri("desk/refs.json");
    client.open(&list, "json", text);
    assert_eq!(titles(&actions(&mut client, &list, "ana")), [""; 0]);
    let found = actions(&mut client, &list, "cho");
    assert_eq!(titles(&found), ["Name a copy of “cho” at web.archive.org"]);
    assert_eq!(found[0]["kind"], "refactor.rewrite");
    let after = changed(&client, text, &found[0]["edit"]["documentChanges"][0]);
    let (_, copy) = after.split_once("\"archiveurl\": \"https://web.archive.org/web/").expect(&after);
    assert!(
        copy[..8].bytes().all(|it| it.is_ascii_digit()) && copy[8..].starts_with("/https://a.example/x\"")
    );
    let (year, month) = (copy[..4].to_owned(), copy[4..6].trim_start_matches('0').to_owned());
    let parts = format!("\"accessed\": {{\"date-parts\": [[{year}, {month}, ");
    assert!(after.contains(&parts), "{after}");
    assert!(serde_json::from_str::<Value>(&after).is_ok(), "{after}");
    assert!(client.quit().success());
}

#[test]
fn an_article_gets_the_list_of_what_it_cites() {
    let folder = Folder::new("references");
    folder.write("desk/refs.bib", "@misc{cho, title = {Ferries & _trains_}, date = {2024-03-02}}\n");
    let mut client = editor(&folder, true);
    let announced = client.initialized["capabilities"]["codeActionProvider"]["codeActionKinds"].clone();
    assert!(announced.as_array().unwrap().contains(&json!("source.onrecord.references")), "{announced}");
    let uri = folder.uri("desk/dam.md");
    let text = "It is not for sale [@cho].\n";
    client.open(&uri, "markdown", text);
    client.diagnostics(&uri);
    let start = json!({ "line": 0, "character": 0 });
    let only = json!(["source.onrecord.references"]);
    let params = json!({
        "textDocument": { "uri": uri }, "range": { "start": start, "end": start },
        "context": { "diagnostics": [], "only": only },
    });
    let found = client.ask("textDocument/codeAction", params.clone()).unwrap();
    let [action] = &found.as_array().unwrap()[..] else { panic!("{found}") };
    assert_eq!(action["title"], "Insert the list of sources");
    let resolved = client.ask("codeAction/resolve", action.clone()).unwrap();
    let after = changed(&client, text, &resolved["edit"]["documentChanges"][0]);
    assert_eq!(
        after,
        "It is not for sale [@cho].\n\n## Sources\n\n<!-- onrecord: sources begin -->\n\n- “Ferries & \\_trains\\_”, 2 March 2024\n\n<!-- onrecord: sources end -->\n"
    );
    client.edit(&uri, 0..text.len(), &after);
    let codes: Vec<Value> = client.diagnostics(&uri).iter().map(|it| it["code"].clone()).collect();
    assert!(!codes.iter().any(|it| it == "unknown-directive" || it == "unused-dismissal"), "{codes:?}");
    assert_eq!(client.ask("textDocument/codeAction", params).unwrap(), json!([]));
    assert!(client.quit().success());
}
