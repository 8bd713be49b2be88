//! Positions against a model that counts character by character, in all three encodings.

#[path = "support/clock.rs"]
mod clock;

use onrecord::text::{Edit, Encoding, Lines, Position, Span, Text};
use proptest::{prelude::*, test_runner::RngSeed};

const ENCODINGS: [Encoding; 3] = [Encoding::Utf8, Encoding::Utf16, Encoding::Utf32];

fn units(char: char, encoding: Encoding) -> usize {
    match encoding {
        Encoding::Utf8 => char.len_utf8(),
        Encoding::Utf16 => char.len_utf16(),
        Encoding::Utf32 => 1,
    }
}

/// The lines of a text: start, end without the line break.
fn lines(text: &str) -> Vec<(usize, usize)> {
    let mut lines = Vec::new();
    let mut start = 0;
    let bytes = text.as_bytes();
    let mut at = 0;
    while at < bytes.len() {
        let width = match bytes[at] {
            b'\r' if bytes.get(at + 1) == Some(&b'\n') => 2,
            b'\r' | b'\n' => 1,
            _ => 0,
        };
        if width > 0 {
            lines.push((start, at));
            start = at + width;
        }
        at += width.max(1);
    }
    lines.push((start, text.len()));
    lines
}

fn offset(text: &str, position: Position, encoding: Encoding) -> usize {
    let Some(&(start, end)) = lines(text).get(position.line as usize) else { return text.len() };
    let mut seen = 0;
    for (at, char) in text[start..end].char_indices() {
        seen += units(char, encoding);
        if seen > position.character as usize {
            return start + at;
        }
    }
    end
}

fn position(text: &str, offset: usize, encoding: Encoding) -> Position {
    let lines = lines(text);
    let line = lines.partition_point(|it| it.0 <= offset) - 1;
    let (start, end) = lines[line];
    let character = text[start..offset.min(end)].chars().map(|it| units(it, encoding)).sum::<usize>();
    Position { line: line as u32, character: character as u32 }
}

fn words() -> impl Strategy<Value = String> {
    let piece = prop_oneof![
        Just("a"),
        Just("naïve "),
        Just("e\u{301}"),
        Just("😀"),
        Just("👩‍👩‍👧"),
        Just("\r"),
        Just("\n"),
        Just("\r\n"),
        Just("\u{2028}"),
        Just("\u{85}\u{b}"),
        Just("“日本”"),
        Just("\u{feff}"),
    ];
    prop::collection::vec(piece, 0..40).prop_map(|it| it.concat())
}

fn places() -> impl Strategy<Value = Position> {
    (0u32..12, 0u32..60).prop_map(|(line, character)| Position { line, character })
}

/// The same texts in every ordinary run: new ones are looked for with `ONRECORD_LARGE=1`.
fn config() -> ProptestConfig {
    if std::env::var_os("ONRECORD_LARGE").is_some() {
        return ProptestConfig::with_cases(40_000);
    }
    ProptestConfig { rng_seed: RngSeed::Fixed(26), ..ProptestConfig::with_cases(400) }
}

proptest! {
    #![proptest_config(config())]

    #[test]
    fn a_text_that_is_edited_is_the_text_a_model_makes(
        start in words(),
        edits in prop::collection::vec((places(), places(), words(), 0usize..3), 0..12),
    ) {
        let mut model = start.clone();
        let mut text = Text::new(&start);
        for (from, to, words, encoding) in edits {
            let encoding = ENCODINGS[encoding];
            let (a, b) = (offset(&model, from, encoding), offset(&model, to, encoding));
            let span = Span::new(a.min(b), a.max(b));
            let edit = text.replace(from..to, &words, encoding);
            prop_assert_eq!(edit, Edit::replace(span, words.clone()));
            model.replace_range(span.start..span.end, &words);
            prop_assert_eq!(text.to_string(), model.as_str());
        }
    }

    #[test]
    fn every_character_has_a_place_and_every_place_its_character(text in words()) {
        let rope = Text::new(&text);
        for encoding in ENCODINGS {
            let mut ascending = Lines::new(&text, encoding);
            for (at, _) in text.char_indices().chain([(text.len(), ' ')]) {
                let expected = position(&text, at, encoding);
                prop_assert_eq!(rope.position(at, encoding), expected);
                prop_assert_eq!(ascending.position(at), expected);
                let inside_crlf = text[..at].ends_with('\r') && text[at..].starts_with('\n');
                prop_assert_eq!(rope.offset(expected, encoding), at - usize::from(inside_crlf));
            }
        }
    }

    #[test]
    fn questions_in_any_order_have_the_same_answers(
        text in words(),
        repeat in 1usize..300,
        questions in prop::collection::vec(any::<prop::sample::Index>(), 1..40),
    ) {
        let text = text.repeat(repeat);
        let rope = Text::new(&text);
        for encoding in ENCODINGS {
            let mut lines = Lines::new(&text, encoding);
            for question in &questions {
                let at = question.index(text.len() + 1);
                let at = (0..=at).rev().find(|&it| text.is_char_boundary(it)).unwrap_or(0);
                prop_assert_eq!(lines.position(at), rope.position(at, encoding));
            }
        }
    }
}

#[test]
fn a_column_past_the_end_stops_before_the_line_break() {
    let text = Text::new("one\r\ntwo\rthree\nfour");
    let far = |line| Position { line, character: 99 };
    for encoding in ENCODINGS {
        assert_eq!([0, 1, 2, 3, 4].map(|line| text.offset(far(line), encoding)), [3, 8, 14, 19, 19]);
    }
}

#[test]
fn a_column_inside_a_surrogate_pair_is_the_start_of_its_character() {
    let text = Text::new("a😀b");
    let at = |character| text.offset(Position { line: 0, character }, Encoding::Utf16);
    assert_eq!([0, 1, 2, 3, 4].map(at), [0, 1, 1, 5, 6]);
}

#[test]
fn an_edit_outside_the_text_is_clamped_to_it() {
    let mut text = Text::new("ab");
    text.apply(&Edit::replace(Span::new(7, 9), "c"));
    text.apply(&Edit::replace(Span::new(2, 1), "-"));
    assert_eq!(text.to_string(), "ab-c");
}

/// A document of one line of ten megabytes, asked thousands of times: each question that walked the
/// line would take milliseconds, all of them most of a minute.
#[test]
fn a_line_of_ten_megabytes_is_asked_thousands_of_times() {
    let line = "Al 😀 agreed. ".repeat(10_000_000 / 16);
    let started = clock::Clock::start();
    let text = Text::new(&line);
    let mut lines = Lines::new(&line, Encoding::Utf16);
    let mut back = Lines::new(&line, Encoding::Utf16);
    back.position(line.len());
    for question in 0..5_000 {
        let at = line.len() / 16 * question / 5_000 * 16;
        let place = text.position(at, Encoding::Utf16);
        assert_eq!(text.offset(place, Encoding::Utf16), at);
        assert_eq!(lines.position(at), place);
        let mirrored = line.len() / 16 * (5_000 - question) / 5_000 * 16;
        assert_eq!(back.position(mirrored), text.position(mirrored, Encoding::Utf16));
    }
    assert!(started.elapsed().as_secs() < 10, "{:?}", started.elapsed());
}
