//! How fast the models mark words, with random weights of full size: the figures do not depend on training.
//!
//! One thread. `fast` reads sentences, `accurate` paragraphs; the texts are made by `support/news.rs`.

#[path = "support/news.rs"]
mod news;
#[path = "../tests/support/weights.rs"]
mod weights;

use std::sync::LazyLock;

use divan::{Bencher, counter::ItemsCount};
use onrecord::{
    language::Passage,
    reading::{self, Reader, model::Model},
};

fn main() {
    divan::main();
}

static FAST: LazyLock<Model> =
    LazyLock::new(|| Model::new(&weights::fast(160, 16_384)).expect("a whole file"));
static ACCURATE: LazyLock<Model> =
    LazyLock::new(|| Model::new(&weights::accurate(384, 6, 30_000)).expect("a whole file"));

/// Passages of about this many words each.
fn passages(words: usize, count: usize) -> Vec<Passage> {
    let text = news::article(words * count).replace("\n\n", " ");
    let all: Vec<&str> = text.split_whitespace().collect();
    all.chunks(words).take(count).map(|it| Passage::new(&it.join(" "))).collect()
}

fn mark(bencher: Bencher, model: &Model, passages: &[Passage]) {
    let tokens: usize = passages.iter().map(|it| it.tokens.len()).sum();
    bencher
        .counter(ItemsCount::new(tokens))
        .bench_local(|| passages.iter().map(|it| model.tags(it).links.len()).sum::<usize>());
}

/// A whole reading: rules and, where there is one, a model, joined.
fn read(bencher: Bencher, reader: &dyn Reader, words: usize, count: usize) {
    let passages = passages(words, count);
    let tokens: usize = passages.iter().map(|it| it.tokens.len()).sum();
    bencher
        .counter(ItemsCount::new(tokens))
        .bench_local(|| passages.iter().map(|it| reader.read(&it.text).attributions.len()).sum::<usize>());
}

#[divan::bench]
fn rules_read_600_words(bencher: Bencher) {
    read(bencher, &*reading::by_rules(), 60, 10);
}

#[divan::bench]
fn built_in_reads_600_words(bencher: Bencher) {
    read(bencher, &*reading::built_in(), 60, 10);
}

#[divan::bench]
fn built_in_reads_60_words(bencher: Bencher) {
    read(bencher, &*reading::built_in(), 60, 1);
}

#[divan::bench]
fn fast_paragraph_of_60_words(bencher: Bencher) {
    mark(bencher, &FAST, &passages(60, 1));
}

#[divan::bench]
fn fast_article_of_600_words(bencher: Bencher) {
    mark(bencher, &FAST, &passages(60, 10));
}

#[divan::bench]
fn accurate_paragraph_of_60_words(bencher: Bencher) {
    mark(bencher, &ACCURATE, &passages(60, 1));
}

#[divan::bench(sample_count = 20)]
fn accurate_article_of_600_words(bencher: Bencher) {
    mark(bencher, &ACCURATE, &passages(60, 10));
}
