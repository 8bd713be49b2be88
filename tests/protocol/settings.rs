//! Settings: the project's file, the editor's over it, and what is said about mistakes.

use std::{
    fs,
    path::PathBuf,
    time::{Duration, SystemTime},
};

use serde_json::json;

use super::*;

const TEXT: &str = "The fund holds TK million.\n";

/// A folder of this test's own, removed at its end.
pub struct Folder(pub PathBuf);

impl Folder {
    pub fn new(name: &str) -> Folder {
        let folder = std::env::temp_dir().join(format!("onrecord-{name}-{}", std::process::id()));
        // A process that was killed may have had the same number.
        let _ = fs::remove_dir_all(&folder);
        fs::create_dir_all(folder.join("desk/city")).unwrap();
        Folder(folder)
    }

    pub fn write(&self, path: &str, text: &str) {
        fs::write(self.0.join(path), text).unwrap();
    }

    pub fn uri(&self, path: &str) -> String {
        format!("file://{}", self.0.join(path).display())
    }

    /// What the initialization options of a server are that is through with no text, or with none that has
    /// these words, until this folder lets it.
    pub fn hold(&self, words: &str) -> Value {
        json!({ "testing": { "held": self.0.join("let"), "heldOn": words } })
    }

    pub fn let_go(&self) {
        self.write("let", "");
    }

    /// An editor with one folder of this one open.
    pub fn client(&self, workspace: &str, capabilities: Value) -> Client {
        let folders = json!([{ "uri": self.uri(workspace), "name": "desk" }]);
        Client::start_with(json!({ "capabilities": capabilities, "workspaceFolders": folders }))
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        let _ = fs::remove_dir_all(&self.0);
    }
}

fn severity(client: &mut Client, uri: &str) -> Value {
    marks(&client.diagnostics(uri)).first().map_or(Value::Null, |it| it["severity"].clone())
}

#[test]
fn the_projects_file_is_found_upward() {
    let folder = Folder::new("upward");
    folder.write("desk/onrecord.toml", "[rules]\nplaceholder-left = \"hint\"\n");
    let mut client = folder.client("desk", json!({}));
    let uri = folder.uri("desk/city/dam.md");
    client.open(&uri, "markdown", TEXT);
    assert_eq!(severity(&mut client, &uri), 4);
    assert!(client.quit().success());
}

#[test]
fn a_file_above_the_workspace_holds_as_it_does_for_check() {
    let folder = Folder::new("above");
    folder.write("onrecord.toml", "[rules]\nplaceholder-left = \"hint\"\n");
    let mut client = folder.client("desk", json!({}));
    let uri = folder.uri("desk/city/dam.md");
    client.open(&uri, "markdown", TEXT);
    assert_eq!(severity(&mut client, &uri), 4);

    folder.write("onrecord.toml", "[rules]\nplaceholder-left = \"error\"\n");
    client.tell("textDocument/didSave", document(&uri));
    assert_eq!(severity(&mut client, &uri), 1, "a change is noticed when a text is saved");

    folder.write("desk/city/onrecord.toml", "[rules]\nplaceholder-left = \"information\"\n");
    client.tell("textDocument/didSave", document(&uri));
    assert_eq!(severity(&mut client, &uri), 3, "the nearest one holds, and alone");
    assert!(client.quit().success());
}

