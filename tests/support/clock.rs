//! How long work takes, whatever else the machine has to do meanwhile.
#![allow(dead_code)]

use std::{
    fs::read_to_string,
    time::{Duration, Instant},
};

/// Counts what is worked, and not the time in which the work waits for a processor. Where the system does not
/// tell, it counts all the time.
pub struct Clock {
    begun: Instant,
    worked: fn() -> Option<Duration>,
    before: Option<Duration>,
}

impl Clock {
    /// For work of this thread alone.
    pub fn start() -> Clock {
        Clock::new(of_thread)
    }

    /// For work of all threads, where one test runs alone.
    pub fn of_all() -> Clock {
        Clock::new(of_process)
    }

    fn new(worked: fn() -> Option<Duration>) -> Clock {
        Clock { begun: Instant::now(), worked, before: worked() }
    }

    pub fn elapsed(&self) -> Duration {
        let worked = (self.worked)().zip(self.before).and_then(|(now, before)| now.checked_sub(before));
        worked.unwrap_or_else(|| self.begun.elapsed())
    }
}

/// The first of the numbers that Linux keeps of a thread, in nanoseconds.
fn of_thread() -> Option<Duration> {
    let told = read_to_string("/proc/thread-self/schedstat").ok()?;
    let worked = told.split(' ').next()?.parse().ok()?;
    // A system that keeps no such account says nought.
    (worked > 0).then(|| Duration::from_nanos(worked))
}

/// What Linux keeps of a process, in hundredths of a second: the 14th number and the 15th of its line, where the
/// second may have spaces and ends with a parenthesis.
fn of_process() -> Option<Duration> {
    let told = read_to_string("/proc/self/stat").ok()?;
    let mut rest = told.rsplit_once(") ")?.1.split(' ').skip(11);
    let mut next = || rest.next()?.parse::<u64>().ok();
    Some(Duration::from_millis(10 * (next()? + next()?)))
}
