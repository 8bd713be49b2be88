//! How much a file may ask of us. Everything above is refused, never cut: half a source would call
//! a true quotation missing.

use super::Refused;

/// Bytes of a text.
pub const TEXT: u64 = 16_000_000;

/// Refuses what is larger than it may be.
pub fn size(have: u64, most: u64) -> Result<(), Refused> {
    if have <= most {
        return Ok(());
    }
    let (have, most) = (have as f64 / 1e6, most as f64 / 1e6);
    Err(Refused(format!("too large to read: {have:.1} MB, the limit is {most:.0} MB")))
}