/// It may have come with whatever lies above a folder that somebody has opened.
#[test]
fn a_file_above_the_workspace_opens_nothing_beside_it() {
    let folder = Folder::new("above-names");
    fs::create_dir_all(folder.0.join("tapes")).unwrap();
    fs::create_dir_all(folder.0.join("desk/tapes")).unwrap();
    for tapes in ["tapes", "desk/tapes"] {
        folder.write(&format!("{tapes}/cho.txt"), "Ana Cho: The dam will hold for a year.\n");
    }
    folder.write("people.toml", "[[entities]]\nname = \"OQHC\"\nacronyms = [\"OQHC\"]\n");
    let text = "The OQHC ruled. “The dam will hold for a day,” Ana Cho said.\n";
    for (settings, why) in [
        ("house = \"people.toml\"\nsources = [\"tapes\"]\n", Some("sources")),
        ("house = \"people.toml\"\nsources = [\"desk/tapes\"]\n", None),
    ] {
        folder.write("onrecord.toml", settings);
        let mut client = folder.client("desk", json!({}));
        let uri = folder.uri("desk/city/dam.md");
        client.open(&uri, "markdown", text);
        let asked = client.diagnostics(&uri);
        let has = |code: &str| asked.iter().any(|it| it["code"] == code);
        assert!(has("undefined-acronym"), "the house's list lies outside: {asked:?}");
        assert_eq!(has("quote-altered"), why.is_none(), "{settings}: {asked:?}");
        let said = client.expect("window/showMessage")["message"].as_str().unwrap().to_owned();
        assert!(said.contains("`house` names") && said.contains("outside the folders"), "{said}");
        assert_eq!(said.contains("`sources` names"), why.is_some(), "{said}");
        client.expect("window/logMessage");
        assert!(client.quit().success());
    }
}

/// Editors differ in whether they tell of files that have changed on disk, and of which.
#[test]
fn what_has_changed_on_disk_is_seen_when_a_text_is_opened_or_saved() {
    let folder = Folder::new("untold");
    fs::create_dir_all(folder.0.join("desk/sources/long")).unwrap();
    folder.write("desk/sources/log.txt", "The gate opened at nine.\n");
    let mut client = folder.client("desk", json!({}));
    let uri = folder.uri("desk/dam.md");
    let text = "“The dam will hold for a day,” Ana Cho said [@cho]. The fund holds TK million.\n";
    client.open(&uri, "markdown", text);
    let codes = |client: &mut Client| -> Vec<String> {
        let found = client.diagnostics(&uri);
        found.iter().filter_map(|it| it["code"].as_str()).map(str::to_owned).collect()
    };
    let has = |codes: &[String], code: &str| codes.iter().any(|it| it == code);
    assert!(!has(&codes(&mut client), "quote-altered"));
    let save = |client: &mut Client| client.tell("textDocument/didSave", document(&uri));

    folder.write("desk/sources/long/cho.txt", "Ana Cho: The dam will hold for a year.\n");
    save(&mut client);
    assert!(has(&codes(&mut client), "quote-altered"), "a source has come");
    folder.write("desk/sources/long/cho.txt", "Ana Cho: The dam will hold for a day.\n");
    save(&mut client);
    assert!(!has(&codes(&mut client), "quote-altered"), "a source has changed");
    folder.write("desk/sources/long/cho.txt", "Ana Cho: The dam will hold for a year.\n");
    save(&mut client);
    assert!(has(&codes(&mut client), "quote-altered"), "and again");
    fs::remove_file(folder.0.join("desk/sources/long/cho.txt")).unwrap();
    save(&mut client);
    assert!(!has(&codes(&mut client), "quote-altered"), "a source has gone");
    folder.write("desk/refs.bib", "@misc{ruiz, title = {The dam}}\n");
    save(&mut client);
    assert!(has(&codes(&mut client), "unknown-source"), "a list has come");
    folder.write("desk/refs.bib", "@misc{cho, title = {The dam}}\n");
    save(&mut client);
    assert!(!has(&codes(&mut client), "unknown-source"), "a list has changed");
    folder.write("desk/onrecord.toml", "[rules]\nplaceholder-left = \"off\"\n");
    client.open(&folder.uri("desk/city/bridge.md"), "markdown", "The bridge opened.\n");
    assert!(!has(&codes(&mut client), "placeholder-left"), "settings have come");
    client.rest("textDocument/publishDiagnostics");
    assert!(client.quit().success());
}

#[test]
fn a_save_that_changes_nothing_else_says_nothing_anew() {
    let folder = Folder::new("same");
    folder.write("desk/refs.bib", "@misc{cho, title = {The dam}}\n");
    folder.write("desk/onrecord.toml", "[rules]\nplaceholder-left = \"hint\"\n");
    let mut client = folder.client("desk", json!({}));
    let uri = folder.uri("desk/dam.md");
    client.open(&uri, "markdown", TEXT);
    assert_eq!(severity(&mut client, &uri), 4);
    folder.write("desk/dam.md", TEXT);
    client.tell("textDocument/didSave", document(&uri));
    let told = client.rest("textDocument/publishDiagnostics");
    assert!(told.iter().all(|it| it["uri"] != uri.as_str()), "{told:?}");
    assert!(client.quit().success());
}

