//! What lies in the open folders and is no file, and what is named there and is no word.

use std::{os::unix::fs::symlink, process::Command};

use serde_json::json;

use super::{settings::Folder, *};

const TEXT: &str = "The engineer Dana Ruiz said the fund holds TK million.\n";

#[test]
fn a_pipe_or_a_device_keeps_no_question_waiting() {
    let folder = Folder::new("special");
    folder.write("desk/city/bridge.md", TEXT);
    let made = Command::new("mkfifo").arg(folder.0.join("desk/.gitignore")).status().unwrap();
    assert!(made.success());
    symlink("/dev/zero", folder.0.join("desk/city/.ignore")).unwrap();
    symlink("/dev/zero", folder.0.join("desk/zero.md")).unwrap();
    let capabilities = json!({ "textDocument": { "diagnostic": {} }, "workspace": { "symbol": {} } });
    let mut client = folder.client("desk", capabilities);
    client.open(&folder.uri("desk/dam.md"), "markdown", "The mayor left.\n");
    let found = client.ask("workspace/symbol", json!({ "query": "Ruiz" })).unwrap();
    assert_eq!(found[0]["location"]["uri"], json!(folder.uri("desk/city/bridge.md")), "{found}");
    let told = client.ask("workspace/diagnostic", json!({ "previousResultIds": [] })).unwrap();
    assert_eq!(told["items"][0]["uri"], json!(folder.uri("desk/city/bridge.md")), "{told}");
    assert!(client.quit().success());
}

#[test]
fn links_of_an_article_stay_in_the_folders_and_on_the_web() {
    let folder = Folder::new("leads");
    let text = "See [a](command:workbench.action.reloadWindow), [b](file:///etc/passwd), [c](%2Fetc%2Fpasswd), \
                [d](../../../../../../etc/passwd), [e](file://host/a), [f](vscode://a/b), [g](notes.md), \
                [h](https://a.example/b), [i](..%5C..%5C..%5Ca) and [j](FILE:///HERE/desk/k.md).\n";
    let text = text.replace("/HERE", &folder.0.display().to_string());
    let mut client =
        folder.client("desk", json!({ "textDocument": { "documentLink": {}, "diagnostic": {} } }));
    let uri = folder.uri("desk/city/dam.md");
    client.open(&uri, "markdown", &text);
    let found = client.ask("textDocument/documentLink", document(&uri)).unwrap();
    let targets: Vec<&Value> = found.as_array().unwrap().iter().map(|it| &it["target"]).collect();
    let expected =
        [folder.uri("desk/city/notes.md"), "https://a.example/b".to_owned(), folder.uri("desk/k.md")];
    assert_eq!(targets, expected.iter().map(|it| json!(it)).collect::<Vec<_>>().iter().collect::<Vec<_>>());
    assert!(client.quit().success());
}
