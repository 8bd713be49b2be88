//! Frames and positions, by the protocol's book and not by the server's code.

use std::io::BufRead;

use serde_json::{Value, json};

/// A message as it goes over the wire.
pub fn framed(message: &Value) -> Vec<u8> {
    let body = message.to_string();
    format!("Content-Length: {}\r\n\r\n{body}", body.len()).into_bytes()
}

/// The next message of a stream.
pub fn frame(from: &mut impl BufRead) -> Option<Value> {
    let mut length = 0;
    loop {
        let mut line = String::new();
        from.read_line(&mut line).ok().filter(|it| *it > 0)?;
        match line.trim_end().split_once(": ") {
            Some(("Content-Length", value)) => length = value.parse().unwrap(),
            Some(_) => {}
            None => break,
        }
    }
    let mut body = vec![0; length];
    from.read_exact(&mut body).ok()?;
    Some(serde_json::from_slice(&body).expect("the server sends JSON"))
}

/// Where a byte stands, counted by the protocol's book and not by the server's code. No place is inside CRLF.
pub fn position(text: &str, byte: usize, encoding: &str) -> Value {
    let before = &text[..byte];
    let line = before.replace("\r\n", "\n").matches(['\n', '\r']).count();
    let start = before.rfind(['\n', '\r']).map_or(0, |it| it + 1);
    let words = &text[start..byte];
    let character = match encoding {
        "utf-8" => words.len(),
        "utf-32" => words.chars().count(),
        _ => words.encode_utf16().count(),
    };
    json!({ "line": line, "character": character })
}

/// The words between two positions.
pub fn words<'a>(text: &'a str, range: &Value, encoding: &str) -> &'a str {
    &text[bytes(text, range, encoding)]
}

/// The bytes between two positions.
pub fn bytes(text: &str, range: &Value, encoding: &str) -> std::ops::Range<usize> {
    let find = |wanted: &Value| {
        let mut offsets = text.char_indices().map(|(at, _)| at).chain([text.len()]);
        offsets
            .find(|&at| position(text, at, encoding) == *wanted)
            .unwrap_or_else(|| panic!("no place {wanted}"))
    };
    find(&range["start"])..find(&range["end"])
}