#[test]
fn each_folder_of_several_has_the_settings_that_the_editor_keeps_for_it() {
    let folder = Folder::new("several");
    fs::create_dir_all(folder.0.join("wire (1)/city")).unwrap();
    let desk = folder.uri("desk");
    let wire = folder.uri("wire%20(1)");
    let mut client = Client::spawn();
    let chosen = |severity: &str| json!({ "rules": { "placeholder-left": severity } });
    client.settings = Some(chosen("information"));
    client.scoped.insert(desk.clone(), chosen("hint"));
    client.scoped.insert(wire.clone(), chosen("error"));
    let named = |uri: &str| json!({ "uri": uri, "name": "a folder" });
    client.initialize(json!({
        "capabilities": { "workspace": { "configuration": true, "workspaceFolders": true } },
        "workspaceFolders": [named(&desk), named(&wire)],
    }));
    let uris = ["desk/city/dam.md", "wire%20(1)/city/dam.md", "dam.md"].map(|it| folder.uri(it));
    for (uri, expected) in uris.iter().zip([4, 1, 3]) {
        client.open(uri, "markdown", TEXT);
        assert_eq!(severity(&mut client, uri), expected, "{uri}");
    }
    client.scoped.insert(wire.clone(), chosen("hint"));
    client.tell("workspace/didChangeConfiguration", json!({ "settings": null }));
    client.diagnostics(&uris[0]);
    assert_eq!(severity(&mut client, &uris[1]), 4);
    client.scoped.insert(folder.uri(""), chosen("error"));
    let change = json!({ "event": { "added": [named(&folder.uri(""))], "removed": [] } });
    client.tell("workspace/didChangeWorkspaceFolders", change);
    client.wait_for_questions("workspace/configuration", 3);
    client.tell("textDocument/didClose", document(&uris[2]));
    client.texts.remove(&uris[2]);
    client.open(&uris[2], "markdown", TEXT);
    // A folder that has come brings its own, as soon as the editor has told them.
    while severity(&mut client, &uris[2]) != 1 {}
    client.rest("textDocument/publishDiagnostics");
    assert!(client.quit().success());
}

#[test]
fn the_editor_s_settings_go_over_the_projects() {
    let folder = Folder::new("over");
    folder.write("desk/onrecord.toml", "[rules]\nplaceholder-left = \"hint\"\n");
    let uri = folder.uri("desk/dam.md");
    let mut client = Client::spawn();
    client.settings = Some(json!({ "rules": { "placeholder-left": "error" } }));
    client.initialize(json!({
        "capabilities": { "workspace": { "configuration": true } },
        "rootUri": folder.uri("desk"),
        "initializationOptions": { "rules": { "placeholder-left": "information" } },
    }));
    client.open(&uri, "markdown", TEXT);
    assert_eq!(severity(&mut client, &uri), 1, "nothing else was shown before");
    client.settings = Some(Value::Null);
    client.tell("workspace/didChangeConfiguration", json!({ "settings": null }));
    assert_eq!(severity(&mut client, &uri), 3, "the options from the start hold again");
    assert!(client.quit().success());
}

#[test]
fn settings_may_be_pushed_by_editors_that_cannot_be_asked() {
    let mut client = pushing();
    client.open(URI, "markdown", TEXT);
    assert_eq!(severity(&mut client, URI), 2);
    let settings = json!({ "onrecord": { "rules": { "placeholder-left": "hint" } } });
    client.tell("workspace/didChangeConfiguration", json!({ "settings": settings }));
    assert_eq!(severity(&mut client, URI), 4);
    assert!(client.quit().success());
}

