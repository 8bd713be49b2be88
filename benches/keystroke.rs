//! One key press: edit, read, judge, and write down what the editor is sent.
//!
//! `cargo bench --bench keystroke`; recorded runs stand in `benches/runs`.

#[path = "support/news.rs"]
mod news;

use std::sync::Arc;

use divan::{Bencher, black_box};
use onrecord::{
    article::Article,
    markup::Format,
    rules::{Review, Settings},
    server::diagnostics,
    text::{Edit, Encoding, Span, Text},
};

const WORDS: [usize; 3] = [350, 5_000, 50_000];

fn main() {
    divan::main();
}

struct Desk {
    text: Text,
    settings: Settings,
    review: Review,
    at: usize,
    turn: usize,
}

impl Desk {
    fn new(words: usize) -> Desk {
        let text = news::article(words);
        let settings = Settings::default();
        let review = Review::of(Arc::new(Article::read(&text, Format::Markdown)), &settings);
        let middle = text.len() / 2;
        // The generated text is ASCII but for quotation marks; the end of a sentence is a safe place.
        let at = text[middle..].find(". ").map_or(text.len(), |it| middle + it);
        Desk { text: Text::new(&text), settings, review, at, turn: 0 }
    }

    /// Types a letter in the middle, or takes it back.
    fn press(&mut self) {
        let letter = Span::new(self.at, self.at + 1);
        let edit =
            if self.turn.is_multiple_of(2) { Edit::insert(self.at, "e") } else { Edit::replace(letter, "") };
        self.turn += 1;
        self.text.apply(&edit);
    }

    fn read(&mut self) {
        let article = Arc::new(self.review.article.after(&self.text.to_string()));
        self.review = self.review.after(article, &self.settings);
    }
}

/// Everything between the key and the wire.
#[divan::bench(args = WORDS)]
fn key_to_diagnostics(bencher: Bencher, words: usize) {
    let mut desk = Desk::new(words);
    bencher.bench_local(|| {
        desk.press();
        desk.read();
        black_box(diagnostics(&desk.review, Encoding::Utf16));
    });
}

#[divan::bench(args = WORDS)]
fn of_which_editing(bencher: Bencher, words: usize) {
    let mut desk = Desk::new(words);
    bencher.bench_local(|| {
        desk.press();
        black_box(desk.text.to_string());
    });
}

#[divan::bench(args = WORDS)]
fn of_which_reading(bencher: Bencher, words: usize) {
    let mut desk = Desk::new(words);
    let mut article = desk.review.article.clone();
    bencher.bench_local(|| {
        desk.press();
        article = Arc::new(article.after(&desk.text.to_string()));
    });
}

#[divan::bench(args = WORDS)]
fn of_which_writing(bencher: Bencher, words: usize) {
    let desk = Desk::new(words);
    bencher.bench_local(|| black_box(diagnostics(&desk.review, Encoding::Utf16)));
}
