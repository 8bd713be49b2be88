//! The second reader works while nobody types, says how far it is, and stops when it is told to.

use std::path::PathBuf;

use serde_json::json;

use super::*;

/// An accurate model of random numbers, in a file of this test's own.
struct Model(PathBuf);

impl Model {
    fn new(name: &str, width: usize, layers: usize) -> Model {
        let file = std::env::temp_dir().join(format!("onrecord-{name}-{}.onr", std::process::id()));
        std::fs::write(&file, weights::accurate(width, layers, 0)).unwrap();
        Model(file)
    }

    /// An editor that shows progress.
    fn client(&self) -> Client {
        self.client_testing(json!({}))
    }

    fn client_testing(&self, testing: Value) -> Client {
        Client::start_with(json!({
            "capabilities": { "window": { "workDoneProgress": true } },
            "initializationOptions": { "model": self.0, "testing": testing },
        }))
    }
}

impl Drop for Model {
    fn drop(&mut self) {
        let _ = std::fs::remove_file(&self.0);
    }
}

/// A text of so many paragraphs, no two alike.
fn text(paragraphs: usize) -> String {
    let paragraph =
        |it: usize| format!("The water at gauge {it} rose, Ines Falk said. It holds TK million.\n\n");
    (0..paragraphs).map(paragraph).collect()
}

/// The next progress of this kind.
fn progress(client: &mut Client, kind: &str) -> Value {
    loop {
        let told = client.expect("$/progress");
        if told["value"]["kind"] == kind {
            return told;
        }
    }
}

#[test]
fn a_text_that_stands_still_is_read_closely_once() {
    let model = Model::new("close", 32, 1);
    // What it has learned is kept back until all is read.
    let mut client = model.client_testing(json!({ "pause": 600_000 }));
    client.open(URI, "markdown", &text(20));
    assert_eq!(marks(&client.diagnostics(URI)).len(), 20);
    let begin = progress(&mut client, "begin");
    assert_eq!(begin["value"]["cancellable"], true);
    assert_eq!(progress(&mut client, "end")["token"], begin["token"]);
    client.wait_for_questions("window/workDoneProgress/create", 1);
    // What the second reader has found comes once, and after that nothing comes any more.
    let told = client.rest("textDocument/publishDiagnostics");
    assert!(told.len() <= 1, "{} times", told.len());
    assert_eq!(client.rest("$/progress").len(), 0);
    assert!(client.quit().success());
}

#[test]
fn the_writer_can_stop_it() {
    let model = Model::new("stop", 256, 6);
    let mut client = model.client();
    client.open(URI, "markdown", &text(400));
    client.diagnostics(URI);
    let begin = progress(&mut client, "begin");
    client.tell("window/workDoneProgress/cancel", json!({ "token": begin["token"] }));
    progress(&mut client, "end");
    client.edit(URI, 0..0, "So: ");
    client.rest("textDocument/publishDiagnostics");
    assert_eq!(client.rest("$/progress").len(), 0, "it stays stopped");
    assert!(client.quit().success());
}

#[test]
fn typing_comes_first() {
    let model = Model::new("yield", 256, 6);
    let mut client = model.client();
    client.open(URI, "markdown", &text(400));
    client.diagnostics(URI);
    progress(&mut client, "begin");
    client.edit(URI, 0..0, "So: ");
    client.diagnostics(URI);
    progress(&mut client, "end");
    progress(&mut client, "begin");
    client.tell("textDocument/didClose", document(URI));
    progress(&mut client, "end");
    client.rest("textDocument/publishDiagnostics");
    client.texts.clear();
    assert!(client.quit().success());
}

#[test]
fn a_file_that_is_no_model_is_told_in_the_log_and_the_built_in_one_reads() {
    let model = Model::new("broken", 32, 1);
    std::fs::write(&model.0, "not a model").unwrap();
    let mut client = model.client();
    client.open(URI, "markdown", &text(3));
    assert_eq!(marks(&client.diagnostics(URI)).len(), 3);
    let told = client.expect("window/logMessage")["message"].to_string();
    assert!(told.contains("not a weight file") && told.contains("The built-in model reads."), "{told}");
    assert!(client.quit().success());
}
