//! How much a file may ask of us. Everything above is refused, never cut: half a source would call
//! a true quotation missing.

use std::time::{Duration, Instant};

use super::Refused;

/// Bytes of a text.
pub const TEXT: u64 = 16_000_000;

/// How long the reading of one file may take.
pub const TIME: Duration = Duration::from_millis(1500);

/// Refuses what is larger than it may be.
pub fn size(have: u64, most: u64) -> Result<(), Refused> {
    if have <= most {
        return Ok(());
    }
    let (have, most) = (have as f64 / 1e6, most as f64 / 1e6);
    Err(Refused(format!("too large to read: {have:.1} MB, the limit is {most:.0} MB")))
}

/// A moment after which work on a file stops.
#[derive(Clone, Copy)]
pub struct Deadline(Instant);

impl Deadline {
    pub fn start() -> Deadline {
        Deadline(Instant::now() + TIME)
    }

    pub fn check(self) -> Result<(), Refused> {
        if Instant::now() < self.0 {
            return Ok(());
        }
        let seconds = TIME.as_secs_f64();
        Err(Refused(format!("takes too long to read: more than the limit of {seconds} seconds")))
    }
}