#[test]
fn a_changed_file_is_read_again() {
    let folder = Folder::new("again");
    folder.write("desk/onrecord.toml", "[rules]\nplaceholder-left = \"hint\"\n");
    let registers = json!({ "workspace": { "didChangeWatchedFiles": { "dynamicRegistration": true } } });
    let mut client = folder.client("desk", registers);
    let (uri, file) = (folder.uri("desk/dam.md"), folder.uri("desk/onrecord.toml"));
    client.open(&uri, "markdown", TEXT);
    assert_eq!(severity(&mut client, &uri), 4);
    client.wait_for_questions("client/registerCapability", 1);
    folder.write("desk/onrecord.toml", "[rules]\nplaceholder-left = \"error\"\n");
    client.tell("workspace/didChangeWatchedFiles", json!({ "changes": [{ "uri": file, "type": 2 }] }));
    assert_eq!(severity(&mut client, &uri), 1);
    fs::remove_file(folder.0.join("desk/onrecord.toml")).unwrap();
    client.tell("textDocument/didSave", document(&file));
    assert_eq!(severity(&mut client, &uri), 2);
    assert!(client.quit().success());
}

#[test]
fn an_editor_that_asks_is_told_when_new_settings_change_the_answer() {
    let capabilities = json!({
        "textDocument": { "diagnostic": {} },
        "workspace": { "diagnostics": { "refreshSupport": true } },
    });
    let mut client = Client::start(capabilities);
    client.open(URI, "markdown", TEXT);
    client.ask("textDocument/diagnostic", document(URI)).unwrap();
    let settings = json!({ "onrecord": { "rules": { "placeholder-left": "hint" } } });
    client.tell("workspace/didChangeConfiguration", json!({ "settings": settings }));
    client.wait_for_questions("workspace/diagnostic/refresh", 1);
    let told = client.ask("textDocument/diagnostic", document(URI)).unwrap();
    assert_eq!(marks(told["items"].as_array().unwrap())[0]["severity"], 4);
    assert!(client.quit().success());
}

#[test]
fn a_mistake_is_told_once_with_its_file_and_key_and_the_rest_applies() {
    let folder = Folder::new("mistake");
    folder.write("desk/onrecord.toml", "[rules]\nplaceholder-lef = \"off\"\nplaceholder-left = \"hint\"\n");
    let mut client = folder.client("desk", json!({}));
    let told = client.expect("window/showMessage");
    let message = told["message"].as_str().unwrap();
    assert_eq!(told["type"], 2);
    assert!(message.contains("onrecord.toml") && message.contains("placeholder-lef"), "{message}");
    client.expect("window/logMessage");
    for name in ["desk/dam.md", "desk/city/bridge.md"] {
        let uri = folder.uri(name);
        client.open(&uri, "markdown", TEXT);
        assert_eq!(severity(&mut client, &uri), 4);
    }
    assert!(client.rest("window/showMessage").is_empty(), "once is enough");
    assert!(client.quit().success());
}

#[test]
fn only_what_has_changed_since_the_last_commit_is_shown() {
    let folder = Folder::new("changed");
    folder.write("desk/onrecord.toml", "changed-only = true\n[rules]\nnamed-entity = \"off\"\n");
    folder.write("desk/dam.md", TEXT);
    let mut client = folder.client("desk", json!({}));
    let uri = folder.uri("desk/dam.md");
    client.open(&uri, "markdown", TEXT);
    assert_eq!(client.diagnostics(&uri).len(), 1);
    let told = client.expect("window/showMessage");
    assert!(told["message"].as_str().unwrap().contains("no Git repository"), "{told}");
    client.expect("window/logMessage");

    crate::repository::commit(&folder.0.join("desk"), &[("dam.md", TEXT)]);
    client.tell(
        "workspace/didChangeWatchedFiles",
        json!({ "changes": [{ "uri": folder.uri("desk/onrecord.toml"), "type": 2 }] }),
    );
    assert_eq!(client.diagnostics(&uri).len(), 0);
    let end = TEXT.len();
    client.edit(&uri, end..end, "\nThe loan holds TK million.\n");
    assert_eq!(client.diagnostics(&uri)[0]["range"]["start"]["line"], 2);

    crate::repository::commit(
        &folder.0.join("desk"),
        &[("dam.md", &format!("{TEXT}\nThe loan holds TK million.\n"))],
    );
    let log = fs::File::create(folder.0.join("desk/.git/logs/HEAD")).unwrap();
    log.set_modified(SystemTime::now() + Duration::from_secs(9)).unwrap();
    client.edit(&uri, end..end, "\n");
    assert_eq!(client.diagnostics(&uri).len(), 0);
    assert!(client.quit().success());
}

