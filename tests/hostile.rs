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
    for (mark, end) in [("[fn:", ""), ("[fn:", "]"), ("[fn:a", "")] {
        let read = |count: usize| {
            let start = Instant::now();
            review(&(mark.repeat(count) + end), Format::Org);
            start.elapsed()
        };
        let took = read(80_000);
        // On a loaded machine an eighth of it takes long too; such looks would still take 64 times as long.
        assert!(took.as_secs() < 25 || took < 8 * 3 * read(10_000), "{mark}…{end}: {took:?}");
    }
}
