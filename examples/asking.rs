//! What is asked at which chance, and what it costs: questions per 1,000 words of published copy, by kind.
//!
//! ```sh
//! cargo run --release --example asking -- articles.jsonl.gz
//! ```
//!
//! The file holds an article a line, as JSON with a field `text`; gzip is read as well. A column is a chance from which
//! statements that nobody carries would be asked about; the last two say from which they are, and how loud.

#[allow(dead_code)]
#[path = "support/corpus.rs"]
mod corpus;

use std::{collections::BTreeMap, sync::Arc};

use clap::Parser;
use onrecord::{
    article::Article,
    markup::Format,
    reading::ClaimKind,
    rules::{Context, Settings, asking},
    sources::matching::Texts,
};

const CHANCES: [f32; 7] = [0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9];

#[derive(Parser)]
struct Options {
    /// JSON Lines with a field `text`, plain or gzip-packed.
    file: String,
}

fn main() -> anyhow::Result<()> {
    let options = Options::parse();
    let (settings, texts) = (Settings::default(), Texts::default());
    let mut asked: BTreeMap<&str, Vec<f32>> = BTreeMap::new();
    let mut words = 0;
    for (text, _) in corpus::articles(&options.file, None)? {
        words += text.split_whitespace().count();
        let article = Arc::new(Article::read(&text, Format::Plain));
        for (kind, chance) in asking::chances(&Context::new(&article, &settings, &texts)) {
            asked.entry(kind.code()).or_default().push(chance);
        }
    }
    let thousands = words.max(1) as f32 / 1000.0;
    print!("{words} words\n\n{:<12}", "per 1k from");
    CHANCES.iter().for_each(|it| print!("{it:>8}"));
    println!("{:>8}  severity", "asked");
    for kind in ClaimKind::ALL {
        let Some(chances) = asked.get(kind.code()) else { continue };
        print!("{:<12}", kind.code());
        for from in CHANCES {
            let count = chances.iter().filter(|it| **it >= from).count();
            print!("{:>8.2}", count as f32 / thousands);
        }
        let level = asking::level(kind);
        println!("{:>8}  {}", level.from, level.severity.name());
    }
    Ok(())
}
