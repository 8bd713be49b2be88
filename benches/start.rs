//! The first look at a text, and the start of the server until it is ready.
//!
//! `cargo bench --bench start`; recorded runs stand in `benches/runs`.

#[path = "support/news.rs"]
mod news;

use std::{
    io::{BufRead, BufReader, Read, Write},
    process::{Command, Stdio},
    sync::Arc,
};

use divan::{Bencher, black_box};
use onrecord::{
    article::Article,
    markup::Format,
    rules::{Review, Settings},
    server::diagnostics,
    text::Encoding,
};

const WORDS: [usize; 3] = [350, 5_000, 50_000];

fn main() {
    divan::main();
}

/// From the text as it is opened to what the editor is sent.
#[divan::bench(args = WORDS)]
fn open_to_diagnostics(bencher: Bencher, words: usize) {
    let text = news::article(words);
    let settings = Settings::default();
    bencher.bench_local(|| {
        let review = Review::of(Arc::new(Article::read(&text, Format::Markdown)), &settings);
        black_box(diagnostics(&review, Encoding::Utf16))
    });
}

/// From the start of the process to its answer to `initialize`.
#[divan::bench]
fn start_to_initialized() {
    let mut server = Command::new(env!("CARGO_BIN_EXE_onrecord"))
        .arg("lsp")
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .expect("the server starts");
    let body = r#"{"jsonrpc":"2.0","id":1,"method":"initialize","params":{"capabilities":{}}}"#;
    let input = server.stdin.as_mut().expect("a pipe was asked for");
    write!(input, "Content-Length: {}\r\n\r\n{body}", body.len()).expect("the server listens");
    let mut output = BufReader::new(server.stdout.take().expect("a pipe was asked for"));
    let mut header = String::new();
    output.read_line(&mut header).expect("the server answers");
    black_box(output.fill_buf().map(<[u8]>::len).expect("the server answers"));
    drop(server.stdin.take());
    let _ = output.read_to_end(&mut Vec::new());
    server.wait().expect("the server ends");
}
