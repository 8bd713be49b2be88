//! Every way out of a question, in every markup: one change of one file, which one undo takes back,
//! and the question is gone.

use serde_json::json;

use super::{settings::Folder, *};

/// The language as editors call it, and what stands around the paragraph.
const DRESSES: &[(&str, &str, &str)] = &[
    ("markdown", "", "\n"),
    ("latex", "", "\n"),
    ("asciidoc", "", "\n"),
    ("restructuredtext", "", "\n"),
    ("org", "", "\n"),
    ("typst", "", "\n"),
    ("mediawiki", "", "\n"),
    ("html", "<p>", "</p>\n"),
    ("plaintext", "", "\n"),
];

/// The beginning of a title, and what is asked once it is done: on purpose, or nothing.
const WAYS: &[(&str, &[&str])] = &[
    ("Cite Harbour Board, 2 Nov:", &[]),
    ("Attribute: “…, Dana Ruiz said”", &["first-reference"]),
    ("Mark “[citation needed]”", &["placeholder-left"]),
    ("Note in a comment that it needs a source", &["placeholder-left"]),
    ("Ignore here with a reason…", &[]),
];

#[test]
fn every_way_out_is_one_change_in_every_markup() {
    let folder = Folder::new("undo");
    std::fs::create_dir_all(folder.0.join("desk/sources")).unwrap();
    folder.write(
        "desk/refs.bib",
        "@misc{gate, title={Hearing}, author={{Harbour Board}}, date={2024-11-02}}\n",
    );
    folder.write(
        "desk/sources/gate.vtt",
        "WEBVTT\n\n00:12:31.000 --> 00:12:40.000\n<v Dana Ruiz>Rebuilding the sea gate will cost 42 million euros.\n",
    );
    let mut client = folder.client(
        "desk",
        json!({
            "textDocument": { "codeAction": { "codeActionLiteralSupport": { "codeActionKind": { "valueSet": [] } } } },
            "workspace": { "workspaceEdit": { "documentChanges": true } },
        }),
    );
    for (number, (language, before, behind)) in DRESSES.iter().enumerate() {
        for (way, (title, on_purpose)) in WAYS.iter().enumerate() {
            let uri = folder.uri(&format!("desk/article-{number}-{way}"));
            let text =
                format!("{before}Rebuilding the gate will cost 42 million euros. The pier is wet.{behind}");
            client.open(&uri, language, &text);
            let [question] = &questions(&mut client, &uri)[..] else { panic!("{language}") };
            let edits = edits(&mut client, &uri, question, title);
            for edit in edits.iter().rev() {
                let bytes = wire::bytes(&client.texts[&uri].text, &edit["range"], &client.encoding);
                client.edit(&uri, bytes, edit["newText"].as_str().unwrap());
            }
            let left = questions(&mut client, &uri);
            let left: Vec<&str> = left.iter().map(|it| it["code"].as_str().unwrap()).collect();
            assert!(
                left.iter().all(|it| on_purpose.contains(it)),
                "{title}: {left:?} in {}",
                client.texts[&uri].text
            );
        }
    }
    // More may be said of what was typed last, or of the other text.
    client.rest("textDocument/publishDiagnostics");
    assert!(client.quit().success());
}

/// What is asked, names apart.
fn questions(client: &mut Client, uri: &str) -> Vec<Value> {
    client.diagnostics(uri).iter().filter(|it| it["code"] != "named-entity").cloned().collect()
}

/// The edits of the action whose title begins so: all in one change, of this version of this file.
fn edits(client: &mut Client, uri: &str, question: &Value, title: &str) -> Vec<Value> {
    let params = json!({
        "textDocument": { "uri": uri }, "range": question["range"], "context": { "diagnostics": [question] },
    });
    let found = client.ask("textDocument/codeAction", params).unwrap();
    let mut found = found.as_array().unwrap().iter();
    let action = found.find(|it| it["title"].as_str().unwrap().starts_with(title));
    let action = action.unwrap_or_else(|| panic!("{title} is not offered in {uri}"));
    let [change] = &action["edit"]["documentChanges"].as_array().unwrap()[..] else { panic!("{action}") };
    assert_eq!(change["textDocument"], json!({ "uri": uri, "version": 1 }));
    change["edits"].as_array().unwrap().clone()
}
