//! Texts that nobody would write, and that editors send all the same: nothing panics, and every
//! place that is handed out lies in the text and between two characters.
//!
//! `ONRECORD_LARGE=1 cargo test --release --test hostile -- --nocapture` takes the sizes that the
//! texts are meant to have; it prints what each took, a quarter of the size beside the whole.

#[path = "hostile/places.rs"]
mod places;
#[path = "hostile/texts.rs"]
mod texts;

use std::{sync::Arc, time::Instant};

use onrecord::{
    article::Article,
    markup::Format,
    rules::{Review, Settings, Verbs},
};

fn is_large() -> bool {
    std::env::var_os("ONRECORD_LARGE").is_some()
}

fn review(text: &str, format: Format) -> Review {
    let settings = Settings { verbs: Verbs::Strict, ..Settings::default() };
    Review::of(Arc::new(Article::read(text, format)), &settings)
}

#[test]
fn odd_texts_are_read() {
    for text in texts::odd() {
        for format in Format::ALL {
            places::check(&review(&text, format), 1, &format!("{format:?} {text:?}"));
        }
    }
}

#[test]
fn huge_texts_are_read() {
    for text in texts::huge() {
        for format in Format::ALL {
            let sizes = if is_large() { vec![text.large / 4, text.large] } else { vec![text.small] };
            for size in sizes {
                let words = (text.make)(size);
                let start = Instant::now();
                let review = review(&words, format);
                let read = start.elapsed();
                places::check(&review, words.len() / 50 + 1, &format!("{format:?} {} {size}", text.name));
                let (kind, all) = (format.name(), start.elapsed());
                println!("{kind:9} {:34} {size:>9}: {read:>10.1?}, all {all:.1?}", text.name);
            }
        }
    }
}

/// What looks behind each mark to the end of the text takes minutes here.
#[test]
fn notes_in_org_that_nobody_closes_are_read_in_one_go() {
    for text in ["[fn:".repeat(80_000), "[fn:".repeat(80_000) + "]", "[fn:a".repeat(80_000)] {
        let start = Instant::now();
        review(&text, Format::Org);
        assert!(start.elapsed().as_secs() < 25, "{}: {:?}", &text[..12], start.elapsed());
    }
}
