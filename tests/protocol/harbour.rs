//! The tour of the worked example, `examples/harbour`: every step of it as an editor takes it.

use std::{fs, path::PathBuf};

use serde_json::json;

use super::*;

fn folder() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("examples/harbour")
}

/// The article of the example, open in an editor that knows all about sources.
struct Tour {
    client: Client,
    uri: String,
}

impl Tour {
    fn begin() -> Tour {
        let root = format!("file://{}", folder().display());
        let uri = format!("{root}/article.md");
        let capabilities = json!({
            "textDocument": {
                "definition": { "linkSupport": true }, "references": {}, "documentLink": {},
                "rename": { "prepareSupport": true },
                "completion": { "completionItem": {
                    "documentationFormat": ["markdown"], "labelDetailsSupport": true,
                } },
                "hover": { "contentFormat": ["markdown"] },
                "codeAction": { "codeActionLiteralSupport": { "codeActionKind": { "valueSet": [] } } },
            },
            "workspace": { "workspaceEdit": { "documentChanges": true } },
        });
        let mut client = Client::start_with(json!({
            "capabilities": capabilities, "workspaceFolders": [{ "uri": root, "name": "harbour" }],
        }));
        client.open(&uri, "markdown", &fs::read_to_string(folder().join("article.md")).unwrap());
        Tour { client, uri }
    }

    /// What is asked, names apart, each with the words it is asked about.
    fn asked(&mut self) -> Vec<(String, String)> {
        let found = self.client.diagnostics(&self.uri);
        let found = found.iter().filter(|it| it["code"] != "named-entity");
        let text = &self.client.texts[&self.uri].text;
        let words = |it: &Value| wire::words(text, &it["range"], &self.client.encoding).to_owned();
        found.map(|it| (it["code"].as_str().unwrap().to_owned(), words(it))).collect()
    }

    fn at(&self, words: &str) -> Value {
        let text = &self.client.texts[&self.uri].text;
        let at = text.find(words).unwrap_or_else(|| panic!("{words:?} stands nowhere"));
        let position = wire::position(text, at, &self.client.encoding);
        json!({ "textDocument": { "uri": self.uri }, "position": position })
    }

    fn actions(&mut self, words: &str) -> Vec<Value> {
        let at = self.at(words)["position"].clone();
        let params = json!({
            "textDocument": { "uri": self.uri },
            "range": { "start": at, "end": at },
            "context": { "diagnostics": [] },
        });
        serde_json::from_value(self.client.ask("textDocument/codeAction", params).unwrap()).unwrap()
    }

    /// Applies the first action for these words whose title begins so.
    #[track_caller]
    fn act(&mut self, words: &str, title: &str) {
        let actions = self.actions(words);
        let titles: Vec<&str> = actions.iter().map(|it| it["title"].as_str().unwrap()).collect();
        let found = titles.iter().position(|it| it.starts_with(title));
        let action = &actions[found.unwrap_or_else(|| panic!("{title} is not among {titles:#?}"))];
        let edits = action["edit"]["documentChanges"][0]["edits"].as_array().unwrap().clone();
        for edit in edits.iter().rev() {
            let text = &self.client.texts[&self.uri].text;
            let bytes = wire::bytes(text, &edit["range"], &self.client.encoding);
            self.client.edit(&self.uri, bytes, edit["newText"].as_str().unwrap());
        }
    }

    fn type_behind(&mut self, words: &str, typed: &str) -> Value {
        let text = &self.client.texts[&self.uri].text;
        let at = text.find(words).unwrap() + words.len();
        self.client.edit(&self.uri, at..at, typed);
        let text = &self.client.texts[&self.uri].text;
        let position = wire::position(text, at + typed.len(), &self.client.encoding);
        json!({ "textDocument": { "uri": self.uri }, "position": position })
    }
}

/// The words of a file that a place covers.
fn words_of(name: &str, range: &Value, encoding: &str) -> String {
    let text = fs::read_to_string(folder().join(name)).unwrap();
    wire::words(&text, range, encoding).to_owned()
}

fn codes(asked: &[(String, String)]) -> Vec<&str> {
    asked.iter().map(|it| it.0.as_str()).collect()
}

