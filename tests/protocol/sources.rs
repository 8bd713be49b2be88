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
