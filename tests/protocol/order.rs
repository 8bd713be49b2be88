//! R2: the server's text is the editor's, whatever is typed, in every encoding.

use serde_json::json;

use super::*;

const TEXTS: &[&str] = &[
    "",
    "The dam held.\n",
    "# Marrow\r\n\r\nThe dam 😀 held, said Ines Falk.\r\nNobody left.\r\n",
    "one\rtwo\rthree\r",
    "a\u{2028}b\u{85}c\u{b}d\u{c}e\n\nf\u{2029}g",
    "\u{feff}ünïcödé — “quoted” 👩‍👩‍👧‍👦 e\u{301}\n\n\n𝔘𝔫𝔦\n",
    "mixed\nline\r\nends\rhere\n\r\n\r",
];

const PIECES: &[&str] = &[
    "",
    "a",
    " ",
    "\n",
    "\r\n",
    "\r",
    "😀",
    "é",
    "e\u{301}",
    "“TK”",
    "\u{2028}",
    "\n\n",
    "the dam",
    "👩‍👧",
    "\u{0}",
    "\t",
];

#[test]
fn random_edits_leave_both_with_the_same_text_in_every_encoding() {
    for encoding in ["utf-8", "utf-16", "utf-32"] {
        let capabilities =
            json!({ "general": { "positionEncodings": [encoding] }, "textDocument": { "diagnostic": {} } });
        let mut client = Client::start(capabilities);
        assert_eq!(client.encoding, encoding);
        let mut dice = Dice(encoding.len() as u64 + 7);
        for sequence in 0..rounds(60, 10_000) {
            let uri = format!("file:///desk/{encoding}-{sequence}.md");
            client.open(&uri, "markdown", TEXTS[dice.roll(TEXTS.len())]);
            (0..50).for_each(|_| random_edit(&mut client, &uri, &mut dice));
            client.assert_same_text(&uri);
            client.tell("textDocument/didClose", document(&uri));
            client.texts.remove(&uri);
        }
        assert!(client.quit().success());
    }
}

fn random_edit(client: &mut Client, uri: &str, dice: &mut Dice) {
    let text = client.texts[uri].text.clone();
    let (a, b) = (place(&text, dice), place(&text, dice));
    let piece = PIECES[dice.roll(PIECES.len())];
    match dice.roll(10) {
        0 => whole(client, uri, piece),
        1 => twice(client, uri, a, piece),
        2..=5 => client.edit(uri, a..a, piece),
        _ => client.edit(uri, a.min(b)..a.max(b).min(far(&text, a.min(b))), piece),
    }
}

/// A place where an editor's cursor can stand.
fn place(text: &str, dice: &mut Dice) -> usize {
    let mut at = dice.roll(text.len() + 1);
    while !is_place(text, at) {
        at -= 1;
    }
    at
}

fn is_place(text: &str, at: usize) -> bool {
    text.is_char_boundary(at) && !(text[..at].ends_with('\r') && text[at..].starts_with('\n'))
}

/// Deletions stay short, so that texts grow.
fn far(text: &str, from: usize) -> usize {
    let mut end = (from + 6).min(text.len());
    while !is_place(text, end) {
        end += 1;
    }
    end
}

/// The whole text at once, as editors without ranges send it.
fn whole(client: &mut Client, uri: &str, piece: &str) {
    let copy = client.texts.get_mut(uri).unwrap();
    copy.text.insert_str(0, piece);
    copy.version += 1;
    let params = json!({
        "textDocument": { "uri": uri, "version": copy.version },
        "contentChanges": [{ "text": copy.text }],
    });
    client.tell("textDocument/didChange", params);
}

/// Two changes in one message: the second counts in what the first has left.
fn twice(client: &mut Client, uri: &str, at: usize, piece: &str) {
    let first = client.edit_message(uri, at..at, piece);
    let mut second = client.edit_message(uri, 0..0, "x");
    let one = first["params"]["contentChanges"][0].clone();
    second["params"]["contentChanges"].as_array_mut().unwrap().insert(0, one);
    client.send(&second);
}

#[test]
fn a_column_past_the_end_of_a_line_is_its_end() {
    let mut client = Client::start(json!({ "textDocument": { "diagnostic": {} } }));
    client.open(URI, "markdown", "The dam\nheld.");
    let range =
        json!({ "start": { "line": 0, "character": 3 }, "end": { "line": 0, "character": 2147483647 } });
    let params = json!({ "textDocument": { "uri": URI, "version": 2 }, "contentChanges": [{ "range": range, "text": "" }] });
    client.tell("textDocument/didChange", params);
    let range = json!({ "start": { "line": 77, "character": 0 }, "end": { "line": 9007199254740991u64, "character": -1 } });
    let params = json!({ "textDocument": { "uri": URI, "version": 3 }, "contentChanges": [{ "range": range, "text": "!" }] });
    client.tell("textDocument/didChange", params);
    client.texts.insert(URI.to_owned(), client::Copy { text: "The\nheld.!".to_owned(), version: 3 });
    client.assert_same_text(URI);
    assert!(client.quit().success());
}

#[test]
fn a_version_that_goes_backwards_still_brings_its_words() {
    let mut client = pushing();
    client.open(URI, "markdown", "The fund holds TK million.\n");
    client.diagnostics(URI);
    client.edit(URI, 0..0, "So. ");
    client.diagnostics(URI);
    let mut older = client.edit_message(URI, 0..0, "TK. ");
    older["params"]["textDocument"]["version"] = json!(1);
    client.texts.get_mut(URI).unwrap().version = 1;
    client.allow_older(URI);
    client.send(&older);
    let told = client.expect("window/logMessage");
    assert!(told["message"].as_str().unwrap().contains("version 1"), "{told}");
    assert_eq!(marks(&client.diagnostics(URI)).len(), 2);
    client.assert_same_text(URI);
    assert!(client.quit().success());
}

#[test]
fn a_change_of_a_text_that_is_not_open_is_told_and_forgotten() {
    let mut client = pushing();
    let range = json!({ "start": { "line": 0, "character": 0 }, "end": { "line": 0, "character": 0 } });
    let change = json!([{ "range": range, "text": "x" }]);
    client.tell(
        "textDocument/didChange",
        json!({ "textDocument": { "uri": URI, "version": 2 }, "contentChanges": change }),
    );
    let told = client.expect("window/logMessage");
    assert!(told["message"].as_str().unwrap().contains("is not open"), "{told}");
    client.open(URI, "markdown", "TK");
    assert_eq!(marks(&client.diagnostics(URI)).len(), 1);
    assert!(client.quit().success());
}

#[test]
fn a_change_that_cannot_be_read_is_refused_and_told() {
    let mut client = pushing();
    client.open(URI, "markdown", "TK\n");
    client.diagnostics(URI);
    for params in [
        json!({}),
        json!([]),
        json!(null),
        json!({ "textDocument": { "uri": URI } }),
        json!({ "textDocument": 5 }),
    ] {
        client.tell("textDocument/didChange", params);
        let told = client.expect("window/logMessage");
        assert!(
            told["message"].as_str().unwrap().contains("could not follow textDocument/didChange"),
            "{told}"
        );
    }
    client.assert_same_text(URI);
    assert!(client.quit().success());
}
