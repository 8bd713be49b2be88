//! Prints what the fast model sees of each token, for training: `features < texts.jsonl > features.jsonl`.
//!
//! In: JSON Lines with `id` and `text`. Out: for each text its blocks; for each block its sentences
//! (token ranges) and tokens (code points), and for each token the features the network looks up.

use std::io::{self, BufRead, Write};

use onrecord::{
    article::{Article, Paragraph},
    markup::Format,
    reading::model::Features,
};
use serde_json::{Value, json};

fn main() -> io::Result<()> {
    let mut out = io::BufWriter::new(io::stdout().lock());
    for line in io::stdin().lock().lines() {
        let value: Value = serde_json::from_str(&line?)?;
        let Some(text) = value["text"].as_str() else { continue };
        let article = Article::read(text, Format::Plain);
        let points = Points::new(text);
        let blocks: Vec<Value> = article.paragraphs().map(|it| block(&it, &points)).collect();
        writeln!(out, "{}", json!({ "id": value["id"], "blocks": blocks }))?;
    }
    out.flush()
}

fn block(paragraph: &Paragraph, points: &Points) -> Value {
    let reading = paragraph.reading;
    let features = Features::of(&reading.passage, &reading.quotes);
    let tokens = reading.passage.tokens.iter().map(|it| paragraph.document(it.span));
    let tokens: Vec<[usize; 2]> = tokens.map(|it| [points.of(it.start), points.of(it.end)]).collect();
    let sentences = reading.passage.sentences.iter().map(|it| [it.tokens.start, it.tokens.end]);
    json!({
        "tokens": tokens,
        "sentences": sentences.collect::<Vec<_>>(),
        "form": features.iter().map(|it| it.form.as_str()).collect::<Vec<_>>(),
        "prefix": features.iter().map(|it| it.prefix).collect::<Vec<_>>(),
        "suffix": features.iter().map(|it| it.suffix).collect::<Vec<_>>(),
        "shape": features.iter().map(|it| it.shape).collect::<Vec<_>>(),
        "quote": features.iter().map(|it| it.quote).collect::<Vec<_>>(),
        "flags": features.iter().map(|it| it.flags.bits()).collect::<Vec<_>>(),
    })
}

/// Code points before each byte.
struct Points(Vec<u32>);

impl Points {
    fn new(text: &str) -> Points {
        let mut count = 0;
        let bytes = text.bytes().map(|it| {
            count += u32::from(it & 0xC0 != 0x80);
            count - u32::from(it & 0xC0 != 0x80)
        });
        let mut all: Vec<u32> = bytes.collect();
        all.push(count);
        Points(all)
    }

    fn of(&self, byte: usize) -> usize {
        self.0[byte] as usize
    }
}
