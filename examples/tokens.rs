//! Blocks, sentences and tokens of texts as onrecord cuts them: what the models are trained on.
//!
//! `tokens < TEXTS > TOKENS`: JSON Lines with "id" and "text" in, read as plain text; out, one line a text:
//! `{"id", "blocks": [{"tokens": [[start, end, shape]], "sentences": [[first, end]]}]}`.
//! Token places count code points of the text, sentences count tokens of their block, both end exclusive;
//! the shape is one letter: l(ower), t(itle), u(pper), n(umber), o(pening quotation mark), c(losing one), m(ark).

#[path = "support/places.rs"]
mod places;

use std::io::{self, BufRead, Write};

use onrecord::{
    article::Article,
    language::{Sentence, Shape},
    markup::Format,
};
use places::places;
use serde_json::{Value, json};

fn main() -> io::Result<()> {
    let mut out = io::BufWriter::new(io::stdout().lock());
    for line in io::stdin().lock().lines() {
        let text: Value = serde_json::from_str(&line?)?;
        let words = text["text"].as_str().unwrap_or_default();
        writeln!(out, "{}", json!({ "id": text["id"], "blocks": blocks(words) }))?;
    }
    out.flush()
}

fn blocks(text: &str) -> Vec<Value> {
    let article = Article::read(text, Format::Plain);
    let places = places(text);
    let blocks = article.paragraphs().map(|paragraph| {
        let passage = &paragraph.reading.passage;
        let tokens = passage.tokens.iter().map(|it| {
            let span = paragraph.document(it.span);
            json!([places[span.start], places[span.end], letter(it.shape)])
        });
        let sentence = |it: &Sentence| json!([it.tokens.start, it.tokens.end]);
        let sentences: Vec<Value> = passage.sentences.iter().map(sentence).collect();
        json!({ "tokens": tokens.collect::<Vec<_>>(), "sentences": sentences })
    });
    blocks.collect()
}

fn letter(shape: Shape) -> &'static str {
    match shape {
        Shape::Lower => "l",
        Shape::Title => "t",
        Shape::Upper => "u",
        Shape::Number => "n",
        Shape::OpenQuote => "o",
        Shape::CloseQuote => "c",
        Shape::Mark => "m",
    }
}
