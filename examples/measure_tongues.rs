//! How many paragraphs are taken for another language: `cargo run --release --example measure_tongues -- FILE…`
//!
//! Each line of a file is JSON with a `text`, and each line of that text a paragraph. On English texts every one
//! that is printed is a mistake.

use std::io::BufRead;

use onrecord::reading::{Tongue, tongue_of};

fn main() {
    let (mut all, mut open, mut foreign) = (0, 0, 0);
    for path in std::env::args().skip(1) {
        let file = std::fs::File::open(&path).expect("a file that can be read");
        for line in std::io::BufReader::new(file).lines().map_while(Result::ok) {
            let record: serde_json::Value = serde_json::from_str(&line).unwrap_or_default();
            let text = record["text"].as_str().unwrap_or_default();
            for paragraph in text.split('\n').filter(|it| !it.trim().is_empty()) {
                all += 1;
                match tongue_of(paragraph) {
                    Tongue::English => {}
                    Tongue::Open { .. } => open += 1,
                    Tongue::Other(it) => {
                        foreign += 1;
                        println!("{}: {}", it.name, paragraph.chars().take(160).collect::<String>());
                    }
                }
            }
        }
    }
    println!("{all} paragraphs: {foreign} of another language, {open} too short to tell");
}