#[test]
fn folders_come_and_go_while_the_editor_is_open() {
    let folder = Folder::new("folders");
    folder.write("people.toml", "[[entities]]\nname = \"OQHC\"\nacronyms = [\"OQHC\"]\n");
    folder.write("onrecord.toml", "house = \"people.toml\"\n");
    let mut client = folder.client("desk", json!({ "workspace": { "workspaceFolders": true } }));
    let uri = folder.uri("desk/dam.md");
    let is_asked =
        |client: &mut Client| client.diagnostics(&uri).iter().any(|it| it["code"] == "undefined-acronym");
    client.open(&uri, "markdown", "The OQHC ruled on the case.\n");
    assert!(is_asked(&mut client), "the house's list lies outside the folder");
    assert!(client.expect("window/showMessage").to_string().contains("`house` names"));
    client.expect("window/logMessage");
    let outer = json!([{ "uri": folder.uri(""), "name": "all" }]);
    let inner = json!([{ "uri": folder.uri("desk"), "name": "desk" }]);
    let change = json!({ "event": { "added": outer, "removed": inner } });
    client.tell("workspace/didChangeWorkspaceFolders", change);
    assert!(!is_asked(&mut client), "and now it is in the folder");
    let change = json!({ "event": { "added": inner, "removed": outer } });
    client.tell("workspace/didChangeWorkspaceFolders", change);
    assert!(is_asked(&mut client));
    assert!(client.quit().success());
}

#[test]
fn a_project_s_settings_open_no_file_outside_its_folders() {
    let folder = Folder::new("outside");
    folder.write("people.toml", "[[entities]]\nname = \"OQHC\"\nacronyms = [\"OQHC\"]\n");
    let outside = folder.0.join("people.toml");
    for (house, why) in [
        (outside.to_str().unwrap(), "it is outside the folders that onrecord may read"),
        ("../people.toml", "it is outside the folders that onrecord may read"),
        ("/dev/zero", "it is outside the folders that onrecord may read"),
        ("city", "not read: it is a folder, a pipe or a device"),
    ] {
        folder.write("desk/onrecord.toml", &format!("house = {house:?}\n"));
        let mut client = folder.client("desk", json!({}));
        let uri = folder.uri("desk/city/dam.md");
        client.open(&uri, "markdown", "The OQHC ruled on the case.\n");
        let asked = client.diagnostics(&uri);
        assert!(asked.iter().any(|it| it["code"] == "undefined-acronym"), "{house}: {asked:?}");
        let said = client.expect("window/showMessage")["message"].as_str().unwrap().to_owned();
        assert!(said.contains(why), "{said}");
        assert_eq!(client.expect("window/logMessage")["message"], said);
        assert!(client.quit().success());
    }
}

/// Reading a pipe would wait for whoever writes it.
#[cfg(unix)]
#[test]
fn a_pipe_in_the_place_of_a_ledger_holds_nobody_up() {
    let folder = Folder::new("pipe");
    let pipe = folder.0.join("desk/city/dam.md.onrecord");
    let made = std::process::Command::new("mkfifo").arg(&pipe).status();
    assert!(made.is_ok_and(|it| it.success()));
    let mut client = folder.client("desk", json!({}));
    let uri = folder.uri("desk/city/dam.md");
    client.open(&uri, "markdown", TEXT);
    assert_eq!(client.diagnostics(&uri).len(), 1);
    let said = client.expect("window/showMessage")["message"].as_str().unwrap().to_owned();
    assert!(said.contains("not read: it is a folder, a pipe or a device"), "{said}");
    assert_eq!(client.expect("window/logMessage")["message"], said);
    assert!(client.quit().success());
}
