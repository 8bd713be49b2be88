//! Nobody is corrected in the middle of a sentence.

use serde_json::json;

use super::*;

/// An editor whose writer is never held to have paused.
fn unpausing() -> Client {
    let options = json!({ "testing": { "pause": 600_000 } });
    Client::start_with(json!({ "capabilities": {}, "initializationOptions": options }))
}

/// Types at the end of the text and gives the marks that are shown for it.
fn typed(client: &mut Client, words: &str) -> usize {
    let at = client.texts[URI].text.len();
    client.edit(URI, at..at, words);
    marks(&client.diagnostics(URI)).len()
}

#[test]
fn a_finding_in_the_sentence_being_typed_waits_for_its_end() {
    let mut client = unpausing();
    client.open(URI, "markdown", "The fund is empty.\n\nIt holds ");
    assert_eq!(marks(&client.diagnostics(URI)).len(), 0);
    assert_eq!(typed(&mut client, "TK"), 0);
    assert_eq!(typed(&mut client, " million"), 0);
    assert_eq!(typed(&mut client, "."), 0);
    assert_eq!(typed(&mut client, " "), 1);
    assert_eq!(typed(&mut client, "Nobody"), 1);
    assert!(client.quit().success());
}

#[test]
fn a_finding_in_the_sentence_being_typed_is_shown_after_a_pause() {
    let mut client = pushing();
    client.open(URI, "markdown", "It holds ");
    client.diagnostics(URI);
    assert_eq!(typed(&mut client, "TK"), 0);
    // The same version once more.
    assert_eq!(marks(&client.diagnostics(URI)).len(), 1);
    assert_eq!(typed(&mut client, " million"), 1, "what is shown stays");
    assert!(client.quit().success());
}

#[test]
fn a_finding_elsewhere_is_shown_at_once_and_stays() {
    let mut client = pushing();
    client.open(URI, "markdown", "The fund holds TK million.\n\nIt was ");
    assert_eq!(marks(&client.diagnostics(URI)).len(), 1);
    for letter in ["f", "u", "l", "l"] {
        assert_eq!(typed(&mut client, letter), 1);
    }
    // Moving up to mend something: the mark is in a sentence that is complete.
    client.edit(URI, 4..4, "TK ");
    assert_eq!(marks(&client.diagnostics(URI)).len(), 2);
    assert!(client.quit().success());
}

#[test]
fn an_editor_that_asks_is_told_to_ask_again_after_the_pause() {
    let capabilities = json!({
        "textDocument": { "diagnostic": {} },
        "workspace": { "diagnostics": { "refreshSupport": true } },
    });
    // Long enough for a question before it ends.
    let options = json!({ "testing": { "pause": 5_000 } });
    let mut client =
        Client::start_with(json!({ "capabilities": capabilities, "initializationOptions": options }));
    client.open(URI, "markdown", "It holds ");
    let pull = |client: &mut Client| {
        let found = client.ask("textDocument/diagnostic", document(URI)).unwrap();
        marks(found["items"].as_array().unwrap()).len()
    };
    assert_eq!(pull(&mut client), 0);
    client.edit(URI, 9..9, "TK");
    assert_eq!(pull(&mut client), 0);
    client.wait_for_questions("workspace/diagnostic/refresh", 1);
    assert_eq!(pull(&mut client), 1);
    assert!(client.quit().success());
}

#[test]
fn an_editor_that_asks_but_cannot_be_told_to_sees_everything_at_once() {
    let mut client = Client::start(json!({ "textDocument": { "diagnostic": {} } }));
    client.open(URI, "markdown", "It holds ");
    client.edit(URI, 9..9, "TK");
    let found = client.ask("textDocument/diagnostic", document(URI)).unwrap();
    assert_eq!(marks(found["items"].as_array().unwrap()).len(), 1);
    assert!(client.quit().success());
}
