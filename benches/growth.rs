//! How the time of a reading grows with the text: what takes four times the text should take four times as long.
//!
//! Each line repeats something that somebody may well send: half a table, a key that got stuck, a file of names.
//! It is read at four sizes, each four times the last, until one takes long; behind each size stand the
//! milliseconds, behind the line how much longer the largest took than the one before.
//! A text whose paragraphs are too long to be read costs next to nothing, and its growth says little.
//!
//! `cargo bench --bench growth`; words behind `--` choose among the names: `-- markdown brackets`.

#[path = "support/repeats.rs"]
mod repeats;

use std::{
    path::Path,
    sync::Arc,
    time::{Duration, Instant},
};

use onrecord::{
    article::Article,
    features::{folding, lens, outline, story, symbols, tokens},
    markup::Format,
    rules::{Review, Settings, Verbs},
    sources::{import, lists},
    text::Span,
};
use repeats::{LISTS, Repeat, SOURCES, TEXTS};

/// Bytes of the smallest text.
const SMALLEST: usize = 16_000;
const SIZES: usize = 4;
/// Behind a text that took this long no larger one is tried.
const LONG: Duration = Duration::from_millis(1_000);
/// Below this the clock and the caches decide.
const SHORT: Duration = Duration::from_millis(100);
/// Four times the text may take this many times as long.
const MOST: f64 = 6.0;

fn main() {
    let asked: Vec<String> = std::env::args().skip(1).filter(|it| !it.starts_with('-')).collect();
    let wanted = |name: &str| asked.iter().all(|it| name.contains(it.as_str()));
    let mut slow = Vec::new();
    let mut look = |name: String, repeat: &Repeat, read: &dyn Fn(&str)| {
        if wanted(&name) && !grows_in_line(&name, repeat, read) {
            slow.push(name);
        }
    };
    for repeat in TEXTS {
        for format in Format::ALL {
            look(format!("{} {}", format.name(), repeat.name), repeat, &|text| article(text, format));
        }
    }
    for (kind, repeat) in LISTS {
        look(format!("list {kind:?} {}", repeat.name), repeat, &|text| {
            lists::read(*kind, text);
        });
    }
    for (kind, repeat) in SOURCES {
        look(format!("source {kind:?} {}", repeat.name), repeat, &|text| {
            let _ = import::import(*kind, Path::new("a"), text.as_bytes());
        });
    }
    if !slow.is_empty() {
        println!("{} grow faster than the text:\n{}", slow.len(), slow.join("\n"));
        std::process::exit(1);
    }
}

/// Whether the time grows with the text; prints it.
fn grows_in_line(name: &str, repeat: &Repeat, read: &dyn Fn(&str)) -> bool {
    let mut took: Vec<Duration> = Vec::new();
    for turn in 0..SIZES {
        let text = repeat.make(SMALLEST << (2 * turn));
        took.push(least(|| read(&text)));
        if took[turn] > LONG {
            break;
        }
    }
    let ratio = |it: &[Duration]| it[1].as_secs_f64() / it[0].as_secs_f64();
    let growth = took.windows(2).filter(|it| it[1] > SHORT).map(ratio).fold(0.0, f64::max);
    let times: Vec<String> = took.iter().map(|it| format!("{:.1}", it.as_secs_f64() * 1000.0)).collect();
    let mark = if growth > MOST { "  <<<" } else { "" };
    println!("{name:60} {:40} {growth:.1}{mark}", times.join(" "));
    growth <= MOST
}

/// How long something takes: the least of a few turns, for whatever else the machine does only adds to it.
fn least(work: impl Fn()) -> Duration {
    let turn = || {
        let begun = Instant::now();
        work();
        begun.elapsed()
    };
    let first = turn();
    let again = if first > LONG / 2 { 0 } else { 3 };
    (0..again).map(|_| turn()).fold(first, Duration::min)
}

/// Everything that happens to a text when an editor opens it.
fn article(text: &str, format: Format) {
    let settings = Settings { verbs: Verbs::Strict, ..Settings::default() };
    let review = Review::of(Arc::new(Article::read(text, format)), &settings);
    let whole = Span::new(0, text.len());
    let seen = outline::outline(&review).len()
        + folding::folds(&review.article).len()
        + lens::standings(&review.article, whole).len()
        + symbols::symbols(&review.article).len()
        + tokens::painted(&review.article, whole).len()
        + story::title(&story::story(&review.article)).len();
    std::hint::black_box(seen);
}
