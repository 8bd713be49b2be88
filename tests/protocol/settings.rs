//! Settings: the project's file, the editor's over it, and what is said about mistakes.

use std::{fs, path::PathBuf, time::Duration};

use serde_json::json;

use super::*;

const TEXT: &str = "The fund holds TK million.\n";

/// A folder of this test's own, removed at its end.
pub struct Folder(pub PathBuf);

impl Folder {
    pub fn new(name: &str) -> Folder {
        let folder = std::env::temp_dir().join(format!("onrecord-{name}-{}", std::process::id()));
        fs::create_dir_all(folder.join("desk/city")).unwrap();
        Folder(folder)
    }

    pub fn write(&self, path: &str, text: &str) {
        fs::write(self.0.join(path), text).unwrap();
    }

    pub fn uri(&self, path: &str) -> String {
        format!("file://{}", self.0.join(path).display())
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
fn a_file_above_the_workspace_is_nobody_s_business() {
    let folder = Folder::new("above");
    folder.write("onrecord.toml", "[rules]\nplaceholder-left = \"hint\"\n");
    let mut client = folder.client("desk", json!({}));
    let uri = folder.uri("desk/city/dam.md");
    client.open(&uri, "markdown", TEXT);
    assert_eq!(severity(&mut client, &uri), 2);
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
    assert!(client.listen("window/showMessage", Duration::from_millis(100)).is_empty(), "once is enough");
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
    log.set_modified(std::time::SystemTime::now() + Duration::from_secs(9)).unwrap();
    client.edit(&uri, end..end, "\n");
    assert_eq!(client.diagnostics(&uri).len(), 0);
    assert!(client.quit().success());
}

#[test]
fn folders_come_and_go_while_the_editor_is_open() {
    let folder = Folder::new("folders");
    folder.write("onrecord.toml", "[rules]\nplaceholder-left = \"hint\"\n");
    let mut client = folder.client("desk", json!({ "workspace": { "workspaceFolders": true } }));
    let uri = folder.uri("desk/dam.md");
    client.open(&uri, "markdown", TEXT);
    assert_eq!(severity(&mut client, &uri), 2, "a file above the folder is nobody's business");
    let outer = json!([{ "uri": folder.uri(""), "name": "all" }]);
    let inner = json!([{ "uri": folder.uri("desk"), "name": "desk" }]);
    let change = json!({ "event": { "added": outer, "removed": inner } });
    client.tell("workspace/didChangeWorkspaceFolders", change);
    assert_eq!(severity(&mut client, &uri), 4, "and now it is in the folder");
    let change = json!({ "event": { "added": inner, "removed": outer } });
    client.tell("workspace/didChangeWorkspaceFolders", change);
    assert_eq!(severity(&mut client, &uri), 2);
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
