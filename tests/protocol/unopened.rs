//! Articles that are not open, for editors that ask for the whole folder.

use serde_json::json;

use super::{settings::Folder, *};

const ASK: &str = "workspace/diagnostic";

const MARKED: &str = "The fund holds TK million.\n";

fn pulling(folder: &Folder) -> Client {
    folder.client("desk", json!({ "textDocument": { "diagnostic": {} } }))
}

/// Of each report its file's name, its kind and how much is asked.
fn told(folder: &Folder, items: &Value) -> Vec<(String, String, usize)> {
    let root = folder.uri("desk/");
    let told = items.as_array().unwrap().iter().map(|it| {
        let name = it["uri"].as_str().unwrap().trim_start_matches(&root).to_owned();
        (name, it["kind"].as_str().unwrap().to_owned(), it["items"].as_array().map_or(0, Vec::len))
    });
    told.collect()
}

fn line(name: &str, kind: &str, count: usize) -> (String, String, usize) {
    (name.to_owned(), kind.to_owned(), count)
}

/// What the editor has, to be sent along.
fn had(items: &Value) -> Value {
    let items = items.as_array().unwrap().iter();
    items.map(|it| json!({ "uri": it["uri"], "value": it["resultId"] })).collect()
}

#[test]
fn articles_that_are_not_open_are_asked_about_and_only_what_changed_is_told_again() {
    let folder = Folder::new("unopened");
    folder.write("desk/dam.md", MARKED);
    folder.write("desk/city/bridge.txt", "Ana Cho, a clerk, said the gate was locked.\n");
    folder.write("desk/open.md", MARKED);
    folder.write("desk/notes.rs", "TK");
    folder.write("above.md", MARKED);
    let mut client = pulling(&folder);
    assert_eq!(client.initialized["capabilities"]["diagnosticProvider"]["workspaceDiagnostics"], true);
    client.open(&folder.uri("desk/open.md"), "markdown", MARKED);
    let first = client.ask(ASK, json!({ "previousResultIds": [] })).unwrap();
    assert_eq!(
        told(&folder, &first["items"]),
        [line("city/bridge.txt", "full", 0), line("dam.md", "full", 1)]
    );
    let item = &first["items"][1];
    assert_eq!((&item["version"], &item["items"][0]["code"]), (&Value::Null, &json!("placeholder-left")));

    let again = client.ask(ASK, json!({ "previousResultIds": had(&first["items"]) })).unwrap();
    let unchanged = [line("city/bridge.txt", "unchanged", 0), line("dam.md", "unchanged", 0)];
    assert_eq!(told(&folder, &again["items"]), unchanged);

    folder.write("desk/dam.md", "The fund holds TK million. Nobody knows TK.\n");
    std::fs::remove_file(folder.0.join("desk/city/bridge.txt")).unwrap();
    let third = client.ask(ASK, json!({ "previousResultIds": had(&again["items"]) })).unwrap();
    let changed = [line("dam.md", "full", 2), line("city/bridge.txt", "full", 0)];
    assert_eq!(told(&folder, &third["items"]), changed, "what has gone is taken down");
    assert!(client.quit().success());
}

#[test]
fn an_editor_that_would_forget_its_open_texts_over_it_is_offered_none() {
    let params = json!({
        "capabilities": { "textDocument": { "diagnostic": {} } },
        "clientInfo": { "name": "Neovim", "version": "0.12.4" },
    });
    let client = Client::start_with(params);
    assert_eq!(client.initialized["capabilities"]["diagnosticProvider"]["workspaceDiagnostics"], false);
    assert!(client.quit().success());
}

#[test]
fn settings_and_answers_hold_there_too_and_are_complained_of_once() {
    let folder = Folder::new("unopened-settings");
    folder.write("desk/onrecord.toml", "profil = \"wire\"\n[rules]\nplaceholder-left = \"hint\"\n");
    folder.write("desk/dam.md", MARKED);
    let mut client = pulling(&folder);
    assert!(client.expect("window/showMessage")["message"].as_str().unwrap().contains("profil"));
    client.expect("window/logMessage");
    let found = client.ask(ASK, json!({ "previousResultIds": [] })).unwrap();
    assert_eq!(found["items"][0]["items"][0]["severity"], 4);
    folder.write("desk/onrecord.toml", "[rules]\nplaceholder-left = \"off\"\n");
    let file = folder.uri("desk/onrecord.toml");
    client.tell("workspace/didChangeWatchedFiles", json!({ "changes": [{ "uri": file, "type": 2 }] }));
    let found = client.ask(ASK, json!({ "previousResultIds": had(&found["items"]) })).unwrap();
    assert_eq!(told(&folder, &found["items"]), [line("dam.md", "full", 0)]);
    assert!(client.quit().success());
}