#[test]
fn an_article_is_put_on_record() {
    let mut tour = Tour::begin();
    let asked = tour.asked();
    assert!(codes(&asked).contains(&"quote-altered"), "{asked:?}");
    assert!(asked.contains(&("number-mismatch".to_owned(), "420,000".to_owned())), "{asked:?}");
    tour.act("We will never sell the new", "Use the source’s words");
    tour.act("420,000", "Replace with 240,000");
    tour.asked();
    tour.act(
        "The sea gate failed",
        "Cite Lunde Town Council, 12 March: “The sea gate has failed its last three",
    );
    assert!(codes(&tour.asked()).contains(&"secondhand-attribution"));
    tour.act(
        "told the Lunde Herald",
        "Cite Lunde Herald, 10 March: “Nobody has asked the people who work there",
    );
    assert!(!codes(&tour.asked()).contains(&"secondhand-attribution"));
    tour.act("The work will close", "Attribute: “…, Dana Ruiz said, according to Lunde Herald”");
    let text = tour.client.texts[&tour.uri].text.clone();
    assert!(text.contains("sell the old harbour, whatever they offer us"), "{text}");
    assert!(text.contains("will cost 240,000 euros [@herald-cranes]."), "{text}");
    assert!(text.contains("The sea gate failed its last three inspections [@hearing, 00:09:15]."), "{text}");
    assert!(text.contains("for nine weeks, Dana Ruiz said, according to Lunde Herald."), "{text}");
    assert!(text.contains("told the Lunde Herald [@herald-cranes]."), "{text}");
    let left = tour.asked();
    assert!(!codes(&left).iter().any(|it| it.starts_with("quote") || it.starts_with("number")), "{left:?}");
    assert!(tour.client.quit().success());
}

#[test]
fn keys_are_offered_by_what_they_say_to_the_sentence() {
    let mut tour = Tour::begin();
    tour.asked();
    let at = tour.type_behind("The works will bring 1,200 jobs to the harbour within two years", " [@");
    let found = tour.client.ask("textDocument/completion", at).unwrap();
    let items = found["items"].as_array().unwrap();
    let keys: Vec<&Value> = items.iter().map(|it| &it["label"]).collect();
    assert_eq!(keys, ["statement", "hearing", "herald-cranes"]);
    assert_eq!(items[0]["preselect"], true);
    assert_eq!(items[0]["labelDetails"]["description"], "Quayside Partners, 14 March");
    assert_eq!(items[0]["textEdit"]["newText"], "statement");
    assert!(items.iter().all(|it| it.get("insertTextFormat").is_none()), "no snippets");
    let resolved = tour.client.ask("completionItem/resolve", items[0].clone()).unwrap();
    let told = resolved["documentation"]["value"].as_str().unwrap();
    assert!(told.contains("**Quayside Partners, “Statement on the works”, 14 March 2026**"), "{told}");
    assert!(
        told.contains(
            "> Quayside Partners has made the town a fair offer. **The works will bring 1,200 jobs"
        ),
        "{told}"
    );
    assert!(told.contains("It has every number of the sentence."), "{told}");
    let others =
        [("hearing", "**Lunde Town Council, “Hearing on the harbour, tape”, 12 March 2026** · hearing")];
    for (key, line) in others {
        let item = items.iter().find(|it| it["label"] == key).unwrap().clone();
        assert!(item.get("documentation").is_none(), "only what somebody looks at is written out");
        let resolved = tour.client.ask("completionItem/resolve", item).unwrap();
        let told = resolved["documentation"]["value"].as_str().unwrap();
        assert!(told.contains(line), "{told}");
    }
    let nowhere = tour.at("The sea gate");
    assert_eq!(tour.client.ask("textDocument/completion", nowhere), Ok(Value::Null));
    tour.client.rest("textDocument/publishDiagnostics");
    assert!(tour.client.quit().success());
}

#[test]
fn a_key_leads_to_its_entry_and_a_quotation_to_its_minute() {
    let mut tour = Tour::begin();
    tour.asked();
    let encoding = tour.client.encoding.clone();
    let key = tour.at("hearing]");
    let found = tour.client.ask("textDocument/definition", key.clone()).unwrap();
    assert!(found[0]["targetUri"].as_str().unwrap().ends_with("/refs.bib"), "{found}");
    assert_eq!(words_of("refs.bib", &found[0]["targetSelectionRange"], &encoding), "hearing");
    assert!(found[1]["targetUri"].as_str().unwrap().ends_with("/sources/hearing.vtt"), "{found}");
    let passage = words_of("sources/hearing.vtt", &found[1]["targetSelectionRange"], &encoding);
    assert!(passage.starts_with("We will never sell the old harbour"), "{passage}");
    let quotation = tour.at("whatever they offer");
    let found = tour.client.ask("textDocument/definition", quotation).unwrap();
    let passage = words_of("sources/hearing.vtt", &found[0]["targetSelectionRange"], &encoding);
    assert!(passage.starts_with("We will never sell the old harbour"), "{passage}");
    // Who says it leads to what there is of theirs: on a tape, to where they speak.
    let speaker = tour.at("said Ana Cho");
    let found = tour.client.ask("textDocument/definition", speaker).unwrap();
    assert!(found[0]["targetUri"].as_str().unwrap().ends_with("/sources/hearing.vtt"), "{found}");
    assert!(found[0]["originSelectionRange"].is_object(), "{found}");
    let later = tour.at("Cho told the hearing");
    let found = tour.client.ask("textDocument/definition", later).unwrap();
    let uris = [0, 1].map(|it| found[it]["targetUri"].as_str().unwrap().rsplit('/').next().unwrap());
    assert_eq!(uris, ["hearing.vtt", "article.md"], "{found}");
    let outlet = tour.at("Lunde Herald.");
    let found = tour.client.ask("textDocument/definition", outlet).unwrap();
    assert_eq!(words_of("refs.bib", &found[0]["targetSelectionRange"], &encoding), "herald-cranes");
    let secondhand = tour.at("asked the people");
    let found = tour.client.ask("textDocument/definition", secondhand).unwrap();
    let passage = words_of("sources/herald-cranes.html", &found[0]["targetSelectionRange"], &encoding);
    assert!(passage.starts_with("Nobody has asked the people who work there"), "{passage}");
    let claim = tour.at("close the quay");
    let found = tour.client.ask("textDocument/definition", claim).unwrap();
    assert!(found[0]["targetUri"].as_str().unwrap().ends_with("/sources/herald-cranes.html"), "{found}");
    let mut uses = key.clone();
    uses["context"] = json!({ "includeDeclaration": true });
    let found = tour.client.ask("textDocument/references", uses).unwrap();
    assert_eq!(found.as_array().unwrap().len(), 2, "{found}");
    assert_eq!(found[1]["uri"], tour.uri);
    assert!(tour.client.quit().success());
}

