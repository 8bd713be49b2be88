//! Reads articles as JSON lines from standard input and writes the names found in them, for an official scorer.
//!
//! ```sh
//! zcat dev.jsonl.gz | cargo run --release --example measure_names > predictions.jsonl
//! ```

use std::io::{BufRead, Write};

use onrecord::reading::{self, Form};

fn main() -> anyhow::Result<()> {
    let reader = reading::built_in();
    let mut out = std::io::BufWriter::new(std::io::stdout().lock());
    for line in std::io::stdin().lock().lines() {
        let document: serde_json::Value = serde_json::from_str(&line?)?;
        let text = document["text"].as_str().unwrap_or_default();
        let mentions = reader.read(text).mentions;
        let names = mentions.iter().filter(|it| it.form == Form::Name);
        let entities: Vec<_> = names
            .map(|it| {
                let start = text[..it.span.start].chars().count();
                let end = start + it.span.of(text).chars().count();
                serde_json::json!({ "start": start, "end": end, "type": it.kind.code() })
            })
            .collect();
        writeln!(out, "{}", serde_json::json!({ "id": document["id"], "entities": entities }))?;
    }
    Ok(())
}
