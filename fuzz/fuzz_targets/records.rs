#![no_main]

use libfuzzer_sys::fuzz_target;
use onrecord::features::{configuration, ledger};

fuzz_target!(|text: &str| {
    let lines = 1 + text.matches('\n').count();
    let read = ledger::read(text);
    assert_eq!(ledger::read(text), read, "the same words give the same reading");
    for it in &read.ledger.entries {
        assert!((1..=lines).contains(&it.line), "an entry stands in the file: {it:?}");
    }
    read.complaints.iter().for_each(|it| names_a_line(it, lines));
    // What stands above it changes no entry but its line.
    let below = ledger::read(&format!("# remark\n\n{}", text.trim_start_matches('\u{feff}')));
    assert_eq!(below.ledger.entries.len(), read.ledger.entries.len());

    let settings = configuration::from_toml(text);
    settings.complaints.iter().for_each(|it| names_a_line(it, lines));
    let (house, complaints) = configuration::house(text);
    assert!(complaints.len() >= settings.complaints.len());
    for it in house.known() {
        assert!(!it.name.trim().is_empty(), "everybody has a name");
        assert!(house.called(&it.name.to_ascii_lowercase()).is_some(), "{it:?} is found by it");
    }
});

/// A complaint that names a line names one that is there.
fn names_a_line(complaint: &str, lines: usize) {
    let number = complaint.strip_prefix("Line ").and_then(|it| it.split(':').next());
    if let Some(number) = number.and_then(|it| it.parse::<usize>().ok()) {
        assert!((1..=lines).contains(&number), "{complaint}");
    }
}
