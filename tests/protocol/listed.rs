//! What an editor asks about a list that is open: hover, jumps, names, outline, links.

use std::{fs, time::Instant};

use serde_json::json;

use super::{settings::Folder, *};

const LIST: &str = "@misc{cho, author = {Ana Cho}, title = {The log}, date = {2024-03-02}, url = {https://a.example/log}, file = {tapes/log.txt}}\n@misc{ana, title = {Two}, crossref = {cho}}\n@misc{hearing, title = {Hearing}}\n";

struct Desk {
    /// Taken away with the test.
    folder: Folder,
    client: Client,
    list: String,
}

impl Desk {
    fn open(name: &str) -> Desk {
        let folder = Folder::new(name);
        ["desk/tapes", "desk/sources"].iter().for_each(|it| fs::create_dir_all(folder.0.join(it)).unwrap());
        folder.write("desk/refs.bib", LIST);
        folder.write("desk/tapes/log.txt", "The gate fell.\n");
        folder.write("desk/sources/hearing.txt", "It was late.\n");
        folder.write("desk/city/quay.md", "It was late [@cho; @cho].\n");
        let capabilities = json!({
            "textDocument": {
                "hover": { "contentFormat": ["markdown"] }, "definition": {}, "references": {},
                "rename": { "prepareSupport": true }, "documentLink": {},
                "documentSymbol": { "hierarchicalDocumentSymbolSupport": true },
            },
            "workspace": {
                "symbol": {},
                "workspaceEdit": { "documentChanges": true, "resourceOperations": ["rename"] },
            },
        });
        folder.write("desk/onrecord.toml", "bibliography = [\"refs.bib\"]\n");
        let mut client = folder.client("desk", capabilities);
        let (list, dam) = (folder.uri("desk/refs.bib"), folder.uri("desk/dam.md"));
        client.open(&dam, "markdown", "The gate fell [@cho].\n");
        client.diagnostics(&dam);
        // Not saved: the places are those of the editor.
        client.open(&list, "bibtex", LIST);
        client.edit(&list, 0..0, "% Ours, é.\n");
        client.rest("textDocument/publishDiagnostics");
        Desk { folder, client, list }
    }

    fn at(&self, words: &str) -> Value {
        let text = &self.client.texts[&self.list].text;
        let at = wire::position(text, text.find(words).expect(words), &self.client.encoding);
        json!({ "textDocument": { "uri": self.list }, "position": at })
    }

    fn ask(&mut self, question: &str, words: &str) -> Value {
        let params = self.at(words);
        self.client.ask(&format!("textDocument/{question}"), params).unwrap()
    }

    fn words(&self, range: &Value) -> String {
        wire::words(&self.client.texts[&self.list].text, range, &self.client.encoding).to_owned()
    }

    fn quit(mut self) {
        self.client.rest("textDocument/publishDiagnostics");
        assert!(self.client.quit().success());
    }
}

#[test]
fn an_entry_says_what_it_is_and_who_cites_it() {
    let mut desk = Desk::open("listed-hover");
    let hover = desk.ask("hover", "The log");
    let told = hover["contents"]["value"].as_str().unwrap();
    assert!(told.starts_with("**Ana Cho, “The log”, a.example, 2 March 2024** · cho"), "{told}");
    assert!(
        told.contains("<https://a.example/log>") && told.contains("Cited 3 times in 2 articles."),
        "{told}"
    );
    assert_eq!(desk.words(&hover["range"]), "cho");
    let told = desk.ask("hover", "Two");
    assert!(told["contents"]["value"].as_str().unwrap().contains("No article in these folders"), "{told}");
    assert_eq!(desk.ask("hover", "% Ours"), Value::Null);
    desk.quit();
}

#[test]
fn an_entry_leads_to_its_texts_and_to_its_uses() {
    let mut desk = Desk::open("listed-jumps");
    let found = desk.ask("definition", "The log");
    assert_eq!(found.as_array().unwrap().len(), 1, "{found}");
    assert_eq!(found[0]["uri"], desk.folder.uri("desk/tapes/log.txt"));
    let found = desk.ask("definition", "Hearing");
    assert_eq!(found[0]["uri"], desk.folder.uri("desk/sources/hearing.txt"));
    let found = desk.ask("definition", "Two");
    assert_eq!((&found[0]["uri"], desk.words(&found[0]["range"]).as_str()), (&json!(desk.list), "ana"));
    for (first, count) in [(true, 4), (false, 3)] {
        let mut params = desk.at("cho");
        params["context"] = json!({ "includeDeclaration": first });
        let found = desk.client.ask("textDocument/references", params).unwrap();
        let found = found.as_array().unwrap();
        assert_eq!(found.len(), count, "{found:?}");
        assert_eq!(found[0]["uri"], if first { desk.list.clone() } else { desk.folder.uri("desk/dam.md") });
    }
    desk.quit();
}

