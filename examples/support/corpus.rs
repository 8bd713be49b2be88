//! Articles of a corpus, read where they lie: JSON Lines with a field `text`, plain or gzip-packed.

use std::{
    fs::File,
    io::{BufRead, BufReader, Read},
};

use anyhow::Context;

/// Which articles of a corpus are looked at.
#[derive(Clone, Copy, Debug, PartialEq, Eq, clap::ValueEnum)]
pub enum Part {
    /// Every fifth, by the hash of its text: set aside for judging, never looked at while a rule is changed.
    Held,
    /// The others.
    Tuned,
}

/// The articles of a file, each with what else its line says.
pub fn articles(path: &str, part: Option<Part>) -> anyhow::Result<Vec<(String, serde_json::Value)>> {
    let file = File::open(path).with_context(|| path.to_owned())?;
    let unpacked: Box<dyn Read> = if path.ends_with(".gz") {
        Box::new(flate2::read::MultiGzDecoder::new(file))
    } else {
        Box::new(file)
    };
    let mut out = Vec::new();
    for line in BufReader::new(unpacked).lines() {
        let value: serde_json::Value = serde_json::from_str(&line?)?;
        let text = value["text"].as_str().context("a line without text")?.to_owned();
        let held = fnv(&text) % 5 == 0;
        if part.is_none_or(|it| (it == Part::Held) == held) {
            out.push((text, value));
        }
    }
    Ok(out)
}

/// FNV-1a: the same article is set aside everywhere.
fn fnv(text: &str) -> u64 {
    text.bytes()
        .fold(0xcbf2_9ce4_8422_2325, |hash, byte| (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3))
}

/// SplitMix64: the same seed gives the same sample everywhere.
pub fn next(state: &mut u64) -> u64 {
    *state = state.wrapping_add(0x9e37_79b9_7f4a_7c15);
    let mut mixed = *state;
    mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    mixed ^ (mixed >> 31)
}
