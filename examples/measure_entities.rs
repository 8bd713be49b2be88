//! Shows who is who in an article, or times the joining of names on a long invented one.
//!
//! ```sh
//! cargo run --release --example measure_entities -- article.md
//! cargo run --release --example measure_entities
//! ```

use std::time::Instant;

use onrecord::{article::Article, markup::Format};

fn main() -> anyhow::Result<()> {
    match std::env::args().nth(1) {
        Some(path) => show(&Article::read(&std::fs::read_to_string(&path)?, Format::of_path(&path))),
        None => time(),
    }
    Ok(())
}

fn show(article: &Article) {
    for entity in article.entities() {
        let words = entity.mentions.iter().map(|it| {
            let paragraph = article.paragraph(it.paragraph as usize);
            let span = paragraph.reading.mentions[it.mention as usize].span;
            article.words(paragraph.document(span))
        });
        let words: Vec<_> = words.collect();
        println!(
            "{} [{}] ({}): {}",
            entity.name,
            entity.kind.code(),
            entity.role.as_deref().unwrap_or("-"),
            words.join(", ")
        );
    }
}

/// An article of about 50,000 words with several hundred people in it.
fn long_article() -> String {
    let given = ["Anna", "Peter", "Maria", "Paul", "Ingrid", "Omar", "Fatima", "Carlos", "Elena", "James"];
    let family = ["Lind", "Osei", "Costa", "Meier", "Sol", "Haddad", "Novak", "Reyes", "Petrov", "Byrne"];
    let places = ["Norway", "Lisbon", "Kenya", "North Korea", "Chile"];
    let mut text = String::new();
    for number in 0..1_100 {
        let (a, b, place) = (given[number % 10], family[number / 10 % 10], places[number % 5]);
        text.push_str(&format!(
            "The President of the Harbour Council, {a} {b}{number}, said on Monday that {place} would send 300 boats. \
             {b}{number} told the Kuwait News Agency that he had seen the Russian plans in {place}, and he thanked the UN. \
             “We had no warning,” she said, and the minister left the room with his papers.\n\n"
        ));
    }
    text
}

fn time() {
    let text = long_article();
    let article = Article::read(&text, Format::Plain);
    let mentions: usize = article.paragraphs().map(|it| it.reading.mentions.len()).sum();
    println!(
        "{} words, {mentions} mentions, {} entities",
        text.split_whitespace().count(),
        article.entities().len()
    );
    let mut best = f64::MAX;
    for _ in 0..20 {
        let start = Instant::now();
        std::hint::black_box(article.after(&text));
        best = best.min(start.elapsed().as_secs_f64());
    }
    println!("reading the same text again, all passes over the article: {:.2} ms", best * 1e3);
}