#[test]
fn a_key_gets_another_name_in_its_list_and_everywhere() {
    let mut desk = Desk::open("listed-rename");
    let prepared = desk.ask("prepareRename", "cho");
    assert_eq!(
        (prepared["placeholder"].as_str(), desk.words(&prepared["range"]).as_str()),
        (Some("cho"), "cho")
    );
    assert_eq!(desk.ask("prepareRename", "The log"), Value::Null);
    let mut params = desk.at("cho");
    for wrong in ["ana", "two words", ""] {
        params["newName"] = json!(wrong);
        assert!(desk.client.ask("textDocument/rename", params.clone()).is_err(), "{wrong}");
    }
    params["newName"] = json!("log24");
    let edit = desk.client.ask("textDocument/rename", params).unwrap();
    let changes = edit["documentChanges"].as_array().unwrap();
    let count = |uri: &str| {
        let change = changes.iter().find(|it| it["textDocument"]["uri"] == uri).expect(uri);
        change["edits"].as_array().unwrap().len()
    };
    assert_eq!(count(&desk.list), 2, "its own, and where another entry takes from it");
    assert_eq!(count(&desk.folder.uri("desk/dam.md")), 1);
    assert_eq!(count(&desk.folder.uri("desk/city/quay.md")), 2);
    let of_list = changes.iter().find(|it| it["textDocument"]["uri"] == desk.list).unwrap();
    assert_eq!(of_list["textDocument"]["version"], 2);
    assert!(of_list["edits"].as_array().unwrap().iter().all(|it| desk.words(&it["range"]) == "cho"));

    // A text that is found by the key goes with it.
    let mut params = desk.at("hearing,");
    params["newName"] = json!("hearing-may");
    let edit = desk.client.ask("textDocument/rename", params).unwrap();
    let last = edit["documentChanges"].as_array().unwrap().last().unwrap();
    assert_eq!(
        (&last["kind"], last["newUri"].as_str().unwrap().rsplit('/').next()),
        (&json!("rename"), Some("hearing-may.txt"))
    );
    desk.quit();
}

#[test]
fn a_list_has_an_outline_and_links() {
    let mut desk = Desk::open("listed-outline");
    let symbols = desk.client.ask("textDocument/documentSymbol", document(&desk.list)).unwrap();
    let symbols = symbols.as_array().unwrap();
    let names: Vec<&Value> = symbols.iter().map(|it| &it["name"]).collect();
    assert_eq!(names, ["cho", "ana", "hearing"]);
    assert_eq!(symbols[0]["detail"], "Ana Cho, “The log”, 2 March 2024");
    assert_eq!(desk.words(&symbols[1]["selectionRange"]), "ana");
    let links = desk.client.ask("textDocument/documentLink", document(&desk.list)).unwrap();
    let links: Vec<(String, &Value)> =
        links.as_array().unwrap().iter().map(|it| (desk.words(&it["range"]), &it["target"])).collect();
    let tape = json!(desk.folder.uri("desk/tapes/log.txt"));
    let page = json!("https://a.example/log");
    assert_eq!(links, [("https://a.example/log".to_owned(), &page), ("tapes/log.txt".to_owned(), &tape)]);
    desk.quit();
}

#[test]
fn a_list_that_only_settings_name_is_one_too() {
    let folder = Folder::new("listed-named");
    fs::create_dir_all(folder.0.join("desk/lists")).unwrap();
    folder.write("desk/onrecord.toml", "bibliography = [\"lists/desk.json\"]\n");
    let text = "[{\"id\": \"cho\", \"title\": \"The log\"}]\n";
    folder.write("desk/lists/desk.json", text);
    let mut client = folder.client("desk", json!({}));
    let list = folder.uri("desk/lists/desk.json");
    client.open(&list, "json", text);
    let at = json!({ "line": 0, "character": text.find("log").unwrap() });
    let hover = json!({ "textDocument": { "uri": list }, "position": at });
    // It is one from the moment on at which the settings are read for it.
    let began = Instant::now();
    let found = loop {
        let found = client.ask("textDocument/hover", hover.clone()).unwrap();
        if !found.is_null() || began.elapsed() > client::HANG {
            break found;
        }
    };
    assert!(found["contents"]["value"].to_string().contains("“The log” · cho"), "{found}");
    client.rest("textDocument/publishDiagnostics");
    assert!(client.quit().success());
}

#[test]
fn sources_are_found_by_key_title_and_author() {
    let mut desk = Desk::open("listed-search");
    for (query, key) in [("cho", "cho"), ("the log", "cho"), ("ana cho", "cho"), ("two", "ana"), ("late", "")]
    {
        let found = desk.client.ask("workspace/symbol", json!({ "query": query })).unwrap();
        let mut found = found.as_array().unwrap().iter().filter(|it| it["location"]["uri"] == desk.list);
        let range = found.next().map(|it| desk.words(&it["location"]["range"]));
        assert_eq!(range.unwrap_or_default(), key, "{query}");
    }
    desk.quit();
}
