use std::{fmt, time::Duration};

use crate::sources::Place;

/// Where in a source something stands, as a reader would look it up.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Locator {
    /// From 1.
    Page(u32),
    /// Since the tape began, to the second.
    Time(Duration),
}

impl Locator {
    /// None where a source has neither pages nor times.
    pub fn of(place: &Place) -> Option<Locator> {
        place.page.map(Locator::Page).or_else(|| place.time.map(Locator::Time))
    }

    /// Reads what [`fmt::Display`] writes.
    pub fn parse(text: &str) -> Option<Locator> {
        if let Some(page) = text.strip_prefix("p. ") {
            return page.parse().ok().map(Locator::Page);
        }
        let mut parts = text.split(':').map(str::parse::<u64>);
        let (hours, minutes, seconds) = (parts.next()?.ok()?, parts.next()?.ok()?, parts.next()?.ok()?);
        let minutes = hours.checked_mul(60)?.checked_add(minutes)?;
        Some(Locator::Time(Duration::from_secs(minutes.checked_mul(60)?.checked_add(seconds)?)))
    }
}

impl fmt::Display for Locator {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Locator::Page(page) => write!(out, "p. {page}"),
            Locator::Time(time) => {
                let seconds = time.as_secs();
                write!(out, "{:02}:{:02}:{:02}", seconds / 3600, seconds / 60 % 60, seconds % 60)
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_locator_reads_what_it_writes() {
        for written in ["p. 3", "00:12:31", "02:00:00"] {
            assert_eq!(Locator::parse(written).map(|it| it.to_string()).as_deref(), Some(written));
        }
        for wrong in ["", "p. x", "12", "a:b:c", "99999999999999999999:0:0"] {
            assert_eq!(Locator::parse(wrong), None, "{wrong}");
        }
    }
}
