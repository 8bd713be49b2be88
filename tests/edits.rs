//! After any edit, reading on gives what reading afresh gives, and so does judging.
//!
//! 10,000 edits in an ordinary run; `ONRECORD_LARGE=1 cargo test --release --test edits` makes it
//! 1,000,000. A failure names the seed and prints the text before and after the edit, which is all
//! it takes to see it again.

#[path = "edits/seeded.rs"]
mod seeded;
#[path = "support/weights.rs"]
mod weights;
#[path = "edits/writer.rs"]
mod writer;

use std::{fmt::Debug, sync::Arc, thread};

use onrecord::{
    article::Article,
    reading::{self, Layered, Reader},
    rules::{House, Known, Review, Settings, Verbs},
};
use writer::Writer;

/// Edits of one text before the next text is taken up.
const EDITS: u64 = 100;

/// Texts that are edited at once.
const WRITERS: u64 = 2;

fn texts() -> u64 {
    if std::env::var_os("ONRECORD_LARGE").is_some() { 10_000 } else { 100 }
}

#[test]
fn reading_on_gives_what_reading_afresh_gives() {
    let writers: Vec<_> = (0..WRITERS)
        .map(|writer| thread::spawn(move || (0..texts()).filter(|it| it % WRITERS == writer).for_each(edit)))
        .collect();
    // A writer's own message is printed by then.
    assert!(writers.into_iter().all(|it| it.join().is_ok()), "an edit was not read as it should be");
}

/// One text, edited from start to end.
fn edit(seed: u64) {
    let mut writer = Writer::new(seed);
    let format = writer.format();
    let verbs = if seed.is_multiple_of(2) { Verbs::Default } else { Verbs::Strict };
    let house = Arc::new(if seed % 3 == 0 { house() } else { House::default() });
    let settings = Settings { verbs, house, ..Settings::default() };
    let mut review = Review::of(Arc::new(Article::read(&writer.text, format)), &settings);
    for turn in 0..EDITS {
        let before = writer.text.clone();
        let kind = writer.edit();
        let case = format!("seed {seed}, edit {turn} ({kind}) in {format:?}:\n{before:?}\n{:?}", writer.text);
        let article = Arc::new(review.article.after(&writer.text));
        let fresh = Arc::new(Article::read(&writer.text, format));
        let fresh = Review::of(fresh, &settings);
        compare(&article, &fresh.article, &case);
        review = review.after(article, &settings);
        same(&review.findings, &fresh.findings, "findings", &case);
    }
}

/// A desk that knows some of those whom the writer names, by names of their own.
fn house() -> House {
    let known = |name: &str, alias: &str| Known {
        name: name.to_owned(),
        aliases: vec![alias.to_owned()],
        ..Known::default()
    };
    House::new([
        known("Ingrid Solberg", "Okafor"),
        known("Harbour Board", "Tallow Post"),
        known("Board of Harbours", "HB"),
    ])
}

/// What a second reader learns between the edits is there at once, and only there.
#[test]
fn reading_on_gives_the_same_while_a_second_reader_learns() {
    let better = reading::by_model(&weights::accurate(32, 1, 0)).expect("a whole model");
    for seed in 0..texts() / 10 {
        let layers = Arc::new(Layered::new(reading::built_in()));
        let reader: Arc<dyn Reader> = layers.clone();
        let mut writer = Writer::new(seed);
        let format = writer.format();
        let settings = Settings::default();
        let mut review = Review::of(Arc::new(Article::read_by(&reader, &writer.text, format)), &settings);
        for turn in 0..EDITS / 4 {
            let kind = writer.edit();
            let case = format!("seed {seed}, edit {turn} ({kind}) in {format:?}:\n{:?}", writer.text);
            let mut article = Arc::new(review.article.after(&writer.text));
            if turn % 3 == 0 {
                let learned: Vec<String> = article
                    .paragraphs()
                    .filter(|it| (it.index as u64 + turn).is_multiple_of(2))
                    .map(|it| it.block.prose.text.clone())
                    .collect();
                learned.iter().for_each(|it| layers.learn(it, better.read(it)));
                article = Arc::new(article.again(|prose| learned.iter().any(|it| it == prose)));
            }
            let fresh = Arc::new(Article::read_by(&reader, &writer.text, format));
            compare(&article, &fresh, &case);
            review = review.after(article, &settings);
            same(&review.findings, &Review::of(fresh, &settings).findings, "findings", &case);
        }
    }
}

fn compare(on: &Article, fresh: &Article, case: &str) {
    same(on.text(), fresh.text(), "text", case);
    same(&on.paragraphs().len(), &fresh.paragraphs().len(), "number of paragraphs", case);
    for (a, b) in on.paragraphs().zip(fresh.paragraphs()) {
        same(&a.index, &b.index, "index", case);
        same(&a.span(), &b.span(), "span", case);
        same(a.block, b.block, "block", case);
        same(a.reading, b.reading, "reading", case);
        for sentence in 0..b.reading.passage.sentences.len() {
            same(on.support(a.index, sentence), fresh.support(b.index, sentence), "support", case);
        }
    }
    same(on.entities(), fresh.entities(), "entities", case);
    same(on.attributions(), fresh.attributions(), "attributions", case);
}

fn same<T: PartialEq + Debug + ?Sized>(on: &T, fresh: &T, what: &str, case: &str) {
    assert!(on == fresh, "{what}, {case}\nread on: {on:#?}\nread afresh: {fresh:#?}");
}
