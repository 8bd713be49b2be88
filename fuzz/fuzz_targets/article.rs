#![no_main]

use std::sync::Arc;

use libfuzzer_sys::{
    arbitrary::{self, Arbitrary},
    fuzz_target,
};
use onrecord::{
    article::Article,
    markup::Format,
    rules::{Review, Settings},
};

#[derive(Arbitrary, Debug)]
struct Case {
    format: u8,
    text: String,
    edits: Vec<Change>,
}

#[derive(Arbitrary, Debug)]
struct Change {
    at: u16,
    length: u8,
    words: String,
}

fuzz_target!(|case: Case| {
    let format = Format::ALL[usize::from(case.format) % Format::ALL.len()];
    let settings = Settings::default();
    let mut text = case.text;
    let mut review = Review::of(Arc::new(Article::read(&text, format)), &settings);
    for edit in case.edits.iter().take(8) {
        let start = boundary(&text, usize::from(edit.at) % (text.len() + 1));
        let end = boundary(&text, (start + usize::from(edit.length)).min(text.len()));
        text.replace_range(start..end, &edit.words);
        let fresh = Review::of(Arc::new(Article::read(&text, format)), &settings);
        let article = Arc::new(review.article.after(&text));
        review = review.after(article, &settings);
        compare(&review, &fresh);
    }
});

fn compare(on: &Review, fresh: &Review) {
    let (a, b) = (&on.article, &fresh.article);
    assert_eq!(a.paragraphs().len(), b.paragraphs().len());
    for (a, b) in a.paragraphs().zip(b.paragraphs()) {
        assert_eq!((a.span(), a.block, a.reading), (b.span(), b.block, b.reading));
    }
    assert_eq!(a.entities(), b.entities());
    assert_eq!(a.attributions(), b.attributions());
    assert_eq!(on.findings, fresh.findings);
}

fn boundary(text: &str, mut at: usize) -> usize {
    while !text.is_char_boundary(at) {
        at -= 1;
    }
    at
}
