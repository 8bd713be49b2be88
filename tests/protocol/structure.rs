//! How an article is built, over the wire: links, folds, selections.

use serde_json::json;

use super::*;

const TEXT: &str = "\
# The gate 😀

See [the notes](my%20notes/gate.md) and <https://example.org/gate>.

“We lost the key
in May,” Ana Cho said.

# The quay

It is open.
";

fn asking() -> Client {
    let mut client = Client::start(json!({ "textDocument": {
        "diagnostic": {}, "documentLink": {}, "foldingRange": { "rangeLimit": 2 }, "selectionRange": {},
    }}));
    client.open(URI, "markdown", TEXT);
    client
}

#[test]
fn links_lead_to_addresses_and_to_files_beside_the_article() {
    let mut client = asking();
    assert!(client.initialized["capabilities"]["documentLinkProvider"].is_object());
    let found = client.ask("textDocument/documentLink", document(URI)).unwrap();
    let targets: Vec<&Value> = found.as_array().unwrap().iter().map(|it| &it["target"]).collect();
    assert_eq!(targets, ["file:///desk/my%20notes/gate.md", "https://example.org/gate"]);
    let marks = ["[the notes](my%20notes/gate.md)", "<https://example.org/gate>"];
    assert_eq!(covered(&client, &found), marks);
    assert!(client.quit().success());
}

#[test]
fn sections_and_long_quotations_fold_as_many_as_the_editor_wants() {
    let mut client = asking();
    let found = client.ask("textDocument/foldingRange", document(URI)).unwrap();
    let lines: Vec<_> =
        found.as_array().unwrap().iter().map(|it| (it["startLine"].clone(), it["endLine"].clone())).collect();
    assert_eq!(lines, [(json!(0), json!(5)), (json!(4), json!(5))]);
    assert!(client.quit().success());
}

#[test]
fn a_selection_grows_from_the_word_to_the_article() {
    let mut client = asking();
    let at = place(&client, "key")["position"].clone();
    let end = json!({ "line": 99, "character": 99 });
    let params = json!({ "textDocument": { "uri": URI }, "positions": [at, end] });
    let found = client.ask("textDocument/selectionRange", params).unwrap();
    let mut words = Vec::new();
    let mut next = &found[0];
    while next.is_object() {
        words.extend(covered(&client, &json!([next])));
        next = &next["parent"];
    }
    let sentence = "“We lost the key\nin May,” Ana Cho said.";
    assert_eq!(words[..3], ["key", "We lost the key\nin May,", "“We lost the key\nin May,”"]);
    assert!(words.contains(&sentence.to_owned()), "{words:?}");
    assert_eq!(words.last().unwrap(), TEXT);
    assert_eq!(found.as_array().unwrap().len(), 2, "an answer for each place");
    assert!(client.quit().success());
}

#[test]
fn a_list_of_references_folds_as_one() {
    let mut client = Client::start(json!({ "textDocument": { "diagnostic": {}, "foldingRange": {} } }));
    let text = "# The gate\n\nIt fell.\n\n## References\n\n- Cho, A. The gate.\n- Diaz, B. The quay.\n- Falk, I. The dam.\n";
    client.open(URI, "markdown", text);
    let found = client.ask("textDocument/foldingRange", document(URI)).unwrap();
    let lines: Vec<_> =
        found.as_array().unwrap().iter().map(|it| (it["startLine"].clone(), it["endLine"].clone())).collect();
    assert!(lines.contains(&(json!(4), json!(8))), "{lines:?}");
    assert!(client.quit().success());
}

#[test]
fn the_outline_has_sections_and_whom_they_name() {
    let hierarchical = json!({ "hierarchicalDocumentSymbolSupport": true });
    let mut client =
        Client::start(json!({ "textDocument": { "diagnostic": {}, "documentSymbol": hierarchical } }));
    client.open(URI, "markdown", TEXT);
    let found = client.ask("textDocument/documentSymbol", document(URI)).unwrap();
    let sections: Vec<&Value> = found.as_array().unwrap().iter().map(|it| &it["name"]).collect();
    assert_eq!(sections, ["The gate 😀", "The quay"], "{found}");
    let first = &found[0];
    assert_eq!(first["range"]["start"], json!({ "line": 0, "character": 0 }));
    assert!(first["children"].to_string().contains("Ana Cho"), "{first}");
    assert!(client.quit().success());
}