#[test]
fn reports_come_in_pieces_and_with_progress_where_the_editor_wants_them_so() {
    let folder = Folder::new("unopened-pieces");
    (0..40).for_each(|it| folder.write(&format!("desk/{it:02}.md"), MARKED));
    let mut client = pulling(&folder);
    let asked = json!({ "previousResultIds": [], "partialResultToken": "pieces", "workDoneToken": 7 });
    let id = client.question(ASK, asked);
    let (mut count, mut kinds) = (0, Vec::new());
    while kinds.last() != Some(&"end".to_owned()) {
        let told = client.expect("$/progress");
        if told["token"] == "pieces" {
            count += told["value"]["items"].as_array().unwrap().len();
        } else {
            assert_eq!(told["token"], 7);
            kinds.push(told["value"]["kind"].as_str().unwrap().to_owned());
        }
    }
    assert_eq!(client.answer(id).unwrap(), json!({ "items": [] }), "all has gone out before");
    assert_eq!((count, kinds[0].as_str()), (40, "begin"));
    assert!(client.quit().success());
}

/// Texts with this word are not read before the folder lets them.
const HELD: &str = "Held";

fn pulling_held(folder: &Folder) -> Client {
    let folders = json!([{ "uri": folder.uri("desk"), "name": "desk" }]);
    Client::start_with(json!({
        "capabilities": { "textDocument": { "diagnostic": {} } },
        "workspaceFolders": folders,
        "initializationOptions": folder.hold(HELD),
    }))
}

#[test]
fn what_is_typed_is_answered_while_the_walk_is_under_way() {
    let folder = Folder::new("unopened-typing");
    (0..20).for_each(|it| folder.write(&format!("desk/{it:02}.md"), HELD));
    let mut client = pulling_held(&folder);
    let uri = folder.uri("desk/open.md");
    client.open(&uri, "markdown", MARKED);
    let id = client.question(ASK, json!({ "previousResultIds": [] }));
    client.edit(&uri, 0..0, "So: ");
    let typed = client.ask("textDocument/diagnostic", document(&uri)).unwrap();
    assert_eq!(typed["kind"], "full", "what is typed is answered first");
    assert_eq!(client.waiting_answers(), 0, "what is typed is answered first");
    folder.let_go();
    assert_eq!(client.answer(id).unwrap()["items"].as_array().unwrap().len(), 20);
    assert!(client.quit().success());
}

#[test]
fn the_walk_gives_way_to_whoever_types_and_ends_when_it_is_withdrawn() {
    let folder = Folder::new("unopened-cancel");
    (0..20).for_each(|it| folder.write(&format!("desk/{it:02}.md"), MARKED));
    let mut client = pulling_held(&folder);
    // The first is not through, so that what is typed into the second has to wait.
    let uri = folder.uri("desk/second.md");
    client.open(&folder.uri("desk/first.md"), "markdown", HELD);
    client.open(&uri, "markdown", MARKED);
    client.edit(&uri, 0..0, "So: ");
    let id = client.question(ASK, json!({ "previousResultIds": [], "workDoneToken": 7 }));
    assert_eq!(client.expect("$/progress")["value"]["kind"], "begin");
    client.withdraw(&[id]);
    assert_eq!(client.expect("$/progress")["value"]["kind"], "end", "nothing has been read");
    folder.let_go();
    let typed = client.ask("textDocument/diagnostic", document(&uri)).unwrap();
    assert_eq!(typed["kind"], "full");
    // Another walk begins when the one before has ended.
    let found = client.ask(ASK, json!({ "previousResultIds": [] })).unwrap();
    assert_eq!(found["items"].as_array().unwrap().len(), 20);
    let malformed = client.ask(ASK, json!({})).unwrap_err();
    assert_eq!(malformed["code"], -32602);
    assert!(client.quit().success());
}