#[test]
fn a_key_tells_what_is_behind_it() {
    let mut tour = Tour::begin();
    tour.asked();
    let key = tour.at("herald-cranes]");
    let found = tour.client.ask("textDocument/hover", key).unwrap();
    let told = found["contents"]["value"].as_str().unwrap();
    let line =
        "**Ben Voss, “Cranes to be painted before the summer”, Lunde Herald, 10 March 2026** · herald-cranes";
    assert!(told.contains(line), "{told}");
    assert!(
        told.contains("the council decided on Monday. **Painting them will cost 240,000 euros"),
        "{told}"
    );
    assert!(told.contains("It has no 420,000 (the nearest is 240,000)."), "{told}");
    let links = tour.client.ask("textDocument/documentLink", document(&tour.uri)).unwrap();
    assert_eq!(links[0]["target"], "https://herald.example/2026/03/10/cranes");
    assert!(tour.client.quit().success());
}

#[test]
fn an_unknown_key_is_mended_or_put_into_the_list() {
    let mut tour = Tour::begin();
    tour.asked();
    tour.type_behind("failed its last three inspections", " [@haering]");
    let asked = tour.asked();
    assert!(asked.contains(&("unknown-source".to_owned(), "haering".to_owned())), "{asked:?}");
    let actions = tour.actions("haering");
    let stub = actions.iter().find(|it| it["title"] == "Add “haering” to refs.bib").unwrap();
    let change = &stub["edit"]["documentChanges"][0];
    assert!(
        change["textDocument"]["uri"].as_str().unwrap().ends_with("/examples/harbour/refs.bib"),
        "{change}"
    );
    assert!(change["edits"][0]["newText"].as_str().unwrap().starts_with("@online{haering,\n"), "{change}");
    tour.act("haering", "Use “hearing”");
    assert!(!codes(&tour.asked()).contains(&"unknown-source"));
    assert!(tour.client.quit().success());
}

#[test]
fn a_key_is_renamed_in_the_list_and_in_every_open_article() {
    let mut tour = Tour::begin();
    tour.asked();
    let second = tour.uri.replace("article.md", "second.md");
    tour.client.open(
        &second,
        "markdown",
        "---\nbibliography: refs.bib\n---\n\nIt is not for sale [@hearing].\n",
    );
    tour.client.diagnostics(&second);
    let mut params = tour.at("hearing]");
    let prepared = tour.client.ask("textDocument/prepareRename", params.clone()).unwrap();
    assert_eq!(prepared["placeholder"], "hearing");
    params["newName"] = json!("hearing-march");
    let edit = tour.client.ask("textDocument/rename", params.clone()).unwrap();
    let changes = edit["documentChanges"].as_array().unwrap();
    let files =
        changes.iter().map(|it| it["textDocument"]["uri"].as_str().unwrap().rsplit('/').next().unwrap());
    assert_eq!(Vec::from_iter(files), ["article.md", "refs.bib", "second.md"]);
    assert!(changes.iter().all(|it| it["edits"][0]["newText"] == "hearing-march"), "{edit}");
    for wrong in ["two words", "statement", ""] {
        params["newName"] = json!(wrong);
        assert!(tour.client.ask("textDocument/rename", params.clone()).is_err(), "{wrong}");
    }
    assert!(tour.client.quit().success());
}

#[test]
fn a_source_that_is_opened_is_read_as_no_article() {
    let mut tour = Tour::begin();
    tour.asked();
    let source = tour.uri.replace("article.md", "sources/statement.txt");
    tour.client.open(&source, "plaintext", "Critics say the works will bring TK jobs.\n");
    let published = tour.client.rest("textDocument/publishDiagnostics");
    assert!(published.iter().all(|it| it["uri"] != source), "{published:?}");
    tour.client.tell("textDocument/didClose", document(&source));
    assert!(tour.client.quit().success());
}
