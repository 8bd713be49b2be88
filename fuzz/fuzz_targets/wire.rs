#![no_main]

use libfuzzer_sys::fuzz_target;

// The very file: the sieve is the server's own business and has no door to the outside.
#[allow(dead_code)]
#[path = "../../src/server/sieve.rs"]
mod sieve;

use sieve::{Sieve, Sifted};

fuzz_target!(|pieces: (Vec<u8>, Vec<u8>)| {
    let whole = [pieces.0.as_slice(), &pieces.1].concat();
    let at_once = sift(&[&whole]);
    assert_eq!(sift(&[&pieces.0, &pieces.1]), at_once);
    assert!(at_once.iter().map(Vec::len).sum::<usize>() <= whole.len());
});

/// The bodies of all frames that are passed on.
fn sift(pieces: &[&[u8]]) -> Vec<Vec<u8>> {
    let mut sieve = Sieve::default();
    let mut frames = Vec::new();
    for piece in pieces {
        sieve.feed(piece);
        while let Some(sifted) = sieve.sift() {
            if let Sifted::Frame { body, .. } = sifted {
                frames.push(body);
            }
        }
    }
    frames
}
