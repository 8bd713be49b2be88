//! What can be told of the sentences that nobody stands behind: what `training/train_asking.py` learns from.
//!
//! `evidence < TEXTS > NUMBERS`: JSON Lines with "id" and "text" in, read as plain text; out, one line a text:
//! `{"id", "sentences": [[start, end, quotation, [numbers]]]}`, places in code points. `evidence --names` prints what
//! the numbers are.

#[path = "support/places.rs"]
mod places;

use std::{
    io::{self, BufRead, Write},
    sync::Arc,
    thread,
};

use onrecord::{
    article::Article,
    markup::Format,
    rules::{Context, Settings, asking},
    sources::matching::Texts,
};
use places::places;
use serde_json::{Value, json};

fn main() -> io::Result<()> {
    if std::env::args().any(|it| it == "--names") {
        println!("{}", json!(asking::NAMES.to_vec()));
        return Ok(());
    }
    let lines: Vec<String> = io::stdin().lock().lines().collect::<Result<_, _>>()?;
    let workers = thread::available_parallelism().map_or(1, usize::from);
    let share = lines.len().div_ceil(workers).max(1);
    let told = |lines: &[String]| lines.iter().map(|it| told(it)).collect::<Vec<_>>();
    let parts: Vec<Vec<String>> = thread::scope(|scope| {
        let running: Vec<_> = lines.chunks(share).map(|it| scope.spawn(move || told(it))).collect();
        running.into_iter().map(|it| it.join().expect("a reader that does not fail")).collect()
    });
    let mut out = io::BufWriter::new(io::stdout().lock());
    parts.iter().flatten().try_for_each(|it| writeln!(out, "{it}"))?;
    out.flush()
}

fn told(line: &str) -> String {
    let text: Value = serde_json::from_str(line).expect("a line of JSON");
    let words = text["text"].as_str().unwrap_or_default();
    let article = Arc::new(Article::read(words, Format::Plain));
    let (settings, texts) = (Settings::default(), Texts::default());
    let context = Context::new(&article, &settings, &texts);
    let places = places(words);
    let sentences = asking::candidates(&context).into_iter().map(|it| {
        let paragraph = article.paragraph(it.paragraph);
        let span = paragraph.document(paragraph.reading.passage.sentences[it.sentence].span);
        json!([places[span.start], places[span.end], it.quotation, it.evidence.to_vec()])
    });
    json!({ "id": text["id"], "sentences": sentences.collect::<Vec<_>>() }).to_string()
}
