//! Many things at once, answered in the order they came.

use std::{
    io,
    num::NonZero,
    sync::{Mutex, PoisonError, mpsc},
    thread,
};

/// How many workers to use when nobody says.
pub fn cores() -> usize {
    thread::available_parallelism().map_or(1, NonZero::get)
}

/// Works on every item in `jobs` threads and hands the results to `emit` in the items' order, each as
/// soon as those before it are out. Holds a few items per job, however many there are. Stops when
/// `emit` fails, which is what it answers.
pub fn ordered<T: Send, R: Send>(
    items: impl Iterator<Item = T> + Send,
    jobs: usize,
    work: impl Fn(T) -> R + Sync,
    mut emit: impl FnMut(R) -> io::Result<()>,
) -> io::Result<()> {
    let jobs = jobs.max(1);
    // A line of receivers keeps the order: its length bounds what is on the way.
    let (line, waiting) = mpsc::sync_channel::<mpsc::Receiver<R>>(2 * jobs);
    let (desk, tasks) = mpsc::sync_channel::<(T, mpsc::SyncSender<R>)>(jobs);
    let tasks = Mutex::new(tasks);
    let (tasks, work) = (&tasks, &work);
    thread::scope(|scope| {
        scope.spawn(move || {
            for item in items {
                let (answer, later) = mpsc::sync_channel(1);
                if line.send(later).is_err() || desk.send((item, answer)).is_err() {
                    return;
                }
            }
        });
        for _ in 0..jobs {
            scope.spawn(move || {
                loop {
                    let task = tasks.lock().unwrap_or_else(PoisonError::into_inner).recv();
                    let Ok((item, answer)) = task else { return };
                    // Nobody waits any more when `emit` has failed.
                    let _ = answer.send(work(item));
                }
            });
        }
        // Taken whole: once `emit` has failed the line must break, or the feeder waits for ever.
        let mut answers = waiting.into_iter().flat_map(|it| it.into_iter());
        answers.try_for_each(&mut emit)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn answers_come_in_order_whoever_finishes_first() {
        let mut out = Vec::new();
        let slow_first = |it: u64| {
            thread::sleep(std::time::Duration::from_millis(if it.is_multiple_of(5) { 5 } else { 0 }));
            it * it
        };
        let done = ordered(0..50, 4, slow_first, |it| {
            out.push(it);
            Ok(())
        });
        assert!(done.is_ok());
        assert_eq!(out, (0..50).map(|it| it * it).collect::<Vec<u64>>());
    }

    #[test]
    fn a_reader_who_leaves_ends_the_work() {
        let mut seen = 0;
        let done = ordered(
            0..,
            2,
            |it: u64| it,
            |_| {
                seen += 1;
                if seen == 3 { Err(io::ErrorKind::BrokenPipe.into()) } else { Ok(()) }
            },
        );
        assert!(done.is_err());
        assert_eq!(seen, 3);
    }
}
